"""The bowls panel: for every weight its output's error against it, on axes that tell steep from flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdstudio.messages import WeightRef
from gdstudio.views.bowls.back import gone_back
from gdstudio.views.bowls.cast import Cast, rival_labels, subject_of
from gdstudio.views.bowls.chosen import Chosen, Place
from gdstudio.views.bowls.field import BowlsField
from gdstudio.views.bowls.legend import legend_of
from gdstudio.views.bowls.pictures import layers
from gdstudio.views.bowls.scale import Scales
from gdstudio.views.bowls.steady import SteadyScales
from gdstudio.views.bowls.strip import BowlsStrip
from gdstudio.views.kit.focus import put_in_order
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from gdstudio.core.landscape import Bowl
    from gdstudio.messages import Snapshot
    from gdstudio.views.bowls.cast import Needed
    from gdstudio.views.bowls.grid import Group
    from gdstudio.views.bowls.items import Picture
    from gdstudio.views.kit.theme import Theme


class BowlsPanel(QWidget):
    """All bowls; where there are far too many weights, chosen ones.

    Lanes stand side by side, or one is in front and the others are drawn into its bowls.
    """

    weight_selected = Signal(object)
    weight_hovered = Signal(object)
    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    lane_selected = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty panel; the first snapshot brings the bowls."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._cast: Cast | None = None
        self._built: tuple[list[Needed], list[Group]] | None = None
        self._kinds: list[bool] = []
        self._scales: Scales | SteadyScales | None = None
        self._frames = 0
        self._missed = False
        self._selected: WeightRef | None = None
        self._guess: tuple[WeightRef, float] | None = None
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
        """Show where every weight is now. Called up to 60 times a second; a hidden panel waits."""
        old, self._snapshot = self._snapshot, snapshot
        if old is None or opened(snapshot) is not opened(old):
            self._build(snapshot)
            self._choose_scales()
            return
        if runs_of(snapshot) != runs_of(old):
            self._call_anew(snapshot)
        if gone_back(old, snapshot):
            self._go_back()
        else:
            self._catch_up()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected; where lanes are overlaid the same weight of another lane counts.

        Where bowls are chosen, one that is not shown comes to the top.
        """
        self._selected = ref
        if ref is not None and self._cast is not None and self._cast.chosen is not None:
            self._cast.chosen.add(Place(ref.output, ref.input), self.field.room)
            self._put_up()
        groups = [] if self._snapshot is None else layers(self._snapshot.lanes)
        for bowl in self.field.bowls:
            together = next((group for group in groups if bowl.ref.lane in group), [])
            bowl.show_selected(ref is not None and ref.lane in together and bowl.ref[1:] == ref[1:])

    def show_chosen(self, refs: Sequence[WeightRef]) -> None:
        """Show the bowls of these weights, the first on top; without effect where every weight has one."""
        if self._cast is not None and self._cast.chosen is not None and refs:
            self._cast.chosen = Chosen(Place(ref.output, ref.input) for ref in refs)
            self._put_up()

    def show_guess(self, guess: tuple[WeightRef, float] | None) -> None:
        """Show a dot where a learner thinks it will be, on axes on which it can be seen; None: no more."""
        over, self._guess = self._guess is not None and guess is None, guess
        for bowl in self.field.bowls:
            bowl.show_guess(guess[1] if guess is not None and guess[0] == bowl.ref else None)
        if over:
            self._go_back()
        else:
            if self._scales is not None and not self.field.held:
                self._scales.go_home()  # while 0.25 is typed, 0 comes first: that is far away
            self._show()

    def show_lane(self, lane: int) -> None:
        """Bring a lane's bowls to the front; nothing changes where all lanes stand side by side."""
        cast = self._cast
        if self._snapshot is not None and cast is not None and cast.front != lane < len(self._snapshot.lanes):
            cast.front = lane
            self.strip.show_front(lane)
            self._put_up()
            self._catch_up()

    def named(self, name: str) -> list[QWidget]:
        """The bowls of the weights of that name."""
        return [bowl for bowl in self.field.bowls if bowl.label.weight == name]

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        if self._missed:
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
        field.room_changed.connect(self._put_up)
        field.pin_requested.connect(self._pin)
        field.close_requested.connect(self._close)
        strip.lane_selected.connect(self._choose_lane)
        strip.all_requested.connect(lambda: field.open(None))
        strip.fit_requested.connect(self._choose_scales)
        strip.own_scale_requested.connect(self._choose_scales)

    def _build(self, snapshot: Snapshot) -> None:
        """Make the bowls that the snapshot needs, if those there are do not serve."""
        self._scales = None  # what follows must not be drawn on the old scene's axes
        self._cast = Cast(snapshot)
        self.field.open(None)
        self.strip.offer_lanes(rival_labels(snapshot), self._cast.front)
        self.strip.offer_own_scale(snapshot.gallery is None)
        self._put_up()
        self.select(self._selected)

    def _call_anew(self, snapshot: Snapshot) -> None:
        """Runs have come or gone, or have other names: what is the same for them stays as it is."""
        if self._cast is not None:
            self._cast.front = min(self._cast.front, len(snapshot.lanes) - 1)
            self.strip.offer_lanes(rival_labels(snapshot), self._cast.front)
            self._put_up()
            self.select(self._selected)

    def _go_back(self) -> None:
        """Show what was before: axes that have grown since may be far too large for it."""
        if self._snapshot is not None and self._snapshot.step == 1:
            self._choose_scales()
            return
        if self._scales is not None:
            self._scales.go_home()
        self._catch_up()

    def _catch_up(self) -> None:
        """Show what is in front now: on new axes where there are other bowls, or curves of another kind."""
        cast, snapshot = self._cast, self._snapshot
        if cast is None or snapshot is None:
            return
        if self._scales is None or cast.kinds(snapshot) != self._kinds:
            self._choose_scales()
        else:
            self._show()

    def _put_up(self) -> None:
        """Make the bowls that are to be there and are not."""
        snapshot, cast = self._snapshot, self._cast
        if snapshot is None or cast is None:
            return
        cast.call(snapshot, self.field.room)
        needed = cast.needed, cast.groups(snapshot, self.field.columns)
        if needed != self._built:
            self._built = needed
            if not isinstance(self._scales, SteadyScales):
                self._scales = None  # they are for just the bowls there were
            self.field.build(needed[1], cast.roles, choice=cast.chosen is not None)
        self.field.set_roles(cast.roles, cast.headings(snapshot))
        if cast.chosen is None:
            return
        self.field.show_kept([WeightRef(cast.front, *place) for place in cast.chosen.pinned])
        put_in_order(self, (self.strip, *self.field.bowls))
        if isinstance(self._scales, SteadyScales):
            self._show()
        else:
            self._choose_scales()

    def _choose_scales(self) -> None:
        """Fit all axes to what is shown now: each bowl's own, or one for all bowls into an output."""
        if self._snapshot is None or self._cast is None:
            return
        self._kinds = self._cast.kinds(self._snapshot)
        own = self.strip.own_switch.isChecked()
        keys = [role.ref if own else role.output for role in self._cast.roles]
        pictures = [each.picture for each in self._cast.shown(self._snapshot)]
        bowls, errors = [each.bowl for each in pictures], [each.tallest for each in pictures]
        steady = self._snapshot.gallery is not None
        self._scales = SteadyScales(bowls) if steady else Scales(keys, bowls, errors)
        self._show()

    def _show(self) -> None:
        snapshot, cast = self._snapshot, self._cast
        if snapshot is None or cast is None or self._scales is None:
            return
        self._missed = not self.isVisible()
        if self._missed:
            return
        shown = cast.shown(snapshot)
        pictures = [each.picture for each in shown]
        errors = [each.tallest for each in pictures]
        self._scales.grow(self._seen(pictures), self.field.held, errors)
        self._frames += 1
        self.strip.show_subject(subject_of(snapshot))
        self.strip.show_legend(legend_of(snapshot, cast.lanes(snapshot)))
        self.field.show_bowls(
            shown,
            self._scales,
            spoken=not snapshot.playing,
            beat=self._frames if is_fast(snapshot) else None,
        )

    def _seen(self, pictures: Sequence[Picture]) -> list[Bowl]:
        """The bowls with their dots where they are shown."""
        bowls = [each.bowl for each in pictures]
        if self._guess is not None and self._cast is not None:
            ref, weight = self._guess
            roles = zip(bowls, self._cast.roles, strict=True)
            bowls = [bowl.moved(weight) if role.ref == ref else bowl for bowl, role in roles]
        return bowls

    def _choose_lane(self, lane: int) -> None:
        self.show_lane(lane)
        self.lane_selected.emit(lane)

    def _pin(self, ref: WeightRef, pinned: bool) -> None:
        if self._cast is not None and self._cast.chosen is not None:
            self._cast.chosen.pin(Place(ref.output, ref.input), pinned)
            self._put_up()

    def _close(self, ref: WeightRef) -> None:
        if self._cast is not None and self._cast.chosen is not None:
            self._cast.chosen.close(Place(ref.output, ref.input))
            self._put_up()

    def _zoom(self, index: int, notches: int) -> None:
        if self._scales is not None:
            self._scales.zoom(index, notches)
            self._show()

    def _change_size(self, large: bool) -> None:
        self.strip.show_large(large)
        self._show()
