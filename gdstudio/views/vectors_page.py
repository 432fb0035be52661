"""The window's middle for the scene of short vectors: one card, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.views.kit.card import card
from gdstudio.views.kit.cover import Place
from gdstudio.views.vectors.panel import VectorsPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import WeightRef
    from gdstudio.views.kit.theme import Theme


class VectorsPage(QObject):
    """The vectors' one view, and where it stands."""

    input_requested = Signal(int, int, int, float, int)
    side = None
    side_first = False
    in_front: tuple[str, ...] = ()

    def __init__(self, theme: Theme, parent: QObject) -> None:
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

    def turn_to(self, _panel: str) -> bool:
        """All of it is in front."""
        return False

    def select(self, ref: WeightRef | None) -> None:
        """There is no weight to be selected."""

    def bring(self, view: QWidget) -> None:
        """All of it is always shown."""

    def least_width(self) -> int:
        """The width that it needs, at least."""
        return self.middle.minimumSizeHint().width()

    def places(self, part: str) -> list[Place]:
        """Where a part of the window is, as lessons name it; nothing if it is not on this page."""
        whole: dict[str, tuple[QWidget, ...]] = {
            "vectors": (self.vectors.table,),
            "likeness": (self.vectors.likeness,),
            "pair": (self.vectors.overlay,),
        }
        return [Place(view) for view in whole.get(part, ())]

    def set_theme(self, theme: Theme) -> None:
        """Paint it in another theme."""
        self.vectors.set_theme(theme)
