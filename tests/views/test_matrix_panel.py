"""The picture of a large network shows a step's numbers, and asks for all that the diagram asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from scenes import large, scene

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Freeze, Phase, SetOrder, SetWeight, TakePhase, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.heat import color_table
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.matrix.panel import MatrixPanel
from gdstudio.views.matrix.spots import Part, Spot

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene

FORTY = large(40, 5, order=Order(Taking.IN_TURN))
KEYS = Qt.Key
SIGNALS = (
    "weight_requested",
    "freeze_requested",
    "input_requested",
    "target_requested",
    "weight_selected",
    "weight_hovered",
    "phase_requested",
)


@pytest.fixture
def panel(qtbot: QtBot) -> MatrixPanel:
    made = MatrixPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(760, 360)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def wishes(panel: MatrixPanel) -> list[tuple[Any, ...]]:
    """Everything the panel asks for, each with the signal's name; gestures are left out."""
    said: list[tuple[Any, ...]] = []
    for name in SIGNALS:
        drop = 1 if name in ("weight_requested", "input_requested", "target_requested") else 0
        getattr(panel, name).connect(
            lambda *what, name=name, drop=drop: said.append((name, *what[: len(what) - drop]))
        )
    return said


def open_in(panel: MatrixPanel, of: Scene = FORTY, *commands: Command) -> Session:
    session = Session(of)
    for command in commands:
        session.apply(command)
    panel.show_snapshot(session.snapshot())
    return session


def place(panel: MatrixPanel, spot: Spot) -> QPoint:
    assert panel.canvas.plan is not None
    return panel.canvas.plan.rect(spot).center().toPoint()


def colour_at(panel: MatrixPanel, spot: Spot) -> int:
    image = panel.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return image.pixel(place(panel, spot))


def sentence(panel: MatrixPanel) -> str:
    return panel.sentence.text.replace("\u00a0", " ")


def weight(k: int, j: int) -> Spot:
    return Spot(Part.WEIGHT, k, j)


# --- snapshot -> widget -----------------------------------------------------------------------------------


def test_a_cell_has_the_colour_of_its_weight(panel: MatrixPanel) -> None:
    """Blue for positive, orange for negative, on the scale that the bar says."""
    session = open_in(panel, FORTY, SetWeight(WeightRef(0, 1, 1), 0.0))
    table = color_table(dark=False)
    weights, scale = session.snapshot().lanes[0].now.weights, panel.bar.scale
    for k, j in ((0, 0), (1, 1), (2, 20), (4, 39)):
        level = int(np.clip(np.rint(weights[k, j] * 127 / scale), -127, 127)) + 128
        assert colour_at(panel, weight(k, j)) == table[level], (k, j)
    assert colour_at(panel, weight(1, 1)) == table[128]


def test_every_number_of_the_outputs_is_written(panel: MatrixPanel) -> None:
    """Pred, true, delta and error of each output, in the digits of the diagram."""
    session = open_in(panel)
    now = session.snapshot().lanes[0].now
    face = panel.canvas.face
    assert face is not None
    assert len(face.written) == 5
    for k, texts in enumerate(face.written):
        values = [float(text.replace("−", "-")) for text in texts]
        assert values == pytest.approx([now.pred[k], now.true[k], now.delta[k], now.error[k]], rel=6e-4)


def test_weight_deltas_are_drawn_in_their_phase(panel: MatrixPanel) -> None:
    """Then the bar and the strip say so too."""
    session = open_in(panel)
    before = colour_at(panel, weight(2, 2))
    session.apply(TakePhase(2))
    panel.show_snapshot(session.snapshot())
    assert panel.bar.quantity == "weight_delta"
    assert panel.strip.shown is Phase.WEIGHT_DELTAS
    assert colour_at(panel, weight(2, 2)) != before


def test_what_the_phase_does_not_need_stands_back(panel: MatrixPanel) -> None:
    """In Compare the weights are paler than in Predict."""
    session = open_in(panel)
    vivid = QColor(colour_at(panel, weight(0, 0)))
    session.apply(TakePhase(1))
    panel.show_snapshot(session.snapshot())
    assert QColor(colour_at(panel, weight(0, 0))).saturation() < vivid.saturation()


def test_frozen_cells_carry_the_frost(panel: MatrixPanel) -> None:
    """Ice lies over a frozen weight, and nowhere else."""
    open_in(panel, FORTY, Freeze(WeightRef(0, 1, 5), frozen=True))
    ice = LIGHT.color("ice").rgb()
    image = panel.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert panel.canvas.plan is not None

    def iced(spot: Spot) -> bool:
        rect = panel.canvas.plan.rect(spot).toRect().adjusted(1, 1, -1, -1)  # type: ignore[union-attr]
        return any(
            image.pixel(x, y) == ice
            for x in range(rect.left(), rect.right() + 1)
            for y in range(rect.top(), rect.bottom() + 1)
        )

    assert iced(weight(1, 5))
    assert not iced(weight(1, 7))
    assert not iced(weight(2, 5))


def test_showing_asks_for_nothing(panel: MatrixPanel, wishes: list[tuple[Any, ...]]) -> None:
    """Snapshots, selections, formulas and themes are no wishes."""
    session = open_in(panel)
    session.apply(TakeSteps(3))
    panel.show_snapshot(session.snapshot())
    panel.select(WeightRef(0, 2, 3))
    panel.show_formula(WeightRef(0, 1, 1))
    panel.show_lane(0)
    panel.set_theme(DARK)
    panel.select(None)
    assert wishes == []


def test_selecting_marks_the_weight_and_tells_its_output(panel: MatrixPanel) -> None:
    """A weight selected elsewhere is chosen here; the prediction told is that of its output."""
    open_in(panel)
    panel.select(WeightRef(0, 3, 17))
    assert panel.canvas.spot == weight(3, 17)
    assert sentence(panel).startswith("pred y4 =")
    assert "Weight" in panel.canvas.accessibleDescription()
    panel.select(None)
    assert panel.canvas.spot is None


def test_the_formula_of_a_weight_looked_at_elsewhere_is_shown(panel: MatrixPanel) -> None:
    """While another view points at it; and not of a run that is not shown."""
    open_in(panel)
    panel.show_formula(WeightRef(0, 0, 4))
    assert sentence(panel).startswith("weight_delta e =")
    panel.show_formula(None)
    assert sentence(panel).startswith("pred y1 =")


def test_of_several_runs_one_is_shown_by_name(panel: MatrixPanel, wishes: list[tuple[Any, ...]]) -> None:
    """The last, until another is looked at; what is asked for is asked of that one."""
    first, second = large(40, 5).lanes[0], large(8, 3).lanes[0]
    open_in(panel, scene(first, second))
    assert panel.run == "run"
    assert panel.accessibleName() == "Network as pictures: run"
    chip = panel.grab(QRect(8, 36, 120, 22)).toImage()
    violet = LIGHT.color("second_lane")
    assert any(chip.pixelColor(x, y) == violet for x in range(120) for y in range(22)), (
        "the second run's line"
    )
    assert panel.canvas.plan is not None
    assert panel.canvas.plan.shape == (3, 8)
    panel.show_lane(0)
    assert panel.canvas.plan.shape == (5, 40)
    panel.canvas._go_to(weight(4, 39))
    assert wishes == [("weight_selected", WeightRef(0, 4, 39))]
    panel.select(WeightRef(1, 0, 0))
    assert panel.canvas.spot == weight(4, 39), "that is another run's"


def test_a_hidden_panel_waits_and_catches_up(panel: MatrixPanel) -> None:
    """What came meanwhile is shown when it is."""
    session = open_in(panel)
    panel.hide()
    before = sentence(panel)
    session.apply(TakeSteps(2))
    panel.show_snapshot(session.snapshot())
    assert sentence(panel) == before
    panel.show()
    assert sentence(panel) != before


def test_another_network_begins_anew(panel: MatrixPanel) -> None:
    """Nothing is chosen in it, and what was being typed is given up."""
    open_in(panel)
    panel.select(WeightRef(0, 4, 39))
    panel.canvas.open_edit(weight(4, 39))
    open_in(panel, large(8, 3))
    assert panel.canvas.spot is None
    assert not any(edit.isVisible() for edit in panel.findChildren(QLineEdit))


@pytest.mark.parametrize("size", [(390, 260), (490, 330), (760, 380), (1500, 500)])
@pytest.mark.parametrize("of", [(64, 20), (13, 1), (1, 20), (7, 7)])
def test_any_network_is_drawn(panel: MatrixPanel, size: tuple[int, int], of: tuple[int, int]) -> None:
    """Dark and light, chosen and pointed at, focused or not: it is painted, and its parts do not overlap."""
    panel.resize(*size)
    open_in(panel, large(*of), Freeze(WeightRef(0, 0, 0), frozen=True))
    panel.resize(panel.size().expandedTo(panel.minimumSizeHint()))
    panel.select(WeightRef(0, of[1] - 1, of[0] - 1))
    panel.canvas.setFocus()
    panel.canvas._point_at(weight(0, 0))
    for theme in (LIGHT, DARK):
        panel.set_theme(theme)
        assert not panel.grab().isNull()
    parts = [panel.strip, panel.bar, panel.canvas, panel.sentence]
    assert not any(a.geometry().intersects(b.geometry()) for i, a in enumerate(parts) for b in parts[:i])
    assert panel.sentence.fits


# --- widget -> signal -------------------------------------------------------------------------------------


def test_a_click_selects_a_weight(panel: MatrixPanel, wishes: list[tuple[Any, ...]], qtbot: QtBot) -> None:
    """A click on another number only shows how it comes about."""
    open_in(panel)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, weight(2, 30)))
    assert ("weight_selected", WeightRef(0, 2, 30)) in wishes
    wishes.clear()
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, Spot(Part.DELTA, 3, 0)))
    assert [wish for wish in wishes if wish[0] != "weight_hovered"] == []
    assert panel.canvas.spot == Spot(Part.DELTA, 3, 0)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.RightButton, pos=place(panel, weight(0, 0)))
    assert panel.canvas.spot == Spot(Part.DELTA, 3, 0)


def test_pointing_shows_the_formula_and_says_so(
    panel: MatrixPanel, wishes: list[tuple[Any, ...]], qtbot: QtBot
) -> None:
    """Of a weight, to all views; of another number, here."""
    open_in(panel)
    qtbot.mouseMove(panel.canvas, place(panel, weight(1, 10)))
    assert wishes == [("weight_hovered", WeightRef(0, 1, 10))]
    assert sentence(panel).startswith("weight_delta")
    qtbot.mouseMove(panel.canvas, place(panel, Spot(Part.INPUT, 0, 10)))
    assert wishes[1:] == [("weight_hovered", None)]
    assert sentence(panel).startswith("input x11 =")
    QApplication.sendEvent(panel.canvas, QEvent(QEvent.Type.Leave))
    assert sentence(panel).startswith("pred y1 =")


def test_a_double_click_freezes_and_unfreezes(
    panel: MatrixPanel, wishes: list[tuple[Any, ...]], qtbot: QtBot
) -> None:
    """The session answers; F does the same for the chosen weight."""
    session = open_in(panel)
    qtbot.mouseDClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, weight(3, 3)))
    ref = WeightRef(0, 3, 3)
    assert ("freeze_requested", ref, True) in wishes
    session.apply(Freeze(ref, frozen=True))
    panel.show_snapshot(session.snapshot())
    wishes.clear()
    panel.select(ref)
    qtbot.keyClick(panel.canvas, KEYS.Key_F)
    assert wishes == [("freeze_requested", ref, False)]


def test_arrows_move_the_selection(panel: MatrixPanel, wishes: list[tuple[Any, ...]], qtbot: QtBot) -> None:
    """The first arrow comes to the first weight; each next one selects its neighbour."""
    open_in(panel)
    for key in (KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Down, KEYS.Key_Up, KEYS.Key_Up):
        qtbot.keyClick(panel.canvas, key)
    assert [wish[1][1:] for wish in wishes] == [(0, 0), (0, 1), (1, 1), (0, 1)]
    assert panel.canvas.spot == Spot(Part.INPUT, 0, 1)
    assert panel.canvas.accessibleDescription().startswith("Input x2: ")
    wishes.clear()
    qtbot.keyClick(panel.canvas, KEYS.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert wishes == [], "keys with modifiers are the window's"


@pytest.mark.parametrize(
    ("spot", "wish"),
    [
        (weight(2, 7), ("weight_requested", WeightRef(0, 2, 7), 0.25)),
        (Spot(Part.INPUT, 0, 7), ("input_requested", 0, 1, 7, 0.25)),
        (Spot(Part.TRUE, 4, 0), ("target_requested", 0, 1, 4, 0.25)),
    ],
)
def test_typing_sets_a_weight_an_input_or_a_target(
    panel: MatrixPanel, wishes: list[tuple[Any, ...]], qtbot: QtBot, spot: Spot, wish: tuple[Any, ...]
) -> None:
    """Enter opens the line; the example meant is the one shown when the typing began."""
    session = open_in(panel, FORTY, TakeSteps(1))
    panel.activateWindow()
    panel.canvas.setFocus()
    panel.canvas.choose(spot)
    qtbot.keyClick(panel.canvas, KEYS.Key_Return)
    edit = panel.canvas.findChild(QLineEdit)
    assert edit is not None
    assert panel.canvas.rect().contains(edit.geometry())
    session.apply(TakeSteps(1))
    panel.show_snapshot(session.snapshot())
    edit.selectAll()
    qtbot.keyClicks(edit, "0.25")
    qtbot.keyClick(edit, KEYS.Key_Return)
    assert wishes == [wish]


def test_the_first_digit_begins_the_typing(panel: MatrixPanel, qtbot: QtBot) -> None:
    """Esc leaves the number; what is only worked out cannot be typed over."""
    open_in(panel)
    panel.canvas.choose(weight(0, 0))
    qtbot.keyClick(panel.canvas, "7")
    edit = panel.canvas.findChild(QLineEdit)
    assert edit is not None
    assert edit.text() == "7"
    qtbot.keyClick(edit, KEYS.Key_Escape)
    panel.canvas.choose(Spot(Part.PRED, 0, 0))
    qtbot.keyClick(panel.canvas, KEYS.Key_Return)
    qtbot.keyClick(panel.canvas, "7")
    assert not any(each.isVisible() for each in panel.findChildren(QLineEdit))


def test_a_double_click_on_an_input_types_it(panel: MatrixPanel, qtbot: QtBot) -> None:
    """An input is nothing to freeze."""
    open_in(panel)
    qtbot.mouseDClick(panel.canvas, Qt.MouseButton.LeftButton, pos=place(panel, Spot(Part.INPUT, 0, 3)))
    assert panel.canvas.findChild(QLineEdit) is not None


def test_the_strip_asks_for_phases(panel: MatrixPanel, wishes: list[tuple[Any, ...]], qtbot: QtBot) -> None:
    """As in the diagram."""
    open_in(panel)
    place = panel.strip.segment(Phase.COMPARE).center().toPoint()
    qtbot.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=place)
    assert wishes == [("phase_requested", Phase.COMPARE)]


def test_a_tooltip_tells_the_number_under_the_pointer(panel: MatrixPanel) -> None:
    """With all its digits, and what can be done with it."""
    session = open_in(panel)
    spot = weight(4, 20)
    here = place(panel, spot)
    event = QHelpEvent(QEvent.Type.ToolTip, here, panel.canvas.mapToGlobal(QPointF(here)).toPoint())
    QApplication.sendEvent(panel.canvas, event)
    value = float(session.snapshot().lanes[0].now.weights[4, 20])
    assert f"{abs(value)!r}" in QToolTip.text()
    assert "x21 to y5" in QToolTip.text()
    QToolTip.hideText()


def test_another_order_is_followed(panel: MatrixPanel) -> None:
    """A full batch shows the example that is looked at."""
    session = open_in(panel)
    session.apply(SetOrder(Order(Taking.FULL_BATCH, example=3)))
    panel.show_snapshot(session.snapshot())
    lane = session.snapshot().lanes[0]
    assert sentence(panel).count("=") >= 2
    panel.canvas.choose(Spot(Part.INPUT, 0, 0))
    assert panel.canvas._shown is not None
    assert panel.canvas._shown.value(Spot(Part.INPUT, 0, 0)) == lane.examples.inputs[3, 0]  # type: ignore[union-attr,index]
