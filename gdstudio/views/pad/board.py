"""The square that is drawn on: with the mouse, a pen or a finger, or with the arrow keys and Space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.views.pad.strokes import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme

_TIP = (
    "Draw with the mouse, a pen or a finger; the right button or Shift erases.\n"
    "Keys: the arrows move the pen, Space sets it down and lifts it (Shift+Space: the eraser),"
    " Backspace takes back the last stroke, Delete clears."
)
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_KEY_WAY = 1 / 36  # of the side, for each press of an arrow
_RING = 3  # pixels around the pad, where the focus ring goes
_HINT_COLOR = "#a3adba"  # on black, in every theme


class Board(QWidget):
    """Holds the drawing, shows it white on black as the images are, and changes it."""

    drew = Signal()
    """The drawing is another."""
    stroke_ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = Drawing()
        self.pen_width = 0.09
        """Of the pen, as a share of the side."""
        self.erasing = False
        """Whether strokes take ink away."""
        self._theme = theme
        self._pen = QPointF(0.5, 0.5)
        self._down = False
        self._by_key = False
        self._held: set[int] = set()
        self._keys_used = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAccessibleName("Drawing pad")
        self.setToolTip(_TIP)
        self._describe()

    def sizeHint(self) -> QSize:
        """Large enough to draw with ease."""
        side = round(300 * self._theme.scale)
        return QSize(side, side)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    @property
    def drawing_now(self) -> bool:
        """Whether the pen is down."""
        return self._down

    def clear(self) -> None:
        """Take all ink away."""
        self._lift()
        self.drawing.clear()
        self._changed()

    def write(self, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
        """Draw these strokes in place of what there is: points from (0, 0) to (1, 1)."""
        self._lift()
        self.drawing.clear()
        for first, *others in strokes:
            self.drawing.begin(QPointF(*first), self.pen_width, erases=False)
            for point in others:
                self.drawing.extend(QPointF(*point))
        self._changed()

    def undo(self) -> None:
        """Take back the latest stroke or clearing."""
        self._lift()
        self.drawing.undo()
        self._changed()

    # --- the pen ---

    def _set_down(self, at: QPointF, *, erases: bool, by_key: bool) -> None:
        self._lift()
        self._down, self._by_key, self._pen = True, by_key, at
        self.drawing.begin(at, self.pen_width, erases=erases)
        self._changed()

    def _move(self, to: QPointF) -> None:
        self._pen = to
        if self._down:
            self.drawing.extend(to)
            self._changed()
        else:
            self._describe()
            self.update()

    def _lift(self) -> None:
        if self._down:
            self._down = False
            self._describe()
            self.update()
            self.stroke_ended.emit()

    def _changed(self) -> None:
        self._describe()
        self.update()
        self.drew.emit()

    def _describe(self) -> None:
        count = self.drawing.strokes
        strokes = f"{count} stroke{'' if count == 1 else 's'}" if count else "empty"
        across, down = round(100 * self._pen.x()), round(100 * self._pen.y())
        state = "down" if self._down else "up"
        self.setAccessibleDescription(
            f"{strokes}; the pen is {state}, {across} % across and {down} % down. "
            "Arrow keys move it, Space sets it down and lifts it."
        )

    # --- mouse, pen, finger ---

    def _place(self, position: QPointF) -> QPointF:
        ground = self._ground()
        return QPointF(
            (position.x() - ground.x()) / ground.width(), (position.y() - ground.y()) / ground.height()
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the pen down, or with the right button or Shift the eraser."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            super().mousePressEvent(event)
            return
        self._keys_used = False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        erases = self.erasing or shift or event.button() == Qt.MouseButton.RightButton
        self._set_down(self._place(event.position()), erases=erases, by_key=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if self._down and not self._by_key:
            self._move(self._place(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lift the pen."""
        if not self._by_key:
            self._lift()

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, two at a time go aslant; Space, Backspace, Delete, Esc."""
        free = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~free:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._held.add(event.key())
            self._move_by_keys()
            return
        match key:
            case Qt.Key.Key_Space if event.isAutoRepeat():
                pass
            case Qt.Key.Key_Space if self._down:
                self._lift()
            case Qt.Key.Key_Space:
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._set_down(self._pen, erases=self.erasing or shift, by_key=True)
            case Qt.Key.Key_Backspace:
                self.undo()
            case Qt.Key.Key_Delete:
                self.clear()
            case Qt.Key.Key_Escape if self._down:
                self._lift()
            case _:
                super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Forget an arrow that is no longer held."""
        if not event.isAutoRepeat():
            self._held.discard(event.key())
        super().keyReleaseEvent(event)

    def _move_by_keys(self) -> None:
        self._keys_used = True
        way = sum((_ARROWS[Qt.Key(key)] for key in self._held), QPointF())
        to = self._pen + way * _KEY_WAY
        self._move(QPointF(min(max(to.x(), 0.0), 1.0), min(max(to.y(), 0.0), 1.0)))

    # --- Qt's own occasions ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus, and where the pen is if keys may come."""
        super().focusInEvent(event)
        self._keys_used = self._keys_used or event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the pen: what is typed now is not meant for it."""
        super().focusOutEvent(event)
        self._held.clear()
        self._lift()
        self.update()

    def _ground(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ink, what to do while there is none, the pen while it has the focus."""
        theme, ground = self._theme, self._ground()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(ground, self.drawing.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("outline"), 1))
        painter.drawRect(ground)
        if not self.drawing.strokes:
            painter.setFont(theme.font(13))
            painter.setPen(QColor(_HINT_COLOR))
            lower = ground.adjusted(0, ground.height() / 3, 0, 0)  # the pen waits in the middle
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, "draw a digit here")
        if self.hasFocus():
            if self._keys_used:
                self._paint_pen(painter, ground)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_pen(self, painter: QPainter, ground: QRectF) -> None:
        """A ring as wide as the pen, full while it is down."""
        painter.save()
        painter.setClipRect(ground)
        at = QPointF(
            ground.x() + self._pen.x() * ground.width(), ground.y() + self._pen.y() * ground.height()
        )
        radius = max(self.pen_width * ground.width() / 2, 4.0)
        accent = self._theme.color("accent")
        if self._down and self._by_key:
            painter.setBrush(accent)
        painter.setPen(QPen(accent, 2))
        painter.drawEllipse(at, radius, radius)
        painter.restore()
