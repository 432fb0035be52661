"""What the session says in words: what a command did, and why playing stopped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.images import Images
from gdstudio.core.mean_landscape import mean_destination
from gdstudio.core.network import weight_name
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    Logged,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model.table_state import TableState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gdstudio.core.descent import Step
    from gdstudio.core.network import BoolArray
    from gdstudio.messages import LaneStart
    from gdstudio.model.lanes import LaneState, States


_STROKE = re.compile(r"[\d,]+ pixels? (un)?frozen")

_ROUNDING = 1e-9
"""An error that is left although no weight changes any more: larger, and it is worth a word."""


def told(states: States, command: Logged) -> str:
    """Say in a few words what `command` changes in `states`: ``alpha 0.01 → 0.3``, ``a frozen``."""
    if command.lane is None:  # it is told of the last lane that it changes
        state = [each for each in states if each.given(command) is not each][-1]
    else:
        state = states[command.lane]
    at = state.setting
    match command:
        case SetAlpha(alpha=alpha):
            return f"alpha {_number(at.alpha)} → {_number(alpha)}"
        case Freeze(weight=ref, frozen=frozen):
            return f"{_name(state, ref)} {'frozen' if frozen else 'unfrozen'}"
        case FreezePixels(pixels=pixels, frozen=frozen, output=output):
            count = "1 pixel" if len(pixels) == 1 else f"{len(pixels):,} pixels"
            words = f"{count} {'frozen' if frozen else 'unfrozen'}"
            return words + ("" if output is None else f" for {at.examples.target_names[output]}")
        case SetWeight(weight=ref, value=value):
            old = state.weights[ref.output, ref.input]
            return f"{_name(state, ref)} {_number(old)} → {_number(value)}"
        case SetInput(row=row, column=column, value=value):
            old = state.look_with(state.weights, row).input[column]
            return f"{at.examples.input_names[column]} {_number(old)} → {_number(value)}"
        case SetTarget(row=row, column=column, value=value):
            old = at.examples.targets[row, column]
            return f"{at.examples.target_names[column]} {_number(old)} → {_number(value)}"
        case SetOrder(order=order):
            return order.words
        case SetRule(rule=rule):
            return rule.words


def where(command: Logged, lanes: Sequence[LaneStart]) -> str:
    """Say which of several runs a command is given to, in brackets; "" for all of them."""
    return f" ({lanes[command.lane].label})" if command.lane is not None and len(lanes) > 1 else ""


def alpha_words(alpha: float, taken: Collection[str] = ()) -> str:
    """Name a run for its alpha: ``α 0.02``, with as many digits as it takes to differ from those taken."""
    names = (f"α {_number(alpha, digits)}" for digits in range(4, 18))
    return next((name for name in names if name not in taken), f"α {_number(alpha)}")


def joined(first: str, last: str) -> str:
    """Tell of two moves of one drag: ``a 0.1 → 0.2`` and ``a 0.2 → 0.3`` are ``a 0.1 → 0.3``.

    Where a drag moves two things, the first is told of: after ``b 1 → 2`` it is still ``a 0.1 → 0.2``.
    """
    start, arrow, _ = first.partition(" → ")
    last_start, _, end = last.partition(" → ")
    if _STROKE.match(first) and _STROKE.match(last):  # each move of a brush tells of the whole stroke
        return last
    same_thing = start.rpartition(" ")[0] == last_start.rpartition(" ")[0]
    return start + arrow + end if same_thing else first


def why_diverged(states: States, step: int, lanes: list[int], labels: Sequence[str] = ()) -> str:
    """Say that a run diverged and why, alpha above the limit with both numbers or a misprint, and what to do.

    Args:
        states: of all runs.
        step: the last one whose error is finite.
        lanes: which runs diverged.
        labels: what the window calls each run; needed where there are several.
    """
    state = states[lanes[0]]
    limits, alpha = state.setting.limits, state.setting.alpha
    which = f"“{labels[lanes[0]]}” diverged" if len(states) > 1 else "Diverged"
    sentence = f"{which}: step {step} is the last whose error is finite."
    limit, rule = limits.diverges, _rule(state)
    beyond = limit is not None and alpha > limit
    # Swapped, the steps are long or short as they should be, and too much alpha is too much for them too.
    if rule is not Rule.CORRECT and not (rule is Rule.SWAPPED_OUTER_PRODUCT and beyond):
        sentence += f" Its recipe has a misprint{_named(state)}: step back, and take the correct one."
    elif limit is not None and beyond:
        high, low = _told_apart(alpha, limit)
        sentence += f" Alpha {high} is above the limit {low}: step back, lower alpha, go on."
    elif limits.guaranteed is not None and alpha > limits.guaranteed:
        high, low = _told_apart(alpha, limits.guaranteed)
        sentence += (
            f" Alpha {high} is above {low}, below which nothing can diverge: step back, lower alpha, go on."
        )
    else:
        sentence += " Step back and change what was changed last."
    if len(states) > len(lanes):
        sentence += " Or remove that run: the others can go on."
    return sentence


def why_settled(states: States, step: int) -> str:
    """Say that playing stopped because a whole pass changed no weight, and why none does."""
    settings = [state.setting for state in states]
    if all(at.alpha == 0 for at in settings):
        return "Stopped: alpha is 0, so no weight moves."
    if all(at.frozen.all() for at in settings):
        return "Stopped: every weight is frozen, so nothing moves."
    for state in states:
        look = state.look(step)
        if look.total_error > _ROUNDING and not state.setting.frozen.all():
            if look.rule is not Rule.CORRECT:
                return (
                    f"Stopped: a whole pass changed no weight, and the error is still"
                    f" {_number(look.total_error)}: the recipe has a misprint{_named(state)}."
                )
            if _is_lowest(look, state.setting.frozen):
                return (
                    f"Stopped: a whole pass changed no weight. {_number(look.total_error)} is the least mean"
                    " error: no weights do better on all examples at once."
                )
            if look.weight_deltas.any():
                return (
                    "Stopped: the changes are too small to change weights this large by even their last"
                    " digit. Step further back, or set the weights anew."
                )
    return "Stopped: a whole pass changed no weight. There is nothing left to learn here."


def _rule(state: LaneState) -> Rule:
    return state.setting.rule if isinstance(state, TableState) else Rule.CORRECT


def _named(state: LaneState) -> str:
    """The misprint in brackets, but where the scene begins with it: finding it may be the lesson."""
    rule = _rule(state)
    return "" if isinstance(state, TableState) and rule is state.setting.start.rule else f" ({rule.value})"


def _is_lowest(look: Step, frozen: BoolArray) -> bool:
    """Whether a full batch stands where its mean error is least."""
    if look.batch is None:
        return False
    inputs, true = look.batch.inputs, look.batch.true
    delta = inputs @ mean_destination(look.weights, frozen, inputs, true).T - true
    return look.total_error <= float(np.square(delta).mean(axis=0).sum()) * (1 + _ROUNDING)


def _number(value: float, digits: int = 4) -> str:
    """A number as people write it: a true minus, and no sign on zero."""
    return f"{value + 0.0:.{digits}g}".replace("-", "−")


def _told_apart(larger: float, smaller: float) -> tuple[str, str]:
    """Both numbers, with as many digits as it takes to see that they differ."""
    digits = next((n for n in range(4, 17) if f"{larger:.{n}g}" != f"{smaller:.{n}g}"), 17)
    return _number(larger, digits), _number(smaller, digits)


def _name(state: LaneState, ref: WeightRef) -> str:
    examples = state.setting.examples
    if isinstance(examples, Images):  # thousands of letters would tell nobody anything
        return f"{examples.input_names[ref.input]} to {examples.target_names[ref.output]}"
    return weight_name(ref.output * state.weights.shape[1] + ref.input)
