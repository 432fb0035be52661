"""``gdstudio lessons --check``: goes through lessons without a window, and tells what is wrong and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.files.wanted_images import read_wanted
from gdstudio.lessons import lesson_catalogue
from gdstudio.lessons.examine import Examined, examine
from gdstudio.lessons.lesson_file import LessonError
from gdstudio.lessons.with_images import with_images
from gdstudio.model.aside import aside
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.lessons.lesson import Lesson

IN_ORDER, NOT_IN_ORDER, CANNOT_READ = 0, 1, 2


def check(lessons: Sequence[str]) -> int:
    """Print what is wrong with each of some lessons, or that it is in order.

    Args:
        lessons: ids, or paths of files.

    Returns:
        The exit code: 1 if something is wrong with one of them, 2 if one is not there.

    Raises:
        MissingFileError: a lesson needs the sample of images, and it is missing.
    """
    return max(_check(lesson) for lesson in lessons)


def _check(name: str) -> int:
    try:
        found = examined(lesson_catalogue.find(name))
    except LessonError as error:
        _print(name, error.problems)
        return CANNOT_READ if error.is_missing else NOT_IN_ORDER
    if found.problems:
        _print(name, found.problems)
        return NOT_IN_ORDER
    counts = (
        _counted(found.steps, "step"),
        _counted(found.questions, "question"),
        _counted(found.tasks, "task"),
    )
    print(f"{name}: {', '.join(counts)}: in order")
    return IN_ORDER


def examined(lesson: Lesson) -> Examined:
    """Go through a lesson, with the sample of images if it needs some.

    Raises:
        MissingFileError: the sample is missing.
    """
    if lesson.scene.needs_images:
        images = read_wanted(())
        lesson = replace(lesson, scene=with_images(lesson.scene, images.learnt, images.unseen))
    first = aside(Session(lesson.scene).snapshot())(())
    return examine(lesson, first, aside)


def _print(name: str, problems: Sequence[str]) -> None:
    for problem in problems:
        print(f"{name}: {problem}")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
