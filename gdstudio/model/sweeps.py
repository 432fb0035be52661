"""Sweeps: which one is wanted, from which state of which run, and what was found.

A sweep changes nothing. It begins from the state that a run was in when it was asked for, so it may be worked
out beside the window while the run goes on.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import read_only
from gdstudio.core.sweep import alphas_between, mean_error, sweep
from gdstudio.messages import (
    FEWEST_POINTS,
    LARGEST_ALPHA,
    MOST_POINTS,
    MOST_SWEPT_STEPS,
    Swept,
)
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.looking import look
from gdstudio.model.studies import Study
from gdstudio.model.table_state import TableState

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable

    from gdstudio.messages import Scene, Sweep
    from gdstudio.model.lanes import States

_BREATH = 0.001
"""Seconds. The steps of a sweep are small pieces of Python that hold the interpreter's lock: between them the
window gets its turn."""


@dataclass(frozen=True, eq=False)
class _Wish:
    """A sweep that was asked for: in which scene, as the how manieth, and what it begins from."""

    scene_id: str
    number: int
    state: TableState
    swept: Swept


class Sweeps:
    """Keeps the last sweep: what was asked, and what came of it."""

    def __init__(self) -> None:
        self._asked = 0
        self._wish: _Wish | None = None

    def ask(self, asked: Sweep, scene: Scene, states: States, step: int) -> None:
        """Want this sweep, from where its run is at `step`; what was found before is dropped.

        Raises:
            RefusedError: there is no such run, it learns from images, or a number is out of range.
        """
        if not 0 <= asked.lane < len(states):
            raise RefusedError(f"run {asked.lane + 1}: there are {len(states)} runs here")
        state = states[asked.lane]
        if not isinstance(state, TableState):
            raise RefusedError("a sweep is for small networks; open one of the scenes without images")
        _check(asked)
        at, nothing = state.setting, read_only(np.array([]))
        before = mean_error(state.weights, at.examples, at.order)
        swept = Swept(asked, step, look(scene.lanes[asked.lane], state, None, step), before, nothing, nothing)
        self._asked += 1
        self._wish = _Wish(scene.id, self._asked, state, swept)

    def swept(self, scene: Scene) -> Swept | None:
        """What the window shows of it; None if there was none in this scene."""
        wish = self._within(scene)
        return None if wish is None else wish.swept

    def study(self, scene: Scene, without: Container[Hashable]) -> Study | None:
        """What is still to be worked out, if that is none of `without`; or None."""
        wish = self._within(scene)
        if wish is None or len(wish.swept.alphas):
            return None
        about = "sweep", wish.number
        if about in without:
            return None

        def take(found: Swept) -> None:
            if self._wish is wish:
                self._wish = _Wish(wish.scene_id, wish.number, wish.state, found)

        return Study(about, lambda stop: _worked_out(wish, stop), take)

    def _within(self, scene: Scene) -> _Wish | None:
        """The wish, unless another scene was opened since (by undoing, too)."""
        if self._wish is not None and self._wish.scene_id != scene.id:
            self._wish = None
        return self._wish


def _check(asked: Sweep) -> None:
    """Refuse numbers out of range.

    Raises:
        RefusedError: one is.
    """
    if not FEWEST_POINTS <= asked.points <= MOST_POINTS:
        raise RefusedError(f"{asked.points} alphas: a sweep tries {FEWEST_POINTS} to {MOST_POINTS}")
    if not 1 <= asked.steps <= MOST_SWEPT_STEPS:
        raise RefusedError(f"{asked.steps} steps: a sweep takes 1 to {MOST_SWEPT_STEPS:,} with each alpha")
    for alpha in (asked.first, asked.last):
        if not 0 < alpha <= LARGEST_ALPHA:  # also catches NaN
            raise RefusedError(f"alpha {alpha:g}: a sweep's alphas are above 0 and at most {LARGEST_ALPHA:g}")
    if asked.first >= asked.last:
        raise RefusedError(
            f"from {asked.first:g} to {asked.last:g}: a sweep goes from the smaller alpha to the larger"
        )
    if not (np.diff(alphas_between(asked.first, asked.last, asked.points)) > 0).all():
        raise RefusedError(
            f"from {asked.first!r} to {asked.last!r} there are no {asked.points} alphas to tell apart:"
            " take fewer, or a wider range"
        )


def _worked_out(wish: _Wish, stop: Callable[[], bool]) -> Swept | None:
    """What the sweep finds; None if stopped."""

    def take_a_breath() -> bool:
        time.sleep(_BREATH)
        return stop()

    asked, at, begun = wish.swept.asked, wish.state.setting, wish.swept
    alphas = alphas_between(asked.first, asked.last, asked.points)
    errors = sweep(
        wish.state.weights, at.frozen, alphas, at.examples, at.order, at.rule, begun.step, asked.steps,
        take_a_breath,
    )  # fmt: skip
    if errors is None:
        return None
    return Swept(asked, begun.step, begun.made_from, begun.start_error, read_only(alphas), read_only(errors))
