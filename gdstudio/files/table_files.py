"""Reads tables from CSV and TSV files, and writes them; trusts neither a file's size nor its bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO

from gdstudio.files.saving import save
from gdstudio.lessons.draft.table_text import TableError, TextTable, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gdstudio.lessons.draft.cells import Cell

MOST_BYTES = 32 * 2**20
_ZIP = b"PK\x03\x04"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class TableFileError(ValueError):
    """A file that no table can be read from; the text names it, the place in it and the remedy."""


def read_table_file(path: Path) -> TextTable:
    """Read a table from a CSV or TSV file; see :func:`gdstudio.lessons.draft.table_text.read_table`.

    Raises:
        TableFileError: the file is missing, unreadable, too large, no text, or holds no table.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise TableFileError(f"{path.name}: this is not a file; choose a CSV file")
        with path.open("rb") as file:
            return parse_table(file, path.name)
    except OSError as error:
        why = error.strerror or error
        raise TableFileError(
            f"{path.name}: it cannot be read ({why}); check the file and its folder"
        ) from error


def parse_table(file: BinaryIO, name: str) -> TextTable:
    """Read a table from an open file; as `read_table_file`.

    Args:
        file: can be sought in; it is read from its start.
        name: what errors call it.

    Raises:
        TableFileError: see `read_table_file`.
        OSError: the file cannot be read.
    """
    size = file.seek(0, 2)
    if size > MOST_BYTES:
        raise TableFileError(
            f"{name}: the file is {size / 2**20:,.0f} MB; use one of at most {MOST_BYTES // 2**20} MB"
        )
    file.seek(0)
    content = file.read(MOST_BYTES)  # no more than was judged, however it grows meanwhile
    try:
        return read_table(_text(content, name))
    except TableError as error:
        raise TableFileError(f"{name}: {error}") from error


def write_table_file(path: Path, names: Sequence[str], rows: Iterable[Iterable[Cell]]) -> None:
    """Write a table as CSV: names in the first line, all digits; it reads back as the same.

    Raises:
        SaveError: it cannot be written; a file that was there before is as it was.
    """
    save(path, write_table(names, rows).encode())


def _text(content: bytes, name: str) -> str:
    if content.startswith(_ZIP):
        raise TableFileError(f"{name}: this is a spreadsheet’s own file; save the table as CSV (UTF-8)")
    if content.startswith(_UTF_16):
        raise TableFileError(f"{name}: the text is UTF-16; save it as CSV in UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableFileError(
            f"{name}: byte {error.start:,} (line {line}) is not UTF-8; save the file as CSV in UTF-8"
        ) from error
