"""A picture's pixels on the screen: which one is where, and which one is next to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from gdstudio.views.kit.pixel_picture import pixel_at, pixel_rect


@dataclass(frozen=True)
class PixelGrid:
    """Where an enlarged picture is.

    Attributes:
        rect: the whole picture.
        rows, columns: how many pixels it has.
    """

    rect: QRectF
    rows: int
    columns: int

    def at(self, point: QPointF) -> int | None:
        """The pixel under a point, counted row after row, or None outside."""
        return pixel_at(self.rect, (self.rows, self.columns), point)

    def cell(self, pixel: int) -> QRectF:
        """Where a pixel is."""
        return pixel_rect(self.rect, (self.rows, self.columns), pixel)

    def cells(self, pixel: int, size: int) -> QRectF:
        """Where the square of `size` × `size` pixels around a pixel is."""
        cell, more = self.cell(pixel), size // 2
        across, down = more * cell.width(), more * cell.height()
        return cell.adjusted(-across, -down, across, down)

    def moved(self, pixel: int | None, way: tuple[int, int]) -> int:
        """The pixel so many rows down and columns to the right, or the last before the edge.

        Without a pixel it is the one in the middle.
        """
        if pixel is None:
            return self.rows // 2 * self.columns + self.columns // 2
        row, column = divmod(pixel, self.columns)
        row = min(max(row + way[0], 0), self.rows - 1)
        column = min(max(column + way[1], 0), self.columns - 1)
        return row * self.columns + column


def arrow_way(key: int) -> tuple[int, int] | None:
    """How many rows down and columns to the right an arrow key goes; None for any other key."""
    return {
        Qt.Key.Key_Up: (-1, 0),
        Qt.Key.Key_Down: (1, 0),
        Qt.Key.Key_Left: (0, -1),
        Qt.Key.Key_Right: (0, 1),
    }.get(Qt.Key(key))
