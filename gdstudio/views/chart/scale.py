"""Where an error stands on the chart's log axis: levels, ranges that grow by whole decades, ticks.

A level is the decimal logarithm of an error. An error of exactly 0 has none; it is kept as −∞ and stands on
a line of its own below the lowest decade.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio import numerals
from gdstudio.views.kit.step_axis import nice_end, nice_interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from gdstudio.messages import ErrorHistory

MOST_DOTS = 60
"""Up to so many steps, each gets a dot of its own."""

REACH = 6
"""Decades that the steps ahead may add to a range; a runaway's later dots stay outside."""

_FEWEST_DECADES = 2
_SUPERSCRIPT_RANGE = (-323, 308)  # powers of ten that a float can hold


@dataclass(frozen=True, eq=False)
class Trace:
    """One lane's recorded errors, ready to be drawn. All arrays are (n_points,).

    Attributes:
        steps: where each point stands, ascending.
        level: of the mean error.
        lowest, highest: of the range each point stands for; the same as `level` where it is one step.
        dots: each point is one step, and they are few.
    """

    steps: NDArray[np.float64]
    level: NDArray[np.float64]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]
    dots: bool

    @property
    def banded(self) -> bool:
        """Whether points stand for several steps."""
        return self.lowest is not self.level


class Span(NamedTuple):
    """What the axes show.

    Attributes:
        low, high: whole decades.
        zero: whether there is a line for errors of exactly 0.
        last: the last step; the first is 1.
    """

    low: int
    high: int
    zero: bool
    last: int

    @property
    def zero_level(self) -> float:
        """Where errors of 0 stand: clearly below the lowest decade."""
        return self.low - max(1.0, 0.16 * (self.high - self.low))

    @property
    def bottom(self) -> float:
        """The lowest level shown."""
        return self.zero_level if self.zero else float(self.low)

    def grown_to(self, other: Span) -> Span:
        """The span that shows both."""
        return Span(
            min(self.low, other.low),
            max(self.high, other.high),
            self.zero or other.zero,
            max(self.last, other.last),
        )


def level(error: float) -> float:
    """The level of one error; −∞ for 0."""
    return log10(error) if error > 0 else -inf


def trace(history: ErrorHistory, last_step: int, most: int) -> Trace:
    """Thin a history to what can be seen: at most `most` points, with the range each stands for."""
    count = len(history.mean)
    together = -(-count // most)
    starts = np.arange(0, count, together)
    if together > 1:
        starts = starts[:-1]  # the last point would stand for fewer steps, and jump about as they come
    if together == 1:
        lowest, mean, highest = history.lowest, history.mean, history.highest
    else:
        lowest = np.minimum.reduceat(history.lowest, starts)
        highest = np.maximum.reduceat(history.highest, starts)
        sizes = np.diff(np.append(starts, count))
        # Divided before summing, so that the largest errors do not overflow; the smallest may then
        # underflow, hence the clip.
        shares = history.mean / np.repeat(sizes, sizes)
        mean = np.clip(np.add.reduceat(shares, starts), lowest, highest)
    stride = history.stride * together
    first = 1 + starts * history.stride
    final = np.append(first[1:] - 1, last_step)
    steps = (first + final) / 2
    levels = _levels(mean)
    if stride == 1:
        return Trace(steps, levels, levels, levels, count <= MOST_DOTS)
    return Trace(steps, levels, _levels(lowest), _levels(highest), dots=False)


def _levels(errors: NDArray[np.float64]) -> NDArray[np.float64]:
    result = np.full(len(errors), -inf)
    np.log10(errors, out=result, where=errors > 0)
    return result


def fit(traces: Iterable[Trace], ahead: Iterable[float], last: int) -> Span:
    """The smallest span that shows all traces and, within reason, the levels of the steps ahead."""
    recorded = [
        float(value)
        for trace_ in traces
        for value in (*_ends(trace_.lowest, trace_.highest), *_zeros(trace_.lowest))
    ]
    ahead = list(ahead)
    low, high = _whole_decades(recorded)
    coming = [value for value in ahead if isfinite(value)]
    low = max(min([low, *map(floor, coming)]), low - REACH)
    high = min(max([high, *map(ceil, coming)]), high + REACH)
    low = min(low, high - _FEWEST_DECADES)
    return Span(low, high, -inf in recorded or -inf in ahead, nice_end(last))


def _ends(lowest: NDArray[np.float64], highest: NDArray[np.float64]) -> list[float]:
    finite = lowest[np.isfinite(lowest)]
    ends = [float(finite.min())] if len(finite) else []
    return [*ends, float(highest.max())]


def _zeros(lowest: NDArray[np.float64]) -> list[float]:
    return [-inf] if np.isneginf(lowest).any() else []


def _whole_decades(levels: list[float]) -> tuple[int, int]:
    finite = [value for value in levels if isfinite(value)]
    if not finite:
        return -_FEWEST_DECADES, 0
    return floor(min(finite)), ceil(max(finite))


def decade_ticks(span: Span, room: float) -> list[tuple[float, str]]:
    """Levels to be labelled, and their labels; `room` is how many labels fit above one another."""
    every = nice_interval(span.high - span.low, room * (0.86 if span.zero else 1.0))
    first = ceil(span.low / every) * every
    low, high = _SUPERSCRIPT_RANGE
    ticks = [
        (float(power), numerals.decade(10.0**power))
        for power in range(first, span.high + 1, every)
        if low <= power <= high
    ]
    return [(span.zero_level, "0"), *ticks] if span.zero else ticks
