"""The table of vectors: a letter and the numbers of each, to be dragged or typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.number_chip import Look, NumberChip
from gdstudio.views.vectors.badge import NameButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gdstudio.core.network import FloatArray
    from gdstudio.views.kit.theme import Theme

_HOW = "drag sideways, Up and Down, or type it (Enter)"
_WIDEST = 108.0
_TALLEST = 46.0
_NAME = 44.0
_HEAD = 20.0


class VectorTable(QWidget):
    """Each vector a row: its letter, which chooses it, and its numbers."""

    value_requested = Signal(int, int, float, int)
    """Row, column, value, gesture."""
    vector_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._theme = theme
        self._columns: tuple[str, ...] = ()
        self.names: list[NameButton] = []
        self.chips: list[list[NumberChip]] = []

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        for button in self.names:
            button.set_theme(theme)
        for chip in self._all_chips():
            chip.set_theme(theme)
        self._place()

    def build(self, names: Sequence[str], columns: tuple[str, ...]) -> None:
        """Make the rows anew."""
        for old in (*self.names, *self._all_chips()):
            old.blockSignals(True)  # losing the focus, the next one would say that it was turned to
            old.clearFocus()
            old.hide()
            old.deleteLater()
        self._columns, self.names, self.chips = columns, [], []
        for row, name in enumerate(names):
            button = NameButton(self._theme, name, self)
            button.clicked.connect(partial(self.vector_chosen.emit, row))
            self.names.append(button)
            self.chips.append([self._make_chip(row, name, column) for column in range(len(columns))])
        self._place()
        for widget in (*self.names, *self._all_chips()):
            widget.show()

    def show_values(self, vectors: FloatArray) -> None:
        """Show the numbers; one that is held stays."""
        for row, chips in enumerate(self.chips):
            for column, chip in enumerate(chips):
                chip.show_value(float(vectors[row, column]))

    def show_pair(self, pair: tuple[int, int], vectors: FloatArray) -> None:
        """Show which two are chosen."""
        for row, (button, chips) in enumerate(zip(self.names, self.chips, strict=True)):
            button.show_roles(first=row == pair[0], second=row == pair[1])
            for column, chip in enumerate(chips):
                value = vectors[row, column]
                color = "positive_text" if value > 0 else "negative_text" if value < 0 else "muted"
                chip.show_look(Look(selected=row in pair, color=color))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name the columns."""
        if not self.chips:
            return
        painter = QPainter(self)
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._theme.font(12))
        for name, chip in zip(self._columns, self.chips[0], strict=True):
            place = QRectF(chip.x(), chip.y() - _HEAD * self._theme.scale, chip.width(), 0)
            place.setBottom(chip.y())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()

    def _make_chip(self, row: int, name: str, column: int) -> NumberChip:
        chip = NumberChip(self._theme, "", self, shape="box")
        title = f"{name}, {self._columns[column]}"
        chip.setAccessibleName(title)
        chip.setToolTip(f"{title}: {_HOW}")
        chip.describe(_HOW)
        chip.value_requested.connect(partial(self.value_requested.emit, row, column))
        return chip

    def _place(self) -> None:
        if not self.chips:
            return
        unit = self._theme.scale
        head, left, gap = _HEAD * unit, _NAME * unit, 5 * unit
        across = min((self.width() - left) / len(self._columns), _WIDEST * unit)
        down = min((self.height() - head) / len(self.names), _TALLEST * unit)
        chip_height = max(min(down - gap, 34 * unit), 24.0)
        for row, (button, chips) in enumerate(zip(self.names, self.chips, strict=True)):
            middle = head + (row + 0.5) * down
            button.setGeometry(0, round(middle - chip_height / 2), round(left - gap), round(chip_height))
            for column, chip in enumerate(chips):
                x = left + column * across
                chip.setGeometry(
                    round(x), round(middle - chip_height / 2), round(across - gap), round(chip_height)
                )
        self.update()

    def _all_chips(self) -> list[NumberChip]:
        return [chip for chips in self.chips for chip in chips]
