"""Which alphas a race suggests, and whether those that were typed can be raced; no widgets."""

from __future__ import annotations

from math import floor, isclose, log10
from typing import TYPE_CHECKING

from gdstudio.messages import LARGEST_ALPHA
from gdstudio.numerals import shortest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.landscape import AlphaLimits

BESIDE = 0.02
"""Just below and just above a limit are so far from it, as a share of it."""
_ALIKE = 0.005
_SMALLEST = 1e-12


def suggested(limits: AlphaLimits, alpha: float, room: int) -> list[float]:
    """Alphas worth racing against a run's own, ascending.

    They are, as far as there is room: the limit of no overshoot, just below and just above where divergence
    begins, and half the limit of no overshoot. Without limits they are multiples and parts of its own.

    Args:
        limits: of the run.
        alpha: the run's own, which is not suggested again.
        room: how many runs may be added.
    """
    steady, end = limits.no_overshoot, limits.diverges or limits.guaranteed
    if steady is None or end is None:
        own = alpha if alpha > 0 else 0.01
        wanted = [own * 3, own / 3, own * 10, own / 10]
    else:
        wanted = [steady, end * (1 - BESIDE), end * (1 + BESIDE), steady / 2]
    tidy = [_down(each) for each in wanted]
    others = [
        each
        for each in dict.fromkeys(tidy)
        if _SMALLEST <= each <= LARGEST_ALPHA and not isclose(each, alpha, rel_tol=_ALIKE)
    ]
    return sorted(others[:room])


def _down(value: float) -> float:
    """With four digits, and never larger: what is meant for a limit must not lie beyond it."""
    unit = 10.0 ** (floor(log10(value)) - 3)
    return float(f"{floor(value / unit) * unit:.3e}")


def complaint(alphas: Sequence[float], own: float) -> str:
    """Why these alphas can't be raced against a run's own, in a sentence; "" if they can."""
    if not alphas:
        return "Type at least one alpha to race against."
    if own in alphas:
        return f"{shortest(own)} is this run’s own alpha: it takes part anyway."
    twice = [alpha for index, alpha in enumerate(alphas) if alpha in alphas[:index]]
    return f"{shortest(twice[0])} is there twice: each alpha is one run." if twice else ""
