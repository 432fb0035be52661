"""One run of a snapshot as the rules look at it, with what several of them ask worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core import descent
from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.network import weight_name

if TYPE_CHECKING:
    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Lane, Snapshot

MOST_REPLAYED = 64
"""Of so many examples at most a whole pass is gone through to see whether anything moves."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A run, and what the rules want to know of it.

    Attributes:
        snapshot: what it is part of.
        index: which run, from 0.
        thorough: what takes long may be worked out too.
    """

    snapshot: Snapshot
    index: int
    thorough: bool

    @cached_property
    def lane(self) -> Lane:
        """The run itself."""
        return self.snapshot.lanes[self.index]

    @property
    def table(self) -> Examples | None:
        """What it learns from; None for images, of whose inputs nothing is said one by one."""
        examples = self.lane.examples
        return examples if isinstance(examples, Examples) else None

    @cached_property
    def several(self) -> bool:
        """Whether more than one example is trained on."""
        return learns_from_several(self.lane)

    @cached_property
    def taught(self) -> FloatArray:
        """The inputs of all examples that are trained on, (n_examples, n_inputs); of images, the present."""
        if self.table is None or not self.several:
            return self.lane.now.input[np.newaxis]
        return self.table.inputs

    @cached_property
    def correct(self) -> bool:
        """Whether it follows the correct recipe, which alone the limits and the bowls are true of."""
        return self.lane.rule is Rule.CORRECT

    def weight(self, output: int, column: int) -> str:
        """What a weight is called."""
        return weight_name(output * self.lane.now.weights.shape[1] + column)

    @cached_property
    def learning(self) -> FloatArray:
        """For each weight the largest size of its input among those trained on, 0 if frozen."""
        largest = np.abs(self.taught).max(axis=0)
        learning: FloatArray = np.where(self.lane.frozen, 0.0, largest)
        return learning

    @cached_property
    def deltas_left(self) -> list[bool]:
        """Of each output, whether it has a delta other than 0 on anything that is trained on."""
        over_all = self.lane.over_all
        if self.several and over_all is not None:
            return [error != 0 for error in over_all.error.tolist()]
        return [delta != 0 for delta in self.lane.now.residual.tolist()]

    @cached_property
    def stands_still(self) -> bool:
        """Whether no step from here on changes any weight, as far as can be told in the time there is."""
        lane = self.lane
        if lane.diverged or not np.array_equal(lane.now.new_weights, lane.now.weights):
            return False
        if not self.several or lane.now.batch is not None:
            return True
        table = self.table
        if table is None or not self.thorough or len(table) > MOST_REPLAYED:
            return False
        # In turn from the first: that misses no example, whatever the order is.
        at = (lane.now.weights, lane.frozen, lane.alpha, table, Order(Taking.IN_TURN), lane.rule, 1)
        return descent.is_settled(*at)

    @property
    def exact_limit(self) -> float | None:
        """Above it the error grows with every step; None if there is no limit, or only a measured one."""
        limits = self.lane.limits
        return limits.guaranteed if is_exact(limits) else None


def learns_from_several(lane: Lane) -> bool:
    """Whether more than one example is trained on."""
    return lane.order.taking is not Taking.ONE and len(lane.examples) > 1


def is_exact(limits: AlphaLimits) -> bool:
    """Whether divergence begins where the guarantee ends, but for the last bits of a measurement."""
    first, last = limits.guaranteed, limits.diverges
    if limits.measuring or first is None or last is None:
        return False
    return abs(first - last) <= 1e-6 * last
