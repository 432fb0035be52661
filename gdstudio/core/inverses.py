"""Inverses of many small triangular matrices at once; numpy's own knows nothing of triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def unit_upper_inverses(matrices: NDArray[Any]) -> NDArray[Any]:
    """Invert ``I + strictly_upper(M)`` for each M of a stack.

    Two inverted squares on the diagonal give the square twice their size, for the inverse of
    ``[[A, C], [0, D]]`` is ``[[A⁻¹, −A⁻¹ C D⁻¹], [0, D⁻¹]]``. So it goes from the ones on the diagonal to
    squares of 2, 4, 8 …, all those of one size in the whole stack together. Yet every matrix is worked out
    by itself: its inverse has the same bits in any stack.

    Args:
        matrices: shape (count, side, side), side a power of two; only what lies above the diagonals is read.

    Returns:
        The inverses, the same shape, with zeros below their diagonals.
    """
    inverses = np.zeros_like(matrices)
    _squares(inverses, 1)[...] = 1
    size = 1
    while size < matrices.shape[1]:
        corners = _squares(matrices, 2 * size)[..., :size, size:]
        doubled = _squares(inverses, 2 * size)
        left, right = doubled[..., :size, :size], doubled[..., size:, size:]
        np.negative(left @ corners @ right, out=doubled[..., :size, size:])
        size *= 2
    return inverses


def _squares(matrices: NDArray[Any], size: int) -> NDArray[Any]:
    """A view of the squares on the diagonals, shape (count, squares, size, size)."""
    count, side, _ = matrices.shape
    squares = side // size
    tiles = matrices.reshape(count, squares, size, squares, size)
    view: NDArray[Any] = np.einsum("kiaib->kiab", tiles)
    return view
