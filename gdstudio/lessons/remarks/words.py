"""The remarks in words: each sentence stands here once, for the hint and for every place that says it.

Sentences leave out what changes from step to step, so that a hint stands still while the studio plays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.examples import LARGEST_VALUE
from gdstudio.lessons.remarks.remark import Said
from gdstudio.numerals import MINUS, compact, decade, grouped, number, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

TINY = 1e-6
"""Deltas below this, beside targets of about 1, move weights only in digits that are not shown."""


INPUT_ZERO = ("input 0: nothing to learn", "nothing to learn", "stops")
"""Where an input is 0, from long to short."""


def joined(names: Sequence[str]) -> str:
    """Put names in a row: ``a``, ``a and b``, ``a, b and c``; of more than four, how many there are."""
    if len(names) > 4:
        return f"{grouped(len(names))} weights"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def told_apart(larger: float, smaller: float) -> tuple[str, str]:
    """Write two different numbers, each with as many digits as it takes to see which is larger."""
    for digits in range(4, 18):
        texts = compact(larger, digits), compact(smaller, digits)
        if parse(texts[0]) > parse(texts[1]):
            break
    return texts


def rounded_down(value: float, digits: int = 2) -> float:
    """The largest number of so many significant digits that is not larger; value is positive."""
    rounded = float(f"{value:.{digits - 1}e}")
    if rounded <= value:
        return rounded
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    lower = float(f"{float(mantissa) - 10.0 ** (1 - digits):.{digits - 1}f}e{exponent}")
    return lower if lower > 0 else value


# --- inputs, weights and outputs --------------------------------------------------------------------------


def input_zero(name: str, weights: Sequence[str], *, always: bool = False) -> Said:
    """An input is 0, so its weights have nothing to learn: "stopping".

    Args:
        name: the input's.
        weights: the names of its weights.
        always: it is so in every one of several examples.
    """
    where = " in every example" if always else ""
    one = len(weights) == 1
    verbs = ("weight_delta is", "has") if one else ("weight_deltas are", "have")
    return Said(
        f"{name} is 0{where}: the {verbs[0]} δ × 0 = 0, so {joined(weights)} {verbs[1]}"
        " nothing to learn (stopping).",
        INPUT_ZERO,
    )


def input_negative(name: str, value: float, weights: Sequence[str], *, always: bool = False) -> Said:
    """An input is negative, so its weights walk the other way than usual: "negative reversal".

    Args:
        name: the input's.
        value: what it is in the present example.
        weights: the names of its weights.
        always: it is negative in every one of several examples.
    """
    how = "negative in every example" if always else compact(value)
    moves = "moves" if len(weights) == 1 else "move"
    return Said(
        f"{name} is {how}, which turns the direction round: {joined(weights)} {moves} with delta’s sign,"
        " not against it (negative reversal).",
        (f"input {compact(value)}: turns the direction round", "turns the direction round", "turned"),
    )


def frozen(name: str, weight: float, would_be: float) -> Said:
    """A frozen weight that its weight_delta would move."""
    return Said(
        f"{name} is frozen: its weight_delta would be {compact(would_be)} and is set to 0,"
        f" so {name} stays at {compact(weight)}.",
        ("frozen",),
    )


def these_frozen(names: Sequence[str]) -> Said:
    """Weights that somebody has frozen, whatever their deltas are."""
    if len(names) == 1:
        ends = "is frozen: its weight_delta is set to 0 before every step, so it stays as it is."
    else:
        ends = "are frozen: their weight_deltas are set to 0 before every step, so they stay as they are."
    return Said(f"{joined(names)} {ends}")


def bottom_here(*, several: bool) -> Said:
    """The delta of the present example is exactly 0."""
    if several:
        text = "Delta is exactly 0 on this example: there is nothing to learn from it."
        return Said(text, ("δ is 0: nothing to learn from this one", "δ is 0 here", "δ is 0"))
    text = "Already at the bottom: delta is exactly 0, so weight_delta is 0 and nothing moves."
    return Said(text, ("δ is 0: already at the bottom", "at the bottom"))


def stuck(name: str, delta: float | None, *, frozen: float, always: bool) -> Said:
    """An output whose prediction no step can change.

    Args:
        name: the output's.
        delta: what its delta stays at; None where it differs from example to example.
        frozen: the share of its weights that are frozen; the inputs of the others are 0.
        always: for every one of several examples.
    """
    if frozen == 1:
        why = "all its weights are frozen"
    else:
        why = "its unfrozen weights have input 0" if frozen else "all its inputs are 0"
        why += " in every example" if always else ""
    ends = "so no step changes it" if delta is None else f"so delta stays at {compact(delta)}"
    return Said(f"{name} can’t reach its target: {why}, {ends}.", ("can’t change", "stuck"))


def near_largest(name: str, value: float) -> Said:
    """A value that is close to the largest one there may be."""
    given = grouped(round(value)).replace("-", MINUS) if value == round(value) else compact(value, 7)
    most = grouped(round(LARGEST_VALUE))
    return Said(
        f"{name} is {given}: from {MINUS}{most} to {most} is allowed, so that no single step overflows.",
        ("near the largest value",),
    )


# --- alpha ------------------------------------------------------------------------------------------------


def alpha_zero() -> Said:
    """Nothing is applied."""
    return Said(
        "Alpha is 0: every weight_delta is multiplied by 0 before it is applied, so no weight moves.",
        ("learns nothing",),
    )


def above_limit(alpha: float, limit: float, output: str = "") -> Said:
    """Alpha is too large, and the limit is exact; `output` names the one that it is too large for."""
    high, low = told_apart(alpha, limit)
    of = f" for {output}" if output else ""
    return Said(
        f"Alpha {high} is above the limit {low}{of}: the error grows with every step."
        " Any alpha below the limit surely works.",
        ("diverges",),
    )


def above_measured_limit(alpha: float, limit: float, guaranteed: float) -> Said:
    """Alpha is too large for several examples in turn."""
    high, low = told_apart(alpha, limit)
    return Said(
        f"Alpha {high} is above the measured limit {low}: the error grows from pass to pass."
        f" Below {compact(rounded_down(guaranteed, 3))} it surely works.",
        ("diverges",),
    )


def on_limit(limit: float) -> Said:
    """Alpha is just the limit."""
    return Said(
        f"Alpha is on the limit {number(limit)}: each step only turns delta’s sign round, the error stays.",
        ("on the limit",),
    )


def overshoots(alpha: float, no_overshoot: float) -> Said:
    """Alpha is large enough to jump over the bottom, and still converges."""
    high, low = told_apart(alpha, no_overshoot)
    return Said(
        f"Alpha {high} is above {low}, so each step jumps over the bottom; it still comes closer every time.",
        ("overshoots",),
    )


def no_guarantee(alpha: float, guaranteed: float, measured: float | None) -> Said:
    """Alpha is between what is promised and where divergence was measured to begin (None: not yet known)."""
    high, low = told_apart(alpha, guaranteed)
    known = (
        "where it begins to is still being measured"
        if measured is None
        else f"measured, a pass shrinks up to {compact(measured)}"
    )
    return Said(f"Alpha {high}: no guarantee. Below {low} nothing can diverge; {known}.", ("no guarantee",))


def unfrozen(names: Sequence[str], limits: tuple[float, float], alpha: float, *, still: bool) -> Said:
    """Unfreezing has made the limit of alpha smaller than alpha is.

    Args:
        names: what was unfrozen.
        limits: the limit before and after.
        alpha: as it is.
        still: delta is exactly 0, so that nothing moves all the same.
    """
    before = told_apart(limits[0], alpha)[0]
    above, after = told_apart(alpha, limits[1])
    ends = "Only a delta of 0 keeps it still." if still else "So the error grows."
    change = f"lowered the limit of alpha from {before} to {after}, below alpha {above}"
    return Said(f"Unfreezing {joined(names)} {change}. {ends}")


# --- the whole run ----------------------------------------------------------------------------------------


def diverged(step: int, alpha_and_limit: tuple[float, float] | None, *, by_mistake: bool) -> Said:
    """The run stands at its last finite error.

    Args:
        step: which one.
        alpha_and_limit: both, where alpha is the reason.
        by_mistake: a printed mistake is in force, for which no limit of alpha is known.
    """
    said = f"Diverged: step {grouped(step)} is the last whose error is finite."
    if alpha_and_limit is not None:
        high, low = told_apart(*alpha_and_limit)
        said += f" Alpha {high} is above the limit {low}."
    elif by_mistake:
        said += " With a printed mistake in force no alpha may be small enough."
    return Said(said, ("diverged",))


def every_weight_frozen() -> Said:
    """Nothing can learn."""
    return Said(
        "Every weight is frozen: each weight_delta is set to 0 before it is applied, so nothing moves."
    )


def at_bottom(*, several: bool, outputs: int) -> Said:
    """All deltas are exactly 0."""
    deltas = (
        "every example’s delta is" if several else "delta is" if outputs == 1 else f"all {outputs} deltas are"
    )
    return Said(f"Already at the bottom: {deltas} exactly 0, so every weight_delta is 0 and nothing moves.")


def at_least_mean_error(error: float) -> Said:
    """A full batch has arrived where its mean error is least, though not 0."""
    return Said(
        f"At the bottom of the mean error: {compact(error)} is the least there is; no weights do better."
    )


def no_digit() -> Said:
    """The changes are below the weights' last digit."""
    return Said(
        "Nothing moves any more: alpha × weight_delta is too small to change a weight by even its last digit."
    )


def lost(largest: float) -> Said:
    """The weights are so large that what they would learn is lost in rounding."""
    return Said(
        f"Weights as large as {number(largest, 2)} lose what they learn in rounding: nothing moves, although"
        " the error is large."
    )


def tiny() -> Said:
    """Delta is so small that what moves is not seen."""
    return Said(
        f"Delta is below {decade(TINY)}: the weights still move, but only in digits that are not shown."
    )


def unreachable(examples: int, error: float, held: Sequence[str]) -> Said:
    """No weights have an error of 0 on all examples; `held` are the frozen ones that are held."""
    given = f" while {joined(held)} {'is' if len(held) == 1 else 'are'} frozen" if held else ""
    return Said(
        f"No weights fit all {grouped(examples)} examples at once{given}: the least mean error is"
        f" {compact(error)}, so it never gets to 0."
    )


def printed_mistake() -> Said:
    """The weight deltas are not worked out as they should be."""
    return Said(
        "A printed mistake is in force: stars, bottoms and limits of alpha hold for the correct recipe only.",
        ("printed mistake",),
    )
