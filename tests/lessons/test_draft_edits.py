"""Edits of a draft's table: it grows, shrinks and is renamed; what stays keeps its numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.draft import edits
from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.parts import MOST_COLUMNS, MOST_ROWS, Column, DraftError, Role
from gdstudio.lessons.draft.table_text import read_table

COLUMNS = (Column("toes", Role.INPUT, 0), Column("fans", Role.INPUT, 1), Column("win", Role.OUTPUT, 2))
DRAFT = Draft(COLUMNS, ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)))


def test_a_block_takes_its_place_and_the_table_grows() -> None:
    """To the right by inputs, downwards by rows; what is not covered stays."""
    inside = edits.with_block(DRAFT, 1, 1, [[8.0, "x"]])
    assert inside.rows == ((1.0, 2.0, 3.0), (4.0, 8.0, "x"))
    grown = edits.with_block(DRAFT, 1, 2, [[7.0, 8.0], [9.0]])
    assert grown.rows == ((1.0, 2.0, 3.0, ""), (4.0, 5.0, 7.0, 8.0), ("", "", 9.0, ""))
    assert [column.role for column in grown.columns] == [Role.INPUT, Role.INPUT, Role.OUTPUT, Role.INPUT]
    assert grown.columns[:3] == COLUMNS
    assert DRAFT.rows == ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)), "a draft never changes"


def test_rows_and_columns_come_and_go() -> None:
    """Empty ones are put in where they are wanted; the others keep their cells."""
    assert edits.with_new_rows(DRAFT, 1, 2).rows[1:3] == (("", "", ""),) * 2
    assert edits.without_rows(DRAFT, [0]).rows == ((4.0, 5.0, 6.0),)
    wider = edits.with_new_column(DRAFT, 1, Role.OUTPUT)
    assert wider.rows[0] == (1.0, "", 2.0, 3.0)
    assert (wider.columns[1].name, wider.columns[1].role) == ("output 1", Role.OUTPUT)
    assert len({column.key for column in wider.columns}) == 4
    narrow = edits.without_columns(DRAFT, [0, 2])
    assert (narrow.columns, narrow.rows) == ((COLUMNS[1],), ((2.0,), (5.0,)))


def test_new_columns_have_names_of_their_own() -> None:
    """The first number that is free."""
    draft = edits.renamed(DRAFT, 0, "input 2")
    for _ in range(2):
        draft = edits.with_new_column(draft, 0, Role.INPUT)
    assert draft.names(Role.INPUT) == ["input 3", "input 1", "input 2", "fans"]
    assert edits.with_new_column(DRAFT, 0, Role.UNUSED).columns[0].name == "column 1"


def test_names_are_tidied() -> None:
    """Spaces around are cut, those inside become one; a line break is a space."""
    assert edits.renamed(DRAFT, 1, "  many \n\t fans ").columns[1].name == "many fans"


def test_what_would_be_too_large_is_refused() -> None:
    """With the number there would be and the largest; the draft is as it was."""
    with pytest.raises(DraftError, match="there would be 10,001; use at most 10,000"):
        edits.with_new_rows(DRAFT, 0, MOST_ROWS - 1)
    with pytest.raises(DraftError, match="rows: there would be"):
        edits.with_block(DRAFT, MOST_ROWS - 1, 0, [[1.0]] * 2)
    wide = edits.with_block(DRAFT, 0, 0, [[1.0] * MOST_COLUMNS])
    with pytest.raises(DraftError, match=f"there are {MOST_COLUMNS}"):
        edits.with_new_column(wide, 0, Role.INPUT)
    with pytest.raises(DraftError, match="none would be left"):
        edits.without_columns(DRAFT, [0, 1, 2])


def test_the_example_trained_on_is_followed() -> None:
    """Rows put in or taken before it move it along; if it goes itself, a neighbour takes its place."""
    draft = Draft(COLUMNS, DRAFT.rows * 3, order=Order(Taking.ONE, 3))
    assert edits.with_new_rows(draft, 1, 2).order.example == 5
    assert edits.with_new_rows(draft, 4, 2).order.example == 3
    assert edits.without_rows(draft, [0, 1, 5]).order.example == 1
    assert edits.without_rows(draft, [3]).order.example == 3
    assert edits.without_rows(draft, [3, 4, 5]).order.example == 2
    assert edits.without_rows(draft, range(6)).order.example == 0


def test_a_row_can_hold_the_names() -> None:
    """Its cells become the names and it goes; an empty cell leaves the name as it is."""
    draft = edits.with_cells(DRAFT, [(0, 0)], "big toes")
    named = edits.with_names_from(edits.with_cells(draft, [(0, 1)], ""), 0)
    assert [column.name for column in named.columns] == ["big toes", "fans", "3"]
    assert named.rows == ((4.0, 5.0, 6.0),)


def test_a_table_takes_the_place_of_another() -> None:
    """The last column is an output, one of texts alone is not used, the rest are inputs."""
    draft = edits.with_table(DRAFT, read_table("day,x,y\nMon,1,2\nTue,3,4"))
    assert [(column.name, column.role) for column in draft.columns] == [
        ("day", Role.UNUSED),
        ("x", Role.INPUT),
        ("y", Role.OUTPUT),
    ]
    assert draft.rows == (("Mon", 1.0, 2.0), ("Tue", 3.0, 4.0))


def test_columns_that_are_known_by_name_keep_their_role() -> None:
    """And their key, and so their weights; wherever they stand now."""
    draft = edits.with_table(DRAFT, read_table("win,toes,new\n1,2,3"))
    assert draft.columns[0] == COLUMNS[2]
    assert draft.columns[1] == COLUMNS[0]
    assert (draft.columns[2].role, draft.columns[2].key) == (Role.INPUT, 3)


def test_a_table_without_names_keeps_as_many_columns() -> None:
    """With another number of columns, they are named anew."""
    assert edits.with_table(DRAFT, read_table("7,8,9")).columns == COLUMNS
    names = [column.name for column in edits.with_table(DRAFT, read_table("7,8,9,10")).columns]
    assert names == ["input 1", "input 2", "input 3", "output 1"]
    assert edits.with_table(DRAFT, read_table(",y\n1,2")).columns[0].name == "input 1"


@given(st.data())
def test_whatever_is_edited_rows_fit_the_columns(data: st.DataObject) -> None:
    """Every row has a cell for each column, keys are never shared, and the example is one of the rows."""
    draft = DRAFT
    for _ in range(data.draw(st.integers(1, 12))):
        row, place = data.draw(st.integers(0, len(draft.rows))), data.draw(st.integers(0, len(draft.columns)))
        match data.draw(st.integers(0, 6)):
            case 0:
                draft = edits.with_new_rows(draft, row)
            case 1:
                draft = edits.without_rows(draft, [row])
            case 2:
                draft = edits.with_new_column(draft, place, data.draw(st.sampled_from(Role)))
            case 3 if place < len(draft.columns) > 1:
                draft = edits.without_columns(draft, [place])
            case 4:
                block = data.draw(st.lists(st.lists(st.just(1.0), max_size=3), max_size=3))
                draft = edits.with_block(draft, row, place, block)
            case 5 if row < len(draft.rows):
                draft = edits.with_names_from(draft, row)
            case _ if place < len(draft.columns):
                draft = edits.with_role(draft, [place], data.draw(st.sampled_from(Role)))
        assert {len(cells) for cells in draft.rows} <= {len(draft.columns)}
        assert len({column.key for column in draft.columns}) == len(draft.columns)
        assert 0 <= draft.order.example <= max(len(draft.rows) - 1, 0)
