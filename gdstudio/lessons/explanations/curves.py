"""What is drawn in a bowl: the curve, the dot, the tangent, and where they were and will be."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from gdstudio.core.examples import Examples, Taking
from gdstudio.core.landscape import Bowl, MeanBowls, steepness
from gdstudio.lessons.explanations.topic import Kind, Told
from gdstudio.lessons.formulas import closing
from gdstudio.numerals import MINUS, TIMES, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdstudio.lessons.explanations.place import Place


def _in_brackets(text: str) -> str:
    return f"({text})" if text.startswith(MINUS) else text


def _worked_bottom(bowl: Bowl, bottom: float) -> str:
    """``0.1 − (−0.14) ÷ 8.5 = 0.1165``."""
    terms = [bowl.weight, bowl.delta, bowl.input]
    texts, sign = closing(terms, bottom, lambda told: told[0] - told[1] / told[2] if told[2] else inf)
    weight, delta, value = map(_in_brackets, texts)
    return f"{weight} {MINUS} {delta} ÷ {value} {sign} {compact(bottom)}"


def _worked_slope(bowl: Bowl) -> str:
    """``2 × (−0.14) × 8.5 = −2.38``."""
    texts, sign = closing([bowl.delta, bowl.input], bowl.slope, lambda told: 2 * told[0] * told[1])
    delta, value = map(_in_brackets, texts)
    return f"2 {TIMES} {delta} {TIMES} {value} {sign} {compact(bowl.slope)}"


def _dot(place: Place) -> Told:
    bowl = place.bowl
    return Told(
        f"The dot of {place.weight}",
        f"Where the weight is now, and how large the {place.error_word} is there. Learning moves it sideways,"
        " downhill; a frozen weight’s dot goes only straight up or down, with its bowl.",
        now=f"{place.weight} = {compact(bowl.weight)}, {place.error_word} = {compact(bowl.height)}",
    )


def _curve(place: Place) -> Told:
    name = place.of_output("error")
    bowl, bottom = place.own_bowl, place.own_bowl.bottom
    now = "a flat line: with input 0 this weight changes nothing"
    if bottom is not None:
        now = f"bottom = {_worked_bottom(bowl, bottom)}"
    return Told(
        f"The bowl of {place.weight}",
        f"The {name} against {place.weight}, all other weights held still. It is exactly a parabola,"
        " and the steeper, the larger the input.",
        f"error = input² {TIMES} (weight {MINUS} bottom)², bottom = weight {MINUS} delta ÷ input",
        now,
    )


def _mean_curve(place: Place) -> Told:
    bowl, bottom = place.bowl, place.bowl.bottom
    now = f"mean error {compact(bowl.height)}; " + (
        "a flat line: the input is 0 in every example"
        if bottom is None
        else f"bottom at {place.weight} = {compact(bottom)}, where it is {compact(bowl.floor)}"
    )
    return Told(
        f"The mean bowl of {place.weight}",
        "The mean error over all examples that are trained on, against this weight, the others held. It is a"
        " parabola too, but its bottom need not be at 0: the examples may want different weights.",
        "mean of the examples’ parabolas",
        now,
    )


def _example_curve(place: Place) -> Told:
    bowl = place.own_bowl
    return Told(
        f"This example’s own bowl of {place.weight}",
        "The thin curve is the error on the present example alone, and the small square the weight’s place on"
        " it. A step on one example walks down this curve, not the mean one.",
        f"error = input² {TIMES} (weight {MINUS} bottom)²",
        f"example {place.lane.row + 1}: error = {compact(bowl.height)}",
    )


def _floor(place: Place) -> Told:
    return Told(
        f"The floor of {place.weight}’s bowl",
        "The least mean error that this weight can reach while the others are held.",
        now=f"least mean error {compact(place.bowl.floor)}",
    )


def _tangent(place: Place) -> Told:
    bowl = place.bowl
    if place.lane.over_all is None:
        formula = f"slope = 2 {TIMES} delta {TIMES} input"
        now = f"slope = {_worked_slope(bowl)}"
    else:
        formula = f"slope = mean of 2 {TIMES} delta {TIMES} input"
        now = f"slope = {compact(bowl.slope)}"
    return Told(
        f"The slope at {place.weight}",
        "The line that touches the bowl at the dot: how fast the error changes with the weight, right here."
        " It is twice the weight_delta; the 2 is in alpha.",
        formula,
        now,
    )


def _before(place: Place) -> Told:
    before = place.lane.before
    if before is None:
        now = "At step 1 there is none yet."
    else:
        old = Bowl.of(before, place.output, place.column)
        if place.lane.over_all is not None and isinstance(place.lane.examples, Examples):
            table = place.lane.examples
            means = MeanBowls.over(before.weights, table.inputs, table.targets)
            old = means.bowl(before.weights, place.output, place.column)
        now = f"a step ago: {place.weight} = {compact(old.weight)}, error = {compact(old.height)}"
    return Told(
        "The dashed curve",
        "The same bowl one step earlier. Where it has moved, other weights (or another example) changed the"
        " prediction: this weight alone never moves its own bowl.",
        now=now,
    )


def _ahead(place: Place) -> Told:
    ahead = place.lane.ahead
    places = [compact(float(step.weights[place.output, place.column])) for step in ahead]
    return Told(
        "Hollow dots",
        "Where this weight will be after each of the next steps, at this alpha, on this example. Each step"
        f" leads to {place.weight} {MINUS} alpha {TIMES} weight_delta.",
        f"weight −= alpha {TIMES} weight_delta",
        f"next: {place.weight} = {', '.join(places)}" if places else "Too far off to be shown.",
    )


def _star(place: Place) -> Told:
    end = place.lane.destination
    if end is None:
        now = "At this alpha it does not get there, so there is no star."
    else:
        now = f"{place.weight} ends at {compact(float(end[place.output, place.column]))}"
        if not place.several:
            s = float(steepness(place.now.input, place.lane.frozen)[place.output])
            now += f", with S = {compact(s)}"
    batch = place.lane.order.taking is Taking.FULL_BATCH
    return Told(
        f"The star of {place.weight}",
        "Where the weight will end if nothing is changed: known before the first step."
        + ("" if batch else " Descent walks straight to the nearest weights whose error is 0."),
        "" if batch else f"end = weight {MINUS} delta {TIMES} input ÷ S, S the sum of unfrozen input²",
        now,
    )


def _weight_axis(place: Place) -> Told:
    return Told(
        f"Axis: values of {place.weight}",
        "All that this weight could be. Bowls into one output have the same units for each pixel, so that a"
        " steep one looks steep.",
        now=f"{place.weight} = {compact(place.bowl.weight)}",
    )


def _error_axis(place: Place) -> Told:
    return Told(
        "Axis: error",
        "How large the error would be at each value of the weight. The lower edge is error 0.",
        now=f"{place.error_word} = {compact(place.bowl.height)}",
    )


CURVES: Mapping[Kind, Callable[[Place], Told]] = {
    Kind.DOT: _dot,
    Kind.CURVE: _curve,
    Kind.MEAN_CURVE: _mean_curve,
    Kind.EXAMPLE_CURVE: _example_curve,
    Kind.FLOOR: _floor,
    Kind.TANGENT: _tangent,
    Kind.BEFORE: _before,
    Kind.AHEAD: _ahead,
    Kind.STAR: _star,
    Kind.WEIGHT_AXIS: _weight_axis,
    Kind.ERROR_AXIS: _error_axis,
}
