"""Which lesson is opened: by its scene, from a file, the next one; and what is kept of what was done."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.lessons import catalogue, lesson_catalogue, openable
from gdstudio.lessons.lesson import Lesson
from gdstudio.lessons.progress import Progress, to_do
from gdstudio.lessons.scene_file import SceneError
from gdstudio.messages import LoadScene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gdstudio.files.preferences import Preferences
    from gdstudio.lesson_desk.desk import LessonDesk
    from gdstudio.messages import Command, Scene

_PROGRESS = "progress"


class LessonShelf(QObject):
    """Takes lessons from the shelf to the desk.

    Args:
        desk: where they are given.
        send: takes a command to the model.
        load: takes a scene whose images are to be loaded; it is then handed to `show_scene`.
        preferences: keep what was done.
    """

    failed = Signal(str, str)
    """Something cannot be opened: what, and a sentence that says why."""

    def __init__(
        self,
        desk: LessonDesk,
        send: Callable[[Command], None],
        load: Callable[[Scene], None],
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._desk, self._send, self._load = desk, send, load
        self._preferences = preferences
        self._lessons: dict[str, Lesson] = {}
        self._waiting: tuple[Lesson, int | None] | None = None
        desk.set_progress(_read(preferences.text(_PROGRESS, "")))
        desk.progress_changed.connect(self._keep_progress)
        desk.ended.connect(self.open_next)

    # --- opening ------------------------------------------------------------------------------------------

    def open_scene(self, scene_id: str, index: int | None = None) -> bool:
        """Open the lesson that comes with the studio for a scene; return whether there is one.

        Args:
            scene_id: the scene's, which is the lesson's too.
            index: at which step; None: the first that is not done, or, if it is open already, where it is.
        """
        self._waiting = None
        if scene_id not in lesson_catalogue.ids():
            return False
        if self._desk.lesson is not None and self._desk.lesson.id == scene_id:
            if index is not None:
                self._desk.go(index)
            return True
        try:
            self.open(self._lesson(scene_id), index)
        except SceneError as error:
            self.failed.emit("The lesson was not opened", str(error))
        return True

    def open_file(self, path: Path) -> None:
        """Open a lesson or a scene that someone wrote."""
        try:
            found = openable.find(str(path))
        except SceneError as error:
            self.failed.emit(f"{path.name} was not opened", str(error))
            return
        if isinstance(found, Lesson):
            self.open(own(found, path))
        else:
            self._show(found)

    def open(self, lesson: Lesson, index: int | None = None) -> None:
        """Open a lesson, at a step or at the first that is not done; images are loaded first, once."""
        awaited, self._waiting = self._waiting, None
        if not lesson.scene.needs_images:
            self._desk.open(lesson, index)
            return
        self._waiting = lesson, index
        if awaited is None or (awaited[0].id, awaited[1]) != (lesson.id, index):
            self._load(lesson.scene)

    def show_scene(self, scene: Scene) -> None:
        """Show a scene whose images have been loaded; if it was for a lesson, or is its, with the lesson."""
        wanted, self._waiting = self._waiting, None
        present, showing = self._desk.lesson, self._desk.showing
        if wanted is None and present is not None and showing is not None and present.scene.id == scene.id:
            wanted = present, showing.index  # the same lesson, with other images
        if wanted is not None and wanted[0].scene.id == scene.id:
            self._desk.open(replace(wanted[0], scene=scene), wanted[1])
        else:
            self._send(LoadScene(scene))

    def forget(self) -> None:
        """The images that a lesson waited for do not come."""
        self._waiting = None

    def open_next(self) -> None:
        """Open the lesson that follows the present one, if one does; a lecture goes its own way."""
        following = self.following
        if following is not None and not self._desk.lecturing:
            self.open_scene(following)

    @property
    def following(self) -> str | None:
        """The id of the lesson that follows the present one; None: it is the last, or of another's making."""
        present, ids = self._desk.lesson, lesson_catalogue.ids()
        if present is None or present.id not in ids[:-1]:
            return None
        return ids[ids.index(present.id) + 1]

    # --- progress -----------------------------------------------------------------------------------------

    def done(self) -> dict[str, tuple[int, int]]:
        """How many steps of how many are done, of each lesson that was begun, by its scene's id."""
        begun = {lesson_id for lesson_id, _ in self._desk.progress.done}
        found: dict[str, tuple[int, int]] = {}
        for lesson_id in begun.intersection(lesson_catalogue.ids()):
            try:
                lesson = self._lesson(lesson_id)
            except SceneError:
                continue  # said when it is opened
            found[lesson_id] = self._desk.progress.steps_done(lesson), len(to_do(lesson))
        return found

    def _lesson(self, lesson_id: str) -> Lesson:
        if lesson_id not in self._lessons:
            self._lessons[lesson_id] = lesson_catalogue.load(lesson_id)
        return self._lessons[lesson_id]

    def _show(self, scene: Scene) -> None:
        self._waiting = None
        if scene.needs_images:
            self._load(scene)
        else:
            self._send(LoadScene(scene))

    def _keep_progress(self) -> None:
        self._preferences.set_text(_PROGRESS, json.dumps(self._desk.progress.plain(), ensure_ascii=False))


def own(lesson: Lesson, path: Path) -> Lesson:
    """A lesson from a file, whose progress is its own, whatever its name."""
    return replace(lesson, id=str(path.resolve()))


def remembered(preferences: Preferences) -> Lesson | Scene:
    """What was open last: the lesson, or the scene where none was; at first, the first lesson."""
    ids = catalogue.ids()
    scene_id = preferences.text("scene", ids[0])
    if scene_id not in ids:
        scene_id = ids[0]
    lesson_id = preferences.text("lesson", scene_id)
    is_lesson = lesson_id == scene_id and lesson_id in lesson_catalogue.ids()
    return lesson_catalogue.load(lesson_id) if is_lesson else catalogue.load(scene_id)


def _read(text: str) -> Progress:
    try:
        return Progress.read(json.loads(text or "{}"))
    except (ValueError, RecursionError):  # spoilt settings
        return Progress()
