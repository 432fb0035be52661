"""The error chart's place in the window: the chart itself comes after the first paint.

It is drawn by pyqtgraph, which takes a fifth of a second to load; the window need not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.messages import Snapshot
    from gdstudio.views.chart.chart import ErrorChart
    from gdstudio.views.kit.theme import Theme


class LateErrorChart(QWidget):
    """Stands for an `ErrorChart`, which it makes as soon as it is first painted, still empty."""

    seek_requested = Signal(int)
    made = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._chart: ErrorChart | None = None
        self._lane: int | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(200, 120)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.make)

    def make(self) -> ErrorChart:
        """Make the chart now, if it is not there yet."""
        if self._chart is None:
            from gdstudio.views.chart.chart import ErrorChart  # noqa: PLC0415  # loads pyqtgraph

            self._chart = ErrorChart(self._theme)
            self._chart.seek_requested.connect(self.seek_requested)
            if self._snapshot is not None:
                self._chart.show_snapshot(self._snapshot)
            if self._lane is not None:
                self._chart.show_lane(self._lane)
            self._layout.addWidget(self._chart)
            self.made.emit()
        return self._chart

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        if self._chart is not None:
            self._chart.set_theme(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the lanes' errors, or keep them for the chart to come."""
        self._snapshot = snapshot
        if self._chart is not None:
            self._chart.show_snapshot(snapshot)

    def show_lane(self, lane: int) -> None:
        """Draw this run (from 0) strongest."""
        self._lane = lane
        if self._chart is not None:
            self._chart.show_lane(lane)

    def sizeHint(self) -> QSize:
        """As the chart's."""
        return QSize(330, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rest of the window is painted with it: now there is time, as there was none before."""
        super().paintEvent(event)
        if self._chart is None:
            self._soon.start()
