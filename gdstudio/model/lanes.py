"""Lanes together: what each command does to them, and steps that all of them take at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.core.images import Images
from gdstudio.messages import Freeze, SetWeight
from gdstudio.model.image_state import ImageState
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.table_state import TableState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdstudio.messages import LaneStart, Logged

LaneState: TypeAlias = TableState | ImageState


def begin(start: LaneStart) -> LaneState:
    """A lane's state at step 1."""
    return (ImageState if isinstance(start.examples, Images) else TableState).begin(start)


States: TypeAlias = tuple[LaneState, ...]


def given(states: States, command: Logged) -> States:
    """The lanes after a command; the same object where a lane is not meant or not changed.

    Raises:
        RefusedError: the command names a lane or a weight that is not there.
        DataError: a value is out of range.
    """
    if command.lane is not None and not 0 <= command.lane < len(states):
        raise RefusedError(f"run {command.lane + 1}: there are {len(states)} runs here")
    return tuple(
        state.given(command) if command.lane in (None, index) else state for index, state in enumerate(states)
    )


def to_lane(command: Logged, lane: int) -> Logged:
    """The same command, given to this lane."""
    if isinstance(command, Freeze | SetWeight):
        return replace(command, weight=command.weight._replace(lane=lane))
    return replace(command, lane=lane)


def in_lane(command: Logged, places: Mapping[int, int]) -> Logged:
    """The same command, where lanes are numbered otherwise: `places` gives each lane's new number."""
    return command if command.lane is None else to_lane(command, places[command.lane])


def begun_anew(states: States, command: Logged) -> States:
    """The lanes after a logged command, with their next steps counted from here.

    Where a drag ends at the value it began with, the log holds a command that changes nothing. When it was
    given, blocks were broken off all the same, and it shows in the last bits: so it must when it is replayed.
    """
    return tuple(
        state.begun_anew() if command.lane in (None, index) else state for index, state in enumerate(states)
    )


def bare(states: States) -> States:
    """The same lanes, without what they keep of having been looked at.

    Of images that is ten times what a state itself takes, and whoever steps on by hand looks at each.
    """
    return tuple(replace(state) for state in states)


@dataclass(frozen=True, eq=False)
class LanesRun:
    """Steps taken by all lanes together.

    Attributes:
        states: after the last step.
        errors: of each lane, at each step taken.
        diverged: a lane's next error would not have been finite; no lane took that step.
    """

    states: States
    errors: list[Sequence[float]]
    diverged: bool

    @property
    def taken(self) -> int:
        """How many steps were taken."""
        return len(self.errors[0])


def run_together(states: States, step: int, count: int) -> LanesRun:
    """Take up to `count` steps in all lanes; they stop together where the first must."""
    runs = [state.run(step, count) for state in states]
    taken = min(len(run.errors) for run in runs)
    runs = [
        run if len(run.errors) == taken else state.run(step, taken)
        for state, run in zip(states, runs, strict=True)
    ]
    return LanesRun(
        tuple(run.state for run in runs),
        [run.errors for run in runs],
        taken < count,
    )


def errors_at(states: States, step: int) -> list[float]:
    """Each lane's error at a step."""
    return [state.look(step).total_error for state in states]


def check_finite(states: States, step: int) -> None:
    """Refuse states whose error has overflowed: there would be nothing to show, and no way on.

    Raises:
        RefusedError: a lane's error at `step` is not finite.
    """
    if not all(isfinite(error) for error in errors_at(states, step)):
        raise RefusedError("with weights this large the error would overflow; step back a few steps first")
