"""The recorded errors of all runs, ready to be drawn: worked out anew only when something was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.views.chart.scale import Trace, trace
from gdstudio.views.chart.shared import own_from
from gdstudio.views.kit.lanes import runs_of

if TYPE_CHECKING:
    from gdstudio.messages import ErrorHistory, Snapshot


class Recorded:
    """What was recorded of each run.

    Attributes:
        traces: the errors.
        firsts: the step from which on they are the run's own.
    """

    def __init__(self) -> None:
        self.traces: tuple[Trace, ...] = ()
        self.firsts: tuple[int, ...] = ()
        self._histories: tuple[ErrorHistory, ...] = ()
        self._key: object = None

    def update(self, snapshot: Snapshot, most: int) -> None:
        """Take what a snapshot has recorded, in at most so many points of each run."""
        key = (snapshot.last_step, most, runs_of(snapshot))
        if key == self._key and _same(snapshot.history, self._histories):
            return
        self.traces = tuple(trace(history, snapshot.last_step, most) for history in snapshot.history)
        self.firsts = own_from(snapshot)
        self._histories, self._key = snapshot.history, key


def _same(histories: tuple[ErrorHistory, ...], others: tuple[ErrorHistory, ...]) -> bool:
    return len(histories) == len(others) and all(
        one is other
        or (
            one.stride == other.stride
            and np.array_equal(one.mean, other.mean)
            and np.array_equal(one.lowest, other.lowest)
            and np.array_equal(one.highest, other.highest)
        )
        for one, other in zip(histories, others, strict=True)
    )
