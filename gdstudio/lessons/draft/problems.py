"""What a draft lacks to be a scene, in the order in which it is read: each with its place and the remedy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.core.network import weight_name, weight_names
from gdstudio.lessons.draft.cells import is_usable, quoted, read_cell, why_unusable, write_cell
from gdstudio.lessons.draft.parts import (
    LARGEST_SEED,
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_INPUTS,
    MOST_OUTPUTS,
    MOST_ROWS,
    Begin,
    Field,
    Problem,
    Role,
)
from gdstudio.messages import LARGEST_ALPHA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.lessons.draft.draft import Draft

_LIMITS = ((Role.INPUT, MOST_INPUTS), (Role.OUTPUT, MOST_OUTPUTS))


def problems(draft: Draft) -> Iterator[Problem]:
    """What a draft lacks to be a scene, in the order in which it is read."""
    yield from _title(draft)
    yield from _columns(draft)
    yield from _names(draft)
    yield from _cells(draft)
    yield from _weights(draft)
    yield from _training(draft)


def _title(draft: Draft) -> Iterator[Problem]:
    title = draft.title.strip()
    if not title:
        yield Problem("title: there is none; write a few words", Field.TITLE)
    elif len(title) > LONGEST_TITLE or not title.isprintable():
        yield Problem(f"title: {_unfit(title, LONGEST_TITLE)}", Field.TITLE)


def _columns(draft: Draft) -> Iterator[Problem]:
    for role, most in _LIMITS:
        number = len(draft.places(role))
        if number == 0:
            yield Problem(f"there is no {role.value}; give a column the role “{role.value}”", Field.COLUMNS)
        elif number > most:
            there = f"there are {number} {role.value}s; use at most {most}"
            yield Problem(f"{there}, and set the other columns to “{Role.UNUSED.value}”", Field.COLUMNS)


def _names(draft: Draft) -> Iterator[Problem]:
    counts = Counter(column.name for column in draft.columns if column.role is not Role.UNUSED)
    weights = {name for row in weight_names(draft.shape) for name in row}
    for place, column in enumerate(draft.columns):
        why = _why_no_name(column.name)
        if not why and column.role is not Role.UNUSED:
            if counts[column.name] > 1:
                why = f"{quoted(column.name)} is the name of another column too; give each its own"
            elif column.name in weights:
                last = weight_name(draft.shape[0] * draft.shape[1] - 1)
                span = f"a to {last}" if last != "a" else "a"
                why = f"{quoted(column.name)} is the name of a weight ({span}); give the column another"
        if why:
            yield Problem(f"column {place + 1}: {why}", Field.NAME, column=place)


def _why_no_name(name: str) -> str:
    if not name:
        return "it has no name; give it one"
    if len(name) > LONGEST_NAME or not name.isprintable():
        return f"its name is {_unfit(name, LONGEST_NAME)}"
    if not isinstance(read_cell(name), str):
        return f"{quoted(name)} is a number; give it a name with a letter"
    return ""


def _unfit(text: str, most: int) -> str:
    if len(text) > most:
        return f"{len(text)} characters long; use at most {most}"
    return "not all letters and signs; type it anew"


def _cells(draft: Draft) -> Iterator[Problem]:
    if not draft.rows:
        yield Problem("there are no rows; add one for each example", Field.ROWS)
    if len(draft.rows) > MOST_ROWS:
        yield Problem(f"there are {len(draft.rows):,} rows; use at most {MOST_ROWS:,}", Field.ROWS)
    used = [place for place, column in enumerate(draft.columns) if column.role is not Role.UNUSED]
    for number, row in enumerate(draft.rows):
        for place in used:
            if not is_usable(row[place]):
                where = f"row {number + 1}, {_called(draft, place)}"
                yield Problem(f"{where}: {why_unusable(row[place])}", Field.CELL, number, place)


def _called(draft: Draft, place: int) -> str:
    return draft.columns[place].name or f"column {place + 1}"


def _weights(draft: Draft) -> Iterator[Problem]:
    weights = draft.weights
    if weights.begin is Begin.RANDOM:
        why = why_unusable(weights.spread)
        if not why and float(weights.spread) < 0:
            why = f"{write_cell(weights.spread)} is negative; use 0 or more"
        if why:
            yield Problem(f"spread of the random weights: {why}", Field.SPREAD)
        if not 0 <= weights.seed <= LARGEST_SEED:
            yield Problem(f"seed of the random weights: use 0 to {LARGEST_SEED:,}", Field.SEED)
    if weights.begin is Begin.GIVEN:
        n_inputs = draft.shape[1]
        for output, cells in enumerate(draft.weight_cells()):
            for input, cell in enumerate(cells):  # noqa: A001  # the field's word
                if not is_usable(cell):
                    name = weight_name(output * n_inputs + input)
                    yield Problem(f"weight {name}: {why_unusable(cell)}", Field.WEIGHT, output, input)


def _training(draft: Draft) -> Iterator[Problem]:
    order = draft.order
    if draft.rows and order.taking in {Taking.ONE, Taking.FULL_BATCH} and not _is_example(order, draft):
        last = len(draft.rows)
        yield Problem(f"training: example {order.example + 1}; use a number from 1 to {last}", Field.ORDER)
    if not 0 <= order.seed <= LARGEST_SEED:
        yield Problem(f"training: seed {order.seed}; use 0 to {LARGEST_SEED:,}", Field.ORDER)
    alpha = draft.alpha
    if isinstance(alpha, str):
        yield Problem(f"alpha: {why_unusable(alpha)}", Field.ALPHA)
    elif not 0 <= alpha <= LARGEST_ALPHA:
        yield Problem(f"alpha: {write_cell(alpha)}; use a number from 0 to {LARGEST_ALPHA:g}", Field.ALPHA)
    n_outputs, n_inputs = draft.shape
    if draft.rule is Rule.SWAPPED_OUTER_PRODUCT and n_outputs != n_inputs:
        yield Problem(
            "recipe: the swapped outer product needs as many outputs as inputs; choose the correct one",
            Field.RECIPE,
        )


def _is_example(order: Order, draft: Draft) -> bool:
    return 0 <= order.example < len(draft.rows)
