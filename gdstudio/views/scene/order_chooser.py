"""Chooses which examples are trained on: one of them, all in turn, or all shuffled anew each pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gdstudio.core.examples import Order, Taking

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

_TIP = "Which example each step learns from: one again and again, or all of them (↑ ↓ or Alt+↓)"


class _Combo(QComboBox):
    """A combo box that says when its list has closed."""

    closed = Signal()

    def hidePopup(self) -> None:
        super().hidePopup()
        self.closed.emit()


class OrderChooser(QWidget):
    """Shows the order that examples are taken in, and asks for another.

    With several lanes it shows the last one's, and offers the examples that all of them have.
    """

    order_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._shown: tuple[int, Order] | None = None
        self._asked_after = -1
        self._orders: list[Order] = []
        label = QLabel("Training")
        label.setProperty("role", "heading")
        self._combo = _Combo()
        self._combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._combo.setAccessibleName("Training order")
        self._combo.setAccessibleDescription("Which example each step learns from.")
        self._combo.setToolTip(_TIP)
        self._combo.activated.connect(self._ask)
        self._combo.closed.connect(self._sync)
        label.setBuddy(self._combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(label)
        layout.addWidget(self._combo)
        self.setFocusProxy(self._combo)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look: the application's style sheet brings the colours."""
        self._combo.setMinimumHeight(round(30 * theme.scale))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the present order, unless its list is open."""
        self._snapshot = snapshot
        self._sync()

    def _sync(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or self._combo.view().isVisible():
            return
        order = snapshot.lanes[-1].order
        count = min(len(lane.examples) for lane in snapshot.lanes)
        # A snapshot made before the wish was handled must not take the choice back.
        if (count, order) == self._shown and snapshot.handled <= self._asked_after:
            return
        self._show(count, order)

    def _show(self, count: int, order: Order) -> None:
        if self._shown is None or self._shown[0] != count or self._shown[1].seed != order.seed:
            self._fill(count, order.seed)
        self._shown = (count, order)
        index = self._orders.index(_plain(order)) if _plain(order) in self._orders else -1
        if index != self._combo.currentIndex():
            self._combo.setCurrentIndex(index)

    def _fill(self, count: int, seed: int) -> None:
        self._orders = [Order(Taking.ONE, example) for example in range(count)]
        names = [f"example {example + 1}" for example in range(count)]
        if count > 1:
            self._orders += [Order(Taking.IN_TURN), Order(Taking.SHUFFLED, seed=seed)]
            names += ["all in turn", "shuffled anew each pass"]
        self._combo.clear()
        self._combo.addItems(names)
        self._combo.setMaxVisibleItems(min(len(names), 12))

    def _ask(self, index: int) -> None:
        if self._snapshot is None or self._shown is None or self._orders[index] == _plain(self._shown[1]):
            return
        self._asked_after = self._snapshot.handled
        self.order_requested.emit(self._orders[index])


def _plain(order: Order) -> Order:
    """The order without what does not matter to it: the example is only for one, the seed for shuffling."""
    match order.taking:
        case Taking.ONE:
            return Order(Taking.ONE, order.example)
        case Taking.IN_TURN:
            return Order(Taking.IN_TURN)
        case Taking.SHUFFLED:
            return Order(Taking.SHUFFLED, seed=order.seed)
