"""Edits of a draft's table: cells, rows, columns. Each gives another draft; what is too large is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.lessons.draft.cells import write_cell
from gdstudio.lessons.draft.parts import MOST_COLUMNS, MOST_ROWS, Column, Field, Role, refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdstudio.core.network import FloatArray
    from gdstudio.lessons.draft.cells import Cell
    from gdstudio.lessons.draft.draft import Draft, Row
    from gdstudio.lessons.draft.table_text import TextTable


def with_block(draft: Draft, row: int, place: int, block: Sequence[Sequence[Cell]]) -> Draft:
    """Put cells into the table, the first one at (row, place); it grows as needed.

    Raises:
        DraftError: it would grow too large.
    """
    width = max((len(cells) for cells in block), default=0)
    while len(draft.columns) < place + width:
        draft = with_new_column(draft, len(draft.columns), Role.INPUT)
    missing = row + len(block) - len(draft.rows)
    draft = with_new_rows(draft, len(draft.rows), missing) if missing > 0 else draft
    rows = list(draft.rows)
    for number, cells in enumerate(block, start=row):
        old = rows[number]
        rows[number] = (*old[:place], *cells, *old[place + len(cells) :])
    return replace(draft, rows=tuple(rows))


def with_cells(draft: Draft, places: Iterable[tuple[int, int]], cell: Cell) -> Draft:
    """Put the same into several cells, each (row, place)."""
    rows = list(draft.rows)
    for row, place in places:
        rows[row] = (*rows[row][:place], cell, *rows[row][place + 1 :])
    return replace(draft, rows=tuple(rows))


def with_new_rows(draft: Draft, at: int, number: int = 1) -> Draft:
    """With some empty rows before the one at `at`.

    Raises:
        DraftError: there would be too many.
    """
    if len(draft.rows) + number > MOST_ROWS:
        raise refused(
            f"rows: there would be {len(draft.rows) + number:,}; use at most {MOST_ROWS:,}", Field.ROWS
        )
    new = [("",) * len(draft.columns)] * number
    example = draft.order.example
    return _with_rows(
        draft, (*draft.rows[:at], *new, *draft.rows[at:]), example + (number if at <= example else 0)
    )


def without_rows(draft: Draft, taken: Iterable[int]) -> Draft:
    """Without these rows."""
    gone = set(taken)
    left = tuple(row for number, row in enumerate(draft.rows) if number not in gone)
    return _with_rows(draft, left, draft.order.example - sum(number < draft.order.example for number in gone))


def with_new_column(draft: Draft, at: int, role: Role) -> Draft:
    """With an empty column before the one at `at`.

    Raises:
        DraftError: there would be too many.
    """
    if len(draft.columns) >= MOST_COLUMNS:
        raise refused(f"columns: there are {MOST_COLUMNS}, the most there can be", Field.COLUMNS)
    column = Column(_free_name(draft.columns, role), role, _free_key(draft))
    columns = (*draft.columns[:at], column, *draft.columns[at:])
    return replace(draft, columns=columns, rows=tuple((*row[:at], "", *row[at:]) for row in draft.rows))


def without_columns(draft: Draft, taken: Iterable[int]) -> Draft:
    """Without these columns; at least one stays.

    Raises:
        DraftError: none would be left.
    """
    gone = set(taken)
    kept = [place for place in range(len(draft.columns)) if place not in gone]
    if not kept:
        raise refused("columns: none would be left; keep at least one", Field.COLUMNS)
    rows = tuple(tuple(row[place] for place in kept) for row in draft.rows)
    return replace(draft, columns=tuple(draft.columns[place] for place in kept), rows=rows)


def renamed(draft: Draft, place: int, name: str) -> Draft:
    """With another name for the column at a place; spaces in a row become one."""
    return _with_column(draft, place, replace(draft.columns[place], name=" ".join(name.split())))


def with_role(draft: Draft, places: Iterable[int], role: Role) -> Draft:
    """With another role for some columns."""
    for place in places:
        draft = _with_column(draft, place, replace(draft.columns[place], role=role))
    return draft


def with_table(draft: Draft, table: TextTable) -> Draft:
    """With another table, and title, weights, order and alpha as they are.

    Columns of a name that was there keep their role and their weights; a table without names keeps the
    columns if it has as many. Of other columns those with texts alone are not used, the last is an output if
    there is none, and the rest are inputs.
    """
    if table.names is None and table.width == len(draft.columns):
        return _with_rows(draft, table.rows, draft.order.example)
    there: dict[str, Column] = {column.name: column for column in reversed(draft.columns)}
    key = count(_free_key(draft))
    columns: list[Column] = []
    for place, name in enumerate(table.names or ("",) * table.width):
        role = _likely_role([row[place] for row in table.rows])
        columns.append(there.pop(name) if name in there else Column(name, role, next(key)))
    used = [place for place, column in enumerate(columns) if column.role is not Role.UNUSED]
    if len(used) > 1 and all(columns[place].role is Role.INPUT for place in used):
        columns[used[-1]] = replace(columns[used[-1]], role=Role.OUTPUT)
    for place, column in enumerate(columns):
        if not column.name:
            columns[place] = replace(column, name=_free_name(columns, column.role))
    return _with_rows(replace(draft, columns=tuple(columns)), table.rows, draft.order.example)


def with_names_from(draft: Draft, row: int) -> Draft:
    """With a row's cells as the columns' names, and without the row; an empty cell leaves a name as it is."""
    for place, cell in enumerate(draft.rows[row]):
        if cell != "":
            draft = renamed(draft, place, write_cell(cell))
    return without_rows(draft, [row])


def with_examples(draft: Draft, inputs: FloatArray, targets: FloatArray) -> Draft:
    """With other rows: inputs (n_rows, n_inputs), targets (n_rows, n_outputs); unused columns are empty."""
    places = [*draft.places(Role.INPUT), *draft.places(Role.OUTPUT)]
    rows: list[Row] = []
    for numbers in np.hstack([inputs, targets]).tolist():
        row: list[Cell] = [""] * len(draft.columns)
        for place, number in zip(places, numbers, strict=True):
            row[place] = number
        rows.append(tuple(row))
    return _with_rows(draft, tuple(rows), draft.order.example)


# ----------------------------------------------------------------------------------------------------------


def _with_rows(draft: Draft, rows: tuple[Row, ...], example: int) -> Draft:
    """With other rows; the example that is trained on alone is one of them."""
    order = replace(draft.order, example=min(max(example, 0), max(len(rows) - 1, 0)))
    return replace(draft, rows=rows, order=order)


def _with_column(draft: Draft, place: int, column: Column) -> Draft:
    return replace(draft, columns=(*draft.columns[:place], column, *draft.columns[place + 1 :]))


def _free_key(draft: Draft) -> int:
    links = [key for link in (*draft.weights.given, *draft.weights.frozen) for key in link]
    return max([*(column.key for column in draft.columns), *links], default=-1) + 1


def _free_name(columns: Iterable[Column], role: Role) -> str:
    taken = {column.name for column in columns}
    kind = "column" if role is Role.UNUSED else role.value
    return next(name for number in count(1) if (name := f"{kind} {number}") not in taken)


def _likely_role(cells: Sequence[Cell]) -> Role:
    texts = [cell for cell in cells if cell != ""]
    return Role.UNUSED if texts and all(isinstance(cell, str) for cell in texts) else Role.INPUT
