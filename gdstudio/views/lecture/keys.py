"""What the keys do while a lecture is given: plain keys, for nothing else wants them then.

Clickers send Page Down and Page Up, F5 and Esc in turn from one button, and a full stop or B.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_Key = Qt.Key


class Wish(Enum):
    """What a key asks for."""

    NEXT = "show the next thing"
    BACK = "go back"
    BLANK = "black, or back from it"
    LEAVE = "end the lecture"
    SPOT = "a spot follows the pointer"
    ALPHA_UP = "raise alpha"
    ALPHA_DOWN = "lower alpha"
    FOLLOW = "follow the numbers, phase by phase"
    NOTES = "show or hide the notes"


_WISHES = {
    Wish.NEXT: (
        _Key.Key_PageDown,
        _Key.Key_Right,
        _Key.Key_Down,
        _Key.Key_Space,
        _Key.Key_Return,
        _Key.Key_Enter,
    ),
    Wish.BACK: (_Key.Key_PageUp, _Key.Key_Left, _Key.Key_Up, _Key.Key_Backspace),
    Wish.BLANK: (_Key.Key_Period, _Key.Key_B),
    Wish.LEAVE: (_Key.Key_Escape, _Key.Key_F5),
    Wish.SPOT: (_Key.Key_P,),
    Wish.ALPHA_UP: (_Key.Key_Plus, _Key.Key_Equal),
    Wish.ALPHA_DOWN: (_Key.Key_Minus,),
    Wish.FOLLOW: (_Key.Key_N,),
    Wish.NOTES: (_Key.Key_T,),
}
_BY_KEY = {key: wish for wish, keys in _WISHES.items() for key in keys}
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_HELD = frozenset({Wish.ALPHA_UP, Wish.ALPHA_DOWN})
"""What goes on while its key is held down."""


def wish_of(event: QKeyEvent) -> Wish | None:
    """What a key press asks for; None: nothing, or it has a modifier and belongs to the menus."""
    if event.modifiers() & ~_PLAIN:
        return None
    wish = _BY_KEY.get(Qt.Key(event.key()))
    return None if event.isAutoRepeat() and wish not in _HELD else wish
