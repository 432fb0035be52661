"""What the picture of a large network says about a number: its formula, its tooltip, its description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.lessons.formulas import phase_sentence, recipe, weight_formula, weight_title
from gdstudio.lessons.remarks import of_input, of_output, of_weight
from gdstudio.messages import Phase
from gdstudio.numerals import compact, shortest
from gdstudio.views.matrix.spots import EDITABLE, Part, Spot

if TYPE_CHECKING:
    from gdstudio.messages import Lane

KEYS = (
    "Arrow keys go from number to number. Weights, inputs and targets: type, or Enter. "
    "Weights: F or a double click freezes."
)


def title(lane: Lane, spot: Spot) -> str:
    """What a number is called: ``weight c, x3 to y1``, ``input x3``, ``delta of y1``."""
    inputs, outputs = lane.examples.input_names, lane.examples.target_names
    match spot.part:
        case Part.INPUT:
            return f"input {inputs[spot.input]}"
        case Part.WEIGHT:
            name = weight_title(lane, spot.output, spot.input)
            return f"weight {name}, {inputs[spot.input]} to {outputs[spot.output]}"
        case Part.PRED:
            return f"pred {outputs[spot.output]}"
        case Part.TRUE:
            return f"target {outputs[spot.output]}"
        case Part.DELTA:
            return f"delta of {outputs[spot.output]}"
        case Part.ERROR:
            return f"error of {outputs[spot.output]}"


def formula(lane: Lane, spot: Spot) -> str:
    """How a number comes about, with numbers."""
    match spot.part:
        case Part.WEIGHT:
            return weight_formula(lane, spot.output, spot.input)
        case Part.PRED:
            return phase_sentence(lane, Phase.PREDICT, spot.output)
        case Part.DELTA | Part.ERROR:
            return phase_sentence(lane, Phase.COMPARE, spot.output)
        case Part.INPUT:
            return f"{title(lane, spot)} = {compact(float(lane.now.input[spot.input]))}"
        case Part.TRUE:
            return f"{title(lane, spot)} = {compact(float(lane.now.true[spot.output]))}"


def sentence(lane: Lane, phase: Phase | None, looked_at: Spot | None, selected: Spot | None) -> str:
    """What stands below: about the number that is looked at, else what the phase works out."""
    if looked_at is not None:
        return formula(lane, looked_at)
    if phase is None:
        return recipe(lane)
    if selected is not None and selected.part is not Part.WEIGHT:
        return formula(lane, selected)
    if selected is not None and phase in (Phase.WEIGHT_DELTAS, Phase.LEARN):
        return formula(lane, selected)
    return phase_sentence(lane, phase, 0 if selected is None else selected.output)


def remark(lane: Lane, spot: Spot) -> str:
    """What is worth a sentence about an input, a weight or a prediction on the present example; or "".

    With a misprint other things hold, and in a full batch all examples count.
    """
    if lane.rule is not Rule.CORRECT or lane.now.batch is not None:
        return ""
    match spot.part:
        case Part.INPUT:
            said = of_input(lane, spot.input)
        case Part.WEIGHT:
            said = of_weight(lane, spot.output, spot.input)
        case Part.PRED:
            said = of_output(lane, spot.output)
        case _:
            said = None
    return "" if said is None else said.sentence


def described(lane: Lane, spot: Spot, value: float, remark: str = "") -> str:
    """A number in words, for a tooltip and a screen reader, with what is worth a sentence about it."""
    text = f"{title(lane, spot)}: {shortest(value)}"
    if spot.part is Part.WEIGHT and lane.frozen[spot.output, spot.input]:
        text += ", frozen"
    how = " Type, or Enter, sets it." if spot.part in EDITABLE else ""
    if spot.part is Part.WEIGHT:
        how += " F or a double click freezes it."
    return " ".join(filter(None, (f"{text[0].upper()}{text[1:]}.{how}", remark)))
