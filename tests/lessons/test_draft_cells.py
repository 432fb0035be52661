"""Cells: numbers as people type them, text kept as it is, and what is wrong with it in words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.lessons.draft.cells import (
    has_decimal_comma,
    is_usable,
    quoted,
    read_cell,
    why_unusable,
    write_cell,
)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("8.5", 8.5),
        (" 8,5\t", 8.5),
        ("−0.1", -0.1),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("+2", 2.0),
        ("1e-3", 0.001),
        ("1,5E+2", 150.0),
        ("\u00a07\u00a0", 7.0),
        ("-0", 0.0),
        ("", ""),
        ("   ", ""),
        (" abc ", "abc"),
        ("1 000", "1 000"),
        ("1,234.5", "1,234.5"),
        ("1_000", "1_000"),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e999", "1e999"),
        ("٣", "٣"),
        ("0x10", "0x10"),
        ("12 %", "12 %"),
        ("--1", "--1"),
    ],
)
def test_a_cell_is_a_number_or_the_text_as_typed(text: str, cell: object) -> None:
    """A number only where there is no doubt; never a negative zero."""
    found = read_cell(text)
    assert found == cell
    assert type(found) is type(cell)
    assert not (found == 0.0 and math.copysign(1, float(found)) < 0)


def test_a_comma_may_be_something_else() -> None:
    """Where a comma is no decimal comma, it makes a text."""
    assert read_cell("1,5", comma=False) == "1,5"
    assert read_cell("1.5", comma=False) == 1.5
    assert has_decimal_comma(" −1,5 ")
    assert has_decimal_comma(",5")
    assert not any(map(has_decimal_comma, ("1.5", "1,2,3", "a,5", "1,234.5", "")))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_with_all_its_digits(value: float) -> None:
    """What is written reads back as the same number."""
    assert read_cell(write_cell(value)) == value
    assert not write_cell(value).endswith(".0")


@given(st.text(max_size=15))
def test_any_text_is_read_and_kept(text: str) -> None:
    """Whatever is typed is a finite number or the very text; a text is written as it is."""
    cell = read_cell(text)
    if isinstance(cell, str):
        assert cell == text.strip()
        assert write_cell(cell) == cell
        assert why_unusable(cell)
    else:
        assert math.isfinite(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (3.0, ""),
        (-1e6, ""),
        ("", "empty; type a number"),
        ("abc", "“abc” is not a number; type a number"),
        ("1,234.5", "“1,234.5” is not a number; write it with a decimal point and nothing between thousands"),
        ("1 000", "“1 000” is not a number; write it with a decimal point and nothing between thousands"),
        (1000001.0, "1000001 is out of range; use a number from −1,000,000 to 1,000,000"),
        (-1e300, "-1e+300 is out of range; use a number from −1,000,000 to 1,000,000"),
    ],
)
def test_what_is_wrong_is_said_with_the_remedy(cell: float | str, said: str) -> None:
    """Nothing is said of what can be used."""
    assert why_unusable(cell) == said
    assert is_usable(cell) == (said == "")


def test_a_long_text_is_quoted_shortly() -> None:
    """A sentence has room for a few words of it."""
    assert quoted("x" * 24) == f"“{'x' * 24}”"
    assert quoted("x" * 25) == f"“{'x' * 23}…”"
