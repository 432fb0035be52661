"""``[[commands]]`` in a scene file: changes that are made at given steps, in the words of the scene.

They are the same logged commands that a person gives in the window; a run with them can be watched, traced,
and written as a script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gdstudio.core.descent import Rule
from gdstudio.core.examples import DataError, Order, Taking, checked_value
from gdstudio.core.network import weight_names
from gdstudio.messages import (
    LARGEST_ALPHA,
    Entry,
    Freeze,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.messages import LaneStart, Logged

_WHAT = ("alpha", "freeze", "unfreeze", "set", "rule", "order")


class CommandTable(msgspec.Struct, frozen=True, kw_only=True):
    """A change: at `step`, one of `alpha`, `freeze`, `unfreeze`, `rule`, `order`, or `set` with its `value`.

    `lane` names a run; left out, the change is made in every run that has what is named. `example`, from 1,
    says whose input or target is set, or which one an order takes or looks at; `seed` is for shuffling.
    """

    step: int
    lane: str | None = None
    alpha: float | None = None
    freeze: str | None = None
    unfreeze: str | None = None
    set: str | None = None
    value: float | None = None
    rule: Rule | None = None
    order: Taking | None = None
    example: int = 1
    seed: int = 0


class PlannedError(ValueError):
    """A change that cannot be made; the text names the field and the remedy."""


def planned(tables: Sequence[CommandTable], lanes: Sequence[LaneStart]) -> tuple[Entry, ...]:
    """Read the changes of a scene, sorted by step.

    Args:
        tables: as the file has them.
        lanes: the scene's runs.

    Raises:
        PlannedError: a change names what is not there, or gives none or several things to do.
    """
    entries: list[Entry] = []
    for number, table in enumerate(tables, start=1):
        try:
            entries += change(table, lanes)
        except PlannedError as error:
            raise PlannedError(f"commands, number {number}, {error}") from error
    return tuple(sorted(entries, key=lambda entry: entry.step))


def change(table: CommandTable, lanes: Sequence[LaneStart]) -> tuple[Entry, ...]:
    """Read one change: an entry for each run that it concerns.

    Raises:
        PlannedError: it names what is not there, or gives none or several things to do.
    """
    try:
        return tuple(_entries(table, lanes))
    except DataError as error:
        raise PlannedError(str(error)) from error


def _entries(table: CommandTable, lanes: Sequence[LaneStart]) -> Iterator[Entry]:
    chosen = [name for name in _WHAT if getattr(table, name) is not None]
    if len(chosen) != 1:
        raise PlannedError(f"{', '.join(chosen) or 'nothing to do'}: give one of {', '.join(_WHAT)}")
    if table.step < 1:
        raise PlannedError(f"step: {table.step}; steps count from 1")
    if (table.value is not None) != (table.set is not None):
        raise PlannedError("value: it belongs to set, and set to it; give both")
    names = [lane.name for lane in lanes]
    if table.lane is not None and table.lane not in names:
        raise PlannedError(f"lane: “{table.lane}”; use one of {', '.join(names)}")
    meant = [index for index, name in enumerate(names) if table.lane in (None, name)]
    if table.alpha is not None:
        if not 0 <= table.alpha <= LARGEST_ALPHA:
            raise PlannedError(f"alpha: {table.alpha:g}; use a number from 0 to {LARGEST_ALPHA:g}")
        lane = None if table.lane is None else meant[0]
        yield Entry(table.step, SetAlpha(table.alpha, lane), f"alpha {table.alpha:g}")
        return
    if table.rule is not None or table.order is not None:
        yield _recipe(table, [lanes[index] for index in meant], None if table.lane is None else meant[0])
        return
    found = [(command, text) for index in meant for command, text in _commands(table, index, lanes[index])]
    if not found:
        what = next(name for name in _WHAT if name in chosen)
        there = ", ".join(dict.fromkeys(name for index in meant for name in _names(lanes[index], what)))
        name = getattr(table, what)
        raise PlannedError(f"{what}: “{name}”; there is no such name in this scene; use one of {there}")
    yield from (Entry(table.step, command, text) for command, text in found)


def _recipe(table: CommandTable, lanes: Sequence[LaneStart], lane: int | None) -> Entry:
    """Another rule or order, in these lanes."""
    if table.rule is not None:
        for meant in lanes:
            if table.rule is Rule.SWAPPED_OUTER_PRODUCT and len(set(meant.weights.shape)) > 1:
                raise PlannedError(
                    f"rule: swapping needs as many targets as inputs, and “{meant.name}” has not; use another"
                )
        return Entry(table.step, SetRule(table.rule, lane), table.rule.words)
    fewest = min(len(meant.examples) for meant in lanes)
    if not 1 <= table.example <= fewest:
        raise PlannedError(f"example: {table.example}; use a number from 1 to {fewest}")
    if table.seed < 0:
        raise PlannedError(f"seed: {table.seed}; use 0 or more")
    order = Order(table.order or Taking.ONE, table.example - 1, table.seed)
    return Entry(table.step, SetOrder(order, lane), order.words)


def _commands(table: CommandTable, index: int, lane: LaneStart) -> Iterator[tuple[Logged, str]]:
    """What the change means in one run; nothing if that has not got what is named."""
    name = table.freeze or table.unfreeze
    if name is not None:
        frozen, word = table.freeze is not None, "frozen" if table.freeze else "unfrozen"
        for ref in _weights(index, lane, name):
            yield Freeze(ref, frozen), f"{name} {word}"
    if table.set is None or table.value is None:
        return
    value = checked_value(table.value, f"value of {table.set}")
    yield from ((command, f"{table.set} {value:g}") for command in _set(table, index, lane, value))


def _set(table: CommandTable, index: int, lane: LaneStart, value: float) -> Iterator[Logged]:
    name, examples = table.set or "", lane.examples
    if not 1 <= table.example <= len(examples):
        raise PlannedError(f"example: {table.example}; use a number from 1 to {len(examples)}")
    for ref in _weights(index, lane, name):
        yield SetWeight(ref, value)
    if name in examples.input_names:
        yield SetInput(table.example - 1, examples.input_names.index(name), value, index)
    if name in examples.target_names:
        yield SetTarget(table.example - 1, examples.target_names.index(name), value, index)


def _names(lane: LaneStart, what: str) -> Iterator[str]:
    """What may be named in a run: weights, and, to be set, inputs and targets too."""
    for row in weight_names(lane.weights.shape):
        yield from row
    if what == "set":
        yield from (*lane.examples.input_names, *lane.examples.target_names)


def _weights(index: int, lane: LaneStart, name: str) -> Iterator[WeightRef]:
    for k, row in enumerate(weight_names(lane.weights.shape)):
        if name in row:
            yield WeightRef(index, k, row.index(name))
