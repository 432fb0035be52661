"""What a learner has done: kept by lesson and step, so that it stays ticked; nothing is ever locked by it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdstudio.lessons.lesson import Lesson, LessonStep
    from gdstudio.lessons.questions import Answer

Plain: TypeAlias = dict[str, dict[str, dict[str, "Answer | list[str]"]]]
"""Lesson, step, and of that ``answered`` ("right", "wrong", "told"), ``given`` (the answer), and ``ticked``
(the checks of tasks)."""

ANSWERS = ("right", "wrong", "told")


@dataclass(frozen=True)
class StepDone:
    """What was done of one step.

    Attributes:
        answered: "right", "wrong" or "told"; "" if its question is still open.
        given: the answer; None if there was none, or nobody knows any more.
        ticked: the checks, as they are written, of the tasks that are done: they stay when tasks move.
    """

    answered: str = ""
    given: Answer | None = None
    ticked: frozenset[str] = frozenset()

    def covers(self, step: LessonStep) -> bool:
        """Whether all of the step is done."""
        asked = step.question is not None
        return not (asked and not self.answered) and all(task.when.text in self.ticked for task in step.tasks)


@dataclass(frozen=True)
class Progress:
    """All that was done; each change gives another progress.

    Attributes:
        done: by lesson id and step id.
    """

    done: Mapping[tuple[str, str], StepDone] = field(default_factory=dict)

    @classmethod
    def read(cls, plain: object) -> Progress:
        """Read what :meth:`plain` wrote; whatever is not of that kind is passed over."""
        done: dict[tuple[str, str], StepDone] = {}
        for lesson_id, steps in _items(plain):
            for step_id, fields in _items(steps):
                entries = dict(_items(fields))
                answered, ticked = entries.get("answered"), entries.get("ticked")
                texts = [text for text in ticked if isinstance(text, str)] if isinstance(ticked, list) else []
                known = answered if isinstance(answered, str) and answered in ANSWERS else ""
                if known or texts:
                    given = _answer(entries.get("given")) if known else None
                    done[lesson_id, step_id] = StepDone(known, given, frozenset(texts))
        return cls(done)

    def plain(self) -> Plain:
        """The same in plain dictionaries, lists and texts, to be kept."""
        lessons: Plain = {}
        for (lesson_id, step_id), done in self.done.items():
            fields: dict[str, Answer | list[str]] = {"answered": done.answered, "ticked": sorted(done.ticked)}
            if done.given is not None:
                fields["given"] = done.given
            lessons.setdefault(lesson_id, {})[step_id] = fields
        return lessons

    @property
    def count(self) -> int:
        """How many questions and tasks are done."""
        return sum(bool(done.answered) + len(done.ticked) for done in self.done.values())

    def of(self, lesson: Lesson, step: LessonStep) -> StepDone:
        """What was done of a step."""
        return self.done.get((lesson.id, step.id), StepDone())

    def with_answer(
        self, lesson: Lesson, step: LessonStep, answered: str, given: Answer | None = None
    ) -> Progress:
        """The same with a step's question answered; "" opens it again."""
        return self._with(lesson, step, replace(self.of(lesson, step), answered=answered, given=given))

    def with_ticks(self, lesson: Lesson, step: LessonStep, checks: frozenset[str]) -> Progress:
        """The same with these tasks done too."""
        done = self.of(lesson, step)
        return self._with(lesson, step, replace(done, ticked=done.ticked | checks))

    def without(self, lesson: Lesson) -> Progress:
        """The same with nothing of this lesson done."""
        return Progress({key: done for key, done in self.done.items() if key[0] != lesson.id})

    def steps_done(self, lesson: Lesson) -> int:
        """How many steps of a lesson are done, of those in which there is something to do."""
        return sum(self.of(lesson, step).covers(step) for step in to_do(lesson))

    def first_open(self, lesson: Lesson) -> int:
        """The index of the step to go on with: the one after the last that is done, of those done in a row.

        Where all of them are done it is the first.
        """
        follows = 0
        for index, step in enumerate(lesson.steps):
            if step.question is None and not step.tasks:
                continue
            if not self.of(lesson, step).covers(step):
                return follows
            follows = index + 1
        return 0

    def _with(self, lesson: Lesson, step: LessonStep, done: StepDone) -> Progress:
        return Progress({**self.done, (lesson.id, step.id): done})


def to_do(lesson: Lesson) -> tuple[LessonStep, ...]:
    """The steps in which there is something to answer or to do."""
    return tuple(step for step in lesson.steps if step.question is not None or step.tasks)


def _items(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        return []
    return [(key, each) for key, each in value.items() if isinstance(key, str)]


def _answer(value: object) -> Answer | None:
    """An answer as it was kept: a number that is one, or a word."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return value if isinstance(value, str) or isfinite(value) else None
