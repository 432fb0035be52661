"""The landscape of a full batch: one quadratic surface over all weights, the mean of the examples' own.

Each output's mean error is ``mean((input · weights − true)²)``. A step with alpha multiplies what is left to
go along each of its axes by ``1 − alpha · λ``, λ being the axis's eigenvalue of the mean of ``input inputᵀ``
over the unfrozen inputs. So the largest λ sets the limit of alpha, and where it ends is least squares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.landscape import AlphaLimits, limit_of
from gdstudio.core.masks import distinct_rows

if TYPE_CHECKING:
    from gdstudio.core.examples import Examples
    from gdstudio.core.network import BoolArray, FloatArray


def mean_steepness(inputs: FloatArray, frozen: BoolArray) -> FloatArray:
    """Each output's largest λ: how steep its mean error is along its steepest axis, (n_outputs,).

    Args:
        inputs: of all examples, (n_examples, n_inputs).
        frozen: (n_outputs, n_inputs); frozen weights' inputs do not count. With all frozen λ is 0.
    """
    mean = inputs.T @ inputs / len(inputs)
    masks, which = distinct_rows(frozen)
    largest = [
        max(float(np.linalg.eigvalsh(mean[np.ix_(free, free)])[-1]), 0.0) if free.any() else 0.0
        for free in ~masks
    ]
    return np.array(largest)[which]


def mean_limits(examples: Examples, frozen: BoolArray) -> AlphaLimits:
    """Work out the limits of alpha where each step learns from all examples at once: they are exact.

    Args:
        examples: the table.
        frozen: shape (n_outputs, n_inputs).
    """
    largest = mean_steepness(examples.inputs, frozen).tolist()
    by_output = tuple(limit_of(s) for s in largest)
    limit = min((each for each in by_output if each is not None), default=None)
    half = None if limit is None else limit / 2
    return AlphaLimits(half, limit, limit, by_output, mean=True)


def mean_destination(
    weights: FloatArray, frozen: BoolArray, inputs: FloatArray, targets: FloatArray
) -> FloatArray:
    """Where descent on the mean error ends: of the weights with the least, those nearest to the present ones.

    Args:
        weights: shape (n_outputs, n_inputs).
        frozen: the same shape; frozen weights stay.
        inputs: of all examples, (n_examples, n_inputs).
        targets: of all examples, (n_examples, n_outputs).
    """
    end = weights.copy()
    with np.errstate(over="ignore", invalid="ignore"):  # the caller asks whether it is finite
        delta = inputs @ weights.T - targets
        masks, which = distinct_rows(frozen)
        for number, free in enumerate(~masks):
            alike = (which == number) & np.isfinite(delta).all(axis=0)
            if free.any() and alike.any():
                # Of all solutions `lstsq` gives the smallest: the shortest way there.
                moves = np.linalg.lstsq(inputs[:, free], delta[:, alike])[0]
                end[np.ix_(alike, free)] -= moves.T
    return end


def least_mean_error(
    weights: FloatArray, frozen: BoolArray, inputs: FloatArray, targets: FloatArray
) -> FloatArray:
    """Each output's least mean error, (n_outputs,): what no weights do better than on all examples at once.

    It is not finite where the given weights are so large that their error is not.

    Args:
        weights: shape (n_outputs, n_inputs); only the frozen ones matter, which stay.
        frozen: the same shape.
        inputs: of all examples, (n_examples, n_inputs).
        targets: of all examples, (n_examples, n_outputs).
    """
    end = mean_destination(weights, frozen, inputs, targets)
    with np.errstate(over="ignore", invalid="ignore"):
        least: FloatArray = np.square(inputs @ end.T - targets).mean(axis=0)
    return least
