"""What a check looks at: the session now, as it was at the start, and, by running a copy, as it will be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.lessons.checks.tokens import CheckError
from gdstudio.messages import Command, Snapshot, TakeSteps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.messages import Lane, LaneStart, WeightRef

    Run: TypeAlias = Callable[[Sequence[Command]], Snapshot]
    """Carries out commands in a copy of the session that is looked at, and tells what it then shows."""


@dataclass(frozen=True)
class Looks:
    """What only the window knows.

    Attributes:
        panel: which view of the run is in front ("surface"), or "".
        selected: the selected weight, or None.
        beside: further views that are in front of others, where several stand beside each other.
    """

    panel: str = ""
    selected: WeightRef | None = None
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class World:
    """A session as a check sees it.

    Attributes:
        now: the state that is looked at.
        start: for a task, how its step of the lesson began; for a question, before its *given* changes.
        run: runs a copy of the session in the state `now`; None where looking ahead is not allowed.
        looks: what the window shows.
        lane: the run that is meant, by its name; "" for the one that is looked at first.
        beyond: the run diverged before the step that was asked for: `now` is the last finite one.
    """

    now: Snapshot
    start: Snapshot
    run: Run | None = None
    looks: Looks = field(default_factory=Looks)
    lane: str = ""
    beyond: bool = False
    _later: dict[int, World] = field(default_factory=dict, repr=False)

    def after(self, steps: int) -> World:
        """The same session so many steps later; each is run only once.

        Raises:
            CheckError: looking ahead is not allowed here.
        """
        if steps not in self._later:
            then = self.given((TakeSteps(steps),))
            behind = then.now.step < self.now.step + steps
            self._later[steps] = replace(then, beyond=self.beyond or behind)
        return self._later[steps]

    def given(self, commands: Sequence[Command]) -> World:
        """The same session after these commands.

        Raises:
            CheckError: looking ahead is not allowed here.
        """
        run = self.run
        if run is None:
            raise CheckError("a task looks at the session as it is; only a question can look ahead")
        done = tuple(commands)
        return replace(self, now=run(done), run=lambda more: run((*done, *more)), _later={})

    def at_start(self) -> World:
        """The session as it was at the start; a run that was forked since then was another one then."""
        there = {lane.start.name for lane in self.start.lanes}
        origin = {lane.start.name: lane.start.fork_of for lane in self.now.lanes}
        lane = self.lane
        while lane and lane not in there and lane in origin:
            lane = origin[lane]
        return replace(self, now=self.start, run=None, beyond=False, lane=lane, _later={})

    def in_lane(self, name: str) -> World:
        """The same, with another run meant."""
        return replace(self, lane=name, _later={})

    def seen_lane(self) -> Lane:
        """The run that is meant.

        Raises:
            CheckError: there is none of that name any more.
        """
        return self.now.lanes[lane_index([lane.start for lane in self.now.lanes], self.lane)]

    def forks(self) -> list[World]:
        """This world, and for each run that was forked from the one meant, the world that means that run."""
        starts = [lane.start for lane in self.now.lanes]
        meant = starts[lane_index(starts, self.lane)].name
        return [self, *(self.in_lane(start.name) for start in starts if start.fork_of == meant)]


def lane_index(starts: Sequence[LaneStart], name: str) -> int:
    """Which run is meant by a name; "" means the scene's last one of its own, not forked.

    Raises:
        CheckError: there is none.
    """
    for index in reversed(range(len(starts))):
        if starts[index].name == name or (not name and not starts[index].fork_of):
            return index
    there = ", ".join(start.name for start in starts) or "none"
    raise CheckError(f"there is no run “{name}”; there are {there}")
