"""Everything that moves in a bowl's plot: curves, dots, the tangent, and the marks of other runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem

from gdstudio.views.bowls.axis import TICK
from gdstudio.views.bowls.frame import Frame
from gdstudio.views.bowls.scale import Span
from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.run_look import RUN_COLORS, paint_mark, run_color, run_pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from gdstudio.core.landscape import Bowl
    from gdstudio.views.bowls.ticks import Tick
    from gdstudio.views.kit.theme import Theme

TANGENT = 46.0
"""Length of the tangent in pixels at scale 1."""

TANGENT_SHARE = 0.75
"""How much of its colour is the accent: paler than the curve that it lies behind."""

BELOW = 8
"""Pixels at size 1 under error 0 that belong to dots and stars."""

MOST_ABOVE = 4.0
"""An example's error makes room for itself up to so many times the mean error."""


def _star_shape() -> QPolygonF:
    """A star of radius 1 around 0."""
    corners = []
    for corner in range(10):
        angle = pi / 2 + corner * pi / 5
        reach = 1.0 if corner % 2 == 0 else 0.48
        corners.append(QPointF(reach * cos(angle), -reach * sin(angle)))
    return QPolygonF(corners)


_STAR = _star_shape()


class Rival(NamedTuple):
    """A bowl of another run, and which run that is, from 0."""

    run: int
    bowl: Bowl


@dataclass(frozen=True)
class Picture:
    """What one plot draws, all in weights and errors.

    Attributes:
        bowl: the curve and its dot.
        before: the curve of the step before.
        ahead: (weight, error) of the next steps, nearest first.
        star: (weight, error) where descent ends.
        rivals: the same bowl in other runs.
        example: the present example's own curve and dot, where `bowl` is the mean over several; else None.
    """

    bowl: Bowl
    before: Bowl | None = None
    ahead: tuple[tuple[float, float], ...] = ()
    star: tuple[float, float] | None = None
    rivals: tuple[Rival, ...] = ()
    example: Bowl | None = None

    @property
    def tallest(self) -> float:
        """The largest error that is to be seen; that of an example far above the mean may be out of sight."""
        if self.example is None:
            return self.bowl.height
        return max(self.bowl.height, min(self.example.height, MOST_ABOVE * self.bowl.height))

    def held_at(self, weight: float) -> Picture:
        """The same with the dot, and the example's, elsewhere on their curves."""
        example = None if self.example is None else self.example.moved(weight)
        return replace(self, bowl=self.bowl.moved(weight), example=example)


class Curves(QGraphicsItem):
    """Everything that moves, in pixels of the view, so that dots and pens keep their size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.frame = Frame(Span(0.0, 1.0, 1.0), QRectF(0, 0, 1, 1))
        self._axes: list[QLineF] = []
        self._size = 1.0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        scale = theme.scale
        self._axis_pen = QPen(theme.color("outline"), 1)
        self._curve_pen = QPen(theme.color("curve"), 2 * scale)
        self._before_pen = QPen(theme.color("before"), 1.4 * scale, Qt.PenStyle.CustomDashLine)
        self._before_pen.setDashPattern([3, 3])
        self._run_pens = [run_pen(theme, run, looked_at=False) for run in range(len(RUN_COLORS))]
        self._mark_pens = [QPen(run_color(theme, run), 1.4 * scale) for run in range(len(RUN_COLORS))]
        self._example_pen = QPen(theme.color("outline"), 1.2 * scale)
        self._floor_pen = QPen(theme.color("outline"), 1.2 * scale, Qt.PenStyle.CustomDashLine)
        self._floor_pen.setDashPattern([1, 3])
        self._tangent_pen = QPen(
            blend(theme.color("accent"), theme.color("card"), TANGENT_SHARE), 4.5 * scale
        )
        self._tangent_pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._ahead_pen = QPen(theme.color("curve"), 1.3 * scale)
        self._dot, self._ring = theme.color("text"), QPen(theme.color("card"), 1.5 * scale)
        self._star = theme.color("star")
        self._hollow = theme.color("card")
        self.update()

    def place(self, frame: Frame, upper: list[Tick], lower: list[Tick], size: float) -> None:
        """Draw in `frame`, with tick marks there, and with dots and tangent of this size (1 being usual)."""
        self.prepareGeometryChange()
        self.frame, self._size = frame, size
        area = frame.area
        left, bottom = round(area.left()) + 0.5, round(area.bottom()) + 0.5
        self._axes = [QLineF(left, area.top(), left, bottom), QLineF(left, bottom, area.right(), bottom)]
        for along, _ in upper:
            y = round(area.bottom() - along * area.height()) + 0.5
            self._axes.append(QLineF(left - TICK, y, left, y))
        for along, _ in lower:
            x = round(area.left() + along * area.width()) + 0.5
            self._axes.append(QLineF(x, bottom, x, bottom + TICK))
        self.update()

    def boundingRect(self) -> QRectF:
        """The axes' rectangle and a little more, for dots on its edges."""
        return self.frame.area.adjusted(-TICK, -4, 6, BELOW * self._size - 1)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw from back to front: axes, curves, marks, the dot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._axis_pen)
        painter.drawLines(self._axes)
        picture = self.picture
        if picture is None:
            return
        painter.setClipRect(self.frame.area.adjusted(0, -4, 0, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if picture.before is not None:
            self._paint_curve(painter, self._before_pen, picture.before)
        if picture.example is not None:
            self._paint_curve(painter, self._example_pen, picture.example)
            self._paint_floor(painter, picture.bowl)
        for rival in picture.rivals:
            self._paint_curve(painter, self._run_pens[rival.run], rival.bowl)
        self._paint_tangent(painter, picture.bowl)
        self._paint_curve(painter, self._curve_pen, picture.bowl)
        painter.setClipRect(self.boundingRect())
        self._paint_marks(painter, picture)

    def _paint_curve(self, painter: QPainter, pen: QPen, bowl: Bowl) -> None:
        path = self.frame.curve(bowl)
        if path is not None:
            painter.setPen(pen)
            painter.drawPath(path)

    def _paint_floor(self, painter: QPainter, bowl: Bowl) -> None:
        """The mean error below which this weight does not get, dotted from the axis to the bottom."""
        floor = self.frame.floor(bowl)
        if floor is not None:
            painter.setPen(self._floor_pen)
            painter.drawLine(floor)

    def _paint_tangent(self, painter: QPainter, bowl: Bowl) -> None:
        """Behind the curve, and wider: on a needle both are one line, and the curve must be seen."""
        tangent = self.frame.tangent(bowl, TANGENT * self._size)
        if tangent is not None:
            painter.setPen(self._tangent_pen)
            painter.drawLine(tangent)

    def _paint_marks(self, painter: QPainter, picture: Picture) -> None:
        size = self._size
        painter.setPen(self._ahead_pen)
        painter.setBrush(self._hollow)
        for place in self._inside(reversed(picture.ahead)):
            painter.drawEllipse(place, 3.4 * size, 3.4 * size)
        for run, rival in picture.rivals:
            painter.setPen(self._mark_pens[run])
            for place in self._inside([(rival.weight, rival.height)]):
                paint_mark(painter, place, run, 4.6 * size)
        if picture.example is not None:
            self._paint_example_mark(painter, picture.example)
        self._paint_dot_and_star(painter, picture)

    def _paint_example_mark(self, painter: QPainter, example: Bowl) -> None:
        """A small hollow square where the weight is on the example's own curve."""
        place, half = self.frame.point(example.weight, example.height), 3.0 * self._size
        if place is not None:
            painter.setPen(self._example_pen)
            painter.setBrush(self._hollow)
            painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))

    def _paint_dot_and_star(self, painter: QPainter, picture: Picture) -> None:
        """Draw the star behind the dot, or small on it when the dot has arrived."""
        dot = self.frame.point(picture.bowl.weight, picture.bowl.height)
        star = self.frame.point(*picture.star) if picture.star is not None else None
        arrived = dot is not None and star is not None and (dot - star).manhattanLength() < 3
        if star is not None and not arrived:
            self._paint_star(painter, star, 8.5 * self._size, self._star)
        if dot is not None:
            painter.setPen(self._ring)
            painter.setBrush(self._dot)
            painter.drawEllipse(dot, 5.6 * self._size, 5.6 * self._size)
            if arrived:
                self._paint_star(painter, dot, 4.6 * self._size, self._hollow)

    def _paint_star(self, painter: QPainter, centre: QPointF, radius: float, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QTransform(radius, 0, 0, radius, centre.x(), centre.y()).map(_STAR))

    def _inside(self, places: Iterable[tuple[float, float]]) -> list[QPointF]:
        points = (self.frame.point(weight, error) for weight, error in places)
        return [point for point in points if point is not None]
