"""What there is to learn from: a table of inputs and targets with names, and the order they are taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import read_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gdstudio.core.network import FloatArray

LARGEST_VALUE = 1e6
"""Inputs, targets and typed weights stay within ± this, so that one step's arithmetic cannot overflow."""

_PASSES_DRAWN_AT_ONCE = 256
FEW = 64
"""Up to so many examples, many passes are drawn at once; more are drawn pass by pass."""


class DataError(ValueError):
    """A table or a value that cannot be learned from; the text names the place and the remedy."""


def checked_value(value: float, name: str) -> float:
    """Return `value` if it can be an input, a target or a weight.

    Raises:
        DataError: it is not finite, or larger than ``LARGEST_VALUE`` either way.
    """
    if not -LARGEST_VALUE <= value <= LARGEST_VALUE:  # also catches NaN, which compares false
        raise DataError(f"{name}: {value:g} is out of range; use a number from −1,000,000 to 1,000,000")
    return float(value)


@dataclass(frozen=True, eq=False)
class Examples:
    """A table of examples, one a row.

    Attributes:
        input_names: n_inputs names.
        target_names: n_outputs names.
        inputs: shape (n_examples, n_inputs), read-only.
        targets: shape (n_examples, n_outputs), read-only.
    """

    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    inputs: FloatArray
    targets: FloatArray

    @classmethod
    def table(
        cls,
        input_names: Sequence[str],
        target_names: Sequence[str],
        inputs: Sequence[Sequence[float]],
        targets: Sequence[Sequence[float]],
    ) -> Examples:
        """Build a table from rows of plain numbers.

        Raises:
            DataError: the table is empty, a row has the wrong length, a name is given twice, or a value
                is not a usable number.
        """
        if not inputs or not input_names or not target_names:
            raise DataError("examples: the table is empty; give at least one row, one input and one target")
        if len(inputs) != len(targets):
            raise DataError(f"examples: {len(inputs)} rows of inputs but {len(targets)} of targets")
        names = [*input_names, *target_names]
        if len(set(names)) != len(names):
            raise DataError("examples: a name is used twice; give each input and each target its own")
        return cls(
            tuple(input_names),
            tuple(target_names),
            _column_block("input", input_names, inputs),
            _column_block("target", target_names, targets),
        )

    def __len__(self) -> int:
        return len(self.inputs)

    @cached_property
    def pairs(self) -> list[tuple[list[float], list[float]]]:
        """Each row's inputs and targets as plain floats, made once: for loops that take them one by one."""
        return list(zip(self.inputs.tolist(), self.targets.tolist(), strict=True))

    @property
    def shape(self) -> tuple[int, int]:
        """(n_outputs, n_inputs): the shape of weights that fit this table."""
        return self.targets.shape[1], self.inputs.shape[1]

    def with_input(self, row: int, column: int, value: float) -> Examples:
        """Return a copy of the table with one input changed.

        Raises:
            DataError: the value is out of range.
        """
        value = checked_value(value, self.input_names[column])
        return replace(self, inputs=_changed(self.inputs, row, column, value))

    def with_target(self, row: int, column: int, value: float) -> Examples:
        """Return a copy of the table with one target changed.

        Raises:
            DataError: the value is out of range.
        """
        value = checked_value(value, self.target_names[column])
        return replace(self, targets=_changed(self.targets, row, column, value))


def _column_block(kind: str, names: Sequence[str], rows: Sequence[Sequence[float]]) -> FloatArray:
    for number, row in enumerate(rows, start=1):
        if len(row) != len(names):
            raise DataError(f"examples, row {number}: {len(row)} {kind}s where {len(names)} are named")
        for name, value in zip(names, row, strict=True):
            checked_value(value, f"examples, row {number}, {name}")
    return read_only(np.array(rows, dtype=np.float64))


def _changed(block: FloatArray, row: int, column: int, value: float) -> FloatArray:
    copy = block.copy()
    copy[row, column] = value
    return read_only(copy)


class Taking(Enum):
    """How the next example is chosen."""

    ONE = "one"
    IN_TURN = "in turn"
    SHUFFLED_ONCE = "shuffled once"
    SHUFFLED = "shuffled"
    FULL_BATCH = "full batch"
    """All at once: a step applies the mean of the weight_deltas over all examples."""


@dataclass(frozen=True)
class Order:
    """The order in which examples are taken: one again and again, in turn, or shuffled (once or each pass).

    Attributes:
        taking: which of the five.
        example: for ``ONE``, the row, counted from 0; for ``FULL_BATCH``, the one that is looked at.
        seed: for the shuffled ones; the same seed gives the same order, at any step, however it was reached.
    """

    taking: Taking = Taking.ONE
    example: int = 0
    seed: int = 0

    @property
    def words(self) -> str:
        """The order in a few words: ``example 2``, ``all in turn``."""
        match self.taking:
            case Taking.ONE:
                return f"example {self.example + 1}"
            case Taking.IN_TURN:
                return "all in turn"
            case Taking.SHUFFLED_ONCE:
                return "shuffled once"
            case Taking.SHUFFLED:
                return "shuffled anew each pass"
            case Taking.FULL_BATCH:
                return "full batch"

    def pass_length(self, n_examples: int) -> int:
        """How many steps make a pass."""
        return 1 if self.taking in {Taking.ONE, Taking.FULL_BATCH} else n_examples

    def row(self, step: int, n_examples: int) -> int:
        """Which row of the table the given step (counted from 1) takes."""
        return self.rows(step, 1, n_examples)[0]

    def rows(self, first_step: int, count: int, n_examples: int) -> list[int]:
        """Which rows the `count` steps from `first_step` (counted from 1) take, or look at in a batch."""
        if self.taking in {Taking.ONE, Taking.FULL_BATCH}:
            return [self.example] * count
        start = first_step - 1
        if self.taking is Taking.IN_TURN:
            return [step % n_examples for step in range(start, start + count)]
        if self.taking is Taking.SHUFFLED_ONCE or n_examples > FEW:
            return self._from_whole_passes(start, count, n_examples)
        rows: list[int] = []
        drawn = _PASSES_DRAWN_AT_ONCE * n_examples
        while len(rows) < count:
            batch, offset = divmod(start + len(rows), drawn)
            rows += _shuffled_passes(self.seed, batch, n_examples)[offset : offset + count - len(rows)]
        return rows

    def pass_rows(self, number: int, n_examples: int) -> NDArray[np.intp]:
        """All rows of one pass (counted from 0), in the order taken; read-only.

        For ``ONE`` and ``FULL_BATCH``, a pass is a single step.
        """
        if self.taking in {Taking.ONE, Taking.FULL_BATCH}:
            return np.array([self.example])
        if self.taking is Taking.IN_TURN:
            return np.arange(n_examples)
        if self.taking is Taking.SHUFFLED and n_examples <= FEW:
            return np.array(self.rows(number * n_examples + 1, n_examples, n_examples))
        return _permutation(self.seed, 0 if self.taking is Taking.SHUFFLED_ONCE else number, n_examples)

    def _from_whole_passes(self, start: int, count: int, n_examples: int) -> list[int]:
        rows: list[int] = []
        while len(rows) < count:
            number, offset = divmod(start + len(rows), n_examples)
            rows += self.pass_rows(number, n_examples)[offset : offset + count - len(rows)].tolist()
        return rows


@lru_cache(maxsize=4)
def _permutation(seed: int, number: int, n_examples: int) -> NDArray[np.intp]:
    return read_only(np.random.default_rng([seed, number]).permutation(n_examples))


@lru_cache(maxsize=64)
def _shuffled_passes(seed: int, batch: int, n_examples: int) -> tuple[int, ...]:
    """Draw many passes at once: drawing each pass by itself would cost more than training on it."""
    passes = np.tile(np.arange(n_examples), (_PASSES_DRAWN_AT_ONCE, 1))
    generator = np.random.default_rng([seed, batch])
    return tuple(generator.permuted(passes, axis=1).ravel().tolist())
