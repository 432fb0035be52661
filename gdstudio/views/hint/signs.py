"""The signs at a hint's ends, painted: what kind of hint it is, and the cross that dismisses it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton

from gdstudio.lessons.remarks import Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme

SIDE = 24
"""The cross's width and height in pixels at scale 1."""


class Sign(Enum):
    """What kind of hint it is; the value names its colour in a theme."""

    KNOW = "accent"
    """Something worth knowing: a lamp."""
    MIND = "diverges_text"
    """Something goes wrong: a triangle."""

    @classmethod
    def of(cls, kind: Kind) -> Sign:
        """The sign for a kind of remark."""
        return cls.MIND if kind in _WRONG else cls.KNOW


_WRONG = {Kind.DIVERGED, Kind.UNFROZEN, Kind.ABOVE_LIMIT, Kind.ON_LIMIT, Kind.LOST}


def paint_sign(painter: QPainter, sign: Sign, area: QRectF, color: QColor) -> None:
    """Draw a sign in a square, as lines of one width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 16, area.height() / 16)
    painter.setPen(QPen(color, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sign is Sign.MIND:
        painter.drawPolygon(QPolygonF([QPointF(8, 2), QPointF(14.6, 13.6), QPointF(1.4, 13.6)]))
        painter.drawLine(QLineF(8, 6.3, 8, 9.3))
        painter.drawPoint(QPointF(8, 11.5))
    else:
        lamp = QPainterPath(QPointF(6, 11.4))
        lamp.cubicTo(QPointF(6, 9.6), QPointF(3.4, 9), QPointF(3.4, 5.9))
        lamp.arcTo(QRectF(3.4, 1.3, 9.2, 9.2), 180, -180)
        lamp.cubicTo(QPointF(12.6, 9), QPointF(10, 9.6), QPointF(10, 11.4))
        lamp.closeSubpath()
        painter.drawPath(lamp)
        painter.drawLine(QLineF(6.6, 13.9, 9.4, 13.9))
    painter.restore()


class CrossButton(QAbstractButton):
    """A small flat button with a cross."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """A square, large enough to hit."""
        side = round(SIDE * self._theme.scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cross; a ground when the pointer is on it, a ring when focused."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(frame, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(frame, 6, 6)
        painter.setPen(QPen(theme.color("muted"), 1.4 * theme.scale, c=Qt.PenCapStyle.RoundCap))
        middle, arm = QRectF(self.rect()).center(), 3.6 * theme.scale
        for way in (1, -1):
            painter.drawLine(QLineF(middle - QPointF(arm, way * arm), middle + QPointF(arm, way * arm)))
        painter.end()
