"""Tells when bowls show what was before: back in time, or after Undo or a lesson's setup took changes back.

Axes grow with what happens and never shrink by themselves; where it did not happen they may begin anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot


def gone_back(old: Snapshot, new: Snapshot) -> bool:
    """Whether the session is at an earlier step, or something that had led here is not in its log any more.

    While it plays the axes are left alone. A drag that goes on has taken nothing back.
    """
    return not new.playing and (new.step < old.step or _taken_back(old, new))


def _taken_back(old: Snapshot, new: Snapshot) -> bool:
    if new.log is old.log:
        return False
    there = {id(entry) for entry in new.log}
    gestures = {entry.command.gesture for entry in new.log if entry.command.gesture}
    return any(
        entry.step <= new.step and id(entry) not in there and entry.command.gesture not in gestures
        for entry in old.log
    )
