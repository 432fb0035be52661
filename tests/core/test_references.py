"""Pictures to compare the weights with, and how well weights do, against plain numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdstudio.core.images import Images
from gdstudio.core.references import judge, least_squares, mean_digits, predicted_classes

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
    assert predicted_classes(weights, IMAGES).tolist() == preds.argmax(axis=1).tolist()
    share, error = judge(weights, IMAGES)
    assert share == pytest.approx((preds.argmax(axis=1) == LABELS).mean())
    assert error == pytest.approx(((preds - Y) ** 2).sum(axis=1).mean(), rel=1e-5)


def test_only_the_first_so_many_are_judged_where_that_is_asked() -> None:
    """Of very many images, a sample."""
    weights = RANDOM.normal(size=(4, 12))
    preds = X[:10] @ weights.T
    assert len(predicted_classes(weights, IMAGES, 10)) == 10
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
