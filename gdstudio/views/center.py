"""The middle of the window: the network and its bowls, arranged as the room allows.

One above the other where both fit. Many bowls need height: then they stand beside the network, with the
error chart below it. Where neither fits, one is shown at a time.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from gdstudio.views.kit.card import card

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 8
_BETWEEN = 4
"""Between the tabs and what they show."""
_TALL_ENOUGH = 860
"""From this height on, nine bowls fit below the network and still are tall enough to read."""
_ONE_NETWORK = 500
"""A network narrower than this leaves room for bowls beside it."""

_EASY_BOWLS = 620
"""Three bowls in a row are easy to read from this width on."""
_LEAST_GUEST = 146
"""The least height of what stands below the network."""
_EDGES = 4
"""What a card adds to its view."""
_EASY_HEIGHT = 214
"""A row of bowls is easy to read from this height on."""


class Arrangement(Enum):
    """How network and bowls share the middle."""

    STACKED = "one above the other"
    BESIDE = "side by side"
    TABS = "one at a time"


def choose(room: QSize, upper: QSize, lower: QSize, *, many: bool) -> Arrangement:
    """Choose how two views of at least these sizes share a room.

    Args:
        room: what there is.
        upper: the least size of the network.
        lower: the least size of the bowls.
        many: whether there are more bowls than fit in a row.
    """
    stacked = room.height() >= upper.height() + lower.height() + _GAP
    beside = room.width() >= upper.width() + lower.width() + _GAP
    if beside and (not stacked or (many and room.height() < _TALL_ENOUGH)):
        return Arrangement.BESIDE
    return Arrangement.STACKED if stacked else Arrangement.TABS


class Center(QWidget):
    """Network and bowls on cards, and below the network, when they stand side by side, a third card."""

    resized = Signal()

    def __init__(self, upper: QWidget, lower: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrangement = Arrangement.STACKED
        self.many = False
        self._upper, self._lower = upper, lower
        self._guest: QWidget | None = None
        self._cards = (card(upper, "diagram card"), lower)  # each bowl is a card already
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Network or bowls")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text in ("Network", "Bowls"):
            self.tabs.addTab(text)
        self.tabs.currentChanged.connect(self._turn_to)
        self._left = QSplitter(Qt.Orientation.Vertical)
        self._split = QSplitter(Qt.Orientation.Vertical)
        for splitter in (self._left, self._split):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(_GAP)
        self._left.addWidget(self._cards[0])
        self._split.addWidget(self._left)
        self._split.addWidget(self._cards[1])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BETWEEN)
        layout.addWidget(self.tabs)
        layout.addWidget(self._split, 1)
        self._arrange(Arrangement.STACKED)

    def fit(self) -> None:
        """Arrange for the present size and what the two views need."""
        wanted = self._wanted()
        if wanted is not self.arrangement:
            self._arrange(wanted)
        self._share_out()

    def host(self, guest: QWidget) -> None:
        """Take in a card below the network."""
        self._guest = guest
        self._left.addWidget(guest)
        guest.show()
        self._share_out()

    def bring(self, view: QWidget) -> None:
        """Show the one of the two that has this view in it, where one is shown at a time."""
        below = self._cards[1] is view or self._cards[1].isAncestorOf(view)
        self.tabs.setCurrentIndex(int(below))

    def most_room(self) -> QSize:
        """How large the network can be at most: alone, below the tabs."""
        tabs = self.tabs.sizeHint().height() + _BETWEEN
        return QSize(self.width() - _EDGES, self.height() - tabs - _EDGES)

    def least_width(self) -> int:
        """The width below which neither arrangement shows everything at once."""
        upper, lower = self._upper.minimumSizeHint(), self._lower.minimumSizeHint()
        if self.would_stand_beside():
            return upper.width() + max(lower.width(), _EASY_BOWLS if self.many else 0) + _GAP + _EDGES
        return max(upper.width() + _EDGES, lower.width(), _EASY_BOWLS)

    def would_stand_beside(self) -> bool:
        """Whether, were it wide enough, the bowls would stand beside the network."""
        return self._would_stand_beside(self.height())

    def _would_stand_beside(self, height: int) -> bool:
        too_low = not self._fits_stacked(height) or (self.many and height < _TALL_ENOUGH)
        return too_low and self._upper.minimumSizeHint().width() < _ONE_NETWORK

    def has_room_below(self, guest: QWidget, room: QSize) -> bool:
        """Whether a guest has its place below the network, for the bowls stand elsewhere.

        Args:
            guest: who is to be there.
            room: what there is once everything beside the middle is folded, and nothing above it: whether
                the guest has a place here may decide on what stands above.
        """
        upper, lower = self._upper.minimumSizeHint(), self._lower.minimumSizeHint()
        least = upper.height() + _EDGES + _GAP + _least(guest)
        if self.arrangement is Arrangement.TABS:
            least += self.tabs.sizeHint().height()
        wide = room.width() >= upper.width() + lower.width() + _GAP
        beside = wide and self._would_stand_beside(room.height())
        bowls_elsewhere = beside or not self._fits_stacked(room.height())
        return self.many and bowls_elsewhere and room.height() >= least

    def _fits_stacked(self, height: int) -> bool:
        upper, lower = self._upper.minimumSizeHint(), self._lower.minimumSizeHint()
        return height >= upper.height() + lower.height() + _GAP

    def minimumSizeHint(self) -> QSize:
        """As small as one of the two can be."""
        upper, lower = self._upper.minimumSizeHint(), self._lower.minimumSizeHint()
        return QSize(max(upper.width(), min(lower.width(), 460)), 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew for the new size."""
        super().resizeEvent(event)
        self.fit()
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Ask to be arranged anew also when the views need more or less room than before."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._wanted() is not self.arrangement:
            self.resized.emit()
        return done

    def _wanted(self) -> Arrangement:
        least = self._upper.minimumSizeHint(), self._lower.minimumSizeHint()
        return choose(self.size(), *least, many=self.many)

    def _arrange(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        beside = arrangement is Arrangement.BESIDE
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        in_tabs = arrangement is Arrangement.TABS
        self.tabs.setVisible(in_tabs)
        if in_tabs:
            self._turn_to(self.tabs.currentIndex())
        else:
            self._left.show()
            self._cards[1].show()
        layout = self.layout()
        if layout is not None:
            layout.activate()  # at once: the sizes shared out next are those with or without the tabs

    def _turn_to(self, index: int) -> None:
        if self.arrangement is Arrangement.TABS:
            self._left.setVisible(index == 0)
            self._cards[1].setVisible(index == 1)

    def _share_out(self) -> None:
        """Give the network what it looks best at, and the bowls the rest, within what each needs."""
        if self.arrangement is Arrangement.TABS:
            return
        best, upper, lower = (
            self._upper.sizeHint(),
            self._upper.minimumSizeHint(),
            self._lower.minimumSizeHint(),
        )
        if self.arrangement is Arrangement.STACKED:
            room = self.height() - _GAP
            spare = room - max(lower.height(), _EASY_HEIGHT)
            wanted = best.height() if self.many else max(best.height(), room * 45 // 100)
            first = max(upper.height(), min(wanted, spare))
        else:
            room, spare = self.width() - _GAP, self.width() - lower.width() - _GAP
            first = max(upper.width(), min(room * 40 // 100, spare))
        self._split.setSizes([first, room - first])
        if self._guest is not None and self._guest.parent() is self._left:
            room = self._left.height() - _GAP
            least = self._upper.minimumSizeHint().height() + _EDGES
            first = max(least, min(best.height(), room - _least(self._guest)))
            self._left.setSizes([first, room - first])


def _least(guest: QWidget) -> int:
    """The least height of a guest that can be read."""
    return max(guest.minimumSizeHint().height(), _LEAST_GUEST)
