"""What a cell of a table may hold, and how it is read from what people type and written back."""

from __future__ import annotations

import re
from math import isfinite
from typing import TypeAlias

from gdstudio.core.examples import LARGEST_VALUE

Cell: TypeAlias = float | str
"""A number, or a text that is not one (yet), as it was typed; "" is an empty cell."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?", re.ASCII)
_SEPARATORS = re.compile(r"[+-]?[\d.,' \u00a0\u202f\u2009]*\d", re.ASCII)
_LONGEST_QUOTE = 24


def read_cell(text: str, *, comma: bool = True) -> Cell:
    """Read a cell: with ``-`` or ``−``, a decimal point or (if `comma`) a decimal comma.

    Returns:
        The number, never a negative zero, or the text without spaces around it, if it is no finite number.
    """
    tidy = text.strip()
    plain = tidy.replace("−", "-")
    if _NUMBER.fullmatch(plain) and (comma or "," not in plain):
        value = float(plain.replace(",", "."))
        if isfinite(value):
            return value + 0.0
    return tidy


def has_decimal_comma(text: str) -> bool:
    """Whether a text is a number if its one comma is a decimal comma."""
    return _COMMA.fullmatch(text.strip().replace("−", "-")) is not None


def write_cell(cell: Cell) -> str:
    """Write a cell so that it reads back as the same: all digits, a plain minus, a decimal point."""
    return cell if isinstance(cell, str) else repr(cell + 0.0).removesuffix(".0")


def is_usable(cell: Cell) -> bool:
    """Whether a cell can be an input, a target or a weight."""
    return not isinstance(cell, str) and -LARGEST_VALUE <= cell <= LARGEST_VALUE


def why_unusable(cell: Cell) -> str:
    """Say what is wrong with a cell and what to do (``empty; type a number``), or "" if nothing is."""
    if is_usable(cell):
        return ""
    if cell == "":
        return "empty; type a number"
    if not isinstance(cell, str):
        return f"{write_cell(cell)} is out of range; use a number from −1,000,000 to 1,000,000"
    if _SEPARATORS.fullmatch(cell.replace("−", "-")):
        return f"{quoted(cell)} is not a number; write it with a decimal point and nothing between thousands"
    return f"{quoted(cell)} is not a number; type a number"


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is too long for a sentence."""
    return f"“{text}”" if len(text) <= _LONGEST_QUOTE else f"“{text[: _LONGEST_QUOTE - 1]}…”"
