"""Where the studio's own fonts and icons are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "assets", _PACKAGE.parent / "assets")


class AssetError(RuntimeError):
    """A file that the studio ships with is missing or unreadable."""


def asset(name: str) -> Path:
    """The path of a shipped file, such as ``fonts/Inter-Regular.otf``.

    Raises:
        AssetError: it is not there.
    """
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    raise AssetError(f"{name} is missing from the installation; install gdstudio again")


def load_fonts() -> None:
    """Make the shipped type faces known to Qt. A QGuiApplication must exist.

    Raises:
        AssetError: a font file is missing or Qt cannot read it.
    """
    for path in sorted(asset("fonts").glob("*.[ot]tf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise AssetError(f"{path}: not a font that Qt can read; install gdstudio again")
