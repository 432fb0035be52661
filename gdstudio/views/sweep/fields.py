"""What may be typed above a sweep besides alphas: a number of steps."""

from __future__ import annotations

from gdstudio.messages import MOST_SWEPT_STEPS
from gdstudio.numerals import parse


def usable_steps(text: str) -> int:
    """Read a number of steps.

    Raises:
        ValueError: it is not a whole number, or out of range; the text says what to type.
    """
    steps = parse(text)
    if steps != int(steps) or not 1 <= steps <= MOST_SWEPT_STEPS:
        raise ValueError(f"Type a whole number of steps, from 1 to {MOST_SWEPT_STEPS:,}.")
    return int(steps)
