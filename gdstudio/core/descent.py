"""Gradient descent: one step in its four phases, and many steps in a row.

The recipe, for one example: predict, compare, work out the weight deltas, learn. `take_step` keeps every
number on the way, to be looked at. `run` keeps only what a long run needs, and gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import BoolArray, FloatArray, predict

if TYPE_CHECKING:
    from gdstudio.core.examples import Examples, Order


class Phase(Enum):
    """The four phases of a step, in order."""

    PREDICT = 0
    COMPARE = 1
    WEIGHT_DELTAS = 2
    LEARN = 3


class Rule(Enum):
    """How the weight deltas are worked out: as they should be, or with an error printed in the book."""

    CORRECT = "correct"
    SWAPPED_OUTER_PRODUCT = "swapped outer product"
    """``outer(input, delta)`` where ``outer(delta, input)`` belongs: only a square network hides it."""


@dataclass(frozen=True, eq=False)
class Step:
    """Every number of one step. Arrays over outputs are (n_outputs,), over weights (n_outputs, n_inputs).

    Attributes:
        input: the example's input, (n_inputs,).
        true: its target.
        weights: before the update.
        pred: what the weights predict.
        delta: ``pred - true``.
        error: ``delta ** 2``, one for each output.
        free_weight_deltas: ``outer(delta, input)``: what each weight_delta would be if nothing were frozen.
        weight_deltas: the same with 0 for frozen weights; half the true slope of the error.
        new_weights: ``weights - alpha * weight_deltas``.
    """

    input: FloatArray
    true: FloatArray
    weights: FloatArray
    pred: FloatArray
    delta: FloatArray
    error: FloatArray
    free_weight_deltas: FloatArray
    weight_deltas: FloatArray
    new_weights: FloatArray

    @property
    def total_error(self) -> float:
        """The network's error: the sum over its outputs."""
        with np.errstate(over="ignore"):  # a diverging run is stopped where this is no longer finite
            return float(np.add.accumulate(self.error)[-1])


def take_step(
    weights: FloatArray,
    frozen: BoolArray,
    alpha: float,
    example: tuple[FloatArray, FloatArray],
    rule: Rule = Rule.CORRECT,
) -> Step:
    """Go through one step's four phases and keep every intermediate value.

    Args:
        weights: shape (n_outputs, n_inputs).
        frozen: the same shape; a frozen weight's weight_delta is set to 0 before the update.
        alpha: how much of each weight_delta is applied.
        example: an input (n_inputs,) and its target (n_outputs,).
        rule: how the weight deltas are worked out.
    """
    values, true = example
    # A diverging run is shown up to its last finite error; what lies beyond needs no warning.
    with np.errstate(over="ignore", invalid="ignore"):
        pred = predict(weights, values)
        delta = pred - true
        error = delta * delta
        left, right = (delta, values) if rule is Rule.CORRECT else (values, delta)
        free_weight_deltas = np.outer(left, right)
        weight_deltas = np.where(frozen, 0.0, free_weight_deltas)
        new_weights = weights - alpha * weight_deltas
    return Step(values, true, weights, pred, delta, error, free_weight_deltas, weight_deltas, new_weights)


@dataclass(frozen=True, eq=False)
class Run:
    """What many steps in a row left behind.

    Attributes:
        weights: after the last step taken.
        errors: the network's error at each step taken, before its update.
        diverged: the error after the next step would not have been finite, so that step was not taken.
    """

    weights: FloatArray
    errors: list[float]
    diverged: bool


def run(
    weights: FloatArray,
    frozen: BoolArray,
    alpha: float,
    examples: Examples,
    order: Order,
    rule: Rule,
    first_step: int,
    count: int,
) -> Run:
    """Take up to `count` steps; stop where the error would no longer be finite.

    The result has the same bits as `count` calls of `take_step`, in whatever pieces the run is made. Plain
    floats are several times faster here than numpy: the networks have a few weights, and numpy's cost is
    per call.

    Args:
        weights: shape (n_outputs, n_inputs); their error on the first step's example must be finite.
        frozen: the same shape.
        alpha: how much of each weight_delta is applied.
        examples: the table.
        order: which of its rows each step takes.
        rule: how the weight deltas are worked out.
        first_step: the number, from 1, of the first step.
        count: how many steps to take at most.
    """
    inputs, targets = examples.inputs.tolist(), examples.targets.tolist()
    before = now = weights.tolist()
    learning = [[j for j, still in enumerate(row) if not still] for row in frozen.tolist()]
    errors: list[float] = []
    diverged = False
    # One row more than steps: a step counts as taken only when the error after it is finite.
    for row in order.rows(first_step, count + 1, len(examples)):
        values = inputs[row]
        deltas = _deltas(now, values, targets[row])
        error = 0.0
        for delta in deltas:
            error += delta * delta
        if not isfinite(error):
            diverged = True
            now = before
            del errors[-1:]
            break
        errors.append(error)
        before = now
        now = [list(row_of_weights) for row_of_weights in before]
        for k, (row_of_weights, columns) in enumerate(zip(now, learning, strict=True)):
            for j in columns:
                weight_delta = deltas[k] * values[j] if rule is Rule.CORRECT else values[k] * deltas[j]
                row_of_weights[j] -= alpha * weight_delta
    else:
        # The extra row only looked at the error; take its update back.
        now = before
        del errors[count:]
    return Run(np.array(now), errors, diverged)


def _deltas(weights: list[list[float]], values: list[float], targets: list[float]) -> list[float]:
    """``pred - true`` for each output, summed from left to right (`sum` would compensate, and differ)."""
    deltas = []
    for row_of_weights, true in zip(weights, targets, strict=True):
        pred = 0.0
        for weight, value in zip(row_of_weights, values, strict=True):
            pred += weight * value
        deltas.append(pred - true)
    return deltas


def is_settled(
    weights: FloatArray,
    frozen: BoolArray,
    alpha: float,
    examples: Examples,
    order: Order,
    rule: Rule,
    first_step: int,
) -> bool:
    """Say whether a whole pass from `first_step` would change no weight at all."""
    for step in range(first_step, first_step + order.pass_length(len(examples))):
        if not np.array_equal(run(weights, frozen, alpha, examples, order, rule, step, 1).weights, weights):
            return False
    return True
