"""Limits of alpha for images, against those of the same numbers as a small table, and against eigenvalues."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdstudio.core.blocks import Blocks
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.image_landscape import image_alpha_limits, measured_limit
from gdstudio.core.images import Images
from gdstudio.core.landscape import alpha_limits

RANDOM = np.random.default_rng(4)
PIXELS = RANDOM.integers(0, 256, (9, 2, 3)).astype(np.uint8)
PIXELS[:, 0, 0] = 0
IMAGES = Images.labelled("nine", PIXELS, (np.arange(9) % 2).astype(np.uint8), ("0", "1"))
IN_TURN = Order(Taking.IN_TURN)
NONE = np.zeros((2, 6), bool)
SOME = np.array([[0, 1, 0, 0, 0, 1], [0, 0, 0, 0, 1, 0]], bool)
MASKS = {
    "nothing": NONE,
    "some, each output its own": SOME,
    "one output": np.array([[True] * 6, [False] * 6]),
}


def as_table() -> Examples:
    values = IMAGES.inputs(slice(None)).astype(float).tolist()
    names = [f"x{number}" for number in range(6)]
    return Examples.table(names, ["y0", "y1"], values, IMAGES.targets.astype(float).tolist())


@pytest.mark.parametrize("frozen", MASKS.values(), ids=MASKS.keys())
@pytest.mark.parametrize("order", [IN_TURN, Order(Taking.SHUFFLED, seed=1), Order(Taking.ONE, 5)])
def test_what_follows_from_s_is_that_of_a_table(frozen: np.ndarray, order: Order) -> None:
    """The same numbers as a small table have the same limits; the measured one is still to come."""
    limits, expected = image_alpha_limits(IMAGES, order, frozen), alpha_limits(as_table(), order, frozen)
    assert limits.no_overshoot == pytest.approx(expected.no_overshoot, rel=1e-6)
    assert limits.guaranteed == pytest.approx(expected.guaranteed, rel=1e-6)
    for found, limit in zip(limits.by_output, expected.by_output, strict=True):
        assert found == (limit if limit is None else pytest.approx(limit, rel=1e-6))
    one = order.taking is Taking.ONE
    assert limits.measuring is not one
    assert limits.diverges == (pytest.approx(expected.guaranteed, rel=1e-6) if one else None)


@pytest.mark.parametrize("frozen", MASKS.values(), ids=MASKS.keys())
def test_the_measured_limit_is_where_a_pass_begins_to_grow(frozen: np.ndarray) -> None:
    """Within 2 % of the limit that the eigenvalues of a whole pass give."""
    measured = measured_limit(IMAGES, IN_TURN, frozen, lambda: False)
    assert measured == pytest.approx(alpha_limits(as_table(), IN_TURN, frozen).diverges, rel=0.02)


def growth(inputs: np.ndarray, frozen: np.ndarray, alpha: float) -> float:
    """The spectral radius of a whole pass, the largest over the outputs; a frozen weight never moves."""
    radii = []
    for free in ~frozen:
        one_pass = np.eye(free.sum())
        for values in inputs[:, free]:
            one_pass = one_pass - alpha * np.outer(values, values @ one_pass)
        radii.append(np.abs(np.linalg.eigvals(one_pass)).max(initial=0))
    return max(radii)


@pytest.mark.parametrize("seed", [None, 3])
@pytest.mark.parametrize("several", [False, True], ids=["nothing frozen", "each output its own"])
def test_a_pass_shrinks_below_the_measured_limit_and_grows_above(*, several: bool, seed: int | None) -> None:
    """Ten images of 3 × 3 pixels, none always black: 2 % to either side, the pass matrix says so itself."""
    chance = np.random.default_rng(11)
    pixels = chance.integers(0, 256, (10, 3, 3)).astype(np.uint8)
    images = Images.labelled("ten", pixels, np.zeros(10, np.uint8), ("0", "1", "2"))
    frozen = (chance.random((3, 9)) < 0.4) & several
    order = IN_TURN if seed is None else Order(Taking.SHUFFLED_ONCE, seed=seed)
    measured = measured_limit(images, order, frozen, lambda: False)
    assert measured is not None
    inputs = (pixels.reshape(10, 9) / 255)[order.pass_rows(0, 10)]
    assert growth(inputs, frozen, measured * 0.98) < 1
    assert growth(inputs, frozen, measured * 1.02) > 1


def test_the_limit_for_one_image_needs_no_measuring() -> None:
    """It is the guaranteed one, and nobody is asked whether to stop; also where there is only one image."""
    only = Images.labelled("only", PIXELS[5:6], IMAGES.labels[5:6], ("0", "1"))
    expected = 2 / np.square(PIXELS[5] / 255).sum()
    for images, order in [(IMAGES, Order(Taking.ONE, 5)), (only, IN_TURN)]:
        assert image_alpha_limits(images, order, NONE).diverges == pytest.approx(expected, rel=1e-6)
        assert measured_limit(images, order, NONE, lambda: True) == pytest.approx(expected, rel=1e-6)


def test_a_shuffled_order_is_measured_as_it_is_shuffled() -> None:
    """Once shuffled, it is as good as any order; the table in that order says the same."""
    order = Order(Taking.SHUFFLED_ONCE, seed=2)
    rows = order.pass_rows(0, len(IMAGES))
    shuffled = Images.labelled("again", PIXELS[rows], IMAGES.labels[rows], ("0", "1"))
    measured = measured_limit(IMAGES, order, NONE, lambda: False)
    assert measured == pytest.approx(measured_limit(shuffled, IN_TURN, NONE, lambda: False), rel=0.02)


def test_measuring_can_be_called_off() -> None:
    """It asks between passes, and then has no result."""
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 3

    assert measured_limit(IMAGES, IN_TURN, NONE, stop) is None
    assert len(asked) == 4


def test_where_nothing_learns_there_is_no_limit() -> None:
    """All frozen but the pixel that is always black."""
    frozen = np.ones((2, 6), bool)
    frozen[:, 0] = False
    limits = image_alpha_limits(IMAGES, IN_TURN, frozen)
    assert (limits.no_overshoot, limits.guaranteed, limits.diverges) == (None, None, None)
    assert not limits.measuring
    with pytest.raises(ValueError, match="no limit"):
        measured_limit(IMAGES, IN_TURN, frozen, lambda: False)


def test_digits_diverge_above_the_measured_limit_and_not_below() -> None:
    """It is about 0.02 for the sample; a little above, ten passes blow up, a little below, errors stay."""
    with np.load(Path(__file__).parents[2] / "data" / "mnist-sample.npz") as file:
        pixels, labels = file["pixels"][:4000].copy(), file["labels"][:4000].copy()
    digits = Images.labelled("digits", pixels, labels, "0123456789")
    frozen = np.zeros(digits.shape, bool)
    limit = measured_limit(digits, IN_TURN, frozen, lambda: False)
    assert limit == pytest.approx(0.0195, rel=0.02)

    def error_after(alpha: float) -> float:
        blocks = Blocks(digits, IN_TURN, alpha, frozen, singly_above=np.inf)
        ran = blocks.run(blocks.begin(np.zeros(digits.shape), 1), 10 * len(digits))
        return np.inf if ran.diverged else float(ran.errors[-len(digits) :].mean())

    assert error_after(limit * 0.95) < 10
    assert error_after(limit * 1.1) > 1e6


def test_with_one_image_nothing_needs_to_be_measured() -> None:
    """The limit is the guaranteed one."""
    order = Order(Taking.ONE, 5)
    limits = image_alpha_limits(IMAGES, order, NONE)
    assert measured_limit(IMAGES, order, NONE, lambda: False) == limits.guaranteed
