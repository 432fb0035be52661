"""Examples from a known rule: what a network should find is known beforehand, and how far noise hides it."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import LARGEST_VALUE, DataError

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray

_DIGITS = 12
"""Targets are rounded to so many significant digits: 0.1 · 3 is 0.3, without the noise of binary numbers."""

_SMALLEST_WIDTH = 1e-250
"""Below, the power of ten would be out of reach."""


def generate(
    rule: FloatArray, rows: int, low: float, high: float, noise: float, seed: int
) -> tuple[FloatArray, FloatArray]:
    """Make examples whose targets follow a rule: ``rule @ input`` plus noise.

    Inputs are drawn evenly from `low` to `high`, noise from the normal distribution with mean 0 and standard
    deviation `noise`, both in steps small against their spread (a thousandth, or a little more), so that the
    numbers are short enough to be read. The same arguments give the same examples.

    Args:
        rule: shape (n_outputs, n_inputs): the weights to be found.
        rows: how many examples.
        low: the smallest that an input can be.
        high: the largest.
        noise: 0 or more.
        seed: 0 or more; another seed draws other examples.

    Returns:
        Inputs (rows, n_inputs) and targets (rows, n_outputs).

    Raises:
        DataError: an argument is out of range, or a target would be.
    """
    _check(rule, rows, low, high, noise, seed)
    chance = np.random.default_rng(seed)
    inputs = in_short_steps(chance.uniform(low, high, (rows, rule.shape[1])), high - low).clip(low, high)
    drawn = chance.normal(0.0, 1.0, (rows, len(rule))) * noise
    sums = [np.add.accumulate(inputs * weights, axis=1)[:, -1] for weights in rule]  # the same on any machine
    targets = np.stack(sums, axis=1) + in_short_steps(drawn, noise)
    if not np.abs(targets).max(initial=0.0) <= LARGEST_VALUE:
        raise DataError("the rule gives targets beyond 1,000,000; use smaller weights or inputs")
    short = np.array([[float(f"{value:.{_DIGITS}g}") for value in row] for row in targets.tolist()])
    return inputs + 0.0, short.reshape(targets.shape) + 0.0


def starting_weights(shape: tuple[int, int], spread: float, seed: int) -> FloatArray:
    """Weights drawn evenly from −spread to spread, shape (n_outputs, n_inputs), in short steps.

    Raises:
        DataError: the spread or the seed is out of range.
    """
    if not 0 <= spread <= LARGEST_VALUE:
        raise DataError(f"spread: {spread:g} is out of range; use a number from 0 to 1,000,000")
    _check_seed(seed)
    drawn = np.random.default_rng(seed).uniform(-spread, spread, shape)
    return in_short_steps(drawn, 2 * spread).clip(-spread, spread) + 0.0


def in_short_steps(values: FloatArray, width: float) -> FloatArray:
    """Round to the largest power of ten that a thousandth of `width` holds; a width of 0 leaves all as is."""
    if width < _SMALLEST_WIDTH:
        return values
    rounded: FloatArray = np.round(values, 3 - floor(log10(width)))
    return rounded


def _check(rule: FloatArray, rows: int, low: float, high: float, noise: float, seed: int) -> None:
    if rule.size == 0:
        raise DataError("the rule: it has no weights; give at least one input and one output")
    if not np.abs(rule).max() <= LARGEST_VALUE:
        raise DataError("the rule: a weight is out of range; use numbers from −1,000,000 to 1,000,000")
    if rows < 1:
        raise DataError(f"rows: {rows}; use at least 1")
    if not -LARGEST_VALUE <= low <= high <= LARGEST_VALUE:
        raise DataError(
            f"inputs from {low:g} to {high:g}: give the smaller number first, both within ±1,000,000"
        )
    if not 0 <= noise <= LARGEST_VALUE:
        raise DataError(f"noise: {noise:g} is out of range; use a number from 0 to 1,000,000")
    _check_seed(seed)


def _check_seed(seed: int) -> None:
    if seed < 0:
        raise DataError(f"seed: {seed}; use a whole number from 0 on")
