"""From which step on each run's errors are its own: what forks have in common is drawn once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.views.kit.lanes import families

if TYPE_CHECKING:
    from gdstudio.messages import ErrorHistory, Snapshot


def own_from(snapshot: Snapshot) -> tuple[int, ...]:
    """Of each run the step where its line begins: 1, or for a fork the last step that it shares.

    A fork shares its past with the runs before it of the same family: up to where it was forked, or less
    where the run that it was forked from is gone.
    """
    first = [1] * len(snapshot.lanes)
    for family in families(snapshot.lanes):
        for place, run in enumerate(family):
            start = snapshot.lanes[run].start
            if start.fork_of and place > 0:
                history = snapshot.history[run]
                shared = max(_shared(history, snapshot.history[other]) for other in family[:place])
                first[run] = max(min(start.forked_at, 1 + (shared - 1) * history.stride), 1)
    return tuple(first)


def _shared(one: ErrorHistory, other: ErrorHistory) -> int:
    """How many buckets two runs have in common, from the first on."""
    count = min(len(one.mean), len(other.mean))
    same = (one.mean[:count] == other.mean[:count]) & (one.highest[:count] == other.highest[:count])
    return count if same.all() else int(np.argmin(same))
