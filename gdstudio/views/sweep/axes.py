"""The sweep's axes: alphas on a log scale, errors by decades, with places of their own for 0 and infinity."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10
from typing import TYPE_CHECKING

from gdstudio.numerals import compact, decade, shortest
from gdstudio.views.kit.step_axis import nice_interval

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_REACH = 2
"""So many decades above the error at the start are shown at least, if errors reach there."""
_FEWEST_DECADES = 2
_POWERS = (-323, 308)  # of ten, that a float can hold


@dataclass(frozen=True)
class Errors:
    """The upright axis.

    Attributes:
        low, high: whole decades; a runaway's errors may lie above.
        zero: whether there is a place for errors of exactly 0, below the lowest decade.
        infinite: whether there is one for what diverged, above the highest.
    """

    low: int
    high: int
    zero: bool
    infinite: bool

    def up(self, error: float) -> float:
        """How far up the decades an error stands, 0 to 1; −∞ for 0, ∞ for infinity."""
        if error == 0:
            return -inf
        if not isfinite(error):
            return inf
        return min((log10(error) - self.low) / (self.high - self.low), 1.0)

    def beyond(self, error: float) -> bool:
        """Whether a finite error lies above the axis."""
        return 0 < error < inf and log10(error) > self.high

    def ticks(self, room: float) -> list[tuple[float, str]]:
        """How far up the numbers stand, and the numbers; `room` is how many fit above one another."""
        every = nice_interval(self.high - self.low, room)
        first = ceil(self.low / every) * every
        return [
            ((power - self.low) / (self.high - self.low), decade(10.0**power))
            for power in range(first, self.high + 1, every)
            if _POWERS[0] <= power <= _POWERS[1]
        ]


def errors_axis(errors: Iterable[float], start: float) -> Errors:
    """The axis that holds these errors, and the one at the start, within reason.

    Upwards it reaches as far above the start as the best alpha is below it: what runs away would squeeze
    everything else into a line.
    """
    errors = list(errors)
    levels = [log10(error) for error in errors if 0 < error < inf]
    here = log10(start) if 0 < start < inf else None
    every = levels if here is None else [*levels, here]
    low, high = (floor(min(every)), ceil(max(every))) if every else (-_FEWEST_DECADES, 0)
    if here is not None:
        high = min(high, ceil(here + max(here - low, _LEAST_REACH)))
    low = min(low, high - _FEWEST_DECADES)
    return Errors(low, high, 0.0 in errors, inf in errors)


def across(alpha: float, first: float, last: float) -> float:
    """How far along the axis from `first` to `last` an alpha stands: 0 to 1 inside."""
    return (log10(alpha) - log10(first)) / (log10(last) - log10(first))


def alpha_ticks(first: float, last: float) -> list[list[tuple[float, str]]]:
    """Alphas that may be labelled, and their labels: several choices, the fullest first.

    At 1, 2 and 5 of each decade; at the decades; at every second, third … one; at the two ends.
    """
    powers = range(floor(log10(first)), ceil(log10(last)) + 1)
    choices = [
        [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)],
        *([float(f"1e{power}") for power in powers if power % every == 0] for every in range(1, 5)),
    ]
    inside = [[(alpha, shortest(alpha)) for alpha in each if first <= alpha <= last] for each in choices]
    ends = [(first, compact(first, 3)), (last, compact(last, 3))]
    return [*(each for each in inside if len(each) >= 2), ends]
