"""The starting weights as Qt asks for them: a row for each output, a column for each input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gdstudio.core.network import weight_name
from gdstudio.lessons.draft.cells import is_usable, read_cell, why_unusable, write_cell
from gdstudio.lessons.draft.parts import Role
from gdstudio.lessons.draft.weight_edits import with_weights
from gdstudio.numerals import compact
from gdstudio.views.sheet.roles import FROZEN, WRONG

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from gdstudio.lessons.draft.cells import Cell
    from gdstudio.views.sheet.drafting import Drafting

Index = QModelIndex | QPersistentModelIndex


class WeightsModel(QAbstractTableModel):
    """Shows the weights that training would begin with; typing one gives them all."""

    def __init__(self, desk: Drafting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._take()
        desk.changed.connect(self._follow)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """One for each output."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # the same
        """One for each input."""
        return 0 if parent.isValid() or not self._cells else len(self._inputs)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Every weight can be typed."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def is_frozen(self, output: int, input: int) -> bool:
        """Whether a weight is frozen."""
        return self._frozen[output][input]

    @property
    def cells(self) -> list[list[Cell]]:
        """The weights, one list for each output."""
        return self._cells

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A weight as it is shown, typed, read aloud, and what is wrong with it."""
        output, column = index.row(), index.column()
        cell, frozen = self._cells[output][column], self._frozen[output][column]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = cell if isinstance(cell, str) else compact(cell)
                return f"❄ {text}" if frozen else text
            case Qt.ItemDataRole.EditRole:
                return write_cell(cell)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._told(output, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == WRONG:
                return not is_usable(cell)
            case _ if role == FROZEN:
                return frozen
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type a weight."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        output, column, cell = index.row(), index.column(), read_cell(str(value))
        if cell != self._cells[output][column]:
            text = f"weight {self._name(output, column)}"
            self._desk.change(text, lambda draft: with_weights(draft, output, column, [[cell]]))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Inputs above, outputs at the side."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (self._inputs if orientation is Qt.Orientation.Horizontal else self._outputs)[section]
        return None

    def _told(self, output: int, column: int) -> str:
        cell, frozen = self._cells[output][column], self._frozen[output][column]
        what = f"{self._name(output, column)}: {self._inputs[column]} → {self._outputs[output]}"
        state = why_unusable(cell) or write_cell(cell)
        return f"{what}, {state}{', frozen' if frozen else ''}"

    def _name(self, output: int, column: int) -> str:
        return weight_name(output * len(self._inputs) + column)

    def _take(self) -> None:
        draft = self._desk.draft
        self._inputs, self._outputs = draft.names(Role.INPUT), draft.names(Role.OUTPUT)
        self._cells, self._frozen = draft.weight_cells(), draft.frozen()

    def _follow(self) -> None:
        draft = self._desk.draft
        names = (draft.names(Role.INPUT), draft.names(Role.OUTPUT))
        if names != (self._inputs, self._outputs):
            self.beginResetModel()
            self._take()
            self.endResetModel()
            return
        self._take()
        if self._cells and self._inputs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cells) - 1, len(self._inputs) - 1))
