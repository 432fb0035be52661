"""Whether a sweep still belongs to what is seen, or the run has moved on or been changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import Examples

if TYPE_CHECKING:
    from gdstudio.core.images import Images
    from gdstudio.messages import Lane, Snapshot, Swept


def same_run(swept: Swept, snapshot: Snapshot) -> int | None:
    """Which run was swept (from 0), if it is still there."""
    names = [lane.start.name for lane in snapshot.lanes]
    name = swept.made_from.start.name
    return names.index(name) if name in names else None


def has_changed(swept: Swept, lane: Lane, step: int) -> bool:
    """Whether a sweep made now would begin from somewhere else. Alpha does not count: a sweep has its own."""
    was = swept.made_from
    if (step, lane.order, lane.rule) != (swept.step, was.order, was.rule):
        return True
    return not (
        np.array_equal(lane.now.weights, was.now.weights)
        and np.array_equal(lane.frozen, was.frozen)
        and _same_table(lane.examples, was.examples)
    )


def _same_table(one: Examples | Images, other: Examples | Images) -> bool:
    if one is other or not (isinstance(one, Examples) and isinstance(other, Examples)):
        return one is other
    return np.array_equal(one.inputs, other.inputs) and np.array_equal(one.targets, other.targets)
