"""Paints one chart: two lines over the steps, the one on learnt images solid, the one on unseen dashed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gdstudio.views.accuracy.axes import Axis, Steps
    from gdstudio.views.kit.theme import Theme

NAMES = ("learnt", "unseen")
COLORS = ("curve", "accent")

_DASHES = (3.0, 2.0)  # in line widths
_LINE = 2.0
_FEW = 20  # points that get a dot each
_ABOVE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Lines:
    """What a chart shows.

    Attributes:
        steps: shape (n_points,), ascending.
        values: on learnt and on unseen images, each of that shape.
    """

    steps: NDArray[np.float64]
    values: tuple[NDArray[np.float64], NDArray[np.float64]]

    def thinned(self, most: int) -> Lines:
        """The same with at most so many points, among them the first and the last."""
        if len(self.steps) <= most:
            return self
        kept = np.unique(np.linspace(0, len(self.steps) - 1, most).round().astype(int))
        return Lines(self.steps[kept], (self.values[0][kept], self.values[1][kept]))


def line_pen(theme: Theme, which: int) -> QPen:
    """The pen of the line on learnt (0) or on unseen (1) images."""
    pen = QPen(theme.color(COLORS[which]), _LINE * theme.scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if which:
        pen.setDashPattern(_DASHES)
    return pen


class Chart:
    """A chart in its place: `room` is the plot itself; numbers stand to its left, names to its right."""

    def __init__(self, theme: Theme, room: QRectF, axis: Axis, steps: Steps, lines: Lines) -> None:
        self._theme, self._room = theme, room
        self._axis, self._steps = axis, steps
        self._lines = lines.thinned(max(int(room.width()), 2))

    def y(self, value: float) -> float | None:
        """The pixel of a value, or None if it has no place."""
        along = float(self._axis.along(np.array([value]))[0])
        return None if np.isnan(along) else self._room.bottom() - along * self._room.height()

    def paint_ground(self, painter: QPainter, step_ticks: list[tuple[float, str]]) -> None:
        """Draw the grid and the numbers at the left."""
        theme, room = self._theme, self._room
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(theme.font(10.5))
        for along, text in self._axis.ticks:
            y = round(room.bottom() - along * room.height())
            painter.setPen(QPen(theme.color("outline" if along == 0 else "border"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(theme.color("muted"))
            spot = QRectF(0, y - 8 * theme.scale, room.left() - 6 * theme.scale, 16 * theme.scale)
            painter.drawText(spot, _ABOVE, text)
        painter.setPen(QPen(theme.color("border"), 1))
        for step, _ in step_ticks:
            x = round(self._steps.x(step))
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))

    def paint_lines(self, painter: QPainter) -> None:
        """Draw both lines; of a few points each has a dot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        xs = [self._steps.x(step) for step in self._lines.steps.tolist()]
        for which, values in enumerate(self._lines.values):
            ys = self._room.bottom() - self._axis.along(values) * self._room.height()
            points = [QPointF(x, y) for x, y in zip(xs, ys.tolist(), strict=True) if y == y]  # noqa: PLR0124  # NaN
            painter.setPen(line_pen(self._theme, which))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            if len(points) <= _FEW:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color(COLORS[which]))
                for point in points:
                    painter.drawEllipse(point, 2.4 * self._theme.scale, 2.4 * self._theme.scale)

    def paint_names(self, painter: QPainter) -> None:
        """Write each line's name at its end, one above the other."""
        theme, room = self._theme, self._room
        ends = [self.y(float(values[-1])) for values in self._lines.values]
        if len(self._lines.steps) == 0 or None in ends:
            return
        first, second = (min(max(end or 0.0, room.top()), room.bottom()) for end in ends)
        apart = 14 * theme.scale
        if abs(first - second) < apart:
            middle, way = (first + second) / 2, 1 if first > second else -1
            middle = min(max(middle, room.top() + apart / 2), room.bottom() - apart / 2)
            first, second = middle + way * apart / 2, middle - way * apart / 2
        font = theme.font(11.5, medium=True)
        painter.setFont(font)
        x = self._steps.x(float(self._lines.steps[-1])) + 6 * theme.scale
        ground = theme.color("card")
        ground.setAlphaF(0.85)
        for which, y in enumerate((first, second)):
            wide = QFontMetricsF(font).horizontalAdvance(NAMES[which])
            spot = QRectF(x, y - apart / 2, wide, apart)
            painter.fillRect(spot, ground)
            painter.setPen(theme.color(COLORS[which]))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, NAMES[which])

    def paint_at(self, painter: QPainter, step: float, values: tuple[float, float] | None, pen: QPen) -> None:
        """Draw an upright line at a step, and dots on the lines at these values."""
        x = self._steps.x(step)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, self._room.top()), QPointF(x, self._room.bottom()))
        if values is None:
            return
        for which, value in enumerate(values):
            y = self.y(value)
            if y is not None:
                painter.setPen(QPen(self._theme.color(COLORS[which]), 2))
                painter.setBrush(self._theme.color("card"))
                painter.drawEllipse(QPointF(x, y), 3.6 * self._theme.scale, 3.6 * self._theme.scale)
