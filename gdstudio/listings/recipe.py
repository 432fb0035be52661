"""The recipe of one step as lines of Python: what the code panel shows and what a script repeats.

One form serves every network, from one weight to 784 × 10: a matrix of weights, one row an output. For small
networks it is plain Python, added up in the order in which the core adds, so that it gives the same bits; for
images it is numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gdstudio.core.descent import Phase, Rule


class Shows(Enum):
    """Whose value stands at a line's end."""

    EXAMPLE = "example"
    PRED = "pred"
    DELTA = "delta"
    ERROR = "error"
    WEIGHT_DELTAS = "weight_deltas"
    WEIGHTS = "weights"


@dataclass(frozen=True)
class Line:
    """One line of a listing.

    Attributes:
        text: as Python reads it, with its indentation.
        phase: the phase that it belongs to, or None.
        shows: whose value it works out, or None.
        misprint: what is wrong with it, where it follows a printed mistake; else "".
    """

    text: str
    phase: Phase | None = None
    shows: Shows | None = None
    misprint: str = ""


MISPRINTS = {
    Rule.SWAPPED_OUTER_PRODUCT: "printed so; it must be outer_prod(delta, input)",
}
"""What is wrong with the line of each rule that is not the correct one."""

_WEIGHT_DELTAS = {
    Rule.CORRECT: "outer_prod(delta, input)",
    Rule.SWAPPED_OUTER_PRODUCT: "outer_prod(input, delta)",
}

W_SUM = (
    "def w_sum(input, weights):",
    "    pred = 0.0",
    "    for j in range(len(input)):",
    "        pred += input[j] * weights[j]",
    "    return pred",
)
VECT_MAT_MUL = (
    "def vect_mat_mul(input, matrix):",
    "    return [w_sum(input, row) for row in matrix]",
)
OUTER_PROD = (
    "def outer_prod(left, right):",
    "    return [[one * other for other in right] for one in left]",
)
FUNCTIONS = (W_SUM, VECT_MAT_MUL, OUTER_PROD)
"""What the recipe of a small network calls."""


def phase_name(phase: Phase) -> str:
    """A phase as a comment names it: ``Weight deltas``."""
    return phase.name.replace("_", " ").capitalize()


def table_recipe(rule: Rule) -> tuple[Line, ...]:
    """One step of a small network, in plain Python: `row` is its example."""
    predict, compare, deltas, learn = Phase
    wrong = MISPRINTS.get(rule, "")
    return (
        Line("input, true = inputs[row], targets[row]", predict, Shows.EXAMPLE),
        Line("pred = vect_mat_mul(input, weights)", predict, Shows.PRED),
        Line("delta = [p - t for p, t in zip(pred, true)]", compare, Shows.DELTA),
        Line("error = [d ** 2 for d in delta]", compare, Shows.ERROR),
        Line(f"weight_deltas = {_WEIGHT_DELTAS[rule]}", deltas, Shows.WEIGHT_DELTAS, wrong),
        Line("for k in range(len(weights)):", learn),
        Line("    for j in range(len(input)):", learn),
        Line("        if not frozen[k][j]:", learn),
        Line("            weights[k][j] -= alpha * weight_deltas[k][j]", learn, Shows.WEIGHTS),
    )


def image_recipe() -> tuple[Line, ...]:
    """One step on an image, in numpy: `row` is its place among the images."""
    predict, compare, deltas, learn = Phase
    return (
        Line("input, true = pixels[row].reshape(-1) / 255, targets[row]", predict, Shows.EXAMPLE),
        Line("pred = weights @ input", predict, Shows.PRED),
        Line("delta = pred - true", compare, Shows.DELTA),
        Line("error = delta ** 2", compare, Shows.ERROR),
        Line("weight_deltas = np.outer(delta, input)", deltas, Shows.WEIGHT_DELTAS),
        Line("weight_deltas[frozen] = 0", deltas),
        Line("weights -= alpha * weight_deltas", learn, Shows.WEIGHTS),
    )


def listing(rule: Rule, *, images: bool) -> tuple[Line, ...]:
    """What the code panel shows: a step, and for small networks the functions it calls."""
    begin = (Line("# each step"), Line("row = example_of(step)"))
    if images:
        return (*begin, *image_recipe())
    functions = [Line(text) for function in FUNCTIONS for text in ("", *function)]
    return (*begin, *table_recipe(rule), *functions)
