"""An independent replay of a log, as naive as can be: every step with `take_step`, from the scene's start.

It shares nothing with the model but the commands, the scene and the arithmetic of one step on one example.
"""
# ruff: noqa: D102  # the methods are named as in the model, and say the same

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Batch, take_step
from gdstudio.core.examples import Taking
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetOrder, SetRule, SetTarget, SetWeight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gdstudio.core.descent import Rule, Step
    from gdstudio.core.examples import Order
    from gdstudio.messages import LaneStart, Logged, Scene


@dataclass
class NaiveLane:
    """One lane at the beginning of a step. Arrays are never changed in place."""

    weights: np.ndarray
    frozen: np.ndarray
    inputs: np.ndarray
    targets: np.ndarray
    alpha: float
    order: Order
    rule: Rule

    @classmethod
    def begin(cls, start: LaneStart) -> NaiveLane:
        table = start.examples
        return cls(
            start.weights, start.frozen, table.inputs, table.targets, start.alpha, start.order, start.rule
        )

    def look(self, step: int) -> Step:
        return self.look_at(self.order.row(step, len(self.inputs)))

    def look_at(self, row: int) -> Step:
        if self.order.taking is Taking.FULL_BATCH:
            return self._mean(row)
        return self._alone(row)

    def _alone(self, row: int) -> Step:
        example = (self.inputs[row], self.targets[row])
        return take_step(self.weights, self.frozen, self.alpha, example, self.rule)

    def _mean(self, row: int) -> Step:
        """All examples, one at a time with the same weights: added up in turn, then divided by how many."""
        each = [self._alone(number) for number in range(len(self.inputs))]
        free, error = np.zeros_like(self.weights), np.zeros(len(self.weights))
        with np.errstate(over="ignore", invalid="ignore"):
            for step in each:
                free = free + step.free_weight_deltas
                error = error + step.error
            free, error = free / len(each), error / len(each)
            weight_deltas = np.where(self.frozen, 0.0, free)
            new_weights = self.weights - self.alpha * weight_deltas
        pred, delta = (np.array([getattr(step, name) for step in each]) for name in ("pred", "delta"))
        return replace(
            each[row],
            free_weight_deltas=free,
            weight_deltas=weight_deltas,
            new_weights=new_weights,
            batch=Batch(self.inputs, self.targets, pred, delta, error),
        )

    def after(self, step: int) -> NaiveLane:
        return replace(self, weights=self.look(step).new_weights)

    def given(self, command: Logged) -> NaiveLane:
        match command:
            case SetAlpha(alpha=alpha):
                return replace(self, alpha=alpha)
            case Freeze(weight=ref, frozen=frozen):
                return replace(self, frozen=_entry(self.frozen, ref.output, ref.input, frozen))
            case SetWeight(weight=ref, value=value):
                return replace(self, weights=_entry(self.weights, ref.output, ref.input, value))
            case SetInput(row=row, column=column, value=value):
                return replace(self, inputs=_entry(self.inputs, row, column, value))
            case SetTarget(row=row, column=column, value=value):
                return replace(self, targets=_entry(self.targets, row, column, value))
            case SetOrder(order=order):
                return replace(self, order=order)
            case SetRule(rule=rule):
                return replace(self, rule=rule)

    def is_finite(self, step: int) -> bool:
        return bool(np.isfinite(self.look(step).total_error))

    def is_settled(self) -> bool:
        """Whether no example that may come changes a weight."""
        same = self.order.taking in {Taking.ONE, Taking.FULL_BATCH}
        rows = [self.order.example] if same else range(len(self.inputs))
        looks = [self.look_at(row) for row in rows]
        return all(
            np.isfinite(look.total_error) and np.array_equal(look.new_weights, self.weights) for look in looks
        )

    def same_setting(self, other: NaiveLane) -> bool:
        return (
            (self.alpha, self.order, self.rule) == (other.alpha, other.order, other.rule)
            and np.array_equal(self.weights, other.weights)
            and np.array_equal(self.frozen, other.frozen)
            and np.array_equal(self.inputs, other.inputs)
            and np.array_equal(self.targets, other.targets)
        )


NaiveLanes = tuple[NaiveLane, ...]


def begin(scene: Scene) -> NaiveLanes:
    return tuple(NaiveLane.begin(start) for start in scene.lanes)


def give(lanes: NaiveLanes, command: Logged) -> NaiveLanes:
    return tuple(
        lane.given(command) if command.lane in (None, index) else lane for index, lane in enumerate(lanes)
    )


def after(lanes: NaiveLanes, step: int) -> NaiveLanes:
    return tuple(lane.after(step) for lane in lanes)


def replay(scene: Scene, log: Iterable[tuple[int, Logged]], last_step: int) -> list[NaiveLanes]:
    """The lanes at every step from 1 to `last_step`, after the commands given there."""
    log = list(log)
    lanes = begin(scene)
    course = []
    for step in range(1, last_step + 1):
        if step > 1:
            lanes = after(lanes, step - 1)
        for at, command in log:
            if at == step:
                lanes = give(lanes, command)
        course.append(lanes)
    return course


def total_errors(course: list[NaiveLanes], lane: int) -> np.ndarray:
    """One lane's error at every step of a course."""
    return np.array([lanes[lane].look(step).total_error for step, lanes in enumerate(course, start=1)])


def numbers(step: Step, path: str = "step") -> Iterator[tuple[str, object]]:
    """Everything that a step tells, with what it is called: of a full batch, all examples too."""
    for field in fields(step):
        value = getattr(step, field.name)
        if is_dataclass(value):
            yield from numbers(value, f"{path}.{field.name}")  # type: ignore[arg-type]  # a batch
        else:
            yield f"{path}.{field.name}", value.tolist() if isinstance(value, np.ndarray) else value


def bits(lanes: Iterable[object]) -> list[bytes]:
    """The weights of lanes (naive, the model's, or a snapshot's `now`), to the last bit."""
    return [np.ascontiguousarray(lane.weights).tobytes() for lane in lanes]  # type: ignore[attr-defined]


def _entry(array: np.ndarray, row: int, column: int, value: float) -> np.ndarray:
    copy = array.copy()
    copy[row, column] = value
    return copy
