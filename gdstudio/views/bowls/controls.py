"""The small buttons above the bowls: a labelled switch, and segments of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme


class LabelledSwitch(QAbstractButton):
    """A switch with its label beside it; on is told by place and colour."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Make a switch labelled `text`, off."""
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font = theme.font(12.5)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As large as label and switch."""
        scale = self._theme.scale
        return QSize(
            QFontMetrics(self._font).horizontalAdvance(self.text()) + round(52 * scale), round(26 * scale)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the knob, the label, and a ring when focused."""
        theme, scale, on = self._theme, self._theme.scale, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        track = QRectF(8 * scale, middle - 7 * scale, 27 * scale, 14 * scale)
        painter.setPen(QPen(theme.color("accent" if on else "outline"), 1.4))
        painter.setBrush(theme.color("accent" if on else "card"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        knob = QPointF(track.right() - 7 * scale if on else track.left() + 7 * scale, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on_accent" if on else "outline"))
        painter.drawEllipse(knob, 4.4 * scale, 4.4 * scale)
        paint_ring(painter, self, theme)
        painter.setPen(theme.color("text"))
        painter.setFont(self._font)
        label = QRectF(self.rect()).adjusted(41 * scale, 0, 0, 0)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class Segment(QAbstractButton):
    """One of several choices in a row; put it into an exclusive QButtonGroup."""

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, choice: bool = True
    ) -> None:
        """Make a segment labelled `text`; with `choice` False a plain button of the same look."""
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(choice)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font = theme.font(12.5, medium=True)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its label and some air."""
        scale = self._theme.scale
        return QSize(
            QFontMetrics(self._font).horizontalAdvance(self.text()) + round(24 * scale), round(26 * scale)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill, filled when chosen, and a ring when focused."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("accent" if on else "outline"), 1))
        painter.setBrush(theme.color("accent" if on else "raised" if self.underMouse() else "card"))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(theme.color("on_accent" if on else "text"))
        painter.setFont(self._font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        paint_ring(painter, self, theme, inner=theme.color("on_accent") if on else None)
        painter.end()


def paint_ring(painter: QPainter, button: QAbstractButton, theme: Theme, inner: QColor | None = None) -> None:
    """Draw the focus ring of a button that has the focus; on an accent fill with a light line inside."""
    if not button.hasFocus():
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(box, 7, 7)
    if inner is not None:
        painter.setPen(QPen(inner, 1.2))
        painter.drawRoundedRect(box.adjusted(2.2, 2.2, -2.2, -2.2), 5, 5)
