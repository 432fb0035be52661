"""The surface panel: which two weights, from above or in perspective, and the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gdstudio import numerals
from gdstudio.core.examples import Examples
from gdstudio.messages import WeightRef
from gdstudio.views.kit.lanes import companions, opened, shown_lane
from gdstudio.views.surface.canvas import SurfaceCanvas
from gdstudio.views.surface.frame import Frame, fitted
from gdstudio.views.surface.shown import Shown, axis_name, other, pair, shown

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gdstudio.core.surface import Place
    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

_ONE_WEIGHT = "One weight has a bowl and no surface: open a scene with two weights or more."
_TOO_LARGE = "These numbers are too large to be drawn: go back in time, or lower alpha."


class SurfacePanel(QWidget):
    """Shows one lane's error over two weights. Hidden, it does nothing."""

    weights_requested = Signal(object, int)  # pairs of WeightRef and value; gesture
    weight_selected = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._places: tuple[Place | None, Place | None] = (None, None)
        self._names: tuple[str, ...] = ()
        self._frame: Frame | None = None
        self.canvas = SurfaceCanvas(theme)
        self.across, self.up = QComboBox(), QComboBox()
        self.turning, self.fit = QPushButton("3-D"), QPushButton("Fit")
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """As the other views of the run."""
        return QSize(330, 250)

    def minimumSizeHint(self) -> QSize:
        """The row of controls, and contours that can still be read."""
        return QSize(self._head.minimumSize().width(), 150)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.canvas.set_theme(theme)
        small = f"font-size: {theme.pixels(12)}px; padding: 2px 8px; min-height: 20px"
        for each in (self.across, self.up, self.turning, self.fit):
            each.setStyleSheet(small)
        self.turning.setStyleSheet(
            f"QPushButton {{ {small} }} QPushButton:checked {{ background: {theme.accent};"
            f" color: {theme.on_accent} }}"
        )
        self._head.invalidate()  # hidden, it would go by the sizes of another style until it is shown

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane, self._places, self._frame = None, (None, None), None
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this lane (from 0); without a call it is the last lane."""
        if lane != self._lane:
            self._lane, self._frame = lane, None
            if self.isVisible():
                self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Show the selected weight along the horizontal axis, and its lane."""
        if ref is None or self._snapshot is None or (ref.output, ref.input) in self._places:
            return
        self._places = ((ref.output, ref.input), None)
        self._lane, self._frame = ref.lane, None
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def look_anew(self) -> None:
        """Fit the frame to what there is."""
        self._frame = None
        self._refresh()

    # ------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        run = shown_lane(snapshot, self._lane)
        lane = snapshot.lanes[run]
        if not isinstance(lane.examples, Examples) or lane.now.weights.size < 2:
            self._head_parts_enabled(there=False)
            self.canvas.show_surface(None, None, _ONE_WEIGHT)
            return
        self._head_parts_enabled(there=True)
        self._places = pair(lane.examples.shape, *self._places)
        self._show_choosers(lane.examples)
        u, v = self._places
        assert u is not None  # noqa: S101  # `pair` gives two
        assert v is not None  # noqa: S101  # the same
        others = companions(snapshot.lanes, run)
        found = replace(
            shown(lane, lane.examples, u, v),
            run=run,
            others=tuple(other(each, snapshot.lanes[each], u, v) for each in others),
        )
        if not found.drawable:
            self._frame = None
            self.canvas.show_surface(None, None, _TOO_LARGE)
            return
        self._frame = self._framed(found, snapshot)
        self.canvas.show_surface(found, self._frame)
        if not snapshot.playing:
            self.canvas.setAccessibleDescription(_in_words(found))

    def _framed(self, found: Shown, snapshot: Snapshot) -> Frame:
        """As it was, grown to hold the present point; new where there was none."""
        if self._frame is None:
            return fitted(found)
        frame = self._frame.grown(found.surface.here)
        return frame if snapshot.playing or found.goal is None else frame.grown(found.goal)

    def _show_choosers(self, examples: Examples) -> None:
        n_outputs, n_inputs = examples.shape
        names = tuple(axis_name(examples, (k, j)) for k in range(n_outputs) for j in range(n_inputs))
        for chooser, place in zip((self.across, self.up), self._places, strict=True):
            chooser.blockSignals(True)  # Qt's
            if names != self._names:
                chooser.clear()
                chooser.addItems(names)
            if place is not None:
                chooser.setCurrentIndex(place[0] * n_inputs + place[1])
            chooser.blockSignals(False)  # Qt's
        self._names = names

    def _choose(self, which: int, index: int) -> None:
        snapshot = self._snapshot
        if snapshot is None or index < 0:
            return
        lane = shown_lane(snapshot, self._lane)
        n_inputs = snapshot.lanes[lane].examples.shape[1]
        places = list(self._places)
        before, places[which] = places[which], divmod(index, n_inputs)
        if places[0] == places[1]:  # the two change places
            places[1 - which] = before
        self._places, self._frame = (places[0], places[1]), None
        self._refresh()
        if which == 0 and places[0] is not None:
            self.weight_selected.emit(WeightRef(lane, *places[0]))

    def _ask(self, u: float, v: float, gesture: int) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        lane = shown_lane(snapshot, self._lane)
        wanted = [
            (WeightRef(lane, *place), value)
            for place, value in zip(self._places, (u, v), strict=True)
            if place is not None
        ]
        self.weights_requested.emit(wanted, gesture)

    def _head_parts_enabled(self, *, there: bool) -> None:
        for each in (self.across, self.up, self.turning, self.fit):
            each.setEnabled(there)

    def _lay_out(self) -> None:
        for chooser, which in ((self.across, "across"), (self.up, "up")):
            chooser.setAccessibleName(f"Weight {which}")
            chooser.setToolTip(f"The weight along the axis that goes {which}")
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(8)
        self.turning.setCheckable(True)
        self.turning.setToolTip("The error as height; drag it or use the arrow keys to turn it")
        self.turning.setAccessibleName("Show the surface in 3-D")
        self.fit.setToolTip("Show the whole path and where it ends")
        self.fit.setAccessibleName("Fit the surface")
        self._head = QHBoxLayout()
        self._head.setContentsMargins(8, 4, 8, 0)
        self._head.setSpacing(6)
        self._head.addWidget(self.across, 1)
        self._head.addWidget(self.up, 1)
        self._head.addWidget(self.turning)
        self._head.addWidget(self.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(2)
        layout.addLayout(self._head)
        layout.addWidget(self.canvas, 1)

    def _connect(self) -> None:
        self.across.currentIndexChanged.connect(lambda index: self._choose(0, index))
        self.up.currentIndexChanged.connect(lambda index: self._choose(1, index))
        self.turning.toggled.connect(lambda on: self.canvas.show_relief(relief=on))
        self.fit.clicked.connect(self.look_anew)
        self.canvas.weights_requested.connect(self._ask)


def _in_words(found: Shown) -> str:
    """What the picture shows, in numbers."""
    (u, v), surface = found.surface.here, found.surface
    here = f"{found.names[0]} {numerals.compact(u)}, {found.names[1]} {numerals.compact(v)}"
    kind = "a trough: a whole line of weights has the least error" if surface.is_trough else "a bowl"
    goal = ""
    if found.goal is not None:
        goal = f" Descent ends at {', '.join(numerals.compact(each) for each in found.goal)}."
    least = numerals.compact(max(surface.least_error, 0.0) if surface.least_error > 1e-15 else 0.0)
    return f"{here}: error {numerals.compact(surface.height)}. It is {kind}, {least}.{goal}"
