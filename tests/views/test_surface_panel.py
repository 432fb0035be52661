"""The surface panel: what it shows of a snapshot, and what it asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from scenes import frozen_a, nine_weights, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.messages import Freeze, Seek, SetOrder, SetWeight, TakeSteps, Undo, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.surface.contours import Contours
from gdstudio.views.surface.frame import Frame, fitted, levels, ticks
from gdstudio.views.surface.panel import SurfacePanel
from gdstudio.views.surface.relief import Relief, Turn
from gdstudio.views.surface.shown import pair, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Lane, Scene
    from gdstudio.views.surface.shown import Shown

A, B, C = WeightRef(0, 0, 0), WeightRef(0, 0, 1), WeightRef(0, 0, 2)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Session], SurfacePanel]:
    def make(session: Session) -> SurfacePanel:
        panel = SurfacePanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(420, 300)
        panel.show_snapshot(session.snapshot())
        panel.show()
        return panel

    return make


def after(scene: Scene, *commands: Command) -> Session:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session


def lane_of(session: Session) -> Lane:
    return session.snapshot().lanes[-1]


def shown_of(session: Session, u: WeightRef = A, v: WeightRef = B) -> Shown:
    lane = lane_of(session)
    return shown(lane, lane.examples, (u.output, u.input), (v.output, v.input))  # type: ignore[arg-type]  # a table


def test_the_path_leads_through_every_step_to_the_present_one() -> None:
    """Oldest first; back in time it ends where we are."""
    session = after(three_inputs(), TakeSteps(6))
    expected = [[0.1, 0.2]]
    probe = Session(three_inputs())
    for _ in range(6):
        probe.advance(1)
        expected.append(probe.states[0].weights[0, :2].tolist())
    assert shown_of(session).path.tolist() == expected
    session.apply(Seek(3))
    assert shown_of(session).path.tolist() == expected[:3]
    session.apply(Seek(1))
    assert shown_of(session).path.tolist() == expected[:1]


def test_a_long_path_is_thinned() -> None:
    """However long the run."""
    session = after(three_inputs(), SetOrder(Order(Taking.SHUFFLED)))
    session.advance(50_000)
    found = shown_of(session)
    assert 100 <= len(found.path) <= 201
    assert found.path[0].tolist() == [0.1, 0.2]
    assert found.path[-1].tolist() == session.states[0].weights[0, :2].tolist()


def test_freezing_moves_the_landing_point_along_the_trough() -> None:
    """Another point of the same line of error 0, over the two weights that are free."""
    free, frozen = (
        after(three_inputs(), Freeze(C, True)),
        after(three_inputs(), Freeze(C, True), Freeze(A, True)),
    )
    goals = []
    for session in (free, frozen):
        found = shown_of(session)
        assert found.goal is not None
        goals.append(found.goal)
        assert float(found.surface.error_at(*map(np.array, found.goal))) == pytest.approx(0, abs=1e-12)
    assert goals[0] != goals[1]
    assert goals[1][0] == 0.1
    assert shown_of(frozen).frozen == (True, False)


def test_several_examples_show_their_mean_and_the_present_one() -> None:
    """The mean's lowest point is the goal."""
    found = shown_of(after(three_inputs(), SetOrder(Order(Taking.IN_TURN))))
    assert found.example is not None
    assert found.example.is_trough
    assert not found.surface.is_trough
    assert found.goal == found.surface.lowest
    assert shown_of(Session(three_inputs())).example is None


def test_the_goal_of_a_full_batch_is_where_it_really_ends() -> None:
    """Of all weights, not the lowest point with the others held; by a misprint there is none."""
    batch = Order(Taking.FULL_BATCH)
    scene = frozen_a(order=batch)
    found, ended = shown_of(Session(scene)), after(scene, TakeSteps(3000))
    weights = ended.states[0].weights
    assert found.goal == pytest.approx((weights[0, 0], weights[0, 1]), abs=1e-9)
    assert found.goal != pytest.approx(found.surface.lowest, abs=1e-3)
    for order in (Order(Taking.IN_TURN), batch, Order()):
        assert shown_of(Session(three_inputs(order=order, rule=Rule.WEIGHTS_FOR_INPUT))).goal is None


def test_the_next_step_is_where_learn_leads() -> None:
    """The arrow's end is the weights after this step."""
    session = Session(three_inputs())
    following = shown_of(session).next
    session.advance(1)
    assert following == tuple(session.states[0].weights[0, :2].tolist())


@pytest.mark.parametrize(
    ("shape", "chosen", "other", "expected"),
    [
        ((1, 3), None, None, ((0, 0), (0, 1))),
        ((1, 3), (0, 2), None, ((0, 2), (0, 0))),
        ((3, 1), None, None, ((0, 0), (1, 0))),
        ((3, 3), (1, 1), (2, 2), ((1, 1), (2, 2))),
        ((3, 3), (1, 1), (1, 1), ((1, 1), (1, 2))),
    ],
)
def test_two_different_weights_are_found(
    shape: tuple[int, int],
    chosen: tuple[int, int] | None,
    other: tuple[int, int] | None,
    expected: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    """Of the same output, where it has two."""
    assert pair(shape, chosen, other) == expected


def test_the_frame_holds_everything_and_grows() -> None:
    """The goal is in its middle. It grows by doubling, not to tremble; round numbers stand at its axes."""
    found = shown_of(after(three_inputs(), TakeSteps(4)))
    frame = fitted(found)
    assert found.goal is not None
    assert all(frame.holds(tuple(point)) for point in [*found.path.tolist(), found.goal])
    assert frame.centre == found.goal, "both walls of the trough are to be seen"
    assert frame.grown(found.goal) is frame
    assert frame.grown((9.0, 9.0)).half / frame.half in {2.0**power for power in range(1, 20)}
    assert ticks(0.0, 1.0, 5) == [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]
    assert ticks(1.0, 1.0, 5) == ticks(0.0, float("inf"), 5) == []
    rising = levels(found, frame, 5)
    assert rising == sorted(rising)
    assert len(set(rising)) == 5


def test_pixels_and_weights_are_each_other_s_way_back() -> None:
    """With equal units along both axes."""
    frame = Frame((0.2, -0.1), 0.5)
    picture = Contours(LIGHT, QRectF(0, 0, 420, 300), frame, shown_of(Session(three_inputs())))
    for place in ((0.2, -0.1), (0.5, 0.3), (-0.2, -0.4)):
        assert picture.to_weights(picture.to_pixels(*place)) == pytest.approx(place)
    right = picture.to_pixels(0.3, -0.1) - picture.to_pixels(0.2, -0.1)
    up = picture.to_pixels(0.2, 0.0) - picture.to_pixels(0.2, -0.1)
    assert right.x() == pytest.approx(-up.y())


def test_a_click_asks_for_both_weights_and_is_one_undo(
    show: Callable[[Session], SurfacePanel], qtbot: QtBot
) -> None:
    """What is asked for are the weights under the pointer."""
    session = after(three_inputs(), TakeSteps(2))
    panel = show(session)
    picture = panel.canvas.contours()
    assert picture is not None
    place = picture.plot.center().toPoint() + QPoint(30, -20)
    with qtbot.waitSignal(panel.weights_requested) as said:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place)
    wanted, gesture = said.args
    assert [ref for ref, _ in wanted] == [A, B]
    assert [value for _, value in wanted] == pytest.approx(picture.to_weights(place.toPointF()))
    before = session.states[0].weights.tolist()
    for ref, value in wanted:
        session.apply(SetWeight(ref, value, gesture))
    assert session.states[0].weights[0, :2].tolist() == [value for _, value in wanted]
    session.apply(Undo())
    assert session.states[0].weights.tolist() == before


def test_keys_move_the_weights_and_turn_the_relief(
    show: Callable[[Session], SurfacePanel], qtbot: QtBot
) -> None:
    """Shift moves a tenth as far; in 3-D they turn, and nothing is asked for."""
    panel = show(Session(three_inputs()))
    far = []
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        with qtbot.waitSignal(panel.weights_requested) as said:
            qtbot.keyClick(panel.canvas, Qt.Key.Key_Right, modifier)
        (_, a), (_, b) = said.args[0]
        assert b == 0.2
        far.append(a - 0.1)
    assert far[0] == pytest.approx(10 * far[1])
    panel.turning.click()
    before = panel.canvas.turn
    with qtbot.assertNotEmitted(panel.weights_requested):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Left)
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Up)
    assert panel.canvas.turn == before.turned(-5, 5)
    for _ in range(40):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Down)
    assert panel.canvas.turn.above == 5.0


def test_the_choosers_choose(show: Callable[[Session], SurfacePanel], qtbot: QtBot) -> None:
    """The first also selects; the same weight twice makes the two change places."""
    panel = show(Session(nine_weights()))
    with qtbot.waitSignal(panel.weight_selected) as said:
        panel.across.setCurrentIndex(4)
    assert said.args == [WeightRef(0, 1, 1)]
    panel.up.setCurrentIndex(4)
    assert panel.across.currentIndex() == 1
    assert panel.up.currentIndex() == 4
    panel.select(WeightRef(0, 2, 0))
    assert panel.across.currentText() == "g · toes → sad"
    assert panel.up.currentText() == "h · wlrec → sad"


def test_one_weight_has_no_surface(show: Callable[[Session], SurfacePanel]) -> None:
    """It says what has."""
    panel = show(Session(catalogue.load("single-input")))
    assert "two weights or more" in panel.canvas._words
    assert not panel.across.isEnabled()
    panel.show_snapshot(Session(three_inputs()).snapshot())
    assert panel.across.isEnabled()


@pytest.mark.parametrize("relief", [False, True], ids=["contours", "relief"])
def test_numbers_too_large_to_draw_are_said_to_be(
    show: Callable[[Session], SurfacePanel], relief: bool
) -> None:
    """Nothing overflows all the way up; back in time it is drawn again."""
    session = Session(catalogue.load("too-much-alpha"))
    panel = show(session)
    panel.turning.setChecked(relief)
    drawn = []
    for _ in range(40):
        session.advance(10)
        panel.show_snapshot(session.snapshot())
        panel.canvas.grab()
        drawn.append(panel.canvas._words == "")
    assert session.snapshot().diverged
    assert "too large" in panel.canvas._words
    assert drawn == sorted(drawn, reverse=True)
    assert drawn[0]
    session.apply(Seek(1))
    panel.show_snapshot(session.snapshot())
    assert panel.canvas._words == ""


def test_it_tells_its_numbers(show: Callable[[Session], SurfacePanel]) -> None:
    """For those who hear it."""
    panel = show(Session(three_inputs()))
    words = panel.canvas.accessibleDescription()
    assert "a · toes 0.1, b · wlrec 0.2: error 0.0196" in words
    assert "a trough: a whole line of weights has the least error, 0." in words
    assert "Descent ends at" in words


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("relief", [False, True], ids=["contours", "relief"])
@pytest.mark.parametrize(
    "scene_id", ["multiple-outputs", "too-much-alpha", "error-surface", "printed-listing"]
)
def test_every_network_can_be_drawn(
    show: Callable[[Session], SurfacePanel], scene_id: str, relief: bool, theme: object
) -> None:
    """Diverged and shuffled, too; the dot is where the weights are."""
    session = after(catalogue.load(scene_id), SetOrder(Order(Taking.SHUFFLED)))
    panel = show(session)
    panel.set_theme(theme)  # type: ignore[arg-type]  # a theme
    panel.turning.setChecked(relief)
    for steps in (1, 7, 5000):
        session.advance(steps)
        panel.show_snapshot(session.snapshot())
        image = panel.canvas.grab().toImage()
        assert (
            len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})
            > 3
        )


def test_the_relief_fits_its_room_however_it_is_turned() -> None:
    """Nothing of the surface is cut off."""
    found = shown_of(after(three_inputs(), TakeSteps(3)))
    frame, room = fitted(found), QRectF(0, 0, 400, 220)
    (cu, cv), half = frame.centre, frame.half
    u, v = np.meshgrid(cu + np.linspace(-half, half, 9), cv + np.linspace(-half, half, 9))
    for around in range(0, 360, 30):
        for above in (5.0, 40.0, 88.0):
            points = Relief(LIGHT, room, frame, found, Turn(around, above)).project(u, v)
            assert points[..., 0].min() >= 0
            assert points[..., 0].max() <= 400
            assert points[..., 1].min() >= 0
            assert points[..., 1].max() <= 220


def test_a_hidden_panel_waits(qtbot: QtBot) -> None:
    """And catches up when it is shown."""
    panel = SurfacePanel(LIGHT)
    qtbot.addWidget(panel)
    session = Session(three_inputs())
    panel.show_snapshot(session.snapshot())
    assert panel.canvas.contours() is None
    panel.show()
    assert panel.canvas.contours() is not None
    panel.show_snapshot(replace(session.snapshot(), playing=True))
    assert panel.canvas.contours() is not None
