"""The shipped type faces, made known to Qt: the same look and the same widths on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from gdstudio.files.shipped import MissingFileError, asset


def load_fonts() -> None:
    """Make the shipped type faces known to Qt. A QGuiApplication must exist.

    Raises:
        MissingFileError: a font file is missing or Qt cannot read it.
    """
    for path in sorted(asset("fonts").glob("*.[ot]tf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MissingFileError(f"{path}: not a font that Qt can read; install gdstudio again")
