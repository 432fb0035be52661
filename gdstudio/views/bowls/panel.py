"""The bowls panel: for every weight its output's error against it, on axes that tell steep from flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdstudio.views.bowls.field import BowlsField
from gdstudio.views.bowls.grid import group_of
from gdstudio.views.bowls.pictures import lanes_beside, overlaid, roles_of, shown_of
from gdstudio.views.bowls.scale import Scales
from gdstudio.views.bowls.strip import BowlsStrip
from gdstudio.views.kit.frames import is_fast

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.bowls.pictures import Role
    from gdstudio.views.kit.theme import Theme


class BowlsPanel(QWidget):
    """All bowls. Lanes stand side by side, or one is in front and the others are drawn into its bowls."""

    weight_selected = Signal(object)
    weight_hovered = Signal(object)
    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    lane_selected = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel; the first snapshot brings the bowls."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._scales: Scales | None = None
        self._roles: list[Role] = []
        self._headings: list[str] = []
        self._front = 0
        self._frames = 0
        self._selected: WeightRef | None = None
        self.strip, self.field = BowlsStrip(theme, self), BowlsField(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.strip)
        column.addWidget(self.field, 1)
        self.setAccessibleName("Bowls")
        self.setAccessibleDescription("For each weight, its output's error against it.")
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.strip.set_theme(theme)
        self.field.set_theme(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show where every weight is now. Called up to 60 times a second."""
        old, self._snapshot = self._snapshot, snapshot
        if old is None or snapshot.scene is not old.scene:
            self._front = len(snapshot.lanes) - 1
            self._build(snapshot)
            self._choose_scales()
        elif snapshot.playing or snapshot.step >= old.step:
            self._show()
        elif snapshot.step == 1:
            self._choose_scales()
        else:
            # Back in time: what has grown since may be far too large here.
            if self._scales is not None:
                self._scales.go_home()
            self._show()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected; where lanes are overlaid the same weight of another lane counts."""
        self._selected = ref
        anywhere = self._snapshot is not None and overlaid(self._snapshot.lanes)
        for bowl in self.field.bowls:
            same = ref is not None and (bowl.ref[1:] == ref[1:] if anywhere else bowl.ref == ref)
            bowl.show_selected(same)

    def show_lane(self, lane: int) -> None:
        """Bring a lane's bowls to the front; nothing changes where all lanes stand side by side."""
        if self._snapshot is None or not overlaid(self._snapshot.lanes) or lane == self._front:
            return
        self._front = lane
        self.strip.show_front(lane)
        self.field.set_lane(lane)
        self._show()

    def _connect(self) -> None:
        field, strip = self.field, self.strip
        field.weight_selected.connect(self.weight_selected)
        field.weight_hovered.connect(self.weight_hovered)
        field.weight_requested.connect(self.weight_requested)
        field.freeze_requested.connect(self.freeze_requested)
        field.zoom_requested.connect(self._zoom)
        field.let_go.connect(self._show)
        field.large_changed.connect(self._change_size)
        strip.lane_selected.connect(self._choose_lane)
        strip.all_requested.connect(lambda: field.open(None))
        strip.fit_requested.connect(self._choose_scales)
        strip.own_scale_requested.connect(self._choose_scales)

    def _build(self, snapshot: Snapshot) -> None:
        """Make the bowls that the snapshot needs, if those there are do not serve."""
        self._scales = None  # what follows must not be drawn on the old scene's axes
        lanes = snapshot.lanes
        shown = lanes_beside(lanes, self._front)
        roles = roles_of(lanes, self._front)
        headings = [lanes[index].start.label if len(shown) > 1 else "" for index in shown]
        titles = [lane.start.label for lane in lanes]
        self.field.open(None)
        self.strip.offer_lanes(titles if overlaid(lanes) else [], self._front)
        if (roles, headings) != (self._roles, self._headings):
            self._roles, self._headings = roles, headings
            groups = [group_of(lanes[index].now.weights.shape) for index in shown]
            self.field.build(list(zip(headings, groups, strict=True)), roles)
        self.select(self._selected)

    def _choose_scales(self) -> None:
        """Fit all axes to what is shown now: each bowl's own, or one for all bowls into an output."""
        if self._snapshot is None:
            return
        own = self.strip.own_switch.isChecked()
        keys = [role.ref if own else role.output for role in self._roles]
        shown = shown_of(self._snapshot.lanes, self._front)
        self._scales = Scales(keys, [each.picture.bowl for each in shown])
        self._show()

    def _show(self) -> None:
        if self._snapshot is None or self._scales is None:
            return
        shown = shown_of(self._snapshot.lanes, self._front)
        self._scales.grow([each.picture.bowl for each in shown], self.field.held)
        self._frames += 1
        self.field.show_bowls(
            shown,
            self._scales,
            spoken=not self._snapshot.playing,
            beat=self._frames if is_fast(self._snapshot) else None,
        )

    def _choose_lane(self, lane: int) -> None:
        self.show_lane(lane)
        self.lane_selected.emit(lane)

    def _zoom(self, index: int, notches: int) -> None:
        if self._scales is not None:
            self._scales.zoom(index, notches)
            self._show()

    def _change_size(self, large: bool) -> None:
        self.strip.show_large(large)
        self._show()
