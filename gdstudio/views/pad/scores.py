"""The scores of a drawing as bars, one for each class, and the winner in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio import numerals
from gdstudio.views.kit.heat import steady_scale

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.core.network import FloatArray
    from gdstudio.views.kit.theme import Theme

_PLAIN = 99.995  # larger numbers don't fit with two decimals
_MOST_FONT, _LEAST_FONT = 13, 11
_BELOW_ZERO = 1 / 3  # of a bar's room
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TIP = (
    "The prediction of each output: image ⊙ weights, summed. They are not probabilities: they may be negative"
    " or above 1, and need not sum to 1."
)


def score(value: float) -> str:
    """Write a score with two decimals, or very large ones shortly."""
    if not abs(value) < _PLAIN:
        return numerals.number(value, 3)
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", numerals.MINUS)


def verdict(scores: FloatArray, names: tuple[str, ...]) -> tuple[str, str]:
    """Name the winner and the next, in two short lines.

    Args:
        scores: shape (n_classes,).
        names: of the classes.
    """
    best = int(scores.argmax())
    if float(scores.min()) == float(scores[best]):
        return f"all scores are {score(float(scores[best]))}", "nothing tells the classes apart yet"
    second = int(np.argsort(-scores, kind="stable")[1])
    return (
        f"looks most like {names[best]} ({score(float(scores[best]))})",
        f"next {names[second]} ({score(float(scores[second]))})",
    )


class ScoreBars(QWidget):
    """A bar for each class: to the right of 0 or to the left, with its number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._scores: FloatArray | None = None
        self._reach = 1.0
        self._columns = 1
        self.setAccessibleName("Scores of the drawing")
        self.setToolTip(_TIP)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def set_columns(self, columns: int) -> None:
        """Stand in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self.update()

    def show_scores(self, names: tuple[str, ...], scores: FloatArray | None, *, steady: bool) -> None:
        """Show these scores, or with None only the names of the classes.

        Args:
            names: of the classes.
            scores: one each.
            steady: they change quickly: the bars' unit may grow, but not shrink.
        """
        if scores is not None:
            # Below 0 there is half as much room as above.
            largest = max(float(scores.max()), -float(scores.min()) / _BELOW_ZERO * (1 - _BELOW_ZERO))
            if not steady and largest < 0.4 * self._reach:
                self._reach = 1.0
            self._reach = steady_scale(largest, self._reach)
        self._names, self._scores = names, scores
        self.update()

    @property
    def reach(self) -> float:
        """The score whose bar takes all the room to the right of 0."""
        return self._reach

    def describe(self) -> None:
        """Say the numbers to a screen reader."""
        if self._scores is None:
            words = "nothing drawn yet"
        else:
            pairs = zip(self._names, self._scores.tolist(), strict=True)
            words = ", ".join(f"{name}: {score(value)}" for name, value in pairs)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # --- painting ---

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all rows."""
        if not self._names:
            return
        painter = QPainter(self)
        rows = -(-len(self._names) // self._columns)
        high = self.height() / rows
        size = min(max(high / self._theme.scale - 4, _LEAST_FONT), _MOST_FONT)
        font, mono = self._theme.font(size, medium=True), self._theme.font(size, mono=True)
        gap = 14 * self._theme.scale
        wide = (self.width() - gap * (self._columns - 1)) / self._columns
        label = max(QFontMetricsF(font).horizontalAdvance(name) for name in self._names)
        number = QFontMetricsF(mono).horizontalAdvance(f"{numerals.MINUS}0.00")
        widths = (min(label, 0.4 * wide), number)
        best = int(self._scores.argmax()) if self._scores is not None and np.ptp(self._scores) > 0 else -1
        for index, name in enumerate(self._names):
            column, row = divmod(index, rows)
            rect = QRectF(column * (wide + gap), row * high, wide, high)
            painter.setFont(font)
            self._paint_row(painter, rect, widths, name, index == best)
            if self._scores is not None:
                painter.setFont(mono)
                self._paint_score(painter, rect, widths, float(self._scores[index]))
        painter.end()

    def _paint_row(
        self, painter: QPainter, rect: QRectF, widths: tuple[float, float], name: str, best: bool
    ) -> None:
        theme = self._theme
        if best:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.color("text" if best else "muted"))
        room = QRectF(rect.x() + 4, rect.y(), widths[0], rect.height())
        _draw_fitting(painter, room, name)
        zero = round(self._bar_room(rect, widths).x() + _BELOW_ZERO * self._bar_room(rect, widths).width())
        painter.setPen(QPen(theme.color("outline"), 1))
        painter.drawLine(QPointF(zero, rect.top()), QPointF(zero, rect.bottom()))

    def _paint_score(
        self, painter: QPainter, rect: QRectF, widths: tuple[float, float], value: float
    ) -> None:
        theme = self._theme
        room = self._bar_room(rect, widths)
        zero = round(room.x() + _BELOW_ZERO * room.width())
        long = round(value / self._reach * (1 - _BELOW_ZERO) * room.width())
        thick = max(round(rect.height() * 0.5), 4)
        top = round(rect.center().y() - thick / 2)
        if long:
            bar = QRectF(zero + 1, top, long, thick) if long > 0 else QRectF(zero + long, top, -long, thick)
            painter.fillRect(bar, theme.signed(value))
        painter.setPen(theme.signed(value, text=True))
        painter.drawText(rect.adjusted(0, 0, -4, 0), _RIGHT, score(value))

    def _bar_room(self, rect: QRectF, widths: tuple[float, float]) -> QRectF:
        return rect.adjusted(widths[0] + 12, 0, -(widths[1] + 10), 0)


def _draw_fitting(painter: QPainter, rect: QRectF, text: str) -> None:
    """Draw text in one line, set narrower where it would not fit."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    wide = painter.fontMetrics().horizontalAdvance(text)
    if wide <= rect.width() + 1:
        painter.drawText(rect, flags, text)
        return
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / wide, 1)
    painter.drawText(QRectF(0, 0, wide, rect.height()), flags, text)
    painter.restore()
