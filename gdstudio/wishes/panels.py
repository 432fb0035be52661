"""Connects the panels: what is asked for in one of them becomes a command, or is shown in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.messages import (
    BringBack,
    Command,
    Compare,
    Fork,
    GoToPhase,
    NameLane,
    Pause,
    Phase,
    Play,
    Race,
    Reference,
    RemoveLane,
    Seek,
    SetBookmark,
    SetSpeed,
    Sweep,
    TakePhase,
    TakeSteps,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.presenter import Presenter
    from gdstudio.views.bowls.panel import BowlsPanel
    from gdstudio.views.kit.network_view import NetworkView
    from gdstudio.views.lecture_page import LecturePage
    from gdstudio.views.network_page import NetworkPage
    from gdstudio.views.pictures_page import PicturesPage
    from gdstudio.views.runs.panel import RunsPanel
    from gdstudio.views.transport.transport import Transport
    from gdstudio.views.vectors_page import VectorsPage
    from gdstudio.views.window import Window
    from gdstudio.wishes.changes import Changes

    _HasWeights = NetworkView | BowlsPanel | PicturesPage | LecturePage


class PanelWishes:
    """Carries out what the panels ask for; those that are made later are connected when they are.

    Args:
        window: with the panels.
        presenter: selects, looks at runs, opens scenes.
        changes: gives the commands that change a run.
        send: takes any other command to the model.
    """

    def __init__(
        self, window: Window, presenter: Presenter, changes: Changes, send: Callable[[Command], None]
    ) -> None:
        self._presenter, self._changes, self._send = presenter, changes, send
        window.pages.pictures_made.connect(self._connect_pictures)
        window.pages.vectors_made.connect(self._connect_vectors)
        self._connect_network(window.network)
        self._connect_runs(window.network.runs)
        self._connect_transport(window.transport)
        window.ruler.alpha_requested.connect(changes.set_alpha)
        window.hint.apply_requested.connect(changes.apply)
        window.scene_panel.scene_requested.connect(presenter.open_scene)
        for column in (window.scene_panel, window.lesson_panel):
            column.order_requested.connect(changes.set_order)

    def connect_audience(self, page: LecturePage) -> None:
        """Do what is asked for on a lecture's page with the mouse."""
        self._connect_weights(page)
        page.alpha_requested.connect(self._changes.set_alpha)
        page.phase_requested.connect(self._go_to_phase)

    # ------------------------------------------------------------------------------------------------------

    def _connect_network(self, page: NetworkPage) -> None:
        presenter, changes = self._presenter, self._changes
        drawn = (page.diagram, page.compact, page.matrix)
        for view in (*drawn, page.bowls):
            self._connect_weights(view)
        page.numbers.weight_selected.connect(presenter.select)
        for looked_at in (*drawn, page.bowls, page.numbers):
            looked_at.weight_hovered.connect(page.drawing.show_formula)
        for view in drawn:
            view.input_requested.connect(changes.set_input)
            view.target_requested.connect(changes.set_target)
            view.phase_requested.connect(self._go_to_phase)
        page.bowls.lane_selected.connect(presenter.look_at)
        page.chart.seek_requested.connect(self._seek)
        page.steps.steps_requested.connect(self._send)
        page.steps.seek_requested.connect(self._seek)
        page.surface.weights_requested.connect(changes.set_weights)
        page.surface.weight_selected.connect(presenter.select)
        page.code.rule_requested.connect(changes.set_rule)
        page.code.input_requested.connect(changes.set_input)
        page.sweep.sweep_requested.connect(lambda *asked: self._send(Sweep(*asked)))
        page.sweep.alpha_requested.connect(changes.take_alpha)

    def _connect_weights(self, view: _HasWeights) -> None:
        """What every view with weights asks for."""
        view.weight_selected.connect(self._presenter.select)
        view.weight_requested.connect(self._changes.set_weight)
        view.freeze_requested.connect(self._changes.freeze)

    def _connect_runs(self, runs: RunsPanel) -> None:
        runs.lane_selected.connect(self._presenter.look_at)
        runs.fork_requested.connect(lambda lane: self._send(Fork(lane)))
        runs.race_requested.connect(lambda lane, alphas: self._send(Race(lane, alphas)))
        runs.lane_removed.connect(lambda lane: self._send(RemoveLane(lane)))
        runs.name_requested.connect(lambda lane, label: self._send(NameLane(lane, label)))
        runs.bring_back_requested.connect(lambda number: self._send(BringBack(number)))

    def _connect_transport(self, transport: Transport) -> None:
        transport.play_requested.connect(lambda: self._send(Play()))
        transport.play_back_requested.connect(lambda: self._send(Play(backwards=True)))
        transport.bookmark_requested.connect(lambda step, name: self._send(SetBookmark(step, name)))
        transport.pause_requested.connect(lambda: self._send(Pause()))
        transport.step_requested.connect(lambda: self._send(TakeSteps(1)))
        transport.step_back_requested.connect(lambda: self._send(TakeSteps(-1)))
        transport.phase_step_requested.connect(lambda: self._send(TakePhase(1)))
        transport.first_requested.connect(lambda: self._send(Seek(1)))
        transport.last_requested.connect(lambda: self._send(Seek(self._presenter.shown.last_step)))
        transport.seek_requested.connect(self._seek)
        transport.speed_requested.connect(lambda speed: self._send(SetSpeed(speed)))

    def _connect_pictures(self, page: PicturesPage) -> None:
        self._connect_weights(page)
        page.pixels_requested.connect(self._changes.freeze_pixels)
        page.look_requested.connect(self._send)
        page.reference_requested.connect(self._compare)
        page.phase_requested.connect(self._go_to_phase)
        page.seek_requested.connect(self._seek)

    def _connect_vectors(self, page: VectorsPage) -> None:
        page.input_requested.connect(self._changes.set_input)

    def _go_to_phase(self, phase: Phase) -> None:
        self._send(GoToPhase(phase))

    def _seek(self, step: int) -> None:
        self._send(Seek(step))

    def _compare(self, reference: Reference | None) -> None:
        """Weights themselves need not be worked out."""
        if reference is not None:
            self._send(Compare(reference))
