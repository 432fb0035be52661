"""What a single argument may be: each function reads one from the text that was typed.

What is wrong is said in a few words, with what to type instead; argparse puts the option's name before it.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from gdstudio.messages import LARGEST_ALPHA

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_STEPS = 10_000_000
LARGEST_SEED = 2**32 - 1
SMALLEST_SIZE = (320, 240)
LARGEST_SIZE = (7680, 4320)
PICTURES = (".png", ".svg")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        wrong = argparse.ArgumentTypeError(f"“{text}”; give a whole number from {least} to {most:,}")
        try:
            number = int(text)
        except ValueError:
            raise wrong from None
        if not least <= number <= most:
            raise wrong
        return number

    return read


def alpha(text: str) -> float:
    """Read an alpha."""
    wrong = argparse.ArgumentTypeError(f"“{text}”; give a number from 0 to {LARGEST_ALPHA:g}")
    try:
        number = float(text)
    except ValueError:
        raise wrong from None
    if not 0 <= number <= LARGEST_ALPHA:  # also catches NaN
        raise wrong
    return number


def swept_alpha(text: str) -> float:
    """Read an end of a range of alphas: above 0, for the range is spread on a log scale."""
    wrong = argparse.ArgumentTypeError(f"“{text}”; give a number above 0, at most {LARGEST_ALPHA:g}")
    try:
        number = float(text)
    except ValueError:
        raise wrong from None
    if not 0 < number <= LARGEST_ALPHA:  # also catches NaN
        raise wrong
    return number


def setting(text: str) -> tuple[str, float]:
    """Read a name and the number it is to be set to: ``a=0.5``."""
    name, _, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = None
    if not name.strip() or number is None:
        raise argparse.ArgumentTypeError(f"“{text}”; give a name and a number, like a=0.5")
    return name.strip(), number


def size(text: str) -> tuple[int, int]:
    """Read (width, height) in pixels: ``1366x768``."""
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.lower())
    sides = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(
        low <= side <= high for low, side, high in zip(SMALLEST_SIZE, sides, LARGEST_SIZE, strict=True)
    ):
        low, high = ("x".join(map(str, limit)) for limit in (SMALLEST_SIZE, LARGEST_SIZE))
        raise argparse.ArgumentTypeError(f"“{text}”; give width x height from {low} to {high}")
    return sides


def picture(text: str) -> Path:
    """Read the path that a picture is to be written to."""
    path = Path(text)
    if path.suffix.lower() not in PICTURES:
        raise argparse.ArgumentTypeError(f"“{text}”; give a file that ends in {' or '.join(PICTURES)}")
    return path


def existing(text: str) -> Path:
    """Read the path of a file or folder that is there."""
    path = Path(text)
    try:
        there = text != "" and path.exists()
    except OSError as error:  # a folder on the way that may not be looked into, a name that is too long
        raise argparse.ArgumentTypeError(f"“{text}”; it cannot be read ({error.strerror or error})") from None
    except ValueError:  # on Python 3.11, a name no file can have
        there = False
    if not there:
        raise argparse.ArgumentTypeError(f"“{text}”; there is no such file or folder")
    return path
