"""Makes a drawing into an image like those of MNIST, so that a network trained on them can read it.

A drawing as it comes from a pad is in another place, of another size and sharper than what was learnt from.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gdstudio.core.images import WHITE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gdstudio.core.images import PixelArray

    Ink: TypeAlias = NDArray[np.float32] | NDArray[np.float64]

BOX = 20 / 28
"""How much of an image's sides the ink may take: 20 of 28 pixels."""


def mnist_like(ink: Ink, size: tuple[int, int]) -> PixelArray:
    """Cut a drawing out, scale it into a box and place it by its centre of mass.

    This is what LeCun, Cortes and Burges write of their images (The MNIST database of handwritten digits,
    1998): scaled to fit a box of 20 × 20 with the proportions kept, grey levels from anti-aliasing, then
    moved in a field of 28 × 28 until the centre of mass is in the middle. Two things they do not write can
    be measured in the images: the centre of mass is within half a pixel of row 14 and column 14, counted
    from 0 (moved by whole pixels), and the fullest pixel of each is 254 or 255. Other sizes get boxes in
    proportion.

    Ink is never cut off: where the centre of mass of a lopsided drawing cannot be in the middle without
    that, it is as near as can be.

    Args:
        ink: shape (height, width) of the drawing, 0 (none) to 1 (full).
        size: (height, width) of the image to be made.

    Returns:
        The image, uint8, shape `size`; all 0 if there is no ink.
    """
    image = np.zeros(size, np.uint8)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) == 0:
        return image
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    small = _scaled(cut, size)
    top = _place(small.sum(axis=1), size[0])
    left = _place(small.sum(axis=0), size[1])
    height, width = small.shape
    image[top : top + height, left : left + width] = np.rint(small * (WHITE / small.max()))
    return image


def _scaled(cut: Ink, size: tuple[int, int]) -> NDArray[np.float64]:
    """Scale into the box, proportions kept as far as whole pixels allow."""
    factor = min(BOX * side / old for side, old in zip(size, cut.shape, strict=True))
    height, width = (max(round(factor * old), 1) for old in cut.shape)
    return _averaging(cut.shape[0], height) @ cut @ _averaging(cut.shape[1], width).T


def _averaging(old: int, new: int) -> NDArray[np.float64]:
    """The matrix (new, old) that makes `old` pixels in a row into `new`, each the mean of what it covers."""
    edges = np.linspace(0, old, new + 1)
    pixels = np.arange(old)
    covered = np.minimum(edges[1:, np.newaxis], pixels + 1) - np.maximum(edges[:-1, np.newaxis], pixels)
    covered = np.maximum(covered, 0)
    shares: NDArray[np.float64] = covered / covered.sum(axis=1, keepdims=True)
    return shares


def _place(mass: NDArray[np.float64], room: int) -> int:
    """Where the first of some pixels goes, so that their centre of mass is nearest to the pixel room / 2."""
    centre = float(mass @ np.arange(len(mass))) / float(mass.sum())
    return min(max(floor(room / 2 - centre + 0.5), 0), room - len(mass))
