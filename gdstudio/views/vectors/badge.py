"""The letter of a vector, everywhere painted alike: the first of the pair filled, the second outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

_READABLE = 4.5
_TIP = "Lay {name} over the vector chosen before it (Space)"


def paint_badge(
    painter: QPainter, place: QRectF, name: str, theme: Theme, *, first: bool, second: bool
) -> None:
    """Paint a vector's letter: filled as the first, outlined as the second, both as both, else plain."""
    box = place.adjusted(1, 1, -1, -1)
    radius = 7 * theme.scale
    painter.setPen(QPen(theme.color("accent"), 2 * theme.scale) if second else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent" if first else "accent_soft" if second else "raised"))
    painter.drawRoundedRect(box, radius, radius)
    if first and second:
        painter.setPen(QPen(theme.color("on_accent"), 1.4 * theme.scale))
        inner = box.adjusted(3, 3, -3, -3)
        painter.drawRoundedRect(inner, radius * 0.6, radius * 0.6)
    painter.setPen(theme.color("on_accent" if first else "text"))
    painter.setFont(theme.font(14, mono=True, bold=True))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)


def readable_on(ground: QColor) -> QColor:
    """White where it can be read, else black (4.5 : 1 by WCAG 2.2's relative luminance)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (ground.redF(), ground.greenF(), ground.blueF())
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return QColor("#ffffff" if 1.05 / (light + 0.05) >= _READABLE else "#000000")


class NameButton(QAbstractButton):
    """A vector's letter, to be chosen."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Make the button of the vector called `name`."""
        super().__init__(parent)
        self._theme = theme
        self._roles = (False, False)
        self.setText(name)
        self.setAccessibleName(f"Vector {name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_TIP.format(name=name))
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def show_roles(self, *, first: bool, second: bool) -> None:
        """Show whether it is the first of the pair, the second, both or neither."""
        if (first, second) != self._roles:
            self._roles = (first, second)
            self._describe()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the letter."""
        return QSize(36, 30) * self._theme.scale

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the letter, and a ring when focused."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = 3.0
        place = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        first, second = self._roles
        paint_badge(painter, place, self.text(), self._theme, first=first, second=second)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        elif self.underMouse():
            painter.setPen(QPen(self._theme.color("outline"), 1))
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 8, 8)
        painter.end()

    def _describe(self) -> None:
        roles = [word for word, on in zip(("first", "second"), self._roles, strict=True) if on]
        chosen = f"{' and '.join(roles)} of the pair. " if roles else ""
        self.setAccessibleDescription(chosen + self.toolTip())
