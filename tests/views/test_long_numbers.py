"""Of many weights the numbers panel shows a window, which is scrolled, or follows the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from scenes import large, nine_weights

from gdstudio.messages import TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.numbers.panel import NumbersPanel
from gdstudio.views.numbers.sheet import Names, least_height, rows_at_once

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene
    from gdstudio.views.numbers.table import NumberTable
    from gdstudio.views.numbers.window import RowWindow


@pytest.fixture
def panel(qtbot: QtBot) -> NumbersPanel:
    made = NumbersPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(360, 360)
    with qtbot.waitExposed(made):
        made.show()
    return made


def open_in(panel: NumbersPanel, of: Scene) -> Session:
    session = Session(of)
    panel.show_snapshot(session.snapshot())
    return session


def table(panel: NumbersPanel) -> NumberTable:
    assert panel._table is not None
    return panel._table


def seen(panel: NumbersPanel) -> list[tuple[int, int]]:
    return [(row.ref.output, row.ref.input) for row in table(panel).weights]


def roll(panel: NumbersPanel, window: RowWindow, notches: int) -> bool:
    place = QPointF(window.area.center())
    event = QWheelEvent(
        place,
        panel.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(panel, event)
    return event.isAccepted()


@given(st.integers(1, 20), st.integers(1, 64), st.integers(0, 900))
def test_windows_use_the_room_and_no_more(outputs: int, inputs: int, more: int) -> None:
    """All rows where they fit; else outputs and weights share all the room there is, each with some of it."""
    names = Names(("o",) * outputs, ("w",) * (outputs * inputs), ("i",) * inputs)
    least = least_height(names, LIGHT)
    first, second = rows_at_once(names, least + more, LIGHT)
    whole = first + second == names.rows
    assert first >= min(outputs, 3)
    assert second >= min(outputs * inputs, 3)
    assert whole or first + second == min(12, names.rows) + more // 17


def test_a_thousand_weights_take_no_more_room_than_a_dozen_rows(panel: NumbersPanel) -> None:
    """The panel asks for little, shows the first rows of both, and has a bar for each."""
    open_in(panel, large(64, 20))
    assert panel.minimumSizeHint().height() <= 360
    names = [row.name for row in table(panel).outputs]
    assert names == [f"y{k + 1}" for k in range(len(names))]
    assert seen(panel) == [(0, j) for j in range(len(seen(panel)))]
    assert len(table(panel).outputs) + len(seen(panel)) >= 12
    for window in (panel.outputs, panel.weights):
        assert window.bar.isVisible()
        assert panel.rect().contains(window.bar.geometry())
        assert window.bar.accessibleName()
        assert window.bar.toolTip()


def test_nine_weights_have_no_bars(panel: NumbersPanel) -> None:
    """Where all fit, all are shown."""
    open_in(panel, nine_weights())
    assert len(seen(panel)) == 9
    assert not panel.outputs.bar.isVisible()
    assert not panel.weights.bar.isVisible()
    assert not roll(panel, panel.weights, 1)


def test_the_wheel_scrolls_the_rows_it_is_over(panel: NumbersPanel) -> None:
    """Three rows a notch, outputs and weights each by themselves, to the end and no further."""
    open_in(panel, large(64, 20))
    assert roll(panel, panel.weights, 2)
    assert seen(panel)[0] == (0, 6)
    assert table(panel).outputs[0].name == "y1"
    assert roll(panel, panel.outputs, 1)
    assert table(panel).outputs[0].name == "y4"
    roll(panel, panel.weights, 10_000)
    assert seen(panel)[-1] == (19, 63)
    roll(panel, panel.weights, -10_000)
    assert seen(panel)[0] == (0, 0)


def test_a_selected_weight_comes_into_sight(panel: NumbersPanel) -> None:
    """With its output; the window moves as little as it must."""
    open_in(panel, large(64, 20))
    panel.select(WeightRef(0, 17, 33))
    assert (17, 33) in seen(panel)
    assert "y18" in [row.name for row in table(panel).outputs]
    before = seen(panel)
    panel.select(WeightRef(0, 17, before[0][1]))
    assert seen(panel) == before


def test_a_click_on_a_scrolled_row_selects_what_is_there(panel: NumbersPanel, qtbot: QtBot) -> None:
    """The row under the pointer is the one that is seen there."""
    open_in(panel, large(64, 20))
    said: list[WeightRef] = []
    panel.weight_selected.connect(said.append)
    roll(panel, panel.weights, 5)
    place = QPoint(60, panel.weights.area.top() + 4)
    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=place)
    assert said == [WeightRef(0, 0, 15)]


def test_the_arrow_keys_go_on_beyond_the_window(panel: NumbersPanel, qtbot: QtBot) -> None:
    """From the last row that is seen to the next, and from row to row of the weights."""
    open_in(panel, large(64, 20))
    panel.weight_selected.connect(panel.select)
    last = len(seen(panel)) - 1
    panel.select(WeightRef(0, 0, last))
    qtbot.keyClick(panel, Qt.Key.Key_Down)
    assert panel._selected == WeightRef(0, 0, last + 1)
    assert (0, last + 1) in seen(panel)
    panel.select(WeightRef(0, 4, 0))
    qtbot.keyClick(panel, Qt.Key.Key_Up)
    assert panel._selected == WeightRef(0, 3, 63)


def test_the_place_is_kept_from_step_to_step_and_theme_to_theme(panel: NumbersPanel) -> None:
    """And forgotten where another network is shorter."""
    session = open_in(panel, large(64, 20))
    roll(panel, panel.weights, 7)
    session.apply(TakeSteps(1))
    panel.show_snapshot(session.snapshot())
    panel.set_theme(DARK)
    assert seen(panel)[0] == (0, 21)
    open_in(panel, nine_weights())
    assert seen(panel)[0] == (0, 0)
    assert len(seen(panel)) == 9


def test_all_numbers_are_copied(panel: NumbersPanel) -> None:
    """Whatever is seen, the clipboard has every row."""
    open_in(panel, large(64, 20))
    panel.copy_numbers()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert sum(line.startswith(tuple(f"y{k + 1}\t" for k in range(20))) for line in lines) == 20
    assert len(lines) > 1280
