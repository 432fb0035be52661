"""The surface in perspective, turned as one likes: a mesh drawn from back to front, without OpenGL."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.run_look import run_pen
from gdstudio.views.surface.frame import corners
from gdstudio.views.surface.marks import paint_dot, paint_other, paint_star

if TYPE_CHECKING:
    from gdstudio.core.network import BoolArray, FloatArray
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.surface.frame import Frame
    from gdstudio.views.surface.shown import Shown

_CELLS = 22
_HEIGHT = 0.75
"""The highest point's height, of half the ground's side."""
_PATH_POINTS = 120
_LIFT = 0.004
"""What lies on the surface is drawn a little above it."""


@dataclass(frozen=True)
class Turn:
    """From where it is looked at, in degrees: around the vertical, and how high above the ground."""

    around: float = 35.0
    above: float = 32.0

    def turned(self, around: float, above: float) -> Turn:
        """Turned on; it is never looked at from below."""
        return Turn((self.around + around) % 360, min(max(self.above + above, 5.0), 88.0))


class Relief:
    """One picture in a room of a given size."""

    def __init__(self, theme: Theme, room: QRectF, frame: Frame, shown: Shown, turn: Turn) -> None:
        self._theme, self._frame, self._shown, self._turn = theme, frame, shown, turn
        highest = float(corners(shown, frame).max())
        self._least = shown.surface.least_error
        self._range = max(highest - self._least, 1e-300)
        self._size, self._middle = 1.0, QPointF(0, 0)
        self._fit(room)

    def _fit(self, room: QRectF) -> None:
        """Choose size and place so that the box around the surface fills the room, whatever the turn."""
        inner = room.adjusted(10, 6, -10, -26 * self._theme.scale)
        box = np.array([self._at_box(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-_HEIGHT, _HEIGHT)])
        low, high = box[:, :2].min(axis=0), box[:, :2].max(axis=0)
        self._size = min(inner.width() / float(high[0] - low[0]), inner.height() / float(high[1] - low[1]))
        middle = (low + high) / 2 * self._size
        self._middle = inner.center() - QPointF(float(middle[0]), float(middle[1]))

    def _at_box(self, x: FloatArray | float, y: FloatArray | float, z: FloatArray | float) -> FloatArray:
        """A point of the box from −1 to 1 as pixels and depth; larger depths are farther away."""
        a, e = radians(self._turn.around), radians(self._turn.above)
        right, back = x * cos(a) - y * sin(a), x * sin(a) + y * cos(a)
        px = self._middle.x() + right * self._size
        py = self._middle.y() - (z * cos(e) + back * sin(e)) * self._size
        return np.stack([px, py, back * cos(e) - z * sin(e)], axis=-1)

    def heights(self, u: FloatArray, v: FloatArray) -> FloatArray:
        """The error there, 0 for the least and 1 for the highest that is seen."""
        return np.clip((self._shown.surface.error_at(u, v) - self._least) / self._range, 0.0, 1.0)

    def project(self, u: FloatArray, v: FloatArray, lift: float = 0.0) -> FloatArray:
        """Weights on the surface as pixels and depth, shape (…, 3); larger depths are farther away."""
        (cu, cv), half = self._frame.centre, self._frame.half
        z = self.heights(u, v) * 2 * _HEIGHT - _HEIGHT + lift
        return self._at_box((u - cu) / half, (v - cv) / half, z)

    def paint(self, painter: QPainter) -> None:
        """Draw everything, from back to front."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mesh(painter)
        self._paint_lines(painter)
        self._paint_names(painter)

    def _paint_mesh(self, painter: QPainter) -> None:
        (cu, cv), half = self._frame.centre, self._frame.half
        line = np.linspace(-half, half, _CELLS + 1)
        u, v = np.meshgrid(cu + line, cv + line, indexing="ij")
        points, heights = self.project(u, v), self.heights(u, v)
        low, high = self._theme.color("card"), self._theme.color("accent")
        edge = QPen(blend(self._theme.color("muted"), low, 0.45), 0.6)
        depth = (points[:-1, :-1, 2] + points[1:, 1:, 2]) / 2
        for index in np.argsort(-depth, axis=None).tolist():
            i, j = divmod(index, _CELLS)
            mean = float(heights[i : i + 2, j : j + 2].mean())
            painter.setPen(edge)
            painter.setBrush(blend(high, low, 0.08 + 0.55 * mean))
            square = [points[i, j], points[i + 1, j], points[i + 1, j + 1], points[i, j + 1]]
            painter.drawPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y, _ in square]))

    def _paint_lines(self, painter: QPainter) -> None:
        theme, shown = self._theme, self._shown
        (cu, cv), half = self._frame.centre, self._frame.half
        line, (u, v) = np.linspace(-half, half, 60), shown.surface.here
        painter.setBrush(Qt.BrushStyle.NoBrush)
        slices = ((cu + line, np.full(60, v)), (np.full(60, u), cv + line))
        for (us, vs), frozen in zip(slices, shown.frozen, strict=True):
            painter.setPen(QPen(theme.color("ice" if frozen else "curve"), 2 * theme.scale))
            self._draw(painter, us, vs)
        if shown.surface.is_trough:
            painter.setPen(QPen(theme.color("star"), 2 * theme.scale))
            for trough in shown.surface.contour(self._least, 3 * half)[:1]:
                ends = np.linspace(0, 1, 60)[:, np.newaxis]
                us, vs = (trough[0] + (trough[-1] - trough[0]) * ends).T
                inside = (np.abs(us - cu) <= half) & (np.abs(vs - cv) <= half)
                self._draw(painter, us[inside], vs[inside])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for other in shown.others:
            painter.setPen(run_pen(theme, other.run, looked_at=False))
            for piece in self._pieces(other.path):
                self._draw(painter, *_dense(piece).T)
        painter.setPen(run_pen(theme, shown.run, looked_at=True))
        self._draw(painter, *_dense(shown.path).T)
        for other in shown.others:
            if other.here is not None and self._inside(np.array([other.here]))[0]:
                paint_other(painter, theme, self._at(*other.here), other.run)
        if shown.goal is not None:
            paint_star(painter, theme, self._at(*shown.goal))
        paint_dot(painter, theme, self._at(u, v))

    def _inside(self, points: FloatArray) -> BoolArray:
        """Which of some weights (n, 2) are on the ground that is seen: (n,)."""
        inside: BoolArray = (np.abs(points - np.array(self._frame.centre)) <= self._frame.half).all(axis=1)
        return inside

    def _pieces(self, path: FloatArray) -> list[FloatArray]:
        """The pieces of a path that are on the ground that is seen."""
        inside = self._inside(path)
        breaks = np.flatnonzero(np.diff(inside)) + 1
        parts = zip(np.split(path, breaks), np.split(inside, breaks), strict=True)
        return [part for part, seen in parts if len(part) and seen[0]]

    def _draw(self, painter: QPainter, u: FloatArray, v: FloatArray) -> None:
        points = self.project(u, v, _LIFT)
        painter.drawPolyline(QPolygonF([QPointF(float(x), float(y)) for x, y, _ in points]))

    def _at(self, u: float, v: float) -> QPointF:
        x, y, _ = self.project(np.array(u), np.array(v), _LIFT).tolist()
        return QPointF(x, y)

    def _paint_names(self, painter: QPainter) -> None:
        """Each axis' name at the middle of the edge that is nearest."""
        theme = self._theme
        painter.setFont(theme.font(11, medium=True))
        for index, edges in enumerate((((0, -1.0), (0, 1.0)), ((-1.0, 0), (1.0, 0)))):
            ends = [self._at_box(*edge, -_HEIGHT).tolist() for edge in edges]
            x, y, _ = min(ends, key=lambda place: place[2])
            painter.setPen(theme.color("ice" if self._shown.frozen[index] else "text"))
            box = QRectF(x - 90, y + 7, 180, 16 * theme.scale)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shown.names[index])


def _dense(path: FloatArray) -> FloatArray:
    """A path with points between its points, so that it lies on the surface."""
    if len(path) < 2:
        return path
    at = np.linspace(0, len(path) - 1, max(len(path), _PATH_POINTS))
    return np.stack([np.interp(at, np.arange(len(path)), column) for column in path.T], axis=1)
