"""The twelve lessons: each is in order, and is gone through from start to end, answered rightly and not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from lesson_parts import Learner

from gdstudio.cli.lesson_check import examined
from gdstudio.files.mnist_sample import load_sample
from gdstudio.lessons import catalogue, lesson_catalogue
from gdstudio.lessons.checks import World
from gdstudio.lessons.lesson import Choose, PickWeight
from gdstudio.lessons.questions import judge, truth
from gdstudio.lessons.with_images import with_images
from gdstudio.model.aside import aside

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import Lesson, Question
    from gdstudio.lessons.questions import Answer

IDS = catalogue.ids()
DECIMAL = re.compile(r"\d+[.,]\d+")


@cache
def loaded(lesson_id: str) -> Lesson:
    """A lesson, with the sample if it needs images."""
    found = lesson_catalogue.load(lesson_id)
    if not found.scene.needs_images:
        return found
    images = load_sample()
    return replace(found, scene=with_images(found.scene, images.learnt, images.unseen))


def source(lesson_id: str) -> str:
    return (files("gdstudio.lessons") / "lessons" / f"{lesson_id}.md").read_text(encoding="utf-8")


def right_answer(learner: Learner, question: Question) -> Answer:
    shown = learner.shown
    return truth(question, World(shown, shown, aside(shown)))


def wrong_answers(question: Question, right: Answer) -> list[Answer]:
    match question.kind:
        case Choose(options=options):
            return [index for index in range(len(options)) if index != right]
        case PickWeight():
            return [name for name in "abc" if name != right]
        case _:
            return [float(right) + 1000, float(right) - 1000]


def do_tasks(learner: Learner) -> None:
    for index in range(len(learner.run.step.tasks)):
        learner.carry_out(learner.run.show(index))


def hidden_for_later(learner: Learner) -> set[str]:
    """What open questions of later steps hide already."""
    run = learner.run
    later = (step for step in run.lesson.steps[run.index + 1 :] if step.question is not None)
    return {
        part
        for step in later
        if not run.progress.of(run.lesson, step).answered
        for part in step.question.early
    }


def test_every_scene_has_its_lesson() -> None:
    """In the order of the chapter, of the same section and title, and no file that nobody lists."""
    assert lesson_catalogue.ids() == IDS
    names = {entry.name for entry in (files("gdstudio.lessons") / "lessons").iterdir()}
    assert names == {f"{lesson_id}.md" for lesson_id in IDS}
    for lesson_id in IDS:
        found, scene = lesson_catalogue.load(lesson_id), catalogue.load(lesson_id)
        assert (found.scene.id, found.title) == (lesson_id, scene.title)
        assert scene.section in found.section


@pytest.mark.parametrize("lesson_id", IDS)
def test_a_lesson_is_in_order(lesson_id: str) -> None:
    """Every setup works, every number in a text can be worked out, each question has one true answer."""
    found = examined(lesson_catalogue.load(lesson_id))
    assert found.problems == ()
    assert 4 <= found.steps <= 9
    assert found.questions >= 4


@pytest.mark.parametrize("lesson_id", IDS)
def test_a_lesson_is_short(lesson_id: str) -> None:
    """3 to 10 minutes, few words a step, few lines a question, at most four panels for an audience."""
    found = lesson_catalogue.load(lesson_id)
    assert 3 <= found.minutes <= 10
    assert found.about
    for step in found.steps:
        assert len(step.title) <= 40
        assert sum(len(str(part).split()) for part in step.text.parts if isinstance(part, str)) <= 70
        assert 1 <= len(step.panels) <= 4
        assert step.notes
        assert step.question is not None or step.tasks


@pytest.mark.parametrize("lesson_id", IDS)
def test_every_decimal_number_in_a_text_comes_from_the_core(lesson_id: str) -> None:
    """Those in checks and in what is done are inputs; a learner reads none that was typed."""
    found = lesson_catalogue.load(lesson_id)
    texts = [found.about]
    for step in found.steps:
        every = [step.text, *(task.text for task in step.tasks)]
        if step.question is not None:
            every += [step.question.ask, step.question.right, step.question.wrong]
            if isinstance(step.question.kind, Choose):
                options = step.question.kind.options
                every += [text for each in options for text in (each.text, each.reply) if text is not None]
        texts += [part for text in every for part in text.parts if isinstance(part, str)]
    goals = {"0.001", "0.0001", "0.00001", "0.000001", "10,000"}  # errors to get below, a number of steps
    assert {number for text in texts for number in DECIMAL.findall(text)} <= goals


@pytest.mark.parametrize("lesson_id", IDS)
def test_a_lesson_is_gone_through_with_right_answers(lesson_id: str) -> None:
    """Each answer is right, each task ticks itself, nothing is refused, and all of it is then done."""
    learner = Learner(loaded(lesson_id))
    for index in range(len(learner.run.lesson.steps)):
        learner.enter(index)
        assert learner.run.words is not None
        assert "?" not in re.sub(r"\w\?", "", learner.run.words.text)
        question = learner.run.step.question
        if question is not None:
            assert learner.run.is_open
            assert set(learner.run.hidden) == {*question.hides, *question.early, *hidden_for_later(learner)}
            learner.answer(right_answer(learner, question))
            assert learner.run.verdict is not None
            assert learner.run.verdict.right
            assert learner.run.verdict.say
            assert "?" not in re.sub(r"\w\?", "", learner.run.verdict.say)
            assert set(learner.run.hidden) == hidden_for_later(learner)
        do_tasks(learner)
        assert all(learner.run.ticked)
        assert learner.run.done.covers(learner.run.step)


@pytest.mark.parametrize("lesson_id", IDS)
def test_every_wrong_answer_gets_an_explanation(lesson_id: str) -> None:
    """Not the bare words that stand there if a lesson has none; and the truth is told."""
    learner = Learner(loaded(lesson_id))
    for index, step in enumerate(learner.run.lesson.steps):
        if step.question is None:
            continue
        learner.enter(index)
        shown = learner.shown
        world = World(shown, shown, aside(shown))
        right = truth(step.question, world)
        for answer in wrong_answers(step.question, right):
            verdict = judge(step.question, answer, world)
            assert (verdict.right, verdict.truth) == (False, right)
            assert verdict.say not in {"", "Not this time."}
            assert "?" not in re.sub(r"\w\?", "", verdict.say)
        learner.answer(wrong_answers(step.question, right)[0])
        assert learner.run.done.answered == "wrong"
        assert set(learner.run.hidden) == hidden_for_later(learner)
        learner.run.ask_again()
        assert set(learner.run.hidden) >= set(step.question.hides)
        learner.answer(wrong_answers(step.question, right)[0])


@pytest.mark.parametrize("lesson_id", IDS)
def test_a_lecture_goes_through_a_lesson_with_one_key(lesson_id: str) -> None:
    """Press by press, until nothing is left to show."""
    learner = Learner(loaded(lesson_id))
    learner.enter(0)
    steps = learner.run.lesson.steps
    presses = 0
    while learner.run.index < len(steps) - 1 or learner.run.is_open:
        learner.press()
        presses += 1
        assert presses < 100
    assert learner.run.refusal == ""
    asked = [step for step in steps if step.question is not None]
    assert all(learner.run.progress.of(learner.run.lesson, step).answered == "told" for step in asked)


@pytest.mark.parametrize("lesson_id", IDS)
def test_any_step_can_be_entered_first(lesson_id: str) -> None:
    """From the list of steps: its question finds its answer there too."""
    for index, step in enumerate(loaded(lesson_id).steps):
        learner = Learner(loaded(lesson_id))
        learner.enter(index)
        if step.question is not None:
            learner.answer(right_answer(learner, step.question))
            assert learner.run.done.answered == "right"


@pytest.mark.parametrize(
    ("lesson_id", "step_id", "said"),
    [
        ("multiple-inputs", "three-weight-deltas", ["−1.19", "−0.168"]),
        ("freezing", "earlier", ["0.335", "151", "68101", "1.074", "0.027"]),
        ("several-steps", "whose-work-is-it", ["97.5 %"]),
        ("too-much-alpha", "how-much-is-too-much", ["0.02699"]),
        ("printed-listing", "something-is-wrong", ["0.0640", "0.654"]),
        ("mnist", "a-thousand-pictures", ["81.9 %"]),
        ("weight-pictures", "weights-that-never-moved", ["125"]),
    ],
)
def test_the_chapters_numbers_are_said(lesson_id: str, step_id: str, said: list[str]) -> None:
    """Some that a reader of the chapter will look for."""
    learner = Learner(loaded(lesson_id))
    index = [step.id for step in learner.run.lesson.steps].index(step_id)
    learner.enter(index)
    assert learner.run.step.question is not None
    learner.answer(right_answer(learner, learner.run.step.question))
    assert learner.run.verdict is not None
    assert all(number in learner.run.verdict.say for number in said)
