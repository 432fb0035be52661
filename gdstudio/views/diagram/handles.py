"""The two chips that weights have in the compact diagram: the selected one's, and that of a look."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from gdstudio.messages import Phase
from gdstudio.views.diagram.handle import Handle
from gdstudio.views.diagram.picture import tag

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Lane
    from gdstudio.views.diagram.compact_layout import CompactLayout
    from gdstudio.views.diagram.picture import Tag
    from gdstudio.views.kit.theme import Theme

    Place = tuple[int, int]
    """A weight, as (output, input)."""


class Handles(QObject):
    """They change parts when the chip of a look is pressed: it stays where it is, under the hand.

    Attributes:
        chosen: the selected weight's.
        spare: that of a weight that is looked at, if it is another one.
    """

    value_requested = Signal(object, float, int)
    """Place, value, gesture."""
    freeze_requested = Signal(object, bool)
    """Place, frozen."""
    picked = Signal(object)
    """Place: its chip was pressed."""
    looked_at = Signal(object, bool)
    """Place, and whether the pointer is on its chip."""

    def __init__(self, lines: QWidget, theme: Theme) -> None:
        super().__init__(lines)
        self._lines = lines
        self._layout: CompactLayout | None = None
        self.chosen, self.spare = Handle(lines, theme), Handle(lines, theme)
        for handle in (self.chosen, self.spare):
            handle.value_requested.connect(self.value_requested)
            handle.freeze_requested.connect(self.freeze_requested)
            handle.picked.connect(partial(self._pick, handle))
            handle.looked_at.connect(self.looked_at)

    def remove(self) -> None:
        """Go away, with a line in which something is typed."""
        self.blockSignals(True)
        for handle in (self.chosen, self.spare):
            handle.remove()
        self.deleteLater()

    def lay_out(self, theme: Theme, layout: CompactLayout, lane: Lane) -> None:
        """Take on another look, and other places."""
        self._layout = layout
        for handle in (self.chosen, self.spare):
            handle.set_theme(theme, layout)
            if handle.place is not None and handle.held:
                handle.stand_for(lane, handle.place, layout.station(*handle.place))
            else:
                handle.leave()

    def show(
        self,
        lane: Lane,
        selected: Place | None,
        hovered: Place | None,
        pointer: QPointF | None,
        *,
        dim: bool,
    ) -> None:
        """Stand for these weights, with the lane's numbers; one that is held stays with its weight.

        Args:
            lane: the run.
            selected: the weight that is selected.
            hovered: the one that is looked at.
            pointer: where the pointer is, if it looks.
            dim: whether weights stand back in this phase.
        """
        if self._layout is None:
            return
        if selected is not None and selected == self.spare.place and not self.chosen.held:
            self.chosen, self.spare = self.spare, self.chosen
        if not self.chosen.held and selected != self.chosen.place:
            if selected is None:
                self.chosen.leave()
            else:
                self.chosen.stand_for(lane, selected, self._layout.station(*selected))
        self.chosen.take_focus_for(self._lines)
        self.spare.take_focus_for(None)
        self._look(lane, hovered, pointer, self._layout)
        for handle in (self.chosen, self.spare):
            handle.show_lane(lane, dim=dim, selected=handle is self.chosen)

    def _look(
        self, lane: Lane, hovered: Place | None, pointer: QPointF | None, layout: CompactLayout
    ) -> None:
        chosen, spare = self.chosen, self.spare
        if spare.held or (hovered is not None and hovered == spare.place):
            return
        if hovered is None or hovered == chosen.place:
            spare.leave()
        else:
            taken = QRectF() if chosen.room is None else chosen.room
            spare.stand_for(lane, hovered, layout.free_station(*hovered, pointer, taken))

    def tag(self, lane: Lane, phase: Phase | None) -> tuple[Tag, QRectF] | None:
        """What is written below the selected weight, and where; nothing in phases without weight_deltas."""
        layout, place, room = self._layout, self.chosen.place, self.chosen.room
        if layout is None or place is None or room is None:
            return None
        if phase not in (Phase.WEIGHT_DELTAS, Phase.LEARN):
            return None
        weight_delta, frozen = float(lane.now.weight_deltas[place]), bool(lane.frozen[place])
        written = tag(weight_delta, lane.alpha, phase, layout.characters[1] + 1, frozen=frozen)
        return written, room.adjusted(0, layout.pill[1], 0, 0)

    def open_edit(self, text: str) -> None:
        """Let the selected weight be typed, beginning with this text."""
        if self.chosen.place is not None:
            self.chosen.chip.open_edit(text)

    def _pick(self, handle: Handle, place: Place) -> None:
        """The chip that was pressed is the selected weight's from now on, and may be dragged."""
        self._lines.setFocus(Qt.FocusReason.MouseFocusReason)  # this ends any typing
        if handle is self.spare:
            self.chosen.leave()
            self.chosen, self.spare = self.spare, self.chosen
        self.picked.emit(place)
