"""Training in blocks, against one step after another: in numpy with double precision, and in `take_step`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core import bunches
from gdstudio.core.blocks import Blocks, Position
from gdstudio.core.bunches import BLOCK
from gdstudio.core.descent import take_step
from gdstudio.core.examples import Order, Taking
from gdstudio.core.images import Images

if TYPE_CHECKING:
    from collections.abc import Callable

SHAPE = (10, 63)
NONE = np.zeros(SHAPE, bool)
_chance = np.random.default_rng(7)
MASKS = {
    "nothing frozen": NONE,
    "one weight": np.arange(630).reshape(SHAPE) == 200,
    "the same pixels for all": np.repeat(_chance.random((1, 63)) < 0.3, 10, axis=0),
    "all of one output": np.repeat(np.arange(10)[:, np.newaxis] == 4, 63, axis=1),
    "each output its own": _chance.random(SHAPE) < 0.3,
    "everything": ~NONE,
}
ORDERS = {
    "one": Order(Taking.ONE, example=3),
    "in turn": Order(Taking.IN_TURN),
    "shuffled once": Order(Taking.SHUFFLED_ONCE, seed=5),
    "shuffled": Order(Taking.SHUFFLED, seed=5),
}
ALPHAS = [0.0, 0.001, 0.05, 0.2]
CLOSE: list[tuple[type, float]] = [(np.float64, 1e-12), (np.float32, 2e-6)]
over_orders = pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
over_masks = pytest.mark.parametrize("frozen", MASKS.values(), ids=MASKS.keys())
over_types = pytest.mark.parametrize(("dtype", "close"), CLOSE, ids=["double", "single"])


def images_of(count: int) -> Images:
    """Random pictures of 9 × 7 pixels, most of them empty, as digits are; the last two rows always black."""
    chance = np.random.default_rng(count)
    pixels = chance.integers(0, 256, (count, 9, 7)) * (chance.random((count, 9, 7)) < 0.3)
    pixels[:, 7:] = 0
    labels = chance.integers(0, 10, count).astype(np.uint8)
    return Images.labelled("random", pixels.astype(np.uint8), labels, "0123456789")


# A pass of 333 steps has five whole blocks and one of 13; of 1100, two bunches of eight blocks and a rest.
IMAGES, MANY = images_of(333), images_of(1100)
STEEPEST = float(IMAGES.squares.max())
START = np.random.default_rng(1).normal(size=SHAPE) * 0.1


def one_by_one(
    images: Images,
    order: Order,
    alpha: float,
    frozen: np.ndarray,
    first: int,
    count: int,
    start: np.ndarray = START,
) -> tuple[np.ndarray, np.ndarray]:
    """The weights after `count` steps and each step's error: the plain loop, in double precision."""
    inputs, weights, errors = images.inputs(slice(None)).astype(float), start.astype(float), []
    for row in order.rows(first, count, len(images)):
        delta = weights @ inputs[row] - images.targets[row]
        errors.append(delta @ delta)
        weights = weights - alpha * np.where(frozen, 0, np.outer(delta, inputs[row]))
    return weights, np.array(errors)


def assert_close(actual: np.ndarray, expected: np.ndarray, close: float) -> None:
    """Assert that they differ, relative to the largest number, by no more than `close`."""
    assert np.abs(actual - expected).max() <= close * np.abs(expected).max()


@over_types
@over_masks
@over_orders
@pytest.mark.parametrize("alpha", ALPHAS)
def test_blocks_are_steps_one_after_another(
    order: Order, frozen: np.ndarray, alpha: float, dtype: type, close: float
) -> None:
    """Every error and the weights, from the middle of a block through ends of passes; frozen ones stay."""
    start = START.astype(dtype)
    blocks = Blocks(IMAGES, order, alpha, frozen, dtype)
    ran = blocks.run(blocks.begin(start, 17), 700)
    weights, errors = one_by_one(IMAGES, order, alpha, frozen, 17, 700, start)
    assert ran.position.step == 717
    assert not ran.diverged
    assert_close(blocks.weights_at(ran.position), weights, close)
    assert_close(ran.errors, errors, close)
    assert np.array_equal(blocks.weights_at(ran.position)[frozen], start[frozen])


@over_types
@over_orders
def test_later_passes_and_bunches_are_exact_too(order: Order, dtype: type, close: float) -> None:
    """Two passes over more images than one bunch holds."""
    blocks = Blocks(MANY, order, 0.02, NONE, dtype)
    ran = blocks.run(blocks.begin(START, 1), 2500)
    weights, errors = one_by_one(MANY, order, 0.02, NONE, 1, 2500, START.astype(dtype))
    assert_close(blocks.weights_at(ran.position), weights, close)
    assert_close(ran.errors, errors, close)


@over_orders
@pytest.mark.parametrize("alpha", [0.02, 1.1])
def test_a_block_of_one_and_blocks_of_many_are_the_recipe(order: Order, alpha: float) -> None:
    """Weights, delta and error before each of a few steps are those that `take_step` shows."""
    images, frozen = images_of(5), MASKS["each output its own"]
    blocks = Blocks(images, order, alpha, frozen, np.float64)
    position, weights = blocks.begin(START, 1), START
    for number in range(1, 12):
        row = blocks.row(number)
        step = take_step(weights, frozen, alpha, (images.input(row), images.targets[row].astype(float)))
        assert_close(blocks.weights_at(position), step.weights, 1e-12)
        assert_close(blocks.delta(position), step.delta, 1e-12)
        ran = blocks.run(position, 1)
        assert ran.errors == pytest.approx([step.total_error], rel=1e-11)
        position, weights = ran.position, step.new_weights


def same(left: Blocks, one: Position, right: Blocks, other: Position) -> bool:
    """Whether two positions are the same state, bit for bit."""
    weights = np.array_equal(left.weights_at(one), right.weights_at(other))
    return weights and one.step == other.step and np.array_equal(left.delta(one), right.delta(other))


@given(
    order=st.sampled_from(list(ORDERS.values())),
    frozen=st.sampled_from(list(MASKS.values())),
    alpha=st.sampled_from([0.0, 0.02, 3.9 / STEEPEST, 4.2 / STEEPEST]),
    first=st.integers(1, 800),
    pieces=st.lists(st.one_of(st.integers(1, 5), st.integers(1, 400)), min_size=1, max_size=12),
)
def test_pieces_have_the_bits_of_the_whole(
    order: Order, frozen: np.ndarray, alpha: float, first: int, pieces: list[int]
) -> None:
    """Wherever a run is begun and however it is cut, also by another object that keeps other inverses."""
    whole, cut = Blocks(IMAGES, order, alpha, frozen), Blocks(IMAGES, order, alpha, frozen)
    end = whole.run(whole.begin(START, first), sum(pieces))
    position, errors = cut.begin(START, first), []
    for piece in pieces:
        ran = cut.run(position, piece)
        position = ran.position
        errors.extend(ran.errors)
        assert same(cut, position, whole, position)
    assert same(cut, position, whole, end.position)
    assert np.array_equal(errors, end.errors)


@given(
    order=st.sampled_from(list(ORDERS.values())),
    before=st.integers(0, 200),
    after=st.lists(st.integers(1, 100), min_size=2, max_size=5),
)
def test_a_command_begins_a_block_in_mid_block(order: Order, before: int, after: list[int]) -> None:
    """Begun anew anywhere, with another alpha and mask, steps are exact, and the same in any pieces."""
    blocks = Blocks(IMAGES, order, 0.02, NONE, np.float64)
    reached = blocks.run(blocks.begin(START, 1), before).position
    frozen = MASKS["each output its own"]
    changed = Blocks(IMAGES, order, 0.05, frozen, np.float64)
    begun = changed.begin(blocks.weights_at(reached), reached.step)
    position = begun
    for piece in after:
        position = changed.run(position, piece).position
    assert same(changed, position, changed, changed.run(begun, sum(after)).position)
    weights, _ = one_by_one(IMAGES, order, 0.02, NONE, 1, before)
    weights, _ = one_by_one(IMAGES, order, 0.05, frozen, before + 1, sum(after), weights)
    assert_close(changed.weights_at(position), weights, 1e-12)


@over_orders
def test_positions_may_be_asked_for_in_any_order(order: Order) -> None:
    """Going back and forth between kept positions, as scrubbing does, gives the same bits each time."""
    blocks = Blocks(IMAGES, order, 0.02, NONE)
    positions = [blocks.begin(START, 1)]
    for _ in range(12):
        positions.append(blocks.run(positions[-1], 41).position)
    weights = [blocks.weights_at(position) for position in positions]
    deltas = [blocks.delta(position) for position in positions]
    for index in [3, 12, 0, 7, 7, 1, 11]:
        assert np.array_equal(blocks.weights_at(positions[index]), weights[index])
        assert np.array_equal(blocks.delta(positions[index]), deltas[index])
        assert not weights[index].flags.writeable


def test_inverses_that_are_not_kept_are_made_with_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for none, for some or for all of them makes no difference to what is learned."""
    ends = []
    for room in (0, 10 * BLOCK * BLOCK * 4, 2**26):
        monkeypatch.setattr(bunches, "_KEPT_BYTES", room)
        blocks = Blocks(MANY, Order(Taking.IN_TURN), 0.02, NONE)
        ran = blocks.run(blocks.begin(START, 1), 3000)
        ends.append(blocks.weights_at(ran.position))
    assert np.array_equal(ends[0], ends[1])
    assert np.array_equal(ends[0], ends[2])


def test_with_alpha_0_nothing_moves() -> None:
    """The weights stay the same bits, and a pass's errors come again."""
    blocks = Blocks(IMAGES, Order(Taking.IN_TURN), 0, NONE)
    ran = blocks.run(blocks.begin(START, 1), 2 * len(IMAGES))
    assert np.array_equal(blocks.weights_at(ran.position), START.astype(np.float32))
    assert np.array_equal(*np.split(ran.errors, 2))


def test_no_steps_lead_nowhere() -> None:
    """A run of no steps ends where it began."""
    blocks = Blocks(IMAGES, Order(Taking.IN_TURN), 0.02, NONE)
    begun = blocks.begin(START, 5)
    ran = blocks.run(begun, 0)
    assert ran.position is begun
    assert len(ran.errors) == 0
    assert not ran.diverged


@over_types
@pytest.mark.parametrize("times", [3.9, 4.1])
def test_around_the_largest_alpha_for_blocks_steps_are_exact(times: float, dtype: type, close: float) -> None:
    """In blocks below 4 / max S, one by one above; errors grow with the numbers, so a little is allowed."""
    alpha = times / STEEPEST
    blocks = Blocks(IMAGES, Order(Taking.IN_TURN), alpha, NONE, dtype)
    ran = blocks.run(blocks.begin(START, 1), 700)
    weights, errors = one_by_one(IMAGES, Order(Taking.IN_TURN), alpha, NONE, 1, 700, START.astype(dtype))
    assert_close(blocks.weights_at(ran.position), weights, 5 * close)
    assert_close(ran.errors, errors, 10 * close)


DIVERGING: dict[str, tuple[Order, Callable[[], float]]] = {
    "one, in blocks": (ORDERS["one"], lambda: 3.5 / IMAGES.squares[3]),
    "one, singly": (ORDERS["one"], lambda: 6 / IMAGES.squares[3]),
    "in turn, singly": (ORDERS["in turn"], lambda: 20 / STEEPEST),
    "shuffled, singly": (ORDERS["shuffled"], lambda: 15 / STEEPEST),
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("piece", [1, 7, 64, 100_000])
@pytest.mark.parametrize(("order", "alpha"), DIVERGING.values(), ids=DIVERGING.keys())
def test_a_run_stops_before_its_error_overflows(
    order: Order, alpha: Callable[[], float], piece: int, dtype: type
) -> None:
    """It stops at the last step whose error is finite, in any pieces, without a warning, and stays there."""
    blocks = Blocks(IMAGES, order, alpha(), NONE, dtype)
    position, errors, diverged = blocks.begin(START, 1), [], False
    while not diverged:
        ran = blocks.run(position, piece)
        position, diverged = ran.position, ran.diverged
        errors.extend(ran.errors)
    with np.errstate(over="ignore", invalid="ignore"):
        _, expected = one_by_one(IMAGES, order, alpha(), NONE, 1, len(errors) + 3, START.astype(dtype))
    # In single precision a delta overflows, in double its square; an error is a sum of ten squares.
    largest = float(np.finfo(np.float32).max) ** 2 * 10 if dtype is np.float32 else np.finfo(float).max
    last = len(errors)  # the error after the last step taken, counted from 0
    assert np.isfinite(errors).all()
    assert expected[last] <= largest
    assert not expected[last + 1] <= largest / 1000
    again = blocks.run(position, 1)
    assert again.diverged
    assert len(again.errors) == 0
    assert np.isfinite(blocks.delta(position)).all()


@given(pieces=st.lists(st.integers(1, 90), min_size=1, max_size=40))
def test_a_diverging_run_has_the_same_bits_in_pieces(pieces: list[int]) -> None:
    """Also where whole blocks are given up for a careful look at each step."""
    order, alpha = DIVERGING["one, in blocks"]
    blocks = Blocks(IMAGES, order, alpha(), NONE)
    whole = blocks.run(blocks.begin(START, 30), 100_000)
    assert whole.diverged
    position, errors = blocks.begin(START, 30), []
    for piece in [*pieces, 100_000]:
        ran = blocks.run(position, piece)
        position = ran.position
        errors.extend(ran.errors)
    assert np.array_equal(errors, whole.errors)
    assert position.step == whole.position.step


def test_black_images_teach_nothing() -> None:
    """With no ink at all there is no largest alpha; weights stay, and errors are the targets' own."""
    black = Images.labelled("black", np.zeros((70, 9, 7), np.uint8), np.zeros(70, np.uint8), "0123456789")
    blocks = Blocks(black, Order(Taking.IN_TURN), 1e6, NONE)
    ran = blocks.run(blocks.begin(START, 1), 200)
    assert np.array_equal(blocks.weights_at(ran.position), START.astype(np.float32))
    assert ran.errors.tolist() == [1.0] * 200
