"""Counts which class was taken for which: the numbers behind the table of mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gdstudio.core.images import PixelArray


def confusion(labels: PixelArray, predicted: PixelArray, n_classes: int) -> NDArray[np.int64]:
    """Count the images of each label by what was predicted for them.

    Args:
        labels: shape (n,), each below `n_classes`.
        predicted: the same shape, each below `n_classes`.
        n_classes: how many classes there are.

    Returns:
        Shape (n_classes, n_classes): row k, column j is how many images labelled k were taken for j. What
        was taken for its own label is on the diagonal.
    """
    pairs = labels.astype(np.int64) * n_classes + predicted
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
