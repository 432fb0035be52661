"""Snapshots: what the window sees of a session, worked out on the model's side and made read-only."""

from __future__ import annotations

from dataclasses import fields
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Batch, Rule
from gdstudio.core.examples import Taking
from gdstudio.core.landscape import MeanBowls, destination, steepness
from gdstudio.core.mean_landscape import mean_destination
from gdstudio.core.network import read_only
from gdstudio.messages import Ahead, Lane
from gdstudio.model.table_state import TableState

if TYPE_CHECKING:
    from gdstudio.core.descent import Step
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import LaneStart
    from gdstudio.model.lanes import LaneState

STEPS_AHEAD = 3
"""How many later steps a bowl marks with hollow dots."""


def look(
    start: LaneStart,
    state: LaneState,
    before: LaneState | None,
    step: int,
    path: tuple[FloatArray, ...] = (),
) -> Lane:
    """One lane at a step, with the step before it and the few after it, and where it has been.

    `start` says what the lane is called now; what it started with, `state` knows too.
    """
    at = state.setting
    now = state.look(step)
    ahead = _ahead(state, step, now)
    return Lane(
        start=start,
        examples=at.examples,
        order=at.order,
        row=state.row(step),
        alpha=at.alpha,
        frozen=at.frozen,
        now=read_only_step(now),
        before=None if before is None else read_only_step(before.look(step - 1)),
        ahead=ahead,
        destination=_destination(state, now),
        limits=at.limits,
        # On the same example again, the next step is the first of those ahead.
        diverged=not ahead if state.row(step + 1) == state.row(step) else state.is_last(step),
        rule=_rule(state),
        over_all=_over_all(state),
        path=path,
    )


def _rule(state: LaneState) -> Rule:
    return state.setting.rule if isinstance(state, TableState) else Rule.CORRECT


def _over_all(state: LaneState) -> MeanBowls | None:
    """The mean bowls, where several examples are trained on."""
    if not isinstance(state, TableState):
        return None
    at = state.setting
    if at.order.taking is Taking.ONE or len(at.examples) == 1:
        return None
    return MeanBowls.over(state.weights, at.examples.inputs, at.examples.targets)


def _destination(state: LaneState, now: Step) -> FloatArray | None:
    """Where descent ends, on this example or in a full batch, if this alpha and this rule get it there."""
    if _rule(state) is not Rule.CORRECT:
        return None
    at = state.setting
    if now.batch is not None:
        learns = now.weight_deltas.any(axis=1)
        arrives = np.array([limit is not None and 0 < at.alpha < limit for limit in at.limits.by_output])
        goal = mean_destination(now.weights, at.frozen, now.batch.inputs, now.batch.true)
    else:
        s = steepness(now.input, at.frozen)
        learns = (s > 0) & (now.delta != 0)
        arrives = (at.alpha > 0) & (at.alpha * s < 2)
        goal = destination(now, at.frozen)
    if (learns & ~arrives).any() or not np.isfinite(goal).all():
        return None
    return read_only(goal)


def _ahead(state: LaneState, step: int, now: Step) -> tuple[Ahead, ...]:
    """The next steps' weights, and what error they make on what is learnt from now."""
    row, weights = state.row(step), now.new_weights
    ahead: list[Ahead] = []
    for later in range(step + 1, step + 1 + STEPS_AHEAD):
        seen = state.look_with(weights, row)
        if not isfinite(seen.total_error):
            break
        ahead.append(Ahead(read_only(weights), read_only(seen.learnt_error)))
        if later == step + STEPS_AHEAD:
            break  # nobody asks for the weights after it
        another = state.row(later) != row
        weights = (state.look_with(weights, state.row(later)) if another else seen).new_weights
    return tuple(ahead)


def read_only_step(step: Step) -> Step:
    """Return the same step, with all its arrays read-only."""
    for field in fields(step):
        value = getattr(step, field.name)
        if isinstance(value, np.ndarray):
            read_only(value)
        elif isinstance(value, Batch):
            for each in fields(value):
                read_only(getattr(value, each.name))
    return step
