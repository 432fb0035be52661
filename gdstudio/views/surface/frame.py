"""Which weights are seen: a window in units of weight, equal along both axes, that grows and holds still.

Equal units, so that a contour's direction and descent's are as they are: at right angles.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.views.surface.shown import Shown

_MIDDLE = 0.8
_AIR = 1.35
_NARROWEST = 1e-6


@dataclass(frozen=True)
class Frame:
    """The weights seen: from ``centre − half`` to ``centre + half`` along both axes."""

    centre: tuple[float, float]
    half: float

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in the middle part."""
        return all(
            abs(each - middle) <= _MIDDLE * self.half for each, middle in zip(point, self.centre, strict=True)
        )

    def grown(self, point: tuple[float, float]) -> Frame:
        """As it is, or doubled as often as it takes to hold a point."""
        frame = self
        while not frame.holds(point) and isfinite(frame.half) and frame.half < 1e100:
            frame = Frame(frame.centre, frame.half * 2)
        return frame


def fitted(shown: Shown) -> Frame:
    """The smallest frame around the path and, in its middle, the goal: both walls of a trough are seen."""
    path: FloatArray = shown.path[np.isfinite(shown.path).all(axis=1)]
    if not len(path):
        path = np.zeros((1, 2))
    low, high = path.min(axis=0), path.max(axis=0)
    centre, reach = (low + high) / 2, float((high - low).max()) / 2
    if shown.goal is not None and np.isfinite(shown.goal).all():
        centre = np.array(shown.goal)
        reach = float(np.abs(path - centre).max())
    half = max(reach, _NARROWEST * max(float(np.abs(centre).max()), 1.0))
    if reach == 0:
        half = max(float(np.abs(centre).max()), 1.0) * 0.5
    return Frame((float(centre[0]), float(centre[1])), half * _AIR)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two, at most so many, evenly spread."""
    width = high - low
    if not (isfinite(width) and width > 0 and most > 0):
        return []
    rough = width / most
    unit = 10.0 ** floor(log10(rough))
    step = next((unit * times for times in (1, 2, 5, 10) if unit * times >= rough), unit * 10)
    first = np.ceil(low / step)
    return [float(index * step) for index in np.arange(first, first + most + 1) if index * step <= high]


def levels(shown: Shown, frame: Frame, count: int) -> list[float]:
    """Errors whose contours are evenly spread from the lowest point out: their roots are equally far apart.

    Args:
        shown: whose surface.
        frame: what is seen of it.
        count: how many.
    """
    highest = float(corners(shown, frame).max())
    least = shown.surface.least_error
    if not (isfinite(highest) and highest > least):
        return []
    return [
        _rounded(least + (highest - least) * (number / (count + 1)) ** 2) for number in range(1, count + 1)
    ]


def corners(shown: Shown, frame: Frame) -> FloatArray:
    """The error at the frame's corners, shape (4,)."""
    (u, v), half = frame.centre, frame.half
    return shown.surface.error_at(
        np.array([u - half, u + half, u - half, u + half]), np.array([v - half, v - half, v + half, v + half])
    )


def _rounded(value: float) -> float:
    """With two significant digits: what a contour's label says is what it is."""
    return float(f"{value:.1e}")
