"""A few words of Markdown that a widget paints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPalette, QTextDocument

from gdstudio.views.kit.markdown import write

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gdstudio.views.kit.theme import Theme


class Passage:
    """A few words of Markdown that a widget paints itself."""

    def __init__(self, markdown: str, theme: Theme, size: float = 13) -> None:
        self._markdown, self._size = markdown, size
        self._document = QTextDocument()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        write(self._document, self._markdown, theme, self._size)

    @property
    def plain(self) -> str:
        """The words alone."""
        return self._document.toPlainText()

    def height_at(self, width: float) -> int:
        """How high it is when it is so wide."""
        self._document.setTextWidth(max(width, 1))
        return round(self._document.size().height() + 0.5)

    def paint(
        self, painter: QPainter, left: float, top: float, width: float, color: str, theme: Theme
    ) -> None:
        """Paint it in one of the theme's colours."""
        self._document.setTextWidth(max(width, 1))
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, theme.color(color))
        context.palette = palette
        painter.save()
        painter.translate(QPointF(left, top))
        self._document.documentLayout().draw(painter, context)
        painter.restore()
