"""Many alphas at once, against one run for each; and which alphas are tried."""

from __future__ import annotations

import warnings
from math import inf, isfinite

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from recipe import GAMES, HURT_WIN_SAD, NINE, WIN

from gdstudio.core.descent import Rule, run, take_batch_step
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.landscape import AlphaLimits, alpha_limits
from gdstudio.core.sweep import alphas_between, mean_error, sweep, usual_range

ONE = Examples.table(["toes"], ["win"], [row[:1] for row in GAMES], WIN)
THREE = Examples.table(["toes", "wlrec", "nfans"], ["win"], GAMES, WIN)
NINE_TABLE = Examples.table(["toes", "wlrec", "nfans"], ["hurt", "win", "sad"], GAMES, HURT_WIN_SAD)
ORDERS = st.builds(Order, st.sampled_from(Taking), st.integers(0, 3), st.integers(0, 50))
NUMBERS = st.floats(-10, 10).map(lambda value: value + 0.0)  # no run has a weight of −0
EVERYTHING = (THREE, np.zeros((1, 3), bool))


def plain_error(weights: list[list[float]], examples: Examples, order: Order) -> float:
    """The mean over the examples trained on of the summed error, in plain Python, in the chapter's order."""
    rows = [order.example] if order.taking is Taking.ONE else range(len(examples))
    total = 0.0
    for k, row_of_weights in enumerate(weights):
        squares = 0.0
        for row in rows:
            pred = 0.0
            for weight, value in zip(row_of_weights, examples.inputs[row].tolist(), strict=True):
                pred += weight * value
            delta = pred - float(examples.targets[row, k])
            squares += delta * delta
        total += squares / len(rows)
    return total if isfinite(total) else inf


@given(
    st.sampled_from((ONE, THREE, NINE_TABLE)),
    st.sampled_from(Rule),
    ORDERS,
    st.integers(1, 9),
    st.integers(1, 120),
    st.lists(st.floats(1e-6, 3), min_size=1, max_size=4, unique=True),
    st.data(),
)
def test_each_alpha_ends_with_the_bits_of_a_run_with_it(
    examples: Examples,
    rule: Rule,
    order: Order,
    first_step: int,
    count: int,
    alphas: list[float],
    data: st.DataObject,
) -> None:
    """For every rule, order and mask: the error of the very weights of `run`, infinite where it diverges."""
    assume(rule is not Rule.SWAPPED_OUTER_PRODUCT or examples is NINE_TABLE)
    weights = data.draw(arrays(np.float64, examples.shape, elements=NUMBERS))
    frozen = data.draw(arrays(np.bool_, examples.shape))
    found = sweep(weights, frozen, np.array(alphas), examples, order, rule, first_step, count)
    assert found is not None
    for alpha, error in zip(alphas, found.tolist(), strict=True):
        one = run(weights, frozen, alpha, examples, order, rule, first_step, count)
        expected = inf if one.diverged else plain_error(one.weights.tolist(), examples, order)
        assert error == expected


@pytest.mark.parametrize("taking", Taking)
def test_a_long_sweep_has_the_bits_of_long_runs(taking: Taking) -> None:
    """After 400 steps on either side of the limit, too; what diverged is infinite."""
    order, weights, frozen = Order(taking, example=2, seed=5), np.array(NINE), np.zeros((3, 3), bool)
    alphas = alphas_between(1e-4, 0.2, 30)
    found = sweep(weights, frozen, alphas, NINE_TABLE, order, Rule.CORRECT, 1, 400)
    assert found is not None
    runs = [run(weights, frozen, a, NINE_TABLE, order, Rule.CORRECT, 1, 400) for a in alphas.tolist()]
    expected = [inf if r.diverged else plain_error(r.weights.tolist(), NINE_TABLE, order) for r in runs]
    assert found.tolist() == expected
    assert isfinite(found[0])
    assert found[-1] == inf


def test_diverging_alphas_end_as_inf_without_a_warning() -> None:
    """Also where every alpha diverges, early and late, and where only the other examples' errors overflow."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = sweep(np.array([[0.1, 0.2, -0.1]]), EVERYTHING[1], np.array([0.03, 1.0, 1000.0]), THREE,
                      Order(), Rule.CORRECT, 1, 10_000)  # fmt: skip
        huge = Examples.table(["x"], ["y"], [[0.0], [1e6]], [[0], [0]])
        other = mean_error(np.array([[1e150]]), huge, Order(Taking.IN_TURN))
    assert found is not None
    assert found.tolist() == [inf, inf, inf]
    assert other == inf


def test_frozen_weights_have_no_part_in_it() -> None:
    """With everything frozen each alpha leaves the error as it is."""
    weights, still = np.array([[0.1, 0.2, -0.1]]), np.ones((1, 3), bool)
    found = sweep(weights, still, np.array([0.01, 0.1, 1000]), THREE, Order(), Rule.CORRECT, 1, 50)
    assert found is not None
    assert found.tolist() == [mean_error(weights, THREE, Order())] * 3
    assert found[0] == pytest.approx(0.0196, abs=1e-12)


def test_it_stops_when_told() -> None:
    """It asks every few hundred steps, more often where a step looks at many examples, and gives nothing."""

    def asked(order: Order, stop_at: int) -> tuple[bool, int]:
        questions = 0

        def stop() -> bool:
            nonlocal questions
            questions += 1
            return questions == stop_at

        found = sweep(np.array([[0.1, 0.2, -0.1]]), EVERYTHING[1], np.array([0.01, 0.02]), THREE, order,
                      Rule.CORRECT, 1, 10_000, stop)  # fmt: skip
        return found is None, questions

    assert asked(Order(), 2) == (True, 2)
    finished, one = asked(Order(), 10**9)
    assert not finished
    assert 10_000 / 500 < one < 10_000 / 100
    assert asked(Order(Taking.FULL_BATCH), 10**9)[1] > 3 * one


@given(st.integers(0, 3), st.integers(0, 1000))
def test_the_error_told_is_that_of_the_step(row: int, seed: int) -> None:
    """For one example the step's own error; for a full batch what its steps learn from, bit for bit."""
    weights = np.random.default_rng(seed).normal(size=(3, 3))
    batch = take_batch_step(weights, np.zeros((3, 3), bool), 0.01, NINE_TABLE, row)
    assert mean_error(weights, NINE_TABLE, Order(Taking.FULL_BATCH)) == batch.total_error
    assert mean_error(weights, NINE_TABLE, Order(Taking.ONE, row)) == plain_error(
        weights.tolist(), NINE_TABLE, Order(Taking.ONE, row)
    )
    assert mean_error(weights, NINE_TABLE, Order(Taking.IN_TURN)) == batch.total_error


@given(st.floats(1e-12, 900), st.floats(1.001, 1e9), st.integers(2, 200))
def test_alphas_are_spread_evenly_on_a_log_scale(first: float, factor: float, count: int) -> None:
    """They ascend from the first to the last, both exact, and none is far from where it belongs."""
    last = first * factor
    alphas = alphas_between(first, last, count)
    assert alphas.shape == (count,)
    assert (alphas[0], alphas[-1]) == (first, last)
    assert (np.diff(alphas) > 0).all()
    places = np.log(alphas / first) / np.log(factor) * (count - 1)
    np.testing.assert_allclose(places, np.arange(count), atol=0.06)


def test_alphas_in_between_can_be_read_and_typed() -> None:
    """Three digits are enough for the usual range; a narrow one takes more, to tell them apart."""
    assert alphas_between(0.00027, 0.054, 41).tolist()[1:4] == [0.000308, 0.000352, 0.000402]
    assert alphas_between(0.01, 0.0101, 3).tolist() == [0.01, 0.01005, 0.0101]


def test_the_usual_range_goes_from_a_hundredth_of_the_limit_to_twice_the_limit() -> None:
    """Of the measured limit, where it is; up to the largest alpha; without a limit from 0.001 to 1."""
    three = alpha_limits(THREE, Order(), np.zeros((1, 3), bool))
    assert usual_range(three, 1000) == (0.00027, 0.054)
    in_turn = alpha_limits(THREE, Order(Taking.IN_TURN), np.zeros((1, 3), bool))
    assert usual_range(in_turn, 1000) == (0.000232, 0.0465)
    measuring = AlphaLimits(0.5, 1.0, None, (1.0,), measuring=True)
    assert usual_range(measuring, 1000) == (0.01, 2)
    assert usual_range(AlphaLimits(None, None, None, (None,)), 1000) == (0.001, 1)
    assert usual_range(AlphaLimits(1e4, 2e4, 2e4, (2e4,)), 1000) == (5, 1000)
