"""Runs beside each other: forked, raced, taken away.

A fork is a lane with the same past. None of this changes a timeline: each makes another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdstudio.messages import MOST_LANES, Entry, SetAlpha
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.lanes import given
from gdstudio.model.log import given_to, later, renumbered, with_copies, with_entry
from gdstudio.model.notes import checked_label, free_label, numbered, short_name
from gdstudio.model.wording import alpha_words, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import LaneStart, Scene
    from gdstudio.model.lanes import States
    from gdstudio.model.log import Log
    from gdstudio.model.timeline import Timeline


@dataclass(frozen=True, eq=False)
class Made:
    """What a change of the runs leads to.

    Attributes:
        timeline: the new one.
        text: what was done, in a few words.
        notice: a sentence for the window, or "".
    """

    timeline: Timeline
    text: str
    notice: str = ""


def check_lane(scene: Scene, lane: int) -> None:
    """Refuse a run that is not there.

    Raises:
        RefusedError: there is no such run.
    """
    if not 0 <= lane < len(scene.lanes):
        raise RefusedError(f"run {lane + 1}: there are {len(scene.lanes)} runs here")


def check_room(scene: Scene, wanted: int) -> None:
    """Refuse more runs than there is room for.

    Raises:
        RefusedError: they would be too many, or the scene is of images.
    """
    if any(lane.unseen is not None for lane in scene.lanes):
        raise RefusedError(
            "with images there is one run: make the change in it, and go between futures by Undo and Redo"
        )
    if len(scene.lanes) + wanted > MOST_LANES:
        raise RefusedError(
            f"{len(scene.lanes)} runs here; at most {MOST_LANES} go beside each other: remove one first"
        )


def fork(now: Timeline, shown: Scene, step: int, lane: int, label: str) -> Made:
    """One more run from `step` on, with the past of run `lane`.

    Args:
        now: the present timeline.
        shown: its scene, with the runs called what they are called.
        step: within recorded time, which will end there.
        lane: the run to fork, from 0.
        label: what to call it; "" finds a name.

    Raises:
        RefusedError: there is no such run, no room, or the name is taken.
    """
    check_lane(shown, lane)
    check_room(shown, 1)
    taken = labels_of(shown)
    called = checked_label(label, taken) if label else numbered("fork ", taken)
    scene, log = _forked(now, step, lane, [called])
    timeline = now.of_lanes(_copied(scene, lane, 1), scene, log, step)
    return Made(timeline, f"fork “{shown.lanes[lane].label}”")


def race(now: Timeline, shown: Scene, states: States, step: int, lane: int, alphas: Sequence[float]) -> Made:
    """Fork run `lane` once for each alpha; it goes on with its own.

    Args:
        now: the present timeline.
        shown: its scene, with the runs called what they are called.
        states: at `step`.
        step: within recorded time, which will end there.
        lane: the run to fork, from 0.
        alphas: at least one.

    Raises:
        RefusedError: there is no such run, no room, no alpha or one that is out of range.
    """
    check_lane(shown, lane)
    if not alphas:
        raise RefusedError("a race needs at least one alpha: say which")
    check_room(shown, len(alphas))
    labels: list[str] = []
    for alpha in alphas:
        taken = [*labels_of(shown), *labels]
        labels.append(free_label(alpha_words(alpha, taken), taken))
    scene, log = _forked(now, step, lane, labels)
    beside = _copied(scene, lane, len(alphas))
    states = tuple(states[each] for each in beside)
    for place, alpha in enumerate(alphas, start=len(shown.lanes)):
        command = SetAlpha(alpha, place)
        after = given(states, command)
        if after[place] is not states[place]:
            log = with_entry(log, Entry(step, command, told(states, command)), len(states))
            states = after
    timeline = now.of_lanes(beside, scene, log, step)
    return Made(timeline, f"race “{shown.lanes[lane].label}”")


def _copied(scene: Scene, lane: int, copies: int) -> list[int]:
    """Which lane each one is made from."""
    return [*range(len(scene.lanes) - copies), *[lane] * copies]


def labels_of(scene: Scene) -> list[str]:
    """What the runs are called."""
    return [lane.label for lane in scene.lanes]


def _forked(now: Timeline, step: int, lane: int, labels: list[str]) -> tuple[Scene, Log]:
    """The scene and the log, with a copy of run `lane` for each label; that run has another future."""
    scene, origin = now.scene, now.scene.lanes[lane]
    places = range(len(scene.lanes), len(scene.lanes) + len(labels))
    for label in labels:
        name = short_name(label, [each.name for each in scene.lanes])
        start = replace(origin, name=name, label=label, fork_of=origin.name, forked_at=step)
        scene = replace(scene, lanes=(*scene.lanes, start), traced=traced_with(scene, start))
    scene = replace(scene, log=with_copies(scene.log, lane, places))
    past = [entry for entry in now.log if entry.step <= step]
    others = [place for place in range(len(now.scene.lanes)) if place != lane]
    return scene, (*with_copies(past, lane, places), *given_to(others, later(now.log, step)))


def traced_with(scene: Scene, more: LaneStart) -> tuple[str, ...]:
    """The runs that are printed, with one more if its columns are theirs."""
    columns = next(lane.examples for lane in scene.lanes if lane.name == scene.traced[0])
    same = columns.input_names == more.examples.input_names
    same = same and columns.target_names == more.examples.target_names
    return (*scene.traced, more.name) if same else scene.traced


def without(now: Timeline, shown: Scene, lane: int) -> Made:
    """Take a run away; all that is recorded of the others stays.

    Raises:
        RefusedError: there is no such run, or no other.
    """
    check_lane(shown, lane)
    if len(shown.lanes) == 1:
        raise RefusedError("it is the only run: there would be nothing left to see")
    rest = [place for place in range(len(shown.lanes)) if place != lane]
    places = {old: new for new, old in enumerate(rest)}
    lanes = _without_parent([now.scene.lanes[place] for place in rest], now.scene.lanes[lane])
    names = [each.name for each in lanes]
    traced = tuple(name for name in now.scene.traced if name in names) or (names[-1],)
    planned = renumbered(now.scene.log, places)
    scene = replace(now.scene, lanes=tuple(lanes), traced=traced, log=planned)
    timeline = now.of_lanes(rest, scene, renumbered(now.log, places), now.last_step)
    return Made(timeline, f"remove “{shown.lanes[lane].label}”")


def _without_parent(lanes: list[LaneStart], gone: LaneStart) -> list[LaneStart]:
    """The lanes that are left: forks of the one that is gone are forks of what shares their past."""
    heir = (gone.fork_of, gone.forked_at)
    kept: list[LaneStart] = []
    for lane in lanes:
        if lane.fork_of != gone.name:
            kept.append(lane)
            continue
        name, forked_at = heir
        kept.append(replace(lane, fork_of=name, forked_at=min(forked_at, lane.forked_at)))
        if not name:  # the first fork of a scene's own run takes its place
            heir = (lane.name, lane.forked_at)
    return kept
