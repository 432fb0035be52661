"""The shape of the error: against one weight a parabola, and what it says about alpha.

With one example everything here is exact and in closed form. See `Bowl` for the curve, `alpha_limits` for
how large alpha may be, `destination` for where descent will end. Of a full batch all of it is said by
`gdstudio.core.mean_landscape`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf, isfinite, sqrt
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import Order, Taking
from gdstudio.core.masks import distinct_rows

if TYPE_CHECKING:
    from gdstudio.core.descent import Step
    from gdstudio.core.examples import Examples
    from gdstudio.core.network import BoolArray, FloatArray

_TOGETHER = 64
"""So many examples of a pass are multiplied at once."""
_HALVINGS = 36


@dataclass(frozen=True)
class Bowl:
    """One output's error against one weight, all others held: ``input² · (weight − bottom)² + floor``.

    An input of 0 makes it a flat line at ``delta² + floor``: it has no bottom.

    The mean error over several examples has the same form (see `MeanBowls.bowl`): `input` is then the root
    of the mean of input², and `delta` the root of the error that this weight alone could take away.

    Attributes:
        weight: where the dot is.
        input: the input that this weight multiplies.
        delta: the output's delta at the dot.
        floor: the least error: what no value of this weight takes away. Of a single example 0.
    """

    weight: float
    input: float
    delta: float
    floor: float = 0.0

    @classmethod
    def of(cls, step: Step, output: int, column: int) -> Bowl:
        """The bowl of weight (output, column) at a step."""
        delta = float(step.residual[output])
        return cls(float(step.weights[output, column]), float(step.input[column]), delta)

    @property
    def curvature(self) -> float:
        """The second derivative of error against the weight: ``2 · input²``."""
        return 2 * self.input * self.input

    @property
    def slope(self) -> float:
        """The true slope at the dot: ``2 · delta · input``, twice the weight_delta."""
        return 2 * self.delta * self.input

    @property
    def height(self) -> float:
        """The error at the dot."""
        return self.delta * self.delta + self.floor

    @property
    def bottom(self) -> float | None:
        """The weight at which the error is least, or None if this weight changes nothing."""
        if self.input == 0:
            return None
        bottom = self.weight - self.delta / self.input
        return bottom if np.isfinite(bottom) else None

    def error_at(self, weight: float) -> float:
        """The error if this weight were `weight`: ``(delta + input · (weight − here))² + floor``."""
        delta = self.delta + self.input * (weight - self.weight)
        return delta * delta + self.floor

    def moved(self, weight: float) -> Bowl:
        """The same curve with the dot elsewhere on it."""
        return replace(self, weight=weight, delta=self.delta + self.input * (weight - self.weight))


@dataclass(frozen=True, eq=False)
class MeanBowls:
    """The mean error over several examples against each weight, all others held: a parabola for each.

    Moving weight (k, j) by d changes output k's mean error to
    ``error[k] + 2 · slope[k, j] · d + steepness[j] · d²``.

    Attributes:
        error: each output's mean error where the weights are, (n_outputs,).
        slope: half the slope there, the mean of the weight_deltas, were nothing frozen: like the weights.
        steepness: the mean of input², (n_inputs,): half the second derivative.
    """

    error: FloatArray
    slope: FloatArray
    steepness: FloatArray

    @classmethod
    def over(cls, weights: FloatArray, inputs: FloatArray, targets: FloatArray) -> MeanBowls:
        """Over examples with inputs (n_examples, n_inputs) and targets (n_examples, n_outputs)."""
        with np.errstate(over="ignore", invalid="ignore"):  # of a diverging run it may be infinite
            delta = inputs @ weights.T - targets
            return cls(
                np.square(delta).mean(axis=0),
                delta.T @ inputs / len(inputs),
                np.square(inputs).mean(axis=0),
            )

    def bowl(self, weights: FloatArray, output: int, column: int) -> Bowl:
        """The bowl of weight (output, column), where the weights are."""
        weight, error = float(weights[output, column]), float(self.error[output])
        root = sqrt(float(self.steepness[column]))
        if root == 0:
            return Bowl(weight, 0.0, 0.0, error)
        delta = float(self.slope[output, column]) / root
        # Of a diverging run the error may be infinite: then there is no telling what is left of it.
        return Bowl(weight, root, delta, max(error - delta * delta, 0.0) if isfinite(error) else 0.0)

    def bottom(self, weights: FloatArray, output: int, column: int) -> float | None:
        """The weight with the least mean error, or None if it changes nothing."""
        steep = float(self.steepness[column])
        if steep == 0:
            return None
        bottom = float(weights[output, column] - self.slope[output, column] / steep)
        return bottom if isfinite(bottom) else None

    def error_at(self, output: int, column: int, moved: float) -> float:
        """Output `output`'s mean error with weight (output, column) moved by `moved`."""
        slope, steep = float(self.slope[output, column]), float(self.steepness[column])
        return max(float(self.error[output]) + 2 * slope * moved + steep * moved * moved, 0.0)


def steepness(values: FloatArray, frozen: BoolArray) -> FloatArray:
    """S of each output: the sum of input² over its unfrozen weights, shape (n_outputs,).

    A step with alpha multiplies output k's delta by ``1 − alpha · S[k]``.
    """
    squares: FloatArray = np.where(frozen, 0.0, values * values).sum(axis=1)
    return squares


def limit_of(s: float) -> float | None:
    """The alpha ``2 / S`` from which on a step makes delta larger; None where S is 0: there is no limit.

    With inputs below about 1e-154 it would be beyond the largest number: then there is none either.
    """
    return 2 / s if s > 0 and isfinite(2 / s) else None


def destination(step: Step, frozen: BoolArray) -> FloatArray:
    """Where descent on this one example ends: ``weights − delta · input / S``, the nearest error of 0.

    Outputs of which no unfrozen weight has an input other than 0 stay where they are.
    """
    s = steepness(step.input, frozen)[:, np.newaxis]
    moves = np.where(frozen | (s == 0), 0.0, np.outer(step.residual, step.input))
    return step.weights - moves / np.where(s == 0, 1.0, s)


@dataclass(frozen=True)
class AlphaLimits:
    """How large alpha may be. Each is None where there is no limit (nothing unfrozen has an input).

    Attributes:
        no_overshoot: ``1 / max S``: below it no step overshoots.
        guaranteed: ``2 / max S``: below it no step can increase its own example's error.
        diverges: above it the error grows without end. With one example the same as `guaranteed`; with
            several it is measured, for a pass in the order given.
        by_output: ``2 / S`` for each output, S the largest over the examples.
        measuring: `diverges` is not known yet: it is being measured.
        mean: each step learns from all examples at once. Then everything is exact, and S is the steepness of
            the mean error: the largest eigenvalue of the mean of ``input inputᵀ`` over the unfrozen inputs.
    """

    no_overshoot: float | None
    guaranteed: float | None
    diverges: float | None
    by_output: tuple[float | None, ...]
    measuring: bool = False
    mean: bool = False

    @property
    def several(self) -> bool:
        """Whether there is a stretch between guaranteed and diverging where nothing is promised."""
        return self.diverges != self.guaranteed


def alpha_limits(examples: Examples, order: Order, frozen: BoolArray) -> AlphaLimits:
    """Work out the limits of alpha for the examples that the order takes, one at a time.

    Args:
        examples: the table.
        order: which rows are trained on; not a full batch, see `gdstudio.core.mean_landscape.mean_limits`.
        frozen: shape (n_outputs, n_inputs); frozen weights' inputs do not count.
    """
    # An order that is shuffled anew in each pass has no limit of its own: it is measured for the table's.
    fixed = order.taking in {Taking.ONE, Taking.SHUFFLED_ONCE}
    rows = examples.inputs[order.pass_rows(0, len(examples))] if fixed else examples.inputs
    largest = np.array([steepness(row, frozen) for row in rows]).max(axis=0).tolist()
    by_output = tuple(limit_of(s) for s in largest)
    guaranteed = min((limit for limit in by_output if limit is not None), default=None)
    if guaranteed is None:
        return AlphaLimits(None, None, None, by_output)
    diverges = guaranteed if len(rows) == 1 else _measured_limit(rows, frozen)
    return AlphaLimits(guaranteed / 2, guaranteed, diverges, by_output)


def _measured_limit(rows: FloatArray, frozen: BoolArray) -> float:
    """Find the alpha above which a pass over `rows`, all targets 0, starts to grow in some output.

    Outputs that have the same weights frozen have one limit together. It is kept: it does not change with
    alpha, targets or weights, and takes as long as a thousand steps.
    """
    free = [rows[:, ~mask] for mask in distinct_rows(frozen)[0]]
    return min(_limit_of_passes(block.tobytes(), block.shape[1]) for block in free if _has_limit(block))


def _has_limit(block: FloatArray) -> bool:
    """Whether some alpha is too large for these examples: not with inputs of 0, or next to it."""
    return limit_of(float(np.square(block).sum(axis=1).max())) is not None


@lru_cache(maxsize=64)
def _limit_of_passes(inputs: bytes, count: int) -> float:
    """Find by bisection the alpha above which passes over examples of so many inputs each grow."""
    block = np.frombuffer(inputs).reshape(-1, count)

    def grows(alpha: float) -> bool:
        return _pass_growth(block, alpha) > 1 + 1e-9

    low = guaranteed = 2 / float(np.square(block).sum(axis=1).max())
    high = low * 2
    while not grows(high) and high < guaranteed * 1e6:
        low, high = high, high * 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if grows(middle) else (middle, high)
    return low


def _pass_growth(block: FloatArray, alpha: float) -> float:
    """The spectral radius of a pass: of the product of ``I − alpha · x xᵀ`` over the examples x of `block`.

    Where it is beyond all numbers, it is infinite. Some examples at a time: together they are
    ``I − alpha · Xᵀ A⁻¹ X`` with X their rows and A lower triangular, ``I`` and below it ``alpha · X Xᵀ``
    (the compact WY form of Schreiber and Van Loan, 1989).
    """
    one_pass = np.eye(block.shape[1])
    with np.errstate(over="ignore", invalid="ignore"):
        for first in range(0, len(block), _TOGETHER):
            x = block[first : first + _TOGETHER]
            lower = np.eye(len(x)) + alpha * np.tril(x @ x.T, -1)
            one_pass -= alpha * x.T @ np.linalg.solve(lower, x @ one_pass)
            if not np.isfinite(one_pass).all():  # of thousands of examples, not far above the limit
                return inf
    return float(np.abs(np.linalg.eigvals(one_pass)).max())
