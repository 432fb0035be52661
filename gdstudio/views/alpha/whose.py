"""Whose limits the alpha ruler shows: which example's, output's and run's; and the formula that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.images import Images
from gdstudio.numerals import number
from gdstudio.views.alpha.misprint import told_by
from gdstudio.views.kit.zones import MEASURING, is_one_stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.messages import Lane

_ORDERS = {
    Taking.IN_TURN: "in this order",
    Taking.SHUFFLED_ONCE: "in this order",
    Taking.SHUFFLED: "in the order given",
}
_MEASURED = {
    Taking.IN_TURN: "The measured limit is for passes in this order.",
    Taking.SHUFFLED_ONCE: "The measured limit is for passes in this shuffled order.",
    Taking.SHUFFLED: (
        "The limit is measured for passes in the order given; shuffled anew in each pass, it may lie "
        "somewhat higher or lower."
    ),
}


@dataclass(frozen=True)
class Whose:
    """Whose limits are shown.

    Attributes:
        noun: what each thing that is learned from is called: "image", where it is one.
        taking: how they are taken.
        count: how many there are.
        which: the number, from 1, of the only one that is trained on.
        outputs: those that decide, by name, where outputs differ; else none.
        run: the run that decides, or that is shown, where runs differ; else "".
        forked: runs were forked, and have each their own alpha: what is shown is that run's.
        rule: by which the run learns; the limits are those of the correct one.
    """

    noun: str = "example"
    taking: Taking = Taking.ONE
    count: int = 1
    which: int = 1
    outputs: tuple[str, ...] = ()
    run: str = ""
    forked: bool = False
    rule: Rule = Rule.CORRECT

    @property
    def only(self) -> str:
        """The one thing that is trained on."""
        return f"this {self.noun}" if self.count == 1 else f"{self.noun} {self.which}"

    @property
    def output(self) -> str:
        """The outputs that decide, or how many do."""
        return f"{len(self.outputs)} outputs" if len(self.outputs) > 2 else " and ".join(self.outputs)


def whose_limits(lane: Lane, lanes: Sequence[Lane], *, forked: bool = False) -> Whose:
    """Say whose the limits of `lane` are: that of `lanes` that decides, or, if `forked`, that is shown."""
    alike = all((each.limits, each.rule) == (lane.limits, lane.rule) for each in lanes)
    noun = "image" if isinstance(lane.examples, Images) else "example"
    outputs = _deciding(lane.limits, lane.examples.target_names)
    order, run = lane.order, "" if alike else lane.start.label
    return Whose(noun, order.taking, len(lane.examples), order.example + 1, outputs, run, forked, lane.rule)


def deciding_lane(lanes: Sequence[Lane]) -> tuple[int, Lane]:
    """The lane whose limit of alpha is the smallest, and its index; among equals the last.

    The limits are those of the correct rule, so a lane with a printed erratum decides only if all have one.
    """
    indexed = list(enumerate(lanes))
    correct = [pair for pair in indexed if pair[1].rule is Rule.CORRECT] or indexed
    return min(reversed(correct), key=lambda pair: pair[1].limits.diverges or float("inf"))


def _deciding(limits: AlphaLimits, names: Sequence[str]) -> tuple[str, ...]:
    """The outputs whose limit is the smallest; none where all are alike."""
    if len(set(limits.by_output)) < 2:
        return ()
    least = min(limit for limit in limits.by_output if limit is not None)
    return tuple(name for name, limit in zip(names, limits.by_output, strict=True) if limit == least)


def formulas(limits: AlphaLimits, whose: Whose) -> tuple[str, ...]:
    """Where the limits come from and whose they are, the longest wording first."""
    if whose.rule is not Rule.CORRECT:
        return (whose.rule.words,)
    if limits.guaranteed is None or (limits.diverges is None and not limits.measuring):
        return ()
    if not is_one_stretch(limits):
        return _promised(limits, whose)
    text = number(limits.guaranteed)
    if limits.mean:
        subject, terms = (
            f"all {whose.count} {whose.noun}s",
            ("largest eigenvalue of the mean of x xᵀ", "largest eigenvalue"),
        )
    elif whose.taking is Taking.ONE or whose.count == 1:
        subject, terms = whose.only, ("Σ input² of unfrozen", "Σ input²")
    else:  # several that do not get into each other's way
        subject, terms = f"all {whose.count} {whose.noun}s", ("max Σ input² of unfrozen", "max Σ input²")
    parts = [part for part in (whose.run, subject, whose.output) if part]
    deciding = [part for part in (whose.run, whose.output) if part]
    subjects = [f"limit for {', '.join(each)}:" for each in (parts, deciding, deciding[-1:]) if each]
    wordings = [f"{each} 2 ÷ {term} = {text}" for each in (*subjects, "limit") for term in terms]
    return (*dict.fromkeys(wordings), f"limit {text}")


def _promised(limits: AlphaLimits, whose: Whose) -> tuple[str, ...]:
    """Of several one at a time: what is guaranteed, and what was measured."""
    deciding = [part for part in (whose.run, whose.output) if part]
    prefixes = [f"{', '.join(deciding)}: ", ""] if deciding else [""]
    text = number(limits.guaranteed or 0.0, 3)
    if limits.diverges is None:
        parts = [
            f"guaranteed below 2 ÷ max S = {text} · {MEASURING}",
            f"guaranteed below {text} · {MEASURING}",
            f"guaranteed {text} · {MEASURING}",
        ]
        last = MEASURING
    else:
        measured, order = number(limits.diverges, 3), _ORDERS[whose.taking]
        parts = [
            f"guaranteed below 2 ÷ max S = {text} · measured limit {order} {measured}",
            f"guaranteed 2 ÷ max S = {text} · measured {order} {measured}",
            f"guaranteed below {text} · measured {order} {measured}",
            f"guaranteed {text} · measured {measured}",
        ]
        last = f"guaranteed {text} · limit {measured}"
    return (*(f"{prefix}{part}" for prefix in prefixes for part in parts), last)


def told(limits: AlphaLimits, whose: Whose) -> str:
    """Say at length whose the limits are, and how they are known; "" where there are none."""
    if whose.rule is not Rule.CORRECT:
        return told_by(whose.rule)
    if limits.guaranteed is None:
        return ""
    several = f"{whose.count} {whose.noun}s"
    if limits.mean:
        text = (
            f"The limit is exact, for all {several} at once: 2 ÷ the largest eigenvalue of the mean of x xᵀ, "
            "x being the inputs of unfrozen weights."
        )
    elif whose.taking is Taking.ONE or whose.count == 1:
        text = (
            f"The limit is that of {whose.only}: 2 ÷ S, S being the sum of input² over the unfrozen weights."
        )
    else:
        text = f"S is the sum of input² over the unfrozen weights, max S the largest of {several}. " + (
            "" if limits.measuring else _MEASURED[whose.taking]
        )
    if whose.outputs:
        verb = "decides: its" if len(whose.outputs) == 1 else "decide: their"
        text += f" Of the outputs, {', '.join(whose.outputs)} {verb} limit is the smallest."
    if whose.run:
        text += (
            f" This is the run “{whose.run}”." if whose.forked else f" Of the runs, “{whose.run}” decides."
        )
    return text.strip()
