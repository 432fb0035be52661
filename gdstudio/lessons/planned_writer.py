"""Writes planned changes in the words of a scene file: the counterpart of `gdstudio.lessons.planned`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.network import weight_name
from gdstudio.lessons.scene_file import SceneError
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Entry, LaneStart, WeightRef

Fields = dict[str, "str | int | float"]


def command_fields(entry: Entry, lanes: Sequence[LaneStart]) -> Fields:
    """The fields of one ``[[commands]]`` table.

    Args:
        entry: what is changed, and at which step.
        lanes: the scene's runs; one is named where the change is meant for it alone.

    Raises:
        SceneError: it cannot be said in a scene file.
    """
    command = entry.command
    named: Fields = {"step": entry.step}
    for_all = isinstance(command, SetAlpha | SetOrder | SetRule)  # in one run or in all, as the file says
    if command.lane is not None and (for_all or len(lanes) > 1):
        named["lane"] = lanes[command.lane].name
    match command:
        case SetAlpha(alpha=alpha):
            return named | {"alpha": alpha}
        case Freeze(weight=ref, frozen=frozen):
            return named | {"freeze" if frozen else "unfreeze": _weight(ref, lanes)}
        case SetWeight(weight=ref, value=value):
            return named | {"set": _weight(ref, lanes), "value": value}
        case SetInput(row=row, column=column, value=value, lane=lane):
            name = lanes[lane or 0].examples.input_names[column]
            return named | {"set": name, "value": value} | _example(row)
        case SetTarget(row=row, column=column, value=value, lane=lane):
            name = lanes[lane or 0].examples.target_names[column]
            return named | {"set": name, "value": value} | _example(row)
        case SetOrder(order=order):
            seed: Fields = {"seed": order.seed} if order.seed else {}
            return named | {"order": order.taking.value} | _example(order.example) | seed
        case SetRule(rule=rule):
            return named | {"rule": rule.value}
        case FreezePixels():
            raise SceneError("frozen pixels cannot be planned in a scene file")


def _example(row: int) -> Fields:
    """Which example is meant; the first need not be named."""
    return {"example": row + 1} if row else {}


def _weight(ref: WeightRef, lanes: Sequence[LaneStart]) -> str:
    return weight_name(ref.output * lanes[ref.lane].weights.shape[1] + ref.input)
