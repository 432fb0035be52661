"""What a lesson lays over parts of the window: a ring that lights a part, a veil that hides it.

A veil is a child of the view that it is laid over, so it moves and hides with it, and no layout knows of it.
A ring runs outside of what it lights, so that it cuts no letter: it is a child of whatever has the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSplitter, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

_RADIUS = 8
_LINE = 3
"""How thick a ring is, at scale 1."""
_AIR = 3.0
INSIDE = -1.5
"""For a view whose neighbours leave no room for a ring: it runs along the view's edge, inside."""
_MOVES = {
    QEvent.Type.Resize,
    QEvent.Type.Move,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.LayoutRequest,
}
_WORDS = "hidden until its question is answered"


class Place(NamedTuple):
    """A view, or some rectangles in it (in its own coordinates), asked for anew whenever it changes.

    A ring runs outside of a whole view, but right along such a rectangle: let there be air in it.

    Attributes:
        view: whose place it is.
        rects: gives the rectangles; None: all of the view is meant.
        air: how far outside of the view a ring's middle runs, in pixels; None: it gets none.
    """

    view: QWidget
    rects: Callable[[], list[QRect]] | None = None
    air: float | None = _AIR


class Cover(QWidget):
    """Lies over one place; painted by its kind."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place.view)
        self.place = place
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.view.installEventFilter(self)
        self.show()
        self.lay()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.lay()

    def lay(self) -> None:
        """Take the view's present size, and lie above all that is in it."""
        self.setGeometry(self.place.view.rect())
        self.raise_()
        self.update()

    def take_off(self) -> None:
        """Be gone at once, unless it went with its view."""
        if not isValid(self):
            return
        if isValid(self.place.view):
            self.place.view.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the view, and stay above what is added to it."""
        if event.type() in _MOVES and isValid(self.place.view):
            self.lay()
        return super().eventFilter(watched, event)


class Ring(Cover):
    """Lights a place: a line around it, or around each of its rectangles. The mouse reaches what is below."""

    def __init__(self, place: Place, theme: Theme) -> None:
        self._watched: tuple[QWidget, ...] = ()
        super().__init__(place, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if place.rects is None:
            place.view.destroyed.connect(self.take_off)

    def lay(self) -> None:
        """Lie over the view and some room around it, or, for rectangles in it, over the view."""
        if self.place.rects is not None:
            super().lay()
            return
        view, air = self.place.view, self._air
        around = _with_room(view, air)
        host = around[-1]
        if self.parentWidget() is not host:
            self.setParent(host)
        self._watch(around[:-1])
        corner = view.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, view.size()).adjusted(-air, -air, air, air) & host.rect())
        self.setVisible(view.isVisibleTo(host))
        self.raise_()
        self.update()

    def take_off(self) -> None:
        """Be gone at once; nothing is watched any more."""
        self._watch(())
        super().take_off()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._line
        painter.setPen(QPen(self._theme.color("star"), line))
        room = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        for rect in [self.rect()] if self.place.rects is None else self.place.rects():
            painter.drawRoundedRect(QRectF(rect) & room, _RADIUS, _RADIUS)
        painter.end()

    @property
    def _line(self) -> float:
        return _LINE * self._theme.scale if self.place.rects is None else _LINE - 1

    @property
    def _air(self) -> int:
        """How far around its view it lies."""
        return round((self.place.air or 0) + self._line / 2)

    def _watch(self, widgets: tuple[QWidget, ...]) -> None:
        """Follow these: with any of them the view moves."""
        for widget in self._watched:
            if widget not in widgets and isValid(widget):
                widget.removeEventFilter(self)
        for widget in widgets:
            if widget not in self._watched:
                widget.installEventFilter(self)
        self._watched = widgets


def _with_room(view: QWidget, air: int) -> tuple[QWidget, ...]:
    """A view and those that it is in, up to the first that has so many pixels of room around it.

    Not a splitter: it would take the ring for one more of its parts.
    """
    found = [view]
    while (parent := found[-1].parentWidget()) is not None and not found[-1].isWindow():
        found.append(parent)
        whole = QRect(view.mapTo(parent, QPoint(0, 0)), view.size()).adjusted(-air, -air, air, air)
        if parent.rect().contains(whole) and not isinstance(parent, QSplitter):
            break
    return tuple(found)


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
