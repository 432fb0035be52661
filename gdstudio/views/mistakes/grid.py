"""Where the cells of the table of mistakes are: as large as fits, never too small to be hit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

EDGE = 2
"""Around the cells in pixels, where the focus ring goes."""
LEAST = QSize(20, 18)
"""The smallest cell in pixels at scale 1; where these do not fit, the table scrolls."""
MOST = QSize(40, 34)
"""The largest."""

_HEAD = 18
_CROSS = 9
_SPACE = 6  # beside a name


@dataclass(frozen=True)
class Grid:
    """A table's measures in pixels, without scrolling.

    Attributes:
        count: how many rows and columns there are, sums included.
        size: of a cell.
        head: height of the names above the columns.
        side: width of the names beside the rows.
        upright: the names above the columns stand on end.
    """

    count: int
    size: QSize
    head: int
    side: int
    upright: bool

    @property
    def content(self) -> QSize:
        """Of everything."""
        wide, high = self.size.width() * self.count, self.size.height() * self.count
        return QSize(self.side + wide + 2 * EDGE, self.head + high + 2 * EDGE)

    def cell(self, row: int, column: int) -> QRect:
        """The rectangle of a cell, from 0."""
        left = EDGE + self.side + column * self.size.width()
        top = EDGE + self.head + row * self.size.height()
        return QRect(QPoint(left, top), self.size)

    def at(self, point: QPoint) -> tuple[int, int] | None:
        """The row and column at a point, or None outside the cells."""
        inside = point - QPoint(EDGE + self.side, EDGE + self.head)
        row, column = inside.y() // self.size.height(), inside.x() // self.size.width()
        return (row, column) if 0 <= row < self.count and 0 <= column < self.count else None


def fit(room: QSize, n_classes: int, longest: float, scale: float) -> Grid:
    """Choose the measures for so much room.

    Args:
        room: in pixels.
        n_classes: how many rows and columns there are, without the sums.
        longest: width of the longest name in pixels.
        scale: the theme's.
    """
    count, least, most = n_classes + 1, LEAST * scale, MOST * scale
    side = round(max(longest, _CROSS * scale) + _SPACE * scale)
    wide = min(max((room.width() - side - 2 * EDGE) // count, least.width()), most.width())
    upright = longest > wide - 2
    head = round(longest + _SPACE * scale) if upright else round(_HEAD * scale)
    high = min(max((room.height() - head - 2 * EDGE) // count, least.height()), most.height())
    return Grid(count, QSize(wide, high), head, side, upright)
