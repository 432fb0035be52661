"""The mean errors that a lane's bowls show where several examples are trained on: now, before and ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.core.examples import Examples
from gdstudio.core.landscape import Bowl, MeanBowls

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Lane


@dataclass(frozen=True, eq=False)
class Means:
    """One lane's mean errors over all its examples.

    Attributes:
        now: where the weights are.
        before: where they were a step earlier, over the examples as they are now; None at step 1.
        ahead: each output's mean error at each step ahead: (n_outputs,) of each.
        end: the same where descent ends, or None if that is not known.
    """

    now: MeanBowls
    before: MeanBowls | None
    ahead: tuple[FloatArray, ...]
    end: FloatArray | None

    @classmethod
    def of(cls, lane: Lane) -> Means | None:
        """Work them out; None where only one example is trained on, and for images."""
        if lane.over_all is None:
            return None
        before, end = lane.before, lane.destination
        return cls(
            lane.over_all,
            None if before is None else over_all(lane, before.weights),
            tuple(over_all(lane, ahead.weights).error for ahead in lane.ahead),
            None if end is None else over_all(lane, end).error,
        )


def over_all(lane: Lane, weights: FloatArray) -> MeanBowls:
    """The mean bowls over a lane's examples with other weights, of the shape of the lane's."""
    examples = lane.examples
    if not isinstance(examples, Examples):
        raise TypeError("images have no mean bowls")
    return MeanBowls.over(weights, examples.inputs, examples.targets)


def bowl_at(lane: Lane, means: MeanBowls | None, output: int, column: int) -> Bowl:
    """The bowl of a lane's weight: over all its examples, or (with None) of the present one."""
    if means is None:
        return Bowl.of(lane.now, output, column)
    return means.bowl(lane.now.weights, output, column)
