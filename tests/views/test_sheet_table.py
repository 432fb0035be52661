"""The sheet's table: what is shown, typed, pasted, copied, and what each key and button edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.parts import Column, Field, Problem, Role
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.sheet.drafting import Drafting
from gdstudio.views.sheet.grid import Area
from gdstudio.views.sheet.roles import UNUSED, WRONG
from gdstudio.views.sheet.table import Table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

COLUMNS = (Column("toes", Role.INPUT, 0), Column("day", Role.UNUSED, 1), Column("win", Role.OUTPUT, 2))
DRAFT = Draft(COLUMNS, ((8.5, "Mon", 1.0), (-9.5, "", 0.0), (9.0, "Wed", 1.0)))
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Desk:
    """A table on a draft, and what was said."""

    def __init__(self) -> None:
        self.drafting = Drafting()
        self.drafting.fill(DRAFT, "begin")
        self.table = Table(self.drafting, LIGHT)
        self.said: list[str] = []
        self.drafting.said.connect(self.said.append)

    @property
    def draft(self) -> Draft:
        """As it is now."""
        return self.drafting.draft

    @property
    def rows(self) -> list[list[object]]:
        """The cells as lists."""
        return [list(row) for row in self.draft.rows]

    def at(self, row: int, column: int) -> None:
        """Put the focus into a cell."""
        self.table.select(Area(row, column, row, column))

    def paste(self, text: str) -> None:
        """Paste a text with the key."""
        QGuiApplication.clipboard().setText(text)
        self.table.paste_requested.emit(text)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made.table)
    made.table.resize(500, 300)
    made.table.show()
    made.table.setFocus()
    qtbot.waitUntil(made.table.hasFocus)
    return made


def shown(desk: Desk, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return desk.table.rows_model.index(row, column).data(role)


def test_cells_show_numbers_texts_and_what_is_missing(desk: Desk) -> None:
    """With a true minus; an empty cell says so where it must be filled, and only there."""
    assert [shown(desk, 1, column) for column in range(3)] == ["−9.5", "", "0"]
    desk.at(0, 0)
    desk.table.edits.clear()
    assert shown(desk, 0, 0) == "empty"
    assert shown(desk, 0, 0, WRONG) is True
    assert shown(desk, 0, 0, Qt.ItemDataRole.ToolTipRole) == "empty; type a number"
    assert shown(desk, 0, 0, Qt.ItemDataRole.AccessibleTextRole) == "toes, row 1: empty; type a number"
    assert shown(desk, 0, 1, WRONG) is False
    assert shown(desk, 0, 1, UNUSED) is True
    assert shown(desk, 0, 1, Qt.ItemDataRole.ToolTipRole) is None


def test_names_and_roles_are_told(desk: Desk) -> None:
    """The header says the name, and reads out the role too; rows are counted from 1."""
    model = desk.table.rows_model
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(1, across) == "day"
    assert model.headerData(1, across, Qt.ItemDataRole.AccessibleTextRole) == "day, not used"
    assert model.headerData(2, down) == "3"


def test_typing_edits_a_cell_and_enter_goes_on_below(desk: Desk, qtbot: QtBot) -> None:
    """A decimal comma is read; a text that is no number stays as it is typed, and is marked."""
    desk.at(0, 0)
    for text in ("7,25", "abc"):
        qtbot.keyClick(desk.table, Qt.Key.Key_Return)
        edit = desk.table.findChild(QLineEdit)
        edit.selectAll()
        qtbot.keyClicks(edit, text)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: desk.table.state() != desk.table.State.EditingState)
    assert [row[0] for row in desk.rows] == [7.25, "abc", 9.0]
    qtbot.waitUntil(lambda: desk.table.currentIndex().row() == 2)
    assert shown(desk, 1, 0, WRONG) is True


def test_a_first_digit_begins_to_type(desk: Desk, qtbot: QtBot) -> None:
    """It takes the place of what was there; Esc leaves that as it was."""
    desk.at(2, 2)
    qtbot.keyClick(desk.table, "4")
    edit = desk.table.findChild(QLineEdit)
    assert edit.text() == "4"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert desk.rows[2][2] == 1.0
    assert desk.drafting.stack.count() == 1


def test_arrows_end_what_was_typed_over_a_cell(desk: Desk, qtbot: QtBot) -> None:
    """As in a spreadsheet; in a text that was opened to be changed, they move."""
    desk.at(0, 0)
    for key, place in ((Qt.Key.Key_Right, (0, 1)), (Qt.Key.Key_Down, (1, 1)), (Qt.Key.Key_Left, (1, 0))):
        qtbot.keyClick(desk.table, "5")
        qtbot.keyClick(desk.table.findChild(QLineEdit), key)
        qtbot.waitUntil(lambda: desk.table.findChild(QLineEdit) is None)
        index = desk.table.currentIndex()
        assert (index.row(), index.column()) == place
    assert (desk.rows[0][0], desk.rows[0][1], desk.rows[1][1]) == (5.0, 5.0, 5.0)
    qtbot.keyClick(desk.table, Qt.Key.Key_F2)
    edit = desk.table.findChild(QLineEdit)
    edit.setCursorPosition(1)
    qtbot.keyClick(edit, Qt.Key.Key_Left)
    assert edit.cursorPosition() == 0
    assert desk.table.state() is desk.table.State.EditingState


def test_typing_the_same_is_no_edit(desk: Desk) -> None:
    """Nothing to undo."""
    model = desk.table.rows_model
    assert model.setData(model.index(0, 0), "8.50")
    assert desk.drafting.stack.count() == 1


def test_rows_are_inserted_and_removed(desk: Desk) -> None:
    """As many as are selected, above or below; the new ones are selected."""
    desk.table.select(Area(0, 0, 1, 1))
    desk.table.edits.insert_rows(below=True)
    assert [row[0] for row in desk.rows] == [8.5, -9.5, "", "", 9.0]
    assert desk.table.area == Area(2, 0, 3, 0)
    desk.table.edits.remove_rows()
    assert [row[0] for row in desk.rows] == [8.5, -9.5, 9.0]
    desk.at(0, 2)
    desk.table.edits.insert_rows(below=False)
    assert desk.rows[0] == ["", "", ""]


def test_all_rows_can_go_and_come_back(desk: Desk) -> None:
    """Of an empty table a row can still be inserted."""
    desk.table.selectAll()
    desk.table.edits.remove_rows()
    assert desk.rows == []
    for act in (
        desk.table.edits.remove_rows,
        desk.table.edits.clear,
        desk.table.edits.copy,
        desk.table.edits.take_names,
    ):
        act()
    desk.table.edits.insert_rows(below=True)
    assert desk.rows == [["", "", ""]]
    desk.drafting.stack.undo()
    desk.drafting.stack.undo()
    assert desk.draft is DRAFT


def test_columns_are_inserted_and_removed(desk: Desk) -> None:
    """Beside the present one and of its role; the last one stays, and it is said why."""
    desk.at(0, 2)
    desk.table.edits.insert_column(right=False)
    assert [(column.name, column.role.value) for column in desk.draft.columns][2] == ("output 1", "output")
    desk.at(0, 0)
    desk.table.edits.insert_column(right=True)
    assert desk.draft.columns[1].name == "input 1"
    desk.table.select(Area(0, 1, 2, 4))
    desk.table.edits.remove_columns()
    assert [column.name for column in desk.draft.columns] == ["toes"]
    desk.table.edits.remove_columns()
    assert desk.said[-1] == "columns: none would be left; keep at least one"


def test_roles_are_set_for_all_selected_columns(desk: Desk) -> None:
    """And the role of what is selected is told, unless it is several."""
    told: list[object] = []
    desk.table.role_shown.connect(told.append)
    desk.table.select(Area(0, 1, 0, 2))
    assert told[-1] is None
    desk.table.edits.set_role(Role.INPUT)
    assert [column.role for column in desk.draft.columns] == [Role.INPUT] * 3
    assert told[-1] is Role.INPUT
    edits = desk.drafting.stack.count()
    desk.table.edits.set_role(Role.INPUT)
    assert desk.drafting.stack.count() == edits, "the role it has is no edit"


def test_a_column_is_renamed_by_key_and_by_double_click(desk: Desk, qtbot: QtBot) -> None:
    """Enter takes the name and gives the focus back; Esc does not take it."""
    desk.at(1, 0)
    desk.table.rename()
    edit = desk.table.header.findChild(QLineEdit)
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, " big  toes ")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert desk.draft.columns[0].name == "big toes"
    qtbot.waitUntil(desk.table.hasFocus)
    header = desk.table.header
    spot = QPoint(header.sectionViewportPosition(2) + 20, 10)
    qtbot.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    edit = next(each for each in header.findChildren(QLineEdit) if each.isVisible())
    edit.setText("other")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert desk.draft.columns[2].name == "win"


def test_a_row_becomes_the_names(desk: Desk) -> None:
    """The first one selected; it leaves the rows."""
    desk.paste("")
    desk.at(0, 0)
    desk.paste("left\tday\tright")
    desk.at(0, 0)
    desk.table.edits.take_names()
    assert [column.name for column in desk.draft.columns] == ["left", "day", "right"]
    assert len(desk.rows) == 2


def test_cells_are_copied_for_a_spreadsheet(desk: Desk, qtbot: QtBot) -> None:
    """With tabs and plain minus signs; all cells together with the names."""
    desk.table.select(Area(1, 0, 2, 1))
    qtbot.keyClick(desk.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "-9.5\t\n9\tWed\n"
    assert desk.said[-1] == "copied 2 × 2 cells"
    qtbot.keyClick(desk.table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(desk.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("toes\tday\twin\n8.5\tMon\t1\n")
    assert desk.said[-1] == "copied 3 × 3 cells and the names"


def test_cutting_copies_and_clears(desk: Desk, qtbot: QtBot) -> None:
    """Undo brings the cells back."""
    desk.table.select(Area(0, 0, 1, 0))
    qtbot.keyClick(desk.table, Qt.Key.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text() == "8.5\n-9.5\n"
    assert [row[0] for row in desk.rows] == ["", "", 9.0]
    qtbot.keyClick(desk.table, Qt.Key.Key_Delete)  # nothing is left to clear: no edit
    desk.drafting.stack.undo()
    assert desk.draft is DRAFT


def test_a_block_is_pasted_from_here_on(desk: Desk, qtbot: QtBot) -> None:
    """The table grows as needed, and what was covered is selected."""
    desk.at(2, 1)
    QGuiApplication.clipboard().setText("1,5\t2,5\n3\t4\n")
    qtbot.keyClick(desk.table, Qt.Key.Key_V, CONTROL)
    assert desk.rows[2:] == [[9.0, 1.5, 2.5], ["", 3.0, 4.0]]
    assert desk.table.area == Area(2, 1, 3, 2)
    assert desk.said[-1].startswith("pasted 2 rows of 2 columns")


def test_a_whole_table_takes_the_place_of_this_one(desk: Desk) -> None:
    """With names, at the first cell; or over all that is selected; roles are kept by name."""
    desk.at(0, 0)
    desk.paste("win\tfans\n1\t2\n3\t4\n")
    assert [(column.name, column.role) for column in desk.draft.columns] == [
        ("win", Role.OUTPUT),
        ("fans", Role.INPUT),
    ]
    assert desk.rows == [[1.0, 2.0], [3.0, 4.0]]
    desk.table.selectAll()
    desk.paste("5\t6\n7\t8\n9\t10")
    assert desk.rows == [[5.0, 6.0], [7.0, 8.0], [9.0, 10.0]]
    assert desk.draft.columns[0].name == "win"
    desk.drafting.stack.undo()
    desk.drafting.stack.undo()
    assert desk.draft is DRAFT


def test_names_over_the_first_row_rename(desk: Desk) -> None:
    """A column with its name, pasted on another; further down, a name is a text in a cell."""
    desk.at(0, 1)
    desk.paste("fans\n1\n2\n")
    assert desk.draft.columns[1].name == "fans"
    assert [row[1] for row in desk.rows] == [1.0, 2.0, "Wed"]
    desk.at(1, 2)
    desk.paste("fans\n1\n")
    assert [row[2] for row in desk.rows] == [1.0, "fans", 1.0]


def test_one_value_fills_what_is_selected(desk: Desk) -> None:
    """Of a single cell, that cell."""
    desk.table.select(Area(0, 0, 2, 0))
    desk.paste("0,5")
    assert [row[0] for row in desk.rows] == [0.5] * 3
    desk.at(1, 2)
    desk.paste("abc")
    assert desk.rows[1][2] == "abc"


def test_anything_pasted_into_an_empty_sheet_is_the_table(qtbot: QtBot) -> None:
    """As long as nothing has been typed."""
    desk = Desk()
    qtbot.addWidget(desk.table)
    desk.drafting.fill(Draft.empty(), "empty")
    desk.paste("1\t2\t3\n4\t5\t6")
    assert desk.rows == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    assert [column.role for column in desk.draft.columns] == [Role.INPUT, Role.INPUT, Role.OUTPUT]


def test_what_cannot_be_pasted_is_said(desk: Desk) -> None:
    """And nothing is changed."""
    desk.at(0, 0)
    for text, said in (
        ("", "nothing pasted: there is nothing in it"),
        ('"a', "nothing pasted: line 1: a quot"),
    ):
        desk.paste(text)
        assert desk.said[-1].startswith(said)
    desk.at(2, 0)
    desk.paste("1\n" * 10_000)
    assert desk.said[-1] == "rows: there would be 10,002; use at most 10,000"
    assert desk.draft is DRAFT


def test_a_problem_is_gone_to(desk: Desk, qtbot: QtBot) -> None:
    """A cell gets the focus, a name is opened to be typed."""
    desk.table.go_to(Problem("", Field.CELL, 2, 1))
    assert desk.table.area == Area(2, 1, 2, 1)
    desk.table.go_to(Problem("", Field.NAME, -1, 2))
    edit = desk.table.header.findChild(QLineEdit)
    qtbot.waitUntil(edit.hasFocus)
    assert edit.text() == "win"


def test_the_place_stays_when_the_table_changes(desk: Desk) -> None:
    """After a row goes, the focus is where it was; past the end, on the last row."""
    desk.at(2, 2)
    desk.table.edits.remove_rows()
    assert desk.table.area == Area(1, 2, 1, 2)


def test_a_click_beside_the_selection_selects_for_the_menu(desk: Desk) -> None:
    """On a name the column, on a number the row."""
    asked: list[QPoint] = []
    desk.table.menu_requested.connect(asked.append)
    header, side = desk.table.header, desk.table.verticalHeader()
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(1) + 5, 5))
    assert desk.table.area == Area(0, 1, 2, 1)
    side.customContextMenuRequested.emit(QPoint(5, side.sectionViewportPosition(2) + 5))
    assert desk.table.area == Area(2, 0, 2, 2)
    desk.table.customContextMenuRequested.emit(QPoint(5, 5))
    assert len(asked) == 3


def test_nothing_is_cut_off(desk: Desk) -> None:
    """A column is as wide as its name, its role and its longest number."""
    desk.drafting.change("x", lambda draft: draft)
    model = desk.table.rows_model
    model.setData(model.index(0, 0), "-0.12345678901234567")
    desk.table.header.name_entered.emit(2, "a rather long name for a column, is it")
    desk.table.fit_columns()
    metrics = desk.table.fontMetrics()
    for place in range(3):
        assert desk.table.columnWidth(place) >= desk.table.header.width_of(place)
    assert desk.table.columnWidth(0) > metrics.horizontalAdvance("−0.12345678901234567")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_wrong_is_marked_not_by_colour_alone(desk: Desk, theme: object) -> None:
    """A wrong cell has a corner; the header a bar and a word for each role."""
    desk.table.set_theme(theme)  # type: ignore[arg-type]  # a theme
    desk.at(2, 2)
    model = desk.table.rows_model
    model.setData(model.index(0, 0), "abc")
    image = desk.table.viewport().grab().toImage()
    rect = desk.table.visualRect(model.index(0, 0))
    assert image.pixelColor(rect.right() - 1, rect.top() + 2) == theme.color("diverges")  # type: ignore[attr-defined]
    whole = desk.table.visualRect(model.index(1, 0))
    assert image.pixelColor(whole.right() - 1, whole.top() + 2) == theme.color("card")  # type: ignore[attr-defined]
    head = desk.table.header.viewport().grab().toImage()
    for place, name in enumerate(("accent", "muted", "star")):
        x = desk.table.header.sectionViewportPosition(place) + 10
        assert head.pixelColor(x, head.height() - 2) == theme.color(name)  # type: ignore[attr-defined]
