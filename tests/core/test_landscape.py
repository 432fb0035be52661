"""Bowls, limits and destinations, against closed forms and against what descent really does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from recipe import GAMES, HURT_WIN_SAD, WIN

from gdstudio.core.descent import Rule, Step, run, take_step
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.landscape import (
    AlphaLimits,
    Bowl,
    MeanBowls,
    _pass_growth,
    alpha_limits,
    destination,
    steepness,
)

THREE = Examples.table(["toes", "wlrec", "nfans"], ["win"], GAMES, WIN)
NINE = Examples.table(["toes", "wlrec", "nfans"], ["hurt", "win", "sad"], GAMES, HURT_WIN_SAD)
FREE = np.zeros((1, 3), bool)
A_FROZEN = np.array([[True, False, False]])
START = np.array([[0.1, 0.2, -0.1]])
INPUTS = st.floats(-10, 10).filter(lambda value: value == 0 or abs(value) > 0.01)


def first_step(weights: np.ndarray = START, alpha: float = 0.01, frozen: np.ndarray = FREE) -> Step:
    """A step on the first game."""
    return take_step(weights, frozen, alpha, (THREE.inputs[0], THREE.targets[0]))


@given(st.integers(0, 2), st.floats(-5, 5))
def test_a_bowl_is_the_error_with_one_weight_moved(column: int, weight: float) -> None:
    """The curve passes through what the network's error really is at any value of the weight."""
    bowl = Bowl.of(first_step(), 0, column)
    moved = START.copy()
    moved[0, column] = weight
    assert bowl.error_at(weight) == pytest.approx(first_step(moved).error[0], rel=1e-9, abs=1e-12)


@given(INPUTS, st.floats(-5, 5), st.floats(-5, 5))
def test_a_bowl_is_a_parabola_about_its_bottom(value: float, weight: float, delta: float) -> None:
    """Height, slope and curvature are those of input² · (weight − bottom)²; an input of 0 has no bottom."""
    bowl = Bowl(weight, value, delta)
    assert bowl.height == delta * delta
    assert bowl.slope == 2 * delta * value
    assert bowl.curvature == pytest.approx(2 * value**2)
    if value == 0:
        assert bowl.bottom is None
        assert bowl.error_at(weight + 3) == bowl.height
        return
    assert bowl.bottom is not None
    assert bowl.error_at(bowl.bottom) == pytest.approx(0, abs=1e-9)
    assert bowl.error_at(weight + 3) == pytest.approx(value**2 * (weight + 3 - bowl.bottom) ** 2, abs=1e-6)
    slope = (bowl.error_at(weight + 0.5) - bowl.error_at(weight - 0.5)) / 1
    assert slope == pytest.approx(bowl.slope, rel=1e-9, abs=1e-9)


def test_the_slope_is_twice_the_weight_delta() -> None:
    """The tangent has the true slope; the weight delta is half of it."""
    step = first_step()
    for column in range(3):
        assert Bowl.of(step, 0, column).slope == pytest.approx(2 * step.weight_deltas[0, column], rel=1e-15)


TABLES = st.integers(2, 4).flatmap(
    lambda count: st.tuples(
        arrays(np.float64, (count, 3), elements=INPUTS),
        arrays(np.float64, (count, 2), elements=st.floats(-5, 5)),
        arrays(np.float64, (2, 3), elements=st.floats(-5, 5)),
    )
)


def mean_error(weights: list[list[float]], inputs: list[list[float]], targets: list[float], k: int) -> float:
    """One output's mean error over all examples, in plain Python."""
    preds = [sum(w * x for w, x in zip(weights[k], row, strict=True)) for row in inputs]
    return sum((pred - true) ** 2 for pred, true in zip(preds, targets, strict=True)) / len(inputs)


@given(TABLES, st.integers(0, 1), st.integers(0, 2), st.floats(-5, 5))
def test_a_mean_bowl_is_the_mean_error_with_one_weight_moved(
    of: tuple[np.ndarray, np.ndarray, np.ndarray], k: int, j: int, weight: float
) -> None:
    """The curve over several examples passes through their mean error, wherever the weight is moved."""
    inputs, targets, weights = of
    bowl = MeanBowls.over(weights, inputs, targets).bowl(weights, k, j)
    for place in (weight, float(weights[k, j])):
        moved = weights.tolist()
        moved[k][j] = place
        wanted = mean_error(moved, inputs.tolist(), targets[:, k].tolist(), k)
        assert bowl.error_at(place) == pytest.approx(wanted, rel=1e-9, abs=1e-9)
        assert bowl.moved(place).height == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    assert bowl.height == pytest.approx(bowl.error_at(bowl.weight))


@given(TABLES, st.integers(0, 1), st.integers(0, 2))
def test_a_mean_bowl_has_the_mean_slope_and_its_floor_at_its_bottom(
    of: tuple[np.ndarray, np.ndarray, np.ndarray], k: int, j: int
) -> None:
    """Its slope is twice the mean weight_delta; the floor is at the bottom, and not below 0."""
    inputs, targets, weights = of
    bowl = MeanBowls.over(weights, inputs, targets).bowl(weights, k, j)
    deltas = [
        take_step(weights, np.zeros((2, 3), bool), 0.1, pair).weight_deltas[k, j]
        for pair in zip(inputs, targets, strict=True)
    ]
    assert bowl.slope == pytest.approx(2 * sum(deltas) / len(deltas), rel=1e-9, abs=1e-9)
    assert bowl.floor >= 0
    if bowl.bottom is None:
        assert not inputs[:, j].any()
        assert bowl.floor == bowl.height
    else:
        assert bowl.error_at(bowl.bottom) == pytest.approx(bowl.floor, rel=1e-9, abs=1e-9)
        assert bowl.moved(bowl.bottom).slope == pytest.approx(0, abs=1e-6)


def test_four_games_leave_a_floor_that_one_game_does_not() -> None:
    """No value of a brings the mean error of four games to 0; of a game alone it does."""
    means = MeanBowls.over(START, THREE.inputs, THREE.targets)
    rest = THREE.targets[:, 0] - THREE.inputs[:, 1:] @ START[0, 1:]
    _, squares, _, _ = np.linalg.lstsq(THREE.inputs[:, :1], rest)
    assert means.bowl(START, 0, 0).floor == pytest.approx(squares[0] / 4) == pytest.approx(0.24388, abs=1e-5)
    assert Bowl.of(first_step(), 0, 0).floor == 0


def test_a_mean_error_that_overflows_has_a_bowl_all_the_same() -> None:
    """Of a run that has all but diverged nothing is NaN: there is a curve, if only out of sight."""
    weights = np.full((1, 3), 1e154)
    bowl = MeanBowls.over(weights, THREE.inputs, THREE.targets).bowl(weights, 0, 0)
    assert bowl.height == np.inf
    assert bowl.bottom == pytest.approx(-1e153, rel=1)
    assert bowl.floor == 0


def test_steepness_counts_the_unfrozen_inputs_only() -> None:
    """S is 74.1125 for the first game, and 1.8625 with a frozen."""
    assert steepness(THREE.inputs[0], FREE) == pytest.approx([74.1125])
    assert steepness(THREE.inputs[0], A_FROZEN) == pytest.approx([1.8625])
    assert steepness(THREE.inputs[0], ~FREE).tolist() == [0.0]


@given(
    arrays(np.float64, (2, 3), elements=INPUTS),
    arrays(np.bool_, (2, 3)),
    arrays(np.float64, 3, elements=INPUTS),
    st.floats(0, 0.1),
)
def test_a_step_multiplies_delta_by_one_minus_alpha_s(
    weights: np.ndarray, frozen: np.ndarray, values: np.ndarray, alpha: float
) -> None:
    """On one example each output's delta shrinks or grows by its own factor, exactly."""
    example = (values, np.array([1.0, -1.0]))
    now = take_step(weights, frozen, alpha, example)
    after = take_step(now.new_weights, frozen, alpha, example)
    expected = now.delta * (1 - alpha * steepness(values, frozen))
    np.testing.assert_allclose(after.delta, expected, rtol=1e-9, atol=1e-9)


@given(
    arrays(np.float64, (2, 3), elements=INPUTS),
    arrays(np.bool_, (2, 3)),
    arrays(np.float64, 3, elements=INPUTS),
)
def test_the_destination_has_no_error_and_is_the_nearest_such_point(
    weights: np.ndarray, frozen: np.ndarray, values: np.ndarray
) -> None:
    """It is where 1 / S lands in one step; along the way there, weights move in proportion to the inputs."""
    example = (values, np.array([1.0, -1.0]))
    step = take_step(weights, frozen, 0.0, example)
    end = destination(step, frozen)
    there = take_step(end, frozen, 0.0, example)
    for k, s in enumerate(steepness(values, frozen)):
        if s == 0:
            assert (end[k] == weights[k]).all()
            continue
        assert there.delta[k] == pytest.approx(0, abs=1e-8)
        assert (end[k][frozen[k]] == weights[k][frozen[k]]).all()
        # Nearest: the move is along the normal of the plane of error 0, the unfrozen inputs.
        normal = np.where(frozen[k], 0.0, values)
        move = end[k] - weights[k]
        assert np.linalg.norm(move) * np.sqrt(s) == pytest.approx(abs(move @ normal), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("frozen", "alpha"), [(FREE, 0.01), (FREE, 0.02), (A_FROZEN, 0.3)])
def test_descent_arrives_at_the_destination(frozen: np.ndarray, alpha: float) -> None:
    """The star drawn before Play is where a long run really ends."""
    end = destination(first_step(frozen=frozen), frozen)
    result = run(START, frozen, alpha, THREE, Order(), Rule.CORRECT, 1, 500)
    np.testing.assert_allclose(result.weights, end, atol=1e-9)


def test_the_limits_of_one_example_are_closed_forms() -> None:
    """Three inputs: 0.026986; with a frozen 1.0738, which is why alpha 0.3 works there only."""
    free = alpha_limits(THREE, Order(), FREE)
    assert free.guaranteed == pytest.approx(0.026986, abs=5e-7)
    assert free.guaranteed == free.diverges == free.by_output[0]
    assert free.no_overshoot == pytest.approx(1 / 74.1125)
    assert not free.several
    assert alpha_limits(THREE, Order(), A_FROZEN).guaranteed == pytest.approx(1.0738, abs=5e-5)


@pytest.mark.parametrize("frozen", [FREE, A_FROZEN])
def test_one_example_converges_below_its_limit_and_grows_above(frozen: np.ndarray) -> None:
    """A hair below the limit every step shrinks the error, a hair above every step enlarges it."""
    limit = alpha_limits(THREE, Order(), frozen).guaranteed
    assert limit is not None

    def errors(alpha: float) -> np.ndarray:
        return np.array(run(START, frozen, alpha, THREE, Order(), Rule.CORRECT, 1, 50).errors)

    assert (np.diff(errors(limit * 0.999)) < 0).all()
    assert (np.diff(errors(limit * 1.001)) > 0).all()


def test_the_limit_is_the_smallest_over_the_outputs_that_have_one() -> None:
    """An output that is frozen whole has none, and does not count; the steepest of the others decides."""
    frozen = np.array([[True, True, True], [True, False, False], [False, False, False]])
    limits = alpha_limits(NINE, Order(), frozen)
    assert limits.by_output == (None, pytest.approx(2 / 1.8625), pytest.approx(2 / 74.1125))
    assert limits.guaranteed == pytest.approx(2 / 74.1125)


def test_where_nothing_can_learn_there_is_no_limit() -> None:
    """All frozen, or inputs of 0: any alpha does as little as any other."""
    none = AlphaLimits(None, None, None, (None,))
    assert alpha_limits(THREE, Order(), ~FREE) == none
    zeros = Examples.table(["x"], ["y"], [[0.0]], [[1.0]])
    assert alpha_limits(zeros, Order(), np.array([[False]])) == none


def test_a_limit_beyond_the_largest_number_is_no_limit() -> None:
    """An input so small that 2 / S overflows: every alpha that can be typed is far below the limit."""
    tiny = Examples.table(["x"], ["y"], [[1e-160]], [[1.0]])
    none = AlphaLimits(None, None, None, (None,))
    assert alpha_limits(tiny, Order(), np.array([[False]])) == none
    assert alpha_limits(tiny, Order(Taking.IN_TURN), np.array([[False]])) == none


def test_four_games_in_turn_have_a_guarantee_and_a_measured_limit() -> None:
    """Guaranteed below 0.0202, and really growing from 0.02324 on."""
    limits = alpha_limits(THREE, Order(Taking.IN_TURN), FREE)
    assert limits.guaranteed == pytest.approx(0.0202, abs=5e-5)
    assert limits.diverges == pytest.approx(0.02324, abs=5e-6)
    assert limits.no_overshoot == pytest.approx((limits.guaranteed or 0) / 2)
    assert limits.several


@pytest.mark.parametrize("frozen", [FREE, A_FROZEN])
def test_the_measured_limit_is_where_real_passes_start_to_grow(frozen: np.ndarray) -> None:
    """Four games in turn, all targets 0: just below the limit weights shrink, just above they explode."""
    zeros = Examples.table(["toes", "wlrec", "nfans"], ["win"], GAMES, [[0.0]] * 4)
    order = Order(Taking.IN_TURN)
    limit = alpha_limits(zeros, order, frozen).diverges
    assert limit is not None
    start = np.array([[0.0 if still else 1.0 for still in frozen[0]]])

    def largest(alpha: float) -> float:
        # Long enough for the slowest mode to show which way it goes.
        errors = run(start, frozen, alpha, zeros, order, Rule.CORRECT, 1, 40_000).errors
        return max(errors[-4:])

    assert largest(limit * 0.998) < 1
    assert largest(limit * 1.002) > 1e6


def test_the_measured_limit_lies_between_guarantee_and_divergence_with_real_targets() -> None:
    """With the games' own targets: bounded a little below the limit, overflowing a little above."""
    order = Order(Taking.IN_TURN)
    limit = alpha_limits(THREE, order, FREE).diverges
    assert limit is not None
    assert not run(START, FREE, limit * 0.99, THREE, order, Rule.CORRECT, 1, 20_000).diverged
    assert run(START, FREE, limit * 1.05, THREE, order, Rule.CORRECT, 1, 20_000).diverged


def test_the_limit_of_an_order_shuffled_once_is_measured_in_that_order() -> None:
    """Another fixed order has another limit: that of the table with its rows in that order, taken in turn."""
    rows = np.array([[1.0, 0.2], [0.9, -0.5], [0.3, 1.0], [-0.8, 0.9], [0.7, 0.7]])
    free = np.zeros((1, 2), bool)

    def measured(inputs: np.ndarray, order: Order) -> float | None:
        table = Examples.table(["x", "y"], ["z"], inputs.tolist(), [[0.0]] * 5)
        return alpha_limits(table, order, free).diverges

    shuffled = Order(Taking.SHUFFLED_ONCE, seed=3)
    places = [shuffled.row(step, 5) for step in range(1, 6)]
    assert sorted(places) == [0, 1, 2, 3, 4] != places
    in_turn = Order(Taking.IN_TURN)
    assert measured(rows, shuffled) == measured(rows[places], in_turn) != measured(rows, in_turn)
    assert measured(rows, Order(Taking.SHUFFLED)) == measured(rows, in_turn), "for the order given"


@given(
    st.integers(1, 150).flatmap(lambda count: arrays(np.float64, (count, 3), elements=st.floats(-3, 3))),
    st.floats(0.001, 0.5),
)
def test_a_pass_grows_as_its_product_says(rows: np.ndarray, alpha: float) -> None:
    """Multiplied many examples at a time, a pass is the plain product over its examples, one by one."""
    plain = np.eye(3)
    for x in rows:
        plain = plain - alpha * np.outer(x, x) @ plain
    assume(np.abs(plain).max() < 1e12)
    wanted = float(np.abs(np.linalg.eigvals(plain)).max())
    assert _pass_growth(rows, alpha) == pytest.approx(wanted, rel=1e-6, abs=1e-9)


def test_frozen_weights_have_a_say_of_their_own_in_the_measured_limit() -> None:
    """With other weights frozen in each output the limit is the smallest of theirs."""
    table = Examples.table(["x", "y", "z"], ["p", "q"], GAMES, [[0.0, 0.0]] * 4)
    in_turn, masks = Order(Taking.IN_TURN), np.array([[True, False, False], [False, True, False]])
    apart = [alpha_limits(THREE, in_turn, mask[np.newaxis]).diverges for mask in masks]
    assert alpha_limits(table, in_turn, masks).diverges == min(each for each in apart if each is not None)


def test_inputs_next_to_nothing_have_no_limit_beside_others_that_have() -> None:
    """An output whose only unfrozen input is 1e-170 can learn with any alpha; it is passed over."""
    table = Examples.table(["x", "y"], ["p", "q"], [[1e-170, 1.0], [1e-170, 2.0]], [[0.0, 0.0]] * 2)
    limits = alpha_limits(table, Order(Taking.IN_TURN), np.array([[False, True], [True, False]]))
    assert limits.by_output == (None, 0.5)
    assert limits.diverges == pytest.approx(1.25), "(1 − α)(1 − 4α) is 1 there"


@given(arrays(np.float64, (3, 2), elements=INPUTS), st.integers(0, 2))
def test_the_measured_limit_is_never_below_the_guarantee(rows: np.ndarray, example: int) -> None:
    """Nothing can diverge where that is guaranteed, whatever the examples and whichever are taken."""
    assume((rows != 0).any())
    examples = Examples.table(["x", "z"], ["y"], rows.tolist(), [[1.0]] * 3)
    for order in (Order(Taking.IN_TURN), Order(Taking.ONE, example=example)):
        limits = alpha_limits(examples, order, np.zeros((1, 2), bool))
        if limits.guaranteed is not None:
            assert limits.diverges is not None
            assert limits.diverges >= limits.guaranteed


def many_rows(count: int, seed: int = 0) -> Examples:
    rows = np.random.default_rng(seed).normal(size=(count, 3)) * [3.0, 1.0, 0.2]
    return Examples.table(["x", "y", "z"], ["t"], rows.tolist(), [[0.0]] * count)


@pytest.mark.parametrize("count", [65, 200, 1000])
@pytest.mark.parametrize("frozen", [[[False] * 3], [[True, False, False]]])
def test_the_limit_of_many_examples_is_measured_as_that_of_few(count: int, frozen: list[list[bool]]) -> None:
    """In blocks, to a millionth: just below it a plain loop's pass shrinks, just above it grows."""
    examples, mask = many_rows(count), np.array(frozen)
    limit = alpha_limits(examples, Order(Taking.IN_TURN), mask).diverges
    assert limit is not None

    def radius(alpha: float) -> float:
        one_pass = np.eye(3)
        for x in np.where(mask[0], 0.0, examples.inputs):
            one_pass = one_pass - alpha * np.outer(x, x @ one_pass)
        free = ~mask[0]
        return float(np.abs(np.linalg.eigvals(one_pass[np.ix_(free, free)])).max())

    assert radius(limit * (1 - 1e-5)) <= 1 + 1e-9
    assert radius(limit * (1 + 1e-5)) > 1


@pytest.mark.parametrize("count", [50, 10_000])
def test_a_pass_that_overflows_grows(count: int) -> None:
    """Of many examples a pass at twice the limit goes beyond all numbers: that is no failure."""
    examples = many_rows(count, seed=3)
    limits = alpha_limits(examples, Order(Taking.IN_TURN), np.zeros((1, 3), bool))
    assert limits.guaranteed is not None
    assert limits.diverges is not None
    assert limits.guaranteed <= limits.diverges < limits.guaranteed * 100
