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

from gdstudio.core.examples import Taking
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
    WEIGHTS_FOR_INPUT = "weights for input"
    """``delta[k] * weights[k][j]`` where ``delta[k] * input[j]`` belongs."""
    WEIGHTS_FOR_DELTA = "weights for delta"
    """``input[j] * weights[k][j]`` where ``delta[k] * input[j]`` belongs."""
    DELTA_TURNED_ROUND = "delta turned round"
    """``delta = true - pred`` where ``pred - true`` belongs: every weight walks uphill."""

    @property
    def words(self) -> str:
        """The rule in a few words: ``correct recipe``, ``misprint: weights for input``."""
        return "correct recipe" if self is Rule.CORRECT else f"misprint: {self.value}"


@dataclass(frozen=True, eq=False)
class Batch:
    """All examples of one full-batch step. Arrays over examples are (n_examples, …).

    Attributes:
        inputs: (n_examples, n_inputs).
        true, pred, delta: (n_examples, n_outputs).
        error: the mean of ``delta ** 2`` over the examples, (n_outputs,).
    """

    inputs: FloatArray
    true: FloatArray
    pred: FloatArray
    delta: FloatArray
    error: FloatArray


@dataclass(frozen=True, eq=False)
class Step:
    """Every number of one step. Arrays over outputs are (n_outputs,), over weights (n_outputs, n_inputs).

    Attributes:
        input: the example's input, (n_inputs,).
        true: its target.
        weights: before the update.
        pred: what the weights predict.
        delta: ``pred - true`` (with a printed mistake it may be the other way round: see `residual`).
        error: ``delta ** 2``, one for each output.
        free_weight_deltas: ``outer(delta, input)``: what each weight_delta would be if nothing were frozen.
        weight_deltas: the same with 0 for frozen weights; half the true slope of the error.
        new_weights: ``weights - alpha * weight_deltas``.
        rule: how the weight deltas were worked out.
        batch: for a full-batch step, all examples: the weight deltas are the means over them, while input,
            true, pred, delta and error are those of the one example that is looked at.
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
    rule: Rule = Rule.CORRECT
    batch: Batch | None = None

    @property
    def residual(self) -> FloatArray:
        """``pred - true``, whatever the rule calls delta."""
        return -self.delta if self.rule is Rule.DELTA_TURNED_ROUND else self.delta

    @property
    def learnt_error(self) -> FloatArray:
        """The error that this step learns from, one for each output: in a full batch, the mean."""
        return self.error if self.batch is None else self.batch.error

    @property
    def total_error(self) -> float:
        """The network's error: the sum over its outputs; in a full batch, of the mean over the examples."""
        with np.errstate(over="ignore"):  # a diverging run is stopped where this is no longer finite
            return float(np.add.accumulate(self.learnt_error)[-1])


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
        delta = _delta(pred, true, rule)
        error = delta * delta
        free_weight_deltas = _weight_deltas(weights, values, delta, rule)
        weight_deltas = np.where(frozen, 0.0, free_weight_deltas)
        new_weights = weights - alpha * weight_deltas
    return Step(
        values, true, weights, pred, delta, error, free_weight_deltas, weight_deltas, new_weights, rule
    )


def take_batch_step(
    weights: FloatArray,
    frozen: BoolArray,
    alpha: float,
    examples: Examples,
    row: int,
    rule: Rule = Rule.CORRECT,
) -> Step:
    """Go through one full-batch step: the weight deltas are the means over all examples.

    Args:
        weights: shape (n_outputs, n_inputs).
        frozen: the same shape; a frozen weight's weight_delta is set to 0 before the update.
        alpha: how much of each weight_delta is applied.
        examples: all of them are learnt from.
        row: whose numbers are shown as the step's own, counted from 0.
        rule: how the weight deltas are worked out.

    Means are sums in the order of the table, divided once at the end: the bits of :func:`run`.
    """
    inputs, true, count = examples.inputs, examples.targets, len(examples)
    with np.errstate(over="ignore", invalid="ignore"):
        pred = np.array([predict(weights, values) for values in inputs])
        delta = _delta(pred, true, rule)
        each = np.array([_weight_deltas(weights, *pair, rule) for pair in zip(inputs, delta, strict=True)])
        free_weight_deltas = np.add.accumulate(each, axis=0)[-1] / count
        error = np.add.accumulate(delta * delta, axis=0)[-1] / count
        weight_deltas = np.where(frozen, 0.0, free_weight_deltas)
        new_weights = weights - alpha * weight_deltas
        own_error = delta[row] * delta[row]
    batch = Batch(inputs, true, pred, delta, error)
    return Step(
        inputs[row], true[row], weights, pred[row], delta[row], own_error,
        free_weight_deltas, weight_deltas, new_weights, rule, batch,
    )  # fmt: skip


def _delta(pred: FloatArray, true: FloatArray, rule: Rule) -> FloatArray:
    return true - pred if rule is Rule.DELTA_TURNED_ROUND else pred - true


def _weight_deltas(weights: FloatArray, values: FloatArray, delta: FloatArray, rule: Rule) -> FloatArray:
    """One example's weight deltas, shape (n_outputs, n_inputs), were nothing frozen."""
    match rule:
        case Rule.CORRECT | Rule.DELTA_TURNED_ROUND:
            return np.outer(delta, values)
        case Rule.SWAPPED_OUTER_PRODUCT:
            return np.outer(values, delta)
        case Rule.WEIGHTS_FOR_INPUT:
            return delta[:, np.newaxis] * weights
        case Rule.WEIGHTS_FOR_DELTA:
            return values * weights


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
    table = list(zip(examples.inputs.tolist(), examples.targets.tolist(), strict=True))
    before = now = weights.tolist()
    learning = [[j for j, still in enumerate(row) if not still] for row in frozen.tolist()]
    full_batch = order.taking is Taking.FULL_BATCH
    errors: list[float] = []
    diverged = False
    # One row more than steps: a step counts as taken only when the error after it is finite.
    for row in order.rows(first_step, count + 1, len(examples)):
        if full_batch:
            deltas = [_deltas(now, values, targets, rule) for values, targets in table]
            error = _mean_error(deltas)
        else:
            values, targets = table[row]
            delta = _deltas(now, values, targets, rule)
            error = 0.0
            for each in delta:
                error += each * each
        if not isfinite(error):
            diverged = True
            now = before
            del errors[-1:]
            break
        errors.append(error)
        before = now
        if full_batch:
            now = _learn_from_all(before, learning, alpha, [values for values, _ in table], deltas, rule)
        else:
            now = _learn(before, learning, alpha, values, delta, rule)
    else:
        # The extra row only looked at the error; take its update back.
        now = before
        del errors[count:]
    return Run(np.array(now), errors, diverged)


_Rows = list[list[float]]


def _deltas(weights: _Rows, values: list[float], targets: list[float], rule: Rule) -> list[float]:
    """``pred - true`` for each output, summed from left to right (`sum` would compensate, and differ)."""
    deltas = []
    for row_of_weights, true in zip(weights, targets, strict=True):
        pred = 0.0
        for weight, value in zip(row_of_weights, values, strict=True):
            pred += weight * value
        deltas.append(true - pred if rule is Rule.DELTA_TURNED_ROUND else pred - true)
    return deltas


def _mean_error(deltas: _Rows) -> float:
    """The sum over the outputs of the mean over the examples, one row of deltas each."""
    error = 0.0
    for output in zip(*deltas, strict=True):
        squares = 0.0
        for delta in output:
            squares += delta * delta
        error += squares / len(deltas)
    return error


def _learn(
    weights: _Rows,
    learning: list[list[int]],
    alpha: float,
    values: list[float],
    deltas: list[float],
    rule: Rule,
) -> _Rows:
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


def _learn_from_all(
    weights: _Rows, learning: list[list[int]], alpha: float, inputs: _Rows, deltas: _Rows, rule: Rule
) -> _Rows:
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
    weights: _Rows, values: list[float], deltas: list[float], place: tuple[int, int], rule: Rule
) -> float:
    """One weight_delta by a rule that takes the wrong factors."""
    k, j = place
    if rule is Rule.SWAPPED_OUTER_PRODUCT:
        return values[k] * deltas[j]
    factor = deltas[k] if rule is Rule.WEIGHTS_FOR_INPUT else values[j]
    return factor * weights[k][j]


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
