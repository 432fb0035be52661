"""What the list of runs says, row by row: runs, then futures that were cut off; no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.messages import MOST_LANES
from gdstudio.numerals import compact, grouped, number

if TYPE_CHECKING:
    from gdstudio.messages import Kept, Lane, Snapshot

ONE_RUN = "One run. Fork it, change something, and both go on side by side; or race it against other alphas."
FULL = "Four runs are the most that go side by side: remove one to fork again."
HEADING = "Futures that changes cut off"
NO_FUTURE = "None yet. Go back in time and change something: what was recorded after that step is kept here."


@dataclass(frozen=True)
class RunRow:
    """One run.

    Attributes:
        run: which, from 0.
        name: what it is called.
        error: at this step.
        told: its alpha, and where it was forked.
        looked_at: whether it is the run that is looked at.
    """

    run: int
    name: str
    error: str
    told: str
    looked_at: bool

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        looked_at = ", looked at" if self.looked_at else ""
        return f"{self.name}{looked_at}: error {self.error}; {self.told}"


@dataclass(frozen=True)
class FutureRow:
    """A future that was cut off.

    Attributes:
        number: what it is called when it is brought back.
        text: what the change did.
        told: where it was made, and how far the future had been recorded.
        free: whether there is room for it beside the present runs.
    """

    number: int
    text: str
    told: str
    free: bool

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return f"Future: {self.text}; {self.told}"


@dataclass(frozen=True)
class NoteRow:
    """A sentence, or a heading."""

    text: str
    heading: bool = False

    @property
    def spoken(self) -> str:
        """The sentence."""
        return self.text


Row: TypeAlias = RunRow | FutureRow | NoteRow


def rows_of(snapshot: Snapshot, looked_at: int) -> list[Row]:
    """All rows, in their order, when run `looked_at` is looked at."""
    lanes = snapshot.lanes
    rows: list[Row] = [_run_row(snapshot, run, looked_at) for run in range(len(lanes))]
    if len(lanes) == 1:
        rows.append(NoteRow(ONE_RUN))
    elif len(lanes) >= MOST_LANES:
        rows.append(NoteRow(FULL))
    rows.append(NoteRow(HEADING, heading=True))
    if not snapshot.kept:
        rows.append(NoteRow(NO_FUTURE))
    free = len(lanes) < MOST_LANES
    return [*rows, *(_future_row(kept, free=free) for kept in reversed(snapshot.kept))]


def _run_row(snapshot: Snapshot, run: int, looked_at: int) -> RunRow:
    lane = snapshot.lanes[run]
    parts = [f"alpha {compact(lane.alpha)}"]
    if lane.start.fork_of:
        parts.append(f"forked from {_name_of(snapshot, lane)} at step {grouped(lane.start.forked_at)}")
    if lane.diverged:
        parts.append("diverged")
    return RunRow(run, lane.start.label, number(lane.now.total_error), " · ".join(parts), run == looked_at)


def _name_of(snapshot: Snapshot, fork: Lane) -> str:
    """What the run is called that a fork was forked from; it may have been removed."""
    names = (lane.start.label for lane in snapshot.lanes if lane.start.name == fork.start.fork_of)
    return next(names, "a run that is gone")


def _future_row(kept: Kept, *, free: bool) -> FutureRow:
    told = f"cut off at step {grouped(kept.step)}, recorded up to step {grouped(kept.last_step)}"
    return FutureRow(kept.number, kept.text, told, free)
