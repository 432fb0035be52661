"""Some views of which one is shown, chosen by a bar of tabs above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QTabBar, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWS = {
    "Error": "The error of each step, on a logarithmic axis",
    "Runs": "Runs side by side: fork, race, compare; and futures that changes cut off",
    "Steps": "Every number of every step, in a table",
    "Surface": "The error over two weights, and the way over it",
    "Sweep": "The error after some steps, for many alphas",
    "Code": "The step as a program, line by line, with its values",
    "Bowls": "The error against single weights: one for each pixel that is chosen",
    "Draw": "A pad to draw a digit of your own, and its scores",
    "Mistakes": "Which digit is taken for which",
    "Accuracy": "How many digits are told rightly, learnt and unseen, over the steps",
    "Numbers": "The outputs’ numbers for the image that is looked at",
    "Dot product": "The image times the weights, pixel by pixel, added up to a score",
    "One row of inputs": "The image’s pixels as one row of inputs, as the network is given them",
}
"""What each view shows, by its tab."""


class Tabs(QWidget):
    """A tab for each view."""

    turned = Signal(str)

    def __init__(self, views: Mapping[str, QWidget], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setExpanding(True)
        self.bar.setUsesScrollButtons(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(name)
        self.bar.setAccessibleDescription("← → choose what is shown below.")
        self.bar.setToolTip("What is shown below (← →)")
        self._names = list(views)
        self._stack = QStackedLayout()
        for title, view in views.items():
            self.bar.setTabToolTip(self.bar.addTab(title), _SHOWS.get(title, ""))
            self._stack.addWidget(view)
        self.bar.currentChanged.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.bar)
        layout.addLayout(self._stack, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all views, in order."""
        return tuple(self._names)

    @property
    def current(self) -> str:
        """The name of the view that is shown."""
        return self._names[self.bar.currentIndex()]

    def turn_to(self, name: str) -> None:
        """Show the view of that name."""
        self.bar.setCurrentIndex(self._names.index(name))

    def offer(self, name: str, offered: bool) -> None:
        """Show or hide the tab of that name; a hidden one is not the current one."""
        index = self._names.index(name)
        if self.bar.isTabVisible(index) != offered:
            self.bar.setTabVisible(index, offered)

    def minimumSizeHint(self) -> QSize:
        """Room for the bar and for the view that needs most."""
        bar, views = self.bar.minimumSizeHint(), self._stack.minimumSize()
        return QSize(max(bar.width(), views.width()), bar.height() + views.height() + 4)

    def _turn(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.turned.emit(self._names[index])
