"""The surface from above: contours, the path on it, and through the present point each bowl's slice."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from gdstudio import numerals
from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.run_look import paint_mark, run_color, run_pen
from gdstudio.views.surface.frame import levels, ticks
from gdstudio.views.surface.marks import paint_arrow, paint_dot, paint_other, paint_star

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.surface.frame import Frame
    from gdstudio.views.surface.shown import Shown

_CONTOURS = 7
_LABEL_PLACES = 24
"""So many places on a line are tried for its label."""
_LEFT, _BELOW, _TOP, _RIGHT = 52, 34, 8, 12
_LEFT_OF = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_UNDER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class Contours:
    """One picture in a room of a given size."""

    def __init__(self, theme: Theme, room: QRectF, frame: Frame, shown: Shown) -> None:
        self._theme, self._shown, self.frame = theme, shown, frame
        self._labels: list[QRectF] = []
        scale = theme.scale
        self.plot = room.adjusted(_LEFT * scale, _TOP * scale, -_RIGHT * scale, -_BELOW * scale)
        # The shorter side holds the frame; along the longer one more is seen.
        self._unit = min(self.plot.width(), self.plot.height()) / (2 * frame.half)

    @property
    def unit(self) -> float:
        """Pixels for each 1 of a weight."""
        return self._unit

    def to_pixels(self, u: float, v: float) -> QPointF:
        """Where two weights are drawn."""
        middle = self.plot.center()
        (cu, cv), far = self.frame.centre, 1e6
        x, y = (u - cu) * self._unit, (v - cv) * self._unit
        return QPointF(middle.x() + min(max(x, -far), far), middle.y() - min(max(y, -far), far))

    def to_weights(self, point: QPointF) -> tuple[float, float]:
        """Which weights are drawn at a point."""
        away, (cu, cv) = point - self.plot.center(), self.frame.centre
        return cu + away.x() / self._unit, cv - away.y() / self._unit

    def paint(self, painter: QPainter) -> None:
        """Draw everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.plot, self._theme.color("background"))
        self._paint_axes(painter)
        painter.save()
        painter.setClipRect(self.plot)
        self._paint_contours(painter)
        self._paint_slices(painter)
        self._paint_path(painter)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawRect(self.plot)

    def _pixels(self, points: FloatArray) -> FloatArray:
        """Weights of shape (n, 2) as pixels, the same shape."""
        middle, far = self.plot.center(), 1e6
        away = np.clip((points - np.array(self.frame.centre)) * self._unit, -far, far)
        pixels: FloatArray = away * np.array([1.0, -1.0]) + np.array([middle.x(), middle.y()])
        return pixels

    def _line(self, points: FloatArray) -> QPolygonF:
        return QPolygonF([QPointF(x, y) for x, y in self._pixels(points).tolist()])

    def _paint_contours(self, painter: QPainter) -> None:
        theme, surface = self._theme, self._shown.surface
        low = self.to_pixels(*surface.lowest)
        away = hypot(low.x() - self.plot.center().x(), low.y() - self.plot.center().y())
        reach = (away + hypot(self.plot.width(), self.plot.height())) / self._unit
        strong, weak = theme.color("muted"), theme.color("background")
        for level in levels(self._shown, self.frame, _CONTOURS):
            painter.setPen(QPen(blend(strong, weak, 0.55), theme.scale))
            for line in surface.contour(level, reach):
                painter.drawPolyline(self._line(line))
                self._label(painter, line, numerals.compact(level, 2), "muted")
        if surface.is_trough:
            self._paint_trough(
                painter, surface.contour(surface.least_error, reach)[:1], "star", 2.0, "error 0"
            )
        if self._shown.example is not None and self._shown.example.is_trough:
            own = self._shown.example
            lines = own.contour(own.least_error, reach + away / self._unit + 4 * self.frame.half)[:1]
            self._paint_trough(painter, lines, "muted", 1.2, "this example: error 0")

    def _paint_trough(
        self, painter: QPainter, lines: list[FloatArray], color: str, width: float, text: str
    ) -> None:
        painter.setPen(QPen(self._theme.color(color), width * self._theme.scale))
        for line in lines:
            painter.drawPolyline(self._line(line))
            self._label(painter, line, text, color)

    def _label(self, painter: QPainter, line: FloatArray, text: str, color: str) -> None:
        """Write on a line, where it is seen and no other label stands; if there is no such place, nowhere."""
        font = self._theme.font(10)
        width, half = QFontMetricsF(font).horizontalAdvance(text) + 6, 7 * self._theme.scale
        room = self.plot.adjusted(2, 2, -2, -2)
        for place in self._places_on(line):
            box = QRectF(place.x() - width / 2, place.y() - half, width, 2 * half)
            if room.contains(box) and not any(box.intersects(other) for other in self._labels):
                self._labels.append(box)
                painter.fillRect(box, self._theme.color("background"))
                painter.setFont(font)
                painter.setPen(self._theme.color(color))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                return

    def _places_on(self, line: FloatArray) -> list[QPointF]:
        """Some points of a line that are seen, from the top down."""
        pixels = self._pixels(line)
        between = pixels[1:] - pixels[:-1]
        dense = np.concatenate([pixels[:-1] + between * (part / 12) for part in range(12)])
        low = np.array([self.plot.left(), self.plot.top()])
        high = np.array([self.plot.right(), self.plot.bottom()])
        seen = dense[((dense > low) & (dense < high)).all(axis=1)]
        seen = seen[np.argsort(seen[:, 1])]
        return [QPointF(x, y) for x, y in seen[:: len(seen) // _LABEL_PLACES + 1].tolist()]

    def _paint_slices(self, painter: QPainter) -> None:
        here = self.to_pixels(*self._shown.surface.here)
        for frozen, line in (
            (self._shown.frozen[0], (self.plot.left(), here.y(), self.plot.right(), here.y())),
            (self._shown.frozen[1], (here.x(), self.plot.top(), here.x(), self.plot.bottom())),
        ):
            pen = QPen(self._theme.color("ice" if frozen else "curve"), 1.2 * self._theme.scale)
            pen.setStyle(Qt.PenStyle.DashLine if frozen else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(line[0], line[1]), QPointF(line[2], line[3]))

    def _paint_path(self, painter: QPainter) -> None:
        theme, shown = self._theme, self._shown
        for other in shown.others:
            painter.setPen(run_pen(theme, other.run, looked_at=False))
            painter.drawPolyline(self._line(other.path))
        points = self._line(shown.path)
        painter.setPen(run_pen(theme, shown.run, looked_at=True))
        painter.drawPolyline(points)
        if points.size() <= _CONTOURS * 6:
            painter.setBrush(run_color(theme, shown.run))
            painter.setPen(Qt.PenStyle.NoPen)
            for point in points.toList()[:-1]:
                paint_mark(painter, point, shown.run, 2.2 * theme.scale)
        for other in shown.others:
            if other.here is not None:
                paint_other(painter, theme, self.to_pixels(*other.here), other.run)
        if shown.goal is not None:
            paint_star(painter, theme, self.to_pixels(*shown.goal))
        here = self.to_pixels(*shown.surface.here)
        if shown.next is not None:
            paint_arrow(painter, theme, here, self.to_pixels(*shown.next))
        paint_dot(painter, theme, here)

    def _paint_axes(self, painter: QPainter) -> None:
        theme, plot, scale = self._theme, self.plot, self._theme.scale
        muted, font = theme.color("muted"), theme.font(10.5)
        painter.setFont(font)
        grid = QPen(theme.color("border"), 1)
        left, bottom = self.to_weights(plot.bottomLeft())
        right, top = self.to_weights(plot.topRight())
        for u in ticks(left, right, max(round(plot.width() / (64 * scale)), 2)):
            x = self.to_pixels(u, bottom).x()
            painter.setPen(grid)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(muted)
            place = QRectF(x - 40 * scale, plot.bottom() + 2, 80 * scale, 14 * scale)
            painter.drawText(place, _UNDER, numerals.compact(u, 3))
        for v in ticks(bottom, top, max(round(plot.height() / (40 * scale)), 2)):
            y = self.to_pixels(left, v).y()
            painter.setPen(grid)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(muted)
            place = QRectF(plot.left() - 54 * scale, y - 8 * scale, 50 * scale, 16 * scale)
            painter.drawText(place, _LEFT_OF, numerals.compact(v, 3))
        self._paint_names(painter)

    def _paint_names(self, painter: QPainter) -> None:
        theme, plot, scale = self._theme, self.plot, self._theme.scale
        painter.setFont(theme.font(11, medium=True))
        for index, place in enumerate(
            (
                QRectF(plot.left(), plot.bottom() + 15 * scale, plot.width(), 17 * scale),
                QRectF(-plot.height() / 2, -8 * scale, plot.height(), 16 * scale),
            )
        ):
            frozen = self._shown.frozen[index]
            painter.setPen(theme.color("ice" if frozen else "text"))
            text = self._shown.names[index] + (" ❄ frozen" if frozen else "")
            painter.save()
            if index == 1:
                painter.translate(plot.left() - 44 * scale, plot.center().y())
                painter.rotate(-90)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            painter.restore()
