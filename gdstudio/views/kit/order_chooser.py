"""Chooses which examples are trained on: one of them, all in turn or shuffled, or all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import Source
from gdstudio.views.kit.combo import Combo
from gdstudio.views.kit.lanes import shown_lane
from gdstudio.views.kit.theme import FIELD_EDGES

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gdstudio.messages import Lane, Snapshot
    from gdstudio.views.kit.theme import Theme

_TIP = (
    "Which example each step learns from: one again and again, or all of them, one after another or all at"
    " once (↑ ↓ or Alt+↓)"
)
_IMAGES_TIP = "Which image each step learns from: all of them, or this step’s again and again (↑ ↓ or Alt+↓)"


class OrderChooser(QWidget):
    """Shows the order that examples are taken in, and asks for another.

    With several lanes it shows the last one's, and offers the examples that all of them have; where runs were
    forked, those of the run that is looked at.
    """

    order_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, in_a_row: bool = False) -> None:
        """Make a chooser below its label, or `in_a_row` with it."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._shown: tuple[_Offer, Order] | None = None
        self._lane: int | None = None
        self._asked_after = -1
        self._orders: list[Order] = []
        label = QLabel("Training")
        label.setProperty("role", "heading")
        self._combo = Combo()
        self._combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._combo.setAccessibleName("Training order")
        self._combo.setAccessibleDescription("Which example each step learns from.")
        self._combo.setToolTip(_TIP)
        self._combo.activated.connect(self._ask)
        self._combo.closed.connect(self._sync)
        label.setBuddy(self._combo)
        layout = QHBoxLayout(self) if in_a_row else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10 if in_a_row else 5)
        layout.addWidget(label)
        layout.addWidget(self._combo, 1 if in_a_row else 0)
        self.set_theme(theme)

    def topic_at(self, _place: QPoint) -> Topic:
        """What the order is, for those who ask."""
        return Topic(Kind.ORDER, -1 if self._lane is None else self._lane)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look: the application's style sheet brings the colours."""
        self._combo.setStyleSheet(f"QComboBox {{ min-height: {round(30 * theme.scale) - FIELD_EDGES}px }}")

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the present order, unless its list is open."""
        self._snapshot = snapshot
        self._sync()

    def show_lane(self, lane: int) -> None:
        """Show this run's (from 0) where runs were forked; without a call it is the last one's."""
        self._lane = lane
        self._sync()

    def _sync(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or self._combo.view().isVisible():
            return
        lanes = self._meant(snapshot)
        order = lanes[-1].order
        offer = _Offer(min(len(lane.examples) for lane in lanes), order.seed, snapshot.gallery is not None)
        # A snapshot made before the wish was handled must not take the choice back.
        if (offer, order) == self._shown and snapshot.handled <= self._asked_after:
            return
        self._show(offer, order)

    def _meant(self, snapshot: Snapshot) -> tuple[Lane, ...]:
        """The lanes that a choice is for."""
        if snapshot.scene.has_forks:
            return (snapshot.lanes[shown_lane(snapshot, self._lane)],)
        return snapshot.lanes

    def _show(self, offer: _Offer, order: Order) -> None:
        if self._shown is None or self._shown[0] != offer:
            choices = _image_choices(offer.seed) if offer.images else _choices(offer)
            self._orders = [choice for _, choice in choices]
            self._combo.clear()
            self._combo.addItems([name for name, _ in choices])
            self._combo.setMaxVisibleItems(min(len(choices), 12))
            self._combo.setToolTip(_IMAGES_TIP if offer.images else _TIP)
        self._shown = (offer, order)
        index = self._orders.index(chosen) if (chosen := _plain(order, offer)) in self._orders else -1
        if index != self._combo.currentIndex():
            self._combo.setCurrentIndex(index)

    def _ask(self, index: int) -> None:
        snapshot, shown = self._snapshot, self._shown
        if snapshot is None or shown is None or self._orders[index] == _plain(shown[1], shown[0]):
            return
        self._asked_after = snapshot.handled
        order = self._orders[index]
        if shown[0].images and order.taking is Taking.ONE:
            order = Order(Taking.ONE, _image_at_hand(snapshot))
        elif order.taking is Taking.FULL_BATCH:  # of all examples, the one on the screen stays there
            order = Order(Taking.FULL_BATCH, min(self._meant(snapshot)[-1].row, shown[0].count - 1))
        self.order_requested.emit(order)


@dataclass(frozen=True)
class _Offer:
    """What the choices depend on."""

    count: int
    seed: int
    images: bool


def _choices(offer: _Offer) -> list[tuple[str, Order]]:
    """Each example by itself, and ways through all of them."""
    choices = [(f"example {example + 1}", Order(Taking.ONE, example)) for example in range(offer.count)]
    if offer.count > 1:
        choices += [("all in turn", Order(Taking.IN_TURN)), *_shuffles(offer.seed)]
        choices += [("all at once (batch)", Order(Taking.FULL_BATCH))]
    return choices


def _image_choices(seed: int) -> list[tuple[str, Order]]:
    """Ways through all images; of thousands, only the one at hand is offered by itself."""
    one = ("this image again", Order(Taking.ONE))
    return [("in the order given", Order(Taking.IN_TURN)), *_shuffles(seed), one]


def _shuffles(seed: int) -> list[tuple[str, Order]]:
    return [
        ("shuffled once", Order(Taking.SHUFFLED_ONCE, seed=seed)),
        ("shuffled anew each pass", Order(Taking.SHUFFLED, seed=seed)),
    ]


def _image_at_hand(snapshot: Snapshot) -> int:
    """The learnt image that is looked at, or else the one that the present step takes."""
    looked_at = snapshot.gallery.looked_at if snapshot.gallery is not None else None
    if looked_at is not None and looked_at.source is Source.LEARNT:
        return looked_at.index
    return snapshot.lanes[-1].row


def _plain(order: Order, offer: _Offer) -> Order:
    """The order without what does not matter here: the example is only for one, the seed for shuffling.

    In a full batch the example only says whose numbers are shown.
    """
    match order.taking:
        case Taking.ONE:
            return Order(Taking.ONE, 0 if offer.images else order.example)
        case Taking.IN_TURN | Taking.FULL_BATCH:
            return Order(order.taking)
        case Taking.SHUFFLED_ONCE | Taking.SHUFFLED:
            return Order(order.taking, seed=order.seed)
