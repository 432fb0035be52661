"""What a pasted table does to a draft: it takes the place of the table, or goes over the cells from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.draft import edits
from gdstudio.views.sheet.grid import Area

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.lessons.draft.draft import Draft
    from gdstudio.lessons.draft.table_text import TextTable

    Edit = Callable[[Draft], Draft]


def pasted(table: TextTable, area: Area, *, whole: bool) -> tuple[Edit, Area]:
    """Say what pasting does, and which cells are covered afterwards.

    Args:
        table: what is pasted.
        area: what is selected.
        whole: all of the table is selected, or nothing is in it.

    A table with names and several columns, pasted at the first cell, is a whole table. Names pasted into the
    first row rename the columns; anywhere else they are text in cells. One value fills all that is selected.
    """
    named = table.names is not None and bool(table.rows)
    at_first = (area.top, area.left) == (0, 0)
    if (whole and (named or len(table.rows) > 1)) or (named and at_first and table.width > 1):
        covered = Area(0, 0, len(table.rows) - 1, table.width - 1)
        return lambda draft: edits.with_table(draft, table), covered
    if named and area.top == 0:
        return lambda draft: _with_names(draft, table, area.left), _covered(table.rows, area)
    block = table.rows if table.names is None else (table.names, *table.rows)
    if len(block) == 1 and table.width == 1 and len(area.places) > 1:
        return lambda draft: edits.with_cells(draft, area.places, block[0][0]), area
    return lambda draft: edits.with_block(draft, area.top, area.left, block), _covered(block, area)


def _with_names(draft: Draft, table: TextTable, left: int) -> Draft:
    draft = edits.with_block(draft, 0, left, table.rows)
    for place, name in enumerate(table.names or (), start=left):
        draft = edits.renamed(draft, place, name) if name else draft
    return draft


def _covered(block: tuple[tuple[object, ...], ...], area: Area) -> Area:
    return Area(area.top, area.left, area.top + len(block) - 1, area.left + len(block[0]) - 1)
