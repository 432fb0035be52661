"""A timeline: the log of commands, and recorded time, from which any step can be replayed.

The log alone defines every number. Recorded time (checkpoints and the error's history) only makes it quick.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.images import Images
from gdstudio.core.network import read_only
from gdstudio.messages import ScoreHistory
from gdstudio.model.lanes import (
    LanesRun,
    States,
    bare,
    begin,
    begun_anew,
    errors_at,
    given,
    run_together,
)
from gdstudio.model.records import Records, capacity_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.network import FloatArray
    from gdstudio.messages import ErrorHistory, Scene, Score
    from gdstudio.model.log import Log


FOOTHOLDS = 64
"""On a long replay so many states are kept on the way, about, but none closer than `_SHORT` steps."""
_SHORT = 64

PATH_POINTS = 200
"""A path is drawn through so many points at most."""


class Timeline:
    """One course of events from a scene's start: a log, and what has been recorded of it.

    `last_step` is the end of recorded time: the step in progress when nothing is being replayed. `opened` is
    the scene as it was before any run was forked. `scores` are those known so far, by step: they follow from
    the log, so they never have to be taken back.
    """

    def __init__(
        self, scene: Scene, log: Log = (), records: Records | None = None, opened: Scene | None = None
    ) -> None:
        self.scene = scene
        self.opened = opened or scene
        self.log = log
        self._steps = [entry.step for entry in log]
        if records is None:
            start = tuple(begin(lane) for lane in scene.lanes)
            records = Records(start, capacity_for(start))
        self._records = records
        self._last_states = records.checkpoints[0]
        self._footholds: list[tuple[int, States]] = []
        self.scores: dict[int, Score] = {}
        self._score_history: ScoreHistory | None = None

    @property
    def last_step(self) -> int:
        """The last step of recorded time, from 1."""
        return self._records.steps + 1

    def paths(self, step: int) -> list[tuple[FloatArray, ...]]:
        """For each lane of a small table, where its weights have been before `step`; of images, nothing.

        Of a step at which weights were set, those that it then began with.
        """
        if any(isinstance(lane.examples, Images) for lane in self.scene.lanes):
            return [() for _ in self.scene.lanes]
        changed = set(self._steps)
        checkpoints = [
            self._given(bare(states), at) if at in changed else states
            for at, states in self._records.checkpoints_up_to(step, PATH_POINTS)
        ]
        return [
            tuple(states[index].weights for states in checkpoints) for index in range(len(self.scene.lanes))
        ]

    def bytes_from(self, step: int) -> int:
        """What is recorded of the time after a step takes, about."""
        return self._records.bytes_from(step)

    def data_bytes(self, beside: Scene) -> int:
        """What its scene's images take, where another scene has not got the same."""
        shared = [lane.examples for lane in beside.lanes]
        return sum(
            examples.pixels.nbytes
            for lane in self.scene.lanes
            for examples in (lane.examples, lane.unseen)
            if isinstance(examples, Images) and lane.examples not in shared
        )

    def history(self) -> tuple[ErrorHistory, ...]:
        """Each lane's error over recorded time, the last step included."""
        return self._records.history(errors_at(self._last_states, self.last_step))

    def branch(self, log: Log, step: int) -> Timeline:
        """Another timeline with the same past before `step`, and another log.

        Recorded time ends at `step`, for all lanes: they go on together.
        """
        branch = Timeline(self.scene, log, self._records, self.opened)
        branch.end_at(step)
        # At `step` itself the log may set weights anew.
        branch.scores = {scored: score for scored, score in self.scores.items() if scored < step}
        return branch

    def of_lanes(self, lanes: Sequence[int], scene: Scene, log: Log, step: int) -> Timeline:
        """Another timeline with the same past before `step` of these lanes; recorded time ends at `step`.

        Args:
            lanes: which, from 0; one that is named twice is there twice.
            scene: with these lanes, in this order.
            log: up to `step` it means to each lane what its own log means to it; more may be to come.
            step: within recorded time.
        """
        records, _ = self._records.cut(step)
        first = tuple(records.checkpoints[0][lane] for lane in lanes)
        timeline = Timeline(scene, log, records.of_lanes(lanes, capacity_for(first)), self.opened)
        timeline.record_up_to(step)
        return timeline

    def beside(self, other: Timeline, lane: int, scene: Scene, log: Log) -> Timeline:
        """Another timeline with one more lane, of another course of events; recorded as far as both are.

        Args:
            other: whose lane it is.
            lane: which of its lanes, from 0.
            scene: with that lane as its last.
            log: which means to each lane what its own log means to it.
        """
        first = (*self._records.checkpoints[0], other._records.checkpoints[0][lane])
        records = self._records.beside(other._records, lane, capacity_for(first))
        timeline = Timeline(scene, log, records, self.opened)
        timeline.record_up_to(min(self.last_step, other.last_step))
        return timeline

    def record_up_to(self, step: int) -> bool:
        """Record on from the last checkpoint, up to `step`; returns whether a lane diverged before it."""
        at, states = self._records.checkpoint(self.last_step)
        states = self._given(bare(states), at)
        self._last_states, _, diverged = self.advance(states, at, max(step, self.last_step) - at)
        return diverged

    def diverging(self) -> list[int]:
        """The lanes that cannot take another step from the end of recorded time."""
        step = self.last_step
        return [lane for lane, state in enumerate(self._last_states) if state.run(step, 1).diverged]

    def grid(self, most: int) -> range:
        """At most `most` steps, evenly spread over recorded time, that are quick to go to."""
        stride = self._records.stride
        while (self.last_step - 1) // stride >= most:
            stride *= 2
        return range(1, self.last_step + 1, stride)

    def add_score(self, score: Score, most: int) -> None:
        """Keep a score; of very many, those between the grid's steps are dropped first."""
        self.scores[score.step] = score
        self._score_history = None
        if len(self.scores) > 2 * most:
            grid = self.grid(most)
            self.scores = {step: kept for step, kept in self.scores.items() if step in grid or kept is score}

    def score_history(self) -> ScoreHistory:
        """All scores by step; the very same object as long as no other is known."""
        if self._score_history is None:
            scores = [self.scores[step] for step in sorted(self.scores)]
            columns = [
                read_only(np.array([getattr(score, name) for score in scores], dtype=np.float64))
                for name in ("step", "learnt", "unseen", "learnt_error", "unseen_error")
            ]
            steps, learnt, unseen, learnt_error, unseen_error = columns
            sample = scores[-1].sample if scores else None
            self._score_history = ScoreHistory(steps, learnt, unseen, learnt_error, unseen_error, sample)
        return self._score_history

    def end_at(self, step: int) -> None:
        """Let recorded time end at `step`; commands that the log gives later are still to come."""
        self.scores = {scored: score for scored, score in self.scores.items() if scored <= step}
        self._score_history = None
        self._records, _ = self._records.cut(step)
        self.record_up_to(step)

    def end_with(self, states: States) -> None:
        """Take these for the lanes at the end of recorded time, which they equal bit for bit.

        What they have worked out already then need not be worked out once more.
        """
        self._last_states = states

    def state_at(self, step: int) -> States:
        """The lanes at a step of recorded time, after the commands given there."""
        at, states = self._nearest(step)
        spacing = max(self._records.stride // FOOTHOLDS, _SHORT)
        if step - at < 2 * spacing:
            states, _, _ = self.advance(states, at, step - at)
            return states
        # Whoever goes back step by step comes by here again and again: on the way, footholds are left.
        self._footholds = []
        while at < step:
            states, at, _ = self.advance(states, at, min(spacing, step - at))
            self._footholds.append((at, bare(states)))
        return states

    def _nearest(self, step: int) -> tuple[int, States]:
        """The nearest step at or before this one that is known, and the lanes there."""
        at, states = self._records.checkpoint(step)
        index = bisect_right(self._footholds, step, key=itemgetter(0)) - 1
        if index >= 0 and self._footholds[index][0] > at:
            at, states = self._footholds[index]
            return at, bare(states)
        return at, self._given(bare(states), at)

    def quick_step(self, step: int, back: int) -> int:
        """About `back` steps before `step`: one that is quick to go to, where so exactly is not asked for."""
        wanted, stride = max(step - back, 1), self._records.stride
        if stride == 1 or back < 4 * stride or wanted == 1:
            return wanted
        at, _ = self._records.checkpoint(wanted)
        return at + 1  # of the step before it, the state is kept

    def advance(self, states: States, step: int, count: int) -> tuple[States, int, bool]:
        """Take up to `count` steps from `step`, giving the commands of the log on the way.

        Steps beyond recorded time are recorded.

        Returns:
            The states after, the step arrived at, and whether a lane would have diverged there.
        """
        target = step + count
        while step < target:
            run = run_together(states, step, self._piece(step, target))
            step += run.taken
            states = self._given(run.states, step) if run.taken else states
            self._record(step, run, states)
            if run.diverged:
                return states, step, True
        return states, step, False

    def _piece(self, step: int, target: int) -> int:
        """How many steps can be taken in one go: up to the next command, or the end of a stretch."""
        ends = [target]
        following = bisect_right(self._steps, step)
        if following < len(self._steps):
            ends.append(self._steps[following])
        if step < self.last_step:
            ends.append(self.last_step)
        else:
            ends.append(step + self._records.room)
        return min(ends) - step

    def _record(self, step: int, run: LanesRun, states: States) -> None:
        if step > self.last_step:
            self._records.add(run.errors, bare(run.states))
            self._last_states = states

    def _given(self, states: States, step: int) -> States:
        """Give the commands that were given at the beginning of `step`."""
        index = bisect_right(self._steps, step - 1)
        while index < len(self._steps) and self._steps[index] == step:
            command = self.log[index].command
            states = begun_anew(given(states, command), command)
            index += 1
        return states
