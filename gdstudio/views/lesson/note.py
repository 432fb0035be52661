"""A few words about lessons as a whole, with what can be done about it, until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton

from gdstudio.views.kit.announcer import Announcer
from gdstudio.views.kit.focus import has_focus_inside
from gdstudio.views.kit.markdown import as_it_is
from gdstudio.views.lesson.stack import Row, Stack
from gdstudio.views.lesson.tasks import quiet
from gdstudio.views.lesson.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme

_NARROWEST = 200


class Note(Stack):
    """Says one thing, or nothing."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 6, (10, 8, 10, 8), parent)
        self._act: Callable[[], object] = lambda: None
        self._words = Words("", theme)
        self.button, self.close_button = QPushButton(), QPushButton("Close")
        self.close_button.setToolTip("Close this note")
        self.close_button.setAccessibleDescription("Closes this note.")
        self.button.clicked.connect(self._do)
        self.close_button.clicked.connect(self.hush)
        self._announcer = Announcer(self)
        self.set_parts([self._words, Row([self.button, self.close_button], theme)])
        self.set_theme(theme)
        self.hide()

    def say(self, text: str, button: str = "", act: Callable[[], object] = lambda: None) -> None:
        """Say something.

        Args:
            text: a sentence or two.
            button: what can be done about it, or "".
            act: does that.
        """
        self._act = act
        self._words.show_words(as_it_is(text))
        self.button.setText(button)
        self.button.setToolTip(button)
        self.button.setVisible(bool(button))
        self.show()
        self._fit()
        self._announcer.announce(text)

    @property
    def text(self) -> str:
        """What is said; "" if nothing is."""
        return "" if self.isHidden() else self._words.plain

    def hush(self) -> None:
        """Say nothing any more."""
        if has_focus_inside(self):
            self.window().setFocus()
        self.hide()
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        super().set_theme(theme)
        for button in (self.button, self.close_button):
            button.setStyleSheet(quiet(theme))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow; the height follows from the width."""
        return QSize(round(_NARROWEST * self._theme.scale), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("outline"), 1))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _do(self) -> None:
        act = self._act
        self.hush()
        act()

    def _fit(self) -> None:
        self.setFixedHeight(self.height_at(self.width()))
        self.lay_out()
