"""Where a bowl's weights and errors lie in pixels, and its curve as one Bézier piece clipped to the view.

A parabola is exactly one quadratic Bézier curve. It is clipped here, in numbers that stay near 1, because
the raster engine draws rubbish when it is handed coordinates of 1e150.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from gdstudio.core.landscape import Bowl
    from gdstudio.views.bowls.scale import Span

_OVER = 1.15  # curves run on to this height, beyond the top, so that their ends are cut by the clip
_ASIDE = 0.1  # and this far to both sides
_SEEN = 2.0  # pixels from 0 below which a floor is not told from it


@dataclass(frozen=True)
class Frame:
    """A part of the axes (`span`) on a part of the widget (`area`, its bottom edge being error 0)."""

    span: Span
    area: QRectF

    def point(self, weight: float, error: float) -> QPointF | None:
        """The place of a weight and an error, or None if it is not inside."""
        across, up = self.span.across(weight), error / self.span.height
        if not (-0.001 <= across <= 1.001 and -0.001 <= up <= 1.06):
            return None
        return QPointF(
            self.area.left() + across * self.area.width(), self.area.bottom() - up * self.area.height()
        )

    def weight_at(self, x: float) -> float:
        """The weight at a horizontal place, kept inside the view and rounded to half a pixel or better."""
        across = (x - self.area.left()) / self.area.width()
        weight = self.span.weight_at(min(max(across, 0.0), 1.0))
        return rounded(weight, self.span.width / self.area.width() / 2)

    def curve(self, bowl: Bowl) -> QPainterPath | None:
        """The visible piece of a bowl, or None if there is none."""
        lift = bowl.floor / self.span.height
        if lift >= _OVER:
            return None
        root, top = sqrt(self.span.height), sqrt(_OVER - lift)
        here = self.span.across(bowl.weight)
        start = bowl.delta / root
        steep = bowl.input * self.span.width / root
        # In these units the error at u is (start + steep · (u − here))² + lift: low enough on one stretch.
        left, right = -_ASIDE, 1 + _ASIDE
        if steep != 0:
            ends = [here + (end - start) / steep for end in (-top, top)]
            left, right = max(left, min(ends)), min(right, max(ends))
        elif start * start > top * top:
            return None
        if left >= right:
            return None
        # A needle thinner than a float's last digit would shoot over its ends; hence the limits.
        first = min(max(start + steep * (left - here), -top), top)
        last = min(max(start + steep * (right - here), -top), top)
        path = QPainterPath(self._place(left, first * first + lift))
        # The control point is where the tangents of both ends meet.
        middle, end = self._place((left + right) / 2, first * last + lift), last * last + lift
        path.quadTo(middle, self._place(right, end))
        return path

    def floor(self, bowl: Bowl) -> QLineF | None:
        """A level line from the error axis to a bowl's bottom; None where that is at 0 or out of sight."""
        up, bottom = bowl.floor / self.span.height, bowl.bottom
        across = self.span.across(bottom) if bottom is not None else 0.0
        if up * self.area.height() < _SEEN or up > 1 or across <= 0:
            return None
        return QLineF(self._place(0, up), self._place(min(across, 1.0), up))

    def tangent(self, bowl: Bowl, length: float) -> QLineF | None:
        """A line of `length` pixels along the true slope at the dot, or None if the dot is outside."""
        dot = self.point(bowl.weight, bowl.height)
        if dot is None:
            return None
        root = sqrt(self.span.height)
        rise = 2 * (bowl.delta / root) * (bowl.input * self.span.width / root) * self.area.height()
        run = self.area.width()
        scale = length / 2 / hypot(run, rise)
        half = QPointF(run * scale, -rise * scale)
        return QLineF(dot - half, dot + half)

    def _place(self, across: float, up: float) -> QPointF:
        return QPointF(
            self.area.left() + across * self.area.width(), self.area.bottom() - up * self.area.height()
        )


def rounded(value: float, unit: float) -> float:
    """Round to the decimal that `unit` reaches: nobody drags to the seventeenth digit."""
    return float(f"{value:.{_digits(value, unit)}g}")


def _digits(value: float, unit: float) -> int:
    digits = 1
    while digits < 16 and abs(float(f"{value:.{digits}g}") - value) > unit:
        digits += 1
    return digits
