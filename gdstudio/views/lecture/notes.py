"""What the lecturer alone sees: the notes of this step, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QTextBrowser, QVBoxLayout, QWidget

from gdstudio.views.lecture.keys import wish_of
from gdstudio.views.lecture.measures import Measures, font

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme

_KEYS = (
    "Page Down: next · Page Up: back · . black · P spot · N follow the numbers · + − alpha · "
    "Ctrl+Space play · F5 or Esc: end"
)


def notes_text(title: str, notes: str, following: str) -> str:
    """The lecturer's page as Markdown."""
    return f"## {title}\n\n{notes or 'No notes for this step.'}\n\n**Next:** {following}\n"


class NotesPage(QWidget):
    """Fills the window while the audience looks at another screen. The lecture's keys work here too."""

    def __init__(self, theme: Theme, wished: SignalInstance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wished = wished
        self._text = QTextBrowser()
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setAccessibleName("Notes for the lecturer")
        self._text.setToolTip("Your notes for this step, and what the next press shows")
        self._keys = QLabel(_KEYS)
        self._keys.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Lecture: notes")
        layout = QVBoxLayout(self)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._keys)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._text.setStyleSheet(f"font-size: {theme.pixels(20)}px")  # the window's own would win over a font
        self._keys.setStyleSheet(f"font-size: {theme.pixels(13)}px")

    def show_text(self, markdown: str) -> None:
        """Show the notes of another step."""
        self._text.setMarkdown(markdown)

    @property
    def text(self) -> str:
        """What is shown, without marks."""
        return self._text.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys as on the page that the audience sees."""
        wish = wish_of(event)
        if wish is None:
            super().keyPressEvent(event)
        else:
            self._wished.emit(wish)


class NotesStrip(QWidget):
    """The notes in a strip over the page, for a lecturer with one screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measures = Measures(1080)
        self._theme = self._measures.theme()
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Notes for the lecturer")
        self.hide()

    def set_measures(self, measures: Measures, theme: Theme) -> None:
        """Take on another size."""
        self._measures, self._theme = measures, theme

    def show_text(self, text: str) -> None:
        """Show other notes."""
        if text != self._text:
            self._text = text
            self.setAccessibleDescription(text)
            self.update()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def lie_in(self, page: QWidget) -> None:
        """Lie along the lower edge of the page."""
        height = round(4.6 * self._measures.least)
        self.setGeometry(0, page.height() - height, page.width(), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the notes on a strip of their own."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.setPen(self._theme.color("text"))
        painter.setFont(font(self._measures.least))
        side = self._measures.margin
        painter.drawText(
            QRectF(self.rect()).adjusted(side, 4, -side, -4),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap),
            self._text,
        )
        painter.end()
