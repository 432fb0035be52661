"""Which rows of a long table are seen: a window, scrolled by the wheel, a bar, or what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QWidget

WIDTH = 10
"""Of the bar, in pixels."""

_NOTCH = 120  # one notch of a wheel, in Qt's eighths of a degree
_ROWS_A_NOTCH = 3


class RowWindow(QObject):
    """A window on `count` rows, of which `seen` fit; its bar is hidden where all of them do.

    Attributes:
        bar: the scroll bar.
        area: where the rows are, in the widget they are painted on: there the wheel scrolls them.
    """

    moved = Signal()

    def __init__(self, ground: QWidget, name: str) -> None:
        """Make a window without rows; its bar, called `name`, lies on `ground`."""
        super().__init__(ground)
        self.count = self.seen = 0
        self.bar = QScrollBar(Qt.Orientation.Vertical, ground)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys of the table do the same
        self.bar.setAccessibleName(name)
        self.bar.setToolTip(f"{name}: scroll with the wheel, or select with ↑ ↓")
        self.bar.valueChanged.connect(self.moved)
        self.bar.hide()
        self.area = self.bar.geometry()
        self._wheel = 0

    @property
    def rows(self) -> slice:
        """Those that are seen."""
        return slice(self.bar.value(), self.bar.value() + self.seen)

    @property
    def scrolls(self) -> bool:
        """Whether there are more than fit."""
        return self.seen < self.count

    def fit(self, count: int, seen: int, area: QRect) -> None:
        """Be a window on so many rows, of which so many are seen, in `area`."""
        self.count, self.seen, self.area = count, seen, area
        blocked = self.bar.blockSignals(True)
        self.bar.setRange(0, max(count - seen, 0))
        self.bar.setPageStep(max(seen, 1))
        self.bar.blockSignals(blocked)
        self.bar.setGeometry(area.right() + 1, area.top(), WIDTH, area.height())
        self.bar.setVisible(self.scrolls)

    def show_row(self, row: int) -> None:
        """Scroll as little as brings a row into sight."""
        first = self.bar.value()
        self.bar.setValue(min(max(first, row - self.seen + 1), row))

    def roll(self, event: QWheelEvent) -> bool:
        """Scroll by a wheel's turn over the rows; says whether it was meant for them."""
        if not self.scrolls or not self.area.contains(event.position().toPoint()):
            return False
        self._wheel -= event.angleDelta().y() * _ROWS_A_NOTCH
        rows = int(self._wheel / _NOTCH)
        self._wheel -= rows * _NOTCH
        self.bar.setValue(self.bar.value() + rows)
        event.accept()
        return True
