"""A lesson on its way, with a real session beside it: answering, ticking, going back, a lecturer's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lesson_parts import LESSON, Learner, lesson, one_step

from gdstudio.lessons.checks import Looks
from gdstudio.lessons.lesson import OpenPanel, SelectWeight
from gdstudio.lessons.lesson_run import path_to
from gdstudio.lessons.progress import Progress
from gdstudio.messages import (
    Fork,
    Freeze,
    GoToPhase,
    LoadScene,
    Phase,
    Play,
    Race,
    Redo,
    RemoveLane,
    Seek,
    SetAlpha,
    SetInput,
    Snapshot,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.aside import aside

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import Wish
    from gdstudio.messages import Command

A = WeightRef(0, 0, 0)


def test_a_fresh_session_needs_no_setting_up() -> None:
    """The first step asks at once, and its texts have their numbers."""
    learner = Learner()
    assert learner.enter(0) == ()
    assert learner.run.words is not None
    assert learner.run.words.text == "The error is 0.0196."
    assert learner.run.words.ask == "What will the error do?"
    assert learner.run.words.options == ("Fall", "Grow")
    assert learner.run.words.tasks == ("Unfreeze a",)
    assert learner.run.is_open
    assert learner.run.hidden == ("ahead", "destination", "weight deltas", "limits")


def test_an_answer_is_judged_and_then_revealed() -> None:
    """The step that shows it is taken, what was hidden appears, and a second answer changes nothing."""
    learner = Learner()
    learner.enter(0)
    learner.answer(0)
    assert learner.run.verdict is not None
    assert learner.run.verdict.right
    assert learner.run.verdict.say == "It is 0.00382 now."
    assert learner.session.step == 2
    assert learner.run.hidden == ()
    assert learner.run.done.answered == "right"
    learner.answer(1)
    assert learner.session.step == 2
    assert learner.run.done.answered == "right"


def test_a_wrong_answer_is_kept_too_and_can_be_tried_again() -> None:
    """Asking again hides again."""
    learner = Learner()
    learner.enter(0)
    learner.answer(1)
    assert learner.run.done.answered == "wrong"
    assert learner.run.verdict is not None
    assert learner.run.verdict.say == "Not with this alpha."
    learner.run.ask_again()
    assert learner.run.is_open
    assert learner.run.verdict is None
    assert learner.run.hidden
    learner.answer(0)
    assert learner.run.done.answered == "right"


def test_an_answer_is_about_the_session_as_it_is() -> None:
    """Whoever has changed alpha first is asked about that alpha."""
    learner = Learner()
    learner.enter(0)
    learner.do(SetAlpha(5.0))
    learner.answer(1)
    assert learner.run.verdict is not None
    assert learner.run.verdict.right


def test_a_question_that_the_state_does_not_answer_says_so() -> None:
    """With alpha 0 the error neither falls nor grows: nothing is judged, and setting up again helps."""
    learner = Learner()
    learner.enter(0)
    learner.do(SetAlpha(0.0))
    learner.answer(0)
    assert learner.run.verdict is None
    assert learner.run.is_open
    assert learner.run.refusal.endswith("Set the step up again.")
    learner.enter(0)
    assert learner.run.refusal == ""
    learner.answer(0)
    assert learner.run.done.answered == "right"


def test_tasks_tick_themselves_and_stay_ticked() -> None:
    """However the session gets there, and whatever it does afterwards."""
    learner = Learner()
    learner.enter(0)
    assert learner.run.ticked == (False,)
    learner.do(Freeze(A, False))
    assert learner.run.ticked == (True,)
    learner.do(Undo())
    assert learner.run.ticked == (True,)
    assert not learner.run.feed(learner.shown)


def test_before_a_step_has_begun_nothing_ticks() -> None:
    """Its setup may pass through a state in which a task would be done."""
    learner = Learner()
    learner.session.apply(Freeze(A, False))
    learner.run.enter(0, learner.shown)
    assert not learner.run.feed(learner.shown)
    assert learner.run.ticked == (False,)


def test_another_scene_ticks_nothing_and_is_left_when_a_step_is_entered() -> None:
    """Someone may open another scene in between."""
    learner = Learner()
    learner.enter(0)
    other = lesson(one_step("", front='scene = "several-steps"')).scene
    learner.do(LoadScene(other))
    assert learner.run.ticked == (False,)
    wishes = learner.enter(1)
    assert wishes[0] == LoadScene(learner.run.lesson.scene)
    assert learner.session.step == 5
    assert learner.session.scene is learner.run.lesson.scene


def test_a_step_sets_itself_up_with_ordinary_commands() -> None:
    """So Undo takes it back: first the steps stay, then the scene as it was is there again."""
    learner = Learner()
    learner.enter(0)
    learner.do(SetAlpha(0.2), TakeSteps(1))
    assert learner.enter(1) == (LoadScene(learner.run.lesson.scene), TakeSteps(4), OpenPanel("surface"))
    assert (learner.session.step, learner.session.states[0].setting.alpha) == (5, 0.3)
    assert learner.looks.panel == "surface"
    learner.do(Undo())
    assert (learner.session.step, learner.session.states[0].setting.alpha) == (2, 0.2)


def test_steps_taken_count_from_the_beginning_of_the_step() -> None:
    """The four of the setup don't."""
    learner = Learner()
    learner.enter(0)
    learner.enter(1)
    assert learner.run.ticked == (False, False)
    learner.do(TakeSteps(1))
    assert learner.run.ticked == (True, False)


def test_the_windows_looks_tick_too() -> None:
    """A selected weight, a view in front."""
    learner = Learner()
    learner.enter(1)
    assert not learner.run.feed(learner.shown, Looks("code"))
    assert learner.run.feed(learner.shown, Looks("code", A))
    assert learner.run.ticked == (False, True)


GOES_ON = """\
+++
title = "T"
scene = "freezing"
+++

## One

```toml
[question]
ask = "?"
options = [{ text = "Falls", when = "error falls" }, { text = "Not", when = "not error falls" }]

[[tasks]]
text = "Alpha up"
when = "alpha > 0.35"
do = [{ alpha = 0.4 }]
```

## Two

```toml
setup = [{ steps = 2 }]

[[tasks]]
text = "Unfreeze"
when = "a is free"
do = [{ unfreeze = "a" }]
```

## Three

Alpha is {{ alpha }}, the step {{ step }}.
"""


def test_a_step_without_a_reset_goes_on_from_the_one_before() -> None:
    """From there, with what the learner made of it."""
    learner = Learner(GOES_ON)
    learner.enter(0)
    learner.do(SetAlpha(0.37), TakeSteps(3))
    assert learner.enter(1) == (TakeSteps(2),)
    assert learner.session.step == 6
    assert learner.session.states[0].setting.alpha == 0.37


def test_from_elsewhere_a_step_finds_the_state_that_leads_to_it() -> None:
    """All is done as by someone who does everything; jumping back and forth changes nothing."""
    learner = Learner(GOES_ON)
    learner.enter(2)
    assert learner.run.words is not None
    assert learner.run.words.text == "Alpha is 0.4, the step 4."
    assert not learner.session.states[0].setting.frozen.any()
    learner.enter(1)
    assert learner.session.step == 4
    assert learner.session.states[0].setting.frozen.any()
    learner.enter(2)
    learner.enter(2)
    assert learner.session.step == 4
    assert learner.run.ticked == ()
    assert len(path_to(learner.run.lesson, 2)) == 5


def test_the_ends_are_the_ends() -> None:
    """Beyond the last step there is the last step."""
    learner = Learner()
    learner.enter(17)
    assert learner.run.index == 2
    learner.enter(-1)
    assert learner.run.index == 0


def test_what_was_done_before_is_still_done() -> None:
    """Another day: the question stays answered and hides nothing, tasks stay ticked, nothing is locked."""
    learner = Learner()
    learner.enter(0)
    learner.answer(0)
    learner.do(Freeze(A, False))
    again = Learner(progress=Progress.read(learner.run.progress.plain()))
    again.enter(0)
    assert again.run.done.covers(again.run.step)
    assert again.run.hidden == ()
    assert again.run.verdict is None
    again.answer(0)
    assert again.session.step == 1


def test_a_lecturers_key_goes_through_everything() -> None:
    """One press shows one thing: the answer, each task, the next step; at the end it rests."""
    learner = Learner()
    learner.enter(0)
    went: list[tuple[int, tuple[Wish, ...]]] = []
    for _ in range(9):
        wishes = learner.press()
        went.append((learner.run.index, wishes))
        if learner.run.verdict is not None:
            assert learner.run.verdict.right is None
            assert learner.run.done.answered == "told"
    assert went[:6] == [
        (0, (TakeSteps(1),)),
        (0, (Freeze(A, False),)),
        (1, (LoadScene(learner.run.lesson.scene), TakeSteps(4), OpenPanel("surface"))),
        (1, (TakeSteps(1),)),
        (1, (SelectWeight(A), OpenPanel("code"))),
        (2, ()),
    ]
    assert went[6:] == [(2, ())] * 3
    assert learner.run.progress.steps_done(learner.run.lesson) == 2


def test_the_key_does_not_stick_where_a_question_cannot_be_answered_or_a_task_not_be_shown() -> None:
    """In a state that the lesson did not foresee, a lecture still goes on."""
    learner = Learner()
    learner.enter(0)
    learner.do(SetAlpha(0.0))
    assert learner.press() == ()
    assert learner.run.refusal
    learner.press()
    learner.press()
    assert learner.run.index == 1


def test_a_run_forked_from_the_one_that_is_meant_counts_too() -> None:
    """A learner may try things in a fork: the task is done in either."""
    learner = Learner()
    learner.enter(0)
    shown = learner.shown
    lane = shown.lanes[0]
    start = type(lane.start)(
        **{**vars(lane.start), "name": "fork", "fork_of": lane.start.name, "forked_at": 1}
    )
    fork = type(lane)(**{**vars(lane), "start": start, "frozen": ~lane.frozen})
    assert learner.run.feed(Snapshot(**{**vars(shown), "lanes": (lane, fork)}))
    assert learner.run.ticked == (True,)


def test_a_fork_is_compared_with_the_run_it_came_from() -> None:
    """What has moved since the step began, where the fork was not there yet."""
    learner = Learner(one_step("[[tasks]]\ntext = 'x'\nwhen = 'alpha > alpha at start and c moved'"))
    learner.enter(0)
    learner.do(TakeSteps(1), Fork(0, "mine"), SetAlpha(0.35, 1))
    assert learner.run.ticked == (True,)


def test_a_phase_that_was_looked_at_is_left_when_a_step_is_entered() -> None:
    """Nothing was changed, and yet the step must begin where it says."""
    learner = Learner()
    learner.enter(0)
    learner.do(GoToPhase(Phase.LEARN))
    learner.enter(0)
    assert learner.session.phase is Phase.PREDICT


def test_a_task_about_what_is_gone_is_not_done() -> None:
    """In free play names may vanish: nothing ticks, and nothing breaks."""
    learner = Learner()
    learner.enter(0)
    assert not learner.run.feed(Snapshot(**{**vars(learner.shown), "lanes": ()}))
    learner.do(SetInput(0, 0, 0.0))
    assert learner.run.ticked == (False,)


GESTURES: list[Command] = [
    TakeSteps(1),
    TakeSteps(-2),
    TakeSteps(40),
    SetAlpha(0.0),
    SetAlpha(900.0),
    SetAlpha(0.02),
    Freeze(A, True),
    Freeze(A, False),
    SetInput(0, 0, 0.0),
    SetInput(0, 0, -3.0),
    Fork(0),
    Race(0, (0.01, 0.5)),
    RemoveLane(0),
    Undo(),
    Redo(),
    Play(),
    Seek(1),
    GoToPhase(Phase.LEARN),
]


EVERY_KIND = """\
+++
title = "T"
scene = "printed-listing"
+++

## Dot

```toml
[question]
kind = "dot"
ask = "Where?"
weight = "b"
lane = "printed"

[[tasks]]
text = "Another run"
when = "error in correct > error in printed or forked"
```

## Weight

```toml
[question]
kind = "weight"
ask = "Which?"
lane = "printed"
steps = 3
```

## Number

```toml
[question]
kind = "number"
ask = "How much?"
value = "limit / error of win in correct after 2 steps"
```
"""


@pytest.mark.parametrize("text", [LESSON, EVERY_KIND])
@given(
    st.lists(
        st.sampled_from(GESTURES)
        | st.integers(-1, 3)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.sampled_from(["a", "tell", "again", "press", "show"]),
        max_size=12,
    )
)
def test_nothing_that_a_learner_does_breaks_a_lesson(text: str, wild: list[object]) -> None:
    """Any commands, steps and answers in any order: nothing is raised, and what is ticked stays ticked."""
    learner = Learner(text)
    learner.enter(0)
    ticked: set[tuple[str, str]] = set()
    for each in wild:
        match each:
            case int():
                learner.enter(each)
                learner.answer(each)
            case float() | "a":
                learner.answer(each)
            case "tell":
                learner.carry_out(learner.run.tell(learner.shown, aside(learner.shown)))
            case "again":
                learner.run.ask_again()
            case "press":
                learner.press()
            case "show":
                for index in range(len(learner.run.ticked)):
                    learner.carry_out(learner.run.show(index))
            case _:
                learner.do(each)  # type: ignore[arg-type]  # only commands are left
        now = {(key[1], check) for key, done in learner.run.progress.done.items() for check in done.ticked}
        assert ticked <= now
        ticked = now
        assert Progress.read(learner.run.progress.plain()) == Progress(
            {key: done for key, done in learner.run.progress.done.items() if done.answered or done.ticked}
        )
