"""Opens labelled images from IDX files, and sees to it that what is opened belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gdstudio.core.images import MOST_CLASSES, Images
from gdstudio.files.idx import Cancelled, ImageFileError, read_idx
from gdstudio.files.image_files import find_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.core.images import PixelArray
    from gdstudio.files.idx import Progress
    from gdstudio.files.image_files import Pair

__all__ = ["Cancelled", "ImageFileError", "ImageSet", "open_images"]

MOST_SPLIT_OFF = 10_000
_PART_SPLIT_OFF = 6


@dataclass(frozen=True, eq=False)
class ImageSet:
    """Images to learn from, and others of the same size and classes that are never trained on."""

    learnt: Images
    unseen: Images


def open_images(paths: Path | Sequence[Path], progress: Progress | None = None) -> ImageSet:
    """Open labelled images from a folder of IDX files, or from two or four such files, gzipped or not.

    Of four files, the names say which are trained on (``train-…``) and which never are (``t10k-…``,
    ``test-…``); where they don't, the pair with more images is trained on. Of two, the last sixth, at most
    10,000, is split off and never trained on.

    Args:
        paths: a folder, or the files, in any order.
        progress: told how much is done, from 0 to 1; returns False to give up.

    Raises:
        ImageFileError: a file is malformed, a partner is missing, or the files don't belong together.
        Cancelled: `progress` returned False.
    """
    chosen = [paths] if isinstance(paths, Path) else list(paths)
    pairs = find_pairs(chosen)
    for pair in pairs:
        _check_partners(pair)
    if len(pairs) == 2:
        _check_alike(*pairs)
    arrays = list(_read(pairs, progress))
    classes = _class_names(pairs, [labels for _, labels in arrays])
    if len(arrays) == 1:
        arrays = _split(*arrays[0], pairs[0].images.name)
    # Called by the folder, which is what tells one train-images-idx3-ubyte.gz from another.
    name = pairs[0].images.path.resolve().parent.name or "images"
    learnt, unseen = (Images.labelled(name, pixels, labels, classes) for pixels, labels in arrays)
    return ImageSet(learnt, unseen)


def _check_partners(pair: Pair) -> None:
    if pair.images.count != pair.labels.count:
        raise ImageFileError(
            f"{pair.images.name} holds {pair.images.count:,} images, but {pair.labels.name} holds"
            f" {pair.labels.count:,} labels; open files that belong together"
        )


def _check_alike(learnt: Pair, unseen: Pair) -> None:
    sizes = [pair.images.head.shape[1:] for pair in (learnt, unseen)]
    if sizes[0] != sizes[1]:
        (height, width), (other_height, other_width) = sizes
        raise ImageFileError(
            f"{learnt.images.name} holds images of {height} × {width} pixels, but {unseen.images.name} of"
            f" {other_height} × {other_width}; open files that belong together"
        )


def _read(pairs: list[Pair], progress: Progress | None) -> Iterator[tuple[PixelArray, PixelArray]]:
    """Read the pairs' pixels and labels, telling the progress of the whole."""
    total = sum(file.head.size for pair in pairs for file in (pair.images, pair.labels))
    done = 0
    for pair in pairs:
        arrays = []
        for file in (pair.images, pair.labels):
            arrays.append(read_idx(file.path, _share(progress, done / total, file.head.size / total)))
            if arrays[-1].shape != file.head.shape:
                raise ImageFileError(f"{file.name}: it changed while it was read; try again")
            done += file.head.size
        yield arrays[0], arrays[1]


def _share(progress: Progress | None, start: float, part: float) -> Progress | None:
    if progress is None:
        return None
    return lambda done: progress(min(start + part * done, 1.0))


def _class_names(pairs: list[Pair], labels: list[PixelArray]) -> tuple[str, ...]:
    """Names "0" to the largest label, which all labels share."""
    for pair, each in zip(pairs, labels, strict=True):
        if each.max() >= MOST_CLASSES:
            place = int((each >= MOST_CLASSES).argmax())
            raise ImageFileError(
                f"{pair.labels.name}: label {place + 1:,} is {each[place]};"
                f" use labels from 0 to {MOST_CLASSES - 1}"
            )
    return tuple(str(label) for label in range(max(int(each.max()) for each in labels) + 1))


def _split(pixels: PixelArray, labels: PixelArray, name: str) -> list[tuple[PixelArray, PixelArray]]:
    """Split off the images that are never trained on."""
    if len(pixels) < 2:
        raise ImageFileError(
            f"{name}: it holds one image; use at least two, one to learn from and one to try"
        )
    at = len(pixels) - min(max(len(pixels) // _PART_SPLIT_OFF, 1), MOST_SPLIT_OFF)
    return [(pixels[:at], labels[:at]), (pixels[at:], labels[at:])]
