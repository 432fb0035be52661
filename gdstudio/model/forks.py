"""Runs beside each other: forked, raced, taken away, brought back.

A fork is a lane with the same past. None of this changes a timeline: each makes another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.messages import LONGEST_NAME, MOST_LANES, Entry, SetAlpha
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.lanes import given, in_lane, to_lane
from gdstudio.model.notes import checked_label, free_label, numbered, short_name
from gdstudio.model.timeline import with_entry
from gdstudio.model.wording import alpha_words, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdstudio.messages import LaneStart, Logged, Scene
    from gdstudio.model.lanes import States
    from gdstudio.model.timeline import Log, Timeline

MOST_REPLAYED = 100_000
"""So many steps (of all runs together) are taken at once to bring a future back: about 0.4 s."""


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


def _check_room(scene: Scene, wanted: int) -> None:
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
    _check_room(shown, 1)
    taken = _labels(shown)
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
    _check_room(shown, len(alphas))
    labels: list[str] = []
    for alpha in alphas:
        taken = [*_labels(shown), *labels]
        labels.append(free_label(alpha_words(alpha, taken), taken))
    scene, log = _forked(now, step, lane, labels)
    beside = _copied(scene, lane, len(alphas))
    states = tuple(states[each] for each in beside)
    for place, alpha in enumerate(alphas, start=len(shown.lanes)):
        command = SetAlpha(alpha, place)
        after = given(states, command)
        if after[place] is not states[place]:
            log = with_entry(log, Entry(step, command, told(states, command)))
            states = after
    timeline = now.of_lanes(beside, scene, log, step)
    return Made(timeline, f"race “{shown.lanes[lane].label}”")


def _copied(scene: Scene, lane: int, copies: int) -> list[int]:
    """Which lane each one is made from."""
    return [*range(len(scene.lanes) - copies), *[lane] * copies]


def _labels(scene: Scene) -> list[str]:
    return [lane.label for lane in scene.lanes]


def _forked(now: Timeline, step: int, lane: int, labels: list[str]) -> tuple[Scene, Log]:
    """The scene and the log up to `step`, with a copy of run `lane` for each label."""
    scene, origin = now.scene, now.scene.lanes[lane]
    places = range(len(scene.lanes), len(scene.lanes) + len(labels))
    for label in labels:
        name = short_name(label, [each.name for each in scene.lanes])
        start = replace(origin, name=name, label=label, fork_of=origin.name, forked_at=step)
        scene = replace(scene, lanes=(*scene.lanes, start), traced=_traced(scene, start))
    scene = replace(scene, log=_with_copies(scene.log, lane, places))
    past = [entry for entry in now.log if entry.step <= step]
    return scene, _with_copies(past, lane, places)


def _traced(scene: Scene, more: LaneStart) -> tuple[str, ...]:
    """The runs that are printed, with one more if its columns are theirs."""
    columns = next(lane.examples for lane in scene.lanes if lane.name == scene.traced[0])
    same = columns.input_names == more.examples.input_names
    same = same and columns.target_names == more.examples.target_names
    return (*scene.traced, more.name) if same else scene.traced


def _with_copies(log: Iterable[Entry], lane: int, places: Iterable[int]) -> Log:
    """The log, with what is given to one run given to those at `places` too."""
    entries: list[Entry] = []
    for entry in log:
        entries.append(entry)
        if entry.command.lane == lane:
            entries += [replace(entry, command=to_lane(entry.command, place)) for place in places]
    return tuple(entries)


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
    planned = _renumbered(now.scene.log, places)
    scene = replace(now.scene, lanes=tuple(lanes), traced=traced, log=planned)
    timeline = now.of_lanes(rest, scene, _renumbered(now.log, places), now.last_step)
    return Made(timeline, f"remove “{shown.lanes[lane].label}”")


def _renumbered(log: Log, places: dict[int, int]) -> Log:
    return tuple(
        replace(entry, command=in_lane(entry.command, places))
        for entry in log
        if entry.command.lane is None or entry.command.lane in places
    )


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


# --- futures that were cut off ------------------------------------------------------------------------------


def differing_lane(future: Timeline, now: Timeline) -> int | None:
    """The last run of a future that goes otherwise than every present run; None if none does."""
    for lane in reversed(range(len(future.scene.lanes))):
        if all(at <= future.last_step for at in _partings(future, lane, now)):
            return lane
    return None


def _partings(future: Timeline, lane: int, now: Timeline) -> list[float]:
    """For each present run, the step from which a future's run goes otherwise; infinite if it never does."""
    start, own = future.scene.lanes[lane], _own(future.log, lane)
    return [
        _parting(own, _own(now.log, place)) if _same_start(start, other) else 0
        for place, other in enumerate(now.scene.lanes)
    ]


Own: TypeAlias = "list[tuple[int, Logged]]"


def _own(log: Log, lane: int) -> Own:
    """What is given to one run, as if it were the only one."""
    return [(entry.step, to_lane(entry.command, 0)) for entry in log if entry.command.lane in (None, lane)]


def _shared(one: Own, other: Own) -> int:
    """How many commands two runs were both given, from the first on."""
    both = min(len(one), len(other))
    return next((index for index in range(both) if one[index] != other[index]), both)


def _parting(one: Own, other: Own) -> float:
    """The step of the first command that only one of two runs was given."""
    shared = _shared(one, other)
    return min((log[shared][0] for log in (one, other) if shared < len(log)), default=inf)


def _same_start(one: LaneStart, other: LaneStart) -> bool:
    same = one.examples is other.examples and one.weights is other.weights and one.frozen is other.frozen
    return same and (one.alpha, one.order, one.rule) == (other.alpha, other.order, other.rule)


def bring_back(now: Timeline, shown: Scene, future: Timeline, number: int) -> Made:
    """Show a run of a future that was cut off, as one more run, as far as that future was recorded.

    Args:
        now: the present timeline.
        shown: its scene, with the runs called what they are called.
        future: what was cut off.
        number: what the future is called.

    Raises:
        RefusedError: there is no room, or the future is one of the present runs.
    """
    lane = differing_lane(future, now)
    if lane is None:
        raise RefusedError("that future is on the screen already: play on, and it comes")
    _check_room(shown, 1)
    start = _brought_start(now, shown, future, lane, number)
    scene = replace(
        now.scene,
        lanes=(*now.scene.lanes, start),
        traced=_traced(now.scene, start),
        log=_merged(now.scene, now.scene.log, future.scene.log, lane),
    )
    timeline = now.beside(future, lane, scene, _merged(now.scene, now.log, future.log, lane))
    notice = _recorded_on(timeline, shown, max(now.last_step, future.last_step))
    return Made(timeline, f"bring back “{start.label}”", notice)


def _brought_start(now: Timeline, shown: Scene, future: Timeline, lane: int, number: int) -> LaneStart:
    """The run's start: a fork of the present run that it shares most with, named for what differs."""
    start, partings = future.scene.lanes[lane], _partings(future, lane, now)
    step, taken = int(max(partings)), _labels(shown)
    if step == 0:  # its beginning has been removed: it comes back as it was
        label, fork_of = free_label(start.label, taken), ""
    else:
        place = partings.index(step)
        wish = _what_differs(now, place, future, lane, step)
        label = free_label(wish or f"future {number}", taken)
        fork_of = now.scene.lanes[place].name
    name = short_name(label, [each.name for each in now.scene.lanes])
    return replace(start, name=name, label=label, fork_of=fork_of, forked_at=step)


def _what_differs(now: Timeline, place: int, future: Timeline, lane: int, step: int) -> str:
    """A few words for a future's run beside a present one, from where they part; "" if there are none."""
    alpha = future.state_at(step)[lane].setting.alpha
    if alpha != now.state_at(min(step, now.last_step))[place].setting.alpha:
        return alpha_words(alpha)
    given_to_it = [entry for entry in future.log if entry.command.lane in (None, lane)]
    shared = _shared(_own(future.log, lane), _own(now.log, place))
    text = given_to_it[shared].text if shared < len(given_to_it) else ""
    return text if len(text) <= LONGEST_NAME else ""


def _merged(scene: Scene, present: Log, brought: Log, lane: int) -> Log:
    """A log of one more run: it is given what `brought` gives to `lane`, the others what `present` gives.

    Nothing is given to all runs any more: that would mean the other course of events too.
    """
    places = range(len(scene.lanes))
    mine = [
        replace(entry, command=to_lane(entry.command, place))
        for entry in present
        for place in places
        if entry.command.lane in (None, place)
    ]
    theirs = [
        replace(entry, command=to_lane(entry.command, len(places)))
        for entry in brought
        if entry.command.lane in (None, lane)
    ]
    return tuple(sorted([*mine, *theirs], key=lambda entry: entry.step))


def _recorded_on(timeline: Timeline, shown: Scene, wanted: int) -> str:
    """Record up to the step wanted, if that is quick; say where it stopped if not there."""
    quick = timeline.last_step + MOST_REPLAYED // len(timeline.scene.lanes)
    timeline.record_up_to(min(wanted, quick))
    reached = timeline.last_step
    if reached == wanted:
        return ""
    diverging = timeline.diverging()
    if not diverging:
        return f"The runs are recorded side by side up to step {reached:,} so far: play on from there."
    labels = [*_labels(shown), timeline.scene.lanes[-1].label]
    return (
        f"“{labels[diverging[0]]}” diverged: step {reached} is the last whose error is finite, and all runs"
        " stop there. Remove it, and the others go on."
    )
