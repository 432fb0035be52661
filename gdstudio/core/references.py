"""What weights can be compared with: the mean image of each class, and the best weights; and a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from gdstudio.core.images import Images
    from gdstudio.core.network import FloatArray

_AT_ONCE = 2048
"""So many images are looked at in one go: a few megabytes of inputs."""
_SMALLEST_EIGENVALUE = 1e-12
"""Relative to the largest. Below it lies rounding; what the images really hold lies far above."""


def mean_digits(images: Images) -> FloatArray:
    """The mean image of each class, brought to length 1, as weights; shape (n_outputs, n_inputs).

    A score is image · mean. Without the common length, a class of much ink would win most images: there is
    no bias to make up for it. A class without images has weights of 0.
    """
    n_outputs, n_inputs = images.shape
    sums = np.zeros((n_outputs, n_inputs))
    for part in _parts(len(images)):
        sums += _one_hot(images, part).T @ images.inputs(part)
    lengths = np.sqrt(np.square(sums).sum(axis=1, keepdims=True))
    return sums / np.where(lengths == 0, 1, lengths)


def least_squares(images: Images, stop: Callable[[], bool]) -> FloatArray | None:
    """The weights with the smallest possible error on all images: where training with a tiny alpha would end.

    Of all weights with that error, the smallest: what no image tells, such as the weight of a pixel that is
    always black, is 0. They solve the normal equations ``W (Xᵀ X) = Yᵀ X``.

    Args:
        images: what is learned from.
        stop: asked between parts of the work.

    Returns:
        Shape (n_outputs, n_inputs), or None if `stop` said so.
    """
    n_outputs, n_inputs = images.shape
    products, wanted = np.zeros((n_inputs, n_inputs)), np.zeros((n_outputs, n_inputs))
    for part in _parts(len(images)):
        if stop():
            return None
        inputs = images.inputs(part).astype(np.float64)
        products += inputs.T @ inputs
        wanted += images.targets[part].T @ inputs
    if stop():
        return None
    values, vectors = np.linalg.eigh(products)
    kept = values > _SMALLEST_EIGENVALUE * values[-1]
    values, vectors = values[kept], vectors[:, kept]
    weights: FloatArray = (wanted @ vectors / values) @ vectors.T
    return weights


def classes_and_error(
    weights: NDArray[Any], images: Images, limit: int | None = None
) -> tuple[NDArray[np.uint8], float]:
    """The class of each image's largest prediction, the first of equals, and the mean error.

    Args:
        weights: shape (n_outputs, n_inputs).
        images: what is looked at.
        limit: look at no more than the first so many.

    Returns:
        The classes, shape (n_looked_at,), and the error: summed over the outputs, mean over the images.
    """
    classes, error = [], 0.0
    with np.errstate(over="ignore", invalid="ignore"):  # of a diverging run the error may be infinite
        for preds, part in _predictions(weights, images, limit):
            classes.append(preds.argmax(axis=1).astype(np.uint8))
            error += float(np.square(preds - images.targets[part], dtype=np.float64).sum())
    predicted = np.concatenate(classes)
    return predicted, error / len(predicted)


def judge(weights: NDArray[Any], images: Images, limit: int | None = None) -> tuple[float, float]:
    """How well weights do: the share of images whose largest prediction is the label's, and the mean error.

    Args:
        weights: shape (n_outputs, n_inputs).
        images: what they are judged on.
        limit: judge on no more than the first so many.

    Returns:
        The share, 0 to 1, and the error: summed over the outputs, mean over the images.
    """
    predicted, error = classes_and_error(weights, images, limit)
    return float((predicted == images.labels[: len(predicted)]).mean()), error


def _predictions(
    weights: NDArray[Any], images: Images, limit: int | None
) -> Iterator[tuple[NDArray[np.float32], slice]]:
    """Predictions of the images part by part, float32, shape (part, n_outputs)."""
    single = weights.astype(np.float32)
    for part in _parts(len(images) if limit is None else min(limit, len(images))):
        yield images.inputs(part) @ single.T, part


def _parts(count: int) -> Iterator[slice]:
    return (slice(at, min(at + _AT_ONCE, count)) for at in range(0, count, _AT_ONCE))


def _one_hot(images: Images, part: slice) -> FloatArray:
    """1 for the class on each image's label; not its targets, for those can be changed."""
    return np.eye(images.shape[0])[images.labels[part]]
