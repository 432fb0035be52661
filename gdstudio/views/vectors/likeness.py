"""The picture of likeness: the dot product of each two vectors, in a table of colours and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.numerals import compact
from gdstudio.views.kit.heat import color_table
from gdstudio.views.vectors.badge import paint_badge, readable_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.core.network import FloatArray
    from gdstudio.views.kit.theme import Theme

_TIP = (
    "The dot product of every two vectors. Click a pair, or go there with the arrow keys, "
    "to see how its score comes about."
)
_LARGEST_CELL = 64.0
_HEAD = 34.0
_TYPES, _LONGEST = (13.5, 12, 10.5), "−0.75"
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def heat_color(value: float, scale: float, theme: Theme) -> QColor:
    """The colour of a number, where `scale` (greater than 0) has the strongest."""
    level = round(float(np.clip(value / scale, -1, 1)) * 127)
    return QColor.fromRgb(color_table(theme.dark)[128 + level])


class LikenessTable(QWidget):
    """All pairs; rows are the first of a pair, columns the second."""

    pair_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._scores: FloatArray = np.zeros((0, 0))
        self._pair = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_TIP)
        self.setAccessibleName("Likeness: the dot product of every pair")

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def show_scores(self, names: Sequence[str], scores: FloatArray, pair: tuple[int, int]) -> None:
        """Show the scores, (n, n), and which pair is chosen."""
        self._names, self._scores, self._pair = tuple(names), scores, pair
        first, second = pair
        self.setAccessibleDescription(
            f"{names[first]} · {names[second]} = {compact(float(scores[first, second]))}. {_TIP}"
        )
        self.update()

    def cell(self, row: int, column: int) -> QRectF:
        """The place of a pair; row or column −1 is the place of a name."""
        unit, count = self._theme.scale, max(len(self._names), 1)
        head, edge = _HEAD * unit, 4 * unit
        longest = QFontMetricsF(self._theme.font(_TYPES[-1], mono=True)).horizontalAdvance(_LONGEST) + 8
        side = min(
            (self.width() - head - 2 * edge) / count,
            max((self.height() - head - 2 * edge) / count * 1.5, longest),
            max(_LARGEST_CELL * unit, longest),
        )
        down = min(side, (self.height() - head - 2 * edge) / count)
        x = edge if column < 0 else edge + head + column * side
        y = edge if row < 0 else edge + head + row * down
        return QRectF(x, y, head if column < 0 else side, head if row < 0 else down)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, cells, the chosen pair's frame, and a ring when focused."""
        if not self._names:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 3 * theme.scale
        for index, name in enumerate(self._names):
            place = self._middle(self.cell(index, -1), inset)
            paint_badge(painter, place, name, theme, first=index == self._pair[0], second=False)
            place = self._middle(self.cell(-1, index), inset)
            paint_badge(painter, place, name, theme, first=False, second=index == self._pair[1])
        self._paint_cells(painter)
        chosen = self.cell(*self._pair).adjusted(1, 1, -1, -1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in (("card", 5.0), ("accent", 3.0)):
            painter.setPen(QPen(theme.color(color), width * theme.scale))
            painter.drawRoundedRect(chosen, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            corner = self.cell(len(self._names) - 1, len(self._names) - 1).bottomRight()
            ring = QRectF(QPointF(1, 1), corner + QPointF(3, 3) * theme.scale)
            painter.drawRoundedRect(ring, 8, 8)
        painter.end()

    def _paint_cells(self, painter: QPainter) -> None:
        theme, gap = self._theme, 1.5
        scale = float(np.abs(self._scores).max()) or 1.0
        width = self.cell(0, 0).width() - 6
        fonts = [theme.font(size, mono=True) for size in _TYPES]
        painter.setPen(Qt.PenStyle.NoPen)
        for row, scores in enumerate(self._scores.tolist()):
            for column, score in enumerate(scores):
                place = self.cell(row, column).adjusted(gap, gap, -gap, -gap)
                ground, text = heat_color(score, scale, theme), compact(score, 3)
                painter.setPen(QPen(theme.color("border"), 1))
                painter.setBrush(ground)
                painter.drawRoundedRect(place, 4, 4)
                fitting = (f for f in fonts if QFontMetricsF(f).horizontalAdvance(text) <= width)
                painter.setFont(next(fitting, fonts[-1]))
                painter.setPen(readable_on(ground))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _middle(place: QRectF, inset: float) -> QRectF:
        """A badge's place in a heading cell: as high as wide."""
        side = min(place.width(), place.height()) - 2 * inset
        badge = QRectF(0, 0, side, side)
        badge.moveCenter(place.center())
        return badge

    def pair_at(self, place: QPointF) -> tuple[int, int] | None:
        """The pair at a place: of a cell, or, at a name, of that and the other one that is chosen."""
        count = len(self._names)
        for row in range(-1, count):
            for column in range(-1, count):
                if (row, column) != (-1, -1) and self.cell(row, column).contains(place):
                    return self._pair[0] if row < 0 else row, self._pair[1] if column < 0 else column
        return None

    def focus_topic(self) -> Topic:
        """The chosen pair's dot product, for those who ask."""
        return Topic(Kind.LIKENESS, -1, *self._pair)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a pair by its cell, or one of the two by its name."""
        if event.button() is Qt.MouseButton.LeftButton and (pair := self.pair_at(event.position())):
            self.pair_chosen.emit(*pair)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from pair to pair."""
        key = event.key()
        if key not in _ARROWS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        down, right = _ARROWS[Qt.Key(key)]
        row, column, last = self._pair[0] + down, self._pair[1] + right, len(self._names) - 1
        if 0 <= row <= last and 0 <= column <= last:
            self.pair_chosen.emit(row, column)
