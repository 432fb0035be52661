"""The drawing of a sweep: zones, axes, the curve, and what is marked on it."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gdstudio.core.descent import Rule
from gdstudio.numerals import compact
from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.zones import NO_EFFECT
from gdstudio.views.sweep.layout import LEFT, NAMES, STRIP
from gdstudio.views.sweep.words import best

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sweep.layout import Layout

_TINT = 0.14
_PALER = 0.72
"""What is of before keeps so much of its colour."""
_NO_LIMITS = ("the limit is known for the correct recipe only", "no limit is known here")
_RIGHT_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SweepPicture:
    """Paints a sweep as it was laid out."""

    def __init__(self, theme: Theme, layout: Layout) -> None:
        self._theme, self._unit, self._layout = theme, theme.scale, layout
        self._small, self._mono = theme.font(10.5), theme.font(10.5, mono=True)

    def paint(self, painter: QPainter) -> None:
        """Draw everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_zones(painter)
        self._paint_axes(painter)
        self._paint_start(painter)
        self._paint_limit(painter)
        self._paint_alpha(painter)
        self._paint_curve(painter)
        self._paint_best(painter)
        self._paint_cursor(painter)

    def _paint_zones(self, painter: QPainter) -> None:
        at, theme = self._layout, self._theme
        for zone in at.zones:
            left, right = at.x(zone.low), at.x(zone.high)
            if right <= left:
                continue
            seam = 1.0 if left > at.plot.left() else 0.0
            area = QRectF(left + seam, at.plot.top(), right - left - seam, at.plot.height())
            painter.fillRect(area, blend(theme.color(zone.color), theme.color("card"), _TINT))
            if zone.hatched:
                stripes = blend(theme.color("diverges"), theme.color("card"), 2.5 * _TINT)
                painter.fillRect(area, QBrush(stripes, Qt.BrushStyle.BDiagPattern))
            strip = QRectF(area.left(), area.top() - STRIP * self._unit, area.width(), STRIP * self._unit)
            painter.fillRect(strip, theme.color(zone.color))
        painter.setFont(theme.font(11))
        for zone, rect in at.names:
            painter.setPen(theme.color(f"{zone.color}_text"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, zone.name)
        if not at.zones:
            self._paint_no_zones(painter)

    def _paint_no_zones(self, painter: QPainter) -> None:
        """Say why there are none, in as many words as fit."""
        at = self._layout
        known = at.shown.swept.made_from.rule is Rule.CORRECT
        row = QRectF(at.plot.left(), at.ground.top(), at.plot.width(), NAMES * self._unit)
        metrics = QFontMetricsF(painter.font())
        wordings = NO_EFFECT if known else _NO_LIMITS
        text = next((text for text in wordings if metrics.horizontalAdvance(text) <= row.width()), "")
        painter.setPen(self._theme.color("muted"))
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_axes(self, painter: QPainter) -> None:
        at, theme, unit = self._layout, self._theme, self._unit
        plot = at.plot
        self._paint_rows(painter)
        painter.setPen(QPen(theme.color("outline"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        for _, _, x in at.ticks:
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 3 * unit))
        painter.setPen(theme.color("muted"))
        painter.setFont(self._mono)
        for text, rect, _ in at.ticks:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(self._small)
        width = plot.left() - 6 * unit
        painter.drawText(QRectF(0, at.ground.top(), width, NAMES * unit), _RIGHT_ALIGNED, "error")
        painter.drawText(QRectF(0, plot.bottom() + 2 * unit, width, 15 * unit), _RIGHT_ALIGNED, "alpha")

    def _paint_rows(self, painter: QPainter) -> None:
        """The lines across: decades of the error, and dotted ones for 0 and infinity."""
        at, theme, unit = self._layout, self._theme, self._unit
        plot = at.plot
        own = [(at.y(error), text) for error, text in self._own_rows()]
        height = at.decades.height()
        decades = [
            (at.decades.bottom() - up * height, text) for up, text in at.axis.ticks(height / (24 * unit))
        ]
        painter.setFont(self._small)
        for color, style, rows in (
            ("border", Qt.PenStyle.SolidLine, decades),
            ("outline", Qt.PenStyle.DotLine, own),
        ):
            for y, text in rows:
                painter.setPen(QPen(theme.color(color), 1, style))
                painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
                painter.setPen(theme.color("muted"))
                label = QRectF(plot.left() - LEFT * unit, y - 8 * unit, (LEFT - 6) * unit, 16 * unit)
                painter.drawText(label, _RIGHT_ALIGNED, text)

    def _own_rows(self) -> list[tuple[float, str]]:
        """The errors that have a place of their own, where some are so."""
        at = self._layout
        rows = [(0.0, "0")] if at.axis.zero else []
        return [*rows, (inf, "∞")] if at.axis.infinite else rows

    def _paint_start(self, painter: QPainter) -> None:
        """A dotted line at the error before the first step."""
        at = self._layout
        start = at.shown.swept.start_error
        if not 0 < start < inf:
            return
        theme, unit, y = self._theme, self._unit, at.y(start)
        painter.setPen(QPen(theme.color("curve"), 1.3 * unit, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at.plot.left(), y), QPointF(at.plot.right(), y))
        if not at.roomy:
            return
        painter.setFont(self._small)
        painter.setPen(theme.color("curve"))
        place = QRectF(at.plot.left() + 5 * unit, y - 14 * unit, 200 * unit, 13 * unit)
        painter.drawText(place, _LEFT_ALIGNED, f"at the start {compact(start, 3)}")

    def _paint_limit(self, painter: QPainter) -> None:
        at = self._layout
        limit = at.shown.swept.made_from.limits.diverges
        if at.limit is None or limit is None:
            return
        text, rect = at.limit
        painter.setPen(QPen(self._theme.color("diverges"), 1.6 * self._unit))
        x = at.x(limit)
        painter.drawLine(QPointF(x, at.plot.top()), QPointF(x, at.plot.bottom() + 3 * self._unit))
        painter.setPen(self._theme.color("diverges_text"))
        painter.setFont(self._theme.font(10.5, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_alpha(self, painter: QPainter) -> None:
        """The present alpha: the ruler's marker and a line down from it; outside, a marker at the edge."""
        at, unit = self._layout, self._unit
        alpha = at.shown.alpha
        if alpha is None or alpha <= 0:
            return
        x, top = at.x(alpha), at.plot.top()
        corners = [(0.0, 8.0), (-5.0, 0.0), (5.0, 0.0)]
        if at.is_shown(alpha):
            painter.setPen(QPen(self._theme.color("text"), 1.4 * unit))
            painter.drawLine(QPointF(x, top), QPointF(x, at.plot.bottom()))
        else:
            out = 1.0 if x > at.plot.center().x() else -1.0
            corners = [(0.0, 5.0), (-8.0 * out, 0.0), (-8.0 * out, 10.0)]
        painter.setPen(QPen(self._theme.color("card"), 1))
        painter.setBrush(self._theme.color("text"))
        painter.drawPolygon(QPolygonF([QPointF(x + dx * unit, top + dy * unit) for dx, dy in corners]))

    def _paint_curve(self, painter: QPainter) -> None:
        """Lines between errors that have a place on the axis, dashed ones to those at 0 and infinity."""
        at, unit = self._layout, self._unit
        lines: dict[bool, list[QLineF]] = {True: [], False: []}
        places = zip(at.points, at.shown.swept.errors.tolist(), strict=True)
        for (one, before), (other, after) in pairwise(places):
            lines[0 < before < inf and 0 < after < inf].append(QLineF(one, other))
        painter.setPen(QPen(self._accent, 1.8 * unit, c=Qt.PenCapStyle.RoundCap))
        painter.drawLines(lines[True])
        painter.setPen(QPen(self._accent, 1.1 * unit, Qt.PenStyle.DashLine))
        painter.drawLines(lines[False])
        self._paint_points(painter)

    def _paint_points(self, painter: QPainter) -> None:
        """A dot for each alpha while they stand apart; an arrowhead where the error lies above the axis."""
        at = self._layout
        unit, apart = self._unit, at.points[1].x() - at.points[0].x()
        radius = (2.4 if apart > 5.5 * unit else 1.6 if apart > 3.5 * unit else 0.0) * unit
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._accent)
        for point, error in zip(at.points, at.shown.swept.errors.tolist(), strict=True):
            if at.axis.beyond(error):
                corners = [QPointF(0, -5 * unit), QPointF(-4 * unit, 1 * unit), QPointF(4 * unit, 1 * unit)]
                painter.drawPolygon(QPolygonF([point + corner for corner in corners]))
            elif radius:
                painter.drawEllipse(point, radius, radius)

    @property
    def _accent(self) -> QColor:
        """Of what was found; paler once it is of before."""
        at = self._layout
        accent = self._theme.color("accent")
        return blend(accent, self._theme.color("card"), _PALER) if at.shown.before else accent

    def _paint_best(self, painter: QPainter) -> None:
        at = self._layout
        index = best(at.shown.swept)
        if index is None:
            return
        theme, unit = self._theme, self._unit
        painter.setBrush(theme.color("card"))
        painter.setPen(QPen(self._accent, 2.2 * unit))
        painter.drawEllipse(at.points[index], 4.6 * unit, 4.6 * unit)

    def _paint_cursor(self, painter: QPainter) -> None:
        at = self._layout
        if at.shown.cursor is None:
            return
        theme, unit, point = self._theme, self._unit, at.points[at.shown.cursor]
        painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(point.x(), at.plot.top()), QPointF(point.x(), at.plot.bottom()))
        painter.setPen(QPen(theme.color("card"), 1.5 * unit))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(point, 5 * unit, 5 * unit)
