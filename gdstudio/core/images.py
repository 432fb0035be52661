"""Pictures to learn from: labelled images, and how each becomes a row of inputs and a row of targets.

An image's input is its pixels laid row after row, each scaled from 0..255 to 0..1. Its target is 1 for the
class on its label and 0 for every other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gdstudio.core.examples import DataError, checked_value
from gdstudio.core.masks import distinct_rows
from gdstudio.core.network import read_only

if TYPE_CHECKING:
    from collections.abc import Sequence

PixelArray: TypeAlias = NDArray[np.uint8]
SingleArray: TypeAlias = NDArray[np.float32]

WHITE = 255
"""The value of a pixel full of ink; it becomes the input 1."""

LARGEST_SIDE = 64
MOST_CLASSES = 20
_PART = 512
"""So many images are worked on at a time: the inputs of all would take much memory."""


@dataclass(frozen=True, eq=False)
class Images:
    """Labelled pictures of one size.

    Attributes:
        name: what the set is called ("MNIST sample").
        pixels: shape (n, height, width), uint8, read-only: 0 is empty, 255 full of ink.
        labels: shape (n,), uint8, read-only: the index of each image's class.
        class_names: n_outputs names ("0" … "9").
        targets: shape (n, n_outputs), float32, read-only.
    """

    name: str
    pixels: PixelArray
    labels: PixelArray
    class_names: tuple[str, ...]
    targets: SingleArray

    @classmethod
    def labelled(
        cls, name: str, pixels: PixelArray, labels: PixelArray, class_names: Sequence[str]
    ) -> Images:
        """Build a set with the targets its labels stand for.

        Args:
            name: what the set is called.
            pixels: shape (n, height, width), uint8.
            labels: shape (n,), uint8.
            class_names: one for each class.

        Raises:
            DataError: there is no image, a side or the number of classes is too large, there are more or
                fewer labels than images, or a label names no class.
        """
        if pixels.ndim != 3 or len(pixels) == 0:
            raise DataError(f"{name}: there are no images; give at least one")
        _, height, width = pixels.shape
        if not (1 <= height <= LARGEST_SIDE and 1 <= width <= LARGEST_SIDE):
            raise DataError(
                f"{name}: images of {height} × {width} pixels; use 1 × 1 to {LARGEST_SIDE} × {LARGEST_SIDE}"
            )
        if not 1 <= len(class_names) <= MOST_CLASSES:
            raise DataError(f"{name}: {len(class_names)} classes; use 1 to {MOST_CLASSES}")
        if len(labels) != len(pixels):
            raise DataError(f"{name}: {len(pixels)} images but {len(labels)} labels")
        if int(labels.max()) >= len(class_names):
            raise DataError(f"{name}: the label {int(labels.max())} is not one of {len(class_names)} classes")
        targets = np.zeros((len(labels), len(class_names)), np.float32)
        targets[np.arange(len(labels)), labels] = 1
        for array in (pixels, labels, targets):
            read_only(array)
        return cls(name, pixels, labels, tuple(class_names), targets)

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def size(self) -> tuple[int, int]:
        """(height, width) of each image, in pixels."""
        return self.pixels.shape[1], self.pixels.shape[2]

    @property
    def shape(self) -> tuple[int, int]:
        """(n_outputs, n_inputs): the shape of weights that fit."""
        height, width = self.size
        return len(self.class_names), height * width

    @property
    def target_names(self) -> tuple[str, ...]:
        """The outputs are named as the classes are."""
        return self.class_names

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """Each pixel's row and column, from 0: ``pixel (6, 12)``."""
        height, width = self.size
        return tuple(f"pixel ({row}, {column})" for row in range(height) for column in range(width))

    def inputs(self, rows: slice | NDArray[np.intp]) -> SingleArray:
        """The inputs of some images, float32, shape (len(rows), n_inputs), read-only.

        They are worked out at every call: reading four times as many bytes from memory would take as long.
        """
        return _scaled(self.pixels[rows])

    def shuffled_inputs(self, seed: int, part: int, rows: slice | NDArray[np.intp]) -> SingleArray:
        """The inputs of `rows`, which are a part of the order shuffled once with `seed`.

        Gathering images from all over memory takes time, so their pixels are kept; but of one seed only.
        """
        kept, parts = self._shuffled[0]
        if kept != seed:
            parts = {}
            self._shuffled[0] = seed, parts
        if part not in parts:
            parts[part] = self.pixels[rows]
        return _scaled(parts[part])

    @cached_property
    def _shuffled(self) -> list[tuple[int, dict[int, PixelArray]]]:
        """A seed, and copies of pixels in its order, by part.

        The one item is only ever replaced as a whole, and nothing is taken out of its parts: another thread
        may ask for another seed at any moment, and those who hold the former parts can go on using them.
        """
        return [(0, {})]

    def input(self, row: int) -> NDArray[np.float64]:
        """One image's input, float64, shape (n_inputs,); the very values of `inputs`."""
        values: NDArray[np.float64] = self.inputs(slice(row, row + 1))[0].astype(np.float64)
        return values

    @cached_property
    def squares(self) -> NDArray[np.float64]:
        """Each image's sum of input², shape (n,)."""
        sums = np.empty(len(self))
        for at in range(0, len(self), _PART):
            part = self.inputs(slice(at, at + _PART))
            np.einsum("ij,ij->i", part, part, dtype=np.float64, out=sums[at : at + _PART])
        return sums

    def largest_squares(self, frozen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """For each output, the largest sum of input² of any image, frozen weights' inputs not counted.

        The image is found by the squares of its whole pixels, whose sums are exact; from all pixels' sum only
        the frozen ones are taken, so that the user need not wait for all images at each freeze.

        Args:
            frozen: shape (n_outputs, n_inputs).

        Returns:
            Shape (n_outputs,).
        """
        masks, mask_of = distinct_rows(frozen)
        touched = np.flatnonzero(masks.any(axis=0))
        taken = masks[:, touched].astype(np.float64)
        left = np.repeat(self._pixel_squares[:, np.newaxis], len(masks), axis=1)
        for at in range(0, len(self), _PART):
            part = slice(at, at + _PART)
            left[part] -= np.square(self._rows_of_pixels[part, touched], dtype=np.float64) @ taken.T
        largest = [
            np.square(self.input(int(row))[~mask]).sum()
            for row, mask in zip(left.argmax(axis=0), masks, strict=True)
        ]
        by_output: NDArray[np.float64] = np.array(largest)[mask_of]
        return by_output

    @cached_property
    def _pixel_squares(self) -> NDArray[np.float64]:
        """Each image's sum of pixel², shape (n,): whole numbers, exact."""
        sums = np.empty(len(self))
        for at in range(0, len(self), _PART):
            part = slice(at, at + _PART)
            squares = np.square(self._rows_of_pixels[part], dtype=np.uint16)  # 255² still fits
            squares.sum(axis=1, dtype=np.float64, out=sums[part])
        return sums

    @property
    def _rows_of_pixels(self) -> NDArray[np.uint8]:
        """The pixels of each image in one row, shape (n, n_inputs)."""
        return self.pixels.reshape(len(self), -1)

    def with_target(self, row: int, column: int, value: float) -> Images:
        """Return a copy in which one image's target for one output is another.

        Raises:
            DataError: the value is out of range.
        """
        targets = self.targets.copy()
        targets[row, column] = checked_value(value, self.class_names[column])
        return self._with_targets(self.class_names, targets)

    def wanting_nothing(self, n_outputs: int) -> Images:
        """The same images with so many outputs, all of them wanting 0."""
        names = tuple(str(number) for number in range(n_outputs))
        return self._with_targets(names, np.zeros((len(self), n_outputs), np.float32))

    def _with_targets(self, class_names: tuple[str, ...], targets: SingleArray) -> Images:
        changed = replace(self, class_names=class_names, targets=read_only(targets))
        # These are the same with any targets.
        for name in ("_shuffled", "input_names", "squares", "_pixel_squares"):
            if name in vars(self):
                vars(changed)[name] = vars(self)[name]
        return changed


def _scaled(pixels: PixelArray) -> SingleArray:
    """Pixels (n, height, width) as rows of inputs, 0 to 1; read-only."""
    inputs = pixels.reshape(len(pixels), -1).astype(np.float32)
    inputs /= WHITE
    return read_only(inputs)
