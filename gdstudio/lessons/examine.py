"""Examines a lesson by going through it in a session: whether it does, asks and ticks what it says.

What can only be seen by running is found here: a change that is refused, a question none or several of whose
answers are true, a task that is done before anyone has done anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gdstudio.lessons.checks import CheckError, Looks, World
from gdstudio.lessons.lesson import (
    Choose,
    DrawDigit,
    OpenPanel,
    SelectWeight,
    ShowPair,
    as_if_drawn,
    commands,
)
from gdstudio.lessons.parts import missing_panel
from gdstudio.lessons.questions import supposed, truth
from gdstudio.messages import Play, TakeSteps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.lessons.checks.world import Run
    from gdstudio.lessons.filled_text import Text
    from gdstudio.lessons.lesson import Act, Lesson, LessonStep, Question, Task
    from gdstudio.messages import Snapshot


@dataclass(frozen=True)
class Examined:
    """What came of it.

    Attributes:
        steps, questions, tasks: how many there are.
        problems: a sentence for each thing that is wrong, with its line.
    """

    steps: int
    questions: int
    tasks: int
    problems: tuple[str, ...]


def examine(lesson: Lesson, first: Snapshot, aside: Callable[[Snapshot], Run]) -> Examined:
    """Go through a lesson as someone who answers everything and does every task.

    Args:
        lesson: with its images loaded, if its scene has any.
        first: of a session that has just begun with the lesson's scene.
        aside: gives what runs a copy of the session that a snapshot shows.
    """
    examiner = _Examiner(lesson, first, aside)
    for step in lesson.steps:
        examiner.go_through(step)
    return Examined(
        len(lesson.steps),
        sum(step.question is not None for step in lesson.steps),
        sum(len(step.tasks) for step in lesson.steps),
        tuple(examiner.problems),
    )


class _Examiner:
    """Goes through the steps one after the other; `problems` grows on the way."""

    def __init__(self, lesson: Lesson, first: Snapshot, aside: Callable[[Snapshot], Run]) -> None:
        self._lesson = lesson
        self._now = first
        self._aside = aside
        self._looks = Looks()
        self.problems: list[str] = []

    def go_through(self, step: LessonStep) -> None:
        if step.panel:
            self._open(step.panel, step.line, "panel")
        if problem := missing_panel(step.panels, self._lesson.scene.view):
            self._say(step.line, f"panels: {problem}")
        self._do(step.setup, step.line, "setup")
        start = self._now
        world = World(start, start, self._aside(start))
        self._read(step.line, "the text", (step.text,), world)
        tasks = [_Named(f"tasks, number {index}", task) for index, task in enumerate(step.tasks, start=1)]
        for name, task in tasks:
            self._read(task.line, name, (task.text,), world)
        open_tasks = [named for named in tasks if not self._is_early(named, start, "nothing was done yet")]
        if step.question is not None:
            self._ask(step.question, world)
            self._reveal(step.question)
            why = "only the question was answered"
            open_tasks = [named for named in open_tasks if not self._is_early(named, start, why)]
        for name, task in open_tasks:
            self._do_task(name, task, start)

    # ------------------------------------------------------------------------------------------------------

    def _ask(self, question: Question, world: World) -> None:
        line, kind = question.line, question.kind
        options = kind.options if isinstance(kind, Choose) else ()
        self._read(line, "question", (question.ask, *(option.text for option in options)), world)
        begun = self._now, self._looks
        self._do(question.given, line, "question, given")
        self._now, self._looks = begun
        replies = [option.reply for option in options if option.reply is not None]
        self._read(line, "question", (question.right, question.wrong, *replies), supposed(question, world))
        try:
            truth(question, world)
        except CheckError as error:
            self._say(line, f"question: {error}")

    def _reveal(self, question: Question) -> None:
        given = len(question.given) if question.reveal[: len(question.given)] == question.given else 0
        said = len(self.problems)
        self._do(question.reveal[:given], question.line, "question, given")
        del self.problems[said:]  # those of the given changes were said when the question was asked
        self._do(question.reveal[given:], question.line, "question, reveal")

    def _is_early(self, named: _Named, start: Snapshot, why: str) -> bool:
        """Whether a task is done although nobody did it, or cannot be looked at; said, if so."""
        try:
            early = self._is_done(named, start)
        except CheckError as error:
            self._say(named.task.line, f"{named.name}, when: {error}")
            return True
        if early:
            self._say(named.task.line, f"{named.name}: it is ticked although {why}; change when")
        return early

    def _do_task(self, name: str, task: Task, start: Snapshot) -> None:
        if not task.do or self._is_done(_Named(name, task), start):
            return
        self._do(task.do, task.line, f"{name}, do")
        if not self._is_done(_Named(name, task), start):
            self._say(task.line, f"{name}: doing it (do) does not tick it; change do or when")

    def _is_done(self, named: _Named, start: Snapshot) -> bool:
        return named.task.when.holds(World(self._now, start, looks=self._looks))

    def _do(self, acts: Sequence[Act], line: int, where: str) -> None:
        """Carry out acts one by one, and say which of them is refused."""
        for number, act in enumerate(acts, start=1):
            if isinstance(act, OpenPanel):
                self._open(act.panel, line, f"{where}, number {number}, panel")
            elif isinstance(act, SelectWeight):
                self._looks = replace(self._looks, selected=act.weight)
            elif isinstance(act, DrawDigit):
                self._now = self._aside(self._now)((as_if_drawn(act, self._now),))
            elif not isinstance(act, ShowPair):
                self._now = self._aside(self._now)(commands((act,), self._lesson.scene))
                # Steps that end in a divergence are answered by a notice too, and are meant.
                if self._now.notice and not isinstance(act, Play | TakeSteps):
                    self._say(line, f"{where}, number {number}: {self._now.notice}")

    def _open(self, panel: str, line: int, where: str) -> None:
        self._looks = replace(self._looks, panel=panel)
        if problem := missing_panel((panel,), self._lesson.scene.view):
            self._say(line, f"{where}: {problem}")

    def _read(self, line: int, where: str, texts: Sequence[Text], world: World) -> None:
        """See that every number in some texts can be worked out."""
        for text in texts:
            for place in text.places:
                try:
                    place.filled(world)
                except CheckError as error:
                    self._say(line, f"{where}: {error}")

    def _say(self, line: int, sentence: str) -> None:
        self.problems.append(f"line {line}, {sentence}")


class _Named(NamedTuple):
    """A task, and what to call it."""

    name: str
    task: Task
