"""What is at a point of a bowl, for those who ask: a dot, a curve, the tangent, an axis."""

from __future__ import annotations

from math import hypot, sqrt
from typing import TYPE_CHECKING

from gdstudio.lessons.explanations import Kind

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from gdstudio.core.landscape import Bowl
    from gdstudio.views.bowls.frame import Frame
    from gdstudio.views.bowls.items import Picture

_DOT, _MARK, _CURVE = 9.0, 7.0, 5.0
"""So many pixels around a dot, a mark or a line still mean it."""
_TANGENT = 23.0
_LEAST_TILT = 4.0
"""Where the tangent is less than this off the curve, both are one line, and the curve is meant."""


def kind_at(picture: Picture | None, frame: Frame, place: QPointF) -> Kind:
    """What is nearest to a place of the plot, in its pixels; the curve, where nothing in particular is."""
    curve = Kind.CURVE if picture is None or picture.example is None else Kind.MEAN_CURVE
    if picture is None:
        return curve
    area = frame.area
    if place.x() < area.left() - 2:
        return Kind.ERROR_AXIS
    if place.y() > area.bottom() + _DOT:
        return Kind.WEIGHT_AXIS
    marks = [(Kind.DOT, _DOT, (picture.bowl.weight, picture.bowl.height))]
    if picture.star is not None:
        marks.append((Kind.STAR, _DOT, picture.star))
    if picture.example is not None:
        marks.append((Kind.EXAMPLE_CURVE, _MARK, (picture.example.weight, picture.example.height)))
    marks += [(Kind.AHEAD, _MARK, at) for at in picture.ahead]
    for kind, reach, (weight, error) in marks:
        point = frame.point(weight, error)
        if point is not None and _apart(point, place) <= reach:
            return kind
    if _on_tangent(picture.bowl, frame, place):
        return Kind.TANGENT
    curves = [(curve, picture.bowl)]
    if picture.example is not None:
        curves.append((Kind.EXAMPLE_CURVE, picture.example))
    if picture.before is not None:
        curves.append((Kind.BEFORE, picture.before))
    for kind, bowl in curves:
        if _from_curve(bowl, frame, place) <= _CURVE:
            return kind
    floor = None if picture.example is None else frame.floor(picture.bowl)
    if floor is not None and abs(place.y() - floor.y1()) <= _CURVE and place.x() <= floor.x2():
        return Kind.FLOOR
    return curve


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())


def _on_tangent(bowl: Bowl, frame: Frame, place: QPointF) -> bool:
    line = frame.tangent(bowl, 2 * _TANGENT)
    if line is None or _from_curve(bowl, frame, place) <= _LEAST_TILT / 2:
        return False
    dot = line.center()
    length = line.length()
    if length == 0 or _apart(dot, place) > _TANGENT:
        return False
    across = ((place.x() - dot.x()) * line.dy() - (place.y() - dot.y()) * line.dx()) / length
    return abs(across) <= _LEAST_TILT


def _from_curve(bowl: Bowl, frame: Frame, place: QPointF) -> float:
    """How far a place is from a curve, in pixels, about: across or up, whichever is nearer."""
    area, span = frame.area, frame.span
    weight = span.weight_at((place.x() - area.left()) / area.width())
    up = area.bottom() - bowl.error_at(weight) / span.height * area.height()
    vertical = abs(up - place.y())
    error = (area.bottom() - place.y()) / area.height() * span.height - bowl.floor
    if error < 0 or bowl.input == 0 or bowl.bottom is None:
        return vertical
    reach = sqrt(error) / abs(bowl.input)
    sides = (bowl.bottom - reach, bowl.bottom + reach)
    across = [area.left() + span.across(side) * area.width() for side in sides]
    return min(vertical, *(abs(x - place.x()) for x in across))
