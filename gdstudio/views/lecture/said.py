"""What a lecture's page says at one moment: a text, a question with its answers, or what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.lessons.lesson_tables import QuestionKind
from gdstudio.numerals import MINUS, compact

if TYPE_CHECKING:
    from gdstudio.lessons.showing import Asked, Showing


@dataclass(frozen=True)
class Said:
    """What is written below the panels.

    Attributes:
        text: Markdown, or "".
        ask: a question, Markdown, or "".
        options: its answers, Markdown.
        right: the index of the right one once it is told, else None.
        done: the text is a task that was shown.
        chosen: the index of the answer that was given, or None.
    """

    text: str = ""
    ask: str = ""
    options: tuple[str, ...] = ()
    right: int | None = None
    done: bool = False
    chosen: int | None = None


def said(showing: Showing, *, asked: bool, shown_task: int | None) -> Said:
    """What there is to say of a lesson's step.

    Args:
        showing: the step.
        asked: the step's text was read, so that its question is due.
        shown_task: the task that was shown last, or None.
    """
    question = showing.question
    if shown_task is not None and shown_task < len(showing.tasks):
        return Said(showing.tasks[shown_task].text, done=True)
    if question is None or not (asked or question.answered or not showing.text):
        return Said(showing.text)
    if not question.answered:
        return Said(question.refusal, question.ask, question.options)
    verdict = question.verdict
    if verdict is None:
        return Said(showing.text)
    right = _right(question)
    text = verdict.say if right is not None else f"**{_answer(question)}** — {verdict.say}"
    return Said(text, question.ask, question.options, right, chosen=_chosen(question))


def coming(showing: Showing) -> tuple[Said, ...]:
    """All that may be said in a lesson's step, about as long as it will be: room is kept for the longest."""
    question = showing.question
    found = [Said(showing.text), *(Said(task.text, done=True) for task in showing.tasks)]
    if question is None:
        return tuple(found)
    found.append(Said(question.refusal, question.ask, question.options))
    longest = max(range(len(question.options)), key=lambda at: len(question.options[at]), default=None)
    before = f"**{MINUS}0.1234** — " if longest is None else ""
    found += [Said(before + reply, question.ask, question.options, longest) for reply in question.replies]
    return tuple(found)


def following(showing: Showing, *, asked: bool) -> str:
    """What the next press shows, for the lecturer: after the tasks, if there are any."""
    question = showing.question
    if question is not None and not question.answered:
        return "the answer" if asked or not showing.text else f"the question “{question.ask}”"
    if showing.is_last:
        return "the next lesson"
    return f"the step “{showing.titles[showing.index + 1]}”"


def waiting(showing: Showing) -> Said:
    """What is said while a step is set up, or its answer worked out, where that takes a while."""
    question = showing.question
    if not showing.begun or question is None:
        return Said("*The studio trains up to here …*")
    return Said("*The studio runs it to see …*", question.ask, question.options)


def _chosen(question: Asked) -> int | None:
    given = question.given
    if isinstance(given, str):
        return question.options.index(given) if given in question.options else None
    return given if question.kind is QuestionKind.CHOOSE and isinstance(given, int) else None


def _right(question: Asked) -> int | None:
    truth = None if question.verdict is None else question.verdict.truth
    if question.kind is QuestionKind.CHOOSE and isinstance(truth, int):
        return truth
    if isinstance(truth, str) and truth in question.options:
        return question.options.index(truth)
    return None


def _answer(question: Asked) -> str:
    """The true answer as it is written: a number, or the name of a weight."""
    truth = "" if question.verdict is None else question.verdict.truth
    return truth if isinstance(truth, str) else compact(float(truth))
