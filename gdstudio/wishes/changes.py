"""Wishes that change a run, as commands: each for the runs that it is meant for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdstudio.messages import (
    LOGGED,
    Freeze,
    FreezePixels,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.views.kit.gestures import next_gesture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.core.descent import Rule
    from gdstudio.core.examples import Order
    from gdstudio.lessons.remarks import Remedy
    from gdstudio.messages import Command, Lane
    from gdstudio.presenter import Presenter


class Changes:
    """Gives the commands that change arithmetic. Those of one gesture are one undo.

    Where runs were forked a change is meant for the one that is looked at, else for all of them.

    Args:
        presenter: knows what is shown, and which run is looked at.
        send: takes a command to the model.
        takes_dot: whether a weight moved to a value is the answer to a question, and so no change.
    """

    def __init__(
        self,
        presenter: Presenter,
        send: Callable[[Command], None],
        takes_dot: Callable[[WeightRef, float], bool],
    ) -> None:
        self._presenter, self._send, self._takes_dot = presenter, send, takes_dot

    @property
    def _forked(self) -> bool:
        return self._presenter.shown.scene.has_forks

    @property
    def _meant(self) -> int | None:
        """The run that a change is meant for; None: all."""
        return self._presenter.lane if self._forked else None

    def set_alpha(self, alpha: float, gesture: int) -> None:
        """Set alpha."""
        self._send(SetAlpha(alpha, self._meant, gesture))

    def take_alpha(self, alpha: float, lane: int, gesture: int) -> None:
        """Take an alpha over from a sweep of that run; into all where none was forked."""
        self._send(SetAlpha(alpha, lane if self._forked else None, gesture))

    def set_order(self, order: Order) -> None:
        """Set what each step learns from."""
        self._send(SetOrder(order, self._meant))

    def set_rule(self, rule: Rule, lane: int, gesture: int) -> None:
        """Set the rule of the run that is looked at: the others may be there to compare it with."""
        several = len(self._presenter.shown.lanes) > 1
        self._send(SetRule(rule, lane if several else None, gesture))

    def set_weight(self, ref: WeightRef, value: float, gesture: int) -> None:
        """Set a weight, unless it is the answer to a question."""
        if not self._takes_dot(ref, value):
            self._send(SetWeight(ref, value, gesture))

    def set_weights(self, wanted: Sequence[tuple[WeightRef, float]], gesture: int) -> None:
        """Set several weights at once."""
        for ref, value in wanted:
            self._send(SetWeight(ref, value, gesture))

    def freeze(self, ref: WeightRef, frozen: bool) -> None:
        """Freeze or unfreeze a weight."""
        self._send(Freeze(ref, frozen))

    def freeze_selected(self) -> None:
        """Freeze or unfreeze the selected weight; with none selected, the first is selected, to be seen."""
        ref = self._presenter.selected
        if ref is None:
            self._presenter.select(WeightRef(self._presenter.lane, 0, 0))
            return
        frozen = bool(self._presenter.shown.lanes[ref.lane].frozen[ref.output, ref.input])
        self._send(Freeze(ref, not frozen))

    def freeze_pixels(self, pixels: tuple[int, ...], frozen: bool, output: int | None, gesture: int) -> None:
        """Freeze or unfreeze pixels' weights, into one output or into all (None)."""
        self._send(FreezePixels(pixels, frozen, output, gesture=gesture))

    def set_input(self, lane: int, row: int, column: int, value: float, gesture: int) -> None:
        """Set an input in every run that has it: runs side by side have the same data, forks may not."""
        for index, place in self._sharing(lane, column, lambda each: each.examples.input_names):
            self._send(SetInput(row, place, value, index, gesture))

    def set_target(self, lane: int, row: int, column: int, value: float, gesture: int) -> None:
        """Set a target in every run that has it, as with inputs."""
        for index, place in self._sharing(lane, column, lambda each: each.examples.target_names):
            self._send(SetTarget(row, place, value, index, gesture))

    def apply(self, remedy: Remedy) -> None:
        """Do what a hint says would help: what of it is logged is one undo."""
        gesture = next_gesture()
        for command in remedy.commands:
            self._send(replace(command, gesture=gesture) if isinstance(command, LOGGED) else command)

    def _sharing(
        self, lane: int, column: int, names: Callable[[Lane], Sequence[str]]
    ) -> list[tuple[int, int]]:
        """The runs meant that have this column of that run too, each with the column's place in it."""
        lanes = self._presenter.shown.lanes
        name = names(lanes[lane])[column]
        return [
            (index, names(each).index(name))
            for index, each in enumerate(lanes)
            if name in names(each) and (index == lane or self._meant is None)
        ]
