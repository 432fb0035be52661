"""Which numbers stand at a bowl's axes: two or three, always readable, however large or small they are."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, log10
from sys import float_info
from typing import TYPE_CHECKING, NamedTuple

from gdstudio.numerals import MINUS, compact, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdstudio.views.bowls.scale import Span

WIDEST_ERROR = "0.0012"
"""As wide as any number at an error axis gets."""

_GAP = 9.0  # pixels between two labels


class Tick(NamedTuple):
    """A number at an axis: how far along (0 to 1), and its text."""

    along: float
    text: str


def error_ticks(span: Span) -> list[Tick]:
    """The bottom, the middle and the top of the error axis."""
    if span.height == float_info.max:  # as good as infinite: its top has no short name
        return [Tick(0.0, "0"), Tick(1e308 / span.height, "1e308")]
    plain = 1e-3 <= span.height < 1e5
    return [Tick(0.0, "0"), *(Tick(part, _error_text(span.height * part, plain)) for part in (0.5, 1.0))]


def _error_text(error: float, plain: bool) -> str:
    if plain:
        return compact(error, 2)
    digit, exponent = f"{error:.0e}".split("e")
    return f"{digit}e{int(exponent)}".replace("-", MINUS)


def weight_ticks(
    span: Span, length: float, beyond: tuple[float, float], measure: Callable[[str], float]
) -> list[Tick]:
    """Two or three round weights whose labels fit; one where the numbers are too long for two.

    Args:
        span: what the axis shows.
        length: of the axis, in pixels.
        beyond: by how many pixels a label may stick out at the left and at the right end.
        measure: says how wide a text is, in pixels.
    """
    best: list[Tick] = []
    last_resort: list[Tick] = []
    for step in _steps(span.width):
        ticks = [
            tick
            for tick in _multiples(span, step)
            if tick.along * length - measure(tick.text) / 2 >= -beyond[0]
            and tick.along * length + measure(tick.text) / 2 <= length + beyond[1]
        ]
        if len(ticks) > 3 or _crowded(ticks, length, measure):
            last_resort = last_resort or [min(ticks, key=lambda tick: abs(tick.along - 0.5))]
            continue
        if len(ticks) >= 2:
            return ticks
        best = best or ticks
    return best or last_resort


def _steps(width: float) -> Iterator[float]:
    """Round steps, from a sixth of the width up to twice the width; then some less round ones."""
    power = floor(log10(width)) - 1
    for digits in ((1, 2, 5), (3, 4)):
        for shift in range(3):
            for digit in digits:
                step = float(f"{digit}e{power + shift}")
                if width / 6 <= step <= width * 2:
                    yield step


def _multiples(span: Span, step: float) -> list[Tick]:
    places = range(ceil(span.low / step), floor(span.high / step) + 1)
    return [Tick(span.across(place * step), _text(place, step)) for place in places]


def _text(place: int, step: float) -> str:
    """Write ``place * step`` with as many decimals as `step` has."""
    if place == 0:
        return "0"
    value = place * step
    digits = floor(log10(abs(value)) + 1e-9) - floor(log10(step) + 1e-9) + 1
    return number(value, min(max(digits, 1), 15))


def _crowded(ticks: list[Tick], length: float, measure: Callable[[str], float]) -> bool:
    ends = [
        (tick.along * length - measure(tick.text) / 2, tick.along * length + measure(tick.text) / 2)
        for tick in ticks
    ]
    return any(left[1] + _GAP > right[0] for left, right in pairwise(ends))
