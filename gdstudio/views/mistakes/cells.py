"""Paints the table of mistakes: counts on grounds that keep them readable, names and the cross for sums."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gdstudio.views.kit.blend import blend

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.mistakes.grid import Grid

_DARKEST = {False: 0.5, True: 0.36}  # by theme.dark: shades on which the text keeps 4.5 : 1
_PALEST = 0.06


class Cells:
    """Paints counts: mistakes on a ground the darker the more there are, what was right in a frame."""

    def __init__(self, theme: Theme, grid: Grid) -> None:
        self._theme, self._grid = theme, grid
        self._fonts: dict[int, QFont] = {}

    def paint(self, painter: QPainter, counts: NDArray[np.int64]) -> None:
        """Draw all counts, with the sums in the last row and column."""
        theme, last = self._theme, len(counts) - 1
        wrong = counts[:last, :last] * (1 - np.eye(last, dtype=np.int64))
        largest = int(wrong.max()) if last else 0
        text, muted = theme.color("text"), theme.color("muted")
        frame = QPen(theme.color("border"), 1)
        for row, line in enumerate(counts.tolist()):
            for column, count in enumerate(line):
                rect = self._grid.cell(row, column)
                inner = rect.adjusted(1, 1, -1, -1)
                sums = last in (row, column)
                if row == column and not sums:
                    painter.setPen(frame)
                    painter.drawRect(inner.adjusted(0, 0, -1, -1))
                elif not sums:
                    painter.fillRect(inner, shade(theme, count, largest))
                if count:
                    painter.setPen(muted if sums or row == column else text)
                    painter.setFont(self._font(len(str(count))))
                    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(count))

    def _font(self, digits: int) -> QFont:
        """As large as so many digits fit."""
        if digits not in self._fonts:
            scale = self._theme.scale
            fitting = (self._grid.size.width() - 3) / (0.61 * digits * scale)
            size = min(fitting, self._grid.size.height() / scale - 5, 12.5)
            self._fonts[digits] = self._theme.font(max(size, 8), mono=True)
        return self._fonts[digits]


def shade(theme: Theme, count: int, largest: int) -> QColor:
    """The ground of a count of mistakes; `largest` is that of the most frequent one.

    It grows with the square root: that a digit was taken for another even once should be seen.
    """
    if not count:
        return blend(theme.color("text"), theme.color("card"), 0.03)
    share = _PALEST + (_DARKEST[theme.dark] - _PALEST) * sqrt(count / largest)
    return blend(theme.color("text"), theme.color("card"), share)


def paint_cross(painter: QPainter, rect: QRectF, reach: float) -> None:
    """Draw a cross in the middle of `rect`, reaching so far each way: the sign for mistakes."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setWidthF(1.6)
    painter.setPen(pen)
    middle = rect.center()
    for way in (QPointF(reach, reach), QPointF(reach, -reach)):
        painter.drawLine(middle - way, middle + way)
    painter.restore()


def paint_upright(painter: QPainter, rect: QRect, text: str) -> None:
    """Write upwards from the lower edge of `rect`."""
    painter.save()
    painter.translate(rect.x(), rect.y() + rect.height())
    painter.rotate(-90)
    room = QRect(0, 0, rect.height(), rect.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room.adjusted(3, 0, 0, 0), flags, text)
    painter.restore()
