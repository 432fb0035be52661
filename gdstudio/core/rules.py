"""The rules by which weight deltas are worked out: the correct one, and those printed with a mistake."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray


class Rule(Enum):
    """How the weight deltas are worked out: as they should be, or with an error printed in the book."""

    CORRECT = "correct"
    SWAPPED_OUTER_PRODUCT = "swapped outer product"
    """``outer(input, delta)`` where ``outer(delta, input)`` belongs: only a square network hides it."""
    WEIGHTS_FOR_INPUT = "weights for input"
    """``delta[k] * weights[k][j]`` where ``delta[k] * input[j]`` belongs."""
    WEIGHTS_FOR_DELTA = "weights for delta"
    """``input[j] * weights[k][j]`` where ``delta[k] * input[j]`` belongs."""
    DELTA_TURNED_ROUND = "delta turned round"
    """``delta = true - pred`` where ``pred - true`` belongs: every weight walks uphill."""

    @property
    def words(self) -> str:
        """The rule in a few words: ``correct recipe``, ``misprint: weights for input``."""
        return "correct recipe" if self is Rule.CORRECT else f"misprint: {self.value}"


def delta_by(rule: Rule, pred: FloatArray, true: FloatArray) -> FloatArray:
    """What the rule calls delta, of one example or of many: arrays of one shape."""
    return true - pred if rule is Rule.DELTA_TURNED_ROUND else pred - true


def weight_deltas_by(rule: Rule, weights: FloatArray, values: FloatArray, delta: FloatArray) -> FloatArray:
    """Weight deltas, were nothing frozen: of one example, or of each of many.

    Args:
        rule: how they are worked out.
        weights: (n_outputs, n_inputs).
        values: the input, (n_inputs,) or (n_examples, n_inputs).
        delta: (n_outputs,) or (n_examples, n_outputs).

    Returns:
        (n_outputs, n_inputs), or that for each example.
    """
    match rule:
        case Rule.CORRECT | Rule.DELTA_TURNED_ROUND:
            return delta[..., np.newaxis] * values[..., np.newaxis, :]
        case Rule.SWAPPED_OUTER_PRODUCT:
            return values[..., np.newaxis] * delta[..., np.newaxis, :]
        case Rule.WEIGHTS_FOR_INPUT:
            return delta[..., np.newaxis] * weights
        case Rule.WEIGHTS_FOR_DELTA:
            return values[..., np.newaxis, :] * weights
