"""Inverses of many small triangular matrices at once; numpy's own knows nothing of triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALLEST = 4
"""Squares of this side on the diagonal are inverted column by column."""


def unit_upper_inverses(matrices: NDArray[Any]) -> NDArray[Any]:
    """Invert ``I + strictly_upper(M)`` for each M of a stack.

    Two squares on the diagonal that are inverted already give the square twice their size, since the inverse
    of ``[[A, C], [0, D]]`` is ``[[A⁻¹, −A⁻¹ C D⁻¹], [0, D⁻¹]]``: 4, 8, 16 … Every matrix is worked out by
    itself, so its inverse has the same bits in any stack.

    Args:
        matrices: shape (count, side, side), side 4, 8, 16 …; only what lies above the diagonals is read.

    Returns:
        The inverses, the same shape, with zeros below their diagonals.
    """
    inverses = np.zeros_like(matrices)
    size = _SMALLEST
    _squares(inverses, size)[...] = _by_columns(_squares(matrices, size))
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


def _by_columns(squares: NDArray[Any]) -> NDArray[Any]:
    """The inverses of small squares: each column follows from those to its left.

    What is worked out side by side for all squares lies along the last axis, so that each of numpy's calls
    is a long one.
    """
    side = squares.shape[-1]
    given = np.ascontiguousarray(squares.transpose(2, 3, 0, 1))
    inverses = np.zeros_like(given)
    inverses[range(side), range(side)] = 1
    for column in range(1, side):
        known = inverses[:column, :column] * given[:column, column]
        inverses[:column, column] = -known.sum(axis=1)
    return inverses.transpose(2, 3, 0, 1)
