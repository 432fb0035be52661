"""Where the surface is drawn, and how it answers the mouse and the keys: set two weights, or turn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.surface.contours import Contours
from gdstudio.views.surface.relief import Relief, Turn
from gdstudio.views.surface.topics import kind_at

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.surface.frame import Frame
    from gdstudio.views.surface.shown import Shown

_FLAT_TIP = (
    "Contours: where the error is the same. Click or drag to set both weights. Keys: ← → ↑ ↓ move them,"
    " with Shift a tenth as far."
)
_RELIEF_TIP = "The error as height. Drag to turn it. Keys: ← → turn, ↑ ↓ tilt."
_PART = 1 / 40
"""A key moves the weights by so much of the frame."""
_DEGREES = 5.0


class SurfaceCanvas(QWidget):
    """Contours, or a relief that turns."""

    weights_requested = Signal(float, float, int)  # u, v, gesture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Shown | None = None
        self._frame: Frame | None = None
        self._words = ""
        self._gesture = 0
        self._dragged_from: QPointF | None = None
        self.turn = Turn()
        self.relief = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Error surface")
        self.show_relief(relief=False)

    def sizeHint(self) -> QSize:
        """Large enough for contours with their numbers."""
        return QSize(320, 220)

    def minimumSizeHint(self) -> QSize:
        """Contours can still be told apart."""
        return QSize(180, 110)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def show_relief(self, *, relief: bool) -> None:
        """Show it in perspective, or from above."""
        self.relief = relief
        self.setToolTip(_RELIEF_TIP if relief else _FLAT_TIP)
        self.setCursor(Qt.CursorShape.OpenHandCursor if relief else Qt.CursorShape.CrossCursor)
        self.update()

    def show_surface(self, shown: Shown | None, frame: Frame | None, words: str = "") -> None:
        """Show a surface; or why there is none, in words."""
        self._shown, self._frame, self._words = shown, frame, words
        self.update()

    def contours(self) -> Contours | None:
        """The picture from above at the present size."""
        if self._shown is None or self._frame is None:
            return None
        return Contours(self._theme, QRectF(self.rect()), self._frame, self._shown)

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is at a place, for those who ask: a mark, a line, or the surface."""
        picture, shown = self.contours(), self._shown
        if picture is None or shown is None:
            return None
        return Topic(Kind.SURFACE if self.relief else kind_at(picture, shown, QPointF(place)), shown.run)

    def focus_topic(self) -> Topic:
        """What it is as a whole."""
        return Topic(Kind.SURFACE, -1 if self._shown is None else self._shown.run)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface, or the words, and a ring when focused."""
        painter, theme = QPainter(self), self._theme
        picture = self.contours()
        if picture is None or self._shown is None or self._frame is None:
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font(13))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words
            )
        elif self.relief:
            Relief(theme, QRectF(self.rect()), self._frame, self._shown, self.turn).paint(painter)
        else:
            picture.paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the relief, or set the weights."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from, self._gesture = event.position(), next_gesture()
            self._set_weights(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn the relief, or go on setting the weights: one drag is one undo."""
        if self._dragged_from is None:
            return
        if self.relief:
            way = event.position() - self._dragged_from
            self.turn = self.turn.turned(way.x() / 2, way.y() / 2)
            self._dragged_from = event.position()
            self.update()
        else:
            self._set_weights(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._dragged_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows: turn and tilt the relief, or move the weights."""
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None or self._shown is None or self._frame is None or event.modifiers() & _COMMAND:
            super().keyPressEvent(event)
        elif self.relief:
            self.turn = self.turn.turned(way[0] * _DEGREES, way[1] * _DEGREES)
            self.update()
        else:
            if not event.isAutoRepeat():
                self._gesture = next_gesture()
            part = _PART / (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            (u, v), far = self._shown.surface.here, 2 * self._frame.half * part
            self.weights_requested.emit(u + way[0] * far, v + way[1] * far, self._gesture)

    def _set_weights(self, place: QPointF) -> None:
        picture = self.contours()
        if picture is not None and not self.relief and picture.plot.contains(place):
            self.weights_requested.emit(*picture.to_weights(place), self._gesture)


_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
