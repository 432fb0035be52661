"""The log: which commands were given, and at which steps; how it takes in another, and what it gives to whom.

It is never changed: each function makes another one. Its entries are in the order of their steps.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.messages import Entry
from gdstudio.model.lanes import in_lane, to_lane
from gdstudio.model.wording import joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gdstudio.messages import Logged

Log: TypeAlias = tuple[Entry, ...]


def with_entry(log: Log, new: Entry, lanes: int) -> Log:
    """The log with one more entry. What it replaces goes: an earlier move of its drag.

    What comes later in the runs that it is given to is another future, and goes too. In the others it stays:
    in them nothing is changed.

    Args:
        log: whose entries may be later than the new one.
        new: given to one lane, or to all.
        lanes: how many there are.
    """
    past: list[Entry] = []
    for entry in log:
        if entry.step == new.step and new.command.gesture and _same_target(entry.command, new.command):
            new = replace(new, text=joined(entry.text, new.text))
        elif entry.step <= new.step:
            past.append(entry)
    others = [] if new.command.lane is None else [lane for lane in range(lanes) if lane != new.command.lane]
    return (*past, new, *given_to(others, later(log, new.step)))


def later(log: Log, step: int) -> Log:
    """What is given after a step."""
    return tuple(entry for entry in log if entry.step > step)


def given_to(lanes: Collection[int], log: Log) -> Log:
    """What a log gives to these lanes, and to no others: what it gives to all, to each by itself."""
    return tuple(
        entry if entry.command.lane == lane else replace(entry, command=to_lane(entry.command, lane))
        for entry in log
        for lane in lanes
        if entry.command.lane in (None, lane)
    )


def with_copies(log: Iterable[Entry], lane: int, places: Iterable[int]) -> Log:
    """The log, with what is given to one run given to those at `places` too."""
    entries: list[Entry] = []
    for entry in log:
        entries.append(entry)
        if entry.command.lane == lane:
            entries += [replace(entry, command=to_lane(entry.command, place)) for place in places]
    return tuple(entries)


def renumbered(log: Log, places: Mapping[int, int]) -> Log:
    """The log where lanes are numbered otherwise: `places` gives each lane that is left its new number."""
    return tuple(
        replace(entry, command=in_lane(entry.command, places))
        for entry in log
        if entry.command.lane is None or entry.command.lane in places
    )


def _same_target(one: Logged, other: Logged) -> bool:
    """Whether two commands set the same thing in the same drag (they differ only in the value set)."""
    ignored = {"alpha", "frozen", "value", "order", "rule", "pixels"}
    return type(one) is type(other) and all(
        value == vars(other)[name] for name, value in vars(one).items() if name not in ignored
    )
