"""Examples from a rule: exact without noise, the noise asked for with it, and the same for the same seed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.examples import DataError
from gdstudio.core.generate import generate, in_short_steps, starting_weights

RULE = np.array([[0.5, -1.25, 3.0], [0.1, 0.2, -0.3]])


def test_without_noise_targets_follow_the_rule_exactly() -> None:
    """Each target is the weighted sum of the inputs as decimal arithmetic gives it, to twelve digits."""
    inputs, targets = generate(RULE, 50, -2.0, 8.0, 0.0, seed=3)
    assert inputs.shape == (50, 3)
    assert targets.shape == (50, 2)
    for values, true in zip(inputs.tolist(), targets.tolist(), strict=True):
        for weights, target in zip(RULE.tolist(), true, strict=True):
            pairs = zip(weights, values, strict=True)
            exact = sum(Fraction(str(weight)) * Fraction(str(value)) for weight, value in pairs)
            assert target == pytest.approx(float(exact), rel=1e-11, abs=1e-11)


def test_inputs_fill_their_range_evenly() -> None:
    """From the smallest to the largest, a quarter of them in each quarter, and short enough to be read."""
    inputs, _ = generate(RULE, 4000, -1.0, 3.0, 0.5, seed=0)
    assert -1 <= inputs.min() < -0.99
    assert 2.99 < inputs.max() <= 3
    share, _ = np.histogram(inputs, bins=4, range=(-1, 3))
    assert np.abs(share / inputs.size - 0.25).max() < 0.02
    assert max(len(str(value)) for value in inputs.ravel().tolist()) <= len("-0.999")


def test_noise_has_the_deviation_asked_for() -> None:
    """What targets differ by from the rule has mean 0 and that standard deviation."""
    inputs, targets = generate(RULE, 5000, 0.0, 1.0, 0.2, seed=1)
    left = targets - inputs @ RULE.T
    assert abs(left.mean()) < 0.01
    assert left.std() == pytest.approx(0.2, rel=0.03)


def test_the_seed_alone_decides() -> None:
    """The same seed gives the same examples; another gives others."""
    first, again, other = (generate(RULE, 10, 0.0, 1.0, 0.1, seed) for seed in (5, 5, 6))
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])
    assert not np.array_equal(first[1], other[1])


@given(
    st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e3), st.integers(1, 20), st.integers(0, 2**40)
)
def test_whatever_is_asked_for_inputs_stay_in_their_range(
    one: float, other: float, noise: float, rows: int, seed: int
) -> None:
    """Also where the range is a point, or tiny, or huge; nothing is ever a negative zero."""
    low, high = min(one, other), max(one, other)
    inputs, targets = generate(np.array([[0.5]]), rows, low, high, noise, seed)
    assert low <= inputs.min()
    assert inputs.max() <= high
    for numbers in (inputs, targets):
        assert np.isfinite(numbers).all()
        assert not np.signbit(numbers[numbers == 0]).any()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rows": 0}, "rows: 0; use at least 1"),
        ({"low": 2.0, "high": 1.0}, "give the smaller number first"),
        ({"high": 1e7}, "within ±1,000,000"),
        ({"noise": -0.1}, "noise: -0.1 is out of range"),
        ({"noise": float("nan")}, "noise: nan is out of range"),
        ({"seed": -1}, "seed: -1; use a whole number"),
        ({"rule": np.zeros((0, 2))}, "at least one input and one output"),
        ({"rule": np.array([[2e6]])}, "a weight is out of range"),
        ({"rule": np.array([[float("nan")]])}, "a weight is out of range"),
        ({"rule": np.array([[1e6, 1e6]]), "low": 10.0, "high": 20.0}, "beyond 1,000,000; use smaller"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(changes: dict[str, object], said: str) -> None:
    """With the argument and what to do."""
    arguments = {"rule": RULE, "rows": 5, "low": 0.0, "high": 1.0, "noise": 0.0, "seed": 1, **changes}
    with pytest.raises(DataError, match=said):
        generate(**arguments)  # type: ignore[arg-type]  # as they come


def test_starting_weights_lie_in_their_spread() -> None:
    """Evenly, either side of 0, the same for the same seed; a spread of 0 means zeros."""
    weights = starting_weights((20, 30), 0.5, seed=4)
    assert weights.shape == (20, 30)
    assert np.abs(weights).max() <= 0.5
    assert abs(weights.mean()) < 0.05
    assert np.abs(weights).mean() == pytest.approx(0.25, rel=0.1)
    assert np.array_equal(weights, starting_weights((20, 30), 0.5, seed=4))
    assert not np.array_equal(weights, starting_weights((20, 30), 0.5, seed=5))
    assert not starting_weights((2, 2), 0.0, seed=1).any()
    for spread, seed in ((-1.0, 1), (2e6, 1), (1.0, -1)):
        with pytest.raises(DataError):
            starting_weights((1, 1), spread, seed)


@pytest.mark.parametrize("width", [1e-280, 1e-240, 0.02, 1.0, 9.5, 1e6])
def test_steps_are_small_against_the_width(width: float) -> None:
    """Rounding moves nothing further than a two-thousandth of it."""
    values = np.linspace(-width, width, 37)
    assert np.abs(in_short_steps(values, width) - values).max() <= width / 2000 * (1 + 1e-9)
