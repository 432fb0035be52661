"""What a lesson lays over parts of the window: a ring that lights a part, a veil that hides it.

A cover is a child of the view that it is laid over, so it moves and hides with it, and no layout knows of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

_RADIUS = 8
_REACH = 4
"""A ring stands this far outside of what it lights, where there is room."""
_WORDS = "hidden until you have answered"


class Place(NamedTuple):
    """A view, or some rectangles in it (in its own coordinates), asked for anew whenever it changes."""

    view: QWidget
    rects: Callable[[], list[QRect]] | None = None

    def all_rects(self) -> list[QRect]:
        """The rectangles; the whole view where none are given."""
        return [self.view.rect()] if self.rects is None else self.rects()


class Cover(QWidget):
    """Lies over one place, as large as its view; painted by its kind."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place.view)
        self.place = place
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.view.installEventFilter(self)
        self.lay()
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def lay(self) -> None:
        """Take the place's present size, and lie above all that is in it."""
        self.setGeometry(self.place.view.rect())
        self.raise_()
        self.update()

    def take_off(self) -> None:
        """Be gone at once, unless it went with its view."""
        if not isValid(self):
            return
        self.place.view.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the view's size, and stay above what is added to it."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self.lay()
        return super().eventFilter(watched, event)


class Ring(Cover):
    """Lights a place: a line around each of its rectangles. The mouse reaches what is below."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 * self._theme.scale
        painter.setPen(QPen(self._theme.color("star"), width))
        room = QRectF(self.rect()).adjusted(width, width, -width, -width)
        for rect in self.place.all_rects():
            painter.drawRoundedRect(
                QRectF(rect).adjusted(-_REACH, -_REACH, _REACH, _REACH) & room, _RADIUS, _RADIUS
            )
        painter.end()


class Veil(Cover):
    """Hides a whole view: nothing of it can be seen or pointed at, and the keyboard does not get there."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place, theme)
        self.setAccessibleName(_WORDS.capitalize())
        self.setToolTip("The question hides this until it is answered")
        place.view.setEnabled(False)

    def take_off(self) -> None:
        """Be gone at once: the keyboard gets to the view again."""
        if isValid(self):
            self.place.view.setEnabled(True)
        super().take_off()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover everything, and say why."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("card"))
        painter.setPen(QPen(self._theme.color("outline"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), _RADIUS, _RADIUS)
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._theme.font(12.5))
        text = painter.boundingRect(
            QRectF(self.rect()).adjusted(6, 2, -6, -2),
            int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
            _WORDS,
        )
        words = _WORDS if text.height() < self.height() and text.width() < self.width() else "?"
        painter.drawText(
            QRectF(self.rect()).adjusted(6, 2, -6, -2),
            int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
            words,
        )
        painter.end()
