"""The lessons that come with the studio, in the order in which they are taught; others by their path."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from gdstudio.lessons import catalogue
from gdstudio.lessons.lesson_file import LessonError, parse_lesson

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import Lesson

LARGEST_FILE = 1_000_000
"""No lesson has more bytes."""


def ids() -> tuple[str, ...]:
    """The lessons that come with the studio, in order: each is called as its scene is."""
    folder = files("gdstudio.lessons") / "lessons"
    return tuple(scene_id for scene_id in catalogue.ids() if (folder / f"{scene_id}.md").is_file())


def load(lesson_id: str) -> Lesson:
    """Read a lesson that comes with the studio.

    Raises:
        LessonError: there is no such lesson, or its file is damaged.
    """
    if lesson_id not in ids():
        why = f"there is no such lesson; there are {', '.join(ids()) or 'none'}, or give a file (.md)"
        raise LessonError(lesson_id, [why], is_missing=True)
    file = files("gdstudio.lessons") / "lessons" / f"{lesson_id}.md"
    return parse_lesson(file.read_text(encoding="utf-8"), lesson_id, file.name)


def find(lesson: str) -> Lesson:
    """Read a lesson by its id, or from a file by its path, which ends in ``.md``.

    Raises:
        LessonError: there is no such lesson or file, or it cannot be read.
    """
    if not lesson.endswith(".md"):
        return load(lesson)
    path = Path(lesson)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise LessonError(
            lesson, [f"cannot be read ({why}); give the path of a lesson"], is_missing=True
        ) from error
    return parse_bytes(content, path.stem, path.name)


def parse_bytes(content: bytes, lesson_id: str, file: str) -> Lesson:
    """Read the bytes of a lesson's file; see :func:`gdstudio.lessons.lesson_file.parse_lesson`.

    Raises:
        LessonError: they are too many, no UTF-8, or no lesson.
    """
    if len(content) > LARGEST_FILE:
        raise LessonError(file, [f"larger than {LARGEST_FILE:,} bytes; this is no lesson"])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LessonError(file, [f"byte {error.start} is not UTF-8; save the file as UTF-8"]) from error
    return parse_lesson(text, lesson_id, file)
