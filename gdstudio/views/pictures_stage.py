"""The middle of the window for images: pictures above, dot product and row of inputs below, as room allows.

Where it is too low for both, one is shown at a time: pictures a few pixels high would say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from gdstudio.views.kit.card import card

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

_GAP = 8
_EASY_UPPER, _EASY_LOWER = 330, 200
"""Heights from which on pictures, and a dot product, are easy to read."""
_BEST_LOWER = 300
_EDGES = 4
"""What a card adds to its view."""


class PicturesStage(QWidget):
    """Two cards, one above the other, or one at a time.

    Args:
        upper: the pictures.
        lower: what stands below them.
        unfilled: how much of the height the pictures would leave empty at a size: the lower card has it.
    """

    def __init__(
        self, upper: QWidget, lower: QWidget, unfilled: Callable[[QSize], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unfilled = unfilled
        self._views = upper, lower
        self._cards = card(upper, "pictures card"), card(lower, "product card")
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName("Pictures or products")
        self.bar.setAccessibleDescription("← → choose which of the two is shown; a higher window shows both.")
        self.bar.setToolTip("Which of the two is shown (← →); a higher window shows both")
        for name in ("Pictures", "Dot product and row"):
            self.bar.addTab(name)
        self.bar.currentChanged.connect(self._arrange)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(_GAP)
        for each in self._cards:
            self._split.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar)
        layout.addWidget(self._split, 1)
        self._stacked: bool | None = None
        # Not at once: a resize can come while Qt goes through all widgets to give them another style.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit)

    def fit(self) -> None:
        """Arrange for the present height."""
        stacked = self.height() >= _EASY_UPPER + _EASY_LOWER + _GAP
        if stacked != self._stacked:
            self._stacked = stacked
            self._arrange()
        if stacked:
            room = self.height() - _GAP
            lower = max(_EASY_LOWER, min(room * 36 // 100, _BEST_LOWER))
            lower += self._unfilled(QSize(self.width() - _EDGES, room - lower - _EDGES))
            lower = min(lower, room - _EASY_UPPER)
            self._split.setSizes([room - lower, lower])

    def bring(self, view: QWidget) -> None:
        """Show the card that has this view in it, where one is shown at a time."""
        self.bar.setCurrentIndex(int(self._cards[1].isAncestorOf(view)))

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two, as high as the lower."""
        upper, lower = (view.minimumSizeHint() for view in self._views)
        return QSize(max(upper.width(), lower.width()) + 4, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew for the new size."""
        super().resizeEvent(event)
        self._later.start()

    def _arrange(self) -> None:
        stacked = self._stacked is not False
        self.bar.setVisible(not stacked)
        for index, each in enumerate(self._cards):
            each.setVisible(stacked or index == self.bar.currentIndex())
        layout = self.layout()
        if layout is not None:
            layout.activate()  # at once: else a picture taken now would show a gap where the bar was
