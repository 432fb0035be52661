"""Where a value of alpha sits on a ruler of decades."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from gdstudio.messages import LARGEST_ALPHA

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_DECADE, LAST_DECADE = -4, 1
"""The ruler shows 0.0001 to 10 unless something lies outside."""

_LOWEST_DECADE, _HIGHEST_DECADE = -16, round(log10(LARGEST_ALPHA))


@dataclass(frozen=True)
class LogScale:
    """A ruler from ``10 ** low`` to ``10 ** high``; every decade is equally long."""

    low: int = FIRST_DECADE
    high: int = LAST_DECADE

    @classmethod
    def holding(cls, values: Iterable[float]) -> LogScale:
        """The usual ruler, lengthened by whole decades until it holds the values (0 is no reason to)."""
        powers = [log10(value) for value in values if value > 0]
        low = max(min([FIRST_DECADE, *(floor(power) for power in powers)]), _LOWEST_DECADE)
        high = min(max([LAST_DECADE, *(ceil(power) for power in powers)]), _HIGHEST_DECADE)
        return cls(low, high)

    @property
    def decades(self) -> tuple[int, ...]:
        """The powers of ten that get a tick."""
        return tuple(range(self.low, self.high + 1))

    def fraction(self, value: float) -> float:
        """How far along the ruler a value is, 0 to 1; what lies outside sits at the nearer end."""
        if value <= 0:
            return 0.0
        return min(max((log10(value) - self.low) / (self.high - self.low), 0.0), 1.0)

    def value(self, fraction: float) -> float:
        """The value at a fraction of the length, clamped to the ends."""
        inside = min(max(fraction, 0.0), 1.0)
        return float(10.0 ** (self.low + inside * (self.high - self.low)))


def rounded(value: float) -> float:
    """The value at three significant digits: what a pixel can mean."""
    return float(f"{value:.3g}")
