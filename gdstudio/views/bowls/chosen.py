"""Which bowls are shown where there are far too many weights for a bowl each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio.core.images import Images

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdstudio.messages import Lane, Snapshot

MOST_WEIGHTS, MOST_COLUMNS = 20, 6
"""A network with more weights than this does not get a bowl for each, nor one with more in a row."""

MOST, FEWEST = 5, 2
"""So many chosen bowls are remembered at most; so many are shown at least, however low the panel is."""


class Place(NamedTuple):
    """A weight, in whichever lane: (output, input), counted from 0."""

    output: int
    input: int


def is_too_large(lanes: Sequence[Lane]) -> bool:
    """Whether bowls have to be chosen."""
    shapes = [lane.now.weights.shape for lane in lanes]
    return any(
        outputs * inputs > MOST_WEIGHTS or (outputs > 1 and inputs > MOST_COLUMNS)
        for outputs, inputs in shapes
    )


def first_choice(snapshot: Snapshot, lane: int) -> list[Place]:
    """Three telling weights into the output that the image is of: in the middle, with ink, in a corner.

    The corner is black in every image, so its bowl is a flat line. Without images: the first three weights.
    """
    examples, gallery = snapshot.lanes[lane].examples, snapshot.gallery
    if gallery is None or not isinstance(examples, Images):
        return [Place(0, column) for column in range(min(3, examples.shape[1]))]
    height, width = examples.size
    middle = height // 2 * width + width // 2
    ink = gallery.image.ravel().astype(int)
    ink[[middle, 0]] = -1
    pixels = (middle, int(np.argmax(ink)), 0)
    return [Place(gallery.label or 0, pixel) for pixel in dict.fromkeys(pixels)]


class Chosen:
    """The chosen weights, the newest first. Pinned ones stay when others come.

    Attributes:
        places: all that are remembered; those beyond the room there is come back when others are closed.
        pinned: those of them that are to stay.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = list(dict.fromkeys(places))[:MOST]
        self.pinned: set[Place] = set()

    def shown(self, room: int) -> list[Place]:
        """Those that are shown where there is room for so many: the pinned ones, and the newest others."""
        free = room - len(self.pinned)
        others = [place for place in self.places if place not in self.pinned][: max(free, 0)]
        return [place for place in self.places if place in self.pinned or place in others][: max(room, 1)]

    def add(self, place: Place, room: int) -> None:
        """Put a weight on top, for the oldest that is not pinned; where all are pinned they stay."""
        if place in self.shown(room) or len(self.pinned) >= room:
            return
        if place in self.places:
            self.places.remove(place)
        self.places.insert(0, place)
        while len(self.places) > MOST:
            self.places.remove(next(old for old in reversed(self.places) if old not in self.pinned))

    def close(self, place: Place) -> None:
        """Forget a weight, unless it is the last."""
        if len(self.places) > 1:
            self.places.remove(place)
            self.pinned.discard(place)

    def pin(self, place: Place, pinned: bool) -> None:
        """Let a weight stay, or give way to others."""
        (self.pinned.add if pinned else self.pinned.discard)(place)
