"""How large things are for the last row: all measures follow from the height of the picture.

With a height of H pixels no type is smaller than H/43. What is said has H/22, and so have the numbers that
it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from gdstudio.views.kit.theme import PROJECTOR

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from gdstudio.views.kit.theme import Theme

_LEAST, _WORDS, _TITLE = 43, 22, 19
_USUAL_TYPE = 12.0
"""Most type in the panels has this size at scale 1: it becomes the least that can be read."""


@dataclass(frozen=True)
class Measures:
    """Sizes in pixels.

    Attributes:
        height: of the whole picture.
    """

    height: int

    @property
    def least(self) -> int:
        """No type is smaller."""
        return ceil(self.height / _LEAST)

    @property
    def words(self) -> int:
        """The type of what is said and of the numbers that it is about."""
        return ceil(self.height / _WORDS)

    @property
    def title(self) -> int:
        """The type of the title."""
        return ceil(self.height / _TITLE)

    @property
    def label(self) -> int:
        """The type of words that go with large numbers."""
        return ceil(self.height / 28)

    @property
    def margin(self) -> int:
        """Around the page."""
        return round(self.height / 27)

    @property
    def gap(self) -> int:
        """Between the page's parts."""
        return round(self.height / 60)

    def theme(self, share: float = 1.0, small: float | None = None) -> Theme:
        """The projector's theme in this size.

        Args:
            share: how large the panels are drawn, as a share of the size that suits their type; the type
                keeps its least size.
            small: the size at scale 1 of the smallest type, where that is not the usual one.
        """
        scale = share * self.least / (small or _USUAL_TYPE)
        return replace(PROJECTOR, scale=scale, least=self.least)


def font(pixels: int, *, bold: bool = False, medium: bool = False, mono: bool = False) -> QFont:
    """A font of that many pixels."""
    return replace(PROJECTOR, scale=1.0).font(pixels, bold=bold, medium=medium, mono=mono)
