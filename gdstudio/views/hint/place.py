"""Where the hint bar stands: below everything; in low windows beside the menus, where it takes no height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QVBoxLayout

    from gdstudio.views.hint.bar import HintBar

LOW = 750
"""Windows lower than this many pixels at scale 1 have no line to spare."""
_CORNER = Qt.Corner.TopRightCorner
_EDGE, _GAP = 8, 4
_LEAST_WIDTH = 450


class HintPlace:
    """Moves the hint bar, when the window has changed its height.

    Args:
        bar: the hint bar.
        window: with the menus. It is asked for its menu bar each time: PySide forgets one that is kept.
        below: the layout in which it is the last.
        margins: the layout with the window's margins.
    """

    def __init__(self, bar: HintBar, window: QMainWindow, below: QVBoxLayout, margins: QVBoxLayout) -> None:
        self._bar, self._window, self._below, self._margins = bar, window, below, margins
        self.beside_menus = False
        self._stand_below()

    def fit(self, height: int, scale: float) -> None:
        """Choose the place for a window of this height, in pixels, at this scale of type."""
        room = self._room()
        # A menu bar that is the system's own is not in the window.
        low = (
            height < LOW * scale
            and room >= _LEAST_WIDTH * scale
            and not self._window.menuBar().isNativeMenuBar()
        )
        if low:
            self._stand_beside(room)
        elif self.beside_menus:
            self._stand_below()
        self.beside_menus = low
        wanted = self._bar.wanted
        self._bar.setVisible(wanted)
        self._margins.setContentsMargins(_EDGE, _EDGE, _EDGE, _GAP if wanted and not low else _EDGE)

    def _stand_beside(self, room: int) -> None:
        if self.beside_menus and self._bar.width() == room:
            return
        self._below.removeWidget(self._bar)
        self._bar.take_width(room)
        # Also when it is there already: else it is not moved.
        self._window.menuBar().setCornerWidget(self._bar, _CORNER)

    def _stand_below(self) -> None:
        self._bar.take_width(None)
        self._below.addWidget(self._bar)

    def _room(self) -> int:
        """The width that the menus leave."""
        menus = self._window.menuBar()
        actions = menus.actions()
        if self.beside_menus and actions and menus.actionGeometry(actions[-1]).isEmpty():
            # Larger type: the bar is in the way of the last menus, and until it gives way they have no place.
            self._bar.take_width(0)
            menus.setCornerWidget(self._bar, _CORNER)
        taken = menus.actionGeometry(actions[-1]).right() if actions else 0
        return menus.width() - taken - 2 * _EDGE
