"""The lesson desk with a real session, without a window: setting up, asking, ticking, undoing, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import scenes
from lesson_desk_parts import Classroom
from lesson_parts import LESSON, lesson, one_step

from gdstudio.lesson_desk import desk as desk_module
from gdstudio.lesson_desk import thinker
from gdstudio.lessons import catalogue
from gdstudio.lessons.lesson_tables import QuestionKind
from gdstudio.lessons.progress import Progress
from gdstudio.lessons.questions import Verdict
from gdstudio.messages import (
    Freeze,
    LoadScene,
    Play,
    Redo,
    SetAlpha,
    SetSpeed,
    Speed,
    TakeSteps,
    Undo,
    WeightRef,
)

if TYPE_CHECKING:
    from gdstudio.lessons.questions import Answer

A = WeightRef(0, 0, 0)
TWO = """\
+++
title = "Two"
scene = "freezing"
+++

## One

```toml
setup = [{ reset = true }, { freeze = "b" }, { freeze = "c" }]
light = ["bowl a"]

[question]
ask = "Will it fall?"
options = [{ text = "Yes", when = "error falls" }, { text = "No", when = "error grows" }]
hides = ["error"]
```

## Two

```toml
setup = [{ reset = true }]

[question]
ask = "Will it fall?"
options = [{ text = "Yes", when = "error falls" }, { text = "No", when = "error grows" }]
hides = ["limits"]
```
"""


def test_a_lesson_is_set_up_asked_answered_and_ticked() -> None:
    """From opening to the last step: texts, hidden facts, the verdict, ticks, and what the window does."""
    room = Classroom(scenes.three_inputs())
    room.open()
    showing = room.showing
    assert (showing.title, showing.index, showing.titles) == ("First", 0, ("First", "Second", "Third"))
    assert showing.text == "The error is 0.0196."
    assert room.shown.scene.title == "Freezing one weight"
    assert "ahead" in room.hidden
    assert showing.question is not None
    assert showing.question.options == ("Fall", "Grow")
    assert not showing.done[0]

    room.desk.answer(1)
    question = room.showing.question
    assert question is not None
    assert question.given == 1
    assert question.verdict is not None
    assert (question.answered, question.verdict.truth) == ("wrong", 0)
    assert room.shown.step == 2, "the step that shows it is taken"
    assert not room.hidden

    room.desk.ask_again()
    assert room.shown.step == 1, "it is asked about the state it was first asked about"
    assert "ahead" in room.hidden
    room.desk.answer(0)
    assert room.showing.question is not None
    assert room.showing.question.answered == "right"

    assert [task.ticked for task in room.showing.tasks] == [False]
    room.send(Freeze(A, False))
    assert [task.ticked for task in room.showing.tasks] == [True]
    assert room.showing.done[0]

    room.desk.go_on()
    assert (room.shown.step, room.panel) == (5, "surface")
    room.send(TakeSteps(1))
    assert [task.ticked for task in room.showing.tasks] == [True, False]
    room.select(A)
    room.turn_to("code")
    assert [task.ticked for task in room.showing.tasks] == [True, True]

    room.desk.go_on()
    assert room.showing.text == "The end, at step 6."
    assert room.showing.is_last
    room.desk.go_on()
    assert room.said == ["ended"]


def test_every_task_can_be_shown() -> None:
    """What only the window can do is done by it."""
    room = Classroom()
    room.open(index=1)
    assert [task.can_show for task in room.showing.tasks] == [True, True]
    for index in range(2):
        room.desk.show(index)
    assert (room.panel, room.selected, room.shown.step) == ("code", A, 6)
    assert all(task.ticked for task in room.showing.tasks)
    room.desk.show(7)  # there is none: nothing happens
    assert room.shown.step == 6


def test_the_step_begins_only_when_its_commands_are_handled() -> None:
    """Until then nothing is asked, and nothing that was hidden is shown."""
    room = Classroom(lag=True)
    room.open(TWO)
    room.handle()
    assert room.hidden == {"error"}
    room.desk.go_on()
    assert not room.showing.begun
    assert room.hidden == {"error", "limits"}, "the step before is still on the screen"
    assert room.shown.lanes[0].frozen.all()
    room.desk.answer(0)
    room.desk.show(0)
    room.desk.press()
    assert not room.showing.begun
    room.handle()
    assert room.showing.begun
    assert room.hidden == {"limits"}
    assert not room.shown.lanes[0].frozen.all()


def test_the_setup_of_a_step_is_one_undo() -> None:
    """Whatever it does: open the scene, freeze, take steps. Undo and Redo say which step it was."""
    room = Classroom(scenes.three_inputs())
    room.open(TWO)
    assert room.shown.lanes[0].frozen.all()
    assert room.shown.undo == "set up “One”"
    room.send(Undo())
    assert room.shown.undo is None
    assert room.desk.lesson is None, "the scene that was there before is back"
    room.send(Redo())
    assert room.shown.lanes[0].frozen.all()
    assert room.showing.title == "One"
    room.desk.go_on()
    room.send(Undo())
    assert room.shown.lanes[0].frozen.all()
    assert room.showing.title == "Two", "the lesson stays where it is"


def test_undo_and_stepping_back_in_mid_lesson() -> None:
    """A tick stays, and the question asked next is about the state that is there."""
    room = Classroom()
    room.open()
    room.send(Freeze(A, False))
    assert room.showing.tasks[0].ticked
    room.send(Undo())
    assert room.showing.tasks[0].ticked
    assert room.shown.lanes[0].frozen[0, 0]
    room.send(SetAlpha(5.0))
    room.desk.answer(1)
    assert room.showing.question is not None
    assert room.showing.question.answered == "right"
    room.send(Undo())
    room.desk.set_up()
    assert room.shown.lanes[0].alpha == 0.3
    assert room.shown.step == 1


def test_another_scene_leaves_the_lesson_and_undo_brings_both_back() -> None:
    """The lesson comes back as it was left: at its step, with what was answered."""
    room = Classroom()
    room.open(index=1)
    opened = room.desk.lesson
    room.send(LoadScene(scenes.three_inputs()))
    assert room.desk.showing is None
    assert room.said == ["left mine"]
    assert not room.hidden
    room.send(TakeSteps(1))
    assert room.desk.showing is None
    room.send(Undo())
    assert room.desk.lesson is opened
    assert room.showing.title == "Second"
    assert room.showing.begun
    room.send(TakeSteps(1))
    assert room.showing.tasks[0].ticked
    room.send(Redo())
    assert room.desk.showing is None


def test_one_lesson_after_another_and_back() -> None:
    """Undo of a next lesson that was opened by mistake brings the former back."""
    room = Classroom()
    first = room.open(TWO, "two")
    second = room.open(LESSON, "one")
    assert room.desk.lesson is second
    while room.desk.lesson is second:
        room.send(Undo())
    assert room.desk.lesson is first
    assert room.hidden == {"error"}
    assert room.light == ("bowl a",)


def test_free_play_keeps_the_state_and_is_left_alone() -> None:
    """Nothing is hidden or lit any more, and the lesson does not come back by itself."""
    room = Classroom()
    room.open(TWO)
    assert room.light == ("bowl a",)
    room.desk.leave()
    assert room.desk.showing is None
    assert not room.hidden
    assert room.light == ()
    assert room.shown.lanes[0].frozen.all()
    room.send(TakeSteps(3))
    room.send(LoadScene(scenes.three_inputs()))
    room.send(Undo())
    assert room.desk.showing is None
    assert room.said == []
    for act in (room.desk.go_on, room.desk.go_back, room.desk.set_up, room.desk.tell, room.desk.press):
        act()
    assert room.desk.showing is None


def test_what_is_done_stays_done_and_a_lesson_goes_on_where_it_was() -> None:
    """Progress is told of each change; reopened, the lesson begins with the first step not done."""
    room = Classroom()
    kept: list[Progress] = []
    room.desk.progress_changed.connect(lambda: kept.append(room.desk.progress))
    room.open()
    room.desk.tell()
    room.desk.show(0)
    assert len(kept) == 2
    again = Classroom()
    again.desk.set_progress(Progress.read(kept[-1].plain()))
    again.open()
    assert again.showing.title == "Second"
    again.desk.go_back()
    assert again.showing.question is not None
    assert (again.showing.question.answered, again.showing.question.given) == ("told", None)
    assert again.showing.question.verdict == Verdict(None, 0, "It is 0.00382 now.")
    again.desk.set_progress(Progress())
    assert again.showing.question is not None
    assert again.showing.question.answered == ""
    assert "ahead" in again.hidden


@pytest.mark.parametrize(
    ("given", "answered", "said"),
    [(0, "right", "It is 0.00382 now."), (1, "wrong", "Not with this alpha."), (None, "wrong", None)],
)
def test_what_was_said_of_an_answer_is_said_again(
    given: Answer | None, answered: str, said: str | None
) -> None:
    """In a later sitting the learner finds the answer that was given, and why it was right or wrong.

    Answers kept by a studio that did not keep what was given are shown without.
    """
    room = Classroom()
    first = lesson().steps[0]
    room.desk.set_progress(Progress.read(Progress().with_answer(lesson(), first, answered, given).plain()))
    room.open(index=0)
    question = room.showing.question
    assert question is not None
    assert (question.answered, question.given) == (answered, given)
    assert (question.verdict and question.verdict.say) == said
    assert room.shown.step == 1
    kept = room.desk.progress
    room.desk.set_progress(Progress())
    room.desk.set_progress(kept)
    assert room.showing.question == question, "reset by mistake, and brought back"
    room.desk.ask_again()
    question = room.showing.question
    assert question is not None
    assert (question.answered, question.given, question.verdict) == ("", None, None)


def test_one_key_goes_through_it_all() -> None:
    """Tell, show each task, next; at the end it says so."""
    room = Classroom()
    room.open()
    seen = []
    while not room.said:
        showing = room.showing
        answered = showing.question.answered if showing.question else ""
        seen.append((showing.index, answered, sum(task.ticked for task in showing.tasks)))
        room.desk.press()
    assert seen == [
        (0, "", 0),
        (0, "told", 0),
        (0, "told", 1),
        (1, "", 0),
        (1, "", 1),
        (1, "", 2),
        (2, "", 0),
    ]


def test_while_an_answer_is_judged_the_learner_can_go_elsewhere() -> None:
    """What was being worked out is then no longer wanted, and nothing else can be answered meanwhile."""
    room = Classroom(at_once=False)
    room.open()
    assert not room.showing.begun
    room.helper.work()
    assert room.showing.begun
    room.desk.answer(0)
    assert room.showing.working
    room.desk.answer(1)
    room.desk.press()
    assert room.showing.working
    room.desk.go_on()
    assert not room.showing.working
    room.helper.work()
    assert room.showing.title == "Second"
    assert room.shown.step == 5
    assert not room.desk.progress.done


def test_progress_reset_while_something_is_worked_out_stays_reset() -> None:
    """Both while a step begins and while an answer is judged."""
    room = Classroom(at_once=False)
    room.desk.set_progress(Progress.read({"mine": {"first": {"answered": "right"}}}))
    room.open(index=0)
    room.desk.set_progress(Progress())
    room.helper.work()
    assert room.showing.question is not None
    assert room.showing.question.answered == ""
    room.desk.answer(0)
    room.desk.set_progress(Progress())
    assert not room.showing.working
    assert room.helper.asked is None
    assert not room.desk.progress.done


def test_an_answer_given_while_it_plays_stops_it_first() -> None:
    """The truth is about the state that is then revealed from."""
    room = Classroom()
    room.open()
    room.send(Play())
    assert room.shown.playing
    room.desk.answer(0)
    assert not room.shown.playing
    assert room.shown.step == 2


def test_at_speed_tasks_are_looked_at_now_and_then_and_always_at_the_end() -> None:
    """Not in every frame; once it stands still, at once."""
    text = one_step('[[tasks]]\ntext = "Go on"\nwhen = "steps taken >= 2"')
    room = Classroom()
    room.open(text)
    room.send(SetSpeed(Speed(None)))
    room.now = 50.0
    room.send(Play())
    room.session.play(5)
    room.now += desk_module.FEED_SECONDS / 2
    room.desk.see(room.shown)
    assert not room.showing.tasks[0].ticked
    room.now += desk_module.FEED_SECONDS
    room.desk.see(room.shown)
    assert room.showing.tasks[0].ticked


def test_too_far_on_it_is_said_how_to_get_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session of very many steps is not replayed to look ahead; set up again, it can be asked."""
    monkeypatch.setattr(thinker, "MOST_REPLAYED", 30)
    room = Classroom()
    room.open()
    room.send(TakeSteps(40))
    room.desk.answer(0)
    question = room.showing.question
    assert question is not None
    assert "Set the step up again" in question.refusal
    assert (question.answered, room.showing.working) == ("", False)
    room.desk.set_up()
    room.desk.answer(0)
    question = room.showing.question
    assert question is not None
    assert (question.answered, question.refusal) == ("right", "")


def test_a_dot_is_asked_for_with_its_range_and_a_weight_with_all_names() -> None:
    """The range holds dot, bottom, and room on both sides."""
    room = Classroom()
    room.open(one_step('[question]\nask = "Where?"\nkind = "dot"\nweight = "b"'))
    question = room.showing.question
    assert question is not None
    assert question.kind is QuestionKind.DOT
    dot = question.dot
    assert dot is not None
    bottom = 0.2 + 0.14 / 0.65
    assert (dot.name, dot.start) == ("b", 0.2)
    assert dot.low < 0.2 < bottom < dot.high
    room.desk.answer(bottom)
    assert room.showing.question is not None
    assert room.showing.question.answered == "wrong"
    room.open(one_step('[question]\nask = "Which?"\nkind = "weight"'), "which")
    question = room.showing.question
    assert question is not None
    assert (question.kind, question.options) == (QuestionKind.WEIGHT, ("a", "b", "c"))
    room.desk.answer("c")
    assert room.showing.question is not None
    assert room.showing.question.answered == "right"


EARLY = """\
+++
title = "Early"
scene = "dot-products"
+++

## One

```toml
setup = [{ reset = true }, { pair = "c a" }]

[question]
kind = "number"
ask = "c · a?"
value = "product of c and a"
```

## Two

```toml
[question]
kind = "number"
ask = "c · c?"
value = "product of c and c"
early = ["likeness table"]
```

## Three

The end.
"""


def test_a_later_question_hides_early_until_it_is_answered() -> None:
    """What the first answer shows would give the second away; after the second there is nothing to hide."""
    room = Classroom(catalogue.load("dot-products"))
    room.open(EARLY)
    assert room.hidden == {"likeness", "likeness table"}
    room.desk.answer(1.0)
    assert room.showing.question is not None
    assert room.showing.question.answered == "right"
    assert room.hidden == {"likeness table"}
    room.desk.go_on()
    assert room.hidden == {"likeness", "likeness table"}
    room.desk.tell()
    assert room.hidden == frozenset()
    room.desk.go_back()
    assert room.hidden == frozenset()


def test_what_only_the_window_can_do_is_asked_of_it() -> None:
    """Once the commands before it are handled; a reset also takes back what was chosen there."""
    room = Classroom(catalogue.load("dot-products"), lag=True)
    asked: list[object] = []
    room.desk.wishes.pair_wanted.connect(lambda *pair: asked.append(pair))
    room.desk.wishes.reference_wanted.connect(asked.append)
    room.select(A)
    room.open(EARLY)
    assert asked == [None]
    assert room.selected is None
    room.handle()
    assert asked == [None, (2, 0)]
