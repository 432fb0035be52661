"""What is done to the table with what is selected in it: rows and columns, cells, copying and pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from gdstudio.lessons.draft import edits
from gdstudio.lessons.draft.table_text import TableError, read_table, write_table
from gdstudio.views.sheet.grid import Area, Grid
from gdstudio.views.sheet.pasting import pasted

if TYPE_CHECKING:
    from gdstudio.lessons.draft.parts import Role
    from gdstudio.views.sheet.drafting import Drafting


class TableEdits:
    """Edits the draft's table where the grid has its selection; what is new is selected afterwards."""

    def __init__(self, grid: Grid, desk: Drafting) -> None:
        self._grid, self._desk = grid, desk

    def insert_rows(self, *, below: bool) -> None:
        """Put as many empty rows as are selected below or above them."""
        area = self._meant()
        at = min(area.bottom + 1, len(self._desk.draft.rows)) if below else area.top
        if self._desk.change("insert rows", lambda draft: edits.with_new_rows(draft, at, len(area.rows))):
            self._grid.select(Area(at, area.left, at + len(area.rows) - 1, area.left))

    def remove_rows(self) -> None:
        """Take the selected rows away."""
        area = self._grid.area
        if area is not None:
            self._desk.change("remove rows", lambda draft: edits.without_rows(draft, area.rows))

    def insert_column(self, *, right: bool) -> None:
        """Put an empty column of the same role beside the selected one."""
        area = self._meant()
        at, role = area.right + 1 if right else area.left, self._desk.draft.columns[area.right].role
        if self._desk.change("insert a column", lambda draft: edits.with_new_column(draft, at, role)):
            self._grid.select(Area(area.top, at, area.top, at))

    def remove_columns(self) -> None:
        """Take the selected columns away."""
        area = self._meant()
        self._desk.change("remove columns", lambda draft: edits.without_columns(draft, area.columns))

    def set_role(self, role: Role) -> None:
        """Use the selected columns as inputs, as outputs, or not at all."""
        area = self._meant()
        if any(self._desk.draft.columns[place].role is not role for place in area.columns):
            self._desk.change(f"role: {role.value}", lambda draft: edits.with_role(draft, area.columns, role))

    def take_names(self) -> None:
        """Make the first selected row the names of the columns."""
        area = self._grid.area
        if area is not None:
            self._desk.change("names from a row", lambda draft: edits.with_names_from(draft, area.top))

    def clear(self) -> None:
        """Empty the selected cells."""
        area, rows = self._grid.area, self._desk.draft.rows
        if area is not None and any(rows[row][place] != "" for row, place in area.places):
            self._desk.change("clear cells", lambda draft: edits.with_cells(draft, area.places, ""))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, for a spreadsheet; of the whole table, the names too."""
        area, draft = self._grid.area, self._desk.draft
        if area is None:
            return
        names = [column.name for column in draft.columns] if self._is_whole(area) else None
        rows = (draft.rows[row][area.left : area.right + 1] for row in area.rows)
        QGuiApplication.clipboard().setText(write_table(names, rows, "\t"))
        size = f"{len(area.rows):,} × {len(area.columns):,} cells"
        self._desk.said.emit(f"copied {size}{' and the names' if names else ''}")

    def paste_clipboard(self) -> None:
        """Paste what is on the clipboard."""
        self.paste(QGuiApplication.clipboard().text())

    def paste(self, text: str) -> None:
        """Put a table in: a whole one in place of this one, else over the cells from here on."""
        area = self._meant()
        try:
            table = read_table(text, clipboard=True)
        except TableError as error:
            self._desk.said.emit(f"nothing pasted: {error}")
            return
        whole = self._is_whole(area) or self._is_blank()
        edit, covered = pasted(table, area, whole=whole)
        if self._desk.change("paste", edit, f"pasted {table.said}"):
            self._grid.select(covered)

    def _meant(self) -> Area:
        """What is selected; without any row, the first place there would be."""
        return self._grid.area or Area(0, 0, 0, 0)

    def _is_whole(self, area: Area) -> bool:
        draft = self._desk.draft
        return (len(area.rows), len(area.columns)) == (len(draft.rows), len(draft.columns))

    def _is_blank(self) -> bool:
        return all(cell == "" for row in self._desk.draft.rows for cell in row)
