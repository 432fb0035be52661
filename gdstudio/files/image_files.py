"""Finds out which IDX files hold which part of a set: images or labels, to learn from or never trained on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.files.idx import Head, ImageFileError, read_head

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_FILES = 4
MOST_FILES_IN_FOLDER = 1000

_LEARNT_NAME = re.compile(r"(?<![a-z])(train|learn)")
_UNSEEN_NAME = re.compile(r"(?<![a-z])(t10k|test|unseen)")
_IDX_NAME = re.compile(r"idx[13]|ubyte")
_WHAT_TO_OPEN = "open a folder with images and labels, or those two or four files"


@dataclass(frozen=True)
class ImageFile:
    """An IDX file, and what it says it holds."""

    path: Path
    head: Head

    @property
    def name(self) -> str:
        """What errors call it."""
        return self.path.name

    @property
    def count(self) -> int:
        """How many images or labels."""
        return self.head.shape[0]


@dataclass(frozen=True)
class Pair:
    """Images and the labels that belong to them."""

    images: ImageFile
    labels: ImageFile


def find_pairs(chosen: Sequence[Path]) -> list[Pair]:
    """Sort a folder's files, or the files given, into one pair or into two, the one to learn from first.

    Raises:
        ImageFileError: a file is malformed or missing, or there are too many.
    """
    if len(chosen) == 1 and _is_folder(chosen[0]):
        files = _in_folder(chosen[0])
    else:
        files = [ImageFile(path, read_head(path)) for path in chosen[: MOST_FILES + 1]]
        _few(chosen, "chosen")
    return _pairs(files)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise _closed(path, error) from error


def _in_folder(folder: Path) -> list[ImageFile]:
    """The IDX files of a folder; what is plainly something else is passed over."""
    found: dict[str, ImageFile] = {}
    for path in _files_in(folder):
        try:
            head = read_head(path)
        except ImageFileError:
            if _IDX_NAME.search(path.name.lower()):  # it means to be one, so what is wrong with it matters
                raise
            continue
        # The same file often lies there twice, unpacked too; sorted, the unpacked one comes first.
        found.setdefault(path.name.removesuffix(".gz"), ImageFile(path, head))
    if not found:
        raise ImageFileError(f"{_called(folder)}: there are no IDX files in this folder; {_WHAT_TO_OPEN}")
    _few([file.path for file in found.values()], f"in the folder {_called(folder)}")
    return list(found.values())


def _files_in(folder: Path) -> list[Path]:
    try:
        paths = [path for path, _ in zip(folder.iterdir(), range(MOST_FILES_IN_FOLDER + 1), strict=False)]
        files = sorted(path for path in paths if path.is_file())
    except OSError as error:
        raise _closed(folder, error) from error
    if len(paths) > MOST_FILES_IN_FOLDER:
        raise ImageFileError(
            f"{_called(folder)}: there are more than {MOST_FILES_IN_FOLDER:,} files in this folder;"
            " choose the IDX files themselves"
        )
    return files


def _called(folder: Path) -> str:
    return folder.absolute().name or str(folder)


def _closed(folder: Path, error: OSError) -> ImageFileError:
    return ImageFileError(
        f"{_called(folder)}: it cannot be read ({error.strerror or error}); check that you may open it"
    )


def _few(paths: Sequence[Path], where: str) -> None:
    if not paths:
        raise ImageFileError(f"No file was {where}; {_WHAT_TO_OPEN}")
    if len(paths) == 1:
        raise ImageFileError(
            f"{paths[0].name}: this is the only file {where}, and images need a file of labels;"
            f" {_WHAT_TO_OPEN}"
        )
    if len(paths) > MOST_FILES:
        raise ImageFileError(
            f"{paths[0].name} and {len(paths) - 1} other IDX files were {where};"
            " choose the two or four that belong together"
        )


def _pairs(files: list[ImageFile]) -> list[Pair]:
    """Sort files into one pair, or into two, the one to learn from first."""
    images = [file for file in files if file.head.is_images]
    labels = [file for file in files if not file.head.is_images]
    if len(images) != len(labels):
        more, fewer, lone = (
            ("images", "labels", images) if len(images) > len(labels) else ("labels", "images", labels)
        )
        names = ", ".join(file.name for file in lone)
        raise ImageFileError(
            f"{names} hold{'s' * (len(lone) == 1)} {more}, and a file of {fewer} is missing; {_WHAT_TO_OPEN}"
        )
    if len(images) == 1:
        return [Pair(images[0], labels[0])]
    return _by_name(images, labels) or _by_count(images, labels)


def _by_name(images: list[ImageFile], labels: list[ImageFile]) -> list[Pair] | None:
    """Two pairs as the files' names have it; None if they don't say."""
    pairs = []
    for ours, theirs in ((_LEARNT_NAME, _UNSEEN_NAME), (_UNSEEN_NAME, _LEARNT_NAME)):
        mine = [[file for file in group if _says(file, ours, theirs)] for group in (images, labels)]
        if [len(group) for group in mine] != [1, 1]:
            return None
        pairs.append(Pair(mine[0][0], mine[1][0]))
    return pairs


def _says(file: ImageFile, ours: re.Pattern[str], theirs: re.Pattern[str]) -> bool:
    name = file.name.lower()
    return bool(ours.search(name)) and not theirs.search(name)


def _by_count(images: list[ImageFile], labels: list[ImageFile]) -> list[Pair]:
    """Two pairs of files with equally many images and labels, the larger first."""
    images, labels = (sorted(group, key=lambda file: -file.count) for group in (images, labels))
    if images[0].count == images[1].count:
        raise ImageFileError(
            f"{images[0].name} and {images[1].name} hold equally many images, so which are to learn from"
            " is not clear; name the files train-… and test-…"
        )
    return [Pair(*both) for both in zip(images, labels, strict=True)]
