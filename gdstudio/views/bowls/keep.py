"""The buttons of a bowl that is one of a choice: keep it, or take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

SIDE = 24
"""Each button's width and height in pixels at scale 1."""


class KeepButtons(QWidget):
    """A pin and a cross, side by side."""

    pin_requested = Signal(bool)
    close_requested = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the buttons for the bowl called `name`."""
        super().__init__(parent)
        self._name = name
        self.pin, self.close_button = _SignButton(theme, self), _SignButton(theme, self)
        self.pin.setCheckable(True)
        self.pin.clicked.connect(self.pin_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.close_button.setAccessibleName(f"Close the bowl of {name}")
        self.close_button.setToolTip("Take this bowl away (Space)")
        self.close_button.setAccessibleDescription("Takes this bowl away.")
        self.show_pinned(False)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        for button in (self.pin, self.close_button):
            button.set_theme(theme)
        side = self.pin.width()
        self.close_button.move(side, 0)
        self.setFixedSize(2 * side, side)

    def show_pinned(self, pinned: bool) -> None:
        """Show whether the bowl stays when others come."""
        self.pin.setChecked(pinned)
        action, effect = ("Unpin", "gives way to") if pinned else ("Pin", "stays beside")
        self.pin.setAccessibleName(f"{action} the bowl of {self._name}")
        self.pin.setToolTip(f"{action}: this bowl {effect} newly chosen ones (Space)")
        self.pin.setAccessibleDescription(f"{action}s this bowl: then it {effect} newly chosen ones.")

    def show_closable(self, closable: bool) -> None:
        """Offer to take the bowl away, or not: the last one stays."""
        self.close_button.setEnabled(closable)


class _SignButton(QAbstractButton):
    """A small flat button: a pin if it can be checked, else a cross."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """A square, large enough to hit."""
        side = round(SIDE * self._theme.scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign; a ground when the pointer is on it, a ring when focused."""
        theme, scale = self._theme, self._theme.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(frame, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(frame, 6, 6)
        color = theme.color("accent" if self.isChecked() else "outline" if self.isEnabled() else "border")
        painter.setPen(QPen(color, 1.4 * scale, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.translate(QRectF(self.rect()).center())
        painter.scale(scale, scale)
        if self.isCheckable():
            if self.isChecked():
                painter.setBrush(color)
            painter.rotate(45)
            painter.drawPolygon(_HEAD)
            painter.drawLine(_NEEDLE)
        else:
            painter.drawLines(_CROSS)
        painter.end()


_HEAD = QPolygonF(
    [QPointF(x, y) for x, y in ((-3, -6), (3, -6), (2, -1.5), (4.5, 1.5), (-4.5, 1.5), (-2, -1.5))]
)
_NEEDLE = QLineF(0, 1.5, 0, 7)
_CROSS = [QLineF(-3.6, -3.6, 3.6, 3.6), QLineF(-3.6, 3.6, 3.6, -3.6)]
