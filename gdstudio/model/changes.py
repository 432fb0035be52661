"""What can be taken back: gestures to undo and to give again, and the futures that changes cut off."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gdstudio.messages import Kept
from gdstudio.model.futures import differing_lane
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.messages import Scene
    from gdstudio.model.notes import Notes
    from gdstudio.model.timeline import Timeline

UNDO_DEPTH = 100
FUTURES_KEPT = 20
BYTES_KEPT = 256 * 2**20
"""What all that Undo could bring back may take: a future of many images' steps takes up to 40 MB."""


class Version(NamedTuple):
    """What a change changes: the course of events, and what is written on it."""

    timeline: Timeline
    notes: Notes


@dataclass(frozen=True, eq=False)
class Future:
    """A timeline that a change left, with recorded time that the change cut off; see `Kept`."""

    number: int
    timeline: Timeline
    step: int
    text: str


@dataclass(frozen=True, eq=False)
class Change:
    """One gesture that can be undone or given again.

    Attributes:
        version: the one to change over to (for undo: before the gesture; for redo: after it).
        step: where to go in it: where the gesture began.
        text: what it did, in a few words.
        gesture: its number, or 0 if it was a single command.
        opened: for one that opened a scene, the futures that were cut off in the other one; else None.
        bytes: what is kept for it alone, about.
        moved: it went to other steps too: undone and redone, each side is found again as it was left.
    """

    version: Version
    step: int
    text: str
    gesture: int = 0
    opened: tuple[Future, ...] | None = None
    bytes: int = 0
    moved: bool = False


class Changes:
    """Keeps a version for each gesture. Timelines share what they have in common, so this is mostly cheap.

    What is not shared, futures that were cut off and scenes that were left, is kept up to a number of bytes.
    """

    def __init__(self) -> None:
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._futures: tuple[Future, ...] = ()
        self._last_number = 0
        self._remembered = 0
        self._told: tuple[Timeline, tuple[Future, ...], tuple[Kept, ...]] | None = None

    def remember(self, now: Version, step: int, text: str, gesture: int = 0, *, cuts: bool = True) -> None:
        """Before a change at `step`: keep what there is for Undo.

        Args:
            now: what there is.
            step: the present one.
            text: what the change does, in a few words.
            gesture: its number, or 0 if it is a single command.
            cuts: recorded time after `step` is cut off, and kept as a future.
        """
        last = self._undo[-1] if self._undo else None
        if last and gesture and last.gesture == gesture and last.step <= step:  # a drag goes on
            self._undo[-1] = replace(last, text=joined(last.text, text))
            self._retell(last, self._undo[-1].text)
        else:
            if cuts and step < now.timeline.last_step:
                self._keep_future(now.timeline, step, text)
            self._keep(Change(now, step, text, gesture, bytes=now.timeline.bytes_from(step) if cuts else 0))
        self._redo = []

    def remember_opening(self, now: Version, step: int, text: str, scene: Scene) -> None:
        """Before another scene is opened: keep what there is, and where it stood."""
        size = now.timeline.bytes_from(1) + now.timeline.data_bytes(scene)
        self._keep(Change(now, step, text, opened=self._futures, bytes=size, moved=True))
        self._redo = []
        self._futures = ()

    @contextmanager
    def as_one(self, text: str) -> Iterator[None]:
        """Whatever is remembered meanwhile is one thing to undo, told by this text.

        Of the futures that it cuts off only the one that was there before is kept: nobody saw the others.
        """
        remembered, futures = self._remembered, self._futures
        yield
        several = self._undo[len(self._undo) - (self._remembered - remembered) :]
        if not several:
            return
        first = several[0]
        self._retell(first, text)
        opens = any(change.opened is not None for change in several)
        whole = replace(first, text=text, gesture=0, opened=futures if opens else None, moved=True)
        self._undo[-len(several) :] = [replace(whole, bytes=sum(change.bytes for change in several))]
        seen = (*(future.timeline for future in futures), first.version.timeline)
        self._futures = () if opens else tuple(each for each in self._futures if each.timeline in seen)

    def undo(self, now: Version, step: int) -> Change | None:
        """Take back the last gesture: the change to carry out, or None if there is none."""
        return self._swap(self._undo, self._redo, now, step)

    def redo(self, now: Version, step: int) -> Change | None:
        """Give the last undone gesture again: the change to carry out, or None if there is none."""
        return self._swap(self._redo, self._undo, now, step)

    @property
    def undo_text(self) -> str | None:
        """What Undo would take back."""
        return self._undo[-1].text if self._undo else None

    @property
    def redo_text(self) -> str | None:
        """What Redo would give again."""
        return self._redo[-1].text if self._redo else None

    # --- futures ------------------------------------------------------------------------------------------

    def kept_beside(self, now: Timeline) -> tuple[Kept, ...]:
        """The cut-off futures that differ from every present run, the newest last."""
        if self._told is None or self._told[0] is not now or self._told[1] is not self._futures:
            kept = tuple(
                Kept(future.number, future.step, future.timeline.last_step, future.text)
                for future in self._futures
                if differing_lane(future.timeline, now) is not None
            )
            self._told = now, self._futures, kept
        return self._told[2]

    def future(self, number: int) -> Timeline:
        """A cut-off future by its number.

        Raises:
            RefusedError: it is not kept.
        """
        for future in self._futures:
            if future.number == number:
                return future.timeline
        raise RefusedError(f"future {number} is not kept (any more); Undo goes back step by step")

    def _keep_future(self, timeline: Timeline, step: int, text: str) -> None:
        """Keep a timeline as a future; one that is kept already was now cut off here."""
        known = [future for future in self._futures if future.timeline is timeline]
        if not known:
            self._last_number += 1
        number = known[0].number if known else self._last_number
        others = [future for future in self._futures if future.timeline is not timeline]
        self._futures = (*others, Future(number, timeline, step, text))[-FUTURES_KEPT:]

    def _retell(self, change: Change, text: str) -> None:
        """Say of the future that a drag cut off what the whole of the drag does."""
        self._futures = tuple(
            replace(future, text=text)
            if future.timeline is change.version.timeline and future.text == change.text
            else future
            for future in self._futures
        )

    # --- keeping ------------------------------------------------------------------------------------------

    def _keep(self, change: Change) -> None:
        self._remembered += 1
        self._undo = [*self._undo, change][-UNDO_DEPTH:]
        while len(self._undo) > 1 and sum(kept.bytes for kept in self._undo) > BYTES_KEPT:
            dropped = self._undo.pop(0).version.timeline
            self._futures = _without(dropped, self._futures)
            self._undo = [
                change if change.opened is None else replace(change, opened=_without(dropped, change.opened))
                for change in self._undo
            ]

    def _swap(self, source: list[Change], other: list[Change], now: Version, step: int) -> Change | None:
        if not source:
            return None
        change = source.pop()
        back = replace(change, version=now, gesture=0)
        if change.opened is not None:
            back = replace(back, opened=self._futures)
            self._futures = change.opened
        # Before and after opening a scene, or taking steps, there is no common step.
        other.append(replace(back, step=step) if change.moved else back)
        return change


def _without(timeline: Timeline, futures: tuple[Future, ...]) -> tuple[Future, ...]:
    return tuple(future for future in futures if future.timeline is not timeline)
