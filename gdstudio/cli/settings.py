"""What ``--alpha``, ``--freeze`` and ``--set`` mean: commands to a scene's lanes, before the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.examples import checked_value
from gdstudio.core.network import weight_names
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetTarget, SetWeight, WeightRef

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gdstudio.messages import LaneStart, Logged, Scene


class SettingError(ValueError):
    """A name that no lane has; the text lists those there are."""


def commands(scene: Scene, arguments: argparse.Namespace) -> list[Logged]:
    """Translate the arguments of `trace` and `render` into commands, in the order they take effect.

    A name is looked for in every lane, and set in each that has it. Inputs and targets are those of the
    example that the lane takes first.

    Args:
        scene: whose lanes are meant.
        arguments: with `alpha` (or None), `freeze` (names) and `settings` ((name, value) pairs).

    Raises:
        SettingError: no lane has such a name.
        DataError: a value is out of range.
    """
    given: list[Logged] = [] if arguments.alpha is None else [SetAlpha(arguments.alpha)]
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
