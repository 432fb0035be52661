"""A lane that learns from a small table: its state between two steps, and what each command does to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, ClassVar

from gdstudio.core import descent
from gdstudio.core.examples import Examples, Order, Taking, checked_value
from gdstudio.core.landscape import AlphaLimits, alpha_limits
from gdstudio.core.mean_landscape import mean_limits
from gdstudio.core.network import frozen_copy, read_only, weight_name
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    LaneStart,
    Logged,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
)
from gdstudio.model.lane_parts import (
    LaneRun,
    RefusedError,
    check_order,
    check_rule,
    check_weight,
    checked_alpha,
    with_entry,
)

if TYPE_CHECKING:
    from gdstudio.core.descent import Rule, Step
    from gdstudio.core.network import BoolArray, FloatArray


@dataclass(frozen=True, eq=False)
class Setting:
    """All of a lane that only commands change: what is learned from, and how."""

    start: LaneStart
    examples: Examples
    order: Order
    alpha: float
    frozen: BoolArray
    rule: Rule

    @cached_property
    def limits(self) -> AlphaLimits:
        """How large alpha may be with these examples, this order and these freezes, by the correct rule."""
        if self.order.taking is Taking.FULL_BATCH:
            return mean_limits(self.examples, self.frozen)
        return alpha_limits(self.examples, self.order, self.frozen)


@dataclass(frozen=True, eq=False)
class TableState:
    """A setting and the weights, shape (n_outputs, n_inputs), at the beginning of a step."""

    setting: Setting
    weights: FloatArray

    weight_bytes: ClassVar[int] = 8
    """What one weight of a checkpoint takes."""

    @classmethod
    def begin(cls, start: LaneStart) -> TableState:
        """The state at step 1."""
        examples = start.examples
        if not isinstance(examples, Examples):
            raise TypeError("images have a lane state of their own")
        frozen, weights = frozen_copy(start.frozen), read_only(_without_negative_zeros(start.weights))
        return cls(Setting(start, examples, start.order, start.alpha, frozen, start.rule), weights)

    def run(self, step: int, count: int) -> LaneRun:
        """Take up to `count` steps from `step`; see :func:`gdstudio.core.descent.run`."""
        at = self.setting
        run = descent.run(self.weights, at.frozen, at.alpha, at.examples, at.order, at.rule, step, count)
        weights = read_only(run.weights)  # a snapshot may show it
        return LaneRun(replace(self, weights=weights), run.errors, run.diverged)

    def look(self, step: int) -> Step:
        """Every number of `step`, taken from this state."""
        return self.look_with(self.weights, self.row(step))

    def look_with(self, weights: FloatArray, row: int) -> Step:
        """Every number of a step with other weights on the example in `row`."""
        at = self.setting
        if at.order.taking is Taking.FULL_BATCH:
            return descent.take_batch_step(weights, at.frozen, at.alpha, at.examples, row, at.rule)
        example = (at.examples.inputs[row], at.examples.targets[row])
        return descent.take_step(weights, at.frozen, at.alpha, example, at.rule)

    def row(self, step: int) -> int:
        """Which example `step` takes."""
        return self.setting.order.row(step, len(self.setting.examples))

    def is_last(self, step: int) -> bool:
        """Whether the error after `step` would not be finite."""
        return not isfinite(self.look_with(self.look(step).new_weights, self.row(step + 1)).total_error)

    def is_settled(self, step: int) -> bool:
        """Whether no example that is taken changes a weight: from `step` on, nothing moves."""
        at = self.setting
        # A shuffled pass counted from its middle may miss an example; in turn, none is missed.
        order = Order(Taking.IN_TURN) if at.order.taking is Taking.SHUFFLED else at.order
        rule, count = at.rule, order.pass_length(len(at.examples))
        run = descent.run(self.weights, at.frozen, at.alpha, at.examples, order, rule, step, count)
        # A run that diverges stands still too, but not because it has arrived.
        return not run.diverged and descent.is_settled(
            self.weights, at.frozen, at.alpha, at.examples, order, rule, step
        )

    def given(self, command: Logged) -> TableState:
        """The state after a command; the very same object if the command changes nothing.

        Raises:
            RefusedError: the command names what is not there.
            DataError: a value is out of range.
        """
        at = self.setting
        match command:
            case SetAlpha(alpha=alpha):
                return self if alpha == at.alpha else self._with(alpha=checked_alpha(alpha))
            case Freeze(weight=ref, frozen=frozen):
                check_weight(ref, self.weights.shape)
                if at.frozen[ref.output, ref.input] == frozen:
                    return self
                return self._with(frozen=with_entry(at.frozen, ref, frozen))
            case SetWeight(weight=ref, value=value):
                check_weight(ref, self.weights.shape)
                checked_value(value, weight_name(ref.output * self.weights.shape[1] + ref.input))
                value += 0.0  # a negative zero becomes 0: see `_without_negative_zeros`
                if self.weights[ref.output, ref.input] == value:
                    return self
                return replace(self, weights=with_entry(self.weights, ref, value))
            case SetInput(row=row, column=column, value=value):
                self._check_cell(row, column, at.examples.inputs)
                if at.examples.inputs[row, column] == value:
                    return self
                return self._with(examples=at.examples.with_input(row, column, value))
            case SetTarget(row=row, column=column, value=value):
                self._check_cell(row, column, at.examples.targets)
                if at.examples.targets[row, column] == value:
                    return self
                return self._with(examples=at.examples.with_target(row, column, value))
            case FreezePixels():
                raise RefusedError("there are no pixels here; freeze weights one by one")
            case SetOrder(order=order):
                check_order(order, len(at.examples))
                return self if order == at.order else self._with(order=order)

            case SetRule(rule=rule):
                check_rule(rule, self.weights.shape)
                return self if rule is at.rule else self._with(rule=rule)

    def begun_anew(self) -> TableState:
        """This very state: single steps know no blocks."""
        return self

    def _with(self, **changes: object) -> TableState:
        return replace(self, setting=replace(self.setting, **changes))  # type: ignore[arg-type]  # our own fields

    @staticmethod
    def _check_cell(row: int, column: int, block: FloatArray) -> None:
        n_rows, n_columns = block.shape
        if not (0 <= row < n_rows and 0 <= column < n_columns):
            raise RefusedError(
                f"example {row + 1}, column {column + 1}: the table has {n_rows} rows of {n_columns}"
            )


def _without_negative_zeros(weights: FloatArray) -> FloatArray:
    """The same weights with 0 where −0 stood.

    A sum that starts at 0 and one that starts at its first term differ in the sign of zero, and only a
    weight of −0 would carry that sign on: without it, every way to take a step gives the same bits.
    """
    return weights + 0.0
