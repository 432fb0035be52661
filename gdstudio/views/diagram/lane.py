"""The chips and freeze buttons of one network in the diagram: made, placed, kept up to date."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from gdstudio.lessons.formulas import brief, fitted, weight_title
from gdstudio.messages import Phase, WeightRef
from gdstudio.views.diagram.nodes import NodeChips
from gdstudio.views.kit.involved import is_dim
from gdstudio.views.kit.number_chip import Look
from gdstudio.views.kit.snowflake import FreezeButton

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Lane
    from gdstudio.views.diagram.layout import NetLayout
    from gdstudio.views.kit.number_chip import NumberChip
    from gdstudio.views.kit.theme import Theme


class LaneChips(NodeChips):
    """All that can be focused in one network, in reading order, and its predictions, deltas and errors."""

    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    weight_picked = Signal(object)
    weight_looked_at = Signal(object, bool)

    def _make_weights(self) -> None:
        self.weights: dict[WeightRef, NumberChip] = {}
        self.freezers: dict[WeightRef, FreezeButton] = {}
        self._places: dict[QObject, tuple[int, int]] = {}
        n_outputs, n_inputs = self._lane.now.weights.shape
        for output in range(n_outputs):
            for column in range(n_inputs):
                self._make_weight(output, column)

    @property
    def _widgets(self) -> list[QWidget]:
        return [*self._chips, *self.weights.values(), *self.freezers.values()]

    def stand_for(self, index: int) -> None:
        """Show another run of the same network from now on; whatever has the focus keeps it."""
        if index != self._index:
            super().stand_for(index)
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
        self.show_nodes(lane, phase)
        weights, frozen = lane.now.weights.tolist(), lane.frozen.tolist()
        dim = is_dim("weights", phase, lane.rule)
        for ref, chip in self.weights.items():
            _, output, column = ref
            still = frozen[output][column]
            chip.show_value(weights[output][column])
            chip.show_look(Look(dim, still, ref == selected))
            self.freezers[ref].show_frozen(still)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A look at a freeze button is a look at its weight."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.weight_looked_at.emit(self._ref(*self._places[watched]), True)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.weight_looked_at.emit(self._ref(*self._places[watched]), False)
        return False

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


def _put(chip: NumberChip, rect: QRectF) -> None:
    chip.setGeometry(rect.toRect())
