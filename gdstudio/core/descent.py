"""Gradient descent: one step in its four phases, and many steps in a row.

The recipe, for one example: predict, compare, work out the weight deltas, learn. `take_step` keeps every
number on the way, to be looked at. `run` keeps only what a long run needs, and gives the same bits. In a full
batch the weight deltas are the means over all examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from gdstudio.core.examples import Taking
from gdstudio.core.network import BoolArray, FloatArray, predict
from gdstudio.core.plain_steps import Rows, deltas_of, learn, learn_from_all, mean_error
from gdstudio.core.rules import Rule, delta_by, weight_deltas_by
from gdstudio.core.together import means_over, none_moves

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.core.examples import Examples, Order

__all__ = ["Batch", "Phase", "Rule", "Run", "Step", "is_settled", "run", "take_batch_step", "take_step"]

_LARGE = 100
"""From more weights than this on, a step in numpy is faster than in plain Python."""
_MANY = 256
"""Of so many weight deltas in all (weights times examples), a full batch is quicker in numpy."""


class Phase(Enum):
    """The four phases of a step, in order."""

    PREDICT = 0
    COMPARE = 1
    WEIGHT_DELTAS = 2
    LEARN = 3


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
        delta = delta_by(rule, pred, true)
        error = delta * delta
        free_weight_deltas = weight_deltas_by(rule, weights, values, delta)
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
    inputs, true = examples.inputs, examples.targets
    with np.errstate(over="ignore", invalid="ignore"):
        pred, delta, error, free_weight_deltas = means_over(rule, weights, inputs, true)
        weight_deltas = np.where(frozen, 0.0, free_weight_deltas)
        new_weights = weights - alpha * weight_deltas
        own_error = delta[row] * delta[row]
    batch = Batch(inputs, true, pred, delta, error)
    return Step(
        inputs[row], true[row], weights, pred[row], delta[row], own_error,
        free_weight_deltas, weight_deltas, new_weights, rule, batch,
    )  # fmt: skip


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

    The result has the same bits as `count` calls of `take_step`, in whatever pieces the run is made. With few
    weights plain floats are several times faster here than numpy, whose cost is per call.

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
    learning = [[j for j, still in enumerate(row) if not still] for row in frozen.tolist()]
    if order.taking is Taking.FULL_BATCH:
        if weights.size * len(examples) > _MANY:
            return _run_batches(weights, _in_numpy(frozen, alpha, examples, rule), count)
        return _run_batches(weights.tolist(), _in_plain_python(learning, alpha, examples, rule), count)
    # One row more than steps: a step counts as taken only when the error after it is finite.
    rows = order.rows(first_step, count + 1, len(examples))
    if weights.size > _LARGE:
        return _run_in_numpy(weights, frozen, alpha, examples, rule, rows)
    return _run_in_plain_python(weights.tolist(), learning, alpha, examples, rule, rows)


def _run_in_plain_python(
    weights: Rows,
    learning: list[list[int]],
    alpha: float,
    examples: Examples,
    rule: Rule,
    rows: Sequence[int],
) -> Run:
    """Steps on one example at a time; the last row is only looked at. See `run`."""
    table = examples.pairs
    before = now = weights
    errors: list[float] = []
    for row in rows:
        values, targets = table[row]
        deltas = deltas_of(now, values, targets, rule)
        error = 0.0
        for delta in deltas:
            error += delta * delta
        if not isfinite(error):
            return Run(np.array(before), errors[:-1], diverged=True)
        errors.append(error)
        before, now = now, learn(now, learning, alpha, values, deltas, rule)
    return Run(np.array(before), errors[:-1], diverged=False)


def _run_in_numpy(
    weights: FloatArray, frozen: BoolArray, alpha: float, examples: Examples, rule: Rule, rows: Sequence[int]
) -> Run:
    """The same, for networks of many weights."""
    before = now = weights
    errors: list[float] = []
    with np.errstate(over="ignore", invalid="ignore"):
        for row in rows:
            values = examples.inputs[row]
            delta = delta_by(rule, predict(now, values), examples.targets[row])
            error = float(np.add.accumulate(delta * delta)[-1])
            if not isfinite(error):
                return Run(before.copy(), errors[:-1], diverged=True)
            errors.append(error)
            free = weight_deltas_by(rule, now, values, delta)
            before, now = now, now - alpha * np.where(frozen, 0.0, free)
    return Run(before.copy(), errors[:-1], diverged=False)


def _run_batches(weights: Any, step: Callable[[Any], tuple[float, Any]], count: int) -> Run:
    """Take up to `count` full-batch steps, `step` giving the error and the next weights; see `run`."""
    errors: list[float] = []
    before = now = weights
    for _ in range(count + 1):  # one more, which only looks at the error
        error, following = step(now)
        if not isfinite(error):
            return Run(np.array(before), errors[:-1], diverged=True)
        errors.append(error)
        before, now = now, following
    return Run(np.array(before), errors[:count], diverged=False)


def _in_plain_python(
    learning: list[list[int]], alpha: float, examples: Examples, rule: Rule
) -> Callable[[Any], tuple[float, Any]]:
    inputs, targets = examples.inputs.tolist(), examples.targets.tolist()

    def step(now: list[list[float]]) -> tuple[float, list[list[float]]]:
        deltas = [deltas_of(now, *pair, rule) for pair in zip(inputs, targets, strict=True)]
        return mean_error(deltas), learn_from_all(now, learning, alpha, inputs, deltas, rule)

    return step


def _in_numpy(
    frozen: BoolArray, alpha: float, examples: Examples, rule: Rule
) -> Callable[[Any], tuple[float, Any]]:
    def step(now: FloatArray) -> tuple[float, FloatArray]:
        with np.errstate(over="ignore", invalid="ignore"):
            _, _, error, free = means_over(rule, now, examples.inputs, examples.targets)
            return float(np.add.accumulate(error)[-1]), now - alpha * np.where(frozen, 0.0, free)

    return step


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
    with np.errstate(over="ignore", invalid="ignore"):
        if order.taking is Taking.FULL_BATCH:
            taken = take_batch_step(weights, frozen, alpha, examples, order.example, rule)
            return np.array_equal(taken.new_weights, weights)
        rows = sorted(set(order.rows(first_step, order.pass_length(len(examples)), len(examples))))
        return none_moves(rule, weights, frozen, alpha, examples.inputs[rows], examples.targets[rows])
