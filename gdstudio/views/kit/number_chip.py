"""A number that can be read, typed, nudged and dragged: an input, a weight, a target, or only shown."""

from __future__ import annotations

from functools import partial
from math import floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.core.examples import LARGEST_VALUE, checked_value
from gdstudio.numerals import compact
from gdstudio.views.kit.chip_face import Face, Look, Shape, State
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.kit.number_edit import ENDING_KEYS, FIRST_CHARACTERS, NumberEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme

__all__ = ["Look", "NumberChip", "nudge"]

_DRAG_THRESHOLD = 4
_PIXELS_A_NUDGE = 3
_SMALLEST_NUDGE = 1e-3
"""Small enough for weights, large enough to get through 0 in a few strokes."""
_TURNING_TO = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def nudge(value: float, count: int) -> float:
    """Move a number by `count` units of its second significant digit: 0.11 and 1 give 0.12."""
    if count == 0:
        return value
    unit = 10.0 ** (floor(log10(abs(value))) - 1) if value else 0.01
    moved = value + count * max(unit, _SMALLEST_NUDGE)
    return min(max(round(moved, 12), -LARGEST_VALUE), LARGEST_VALUE)


class NumberChip(QWidget):
    """One number with its name.

    Double-click, Enter, F2 or the first character of a number opens a line to type in; Up and Down nudge
    (Shift: ten times as far), and so does dragging sideways. What it shows changes by `show_value`, and at
    once by the user's own hand.
    """

    value_requested = Signal(float, int)
    """The value wanted, and its gesture's number."""
    pick_requested = Signal()
    """The user turns to this number, by a click or by Tab."""
    looked_at = Signal(bool)
    """Whether the pointer or the focus is here."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        shape: Shape = "pill",
        editable: bool = True,
    ) -> None:
        """Make a chip of one shape.

        Args:
            theme: its look.
            name: what is written before the number, or "".
            parent: what it lies on.
            shape: "circle", "pill", "box" or "slim" (low and narrow); "plain" and "bare" are the latter two
                without an outline.
            editable: whether the user may change it; if not, it takes no focus.
        """
        super().__init__(parent)
        self.name, self.shape, self.editable = name, shape, editable
        self.check: Callable[[float], float] = partial(checked_value, name=name or "value")
        self._write: Callable[[float], str] = compact
        self._value = self._latest = 0.0
        self._text = self._note = ""
        self._look = Look()
        self._edit: NumberEdit | None = None
        self._drag_from: tuple[float, float] | None = None
        self._gesture = self._reserve = 0
        if editable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, editable)
        self.set_theme(theme)

    def set_theme(
        self,
        theme: Theme,
        reserve: int = 0,
        write: Callable[[float], str] = compact,
    ) -> None:
        """Take on another look.

        Args:
            theme: the colours.
            reserve: pixels kept free at the right end, for a button lying there.
            write: how the number is written.
        """
        self._reserve = reserve
        self._face = Face(theme, self.shape, self.name, reserve)
        self._write = write
        self._show(self._value)
        self.updateGeometry()
        self.update()

    def show_value(self, value: float) -> None:
        """Show a value, unless the user is holding the chip."""
        self._latest = value
        if value != self._value and not self.held:
            self._show(value)

    def show_look(self, look: Look) -> None:
        """Stand out in another way."""
        if look != self._look:
            self._look = look
            self.update()

    def describe(self, note: str) -> None:
        """Say more than the number to a screen reader."""
        if note != self._note:
            self._note = note
            self.setAccessibleDescription(". ".join(filter(None, (self._text, note))))

    @property
    def held(self) -> bool:
        """Whether the user is dragging or typing."""
        return self._edit is not None or self._drag_from is not None

    @property
    def text(self) -> str:
        """The number as written."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for the name and eight characters."""
        height = round(3.4 * self._face.digit)
        if self.shape == "circle":
            return QSize(height * 2, height * 2)
        return QSize(round(self._face.natural_width), height)

    def _show(self, value: float) -> None:
        self._value = value
        text = self._write(value)
        if text != self._text:
            self._text = text
            self.setAccessibleDescription(". ".join(filter(None, (text, self._note))))
            # Not where a button lies: it would be painted again as well.
            self.update(self.rect().adjusted(0, 0, -self._reserve, 0))

    def _ask(self, value: float, gesture: int) -> None:
        """Ask for a value and show it at once: the next stroke counts from it, not from an old snapshot."""
        if value != self._value:
            self._latest = value
            self._show(value)
            self.value_requested.emit(value, gesture)

    def open_edit(self, text: str = "") -> None:
        """Let the user type, beginning with `text` or with the number as it is."""
        if not self.editable or self._edit is not None:
            return
        self._drag_from = None
        # On the parent, because the chip itself may be smaller than a line of text.
        ground = self.parentWidget() or self
        edit = self._edit = NumberEdit(compact(self._value, 12), self.check, ground)
        edit.setAccessibleName(self.accessibleName() or self.name)
        edit.lie_over(self.rect() if ground is self else self.geometry(), self._face.fonts[0])
        edit.value_entered.connect(lambda value: self._ask(value, next_gesture()))
        edit.left.connect(self._close_edit)
        self.destroyed.connect(edit.deleteLater)
        QWidget.setTabOrder(self, edit)
        edit.show()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            edit.setText(text)

    def _close_edit(self) -> None:
        edit, self._edit = self._edit, None
        self._show(self._latest)
        if edit is not None and edit.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.underMouse():
            self.looked_at.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge with Up and Down; type with Enter, F2 or the first character of a number."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        if not self.editable or (modifiers and not shift):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if not (event.isAutoRepeat() and self._gesture):
                self._gesture = next_gesture()
            count = (10 if shift else 1) * (1 if key == Qt.Key.Key_Up else -1)
            self._ask(nudge(self._value, count), self._gesture)
        elif key in (*ENDING_KEYS, Qt.Key.Key_F2):
            self.open_edit()
        elif event.text() and event.text() in FIRST_CHARACTERS:
            self.open_edit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn to this number; a drag may follow."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.editable:
            self._drag_from = (event.position().x(), self._value)
            self._gesture = 0
        self.pick_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub: a nudge for every few pixels, all with one gesture number."""
        if self._drag_from is None:
            return
        start_x, start = self._drag_from
        way = event.position().x() - start_x
        if not self._gesture:
            if abs(way) < _DRAG_THRESHOLD:
                return
            self._gesture = next_gesture()
        tenfold = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self._ask(nudge(start, tenfold * round(way / _PIXELS_A_NUDGE)), self._gesture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; what the session made of a drag comes with the next snapshot."""
        if event.button() is Qt.MouseButton.LeftButton and self._drag_from is not None:
            self._drag_from = None
            if not self._gesture:
                self._show(self._latest)
            self._gesture = 0

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.open_edit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say that the pointer has come."""
        super().enterEvent(event)
        self.looked_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the pointer is gone, unless the focus is here."""
        super().leaveEvent(event)
        if not self.hasFocus() and self._edit is None:
            self.looked_at.emit(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the focus has come; by Tab it means the user turns to this number."""
        super().focusInEvent(event)
        self.looked_at.emit(True)
        if event.reason() in _TURNING_TO:
            self.pick_requested.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the focus is gone, unless to the line being typed in."""
        super().focusOutEvent(event)
        if not self.underMouse() and self._edit is None:
            self.looked_at.emit(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        state = State(self.editable, self.hasFocus() or self._edit is not None, self.underMouse())
        self._face.paint(painter, QRectF(self.rect()), self._text, self._look, state)
        painter.end()
