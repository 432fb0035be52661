"""What is at a point of the surface, for those who ask."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, sqrt
from typing import TYPE_CHECKING

from gdstudio.lessons.explanations import Kind

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from gdstudio.views.surface.contours import Contours
    from gdstudio.views.surface.shown import Shown

_MARK, _LINE = 9.0, 6.0
"""So many pixels around a mark or a line still mean it."""


def kind_at(picture: Contours, shown: Shown, place: QPointF) -> Kind:
    """What is nearest to a place of the picture; the surface itself where nothing in particular is."""
    if shown.goal is not None and _apart(picture.to_pixels(*shown.goal), place) <= _MARK:
        return Kind.GOAL
    here = picture.to_pixels(*shown.surface.here)
    if shown.next is not None and _from_way(here, picture.to_pixels(*shown.next), place) <= _LINE:
        return Kind.ARROW
    points = [picture.to_pixels(float(u), float(v)) for u, v in shown.path.tolist()]
    if any(_from_way(one, other, place) <= _LINE for one, other in pairwise(points)):
        return Kind.PATH
    trough = next((each for each in (shown.surface, shown.example) if each and each.is_trough), None)
    if trough is not None:
        u, v = picture.to_weights(place)
        above = float(trough.error_at(u, v)) - trough.least_error  # type: ignore[arg-type]  # one point
        if sqrt(max(above, 0.0) / trough.axes[0][0]) * picture.unit <= _LINE:
            return Kind.ZERO_LINE
    return Kind.SURFACE


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())


def _from_way(start: QPointF, end: QPointF, place: QPointF) -> float:
    """How far a place is from a straight way."""
    way, along = end - start, place - start
    length = way.x() ** 2 + way.y() ** 2
    share = 0.0 if length == 0 else min(max((along.x() * way.x() + along.y() * way.y()) / length, 0.0), 1.0)
    return _apart(start + way * share, place)
