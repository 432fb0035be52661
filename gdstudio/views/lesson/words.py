"""A few words that wrap, painted in one of the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.views.lesson.passage import Passage

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme


class Words(QWidget):
    """Shows Markdown.

    Args:
        markdown: the words.
        theme: how they look.
        size: of the letters, in pixels at scale 1.
        color: the theme's.
        least: the least height, the same.
    """

    def __init__(
        self, markdown: str, theme: Theme, *, size: float = 13, color: str = "text", least: int = 0
    ) -> None:
        super().__init__()
        self._passage = Passage(markdown, theme, size)
        self._size, self._color, self._least = size, color, least
        self.set_theme(theme)

    @property
    def plain(self) -> str:
        """The words alone."""
        return self._passage.plain

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._passage.set_theme(theme)
        self.setAccessibleName(self.plain)
        self.update()

    def show_words(self, markdown: str) -> None:
        """Show other words."""
        self._passage = Passage(markdown, self._theme, self._size)
        self.setAccessibleName(self.plain)
        self.update()

    def show_in(self, color: str) -> None:
        """Show them in another of the theme's colours."""
        self._color = color
        self.update()

    def height_at(self, width: int) -> int:
        """As high as the words at this width."""
        return max(self._passage.height_at(width), round(self._least * self._theme.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        self._passage.paint(painter, 0, 0, self.width(), self._color, self._theme)
        painter.end()
