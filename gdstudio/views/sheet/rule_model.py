"""The weights of a rule that examples are to follow, as Qt asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gdstudio.lessons.draft.cells import is_usable, read_cell, write_cell
from gdstudio.numerals import shortest
from gdstudio.views.sheet.roles import WRONG

if TYPE_CHECKING:
    from gdstudio.lessons.draft.cells import Cell

Index = QModelIndex | QPersistentModelIndex


class RuleModel(QAbstractTableModel):
    """The rule's weights: a row for each output, a column for each input."""

    def __init__(self, inputs: list[str], outputs: list[str]) -> None:
        super().__init__()
        self.inputs, self.outputs = inputs, outputs
        self.cells: list[list[Cell]] = [[1.0] * len(inputs) for _ in outputs]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """One for each output."""
        return 0 if parent.isValid() else len(self.outputs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # the same
        """One for each input."""
        return 0 if parent.isValid() else len(self.inputs)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Every weight can be typed."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A weight of the rule."""
        cell = self.cells[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell if isinstance(cell, str) else shortest(cell)
            case Qt.ItemDataRole.EditRole:
                return write_cell(cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.inputs[index.column()]} in {self.outputs[index.row()]}: {write_cell(cell)}"
            case _ if role == WRONG:
                return not is_usable(cell)
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type a weight."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.cells[index.row()][index.column()] = read_cell(str(value))
        self.dataChanged.emit(index, index)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Inputs above, outputs at the side."""
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.inputs if orientation is Qt.Orientation.Horizontal else self.outputs)[section]
        return None
