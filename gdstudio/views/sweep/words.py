"""What a sweep found, and what it was made from, in words: for the window and for the command line.

No Qt here: the command line starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.network import weight_names
from gdstudio.numerals import compact, shortest
from gdstudio.views.kit.zones import zone_at, zones

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Swept
    from gdstudio.views.kit.zones import Zone

_NAMES = 3
"""Up to so many frozen weights are named; more are counted."""
_DIGITS = 3


def made_from(swept: Swept, *, named: bool) -> list[str]:
    """What a sweep was made from: ``["step 5", "example 1", "a frozen"]``.

    Args:
        swept: the sweep.
        named: whether to name the run, where there are several.
    """
    lane = swept.made_from
    parts = [f"“{lane.start.label}”"] if named else []
    parts += [f"step {swept.step}", lane.order.words]
    frozen = _frozen(lane)
    if frozen:
        parts.append(frozen)
    if lane.rule is not Rule.CORRECT:
        parts.append(lane.rule.words)
    return parts


def _frozen(lane: Lane) -> str:
    """``a frozen``, ``4 of 9 weights frozen``; "" if nothing is."""
    if not lane.frozen.any():
        return ""
    if lane.frozen.all():
        return "every weight frozen"
    every = [name for row in weight_names(lane.frozen.shape) for name in row]
    names = [name for name, still in zip(every, lane.frozen.ravel().tolist(), strict=True) if still]
    if len(names) > _NAMES:
        return f"{len(names)} of {len(every)} weights frozen"
    return f"{', '.join(names)} frozen"


def error_word(lane: Lane) -> str:
    """What the error is of: of one example, or the mean over several."""
    return "error" if lane.order.taking is Taking.ONE or len(lane.examples) == 1 else "mean error"


def steps_word(count: int) -> str:
    """``1 step``, ``20 steps``."""
    return "1 step" if count == 1 else f"{count:,} steps"


def zones_of(swept: Swept) -> tuple[Zone, ...]:
    """The zones of alpha where the sweep was made; none where there is no limit, or none is known.

    The limits are those of the correct recipe: of a misprint they say nothing.
    """
    lane = swept.made_from
    return zones(lane.limits) if lane.rule is Rule.CORRECT else ()


def zone_name(swept: Swept, alpha: float) -> str:
    """Which zone an alpha was in; "" where none is known."""
    if swept.made_from.rule is not Rule.CORRECT:
        return ""
    zone = zone_at(alpha, zones_of(swept))
    return "no effect" if zone is None else zone.name


def best(swept: Swept) -> int | None:
    """Which alpha left the least error, the smallest of several; None if all left the same, or diverged."""
    errors = swept.errors
    if len(errors) == 0 or (errors == errors[0]).all():
        return None
    return int(np.argmin(errors))


def summary(swept: Swept) -> str:
    """``least error 2.1e−9 at α 0.0135``; or that every alpha does the same."""
    index, word = best(swept), error_word(swept.made_from)
    if index is not None:
        least = swept.errors[index]
        others = int((swept.errors == least).sum()) - 1
        more = f" and {others} more" if others else ""
        return f"least {word} {compact(least, _DIGITS)} at α {shortest(swept.alphas[index])}{more}"
    if len(swept.errors) == 0:
        return ""
    if np.isinf(swept.errors[0]):
        return "every alpha diverges"
    return f"every alpha leaves the {word} at {compact(swept.errors[0], _DIGITS)}"


def told(swept: Swept, index: int) -> str:
    """What one alpha led to: ``α 0.0123 · error 3.4e−5 · overshoots``."""
    alpha, error = float(swept.alphas[index]), float(swept.errors[index])
    led_to = f"{error_word(swept.made_from)} {compact(error, _DIGITS)}" if np.isfinite(error) else "diverged"
    name = zone_name(swept, alpha)
    parts = [f"α {shortest(alpha)}", led_to]
    if name and not (name == "diverges" and led_to == "diverged"):
        parts.append(name)
    return " · ".join(parts)


def origins(swept: Swept, *, named: bool, before: bool) -> tuple[str, ...]:
    """What a sweep was made from in one line, the longest wording first.

    Args:
        swept: the sweep.
        named: whether to name the run, where there are several.
        before: the run has changed since.
    """
    parts, steps = made_from(swept, named=named), steps_word(swept.asked.steps)
    mark = "of before: " if before else ""
    return tuple(
        f"{mark}{lead}from {', '.join(parts[:count])}"
        for count in range(len(parts), 0, -1)
        for lead in (f"after {steps} ", f"{steps} ", "")
    )


def described(swept: Swept, alpha: float | None, *, named: bool, before: bool) -> str:
    """The whole picture in words, for those who don't see it.

    Args:
        swept: the sweep.
        alpha: the present one, or None if the run is gone.
        named: whether to name the run, where there are several.
        before: the run has changed since.
    """
    found, word = summary(swept), error_word(swept.made_from)
    origin = origins(swept, named=named, before=before)[0]
    ends = f"from {shortest(swept.alphas[0])} to {shortest(swept.alphas[-1])}"
    sentences = [f"{found[:1].upper()}{found[1:]}", f"{origin[:1].upper()}{origin[1:]}"]
    sentences.append(
        f"{len(swept.alphas)} alphas {ends}; {word} at the start {compact(swept.start_error, _DIGITS)}"
    )
    limits = swept.made_from.limits
    if swept.made_from.rule is Rule.CORRECT and limits.diverges is not None:
        sentences.append(f"Limit of alpha {compact(limits.diverges)}")
        if limits.several and limits.guaranteed is not None:
            sentences[-1] += f", guaranteed below {compact(limits.guaranteed)}"
    if alpha is not None:
        sentences.append(f"Alpha is {shortest(alpha)} now")
    return ". ".join(sentences) + "."
