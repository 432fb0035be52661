"""Which runs of a snapshot belong together: a scene's own runs stand side by side, forks over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Lane, Scene, Snapshot


def opened(snapshot: Snapshot) -> Scene:
    """The scene as it was opened: it stays the same when a run is forked, removed, or given a name."""
    return snapshot.scene if snapshot.opened is None else snapshot.opened


def runs_of(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Which runs there are, and what they are called: when this differs, runs have come or gone."""
    return tuple((lane.start.name, lane.start.label) for lane in snapshot.lanes)


def shown_lane(snapshot: Snapshot, lane: int | None) -> int:
    """Which run a view shows that was last told to show `lane`; None: the last one."""
    last = len(snapshot.lanes) - 1
    return last if lane is None else min(lane, last)


def families(lanes: Sequence[Lane]) -> list[list[int]]:
    """The runs grouped, each by its number from 0: each of the scene's own, with those forked from it.

    A fork whose origin has been removed is with the first runs of the same names and size.
    """
    found: list[list[int]] = []
    for index, lane in enumerate(lanes):
        family = _origin(lanes, found, lane)
        if family is None:
            found.append([index])
        else:
            family.append(index)
    return found


def fronts(lanes: Sequence[Lane], looked_at: int) -> list[int]:
    """Of each family one run: the one that is looked at, else the first."""
    return [looked_at if looked_at in family else family[0] for family in families(lanes)]


def companions(lanes: Sequence[Lane], lane: int) -> list[int]:
    """The other runs whose weights mean the same, so that they can be drawn into the same picture."""
    meaning = _meaning(lanes[lane])
    return [index for index, other in enumerate(lanes) if index != lane and _meaning(other) == meaning]


def followed(before: Snapshot, after: Snapshot, lane: int) -> int:
    """Which run is looked at now, if `lane` was: a new fork, or the same run wherever it stands.

    Where several came at once, as in a race, it stays the same. Where it is gone, it is the one it was forked
    from. In another scene it is the last.
    """
    last = len(after.lanes) - 1
    if opened(after) is not opened(before):
        return last
    old, new = _names(before), _names(after)
    come = [index for index, name in enumerate(new) if name not in old]
    if len(come) == 1 and len(new) > 1:
        return come[0]
    start = before.lanes[min(lane, len(old) - 1)].start
    for name in (start.name, start.fork_of):
        if name in new:
            return new.index(name)
    return min(lane, last)


def _origin(lanes: Sequence[Lane], found: Sequence[list[int]], lane: Lane) -> list[int] | None:
    if not lane.start.fork_of:
        return None
    named = [family for family in found if lane.start.fork_of in [lanes[one].start.name for one in family]]
    alike = [family for family in found if _meaning(lanes[family[0]]) == _meaning(lane)]
    return next(iter((*named, *alike)), None)


def _meaning(lane: Lane) -> tuple[object, ...]:
    return lane.examples.input_names, lane.examples.target_names


def _names(snapshot: Snapshot) -> list[str]:
    return [lane.start.name for lane in snapshot.lanes]
