"""Outputs that have the same weights frozen learn alike: they are told by their rows of the mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def distinct_rows(frozen: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Find the different rows of a mask.

    `numpy.unique` with an axis does the same, but compares 784 columns as 784 fields: milliseconds, where a
    stroke of the brush asks at every move.

    Args:
        frozen: shape (n_outputs, n_inputs).

    Returns:
        The rows, (n_rows, n_inputs), in the order they are first met, and for each output which is its,
        (n_outputs,).
    """
    found: dict[bytes, int] = {}
    which = np.array([found.setdefault(row.tobytes(), len(found)) for row in frozen])
    first = [int((which == number).argmax()) for number in range(len(found))]
    return frozen[first], which
