"""Writes a file whole or not at all: if anything goes wrong, it is the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile

if TYPE_CHECKING:
    from pathlib import Path


class SaveError(RuntimeError):
    """A file that could not be written; the text names it, why, and what to do."""


def save(path: Path, content: bytes) -> None:
    """Put `content` into a file at one stroke; a link stays a link.

    Raises:
        SaveError: it cannot be written; one that was there before is as it was.
    """
    if path.exists() and not path.is_file():
        raise SaveError(f"{path}: this is no plain file; choose another place")
    file = QSaveFile(str(path))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    ):
        raise SaveError(f"{path}: {file.errorString()}; choose another place")
