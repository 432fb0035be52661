"""Where the parts of the dot product's panel stand, for any size: as large pictures as there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize

if TYPE_CHECKING:
    from collections.abc import Sequence

_USUAL = QSize(692, 230)
"""The size at which the type is as large as in other panels."""
_SMALLEST, _LARGEST = 0.9, 1.4
_LOSS = 0.1
"""Pictures are made this much smaller at most, for the sake of whole pixels."""


@dataclass(frozen=True)
class Measures:
    """Lengths in pixels at the present size; `unit` is what one pixel of the usual size has become."""

    unit: float

    @classmethod
    def at(cls, size: QSize, scale: float) -> Measures:
        """The measures for a panel of this size in a theme of this scale."""
        ratio = min(size.width() / _USUAL.width(), size.height() / _USUAL.height()) / scale
        return cls(min(max(ratio**0.5, _SMALLEST), _LARGEST) * scale)

    @property
    def pad(self) -> float:
        """Around a column."""
        return 10 * self.unit

    @property
    def heading(self) -> float:
        """The heading's height."""
        return max(25 * self.unit, 24.0)

    @property
    def gap(self) -> float:
        """Between the heading and the pictures."""
        return 6 * self.unit

    @property
    def caption(self) -> float:
        """The height of the words below a picture."""
        return 17 * self.unit

    @property
    def row(self) -> float:
        """The height of a row of the sum."""
        return 18 * self.unit

    @property
    def line(self) -> float:
        """The height of the line about one pixel."""
        return 19 * self.unit

    @property
    def sign(self) -> float:
        """The width of ⊙ and = with the air around."""
        return 26 * self.unit

    @property
    def sum_width(self) -> float:
        """The least width of the sum with its bars."""
        return 240 * self.unit


@dataclass(frozen=True)
class Parts:
    """The places of one column's parts, in its own coordinates."""

    heading: QRectF
    pictures: tuple[QRectF, QRectF, QRectF]
    sums: QRectF
    line: QRectF


@dataclass(frozen=True)
class Arrangement:
    """Where the columns stand, and whether their sums stand beside their pictures or below."""

    columns: tuple[QRect, ...]
    beside: bool


def arrange(size: QSize, count: int, measures: Measures) -> Arrangement:
    """Choose the arrangement of `count` columns that leaves the most room for pictures."""
    options = [
        Arrangement(tuple(_split(size, count, stacked=stacked)), beside)
        for stacked, beside in product((False, True), repeat=2)
        if count > 1 or not stacked
    ]
    return max(options, key=lambda option: _room(option.columns, measures, beside=option.beside))


def _split(size: QSize, count: int, *, stacked: bool) -> list[QRect]:
    if stacked:
        height = size.height() // count
        return [QRect(0, index * height, size.width(), height) for index in range(count)]
    width = size.width() // count
    return [QRect(index * width, 0, width, size.height()) for index in range(count)]


def _room(columns: Sequence[QRect], measures: Measures, *, beside: bool) -> float:
    return picture_side(columns[0].size(), measures, beside=beside)


def picture_side(column: QSize, measures: Measures, *, beside: bool) -> float:
    """How large a picture can be at most in a column of this size."""
    width = column.width() - 2 * measures.pad - 2 * measures.sign
    height = column.height() - _around(measures)
    if beside:
        width -= measures.sum_width + measures.sign
    else:
        height -= 3 * measures.row + 0.6 * measures.pad
    return max(min(width / 3, height), 8.0)


def _around(measures: Measures) -> float:
    """The height of all that stands above and below the pictures and their sum."""
    return 1.2 * measures.pad + measures.heading + measures.gap + measures.caption + measures.line


def place(column: QSize, measures: Measures, size: tuple[int, int], ratio: float, *, beside: bool) -> Parts:
    """Place a column's parts.

    Args:
        column: its size.
        measures: the lengths.
        size: (height, width) of the image, in its own pixels.
        ratio: device pixels to one of the window's.
        beside: whether the sum stands beside the pictures.
    """
    pad, inner = measures.pad, column.width() - 2 * measures.pad
    down, across = _fitting(picture_side(column, measures, beside=beside), size, ratio)
    taken = 3 * across + 2 * measures.sign
    free = column.height() - _around(measures) - down
    if not beside:
        free -= 3 * measures.row + 0.6 * pad
    top = round(0.6 * pad + measures.heading + measures.gap + max(free, 0) / 3)
    # Pictures narrower than the column stand at its left, below the heading's first letter.
    pictures = tuple(
        QRectF(round(pad + index * (across + measures.sign)), top, across, down) for index in range(3)
    )
    below = top + down + measures.caption
    if beside:
        left = pad + taken + measures.sign
        sums = QRectF(left, top, column.width() - pad - left, min(down, 4.8 * measures.row))
        sums.moveTop(top + (down - sums.height()) / 2)
    else:
        sums = QRectF(pad, below + 0.6 * pad, inner, 3 * measures.row)
        below = sums.bottom()
    line = QRectF(pad, below, inner, measures.line)
    heading = QRectF(pad, 0.6 * pad + max(free, 0) / 6, inner, measures.heading)
    return Parts(heading, (pictures[0], pictures[1], pictures[2]), sums, line)


def _fitting(side: float, size: tuple[int, int], ratio: float) -> tuple[float, float]:
    """Height and width of a picture in a square; in whole device pixels a cell where that loses little."""
    cell = side * ratio / max(size)
    if cell >= 1 and cell - int(cell) <= _LOSS * cell:
        cell = int(cell)
    return round(size[0] * cell) / ratio, round(size[1] * cell) / ratio
