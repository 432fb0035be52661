"""The axes of bowls whose example changes from frame to frame: one calm range for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.views.bowls.scale import MIDDLE, Span, rung_above, rung_below

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from gdstudio.core.landscape import Bowl

WIDTH = 2.8
"""Of the weight axis. A pixel is 1 at most and a target 0 or 1: ± 1.4 holds most bottoms there are to see."""

_ERROR = 1.0
"""Of an output that says 0 where 1 is right: the largest there is before anything is learned."""

_LARGEST, _SMALLEST = 1e300, 1e-9


class SteadyScales:
    """One range for all bowls, weights around 0. It holds the dots, and lets bottoms come and go.

    With another image in each frame a bottom leaps from near to far away and back, as the pixel's ink does:
    an axis that followed would tell nothing. It doubles where a dot comes near its end and never shrinks by
    itself.
    """

    def __init__(self, bowls: Sequence[Bowl]) -> None:
        """Make a range that fits `bowls`; later calls may give others, and more or fewer."""
        self._zoomed = False
        self._height, self._width = rung_above(_ERROR * 1.15), WIDTH
        self.grow(bowls, ())
        self._home = self._height, self._width

    def span(self, _index: int) -> Span:
        """What every bowl shows."""
        return Span(0.0, self._width, self._height)

    def grow(self, bowls: Sequence[Bowl], held: Container[int], errors: Sequence[float] = ()) -> None:
        """Double what has become too small, but not sideways while a dot is `held` by the mouse."""
        if self._zoomed or not bowls:
            return
        error, most = max(*(bowl.height for bowl in bowls), *errors, 0.0), (1 + MIDDLE) / 2
        while error > self._height * most and self._height < _LARGEST:
            self._height = rung_above(self._height * 2)
        if any(index in held for index in range(len(bowls))):
            return
        reach = max(abs(bowl.weight) for bowl in bowls)
        while reach > self._width / 2 * MIDDLE and self._width < _LARGEST:
            self._width *= 2

    def go_home(self) -> None:
        """Take back all growing."""
        if not self._zoomed:
            self._height, self._width = self._home

    def zoom(self, _index: int, notches: int) -> None:
        """Show more (positive `notches`) or less; from now on the range is the user's."""
        self._zoomed = True
        for _ in range(abs(notches)):
            if notches > 0 and self._height < _LARGEST:
                self._height, self._width = rung_above(self._height * 1.01), self._width * 1.25
            elif notches < 0 and self._width > _SMALLEST:
                self._height, self._width = rung_below(self._height), self._width / 1.25
