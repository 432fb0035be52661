"""Which part of its axes a bowl shows: the same for all bowls into one output, so that steepness is true.

Everything here is plain floats, from 1e-12 to 1e308: a diverging run must still be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10, sqrt
from sys import float_info
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Sequence

    from gdstudio.core.landscape import Bowl

_T = TypeVar("_T")

MIDDLE = 0.8
"""A dot or bottom that leaves this middle part of a range makes the range double."""

FLAT = 30
"""A bowl whose input is this many times smaller than its neighbours' counts as flat: its bottom may stay
outside, or the others would be squeezed into nothing."""

# Heights of the error axis: they and their halves are short to write, also with an exponent.
_LADDER = (1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_SHORT_LADDER = (1.0, 2.0, 4.0, 6.0, 8.0, 10.0)
_SMALLEST = 1e-12
_LARGEST = float_info.max
_NARROWEST = 1e-9  # width of an axis
_NARROWEST_PART = 1e-6  # of the weights: narrower axes would need numbers too long to be read
_FLOOR = 2.0  # a floor lies at half the height at most, or there would be no bowl to be seen above it


@dataclass(frozen=True)
class Span:
    """What one bowl's axes show: weights ``centre ± width / 2`` and errors from 0 to `height`."""

    centre: float
    width: float
    height: float

    @property
    def low(self) -> float:
        """The leftmost weight."""
        return self.centre - self.width / 2

    @property
    def high(self) -> float:
        """The rightmost weight."""
        return self.centre + self.width / 2

    def across(self, weight: float) -> float:
        """Where a weight lies, 0 being the left end and 1 the right."""
        return (weight - self.centre) / self.width + 0.5

    def weight_at(self, across: float) -> float:
        """The weight that lies there."""
        return self.centre + (across - 0.5) * self.width


def rung_above(value: float) -> float:
    """The smallest tidy number not below `value`."""
    return min((rung for rung in _rungs(value) if rung >= value * (1 - 1e-9)), default=_LARGEST)


def rung_below(value: float) -> float:
    """The largest tidy number below `value`."""
    return max(rung for rung in _rungs(value) if rung < value * (1 - 1e-9))


def _rungs(value: float) -> list[float]:
    """The tidy numbers around `value`, over three powers of ten; no infinite one."""
    power = floor(log10(min(max(value, _SMALLEST), _LARGEST)))
    rungs = [
        float(f"{rung}e{each}")
        for each in (power - 1, power, power + 1)
        for rung in (_LADDER if -3 <= each < 5 else _SHORT_LADDER)
    ]
    return [rung for rung in rungs if rung <= _LARGEST]


class Scale:
    """The range shared by some bowls: one height of error, one width of weight, a centre for each.

    A range grows by doubling and never shrinks by itself. One that the user has zoomed stays as it is until
    the next `fit`. Errors that are to be seen besides the dots may be given as `errors`.
    """

    def __init__(self, bowls: Sequence[Bowl], errors: Sequence[float] = ()) -> None:
        """Make a range that fits `bowls`; later calls give as many, in the same order."""
        self.fit(bowls, errors)

    def span(self, index: int) -> Span:
        """What the bowl at `index` shows."""
        return Span(self._centres[index], self._width, self._height)

    def fit(self, bowls: Sequence[Bowl], errors: Sequence[float] = ()) -> None:
        """Show `bowls` as well as can be: the dots high up, the widest curve filling its plot."""
        self._zoomed = False
        error = max(_highest(bowls, errors) * 1.15, *(bowl.floor * _FLOOR for bowl in bowls))
        # Below the smallest error there is nothing to see but rounding, so any ordinary range will do.
        self._height = rung_above(error) if error > _SMALLEST * 1.15 else 0.01
        largest = max(abs(bowl.weight) for bowl in bowls)
        bottoms = _bottoms(bowls)
        reaches = [
            sqrt(max(self._height - bowl.floor, 0.0)) / abs(bowl.input)
            for bowl, bottom in zip(bowls, bottoms, strict=True)
            if bottom is not None
        ]
        self._width = max(max(reaches, default=0.5) * 2.4, largest * _NARROWEST_PART, _NARROWEST)
        self._centres = [
            bowl.weight if bottom is None else bottom for bowl, bottom in zip(bowls, bottoms, strict=True)
        ]
        self._grow_sideways(bowls)
        self._home = self._height, self._width, list(self._centres)

    def grow(self, bowls: Sequence[Bowl], errors: Sequence[float] = (), *, sideways: bool = True) -> None:
        """Double what has become too small. With `sideways` False the weights' axes stay as they are."""
        if self._zoomed:
            return
        error = _highest(bowls, errors)
        most = (1 + MIDDLE) / 2
        while error > self._height * most and self._height < _LARGEST:
            self._height = rung_above(self._height * 2)
        if sideways:
            self._grow_sideways(bowls)

    def go_home(self) -> None:
        """Take back all growing since the last `fit`."""
        if not self._zoomed:
            self._height, self._width, centres = self._home
            self._centres = list(centres)

    def zoom(self, notches: int) -> None:
        """Show more (positive `notches`) or less; from now on the range is the user's."""
        self._zoomed = True
        narrowest = max(_NARROWEST_PART * max(abs(centre) for centre in self._centres), _NARROWEST)
        for _ in range(abs(notches)):
            if notches > 0 and self._height < _LARGEST / 2:
                self._height, self._width = rung_above(self._height * 1.01), self._width * 1.25
            elif notches < 0 and self._height > _SMALLEST and self._width > narrowest:
                self._height, self._width = rung_below(self._height), self._width / 1.25

    def _grow_sideways(self, bowls: Sequence[Bowl]) -> None:
        for index, (bowl, bottom) in enumerate(zip(bowls, _bottoms(bowls), strict=True)):
            places = [bowl.weight] if bottom is None else [bowl.weight, bottom]
            reach = self._width * MIDDLE / 2
            if all(abs(place - self._centres[index]) <= reach for place in places):
                continue
            self._centres[index] = (min(places) + max(places)) / 2
            self._width *= 2
            while (max(places) - min(places)) / 2 > self._width * MIDDLE / 2:
                self._width *= 2


def _highest(bowls: Sequence[Bowl], errors: Sequence[float]) -> float:
    """The largest error that is to be seen."""
    return max(*(bowl.height for bowl in bowls), *errors, 0.0)


def _bottoms(bowls: Sequence[Bowl]) -> list[float | None]:
    """Each bowl's bottom; None where it is (nearly) flat beside the steepest."""
    steepest = max(abs(bowl.input) for bowl in bowls)
    return [bowl.bottom if abs(bowl.input) * FLAT >= steepest else None for bowl in bowls]


class Scales:
    """The ranges of all bowls of a panel: bowls with the same key share one."""

    def __init__(self, keys: Sequence[Hashable], bowls: Sequence[Bowl], errors: Sequence[float] = ()) -> None:
        """Fit ranges to `bowls`, one key for each; later calls give as many, in the same order.

        Of each, `errors` may give another error that is to be seen.
        """
        members: dict[Hashable, list[int]] = {}
        for index, key in enumerate(keys):
            members.setdefault(key, []).append(index)
        self._scales = [
            (Scale(_at(bowls, indices), _at(errors, indices)), indices) for indices in members.values()
        ]
        self._where = {
            index: (scale, place) for scale, indices in self._scales for place, index in enumerate(indices)
        }

    def span(self, index: int) -> Span:
        """What the bowl at `index` shows."""
        scale, place = self._where[index]
        return scale.span(place)

    def grow(self, bowls: Sequence[Bowl], held: Container[int], errors: Sequence[float] = ()) -> None:
        """Double what has become too small, but not sideways where a bowl's dot is `held` by the mouse."""
        for scale, indices in self._scales:
            free = not any(index in held for index in indices)
            scale.grow(_at(bowls, indices), _at(errors, indices), sideways=free)

    def go_home(self) -> None:
        """Take back all growing since the last `fit`."""
        for scale, _ in self._scales:
            scale.go_home()

    def zoom(self, index: int, notches: int) -> None:
        """Zoom the bowl at `index`, and with it those that share its range."""
        self._where[index][0].zoom(notches)


def _at(values: Sequence[_T], indices: list[int]) -> list[_T]:
    return [values[index] for index in indices] if values else []
