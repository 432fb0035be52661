"""Futures that changes cut off: which of them differ from what is on the screen, and showing one beside it.

A future is another timeline of the same scene. Runs are told apart by what they are given, and when.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.messages import LONGEST_NAME
from gdstudio.model.forks import Made, check_room, labels_of, traced_with
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.lanes import to_lane
from gdstudio.model.log import given_to
from gdstudio.model.notes import free_label, short_name
from gdstudio.model.wording import alpha_words

if TYPE_CHECKING:
    from gdstudio.messages import LaneStart, Logged, Scene
    from gdstudio.model.log import Log
    from gdstudio.model.timeline import Timeline

MOST_REPLAYED = 100_000
"""So many steps (of all runs together) are taken at once to bring a future back: about 0.4 s."""


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
    check_room(shown, 1)
    start = _brought_start(now, shown, future, lane, number)
    scene = replace(
        now.scene,
        lanes=(*now.scene.lanes, start),
        traced=traced_with(now.scene, start),
        log=_merged(now.scene, now.scene.log, future.scene.log, lane),
    )
    timeline = now.beside(future, lane, scene, _merged(now.scene, now.log, future.log, lane))
    notice = _recorded_on(timeline, shown, max(now.last_step, future.last_step))
    return Made(timeline, f"bring back “{start.label}”", notice)


def _brought_start(now: Timeline, shown: Scene, future: Timeline, lane: int, number: int) -> LaneStart:
    """The run's start: a fork of the present run that it shares most with, named for what differs."""
    start, partings = future.scene.lanes[lane], _partings(future, lane, now)
    step, taken = int(max(partings)), labels_of(shown)
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
    mine = given_to(places, present)
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
    labels = [*labels_of(shown), timeline.scene.lanes[-1].label]
    return (
        f"“{labels[diverging[0]]}” diverged: step {reached} is the last whose error is finite, and all runs"
        " stop there. Remove it, and the others go on."
    )
