"""The chips and freeze buttons of one network in the diagram: made, placed, kept up to date."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from gdstudio.core.examples import checked_value
from gdstudio.lessons.formulas import brief, fitted, weight_title
from gdstudio.messages import Phase, WeightRef
from gdstudio.views.diagram.picture import sign_color
from gdstudio.views.kit.involved import is_dim
from gdstudio.views.kit.number_chip import Look, NumberChip
from gdstudio.views.kit.snowflake import FreezeButton

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Lane
    from gdstudio.views.diagram.layout import NetLayout
    from gdstudio.views.diagram.remarked import Remarks
    from gdstudio.views.kit.chip_face import Shape
    from gdstudio.views.kit.theme import Theme

HOW = "drag sideways, Up and Down, or type it (Enter)"


class LaneChips(QObject):
    """All that can be focused in one network, in reading order, and its predictions, deltas and errors.

    Args:
        ground: the diagram, on which everything lies.
        theme: the look.
        index: the lane's.
        lane: its names, shape and present numbers.
    """

    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    input_requested = Signal(int, int, int, float, int)
    target_requested = Signal(int, int, int, float, int)
    weight_picked = Signal(object)
    weight_looked_at = Signal(object, bool)

    def __init__(self, ground: QWidget, theme: Theme, index: int, lane: Lane) -> None:
        super().__init__(ground)
        self._ground, self._theme, self._index, self._lane = ground, theme, index, lane
        n_outputs, n_inputs = lane.now.weights.shape
        # Which row of the table a chip shows. One that is held keeps its row while others come by: what is
        # typed over one example's number must not go into another example.
        self._rows: dict[NumberChip, int] = {}
        self._tips: dict[NumberChip, str] = {}  # what each chip is, and how it is used
        self.inputs = [self._make_input(column) for column in range(n_inputs)]
        self.weights: dict[WeightRef, NumberChip] = {}
        self.freezers: dict[WeightRef, FreezeButton] = {}
        self._places: dict[QObject, tuple[int, int]] = {}
        for output in range(n_outputs):
            for column in range(n_inputs):
                self._make_weight(output, column)
        names = lane.examples.target_names
        self.preds = [self._shown("Prediction for", name, "circle") for name in names]
        self.targets = [self._make_target(output) for output in range(n_outputs)]
        self.deltas = [self._shown("Delta of", name, self._side_shape, "delta δ") for name in names]
        self.errors = [self._shown("Error of", name, self._side_shape, "error δ²") for name in names]

    @property
    def _side_shape(self) -> Shape:
        return "box" if len(self._lane.examples.target_names) == 1 else "plain"

    def remove(self) -> None:
        """Take everything away."""
        # Qt hands the focus of a hidden widget on, and the next one would say that it was turned to.
        self.blockSignals(True)
        chips = [*self.inputs, *self.weights.values(), *self.preds, *self.targets, *self.deltas, *self.errors]
        for widget in (*chips, *self.freezers.values()):
            widget.clearFocus()
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def stand_for(self, index: int) -> None:
        """Show another run of the same network from now on; whatever has the focus keeps it."""
        if index != self._index:
            self._index = index
            self.weights = {ref._replace(lane=index): chip for ref, chip in self.weights.items()}
            self.freezers = {ref._replace(lane=index): button for ref, button in self.freezers.items()}

    def place(self, theme: Theme, layout: NetLayout) -> None:
        """Put everything in its place, with type that fits there."""
        sizes = layout.sizes
        theme = replace(theme, scale=sizes.unit)
        many = sizes.weight_characters
        for chips, rects, name, write in (
            (self.inputs, layout.inputs, "", partial(brief, characters=6)),
            (self.preds, layout.preds, "", partial(fitted, characters=6, digits=3)),
            (self.targets, layout.targets, "target", partial(brief, characters=many)),
            (
                self.deltas,
                layout.deltas,
                "delta δ" if sizes.roomy else "delta",
                partial(fitted, characters=many),
            ),
            (
                self.errors,
                layout.errors,
                "error δ²" if sizes.roomy else "error",
                partial(fitted, characters=many),
            ),
        ):
            for chip, rect in zip(chips, rects, strict=True):
                chip.name = "" if layout.headings else name
                _put(chip, rect)
                chip.set_theme(theme, write=write)
        for ref, chip in self.weights.items():
            _put(chip, layout.weights[ref.output][ref.input])
            write = partial(fitted, characters=many)
            chip.set_theme(theme, round(sizes.button + 4 * sizes.unit), write)
            self.freezers[ref].set_theme(theme)
            self.freezers[ref].setFixedSize(round(sizes.button), round(sizes.button))
            self.freezers[ref].move(layout.buttons[ref.output][ref.input].topLeft().toPoint())

    def show(self, lane: Lane, phase: Phase | None, selected: WeightRef | None) -> None:
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
        weights, frozen = now.weights.tolist(), lane.frozen.tolist()
        dim = is_dim("weights", phase, lane.rule)
        for ref, chip in self.weights.items():
            _, output, column = ref
            still = frozen[output][column]
            chip.show_value(weights[output][column])
            chip.show_look(Look(dim, still, ref == selected))
            self.freezers[ref].show_frozen(still)

    def explain(self, remarks: Remarks) -> None:
        """Say in tooltips, and to a screen reader, what is worth a word about inputs and outputs."""
        for chips, said in ((self.inputs, remarks.inputs), (self.preds, remarks.outputs)):
            for chip, one in zip(chips, said, strict=True):
                sentence = "" if one is None else one.sentence
                chip.describe(sentence)
                tip = f"{self._tips[chip]}\n{sentence}" if sentence else self._tips[chip]
                if tip != chip.toolTip():
                    chip.setToolTip(tip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A look at a freeze button is a look at its weight."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.weight_looked_at.emit(self._ref(*self._places[watched]), True)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.weight_looked_at.emit(self._ref(*self._places[watched]), False)
        return False

    def _make_input(self, column: int) -> NumberChip:
        name = self._lane.examples.input_names[column]
        chip = self._editable(f"Input {name}", name, "circle", "")
        chip.value_requested.connect(
            lambda value, gesture: self.input_requested.emit(
                self._index, self._rows[chip], column, value, gesture
            )
        )
        return chip

    def _make_target(self, output: int) -> NumberChip:
        name = self._lane.examples.target_names[output]
        chip = self._editable(f"Target {name}", name, "box", "target")
        chip.value_requested.connect(
            lambda value, gesture: self.target_requested.emit(
                self._index, self._rows[chip], output, value, gesture
            )
        )
        return chip

    def _ref(self, output: int, column: int) -> WeightRef:
        """The weight there, of the run that is shown."""
        return WeightRef(self._index, output, column)

    def _make_weight(self, output: int, column: int) -> None:
        title = weight_title(self._lane, output, column)
        examples = self._lane.examples
        way = f"{examples.input_names[column]} to {examples.target_names[output]}"
        chip = self._editable(f"Weight {title}, {way}", title, "pill", title)
        ref = partial(self._ref, output, column)
        chip.value_requested.connect(lambda value, gesture: self.weight_requested.emit(ref(), value, gesture))
        chip.pick_requested.connect(lambda: self.weight_picked.emit(ref()))
        chip.looked_at.connect(lambda here: self.weight_looked_at.emit(ref(), here))
        button = FreezeButton(self._theme, title, self._ground)
        button.freeze_requested.connect(lambda frozen: self.freeze_requested.emit(ref(), frozen))
        self.weights[ref()], self.freezers[ref()] = chip, button
        self._places[button] = output, column
        # Last, for showing it under the pointer is an event already, and an error in a filter ends PySide.
        button.installEventFilter(self)
        button.show()

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


def _put(chip: NumberChip, rect: QRectF) -> None:
    chip.setGeometry(rect.toRect())
