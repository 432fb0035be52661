"""Which rectangles a lesson lights in a drawn network: with air around what is in them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_AIR = 4.0
"""Pixels around what is lit, where others leave so much."""


def lit(columns: Mapping[str, Sequence[QRectF]], weights: Mapping[str, QRectF], part: str) -> list[QRectF]:
    """The rectangles to be lit for a part: one of the columns, or "weight a"; none, if it is neither.

    Args:
        columns: the rectangles of each part that is a column.
        weights: that of each weight, by its name.
        part: which is meant.
    """
    if part in columns:
        return _column(columns, part)
    return [_with_air(rect, ()) for name, rect in weights.items() if part == f"weight {name}"]


def _column(columns: Mapping[str, Sequence[QRectF]], part: str) -> list[QRectF]:
    """One rectangle around all of a column, or, where others stand between, one around each of its own."""
    mine = columns[part]
    others = [rect for name, rects in columns.items() if name != part for rect in rects]
    whole = around(mine)
    if any(whole.intersects(rect) for rect in others):
        return [_with_air(rect, others) for rect in mine]
    return [_with_air(whole, others)]


def around(rects: Sequence[QRectF]) -> QRectF:
    """The smallest rectangle around several."""
    whole = QRectF()
    for rect in rects:
        whole = whole.united(rect)
    return whole


def _with_air(rect: QRectF, others: Sequence[QRectF]) -> QRectF:
    """The same with as much air on each side as others leave: the line runs midway to them."""
    beside = [other for other in others if other.top() < rect.bottom() and rect.top() < other.bottom()]
    in_line = [other for other in others if other.left() < rect.right() and rect.left() < other.right()]
    return rect.adjusted(
        -_air(rect.left() - other.right() for other in beside),
        -_air(rect.top() - other.bottom() for other in in_line),
        _air(other.left() - rect.right() for other in beside),
        _air(other.top() - rect.bottom() for other in in_line),
    )


def _air(gaps: Iterable[float]) -> float:
    """Half of the least gap that there is on one side; negative ones are on the other."""
    return min((gap / 2 for gap in gaps if 0 <= gap < 2 * _AIR), default=_AIR)
