"""Lines of text beside the pictures; their type gets smaller before a word would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.snowflake import paint_snowflake

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter


class Captions(QWidget):
    """Some lines, the first one strong where there are several.

    Args:
        theme: the look.
        name: what they are about, for a screen reader.
        parent: the panel.
        flake: whether a snowflake stands before the words.
        centered: whether they stand in the middle.
    """

    def __init__(
        self, theme: Theme, name: str, parent: QWidget, *, flake: bool = False, centered: bool = False
    ) -> None:
        super().__init__(parent)
        self._flake, self._centered = flake, centered
        self._lines: tuple[str, ...] = ()
        self._fonts: list[QFont] = []
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme, self._fonts = theme, []
        self.update()

    def show_lines(self, *lines: str) -> None:
        """Show these lines."""
        if lines != self._lines:
            self._lines, self._fonts = lines, []
            self.setAccessibleDescription(". ".join(lines))
            self.update()

    @property
    def text(self) -> str:
        """All that is shown."""
        return "\n".join(self._lines)

    @property
    def fits(self) -> bool:
        """Whether nothing is cut."""
        return all(_width(self._fitting(line), line) <= self._room() for line in self._lines)

    def sizeHint(self) -> QSize:
        """As wide as the words, a line high for each."""
        font = self._theme.font(_SIZES[0])
        return QSize(
            round(max((_width(font, line) for line in self._lines), default=0) + self._indent()),
            round(QFontMetricsF(font).height() * max(len(self._lines), 1)),
        )

    def resizeEvent(self, _event: object) -> None:
        """Choose the type anew."""
        self._fonts = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        if not any(self._lines):
            return
        self._fonts = self._fonts or [self._fitting(line) for line in self._lines]
        painter, theme = QPainter(self), self._theme
        height, indent = self.height() / len(self._lines), self._indent()
        for place, (line, font) in enumerate(zip(self._lines, self._fonts, strict=True)):
            painter.setFont(font)
            strong = place == 0 and len(self._lines) > 1
            painter.setPen(theme.color("text" if strong else "muted"))
            rect = QRectF(indent, place * height, self.width() - indent, height)
            painter.drawText(rect, _CENTER if self._centered else _LEFT, line)
        if self._flake:
            side = 11 * theme.scale
            paint_snowflake(painter, QRectF(0, (self.height() - side) / 2, side, side), theme.color("ice"))
        painter.end()

    def _indent(self) -> float:
        return 16 * self._theme.scale if self._flake else 0.0

    def _room(self) -> float:
        return self.width() - self._indent()

    def _fitting(self, line: str) -> QFont:
        fonts = [self._theme.font(size) for size in _SIZES]
        return next((font for font in fonts if _width(font, line) <= self._room()), fonts[-1])


def _width(font: QFont, line: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(line)
