"""A combo box whose owner is told when its list has closed: until then nothing may change in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox


class Combo(QComboBox):
    """A combo box that says when its list has closed."""

    closed = Signal()

    def hidePopup(self) -> None:
        """Close the list, and say so."""
        super().hidePopup()
        self.closed.emit()
