"""The presenter, with mocks for the views: signals become commands, snapshots are shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import MagicMock

import pytest
from scenes import frozen_a, one_and_three

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Command,
    Freeze,
    GoToPhase,
    LoadScene,
    Pause,
    Phase,
    Play,
    Redo,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetSpeed,
    SetTarget,
    SetWeight,
    Speed,
    TakePhase,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.presenter import Presenter
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.chart.chart import ErrorChart
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.numbers.panel import NumbersPanel
from gdstudio.views.scene.panel import ScenePanel
from gdstudio.views.transport.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.messages import Scene

A, B = WeightRef(0, 0, 0), WeightRef(0, 0, 1)


class Room:
    """A presenter among mocks, and the commands it has sent."""

    def __init__(self, scene: Scene) -> None:
        self.sent: list[Command] = []
        self.session = Session(scene)
        actions: dict[str, MagicMock] = {}
        self.actions = MagicMock()
        self.actions.__getitem__.side_effect = lambda name: actions.setdefault(name, MagicMock())
        self.window = SimpleNamespace(
            diagram=MagicMock(spec=Diagram),
            bowls=MagicMock(spec=BowlsPanel),
            numbers=MagicMock(spec=NumbersPanel),
            chart=MagicMock(spec=ErrorChart),
            ruler=MagicMock(spec=AlphaRuler),
            transport=MagicMock(spec=Transport),
            scene_panel=MagicMock(spec=ScenePanel),
            actions_by_name=self.actions,
            show_snapshot=MagicMock(),
            select=MagicMock(),
        )
        first = self.session.snapshot()
        self.presenter = Presenter(self.window, [scene, frozen_a()], self.sent.append, first)

    def emit(self, view: str, signal: str, *values: object) -> None:
        """Emit a view's signal: call what the presenter connected to it."""
        getattr(getattr(self.window, view), signal).connect.call_args[0][0](*values)

    def trigger(self, action: str) -> None:
        """Trigger a menu action."""
        self.actions[action].triggered.connect.call_args[0][0]()


@pytest.fixture
def room() -> Room:
    return Room(frozen_a())


@pytest.mark.parametrize(
    ("view", "signal", "values", "command"),
    [
        ("ruler", "alpha_requested", (0.2, 5), SetAlpha(0.2, gesture=5)),
        ("diagram", "weight_requested", (B, 0.4, 6), SetWeight(B, 0.4, 6)),
        ("bowls", "weight_requested", (A, -1.0, 7), SetWeight(A, -1.0, 7)),
        ("diagram", "freeze_requested", (A, False), Freeze(A, frozen=False)),
        ("bowls", "freeze_requested", (B, True), Freeze(B, frozen=True)),
        ("diagram", "input_requested", (0, 0, 1, 0.5, 8), SetInput(0, 1, 0.5, 0, 8)),
        ("diagram", "target_requested", (0, 0, 0, 0.5, 9), SetTarget(0, 0, 0.5, 0, 9)),
        ("diagram", "phase_requested", (Phase.COMPARE,), GoToPhase(Phase.COMPARE)),
        ("chart", "seek_requested", (3,), Seek(3)),
        ("scene_panel", "order_requested", (Order(Taking.IN_TURN),), SetOrder(Order(Taking.IN_TURN))),
        ("transport", "play_requested", (), Play()),
        ("transport", "pause_requested", (), Pause()),
        ("transport", "step_requested", (), TakeSteps(1)),
        ("transport", "step_back_requested", (), TakeSteps(-1)),
        ("transport", "phase_step_requested", (), TakePhase(1)),
        ("transport", "first_requested", (), Seek(1)),
        ("transport", "last_requested", (), Seek(1)),
        ("transport", "seek_requested", (4,), Seek(4)),
        ("transport", "speed_requested", (Speed(5.0),), SetSpeed(Speed(5.0))),
    ],
)
def test_what_a_view_asks_for_is_sent(
    room: Room, view: str, signal: str, values: tuple[object, ...], command: Command
) -> None:
    """Each wish of a view becomes its command, with its values."""
    room.emit(view, signal, *values)
    assert room.sent == [command]


@pytest.mark.parametrize(
    ("action", "command"),
    [
        ("play", Play()),
        ("step", TakeSteps(1)),
        ("step_back", TakeSteps(-1)),
        ("phase", TakePhase(1)),
        ("phase_back", TakePhase(-1)),
        ("first", Seek(1)),
        ("undo", Undo()),
        ("redo", Redo()),
        ("faster", SetSpeed(Speed(5.0))),
        ("slower", SetSpeed(Speed(1.0))),
    ],
)
def test_what_an_action_asks_for_is_sent(room: Room, action: str, command: Command) -> None:
    """Each action of the menus becomes its command."""
    room.trigger(action)
    assert room.sent == [command]


def test_play_pauses_when_it_plays(room: Room) -> None:
    """The same action starts and stops."""
    room.session.apply(Play())
    room.presenter.show(room.session.snapshot())
    room.trigger("play")
    assert room.sent == [Pause()]


def test_data_is_shared_by_lanes(room: Room) -> None:
    """An input that two lanes have is set in both, under one gesture; one that only one has, in that one."""
    del room
    two = Room(one_and_three())
    two.emit("diagram", "input_requested", 1, 0, 0, 2.0, 11)
    assert two.sent == [SetInput(0, 0, 2.0, 0, 11), SetInput(0, 0, 2.0, 1, 11)]
    two.sent.clear()
    two.emit("diagram", "input_requested", 1, 0, 2, 2.0, 12)
    assert two.sent == [SetInput(0, 2, 2.0, 1, 12)]


def test_selecting_selects_everywhere_and_freezes_what_is_selected(room: Room) -> None:
    """A weight selected in one view is selected in all; the freeze action then toggles it."""
    room.emit("bowls", "weight_selected", B)
    room.window.select.assert_called_once_with(B)
    room.trigger("freeze")
    assert room.sent == [Freeze(B, frozen=True)]


def test_freezing_with_nothing_selected_selects_first(room: Room) -> None:
    """The first press shows which weight is meant, and freezes nothing yet."""
    room.trigger("freeze")
    assert room.sent == []
    room.window.select.assert_called_once_with(A)


def test_keys_nudge_alpha_on_the_ruler(room: Room) -> None:
    """Up and down move the ruler's marker by a tenth of a decade; the ruler asks for what comes of it."""
    room.trigger("alpha_up")
    room.trigger("alpha_down")
    assert [call.args for call in room.window.ruler.nudge.call_args_list] == [(0.1,), (-0.1,)]


def test_scenes_are_opened_by_id_and_by_neighbour(room: Room) -> None:
    """The list opens a scene by its id; beyond the ends of the list nothing happens."""
    scene = room.session.scene
    room.emit("scene_panel", "scene_requested", scene.id)
    assert isinstance(room.sent[0], LoadScene)
    assert room.sent[0].scene.id == scene.id
    room.sent.clear()
    room.trigger("previous_scene")
    assert room.sent == []


def test_a_new_scene_clears_the_selection(room: Room) -> None:
    """A selected weight of the old scene means nothing in the new one."""
    room.emit("diagram", "weight_selected", A)
    room.session.apply(LoadScene(one_and_three()))
    room.presenter.show(room.session.snapshot())
    assert room.window.select.call_args[0] == (None,)


def test_hovering_shows_the_formula(room: Room) -> None:
    """Hovering a bowl shows that weight's formula under the diagram."""
    connected: Callable[..., None] = room.window.bowls.weight_hovered.connect.call_args[0][0]
    assert connected is room.window.diagram.show_formula
