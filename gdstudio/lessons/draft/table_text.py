"""A table as text, with commas, semicolons or tabs: from a file, or from a spreadsheet's clipboard.

Tolerant where the meaning is plain, exact where it is not: what cannot be read for certain stays text, to be
seen and put right in the sheet, or is an error that names the line.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from gdstudio.lessons.draft.cells import Cell, has_decimal_comma, read_cell, write_cell
from gdstudio.lessons.draft.parts import MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_DELIMITERS = {"\t": "tabs", ";": "semicolons", ",": "commas"}
_SAMPLE = 65_536
_SAMPLED_LINES = 20
_MOST_LINES = 20 * MOST_ROWS
"""Far more than rows: cells may have line breaks in them, and there may be empty lines between."""
_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')
_DIRECTIVE = re.compile(r"sep=([\t;,])[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)


class TableError(ValueError):
    """Text that is no table; says the line, the column where there is one, and the remedy."""


@dataclass(frozen=True)
class TextTable:
    """What a text was understood to be.

    Attributes:
        names: of the columns, from the first line; None if that holds numbers.
        rows: all of one length.
        said: a sentence on how it was read.
    """

    names: tuple[str, ...] | None
    rows: tuple[tuple[Cell, ...], ...]
    said: str

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names if self.names is not None else self.rows[0])


def read_table(text: str, *, clipboard: bool = False) -> TextTable:
    """Read a table from text.

    Columns are separated by tabs, semicolons or commas, whichever the first lines have. Between tabs and
    semicolons a comma is a decimal comma, unless other cells have a decimal point. The first line holds names
    if none of its cells is a number. Lines without a character are passed over.

    Args:
        text: all of it.
        clipboard: it was copied: a spreadsheet would have put tabs between columns, so where there are none,
            ``8,5`` on a line by itself is one number.

    Raises:
        TableError: there is nothing in it, a line does not fit, or there is too much of it.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TableError(f"line {line}: this is no text (it holds a zero byte); save the table as CSV")
    delimiter, text, skipped = _delimiter(text)
    if clipboard and delimiter == "," and _is_one_column(text):
        delimiter = "\t"
    lines = _cut(_split(text, delimiter, skipped))
    if not lines:
        raise TableError(
            "there is nothing in it; give a line for each example, with commas between its cells"
        )
    width = max(len(cells) for _, cells in lines)
    comma = delimiter != "," and _commas_are_decimal(lines)
    table = [tuple(read_cell(cell, comma=comma) for cell in cells) for _, cells in lines]
    padded = [(*row, *("",) * (width - len(row))) for row in table]
    names = _names(padded[0], lines[0][1], width)
    rows = tuple(padded if names is None else padded[1:])
    if len(rows) > MOST_ROWS:
        raise _too_many(lines[-1][0])
    return TextTable(names, rows, _said(names, rows, delimiter if width > 1 else "", comma=comma))


def write_table(names: Sequence[str] | None, rows: Iterable[Iterable[Cell]], delimiter: str = ",") -> str:
    """Write a table as text that `read_table` reads back: names in the first line, all digits."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if names is not None:
        writer.writerow(names)
    writer.writerows([write_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


# ----------------------------------------------------------------------------------------------------------

_Lines = list[tuple[int, list[str]]]
"""Each record with the number of the line it begins in."""


def _delimiter(text: str) -> tuple[str, str, int]:
    """What separates the columns; the text without a line that says so, and how many lines that was."""
    directive = _DIRECTIVE.match(text)
    if directive:
        return directive[1], text[directive.end() :], 1
    sample = [line for line in _QUOTED.sub("", text[:_SAMPLE]).splitlines() if line.strip()][:_SAMPLED_LINES]
    for in_every_line in (True, False):
        for delimiter in _DELIMITERS:
            counts = [line.count(delimiter) for line in sample]
            least, most = min(counts, default=0), max(counts, default=0)
            if (least if in_every_line else most) > 0:
                return delimiter, text, 0
    return ",", text, 0


def _is_one_column(text: str) -> bool:
    """Whether each line is one cell, if a comma in a number is a decimal comma."""
    return all("," not in line or has_decimal_comma(line) for line in text.splitlines())


def _split(text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """The records, each with the number of its first line; lines without a character are passed over."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t"
    )
    begun, count = skipped + 1, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            _complain(begun, str(error))
        if cells is None:
            return
        if len(cells) > MOST_COLUMNS and any(map(str.strip, cells[MOST_COLUMNS:])):
            raise TableError(
                f"line {begun}: {len(cells):,} columns; use at most {MOST_COLUMNS}, and delete the others"
            )
        count += bool(cells)
        if count > MOST_ROWS + 1 or reader.line_num > _MOST_LINES:
            raise _too_many(begun)
        if cells:
            yield begun, cells
        begun = skipped + reader.line_num + 1


def _too_many(line: int) -> TableError:
    return TableError(f"line {line}: more than {MOST_ROWS:,} rows; keep {MOST_ROWS:,} of them at most")


def _complain(line: int, why: str) -> NoReturn:
    if "unexpected end" in why:
        raise TableError(f"line {line}: a quotation mark is never closed; close it or take it away")
    if "limit" in why:
        raise TableError(f"line {line}: a cell is too long; check its quotation marks")
    raise TableError(
        f"line {line}: something follows a closing quotation mark; double the marks inside a quoted cell"
    )


def _cut(records: Iterable[tuple[int, list[str]]]) -> _Lines:
    """The records without what is empty at the end: columns by the first line, and rows."""
    lines: _Lines = []
    width = 0
    for line, cells in records:
        while cells and not cells[-1].strip() and (not lines or len(cells) > width):
            cells.pop()
        if not lines:
            if not cells:
                continue
            width = len(cells)
        if len(cells) > width:
            raise TableError(
                f"line {line}, column {width + 1}: {len(cells)} cells where the first line has {width};"
                " take the surplus away, or name its column in the first line"
            )
        lines.append((line, cells))
    while lines and not any(map(str.strip, lines[-1][1])):
        lines.pop()
    return lines


def _commas_are_decimal(lines: _Lines) -> bool:
    """Whether commas can only be decimal commas: no cell has a decimal point."""
    return not any(
        "." in cell and not isinstance(read_cell(cell, comma=False), str)
        for _, cells in lines
        for cell in cells
    ) and any(has_decimal_comma(cell) for _, cells in lines for cell in cells)


def _names(first: tuple[Cell, ...], cells: list[str], width: int) -> tuple[str, ...] | None:
    """The first line as names, unless one of its cells is a number."""
    if not all(isinstance(cell, str) for cell in first):
        return None
    written = [" ".join(cell.split()) for cell in cells]
    return tuple(written + [""] * (width - len(written)))


def _said(
    names: tuple[str, ...] | None, rows: tuple[tuple[Cell, ...], ...], delimiter: str, *, comma: bool
) -> str:
    width = len(names) if names is not None else len(rows[0])
    counts = f"{_count(len(rows), 'row')} of {_count(width, 'column')}"
    parts = [counts, "no names in the first line" if names is None else "names from the first line"]
    if delimiter:
        parts.append(f"set apart by {_DELIMITERS[delimiter]}")
    if comma:
        parts.append("decimal commas read as points")
    return ", ".join(parts)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
