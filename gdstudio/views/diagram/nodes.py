"""The chips of one network but for its weights: inputs, predictions, targets, deltas and errors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.core.examples import checked_value
from gdstudio.lessons.formulas import brief, fitted
from gdstudio.views.diagram.picture import sign_color
from gdstudio.views.kit.involved import is_dim
from gdstudio.views.kit.number_chip import Look, NumberChip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Lane, Phase
    from gdstudio.views.diagram.compact_layout import CompactLayout
    from gdstudio.views.diagram.remarked import Remarks
    from gdstudio.views.kit.chip_face import Shape
    from gdstudio.views.kit.theme import Theme

HOW = "drag sideways, Up and Down, or type it (Enter)"


class NodeChips(QObject):
    """The inputs, in reading order, and each output's numbers.

    Args:
        ground: the diagram, on which everything lies.
        theme: the look.
        index: the lane's.
        lane: its names, shape and present numbers.
        slim: whether the chips are low, with the names of inputs and outputs inside.
    """

    input_requested = Signal(int, int, int, float, int)
    target_requested = Signal(int, int, int, float, int)

    def __init__(self, ground: QWidget, theme: Theme, index: int, lane: Lane, *, slim: bool = False) -> None:
        super().__init__(ground)
        self._ground, self._theme, self._index, self._lane = ground, theme, index, lane
        self._slim = slim
        # Which row of the table a chip shows. One that is held keeps its row while others come by: what is
        # typed over one example's number must not go into another example.
        self._rows: dict[NumberChip, int] = {}
        self._tips: dict[NumberChip, str] = {}  # what each chip is, and how it is used
        self.inputs = [self._make_input(column) for column in range(lane.now.weights.shape[1])]
        self._make_weights()
        names, node = lane.examples.target_names, self._node_shape
        self.preds = [self._shown("Prediction for", name, node, name if slim else "") for name in names]
        self.targets = [self._make_target(output) for output in range(len(names))]
        self.deltas = [self._shown("Delta of", name, self._side_shape, "delta δ") for name in names]
        self.errors = [self._shown("Error of", name, self._side_shape, "error δ²") for name in names]

    def _make_weights(self) -> None:
        """Make what Tab comes to after the inputs."""

    @property
    def _node_shape(self) -> Shape:
        return "slim" if self._slim else "circle"

    @property
    def _side_shape(self) -> Shape:
        single = len(self._lane.examples.target_names) == 1
        return ("slim" if single else "bare") if self._slim else ("box" if single else "plain")

    @property
    def _chips(self) -> list[NumberChip]:
        return [*self.inputs, *self.preds, *self.targets, *self.deltas, *self.errors]

    def remove(self) -> None:
        """Take everything away."""
        # Qt hands the focus of a hidden widget on, and the next one would say that it was turned to.
        self.blockSignals(True)
        for widget in self._widgets:
            widget.clearFocus()
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    @property
    def _widgets(self) -> list[QWidget]:
        return list(self._chips)

    def stand_for(self, index: int) -> None:
        """Show another run of the same network from now on; whatever has the focus keeps it."""
        self._index = index

    def show_nodes(self, lane: Lane, phase: Phase | None) -> None:
        """Show the lane's numbers, with what the phase does not need standing back."""
        self._lane = lane
        now = lane.now
        for part, chips, values in (
            ("inputs", self.inputs, now.input),
            ("preds", self.preds, now.pred),
            ("targets", self.targets, now.true),
            ("deltas", self.deltas, now.delta),
            ("errors", self.errors, now.error),
        ):
            dim = is_dim(part, phase, lane.rule)
            for chip, value in zip(chips, values.tolist(), strict=True):
                chip.show_value(value)
                if not chip.held:
                    self._rows[chip] = lane.row
                chip.show_look(Look(dim, color=sign_color(value) if part == "deltas" else ""))

    def explain(self, remarks: Remarks) -> None:
        """Say in tooltips, and to a screen reader, what is worth a word about inputs and outputs."""
        for chips, said in ((self.inputs, remarks.inputs), (self.preds, remarks.outputs)):
            for chip, one in zip(chips, said, strict=True):
                sentence = "" if one is None else one.sentence
                chip.describe(sentence)
                tip = f"{self._tips[chip]}\n{sentence}" if sentence else self._tips[chip]
                if tip != chip.toolTip():
                    chip.setToolTip(tip)

    def _make_input(self, column: int) -> NumberChip:
        name = self._lane.examples.input_names[column]
        chip = self._editable(f"Input {name}", name, self._node_shape, name if self._slim else "")
        chip.value_requested.connect(
            lambda value, gesture: self.input_requested.emit(
                self._index, self._rows[chip], column, value, gesture
            )
        )
        return chip

    def _make_target(self, output: int) -> NumberChip:
        name = self._lane.examples.target_names[output]
        chip = self._editable(f"Target {name}", name, "slim" if self._slim else "box", "target")
        chip.value_requested.connect(
            lambda value, gesture: self.target_requested.emit(
                self._index, self._rows[chip], output, value, gesture
            )
        )
        return chip

    def _editable(self, title: str, checked_as: str, shape: Shape, name: str) -> NumberChip:
        chip = NumberChip(self._theme, name, self._ground, shape=shape)
        self._rows[chip] = self._lane.row
        chip.check = partial(checked_value, name=checked_as)
        chip.setAccessibleName(title)
        self._tips[chip] = f"{title}: {HOW}"
        chip.setToolTip(self._tips[chip])
        chip.show()
        return chip

    def _shown(self, what: str, of: str, shape: Shape, name: str = "") -> NumberChip:
        chip = NumberChip(self._theme, name, self._ground, shape=shape, editable=False)
        chip.setAccessibleName(f"{what} {of}")
        self._tips[chip] = f"{what} {of}"
        chip.setToolTip(self._tips[chip])
        chip.show()
        return chip


def place_slim(nodes: NodeChips, theme: Theme, layout: CompactLayout) -> None:
    """Put slim chips in their places, with type that fits there."""
    few, many = layout.characters
    single = len(nodes.preds) == 1
    target = many if single else few
    for chips, rects, write in (
        (nodes.inputs, layout.inputs, partial(brief, characters=6)),
        (nodes.preds, layout.preds, partial(fitted, characters=6, digits=3)),
        (nodes.targets, layout.targets, partial(brief, characters=target)),
        (nodes.deltas, layout.deltas, partial(fitted, characters=many)),
        (nodes.errors, layout.errors, partial(fitted, characters=many)),
    ):
        for chip, rect in zip(chips, rects, strict=True):
            chip.setGeometry(rect.toRect())
            if not single and chips in (nodes.targets, nodes.deltas, nodes.errors):
                chip.name = ""  # a heading says it
            chip.set_theme(theme, write=write)
