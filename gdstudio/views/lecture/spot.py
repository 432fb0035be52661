"""What lies over a lecture's page: a soft spot under the pointer, or nothing but black."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SHARE = 9
"""The spot's radius is this part of the page's height."""


class Spot(QWidget):
    """A large spot that follows the pointer. The mouse reaches what is below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, pointer: QPoint) -> None:
        """Lie around a point of the page."""
        radius = max(self._page.height() // _SHARE, 24)
        self.setGeometry(pointer.x() - radius, pointer.y() - radius, 2 * radius, 2 * radius)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring of light that leaves what it points at readable."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = QPointF(self.width() / 2, self.height() / 2), self.width() / 2
        glow = QRadialGradient(centre, radius)
        for place, alpha in ((0.0, 60), (0.7, 80), (1.0, 0)):
            glow.setColorAt(place, QColor(255, 196, 0, alpha))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(214, 120, 0, 170), max(radius / 24, 2)))
        painter.drawEllipse(centre, radius * 0.72, radius * 0.72)
        painter.end()


class Blank(QWidget):
    """Black, so that an audience looks at whoever speaks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Blank: press . or B to go on")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()
