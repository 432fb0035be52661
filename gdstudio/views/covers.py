"""Keeps the rings and veils that a lesson lays over the window: which parts are lit, which are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from gdstudio.views.kit.cover import Cover, Ring, Veil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.cover import Place
    from gdstudio.views.kit.theme import Theme


class Covers:
    """Lays rings and veils over parts by their names, and takes them off.

    Args:
        places: where a part is; nothing where the window has it not.
        theme: how they look.
    """

    def __init__(self, places: Callable[[str], list[Place]], theme: Theme) -> None:
        self._places = places
        self._theme = theme
        self._lit: tuple[str, ...] = ()
        self._veiled: frozenset[str] = frozenset()
        self._rings: list[Cover] = []
        self._veils: list[Cover] = []

    @property
    def hidden_views(self) -> list[QWidget]:
        """The views that are hidden as a whole: they are shown nothing until they are uncovered."""
        return [veil.place.view for veil in self._veils if isValid(veil)]

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        for cover in (*self._rings, *self._veils):
            if isValid(cover):
                cover.set_theme(theme)

    def light(self, parts: Iterable[str]) -> None:
        """Light these parts and no others."""
        self._lit = tuple(parts)
        _take_off(self._rings)
        places = [place for part in self._lit for place in self._places(part) if place.air is not None]
        self._rings = [Ring(place, self._theme) for place in places]

    def veil(self, parts: frozenset[str]) -> None:
        """Hide the views that these parts are and no others: numbers in a view are for itself to hide."""
        if parts == self._veiled:
            return
        self._veiled = parts
        _take_off(self._veils)
        places = [place for part in sorted(parts) for place in self._places(part) if place.rects is None]
        self._veils = [Veil(place, self._theme) for place in places]

    def lay_anew(self) -> None:
        """Another scene, or other bowls: find every part again."""
        parts, self._veiled = self._veiled, frozenset()
        self.veil(parts)
        self.light(self._lit)


def _take_off(covers: list[Cover]) -> None:
    for cover in covers:
        cover.take_off()
