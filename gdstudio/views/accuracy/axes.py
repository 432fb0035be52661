"""The axes of the accuracy charts: shares from 0 to 1, errors linear or by decades, steps at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

import numpy as np

from gdstudio import numerals
from gdstudio.views.kit.step_axis import nice_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOG_FROM = 30.0
"""Where the largest error is so many times the smallest, the axis is logarithmic."""

_MOST_DECADES = 4  # labelled
_POWERS = (-323, 308)  # of ten, that a float can hold


@dataclass(frozen=True)
class Axis:
    """An upright axis.

    Attributes:
        low, high: its ends; of a logarithmic one, their decimal logarithms.
        log: whether it is logarithmic.
        ticks: how far up (0 to 1) the numbers stand, and the numbers.
    """

    low: float
    high: float
    log: bool
    ticks: tuple[tuple[float, str], ...]

    def along(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far up values stand, 0 to 1; NaN where they have no place."""
        with np.errstate(divide="ignore", invalid="ignore"):
            places = np.log10(values) if self.log else values
            along: NDArray[np.float64] = (places - self.low) / (self.high - self.low)
        along[~np.isfinite(along)] = np.nan
        return along


SHARES = Axis(0.0, 1.0, log=False, ticks=((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")))


def error_axis(errors: NDArray[np.float64]) -> Axis:
    """An axis that holds all finite errors: from 0 to a round number, or by decades where they differ much.

    Args:
        errors: any shape, 0 or greater.
    """
    finite = errors[np.isfinite(errors)]
    above_zero = finite[finite > 0]
    if len(above_zero) == 0:
        return _linear(1.0)
    largest, smallest = float(above_zero.max()), float(above_zero.min())
    return _linear(largest) if largest < _LOG_FROM * smallest else _decades(smallest, largest)


def _linear(largest: float) -> Axis:
    power = 10.0 ** floor(log10(largest))
    top = next(power * times for times in (1, 1.5, 2, 3, 5, 7, 10, 20) if power * times >= largest)
    ticks = tuple((share, numerals.compact(share * top, 2)) for share in (0.0, 0.5, 1.0))
    return Axis(0.0, top, log=False, ticks=ticks)


def _decades(smallest: float, largest: float) -> Axis:
    low = floor(log10(smallest))
    high = max(ceil(log10(largest)), low + 1)
    every = nice_interval(high - low, _MOST_DECADES)
    ticks = tuple(
        ((power - low) / (high - low), numerals.decade(10.0**power))
        for power in range(ceil(low / every) * every, high + 1, every)
        if _POWERS[0] <= power <= _POWERS[1]
    )
    return Axis(float(low), float(high), log=True, ticks=ticks)


@dataclass(frozen=True)
class Steps:
    """The axis along the bottom.

    Attributes:
        left, width: in pixels.
        end: the last step on it; the first is 1.
    """

    left: float
    width: float
    end: int

    def x(self, step: float) -> float:
        """The pixel of a step."""
        return self.left + (step - 1) / (self.end - 1) * self.width

    def step(self, x: float) -> int:
        """The step nearest to a pixel."""
        return round(1 + (x - self.left) / max(self.width, 1.0) * (self.end - 1))
