"""Where everything of a sweep goes, worked out once for a size: values to pixels, names, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from gdstudio.core.descent import Rule
from gdstudio.numerals import compact
from gdstudio.views.kit.word_row import spread
from gdstudio.views.sweep.axes import across, alpha_ticks, errors_axis
from gdstudio.views.sweep.words import zones_of

if TYPE_CHECKING:
    from gdstudio.messages import Swept
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.kit.zones import Zone

LEFT, RIGHT = 46.0, 8.0
NAMES, STRIP, TICKS, ROW, OVER = 16.0, 3.0, 17.0, 13.0, 14.0
"""Heights: the zones' names, the strip of their colours, the numbers of alpha, the places of 0 and ∞, and air
for what stands over the line of the error at the start."""
_EDGE = 6.0
"""Kept free at the ends of the curve, so that no point is cut."""
_ROOMY = 64.0
"""From this height on the line of the error at the start has its words."""
_LABELS_IN_FULL = 460.0
"""From this width on the limit is called what it is."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What is drawn.

    Attributes:
        swept: the sweep, worked out.
        alpha: the run's present alpha, or None if the run is no longer there.
        before: the run has changed since.
        cursor: which point is looked at, or None.
    """

    swept: Swept
    alpha: float | None
    before: bool = False
    cursor: int | None = None


class Layout:
    """A sweep in a room of a given size, in one theme. All pixels.

    Attributes:
        ground: the plot, and above it the row of the zones' names.
        plot: where the curve is; the zones tint it.
        axis: which errors have a place.
        roomy: whether it is high enough for words in it.
        decades: the part of the plot for errors that are neither 0 nor infinite.
        points: where each alpha's error stands.
        names: the zones whose names are shown, and where.
        limit: the limit's label and where it stands, or None.
        ticks: the alphas that are labelled: where their numbers stand, and their lines.
    """

    def __init__(self, theme: Theme, room: QRectF, shown: Shown) -> None:
        self._theme, self._unit, self.shown = theme, theme.scale, shown
        swept, unit = shown.swept, theme.scale
        self._first, self._last = float(swept.alphas[0]), float(swept.alphas[-1])
        self.axis = errors_axis(swept.errors.tolist(), swept.start_error)
        self.zones = zones_of(swept)
        self.ground = room.adjusted(LEFT * unit, 0, -RIGHT * unit, -TICKS * unit)
        self.plot = self.ground.adjusted(0, (NAMES + STRIP) * unit, 0, 0)
        self.roomy = self.plot.height() >= _ROOMY * unit
        above = (ROW if self.axis.infinite else 0.0) + (OVER if self.roomy else _EDGE)
        below = (ROW if self.axis.zero else 0.0) + _EDGE
        self.decades = self.plot.adjusted(0, above * unit, 0, -below * unit)
        self.points = [
            QPointF(self.x(alpha), self.y(error))
            for alpha, error in zip(swept.alphas.tolist(), swept.errors.tolist(), strict=True)
        ]
        self.names = self._place_names()
        self.limit = self._place_limit()
        self.ticks = self._place_ticks()

    # --- values and pixels --------------------------------------------------------------------------------

    def x(self, alpha: float) -> float:
        """The pixel of an alpha; what lies outside stands at the nearer edge."""
        if alpha <= 0:
            return self.plot.left()
        inset = _EDGE * self._unit
        width = self.plot.width() - 2 * inset
        place = self.plot.left() + inset + across(alpha, self._first, self._last) * width
        return min(max(place, self.plot.left()), self.plot.right())

    def y(self, error: float) -> float:
        """The pixel of an error; 0 and infinity have places of their own."""
        up = self.axis.up(error)
        if up == inf:
            return self.plot.top() + ROW * self._unit / 2
        if up == -inf:
            return self.plot.bottom() - ROW * self._unit / 2
        return self.decades.bottom() - up * self.decades.height()

    def nearest(self, x: float) -> int:
        """Which point is nearest to a pixel across."""
        return min(range(len(self.points)), key=lambda index: abs(self.points[index].x() - x))

    def is_shown(self, alpha: float) -> bool:
        """Whether an alpha is in the range that was swept."""
        return self._first <= alpha <= self._last

    # --- layout -------------------------------------------------------------------------------------------

    def _place_names(self) -> list[tuple[Zone, QRectF]]:
        """The names of all zones in one row, or of as many as fit; those of the narrowest give way."""
        metrics = QFontMetricsF(self._theme.font(11))
        shown = [zone for zone in self.zones if self._extent(zone) > 0]
        while shown:
            widths = [metrics.horizontalAdvance(zone.name) for zone in shown]
            centres = [(self.x(zone.low) + self.x(zone.high)) / 2 for zone in shown]
            edges = spread(centres, widths, self.plot.left() + 2, self.plot.right() - 2, 10 * self._unit)
            if edges is not None:
                top, height = self.ground.top(), NAMES * self._unit
                return [
                    (zone, QRectF(edge, top, width, height))
                    for zone, edge, width in zip(shown, edges, widths, strict=True)
                ]
            shown.remove(min(shown, key=self._extent))
        return []

    def _extent(self, zone: Zone) -> float:
        return self.x(zone.high) - self.x(zone.low)

    def _place_limit(self) -> tuple[str, QRectF] | None:
        """The limit's number, below the line that marks it."""
        lane = self.shown.swept.made_from
        limit = lane.limits.diverges
        if limit is None or lane.rule is not Rule.CORRECT or not self.is_shown(limit):
            return None
        in_full = lane.limits.several and self.plot.width() >= _LABELS_IN_FULL * self._unit
        text = f"{'measured limit' if in_full else 'limit'} {compact(limit)}"
        width = QFontMetricsF(self._theme.font(10.5, bold=True)).horizontalAdvance(text)
        edge = min(max(self.x(limit) - width / 2, 0.0), self.plot.right() + (RIGHT - 2) * self._unit - width)
        return text, QRectF(edge, self.plot.bottom() + 3 * self._unit, width, (TICKS - 3) * self._unit)

    def _place_ticks(self) -> list[tuple[str, QRectF, float]]:
        """Numbers below the axis: the fullest choice of which none touch; where the limit stands, none."""
        metrics, gap = QFontMetricsF(self._theme.font(10.5, mono=True)), 7 * self._unit
        top, height = self.plot.bottom() + 3 * self._unit, (TICKS - 3) * self._unit
        right = self.plot.right() + (RIGHT - 1) * self._unit
        for choice in alpha_ticks(self._first, self._last):
            found = []
            for alpha, text in choice:
                width = metrics.horizontalAdvance(text)
                edge = max(min(self.x(alpha) - width / 2, right - width), self.plot.left())
                found.append((text, QRectF(edge, top, width, height), self.x(alpha)))
            if all(one[1].right() + gap <= other[1].left() for one, other in pairwise(found)):
                taken = None if self.limit is None else self.limit[1].adjusted(-gap, 0, gap, 0)
                return [each for each in found if taken is None or not taken.intersects(each[1])]
        return []
