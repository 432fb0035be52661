"""Markdown to be read and copied; it is as high as its text, so that its column scrolls, not it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from gdstudio.views.kit.markdown import write

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme

_RING = 2
_NOT_ITS_OWN = {
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
}


class Prose(QTextBrowser):
    """Shows a text.

    Args:
        theme: how it looks.
        name: what it is called by those who listen.
        size: of the letters, in pixels at scale 1.
        reach: it has a border of so many pixels, for the focus ring; 0: it is not reached by Tab.
    """

    _is_made = False

    def __init__(
        self, theme: Theme, name: str, size: float = 13, *, reach: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._size, self.reach = theme, size, reach
        self._markdown = self._heading = ""
        # A copy: the browser's own is at once brought back to the browser's present width.
        self._measure = QTextDocument()
        self._measure.documentLayout().setPaintDevice(self.viewport())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reach else Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(name)
        self.set_theme(theme)
        self._is_made = True

    @property
    def plain(self) -> str:
        """The words alone."""
        return self.toPlainText()

    def show_text(self, markdown: str, heading: str = "") -> None:
        """Show a text, below a heading if there is one."""
        if (markdown, heading) != (self._markdown, self._heading):
            self._markdown, self._heading = markdown, heading
            self._write()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        border = f"{_RING}px solid transparent"
        self.setStyleSheet(
            f"QTextBrowser {{ border: {border if self.reach else 'none'}; border-radius: 6px;"
            f" padding: {max(self.reach - _RING, 0)}px; background: transparent }}"
            f"QTextBrowser:focus {{ border-color: {theme.accent} }}"
        )
        self._write()

    def height_at(self, width: int) -> int:
        """As high as the text is at this width."""
        edges = 2 * self.reach
        self._measure.setTextWidth(max(width - edges, 1))
        return round(self._measure.size().height() + 0.5) + edges

    def changeEvent(self, event: QEvent) -> None:
        """Keep the theme's digits, all of one width: Qt puts the style sheet's font in their place."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._is_made:
            self.document().setDefaultFont(self._measure.defaultFont())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that scroll, or go on, are for the column around it."""
        if event.key() in _NOT_ITS_OWN and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel, too."""
        event.ignore()

    def _write(self) -> None:
        for document in (self.document(), self._measure):
            write(document, self._markdown, self._theme, self._size, self._heading)
