"""Images as inputs and targets: against plain numpy, and the sentence for everything that cannot be used."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gdstudio.core.blocks import Blocks
from gdstudio.core.examples import DataError, Order, Taking
from gdstudio.core.image_landscape import measured_limit
from gdstudio.core.images import Images
from gdstudio.core.references import judge

RANDOM = np.random.default_rng(3)
PIXELS = RANDOM.integers(0, 256, (20, 3, 2)).astype(np.uint8)
LABELS = (np.arange(20) % 4).astype(np.uint8)
NAMES = ("0", "1", "2", "3")


def made() -> Images:
    return Images.labelled("twenty", PIXELS.copy(), LABELS.copy(), NAMES)


def test_pixels_become_inputs_row_after_row() -> None:
    """From 0 to 1, in single precision; also in an order shuffled once, part by part, and again."""
    images = made()
    expected = PIXELS.reshape(20, 6).astype(np.float32) / np.float32(255)
    assert images.inputs(slice(3, 9)).dtype == np.float32
    assert np.array_equal(images.inputs(slice(3, 9)), expected[3:9])
    assert np.array_equal(images.inputs(np.array([5, 1])), expected[[5, 1]])
    assert np.array_equal(images.input(7), expected[7].astype(float))
    assert images.squares == pytest.approx((expected.astype(float) ** 2).sum(axis=1))
    for rows in (np.array([4, 11]), np.array([0, 19])):
        for seed in (1, 2, 1):
            part = int(rows[0])
            assert np.array_equal(images.shuffled_inputs(seed, part, rows), expected[rows])
    frozen = np.zeros((4, 6), bool)
    frozen[1, :3] = frozen[2] = True
    free = ~frozen
    assert images.largest_squares(frozen) == pytest.approx(
        [(expected[:, row].astype(float) ** 2).sum(axis=1).max() if row.any() else 0.0 for row in free]
    )


def test_sums_of_more_images_than_are_worked_on_at_a_time() -> None:
    """Each image's own, and the largest of all, which is in the last part; that of each mask by itself."""
    pixels = RANDOM.integers(0, 200, (1100, 2, 2)).astype(np.uint8)
    pixels[1099, 0], pixels[700, 1] = 255, 255
    images = Images.labelled("many", pixels, np.zeros(1100, np.uint8), NAMES)
    squares = (pixels.reshape(-1, 4) / 255) ** 2
    assert images.squares == pytest.approx(squares.sum(axis=1))
    frozen = np.array([[0, 0, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]], bool)
    assert images.largest_squares(frozen) == pytest.approx((squares @ ~frozen.T).max(axis=0))
    assert images.largest_squares(frozen)[1:] == pytest.approx([2, 2, 2])


class Interrupted(np.ndarray[Any, Any]):
    """Pixels; while some of them are gathered, another thread asks for those of another seed."""

    images: Images

    def __getitem__(self, rows: Any) -> Any:
        self.images.shuffled_inputs(99, 0, np.array([0]))
        return PIXELS[rows]


def test_another_thread_may_ask_for_another_order_at_any_moment() -> None:
    """What was begun is finished with the right images; later ones are right as well."""
    images = made()
    pixels = PIXELS.view(Interrupted)
    pixels.images = images
    interrupted = replace(images, pixels=pixels)
    vars(interrupted)["_shuffled"] = images._shuffled  # as copies with other targets do
    expected = PIXELS.reshape(20, 6).astype(np.float32) / np.float32(255)
    for part, rows in enumerate([np.array([4, 11]), np.array([0, 19])]):
        assert np.array_equal(interrupted.shuffled_inputs(1, part, rows), expected[rows])
    assert np.array_equal(images.shuffled_inputs(99, 0, np.array([0])), expected[[0]])
    assert np.array_equal(images.shuffled_inputs(1, 1, np.array([0, 19])), expected[[0, 19]])


def test_threads_that_share_images_get_the_numbers_of_each_alone() -> None:
    """Training in one order while limits of others are measured and weights judged."""
    weights, none = RANDOM.normal(size=(4, 6)), np.zeros((4, 6), bool)

    def train(images: Images) -> list[float]:
        blocks = Blocks(images, Order(Taking.SHUFFLED_ONCE, seed=1), 0.1, none)
        ran = blocks.run(blocks.begin(weights, 1), 5000)
        return [*ran.errors, *blocks.weights_at(ran.position).ravel()]

    def measure(images: Images) -> list[float | None]:
        orders = [Order(Taking.SHUFFLED_ONCE, seed=seed) for seed in (1, 2)]
        return [measured_limit(images, order, none, lambda: False) for order in orders]

    def score(images: Images) -> list[tuple[float, float]]:
        return [judge(weights, images.with_target(0, 1, share)) for share in np.linspace(0, 1, 20)]

    jobs = (train, measure, score)
    alone, shared = [job(made()) for job in jobs], made()
    with ThreadPoolExecutor(3) as pool:
        together = [future.result() for future in [pool.submit(job, shared) for job in jobs]]
    assert together == alone


def test_what_images_are_called() -> None:
    """Pixels by row and column, outputs by their class."""
    images = made()
    assert images.shape == (4, 6)
    assert images.size == (3, 2)
    assert len(images) == 20
    assert images.input_names[:3] == ("pixel (0, 0)", "pixel (0, 1)", "pixel (1, 0)")
    assert images.target_names == NAMES


def test_targets_are_1_at_the_label() -> None:
    """And 0 elsewhere; one of them can be another, in a copy."""
    images = made()
    assert np.array_equal(images.targets, np.eye(4, dtype=np.float32)[LABELS])
    changed = images.with_target(2, 0, 0.25)
    assert changed.targets[2].tolist() == [0.25, 0, 1, 0]
    assert images.targets[2].tolist() == [0, 0, 1, 0]
    assert np.array_equal(np.delete(changed.targets, 2, axis=0), np.delete(images.targets, 2, axis=0))
    assert not changed.targets.flags.writeable
    assert np.array_equal(changed.inputs(slice(None)), images.inputs(slice(None)))
    with pytest.raises(DataError, match="0: inf is out of range"):
        images.with_target(2, 0, float("inf"))


def test_nothing_of_it_can_be_written_to() -> None:
    """It is shared between threads."""
    images = made()
    for array in (images.pixels, images.labels, images.targets):
        assert not array.flags.writeable


@pytest.mark.parametrize(
    ("pixels", "labels", "names", "words"),
    [
        (PIXELS[:0], LABELS[:0], NAMES, "there are no images"),
        (PIXELS[0], LABELS, NAMES, "there are no images"),
        (np.zeros((2, 65, 3), np.uint8), LABELS[:2], NAMES, "65 × 3 pixels; use 1 × 1 to 64 × 64"),
        (np.zeros((2, 3, 0), np.uint8), LABELS[:2], NAMES, "3 × 0 pixels"),
        (PIXELS, LABELS, (), "0 classes; use 1 to 20"),
        (PIXELS, LABELS, tuple(map(str, range(21))), "21 classes"),
        (PIXELS, LABELS[:19], NAMES, "20 images but 19 labels"),
        (PIXELS, LABELS, NAMES[:3], "the label 3 is not one of 3 classes"),
    ],
)
def test_what_cannot_be_used_is_refused(
    pixels: np.ndarray, labels: np.ndarray, names: tuple[str, ...], words: str
) -> None:
    """The sentence names the set and what is wrong."""
    with pytest.raises(DataError, match=f"mine: .*{words}"):
        Images.labelled("mine", pixels, labels, names)
