"""What the parts of a network are: inputs, weights, predictions, and what the four phases make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.lessons.explanations.topic import Kind, Told
from gdstudio.lessons.factors import DELTA, INPUT, WEIGHT, kinds
from gdstudio.lessons.formulas import (
    compare_formula,
    learn_formula,
    pred_formula,
    weight_delta_formula,
)
from gdstudio.numerals import TIMES, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdstudio.lessons.explanations.place import Place

_WORDS = {DELTA: "delta", INPUT: "input", WEIGHT: "weight"}


def recipe_of_weight_delta(place: Place) -> str:
    """``weight_delta = delta × input``, or what a misprint makes of it."""
    first, second = kinds(place.lane.rule)
    mean = "" if place.now.batch is None else "mean of "
    swapped = " (of each other’s weight)" if place.lane.rule is Rule.SWAPPED_OUTER_PRODUCT else ""
    return f"weight_delta = {mean}{_WORDS[first]} {TIMES} {_WORDS[second]}{swapped}"


def _delta_words(place: Place) -> str:
    turned = place.lane.rule is Rule.DELTA_TURNED_ROUND
    return "delta = true − pred (the misprint turns it round)" if turned else "delta = pred − true"


def _input(place: Place) -> Told:
    value = compact(float(place.now.input[place.column]))
    return Told(
        f"Input {place.input_name}",
        "A number that the network is given: one value of the present example. It is multiplied by its"
        " weight, and it decides how steep that weight’s bowl is.",
        now=f"{place.input_name} = {value}",
    )


def _weight(place: Place) -> Told:
    value = compact(float(place.now.weights[place.output, place.column]))
    state = "frozen: no step moves it" if place.frozen else "free to learn"
    return Told(
        f"Weight {place.weight}",
        f"How strongly {place.input_name} counts in the prediction of {place.output_name}: positive for,"
        " negative against. It is what the network learns; all it knows is in its weights.",
        f"weight −= alpha {TIMES} weight_delta",
        f"{place.weight} = {value}, {state}",
    )


def _pred(place: Place) -> Told:
    return Told(
        place.of_output("Prediction"),
        f"What the network says {place.output_name} will be: each input times its weight, added up.",
        f"pred = Σ weight {TIMES} input",
        pred_formula(place.lane, place.output),
    )


def _target(place: Place) -> Told:
    return Told(
        place.of_output("Target"),
        f"What the prediction of {place.output_name} should have been in this example: the truth to learn"
        " from.",
        now=f"true = {compact(float(place.now.true[place.output]))}",
    )


def _delta(place: Place) -> Told:
    return Told(
        place.of_output("Delta"),
        "How far the prediction is from the target, and to which side: positive means too high. All weights"
        " into one output share its delta.",
        _delta_words(place),
        compare_formula(place.lane, place.output).partition(",")[0],
    )


def _error(place: Place) -> Told:
    batch = place.now.batch
    told = "How wrong the prediction is: delta squared, never negative, and large misses count most."
    if batch is not None:
        told += f" A full batch learns from the mean over all {len(batch.inputs)} examples."
    return Told(
        place.of_output("Error"),
        told,
        "error = delta²",
        compare_formula(place.lane, place.output).partition(", ")[2],
    )


def _weight_delta(place: Place) -> Told:
    return Told(
        f"weight_delta of {place.weight}",
        "Which way and how far this weight should go to lower the error. It is delta scaled, stopped or"
        " turned round by the input; and half the true slope, for the 2 is in alpha.",
        recipe_of_weight_delta(place),
        weight_delta_formula(place.lane, place.output, place.column),
    )


def _next_weight(place: Place) -> Told:
    return Told(
        f"Weight {place.weight} after this step",
        "What Learn makes of the weight: alpha times its weight_delta is taken away.",
        f"weight −= alpha {TIMES} weight_delta",
        learn_formula(place.lane, place.output, place.column),
    )


def _freeze(place: Place) -> Told:
    would = compact(float(place.now.free_weight_deltas[place.output, place.column]))
    now = f"would be {would} → 0" if place.frozen else f"weight_delta {place.weight} = {would}, not frozen"
    return Told(
        f"Freeze weight {place.weight}",
        "A frozen weight’s weight_delta is set to 0 before Learn. So it stays where it is; yet its bowl"
        " moves, because the other weights go on changing the prediction.",
        "frozen: weight_delta = 0",
        now,
    )


def _predict_phase(place: Place) -> Told:
    return Told(
        "Phase 1: Predict",
        "The network makes its guess: a weighted sum of the inputs for every output.",
        f"pred = Σ weight {TIMES} input",
        pred_formula(place.lane, place.output),
    )


def _compare_phase(place: Place) -> Told:
    return Told(
        "Phase 2: Compare",
        "Each prediction is held against its target. Delta says how far off and to which side, error how bad"
        " that is.",
        f"{_delta_words(place)}, error = delta²",
        compare_formula(place.lane, place.output),
    )


def _weight_deltas_phase(place: Place) -> Told:
    return Told(
        "Phase 3: Weight deltas",
        "Each weight gets its share of the blame: its output’s delta times its own input. All of them"
        " together are the outer product of deltas and inputs.",
        recipe_of_weight_delta(place),
        weight_delta_formula(place.lane, place.output, place.column),
    )


def _learn_phase(place: Place) -> Told:
    return Told(
        "Phase 4: Learn",
        "Alpha times each weight_delta is taken from its weight. Then the next step begins with Predict.",
        f"weight −= alpha {TIMES} weight_delta",
        learn_formula(place.lane, place.output, place.column),
    )


NETWORK: Mapping[Kind, Callable[[Place], Told]] = {
    Kind.INPUT: _input,
    Kind.WEIGHT: _weight,
    Kind.PRED: _pred,
    Kind.TARGET: _target,
    Kind.DELTA: _delta,
    Kind.ERROR: _error,
    Kind.WEIGHT_DELTA: _weight_delta,
    Kind.NEXT_WEIGHT: _next_weight,
    Kind.FREEZE: _freeze,
    Kind.PREDICT: _predict_phase,
    Kind.COMPARE: _compare_phase,
    Kind.WEIGHT_DELTAS: _weight_deltas_phase,
    Kind.LEARN: _learn_phase,
}
