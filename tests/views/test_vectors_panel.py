"""The panel of short vectors: snapshots in, wishes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize, Qt

from gdstudio.core.examples import Examples
from gdstudio.messages import LaneStart, Scene, SetInput, Undo, View
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.vectors.badge import readable_on
from gdstudio.views.vectors.likeness import heat_color
from gdstudio.views.vectors.panel import VectorsPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

ROWS = [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0], [0.5, 0, 0.5, 0], [0, 1, -1, 0]]


def session(rows: list[list[float]]) -> Session:
    columns = [f"x{index + 1}" for index in range(len(rows[0]))]
    examples = Examples.table(columns, ["likeness"], rows, [[0]] * len(rows))
    shape = (1, len(columns))
    lane = LaneStart("vectors", "vectors", examples, np.zeros(shape), np.zeros(shape, bool), 0.0)
    return Session(Scene("vectors", "Vectors", "5.9", "Text.", (lane,), ("vectors",), view=View.VECTORS))


@pytest.fixture
def panel(qtbot: QtBot) -> VectorsPanel:
    panel = VectorsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1090, 660)
    panel.show()
    return panel


def at(panel: VectorsPanel, row: int, column: int) -> QPoint:
    """The middle of a cell of the likeness table; −1 is a name's."""
    return panel.likeness.cell(row, column).center().toPoint()


# --- snapshot to widget -----------------------------------------------------------------------------------


def test_every_row_is_a_vector(panel: VectorsPanel) -> None:
    """Rows are named by letters and show their numbers; every pair has its score."""
    panel.show_snapshot(session(ROWS).snapshot())

    assert [button.text() for button in panel.table.names] == ["a", "b", "c", "d", "e"]
    assert [chip.text for chip in panel.table.chips[3]] == ["0.5", "0", "0.5", "0"]
    assert panel.likeness._scores.tolist() == (np.array(ROWS) @ np.array(ROWS).T).tolist()
    assert panel.pair == (1, 2)


def test_an_edit_is_shown_and_undone(panel: VectorsPanel) -> None:
    """A changed number changes its scores; with Undo the old ones are back."""
    studio = session(ROWS)
    panel.show_snapshot(studio.snapshot())
    studio.apply(SetInput(1, 1, 3.0, 0, 7))
    panel.show_snapshot(studio.snapshot())
    assert panel.table.chips[1][1].text == "3"
    assert panel.likeness._scores[1, 2] == 4
    assert "agree in 2" not in panel.accessibleDescription()
    assert "x2 and x3" in panel.accessibleDescription()

    studio.apply(Undo())
    panel.show_snapshot(studio.snapshot())

    assert panel.table.chips[1][1].text == "0"
    assert panel.likeness._scores[1, 2] == 1


def test_another_table_is_built_anew(panel: VectorsPanel) -> None:
    """More rows or columns make more chips, and none of the old ones is left."""
    panel.show_snapshot(session(ROWS).snapshot())
    panel.show_snapshot(session([[1, 2], [3, 4]]).snapshot())

    assert [len(chips) for chips in panel.table.chips] == [2, 2]
    assert panel.pair == (1, 1)
    assert panel.likeness._scores.tolist() == [[5, 11], [11, 25]]


def test_hidden_it_waits_until_it_is_shown(qtbot: QtBot) -> None:
    """A panel out of sight does no work, and catches up; so it does with a pair that was chosen meanwhile."""
    panel = VectorsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_snapshot(session(ROWS).snapshot())
    assert panel.table.chips == []
    panel.choose(2, 0)

    panel.show()

    assert len(panel.table.chips) == 5
    assert panel.pair == (2, 0)


def test_a_held_number_is_not_overwritten(panel: VectorsPanel, qtbot: QtBot) -> None:
    """While a number is being typed, a snapshot leaves it alone."""
    studio = session(ROWS)
    panel.show_snapshot(studio.snapshot())
    chip = panel.table.chips[0][0]
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert chip.held
    studio.apply(SetInput(0, 0, 5.0, 0, 7))
    panel.show_snapshot(studio.snapshot())

    assert chip.text == "0"


@pytest.mark.parametrize("size", [QSize(660, 440), QSize(750, 470), QSize(1090, 660), QSize(1500, 900)])
def test_everything_has_its_room(qtbot: QtBot, size: QSize) -> None:
    """Chips and letters are large enough to hit, lie inside the table and do not overlap."""
    panel = VectorsPanel(DARK)
    qtbot.addWidget(panel)
    panel.resize(size)
    panel.show_snapshot(session(ROWS).snapshot())
    panel.show()
    targets: list[QWidget] = [*panel.table.names, *(chip for row in panel.table.chips for chip in row)]

    assert all(min(target.width(), target.height()) >= 24 for target in targets)
    assert all(panel.table.rect().contains(target.geometry()) for target in targets)
    assert not any(
        one.geometry().intersects(other.geometry())
        for index, one in enumerate(targets)
        for other in targets[index + 1 :]
    )
    views = [panel.table, panel.likeness, panel.overlay]
    assert all(panel.rect().contains(view.geometry()) for view in views)
    assert not panel.table.geometry().intersects(panel.likeness.geometry())
    assert panel._places["words"].top() >= panel.overlay.geometry().bottom()
    last = panel.likeness.cell(4, 4)
    assert min(last.width(), last.height()) >= 24
    assert panel.likeness.rect().contains(last.toAlignedRect())


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_numbers_can_be_read_on_every_colour(theme: object) -> None:
    """Text on a heat cell has a contrast of 4.5 to 1 at least."""

    def luminance(color: QColor) -> float:
        parts = [color.redF(), color.greenF(), color.blueF()]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for level in range(-127, 128):
        ground = heat_color(level, 127, theme)
        dark, light = sorted((luminance(ground), luminance(readable_on(ground))))
        assert (light + 0.05) / (dark + 0.05) >= 4.5


# --- widget to signal -------------------------------------------------------------------------------------


def test_a_typed_number_is_asked_for(panel: VectorsPanel, qtbot: QtBot) -> None:
    """Row, column and value, in the lane that is shown."""
    panel.show_snapshot(session(ROWS).snapshot())
    chip = panel.table.chips[3][2]
    with qtbot.waitSignal(panel.input_requested) as asked:
        qtbot.keyClicks(chip, "7")
        qtbot.keyClick(panel.table.focusWidget(), Qt.Key.Key_Return)

    assert asked.args is not None
    assert asked.args[:4] == [0, 3, 2, 7.0]
    assert asked.args[4] > 0


def test_two_letters_choose_a_pair(panel: VectorsPanel, qtbot: QtBot) -> None:
    """The letter clicked last is the second; the one before it becomes the first."""
    panel.show_snapshot(session(ROWS).snapshot())
    qtbot.mouseClick(panel.table.names[0], Qt.MouseButton.LeftButton)
    assert panel.pair == (2, 0)
    qtbot.keyClick(panel.table.names[4], Qt.Key.Key_Space)
    assert panel.pair == (0, 4)
    qtbot.mouseClick(panel.table.names[4], Qt.MouseButton.LeftButton)

    assert panel.pair == (4, 4)
    assert "e with itself" in panel.accessibleDescription()
    assert panel.table.names[4].accessibleDescription().startswith("first and second of the pair")


def test_a_cell_or_a_name_in_the_table_of_likeness_chooses(panel: VectorsPanel, qtbot: QtBot) -> None:
    """A cell chooses both, a name at the side the first, a name above the second."""
    panel.show_snapshot(session(ROWS).snapshot())
    chosen = []
    for row, column in ((4, 1), (0, -1), (-1, 3)):
        qtbot.mouseClick(panel.likeness, Qt.MouseButton.LeftButton, pos=at(panel, row, column))
        chosen.append(panel.pair)

    assert chosen == [(4, 1), (0, 1), (0, 3)]


def test_arrows_go_from_pair_to_pair(panel: VectorsPanel, qtbot: QtBot) -> None:
    """The keyboard reaches every pair and stops at the edges."""
    panel.show_snapshot(session(ROWS).snapshot())
    keys = Qt.Key
    for key in (keys.Key_Up, keys.Key_Up, keys.Key_Right, keys.Key_Right, keys.Key_Right):
        qtbot.keyClick(panel.likeness, key)

    assert panel.pair == (0, 4)
    assert "a · e = 1" in panel.likeness.accessibleDescription()
    assert panel.overlay.accessibleDescription().startswith("a · e = 0 × 0 + 1 × 1 + 0 × −1 + 1 × 0 = 1")


def test_choosing_asks_for_nothing(panel: VectorsPanel) -> None:
    """Looking at another pair changes no number."""
    panel.show_snapshot(session(ROWS).snapshot())
    asked: list[object] = []
    panel.input_requested.connect(lambda *args: asked.append(args))
    panel.choose(0, 3)
    panel.select(None)

    assert asked == []


def test_every_control_has_a_name_and_a_tip(panel: VectorsPanel) -> None:
    """Each number can be told apart by ear: vector and column."""
    panel.show_snapshot(session(ROWS).snapshot())
    controls = [*panel.table.names, *(chip for row in panel.table.chips for chip in row), panel.likeness]

    assert len({control.accessibleName() for control in controls}) == len(controls)
    assert all(control.toolTip() and control.accessibleDescription() for control in controls)
    assert panel.table.chips[2][1].accessibleName() == "c, x2"
