"""Remarks on where a run is going or has ended: diverged, at the bottom, or never to reach all targets."""

from __future__ import annotations

from functools import lru_cache, partial
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import LARGEST_VALUE
from gdstudio.core.mean_landscape import least_mean_error
from gdstudio.lessons.remarks import words
from gdstudio.lessons.remarks.alphas import safe_below, set_alpha
from gdstudio.lessons.remarks.past import limits_at, setting_at, steps_of_change
from gdstudio.lessons.remarks.remark import Kind, Part, Remark, Remedy, Spot, importance_of
from gdstudio.messages import Rule, Seek, SetRule
from gdstudio.numerals import compact, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.core.examples import Examples
    from gdstudio.lessons.remarks.remark import Said
    from gdstudio.lessons.remarks.seen import Seen
    from gdstudio.messages import Command

LIMITED = (Rule.CORRECT, Rule.SWAPPED_OUTER_PRODUCT)
"""With the outer product swapped, steps are as long as they should be: too much alpha is too much there."""
_ROUNDING = 1e-12
"""A least mean error smaller than this part of the targets' mean square is rounding."""


def _remark(seen: Seen, kind: Kind, said: Said, remedy: Remedy | None = None) -> Remark:
    return Remark(kind, seen.index, Spot(Part.RUN), said, remedy, importance_of(kind))


def diverged(seen: Seen) -> Iterator[Remark]:
    """It stands at the last step whose error is finite."""
    lane = seen.lane
    if not lane.diverged:
        return
    limit = lane.limits.diverges or lane.limits.guaranteed
    limited = lane.rule in LIMITED
    by_alpha = limited and limit is not None and lane.alpha > limit
    reason = (lane.alpha, limit) if by_alpha and limit is not None else None
    said = words.diverged(seen.snapshot.step, reason, by_mistake=not limited)
    yield _remark(seen, Kind.DIVERGED, said, _way_back(seen))


def _way_back(seen: Seen) -> Remedy | None:
    """Go back to where the error was still small, and there lower alpha or leave a mistake that was chosen.

    Only what is changed there cuts off what was recorded: it would be played again. So it goes back to a step
    at which there is something to change, if there is one.
    """
    steps = steps_of_change(seen.snapshot, seen.index)
    cures = {step: cure for step in steps if (cure := _cure_at(seen, step))}
    step = min(reversed(list(cures) or steps), key=partial(_error_at, seen))
    commands, what = cures.get(step, ([], []))
    if step != seen.snapshot.step:
        commands, what = [Seek(step), *commands], [f"back to step {grouped(step)}", *what]
    return Remedy(", ".join(what), tuple(commands)) if commands else None


def _cure_at(seen: Seen, step: int) -> tuple[list[Command], list[str]] | None:
    """What to change at a step so that it does not diverge, in commands and in words; None if nothing."""
    snapshot, setting = seen.snapshot, setting_at(seen.snapshot, seen.index, step)
    if setting.rule is not Rule.CORRECT and setting.rule is not seen.lane.start.rule:
        return [SetRule(Rule.CORRECT, seen.index)], ["correct recipe"]
    runs = [seen.index] if snapshot.scene.has_forks else range(len(snapshot.lanes))
    limits = [limits_at(snapshot, run, step) for run in runs]
    safe = safe_below([each for each in limits if each is not None])
    if setting.rule not in LIMITED or None in limits or safe is None or setting.alpha <= safe:
        return None
    return [set_alpha(seen, safe)], [f"alpha {compact(safe)}"]


def _error_at(seen: Seen, step: int) -> float:
    history = seen.snapshot.history[seen.index]
    bucket = min((step - 1) // history.stride, len(history.lowest) - 1)
    return float(history.lowest[bucket])


def standing_still(seen: Seen) -> Iterator[Remark]:
    """Nothing moves, and neither alpha nor a freeze is why."""
    lane, now = seen.lane, seen.lane.now
    if lane.alpha == 0 or lane.frozen.all() or not seen.stands_still:
        return
    if not any(seen.deltas_left):
        said = words.at_bottom(several=seen.several, outputs=len(now.pred))
        yield _remark(seen, Kind.AT_BOTTOM, said)
    elif seen.several and now.batch is not None and _is_least(seen):
        yield _remark(seen, Kind.AT_BOTTOM, words.at_least_mean_error(now.total_error))
    elif now.weight_deltas.any():
        largest = float(np.abs(now.weights).max())
        if largest > LARGEST_VALUE:
            yield _remark(seen, Kind.LOST, words.lost(largest), _way_back(seen))
        else:
            yield _remark(seen, Kind.NO_DIGIT, words.no_digit())


def _is_least(seen: Seen) -> bool:
    """Whether the mean error is as small as it can be, but for rounding."""
    least = _least_here(seen)
    return least is not None and seen.lane.now.total_error <= least * (1 + 1e-9)


def tiny_delta(seen: Seen) -> Iterator[Remark]:
    """With one example: delta is still there, and too small to be seen at work."""
    now = seen.lane.now
    if seen.several or seen.table is None or not seen.correct or seen.lane.alpha == 0:
        return
    largest = max(map(abs, now.delta.tolist()))
    scale = max(1.0, *map(abs, now.true.tolist()))
    if 0 < largest < words.TINY * scale and now.weight_deltas.any() and not seen.stands_still:
        yield _remark(seen, Kind.TINY, words.tiny())


def unreachable(seen: Seen) -> Iterator[Remark]:
    """No weights fit all examples that are trained on."""
    table, lane = seen.table, seen.lane
    if table is None or not seen.several or not seen.thorough or lane.frozen.all():
        return
    least = _least_here(seen)
    if least is not None and least > 0:
        names = [seen.weight(int(k), int(j)) for k, j in np.argwhere(lane.frozen)]
        yield _remark(seen, Kind.UNREACHABLE, words.unreachable(len(table), least, names))


def _least_here(seen: Seen) -> float | None:
    """The least mean error that the unfrozen weights can have; 0 where it is rounding, None if unknown."""
    if seen.table is None:
        return None
    held = np.where(seen.lane.frozen, seen.lane.now.weights, 0.0)
    least, scale = _least(seen.table, held.tobytes(), seen.lane.frozen.tobytes())
    if not isfinite(least):
        return None
    return least if least > _ROUNDING * scale else 0.0


@lru_cache(maxsize=16)
def _least(examples: Examples, held: bytes, frozen: bytes) -> tuple[float, float]:
    """The least mean error, and the mean square of what would be predicted with the free weights at 0."""
    weights = np.frombuffer(held).reshape(examples.shape)
    mask = np.frombuffer(frozen, dtype=bool).reshape(examples.shape)
    with np.errstate(over="ignore", invalid="ignore"):
        least = least_mean_error(weights, mask, examples.inputs, examples.targets).sum()
        beside = np.square(examples.targets - examples.inputs @ weights.T).mean(axis=0).sum()
    return float(least), float(beside)


def printed_mistake(seen: Seen) -> Iterator[Remark]:
    """The weight deltas are wrong on purpose. Where the scene begins with it, finding it is the lesson."""
    if seen.correct:
        return
    by_hand = seen.lane.rule is not seen.lane.start.rule
    remedy = Remedy("correct recipe", (SetRule(Rule.CORRECT, seen.index),)) if by_hand else None
    yield Remark(
        Kind.RULE,
        seen.index,
        Spot(Part.RUN),
        words.printed_mistake(),
        remedy,
        importance_of(Kind.RULE) if by_hand else 0,
    )
