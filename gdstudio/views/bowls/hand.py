"""Mouse and keys on a bowl, turned into what the user wants of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal

from gdstudio.messages import LARGEST_VALUE
from gdstudio.views.bowls.frame import rounded
from gdstudio.views.kit.gestures import next_gesture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.bowls.plot import BowlPlot

GRIP = 14.0
"""How near to the dot, in pixels, it can be gripped."""

_NOTCH = 120  # one notch of a wheel, in Qt's eighths of a degree


class BowlHand(QObject):
    """Watches a bowl's events. It knows the plot, to tell where the dot is and which weight a place means.

    Attributes:
        held: the weight under the mouse while the dot is dragged, else None.
    """

    moved = Signal(float, int)  # the weight wanted, and the gesture it belongs to
    released = Signal()  # the drag has ended
    zoomed = Signal(int)  # notches; positive shows more
    opened = Signal()  # large, or back
    chosen = Signal()
    frost = Signal()  # freeze or unfreeze
    near = Signal(bool)  # pointer or keyboard came, or went

    def __init__(self, bowl: QWidget, plot: BowlPlot) -> None:
        """Watch `bowl`, in which `plot` is."""
        super().__init__(bowl)
        self._bowl, self._plot = bowl, plot
        self.held: float | None = None
        self._grip: float | None = None  # how far right of the dot it was gripped
        self._gesture = 0
        self._wheel = 0
        self._asked: float | None = None
        kinds = QEvent.Type
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            kinds.MouseButtonPress: self._press,
            kinds.MouseMove: self._move,
            kinds.MouseButtonRelease: self._release,
            kinds.MouseButtonDblClick: self._double_click,
            kinds.Wheel: self._roll,
            kinds.KeyPress: self._key,
        }
        self._coming = {kinds.Enter: True, kinds.FocusIn: True, kinds.Leave: False, kinds.FocusOut: False}
        bowl.installEventFilter(self)

    @property
    def dragging(self) -> bool:
        """Whether the dot is held by the mouse."""
        return self._grip is not None

    def answered(self) -> None:
        """Take note that newer numbers have come: key presses go on from those."""
        self._asked = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Handle an event of the bowl; return whether that is all that should happen."""
        kind = event.type()
        handler = self._handlers.get(kind)
        if handler is not None:
            return handler(event)
        if kind in self._coming:
            self.near.emit(self._coming[kind])
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self.chosen.emit()
        place, dot = self._place(event), self._plot.dot
        if dot is not None and (place - dot).manhattanLength() <= GRIP * 1.3:
            self._grip = place.x() - dot.x()
            self._gesture = next_gesture()
        return True

    def _move(self, event: QMouseEvent) -> bool:
        place = self._place(event)
        if self._grip is None:
            dot = self._plot.dot
            on_dot = dot is not None and (place - dot).manhattanLength() <= GRIP * 1.3
            self._bowl.setCursor(Qt.CursorShape.SizeHorCursor if on_dot else Qt.CursorShape.ArrowCursor)
            return False
        weight = _allowed(self._plot.frame.weight_at(place.x() - self._grip))
        before = self._weight() if self.held is None else self.held
        if weight != before:
            self.held = weight
            self.moved.emit(weight, self._gesture)
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton and self._grip is not None:
            self._grip = self.held = None
            self.released.emit()
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()
        return True

    def _roll(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if not self.dragging:
            self._wheel -= event.angleDelta().y()
            notches = int(self._wheel / _NOTCH)
            self._wheel -= notches * _NOTCH
            if notches:
                self.zoomed.emit(notches)
        event.accept()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not plain:
            return False
        match event.key():
            case Qt.Key.Key_Left:
                self._nudge(event, -1)
            case Qt.Key.Key_Right:
                self._nudge(event, 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_F:
                self.frost.emit()
            case Qt.Key.Key_Space:
                self.chosen.emit()
            case _:
                return False
        return True

    def _nudge(self, event: QKeyEvent, way: int) -> None:
        coarse = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = self._plot.span.width / (10 if coarse else 100)
        if not event.isAutoRepeat():
            self._gesture = next_gesture()
        start = self._weight() if self._asked is None else self._asked
        self._asked = _allowed(rounded(start + way * step, step / 10))
        self.moved.emit(self._asked, self._gesture)

    def _weight(self) -> float:
        picture = self._plot.picture
        return picture.bowl.weight if picture is not None else 0.0

    def _place(self, event: QMouseEvent) -> QPointF:
        return event.position() - QPointF(self._plot.pos())


def _allowed(weight: float) -> float:
    return min(max(weight, -LARGEST_VALUE), LARGEST_VALUE)
