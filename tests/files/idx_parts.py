"""IDX files for tests, as bytes and on disk."""

from __future__ import annotations

import gzip
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from gdstudio.core.images import PixelArray

GIBIBYTE = 2**30


def zipped(content: bytes) -> bytes:
    """Gzipped without the time of day: every process that collects the tests must find the same ones."""
    return gzip.compress(content, mtime=0)


def idx_bytes(array: PixelArray) -> bytes:
    """An array of unsigned bytes as an IDX file."""
    return opening(*array.shape) + array.tobytes()


def opening(*shape: int, kind: int = 8) -> bytes:
    """The opening of an IDX file that says it holds numbers of such a shape."""
    return struct.pack(f">BBBB{len(shape)}I", 0, 0, kind, len(shape), *shape)


def some_images(count: int, height: int = 4, width: int = 3, seed: int = 1) -> PixelArray:
    """Images that all differ; shape (count, height, width)."""
    return np.random.default_rng(seed).integers(0, 256, (count, height, width), np.uint8)


def some_labels(count: int, classes: int = 3) -> PixelArray:
    """Labels 0, 1, 2, 0, 1, 2, …; shape (count,)."""
    return (np.arange(count) % classes).astype(np.uint8)


def write_set(folder: Path, learnt: int = 12, unseen: int = 5, *, gzipped: bool = False) -> Path:
    """Write the four files of a set, named as MNIST's are."""
    folder.mkdir(exist_ok=True)
    pack, end = (zipped, ".gz") if gzipped else (bytes, "")
    for part, count, seed in (("train", learnt, 1), ("t10k", unseen, 2)):
        images = pack(idx_bytes(some_images(count, seed=seed)))
        (folder / f"{part}-images-idx3-ubyte{end}").write_bytes(images)
        (folder / f"{part}-labels-idx1-ubyte{end}").write_bytes(pack(idx_bytes(some_labels(count))))
    return folder


def bomb(begin: bytes, unpacked: int) -> bytes:
    """A gzip file of `begin` and then `unpacked` zeros, made without packing them all."""
    packer = zlib.compressobj(9, wbits=31)
    packed = packer.compress(begin) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same zeros pack into the same bytes, so one block can be repeated.
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed + block * (unpacked // 2**20)
