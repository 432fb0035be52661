"""Steps in plain Python: lists of floats, added up from left to right.

The small networks have a few weights, and numpy's cost is per call: here plain floats are several times
faster. They are added in numpy's order, so that both give the same bits.
"""

from __future__ import annotations

from gdstudio.core.rules import Rule

Rows = list[list[float]]


def deltas_of(weights: Rows, values: list[float], targets: list[float], rule: Rule) -> list[float]:
    """``pred - true`` for each output, summed from left to right (`sum` would compensate, and differ)."""
    deltas = []
    for row_of_weights, true in zip(weights, targets, strict=True):
        pred = 0.0
        for weight, value in zip(row_of_weights, values, strict=True):
            pred += weight * value
        deltas.append(true - pred if rule is Rule.DELTA_TURNED_ROUND else pred - true)
    return deltas


def mean_error(deltas: Rows) -> float:
    """The sum over the outputs of the mean over the examples, one row of deltas each."""
    error = 0.0
    for output in zip(*deltas, strict=True):
        squares = 0.0
        for delta in output:
            squares += delta * delta
        error += squares / len(deltas)
    return error


def learn(
    weights: Rows,
    learning: list[list[int]],
    alpha: float,
    values: list[float],
    deltas: list[float],
    rule: Rule,
) -> Rows:
    """The weights after learning from one example; `learning` says which columns of each row do."""
    now = [list(row) for row in weights]
    for k, (row, columns) in enumerate(zip(now, learning, strict=True)):
        if rule in _OUTER:
            delta = deltas[k]
            for j in columns:
                row[j] -= alpha * (delta * values[j])
        else:
            for j in columns:
                row[j] -= alpha * _misprinted(weights, values, deltas, (k, j), rule)
    return now


def learn_from_all(
    weights: Rows, learning: list[list[int]], alpha: float, inputs: Rows, deltas: Rows, rule: Rule
) -> Rows:
    """The weights after learning from the mean over all examples."""
    now = [list(row) for row in weights]
    for k, (row, columns) in enumerate(zip(now, learning, strict=True)):
        for j in columns:
            total = 0.0
            for values, each in zip(inputs, deltas, strict=True):
                total += (
                    each[k] * values[j]
                    if rule in _OUTER
                    else _misprinted(weights, values, each, (k, j), rule)
                )
            row[j] -= alpha * (total / len(inputs))
    return now


_OUTER = (Rule.CORRECT, Rule.DELTA_TURNED_ROUND)
"""The rules whose weight_delta is ``delta[k] * input[j]``."""


def _misprinted(
    weights: Rows, values: list[float], deltas: list[float], place: tuple[int, int], rule: Rule
) -> float:
    """One weight_delta by a rule that takes the wrong factors."""
    k, j = place
    if rule is Rule.SWAPPED_OUTER_PRODUCT:
        return values[k] * deltas[j]
    factor = deltas[k] if rule is Rule.WEIGHTS_FOR_INPUT else values[j]
    return factor * weights[k][j]
