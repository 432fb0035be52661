"""Reads a picture that says which pixels are meant: those that are bright."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QImage, QImageReader

from gdstudio.files.idx import ImageFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gdstudio.core.network import BoolArray

_HALF = 127
_STDERR = 2


def read_mask(path: Path, size: tuple[int, int]) -> BoolArray:
    """Read a PNG in which the pixels meant are bright.

    Args:
        path: the file.
        size: the (height, width) that the picture must have.

    Returns:
        Shape (height, width): whether red, green or blue is above half there. What shows through is black.

    Raises:
        ImageFileError: the file cannot be read, is no PNG, or the picture is of another size.
    """
    # The reader's size comes from the file's opening: a picture of another size is never unpacked.
    reader = QImageReader(str(path), b"png")
    reader.setAutoDetectImageFormat(False)
    with _quiet():
        found = reader.size()
        image = reader.read() if (found.height(), found.width()) == size else QImage()
    if not found.isValid():
        raise ImageFileError(f"{path.name}: it is no PNG picture that can be read; give another")
    if (found.height(), found.width()) != size:
        height, width = size
        raise ImageFileError(
            f"{path.name}: the picture is {found.width()} pixels wide and {found.height()} high,"
            f" but the images are {width} wide and {height} high; give one of their size"
        )
    if image.isNull():
        raise ImageFileError(f"{path.name}: the picture is cut off or damaged; give another")
    colors = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    rows = np.frombuffer(colors.constBits(), np.uint8).reshape(colors.height(), colors.bytesPerLine())
    pixels = rows[:, : colors.width() * 4].reshape(*size, 4)
    bright: BoolArray = pixels[:, :, :3].max(axis=2) > _HALF
    return bright


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Qt, and libpng past it, write to stderr: one sentence of ours says what is wrong."""
    before = qInstallMessageHandler(lambda *_: None)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        kept = os.dup(_STDERR)
    except OSError:  # as after `2>&-`: the lines would go nowhere, and so would this
        kept = nowhere
    os.dup2(nowhere, _STDERR)
    try:
        yield
    finally:
        os.dup2(kept, _STDERR)
        for file in {kept, nowhere}:
            os.close(file)
        qInstallMessageHandler(before)
