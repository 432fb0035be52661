"""The small button in a heading that says which output is meant, and opens a menu of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up)
_SIDE = 9.0
_ARROW = 9.0


class OutputChooser(QAbstractButton):
    """Shows the chosen output's name. It changes only by `show_chosen`: choosing asks, others decide."""

    chosen = Signal(object)
    """The value of the choice made in the menu."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make a button without choices, called `name` where it cannot be seen."""
        super().__init__(parent)
        self._theme, self._unit = theme, theme.scale
        self._offered: list[tuple[str, object]] = []
        self._value: object = None
        self.menu = QMenu(self)
        self._group = QActionGroup(self.menu)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        self.set_look(theme, theme.scale)

    def set_look(self, theme: Theme, unit: float) -> None:
        """Take on another look; `unit` is what a pixel of the usual size has become."""
        self._theme, self._unit = theme, unit
        self._font = theme.font(13 * unit / theme.scale, bold=True)
        self.updateGeometry()
        self.update()

    def offer(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer these choices, each a text and the value it stands for."""
        if list(choices) == self._offered:
            return
        self._offered = list(choices)
        for action in self.menu.actions():
            self.menu.removeAction(action)
            action.deleteLater()
        for text, value in choices:
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            self._group.addAction(action)
            # `value` is the loop's: bound here, for it will be another when the menu is used.
            action.triggered.connect(lambda _on=False, value=value: self.chosen.emit(value))
        self._tick()

    def show_chosen(self, text: str, value: object) -> None:
        """Show what is chosen: its text on the button, a tick in the menu."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(f"{text}. {self.toolTip()}")
            self.update()
        if value != self._value:
            self._value = value
            self._tick()

    def width_for(self, texts: Sequence[str]) -> int:
        """A width in which the longest of these texts fits."""
        wide = QFontMetricsF(self._font).horizontalAdvance
        longest = max((wide(text) for text in texts), default=0.0)
        return max(round(longest + (2 * _SIDE + _ARROW + 6) * self._unit), 24)

    def sizeHint(self) -> QSize:
        """Room for its text."""
        return QSize(self.width_for([self.text()]), max(round(25 * self._unit), 24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu also with Enter and the arrows, as a list is opened."""
        if event.key() in _OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, text, arrow and focus ring."""
        theme, unit = self._theme, self._unit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "outline"), 2 if focused else 1))
        painter.setBrush(theme.color("raised" if self.underMouse() else "card"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(theme.color("text"))
        painter.setFont(self._font)
        room = box.adjusted(_SIDE * unit, 0, -(_SIDE + _ARROW) * unit, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(QPen(theme.color("muted"), 1.5 * unit, c=Qt.PenCapStyle.RoundCap))
        tip = QPointF(box.right() - (_SIDE + _ARROW / 2) * unit, box.center().y() + 2 * unit)
        half = 3.6 * unit
        painter.drawPolyline([tip + QPointF(-half, -half), tip, tip + QPointF(half, -half)])
        painter.end()

    def _tick(self) -> None:
        for action in self.menu.actions():
            action.setChecked(action.data() == self._value)

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))
