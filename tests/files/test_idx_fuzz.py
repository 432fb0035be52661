"""Spoilt IDX files by the hundred thousand: each is read or refused in a sentence, and nothing else happens.

For a longer run: pytest tests/files/test_idx_fuzz.py --fuzz 5000000 --timeout 0
"""

from __future__ import annotations

import io
import random
import zlib
from typing import TYPE_CHECKING

import pytest
from idx_parts import idx_bytes, some_images, some_labels, zipped

from gdstudio.files.idx import ImageFileError, parse_idx, read_head, read_idx

if TYPE_CHECKING:
    from pathlib import Path

SMALL = (idx_bytes(some_images(3)), idx_bytes(some_labels(9)), idx_bytes(some_images(1, 2, 2)))
TELLING = (0, 1, 3, 8, 13, 64, 65, 127, 128, 255)
"""Values at which a header changes its meaning."""
ON_DISK = 500


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four changes, most of them near its beginning, where they say most."""
    spoiled = bytearray(content)
    for _ in range(1 + int(chance.random() ** 2 * 4)):
        at = int(chance.random() ** 2 * len(spoiled))
        match int(chance.random() * 6):
            case 0 | 1:
                spoiled[at : at + 1] = (int(chance.random() * 256),)
            case 2:
                spoiled[at : at + 1] = (TELLING[int(chance.random() * len(TELLING))],)
            case 3:
                del spoiled[at : at + 1 + int(chance.random() * 8)]
            case 4:
                spoiled[at:at] = spoiled[at : at + 1 + int(chance.random() * 8)]
            case _:
                del spoiled[-1 - int(chance.random() * len(spoiled)) :]
    return bytes(spoiled)


def packed(content: bytes) -> bytes:
    packer = zlib.compressobj(1, wbits=31, memLevel=1)
    return packer.compress(content) + packer.flush()


def check(content: bytes) -> bool:
    """Whether the content was read; it may be refused, in a sentence that names it."""
    try:
        found = parse_idx(io.BytesIO(content), "spoilt.gz")
    except ImageFileError as error:
        assert str(error).startswith("spoilt.gz: ")  # noqa: PT017  # pytest.raises would demand an error
        return False
    assert found.ndim in (1, 3)
    assert 0 < found.size <= len(content) * 1032
    return True


@pytest.mark.parametrize("reader", ["plain", "packed"])
def test_spoilt_files_are_read_or_refused(reader: str, pytestconfig: pytest.Config) -> None:
    """Whatever is changed in a plain or a gzipped file, the reader answers; some changes leave it whole."""
    chance = random.Random(reader)
    ready = [packed(content) for content in SMALL]
    cases = pytestconfig.getoption("--fuzz")
    read = 0
    for case in range(cases):
        kind = case % len(SMALL)
        if reader == "plain":
            content = spoilt(SMALL[kind], chance)
        elif case % 2:
            content = packed(spoilt(SMALL[kind], chance))
        else:
            content = spoilt(ready[kind], chance)
        read += check(content)
    assert 0 < read < cases


def test_spoilt_files_on_disk_are_read_or_refused(tmp_path: Path) -> None:
    """The same through real files, and the opening alone is judged as the whole file is."""
    chance = random.Random(3)
    path = tmp_path / "spoilt.gz"
    answers = set()
    for case in range(ON_DISK):
        whole = SMALL[case % len(SMALL)]
        path.write_bytes(spoilt(zipped(whole) if case % 2 else whole, chance))
        try:
            found = read_idx(path)
        except ImageFileError:
            answers.add("refused")
        else:
            answers.add("read")
            assert read_head(path).shape == found.shape
    assert answers == {"refused", "read"}
