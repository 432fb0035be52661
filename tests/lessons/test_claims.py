"""The chapter's 22 claims: each is asked for in a step of a lesson, and proved here with the core."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from recipe import GAMES, NINE

from gdstudio.core.descent import Step, take_step
from gdstudio.core.examples import Order
from gdstudio.core.landscape import Bowl, alpha_limits, destination, steepness
from gdstudio.core.network import predict
from gdstudio.files.mnist_sample import load_sample
from gdstudio.lessons import catalogue, lesson_catalogue

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| [^|]+ \| `([\w-]+)` \| ([^|]+) \|$", README, re.MULTILINE)

X = np.array(GAMES[0])
START = np.array([[0.1, 0.2, -0.1]])
WON = np.array([1.0])
FREE = np.zeros((1, 3), bool)
ONLY_A = np.array([[True, False, False]])


def step(
    weights: np.ndarray = START,
    values: np.ndarray = X,
    true: np.ndarray = WON,
    alpha: float = 0.01,
    frozen: np.ndarray | None = None,
) -> Step:
    mask = np.zeros(weights.shape, bool) if frozen is None else frozen
    return take_step(weights, mask, alpha, (values, true))


def after(count: int, weights: np.ndarray = START, **how: object) -> np.ndarray:
    for _ in range(count):
        weights = step(weights, **how).new_weights  # type: ignore[arg-type]  # as `step` takes them
    return weights


def test_the_readme_tells_where_each_claim_is_asked_for() -> None:
    """22 rows; each names a step of a lesson that asks a question."""
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 23))
    for _, lesson_id, title in ROWS:
        (found,) = [each for each in lesson_catalogue.load(lesson_id).steps if each.title == title]
        assert found.question is not None


def test_claim_1_a_weight_delta_is_delta_times_input() -> None:
    """For each of nine weights, each with its own output's delta and its own input."""
    now = step(np.array(NINE), true=np.array([0.1, 1.0, 0.1]))
    for k in range(3):
        for j in range(3):
            assert now.weight_deltas[k, j] == now.delta[k] * X[j]


def test_claim_2_weights_into_one_output_share_its_delta() -> None:
    """Divided by its input, each weight delta is the one delta."""
    assert (step().weight_deltas[0] / X).tolist() == pytest.approx([-0.14] * 3)


def test_claim_3_an_input_of_0_leaves_its_weight_alone() -> None:
    """Its bowl is a flat line; the others still learn."""
    now = step(values=np.array([0.0, 0.65, 1.2]))
    assert now.new_weights[0, 0] == 0.1
    assert Bowl.of(now, 0, 0).curvature == 0
    assert (now.new_weights[0, 1:] != START[0, 1:]).all()


def test_claim_4_a_negative_input_turns_the_direction_round() -> None:
    """Delta is negative both times: once the weight rises, once it falls."""
    up, down = step(), step(values=np.array([-1.2, 0.65, 1.2]))
    assert up.delta[0] < 0
    assert down.delta[0] < 0
    assert up.new_weights[0, 0] > 0.1 > down.new_weights[0, 0]


def test_claim_5_a_large_input_moves_its_weight_more() -> None:
    """As many times further as its input is larger."""
    moves = step().new_weights[0] - START[0]
    assert moves[0] / moves[1] == pytest.approx(8.5 / 0.65)


@pytest.mark.parametrize(
    ("alpha", "low", "high"), [(0.01, 0, 1), (0.02, -1, 0), (0.03, -np.inf, -1), (0.1, -np.inf, -1)]
)
def test_claim_6_too_much_alpha_overshoots_and_still_more_diverges(
    alpha: float, low: float, high: float
) -> None:
    """Delta shrinks, turns round and shrinks, or turns round and grows."""
    now, then = step(alpha=alpha), step(after(1, alpha=alpha))
    assert low < then.delta[0] / now.delta[0] < high
    limits = alpha_limits(catalogue.load("several-steps").lanes[0].examples, Order(), FREE)  # type: ignore[arg-type]
    assert limits.diverges is not None
    assert (alpha > limits.diverges) == (high == -1)


def test_claim_7_the_largest_input_does_most_of_the_learning() -> None:
    """82 % of the movement and 97.5 % of the change are a's; with fans in other units they are c's."""
    moves = step().new_weights[0] - START[0]
    assert moves[0] / moves.sum() == pytest.approx(0.821, abs=5e-4)
    assert moves[0] * X[0] / (moves @ X) == pytest.approx(0.975, abs=5e-4)
    other = step(np.array([[0.1, 0.2, -0.01]]), np.array([8.5, 0.65, 12.0]), alpha=0.004)
    assert other.pred[0] == pytest.approx(0.86)
    assert np.abs(other.weight_deltas).argmax() == 2


def test_claim_8_one_steep_weight_limits_alpha_for_all() -> None:
    """0.1 diverges with a free; 0.3 converges with a frozen."""
    assert 2 / steepness(X, FREE)[0] == pytest.approx(0.026986, abs=5e-7)
    assert 2 / steepness(X, ONLY_A)[0] == pytest.approx(1.0738, abs=5e-5)
    assert step(after(5, alpha=0.1)).error[0] > 1
    assert step(after(5, alpha=0.3, frozen=ONLY_A)).error[0] < 1e-5


def test_claim_9_with_a_frozen_b_and_c_bring_the_error_to_0() -> None:
    """To the last digit, in 45 steps; a is where it was."""
    weights = after(45, alpha=0.3, frozen=ONLY_A)
    assert step(weights).error[0] == 0
    assert weights[0, 0] == 0.1


def test_claim_10_when_one_weight_finds_the_bottom_all_have() -> None:
    """All three dots, also the frozen one's."""
    now = step(after(45, alpha=0.3, frozen=ONLY_A))
    bowls = [Bowl.of(now, 0, column) for column in range(3)]
    assert [bowl.weight for bowl in bowls] == [bowl.bottom for bowl in bowls]


def test_claim_11_a_frozen_dot_never_moves_sideways_its_bowl_does() -> None:
    """The weight stays at every step, the bottom comes towards it."""
    seen = [step(after(count, alpha=0.3, frozen=ONLY_A)) for count in range(6)]
    assert {now.weights[0, 0] for now in seen} == {0.1}
    away = [abs(0.1 - (Bowl.of(now, 0, 0).bottom or 0)) for now in seen]
    assert away == sorted(away, reverse=True)
    assert len(set(away)) == 6


def test_claim_12_converged_without_a_a_never_learns_on_this_example() -> None:
    """Unfrozen, nothing moves; another game has a delta, and a learns."""
    weights = after(45, alpha=0.3, frozen=ONLY_A)
    assert np.array_equal(step(weights, alpha=0.3).new_weights, weights)
    assert step(weights, np.array(GAMES[2]), np.array([0.0])).new_weights[0, 0] != 0.1


def test_claim_13_bowls_are_slices_of_one_surface_which_is_a_trough() -> None:
    """Each bowl is the network's error with one weight moved; a whole plane of weights has error 0."""
    for column in range(3):
        bowl = Bowl.of(step(), 0, column)
        for weight in (-1.0, 0.3, 2.0):
            moved = START.copy()
            moved[0, column] = weight
            assert step(moved).error[0] == pytest.approx(bowl.error_at(weight))
    landing = destination(step(), FREE)
    for along in (np.array([0.65, -8.5, 0.0]), np.array([1.2, 0.0, -8.5])):
        for far in (-3.0, 1.0, 50.0):
            assert step(landing + far * along).error[0] == pytest.approx(0, abs=1e-20)


def test_claim_14_the_data_alone_give_the_surface_its_shape() -> None:
    """An input sets the steepness, 2 · input²; the target only the place; weights neither."""
    bowl, other_target = Bowl.of(step(), 0, 0), Bowl.of(step(true=np.array([0.0])), 0, 0)
    assert bowl.curvature == other_target.curvature == 2 * 8.5**2
    assert (bowl.bottom or 0) - (other_target.bottom or 0) == pytest.approx(1 / 8.5)
    assert Bowl.of(step(values=np.array([3.0, 0.65, 1.2])), 0, 0).curvature == 2 * 3.0**2
    elsewhere = Bowl.of(step(np.array([[0.7, 0.2, -0.1]])), 0, 0)
    assert elsewhere.curvature == bowl.curvature
    assert elsewhere.bottom == pytest.approx(bowl.bottom)


def test_claim_15_several_outputs_are_separate_learners() -> None:
    """Another target for one: the other two move as before."""
    weights, values = np.array([[0.3], [0.2], [0.9]]), np.array([0.65])
    one = step(weights, values, np.array([0.1, 1.0, 0.1])).new_weights
    other = step(weights, values, np.array([5.0, 1.0, 0.1])).new_weights
    assert one[0, 0] != other[0, 0]
    assert np.array_equal(one[1:], other[1:])


def test_claim_16_weight_deltas_are_an_outer_product() -> None:
    """Of delta and input, in this order."""
    now = step(np.array(NINE), true=np.array([0.1, 1.0, 0.1]))
    assert np.array_equal(now.weight_deltas, np.outer(now.delta, X))
    assert not np.allclose(now.weight_deltas, np.outer(X, now.delta))


def digits() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Some weights, an image's inputs and its targets."""
    images = load_sample().learnt
    weights = np.random.default_rng(0).normal(0, 0.05, images.shape)
    return weights, images.input(0), images.targets[0].astype(np.float64)


def test_claim_17_the_recipe_is_the_same_at_any_size() -> None:
    """784 × 10: predict, compare, delta times input, subtract alpha of it."""
    weights, values, true = digits()
    now = step(weights, values, true, alpha=0.001)
    assert now.pred.tolist() == pytest.approx((weights @ values).tolist())
    assert np.array_equal(now.delta, now.pred - true)
    assert np.array_equal(now.new_weights, weights - 0.001 * np.outer(now.delta, values))


def test_claim_18_a_picture_becomes_inputs_row_by_row() -> None:
    """The pixel in row 3, column 5 is input 3 · 28 + 5, from 0 to 1."""
    images = load_sample().learnt
    assert images.input(7).shape == (784,)
    assert images.input(7).reshape(28, 28) * 255 == pytest.approx(images.pixels[7])


def test_claim_19_at_1_and_0_there_is_nothing_more_to_learn() -> None:
    """Weights that say 1 at the digit and 0 elsewhere have error 0, and stay."""
    _, values, true = digits()
    perfect = np.outer(true, values) / (values @ values)
    now = step(perfect, values, true, alpha=0.001)
    assert now.pred.tolist() == pytest.approx(true.tolist(), abs=1e-12)
    assert now.total_error == pytest.approx(0, abs=1e-24)
    assert now.new_weights == pytest.approx(perfect, abs=1e-15)


def test_claim_20_ink_on_a_positive_weight_speaks_for_its_digit() -> None:
    """More ink on a pixel raises the score by its weight, and lowers it where that is negative."""
    weights, values, true = digits()
    before = step(weights, values, true).pred
    for pixel in (100, 400, 700):
        inked = values.copy()
        inked[pixel] += 1
        assert step(weights, inked, true).pred - before == pytest.approx(weights[:, pixel])


def test_claim_21_the_dot_product_measures_likeness() -> None:
    """No overlap 0, more overlap more; among vectors of one length, each is most like itself."""
    a, b, c, d, e = catalogue.load("dot-products").lanes[0].examples.inputs  # type: ignore[misc]  # a table
    assert [a @ b, b @ c, b @ d, c @ c, d @ d, c @ e] == [0, 1, 1, 2, 0.5, 0]
    random = np.random.default_rng(1).normal(size=(40, 6))
    same_length = random / np.linalg.norm(random, axis=1, keepdims=True)
    assert (same_length @ same_length.T).argmax(axis=1).tolist() == list(range(40))


def test_claim_22_a_prediction_is_the_likeness_of_input_and_weights() -> None:
    """The sum of image ⊙ weights, for each of ten digits."""
    weights, values, _ = digits()
    assert predict(weights, values) == pytest.approx((weights * values).sum(axis=1))
