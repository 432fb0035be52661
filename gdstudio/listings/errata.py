"""The printed chapter's errata that have to do with numbers: what is wrong, and what there is to watch.

Most of them run: they are another rule, or another number in the data. Two do not: as printed, Python stops,
or would if the network were not square. Those are listed, with what Python says, and change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples
from gdstudio.core.images import Images
from gdstudio.listings.recipe import Line, listing

Data: TypeAlias = Examples | Images
"""What a run learns from. Images have none of the errata."""


@dataclass(frozen=True)
class Erratum:
    """One erratum, or the correct recipe.

    Attributes:
        name: what it is called in a list, as short as can be.
        tip: what is wrong, and what to watch.
        rule: by which weight deltas are then worked out.
        in_data: it is a number in the data: see `MISPRINTED_INPUT`.
        stops: it does not run.
    """

    name: str
    tip: str
    rule: Rule = Rule.CORRECT
    in_data: bool = False
    stops: bool = False


MISPRINTED_INPUT = ("wlrec", 0.65, 0.9)
"""An input of the first example, what it is, and what one listing has."""

CORRECT = Erratum("correct recipe", "Every number as it should be.")
WRONG_INPUT = Erratum(
    "wlrec 0.9 in game 1",
    "One listing gives the first game a wlrec of 0.9. Every number of the chapter comes from 0.65: watch pred"
    " and all that follows from it come out otherwise.",
    in_data=True,
)
WEIGHTS_FOR_INPUT = Erratum(
    "ele_mul(delta, weights)",
    "delta is multiplied by the weights where input belongs. Watch: a weight’s own size decides how fast it"
    " learns, however large its input, and a weight that is 0 never moves.",
    Rule.WEIGHTS_FOR_INPUT,
)
DELTA_TURNED_ROUND = Erratum(
    "delta = true − pred",
    "One page has delta with its sign turned round (+0.14), and one listing subtracts it so: a goes from 0.1"
    " to 0.0881, not to 0.1119. Watch every step walk uphill: the error grows at any alpha.",
    Rule.DELTA_TURNED_ROUND,
)
WEIGHTS_FOR_DELTA = Erratum(
    "scalar_ele_mul(input, weights)",
    "input is multiplied by the weights where delta belongs. Watch: neither prediction nor target has a say,"
    " so nothing is learned. Each weight shrinks, or grows, by the same factor at every step.",
    Rule.WEIGHTS_FOR_DELTA,
)
SWAPPED_OUTER_PRODUCT = Erratum(
    "outer_prod(input, delta)",
    "Rows and columns change places: each weight gets another’s weight_delta. As many outputs as inputs hide"
    " it from Python. Watch the error stop falling long before it is 0.",
    Rule.SWAPPED_OUTER_PRODUCT,
)
ONE_NUMBER_FOR_THE_LIST = Erratum(
    "delta = pred[i] − true[i]",
    "In a loop over the outputs this puts one number where the list of all deltas was: it must be delta[i]."
    " It does not run: Python stops at the weight deltas, which need a list.",
    stops=True,
)
ROWS_FOR_COLUMNS = Erratum(
    "assert on the rows",
    "vect_mat_mul demands as many inputs as the matrix has rows: it must be columns. Python stops, unless"
    " there are as many outputs as inputs: then it holds by chance.",
    stops=True,
)

ERRATA = (
    WRONG_INPUT,
    WEIGHTS_FOR_INPUT,
    DELTA_TURNED_ROUND,
    WEIGHTS_FOR_DELTA,
    ONE_NUMBER_FOR_THE_LIST,
    SWAPPED_OUTER_PRODUCT,
    ROWS_FOR_COLUMNS,
)
"""In the order in which the chapter has them."""


def why_not(erratum: Erratum, start: Data) -> str:
    """Say why an erratum cannot be tried on this table; "" if it can.

    Args:
        erratum: which.
        start: the table that the run began with.
    """
    if erratum.in_data and _misprinted_column(start) is None:
        name, right, _ = MISPRINTED_INPUT
        return f"the first example has no {name} of {right}"
    n_outputs, n_inputs = start.shape
    if erratum.rule is Rule.SWAPPED_OUTER_PRODUCT and n_outputs != n_inputs:
        return f"needs as many outputs as inputs, and here are {n_outputs} and {n_inputs}"
    return ""


def in_force(rule: Rule, now: Data, start: Data) -> Erratum:
    """The erratum that a run follows, or `CORRECT`.

    Args:
        rule: its rule.
        now: its table as it is.
        start: the table that it began with.
    """
    if rule is not Rule.CORRECT:
        return next(erratum for erratum in ERRATA if erratum.rule is rule)
    column = _misprinted_column(start)
    if column is not None and isinstance(now, Examples) and now.inputs[0, column] == MISPRINTED_INPUT[2]:
        return WRONG_INPUT
    return CORRECT


def input_for(erratum: Erratum, now: Data, start: Data) -> tuple[int, float] | None:
    """The input of the first example that has to be set so that only this erratum is in force, if any.

    Args:
        erratum: which; one that runs.
        now: the run's table as it is.
        start: the table that it began with.

    Returns:
        Its column, from 0, and its value; None if it stands as it should.
    """
    column = _misprinted_column(start)
    if column is None or not isinstance(now, Examples):
        return None
    _, right, printed = MISPRINTED_INPUT
    present = float(now.inputs[0, column])
    if erratum.in_data:
        return None if present == printed else (column, printed)
    return (column, right) if present == printed else None


def _misprinted_column(start: Data) -> int | None:
    """Which input is the misprinted one, from 0; None where the table has not got it."""
    name, right, _ = MISPRINTED_INPUT
    if not isinstance(start, Examples) or name not in start.input_names:
        return None
    column = start.input_names.index(name)
    return column if start.inputs[0, column] == right else None


def stopping_listing(erratum: Erratum, shape: tuple[int, int]) -> tuple[Line, ...]:
    """The listing of an erratum that stops, with the line as printed and what Python says.

    Args:
        erratum: one of those with `stops`.
        shape: (n_outputs, n_inputs).
    """
    lines = [replace(line, phase=None, shows=None) for line in listing(Rule.CORRECT)]
    if erratum is ONE_NUMBER_FOR_THE_LIST:
        start = next(index for index, line in enumerate(lines) if line.text.startswith("delta = "))
        lines[start : start + 3] = (
            Line("delta = [0.0] * len(true)"),
            Line("error = [0.0] * len(true)"),
            Line("for i in range(len(true)):"),
            Line("    error[i] = (pred[i] - true[i]) ** 2"),
            Line("    delta = pred[i] - true[i]", misprint="misprint: must be delta[i]"),
            Line(
                "weight_deltas = outer_prod(delta, input)",
                misprint=f"Python stops: TypeError:\n{ONE_NUMBER_STOPS}",
            ),
        )
        return tuple(lines)
    n_outputs, n_inputs = shape
    says = "Python stops: AssertionError"
    if n_outputs == n_inputs:
        says = f"it holds: {n_inputs} inputs, {n_outputs} outputs"
    start = next(index for index, line in enumerate(lines) if line.text.startswith("def vect_mat_mul"))
    printed = "    assert len(input) == len(matrix)"
    lines.insert(start + 1, Line(printed, misprint=f"misprint: must be len(matrix[0])\n{says}"))
    return tuple(lines)


ONE_NUMBER_STOPS = "'float' object is not iterable"
"""What Python says where one number stands for the list of deltas."""
