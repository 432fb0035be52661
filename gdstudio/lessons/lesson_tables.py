"""What a lesson's file may say: the fields of its front matter and of each step's block."""

from __future__ import annotations

from enum import Enum

import msgspec

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.lessons.acts import ActTable  # noqa: TC001  # msgspec reads the annotations
from gdstudio.lessons.scene_file import SceneTable
from gdstudio.messages import Reference


class QuestionKind(Enum):
    """How a question is answered."""

    CHOOSE = "choose"
    NUMBER = "number"
    DOT = "dot"
    WEIGHT = "weight"


class OptionTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``{ text = "It falls", when = "error falls" }``: an answer, and when it is the right one."""

    text: str
    when: str | None = None
    reply: str | None = None


class QuestionTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[question]``; which fields belong to it depends on `kind`."""

    ask: str
    kind: QuestionKind = QuestionKind.CHOOSE
    options: list[OptionTable | str] | None = None
    correct: int | None = None
    value: str | None = None
    weight: str | None = None
    steps: int | None = None
    tolerance: float | None = None
    lane: str | None = None
    given: list[ActTable] = []
    reveal: list[ActTable] | None = None
    right: str = "Right."
    wrong: str = "Not this time."
    hides: list[str] | None = None
    early: list[str] = []


QUESTION_FIELDS = {
    QuestionKind.CHOOSE: {"options", "correct"},
    QuestionKind.NUMBER: {"value", "tolerance"},
    QuestionKind.DOT: {"weight", "steps", "tolerance", "lane"},
    QuestionKind.WEIGHT: {"steps", "lane"},
}
"""Which fields belong to which kind, beside those that belong to all."""


class TaskTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[tasks]]``: something to do, the check that ticks it, and how it can be done."""

    text: str
    when: str
    do: list[ActTable] = []


class StepTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step's block: everything about it but its title and its text."""

    id: str | None = None
    setup: list[ActTable] = []
    light: list[str] = []
    panel: str = ""
    panels: list[str] = []
    notes: str = ""
    question: QuestionTable | None = None
    tasks: list[TaskTable] = []


class LessonTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The front matter of a lesson, but for the fields that describe a scene of its own."""

    title: str
    section: str = ""
    scene: str | None = None
    minutes: int = 0
    start: list[ActTable] = []
    panels: list[str] = []


CHOICES = {
    "kind": [kind.value for kind in QuestionKind],
    "order": [taking.value for taking in Taking],
    "rule": [rule.value for rule in Rule],
    "compare": [reference.value for reference in Reference],
}
"""What fields with a few possible words may say."""

SCENE_FIELDS = set(SceneTable.__struct_fields__) - set(LessonTable.__struct_fields__)
"""The fields of the front matter that describe a scene of its own, as in a scene's file."""
