"""The words above a sweep's picture: what it found, and what it was made from, in one line or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from gdstudio.views.kit.theme import Theme

_EDGE, _LINE, _AIR, _APART = 10.0, 16.0, 4.0, 24.0
"""Pixels at scale 1: beside the words, of a line, above and below, and between two texts in one line."""
_LONGEST = "α 0.00012345 · mean error 1.23e−123 · no guarantee"
"""Room is kept for this, so that nothing jumps as the cursor moves."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Headline:
    """Two texts at the top of a room of a given width.

    Args:
        theme: whose type and colours.
        width: of the room.
        usual: the text that stands first while no point is looked at.
        origins: the second text, the longest wording first.
    """

    def __init__(self, theme: Theme, width: float, usual: str, origins: Sequence[str]) -> None:
        self._theme, unit = theme, theme.scale
        self._row = QRectF(_EDGE * unit, _AIR * unit, width - 2 * _EDGE * unit, _LINE * unit)
        first = QFontMetricsF(theme.font(12.5, medium=True))
        second = QFontMetricsF(theme.font(11.5))
        taken = max(first.horizontalAdvance(text) for text in (_LONGEST, usual)) + _APART * unit
        widths = [second.horizontalAdvance(text) for text in origins]
        self.in_one_line = taken + widths[0] <= self._row.width()
        fitting = (text for text, needed in zip(origins, widths, strict=True) if needed <= self._row.width())
        self.origin = next(fitting, origins[-1])

    @property
    def height(self) -> float:
        """How much of the room it takes."""
        lines = 1 if self.in_one_line else 2
        return (lines * _LINE + 2 * _AIR) * self._theme.scale

    def paint(self, painter: QPainter, text: str, *, wrong: bool) -> None:
        """Write `text`, and what the sweep was made from.

        Args:
            painter: on the room.
            text: what stands first now.
            wrong: it says that something is wrong.
        """
        theme, below = self._theme, 0.0 if self.in_one_line else _LINE * self._theme.scale
        painter.setFont(theme.font(12.5, medium=True))
        painter.setPen(theme.color("diverges_text" if wrong else "text"))
        painter.drawText(self._row, _LEFT, text)
        painter.setFont(theme.font(11.5))
        painter.setPen(theme.color("muted"))
        painter.drawText(self._row.translated(0, below), _RIGHT if self.in_one_line else _LEFT, self.origin)
