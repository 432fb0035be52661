"""The window's middle for the scene of short vectors: one card, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.views.kit.card import card
from gdstudio.views.vectors.panel import VectorsPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme


class VectorsPage(QObject):
    """The vectors' one view, and where it stands."""

    input_requested = Signal(int, int, int, float, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.vectors = VectorsPanel(theme)
        self.vectors.input_requested.connect(self.input_requested)
        self.views = {self.vectors: (1, 0)}
        self.first = self.vectors
        self.middle = card(self.vectors, "vectors card")

    @property
    def order(self) -> tuple[QWidget, ...]:
        """The parts in the order in which Tab goes through them."""
        return (self.vectors,)

    def set_theme(self, theme: Theme) -> None:
        """Paint it in another theme."""
        self.vectors.set_theme(theme)
