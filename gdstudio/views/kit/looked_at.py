"""Which image the numbers on the screen are about: that of the present step, or another one looked at.

Every view that shows numbers of one image shows them through here, so that all speak of the same image.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import Source
from gdstudio.numerals import grouped

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Snapshot


def lanes_looked_at(snapshot: Snapshot) -> tuple[Lane, ...]:
    """The lanes with the numbers of the image that is looked at.

    Only the step's own image has a step before, steps ahead and a destination. A drawing has no label, so
    it has no error to speak of: with one the numbers are those of the step's own image.
    """
    gallery = snapshot.gallery
    if gallery is None or gallery.looked_at.source in {Source.STEP, Source.DRAWN}:
        return snapshot.lanes
    return tuple(
        replace(lane, now=gallery.seen, before=None, ahead=(), destination=None) for lane in snapshot.lanes
    )


def image_name(snapshot: Snapshot) -> str:
    """Name the image looked at: ``image 17``, ``unseen image 204``, ``your drawing``; "" without images."""
    gallery = snapshot.gallery
    if gallery is None:
        return ""
    match gallery.looked_at.source:
        case Source.STEP:
            return f"image {grouped(snapshot.lanes[-1].row + 1)}"
        case Source.LEARNT:
            return f"learnt image {grouped(gallery.looked_at.index + 1)}"
        case Source.UNSEEN:
            return f"unseen image {grouped(gallery.looked_at.index + 1)}"
        case Source.DRAWN:
            return "your drawing"


def following(members: list[int], current: int | None, way: int) -> int | None:
    """The next of `members` after `current` (or before it, with `way` −1), round and round; None of none."""
    if not members:
        return None
    if current is None:
        return members[0 if way > 0 else -1]
    if way > 0:
        return next((each for each in members if each > current), members[0])
    return next((each for each in reversed(members) if each < current), members[-1])
