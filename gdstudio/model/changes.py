"""What can be taken back: gestures to undo and to give again, and the futures that changes cut off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdstudio.messages import Kept
from gdstudio.model.wording import joined

if TYPE_CHECKING:
    from gdstudio.messages import Scene
    from gdstudio.model.timeline import Timeline

UNDO_DEPTH = 100
FORKS_KEPT = 20
BYTES_KEPT = 256 * 2**20
"""What all that Undo could bring back may take: a future of many images' steps takes up to 40 MB."""


@dataclass(frozen=True, eq=False)
class Change:
    """One gesture that can be undone or given again.

    Attributes:
        timeline: the one to change over to (for undo: before the gesture; for redo: after it).
        step: where to go in it: where the gesture began.
        text: what it did, in a few words.
        gesture: its number, or 0 if it was a single command.
        opened: it opened a scene.
        bytes: what is kept for it alone, about.
    """

    timeline: Timeline
    step: int
    text: str
    gesture: int
    opened: bool = False
    bytes: int = 0


class Changes:
    """Keeps a timeline for each gesture. Timelines share what they have in common, so this is mostly cheap.

    What is not shared, futures that were cut off and scenes that were left, is kept up to a number of bytes.
    """

    def __init__(self) -> None:
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._forks: list[Timeline] = []

    def remember(self, now: Timeline, step: int, text: str, gesture: int) -> None:
        """Before a change at `step`: keep the timeline for Undo, and a future that is cut off as a fork."""
        last = self._undo[-1] if self._undo else None
        if last and gesture and last.gesture == gesture and last.step <= step:  # a drag goes on
            self._undo[-1] = replace(last, text=joined(last.text, text))
        else:
            if step < now.last_step and now not in self._forks:
                self._forks = [*self._forks, now][-FORKS_KEPT:]
            self._keep(Change(now, step, text, gesture, bytes=now.bytes_from(step)))
        self._redo = []

    def remember_opening(self, now: Timeline, step: int, text: str, scene: Scene) -> None:
        """Before another scene is opened: keep the timeline, and where it stood. Forks were of that scene."""
        self._keep(Change(now, step, text, 0, opened=True, bytes=now.bytes_from(1) + now.data_bytes(scene)))
        self._redo = []
        self._forks = []

    def undo(self, now: Timeline, step: int) -> Change | None:
        """Take back the last gesture: the change to carry out, or None if there is none."""
        return _swap(self._undo, self._redo, now, step)

    def redo(self, now: Timeline, step: int) -> Change | None:
        """Give the last undone gesture again: the change to carry out, or None if there is none."""
        return _swap(self._redo, self._undo, now, step)

    @property
    def undo_text(self) -> str | None:
        """What Undo would take back."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What Redo would give again."""
        return self._redo[-1].text if self._redo else None

    def kept_beside(self, now: Timeline) -> tuple[Kept, ...]:
        """The cut-off futures that are kept, other than the one we are in."""
        return tuple(
            Kept(number, 1, fork.last_step, "") for number, fork in enumerate(self._forks) if fork is not now
        )

    def _keep(self, change: Change) -> None:
        self._undo = [*self._undo, change][-UNDO_DEPTH:]
        while len(self._undo) > 1 and sum(kept.bytes for kept in self._undo) > BYTES_KEPT:
            dropped = self._undo.pop(0)
            self._forks = [fork for fork in self._forks if fork is not dropped.timeline]


def _swap(source: list[Change], other: list[Change], now: Timeline, step: int) -> Change | None:
    if not source:
        return None
    change = source.pop()
    # Before and after opening a scene there is no common step: each is found again as it was left.
    back_at = step if change.opened else change.step
    other.append(replace(change, timeline=now, step=back_at, gesture=0))
    return change
