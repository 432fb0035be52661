"""What a session's life should be, as naive as can be: each run by itself, a list of commands and of steps.

It shares nothing with the model: no log for all runs, no checkpoints, no replay from a step in the middle.
"""
# ruff: noqa: D102  # the methods are named as in the model, and say the same

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

import oracle

from gdstudio.messages import Freeze, SetWeight

if TYPE_CHECKING:
    from gdstudio.messages import LaneStart, Logged, Scene

_KEYS = count()


def own(command: Logged) -> Logged:
    """A command as a run of its own would be given it."""
    if isinstance(command, Freeze | SetWeight):
        return replace(command, weight=command.weight._replace(lane=0))
    return replace(command, lane=0)


@dataclass(frozen=True)
class Given:
    """A command given to one run: at which step, and whether it was given to all."""

    step: int
    command: Logged
    to_all: bool

    def replaces(self, old: Given) -> bool:
        """Whether it takes the place of another: the same thing, in the same drag, at the same step."""
        what = [
            (
                each.step,
                each.to_all,
                type(each.command),
                *(getattr(each.command, name, None) for name in ("weight", "row", "column", "gesture")),
            )
            for each in (self, old)
        ]
        return bool(self.command.gesture) and what[0] == what[1]


@dataclass(eq=False)
class Run:
    """One run: where it started, what it was given, and where it was at every recorded step."""

    start: LaneStart
    origin: int
    given: list[Given]
    steps: list[oracle.NaiveLane]
    parent: int | None = None
    forked_at: int = 0

    def __post_init__(self) -> None:
        self.key = next(_KEYS)

    def after(self, step: int) -> oracle.NaiveLane:
        return self.steps[step - 1].after(step)

    def commands(self, last_step: int | None = None) -> list[tuple[int, Logged]]:
        return [(each.step, each.command) for each in self.given if each.step <= (last_step or each.step)]

    def to_come(self, step: int) -> list[Given]:
        """What it is given after a step, as if it were given to it alone."""
        return [replace(each, to_all=False) for each in self.given if each.step > step]

    def copy(self, last_step: int, **changes: object) -> Run:
        """The same run up to a step, with no command later than that."""
        given = [each for each in self.given if each.step <= last_step]
        copy = replace(self, given=given, steps=self.steps[:last_step], **changes)  # type: ignore[arg-type]
        copy.key = self.key
        return copy


class Course:
    """One timeline: runs that are recorded up to the same step."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs

    @classmethod
    def begin(cls, scene: Scene) -> Course:
        lanes = oracle.begin(scene)
        return cls([Run(scene.lanes[index], index, [], [lane]) for index, lane in enumerate(lanes)])

    @property
    def last_step(self) -> int:
        return len(self.runs[0].steps)

    def at(self, step: int) -> oracle.NaiveLanes:
        return tuple(run.steps[step - 1] for run in self.runs)

    def reach(self, step: int) -> int:
        """Record up to `step`; return where it had to stop: the last step with finite errors."""
        while self.last_step < step:
            at = self.last_step
            following = [run.after(at) for run in self.runs]
            if not all(lane.is_finite(at + 1) for lane in following):
                return at
            for run, lane in zip(self.runs, following, strict=True):
                for each in run.given:
                    if each.step == at + 1:
                        lane = lane.given(each.command)  # noqa: PLW2901  # one command after the other
                run.steps.append(lane)
        return step

    def diverges_after(self, step: int) -> bool:
        return step == self.last_step and not all(run.after(step).is_finite(step + 1) for run in self.runs)

    def settled(self, step: int) -> bool:
        """Nothing moves, and nothing is to be given later."""
        later = any(each.step > step for run in self.runs for each in run.given)
        return not later and all(lane.is_settled() for lane in self.at(step))

    def end_at(self, step: int) -> None:
        for run in self.runs:
            del run.steps[step:]

    def given(self, step: int, command: Logged) -> Course:
        """Another course, in which this is given at a step: what came later in its runs is another future."""
        runs = []
        for index, run in enumerate(self.runs):
            changed = run.copy(step)
            if command.lane in (None, index):
                new = Given(step, own(command), command.lane is None)
                changed.given = [old for old in changed.given if not new.replaces(old)] + [new]
                changed.steps[-1] = changed.steps[-1].given(new.command)
            else:
                changed.given += run.to_come(step)
            runs.append(changed)
        return Course(runs)

    # --- runs beside each other ---------------------------------------------------------------------------

    def forked(self, step: int, index: int, copies: int = 1) -> Course:
        runs = [run.copy(step) for run in self.runs]
        for place, (run, old) in enumerate(zip(runs, self.runs, strict=True)):
            if place != index:
                run.given += old.to_come(step)
        for _ in range(copies):
            fork = runs[index].copy(step, parent=runs[index].key, forked_at=step)
            fork.key = next(_KEYS)
            runs.append(fork)
        return Course(runs)

    def without(self, index: int) -> Course:
        gone = self.runs[index]
        runs = [run.copy(len(run.steps)) for run in self.runs if run is not gone]
        for run, old in zip(runs, [run for run in self.runs if run is not gone], strict=True):
            run.given = list(old.given)  # what is still to come stays, too
        orphans = [run for run in runs if run.parent == gone.key]
        heir, at = gone.parent, gone.forked_at
        for orphan in orphans:
            orphan.parent, orphan.forked_at = heir, min(at, orphan.forked_at)
            if heir is None:
                first = next(run for run in self.runs if run.key == orphan.key)
                heir, at = first.key, first.forked_at
        return Course(runs)

    def differing(self, now: Course) -> int | None:
        """The last run of this future that no present run goes like, as far as this was recorded."""
        for index in reversed(range(len(self.runs))):
            run = self.runs[index]
            if not any(
                present.origin == run.origin
                and present.commands(self.last_step) == run.commands(self.last_step)
                for present in now.runs
            ):
                return index
        return None

    def beside(self, future: Course, index: int) -> Course:
        """With one more run, of another future; recorded as far as both are. Nothing is for all any more."""
        brought = future.runs[index]
        kin = [(_parting(brought, run), run) for run in self.runs if run.origin == brought.origin]
        parting, parent = max(kin, key=lambda each: each[0], default=(0, None))
        last = min(self.last_step, future.last_step)
        runs = []
        for run in (*self.runs, brought):
            copy = run.copy(last)
            copy.given = [replace(each, to_all=False) for each in run.given]
            runs.append(copy)
        runs[-1].key = next(_KEYS)
        runs[-1].parent, runs[-1].forked_at = (None, 0) if parent is None else (parent.key, parting)
        return Course(runs)


def _parting(one: Run, other: Run) -> int:
    """The first step at which two runs are not given the same."""
    last = max((each.step for run in (one, other) for each in run.given), default=0)
    for step in range(1, last + 1):
        if len({tuple(each.command for each in run.given if each.step == step) for run in (one, other)}) > 1:
            return step
    return last + 1
