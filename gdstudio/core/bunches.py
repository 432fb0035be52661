"""What is known of a block before any weights are: its images, and how much each step moves the later ones.

It serves as long as images, order, alpha and freezes stay, so it is made for eight blocks at a time and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gdstudio.core.examples import Taking
from gdstudio.core.inverses import unit_upper_inverses
from gdstudio.core.masks import distinct_rows

if TYPE_CHECKING:
    from gdstudio.core.examples import Order
    from gdstudio.core.images import Images
    from gdstudio.core.network import BoolArray

Numbers: TypeAlias = NDArray[Any]
"""float32, or float64 where that was asked for."""

BLOCK = 64
"""Steps in a block: the best of what was measured (tests/benchmarks/training.py), from 32 to 128.

Shorter blocks need more calls. Longer ones need more likenesses, BLOCK · n_inputs products for each step of a
first pass, and with 10 outputs BLAS no longer multiplies them without repacking them first.

What bounds the speed: a later pass spends two thirds of its time in the two products with the images, near
the most that one core can multiply, and a quarter in scaling pixels. Two products over the images as a whole
take longer: they fetch each image from memory twice, where a block is still in the cache the second time.
"""
_STEPS = 8 * BLOCK
"""Steps in a bunch: so many inverses are made at once, for numpy's calls to be few and long."""
_STRIP = 16
_KEPT_BYTES = 64 * 2**20
"""Inverses are kept up to this size: at 60,000 images, for four groups of outputs with a mask each."""


@dataclass(frozen=True, eq=False)
class Bunch:
    """The images of some blocks in a row, in the order taken.

    Attributes:
        inputs: shape (n_steps, n_inputs).
        targets: shape (n_outputs, n_steps).
        inverses: for each group of outputs, T of every block, shape (n_blocks, length, length).
    """

    inputs: Numbers
    targets: Numbers
    inverses: tuple[Numbers, ...]

    def __len__(self) -> int:
        return len(self.inputs)


class Bunches:
    """The bunches of a run.

    Attributes:
        groups: the outputs that share a frozen mask, one array of their indices for each distinct mask.
    """

    def __init__(
        self, images: Images, order: Order, alpha: float, frozen: BoolArray, dtype: type, length: int
    ) -> None:
        """Prepare, without touching an image.

        Args:
            images: what is learned from.
            order: which image each step takes.
            alpha: how much of each weight_delta is applied.
            frozen: shape (n_outputs, n_inputs).
            dtype: of all arithmetic.
            length: of a block, BLOCK or 1. T of a single step is 1, whatever is frozen.
        """
        self._images = images
        self._order = order
        self._dtype = dtype
        self._alpha = alpha
        self._length = length
        self._masks, group_of = distinct_rows(frozen & (length > 1))
        self.groups = [np.flatnonzero(group_of == group) for group in range(len(self._masks))]
        # One image again and again has no passes; here it has passes of one block, all alike.
        self._pass = BLOCK if order.taking is Taking.ONE else len(images)
        self._kept: dict[int, tuple[Numbers, ...]] = {}
        self._room = _KEPT_BYTES
        self._present: tuple[int, int, Bunch] | None = None

    def at(self, step: int) -> tuple[Bunch, int]:
        """The bunch that takes a step (counted from 1), and the step's place in it (from 0)."""
        number, place = divmod(step - 1, self._pass)
        index, place = divmod(place, _STEPS)
        if self._order.taking is not Taking.SHUFFLED:
            number = 0
        present = self._present
        if present is not None and present[0] == number and present[1] == index:
            return present[2], place
        bunch = self._make(number, index)
        self._present = number, index, bunch
        return bunch, place

    def _make(self, number: int, index: int) -> Bunch:
        rows = self._rows(number, index)
        if self._order.taking is Taking.SHUFFLED_ONCE:
            inputs: Numbers = self._images.shuffled_inputs(self._order.seed, index, rows)
        else:
            inputs = self._images.inputs(rows)
        inputs = inputs.astype(self._dtype, copy=False)
        inverses = self._kept.get(index) or self._inverses(inputs)
        if self._order.taking is not Taking.SHUFFLED:
            self._keep(index, inverses)
        return Bunch(inputs, self._images.targets[rows].T, inverses)

    def _rows(self, number: int, index: int) -> slice | NDArray[np.intp]:
        part = slice(index * _STEPS, min((index + 1) * _STEPS, self._pass))
        match self._order.taking:
            case Taking.ONE | Taking.FULL_BATCH:
                return np.full(BLOCK, self._order.example)
            case Taking.IN_TURN:
                return part
            case Taking.SHUFFLED_ONCE | Taking.SHUFFLED:
                return self._order.pass_rows(number, len(self._images))[part]

    def _keep(self, index: int, inverses: tuple[Numbers, ...]) -> None:
        size = sum(stack.nbytes for stack in inverses)
        if index not in self._kept and size <= self._room:
            self._kept[index] = inverses
            self._room -= size

    def _inverses(self, inputs: Numbers) -> tuple[Numbers, ...]:
        """T of the blocks of a bunch, for each mask."""
        missing = -len(inputs) % self._length
        if missing:  # the last block of a pass is made up with empty images, which move nothing
            inputs = np.concatenate([inputs, np.zeros((missing, inputs.shape[1]), self._dtype)])
        blocks = inputs.reshape(-1, self._length, inputs.shape[1])
        stacks = []
        for mask in self._masks:
            free = blocks * ~mask if mask.any() else blocks
            likenesses = _upper_likenesses(free)
            likenesses *= self._alpha
            stacks.append(unit_upper_inverses(likenesses))
        return tuple(stacks)


def _upper_likenesses(blocks: Numbers) -> Numbers:
    """X Xᵀ of every block X, shape (n_blocks, length, length), right only above the diagonals.

    Only strips from the diagonal on are multiplied: little more than half, and small enough that BLAS
    multiplies them without repacking.
    """
    n_blocks, length, _ = blocks.shape
    likenesses = np.zeros((n_blocks, length, length), blocks.dtype)
    for at in range(0, length, _STRIP):
        strip = blocks[:, at : at + _STRIP]
        np.matmul(strip, blocks[:, at:].transpose(0, 2, 1), out=likenesses[:, at : at + _STRIP, at:])
    return likenesses
