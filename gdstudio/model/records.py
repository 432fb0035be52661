"""What a run leaves behind: a checkpoint and the error's range for every stretch of equally many steps.

The stretches double in length when there are too many of them. So ten million steps cost no more memory
than ten thousand, and any step is a short replay from the checkpoint before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
    """

    def __init__(self, first: States, capacity: int | None = None) -> None:
        self.stride = 1
        self.capacity = CAPACITY if capacity is None else capacity
        self.checkpoints: list[States] = [first]
        n_lanes = len(first)
        self._lowest = np.empty((n_lanes, 0))
        self._mean = np.empty((n_lanes, 0))
        self._highest = np.empty((n_lanes, 0))
        self._closed = 0
        self._open: list[list[float]] = [[] for _ in first]

    @property
    def steps(self) -> int:
        """How many steps are recorded."""
        return self._closed * self.stride + len(self._open[0])

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
            if self._closed == self.capacity:
                self._double()

    def checkpoint(self, step: int) -> tuple[int, States]:
        """The nearest checkpoint at or before a step: its own step, and the state."""
        index = min((step - 1) // self.stride, len(self.checkpoints) - 1)
        return 1 + index * self.stride, self.checkpoints[index]

    def checkpoints_up_to(self, step: int, most: int) -> list[States]:
        """At most `most` checkpoints before a step, evenly spread, the oldest first."""
        count = min((step - 2) // self.stride + 1, len(self.checkpoints)) if step > 1 else 0
        spacing = 1
        while count > most * spacing:
            spacing *= 2
        return self.checkpoints[:count:spacing]

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
        closed = min((step - 1) // self.stride, self._closed)
        copy = Records(self.checkpoints[0], self.capacity)
        copy.stride = self.stride
        copy.checkpoints = self.checkpoints[: closed + 1]
        copy._lowest, copy._mean, copy._highest = (
            block[:, :closed].copy() for block in (self._lowest, self._mean, self._highest)
        )
        copy._closed = closed
        return copy, 1 + closed * self.stride

    def history(self, last_errors: list[float]) -> tuple[ErrorHistory, ...]:
        """Each lane's error over all steps, with `last_errors` those of the step not yet taken."""
        return tuple(
            ErrorHistory(self.stride, *self._ranges(lane, error)) for lane, error in enumerate(last_errors)
        )

    def _ranges(self, lane: int, last_error: float) -> tuple[FloatArray, FloatArray, FloatArray]:
        tail = np.array([*self._open[lane], last_error])
        lowest, mean, highest = (
            np.append(block[lane, : self._closed], end)
            for block, end in (
                (self._lowest, tail.min()),
                (self._mean, _mean(tail)),
                (self._highest, tail.max()),
            )
        )
        for block in (lowest, mean, highest):
            block.flags.writeable = False
        return lowest, mean, highest

    def _close(self) -> None:
        if self._closed == self._lowest.shape[1]:
            self._lowest, self._mean, self._highest = (
                np.pad(block, ((0, 0), (0, max(64, block.shape[1]))))
                for block in (self._lowest, self._mean, self._highest)
            )
        for lane, errors in enumerate(self._open):
            values = np.array(errors)
            self._lowest[lane, self._closed] = values.min()
            self._mean[lane, self._closed] = _mean(values)
            self._highest[lane, self._closed] = values.max()
            errors.clear()
        self._closed += 1

    def _double(self) -> None:
        half = self._closed // 2
        first, second = slice(0, 2 * half, 2), slice(1, 2 * half, 2)
        self._lowest = np.minimum(self._lowest[:, first], self._lowest[:, second])
        self._highest = np.maximum(self._highest[:, first], self._highest[:, second])
        self._mean = self._mean[:, first] / 2 + self._mean[:, second] / 2
        self.checkpoints = self.checkpoints[::2]
        self._closed = half
        self.stride *= 2


def _mean(values: FloatArray) -> float:
    """The mean, without overflow where the errors themselves are near the largest number."""
    return float((values / len(values)).sum())
