"""Lessons that were left for another scene: Undo brings their scene back, and them with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdstudio.lessons.lesson_run import LessonRun
    from gdstudio.messages import Scene

_MOST = 20


class LeftLessons:
    """Keeps the last few, by the very scene that each has opened."""

    def __init__(self) -> None:
        self._runs: list[LessonRun] = []

    def keep(self, run: LessonRun) -> None:
        """Keep a lesson that is left, as far as it has come."""
        self.forget(run.lesson.scene)
        self._runs = [*self._runs, run][-_MOST:]

    def take(self, scene: Scene) -> LessonRun | None:
        """The lesson that was given in a scene, which is not kept any longer; None if there was none."""
        found = next((run for run in self._runs if run.lesson.scene is scene), None)
        self.forget(scene)
        return found

    def forget(self, scene: Scene) -> None:
        """The lesson of this scene does not come back."""
        self._runs = [run for run in self._runs if run.lesson.scene is not scene]
