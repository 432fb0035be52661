"""What a lesson wants of the window, as signals: which view in front, which weight selected, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.lessons.lesson import DrawDigit, OpenPanel, SelectWeight, ShowPair
from gdstudio.messages import Compare

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import InWindow


class WindowWishes(QObject):
    """A signal for each kind of wish."""

    panel_wanted = Signal(str)
    weight_wanted = Signal(object)
    """A weight is to be selected, or None: none any more."""
    pair_wanted = Signal(int, int)
    """Two vectors, each a row from 0, are to be laid over each other."""
    reference_wanted = Signal(object)
    """Pictures to be shown instead of the weights, or None: the weights again."""
    digit_wanted = Signal(int)
    """A digit is to be written on the pad."""

    def ask(self, wish: InWindow | Compare) -> None:
        """Ask for one thing."""
        match wish:
            case Compare(reference=reference):
                self.reference_wanted.emit(reference)
            case OpenPanel(panel=panel):
                self.panel_wanted.emit(panel)
            case SelectWeight(weight=weight):
                self.weight_wanted.emit(weight)
            case ShowPair(first=first, second=second):
                self.pair_wanted.emit(first, second)
            case DrawDigit(digit=digit):
                self.digit_wanted.emit(digit)

    def begin_anew(self) -> None:
        """Nothing is selected, and the weights themselves are shown."""
        self.weight_wanted.emit(None)
        self.reference_wanted.emit(None)
