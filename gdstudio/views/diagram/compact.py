"""The network diagram without a chip for each weight: for networks with up to twelve inputs and outputs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.lessons.formulas import weight_title
from gdstudio.messages import WeightRef
from gdstudio.views.diagram.compact_layout import TYPE, CompactLayout, fit_compact, least_size
from gdstudio.views.diagram.handles import Handles
from gdstudio.views.diagram.lines import Lines
from gdstudio.views.diagram.lit import lit
from gdstudio.views.diagram.nodes import NodeChips, place_slim
from gdstudio.views.diagram.picture import LEAST_SCALE, line_looks
from gdstudio.views.diagram.remarked import Remarks
from gdstudio.views.diagram.told import told, told_to_reader
from gdstudio.views.diagram.topics import topic_of_handle, topic_of_node
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.involved import is_dim
from gdstudio.views.kit.lanes import opened
from gdstudio.views.kit.network_view import OneRunView
from gdstudio.views.kit.phase_strip import visible_phase
from gdstudio.views.kit.run_chip import HEIGHT, paint_run_chip
from gdstudio.views.kit.sentence import Sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from gdstudio.messages import Lane, Scene, Snapshot
    from gdstudio.views.kit.theme import Theme

_MARGIN, _STRIP, _SENTENCE = 4, 28, 36
_FIXED = 6 + _STRIP + 4 + 3 + _SENTENCE + 4
"""Height of all but the network and the run's chip."""
_WIDE, _EASY_ROW = 700, 28.0


class CompactDiagram(OneRunView):
    """What `Diagram` is for small networks: one run's inputs, weights, predictions, targets, deltas, errors.

    The weight that is selected or looked at has its chip on its line. Several runs are shown one at a time.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a diagram that waits for its first snapshot."""
        super().__init__(theme, parent)
        self._scene: Scene | None = None
        self._structure: object = None
        self._named: tuple[int, str] = (0, "")
        self._layout: CompactLayout | None = None
        self._selected: WeightRef | None = None
        self._hovered: WeightRef | None = None
        self._pointer: QPointF | None = None
        self._nodes: NodeChips | None = None
        self._following = False
        self._head = QRectF()
        self.lines = Lines(theme, self)
        self.sentence = Sentence(theme, "Formula", self)
        self._handles = self._make_handles()
        self.lines.pointed_at.connect(self._point_at)
        self.lines.chosen.connect(self._choose)
        self.lines.freeze_wanted.connect(self._freeze_selected)
        self.lines.edit_wanted.connect(self._edit_selected)
        self.setAccessibleName("Network diagram")

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.strip.set_theme(theme)
        self.sentence.set_theme(theme, 1.0)
        self.updateGeometry()
        self._lay_out()
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress. A hidden diagram waits until it is shown."""
        if opened(snapshot) is not self._scene:
            self._scene, self._lane = opened(snapshot), None
            self._hovered = self._selected = None
        self._snapshot = snapshot
        self.strip.show_snapshot(snapshot)
        self._follow()

    def show_lane(self, lane: int) -> None:
        """Show this run (from 0); without a call it is the last one."""
        self._lane = lane
        self._follow()

    def select(self, ref: WeightRef | None) -> None:
        """Show a weight as selected; no signal."""
        if ref != self._selected:
            self._selected = ref
            self._refresh()

    def show_formula(self, ref: WeightRef | None) -> None:
        """Show the formula of a weight that is looked at in another view; None: of none any more."""
        if ref != self._hovered:
            self._hovered, self._pointer = ref, None
            self._refresh()

    def follow(self, following: bool) -> None:
        """Say each phase in a plain sentence, or in the chapter's words again."""
        self._following = following
        self._refresh()

    def sizeHint(self) -> QSize:
        """The size at which it looks best."""
        least, scale = self.minimumSizeHint(), self._theme.scale
        rows = 0 if self._layout is None else max(len(self._layout.inputs), len(self._layout.preds), 8)
        best = round((_FIXED + 16 + _EASY_ROW * rows) * scale)
        return QSize(round(_WIDE * scale), max(least.height(), best))

    def minimumSizeHint(self) -> QSize:
        """Room for every row and number."""
        return QSize(390, 300) * self._theme.scale if self._snapshot is None else self.needs(self._snapshot)

    def needs(self, snapshot: Snapshot) -> QSize:
        """The least size at which a snapshot's networks can be shown."""
        scale, most = self._theme.scale, QSize(round(390 * self._theme.scale), 0)
        above = _FIXED + (HEIGHT if len(snapshot.lanes) > 1 else 0)
        for lane in snapshot.lanes:
            width, height = least_size(self._theme, lane.examples)
            most = most.expandedTo(QSize(ceil(width + 2 * _MARGIN * scale), ceil(height + above * scale)))
        return most

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the headings, and say which of several runs is shown."""
        layout, theme = self._layout, self._theme
        if layout is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.run:
            paint_run_chip(painter, theme, self._head, self.index, self.run)
        painter.setPen(theme.color("muted"))
        painter.setFont(replace(theme, scale=layout.unit).font(TYPE))
        for rect, text in layout.headings:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def rects(self, part: str) -> list[QRect]:
        """Where a part is: "inputs", "weights", "prediction", "target", "delta", "error", or "weight a"."""
        layout, lane = self._layout, self._shown
        if layout is None or lane is None:
            return []
        columns = {
            "inputs": layout.inputs,
            "weights": [layout.lines],
            "prediction": layout.preds,
            "target": layout.targets,
            "delta": layout.deltas,
            "error": layout.errors,
        }
        corner, places = layout.lines.topLeft(), np.ndindex(lane.now.weights.shape)
        weights = {weight_title(lane, k, j): layout.station(k, j).translated(corner) for k, j in places}
        return [rect.toAlignedRect() for rect in lit(columns, weights, part)]

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is at a place, for those who ask."""
        nodes, snapshot = self._nodes, self._snapshot
        if nodes is None or snapshot is None:
            return None
        child = self.childAt(place)
        if child is self.lines:
            weight = self.lines.at(QPointF(self.lines.mapFrom(self, place)))
            return None if weight is None else Topic(Kind.WEIGHT, self.index, *weight)
        if self.sentence.geometry().contains(place):
            return Topic(
                Kind[snapshot.phase.name], self.index, self._selected.output if self._selected else 0
            )
        return topic_of_handle(self._handles, self.index, child) or topic_of_node(nodes, self.index, child)

    # --- building -----------------------------------------------------------------------------------------

    @property
    def _shown(self) -> Lane | None:
        return None if self._snapshot is None else self._snapshot.lanes[self.index]

    def _make_handles(self) -> Handles:
        handles = Handles(self.lines, self._theme)
        handles.value_requested.connect(
            lambda place, value, gesture: self.weight_requested.emit(self._ref(place), value, gesture)
        )
        handles.freeze_requested.connect(
            lambda place, frozen: self.freeze_requested.emit(self._ref(place), frozen)
        )
        handles.picked.connect(self._choose)
        handles.looked_at.connect(self._look_at)
        return handles

    def _follow(self) -> None:
        """Make the chips anew if the network is another one; show the present numbers."""
        snapshot, lane = self._snapshot, self._shown
        if snapshot is None or lane is None:
            return
        examples = lane.examples
        structure = self._scene, examples.input_names, examples.target_names
        if structure != self._structure:
            self._structure = structure
            self._rebuild(lane)
        elif self._nodes is not None:
            self._nodes.stand_for(self.index)
        if (self.index, self.run) != self._named:
            had, self._named = bool(self._named[1]), (self.index, self.run)
            self.name_run("Network diagram")
            if had != bool(self.run):
                self.updateGeometry()
                self._lay_out()
            self.update()
        if self.isVisible():
            self._refresh()

    def _rebuild(self, lane: Lane) -> None:
        if self._nodes is not None:
            self._nodes.remove()
        self._handles.remove()
        self._handles = self._make_handles()
        nodes = self._nodes = NodeChips(self, self._theme, self.index, lane, slim=True)
        nodes.input_requested.connect(self.input_requested)
        nodes.target_requested.connect(self.target_requested)
        order = [self.strip, *nodes.inputs, self.lines, *nodes.targets]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        self.updateGeometry()
        self._lay_out()

    def _lay_out(self) -> None:
        lane, nodes, scale = self._shown, self._nodes, self._theme.scale
        if lane is None or nodes is None:
            return
        wide, below = self.width() - 2 * _MARGIN * scale, _SENTENCE * scale
        self.strip.setGeometry(round(_MARGIN * scale), 6, round(wide), round(_STRIP * scale))
        top = 6 + (_STRIP + 4) * scale
        self._head = QRectF(_MARGIN * scale, top, wide, HEIGHT * scale)
        top += HEIGHT * scale if self.run else 0
        bottom = self.height() - below - 4 * scale
        room = QRectF(_MARGIN * scale, top, wide, max(bottom - 3 * scale - top, 1.0))
        layout = self._layout = fit_compact(room, self._theme, lane.examples)
        self.sentence.setGeometry(round(_MARGIN * scale), round(bottom), round(wide), round(below))
        theme = replace(self._theme, scale=layout.unit)
        self.lines.setGeometry(layout.lines.toRect())
        self.lines.lay_out(theme, layout)
        place_slim(nodes, theme, layout)
        self._handles.lay_out(theme, layout, lane)
        self._refresh()
        self.update()

    # --- showing ------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        snapshot, lane, nodes = self._snapshot, self._shown, self._nodes
        if snapshot is None or lane is None or nodes is None or self._layout is None:
            return
        phase = visible_phase(snapshot)
        nodes.show_nodes(lane, phase)
        nodes.explain(Remarks.on(lane, fast=is_fast(snapshot), hushed=bool(snapshot.hidden)))
        selected, hovered = self._place_of(self._selected), self._place_of(self._hovered)
        self._handles.show(lane, selected, hovered, self._pointer, dim=is_dim("weights", phase, lane.rule))
        largest = max(LEAST_SCALE, float(abs(lane.now.weights).max()))
        looks = line_looks(lane, largest, {place for place in (selected, hovered) if place})
        self.lines.point_at(hovered)
        self.lines.draw(looks, selected, self._handles.tag(lane, phase), dim=is_dim("lines", phase))
        told_of = None if snapshot.hidden else selected
        self.lines.describe("" if told_of is None else told_to_reader(lane, *told_of))
        self.sentence.show_text(
            told(snapshot, lane, phase, self._hovered, self._selected, plain=self._following)
        )

    # --- wishes -------------------------------------------------------------------------------------------

    def _ref(self, place: tuple[int, int]) -> WeightRef:
        return WeightRef(self.index, *place)

    def _place_of(self, ref: WeightRef | None) -> tuple[int, int] | None:
        """Where a weight of the run that is shown is; None if it has it not."""
        lane = self._shown
        if ref is None or lane is None or ref.lane != self.index:
            return None
        n_outputs, n_inputs = lane.now.weights.shape
        return (ref.output, ref.input) if ref.output < n_outputs and ref.input < n_inputs else None

    def _choose(self, place: tuple[int, int]) -> None:
        ref = self._ref(place)
        self.select(ref)
        self.weight_selected.emit(ref)

    def _point_at(self, place: tuple[int, int] | None, pointer: QPointF) -> None:
        self._look(None if place is None else self._ref(place), pointer)

    def _look_at(self, place: tuple[int, int], here: bool) -> None:
        ref = self._ref(place)
        if here or self._hovered == ref:
            self._look(ref if here else None, None)

    def _look(self, ref: WeightRef | None, pointer: QPointF | None) -> None:
        if ref != self._hovered:
            self._hovered, self._pointer = ref, pointer
            self._refresh()
            self.weight_hovered.emit(ref)

    def _freeze_selected(self) -> None:
        place, lane = self._place_of(self._selected), self._shown
        if place is not None and lane is not None:
            self.freeze_requested.emit(self._ref(place), not lane.frozen[place])

    def _edit_selected(self, text: str) -> None:
        self._handles.open_edit(text)
