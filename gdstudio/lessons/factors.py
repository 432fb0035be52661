"""Which two numbers a weight_delta is the product of, by the run's recipe, and what they are called.

With the correct recipe they are the output's delta and the weight's input. A misprint takes others. In a full
batch there is such a product for each example, and the weight_delta is their mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.network import weight_name

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Lane

DELTA, INPUT, WEIGHT = "δ", "input", "weight"
"""What a factor may be."""

_KINDS = {
    Rule.CORRECT: (DELTA, INPUT),
    Rule.DELTA_TURNED_ROUND: (DELTA, INPUT),
    Rule.SWAPPED_OUTER_PRODUCT: (INPUT, DELTA),
    Rule.WEIGHTS_FOR_INPUT: (DELTA, WEIGHT),
    Rule.WEIGHTS_FOR_DELTA: (INPUT, WEIGHT),
}


class Factor(NamedTuple):
    """One of the two.

    Attributes:
        kind: `DELTA`, `INPUT` or `WEIGHT`.
        name: which it is: ``δ win``, ``toes``, ``a``.
        value: on the present example.
    """

    kind: str
    name: str
    value: float


def kinds(rule: Rule) -> tuple[str, str]:
    """What a weight_delta is the product of, in the order in which the recipe writes it."""
    return _KINDS[rule]


def factors(lane: Lane, output: int, column: int) -> tuple[Factor, Factor]:
    """The two factors of weight (output, column)'s weight_delta, on the example that is looked at."""
    first, second = (_factor(lane, kind, output, column) for kind in kinds(lane.rule))
    return first, second


def products(lane: Lane, output: int, column: int) -> FloatArray | None:
    """Their product for each example, (n_examples,), of which a full batch takes the mean; else None."""
    if lane.now.batch is None:
        return None
    first, second = (_in_all(lane, kind, output, column) for kind in kinds(lane.rule))
    each: FloatArray = first * second
    return each


def zero(lane: Lane, output: int, column: int) -> str:
    """Which factor makes the weight_delta 0 whatever the deltas are: `INPUT`, `WEIGHT` or "" for neither.

    In a full batch, an input that is 0 in every example.
    """
    for kind in kinds(lane.rule):
        if kind != DELTA and not _in_all(lane, kind, output, column).any():
            return kind
    return ""


def _in_all(lane: Lane, kind: str, output: int, column: int) -> FloatArray:
    """A factor in each example that is learnt from, (n_examples,)."""
    batch = lane.now.batch
    if batch is None or kind == WEIGHT:
        return np.array([_factor(lane, kind, output, column).value])
    row, place = _places(lane.rule, output, column)
    return batch.delta[:, row] if kind == DELTA else batch.inputs[:, place]


def _factor(lane: Lane, kind: str, output: int, column: int) -> Factor:
    now, examples = lane.now, lane.examples
    row, place = _places(lane.rule, output, column)
    if kind == DELTA:
        name = DELTA if len(examples.target_names) == 1 else f"{DELTA} {examples.target_names[row]}"
        return Factor(kind, name, float(now.delta[row]))
    if kind == INPUT:
        return Factor(kind, examples.input_names[place], float(now.input[place]))
    name = weight_name(output * len(examples.input_names) + column)
    return Factor(kind, name, float(now.weights[output, column]))


def _places(rule: Rule, output: int, column: int) -> tuple[int, int]:
    """Whose delta and which input: the weight's own, unless the outer product is swapped."""
    return (column, output) if rule is Rule.SWAPPED_OUTER_PRODUCT else (output, column)
