"""What a value of alpha does, in words: the zones of the ruler, and the verdict on one alpha.

One example: a step multiplies delta by ``1 − α·S``, S the sum of input² over the unfrozen weights. Several
examples one at a time share the weights, so what a whole pass does can only be bounded, or measured. All at
once are exact again, along each axis of their mean error.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose
from typing import TYPE_CHECKING

from gdstudio.numerals import MINUS, TIMES, number

if TYPE_CHECKING:
    from gdstudio.core.landscape import AlphaLimits

NO_EFFECT = ("nothing unfrozen has an input: alpha changes nothing", "alpha changes nothing here")
"""What stands under a ruler without limits, the longest wording first."""

MEASURING = "measuring the limit…"
"""What is said until it is known where divergence begins."""

_FACTOR = "Each step multiplies delta by 1 − α·S: here "
_MEAN_FACTOR = (
    "Each step multiplies the way left along the steepest axis of the mean error by 1 − α·λ, λ being the "
    "largest eigenvalue of the mean of x xᵀ: here "
)


@dataclass(frozen=True)
class Zone:
    """A stretch of the ruler where one thing happens.

    Attributes:
        name: one or two words.
        color: the theme's colour; the text colour's name is this and ``_text``.
        low: where it begins.
        high: where it ends.
        sentence: what happens there.
        hatched: whether it is drawn in stripes, because nothing is promised there.
    """

    name: str
    color: str
    low: float
    high: float
    sentence: str
    hatched: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the present alpha does: a word, a number that says how strongly, and the word's colour."""

    word: str
    detail: str
    color: str


def is_one_stretch(limits: AlphaLimits) -> bool:
    """Whether divergence begins where the guarantee ends, but for the last bits of a measurement."""
    if limits.measuring:
        return False
    if limits.guaranteed is None or limits.diverges is None:
        return True
    return isclose(limits.guaranteed, limits.diverges, rel_tol=1e-6)


def zones(limits: AlphaLimits, example: str = "example") -> tuple[Zone, ...]:
    """The zones from 0 to infinity, in order; none if alpha has no limit.

    Args:
        limits: how large alpha may be. Until the limit is measured nothing is promised without end.
        example: what each example is called: "image", where it is one.
    """
    first, second, last = limits.no_overshoot, limits.guaranteed, limits.diverges
    if first is None or second is None or (last is None and not limits.measuring):
        return ()
    if is_one_stretch(limits):
        factor, it = (_MEAN_FACTOR, "it") if limits.mean else (_FACTOR, "delta")
        return (
            Zone("shrinks", "shrinks", 0, first, factor + f"between 0 and 1, so {it} shrinks steadily."),
            Zone(
                "overshoots", "overshoots", first, second,
                factor + f"between {MINUS}1 and 0, so the dot jumps over the bottom and still comes closer.",
            ),
            Zone(
                "diverges", "diverges", second, inf,
                factor + f"below {MINUS}1, so every jump lands farther away and the error grows on.",
            ),
        )  # fmt: skip
    promised = (
        Zone(
            "no overshoot", "shrinks", 0, first,
            f"Below 1 ÷ max S no {example} overshoots, max S being the largest S of any {example}.",
        ),
        Zone(
            "guaranteed", "guaranteed", first, second,
            f"Below 2 ÷ max S no step can increase the error of its own {example}, so nothing can diverge.",
        ),
    )  # fmt: skip
    if last is None:
        told = "Somewhere in here the error begins to grow from pass to pass: where is being measured."
        return (*promised, Zone("no guarantee", "overshoots", second, inf, told, hatched=True))
    return (
        *promised,
        Zone(
            "no guarantee", "overshoots", second, last,
            "Single steps may go up here, but a whole pass still comes down: measured for an order that stays"
            " the same from pass to pass.",
            hatched=True,
        ),
        Zone(
            "diverges", "diverges", last, inf,
            "Here the error grows from pass to pass: measured for an order that stays the same.",
        ),
    )  # fmt: skip


def zone_at(alpha: float, all_zones: tuple[Zone, ...]) -> Zone | None:
    """The zone that alpha is in, or None if there are no zones."""
    return next((zone for zone in all_zones if alpha < zone.high), None)


def verdict(alpha: float, limits: AlphaLimits, output: int | None, whose: str = "") -> Verdict:
    """What this alpha does.

    Args:
        alpha: the value.
        limits: how large it may be.
        output: whose delta is told; None: that of the output it moves most.
        whose: the lane that is meant, where lanes differ.
    """
    zone = zone_at(alpha, zones(limits))
    if zone is None:
        return Verdict("no effect", f"{_what(limits)} {TIMES} 1 each step", "muted")
    detail = _detail(alpha, limits, output, whose)
    if alpha == 0:
        return Verdict("learns nothing", detail, "muted")
    if is_one_stretch(limits) and limits.no_overshoot and limits.guaranteed:
        # Of all examples at once only what is left along the steepest axis is gone in one step.
        if not limits.mean and isclose(alpha, limits.no_overshoot, rel_tol=1e-9):
            return Verdict("lands in one step", detail, "shrinks_text")
        if isclose(alpha, limits.guaranteed, rel_tol=1e-9):
            return Verdict("on the limit", detail, "diverges_text")
    return Verdict(zone.name, detail, f"{zone.color}_text")


def _detail(alpha: float, limits: AlphaLimits, output: int | None, whose: str) -> str:
    """``δ × 0.441 each step``; where outputs or examples differ, it says whose delta is meant."""
    all_alike = is_one_stretch(limits) and len(set(limits.by_output)) == 1
    limit = limits.guaranteed if output is None else limits.by_output[output]
    times = f"{TIMES} {_factor(alpha * 2 / limit if limit else 0.0)}"
    if limits.mean:
        return f"{_what(limits)} {times}" if all_alike or output is None else f"selected output {times}"
    if all_alike:
        return f"{whose}: δ {times}" if whose else f"δ {times} each step"
    return f"max S: δ {times}" if output is None or not is_one_stretch(limits) else f"selected: δ {times}"


def _what(limits: AlphaLimits) -> str:
    """What a step multiplies: of all examples at once, what is left along the steepest axis."""
    return "steepest axis" if limits.mean else "δ"


def _factor(reach: float) -> str:
    """Write ``1 − reach`` with as many digits as tell it from 1, from three on."""
    factor = 1 - reach
    if abs(factor) < 1e-12:
        return "0"
    if reach == 0:
        return "1"
    for digits in range(3, 7):
        text = number(factor, digits)
        if text.strip("0") not in {"1.", "1"}:
            return text
    return "1.000"
