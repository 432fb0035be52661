"""What the two kinds of lane share: refusals, checks of what a command asks for, and a run's result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.network import frozen_copy
from gdstudio.messages import LARGEST_ALPHA

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdstudio.core.examples import Order
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import WeightRef
    from gdstudio.model.lanes import LaneState


class RefusedError(ValueError):
    """A command that cannot be carried out; the text says why and what would work."""


@dataclass(frozen=True, eq=False)
class LaneRun:
    """Steps that one lane has taken.

    Attributes:
        state: after the last of them.
        errors: the network's error at each, before its update.
        diverged: the error after the next step would not have been finite, so that step was not taken.
    """

    state: LaneState
    errors: Sequence[float]
    diverged: bool

    @property
    def weights(self) -> FloatArray:
        """After the last step taken."""
        return self.state.weights


def checked_alpha(alpha: float) -> float:
    """Return alpha, without a negative zero.

    Raises:
        RefusedError: it is out of range.
    """
    if not 0 <= alpha <= LARGEST_ALPHA:  # also catches NaN
        raise RefusedError(f"alpha {alpha:g} is out of range; use a number from 0 to {LARGEST_ALPHA:g}")
    return alpha + 0.0


def check_weight(ref: WeightRef, shape: tuple[int, ...]) -> None:
    """Refuse a weight that is not there.

    Raises:
        RefusedError: the network has no such weight.
    """
    n_outputs, n_inputs = shape
    if not (0 <= ref.output < n_outputs and 0 <= ref.input < n_inputs):
        raise RefusedError(
            f"weight ({ref.output}, {ref.input}): this network has {n_outputs} × {n_inputs} weights"
        )


def check_order(order: Order, n_examples: int) -> None:
    """Refuse an order that names what is not there.

    Raises:
        RefusedError: there is no such example, or the seed is negative.
    """
    if not 0 <= order.example < n_examples:
        raise RefusedError(f"example {order.example + 1}: there are {n_examples} examples")
    if order.seed < 0:
        raise RefusedError(f"seed {order.seed}: use a whole number from 0 on")


def check_rule(rule: Rule, shape: tuple[int, ...]) -> None:
    """Refuse a rule that this network cannot be trained by.

    Raises:
        RefusedError: the outer product is swapped, and the network is not square.
    """
    n_outputs, n_inputs = shape
    if rule is Rule.SWAPPED_OUTER_PRODUCT and n_outputs != n_inputs:
        raise RefusedError(
            f"outer_prod(input, delta) is {n_inputs} × {n_outputs}, the weights are {n_outputs} × {n_inputs}:"
            " that mistake runs only where there are as many outputs as inputs"
        )


def with_entry(array: np.ndarray, ref: WeightRef, value: float) -> np.ndarray:
    """A read-only copy with one entry changed."""
    copy = array.copy()
    copy[ref.output, ref.input] = value
    return frozen_copy(copy)
