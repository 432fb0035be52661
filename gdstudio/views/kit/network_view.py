"""What all drawings of the network have in common: what is asked for in them, and the phases above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.lanes import shown_lane
from gdstudio.views.kit.phase_strip import PhaseStrip

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme


class NetworkView(QWidget):
    """A drawing of the network, whichever: the same is asked for by the same signals.

    Attributes:
        strip: the phases, above the network.
    """

    weight_requested = Signal(object, float, int)
    """`WeightRef`, value, gesture."""
    freeze_requested = Signal(object, bool)
    """`WeightRef`, frozen."""
    input_requested = Signal(int, int, int, float, int)
    """Lane, row of the table, column, value, gesture."""
    target_requested = Signal(int, int, int, float, int)
    """Lane, row of the table, column, value, gesture."""
    weight_selected = Signal(object)
    """`WeightRef`."""
    weight_hovered = Signal(object)
    """`WeightRef` or None."""
    phase_requested = Signal(object)
    """`Phase`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self.strip = PhaseStrip(theme, self)
        self.strip.phase_requested.connect(self.phase_requested)


class OneRunView(NetworkView):
    """One of them in which several runs are shown one at a time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._lane: int | None = None
        """The run that it was told to show, if any; see `index`."""

    @property
    def index(self) -> int:
        """Which run is shown, from 0."""
        return 0 if self._snapshot is None else shown_lane(self._snapshot, self._lane)

    @property
    def run(self) -> str:
        """What the run that is shown is called; "" where there is only one."""
        snapshot = self._snapshot
        return "" if snapshot is None or len(snapshot.lanes) == 1 else snapshot.lanes[self.index].start.label

    def name_run(self, name: str) -> None:
        """Have a screen reader say a name for it, and which of several runs is shown."""
        self.setAccessibleName(f"{name}: {self.run}" if self.run else name)
