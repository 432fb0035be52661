"""What can be opened by its name or path: a lesson, or a scene that has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gdstudio.lessons import catalogue, lesson_catalogue
from gdstudio.lessons.lesson_pages import take_apart
from gdstudio.lessons.toml_places import FieldError

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import Lesson
    from gdstudio.messages import Scene


def find(name: str) -> Lesson | Scene:
    """Read a lesson or a scene.

    Args:
        name: an id (where there are a lesson and a scene of that id, the lesson is meant), or the path of a
            file (``.md``): one with steps (``## Title``), or that names a scene, is a lesson.

    Raises:
        SceneError: there is no such thing, or it cannot be read; the text says what is wrong, and where.
    """
    if name.endswith(".md"):
        return lesson_catalogue.find(name) if means_lesson(Path(name)) else catalogue.find(name)
    return lesson_catalogue.load(name) if name in lesson_catalogue.ids() else catalogue.load(name)


def means_lesson(path: Path) -> bool:
    """Whether a file means to be a lesson, however wrong it may be."""
    try:
        with path.open("rb") as file:
            text = file.read(lesson_catalogue.LARGEST_FILE).decode("utf-8", errors="replace")
    except (OSError, ValueError):  # said when it is read in earnest
        return False
    try:
        pages = take_apart(text)
    except FieldError:
        return "\n## " in text
    try:
        return bool(pages.steps) or "scene" in pages.front.read()
    except FieldError:
        return bool(pages.steps)
