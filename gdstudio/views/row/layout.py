"""Where image, strips and magnifier stand, and where each row of the image is on its way to the strip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

LENS = 28
"""How many inputs the magnifier shows."""

_USUAL_HEIGHT = 194.0
"""Of the canvas, at which the type is as large as in other panels."""
_SMALLEST, _LARGEST = 0.9, 1.35
_TALL = 260.0
"""From this height on, at scale 1, the products have a row of their own in the magnifier."""
_ON_THE_WAY = 0.3
"""The share of the whole time that one row takes from the image to its place."""


@dataclass(frozen=True)
class Places:
    """The places of all parts.

    Attributes:
        unit: what one pixel of the usual size has become.
        image: the image's.
        text: of the sentences beside it.
        strips: of the inputs' and the weights' strip.
        lens: of the magnifier's rows: inputs, weights and, where there is room, products.
        gutter: the right end of the words left of strips and lens.
    """

    unit: float
    image: QRectF
    text: QRectF
    strips: tuple[QRectF, QRectF]
    lens: tuple[QRectF, ...]
    gutter: float


def places(area: QSize, scale: float, size: tuple[int, int], words: float) -> Places:
    """Place everything.

    Args:
        area: the canvas.
        scale: the theme's.
        size: (height, width) of the image in its own pixels.
        words: the width of the longest word left of the strips at the usual size.
    """
    height, width = size
    unit = min(max((area.height() / _USUAL_HEIGHT / scale) ** 0.5, _SMALLEST), _LARGEST) * scale
    pad, gap = 10 * unit, 6 * unit
    head = 0.6 * pad
    room = area.height() - 1.2 * pad
    # Strips and magnifier take a share of the height, the image the rest.
    n_lens = 3 if area.height() >= _TALL * scale else 2
    strip, row = max(0.075 * room, 13.0), max(0.095 * room, 16.0)
    funnel, between = 1.9 * gap, 2.0
    taken = 2 * strip + between + funnel + n_lens * row + (n_lens - 1) * between + 1.6 * gap
    side = min(room - taken, 0.26 * area.width())
    across, down = (side * width / max(size), side * height / max(size))
    left = pad + max(across, words * unit) + 1.6 * gap
    right = area.width() - pad
    image = QRectF(left - 1.6 * gap - across, head, across, down)
    text = QRectF(left, head, right - left, side)
    top = head + side + 1.6 * gap
    strips = (
        QRectF(left, top, right - left, strip),
        QRectF(left, top + strip + between, right - left, strip),
    )
    top = strips[1].bottom() + funnel
    lens = tuple(QRectF(left, top + index * (row + between), right - left, row) for index in range(n_lens))
    return Places(unit, image, text, strips, lens, left - 1.2 * gap)


def row_place(parts: Places, n_rows: int, row: int, progress: float) -> QRectF:
    """Where a row of the image is when `progress` (0: all in the image, 1: all in the strip) is made.

    Rows leave one after the other, the first first.
    """
    image, strip = parts.image, parts.strips[0]
    begins = row / max(n_rows - 1, 1) * (1 - _ON_THE_WAY)
    share = min(max((progress - begins) / _ON_THE_WAY, 0.0), 1.0)
    eased = share * share * (3 - 2 * share)
    down, across = image.height() / n_rows, strip.width() / n_rows
    start = (image.left(), image.top() + row * down, image.width(), down)
    end = (strip.left() + row * across, strip.top(), across, strip.height())
    return QRectF(*(first + eased * (last - first) for first, last in zip(start, end, strict=True)))


def row_on_the_way(n_rows: int, progress: float) -> int:
    """The last row that has left the image, from 0."""
    return min(int(progress / (1 - _ON_THE_WAY) * max(n_rows - 1, 1)), n_rows - 1)


def lens_start(n_inputs: int, pixel: int) -> int:
    """The first input in the magnifier when `pixel` is looked at: in its middle, where that is possible."""
    return max(min(pixel - LENS // 2, n_inputs - LENS), 0)
