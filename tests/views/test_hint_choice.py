"""Which hint is shown: one, the most important, believed before it is said, silent when dismissed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes import frozen_a, one_and_three, three_inputs

from gdstudio.lessons.remarks import Kind
from gdstudio.messages import Freeze, Seek, SetAlpha, SetInput, Speed, TakeSteps, Undo, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.hint.choice import LOOKS_TO_BELIEVE, STEPS_TO_BELIEVE, HintChoice

if TYPE_CHECKING:
    from gdstudio.messages import Command, Scene, Snapshot

A = WeightRef(0, 0, 0)
SLOW, FAST = Speed(2.0), Speed(None)


class Watched:
    """A session, and what the choice says of it."""

    def __init__(self, scene: Scene) -> None:
        self.session = Session(scene)
        self.choice = HintChoice()

    def give(self, *commands: Command, playing: Speed | None = None) -> Kind | None:
        """Carry out commands; look once, as if it were playing at this speed."""
        for command in commands:
            self.session.apply(command)
        return self.look(playing)

    def look(self, playing: Speed | None = None, snapshot: Snapshot | None = None) -> Kind | None:
        """Look at the session, or at another snapshot, as if it were playing at this speed."""
        shown = snapshot or self.session.snapshot()
        if playing is not None:
            shown = replace(shown, playing=True, speed=playing)
        remark = self.choice.look(shown)
        return None if remark is None else remark.kind


def test_a_scene_just_opened_is_left_to_its_own_text() -> None:
    """Alpha 0.1 diverges, but nothing has happened yet; after a step it is said."""
    watched = Watched(three_inputs(alpha=0.1))
    assert watched.give() is None
    assert watched.give(TakeSteps(1)) is Kind.ABOVE_LIMIT
    assert watched.give(Seek(1)) is Kind.ABOVE_LIMIT


def test_the_most_important_is_shown() -> None:
    """And the next when it is gone."""
    watched = Watched(three_inputs())
    assert watched.give(SetInput(0, 1, -0.5)) is Kind.INPUT_NEGATIVE
    assert watched.give(SetAlpha(0.0)) is Kind.ALPHA_ZERO
    assert watched.give(Undo()) is Kind.INPUT_NEGATIVE
    assert watched.give(Undo()) is None


def test_a_dismissed_kind_is_silent_until_it_newly_arises() -> None:
    """While it lasts nothing is said; once it was gone it may come again."""
    watched = Watched(three_inputs())
    watched.give(SetAlpha(0.1))
    watched.choice.dismiss()
    assert watched.look() is None
    assert watched.give(SetAlpha(0.2), TakeSteps(1)) is None
    assert watched.give(SetAlpha(0.01)) is None
    assert watched.give(SetAlpha(0.1)) is Kind.ABOVE_LIMIT


def test_dismissing_lets_the_next_one_speak() -> None:
    """It was less important, and still is true."""
    watched = Watched(three_inputs())
    watched.give(SetInput(0, 1, -0.5), SetAlpha(0.0))
    watched.choice.dismiss()
    assert watched.look() is Kind.INPUT_NEGATIVE


def test_what_was_dismissed_for_good_never_comes_again() -> None:
    """Not even in another scene."""
    watched = Watched(three_inputs())
    watched.give(SetAlpha(0.1))
    watched.choice.dismiss(for_good=True)
    assert watched.choice.never == {Kind.ABOVE_LIMIT}
    assert watched.give(SetAlpha(0.01), SetAlpha(0.1)) is None
    other = Session(replace(three_inputs(), id="other"))
    other.apply(SetAlpha(0.1))
    assert watched.look(snapshot=other.snapshot()) is None


def test_in_another_scene_dismissed_kinds_speak_again() -> None:
    """Silence is for this scene; started again it lasts."""
    watched = Watched(three_inputs())
    watched.give(SetAlpha(0.1))
    watched.choice.dismiss()
    again, other = (Session(replace(three_inputs(), id=name)) for name in ("test", "other"))
    for session in (again, other):
        session.apply(SetAlpha(0.1))
    assert watched.look(snapshot=again.snapshot()) is None
    assert watched.look(snapshot=other.snapshot()) is Kind.ABOVE_LIMIT


def test_dismissing_nothing_does_nothing() -> None:
    """There is no hint to dismiss."""
    choice = HintChoice()
    choice.dismiss()
    choice.dismiss(for_good=True)
    assert (choice.shown, choice.never) == (None, set())


def test_while_playing_slowly_a_hint_must_be_true_for_some_steps() -> None:
    """More looks at the same step are no more true than one."""
    watched = Watched(three_inputs())
    watched.give(TakeSteps(1))
    watched.session.apply(SetAlpha(0.1))
    assert [watched.look(SLOW) for _ in range(5)] == [None] * 5
    told = [watched.give(TakeSteps(1), playing=SLOW) for _ in range(STEPS_TO_BELIEVE)]
    assert told == [None] * (STEPS_TO_BELIEVE - 2) + [Kind.ABOVE_LIMIT] * 2
    assert watched.give(SetAlpha(0.01), playing=SLOW) is Kind.ABOVE_LIMIT  # nor is it gone at once
    assert watched.give(TakeSteps(1), playing=SLOW) is None


def test_while_playing_fast_it_holds_still() -> None:
    """What comes and goes is not said; what lasts for several looks is."""
    watched = Watched(three_inputs())
    watched.give(TakeSteps(1))
    for _ in range(LOOKS_TO_BELIEVE * 2):
        assert watched.give(SetAlpha(0.1), playing=FAST) is None
        assert watched.give(SetAlpha(0.01), playing=FAST) is None
    watched.session.apply(SetAlpha(0.1))
    told = [watched.give(TakeSteps(1), playing=FAST) for _ in range(LOOKS_TO_BELIEVE)]
    assert told == [None] * (LOOKS_TO_BELIEVE - 1) + [Kind.ABOVE_LIMIT]


def test_when_playing_stops_it_is_said_at_once() -> None:
    """Nothing changes by itself any more."""
    watched = Watched(three_inputs(alpha=0.1))
    assert watched.give(TakeSteps(1), playing=FAST) is None
    assert watched.look() is Kind.ABOVE_LIMIT


def test_a_shown_hint_follows_its_numbers() -> None:
    """The same kind about another alpha is the same hint with other words, also while playing."""
    watched = Watched(three_inputs())
    watched.give(TakeSteps(1), SetAlpha(0.1))
    assert watched.choice.shown is not None
    assert "Alpha 0.1 is above" in watched.choice.shown.sentence
    watched.give(SetAlpha(0.2), playing=FAST)
    assert "Alpha 0.2 is above" in watched.choice.shown.sentence


def test_a_dismissal_outlasts_playing_fast() -> None:
    """At speed not all is looked at: what is not found then has not gone away."""
    watched = Watched(frozen_a())
    watched.give(TakeSteps(2), Freeze(A, frozen=False))
    assert watched.choice.shown is not None
    watched.choice.dismiss()
    watched.look(FAST)
    assert watched.look() is None


def test_while_a_question_is_open_there_is_no_hint() -> None:
    """It might be the answer; what was dismissed before is still dismissed after it."""
    watched = Watched(three_inputs())
    watched.give(SetInput(0, 1, -0.5), SetAlpha(0.0))
    watched.choice.dismiss()
    asked = replace(watched.session.snapshot(), hidden=frozenset({"limits"}))
    assert watched.look(snapshot=asked) is None
    assert watched.look() is Kind.INPUT_NEGATIVE


def test_the_run_that_is_looked_at_is_spoken_of() -> None:
    """Both have too much alpha; the last is looked at first."""
    session = Session(one_and_three())
    session.apply(SetAlpha(0.1))
    choice = HintChoice()
    for lane, label in ((None, "three inputs"), (0, "one input"), (1, "three inputs")):
        remark = choice.look(session.snapshot(), lane)
        assert remark is not None
        assert remark.sentence.startswith(f"“{label}”")
