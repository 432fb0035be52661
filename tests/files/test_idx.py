"""IDX files: what is read, what is refused and in which words, and that no file costs more than it holds."""

from __future__ import annotations

import errno
import io
import os
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from idx_parts import GIBIBYTE, bomb, idx_bytes, opening, some_images, some_labels, zipped

from gdstudio.files import idx
from gdstudio.files.idx import Cancelled, ImageFileError, parse_idx, read_head, read_idx

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = some_images(5)
LABELS = some_labels(7)


def parse(content: bytes) -> np.ndarray:
    return parse_idx(io.BytesIO(content), "file.idx")


class CountingFile(io.BytesIO):
    """Remembers how much was read."""

    bytes_read = 0

    def read(self, size: int | None = -1) -> bytes:  # noqa: D102  # as io has it
        part = super().read(size)
        self.bytes_read += len(part)
        return part


@pytest.mark.parametrize("array", [IMAGES, LABELS, some_images(1, 64, 64), some_images(2, 1, 1)])
@pytest.mark.parametrize("pack", [bytes, zipped])
def test_what_was_written_is_read(array: np.ndarray, pack: type[bytes], tmp_path: Path) -> None:
    """Images and labels come back, gzipped or not, whatever the file is called."""
    path = tmp_path / "misnamed.gz"
    path.write_bytes(pack(idx_bytes(array)))
    found = read_idx(path)
    assert found.dtype == np.uint8
    assert np.array_equal(found, array)
    assert read_head(path).shape == array.shape
    assert read_head(path).is_images == (array.ndim == 3)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "this is not an IDX file"),
        (b"\0\0\x08", "this is not an IDX file"),
        (b"PK\x03\x04" + bytes(50), "this is not an IDX file"),
        (b"0,1,2\n3,4,5\n", "this is not an IDX file"),
        (opening(2, 2, kind=13) + bytes(16), "it holds floats; use an IDX file of unsigned bytes"),
        (opening(2, kind=7) + bytes(2), r"it holds numbers of an unknown type \(0x07\)"),
        (opening(2, 2) + bytes(4), r"it has 2 dimensions; use labels \(1\) or greyscale images \(3"),
        (opening(2, 2, 2, 3) + bytes(24), "it has 4 dimensions"),
        (opening(2, 2, 2)[:-1], "it ends before it has said what it holds"),
        (opening(0, 28, 28), "it says it holds no images"),
        (opening(0), "it says it holds no labels"),
        (opening(200_001), "it says it holds 200,001 labels; use at most 200,000"),
        (opening(2**32 - 1, 28, 28), "4,294,967,295 images; use at most 200,000"),
        (opening(1, 65, 28) + bytes(65 * 28), "its images are 65 × 28 pixels; use 1 × 1 to 64 × 64"),
        (opening(1, 0, 28), "its images are 0 × 28 pixels"),
        (opening(1, 28, 2**32 - 1), "its images are 28 × 4,294,967,295 pixels"),
        (opening(200_000, 64, 64), "its pixels take 781 MB; use fewer or smaller images"),
        (
            idx_bytes(IMAGES)[:-1],
            "it says it holds 5 images of 4 × 3 pixels, but it is cut off; get the file",
        ),
        (idx_bytes(LABELS)[:-1], "it says it holds 7 labels, but it is cut off"),
        (idx_bytes(IMAGES) + b"\0", "there is more in it than the 5 images of 4 × 3 pixels it says"),
        (zipped(idx_bytes(LABELS)[:-1]), "it says it holds 7 labels, but it is cut off"),
        (zipped(idx_bytes(LABELS) + b"\0"), "there is more in it than the 7 labels it says"),
        (zipped(idx_bytes(LABELS)) + b"\0", "there is more in it than the 7 labels it says"),
        (zipped(idx_bytes(LABELS))[:-1], "the gzip file is cut off; get the file again"),
        (zipped(idx_bytes(LABELS))[:-1] + b"\x99", "the gzip file is damaged; get the file again"),
        (b"\x1f\x8b" + bytes(30), "the gzip file is damaged"),
        (zipped(b"no idx at all"), "this is not an IDX file"),
    ],
)
def test_malformed_files_are_refused_in_a_sentence(content: bytes, words: str) -> None:
    """The error names the file, what is wrong and what to do."""
    with pytest.raises(ImageFileError, match=rf"^file\.idx: .*{words}.*") as caught:
        parse(content)
    assert "; " in str(caught.value)


@pytest.mark.parametrize("array", [IMAGES, LABELS])
@pytest.mark.parametrize("pack", [bytes, zipped])
def test_a_file_cut_off_anywhere_is_refused(array: np.ndarray, pack: type[bytes]) -> None:
    """At every byte, and one byte too many is too."""
    whole = pack(idx_bytes(array))
    for length in range(len(whole)):
        with pytest.raises(ImageFileError):
            parse(whole[:length])
    with pytest.raises(ImageFileError):
        parse(whole + b"\0")
    assert np.array_equal(parse(whole), array)


@pytest.mark.parametrize(
    ("begin", "most_memory"),
    [
        (opening(200_000, 64, 64), 2**20),
        (opening(10) + bytes(10), 2**20),
        (b"no idx at all", 2**20),
        (opening(1000, 28, 28), 1000 * 28 * 28 + 4 * 2**20),
    ],
    ids=["promises too much", "promises little", "is something else", "promises something"],
)
def test_ten_gigabytes_of_zeros_are_not_unpacked(begin: bytes, most_memory: int) -> None:
    """Such a file is refused after its opening, or after what it promised, in little memory."""
    file = CountingFile(bomb(begin, 10 * GIBIBYTE))
    assert len(file.getvalue()) > 8 * 2**20
    tracemalloc.start()
    with pytest.raises(ImageFileError):
        parse_idx(file, "bomb.gz")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert file.bytes_read <= 2**17
    assert peak < most_memory


@pytest.mark.parametrize("pack", [bytes, zipped])
def test_no_room_is_made_for_what_a_small_file_cannot_hold(pack: type[bytes]) -> None:
    """A few bytes that promise 500 MB are refused before memory is asked for."""
    tracemalloc.start()
    with pytest.raises(ImageFileError, match="cut off"):
        parse(pack(opening(130_000, 64, 64)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**20


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gzip may hold nothing for gigabytes; its own length is limited too."""
    monkeypatch.setattr(idx, "_LARGEST_FILE", 100)
    with pytest.raises(ImageFileError, match="use one of at most 512 MB"):
        parse(bytes(101))


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the array does not fit into memory, a sentence says so."""

    def full(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(idx.np, "empty", full)
    with pytest.raises(ImageFileError, match="not enough memory for its 7 bytes; close other programs"):
        parse(idx_bytes(LABELS))


def test_missing_files_and_devices_are_named(tmp_path: Path) -> None:
    """What is not there, a folder, and a pipe on which reading would wait forever."""
    with pytest.raises(ImageFileError, match=r"gone\.gz: it cannot be read \(No such file or directory\)"):
        read_idx(tmp_path / "gone.gz")
    with pytest.raises(ImageFileError, match="this is not a file; choose IDX files"):
        read_idx(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ImageFileError, match="pipe: this is not a file"):
        read_head(tmp_path / "pipe")


def test_a_failing_disk_is_told() -> None:
    """An error while reading becomes a sentence with the system's reason."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 2:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().read(size)

    with pytest.raises(ImageFileError, match=r"disk: it cannot be read \(Input/output error\); check"):
        parse_idx(Failing(idx_bytes(IMAGES)), "disk")


def test_reading_tells_how_far_it_is_and_can_be_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress grows to 1; False ends the reading."""
    monkeypatch.setattr(idx, "_CHUNK", 10)
    told: list[float] = []
    parse_idx(io.BytesIO(idx_bytes(IMAGES)), "file", lambda done: told.append(done) or True)
    assert told == [10 / 60, 20 / 60, 30 / 60, 40 / 60, 50 / 60, 1.0]
    told.clear()
    with pytest.raises(Cancelled):
        parse_idx(io.BytesIO(idx_bytes(IMAGES)), "file", lambda done: told.append(done) or len(told) < 3)
    assert len(told) == 3
