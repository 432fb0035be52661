"""What the picture of a large network shows of a step, and what the strongest colours stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import Examples
from gdstudio.messages import Phase
from gdstudio.views.kit.heat import steady_scale
from gdstudio.views.kit.involved import is_dim
from gdstudio.views.kit.phase_strip import visible_phase
from gdstudio.views.kit.weight_scale import WeightScale
from gdstudio.views.matrix.spots import Part, Spot
from gdstudio.views.matrix.words import described, remark

if TYPE_CHECKING:
    from gdstudio.core.network import BoolArray, FloatArray
    from gdstudio.messages import Lane, Snapshot


@dataclass(frozen=True, eq=False)
class Shown:
    """One run at one moment.

    Attributes:
        lane: the run.
        phase: the one that is brought out, or None.
        values: the matrix, (n_outputs, n_inputs): the weights, or in their phase the weight_deltas.
        quantity: which of the two.
        scale: what the matrix's strongest colours stand for, either way.
        beyond: some of it lies beyond.
        input_scale, output_scale: the same of the inputs, and of pred, true and delta.
        hushed: a question is open, and a remark might be its answer.
    """

    lane: Lane
    phase: Phase | None
    values: FloatArray
    quantity: str
    scale: float
    beyond: bool
    input_scale: float
    output_scale: float
    hushed: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(n_outputs, n_inputs)."""
        n_outputs, n_inputs = self.values.shape
        return n_outputs, n_inputs

    @property
    def frozen(self) -> BoolArray:
        """Which weights are frozen."""
        return self.lane.frozen

    def row(self, part: Part) -> FloatArray:
        """The numbers of a part that is not the weights: (n_inputs,) or (n_outputs,)."""
        now = self.lane.now
        return {
            Part.INPUT: now.input,
            Part.PRED: now.pred,
            Part.TRUE: now.true,
            Part.DELTA: now.delta,
            Part.ERROR: now.error,
        }[part]

    def value(self, spot: Spot) -> float:
        """One number; of a weight the weight itself, whatever the matrix shows."""
        if spot.part is Part.WEIGHT:
            return float(self.lane.now.weights[spot.output, spot.input])
        return float(self.row(spot.part)[spot.input if spot.part is Part.INPUT else spot.output])

    def in_words(self, spot: Spot) -> str:
        """One number in words, with what is worth a sentence about it."""
        worth = "" if self.hushed else remark(self.lane, spot)
        return described(self.lane, spot, self.value(spot), worth)

    def is_dim(self, part: Part) -> bool:
        """Whether a part stands back in this phase; the weight_deltas are what their own phase is about."""
        return is_dim(part.value, self.phase) and not (
            part is Part.WEIGHT and self.quantity == "weight_delta"
        )

    def looks_like(self, other: Shown) -> bool:
        """Whether the other is drawn in just the same way."""
        mine, its = self.lane, other.lane
        return (
            (
                self.phase,
                self.quantity,
                self.scale,
                self.input_scale,
                self.output_scale,
                mine.examples is its.examples,
            )
            == (other.phase, other.quantity, other.scale, other.input_scale, other.output_scale, True)
            and np.array_equal(self.values, other.values)
            and np.array_equal(self.frozen, other.frozen)
            and all(
                np.array_equal(self.row(part), other.row(part)) for part in Part if part is not Part.WEIGHT
            )
        )


class Scales:
    """What the strongest colours stand for: steady from step to step, chosen anew for another table."""

    def __init__(self) -> None:
        self._matrix: dict[tuple[str, int], WeightScale] = {}
        self._outputs: dict[int, WeightScale] = {}

    def follow(self, snapshot: Snapshot, index: int) -> Shown:
        """Choose what is shown of run `index`, and make room for it."""
        lane, phase = snapshot.lanes[index], visible_phase(snapshot)
        deltas = phase is Phase.WEIGHT_DELTAS
        values, quantity = (
            (lane.now.weight_deltas, "weight_delta") if deltas else (lane.now.weights, "weight")
        )
        scale = self._matrix.setdefault((quantity, index), WeightScale()).follow(snapshot, values)
        outputs = np.array([lane.now.pred, lane.now.true, lane.now.delta])
        beyond = bool(np.abs(values).max() > scale)
        return Shown(
            lane,
            phase,
            values,
            quantity,
            scale,
            beyond,
            _input_scale(lane),
            self._outputs.setdefault(index, WeightScale()).follow(snapshot, outputs),
            bool(snapshot.hidden),
        )


def _input_scale(lane: Lane) -> float:
    """One for all examples, so that an input's colour means the same in each."""
    examples = lane.examples
    inputs = examples.inputs if isinstance(examples, Examples) else lane.now.input
    return steady_scale(float(np.abs(inputs).max()), 0.0)
