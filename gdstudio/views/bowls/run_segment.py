"""A segment for a run: how it is drawn in the bowls, and its name. All of them together are the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from gdstudio.views.bowls.controls import Segment, paint_ring
from gdstudio.views.kit.run_look import paint_mark, paint_sample

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme

_SAMPLE, _EDGE, _BETWEEN = 22, 8, 6


class RunSegment(Segment):
    """One of several runs to be brought to the front. The one in front is drawn dark, as its bowls are."""

    def __init__(self, theme: Theme, run: int, name: str, parent: QWidget | None = None) -> None:
        """Make a segment for a run, counted from 0."""
        self._run, self._named = run, True
        super().__init__(theme, name, parent)

    def show_named(self, *, named: bool) -> None:
        """Write the name beside the line, or leave it to the tooltip."""
        self._named = named
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As large as the line, and the name if it is written."""
        width = (2 * _EDGE + _SAMPLE) * self._theme.scale
        if self._named:
            width += QFontMetrics(self._font).horizontalAdvance(self.text()) + _BETWEEN * self._theme.scale
        return QSize(round(width), round(26 * self._theme.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill, with a strong edge when chosen, and a ring when focused."""
        theme, scale, on = self._theme, self._theme.scale, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("accent" if on else "outline"), 1.6 if on else 1))
        painter.setBrush(theme.color("accent_soft" if on else "raised" if self.underMouse() else "card"))
        painter.drawRoundedRect(box, 7, 7)
        sample = QRectF(_EDGE * scale, 0, _SAMPLE * scale, self.height())
        if on:
            middle = sample.center()
            painter.setPen(QPen(theme.color("curve"), 2 * scale))
            painter.drawLine(QLineF(sample.left(), middle.y(), sample.right(), middle.y()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("text"))
            paint_mark(painter, middle, 0, 4.2 * scale)
        else:
            paint_sample(painter, theme, sample, self._run, looked_at=False)
        if self._named:
            left = sample.right() + _BETWEEN * scale
            painter.setPen(theme.color("text"))
            painter.setFont(self._font)
            room = QRectF(left, 0, self.width() - left, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        paint_ring(painter, self, theme)
        painter.end()
