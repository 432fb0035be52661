"""Where the studio's own fonts and icons are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "assets", _PACKAGE.parent / "assets")


class MissingFileError(RuntimeError):
    """A file that the studio ships with is missing or unreadable."""


def asset(name: str) -> Path:
    """The path of a shipped file, such as ``fonts/Inter-Regular.otf``.

    Raises:
        MissingFileError: it is not there.
    """
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    raise MissingFileError(f"{name} is missing from the installation; install gdstudio again")
