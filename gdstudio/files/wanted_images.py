"""The images that someone asked for, by dialog, drop or command line; or else the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.files.image_sets import ImageSet, open_images
from gdstudio.files.mnist_sample import load_sample

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gdstudio.files.idx import Progress


def read_wanted(paths: Sequence[Path], progress: Progress | None = None) -> ImageSet:
    """Read the images of a folder, or of several files; one file stands for its folder, none for the sample.

    Raises:
        ImageFileError: a file is malformed, or they do not belong together.
        MissingFileError: the sample is missing.
        Cancelled: `progress` returned False.
    """
    if not paths:
        return load_sample()
    if len(paths) > 1:
        return open_images(paths, progress)
    (path,) = paths
    try:
        place = path.parent if path.is_file() else path
    except OSError:
        place = path  # it may not be looked at; `open_images` says why
    return open_images(place, progress)
