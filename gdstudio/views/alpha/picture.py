"""The drawing of the alpha ruler: where everything goes, worked out once, and painted from that.

The widget that is dragged and focused is `alpha_track`; this file only draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from gdstudio.core.descent import Rule
from gdstudio.numerals import decade
from gdstudio.views.alpha.misprint import no_zones
from gdstudio.views.alpha.scale import FIRST_DECADE, LogScale
from gdstudio.views.alpha.whose import Whose, formulas
from gdstudio.views.kit.word_row import spread
from gdstudio.views.kit.zones import NO_EFFECT, Zone, is_one_stretch, zone_at, zones

if TYPE_CHECKING:
    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.views.kit.theme import Theme

INSET = 9.0
"""Pixels, at scale 1, between the widget's edge and the ruler's end: half a marker and the focus ring."""

HEIGHT = 76
"""Pixels at scale 1."""


@dataclass(frozen=True)
class RulerState:
    """What the ruler shows."""

    alpha: float
    limits: AlphaLimits
    scale: LogScale
    whose: Whose


class RulerPicture:
    """The ruler at one size in one theme: pixel mapping, layout of words, painting.

    Attributes:
        zones: what happens where.
        header: the formula, in the longest wording that fits.
        ticks: the tick numbers that are shown, and where.
        names: the zones whose names are shown, and where.
    """

    def __init__(self, theme: Theme, state: RulerState, width: float) -> None:
        self.theme, self.state, self.width = theme, state, width
        unit = theme.scale
        self.start, self.end = INSET * unit, width - INSET * unit
        self.bar = QRectF(self.start, 29 * unit, self.end - self.start, 9 * unit)
        correct = state.whose.rule is Rule.CORRECT
        self.zones = zones(state.limits, state.whose.noun) if correct else ()
        self._unit = unit
        self._small = theme.font(11)
        self._names_font = theme.font(11, bold=True)
        self.header = self._first_fitting(formulas(state.limits, state.whose), self._room_for_formula())
        self.ticks = self._place_ticks()
        self.names = self._place_names()

    # --- values and pixels --------------------------------------------------------------------------------

    def x(self, value: float) -> float:
        """The pixel of a value of alpha."""
        return self.start + self.state.scale.fraction(value) * (self.end - self.start)

    def value(self, x: float) -> float:
        """The value of alpha at a pixel."""
        return self.state.scale.value((x - self.start) / (self.end - self.start))

    @property
    def marker_x(self) -> float:
        """Where the marker's tip is."""
        return self.x(self.state.alpha)

    @property
    def one_step_x(self) -> float | None:
        """Where alpha is 1/S and one step lands on the bottom; None where that is not so or not shown."""
        value = self.state.limits.no_overshoot
        if (
            value is None
            or self.state.limits.mean
            or not self.zones
            or not is_one_stretch(self.state.limits)
            or not 0 < self.state.scale.fraction(value) < 1
        ):
            return None
        return self.x(value)

    # --- layout -------------------------------------------------------------------------------------------

    def _room_for_formula(self) -> float:
        title = QFontMetricsF(self.theme.font(12, bold=True)).horizontalAdvance("alpha  α")
        return self.end - self.start - title - 14 * self._unit

    def _first_fitting(self, wordings: tuple[str, ...], room: float) -> str:
        metrics = QFontMetricsF(self._small)
        return next((text for text in wordings if metrics.horizontalAdvance(text) <= room), "")

    def _place_ticks(self) -> list[tuple[str, QRectF]]:
        """Numbers under the decades; where they would touch, only every second, third … one."""
        metrics = QFontMetricsF(self.theme.font(10.5, mono=True))
        scale, top = self.state.scale, 44 * self._unit
        for every in range(1, len(scale.decades) + 1):
            powers = [power for power in scale.decades if (scale.high - power) % every == 0]
            texts = [_decade_text(power) for power in powers]
            widths = [metrics.horizontalAdvance(text) for text in texts]
            centres = [self.x(10.0**power) for power in powers]
            edges = spread(centres, widths, 0, self.width, 7 * self._unit)
            slack = INSET * self._unit + 14
            if edges and all(
                abs(e + w / 2 - c) < slack for e, w, c in zip(edges, widths, centres, strict=True)
            ):
                height = metrics.height()
                return [(t, QRectF(e, top, w, height)) for t, e, w in zip(texts, edges, widths, strict=True)]
        return []

    def _place_names(self) -> list[tuple[Zone, QRectF]]:
        """Zone names in one row; if they do not all fit, the names of the narrowest zones are left out."""
        metrics = QFontMetricsF(self._names_font)
        shown = [zone for zone in self.zones if self._extent(zone) > 0]
        while shown:
            widths = [metrics.horizontalAdvance(zone.name) for zone in shown]
            centres = [(self.x(zone.low) + self.x(zone.high)) / 2 for zone in shown]
            edges = spread(centres, widths, 0, self.width, 10 * self._unit)
            if edges is not None:
                top, height = 58 * self._unit, metrics.height()
                return [
                    (zone, QRectF(edge, top, width, height))
                    for zone, edge, width in zip(shown, edges, widths, strict=True)
                ]
            shown.remove(min(shown, key=self._extent))
        return []

    def _extent(self, zone: Zone) -> float:
        return self.x(zone.high) - self.x(zone.low)

    # --- painting -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Draw everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_header(painter)
        self._paint_bar(painter)
        self._paint_ticks(painter)
        self._paint_names(painter)
        self._paint_marker(painter)

    def _paint_header(self, painter: QPainter) -> None:
        row = QRectF(self.start, 0, self.end - self.start, 16 * self._unit)
        painter.setPen(self.theme.color("text"))
        painter.setFont(self.theme.font(12, bold=True))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "alpha  α")
        painter.setPen(self.theme.color("muted"))
        painter.setFont(self._small)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.header)

    def _paint_bar(self, painter: QPainter) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(self.bar, 3 * self._unit, 3 * self._unit)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(self.bar, self.theme.color("outline" if not self.zones else "card"))
        for zone in self.zones:
            left, right = self.x(zone.low), self.x(zone.high)
            if right > left:
                # A hairline of the card between two zones: where one ends is seen without telling colours.
                seam = 1.0 if left > self.start else 0.0
                area = QRectF(left + seam / 2, self.bar.top(), right - left - seam / 2, self.bar.height())
                painter.fillRect(area, self.theme.color(zone.color))
                if zone.hatched:
                    painter.fillRect(area, QBrush(self.theme.color("diverges"), Qt.BrushStyle.Dense4Pattern))
        painter.restore()
        x = self.one_step_x
        if x is not None:
            painter.setPen(QPen(self.theme.color("text"), 1.4 * self._unit))
            painter.setBrush(self.theme.color("card"))
            painter.drawEllipse(QPointF(x, self.bar.center().y()), 3.2 * self._unit, 3.2 * self._unit)

    def _paint_ticks(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.theme.color("outline"), 1))
        for power in self.state.scale.decades:
            x = round(self.x(10.0**power)) + 0.5 if power < self.state.scale.high else round(self.end) - 0.5
            painter.drawLine(
                QPointF(x, self.bar.bottom() + 1.5), QPointF(x, self.bar.bottom() + 5 * self._unit)
            )
        painter.setPen(self.theme.color("muted"))
        painter.setFont(self.theme.font(10.5, mono=True))
        for text, rect in self.ticks:
            painter.drawText(rect.topLeft() + QPointF(0, rect.height() * 0.78), text)

    def _paint_names(self, painter: QPainter) -> None:
        if not self.zones:
            row = QRectF(0, 57 * self._unit, self.width, 16 * self._unit)
            painter.setPen(self.theme.color("muted"))
            painter.setFont(self._small)
            rule = self.state.whose.rule
            text = self._first_fitting(NO_EFFECT if rule is Rule.CORRECT else no_zones(rule), self.width)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, text)
            return
        here = zone_at(self.state.alpha, self.zones)
        for zone, rect in self.names:
            painter.setFont(self._names_font if zone is here else self._small)
            painter.setPen(self.theme.color(f"{zone.color}_text"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, zone.name)

    def _paint_marker(self, painter: QPainter) -> None:
        x, tip, unit = self.marker_x, self.bar.top() + 1.5 * self._unit, self._unit
        triangle = QPolygonF(
            [QPointF(x, tip), QPointF(x - 7 * unit, tip - 11 * unit), QPointF(x + 7 * unit, tip - 11 * unit)]
        )
        stem = QRectF(x - 1.25 * unit, self.bar.top(), 2.5 * unit, self.bar.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("card"))
        painter.drawRect(stem.adjusted(-1.25 * unit, 0, 1.25 * unit, 0))
        painter.setBrush(self.theme.color("text"))
        painter.drawRect(stem)
        painter.setPen(QPen(self.theme.color("card"), 1.5 * unit, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolygon(triangle)
        if self.state.alpha == 0:
            painter.setPen(QColor(self.theme.text))
            painter.setFont(self.theme.font(11, mono=True))
            painter.drawText(QPointF(x + 10 * unit, tip - 2 * unit), "0")


def _decade_text(power: int) -> str:
    """A plain decimal as far down as people read zeros, then a power of ten."""
    return f"{10.0**power:.{max(-power, 0)}f}" if power >= FIRST_DECADE else decade(10.0**power)
