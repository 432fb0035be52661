"""Where a session is in its timeline: the step in progress, its phase, and every lane there.

It goes on and back, and knows when there is no way on. When to go, and how far, is the player's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.messages import Entry, Phase
from gdstudio.model import lanes
from gdstudio.model.log import with_entry

if TYPE_CHECKING:
    from gdstudio.messages import Logged
    from gdstudio.model.lanes import States
    from gdstudio.model.timeline import Timeline


class Walk:
    """A step of a timeline, and the way to others.

    Attributes:
        timeline: the present one.
        step: the step in progress, from 1.
        phase: which of its phases is looked at.
        states: the lanes at this step.
        before: the lanes a step before; None at step 1.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.phase = Phase.PREDICT
        self.take_up(timeline, 1)

    def take_up(self, timeline: Timeline, step: int) -> None:
        """Go to a step of another timeline; to its last one where it does not reach so far."""
        self.timeline = timeline
        self.go_to(min(step, timeline.last_step))

    def go_to(self, step: int) -> None:
        """Go to the beginning of a step of recorded time."""
        self.phase = Phase.PREDICT
        self.step = step
        self._look_again()

    def _look_again(self) -> None:
        """Bring back the present step, and the one before it, from the timeline."""
        self.before: States | None = None
        if self.step == 1:
            self.states = self.timeline.state_at(1)
        else:
            self.before = self.timeline.state_at(self.step - 1)
            self.states, _, _ = self.timeline.advance(self.before, self.step - 1, 1)
        self.begin_watching()

    # --- on and back --------------------------------------------------------------------------------------

    def advance(self, count: int) -> tuple[int, bool]:
        """Take up to `count` steps: returns how many were taken, and whether a lane diverged there."""
        if count < 1:
            return 0, False
        first = self.step
        # The step before the last is looked at too, so the last is taken by itself.
        self.before, self.step, diverged = self.timeline.advance(self.states, first, count - 1)
        if not diverged:
            self.states, self.step, diverged = self.timeline.advance(self.before, self.step, 1)
        if diverged:
            self._look_again()
        if self.step > first:
            self.phase = Phase.PREDICT
        return self.step - first, diverged

    def move_phase(self, count: int) -> bool:
        """Go `count` phases on (or back, if negative); returns whether a lane diverged on the way."""
        steps, phase = divmod(self.phase.value + count, len(Phase))
        diverged = False
        if steps > 0:
            taken, diverged = self.advance(steps)
            phase = phase if taken == steps else Phase.LEARN.value
        elif steps < 0:
            if self.step + steps < 1:
                steps, phase = 1 - self.step, 0
            self.go_to(self.step + steps)
        self.phase = Phase(phase)
        return diverged

    @property
    def diverging(self) -> list[int]:
        """The lanes that cannot take another step."""
        return [index for index, state in enumerate(self.states) if state.run(self.step, 1).diverged]

    def give(self, command: Logged, states: States, text: str) -> None:
        """Give a command at the present step: it leads to `states`, and to another future in its lanes."""
        log = with_entry(self.timeline.log, Entry(self.step, command, text), len(states))
        self.timeline = self.timeline.branch(log, self.step)
        self.states = lanes.begun_anew(states, command)
        self.timeline.end_with(self.states)
        self.phase = Phase.PREDICT
        self.begin_watching()

    # --- standing still -----------------------------------------------------------------------------------

    def begin_watching(self) -> None:
        """What moved before this step is no matter when it is asked where nothing moves any more."""
        self._watched_from = self.step

    def is_settled(self) -> bool:
        """Whether nothing moves any more, and nothing is planned that could change that."""
        planned = self.timeline.log and self.timeline.log[-1].step > self.step
        return not planned and all(state.is_settled(self.step) for state in self.states)

    def play(self, count: int) -> tuple[int, bool, bool]:
        """Take up to `count` steps, but go back to where nothing moves any more if that was passed.

        Returns:
            How many were taken, whether a lane diverged, and whether nothing moves any more.
        """
        last_step, before = self.timeline.last_step, self.states
        live = self.step == last_step
        taken, diverged = self.advance(count)
        if diverged:
            return taken, True, False
        if live and _same_weights(before, self.states):
            return taken, False, self._settle()
        # What was recorded before is not cut off, however long nothing has moved in it.
        self._watched_from = last_step
        return taken, False, False

    def _settle(self) -> bool:
        """End at the first step from which a whole pass changes no weight, however many were taken since."""
        if not self.is_settled():
            return False
        settled = self.states
        # A planned command may have come since, and moved nothing: recorded time does not end before it.
        given = [entry.step for entry in self.timeline.log[-1:]]
        low, high = max([self._watched_from, *given]), self.step
        while low < high:
            middle = (low + high) // 2
            if _same_weights(self.timeline.state_at(middle), settled):
                high = middle
            else:
                low = middle + 1
        self.timeline.end_at(high)
        self.step = high
        self._look_again()
        return True


def _same_weights(some: States, others: States) -> bool:
    return all(np.array_equal(one.weights, other.weights) for one, other in zip(some, others, strict=True))
