"""Plays a walk: by steps and by phases, on and back, at a speed; it stops where there is no way on."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from gdstudio.messages import Phase, Speed
from gdstudio.model.lane_parts import RefusedError

if TYPE_CHECKING:
    from gdstudio.model.walk import Walk

SLOWEST, FASTEST = 0.01, 1_000_000
"""Steps (or phases) a second that a set speed may ask for; beyond, there is "as fast as possible"."""


class End(Enum):
    """Why there is no way on.

    Attributes:
        DIVERGED: a run's next error would not be finite.
        SETTLED: nothing moves any more.
        FIRST: backwards, the very first step was reached.
    """

    DIVERGED = auto()
    SETTLED = auto()
    FIRST = auto()


class Player:
    """Moves a walk. It knows no clock: how many steps are due, whoever has one says.

    Where there was no way on it has stopped, and returns why.

    Args:
        walk: where the session is.

    Attributes:
        speed: at which it is to be played.
        playing: whether more steps are to be taken, until it is stopped.
        backwards: which way it plays, or last did.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.speed = Speed()
        self.playing = self.backwards = False

    def set_speed(self, speed: Speed) -> None:
        """Play at another speed, from now on.

        Raises:
            RefusedError: it is out of range.
        """
        if speed.per_second is not None and not SLOWEST <= speed.per_second <= FASTEST:
            raise RefusedError(f"speed {speed.per_second:g}: use {SLOWEST:g} to {FASTEST:,} a second")
        self.speed = speed
        if self.playing:
            self._begin_steps()

    # --- playing ------------------------------------------------------------------------------------------

    def start(self, backwards: bool) -> End | None:
        """Play, unless there is no way on from the start."""
        self.playing, self.backwards = True, backwards
        self._begin_steps()
        self._walk.begin_watching()
        if backwards:
            return self._end_at_the_first()
        settled = self._walk.step == self._walk.timeline.last_step and self._walk.is_settled()
        return self._end(End.SETTLED) if settled else None

    def stop(self) -> None:
        """Play no more."""
        self.playing = False

    def stop_going_back(self) -> None:
        """Something was changed: from here on another future begins, and nobody goes on backwards."""
        if self.backwards:
            self.stop()

    def play(self, count: int) -> tuple[int, End | None]:
        """Take up to `count` steps as playing does: it ends where nothing moves or the error overflows.

        Returns:
            How many were taken, those included that were then gone back because nothing moved in them, and
            why it ended, if it did.
        """
        taken, diverged, settled = self._walk.play(count)
        if diverged:
            return taken, self._end(End.DIVERGED)
        return taken, self._end(End.SETTLED) if settled else None

    def play_back(self, count: int) -> End | None:
        """Go back up to `count` steps as playing backwards does, or one phase; it ends at the very first."""
        if self.speed.by_phase:
            self._walk.move_phase(-1)
        else:
            self._walk.go_to(self._walk.timeline.quick_step(self._walk.step, count))
        return self._end_at_the_first()

    # --- by hand ------------------------------------------------------------------------------------------

    def advance(self, count: int) -> tuple[int, End | None]:
        """Take up to `count` steps; fewer if the error would overflow.

        Returns:
            How many were taken, and why it ended, if it did.
        """
        taken, diverged = self._walk.advance(count)
        return taken, self._end(End.DIVERGED) if diverged else None

    def move_phase(self, count: int) -> End | None:
        """Go `count` phases on (or back, if negative) through this step and its neighbours."""
        diverged = self._walk.move_phase(count)
        return self._end(End.DIVERGED) if diverged else None

    def take_steps(self, count: int) -> End | None:
        """Stop, and take `count` steps on, or back if negative: the first goes to this step's beginning."""
        self.stop()
        if count >= 0:
            return self.advance(count)[1]
        begun = 0 if self._walk.phase is Phase.PREDICT else 1
        self.seek(max(self._walk.step + count + begun, 1))
        return None

    def seek(self, step: int) -> None:
        """Stop, and go to a step.

        Raises:
            RefusedError: it is not recorded.
        """
        last = self._walk.timeline.last_step
        if not 1 <= step <= last:
            raise RefusedError(f"step {step} is not recorded; go to one from 1 to {last}")
        self.stop()
        self._walk.go_to(step)

    # ------------------------------------------------------------------------------------------------------

    def _begin_steps(self) -> None:
        """Whole steps begin with Predict."""
        if not self.speed.by_phase:
            self._walk.phase = Phase.PREDICT

    def _end_at_the_first(self) -> End | None:
        there = self._walk.step == 1 and self._walk.phase is Phase.PREDICT
        return self._end(End.FIRST) if there else None

    def _end(self, why: End) -> End:
        self.stop()
        return why
