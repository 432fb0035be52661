"""The numbers panel: snapshot to table, and clicks, keys and the pointer to wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import scenes
from forks import forked
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import LoadScene, Play, SetAlpha, SetOrder, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.numbers.panel import _TOP, NumbersPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> NumbersPanel:
    widget = NumbersPanel(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(300, 345)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def row_point(panel: NumbersPanel, row: int) -> QPoint:
    assert panel._sheet is not None
    return panel._sheet.row_rect(row).center().toPoint() + QPoint(0, _TOP)


def weights_shown(panel: NumbersPanel) -> list[str]:
    assert panel._table is not None
    return [row.cells[1].text for row in panel._table.weights]


def test_shows_the_step_in_progress(panel: NumbersPanel) -> None:
    """A new snapshot changes head and numbers."""
    session = Session(scenes.three_inputs())
    panel.show_snapshot(session.snapshot())
    assert weights_shown(panel) == ["0.1000", "0.2000", "−0.1000"]
    session.apply(TakeSteps(1))
    panel.show_snapshot(session.snapshot())
    assert panel._table is not None
    assert panel._table.head == "step 2 · example 1 of 4"
    assert weights_shown(panel) == ["0.1119", "0.2009", "−0.09832"]


def test_shows_the_last_lane_or_the_one_asked_for(panel: NumbersPanel) -> None:
    """Of several lanes the last is shown, until another is asked for; a new scene starts over."""
    session = Session(scenes.one_and_three())
    panel.show_snapshot(session.snapshot())
    assert len(weights_shown(panel)) == 3
    panel.show_lane(0)
    assert len(weights_shown(panel)) == 1
    session.apply(LoadScene(scenes.correct_and_printed()))
    panel.show_snapshot(session.snapshot())
    assert panel._table is not None
    assert panel._table.head.startswith("as printed")


def test_selecting_a_weight_shows_its_lane(panel: NumbersPanel, qtbot: QtBot) -> None:
    """A weight selected elsewhere brings its lane, without any wish of the panel's own."""
    panel.show_snapshot(Session(scenes.one_and_three()).snapshot())
    with qtbot.assertNotEmitted(panel.weight_selected):
        panel.select(WeightRef(0, 0, 0))
    assert len(weights_shown(panel)) == 1


def test_the_selected_row_looks_different(panel: NumbersPanel) -> None:
    """Selecting paints the row on soft accent, and deselecting takes that back."""
    panel.show_snapshot(Session(scenes.three_inputs()).snapshot())
    edge = row_point(panel, 1)
    edge.setX(8)
    plain = panel.grab().toImage().pixelColor(edge)
    panel.select(WeightRef(0, 0, 1))
    assert panel.grab().toImage().pixelColor(edge) == LIGHT.color("accent_soft")
    panel.select(None)
    assert panel.grab().toImage().pixelColor(edge) == plain


def test_the_factor_is_about_the_selected_weights_output(panel: NumbersPanel) -> None:
    """With several outputs, the line below the table follows the selection."""
    panel.show_snapshot(Session(scenes.three_outputs()).snapshot())
    assert panel._table is not None
    assert "hurt" in panel._table.factor.sentence
    panel.select(WeightRef(0, 2, 0))
    assert "sad" in panel._table.factor.sentence


@pytest.mark.parametrize("width", [280, 300, 330, 420])
def test_nine_weights_fit(panel: NumbersPanel, width: int) -> None:
    """Nine weights with long numbers stay inside their cells and the panel."""
    session = Session(scenes.correct_and_printed())
    session.apply(SetOrder(Order(Taking.IN_TURN)))
    session.apply(TakeSteps(1000))
    panel.show_snapshot(session.snapshot())
    panel.resize(width, panel.minimumSizeHint().height())
    sheet, table = panel._sheet, panel._table
    assert sheet is not None
    assert table is not None
    cells = [cell for row in (*table.outputs, *table.weights) for cell in row.cells]
    assert max(len(cell.text) for cell in cells) <= sheet.chars
    assert sheet.chars * sheet._font_metrics.horizontalAdvance("0") <= sheet._column
    assert row_point(panel, 8).y() < panel.height() - 50
    assert panel.minimumSizeHint().height() <= 350


def test_a_hidden_panel_catches_up(panel: NumbersPanel) -> None:
    """A hidden panel does nothing until it is shown again."""
    session = Session(scenes.three_inputs())
    panel.show_snapshot(session.snapshot())
    panel.hide()
    session.apply(TakeSteps(1))
    panel.show_snapshot(session.snapshot())
    assert weights_shown(panel)[0] == "0.1000"
    panel.show()
    assert weights_shown(panel)[0] == "0.1119"


def test_the_same_numbers_are_not_written_again(panel: NumbersPanel) -> None:
    """A snapshot that changes no text keeps the table that is shown."""
    session = Session(scenes.three_inputs(alpha=0.0))
    session.apply(Play())
    panel.show_snapshot(session.snapshot())
    table = panel._table
    panel.show_snapshot(session.snapshot())
    assert panel._table is table


def test_a_click_asks_for_the_rows_weight(panel: NumbersPanel, qtbot: QtBot) -> None:
    """A click on a row asks for its weight; a click elsewhere for nothing."""
    panel.show_snapshot(Session(scenes.nine_weights()).snapshot())
    with qtbot.waitSignal(panel.weight_selected) as wish:
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=row_point(panel, 5))
    assert wish.args == [WeightRef(0, 1, 2)]
    with qtbot.assertNotEmitted(panel.weight_selected):
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(100, panel.height() - 4))


def test_the_pointer_tells_its_row_once(panel: NumbersPanel, qtbot: QtBot) -> None:
    """Moving over a row says so once; leaving the panel says None."""
    panel.show_snapshot(Session(scenes.nine_weights()).snapshot())
    told: list[object] = []
    panel.weight_hovered.connect(told.append)
    for shift in (0, 1, 2):
        qtbot.mouseMove(panel, row_point(panel, 2) + QPoint(shift, 0))
    qtbot.mouseMove(panel, row_point(panel, 3))
    QApplication.sendEvent(panel, QEvent(QEvent.Type.Leave))
    assert told == [WeightRef(0, 0, 2), WeightRef(0, 1, 0), None]


def test_arrow_keys_ask_for_the_next_weight(panel: NumbersPanel, qtbot: QtBot) -> None:
    """Down and Up ask for the neighbours of the selected weight, and stop at the ends."""
    panel.show_snapshot(Session(scenes.three_inputs()).snapshot())
    asked: list[WeightRef] = []
    panel.weight_selected.connect(asked.append)
    panel.weight_selected.connect(panel.select)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(panel, key)
    assert [ref.input for ref in asked] == [0, 1, 2, 1]


def test_copies_by_key_and_button(panel: NumbersPanel, qtbot: QtBot) -> None:
    """Ctrl+C and the button put the shown lane's table on the clipboard."""
    panel.show_snapshot(Session(scenes.one_and_three()).snapshot())
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    qtbot.keyClick(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "run\tthree inputs" in clipboard.text()
    panel.show_lane(0)
    qtbot.mouseClick(panel.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert "run\tone input" in clipboard.text()


def test_says_its_numbers(panel: NumbersPanel) -> None:
    """Name, description and the button's tooltip are there for those who cannot see it."""
    panel.show_snapshot(Session(scenes.three_inputs()).snapshot())
    assert panel.accessibleName() == "Numbers of this step"
    assert "delta −0.1400" in panel.accessibleDescription()
    button = panel.findChild(QToolButton)
    assert "Ctrl+C" in button.toolTip()
    assert min(button.width(), button.height()) >= 24


def test_themes_repaint(panel: NumbersPanel) -> None:
    """Another theme changes the picture."""
    panel.show_snapshot(Session(scenes.three_inputs()).snapshot())
    before = panel.grab().toImage()
    panel.set_theme(DARK)
    assert panel.grab().toImage() != before


def test_forks_come_and_go_without_a_jump(panel: NumbersPanel) -> None:
    """The run that is shown and the weight that is selected stay."""
    scene = scenes.three_inputs()
    panel.show_snapshot(forked(scene, 3, ("fast", 2, [SetAlpha(0.02)])))
    panel.select(WeightRef(0, 0, 2))
    panel.show_snapshot(forked(scene, 3, ("fast", 2, [SetAlpha(0.02)]), ("slow", 2, [])))
    assert panel._selected == WeightRef(0, 0, 2)
    assert panel._table is not None
    assert panel._table.head.startswith("run · step 3")
    panel.show_lane(1)
    assert panel._table.head.startswith("fast · step 3")
