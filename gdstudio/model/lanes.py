"""A lane's state between two steps, and what each logged command does to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.core import descent
from gdstudio.core.examples import Order, Taking, checked_value
from gdstudio.core.landscape import AlphaLimits, alpha_limits
from gdstudio.core.network import frozen_copy, weight_name
from gdstudio.messages import (
    LARGEST_ALPHA,
    Freeze,
    LaneStart,
    Logged,
    SetAlpha,
    SetInput,
    SetOrder,
    SetTarget,
    SetWeight,
    WeightRef,
)

if TYPE_CHECKING:
    import numpy as np

    from gdstudio.core.descent import Run, Step
    from gdstudio.core.examples import Examples
    from gdstudio.core.network import BoolArray, FloatArray


class RefusedError(ValueError):
    """A command that cannot be carried out; the text says why and what would work."""


@dataclass(frozen=True, eq=False)
class Setting:
    """All of a lane that only commands change: what is learned from, and how."""

    start: LaneStart
    examples: Examples
    order: Order
    alpha: float
    frozen: BoolArray

    @cached_property
    def limits(self) -> AlphaLimits:
        """How large alpha may be with these examples, this order and these freezes."""
        return alpha_limits(self.examples, self.order, self.frozen)


@dataclass(frozen=True, eq=False)
class LaneState:
    """A setting and the weights, shape (n_outputs, n_inputs), at the beginning of a step."""

    setting: Setting
    weights: FloatArray

    @classmethod
    def begin(cls, start: LaneStart) -> LaneState:
        """The state at step 1."""
        frozen, weights = start.frozen.copy(), _without_negative_zeros(start.weights)
        frozen.flags.writeable = weights.flags.writeable = False
        return cls(Setting(start, start.examples, start.order, start.alpha, frozen), weights)

    def run(self, step: int, count: int) -> Run:
        """Take up to `count` steps from `step`; see :func:`gdstudio.core.descent.run`."""
        at = self.setting
        return descent.run(
            self.weights, at.frozen, at.alpha, at.examples, at.order, at.start.rule, step, count
        )

    def look(self, step: int) -> Step:
        """Every number of `step`, taken from this state."""
        return self.look_with(self.weights, self.row(step))

    def look_with(self, weights: FloatArray, row: int) -> Step:
        """Every number of a step with other weights on the example in `row`."""
        at = self.setting
        example = (at.examples.inputs[row], at.examples.targets[row])
        return descent.take_step(weights, at.frozen, at.alpha, example, at.start.rule)

    def row(self, step: int) -> int:
        """Which example `step` takes."""
        return self.setting.order.row(step, len(self.setting.examples))

    def is_settled(self, step: int) -> bool:
        """Whether no example that is taken changes a weight: from `step` on, nothing moves."""
        at = self.setting
        # A shuffled pass counted from its middle may miss an example; in turn, none is missed.
        order = Order(Taking.IN_TURN) if at.order.taking is Taking.SHUFFLED else at.order
        rule, count = at.start.rule, order.pass_length(len(at.examples))
        run = descent.run(self.weights, at.frozen, at.alpha, at.examples, order, rule, step, count)
        # A run that diverges stands still too, but not because it has arrived.
        return not run.diverged and descent.is_settled(
            self.weights, at.frozen, at.alpha, at.examples, order, rule, step
        )

    def given(self, command: Logged) -> LaneState:
        """The state after a command; the very same object if the command changes nothing.

        Raises:
            RefusedError: the command names what is not there.
            DataError: a value is out of range.
        """
        at = self.setting
        match command:
            case SetAlpha(alpha=alpha):
                return self if alpha == at.alpha else self._with(alpha=_checked_alpha(alpha))
            case Freeze(weight=ref, frozen=frozen):
                self._check_weight(ref)
                if at.frozen[ref.output, ref.input] == frozen:
                    return self
                return self._with(frozen=_with_entry(at.frozen, ref, frozen))
            case SetWeight(weight=ref, value=value):
                self._check_weight(ref)
                checked_value(value, weight_name(ref.output * self.weights.shape[1] + ref.input))
                value += 0.0  # a negative zero becomes 0: see `_without_negative_zeros`
                if self.weights[ref.output, ref.input] == value:
                    return self
                return replace(self, weights=_with_entry(self.weights, ref, value))
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
            case SetOrder(order=order):
                if not 0 <= order.example < len(at.examples):
                    raise RefusedError(f"example {order.example + 1}: there are {len(at.examples)} examples")
                if order.seed < 0:
                    raise RefusedError(f"seed {order.seed}: use a whole number from 0 on")
                return self if order == at.order else self._with(order=order)

    def _with(self, **changes: object) -> LaneState:
        return replace(self, setting=replace(self.setting, **changes))  # type: ignore[arg-type]  # our own fields

    def _check_weight(self, ref: WeightRef) -> None:
        n_outputs, n_inputs = self.weights.shape
        if not (0 <= ref.output < n_outputs and 0 <= ref.input < n_inputs):
            raise RefusedError(
                f"weight ({ref.output}, {ref.input}): this network has {n_outputs} × {n_inputs} weights"
            )

    @staticmethod
    def _check_cell(row: int, column: int, block: FloatArray) -> None:
        n_rows, n_columns = block.shape
        if not (0 <= row < n_rows and 0 <= column < n_columns):
            raise RefusedError(
                f"example {row + 1}, column {column + 1}: the table has {n_rows} rows of {n_columns}"
            )


States: TypeAlias = tuple[LaneState, ...]


def given(states: States, command: Logged) -> States:
    """The lanes after a command; the same object where a lane is not meant or not changed.

    Raises:
        RefusedError: the command names a lane or a weight that is not there.
        DataError: a value is out of range.
    """
    if command.lane is not None and not 0 <= command.lane < len(states):
        raise RefusedError(f"run {command.lane + 1}: there are {len(states)} runs here")
    return tuple(
        state.given(command) if command.lane in (None, index) else state for index, state in enumerate(states)
    )


@dataclass(frozen=True, eq=False)
class LanesRun:
    """Steps taken by all lanes together.

    Attributes:
        states: after the last step.
        errors: of each lane, at each step taken.
        diverged: a lane's next error would not have been finite; no lane took that step.
    """

    states: States
    errors: list[list[float]]
    diverged: bool

    @property
    def taken(self) -> int:
        """How many steps were taken."""
        return len(self.errors[0])


def run_together(states: States, step: int, count: int) -> LanesRun:
    """Take up to `count` steps in all lanes; they stop together where the first must."""
    runs = [state.run(step, count) for state in states]
    taken = min(len(run.errors) for run in runs)
    runs = [
        run if len(run.errors) == taken else state.run(step, taken)
        for state, run in zip(states, runs, strict=True)
    ]
    return LanesRun(
        tuple(replace(state, weights=run.weights) for state, run in zip(states, runs, strict=True)),
        [run.errors for run in runs],
        taken < count,
    )


def errors_at(states: States, step: int) -> list[float]:
    """Each lane's error at a step."""
    return [state.look(step).total_error for state in states]


def check_finite(states: States, step: int) -> None:
    """Refuse states whose error has overflowed: there would be nothing to show, and no way on.

    Raises:
        RefusedError: a lane's error at `step` is not finite.
    """
    if not all(isfinite(error) for error in errors_at(states, step)):
        raise RefusedError("with weights this large the error would overflow; step back a few steps first")


def _checked_alpha(alpha: float) -> float:
    if not 0 <= alpha <= LARGEST_ALPHA:  # also catches NaN
        raise RefusedError(f"alpha {alpha:g} is out of range; use a number from 0 to {LARGEST_ALPHA:g}")
    return alpha + 0.0


def _without_negative_zeros(weights: FloatArray) -> FloatArray:
    """The same weights with 0 where −0 stood.

    A sum that starts at 0 and one that starts at its first term differ in the sign of zero, and only a
    weight of −0 would carry that sign on: without it, every way to take a step gives the same bits.
    """
    return weights + 0.0


def _with_entry(array: np.ndarray, ref: WeightRef, value: float) -> np.ndarray:
    copy = array.copy()
    copy[ref.output, ref.input] = value
    return frozen_copy(copy)
