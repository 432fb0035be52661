"""The signs beside answers and tasks: told apart by their shape, and only then by their colour."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme


class Mark(Enum):
    """What a sign says."""

    OPEN = "open"
    CHOSEN = "chosen"
    RIGHT = "right"
    WRONG = "wrong"
    TOLD = "told"
    STOP = "stop"


SIDE = 18
"""Pixels at scale 1."""
COLORS = {Mark.RIGHT: "shrinks", Mark.WRONG: "diverges", Mark.TOLD: "accent", Mark.STOP: "overshoots"}
_STROKES = {
    Mark.RIGHT: ((0.27, 0.52), (0.44, 0.69), (0.74, 0.34)),
    Mark.TOLD: ((0.28, 0.5), (0.7, 0.5), (0.54, 0.34), (0.7, 0.5), (0.54, 0.66)),
}


def paint_mark(painter: QPainter, mark: Mark, area: QRectF, theme: Theme) -> None:
    """Paint a sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width(), area.height())
    disc = QRectF(0.06, 0.06, 0.88, 0.88)
    if mark in {Mark.OPEN, Mark.CHOSEN}:
        chosen = mark is Mark.CHOSEN
        painter.setBrush(theme.color("card"))
        painter.setPen(QPen(theme.color("accent" if chosen else "outline"), 0.1 if chosen else 0.075))
        painter.drawEllipse(disc)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QRectF(0.28, 0.28, 0.44, 0.44))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(COLORS[mark]))
        painter.drawEllipse(disc)
        _paint_stroke(painter, mark, theme)
    painter.restore()


def _paint_stroke(painter: QPainter, mark: Mark, theme: Theme) -> None:
    pen = QPen(theme.color("card"), 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if mark is Mark.WRONG:
        painter.drawLine(QPointF(0.35, 0.35), QPointF(0.65, 0.65))
        painter.drawLine(QPointF(0.65, 0.35), QPointF(0.35, 0.65))
    elif mark is Mark.STOP:
        painter.drawLine(QPointF(0.5, 0.28), QPointF(0.5, 0.54))
        painter.drawPoint(QPointF(0.5, 0.72))
    else:
        painter.drawPolyline([QPointF(*point) for point in _STROKES[mark]])
