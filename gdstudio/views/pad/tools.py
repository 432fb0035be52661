"""The row of small buttons under the pad: three pens, an eraser, Undo and Clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

PENS = {"Thin pen": 0.06, "Medium pen": 0.09, "Thick pen": 0.12}
"""How wide, as a share of the pad's side; a digit drawn with the medium one has MNIST's strokes."""

_HEIGHT = 28
_PAD = 9  # pixels beside a label
_DOT = 100  # pixels of a dot for a pen as wide as the pad


class PadButton(QAbstractButton):
    """A button with a label, or with a dot as large as the pen it stands for."""

    def __init__(self, theme: Theme, text: str, tip: str, *, dot: float = 0.0) -> None:
        super().__init__()
        self._theme, self._dot = theme, dot
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the label or the dot."""
        scale = self._theme.scale
        if self._dot:
            return QSize(round(_HEIGHT * scale), round(_HEIGHT * scale))
        wide = QFontMetricsF(self._theme.font(12.5)).horizontalAdvance(self.text())
        return QSize(round(wide + 2 * _PAD * scale), round(_HEIGHT * scale))

    def minimumSizeHint(self) -> QSize:
        """The same: a label is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the label or dot, and a ring when focused."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("accent" if on else "outline" if self.isEnabled() else "border"), 1))
        busy = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setBrush(theme.color("accent_soft" if on else "raised" if busy else "card"))
        painter.drawRoundedRect(box, 7, 7)
        color = theme.color(("accent" if on else "text") if self.isEnabled() else "outline")
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            radius = self._dot * _DOT * theme.scale / 2
            painter.drawEllipse(box.center(), radius, radius)
        else:
            painter.setFont(theme.font(12.5))
            painter.setPen(color)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(box, 7, 7)
        painter.end()


class Tools(QWidget):
    """Which pen is used, and what is done to the whole drawing."""

    pen_chosen = Signal(float)
    """How wide, as a share of the pad's side."""
    eraser_chosen = Signal(bool)
    undo_requested = Signal()
    clear_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._pens = QButtonGroup(self)
        self._buttons: list[PadButton] = []
        for name, wide in PENS.items():
            pen = PadButton(theme, name, f"{name} (Space chooses, ← → the next)", dot=wide)
            pen.setCheckable(True)
            pen.clicked.connect(lambda _checked=False, wide=wide: self.pen_chosen.emit(wide))
            self._pens.addButton(pen)
            self._buttons.append(pen)
        self._buttons[1].setChecked(True)
        self.eraser = PadButton(theme, "Eraser", "Take ink away instead (the right button, or Shift)")
        self.eraser.setCheckable(True)
        self.eraser.toggled.connect(self.eraser_chosen)
        self.undo = PadButton(theme, "Undo", "Take back the last stroke (Backspace on the pad)")
        self.undo.clicked.connect(self.undo_requested)
        self.clear = PadButton(theme, "Clear", "Take all ink away (Delete on the pad); Undo brings it back")
        self.clear.clicked.connect(self.clear_requested)
        self._buttons += [self.eraser, self.undo, self.clear]
        for button in self._buttons:
            layout.addWidget(button)
        layout.insertStretch(4)
        layout.setSpacing(4)
        self.show_state(strokes=False, can_undo=False)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        for button in self._buttons:
            button.set_theme(theme)

    def show_state(self, *, strokes: bool, can_undo: bool) -> None:
        """Show what can be done now."""
        self.clear.setEnabled(strokes)
        self.undo.setEnabled(can_undo)
