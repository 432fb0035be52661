"""Reads one step of a lesson; what is wrong in it is gathered, so that all of it can be put right at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gdstudio.lessons.acts import ActTable, read_acts
from gdstudio.lessons.checks import CheckError, read_truth
from gdstudio.lessons.filled_text import Text, read_text
from gdstudio.lessons.lesson import LessonStep, Question, Task
from gdstudio.lessons.lesson_fields import unknown_step_field
from gdstudio.lessons.lesson_questions import hidden_by_default, read_kind, steps_asked
from gdstudio.lessons.lesson_tables import CHOICES, QuestionTable, StepTable
from gdstudio.lessons.parts import panel_problem, panels_problem, part_problem
from gdstudio.lessons.toml_places import Block, FieldError, ProblemAt
from gdstudio.messages import TakeSteps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.lessons.lesson import Act
    from gdstudio.lessons.lesson_pages import Page
    from gdstudio.lessons.lesson_tables import TaskTable
    from gdstudio.lessons.toml_places import Path
    from gdstudio.messages import LaneStart

MOST_TASKS = 12
LONGEST_TITLE, LONGEST_TEXT = 80, 8000
_Read = TypeVar("_Read")


class StepReader:
    """Reads one page.

    Args:
        page: as it stands in the file.
        lanes: the scene's runs, for their names; none while images are not loaded.
        panels: what an audience is shown where the step says nothing.
    """

    def __init__(self, page: Page, lanes: Sequence[LaneStart], panels: tuple[str, ...]) -> None:
        self._page = page
        self._lanes = lanes
        self._panels = panels
        self._block = page.block or Block("", page.line)
        self.problems: list[FieldError] = []

    def read(self) -> LessonStep:
        """Read the step; what is wrong is in `problems`, and the step then of no use."""
        page = self._page
        table = self._table()
        self._check(table)
        tasks = (self._task(("tasks", index), task) for index, task in enumerate(table.tasks))
        return LessonStep(
            id=self._id(table),
            title=page.title,
            text=self._page_text(),
            line=page.line,
            setup=self._acts(("setup",), table.setup),
            light=self._parts(("light",), table.light),
            panel=table.panel,
            panels=tuple(table.panels) or self._panels,
            question=None if table.question is None else self._question(table.question),
            tasks=tuple(task for task in tasks if task is not None),
            notes=table.notes.strip(),
        )

    # --- the step -----------------------------------------------------------------------------------------

    def _table(self) -> StepTable:
        try:
            return msgspec.convert(self._block.read(), StepTable)
        except FieldError as error:
            self.problems.append(error)
        except msgspec.ValidationError as error:
            self.problems.append(self._block.mistyped(error, unknown_step_field, CHOICES))
        return StepTable()

    def _check(self, table: StepTable) -> None:
        page = self._page
        if len(page.title) > LONGEST_TITLE:
            self._say_here(f"the title has {len(page.title)} characters; use at most {LONGEST_TITLE}")
        if len(page.text) > LONGEST_TEXT:
            self._say_here(f"the text has {len(page.text):,} characters; use at most {LONGEST_TEXT:,}")
        if not (page.text or table.question or table.tasks or self.problems):
            self._say_here("there is nothing in this step; write a text, a question or a task")
        if len(table.tasks) > MOST_TASKS:
            self._say(("tasks", MOST_TASKS), f"give at most {MOST_TASKS} tasks")
        if problem := panels_problem(table.panels):
            self._say(("panels",), problem)
        if table.panel and (problem := panel_problem(table.panel)):
            self._say(("panel",), problem)

    def _id(self, table: StepTable) -> str:
        if table.id is None:
            return re.sub(r"[\W_]+", "-", self._page.title.lower()).strip("-") or f"line-{self._page.line}"
        if not re.fullmatch(r"[\w-]{1,60}", table.id):
            self._say(("id",), f"“{table.id}”; use letters, digits and hyphens, at most 60")
        return table.id

    def _page_text(self) -> Text:
        try:
            return read_text(self._page.text, self._lanes)
        except CheckError as error:
            self._say_here(str(error))
            return Text(())

    def _question(self, table: QuestionTable) -> Question | None:
        path: Path = ("question",)
        given = self._acts((*path, "given"), table.given)
        ask, right, wrong = (
            self._text((*path, field), getattr(table, field)) for field in ("ask", "right", "wrong")
        )
        kind = self._believed(path, lambda: read_kind(table, self._lanes))
        if kind is None:
            return None
        ahead = steps_asked(kind)
        reveal = (*given, *((TakeSteps(ahead),) if ahead else ()))
        if table.reveal is not None:
            reveal = self._acts((*path, "reveal"), table.reveal)
        hides = hidden_by_default(kind)
        if table.hides is not None:
            hides = self._parts((*path, "hides"), table.hides, hidden=True)
        early = self._parts((*path, "early"), table.early, hidden=True)
        return Question(ask, kind, given, reveal, right, wrong, hides, early, self._block.line_of(path))

    def _task(self, path: Path, table: TaskTable) -> Task | None:
        text = self._text((*path, "text"), table.text)
        do = self._acts((*path, "do"), table.do)
        when = self._believed((*path, "when"), lambda: read_truth(table.when, self._lanes, ahead=False))
        return None if when is None else Task(text, when, do, self._block.line_of(path))

    # --- what occurs in many places -----------------------------------------------------------------------

    def _acts(self, path: Path, tables: Sequence[ActTable]) -> tuple[Act, ...]:
        return self._believed(path, lambda: read_acts(tables, self._lanes)) or ()

    def _text(self, path: Path, text: str) -> Text:
        found = self._believed(path, lambda: read_text(text, self._lanes)) or Text(())
        if not text.strip():
            self._say(path, "there is none; write a few words")
        if len(text) > LONGEST_TEXT:
            self._say(path, f"{len(text):,} characters; use at most {LONGEST_TEXT:,}")
        return found

    def _parts(self, path: Path, parts: Sequence[str], *, hidden: bool = False) -> tuple[str, ...]:
        for index, part in enumerate(parts):
            if problem := part_problem(part, self._lanes, hidden=hidden):
                self._say((*path, index), problem)
        return tuple(parts)

    def _believed(self, path: Path, read: Callable[[], _Read]) -> _Read | None:
        """What is read, or None after noting why it cannot be."""
        try:
            return read()
        except ProblemAt as error:
            self._say((*path, *error.path), str(error))
        except CheckError as error:
            self._say(path, str(error))
        return None

    def _say(self, path: Path, sentence: str) -> None:
        self.problems.append(self._block.wrong(path, sentence))

    def _say_here(self, sentence: str) -> None:
        self.problems.append(FieldError(self._page.line, f"“{self._page.title[:LONGEST_TITLE]}”: {sentence}"))
