"""The marks on a surface: the present point, the next step's arrow, and the star where descent ends."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gdstudio.views.kit.run_look import paint_mark, run_color

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme

_LEAST_ARROW = 6.0  # pixels; a shorter one could not be seen
_HEAD = 7.0


def paint_dot(painter: QPainter, theme: Theme, place: QPointF) -> None:
    """The present weights."""
    painter.setPen(QPen(theme.color("card"), 1.5 * theme.scale))
    painter.setBrush(theme.color("text"))
    painter.drawEllipse(place, 5 * theme.scale, 5 * theme.scale)


def paint_other(painter: QPainter, theme: Theme, place: QPointF, run: int) -> None:
    """The present weights of another run: its mark, hollow."""
    painter.setPen(QPen(run_color(theme, run), 1.6 * theme.scale))
    painter.setBrush(theme.color("card"))
    paint_mark(painter, place, run, 4.4 * theme.scale)


def paint_star(painter: QPainter, theme: Theme, place: QPointF) -> None:
    """Where descent ends."""
    points = []
    for index in range(10):
        far, turn = (6.5 if index % 2 == 0 else 2.8) * theme.scale, index * pi / 5
        points.append(QPointF(place.x() + far * sin(turn), place.y() - far * cos(turn)))
    painter.setPen(QPen(theme.color("card"), 1))
    painter.setBrush(theme.color("star"))
    painter.drawPolygon(QPolygonF(points))


def paint_arrow(painter: QPainter, theme: Theme, start: QPointF, end: QPointF) -> None:
    """From the present weights to those after the next Learn; nothing if they are too near to tell apart."""
    way = end - start
    length = hypot(way.x(), way.y())
    if length < _LEAST_ARROW * theme.scale:
        return
    along = way / length
    across = QPointF(-along.y(), along.x())
    color, head = theme.color("text"), _HEAD * theme.scale
    painter.setPen(QPen(color, 2 * theme.scale))
    painter.drawLine(start, end - along * head * 0.8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    back = end - along * head
    painter.drawPolygon(QPolygonF([end, back + across * head * 0.5, back - across * head * 0.5]))
