"""Bookmarks on the timeline: a ribbon above the bar for each, large enough to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gdstudio.messages import Bookmark
    from gdstudio.views.kit.theme import Theme

_HALF, _LENGTH, _NOTCH = 4.0, 9.5, 3.0  # pixels at scale 1: half its width, its length, the cut in its end
_REACH, _DEEP = 12.0, 13.0  # what belongs to it: so far to both sides, so far down


def pointed_at(
    bookmarks: Iterable[Bookmark], x_of: Callable[[int], int], at: QPointF, unit: float
) -> Bookmark | None:
    """The bookmark whose ribbon is under the pointer, the nearest of several; None if there is none.

    Args:
        bookmarks: those that are shown.
        x_of: the pixel of a step.
        at: the pointer.
        unit: a pixel at scale 1.
    """
    if at.y() > _DEEP * unit:
        return None
    near = [mark for mark in bookmarks if abs(x_of(mark.step) - at.x()) <= _REACH * unit]
    return min(near, key=lambda mark: abs(x_of(mark.step) - at.x()), default=None)


def paint_names(
    painter: QPainter, theme: Theme, names: Mapping[int, str], obstacles: Iterable[int], right: float
) -> None:
    """Write bookmarks' names beside their ribbons, each if it fits before what comes next.

    Args:
        painter: of the bar.
        theme: its fonts and colours.
        names: by pixel.
        obstacles: the pixels of what else stands on the bar.
        right: the pixel where the bar ends.
    """
    font = theme.font(9.5)
    painter.setFont(font)
    painter.setPen(theme.color("muted"))
    metrics, unit = QFontMetricsF(font), theme.scale
    others = sorted({*names, *obstacles})
    for x, name in names.items():
        left = x + (_HALF + 3) * unit
        end = min((other - _HALF * unit for other in others if other > x), default=right)
        if left + metrics.horizontalAdvance(name) + 3 * unit <= end:
            painter.drawText(QPointF(left, metrics.capHeight() + unit), name)


def paint_ribbon(painter: QPainter, theme: Theme, x: float, *, lit: bool) -> None:
    """Draw a ribbon that hangs from the top edge at a pixel; `lit`, if the pointer is on it."""
    unit = theme.scale
    half, length = _HALF * unit, _LENGTH * unit
    corners = ((-half, 0.0), (half, 0.0), (half, length), (0.0, length - _NOTCH * unit), (-half, length))
    painter.setPen(
        QPen(theme.color("card"), unit)
    )  # so that it stands off from a mark or the handle below it
    painter.setBrush(theme.color("accent" if lit else "text"))
    painter.drawPolygon(QPolygonF([QPointF(x + dx, dy) for dx, dy in corners]))
