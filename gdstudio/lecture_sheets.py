"""What one moment of a lecture shows, and how far a step of a lesson has been told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gdstudio.views.lecture.said import Said, coming, following
from gdstudio.views.lecture_page import Sheet
from gdstudio.views.lecture_panels import shown_panels

if TYPE_CHECKING:
    from gdstudio.lessons.showing import Showing
    from gdstudio.messages import Scene, View


@dataclass
class Telling:
    """How far one step has been told.

    Attributes:
        step: which: the lesson's id, and the step from 0; None: a scene without a lesson.
        asked: its text was read, its question is due.
        tasks: those that were shown.
        following: the numbers are followed, phase by phase.
        front: the panel that the step has brought to the front, or "".
        ended: that there is nothing more was said.
    """

    step: tuple[str, int] | None = None
    asked: bool = False
    tasks: list[int] = field(default_factory=list)
    following: bool = False
    front: str = ""
    ended: bool = False

    def next_task(self, showing: Showing) -> list[int]:
        """The task that a press shows now, if any."""
        tasks = enumerate(showing.tasks)
        return [at for at, task in tasks if task.can_show and not task.ticked and at not in self.tasks][:1]

    def next_words(self, showing: Showing | None) -> str:
        """What the next press shows, for the lecturer."""
        if self.following:
            return "the next phase (N: no longer follow the numbers)"
        if showing is None:
            return "the lesson of this scene"
        if self.next_task(showing) and (showing.question is None or showing.question.answered):
            return f"shows “{showing.tasks[self.next_task(showing)[0]].text}”"
        return following(showing, asked=self.asked)


def scene_sheet(scene: Scene, at: int = 0) -> Sheet:
    """A scene without a lesson: its text, a paragraph at a time (from 0)."""
    parts = paragraphs(scene)
    panels, every = shown_panels((), scene.view), tuple(Said(part) for part in parts)
    return Sheet(scene.title, panels, every[at], (at + 1, len(parts)), coming=every)


def paragraphs(scene: Scene) -> list[str]:
    """The text of a scene, taken apart; at least one, which may be ""."""
    return [part.strip() for part in re.split(r"\n\s*\n", scene.text.strip())]


def step_sheet(showing: Showing, view: View, words: Said) -> Sheet:
    """A step of a lesson, with what is said of it now."""
    place, panels = (showing.index + 1, len(showing.titles)), shown_panels(showing.panels, view)
    return Sheet(showing.title, panels, words, place, showing.notes, coming=coming(showing))
