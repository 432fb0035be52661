"""Says what to do about a field of a lesson's file that is unknown: which was meant, or where it belongs."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gdstudio.lessons.acts import ActTable
from gdstudio.lessons.lesson_tables import LessonTable, OptionTable, QuestionTable, StepTable, TaskTable
from gdstudio.lessons.scene_file import SceneTable

if TYPE_CHECKING:
    import msgspec

    from gdstudio.lessons.toml_places import Path

_ACTS = ("setup", "do", "given", "reveal", "start")
_TABLES: dict[str, tuple[type[msgspec.Struct], str]] = {
    "question": (QuestionTable, "the question: move it below [question]"),
    "options": (OptionTable, "an option"),
    "tasks": (TaskTable, "a task: move it below a [[tasks]]"),
    **dict.fromkeys(_ACTS, (ActTable, "what is done: write it in braces in a list such as setup")),
}
"""The tables inside of others, by the field they stand in, and what people call them."""


def unknown_front_field(path: Path) -> str:
    """What to do about a field of the front matter that there is not; see :func:`unknown_step_field`."""
    own = {*LessonTable.__struct_fields__, *SceneTable.__struct_fields__}
    if len(path) == 1 and path[0] in StepTable.__struct_fields__:
        return "it belongs to a step; move it into a block fenced as toml, below a ## Title"
    return _unknown(path, own if len(path) == 1 else _fields_of(path))


def unknown_step_field(path: Path) -> str:
    """What to do about a field of a step's block that there is not: which was meant, or where it belongs."""
    return _unknown(path, {*StepTable.__struct_fields__} if len(path) == 1 else _fields_of(path))


def _fields_of(path: Path) -> set[str]:
    """The fields of the table that the last name of a path stands in."""
    owner = [name for name in path[:-1] if isinstance(name, str)][-1]
    if owner in _TABLES:
        return {*_TABLES[owner][0].__struct_fields__}
    return {*SceneTable.__struct_fields__}  # what a scene's own tables may say, its reader tells


def _unknown(path: Path, own: set[str]) -> str:
    name = str(path[-1])
    acts = own == {*ActTable.__struct_fields__}
    if name in StepTable.__struct_fields__:
        return "it belongs to the step; move it above [question] and [[tasks]]"
    for table, place in _TABLES.values():
        if name in table.__struct_fields__:
            return f"it belongs to {place}"
    close = get_close_matches(name, sorted(own), n=1, cutoff=0.75 if acts else 0.6)
    if close:
        return f"there is no such field; did you mean {close[0]}?"
    if acts:
        return f'there is no such field; to change a weight or input, write set = "{name}", value = …'
    return "there is no such field; leave it out"
