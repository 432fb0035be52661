"""Numbers for gestures: all commands of one drag carry the same one, so that they are one undo."""

from __future__ import annotations

from itertools import count

_numbers = count(1)


def next_gesture() -> int:
    """A number that no earlier gesture of this process had."""
    return next(_numbers)
