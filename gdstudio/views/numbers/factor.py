"""By what one number a step multiplies a delta or, where a misprint makes it so, the weights themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdstudio import numerals
from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.landscape import steepness
from gdstudio.core.mean_landscape import mean_steepness

if TYPE_CHECKING:
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Lane


@dataclass(frozen=True)
class Factor:
    """What a step does to a delta: a sentence, the formula, the same with S for the sum, and a remark."""

    sentence: str
    formula: str = ""
    short_formula: str = ""
    remark: str = ""


def factor(lane: Lane, output: int) -> Factor:
    """Say by what a step multiplies an output's delta, or what else it multiplies.

    With the correct recipe that is ``1 − α·S``, S the sum of input² that may learn; in a full batch there are
    many deltas, and it is what is left to go along the steepest axis that is multiplied, by ``1 − α·λ``.
    """
    match lane.rule:
        case Rule.CORRECT | Rule.DELTA_TURNED_ROUND:
            batch = lane.now.batch
            said = _of_delta(lane, output) if batch is None else _of_the_steepest(lane, batch.inputs, output)
        case Rule.WEIGHTS_FOR_INPUT:
            said = _of_the_weights(lane, output)
        case Rule.WEIGHTS_FOR_DELTA:
            inputs = "its input" if lane.now.batch is None else "the mean of its input"
            said = Factor(f"{_each(lane)} each {_free(lane, output)}weight by 1 − α × {inputs}")
        case Rule.SWAPPED_OUTER_PRODUCT:
            said = Factor("as printed, no single factor multiplies δ")
    if lane.now.batch is not None:
        said = replace(said, remark=f"weight_delta: the mean over all {len(lane.examples)} examples")
    return said


def _of_delta(lane: Lane, output: int) -> Factor:
    s = float(steepness(lane.now.input, lane.frozen)[output])
    whose = _whose(lane, output, "δ")
    if s == 0:
        return Factor(f"nothing unfrozen has an input here: {whose} stays")
    still = lane.frozen[output].tolist()
    values = lane.now.input.tolist()
    terms = [_squared(value) for value, frozen in zip(values, still, strict=True) if value and not frozen]
    total = " + ".join(terms) if len(terms) == 1 else f"({' + '.join(terms)})"
    sign, result = _stepped(lane, s)
    remark = "frozen inputs do not count" if any(still) else ""
    formula, short = (f"1 {sign} α·{term} = {result}" for term in (total, numerals.compact(s)))
    return Factor(f"{_each(lane)} {whose} by", formula, short, remark)


def _of_the_steepest(lane: Lane, inputs: FloatArray, output: int) -> Factor:
    """Of all examples at once: λ is an eigenvalue, not a sum that could be written out."""
    largest = float(mean_steepness(inputs, lane.frozen)[output])
    names = lane.examples.target_names
    if largest == 0:
        return Factor(f"nothing unfrozen has an input: {_whose(lane, output, 'δ')} stays")
    sign, result = _stepped(lane, largest)
    axis = f"{names[output]}’s steepest axis" if len(names) > 1 else "the steepest axis"
    return Factor(
        f"along {axis} each step multiplies what is left by",
        f"1 {sign} α·λ = 1 {sign} α·{numerals.compact(largest)} = {result}",
        f"1 {sign} α·λ = {result}",
    )


def _of_the_weights(lane: Lane, output: int) -> Factor:
    now = lane.now
    delta = float(now.delta[output] if now.batch is None else now.batch.delta[:, output].mean())
    text = numerals.compact(delta)
    result = numerals.compact(1 - lane.alpha * delta)
    name = "δ" if now.batch is None else "mean δ"
    shown = f"({text})" if delta < 0 else text
    names, weights = lane.examples.target_names, f"{_free(lane, output)}weights"
    whose = f"{names[output]}’s {weights}" if len(names) > 1 else f"the {weights}"
    return Factor(f"this step multiplies {whose} by", f"1 − α·{shown} = {result}", f"1 − α·{name} = {result}")


def _stepped(lane: Lane, steepness: float) -> tuple[str, str]:
    """The sign before alpha, and what delta is multiplied by: turned round, it grows."""
    turned = lane.rule is Rule.DELTA_TURNED_ROUND
    reach = lane.alpha * steepness
    return ("+", numerals.compact(1 + reach)) if turned else ("−", numerals.compact(1 - reach))


def _each(lane: Lane) -> str:
    again = lane.order.taking in {Taking.ONE, Taking.FULL_BATCH} or len(lane.examples) == 1
    return "each step multiplies" if again else "on this example, a step multiplies"


def _whose(lane: Lane, output: int, what: str) -> str:
    """``δ``, or ``hurt’s δ`` where there are several outputs."""
    names = lane.examples.target_names
    return f"{names[output]}’s {what}" if len(names) > 1 else what


def _free(lane: Lane, output: int) -> str:
    return "unfrozen " if lane.frozen[output].any() else ""


def _squared(value: float) -> str:
    text = numerals.compact(value)
    return f"{text}²" if value > 0 and "e" not in text else f"({text})²"
