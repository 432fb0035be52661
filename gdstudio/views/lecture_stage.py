"""The panels of a lecture’s page: which are there, how large, and where they and the cards stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdstudio.messages import View
from gdstudio.views.covers import Covers
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.lecture.arrangement import CardsNeed, Need, arrange
from gdstudio.views.lecture_panels import (
    FLAT,
    GROWING,
    LOW,
    OVER_TIME,
    SMALL_TYPE,
    least_size,
    make_panel,
    places,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QRect, QSize
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Reference, Snapshot, WeightRef
    from gdstudio.views.lecture.cards import Cards
    from gdstudio.views.lecture.measures import Measures

_SHARES = (1.0, 0.92, 0.85)
"""How large panels are tried, as shares of the size that suits their type."""
_CROWDED: dict[View, tuple[float, ...]] = {
    View.NETWORK: (),
    View.PICTURES: (0.78,),
    View.VECTORS: (0.78, 0.7, 0.62),
}
"""How large a panel that stands alone is tried besides."""
_LARGER = (1.9, 1.75, 1.6, 1.45, 1.3, 1.15)
"""How large a panel is tried in a place with room to spare."""
_SQUEEZED = (0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
"""How small a panel may get that has too little room even alone: two networks in a picture of 4 : 3."""
_OTHERS = 4
"""At speed, all panels but the first are drawn in every so many frames."""


class LectureStage:
    """Shows as many of the wanted panels as there is room for, as large as there is room for.

    Args:
        page: the panels' parent.
        cards: the arithmetic, placed with the panels.
        measures: to begin with.
        connect: is handed every panel once it is made.
    """

    def __init__(
        self, page: QWidget, cards: Cards, measures: Measures, connect: Callable[[Any], None]
    ) -> None:
        self._page, self._cards, self._measures, self._connect = page, cards, measures, connect
        self._made: dict[str, Any] = {}
        self._shown: tuple[str, ...] = ()
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._selected: WeightRef | None = None
        self._pair: tuple[int, int] | None = None
        self._reference: Reference | None = None
        self._frames = 0
        self._leasts: dict[tuple[str, float], QSize] = {}
        self.covers = Covers(lambda part: places(self.panels, part), measures.theme())

    @property
    def panels(self) -> dict[str, Any]:
        """The panels that are shown, by name."""
        return {name: self._made[name] for name in self._shown}

    def set_measures(self, measures: Measures) -> None:
        """Take on another size; whoever places the panels does so anew."""
        self._measures = measures
        self._leasts.clear()

    # --- showing ------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot, *, all_at_once: bool) -> None:
        """Show a snapshot; at speed the first panel in every frame, the others in turn.

        Args:
            snapshot: what is shown.
            all_at_once: something else than the numbers has changed.
        """
        self._snapshot = snapshot
        if all_at_once:
            self._leasts.clear()
        self._frames += 1
        fast = is_fast(snapshot) and not all_at_once
        for index, panel in enumerate(self.panels.values()):
            if not fast or index == 0 or self._frames % _OTHERS == index % _OTHERS:
                _show_in(panel, snapshot)

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected."""
        self._selected = ref
        for panel in self.panels.values():
            if hasattr(panel, "select"):
                panel.select(ref)

    def show_lane(self, lane: int | None) -> None:
        """Look at this run (from 0); None: at the one that a view looks at by itself."""
        self._lane = lane
        for panel in self.panels.values():
            if lane is not None and hasattr(panel, "show_lane"):
                panel.show_lane(lane)

    def show_pair(self, pair: tuple[int, int] | None) -> None:
        """Lay two vectors over each other, rows counted from 0; None: those that a view begins with."""
        self._pair = pair
        if pair is not None and "vectors" in self.panels:
            self.panels["vectors"].choose(*pair)

    def show_reference(self, reference: Reference | None) -> None:
        """Show these pictures instead of the weights; None: the weights."""
        self._reference = reference
        if "pictures" in self.panels:
            self.panels["pictures"].show_reference(reference)

    # --- places -------------------------------------------------------------------------------------------

    def place(self, room: QRect, wanted: tuple[str, ...], front: str, *, most_cards: int) -> None:
        """Place the panels and the cards.

        Args:
            room: all there is.
            wanted: the panels' names, the most important first.
            front: the one that stays where there is no room for all, or "".
            most_cards: how many cards there may be; 0: none are wanted.
        """
        for count in range(len(wanted), -1, -1):
            first = sorted(wanted, key=lambda name: name != front)[:count] if count < len(wanted) else wanted
            if self._placed(tuple(first), room, most_cards, alone=count == 1):
                break
        for name, panel in self._made.items():
            panel.setVisible(name in self._shown)
        self.covers.set_theme(self._measures.theme())
        self.covers.lay_anew()

    def _placed(self, names: tuple[str, ...], room: QRect, most_cards: int, *, alone: bool) -> bool:
        """Place these panels, if there is room; one that stands alone even where there is too little."""
        self._make(names)
        one_step = not set(names) <= OVER_TIME
        for share, cards in self._ways(most_cards if one_step else 0, alone=alone):
            needs = [Need(self._least(name, share), name in FLAT, name in LOW) for name in names]
            found = arrange(room, needs, cards, self._measures.gap)
            if found is None:
                continue
            for name, place in zip(names, found.panels, strict=True):
                self._size(name, self._grown(name, place, share))
                self._made[name].setGeometry(place)
            self._cards.setVisible(found.cards is not None)
            if found.cards is not None:
                self._cards.setGeometry(found.cards)
            self._shown = names
            return True
        if alone:  # something is always to be seen
            self._squeeze(names[0], room)
            self._made[names[0]].setGeometry(room)
            self._cards.hide()
            self._shown = names
        return alone

    def _ways(self, most_cards: int, *, alone: bool) -> Iterator[tuple[float, CardsNeed | None]]:
        """What is tried, the best first: large panels beside wide cards, then smaller ones, then no cards."""
        if most_cards:
            for width in self._cards.widths():
                for share in _SHARES:
                    yield share, CardsNeed(width, self._cards.height_of, most_cards)
        view = View.NETWORK if self._snapshot is None else self._snapshot.scene.view
        for share in (*_SHARES, *(_CROWDED[view] if alone else ())):
            yield share, None

    def _grown(self, name: str, place: QRect, share: float) -> float:
        """How much larger its type may be, where its place has room for it."""
        if name not in GROWING:
            return share
        larger = (each for each in _LARGER if each > share)
        return next((each for each in larger if _fits(self._least(name, each), place)), share)

    def _squeeze(self, name: str, room: QRect) -> None:
        """Give a panel for which there is too little room smaller type: numbers must not overlap."""
        panel = self._made[name]
        for share in _SQUEEZED:
            theme = replace(self._measures.theme(share, SMALL_TYPE.get(name)), least=0)
            panel.setProperty("scale", -theme.scale)  # not one of the usual ones
            panel.set_theme(theme)
            if _fits(least_size(name, panel, theme.scale), room):
                break

    def _least(self, name: str, share: float) -> QSize:
        """The least room for a panel at a size of type, tried once for each scene: trying takes its time."""
        if (name, share) not in self._leasts:
            self._size(name, share)
            scale = self._measures.theme(share).scale
            self._leasts[name, share] = least_size(name, self._made[name], scale)
        return self._leasts[name, share]

    def _make(self, names: tuple[str, ...]) -> None:
        """Make the panels that are not there yet, and show the session in those that were not shown."""
        for name in names:
            if name not in self._made:
                panel = self._made[name] = make_panel(name, self._measures.theme())
                panel.setParent(self._page)
                self._connect(panel)
            if name not in self._shown and self._snapshot is not None:
                self._catch_up(name, self._made[name], self._snapshot)

    def _catch_up(self, name: str, panel: Any, snapshot: Snapshot) -> None:
        _show_in(panel, snapshot)
        if self._lane is not None and hasattr(panel, "show_lane"):
            panel.show_lane(self._lane)
        if hasattr(panel, "select"):
            panel.select(self._selected)
        if name == "pictures":
            panel.show_reference(self._reference)
        if name == "vectors" and self._pair is not None:
            panel.choose(*self._pair)

    def _size(self, name: str, share: float) -> None:
        panel, theme = self._made[name], self._measures.theme(share, SMALL_TYPE.get(name))
        if panel.property("scale") != theme.scale:
            panel.setProperty("scale", theme.scale)
            panel.set_theme(theme)


def _fits(least: QSize, place: QRect) -> bool:
    return least.width() <= place.width() and least.height() <= place.height()


def _show_in(panel: Any, snapshot: Snapshot) -> None:
    panel.show_snapshot(snapshot)
    gallery = snapshot.gallery
    if gallery is not None and hasattr(panel, "show_outputs") and not is_fast(snapshot):
        output = int(gallery.seen.pred.argmax()) if gallery.label is None else gallery.label
        panel.show_outputs(output, None)
