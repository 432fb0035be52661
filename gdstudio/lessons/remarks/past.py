"""What a run learned from, and how, at an earlier step: read from the log, for the way back to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import Examples, Taking
from gdstudio.core.landscape import alpha_limits
from gdstudio.core.mean_landscape import mean_limits
from gdstudio.messages import Freeze, FreezePixels, SetAlpha, SetInput, SetOrder, SetRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.core.descent import Rule
    from gdstudio.core.examples import Order
    from gdstudio.core.images import Images
    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.core.network import BoolArray
    from gdstudio.messages import Logged, Snapshot


@dataclass(frozen=True, eq=False)
class Setting:
    """What only commands change of a run, as far as it decides which alpha works.

    Targets do not, and are not kept up to date.
    """

    examples: Examples | Images
    order: Order
    alpha: float
    frozen: BoolArray
    rule: Rule

    def given(self, command: Logged) -> Setting:
        """The setting after a command that was carried out."""
        match command:
            case SetAlpha(alpha=alpha):
                return replace(self, alpha=alpha)
            case SetOrder(order=order):
                return replace(self, order=order)
            case SetRule(rule=rule):
                return replace(self, rule=rule)
            case Freeze(weight=ref, frozen=frozen):
                return self._with_frozen(ref.output, ref.input, frozen)
            case FreezePixels(pixels=pixels, frozen=frozen, output=output):
                return self._with_frozen(slice(None) if output is None else output, list(pixels), frozen)
            case SetInput(row=row, column=column, value=value) if isinstance(self.examples, Examples):
                return replace(self, examples=self.examples.with_input(row, column, value))
            case _:
                return self

    def _with_frozen(self, outputs: int | slice, inputs: int | list[int], frozen: bool) -> Setting:
        mask = self.frozen.copy()
        mask[outputs, inputs] = frozen
        return replace(self, frozen=mask)


def steps_of_change(snapshot: Snapshot, index: int) -> list[int]:
    """The first step, and those up to the present one at which a run was changed, ascending."""
    return [1, *dict.fromkeys(step for step, _ in _commands(snapshot, index) if step > 1)]


def setting_at(snapshot: Snapshot, index: int, step: int) -> Setting:
    """What run `index` learned from, and how, at `step`, after the commands given there."""
    start = snapshot.lanes[index].start
    setting = Setting(start.examples, start.order, start.alpha, start.frozen, start.rule)
    for at, command in _commands(snapshot, index):
        if at <= step:
            setting = setting.given(command)
    return setting


def limits_at(snapshot: Snapshot, index: int, step: int) -> AlphaLimits | None:
    """How large alpha could be at `step`; None where that would take long to find out, as of images."""
    lane, setting = snapshot.lanes[index], setting_at(snapshot, index, step)
    if isinstance(setting.examples, Examples):
        return limits_of(setting.examples, setting.order, setting.frozen.tobytes())
    same = setting.order == lane.order and np.array_equal(setting.frozen, lane.frozen)
    return lane.limits if same else None


def _commands(snapshot: Snapshot, index: int) -> Iterator[tuple[int, Logged]]:
    for entry in snapshot.log:
        if entry.step <= snapshot.step and entry.command.lane in (None, index):
            yield entry.step, entry.command


@lru_cache(maxsize=16)
def limits_of(examples: Examples, order: Order, frozen: bytes) -> AlphaLimits:
    """The limits of alpha for a mask given as bytes: measuring takes milliseconds, every frame asks again."""
    mask: BoolArray = np.frombuffer(frozen, dtype=bool).reshape(examples.shape)
    return (
        mean_limits(examples, mask)
        if order.taking is Taking.FULL_BATCH
        else alpha_limits(examples, order, mask)
    )
