"""Where something was changed, on the error chart: which mark is meant, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.numerals import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.messages import Mark

_TOLD_AT_ONCE = 6


def nearest(marks: Sequence[Mark], x_of: Callable[[float], float], x: float, reach: float) -> int | None:
    """The step of the mark that is nearest to a pixel, or None if none is within reach.

    Args:
        marks: all of them.
        x_of: the pixel of a step.
        x: the pixel.
        reach: how many pixels away it may be.
    """
    away = [(abs(x_of(mark.step) - x), mark.step) for mark in marks]
    near = [each for each in away if each[0] <= reach]
    return min(near)[1] if near else None


def following(marks: Sequence[Mark], step: int, way: int) -> int | None:
    """The step of the next mark after `step`, or with `way` −1 before it; None if there is none."""
    steps = [mark.step for mark in marks if (mark.step - step) * way > 0]
    return (min if way > 0 else max)(steps, default=None)


def wordings(marks: Sequence[Mark], step: int) -> tuple[str, ...]:
    """What was changed at a step, in one line: the longest wording first; none if nothing was."""
    texts = [mark.text for mark in marks if mark.step == step]
    if not texts:
        return ()
    count = "1 change" if len(texts) == 1 else f"{len(texts)} changes"
    all_of_them = "; ".join(texts)
    at = f"step {grouped(step)}: "
    return (at + all_of_them, all_of_them, at + count, count)


def explained(marks: Sequence[Mark], step: int) -> str:
    """All that was changed at a step, a line each."""
    texts = [mark.text for mark in marks if mark.step == step]
    lines = [f"step {grouped(step)}: {text}" for text in texts[:_TOLD_AT_ONCE]]
    if len(texts) > _TOLD_AT_ONCE:
        lines.append(f"and {len(texts) - _TOLD_AT_ONCE} more")
    return "\n".join(lines)
