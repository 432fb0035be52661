"""Reads a lesson: front matter between lines of ``+++``, then steps in Markdown, each under a ``## Title``.

Below its title a step may have a block fenced as ``toml``, with what it sets up, lights, asks and wants done.
Lessons are written by hand: whatever is wrong is said with its line and the remedy, all of it at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from gdstudio.lessons import catalogue
from gdstudio.lessons.acts import read_acts
from gdstudio.lessons.lesson import Lesson, LessonStep
from gdstudio.lessons.lesson_fields import unknown_front_field
from gdstudio.lessons.lesson_pages import Pages, take_apart
from gdstudio.lessons.lesson_steps import StepReader
from gdstudio.lessons.lesson_tables import CHOICES, SCENE_FIELDS, LessonTable
from gdstudio.lessons.parts import panels_problem
from gdstudio.lessons.scene_file import SceneError, SceneTable, scene_from
from gdstudio.lessons.toml_places import Block, FieldError, ProblemAt
from gdstudio.messages import LOGGED, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.lessons.acts import ActTable
    from gdstudio.messages import Scene

MOST_STEPS = 60
"""So many steps has a lesson at most."""
MOST_MINUTES = 240
LONGEST_TITLE = 80


class LessonError(SceneError):
    """A lesson that cannot be read.

    Attributes:
        problems: a sentence for each thing that is wrong, with its line.
        is_missing: there is no such lesson, or its file cannot be read at all.
    """

    def __init__(self, file: str, problems: Sequence[str], *, is_missing: bool = False) -> None:
        more = f" (and {len(problems) - 1} more; gdstudio lessons --check lists them)" if problems[1:] else ""
        super().__init__(f"{file}: {problems[0]}{more}")
        self.problems = tuple(problems)
        self.is_missing = is_missing


def parse_lesson(content: str, lesson_id: str, file: str) -> Lesson:
    """Read the content of a lesson's file.

    Args:
        content: the whole file.
        lesson_id: what the command line calls the lesson.
        file: what to call the file in an error.

    Raises:
        LessonError: the content does not follow the schema; the text says where, and what to do.
    """
    try:
        pages = take_apart(content)
        lesson, panels = _front(pages, lesson_id)
    except FieldError as error:
        raise LessonError(file, [_said(error)]) from error
    steps, problems = _steps(pages, lesson.scene, panels)
    if problems:
        raise LessonError(file, [_said(problem) for problem in problems])
    return replace(lesson, steps=tuple(steps))


def _said(error: FieldError) -> str:
    return f"line {error.line}, {error}"


def _front(pages: Pages, lesson_id: str) -> tuple[Lesson, tuple[str, ...]]:
    """The lesson without its steps, and what an audience is shown of it."""
    block = pages.front
    fields = block.read()
    own = {name: value for name, value in fields.items() if name in SCENE_FIELDS}
    try:
        table = msgspec.convert({name: fields[name] for name in fields if name not in own}, LessonTable)
    except msgspec.ValidationError as error:
        raise block.mistyped(error, unknown_front_field, CHOICES) from error
    _check_titles(block, table)
    if not 0 <= table.minutes <= MOST_MINUTES:
        raise block.wrong(("minutes",), f"{table.minutes}; use 1 to {MOST_MINUTES}")
    if not pages.steps:
        raise FieldError(block.line, "steps: there are none; write a ## Title below the second +++")
    if "{{" in pages.about:
        raise FieldError(pages.about_line, "numbers can be filled in only below a ## Title; move “{{” there")
    scene = _scene(block, table, own, pages.about or table.title, lesson_id)
    if problem := panels_problem(table.panels):
        raise block.wrong(("panels",), problem)
    scene = _started(block, table.start, scene)
    lesson = Lesson(lesson_id, table.title, table.section, scene, pages.about, table.minutes, ())
    return lesson, tuple(table.panels)


def _check_titles(block: Block, table: LessonTable) -> None:
    if not table.title.strip():
        raise block.wrong(("title",), "there is none; write a few words")
    if len(table.title) > LONGEST_TITLE:
        raise block.wrong(("title",), f"{len(table.title)} characters; use at most {LONGEST_TITLE}")


def _scene(block: Block, table: LessonTable, own: dict[str, Any], text: str, lesson_id: str) -> Scene:
    if table.scene is not None:
        for name in own:
            raise block.wrong((name,), "the scene has its own; leave out this field, or “scene”")
        try:
            return catalogue.load(table.scene)
        except SceneError as error:
            raise block.wrong(("scene",), str(error)) from error
    if not own:
        raise FieldError(
            block.line, 'scene: there is none; name one (scene = "freezing"), or give examples and lanes'
        )
    try:
        # A lesson of one's own belongs to no section of the chapter.
        heading = {"title": table.title, "section": table.section or "–"}
        described = msgspec.convert(heading | own, SceneTable)
    except msgspec.ValidationError as error:
        raise block.mistyped(error, unknown_front_field, CHOICES) from error
    try:
        return scene_from(described, text, lesson_id)
    except SceneError as error:
        raise FieldError(block.line, str(error)) from error


def _started(block: Block, start: Sequence[ActTable], scene: Scene) -> Scene:
    """The scene with the lesson's own changes at its first step: every reset goes back to them."""
    entries: list[Entry] = []
    for index, table in enumerate(start):
        try:
            acts = read_acts([table], scene.lanes)
        except ProblemAt as error:
            raise block.wrong(("start", index), str(error)) from error
        for act in acts:
            if not isinstance(act, LOGGED):
                raise block.wrong(
                    ("start", index), "only changes belong here (alpha, freeze, set, order, rule); use setup"
                )
            entries.append(Entry(1, act, "as the lesson begins"))
    return replace(scene, log=tuple(sorted((*scene.log, *entries), key=lambda entry: entry.step)))


def _steps(pages: Pages, scene: Scene, panels: tuple[str, ...]) -> tuple[list[LessonStep], list[FieldError]]:
    """All steps, and what is wrong with those that cannot be read."""
    steps: list[LessonStep] = []
    problems: list[FieldError] = []
    if len(pages.steps) > MOST_STEPS:
        problems.append(
            FieldError(pages.steps[MOST_STEPS].line, f"more than {MOST_STEPS} steps; make two lessons")
        )
    for page in pages.steps[:MOST_STEPS]:
        reader = StepReader(page, scene.lanes, panels)
        step = reader.read()
        problems += reader.problems
        steps.append(step)
    seen: dict[str, LessonStep] = {}
    for step in steps:
        if step.id in seen:
            why = f"“{step.title}”: as in line {seen[step.id].line}; change the title, or give one an id"
            problems.append(FieldError(step.line, why))
        seen[step.id] = step
    return steps, sorted(problems, key=lambda problem: problem.line)
