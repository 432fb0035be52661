"""Pictures to compare the weights with, and how well weights do, against plain numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdstudio.core.images import Images
from gdstudio.core.references import classes_and_error, judge, least_squares, mean_digits

RANDOM = np.random.default_rng(7)
LABELS = (np.arange(60) % 3).astype(np.uint8)
PIXELS = RANDOM.integers(0, 256, (60, 3, 4)).astype(np.uint8)
PIXELS[:, 0, 0] = 0
IMAGES = Images.labelled("sixty", PIXELS, LABELS, ("0", "1", "2", "3"))
X = PIXELS.reshape(60, 12) / 255
Y = np.eye(4)[LABELS]


def test_mean_digits_are_the_means_of_their_classes_brought_to_length_1() -> None:
    """A class without images has weights of 0."""
    means = mean_digits(IMAGES)
    for digit in range(3):
        mean = X[digit == LABELS].mean(axis=0)
        assert means[digit] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
    assert not means[3].any()


def by_hand() -> Images:
    """Four images of two pixels: two of class 0, one of class 1, one of class 2."""
    pixels = np.array([[[51, 0]], [[102, 204]], [[0, 255]], [[255, 255]]], np.uint8)
    return Images.labelled("four", pixels, np.array([0, 0, 1, 2], np.uint8), ("0", "1", "2", "3"))


def test_mean_digits_by_hand() -> None:
    """(0.2, 0) and (0.4, 0.8) have the mean (0.3, 0.4), at length 1 (0.6, 0.8); targets don't count."""
    expected = [[0.6, 0.8], [0, 1], [0.5**0.5, 0.5**0.5], [0, 0]]
    assert mean_digits(by_hand()) == pytest.approx(np.array(expected), abs=1e-7)
    assert mean_digits(by_hand().with_target(2, 0, 1)) == pytest.approx(np.array(expected), abs=1e-7)


def test_judging_by_hand() -> None:
    """Predictions (x0, x1, 0, 0): right are the first and the third; of equals, the first is taken."""
    weights = np.array([[1, 0], [0, 1], [0, 0], [0, 0]])
    assert classes_and_error(weights, by_hand())[0].tolist() == [0, 1, 1, 0]
    assert classes_and_error(weights, by_hand(), 3)[0].tolist() == [0, 1, 1]
    # 0.8² | 0.6² + 0.8² | 0 | 1 + 1 + 1
    assert judge(weights, by_hand()) == pytest.approx((2 / 4, (0.64 + 1 + 0 + 3) / 4))
    assert judge(weights, by_hand(), 3) == pytest.approx((2 / 3, 1.64 / 3))
    assert judge(weights, by_hand(), 100) == judge(weights, by_hand())


def test_more_images_than_are_looked_at_at_once() -> None:
    """All parts count: two and a bit, each unlike the others; stopping between them gives nothing."""
    pixels = RANDOM.integers(0, 256, (4200, 1, 3)).astype(np.uint8)
    pixels[2048:] //= 3
    pixels[4096:] = 255 - pixels[4096:]
    labels = (np.arange(4200) // 50 % 3).astype(np.uint8)
    images = Images.labelled("many", pixels, labels, ("0", "1", "2"))
    inputs, wanted = pixels.reshape(-1, 3) / 255, np.eye(3)[labels]
    means = np.array([inputs[labels == digit].mean(axis=0) for digit in range(3)])
    assert mean_digits(images) == pytest.approx(
        means / np.linalg.norm(means, axis=1, keepdims=True), abs=1e-6
    )
    weights = least_squares(images, lambda: False)
    assert weights == pytest.approx(np.linalg.lstsq(inputs, wanted)[0].T, abs=1e-6)
    share, error = judge(means, images)
    preds = inputs @ means.T
    assert classes_and_error(means, images)[0].tolist() == preds.argmax(axis=1).tolist()
    assert share == pytest.approx((preds.argmax(axis=1) == labels).mean())
    assert error == pytest.approx(np.square(preds - wanted).sum(axis=1).mean(), rel=1e-5)
    for asked_before in (2, 3):  # before the last part, and before the equations are solved
        answers = iter([False] * asked_before + [True])
        assert least_squares(images, answers.__next__) is None
        assert not list(answers)


def test_least_squares_leaves_the_smallest_error() -> None:
    """Of all such weights the smallest: a pixel that is always black has a weight of 0."""
    weights = least_squares(IMAGES, lambda: False)
    assert weights is not None
    expected, *_ = np.linalg.lstsq(X, Y)
    assert weights == pytest.approx(expected.T, abs=1e-5)
    assert weights[:, 0] == pytest.approx(0, abs=1e-9)


def test_least_squares_can_be_called_off() -> None:
    """Asked between its parts."""
    assert least_squares(IMAGES, lambda: True) is None


def test_weights_are_judged_by_their_largest_prediction_and_their_error() -> None:
    """The share right, and the error summed over the outputs, mean over the images."""
    weights = RANDOM.normal(size=(4, 12))
    preds = X @ weights.T
    assert classes_and_error(weights, IMAGES)[0].tolist() == preds.argmax(axis=1).tolist()
    share, error = judge(weights, IMAGES)
    assert share == pytest.approx((preds.argmax(axis=1) == LABELS).mean())
    assert error == pytest.approx(((preds - Y) ** 2).sum(axis=1).mean(), rel=1e-5)


def test_only_the_first_so_many_are_judged_where_that_is_asked() -> None:
    """Of very many images, a sample."""
    weights = RANDOM.normal(size=(4, 12))
    preds = X[:10] @ weights.T
    assert len(classes_and_error(weights, IMAGES, 10)[0]) == 10
    share, error = judge(weights, IMAGES, 10)
    assert share == pytest.approx((preds.argmax(axis=1) == LABELS[:10]).mean())
    assert error == pytest.approx(((preds - Y[:10]) ** 2).sum(axis=1).mean(), rel=1e-5)


def test_mean_digits_score_81_percent_on_digits() -> None:
    """An average says a good deal about a digit; the weights of least squares say a little more."""
    with np.load(Path(__file__).parents[2] / "data" / "mnist-sample.npz") as file:
        pixels, labels = file["pixels"], file["labels"]
    learnt = Images.labelled("learnt", pixels[:4000].copy(), labels[:4000].copy(), "0123456789")
    unseen = Images.labelled("unseen", pixels[4000:].copy(), labels[4000:].copy(), "0123456789")
    assert judge(mean_digits(learnt), unseen)[0] == pytest.approx(0.814, abs=0.002)
    best = least_squares(learnt, lambda: False)
    assert best is not None
    assert judge(best, unseen)[0] == pytest.approx(0.83, abs=0.005)


def test_fewer_images_than_pixels_have_smallest_weights_too() -> None:
    """Then many weights fit exactly; the smallest of them are found, as numpy does."""
    few = Images.labelled("few", PIXELS[:8].copy(), LABELS[:8].copy(), ("0", "1", "2", "3"))
    weights = least_squares(few, lambda: False)
    assert weights == pytest.approx(np.linalg.lstsq(X[:8], Y[:8])[0].T, abs=1e-5)
    assert judge(weights, few) == (1.0, pytest.approx(0, abs=1e-9))


def test_weights_of_a_diverging_run_are_judged_without_a_warning() -> None:
    """Their error is simply infinite."""
    assert judge(np.full((4, 12), 3e38), IMAGES)[1] == np.inf
