"""The field beside the alpha ruler: a typed alpha, checked before anyone else hears of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from gdstudio.messages import LARGEST_ALPHA
from gdstudio.numerals import parse, shortest

_TIP = f"Type alpha, from 0 to {LARGEST_ALPHA:g}, and press Enter. Esc brings the present value back."

_SEEKING = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
"""With Ctrl: the transport's. In a field they would go from word to word."""


class UnusableAlphaError(ValueError):
    """A typed alpha that can't be used; the text says why, `word` says it in two or three words."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word = word


def usable_alpha(text: str) -> float:
    """Read an alpha as people type it.

    Raises:
        UnusableAlphaError: it is not a number, negative, or larger than ``LARGEST_ALPHA``.
    """
    try:
        alpha = parse(text)
    except ValueError as refusal:
        raise UnusableAlphaError("not a number", f"Alpha: {refusal}.") from refusal
    if alpha < 0:
        raise UnusableAlphaError("below 0", "Alpha can't be negative: steps would climb. Type 0 or more.")
    if alpha > LARGEST_ALPHA:
        raise UnusableAlphaError(
            f"above {LARGEST_ALPHA:g}", f"Alpha can be {LARGEST_ALPHA:g} at most. Type a smaller number."
        )
    return alpha + 0.0  # −0 becomes 0


class AlphaField(QLineEdit):
    """A field that takes a typed alpha; what can't be used is said, and changes nothing."""

    alpha_requested = Signal(float)
    complained = Signal()  # `complaint` is another

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.complaint = ""
        self.setMaxLength(30)
        self.setAccessibleName("Alpha")
        self.setToolTip(_TIP)
        self.setAccessibleDescription(_TIP)
        self.setProperty("invalid", False)
        self.editingFinished.connect(self._finish)
        self.textEdited.connect(lambda _text: self._complain("", _TIP))

    def show_alpha(self, alpha: float) -> None:
        """Show this value, unless another is being typed."""
        text = shortest(alpha)
        if text != self._shown and not (self.hasFocus() and self.isModified()):
            self._shown = text
            self.give_up()

    def event(self, event: QEvent) -> bool:
        """While nothing is being typed, Undo and the keys that step and seek are the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys, control = QKeySequence.StandardKey, Qt.KeyboardModifier.ControlModifier
            seeks = event.key() in _SEEKING and bool(event.modifiers() & control)
            if (seeks or event.matches(keys.Undo) or event.matches(keys.Redo)) and not self.isModified():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Give up what was typed: bring the present value back."""
        self.setText(self._shown)
        self.setCursorPosition(0)
        self._complain("", _TIP)

    def _finish(self) -> None:
        if not self.isModified():
            return
        try:
            alpha = usable_alpha(self.text())
        except UnusableAlphaError as refusal:
            self._complain(refusal.word, str(refusal))
            return
        self._shown = shortest(alpha)
        self.give_up()
        self.alpha_requested.emit(alpha)

    def _complain(self, word: str, told: str) -> None:
        """Mark the field as wrong and say why; with "" for the word, as right."""
        if word == self.complaint:
            return
        self.complaint = word
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        self.setProperty("invalid", bool(word))
        self.style().unpolish(self)
        self.style().polish(self)
        self.complained.emit()
