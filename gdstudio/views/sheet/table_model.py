"""The draft's table as Qt asks for it, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gdstudio.lessons.draft.cells import read_cell, why_unusable, write_cell
from gdstudio.lessons.draft.edits import with_cells
from gdstudio.lessons.draft.parts import Role
from gdstudio.numerals import shortest
from gdstudio.views.sheet.roles import UNUSED, WRONG

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from gdstudio.lessons.draft.draft import Draft
    from gdstudio.views.sheet.drafting import Drafting

Index = QModelIndex | QPersistentModelIndex
EMPTY = "empty"
"""What stands in an empty cell that must be filled."""


class TableModel(QAbstractTableModel):
    """Shows a draft's rows; typing into a cell is an edit."""

    def __init__(self, desk: Drafting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = desk.draft
        desk.changed.connect(self._follow)

    @property
    def draft(self) -> Draft:
        """What is shown."""
        return self._shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """One for each example."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # the same
        """One for each column of the draft."""
        return 0 if parent.isValid() else len(self._shown.columns)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Every cell can be selected and typed into."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell as it is shown, edited, read aloud, and what is wrong with it."""
        cell = self._shown.rows[index.row()][index.column()]
        wrong = self._shown.is_wrong(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if cell == "":
                    return EMPTY if wrong else ""
                return cell if isinstance(cell, str) else shortest(cell)
            case Qt.ItemDataRole.EditRole:
                return write_cell(cell)
            case Qt.ItemDataRole.ToolTipRole:
                return why_unusable(cell) if wrong else None
            case Qt.ItemDataRole.AccessibleTextRole:
                name = self._shown.columns[index.column()].name
                spoken = why_unusable(cell) if wrong else write_cell(cell)
                return f"{name}, row {index.row() + 1}: {spoken}"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if isinstance(cell, str) else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
            case _ if role == WRONG:
                return wrong
            case _ if role == UNUSED:
                return self._shown.columns[index.column()].role is Role.UNUSED
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type into a cell."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        row, place, cell = index.row(), index.column(), read_cell(str(value))
        if cell != self._shown.rows[row][place]:
            self._desk.change("type into a cell", lambda draft: with_cells(draft, [(row, place)], cell))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names above, row numbers at the side."""
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown.columns[section].name if across else str(section + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole and across:
            column = self._shown.columns[section]
            return f"{column.name}, {column.role.value}"
        return None

    def _follow(self) -> None:
        """Show the draft as it is now; where only cells, names and roles changed, the selection stays."""
        before, now = self._shown, self._desk.draft
        if (len(before.rows), len(before.columns)) != (len(now.rows), len(now.columns)):
            self.beginResetModel()
            self._shown = now
            self.endResetModel()
            return
        self._shown = now
        if before.columns != now.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(now.columns) - 1)
        if now.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(now.rows) - 1, len(now.columns) - 1))
