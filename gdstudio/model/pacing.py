"""How many steps are due: speed turned into steps, with the time passed in."""

from __future__ import annotations

from gdstudio.messages import Speed

BACK_SECONDS = 4.0
"""Backwards as fast as possible, all of recorded time goes by in this time: faster, nobody would see it."""
LEAST_BACK = 60.0
"""Steps a second, backwards as fast as possible, however few are recorded."""


def backward_speed(speed: Speed, last_step: int) -> Speed:
    """How fast to go back: as set; for as fast as possible, all of recorded time in a few seconds."""
    if speed.per_second is not None or speed.by_phase:
        return speed
    return Speed(max(last_step / BACK_SECONDS, LEAST_BACK))


class Pace:
    """Counts out steps (or phases) at a set speed. Times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._next: float | None = None

    def reset(self) -> None:
        """Forget the beat; the next step is due one interval after `due` is asked again."""
        self._next = None

    def due(self, speed: Speed, now: float, most: int) -> int:
        """How many steps to take now: at most `most`; a backlog beyond that is let go."""
        if speed.per_second is None:
            return most
        interval = 1 / speed.per_second
        if self._next is None:
            self._next = now + interval
        late = now - self._next
        if late < 0:
            return 0
        count = int(late / interval) + 1
        if count > most:
            self._next = now + interval
            return most
        self._next += count * interval
        return count

    def wait(self, speed: Speed, now: float) -> float:
        """Seconds until the next step is due."""
        if speed.per_second is None:
            return 0.0
        if self._next is None:
            return 1 / speed.per_second
        return max(0.0, self._next - now)
