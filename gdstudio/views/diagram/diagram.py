"""The network diagram: one network or several side by side, the phases above, a sentence below each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPen

from gdstudio.core.network import weight_names
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.diagram.lane import LaneChips
from gdstudio.views.diagram.layout import NetLayout, fit, least_size
from gdstudio.views.diagram.lit import lit
from gdstudio.views.diagram.picture import LEAST_SCALE, LineLook, Picture, Tag, line_looks, tags
from gdstudio.views.diagram.remarked import Remarks
from gdstudio.views.diagram.sizes import NetShape
from gdstudio.views.diagram.told import told
from gdstudio.views.diagram.topics import topic_of_chip, topic_on_ground
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.involved import is_dim
from gdstudio.views.kit.lanes import fronts, opened, runs_of, shown_lane
from gdstudio.views.kit.network_view import NetworkView
from gdstudio.views.kit.phase_strip import visible_phase
from gdstudio.views.kit.run_chip import HEIGHT, paint_run_chip
from gdstudio.views.kit.sentence import Sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Lane, Phase, Scene, Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

_MARGIN = 8
_STRIP_HEIGHT = 28
_SENTENCE_HEIGHT = 36
_LEAST_TYPE = 0.88
"""Of the sentence's usual size: in a low window it takes a little of the network's room."""
_FEW_WEIGHTS = 4
_AROUND, _NODE, _PILL = 80, 52, 25
"""The least height of all but the network, of a node with its name, and of a weight."""
_BARE = 8
"""The first of these where the network stands alone."""


class Diagram(NetworkView):
    """Inputs, weights, predictions, targets, deltas and errors of every lane; of forks, of one.

    What the present phase works with is at full strength, the rest dim; at speed nothing is dim.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a diagram that waits for its first snapshot."""
        super().__init__(theme, parent)
        self._scene: Scene | None = None
        self._looked_at: int | None = None
        self._fronts: list[int] = []
        self._structure: list[object] = []
        self._names: list[object] = []
        self._selected: WeightRef | None = None
        self._hovered: WeightRef | None = None
        self._lanes: list[LaneChips] = []
        self._sentences: list[Sentence] = []
        self._layouts: list[NetLayout] = []
        self._pictures: list[Picture] = []
        self._drawn: list[tuple[tuple[LineLook, ...], bool, tuple[Tag, ...]]] = []
        self._bare = self._following = False
        self.setAccessibleName("Network diagram")
        self.setWhatsThis(
            "Inputs on the left, a line for each weight, as wide as the weight is large, then each output’s"
            " prediction, target, delta and error. The present phase is lit."
        )

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.strip.set_theme(theme)
        self.updateGeometry()
        self._lay_out()
        self.update()

    def bare(self) -> None:
        """Leave out phases and sentences from now on: they stand elsewhere, larger."""
        self._bare = True
        self.strip.hide()
        for sentence in self._sentences:
            sentence.hide()
        self.updateGeometry()
        self._lay_out()

    def follow(self, following: bool) -> None:
        """Say each phase in a plain sentence, or in the chapter's words again."""
        self._following = following
        self._refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the snapshot's lanes; the parts are made anew only when the networks are others."""
        if opened(snapshot) is not self._scene:
            self._scene, self._looked_at = opened(snapshot), None
            self._hovered = self._selected = None
        self._snapshot = snapshot
        self.strip.show_snapshot(snapshot)
        self._choose_lanes()
        self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this run (from 0) of those that were forked from each other; without a call it is the last."""
        self._looked_at = lane
        if self._snapshot is not None:
            self._choose_lanes()
            self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Show a weight as selected; no signal."""
        if ref != self._selected:
            self._selected = ref
            self._refresh()

    def show_formula(self, ref: WeightRef | None) -> None:
        """Show the formula of a weight that is looked at in another view; None: of none any more."""
        if ref != self._hovered:
            self._hovered = ref
            self._refresh()

    def sizeHint(self) -> QSize:
        """The size at which it looks best."""
        return QSize(700, 330 + (round(HEIGHT * self._theme.scale) if self._forked else 0))

    def minimumSizeHint(self) -> QSize:
        """Room for the networks with small type, side by side; where they stand alone, with usual type."""
        lanes = self._shown
        if self._bare and lanes and not self._forked:
            least = least_size(self._net_shapes, self._theme.scale).toSize()
            return least.grownBy(QMargins(_MARGIN, _BARE, _MARGIN, _BARE))
        shapes = [lane.now.weights.shape for lane in lanes] or [(1, 1)]
        most = max(outputs * inputs for outputs, inputs in shapes)
        width, net = (390, 226) if most > _FEW_WEIGHTS else (350, 156)
        net = max(net, _NODE * max(max(shape) for shape in shapes), _PILL * most + 1)
        height = (_BARE if self._bare else _AROUND) + net + (HEIGHT if self._forked else 0)
        return QSize(max(390, width * len(lanes)), height) * self._theme.scale

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay everything out anew."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines and words below the chips."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for picture, drawn in zip(self._pictures, self._drawn, strict=True):
            picture.paint(painter, *drawn)
        if self._forked:
            for run, lane, layout in zip(self._fronts, self._shown, self._layouts, strict=True):
                corner = layout.area.translated(0, -HEIGHT * self._theme.scale)
                paint_run_chip(painter, self._theme, corner, run, lane.start.label)
        painter.setPen(QPen(self._theme.color("border"), 1))
        for left, right in zip(self._layouts, self._layouts[1:], strict=False):
            if right.area.left() > left.area.right():
                x = round((left.area.right() + right.area.left()) / 2) + 0.5
                painter.drawLine(QPointF(x, left.area.top()), QPointF(x, left.area.bottom()))
        painter.end()

    def rects(self, part: str) -> list[QRect]:
        """Where a part is: "inputs", "weights", "prediction", "target", "delta", "error", or "weight a"."""
        found: list[QRectF] = []
        for layout, picture, lane in zip(self._layouts, self._pictures, self._shown, strict=True):
            weights = [rect for row in layout.weights for rect in row]
            names = [name for row in weight_names(lane.now.weights.shape) for name in row]
            columns = {
                "inputs": [*layout.inputs, *picture.names_of(layout.inputs)],
                "weights": weights,
                "prediction": [*layout.preds, *picture.names_of(layout.preds)],
                "target": layout.targets,
                "delta": layout.deltas,
                "error": layout.errors,
            }
            found += lit(columns, dict(zip(names, weights, strict=True)), part)
        return [rect.toAlignedRect() for rect in found]

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is at a place, for those who ask."""
        child = self.childAt(place)
        for index, chips, sentence, layout in zip(
            self._fronts, self._lanes, self._sentences, self._layouts, strict=True
        ):
            topic = topic_of_chip(chips, index, child) or topic_on_ground(layout, index, QPointF(place))
            on_sentence = sentence.geometry().contains(place)
            if topic is None and on_sentence and self._snapshot is not None:
                output = self._selected.output if self._selected else 0
                topic = Topic(Kind[self._snapshot.phase.name], index, output)
            if topic is not None:
                return topic
        return None

    # --- building -----------------------------------------------------------------------------------------

    @property
    def _shown(self) -> list[Lane]:
        """The lanes that are drawn."""
        return [] if self._snapshot is None else [self._snapshot.lanes[index] for index in self._fronts]

    @property
    def _forked(self) -> bool:
        """Whether a chip says which of several runs is drawn."""
        snapshot = self._snapshot
        return snapshot is not None and len(snapshot.lanes) > 1 and snapshot.scene.has_forks

    @property
    def _net_shapes(self) -> list[NetShape]:
        labelled = len(self._shown) > 1 and not self._forked
        return [
            NetShape(*lane.examples.shape, labelled=labelled)  # (n_outputs, n_inputs)
            for lane in self._shown
        ]

    def _choose_lanes(self) -> None:
        """Decide which lanes are drawn. Parts that serve for another run are not made anew."""
        snapshot = self._snapshot
        assert snapshot is not None, "called with a snapshot"  # noqa: S101  # the callers' promise
        self._fronts = fronts(snapshot.lanes, shown_lane(snapshot, self._looked_at))
        structure: list[object] = [self._scene]
        for lane in self._shown:
            structure += [lane.now.weights.shape, lane.examples.input_names, lane.examples.target_names]
        names = [*self._fronts, *runs_of(snapshot)]
        if structure != self._structure:
            self._structure, self._names = structure, names
            self._rebuild()
            self.update()
        elif names != self._names:
            self._names = names
            for index, chips, sentence in zip(self._fronts, self._lanes, self._sentences, strict=True):
                chips.stand_for(index)
                sentence.setAccessibleName(f"Formula, {snapshot.lanes[index].start.label}")
            self.updateGeometry()
            self._lay_out()

    def _rebuild(self) -> None:
        for old in self._lanes:
            old.remove()
        for sentence in self._sentences:
            sentence.hide()
            sentence.deleteLater()
        self.updateGeometry()
        lanes = self._shown
        self._lanes = [
            LaneChips(self, self._theme, index, lane) for index, lane in zip(self._fronts, lanes, strict=True)
        ]
        self._sentences = [Sentence(self._theme, f"Formula, {lane.start.label}", self) for lane in lanes]
        for chips, sentence in zip(self._lanes, self._sentences, strict=True):
            chips.weight_requested.connect(self.weight_requested)
            chips.freeze_requested.connect(self.freeze_requested)
            chips.input_requested.connect(self.input_requested)
            chips.target_requested.connect(self.target_requested)
            chips.weight_picked.connect(self.weight_selected)
            chips.weight_looked_at.connect(self._look_at)
            sentence.setVisible(not self._bare)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._snapshot is None:
            return
        shapes = self._net_shapes
        scale = self._theme.scale
        chip = HEIGHT * scale if self._forked else 0
        ratio = min(1.15, max(0.6, (self.height() - chip) / (330 * scale)))
        type_ratio = max(ratio, _LEAST_TYPE)
        strip, sentence = _STRIP_HEIGHT * scale * ratio, _SENTENCE_HEIGHT * scale * type_ratio
        self.strip.setGeometry(_MARGIN, 6, self.width() - 2 * _MARGIN, round(strip))
        top, below = 6 + strip + 6 + chip, sentence + 8
        if self._bare:
            top, below = _BARE / 2 + chip, _BARE / 2
        net = QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, self.height() - top - below)
        self._layouts = fit(net, shapes, scale, rows=not self._bare)
        self._pictures, self._drawn = [], []
        for index, (layout, lane) in enumerate(zip(self._layouts, self._shown, strict=True)):
            self._lanes[index].place(self._theme, layout)
            self._pictures.append(Picture(self._theme, layout, lane))
            self._sentences[index].set_theme(self._theme, type_ratio, ratio)
            area = layout.area
            self._sentences[index].setGeometry(
                round(area.left()), round(net.bottom() + 4), round(area.width()), round(sentence)
            )
        self._refresh()
        self.update()

    # --- showing ------------------------------------------------------------------------------------------

    @property
    def _phase(self) -> Phase | None:
        """The phase to bring out, or None when whole steps go by."""
        return None if self._snapshot is None else visible_phase(self._snapshot)

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        phase, lanes, fast = self._phase, self._shown, is_fast(snapshot)
        hushed = bool(snapshot.hidden)
        largest = max(LEAST_SCALE, *(float(abs(lane.now.weights).max()) for lane in lanes))
        drawn = []
        for index, lane in enumerate(lanes):
            self._lanes[index].show(lane, phase, self._selected)
            remarks = Remarks.on(lane, fast=fast, hushed=hushed)
            self._lanes[index].explain(remarks)
            if self._pictures[index].take_notes(remarks.notes):
                self.update()
            picked = {
                (ref.output, ref.input)
                for ref in (self._hovered, self._selected)
                if ref and ref.lane == self._fronts[index]
            }
            drawn.append(
                (
                    line_looks(lane, largest, picked),
                    is_dim("lines", phase),
                    tags(lane, phase, self._layouts[index].sizes.tag_characters),
                )
            )
            self._sentences[index].show_text(
                told(snapshot, lane, phase, self._hovered, self._selected, plain=self._following)
            )
        if drawn != self._drawn:
            self._drawn = drawn
            for picture in self._pictures:
                self.update(picture.changing)

    def _look_at(self, ref: WeightRef, here: bool) -> None:
        if here and ref != self._hovered:
            self._hovered = ref
        elif not here and ref == self._hovered:
            self._hovered = None
        else:
            return
        self._describe(ref)
        self._refresh()
        self.weight_hovered.emit(self._hovered)

    def _describe(self, ref: WeightRef) -> None:
        """Give the weight its formula as description, for a screen reader that has just come to it."""
        if self._snapshot is not None and ref.lane in self._fronts:
            formula = told(self._snapshot, self._snapshot.lanes[ref.lane], None, ref, None, plain=False)
            chips = self._lanes[self._fronts.index(ref.lane)]
            chips.weights[ref].describe(formula.replace("\u00a0", " "))
