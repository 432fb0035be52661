"""CSV files: read as their text says, or refused in a sentence; written whole or not at all."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from gdstudio.files import table_files
from gdstudio.files.saving import SaveError
from gdstudio.files.table_files import (
    MOST_BYTES,
    TableFileError,
    parse_table,
    read_table_file,
    write_table_file,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read(tmp_path: Path) -> None:
    """With a mark of its bytes' order or without, however its lines end."""
    path = tmp_path / "games.csv"
    for content in (
        b"toes,win\n8.5,1\n",
        b"\xef\xbb\xbftoes;win\r\n8,5;1\r\n",
        "größe\twin\n8.5\t1".encode(),
    ):
        path.write_bytes(content)
        assert read_table_file(path).rows == ((8.5, 1.0),)
    assert read_table_file(path).names == ("größe", "win")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "games.csv: there is nothing in it"),
        (b"a,b\n1,2,3\n", "games.csv: line 2, column 3: 3 cells where the first line has 2"),
        (b"a,b\n1,\xe9\n", "games.csv: byte 6 (line 2) is not UTF-8; save the file as CSV in UTF-8"),
        (b"PK\x03\x04rest", "games.csv: this is a spreadsheet’s own file; save the table as CSV"),
        ("a,b\n1,2".encode("utf-16"), "games.csv: the text is UTF-16; save it as CSV in UTF-8"),
        (b"1,2\n\x00", "games.csv: line 2: this is no text"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    """With the file, the place and the remedy."""
    path = tmp_path / "games.csv"
    path.write_bytes(content)
    with pytest.raises(TableFileError) as caught:
        read_table_file(path)
    assert str(caught.value).startswith(said)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "pipe.csv")
    for name, said in (
        ("none.csv", "none.csv: it cannot be read (No such file or directory); check the file"),
        (".", "this is not a file; choose a CSV file"),
        ("pipe.csv", "pipe.csv: this is not a file"),
    ):
        with pytest.raises(TableFileError) as caught:
            read_table_file(tmp_path / name)
        assert said in str(caught.value)


def test_ten_gigabytes_are_refused_by_their_size(tmp_path: Path) -> None:
    """Without reading them: the file has a hole where its bytes would be."""
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(TableFileError, match="the file is 10,240 MB; use one of at most 32 MB"):
        read_table_file(path)


def test_a_file_that_grows_is_not_read_further() -> None:
    """No more bytes than were judged."""

    class Growing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size == MOST_BYTES
            return super().read(size)

    assert parse_table(Growing(b"1,2"), "growing.csv").rows == ((1.0, 2.0),)


def test_a_table_is_written_and_reads_back(tmp_path: Path) -> None:
    """Names in the first line, every digit; what was there before is replaced."""
    path = tmp_path / "mine.csv"
    path.write_text("old")
    write_table_file(path, ["toes, left", "größe"], [(0.1 + 0.2, -1e-300), ("?", 8.0)])
    assert path.read_text(encoding="utf-8") == '"toes, left",größe\n0.30000000000000004,-1e-300\n?,8\n'
    table = read_table_file(path)
    assert table.names == ("toes, left", "größe")
    assert table.rows == ((0.1 + 0.2, -1e-300), ("?", 8.0))


def test_what_cannot_be_written_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """The sentence names the place and the way out."""
    with pytest.raises(SaveError, match=r"nowhere.mine\.csv: .*; choose another place"):
        write_table_file(tmp_path / "nowhere" / "mine.csv", ["a"], [])
    with pytest.raises(SaveError, match="this is no plain file; choose another place"):
        write_table_file(tmp_path, ["a"], [])


def test_memory_is_bounded_by_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more than is taken, and nothing is read at all."""
    monkeypatch.setattr(table_files, "MOST_BYTES", 20)
    path = tmp_path / "mine.csv"
    path.write_bytes(b"1" * 20)
    assert len(read_table_file(path).rows) == 1
    path.write_bytes(b"1" * 21)
    with pytest.raises(TableFileError, match="use one of at most 0 MB"):
        read_table_file(path)
