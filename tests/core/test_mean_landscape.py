"""The limits of alpha and the end of a full batch: against known figures, and against real descent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from recipe import GAMES, HURT_WIN_SAD, WIN

from gdstudio.core.descent import Rule, run, take_batch_step
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.landscape import AlphaLimits, alpha_limits, destination
from gdstudio.core.mean_landscape import least_mean_error, mean_destination, mean_limits, mean_steepness

THREE = Examples.table(["toes", "wlrec", "nfans"], ["win"], GAMES, WIN)
NINE = Examples.table(["toes", "wlrec", "nfans"], ["hurt", "win", "sad"], GAMES, HURT_WIN_SAD)
FREE = np.zeros((1, 3), bool)
A_FROZEN = np.array([[True, False, False]])
START = np.array([[0.1, 0.2, -0.1]])
BATCH = Order(Taking.FULL_BATCH)
INPUTS = st.floats(-10, 10).filter(lambda value: value == 0 or abs(value) > 0.01)


def mean_error(weights: np.ndarray, examples: Examples) -> np.ndarray:
    """Of each output, by the definition."""
    deltas = np.array([weights @ values for values in examples.inputs]) - examples.targets
    return (deltas**2).sum(axis=0) / len(examples)


def test_four_games_have_the_known_limit() -> None:
    """0.02299, exact: guaranteed and diverging are the same, and half of it overshoots nowhere."""
    limits = mean_limits(THREE, FREE)
    assert limits.guaranteed == pytest.approx(0.02299, abs=5e-6)
    assert limits.diverges == limits.guaranteed == limits.by_output[0]
    assert limits.no_overshoot == pytest.approx((limits.guaranteed or 0) / 2)
    assert limits.mean
    assert not limits.several


@pytest.mark.parametrize("frozen", [FREE, A_FROZEN, np.array([[False, True, True]])])
def test_the_error_falls_below_the_limit_and_grows_above(frozen: np.ndarray) -> None:
    """A hair below, the mean error falls at every step; a hair above, it soon grows and does not stop."""
    limit = mean_limits(THREE, frozen).diverges
    assert limit is not None

    def errors(alpha: float) -> np.ndarray:
        # Far out, so that the least error does not hide what happens.
        start = np.where(frozen, START, 1000.0)
        return np.array(run(start, frozen, alpha, THREE, BATCH, Rule.CORRECT, 1, 60).errors)

    assert (np.diff(errors(limit * 0.999)) < 0).all()
    assert (np.diff(errors(limit * 1.001))[-30:] > 0).all()


def test_each_output_has_its_own_limit_by_what_is_frozen() -> None:
    """An output that is frozen whole has none; with one weight free it is 2 ÷ the mean of its input²."""
    frozen = np.array([[True, True, True], [True, False, True], [False, False, False]])
    limits = mean_limits(NINE, frozen)
    wlrec = sum(game[1] ** 2 for game in GAMES) / 4
    assert limits.by_output == (None, pytest.approx(2 / wlrec), pytest.approx(0.02299, abs=5e-6))
    assert limits.guaranteed == limits.by_output[2]


def test_where_nothing_can_learn_there_is_no_limit() -> None:
    """All frozen, inputs of 0, or inputs so small that the limit is beyond the largest number."""
    none = AlphaLimits(None, None, None, (None,), mean=True)
    assert mean_limits(THREE, ~FREE) == none
    for value in (0.0, 1e-160):
        examples = Examples.table(["x"], ["y"], [[value], [value]], [[1.0], [0.0]])
        assert mean_limits(examples, np.array([[False]])) == none


@given(arrays(np.float64, 3, elements=INPUTS), arrays(np.bool_, (2, 3)))
def test_of_a_single_example_everything_is_as_without_a_batch(values: np.ndarray, frozen: np.ndarray) -> None:
    """The mean over one is that one: the same limits and the same end."""
    examples = Examples.table(["x", "y", "z"], ["s", "t"], [values.tolist()], [[1.0, -1.0]])
    alone, together = alpha_limits(examples, Order(), frozen), mean_limits(examples, frozen)
    for some, others in zip(
        (together.guaranteed, *together.by_output), (alone.guaranteed, *alone.by_output), strict=True
    ):
        assert (some is None) == (others is None)
        assert some is None or some == pytest.approx(others, rel=1e-9)
    weights = np.array([[1.0, 2.0, -3.0], [0.5, 0.0, 4.0]])
    step = take_batch_step(weights, frozen, 0.0, examples, 0)
    end = mean_destination(weights, frozen, examples.inputs, examples.targets)
    np.testing.assert_allclose(end, destination(step, frozen), rtol=1e-6, atol=1e-9)


@given(
    arrays(np.float64, (4, 3), elements=INPUTS),
    arrays(np.float64, (4, 2), elements=st.floats(-10, 10)),
    arrays(np.float64, (2, 3), elements=st.floats(-10, 10)),
    arrays(np.bool_, (2, 3)),
)
def test_the_destination_is_the_nearest_of_the_lowest_points(
    inputs: np.ndarray, targets: np.ndarray, weights: np.ndarray, frozen: np.ndarray
) -> None:
    """There the mean error has no slope; frozen weights stay; the way there is made of inputs alone."""
    examples = Examples.table(["x", "y", "z"], ["s", "t"], inputs.tolist(), targets.tolist())
    end = mean_destination(weights, frozen, examples.inputs, examples.targets)
    assert (end[frozen] == weights[frozen]).all()
    there = take_batch_step(end, frozen, 0.0, examples, 0)
    size = 1 + np.abs(inputs).max() ** 2 * (1 + np.abs(end).max())
    assert np.abs(there.weight_deltas).max() < 1e-8 * size
    assert (mean_error(end, examples) <= mean_error(weights, examples) + 1e-9 * size**2).all()
    for k, free in enumerate(~frozen):
        rows = inputs[:, free]
        singular = np.linalg.svd(rows, compute_uv=False) if free.any() else np.zeros(1)
        assume(not ((singular > 0) & (singular < 1e-6 * singular[0])).any())
        move = (end - weights)[k, free]
        # Nearest: no part of the move leads along the valley, where no example's prediction changes.
        inside = rows.T @ np.linalg.lstsq(rows.T, move)[0] if free.any() else move
        np.testing.assert_allclose(move, inside, atol=1e-6 * (1 + np.abs(move).max(initial=0)))


@pytest.mark.parametrize("frozen", [A_FROZEN, np.array([[False, True, False]])])
def test_descent_arrives_at_the_destination(frozen: np.ndarray) -> None:
    """The star drawn before Play is where a long run really ends."""
    limits = mean_limits(THREE, frozen)
    assert limits.no_overshoot is not None
    result = run(START, frozen, limits.no_overshoot, THREE, BATCH, Rule.CORRECT, 1, 20_000)
    np.testing.assert_allclose(
        result.weights, mean_destination(START, frozen, THREE.inputs, THREE.targets), atol=1e-6
    )


def test_the_steepness_is_that_along_the_steepest_direction() -> None:
    """No direction of unfrozen weights curves more than λ, and one curves as much."""
    (largest,) = mean_steepness(THREE.inputs, FREE)
    directions = np.random.default_rng(1).normal(size=(2000, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    curvatures = np.square(directions @ THREE.inputs.T).mean(axis=1)
    assert curvatures.max() <= largest
    assert curvatures.max() == pytest.approx(largest, rel=0.01)


@given(
    weights=arrays(np.float64, (3, 3), elements=INPUTS),
    frozen=arrays(np.bool_, (3, 3)),
    step=arrays(np.float64, (3, 3), elements=INPUTS),
)
def test_no_weights_have_less_than_the_least_mean_error(
    weights: np.ndarray, frozen: np.ndarray, step: np.ndarray
) -> None:
    """Whatever the free weights are; and the destination has it."""
    least = least_mean_error(weights, frozen, NINE.inputs, NINE.targets)
    elsewhere = mean_error(weights + np.where(frozen, 0.0, step), NINE)
    assert (least <= elsewhere * (1 + 1e-9) + 1e-12).all()
    there = mean_error(mean_destination(weights, frozen, NINE.inputs, NINE.targets), NINE)
    assert least == pytest.approx(there, rel=1e-9, abs=1e-12)


def test_the_least_mean_error_of_the_games_and_of_what_fits() -> None:
    """The four games leave 0.004011; two of them can be fitted; with all frozen it is what it is."""
    (four,) = least_mean_error(START, FREE, THREE.inputs, THREE.targets)
    assert four == pytest.approx(0.004011, abs=5e-7)
    (two,) = least_mean_error(START, FREE, THREE.inputs[:2], THREE.targets[:2])
    assert two < 1e-20
    (still,) = least_mean_error(START, np.ones((1, 3), bool), THREE.inputs, THREE.targets)
    assert still == pytest.approx(mean_error(START, THREE)[0])


def test_the_least_mean_error_beside_huge_frozen_weights_is_not_finite() -> None:
    """Their own error is not: there is nothing to compare with, and no warning."""
    huge = np.array([[1e200, 0.2, -0.1]])
    assert not np.isfinite(least_mean_error(huge, A_FROZEN, THREE.inputs, THREE.targets)).any()
