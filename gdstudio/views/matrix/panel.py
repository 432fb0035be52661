"""A large network as pictures: the phases above, its matrix with what belongs to it, a sentence below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import WeightRef
from gdstudio.views.kit.color_bar import ColorBar
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.kit.lanes import opened
from gdstudio.views.kit.network_view import OneRunView
from gdstudio.views.kit.run_chip import paint_run_chip
from gdstudio.views.kit.sentence import Sentence
from gdstudio.views.matrix.canvas import MatrixCanvas
from gdstudio.views.matrix.plan import LEAST_ROW, least_width
from gdstudio.views.matrix.shown import Scales
from gdstudio.views.matrix.spots import Part, Spot
from gdstudio.views.matrix.words import sentence

_KINDS = {
    Part.INPUT: Kind.INPUT,
    Part.WEIGHT: Kind.WEIGHT,
    Part.PRED: Kind.PRED,
    Part.TRUE: Kind.TARGET,
    Part.DELTA: Kind.DELTA,
    Part.ERROR: Kind.ERROR,
}

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.matrix.shown import Shown

_MARGIN, _STRIP, _HEAD, _SENTENCE = 8, 28, 20, 34
_FIXED = 6 + _STRIP + 3 + _HEAD + _SENTENCE + 6
"""Height of all but the canvas."""
_ABOVE_ROWS = 42
_EASY_ROW, _BEST_ROW, _FEW_ROWS = 14.0, 30.0, 180.0
"""Heights: of a row whose numbers are easily read, of the best row, of all rows if so high."""
_SMALLEST, _BEST = QSize(390, 200), QSize(700, 240)
_HIGHEST, _WIDEST = 430, 490


class MatrixPanel(OneRunView):
    """What `Diagram` is for small networks: one run's inputs, weights, predictions, targets, deltas, errors.

    Several runs are shown one at a time.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a panel that waits for its first snapshot."""
        super().__init__(theme, parent)
        self._network: object = None
        self._scales = Scales()
        self._shown: Shown | None = None
        self._elsewhere: Spot | None = None  # a weight that is looked at in another view
        self._head = QRectF()
        self._named = ""
        self.bar = ColorBar(theme, self, remark="It grows when it must; equal weights keep equal colours.")
        self.canvas = MatrixCanvas(theme, self)
        self.sentence = Sentence(theme, "Formula", self)
        self.setAccessibleName("Network as pictures")
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.strip.set_theme(theme)
        self.bar.set_theme(theme)
        self.canvas.set_theme(theme)
        self.sentence.set_theme(theme, 1.0)
        self.updateGeometry()
        self._lay_out()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress. A hidden panel waits until it is shown."""
        self._snapshot = snapshot
        self.strip.show_snapshot(snapshot)
        if self.isVisible() or self._network_of(snapshot) != self._network:
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this run (from 0); without a call it is the last one."""
        if lane != self._lane:
            self._lane = lane
            self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Show a weight as selected; no signal."""
        if ref is None:
            if self.canvas.spot is not None and self.canvas.spot.part is Part.WEIGHT:
                self.canvas.choose(None)
        elif ref.lane == self.index:
            self.canvas.choose(Spot(Part.WEIGHT, ref.output, ref.input))
        self._write()

    def show_formula(self, ref: WeightRef | None) -> None:
        """Show the formula of a weight that is looked at in another view; None: of none any more."""
        here = ref is not None and ref.lane == self.index
        self._elsewhere = Spot(Part.WEIGHT, ref.output, ref.input) if ref is not None and here else None
        self._write()

    def topic_at(self, place: QPoint) -> Topic | None:
        """Which number is at a place, for those who ask."""
        plan = self.canvas.plan
        spot = None if plan is None else plan.at(QPointF(self.canvas.mapFromParent(place)))
        return None if spot is None else Topic(_KINDS[spot.part], self.index, spot.output, spot.input)

    def sizeHint(self) -> QSize:
        """The size at which numbers stand beside every row, if that is not too high."""
        rows = 1 if self._shown is None else self._shown.shape[0]
        needed = max(_EASY_ROW * rows, min(_BEST_ROW * rows, _FEW_ROWS))
        height = _FIXED + _ABOVE_ROWS + round(needed)
        return QSize(_BEST.width(), min(max(height, _BEST.height()), _HIGHEST)) * self._theme.scale

    def minimumSizeHint(self) -> QSize:
        """Room for every cell."""
        scale, shown = self._theme.scale, self._shown
        if shown is None:
            return _SMALLEST * scale
        examples = shown.lane.examples
        width = least_width(self._theme, examples.input_names, examples.target_names)
        height = (_FIXED + _ABOVE_ROWS + LEAST_ROW * shown.shape[0]) * scale
        least = QSize(round(min(width, _WIDEST * scale)), round(height))
        return least.expandedTo(_SMALLEST * scale)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the parts their places."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Say which of several runs is shown."""
        if self.run:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_run_chip(painter, self._theme, self._head, self.index, self.run)
            painter.end()

    # --- the inside ---------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.canvas.pointed_at.connect(self._point_at)
        self.canvas.chosen.connect(self._choose)
        self.canvas.freeze_wanted.connect(self._freeze)
        self.canvas.value_wanted.connect(self._set)

    def _lay_out(self) -> None:
        scale, wide = self._theme.scale, self.width() - 2 * _MARGIN
        strip, head, below = (round(each * scale) for each in (_STRIP, _HEAD, _SENTENCE))
        self.strip.setGeometry(_MARGIN, 6, wide, strip)
        top = 6 + strip + 3
        bar = min(self.bar.sizeHint().width(), wide)
        self.bar.setGeometry(_MARGIN + wide - bar, top, bar, head)
        self._head = QRectF(_MARGIN, top, wide - bar, head)
        canvas = top + head
        self.canvas.setGeometry(0, canvas, self.width(), max(self.height() - canvas - below - 6, 1))
        self.sentence.setGeometry(_MARGIN, self.height() - below - 4, wide, below)

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        shown = self._shown = self._scales.follow(snapshot, self.index)
        network = self._network_of(snapshot)
        if network != self._network:
            self._network, self._elsewhere = network, None
            self.canvas.begin(shown)
            self.updateGeometry()
        else:
            self.canvas.draw(shown)
        if self.run != self._named:
            self._named = self.run
            self.name_run("Network as pictures")
            self.update()
        self.bar.show_scale(shown.quantity, shown.scale, beyond=shown.beyond)
        self._write()

    def _network_of(self, snapshot: Snapshot) -> object:
        """What makes a network another one than before."""
        examples = snapshot.lanes[self.index].examples
        return opened(snapshot).id, self.index, examples.input_names, examples.target_names

    def _write(self) -> None:
        """Bring the sentence up to date."""
        shown = self._shown
        if shown is not None:
            looked_at = self.canvas.hovered or self._elsewhere
            self.sentence.show_text(sentence(shown.lane, shown.phase, looked_at, self.canvas.spot))

    def _ref(self, spot: Spot) -> WeightRef:
        return WeightRef(self.index, spot.output, spot.input)

    def _point_at(self, spot: Spot | None) -> None:
        self._write()
        weight = spot is not None and spot.part is Part.WEIGHT
        self.weight_hovered.emit(self._ref(spot) if spot is not None and weight else None)

    def _choose(self, spot: Spot) -> None:
        self._write()
        if spot.part is Part.WEIGHT:
            self.weight_selected.emit(self._ref(spot))

    def _freeze(self, spot: Spot) -> None:
        if self._shown is not None:
            frozen = bool(self._shown.frozen[spot.output, spot.input])
            self.freeze_requested.emit(self._ref(spot), not frozen)

    def _set(self, spot: Spot, row: int, value: float) -> None:
        match spot.part:
            case Part.WEIGHT:
                self.weight_requested.emit(self._ref(spot), value, next_gesture())
            case Part.INPUT:
                self.input_requested.emit(self.index, row, spot.input, value, next_gesture())
            case Part.TRUE:
                self.target_requested.emit(self.index, row, spot.output, value, next_gesture())
