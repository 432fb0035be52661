"""Which remark is shown as a hint: one at a time, when it has been true for a moment, unless dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.remarks import is_untouched, remarks
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdstudio.lessons.remarks import Kind, Remark, Spot
    from gdstudio.messages import Snapshot

    Key = tuple[Kind, int, Spot] | None

STEPS_TO_BELIEVE = 2
"""While playing slowly something must be true at so many steps before it is said, or no longer said."""
LOOKS_TO_BELIEVE = 4
"""At speed, at so many looks: each is at the hint's turn, eight times a second."""


class HintChoice:
    """Chooses from a snapshot's remarks, and remembers what was dismissed.

    Attributes:
        shown: the remark that is shown, or None.
        never: kinds that are never to be shown.
    """

    def __init__(self) -> None:
        self.shown: Remark | None = None
        self.never: set[Kind] = set()
        self._silent: set[Kind] = set()
        self._scene = ""
        self._rival: Key = None
        self._believed = 0
        self._step = 0

    def look(self, snapshot: Snapshot, lane: int | None = None) -> Remark | None:
        """Take a snapshot in and say what is shown now.

        Args:
            snapshot: as it is.
            lane: the run that is looked at, from 0; None: the last.
        """
        fast = is_fast(snapshot)
        if opened(snapshot).id != self._scene:
            self._scene, self.shown, self._silent = opened(snapshot).id, None, set()
        if snapshot.hidden:  # a question is open; what was dismissed before stays so
            self.shown = None
            return None
        found: Iterable[Remark] = (
            () if is_untouched(snapshot) else remarks(snapshot, thorough=not fast, first=lane)
        )
        worth = [remark for remark in found if remark.importance]
        if not fast:  # at speed not everything is looked for
            self._silent &= {remark.kind for remark in worth}
        hushed = self._silent | self.never
        best = next((remark for remark in worth if remark.kind not in hushed), None)
        if (
            not snapshot.playing
            or _key(best) == _key(self.shown)
            or self._is_believed(best, snapshot, fast=fast)
        ):
            self.shown, self._believed = best, 0
        self._step = snapshot.step
        return self.shown

    def dismiss(self, *, for_good: bool = False) -> None:
        """Keep the shown kind silent in this scene until it newly arises, or for good."""
        if self.shown is not None:
            (self.never if for_good else self._silent).add(self.shown.kind)
            self.shown = None

    def _is_believed(self, best: Remark | None, snapshot: Snapshot, *, fast: bool) -> bool:
        """Whether what would be shown instead has been so for long enough."""
        key = _key(best)
        if key != self._rival:
            self._rival, self._believed = key, 1
        elif fast or snapshot.step != self._step:
            self._believed += 1
        return self._believed >= (LOOKS_TO_BELIEVE if fast else STEPS_TO_BELIEVE)


def _key(remark: Remark | None) -> Key:
    return None if remark is None else (remark.kind, remark.lane, remark.spot)
