"""Reads IDX, the format of MNIST and of sets like it, and trusts nothing that a file says of itself.

An IDX file opens with two zero bytes, the type of its numbers, the number of its dimensions, and for each
dimension its length as four bytes, most significant first. Then come the numbers. Images have three
dimensions (image, row, column), labels have one. Files are often gzipped.

The opening is read and judged first. Only then is room made, for what it promises and no more, so neither
a false length nor a gzip of endless zeros costs memory or time.
"""

from __future__ import annotations

import io
import math
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import numpy as np

from gdstudio.core.images import LARGEST_SIDE, PixelArray

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Progress: TypeAlias = Callable[[float], bool]
    """Told how much is done, from 0 to 1; returns False to give up."""

MOST_IMAGES = 200_000
MOST_BYTES = 512 * 2**20
"""Of pixels, unpacked."""

_GZIP = b"\x1f\x8b"
_UNSIGNED_BYTE = 8
_TYPES = {9: "signed bytes", 11: "short integers", 12: "integers", 13: "floats", 14: "doubles"}
_LABELS, _IMAGES = 1, 3
_CHUNK = 2**20
_PACKED_CHUNK = 2**16
_LARGEST_FILE = MOST_BYTES + 2**20
"""Gzip makes what it cannot pack a little larger."""
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_DEFLATE_RATIO = 1032
"""Deflate cannot pack more than so many bytes into one (258 bytes into two bits)."""


class ImageFileError(ValueError):
    """A file or folder that images cannot be read from; the text names it, what is wrong and what to do."""


class Cancelled(Exception):  # noqa: N818  # nothing went wrong: someone asked for it
    """Reading was given up because it was asked for."""


@dataclass(frozen=True)
class Head:
    """What the opening of an IDX file promises.

    Attributes:
        shape: (n, height, width) of images, (n,) of labels.
    """

    shape: tuple[int, ...]

    @property
    def is_images(self) -> bool:
        """Whether the file holds images; otherwise it holds labels."""
        return len(self.shape) == _IMAGES

    @property
    def size(self) -> int:
        """How many bytes follow the opening."""
        return math.prod(self.shape)


def read_head(path: Path) -> Head:
    """Read only what an IDX file says it holds.

    Raises:
        ImageFileError: it is not an IDX file of images or labels that the studio can take.
    """
    with _opened(path) as file:
        return _head(_Source(file, path.name))


def read_idx(path: Path, progress: Progress | None = None) -> PixelArray:
    """Read an IDX file of images or labels, gzipped or not.

    Args:
        path: the file. Whether it is gzipped is told from its first bytes, not from its name.
        progress: told how much of this file is read.

    Returns:
        Pixels of shape (n, height, width), or labels of shape (n,).

    Raises:
        ImageFileError: the file is missing, unreadable, malformed, too large, or of another kind.
        Cancelled: `progress` returned False.
    """
    with _opened(path) as file:
        return parse_idx(file, path.name, progress)


def parse_idx(file: BinaryIO, name: str, progress: Progress | None = None) -> PixelArray:
    """Read an IDX file that is open; as `read_idx`.

    Args:
        file: can be sought in; it is read from its start.
        name: what errors call it.
        progress: told how much of this file is read.

    Raises:
        ImageFileError: see `read_idx`.
        Cancelled: `progress` returned False.
    """
    source = _Source(file, name)
    head = _head(source)
    try:
        numbers = np.empty(head.size, np.uint8)
    except MemoryError as error:
        raise ImageFileError(
            f"{name}: there is not enough memory for its {head.size:,} bytes; close other programs"
        ) from error
    at = 0
    while at < head.size:
        part = source.read(min(_CHUNK, head.size - at))
        if not part:
            raise _cut_off(name, head)
        numbers[at : at + len(part)] = np.frombuffer(part, np.uint8)
        at += len(part)
        if progress is not None and not progress(at / head.size):
            raise Cancelled
    if source.goes_on():
        raise ImageFileError(
            f"{name}: there is more in it than the {_told(head)} it says; get the file again"
        )
    return numbers.reshape(head.shape)


class _Source:
    """The bytes of an open file, unpacked if it is gzipped, and never more of them than are asked for."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        try:
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            packed = file.read(2) == _GZIP
            file.seek(0)
        except OSError as error:
            raise _unreadable(name, error) from error
        if size > _LARGEST_FILE:
            raise ImageFileError(f"{name}: the file is {size / 2**20:,.0f} MB; use one of at most 512 MB")
        self._unpacker = zlib.decompressobj(_GZIP_WINDOW) if packed else None
        self.most = size * _DEFLATE_RATIO if packed else size
        """No more unpacked bytes than these can be in it."""

    def read(self, count: int) -> bytes:
        """Read some bytes, at least 1 and at most `count`; none at the end."""
        try:
            return self._file.read(count) if self._unpacker is None else self._unpacked(self._unpacker, count)
        except zlib.error as error:
            raise ImageFileError(f"{self.name}: the gzip file is damaged; get the file again") from error
        except OSError as error:
            raise _unreadable(self.name, error) from error

    def read_all(self, count: int) -> bytes:
        """Read `count` bytes, or fewer at the end."""
        whole = part = self.read(count)
        while part and len(whole) < count:
            part = self.read(count - len(whole))
            whole += part
        return whole

    def goes_on(self) -> bool:
        """Whether anything is left, packed or not; also makes sure of the checksum of what was unpacked."""
        if self.read(1):
            return True
        return self._unpacker is not None and bool(self._unpacker.unused_data or self._file.read(1))

    def _unpacked(self, unpacker: zlib._Decompress, count: int) -> bytes:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or self._file.read(_PACKED_CHUNK)
            if not packed:
                raise ImageFileError(f"{self.name}: the gzip file is cut off; get the file again")
            part = unpacker.decompress(packed, count)
            if part:
                return part
        return b""


def _opened(path: Path) -> BinaryIO:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise ImageFileError(f"{path.name}: this is not a file; choose IDX files")
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path.name, error) from error


def _head(source: _Source) -> Head:
    """Read and judge the opening."""
    name = source.name
    magic = source.read_all(4)
    if len(magic) < 4 or magic[:2] != b"\0\0":
        raise ImageFileError(
            f"{name}: this is not an IDX file; choose one such as train-images-idx3-ubyte.gz"
        )
    kind, dimensions = magic[2:]
    if kind != _UNSIGNED_BYTE:
        found = _TYPES.get(kind, f"numbers of an unknown type (0x{kind:02x})")
        raise ImageFileError(f"{name}: it holds {found}; use an IDX file of unsigned bytes")
    if dimensions not in (_LABELS, _IMAGES):
        raise ImageFileError(
            f"{name}: it has {dimensions} dimensions; use labels (1) or greyscale images (3 dimensions)"
        )
    lengths = source.read_all(4 * dimensions)
    if len(lengths) < 4 * dimensions:
        raise ImageFileError(f"{name}: it ends before it has said what it holds; get the file again")
    head = Head(struct.unpack(f">{dimensions}I", lengths))
    _check_size(head, name)
    if head.size > source.most:
        raise _cut_off(name, head)
    return head


def _check_size(head: Head, name: str) -> None:
    count, *sides = head.shape
    kind = "images" if head.is_images else "labels"
    if count == 0:
        raise ImageFileError(f"{name}: it says it holds no {kind}; use a file with at least one")
    if count > MOST_IMAGES:
        raise ImageFileError(f"{name}: it says it holds {count:,} {kind}; use at most {MOST_IMAGES:,}")
    if sides and not all(1 <= side <= LARGEST_SIDE for side in sides):
        raise ImageFileError(
            f"{name}: its images are {sides[0]:,} × {sides[1]:,} pixels;"
            f" use 1 × 1 to {LARGEST_SIDE} × {LARGEST_SIDE}"
        )
    if head.size > MOST_BYTES:
        raise ImageFileError(
            f"{name}: its pixels take {head.size / 2**20:,.0f} MB;"
            f" use fewer or smaller images (at most {MOST_BYTES // 2**20} MB)"
        )


def _told(head: Head) -> str:
    if not head.is_images:
        return f"{head.shape[0]:,} labels"
    count, height, width = head.shape
    return f"{count:,} images of {height} × {width} pixels"


def _cut_off(name: str, head: Head) -> ImageFileError:
    return ImageFileError(f"{name}: it says it holds {_told(head)}, but it is cut off; get the file again")


def _unreadable(name: str, error: OSError) -> ImageFileError:
    return ImageFileError(
        f"{name}: it cannot be read ({error.strerror or error}); check the file and its folder"
    )
