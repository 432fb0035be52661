"""The network itself: weights, what they are called, and the prediction they make.

A linear network is a weighted sum of its inputs for each output. No bias, no activation function.
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
Array = TypeVar("Array", bound=NDArray[Any])


def predict(weights: FloatArray, values: FloatArray) -> FloatArray:
    """Return ``weights @ values``, summed from left to right.

    Args:
        weights: shape (n_outputs, n_inputs); row k holds the weights into output k.
        values: shape (n_inputs,); one example's input.

    Returns:
        The prediction, shape (n_outputs,).

    A plain matrix product may add in any order. Adding in the chapter's order gives the same bits as its
    plain-Python loop, which is what :func:`gdstudio.core.descent.run` is, so that a step has one value
    however it was reached.
    """
    running_sum: FloatArray = np.add.accumulate(weights * values, axis=1)
    return running_sum[:, -1]


def weight_name(index: int) -> str:
    """Name the weight at `index`, counted row by row from 0: a, b … z, then aa, ab and so on.

    Raises:
        ValueError: `index` is negative.
    """
    if index < 0:
        raise ValueError(f"a weight's index counts from 0, not {index}")
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, len(ascii_lowercase))
        name = ascii_lowercase[letter] + name
    return name


def weight_names(shape: tuple[int, ...]) -> list[list[str]]:
    """Name all weights of a (n_outputs, n_inputs) network, one list a row."""
    n_outputs, n_inputs = shape
    return [[weight_name(k * n_inputs + j) for j in range(n_inputs)] for k in range(n_outputs)]


def read_only(array: Array) -> Array:
    """Return the same array, never to be written to again: so it is fit to be shared between threads."""
    array.flags.writeable = False
    return array


def frozen_copy(array: Array) -> Array:
    """Return a read-only copy of an array."""
    return read_only(array.copy(order="K"))
