"""Draws the lanes of the error chart: recorded lines and bands, the present, steps ahead, marks, labels.

One graphics item paints everything in pixels. It costs a fraction of a plot item for each line and dot, and
dots, dashes and labels keep their size whatever the axes show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.run_look import paint_mark, run_pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gdstudio.views.chart.scale import Span, Trace
    from gdstudio.views.kit.theme import Theme

EDGE = 7.0
"""Pixels kept free at the plot's edges, so that no dot is cut."""

_MARK = 12.0  # pixels at scale 1 for a lane's mark before its label
_LEAST_GAP = 6.0  # pixels between steps, below which dots of single steps would run together


@dataclass(frozen=True, eq=False)
class LaneCurve:
    """What is drawn of one lane; levels as in `error_scale`.

    Attributes:
        trace: its recorded errors.
        present: the level at the present step.
        ahead: levels of the next steps, nearest first.
        color: of the past; the recorded future is lighter.
        label: at the line's end, or "".
        run: which run it is, from 0: that decides its kind of line and its mark.
        looked_at: whether it is the run that is looked at.
        first: the step where its own line begins; before it, it is another's.
    """

    trace: Trace
    present: float
    ahead: tuple[float, ...]
    color: QColor
    label: str
    run: int = 0
    looked_at: bool = True
    first: int = 1

    @property
    def begins(self) -> int:
        """Which of the trace's points its line begins at."""
        return max(int(np.searchsorted(self.trace.steps, self.first, side="right")) - 1, 0)


@dataclass(frozen=True, eq=False)
class Picture:
    """Everything the item draws.

    Attributes:
        span: what the axes show.
        step: the present step.
        lanes: in the order they are drawn.
        marks: steps at which a command was given, ascending.
        pointed_at: the step of the mark that the pointer is on, or None.
    """

    span: Span
    step: int
    lanes: tuple[LaneCurve, ...]
    marks: tuple[int, ...]
    pointed_at: int | None = None


class Scale:
    """Data to pixels, for a plot of `size` whose right `gutter` pixels are kept for labels."""

    def __init__(self, span: Span, width: float, height: float, gutter: float) -> None:
        self._left, self._bottom = EDGE, height - EDGE
        self._per_step = max(width - gutter - 2 * EDGE, 1.0) / max(span.last - 1, 1)
        self._per_level = max(height - 2 * EDGE, 1.0) / (span.high - span.bottom)
        self._span = span
        self.per_step = self._per_step

    def x(self, step: float) -> float:
        """The pixel of a step."""
        return self._left + (step - 1) * self._per_step

    def y(self, level: float) -> float:
        """The pixel of a level; −∞, an error of 0, stands on the bottom line."""
        if level == -np.inf:
            level = self._span.zero_level
        return self._bottom - (level - self._span.bottom) * self._per_level

    def step(self, x: float) -> int:
        """The step nearest to a pixel."""
        return round(1 + (x - self._left) / self._per_step)

    def points(self, steps: NDArray[np.float64], levels: NDArray[np.float64]) -> list[QPointF]:
        """Many points at once."""
        xs = self._left + (steps - 1) * self._per_step
        shown = np.where(np.isneginf(levels), self._span.zero_level, levels)
        ys = self._bottom - (shown - self._span.bottom) * self._per_level
        return [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]

    def view(self, width: float, height: float) -> tuple[float, float, float, float]:
        """First and last step, lowest and highest level at the plot's very edges."""
        return (
            1 - EDGE / self._per_step,
            1 + (width - EDGE) / self._per_step,
            self._span.bottom - EDGE / self._per_level,
            self._span.bottom + (height - EDGE) / self._per_level,
        )


class ErrorCurves(QGraphicsItem):
    """Paints a `Picture` inside a rectangle of pixels."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rect = QRectF()
        self._scale: Scale | None = None
        self._picture: Picture | None = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font = theme.font(11, medium=True)
        self._metrics = QFontMetricsF(self._font)
        self.update()

    def label_width(self, label: str) -> float:
        """How wide a lane's label is, with its mark and the room around it."""
        return self._metrics.horizontalAdvance(label) + 10 + _MARK * self._theme.scale

    def show_picture(self, picture: Picture, rect: QRectF, scale: Scale) -> None:
        """Draw this from now on."""
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = QRectF(rect)
        self._picture, self._scale = picture, scale
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return self._rect

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw from the back to the front: marks, bands, lines, dots, labels."""
        picture, scale = self._picture, self._scale
        if picture is None or scale is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._rect)
        painter.translate(self._rect.topLeft())
        self._paint_frame(painter, picture, scale)
        lanes = sorted(picture.lanes, key=lambda lane: lane.looked_at)  # that one above the others
        for lane in lanes:
            self._paint_line(painter, picture.step, lane, scale)
        for lane in lanes:
            self._paint_dots(painter, picture.step, lane, scale)
        self._paint_labels(painter, picture, scale)

    def _paint_frame(self, painter: QPainter, picture: Picture, scale: Scale) -> None:
        theme, height = self._theme, self._rect.height()
        if picture.span.zero:
            painter.setPen(QPen(theme.color("before"), 1, Qt.PenStyle.DotLine))
            y = round(scale.y(-np.inf)) + 0.5
            painter.drawLine(QLineF(0, y, self._rect.width(), y))
        x = round(scale.x(picture.step)) + 0.5
        painter.setPen(QPen(theme.color("before"), 1))
        painter.drawLine(QLineF(x, 0, x, height))
        painter.setPen(QPen(theme.color("star"), 2 * theme.scale))
        pixels = sorted({round(scale.x(step)) for step in picture.marks})
        painter.drawLines([QLineF(pixel, height - 7, pixel, height) for pixel in pixels])
        if picture.pointed_at is not None:
            x = round(scale.x(picture.pointed_at))
            painter.drawLine(QLineF(x, height - 14, x, height))
            painter.setPen(QPen(theme.color("star"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(x + 0.5, 0, x + 0.5, height - 14))

    def _paint_line(self, painter: QPainter, step: int, lane: LaneCurve, scale: Scale) -> None:
        trace, theme, begins = lane.trace, self._theme, lane.begins
        points = scale.points(trace.steps[begins:], trace.level[begins:])
        split = int(np.searchsorted(trace.steps[begins:], step, side="right"))
        if trace.banded:
            self._paint_band(painter, lane, scale)
        pale = lighter(lane.color, theme)
        painter.setPen(run_pen(theme, lane.run, looked_at=lane.looked_at, color=pale))
        painter.drawPolyline(QPolygonF(points[max(split - 1, 0) :]))
        painter.setPen(run_pen(theme, lane.run, looked_at=lane.looked_at, color=lane.color))
        painter.drawPolyline(QPolygonF(points[:split]))
        if lane.ahead and scale.per_step >= _LEAST_GAP / 2:
            painter.setPen(QPen(lane.color, 1.2 * theme.scale, Qt.PenStyle.CustomDashLine))
            dashed = painter.pen()
            dashed.setDashPattern([3, 3])
            painter.setPen(dashed)
            painter.drawPolyline(QPolygonF(self._ahead(step, lane, scale)))

    @staticmethod
    def _paint_band(painter: QPainter, lane: LaneCurve, scale: Scale) -> None:
        trace, begins = lane.trace, lane.begins
        above = scale.points(trace.steps[begins:], trace.highest[begins:])
        below = scale.points(trace.steps[begins:], trace.lowest[begins:])
        tint = QColor(lane.color)
        tint.setAlphaF(0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # half the time; it is pale
        painter.drawPolygon(QPolygonF([*above, *reversed(below)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @staticmethod
    def _ahead(step: int, lane: LaneCurve, scale: Scale) -> list[QPointF]:
        levels = (lane.present, *lane.ahead)
        return [QPointF(scale.x(step + i), scale.y(value)) for i, value in enumerate(levels)]

    def _paint_dots(self, painter: QPainter, step: int, lane: LaneCurve, scale: Scale) -> None:
        theme, trace = self._theme, lane.trace
        roomy = scale.per_step >= _LEAST_GAP
        small, large = 2.6 * theme.scale, 4.6 * theme.scale
        painter.setPen(Qt.PenStyle.NoPen)
        if trace.dots and roomy:
            pale = lighter(lane.color, theme)
            steps, levels = trace.steps[lane.begins :], trace.level[lane.begins :]
            for at, point in zip(steps, scale.points(steps, levels), strict=True):
                painter.setBrush(lane.color if at <= step else pale)
                paint_mark(painter, point, lane.run, small)
        if roomy:
            painter.setPen(QPen(lane.color, 1.5 * theme.scale))
            painter.setBrush(theme.color("card"))
            for point in self._ahead(step, lane, scale)[1:]:
                paint_mark(painter, point, lane.run, 3.4 * theme.scale)
        painter.setPen(QPen(theme.color("card"), 1.5))
        painter.setBrush(lane.color)
        paint_mark(painter, QPointF(scale.x(step), scale.y(lane.present)), lane.run, large)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_labels(self, painter: QPainter, picture: Picture, scale: Scale) -> None:
        lanes = [lane for lane in picture.lanes if lane.label]
        if not lanes:
            return
        ends = [float(lane.trace.steps[-1]) for lane in lanes]
        ends += [picture.step + len(lane.ahead) for lane in lanes]
        x = scale.x(max(ends)) + 10
        wanted = [scale.y(lane.ahead[-1] if lane.ahead else float(lane.trace.level[-1])) for lane in lanes]
        line = self._metrics.height()
        painter.setFont(self._font)
        mark = _MARK * self._theme.scale
        for lane, y in zip(lanes, apart(wanted, line, self._rect.height()), strict=True):
            back = QRectF(x - 3, y - line / 2, mark + self._metrics.horizontalAdvance(lane.label) + 6, line)
            painter.fillRect(back, self._theme.color("card"))  # no grid line through the letters
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(lane.color)
            paint_mark(painter, QPointF(x + mark / 2 - 3, y), lane.run, 3.2 * self._theme.scale)
            painter.setPen(lane.color)
            painter.drawText(QPointF(x + mark, y + self._metrics.ascent() / 2 - 1), lane.label)


def lighter(color: QColor, theme: Theme) -> QColor:
    """The colour of what is recorded but still to come in a replay: 3 : 1 against the card."""
    return blend(color, theme.color("card"), 0.68)


def apart(wanted: Sequence[float], distance: float, height: float) -> list[float]:
    """Move labels' middles until they are `distance` apart and inside `height`; the order stays."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = dict.fromkeys(order, 0.0)
    least = distance / 2
    for index in order:
        placed[index] = max(wanted[index], least)
        least = placed[index] + distance
    most = height - distance / 2
    for index in reversed(order):
        placed[index] = min(placed[index], most)
        most = placed[index] - distance
    return [placed[index] for index in range(len(wanted))]
