"""The numbers of one axis of a bowl's plot: an item of their own, painted only when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGraphicsItem

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from gdstudio.views.bowls.frame import Frame
    from gdstudio.views.bowls.ticks import Tick
    from gdstudio.views.kit.theme import Theme

TICK = 4
"""Length of a tick mark in pixels."""


class Axis(QGraphicsItem):
    """The numbers of one axis, and its name."""

    def __init__(self, theme: Theme, *, upright: bool) -> None:
        """Make an axis, `upright` for errors at the left, else for weights below."""
        super().__init__()
        self._upright = upright
        self.ticks: list[Tick] = []
        self._rect = QRectF()
        self._texts: list[tuple[QPointF, str]] = []
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._font: QFont = theme.font(11)
        self._metrics = QFontMetricsF(self._font)
        self._color = theme.color("muted")
        self.update()

    def place(self, rect: QRectF, frame: Frame, ticks: list[Tick], name: str) -> None:
        """Take up `rect` with the axis's numbers and its name, or "" for none."""
        self.prepareGeometryChange()
        self._rect, self.ticks = rect, ticks
        area, wide, metrics = frame.area, self._metrics.horizontalAdvance, self._metrics
        edge = area.left() - TICK - 4.5
        if self._upright:
            middle = metrics.capHeight() / 2
            # Where there is little height the number in the middle would touch the others.
            shown = ticks if area.height() >= 3.4 * metrics.height() else [ticks[0], ticks[-1]]
            self._texts = [
                (
                    QPointF(
                        edge - wide(text),
                        max(area.bottom() - along * area.height() + middle, metrics.capHeight()),
                    ),
                    text,
                )
                for along, text in shown
            ]
            corner = QPointF(edge - wide(name), area.top() - metrics.height() + middle)
        else:
            base = rect.top() + metrics.ascent() - 2
            self._texts = [
                (QPointF(area.left() + along * area.width() - wide(text) / 2, base), text)
                for along, text in ticks
            ]
            corner = QPointF(edge - wide(name), base)
        self._texts += [(corner, name)] if name else []
        self.update()

    def boundingRect(self) -> QRectF:
        """Where the numbers are."""
        return self._rect

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw them."""
        painter.setFont(self._font)
        painter.setPen(self._color)
        for place, text in self._texts:
            painter.drawText(place, text)
