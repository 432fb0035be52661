"""Where the studio's own files are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "assets", _PACKAGE.parent / "assets")
_DATA_PLACES = (_PACKAGE / "data", _PACKAGE.parent / "data")


class MissingFileError(RuntimeError):
    """A file that the studio ships with is missing or unreadable."""


def asset(name: str) -> Path:
    """The path of a shipped file, such as ``fonts/Inter-Regular.otf``.

    Raises:
        MissingFileError: it is not there.
    """
    return _found(name, _PLACES)


def data(name: str) -> Path:
    """The path of shipped data, such as ``mnist-sample.npz``.

    Raises:
        MissingFileError: it is not there.
    """
    return _found(name, _DATA_PLACES)


def _found(name: str, places: tuple[Path, ...]) -> Path:
    for place in places:
        if (place / name).exists():
            return place / name
    raise MissingFileError(f"{name} is missing from the installation; install gdstudio again")
