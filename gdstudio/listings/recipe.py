"""The recipe of one step as lines of Python: what the code panel shows and what a script repeats.

One form serves every network, from one weight to 784 × 10: a matrix of weights, one row an output. For small
networks it is plain Python, added up in the order in which the core adds, so that it gives the same bits; for
images it is numpy. A recipe with a misprint calls what is printed, by the book's names for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from gdstudio.core.descent import Phase, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence


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
        misprint: what is wrong with it, where it follows a printed mistake, in a line or two; else "".
    """

    text: str
    phase: Phase | None = None
    shows: Shows | None = None
    misprint: str = ""


_MUST_BE = "misprint: must be outer_prod(delta, input)"

MISPRINTS = {
    Rule.SWAPPED_OUTER_PRODUCT: _MUST_BE,
    Rule.WEIGHTS_FOR_INPUT: _MUST_BE,
    Rule.WEIGHTS_FOR_DELTA: _MUST_BE,
    Rule.DELTA_TURNED_ROUND: "misprint: must be p - t",
}
"""What is wrong with the line of each rule that is not the correct one."""

_WEIGHT_DELTAS = {
    Rule.CORRECT: "outer_prod(delta, input)",
    Rule.SWAPPED_OUTER_PRODUCT: "outer_prod(input, delta)",
    Rule.WEIGHTS_FOR_INPUT: "ele_mul(delta, weights)",
    Rule.WEIGHTS_FOR_DELTA: "scalar_ele_mul(input, weights)",
    Rule.DELTA_TURNED_ROUND: "outer_prod(delta, input)",
}


@dataclass(frozen=True)
class Function:
    """A function that a recipe calls.

    Attributes:
        head: its first line.
        docstring: what it does, in a sentence.
        body: the lines below.
    """

    head: str
    docstring: str
    body: tuple[str, ...]


_W_SUM = Function(
    "def w_sum(input, weights):",
    "Input times weight, added up from left to right.",
    (
        "    pred = 0.0",
        "    for j in range(len(input)):",
        "        pred += input[j] * weights[j]",
        "    return pred",
    ),
)
_VECT_MAT_MUL = Function(
    "def vect_mat_mul(input, matrix):",
    "A weighted sum for each output: a row of the matrix for each.",
    ("    return [w_sum(input, row) for row in matrix]",),
)
_OUTER_PROD = Function(
    "def outer_prod(left, right):",
    "A row for each number on the left, a column for each on the right.",
    ("    return [[one * other for other in right] for one in left]",),
)
_ELE_MUL = Function(
    "def ele_mul(numbers, rows):",
    "Each row, times its number.",
    ("    return [[one * each for each in row] for one, row in zip(numbers, rows)]",),
)
_SCALAR_ELE_MUL = Function(
    "def scalar_ele_mul(numbers, rows):",
    "Each column, times its number.",
    ("    return [[one * each for one, each in zip(numbers, row)] for row in rows]",),
)
_MAT_ADD = Function(
    "def mat_add(matrix, other):",
    "Number by number.",
    ("    return [[a + b for a, b in zip(*rows)] for rows in zip(matrix, other)]",),
)
_MAT_DIV = Function(
    "def mat_div(matrix, number):",
    "Every number, divided by the same one.",
    ("    return [[each / number for each in row] for row in matrix]",),
)


def functions(rules: Sequence[Rule], *, batch: bool) -> tuple[Function, ...]:
    """What the recipes of small networks call; with a misprint, what it must call too.

    Args:
        rules: by which weight deltas are worked out.
        batch: whether several examples are learnt from at once.
    """
    called = [_W_SUM, _VECT_MAT_MUL, _OUTER_PROD]
    called += [_ELE_MUL] if Rule.WEIGHTS_FOR_INPUT in rules else []
    called += [_SCALAR_ELE_MUL] if Rule.WEIGHTS_FOR_DELTA in rules else []
    called += [_MAT_ADD, _MAT_DIV] if batch else []
    return tuple(called)


def phase_name(phase: Phase) -> str:
    """A phase as a comment names it: ``Weight deltas``."""
    return phase.name.replace("_", " ").capitalize()


def table_recipe(rule: Rule) -> tuple[Line, ...]:
    """One step of a small network, in plain Python: `row` is its example."""
    return (*_one_example(rule), *_learn())


def batch_recipe(rule: Rule) -> tuple[Line, ...]:
    """One step of a small network that learns from the mean over several examples: `rows` are theirs."""
    predict, _, deltas, _ = Phase
    each = [
        Line(f"    {line.text}", line.phase, None if line.phase is deltas else line.shows, line.misprint)
        for line in _one_example(rule)
    ]
    return (
        Line("sums = [[0.0] * len(each) for each in weights]", predict),
        Line("for row in rows:", predict),
        *each,
        Line("    sums = mat_add(sums, weight_deltas)", deltas),
        Line("weight_deltas = mat_div(sums, len(rows))", deltas, Shows.WEIGHT_DELTAS),
        *_learn(),
    )


def _one_example(rule: Rule) -> tuple[Line, ...]:
    predict, compare, deltas, _ = Phase
    turned = rule is Rule.DELTA_TURNED_ROUND
    wrong = MISPRINTS.get(rule, "")
    return (
        Line("input, true = inputs[row], targets[row]", predict, Shows.EXAMPLE),
        Line("pred = vect_mat_mul(input, weights)", predict, Shows.PRED),
        Line(
            f"delta = [{'t - p' if turned else 'p - t'} for p, t in zip(pred, true)]",
            compare,
            Shows.DELTA,
            wrong if turned else "",
        ),
        Line("error = [d ** 2 for d in delta]", compare, Shows.ERROR),
        Line(f"weight_deltas = {_WEIGHT_DELTAS[rule]}", deltas, Shows.WEIGHT_DELTAS, "" if turned else wrong),
    )


def _learn() -> tuple[Line, ...]:
    learn = Phase.LEARN
    return (
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


def listing(rule: Rule, *, images: bool = False, batch: bool = False) -> tuple[Line, ...]:
    """What the code panel shows: a step, and for small networks the functions it calls."""
    one = (Line("# each step"), Line("row = example_of(step)"))
    if images:
        return (*one, *image_recipe())
    if batch:
        many = (Line("# each step, from all examples at once"), Line("rows = range(len(inputs))"))
        return (*many, *batch_recipe(rule), *_written(functions([rule], batch=True)))
    return (*one, *table_recipe(rule), *_written(functions([rule], batch=False)))


def _written(called: Sequence[Function]) -> list[Line]:
    return [Line(text) for function in called for text in ("", function.head, *function.body)]
