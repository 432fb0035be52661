"""Spoilt tables by the hundred thousand: each is read or refused in a sentence, and nothing else happens.

For a longer run: pytest tests/files/test_table_fuzz.py --fuzz 5000000 --timeout 0
"""

from __future__ import annotations

import io
import random

import pytest

from gdstudio.files.table_files import TableFileError, parse_table
from gdstudio.lessons.draft.cells import write_cell
from gdstudio.lessons.draft.table_text import read_table, write_table

WHOLE = (
    b"toes,win\n8.5,1\n-9.25,0\n",
    b"\xef\xbb\xbfa;b;c\r\n1,5;2;3\r\n4;;x\r\n",
    b"1\t2\n3,5\t4\n",
    b'"a ""x""",b\n"1\n2",3\n4,5\n',
    "größe,−1\n0.5,1e-3\n".encode(),
)
TELLING = b'",;\t\n\r\0.-+e0 \xff\xc3\xef='
"""Bytes at which a table changes its meaning."""


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four changes."""
    spoiled = bytearray(content)
    for _ in range(1 + int(chance.random() ** 2 * 4)):
        at = int(chance.random() * (len(spoiled) + 1))
        match int(chance.random() * 6):
            case 0:
                spoiled[at : at + 1] = (int(chance.random() * 256),)
            case 1 | 2:
                spoiled[at : at + 1] = (TELLING[int(chance.random() * len(TELLING))],)
            case 3:
                del spoiled[at : at + 1 + int(chance.random() * 8)]
            case 4:
                spoiled[at:at] = spoiled[at : at + 1 + int(chance.random() * 8)]
            case _:
                spoiled[at:at] = (TELLING[int(chance.random() * len(TELLING))],)
    return bytes(spoiled)


def check(content: bytes) -> bool:
    """Whether the content was read; it may be refused, in a sentence that names it."""
    try:
        table = parse_table(io.BytesIO(content), "spoilt.csv")
    except TableFileError as error:
        assert str(error).startswith("spoilt.csv: ")  # noqa: PT017  # pytest.raises would demand an error
        return False
    assert {len(row) for row in table.rows} <= {table.width}
    assert sum(len(row) for row in table.rows) <= len(content) ** 2
    return True


@pytest.mark.timeout(0)
def test_spoilt_tables_are_read_or_refused(pytestconfig: pytest.Config) -> None:
    """Whatever is changed, the reader answers; some changes leave a table."""
    chance = random.Random(7)
    cases = pytestconfig.getoption("--fuzz")
    read = sum(check(spoilt(WHOLE[case % len(WHOLE)], chance)) for case in range(cases))
    assert 0 < read < cases


def test_what_was_read_of_a_spoilt_table_is_written_and_read_the_same() -> None:
    """A table with names survives, whatever its cells hold."""
    chance = random.Random(8)
    seen = 0
    for case in range(3000):
        try:
            table = parse_table(io.BytesIO(spoilt(WHOLE[case % len(WHOLE)], chance)), "spoilt.csv")
        except TableFileError:
            continue
        if table.names is None or not table.rows or not any(map(any, map(_written, table.rows))):
            continue
        again = read_table("sep=,\n" + write_table(table.names, table.rows))
        rows = list(table.rows)
        while rows and not any(_written(rows[-1])):
            rows.pop()
        assert [row[: again.width] for row in rows] == list(again.rows)
        seen += 1
    assert seen > 500


def _written(row: tuple[float | str, ...]) -> list[str]:
    return [write_cell(cell) for cell in row]
