"""Remarks on alpha: 0, too large, just large enough to overshoot, and what unfreezing did to its limit."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.lessons.remarks import words
from gdstudio.lessons.remarks.past import limits_of
from gdstudio.lessons.remarks.remark import Kind, Part, Remark, Remedy, Spot, importance_of
from gdstudio.messages import LARGEST_ALPHA, Freeze, SetAlpha, SetTarget, SetWeight
from gdstudio.numerals import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.lessons.remarks.remark import Said
    from gdstudio.lessons.remarks.seen import Seen

_SPOT = Spot(Part.ALPHA)
_SAME = 1e-9
"""Alphas that differ by less, relatively, are the same: the limits themselves are rounded."""


def alpha_remarks(seen: Seen) -> Iterator[Remark]:
    """What there is to say of alpha, at most one."""
    if seen.lane.alpha == 0:
        yield _remark(seen, Kind.ALPHA_ZERO, words.alpha_zero())
    elif seen.correct and not seen.lane.diverged:
        found = _too_large(seen) or _large(seen)
        if found is not None:
            yield found


def safe_alpha(seen: Seen) -> float | None:
    """An alpha with which no step overshoots, rounded down; None if alpha has no limit.

    Where runs were not forked, one alpha is for all of them: then it suits them all.
    """
    snapshot = seen.snapshot
    lanes = (seen.lane,) if snapshot.scene.has_forks else snapshot.lanes
    return safe_below([lane.limits for lane in lanes])


def safe_below(limits: Sequence[AlphaLimits]) -> float | None:
    """An alpha with which no step of any run with these limits overshoots; None if there is no limit."""
    below = [each.no_overshoot for each in limits if each.no_overshoot is not None]
    return words.rounded_down(min(*below, LARGEST_ALPHA)) if below else None


def set_alpha(seen: Seen, alpha: float) -> SetAlpha:
    """The command for it: for this run where runs were forked, else for all of them."""
    return SetAlpha(alpha, lane=seen.index if seen.snapshot.scene.has_forks else None)


def lower_alpha(seen: Seen) -> Remedy | None:
    """Set alpha to one that works."""
    alpha = safe_alpha(seen)
    if alpha is None or alpha == seen.lane.alpha:
        return None
    return Remedy(f"alpha {compact(alpha)}", (set_alpha(seen, alpha),))


def _remark(seen: Seen, kind: Kind, said: Said) -> Remark:
    return Remark(kind, seen.index, _SPOT, said, _remedy(seen, kind), importance_of(kind))


def _remedy(seen: Seen, kind: Kind) -> Remedy | None:
    """What to do about it; after alpha 0 the scene's own alpha is taken, if it is not too large."""
    start, safe = seen.lane.start.alpha, safe_alpha(seen)
    if kind is Kind.ALPHA_ZERO and safe is not None and 0 < start <= safe:
        return Remedy(f"alpha {compact(start)}", (set_alpha(seen, start),))
    return lower_alpha(seen)


def _too_large(seen: Seen) -> Remark | None:
    """Alpha at or above the limit, for an output that has something to learn."""
    lane, limits = seen.lane, seen.lane.limits
    limit = limits.diverges
    if limit is None or limits.guaranteed is None:
        return None
    if seen.exact_limit is not None:
        over = [k for k in _learners(seen) if _at_least(lane.alpha, limits.by_output[k] or np.inf)]
        is_over = bool(over)
    else:
        over, is_over = [], lane.alpha > limit
    is_over = is_over and not seen.stands_still
    by_unfreezing = _unfrozen(seen, still=not is_over)
    if by_unfreezing is not None:
        return by_unfreezing
    if not is_over:
        return None
    if seen.exact_limit is None:
        said = words.above_measured_limit(lane.alpha, limit, limits.guaranteed)
        return _remark(seen, Kind.ABOVE_LIMIT, said)
    worst = min(over, key=lambda k: limits.by_output[k] or np.inf)
    limit = limits.by_output[worst] or limit
    if isclose(lane.alpha, limit, rel_tol=_SAME):
        return _remark(seen, Kind.ON_LIMIT, words.on_limit(limit))
    alike = len(over) == len(limits.by_output)
    name = "" if alike else lane.examples.target_names[worst]
    return _remark(seen, Kind.ABOVE_LIMIT, words.above_limit(lane.alpha, limit, name))


def _large(seen: Seen) -> Remark | None:
    """Alpha above what is promised, below what is measured; or large enough to overshoot."""
    lane, limits = seen.lane, seen.lane.limits
    if limits.guaranteed is None or limits.no_overshoot is None:
        return None
    if seen.exact_limit is None:
        if lane.alpha <= limits.guaranteed * (1 + _SAME):
            return None
        said = words.no_guarantee(lane.alpha, limits.guaranteed, limits.diverges)
        return _remark(seen, Kind.NO_GUARANTEE, said)
    halves = [(limits.by_output[k] or np.inf) / 2 for k in _learners(seen)]
    lowest = min(halves, default=np.inf)
    if not lane.alpha > lowest * (1 + _SAME) or seen.stands_still:
        return None
    return _remark(seen, Kind.OVERSHOOTS, words.overshoots(lane.alpha, lowest))


def _learners(seen: Seen) -> list[int]:
    """The outputs that have something to learn: a delta of exactly 0 stays 0 at any alpha."""
    return [k for k, left in enumerate(seen.deltas_left) if left]


def _at_least(alpha: float, limit: float) -> bool:
    return alpha > limit or isclose(alpha, limit, rel_tol=_SAME)


# --- unfreezing -------------------------------------------------------------------------------------------


def _unfrozen(seen: Seen, *, still: bool) -> Remark | None:
    """The freeze's second act: the last thing done was to unfreeze, and the limit fell below alpha."""
    lane, limit = seen.lane, seen.lane.limits.diverges
    if limit is None or lane.alpha <= limit or (still and not seen.stands_still):
        return None
    released = released_last(seen)
    for count in range(1, len(released) + 1):
        before = _limit_before(seen, released[:count])
        if before is not None and before > lane.alpha:
            names = [seen.weight(*place) for place in sorted(released[:count])]
            said = words.unfrozen(names, (before, limit), lane.alpha, still=still)
            return _remark(seen, Kind.UNFROZEN, said)
    return None


def released_last(seen: Seen) -> list[tuple[int, int]]:
    """The weights unfrozen by the last commands that bear on alpha's limit, the last one first."""
    released = []
    for entry in reversed(seen.snapshot.log):
        command = entry.command
        if entry.step > seen.snapshot.step or command.lane not in (None, seen.index):
            continue
        if isinstance(command, SetWeight | SetTarget):
            continue
        if not isinstance(command, Freeze) or command.frozen:
            break
        released.append((command.weight.output, command.weight.input))
    return released


def _limit_before(seen: Seen, places: list[tuple[int, int]]) -> float | None:
    """The limit of alpha, were these weights still frozen; None if it can't be told, or is none."""
    table = seen.table
    if table is None or (seen.several and not seen.thorough):
        return None
    frozen = seen.lane.frozen.copy()
    frozen[tuple(np.array(places).T)] = True
    return limits_of(table, seen.lane.order, frozen.tobytes()).diverges
