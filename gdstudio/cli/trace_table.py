"""The table `trace` prints by default: rounded numbers in columns, to be read.

Plain ASCII but for names, and streamed: columns have a fixed width, whatever numbers are still to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.network import weight_names
from gdstudio.model.table_state import TableState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.cli.trace import Moment
    from gdstudio.messages import Scene
    from gdstudio.model.lanes import LaneState, States

_WIDTH = 10
"""Of a number: ``-1.235e300`` fits."""


class TableFormat:
    """Rounded numbers in columns, a line for each output, and sentences for the start and the end."""

    def __init__(self, scene: Scene, states: States, named: bool) -> None:
        self._scene = scene
        self._states = states
        examples = scene.lanes[-1].examples
        self._outputs = examples.target_names
        self._names = weight_names(examples.shape)
        # With one output the weights' own names head the columns; with several each column is an input's.
        several = len(self._outputs) > 1
        self._heads = list(examples.input_names) if several else self._names[0]
        self._run_width = max(len(lane.name) for lane in scene.lanes) if named else 0
        self._output_width = max(map(len, (*self._outputs, "output"))) if several else 0
        self._delta_width = max(_WIDTH, len("weight deltas") // len(self._heads))
        self._moment_height = len(scene.lanes) * len(self._outputs)

    def opening(self) -> Iterator[str]:
        """What is run, and the names of the columns."""
        yield f"{self._scene.id}: {self._scene.title}"
        for lane, state in zip(self._scene.lanes, self._states, strict=True):
            run = f"{lane.name}: " if self._run_width else ""
            yield f"{run}{self._described(state)}"
        if self._output_width:
            into = (
                f"{' '.join(row)} into {name}" for row, name in zip(self._names, self._outputs, strict=True)
            )
            yield f"weights {'; '.join(into)}"
        yield ""
        labels = self._labels("step", "example", "run", "output")
        group = len(self._heads) * (_WIDTH + 1) - 1
        deltas = len(self._heads) * (self._delta_width + 1) - 1
        numbers = [f"{name:>{_WIDTH}}" for name in ("pred", "delta", "error")]
        above = " " * (len(labels) + len(numbers) * (_WIDTH + 1))
        yield f"{above} {'weights':>{group}} {'weight deltas':>{deltas}}"
        numbers += [f"{name:>{_WIDTH}}" for name in self._heads]
        numbers += [f"{name:>{self._delta_width}}" for name in self._heads]
        yield " ".join([labels, *numbers])

    def lines(self, moment: Moment) -> Iterator[str]:
        """A line for each run and output; the final moment as sentences."""
        if moment.final:
            yield ""
            for index in range(len(moment.states)):
                yield from self._ending(moment, index)
            return
        if self._moment_height > 1 and moment.step > 1:
            yield ""
        for lane, state, numbers in zip(self._scene.lanes, moment.states, moment.numbers, strict=True):
            example = state.row(moment.step) + 1
            for k, output in enumerate(self._outputs):
                values = [numbers.pred[k], numbers.delta[k], numbers.error[k], *numbers.weights[k]]
                columns = [self._labels(str(moment.step), str(example), lane.name, output)]
                columns += [f"{rounded(value):>{_WIDTH}}" for value in values]
                columns += [f"{rounded(value):>{self._delta_width}}" for value in numbers.weight_deltas[k]]
                yield " ".join(columns)

    def _labels(self, step: str, example: str, run: str, output: str) -> str:
        text = f"{step:>7} {example:>7}"
        if self._run_width:
            text += f"  {run:<{self._run_width}}"
        if self._output_width:
            text += f"  {output:<{self._output_width}}"
        return text

    def _described(self, state: LaneState) -> str:
        setting = state.setting
        limit = setting.limits.diverges
        bound = "no limit" if limit is None else f"limit {rounded(limit)}"
        frozen = self._chosen(setting.frozen.tolist())
        return f"alpha {setting.alpha:g} ({bound}), frozen: {' '.join(frozen) or 'none'}{_recipe(state)}"

    def _chosen(self, mask: list[list[bool]]) -> list[str]:
        return [
            name
            for names, chosen in zip(self._names, mask, strict=True)
            for name, is_chosen in zip(names, chosen, strict=True)
            if is_chosen
        ]

    def _ending(self, moment: Moment, index: int) -> Iterator[str]:
        numbers = moment.numbers[index]
        run = f"{self._scene.lanes[index].name}: " if self._run_width else ""
        if moment.diverged[index]:
            why = _why(moment.states[index])
            yield f"{run}diverged: step {moment.step} is the last whose error is finite. {why}"
        taken = moment.step - 1
        names = (name for row in self._names for name in row)
        weights = ", ".join(
            f"{name} {rounded(value)}"
            for name, value in zip(names, numbers.weights.ravel().tolist(), strict=True)
        )
        steps = "1 step" if taken == 1 else f"{taken} steps"
        yield f"{run}after {steps}: error {rounded(numbers.total_error)}; weights {weights}"


def _recipe(state: LaneState) -> str:
    """What is unusual about a run's recipe."""
    at, text = state.setting, ""
    if isinstance(state, TableState) and state.setting.rule is not Rule.CORRECT:
        text += f", {state.setting.rule.words}"
    if at.order.taking is Taking.FULL_BATCH:
        text += (
            f", full batch: weight deltas are the means of {len(at.examples)} examples, pred, delta and error"
            f" those of example {at.order.example + 1}"
        )
    return text


def _why(state: LaneState) -> str:
    alpha, limits = state.setting.alpha, state.setting.limits
    limit = limits.diverges
    rule = state.setting.rule if isinstance(state, TableState) else Rule.CORRECT
    beyond = limit is not None and alpha > limit
    if rule is not Rule.CORRECT and not (rule is Rule.SWAPPED_OUTER_PRODUCT and beyond):
        return f"Its recipe has a misprint ({rule.value}); the limit holds for the correct one."
    if limit is not None and beyond:
        return f"Alpha {alpha:g} is above the limit {rounded(limit)}."
    if limits.guaranteed is not None and alpha > limits.guaranteed:
        return f"Alpha {alpha:g} is above {rounded(limits.guaranteed)}, below which nothing can diverge."
    return "Something that was set is too large."


def rounded(value: float) -> str:
    """Four significant digits in at most eleven characters: ``0.1``, ``-8.803e-5``, ``-1.235e300``."""
    if value == 0:
        return "0"
    mantissa, e, power = f"{value:.4g}".partition("e")
    return f"{mantissa}{e}{int(power)}" if e else mantissa
