"""What steers a run and what shows its course: alpha and its limits, steps, errors, runs, orders, recipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.landscape import steepness
from gdstudio.lessons.explanations.topic import Kind, Told
from gdstudio.lessons.formulas import closing
from gdstudio.numerals import MINUS, TIMES, compact, grouped, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gdstudio.lessons.explanations.place import Place

_ORDERS = {
    Taking.ONE: "one example again and again",
    Taking.IN_TURN: "all examples, one after the other",
    Taking.SHUFFLED: "all examples, one after the other, shuffled anew in each pass",
    Taking.SHUFFLED_ONCE: "all examples, one after the other, in one shuffled order",
    Taking.FULL_BATCH: "all examples at once: the mean of their weight deltas (full batch)",
}


# --- alpha ------------------------------------------------------------------------------------------------


def _steepness(place: Place) -> float:
    """S of the output: the sum of input² over its unfrozen weights."""
    return float(steepness(place.lane.now.input, place.lane.frozen)[place.output])


def _alpha(place: Place) -> Told:
    return Told(
        "Alpha",
        "How much of each weight_delta is applied. Too little is slow, too much jumps over the bottom, and"
        " far too much lands higher up with every step.",
        f"weight −= alpha {TIMES} weight_delta",
        f"alpha = {compact(place.lane.alpha)}",
    )


def _limit(place: Place) -> Told:
    limits, lane = place.lane.limits, place.lane
    title = "The limit of alpha"
    if limits.guaranteed is None or lane.rule is not Rule.CORRECT:
        why = (
            "by a misprinted recipe no alpha is known to be safe"
            if lane.rule is not Rule.CORRECT
            else "nothing unfrozen has an input other than 0"
        )
        return Told(title, "Above it the error grows instead of shrinking.", now=f"None here: {why}.")
    if not place.several:
        s = 2 / limits.guaranteed
        texts, sign = closing([s], limits.guaranteed, lambda told: 2 / told[0])
        return Told(
            title,
            "Above it every step lands farther from the bottom than it began, and the error grows without"
            " end. It depends on the unfrozen inputs only: freezing a weight raises it.",
            "limit = 2 ÷ S, S the sum of input² over unfrozen weights",
            f"2 ÷ {texts[0]} {sign} {compact(limits.guaranteed)}",
        )
    if limits.mean:
        return Told(
            title,
            "All examples at once: above it the mean error grows along its steepest axis.",
            "limit = 2 ÷ λ, λ the largest eigenvalue of the mean of x xᵀ over unfrozen inputs",
            f"limit = {compact(limits.guaranteed)}",
        )
    measured = "being measured" if limits.diverges is None else f"measured limit {compact(limits.diverges)}"
    return Told(
        title,
        "Below the guaranteed value no step can raise the error of its own example, so nothing diverges."
        " Where a whole pass begins to grow can only be measured; in between nothing is promised.",
        "guaranteed below 2 ÷ max S, max S the largest S of any example",
        f"guaranteed below {compact(limits.guaranteed)}, {measured}",
    )


def _zone(place: Place) -> Told:
    name, _, sentence = place.topic.words.partition(": ")
    return Told(
        "A zone of alpha",
        "What learning would do with an alpha from this stretch of the ruler. The zones follow from the"
        " unfrozen inputs, not from the weights.",
        "" if place.several else f"delta after a step = delta {TIMES} (1 {MINUS} alpha {TIMES} S)",
        f"alpha {compact(place.topic.value)}: {name}. {sentence}".strip(),
    )


def _one_step(place: Place) -> Told:
    first = place.lane.limits.no_overshoot
    return Told(
        "The small ring: one step to the bottom",
        "The alpha with which a single step lands on the bottom. It is 1 ÷ S: delta is then multiplied by 0.",
        "alpha = 1 ÷ S",
        "" if first is None else f"1 ÷ S = {compact(first)}",
    )


def _factor(place: Place) -> Told:
    s = _steepness(place)
    factor = 1 - place.lane.alpha * s
    texts, sign = closing([place.lane.alpha, s], factor, lambda told: 1 - told[0] * told[1])
    return Told(
        "What a step does to delta",
        "On this one example every step multiplies delta by the same number. Between −1 and 1 it dies away;"
        " beyond, it grows.",
        f"1 {MINUS} alpha {TIMES} S, S the sum of input² over unfrozen weights",
        f"1 {MINUS} {texts[0]} {TIMES} {texts[1]} {sign} {compact(factor)}",
    )


# --- steps and errors -------------------------------------------------------------------------------------


def _error_curve(place: Place) -> Told:
    mean = " In a full batch it is the mean over all examples." if place.now.batch is not None else ""
    return Told(
        "The error of each step",
        "The network’s error, the sum over its outputs, before each step’s Learn. The axis is logarithmic:"
        f" a straight way down means that every step takes away the same share.{mean}",
        "error = Σ delta²",
        f"step {grouped(place.snapshot.step)}: error = {compact(place.lane.now.total_error)}",
    )


def _error_ahead(place: Place) -> Told:
    errors = [compact(float(sum(step.error.tolist()))) for step in place.lane.ahead]
    return Told(
        "Hollow dots: errors to come",
        "The error of the next steps, if nothing is changed.",
        now=f"next: {', '.join(errors)}" if errors else "They are too large to be shown.",
    )


def _mark(place: Place) -> Told:
    return Told(
        "A mark in time",
        "Something was changed here. A click goes to the step; Undo takes the last change back.",
        now=place.topic.words,
    )


def _step(place: Place) -> Told:
    snapshot = place.snapshot
    return Told(
        "A step",
        "One whole round: predict, compare, weight deltas, learn. The numbers of a step are those before its"
        " Learn.",
        now=f"step {grouped(snapshot.step)} of {grouped(snapshot.last_step)} recorded, phase"
        f" {snapshot.phase.name.lower().replace('_', ' ')}",
    )


def _timeline(place: Place) -> Told:
    snapshot = place.snapshot
    changes = len(snapshot.marks)
    return Told(
        "The timeline",
        "All recorded steps. Any of them can be gone back to; a change made there begins another future, and"
        " the old one is kept.",
        now=f"step {grouped(snapshot.step)} of {grouped(snapshot.last_step)},"
        f" {grouped(changes)} {'change' if changes == 1 else 'changes'}",
    )


def _play(place: Place) -> Told:
    speed = place.snapshot.speed
    rate = "full speed" if speed.per_second is None else f"{speed.per_second:g} a second"
    return Told(
        "Play",
        "Takes step after step, and stops by itself when a whole pass changes no weight or the error is no"
        " longer finite.",
        now=f"{'phases' if speed.by_phase else 'steps'}: {rate};"
        f" {'playing' if place.snapshot.playing else 'paused'}",
    )


# --- what a run is ----------------------------------------------------------------------------------------


def _runs(place: Place) -> Told:
    lanes = place.snapshot.lanes
    names = ", ".join(
        f"{lane.start.label}: alpha {compact(lane.alpha)}, error {compact(lane.now.total_error)}"
        for lane in lanes
    )
    return Told(
        "Runs",
        "Training runs shown at the same step, each with its own alpha and changes. A fork shares the past of"
        " the run that it was begun from.",
        now=names,
    )


def _sweep(place: Place) -> Told:
    swept = place.snapshot.swept
    now = "Nothing has been swept yet."
    if swept is not None and len(swept.alphas):
        best = int(swept.errors.argmin())
        now = (
            f"{grouped(len(swept.alphas))} alphas from step {grouped(swept.step)},"
            f" {grouped(swept.asked.steps)} steps each: least error {compact(float(swept.errors[best]))} at"
            f" alpha {compact(float(swept.alphas[best]))}"
        )
    return Told(
        "The sweep",
        "Many alphas tried from the same step: each point is the error after a number of steps with one of"
        " them. It falls up to the best alpha and shoots up at the limit.",
        now=now,
    )


def _order(place: Place) -> Told:
    lane = place.lane
    return Told(
        "What each step learns from",
        "One example again and again, several in turn, or all of them at once. One can be fitted exactly;"
        " several pull the weights to and fro, and only their mean error counts in the end.",
        now=f"{_ORDERS[lane.order.taking]}; now example {grouped(lane.row + 1)} of"
        f" {grouped(len(lane.examples))}",
    )


def _rule(place: Place) -> Told:
    return Told(
        "The recipe",
        "How the weight deltas are worked out: correctly, or as one of the book’s misprints has it. Every"
        " view follows.",
        f"weight_delta = delta {TIMES} input",
        f"now: {place.lane.rule.words}",
    )


def _hint(place: Place) -> Told:
    return Told(
        "A hint",
        "One thing that is worth knowing about the present state, with what would help, if anything would."
        " It can be dismissed.",
        now=place.topic.words,
    )


def _code_line(place: Place) -> Told:
    line, _, shown = place.topic.words.partition("\n")
    at = f"step {grouped(place.snapshot.step)}"
    return Told(
        "A line of the listing",
        "The same step as a Python program. The lines of the present phase are lit, with their values.",
        line,
        f"{at}: {shown}" if shown else f"{at}, error = {number(place.lane.now.total_error)}",
    )


RUN: Mapping[Kind, Callable[[Place], Told]] = {
    Kind.ALPHA: _alpha,
    Kind.LIMIT: _limit,
    Kind.ZONE: _zone,
    Kind.ONE_STEP: _one_step,
    Kind.FACTOR: _factor,
    Kind.ERROR_CURVE: _error_curve,
    Kind.ERROR_AHEAD: _error_ahead,
    Kind.MARK: _mark,
    Kind.STEP: _step,
    Kind.TIMELINE: _timeline,
    Kind.PLAY: _play,
    Kind.RUNS: _runs,
    Kind.SWEEP: _sweep,
    Kind.ORDER: _order,
    Kind.RULE: _rule,
    Kind.HINT: _hint,
    Kind.CODE_LINE: _code_line,
}
