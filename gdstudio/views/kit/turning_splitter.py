"""A splitter that puts its parts side by side where it is broad, and below each other where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BROAD = 1.25
"""So many times as wide as it is high, parts are seen better side by side."""


class TurningSplitter(QSplitter):
    """Turns as it is resized. It never asks for more width than its parts need below each other."""

    turned = Signal()
    """Its parts lie the other way now: the room is to be shared out anew."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part; as high as they must be the way they lie."""
        widths = self._least_widths()
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn, if the other way has become the better one."""
        super().resizeEvent(event)
        widths = self._least_widths()
        needed = sum(widths) + self.handleWidth() * (len(widths) - 1)
        fits = len(widths) > 1 and self.width() >= needed
        broad = fits and self.width() > _BROAD * self.height()
        way = Qt.Orientation.Horizontal if broad else Qt.Orientation.Vertical
        if way is not self.orientation():
            self.setOrientation(way)
            self.turned.emit()

    def _least_widths(self) -> list[int]:
        parts = [self.widget(index) for index in range(self.count())]
        return [
            part.minimumSizeHint().expandedTo(part.minimumSize()).width()
            for part in parts
            if part is not None and not part.isHidden()
        ]
