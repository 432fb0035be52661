"""What a run leaves behind: a checkpoint and the error's range for every stretch of equally many steps.

The stretches double in length when there are too many of them. So ten million steps cost no more memory
than ten thousand, and any step is a short replay from the checkpoint before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import read_only
from gdstudio.messages import ErrorHistory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.network import FloatArray
    from gdstudio.model.lanes import States

CAPACITY = 4096
"""Stretches kept at most: a run of ten million steps of three weights was measured to take 4 MB."""

CHECKPOINT_BYTES = 40 * 2**20
"""What the weights of all checkpoints may take: large networks keep fewer of them, and replay further."""

_FEWEST = 64

_QUICK_TO_REPLAY = 8192
"""So many steps of nine weights take about 0.1 s to replay."""


def capacity_for(states: States) -> int:
    """How many stretches to keep of such lanes: an even number, so that they can be joined in pairs."""
    size = sum(state.weights.size * state.weight_bytes for state in states)
    return min(CAPACITY, max(CHECKPOINT_BYTES // size, _FEWEST) // 2 * 2)


class Records:
    """The recorded part of a timeline, up to but not including its last step.

    Stretch i holds the steps from ``1 + i * stride``; `checkpoints[i]` is the state at the beginning of its
    first step, before the commands given there. The last stretch is open: its errors are still coming.
    `ranges`, shape (3, n_lanes, at least `closed`), holds the lowest, mean and highest error of the others.
    """

    def __init__(self, first: States, capacity: int | None = None) -> None:
        self.stride = 1
        self.capacity = CAPACITY if capacity is None else capacity
        self.checkpoints: list[States] = [first]
        self.ranges = np.empty((3, len(first), 0))
        self.closed = 0
        self._open: list[list[float]] = [[] for _ in first]

    @property
    def steps(self) -> int:
        """How many steps are recorded."""
        return self.closed * self.stride + len(self._open[0])

    @property
    def room(self) -> int:
        """How many steps still fit into the open stretch."""
        return self.stride - len(self._open[0])

    def add(self, errors: list[Sequence[float]], after: States) -> None:
        """Record steps that were taken, at most `room` of them.

        Args:
            errors: of each lane, at each step.
            after: the state after the last of them.
        """
        for held, new in zip(self._open, errors, strict=True):
            held.extend(new)
        if self.room == 0:
            self._close()
            self.checkpoints.append(after)
            self._fit()

    def checkpoint(self, step: int) -> tuple[int, States]:
        """The nearest checkpoint at or before a step: its own step, and the state."""
        index = min((step - 1) // self.stride, len(self.checkpoints) - 1)
        return 1 + index * self.stride, self.checkpoints[index]

    def checkpoints_up_to(self, step: int, most: int) -> list[tuple[int, States]]:
        """At most `most` checkpoints before a step and their steps, evenly spread, the oldest first."""
        count = min((step - 2) // self.stride + 1, len(self.checkpoints)) if step > 1 else 0
        spacing = 1
        while count > most * spacing:
            spacing *= 2
        return [
            (1 + index * self.stride, self.checkpoints[index]) for index in range(0, max(count, 0), spacing)
        ]

    def bytes_from(self, step: int) -> int:
        """What the weights of the checkpoints after a step take, about."""
        later = len(self.checkpoints) - 1 - (step - 1) // self.stride
        size = sum(state.weights.size * state.weight_bytes for state in self.checkpoints[0])
        return size * max(later, 0)

    def cut(self, step: int) -> tuple[Records, int]:
        """A copy that holds only whole stretches before `step`, and the step it now ends at.

        What lies between that step and `step` has to be replayed into it. A long run's stretches are too
        long to show a short one: near the start, the copy is begun anew, with shorter stretches.
        """
        stride = 1
        while (step - 1) // stride > self.capacity // 4:
            stride *= 2
        if stride < self.stride and step <= _QUICK_TO_REPLAY:
            anew = Records(self.checkpoints[0], self.capacity)
            anew.stride = stride
            return anew, 1
        closed = min((step - 1) // self.stride, self.closed)
        copy = Records(self.checkpoints[0], self.capacity)
        copy.stride = self.stride
        copy.checkpoints = self.checkpoints[: closed + 1]
        copy.ranges = self.ranges[:, :, :closed].copy()
        copy.closed = closed
        return copy, 1 + closed * self.stride

    def of_lanes(self, lanes: Sequence[int], capacity: int) -> Records:
        """A copy of the whole stretches, with these lanes in this order; one named twice is there twice.

        States are shared: a fork and what it was forked from have the same ones up to there.

        Args:
            lanes: which of the present ones, from 0.
            capacity: stretches that the copy may keep; where there are more, they are joined in pairs.
        """
        checkpoints = [tuple(states[lane] for lane in lanes) for states in self.checkpoints]
        copy = Records(checkpoints[0], capacity)
        copy.stride, copy.checkpoints, copy.closed = self.stride, checkpoints, self.closed
        copy.ranges = self.ranges[:, list(lanes), : self.closed]
        copy._fit()
        return copy

    def beside(self, other: Records, lane: int, capacity: int) -> Records:
        """A copy with one more lane, `lane` of another record: the whole stretches that both have.

        Args:
            other: whose lane it is.
            lane: which of its lanes, from 0.
            capacity: stretches that the copy may keep.
        """
        mine = self.of_lanes(range(len(self._open)), self.capacity)
        theirs = other.of_lanes((lane,), other.capacity)
        while mine.stride < theirs.stride:
            mine.thin()
        while theirs.stride < mine.stride:
            theirs.thin()
        closed = min(mine.closed, theirs.closed)
        pairs = zip(mine.checkpoints[: closed + 1], theirs.checkpoints, strict=False)
        checkpoints = [(*states, state) for states, (state,) in pairs]
        copy = Records(checkpoints[0], capacity)
        copy.stride, copy.checkpoints, copy.closed = mine.stride, checkpoints, closed
        copy.ranges = np.concatenate([mine.ranges[:, :, :closed], theirs.ranges[:, :, :closed]], axis=1)
        copy._fit()
        return copy

    def history(self, last_errors: list[float]) -> tuple[ErrorHistory, ...]:
        """Each lane's error over all steps, with `last_errors` those of the step not yet taken."""
        return tuple(
            ErrorHistory(self.stride, *self._ranges(lane, error)) for lane, error in enumerate(last_errors)
        )

    def _ranges(self, lane: int, last_error: float) -> tuple[FloatArray, FloatArray, FloatArray]:
        tail = np.array([*self._open[lane], last_error])
        lowest, mean, highest = (
            read_only(np.append(block[lane, : self.closed], end))
            for block, end in zip(self.ranges, _range(tail), strict=True)
        )
        return lowest, mean, highest

    def _close(self) -> None:
        if self.closed == self.ranges.shape[2]:
            self.ranges = np.pad(self.ranges, ((0, 0), (0, 0), (0, max(64, self.closed))))
        for lane, errors in enumerate(self._open):
            self.ranges[:, lane, self.closed] = _range(np.array(errors))
            errors.clear()
        self.closed += 1

    def _fit(self) -> None:
        """Join stretches in pairs until there are fewer than may be kept."""
        while self.closed >= self.capacity:
            self.thin()

    def thin(self) -> None:
        """Join stretches in pairs; one that is left over goes."""
        half = self.closed // 2
        first, second = (self.ranges[:, :, part : 2 * half : 2] for part in (0, 1))
        self.ranges = np.stack(
            [
                np.minimum(first[0], second[0]),
                first[1] / 2 + second[1] / 2,
                np.maximum(first[2], second[2]),
            ]
        )
        self.checkpoints = self.checkpoints[::2]
        self.closed = half
        self.stride *= 2


def _range(values: FloatArray) -> tuple[float, float, float]:
    """The lowest, the mean and the highest."""
    return float(values.min()), _mean(values), float(values.max())


def _mean(values: FloatArray) -> float:
    """The mean, without overflow where the errors themselves are near the largest number."""
    return float((values / len(values)).sum())
