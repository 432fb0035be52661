"""How runs are told apart, in every view: each has its colour, its kind of line, and its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme

RUN_COLORS = ("accent", "second_lane", "third_lane", "fourth_lane")
"""The theme's colours of the first run, the second, and so on."""

_DASHES: tuple[tuple[float, ...], ...] = ((), (7, 3.5), (8, 3, 2, 3), (2, 3))
"""Pixels at scale 1 that are drawn and left out, in turn."""

STRONG, WEAK = 2.2, 1.4
"""Widths in pixels at scale 1: of the run that is looked at, and of the others."""

_MARK_SHAPES = (
    (),  # a circle
    ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
)


def run_color(theme: Theme, run: int) -> QColor:
    """The colour of a run, counted from 0."""
    return theme.color(RUN_COLORS[run % len(RUN_COLORS)])


def run_pen(theme: Theme, run: int, *, looked_at: bool, color: QColor | None = None) -> QPen:
    """The pen that a run is drawn with.

    Args:
        theme: the look.
        run: which, from 0.
        looked_at: whether it is the one that is looked at: then its line is the strongest.
        color: a paler one, where that says something.
    """
    width = (STRONG if looked_at else WEAK) * theme.scale
    pen = QPen(run_color(theme, run) if color is None else color, width)
    dashes = _DASHES[run % len(_DASHES)]
    if dashes:
        pen.setDashPattern([length * theme.scale / width for length in dashes])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def paint_mark(painter: QPainter, place: QPointF, run: int, radius: float) -> None:
    """A run's mark with the painter's pen and brush, about as large as a circle of that radius."""
    shape = _MARK_SHAPES[run % len(_MARK_SHAPES)]
    if not shape:
        painter.drawEllipse(place, radius, radius)
        return
    painter.drawPolygon(QPolygonF([place + QPointF(x * radius, y * radius) for x, y in shape]))


def paint_sample(painter: QPainter, theme: Theme, rect: QRectF, run: int, *, looked_at: bool) -> None:
    """A short piece of a run's line with its mark, as a legend shows it; hollow where it is not looked at."""
    middle = rect.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(run_pen(theme, run, looked_at=looked_at))
    painter.drawLine(QLineF(rect.left(), middle.y(), rect.right(), middle.y()))
    color = run_color(theme, run)
    painter.setPen(QPen(color, 1.5 * theme.scale))
    painter.setBrush(QBrush(color if looked_at else theme.color("card")))
    paint_mark(painter, middle, run, 3.6 * theme.scale)
    painter.restore()
