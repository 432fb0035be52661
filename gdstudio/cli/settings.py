"""What ``--alpha``, ``--freeze``, ``--set``, ``--rule`` and ``--order`` mean: commands, before step 1."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking, checked_value
from gdstudio.core.network import weight_names
from gdstudio.messages import (
    Freeze,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model.lane_parts import RefusedError, check_rule

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gdstudio.messages import LaneStart, Logged, Scene


_TAKING = {
    "one": Taking.ONE,
    "given": Taking.IN_TURN,
    "shuffled": Taking.SHUFFLED,
    "shuffled-once": Taking.SHUFFLED_ONCE,
    "full-batch": Taking.FULL_BATCH,
}


class SettingError(ValueError):
    """A name that no lane has; the text lists those there are."""


def commands(scene: Scene, arguments: argparse.Namespace) -> list[Logged]:
    """Translate the arguments of `trace` and `render` into commands, in the order they take effect.

    A name is looked for in every lane, and set in each that has it. Inputs and targets are those of the
    example that the lane takes (or looks at) first.

    Args:
        scene: whose lanes are meant.
        arguments: with `freeze` (names), `settings` ((name, value) pairs), and `alpha`, `rule`, `order` and
            `seed`, each None if it was not given.

    Raises:
        SettingError: no lane has such a name, the rule is none for it, or there is a seed but no shuffling.
        DataError: a value is out of range.
    """
    given: list[Logged] = [] if arguments.alpha is None else [SetAlpha(arguments.alpha)]
    given += _rule(scene, arguments.rule)
    if arguments.order is not None or arguments.seed is not None:
        orders = [order_asked(lane.order, arguments) for lane in scene.lanes]
        given += [SetOrder(order, lane) for lane, order in enumerate(orders)]
        ordered = zip(scene.lanes, orders, strict=True)
        scene = replace(scene, lanes=tuple(replace(lane, order=order) for lane, order in ordered))
    for name in arguments.freeze:
        refs = [ref for index, lane in enumerate(scene.lanes) for ref in _weights(index, lane, name)]
        if not refs:
            there = _listed(scene, weights_only=True)
            raise SettingError(f"--freeze {name}: there is no such weight; {scene.id} has {there}")
        given += [Freeze(ref, frozen=True) for ref in refs]
    for name, value in arguments.settings:
        found = [
            command for index, lane in enumerate(scene.lanes) for command in _set(index, lane, name, value)
        ]
        if not found:
            raise SettingError(f"--set {name}: there is no such name; {scene.id} has {_listed(scene)}")
        checked_value(value, f"--set {name}")
        given += found
    return given


def order_asked(order: Order, arguments: argparse.Namespace) -> Order:
    """What `order` becomes by --order and --seed.

    Raises:
        SettingError: there is a seed, but nothing is shuffled.
    """
    taking = order.taking if arguments.order is None else _TAKING[arguments.order]
    if arguments.seed is not None and taking not in {Taking.SHUFFLED, Taking.SHUFFLED_ONCE}:
        raise SettingError("--seed: nothing is shuffled; add --order shuffled or --order shuffled-once")
    return Order(taking, order.example, order.seed if arguments.seed is None else arguments.seed)


def _rule(scene: Scene, name: str | None) -> Iterator[Logged]:
    if name is None:
        return
    rule = Rule(name.replace("-", " "))
    try:
        for lane in scene.lanes:
            check_rule(rule, lane.weights.shape)
    except RefusedError as refusal:
        raise SettingError(f"--rule {name}: {refusal}") from refusal
    yield SetRule(rule)


def _set(index: int, lane: LaneStart, name: str, value: float) -> Iterator[Logged]:
    examples = lane.examples
    row = lane.order.row(1, len(examples))
    for ref in _weights(index, lane, name):
        yield SetWeight(ref, value)
    if name in examples.input_names:
        yield SetInput(row, examples.input_names.index(name), value, lane=index)
    if name in examples.target_names:
        yield SetTarget(row, examples.target_names.index(name), value, lane=index)


def _weights(index: int, lane: LaneStart, name: str) -> Iterator[WeightRef]:
    for k, row in enumerate(weight_names(lane.weights.shape)):
        if name in row:
            yield WeightRef(index, k, row.index(name))


def _listed(scene: Scene, *, weights_only: bool = False) -> str:
    weights = [name for lane in scene.lanes for row in weight_names(lane.weights.shape) for name in row]
    inputs = [name for lane in scene.lanes for name in lane.examples.input_names]
    targets = [name for lane in scene.lanes for name in lane.examples.target_names]
    return ", ".join(dict.fromkeys(weights if weights_only else weights + inputs + targets))
