"""What the colours stand for: a bar from −scale over 0 to +scale with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.numerals import MINUS, shortest
from gdstudio.views.kit.heat import heat_image

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage, QPaintEvent

    from gdstudio.views.kit.theme import Theme

_BAR = 64
_THICK = 12
_AIR = 6  # between the name and the number beside it
_NAMES = ("weight_delta", "weight", "least squares", "mean digits")


class ColorBar(QWidget):
    """Name, −scale, the colours with 0 in their middle, +scale. Its numbers have slots of one width.

    Attributes:
        quantity: what is coloured.
        scale: what the strongest colours stand for.
        beyond: some of what is shown lies beyond them, in the same colours.
        remark: what the tooltip adds.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        remark: str = "All pictures are on this one scale, which grows when it must.",
    ) -> None:
        """Make the bar of a weight from −0.001 to 0.001."""
        super().__init__(parent)
        self.remark = remark
        self.quantity, self.scale, self.beyond = "weight", 1e-3, False
        self._colors: QImage | None = None
        self.setAccessibleName("What the colours stand for")
        self.set_theme(theme)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font, self._number = theme.font(11), theme.font(11, mono=True)
        self._zero = theme.font(10, mono=True)
        self._slot = QFontMetricsF(self._number).horizontalAdvance(f"≤{MINUS}0.001") + 5
        self._name = max(QFontMetricsF(self._font).horizontalAdvance(name) for name in _NAMES) + 4
        self._colors = heat_image(np.linspace(-1, 1, 127)[np.newaxis], 1, theme)
        self.updateGeometry()
        self.update()

    def show_scale(self, quantity: str, scale: float, *, beyond: bool) -> None:
        """Show what the strongest colours stand for, and whether something lies beyond them."""
        if (quantity, scale, beyond) != (self.quantity, self.scale, self.beyond):
            self.quantity, self.scale, self.beyond = quantity, scale, beyond
            self._describe()
            self.update()

    def _describe(self) -> None:
        below, above = (" and below", " and above") if self.beyond else ("", "")
        text = (
            f"{self.quantity}: orange is negative, down to {MINUS}{shortest(self.scale)}{below}; blue is"
            f" positive, up to {shortest(self.scale)}{above}; 0 is the ground"
        )
        self.setAccessibleDescription(f"{text}.")
        self.setToolTip(f"{text}. {self.remark}")

    def topic_at(self, _place: QPoint) -> Topic:
        """What the colours are, for those who ask."""
        return Topic(Kind.COLOR_BAR)

    def sizeHint(self) -> QSize:
        """Room for name, numbers and bar."""
        return QSize(
            round(self._name + _AIR + 2 * self._slot + _BAR * self._theme.scale),
            round(17 * self._theme.scale),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything, from the right."""
        theme, unit = self._theme, self._theme.scale
        painter = QPainter(self)
        area = QRectF(self.rect())
        bar = QRectF(0, 0, _BAR * unit, _THICK * unit)
        bar.moveCenter(area.center())
        bar.moveRight(area.right() - self._slot)
        painter.setPen(theme.color("muted"))
        painter.setFont(self._font)
        name = QRectF(area.left(), area.top(), bar.left() - self._slot - _AIR - area.left(), area.height())
        painter.drawText(name, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.quantity)
        painter.setFont(self._number)
        low = QRectF(name.right() + _AIR, area.top(), self._slot - 5, area.height())
        text = shortest(self.scale)
        at_most, at_least = ("≤", "≥") if self.beyond else ("", "")
        painter.drawText(
            low, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{at_most}{MINUS}{text}"
        )
        high = QRectF(bar.right() + 5, area.top(), self._slot - 5, area.height())
        painter.drawText(
            high, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{at_least}{text}"
        )
        if self._colors is not None:
            painter.drawImage(bar, self._colors)
        painter.setPen(QPen(theme.color("outline"), 1))
        painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(theme.color("text"))
        painter.setFont(self._zero)
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, "0")
        painter.end()
