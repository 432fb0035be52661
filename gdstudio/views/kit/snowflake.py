"""The snowflake, which everywhere means frozen, and the button that freezes a weight with it."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

SIDE = 26
"""The button's width and height in pixels at scale 1."""


def paint_snowflake(painter: QPainter, rect: QRectF, color: QColor, width: float = 1.6) -> None:
    """Draw a six-armed snowflake that fills `rect`.

    Args:
        painter: an open painter; it is left as it was.
        rect: where; the flake is as large as the shorter side.
        color: of all its lines.
        width: of the lines, in pixels.
    """
    centre = rect.center()
    radius = (min(rect.width(), rect.height()) - width) / 2
    lines = []
    for arm in range(6):
        angle = pi / 2 + arm * pi / 3
        lines.append(QLineF(centre, _polar(centre, angle, radius)))
        fork = _polar(centre, angle, radius * 0.54)
        lines += [QLineF(fork, _polar(fork, angle + turn, radius * 0.32)) for turn in (pi / 3.6, -pi / 3.6)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLines(lines)
    painter.restore()


def _polar(start: QPointF, angle: float, length: float) -> QPointF:
    return QPointF(start.x() + length * cos(angle), start.y() - length * sin(angle))


class FreezeButton(QAbstractButton):
    """Shows whether a weight is frozen, and asks for the opposite when pressed.

    It changes its look only by `show_frozen`: what is frozen is the session's word, not the button's.
    """

    freeze_requested = Signal(bool)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the button for the weight called `name`."""
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"Freeze {name}")
        self.clicked.connect(lambda: self.freeze_requested.emit(not self.isChecked()))
        self._describe()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def rename(self, name: str) -> None:
        """Be another weight's from now on."""
        self._name = name
        self.setAccessibleName(f"Freeze {name}")
        self._describe()

    def show_frozen(self, frozen: bool) -> None:
        """Show a state, without any signal to the program."""
        if frozen != self.isChecked():
            self.setChecked(frozen)
            self._describe()

    def sizeHint(self) -> QSize:
        """A square, large enough to hit."""
        side = round(SIDE * self._theme.scale)
        return QSize(side, side)

    def nextCheckState(self) -> None:
        """Leave the state alone on a click: the next snapshot will show what came of it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the flake: ice when frozen, outline when not; a ring when focused."""
        theme, frozen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() and self.isEnabled():
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(frame, 6, 6)
        inset = self.width() * 0.18
        flake = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        weight = (1.9 if frozen else 1.3) * theme.scale
        paint_snowflake(painter, flake, theme.color("ice" if frozen else "outline"), weight)
        painter.end()

    def _describe(self) -> None:
        action = "Unfreeze" if self.isChecked() else "Freeze"
        effect = "it learns again" if self.isChecked() else "its weight_delta is set to 0 before each Learn"
        self.setToolTip(f"{action} weight {self._name}: {effect} (Space)")
        self.setAccessibleDescription(f"{action} weight {self._name}: {effect}.")
