"""One step and many, against the chapter's recipe in plain Python and against finite differences."""

from __future__ import annotations

from math import inf, isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from recipe import GAMES, HURT_WIN_SAD, NINE, WIN, learn, learn_from_all

from gdstudio.core.descent import Phase, Rule, Step, is_settled, run, take_batch_step, take_step
from gdstudio.core.examples import Examples, Order, Taking

THREE = Examples.table(["toes", "wlrec", "nfans"], ["win"], GAMES, WIN)
NINE_TABLE = Examples.table(["toes", "wlrec", "nfans"], ["hurt", "win", "sad"], GAMES, HURT_WIN_SAD)
_RANDOM = np.random.default_rng(0)
MANY_TABLE = Examples.table(
    [f"x{j}" for j in range(12)],
    [f"y{k}" for k in range(12)],
    _RANDOM.normal(size=(4, 12)).tolist(),
    _RANDOM.normal(size=(4, 12)).tolist(),
)
NUMBERS = st.floats(-100, 100)
ORDERS = st.one_of(
    st.integers(0, 3).map(lambda row: Order(Taking.ONE, example=row)),
    st.just(Order(Taking.IN_TURN)),
    st.integers(0, 1000).map(lambda seed: Order(Taking.SHUFFLED_ONCE, seed=seed)),
    st.integers(0, 1000).map(lambda seed: Order(Taking.SHUFFLED, seed=seed)),
    st.integers(0, 3).map(lambda row: Order(Taking.FULL_BATCH, example=row)),
)
RULES = st.sampled_from(Rule)
MISPRINT = {rule: "" if rule is Rule.CORRECT else rule.value for rule in Rule}
SCENES = [
    pytest.param(Examples.table(["toes"], ["win"], [g[:1] for g in GAMES], WIN), [[0.1]], 0.01, (), id="one"),
    pytest.param(THREE, [[0.1, 0.2, -0.1]], 0.01, (), id="three"),
    pytest.param(THREE, [[0.1, 0.2, -0.1]], 0.3, ((0, 0),), id="a frozen"),
    pytest.param(
        Examples.table(["wlrec"], ["hurt", "win", "sad"], [g[1:2] for g in GAMES], HURT_WIN_SAD),
        [[0.3], [0.2], [0.9]],
        0.1,
        (),
        id="three outputs",
    ),
    pytest.param(NINE_TABLE, NINE, 0.01, (), id="nine"),
]


def mask(shape: tuple[int, int], frozen: tuple[tuple[int, int], ...] = ()) -> np.ndarray:
    """A frozen mask with these weights frozen."""
    array = np.zeros(shape, bool)
    for place in frozen:
        array[place] = True
    return array


def first_example(examples: Examples) -> tuple[np.ndarray, np.ndarray]:
    """The first row of a table, as `take_step` wants it."""
    return examples.inputs[0], examples.targets[0]


def steps(
    weights: np.ndarray,
    frozen: np.ndarray,
    alpha: float,
    examples: Examples,
    order: Order,
    rule: Rule,
    count: int,
) -> list[Step]:
    """The same run, one step after another, up to the last step whose next error is finite."""
    taken: list[Step] = []
    for number in range(1, count + 2):
        row = order.row(number, len(examples))
        if order.taking is Taking.FULL_BATCH:
            step = take_batch_step(weights, frozen, alpha, examples, row, rule)
        else:
            step = take_step(weights, frozen, alpha, (examples.inputs[row], examples.targets[row]), rule)
        if not isfinite(step.total_error):
            return taken[:-1]
        taken.append(step)
        weights = step.new_weights
    return taken[:count]


@pytest.mark.parametrize(("examples", "weights", "alpha", "frozen"), SCENES)
def test_the_small_scenes_equal_the_chapters_recipe(
    examples: Examples, weights: list[list[float]], alpha: float, frozen: tuple[tuple[int, int], ...]
) -> None:
    """Weights, errors and weight deltas equal a plain-Python run to 1e-12, for 60 steps."""
    values, true = (block.tolist() for block in first_example(examples))
    now = np.array(weights)
    still = mask(now.shape, frozen)
    for _ in range(60):
        step = take_step(now, still, alpha, first_example(examples))
        weights, error, deltas = learn(weights, values, true, alpha, frozenset(frozen))
        np.testing.assert_allclose(step.error, error, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(step.weight_deltas, deltas, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(step.new_weights, weights, rtol=1e-12, atol=1e-12)
        now = step.new_weights


def test_the_first_step_shows_the_chapters_numbers() -> None:
    """Three inputs: pred 0.86, delta −0.14, error 0.0196, and what is learned from them."""
    step = take_step(np.array([[0.1, 0.2, -0.1]]), mask((1, 3)), 0.01, first_example(THREE))
    assert step.pred == pytest.approx([0.86], abs=1e-12)
    assert step.delta == pytest.approx([-0.14], abs=1e-12)
    assert step.error == pytest.approx([0.0196], abs=1e-12)
    assert step.weight_deltas == pytest.approx(np.array([[-1.19, -0.091, -0.168]]), abs=1e-12)
    assert step.new_weights == pytest.approx(np.array([[0.1119, 0.20091, -0.09832]]), abs=1e-12)


def test_nine_weights_show_the_chapters_predictions() -> None:
    """Three inputs and three outputs: pred 0.555, 0.98, 0.965."""
    step = take_step(np.array(NINE), mask((3, 3)), 0.01, first_example(NINE_TABLE))
    assert step.pred == pytest.approx([0.555, 0.98, 0.965], abs=1e-12)


@given(st.data(), st.integers(1, 4), st.integers(1, 4))
def test_weight_deltas_are_half_the_slope_of_the_error(
    data: st.DataObject, n_outputs: int, n_inputs: int
) -> None:
    """A central finite difference of the network's error, halved, gives each weight delta."""
    small = st.floats(-10, 10)
    weights = data.draw(arrays(np.float64, (n_outputs, n_inputs), elements=small))
    example = (
        data.draw(arrays(np.float64, n_inputs, elements=small)),
        data.draw(arrays(np.float64, n_outputs, elements=small)),
    )
    still = mask(weights.shape)
    step = take_step(weights, still, 0.1, example)
    h = 0.5  # the error is a parabola, for which a wide central difference is exact but for rounding
    for k, j in np.ndindex(weights.shape):
        moved = np.zeros_like(weights)
        moved[k, j] = h
        above = take_step(weights + moved, still, 0.1, example).total_error
        below = take_step(weights - moved, still, 0.1, example).total_error
        assert step.weight_deltas[k, j] == pytest.approx((above - below) / (2 * h) / 2, rel=1e-9, abs=1e-8)


@given(
    arrays(np.float64, (3, 3), elements=NUMBERS),
    arrays(np.bool_, (3, 3)),
    st.floats(0, 1),
    st.sampled_from(Rule),
)
def test_frozen_weights_stay_and_the_others_learn_as_if_alone(
    weights: np.ndarray, frozen: np.ndarray, alpha: float, rule: Rule
) -> None:
    """A frozen weight's weight delta is 0; what it would have been is kept; the rest is untouched."""
    step = take_step(weights, frozen, alpha, first_example(NINE_TABLE), rule)
    free = take_step(weights, mask((3, 3)), alpha, first_example(NINE_TABLE), rule)
    assert (step.new_weights[frozen] == weights[frozen]).all()
    assert (step.weight_deltas[frozen] == 0).all()
    assert (step.free_weight_deltas == free.weight_deltas).all()
    assert (step.new_weights[~frozen] == free.new_weights[~frozen]).all()


@settings(deadline=None, max_examples=300)
@given(
    arrays(np.float64, (3, 3), elements=NUMBERS),
    arrays(np.bool_, (3, 3)),
    st.floats(0, 0.5),
    ORDERS,
    RULES,
    st.integers(0, 40),
)
def test_run_has_the_bits_of_one_step_after_another(
    weights: np.ndarray, frozen: np.ndarray, alpha: float, order: Order, rule: Rule, count: int
) -> None:
    """A long run and single steps, for every order, freeze and rule: the same bits, the same errors."""
    weights = weights + 0.0  # a weight of −0 is never learned from: see the model
    whole = run(weights, frozen, alpha, NINE_TABLE, order, rule, 1, count)
    taken = steps(weights, frozen, alpha, NINE_TABLE, order, rule, count)
    assert whole.errors == [step.total_error for step in taken]
    assert whole.weights.tobytes() == (taken[-1].new_weights if taken else weights).tobytes()


@settings(deadline=None, max_examples=60)
@given(
    arrays(np.float64, (12, 12), elements=NUMBERS),
    arrays(np.bool_, (12, 12)),
    st.sampled_from([0.0, 0.001, 0.02, 0.5]),
    ORDERS,
    RULES,
    st.lists(st.integers(0, 30), min_size=1, max_size=4),
)
def test_a_run_of_many_weights_has_the_bits_of_one_step_after_another(
    weights: np.ndarray, frozen: np.ndarray, alpha: float, order: Order, rule: Rule, pieces: list[int]
) -> None:
    """Beyond a hundred weights a run is worked out in another way, with the same bits, however it is cut."""
    now = weights + 0.0
    taken = steps(now, frozen, alpha, MANY_TABLE, order, rule, sum(pieces))
    errors: list[float] = []
    for piece in pieces:
        part = run(now, frozen, alpha, MANY_TABLE, order, rule, 1 + len(errors), piece)
        now, errors = part.weights, errors + part.errors
        assert part.diverged == (len(part.errors) < piece)
        if part.diverged:
            break
    assert errors == [step.total_error for step in taken]
    assert now.tobytes() == (taken[-1].new_weights if taken else weights + 0.0).tobytes()


@settings(deadline=None)
@given(
    arrays(np.float64, (3, 3), elements=NUMBERS),
    arrays(np.bool_, (3, 3)),
    st.floats(0, 0.5),
    ORDERS,
    RULES,
    st.lists(st.integers(0, 150), min_size=1, max_size=6),
)
def test_a_run_in_pieces_has_the_bits_of_the_whole(
    weights: np.ndarray, frozen: np.ndarray, alpha: float, order: Order, rule: Rule, pieces: list[int]
) -> None:
    """However a run is cut, also where it diverges: the same bits, and it stops at the same step."""
    whole = run(weights, frozen, alpha, NINE_TABLE, order, rule, 1, sum(pieces))
    now, errors, diverged = weights, [], False
    for piece in pieces:
        part = run(now, frozen, alpha, NINE_TABLE, order, rule, 1 + len(errors), piece)
        now, errors, diverged = part.weights, errors + part.errors, diverged or part.diverged
        if part.diverged:
            break
    assert (now == whole.weights).all()
    assert errors == whole.errors
    assert diverged == whole.diverged


def test_the_printed_listing_stalls_where_the_correct_one_learns() -> None:
    """The swapped outer product: summed errors as known, beside those of the correct one."""

    def errors(rule: Rule, count: int) -> list[float]:
        return run(np.array(NINE), mask((3, 3)), 0.01, NINE_TABLE, Order(), rule, 1, count).errors

    assert errors(Rule.CORRECT, 3) == pytest.approx([0.95565, 0.0640, 0.00429], abs=5e-5)
    printed = errors(Rule.SWAPPED_OUTER_PRODUCT, 5)
    assert printed == pytest.approx([0.95565, 0.6543, 0.6341, 0.6328, 0.6327], abs=5e-5)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("frozen", [(), ((0, 0), (1, 2))], ids=["free", "two frozen"])
def test_each_rule_equals_the_recipe_as_printed(rule: Rule, frozen: tuple[tuple[int, int], ...]) -> None:
    """A wrong rule is wrong exactly as printed: 30 steps of a plain-Python run with the same mistake."""
    now, weights, still = np.array(NINE), NINE, mask((3, 3), frozen)
    for _ in range(30):
        step = take_step(now, still, 0.01, first_example(NINE_TABLE), rule)
        weights, error, deltas = learn(
            weights, GAMES[0], HURT_WIN_SAD[0], 0.01, frozenset(frozen), misprint=MISPRINT[rule]
        )
        np.testing.assert_allclose(step.error, error, rtol=1e-11, atol=1e-12)
        np.testing.assert_allclose(step.weight_deltas, deltas, rtol=1e-11, atol=1e-12)
        np.testing.assert_allclose(step.new_weights, weights, rtol=1e-11, atol=1e-12)
        now = step.new_weights


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("frozen", [(), ((0, 0), (1, 2))], ids=["free", "two frozen"])
def test_a_full_batch_equals_the_recipe_over_all_examples(
    rule: Rule, frozen: tuple[tuple[int, int], ...]
) -> None:
    """30 steps of a plain-Python run that adds up all examples' weight deltas and divides by how many."""
    now, weights, still = np.array(NINE), NINE, mask((3, 3), frozen)
    for number in range(30):
        step = take_batch_step(now, still, 0.01, NINE_TABLE, number % 4, rule)
        weights, error, deltas = learn_from_all(
            weights, GAMES, HURT_WIN_SAD, 0.01, frozenset(frozen), misprint=MISPRINT[rule]
        )
        np.testing.assert_allclose(step.learnt_error, error, rtol=1e-11, atol=1e-12)
        np.testing.assert_allclose(step.weight_deltas, deltas, rtol=1e-11, atol=1e-12)
        np.testing.assert_allclose(step.new_weights, weights, rtol=1e-11, atol=1e-12)
        assert step.total_error == pytest.approx(sum(error), rel=1e-11)
        now = step.new_weights


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("row", range(4))
def test_a_full_batch_tells_the_numbers_of_the_example_that_is_looked_at(rule: Rule, row: int) -> None:
    """Its input, target, pred, delta and error are those of a step on it alone; the weight deltas are not."""
    example = (NINE_TABLE.inputs[row], NINE_TABLE.targets[row])
    alone = take_step(np.array(NINE), mask((3, 3)), 0.01, example, rule)
    together = take_batch_step(np.array(NINE), mask((3, 3)), 0.01, NINE_TABLE, row, rule)
    for name in ("input", "true", "weights", "pred", "delta", "error", "residual"):
        assert getattr(together, name).tolist() == getattr(alone, name).tolist(), name
    assert alone.batch is None
    assert together.batch is not None
    assert together.batch.pred[row].tolist() == alone.pred.tolist()
    assert together.batch.delta[row].tolist() == alone.delta.tolist()
    assert together.weight_deltas.tolist() != alone.weight_deltas.tolist()
    # Who is looked at decides nothing that is learned.
    other = take_batch_step(np.array(NINE), mask((3, 3)), 0.01, NINE_TABLE, (row + 1) % 4, rule)
    assert other.new_weights.tobytes() == together.new_weights.tobytes()
    assert other.total_error == together.total_error


@given(
    arrays(np.float64, (2, 3), elements=st.floats(-10, 10)),
    arrays(np.float64, (4, 3), elements=st.floats(-10, 10)),
    arrays(np.float64, (4, 2), elements=st.floats(-10, 10)),
)
def test_the_mean_weight_deltas_are_half_the_slope_of_the_mean_error(
    weights: np.ndarray, inputs: np.ndarray, targets: np.ndarray
) -> None:
    """A central finite difference of the mean error over all examples, halved, gives each weight delta."""
    examples = Examples.table(["x", "y", "z"], ["s", "t"], inputs.tolist(), targets.tolist())
    still = mask((2, 3))

    def mean_error(there: np.ndarray) -> float:
        return take_batch_step(there, still, 0.1, examples, 0).total_error

    step = take_batch_step(weights, still, 0.1, examples, 0)
    h = 0.5  # a mean of parabolas is one too
    for k, j in np.ndindex(weights.shape):
        moved = np.zeros_like(weights)
        moved[k, j] = h
        half_slope = (mean_error(weights + moved) - mean_error(weights - moved)) / (2 * h) / 2
        assert step.weight_deltas[k, j] == pytest.approx(half_slope, rel=1e-9, abs=1e-8)


def test_delta_turned_round_walks_uphill_and_its_residual_is_right() -> None:
    """The chapter's step with the sign printed wrong: delta +0.14, a goes to 0.0881, and the error grows."""
    start = np.array([[0.1, 0.2, -0.1]])
    step = take_step(start, mask((1, 3)), 0.01, first_example(THREE), Rule.DELTA_TURNED_ROUND)
    assert step.delta == pytest.approx([0.14], abs=1e-12)
    assert step.residual == pytest.approx([-0.14], abs=1e-12)
    assert step.new_weights[0, 0] == pytest.approx(0.0881, abs=1e-12)
    errors = run(start, mask((1, 3)), 0.01, THREE, Order(), Rule.DELTA_TURNED_ROUND, 1, 20).errors
    assert (np.diff(errors) > 0).all()


def test_weights_for_delta_makes_every_weight_smaller_whatever_the_target_is() -> None:
    """With neither delta nor target in it, it cannot learn: each weight shrinks by its own input alone."""
    for target in (0.0, 1.0, 5.0):
        step = take_step(
            np.array([[0.1, 0.2, -0.1]]), mask((1, 3)), 0.01, (THREE.inputs[0], np.array([target])),
            Rule.WEIGHTS_FOR_DELTA,
        )  # fmt: skip
        assert step.new_weights == pytest.approx(np.array([[0.1 * 0.915, 0.2 * 0.9935, -0.1 * 0.988]]))


def test_weights_for_input_leaves_a_weight_of_0_where_it_is() -> None:
    """Its weight delta is the weight itself times delta: what begins at 0 never moves."""
    start = np.array([[0.0, 0.2, -0.1]])
    result = run(start, mask((1, 3)), 0.01, THREE, Order(), Rule.WEIGHTS_FOR_INPUT, 1, 500)
    assert result.weights[0, 0] == 0.0
    assert result.weights[0, 1] != 0.2


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("taking", Taking)
def test_every_rule_stops_at_its_last_finite_error(rule: Rule, taking: Taking) -> None:
    """However it diverges: no warning, and the weights left behind still have a finite error."""
    order = Order(taking, seed=4)
    result = run(np.array(NINE), mask((3, 3)), 50.0, NINE_TABLE, order, rule, 1, 6000)
    assert result.diverged
    assert all(map(isfinite, result.errors))
    again = run(result.weights, mask((3, 3)), 50.0, NINE_TABLE, order, rule, len(result.errors) + 1, 1)
    assert (again.errors, again.diverged) == ([], True)


def test_with_a_frozen_the_error_falls_by_the_known_factor() -> None:
    """Alpha 0.3, a frozen: each step multiplies the error by (1 − 0.3 · 1.8625)², which is 0.44125²."""
    result = run(
        np.array([[0.1, 0.2, -0.1]]), mask((1, 3), ((0, 0),)), 0.3, THREE, Order(), Rule.CORRECT, 1, 15
    )
    errors = np.array(result.errors)
    np.testing.assert_allclose(errors[1:] / errors[:-1], 0.44125**2, rtol=1e-9)
    assert result.weights[0, 0] == 0.1


def test_a_diverging_run_stops_at_the_last_finite_error_without_a_warning() -> None:
    """The weights left behind still have a finite error; one step more and they would not."""
    start = np.array([[0.1, 0.2, -0.1]])
    result = run(start, mask((1, 3)), 0.1, THREE, Order(), Rule.CORRECT, 1, 4000)
    assert result.diverged
    assert all(map(isfinite, result.errors))
    last = take_step(result.weights, mask((1, 3)), 0.1, first_example(THREE))
    assert isfinite(last.total_error)
    beyond = take_step(last.new_weights, mask((1, 3)), 0.1, first_example(THREE))
    assert beyond.total_error == inf
    again = run(result.weights, mask((1, 3)), 0.1, THREE, Order(), Rule.CORRECT, len(result.errors) + 1, 1)
    assert (again.errors, again.diverged) == ([], True)
    assert (again.weights == result.weights).all()


def test_a_sum_of_finite_errors_may_overflow_without_a_warning() -> None:
    """With several outputs each error can be finite and their sum not: that is diverging too."""
    weights = np.full((3, 3), 1.2e153)
    step = take_step(weights, mask((3, 3)), 0.1, first_example(NINE_TABLE))
    assert np.isfinite(step.error).all()
    assert step.total_error == inf


def test_no_steps_change_nothing() -> None:
    """A run of no steps leaves the weights and reports no error."""
    result = run(np.array(NINE), mask((3, 3)), 0.01, NINE_TABLE, Order(), Rule.CORRECT, 7, 0)
    assert result.errors == []
    assert not result.diverged
    assert result.weights.tolist() == NINE


def test_run_leaves_the_weights_it_was_given_alone() -> None:
    """States are shared between snapshots and checkpoints: nobody may write into them."""
    start = np.array(NINE)
    start.flags.writeable = False
    run(start, mask((3, 3)), 0.01, NINE_TABLE, Order(), Rule.CORRECT, 1, 10)
    assert start.tolist() == NINE


def test_settled_means_that_a_whole_pass_changes_nothing() -> None:
    """One example settles at error 0; two games that disagree never do, even where one is at 0."""
    three = (np.array([[0.1, 0.2, -0.1]]), mask((1, 3)), 0.01, THREE)
    assert not is_settled(*three, Order(), Rule.CORRECT, 1)
    settled = run(*three, Order(), Rule.CORRECT, 1, 200)
    ended = (settled.weights, *three[1:])
    assert is_settled(*ended, Order(), Rule.CORRECT, 201)
    # Step 201 in turn takes the first game, which no longer moves anything; the games after it do.
    assert not is_settled(*ended, Order(Taking.IN_TURN), Rule.CORRECT, 201)
    assert not is_settled(*ended, Order(Taking.FULL_BATCH), Rule.CORRECT, 201)


def test_everything_frozen_or_alpha_0_is_settled_from_the_start() -> None:
    """Where nothing can move there is nothing to play."""
    start = np.array([[0.1, 0.2, -0.1]])
    assert is_settled(start, np.ones((1, 3), bool), 0.01, THREE, Order(), Rule.CORRECT, 1)
    for taking in Taking:
        assert is_settled(start, mask((1, 3)), 0.0, THREE, Order(taking), Rule.CORRECT, 1)


def test_the_phases_are_four_in_order() -> None:
    """Predict, compare, weight deltas, learn."""
    assert [phase.name for phase in Phase] == ["PREDICT", "COMPARE", "WEIGHT_DELTAS", "LEARN"]
    assert [phase.value for phase in Phase] == [0, 1, 2, 3]
