"""Which steps stand at a chart's axis: few, round, and holding still while steps are added."""

from __future__ import annotations

_ENDS = (10, 15, 20, 30, 50, 70)


def nice_end(last: int) -> int:
    """The next of 10, 15, 20, 30, 50, 70, 100, 150 …: at least two thirds of the axis are used."""
    factor = 1
    while True:
        for end in _ENDS:
            if last <= end * factor:
                return end * factor
        factor *= 10


def step_ticks(last: int, room: float) -> list[tuple[float, str]]:
    """Steps to be labelled on an axis from 1 to `last`, and their labels: 1, then round numbers.

    Args:
        last: the axis' end.
        room: how many labels fit.
    """
    every = nice_interval(last, room)
    ticks = [(float(step), _short(step)) for step in range(every, last + 1, every)]
    return ticks if every == 1 else [(1.0, "1"), *ticks]


def nice_interval(length: int, room: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that divides `length` into at most `room` parts."""
    interval, factor = 1, 1
    while length / interval > max(room, 1.0):
        interval = next((i * factor for i in (1, 2, 5) if i * factor > interval), 10 * factor)
        factor = factor * 10 if interval == 10 * factor else factor
    return interval


def _short(step: int) -> str:
    """``500``, ``20k``, ``1.5M``."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if step >= size:
            return f"{step / size:g}{letter}"
    return str(step)
