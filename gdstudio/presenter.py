"""From the model to the views: shows snapshots, keeps what is selected and looked at, opens scenes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import Command, LoadScene, Snapshot, WeightRef
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import followed, opened, runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.messages import Scene
    from gdstudio.views.lecture_page import LecturePage
    from gdstudio.views.window import Window


class Presenter:
    """Shows snapshots in the window, and during a lecture on its page too.

    Args:
        window: the views.
        scenes: the scenes that can be opened, in the order of the list.
        send: takes a command to the model.
        first: the snapshot that will be shown first.
        load: takes a scene whose images are still to be loaded, and sees to it that it is opened.
        open_lesson: opens the lesson of a scene, and says whether there is one.
    """

    def __init__(
        self,
        window: Window,
        scenes: Sequence[Scene],
        send: Callable[[Command], None],
        first: Snapshot,
        load: Callable[[Scene], None] = lambda _scene: None,
        open_lesson: Callable[[str], bool] = lambda _scene_id: False,
    ) -> None:
        self._window = window
        self._load, self._open_lesson = load, open_lesson
        self._scenes = {scene.id: scene for scene in scenes}
        self._send = send
        self._shown = first
        self._selected: WeightRef | None = None
        self._lane = len(first.lanes) - 1
        self._hidden: frozenset[str] = frozenset()
        self._listed: str | None = None
        self._audience: LecturePage | None = None

    @property
    def shown(self) -> Snapshot:
        """The snapshot on the screen."""
        return self._shown

    @property
    def lane(self) -> int:
        """The run that is looked at, from 0."""
        return self._lane

    @property
    def listed(self) -> str | None:
        """The id of the scene shown, or, while one is shown that is not in the list, of the last that was."""
        return self._listed

    @property
    def selected(self) -> WeightRef | None:
        """The weight that is selected in every view."""
        return self._selected

    def show(self, snapshot: Snapshot) -> None:
        """Show a snapshot everywhere, but for what is to be hidden."""
        if snapshot.hidden != self._hidden:
            snapshot = replace(snapshot, hidden=self._hidden)
        before, self._shown = self._shown, snapshot
        changed_scene = opened(snapshot) is not opened(before)
        if changed_scene:
            self.select(None)
        if snapshot.scene.id in self._scenes:
            self._listed = snapshot.scene.id
        if self._audience is not None:
            self._audience.show_snapshot(snapshot)
        if self._audience is None or changed_scene or not is_fast(snapshot):  # else nobody sees its panels
            self._window.show_snapshot(snapshot)
        if changed_scene:
            self._lane = len(snapshot.lanes) - 1
        elif runs_of(snapshot) != runs_of(before):
            self.look_at(followed(before, snapshot, self._lane))

    def hide(self, hidden: frozenset[str]) -> None:
        """Hide these facts and parts, as lessons name them, from now on; none: show everything again."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.show(self._shown)

    def select(self, ref: WeightRef | None) -> None:
        """Select a weight in every view; one that the present scene does not have is no choice."""
        if ref == self._selected or not self._has(ref):
            return
        self._selected = ref
        self._window.select(ref)
        if self._audience is not None:
            self._audience.select(ref)
        if ref is not None and ref.lane != self._lane:
            self.look_at(ref.lane)

    def _has(self, ref: WeightRef | None) -> bool:
        if ref is None:
            return True
        lanes = self._shown.lanes
        shape = lanes[ref.lane].now.weights.shape if ref.lane < len(lanes) else (0, 0)
        return bool(ref.output < shape[0] and ref.input < shape[1])

    def look_at(self, lane: int) -> None:
        """Look at a run (from 0) in the views that show one; the same weight is selected there."""
        self._lane = lane
        self._window.show_lane(lane)
        if self._audience is not None:
            self._audience.show_lane(lane)
        if self._selected is not None and self._selected.lane != lane:
            there = self._selected._replace(lane=lane)
            self.select(there if self._has(there) else None)

    def attend(self, page: LecturePage | None) -> None:
        """From now on show everything on a lecture's page too; None: the lecture is over."""
        self._audience = page
        if page is not None:
            page.show_snapshot(self._shown)
            page.show_lane(self._lane)
            page.select(self._selected)
        else:
            self._window.show_snapshot(self._shown)

    def open_scene(self, scene_id: str) -> None:
        """Open a scene by its id, with its lesson if it has one."""
        if not self._open_lesson(scene_id):
            self.open(self._scenes[scene_id])

    def open(self, scene: Scene) -> None:
        """Open a scene; its images are loaded first if they have to be."""
        if scene.needs_images:
            self._load(scene)
        else:
            self._send(LoadScene(scene))

    def open_neighbour(self, distance: int) -> None:
        """Open the next scene or, with −1, the one before: as seen from the last one that is listed."""
        ids = list(self._scenes)
        index = -1 if self._listed is None else ids.index(self._listed)
        if self._shown.scene.id in self._scenes or distance > 0:
            index += distance
        if 0 <= index < len(ids):
            self.open_scene(ids[index])
