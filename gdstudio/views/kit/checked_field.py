"""A field that suggests a number, takes another that is typed, and says why what is typed can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from gdstudio.messages import LARGEST_ALPHA
from gdstudio.numerals import parse

if TYPE_CHECKING:
    from collections.abc import Callable


def usable_alpha(text: str) -> float:
    """Read an alpha as people type it.

    Raises:
        ValueError: it is not a number, or out of range; the text says what to type.
    """
    alpha = parse(text)
    if not 0 < alpha <= LARGEST_ALPHA:
        raise ValueError(f"Type an alpha above 0, at most {LARGEST_ALPHA:g}.")
    return alpha


class CheckedField(QLineEdit):
    """Holds what was prefilled until something else is typed.

    Args:
        name: of the field, for screen readers.
        tip: what is typed here.
        parent: what it stands on.
    """

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = tip
        self._prefilled = ""
        self.setMaxLength(24)
        self.setAccessibleName(name)
        self.setProperty("invalid", False)
        self._say("")
        self.textEdited.connect(lambda _text: self._say(""))

    @property
    def own(self) -> bool:
        """Whether it holds something that was typed."""
        return self.text() != self._prefilled

    def prefill(self, text: str, *, anew: bool = False) -> None:
        """Suggest this, unless something else was typed; `anew`: all the same."""
        own, self._prefilled = self.own, text
        if (anew or not own) and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
            self._say("")

    def read(self, usable: Callable[[str], float]) -> float | None:
        """What is typed; None if it can't be used: then the field is marked, and says why."""
        try:
            return usable(self.text())
        except ValueError as refusal:
            self.complain(str(refusal))
            return None

    @property
    def complaint(self) -> str:
        """Why what is typed can't be used, or ""."""
        return self.accessibleDescription() if self.property("invalid") else ""

    def complain(self, sentence: str) -> None:
        """Mark the field as wrong, and say why."""
        self._say(sentence)

    def event(self, event: QEvent) -> bool:
        """While nothing is being typed there is nothing to undo here: leave those keys to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if (event.matches(keys.Undo) or event.matches(keys.Redo)) and not self.isModified():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc brings the suggestion back."""
        if event.key() == Qt.Key.Key_Escape and self.own:
            self.prefill(self._prefilled, anew=True)
        else:
            super().keyPressEvent(event)

    def _say(self, complaint: str) -> None:
        told = complaint or self._tip
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        if bool(self.property("invalid")) != bool(complaint):
            self.setProperty("invalid", bool(complaint))
            self.style().unpolish(self)
            self.style().polish(self)
