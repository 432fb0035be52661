"""Between window and model, the only file that knows both: wishes become commands, snapshots are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import (
    LOGGED,
    BringBack,
    Command,
    Compare,
    Fork,
    Freeze,
    FreezePixels,
    GoToPhase,
    LoadScene,
    NameLane,
    Pause,
    Phase,
    Play,
    Race,
    Redo,
    Reference,
    RemoveLane,
    Seek,
    SetAlpha,
    SetBookmark,
    SetInput,
    SetOrder,
    SetRule,
    SetSpeed,
    SetTarget,
    SetWeight,
    Snapshot,
    Sweep,
    TakePhase,
    TakeSteps,
    Undo,
    View,
    WeightRef,
)
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.kit.lanes import followed, opened, runs_of
from gdstudio.views.transport.transport import SPEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdstudio.core.descent import Rule
    from gdstudio.core.examples import Order
    from gdstudio.lessons.remarks import Remedy
    from gdstudio.messages import Scene, Speed
    from gdstudio.views.lecture_page import LecturePage
    from gdstudio.views.pictures_page import PicturesPage
    from gdstudio.views.runs.panel import RunsPanel
    from gdstudio.views.vectors_page import VectorsPage
    from gdstudio.views.window import Window

ALPHA_DECADES = 0.1
"""How far one press of a key moves alpha."""


class Presenter:
    """Gives commands for what the user wants, and shows snapshots.

    Args:
        window: the views.
        scenes: the scenes that can be opened, in the order of the list.
        send: takes a command to the model.
        first: the snapshot to begin with.
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
        self.takes_weight: Callable[[WeightRef, float], bool] = lambda _ref, _value: False
        self._listed: str | None = None
        self._audience: LecturePage | None = None
        self._connect_views()
        self._connect_actions()
        self.show(first)

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
        chosen, shape = self._selected, self._shown.lanes[lane].now.weights.shape
        if chosen is not None and chosen.lane != lane:
            there = chosen.output < shape[0] and chosen.input < shape[1]
            self.select(chosen._replace(lane=lane) if there else None)

    def attend(self, page: LecturePage | None) -> None:
        """From now on show everything on a lecture's page too; None: the lecture is over."""
        self._audience = page
        if page is not None:
            page.show_snapshot(self._shown)
            page.show_lane(self._lane)
            page.select(self._selected)
        else:
            self._window.show_snapshot(self._shown)

    def connect_audience(self, page: LecturePage) -> None:
        """Do what is asked for on a lecture's page with the mouse."""
        page.weight_selected.connect(self.select)
        page.weight_requested.connect(self._set_weight)
        page.freeze_requested.connect(self._freeze)
        page.alpha_requested.connect(self._set_alpha)
        page.phase_requested.connect(lambda phase: self._send(GoToPhase(phase)))

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

    # --- connections --------------------------------------------------------------------------------------

    def _connect_views(self) -> None:
        window = self._window
        window.pages.pictures_made.connect(self._connect_pictures)
        window.pages.vectors_made.connect(self._connect_vectors)
        drawn = (window.network.diagram, window.network.compact, window.network.matrix)
        for view in (*drawn, window.network.bowls, window.network.numbers):
            view.weight_selected.connect(self.select)
            view.weight_hovered.connect(window.network.drawing.show_formula)
        for view in (*drawn, window.network.bowls):
            view.weight_requested.connect(self._set_weight)
            view.freeze_requested.connect(self._freeze)
        for view in drawn:
            view.input_requested.connect(self._set_input)
            view.target_requested.connect(self._set_target)
            view.phase_requested.connect(lambda phase: self._send(GoToPhase(phase)))
        window.network.bowls.lane_selected.connect(self.look_at)
        window.network.steps.steps_requested.connect(self._send)
        window.network.steps.seek_requested.connect(lambda step: self._send(Seek(step)))
        window.network.surface.weights_requested.connect(self._set_weights)
        window.network.code.rule_requested.connect(self._set_rule)
        window.network.code.input_requested.connect(self._set_input)
        window.network.surface.weight_selected.connect(self.select)
        window.network.sweep.sweep_requested.connect(lambda *asked: self._send(Sweep(*asked)))
        window.network.sweep.alpha_requested.connect(self._take_alpha)
        self._connect_runs(window.network.runs)
        window.ruler.alpha_requested.connect(self._set_alpha)
        window.network.chart.seek_requested.connect(lambda step: self._send(Seek(step)))
        window.hint.apply_requested.connect(self._apply)
        window.scene_panel.scene_requested.connect(self.open_scene)
        for column in (window.scene_panel, window.lesson_panel):
            column.order_requested.connect(self._set_order)
        transport = window.transport
        transport.play_requested.connect(lambda: self._send(Play()))
        transport.play_back_requested.connect(lambda: self._send(Play(backwards=True)))
        transport.bookmark_requested.connect(lambda step, name: self._send(SetBookmark(step, name)))
        transport.pause_requested.connect(lambda: self._send(Pause()))
        transport.step_requested.connect(lambda: self._send(TakeSteps(1)))
        transport.step_back_requested.connect(lambda: self._send(TakeSteps(-1)))
        transport.phase_step_requested.connect(lambda: self._send(TakePhase(1)))
        transport.first_requested.connect(lambda: self._send(Seek(1)))
        transport.last_requested.connect(self._go_to_last)
        transport.seek_requested.connect(lambda step: self._send(Seek(step)))
        transport.speed_requested.connect(lambda speed: self._send(SetSpeed(speed)))

    def _connect_runs(self, runs: RunsPanel) -> None:
        runs.lane_selected.connect(self.look_at)
        runs.fork_requested.connect(lambda lane: self._send(Fork(lane)))
        runs.race_requested.connect(lambda lane, alphas: self._send(Race(lane, alphas)))
        runs.lane_removed.connect(lambda lane: self._send(RemoveLane(lane)))
        runs.name_requested.connect(lambda lane, label: self._send(NameLane(lane, label)))
        runs.bring_back_requested.connect(lambda number: self._send(BringBack(number)))

    def _connect_pictures(self, page: PicturesPage) -> None:
        page.weight_selected.connect(self.select)
        page.weight_requested.connect(self._set_weight)
        page.freeze_requested.connect(self._freeze)
        page.pixels_requested.connect(self._freeze_pixels)
        page.look_requested.connect(self._send)
        page.reference_requested.connect(self._compare)
        page.phase_requested.connect(lambda phase: self._send(GoToPhase(phase)))
        page.seek_requested.connect(lambda step: self._send(Seek(step)))

    def _connect_vectors(self, page: VectorsPage) -> None:
        page.input_requested.connect(self._set_input)

    def _connect_actions(self) -> None:
        does: Mapping[str, Callable[[], None]] = {
            "play": self._play_or_pause,
            "play_back": self._play_back_or_pause,
            "bookmark": self._window.transport.name_bookmark,
            "next_bookmark": lambda: self._go_to_bookmark(1),
            "previous_bookmark": lambda: self._go_to_bookmark(-1),
            "step": lambda: self._send(TakeSteps(1)),
            "step_back": lambda: self._send(TakeSteps(-1)),
            "phase": lambda: self._send(TakePhase(1)),
            "phase_back": lambda: self._send(TakePhase(-1)),
            "first": lambda: self._send(Seek(1)),
            "last": self._go_to_last,
            "undo": lambda: self._send(Undo()),
            "redo": lambda: self._send(Redo()),
            "start_again": lambda: self._send(LoadScene(opened(self._shown))),
            "next_scene": lambda: self._neighbour(1),
            "previous_scene": lambda: self._neighbour(-1),
            "freeze": self._freeze_selected,
            "alpha_up": lambda: self._window.ruler.nudge(ALPHA_DECADES),
            "alpha_down": lambda: self._window.ruler.nudge(-ALPHA_DECADES),
            "next_image": lambda: self._look_on(1),
            "previous_image": lambda: self._look_on(-1),
            "next_mistake": self._next_mistake,
            "sweep": self._sweep,
            "follow": self._follow,
            "fork": lambda: self._send(Fork(self._lane)),
            "race": self._race,
            "next_run": lambda: self._look_further(1),
            "previous_run": lambda: self._look_further(-1),
            "faster": lambda: self._change_speed(1),
            "slower": lambda: self._change_speed(-1),
        }
        for name, act in does.items():
            self._window.actions_by_name[name].triggered.connect(lambda _checked=False, act=act: act())

    # --- what the user wants ------------------------------------------------------------------------------

    @property
    def _meant(self) -> int | None:
        """The run that a change is meant for: where runs were forked the one looked at, else all (None)."""
        return self._lane if self._shown.scene.has_forks else None

    def _set_alpha(self, alpha: float, gesture: int) -> None:
        self._send(SetAlpha(alpha, self._meant, gesture))

    def _take_alpha(self, alpha: float, lane: int, gesture: int) -> None:
        """Take an alpha over from a sweep of that run; into all where none was forked."""
        self._send(SetAlpha(alpha, lane if self._shown.scene.has_forks else None, gesture))

    def _sweep(self) -> None:
        """Bring the sweep to the front, and start it."""
        if self._shown.scene.view is View.NETWORK:
            self._window.open_panel("sweep")
            self._window.network.sweep.take_focus()
            self._window.network.sweep.start()

    def _follow(self) -> None:
        """Follow the numbers, from the first phase of this step; or no longer."""
        following = self._window.actions_by_name["follow"].isChecked()
        self._window.network.drawing.follow(following)
        if following:
            self._send(Pause())
            self._send(SetSpeed(SPEEDS[0][1]))
            self._send(GoToPhase(Phase.PREDICT))

    def _apply(self, remedy: Remedy) -> None:
        """Do what a hint says would help: what of it is logged is one undo."""
        gesture = next_gesture()
        for command in remedy.commands:
            self._send(replace(command, gesture=gesture) if isinstance(command, LOGGED) else command)

    def _race(self) -> None:
        """Bring the runs to the front, with the form for a race."""
        if self._shown.scene.view is View.NETWORK:
            self._window.open_panel("runs")
            self._window.network.runs.open_race()

    def _look_further(self, way: int) -> None:
        """Look at the next run, or with −1 at the one before, round and round."""
        if len(self._shown.lanes) > 1:
            self.look_at((self._lane + way) % len(self._shown.lanes))

    def _set_weight(self, ref: WeightRef, value: float, gesture: int) -> None:
        if not self.takes_weight(ref, value):
            self._send(SetWeight(ref, value, gesture))

    def _set_weights(self, wanted: Sequence[tuple[WeightRef, float]], gesture: int) -> None:
        for ref, value in wanted:
            self._send(SetWeight(ref, value, gesture))

    def _freeze(self, ref: WeightRef, frozen: bool) -> None:
        self._send(Freeze(ref, frozen))

    def _freeze_pixels(self, pixels: tuple[int, ...], frozen: bool, output: int | None, gesture: int) -> None:
        self._send(FreezePixels(pixels, frozen, output, gesture=gesture))

    def _compare(self, reference: Reference | None) -> None:
        """Weights themselves need not be worked out."""
        if reference is not None:
            self._send(Compare(reference))

    def _look_on(self, way: int) -> None:
        if self._shown.gallery is not None and self._window.pictures is not None:
            self._window.pictures.look_on(way)

    def _next_mistake(self) -> None:
        if self._shown.gallery is not None and self._window.pictures is not None:
            self._window.pictures.look_at_next_mistake()

    def _set_input(self, lane: int, row: int, column: int, value: float, gesture: int) -> None:
        """Set an input in every lane that has it: runs side by side have the same data, forks may not."""
        name = self._shown.lanes[lane].examples.input_names[column]
        for index, each in enumerate(self._shown.lanes):
            if name in each.examples.input_names and (index == lane or self._meant is None):
                place = each.examples.input_names.index(name)
                self._send(SetInput(row, place, value, index, gesture))

    def _set_target(self, lane: int, row: int, column: int, value: float, gesture: int) -> None:
        """Set a target in every lane that has it, as with inputs."""
        name = self._shown.lanes[lane].examples.target_names[column]
        for index, each in enumerate(self._shown.lanes):
            if name in each.examples.target_names and (index == lane or self._meant is None):
                place = each.examples.target_names.index(name)
                self._send(SetTarget(row, place, value, index, gesture))

    def _set_order(self, order: Order) -> None:
        self._send(SetOrder(order, self._meant))

    def _set_rule(self, rule: Rule, lane: int, gesture: int) -> None:
        """Set the rule of the run that is looked at: the others may be there to compare it with."""
        self._send(SetRule(rule, lane if len(self._shown.lanes) > 1 else None, gesture))

    def _play_or_pause(self) -> None:
        self._send(Pause() if self._shown.playing else Play())

    def _play_back_or_pause(self) -> None:
        self._send(Pause() if self._shown.backwards else Play(backwards=True))

    def _go_to_bookmark(self, way: int) -> None:
        """Go to the nearest bookmark after this step, or before it; stay where there is none."""
        here = self._shown.step
        steps = [mark.step for mark in self._shown.bookmarks if (mark.step - here) * way > 0]
        if steps:
            self._send(Seek(min(steps, key=lambda step: abs(step - here))))

    def _go_to_last(self) -> None:
        self._send(Seek(self._shown.last_step))

    def _neighbour(self, distance: int) -> None:
        """The next scene or the one before; from one that is not listed, go on from the last that was."""
        ids = list(self._scenes)
        index = -1 if self._listed is None else ids.index(self._listed)
        if self._shown.scene.id in self._scenes or distance > 0:
            index += distance
        if 0 <= index < len(ids):
            self.open_scene(ids[index])

    def _freeze_selected(self) -> None:
        """Freeze the selected weight; with none selected, the first is selected, so that one sees which."""
        if self._selected is None:
            self.select(WeightRef(self._lane, 0, 0))
            return
        lane, output, column = self._selected
        frozen = bool(self._shown.lanes[lane].frozen[output, column])
        self._send(Freeze(self._selected, not frozen))

    def _change_speed(self, distance: int) -> None:
        speeds: list[Speed] = [speed for _, speed in SPEEDS]
        index = speeds.index(self._shown.speed) + distance
        self._send(SetSpeed(speeds[min(max(index, 0), len(speeds) - 1)]))
