"""Inverses of stacks of triangular matrices, against numpy's general inverse."""

from __future__ import annotations

import numpy as np
import pytest

from gdstudio.core.inverses import unit_upper_inverses


def stack(count: int, side: int) -> np.ndarray:
    """Matrices of which only what lies above the diagonal counts: the rest would spoil every number."""
    matrices = np.random.default_rng(side).normal(size=(count, side, side)) * 0.2
    matrices[:, *np.tril_indices(side)] = np.nan
    return matrices


@pytest.mark.parametrize("side", [1, 2, 8, 64])
def test_inverses_are_those_of_numpy(side: int) -> None:
    """What lies on and below the diagonal is not even looked at."""
    matrices = stack(5, side)
    for inverse, matrix in zip(unit_upper_inverses(matrices), matrices, strict=True):
        expected = np.linalg.inv(np.eye(side) + np.triu(matrix, 1))
        assert np.abs(inverse - expected).max() <= 1e-12 * np.abs(expected).max()
        assert not np.tril(inverse, -1).any()


def test_an_inverse_has_the_same_bits_in_any_stack() -> None:
    """Eight at once or one by one: a run must not depend on how its blocks were grouped."""
    matrices = stack(8, 64).astype(np.float32)
    together = unit_upper_inverses(matrices)
    alone = [unit_upper_inverses(matrix[np.newaxis])[0] for matrix in matrices]
    assert np.array_equal(together, alone)
