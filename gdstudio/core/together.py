"""Many examples with the same weights, in numpy: their predictions, deltas and weight deltas, and the means.

Everything is added up in the order of the table, so that it has the bits of `gdstudio.core.plain_steps`, and
a part at a time, so that a large table takes no more memory than a small one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio.core.rules import delta_by, weight_deltas_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.core.network import BoolArray, FloatArray
    from gdstudio.core.rules import Rule

_AT_ONCE = 2**18
"""So many weight deltas are held at a time."""
_LARGE = 64
"""Of arrays so large, to add one is more work than to call numpy for it."""


class Part(NamedTuple):
    """Some examples in a row.

    Attributes:
        pred, delta: (n, n_outputs).
        weight_deltas: of each, were nothing frozen, (n, n_outputs, n_inputs).
    """

    pred: FloatArray
    delta: FloatArray
    weight_deltas: FloatArray


class Means(NamedTuple):
    """All examples.

    Attributes:
        pred, delta: (n_examples, n_outputs).
        error: the mean of ``delta ** 2`` for each output, (n_outputs,).
        weight_deltas: their mean, were nothing frozen, (n_outputs, n_inputs).
    """

    pred: FloatArray
    delta: FloatArray
    error: FloatArray
    weight_deltas: FloatArray


def means_over(rule: Rule, weights: FloatArray, inputs: FloatArray, true: FloatArray) -> Means:
    """Work out all examples and their means: sums from the first on, divided once at the end.

    Args:
        rule: how the weight deltas are worked out.
        weights: (n_outputs, n_inputs).
        inputs: (n_examples, n_inputs).
        true: (n_examples, n_outputs).
    """
    squares, total = np.zeros(len(weights)), np.zeros_like(weights)
    preds, deltas = [], []
    for pred, delta, weight_deltas in _parts(rule, weights, inputs, true):
        squares, total = _added(squares, delta * delta), _added(total, weight_deltas)
        preds.append(pred)
        deltas.append(delta)
    count = len(inputs)
    return Means(np.concatenate(preds), np.concatenate(deltas), squares / count, total / count)


def none_moves(
    rule: Rule, weights: FloatArray, frozen: BoolArray, alpha: float, inputs: FloatArray, true: FloatArray
) -> bool:
    """Say whether a step on any one of these examples would leave every weight as it is, to the bit."""
    return all(
        bool((weights - alpha * np.where(frozen, 0.0, part.weight_deltas) == weights).all())
        for part in _parts(rule, weights, inputs, true)
    )


def _parts(rule: Rule, weights: FloatArray, inputs: FloatArray, true: FloatArray) -> Iterator[Part]:
    size = max(_AT_ONCE // weights.size, 1)
    for start in range(0, len(inputs), size):
        values, wanted = inputs[start : start + size], true[start : start + size]
        pred = np.add.accumulate(weights * values[:, np.newaxis, :], axis=2)[:, :, -1]
        delta = delta_by(rule, pred, wanted)
        yield Part(pred, delta, weight_deltas_by(rule, weights, values, delta))


def _added(total: FloatArray, each: FloatArray) -> FloatArray:
    """The total, and each of these added to it, one after another."""
    if total.size >= _LARGE:
        total = total.copy()
        for one in each:
            total += one
        return total
    sums: FloatArray = np.add.accumulate(np.concatenate([total[np.newaxis], each]), axis=0)
    last: FloatArray = sums[-1]
    return last
