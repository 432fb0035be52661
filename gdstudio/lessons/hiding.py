"""What an open question hides: numbers that would tell its answer, and parts of the window under a veil.

A hidden number is NaN, which every view writes as “?”. Where a part would tell too much by its shape, as
a curve, a table or a ruler does, the whole part is veiled.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.messages import View

if TYPE_CHECKING:
    from gdstudio.core.descent import Step
    from gdstudio.messages import Lane, Snapshot

SCORES = frozenset({"scores", "prediction", "delta", "error"})
"""Facts that the numbers of an image tell: while one of these is hidden, so are they."""
_FIELDS = {
    "prediction": ("pred",),
    "delta": ("delta",),
    "error": ("error",),
    "weight deltas": ("weight_deltas", "free_weight_deltas"),
    "ahead": ("new_weights",),
}
"""The numbers of a step that each fact is about."""

_TABLES = ("numbers", "code", "steps")
_TELL_SCORES = ("image words", "product", "bowls", "numbers", "code")
"""Beside pictures: what tells the scores, but for the pictures and the row, which leave them out."""
_VEILS = {
    "prediction": (*_TABLES, "bowls", "surface"),
    "delta": (*_TABLES, "bowls", "surface"),
    "error": (*_TABLES, "bowls", "surface", "error", "runs", "sweep"),
    "weight deltas": _TABLES,
    "ahead": ("numbers", "code", "sweep"),
    "limits": ("limits", "sweep"),
    "accuracy": ("accuracy", "accuracy words", "mistakes"),
    "scores": _TELL_SCORES,
    "likeness": ("likeness", "pair"),
    "likeness table": ("likeness",),
}
"""The parts that would give a fact away."""


def veiled(hidden: frozenset[str], view: View) -> frozenset[str]:
    """The parts of the window that are covered while these facts and parts are hidden.

    Args:
        hidden: as the question says.
        view: how the scene is shown.
    """
    covered = {part for fact in hidden for part in _VEILS.get(fact, ())}
    if view is View.PICTURES and hidden & SCORES:
        covered |= {*_TELL_SCORES}
    return frozenset(covered | {part for part in hidden if part not in _VEILS and part not in _FIELDS})


def masked(snapshot: Snapshot) -> Snapshot:
    """The snapshot as it may be seen: what it says is hidden is not in it, or is NaN."""
    hidden = snapshot.hidden
    if not hidden:
        return snapshot
    if snapshot.gallery is not None:
        hidden &= {"error"}  # whole parts are veiled there, but not the timeline, which says the error
    return replace(snapshot, lanes=tuple(_masked_lane(lane, hidden) for lane in snapshot.lanes))


def _masked_lane(lane: Lane, hidden: frozenset[str]) -> Lane:
    return replace(
        lane,
        now=_masked_step(lane.now, hidden),
        ahead=() if "ahead" in hidden else lane.ahead,
        destination=None if "destination" in hidden else lane.destination,
    )


def _masked_step(step: Step, hidden: frozenset[str]) -> Step:
    names = [name for fact, fields in _FIELDS.items() if fact in hidden for name in fields]
    if not names:
        return step
    return replace(step, **{name: np.full_like(getattr(step, name), np.nan) for name in names})
