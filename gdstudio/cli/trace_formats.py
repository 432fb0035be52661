"""How `trace` writes what it finds: JSON and CSV to be computed with. The table is `trace_table`'s.

Each format yields lines as the run goes on, so that a million steps need no more memory than one. All of
it is plain ASCII but for names: it must survive every terminal and pipe.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Protocol

from gdstudio.core.network import weight_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.cli.trace import Moment
    from gdstudio.core.descent import Step
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Scene
    from gdstudio.model.lanes import LaneState, States


class Format(Protocol):
    """What `trace` asks of a format.

    It is made from the scene with only the traced lanes, their states at step 1, and whether to say of
    each line which run it is from.
    """

    def opening(self) -> Iterator[str]:
        """The lines before the first step."""

    def lines(self, moment: Moment) -> Iterator[str]:
        """The lines of one moment."""


def _plain(array: FloatArray) -> list[float]:
    """Python floats, all bits kept; only −0.0 becomes 0.0."""
    values: list[float] = (array + 0.0).tolist()
    return values


def _limit(state: LaneState) -> float | None:
    """The smallest over the outputs of the alphas up to which descent is guaranteed not to diverge."""
    return min((limit for limit in state.setting.limits.by_output if limit is not None), default=None)


class JsonFormat:
    """One object a line, run and step, then a final one for each run."""

    def __init__(self, scene: Scene, _states: States, named: bool) -> None:
        self._runs = [{"run": lane.name} if named else {} for lane in scene.lanes]

    def opening(self) -> Iterator[str]:
        """Nothing: every line is an object."""
        yield from ()

    def lines(self, moment: Moment) -> Iterator[str]:
        """One object for each run."""
        for index, (run, state, numbers) in enumerate(
            zip(self._runs, moment.states, moment.numbers, strict=True)
        ):
            if moment.final:
                fields = self._final(moment, index)
            else:
                fields = {"step": moment.step, "example": state.row(moment.step) + 1}
                fields |= self._numbers(numbers)
                fields |= {"alpha": state.setting.alpha, "alpha_limit": _limit(state)}
            yield json.dumps(run | fields, allow_nan=False)

    @staticmethod
    def _numbers(numbers: Step) -> dict[str, object]:
        return {
            "input": _plain(numbers.input),
            "target": _plain(numbers.true),
            "pred": _plain(numbers.pred),
            "error": _plain(numbers.error),
            "total_error": numbers.total_error,
            "delta": _plain(numbers.delta),
            "weights": _plain(numbers.weights),
            "weight_deltas": _plain(numbers.weight_deltas),
        }

    @staticmethod
    def _final(moment: Moment, index: int) -> dict[str, object]:
        numbers = moment.numbers[index]
        return {
            "final": True,
            "weights": _plain(numbers.weights),
            "pred": _plain(numbers.pred),
            "error": _plain(numbers.error),
            "total_error": numbers.total_error,
            "diverged": moment.diverged[index],
        }


class CsvFormat:
    """One row a run and step, one column a number; the last row says whether the run diverged there."""

    def __init__(self, scene: Scene, _states: States, named: bool) -> None:
        self._runs = [[lane.name] if named else [] for lane in scene.lanes]
        examples = scene.lanes[-1].examples
        weights = [name for row in weight_names(examples.shape) for name in row]
        self._columns = ["run"] if named else []
        self._columns += ["step", "example"]
        self._columns += [f"input_{name}" for name in examples.input_names]
        for kind in ("target", "pred", "error"):
            self._columns += [f"{kind}_{name}" for name in examples.target_names]
        self._columns += ["total_error"]
        self._columns += [f"delta_{name}" for name in examples.target_names]
        self._columns += [f"weight_{name}" for name in weights]
        self._columns += [f"weight_delta_{name}" for name in weights]
        self._columns += ["alpha", "alpha_limit", "diverged"]

    def opening(self) -> Iterator[str]:
        """The names of the columns."""
        yield _csv_line(self._columns)

    def lines(self, moment: Moment) -> Iterator[str]:
        """One row for each run; none for the final moment, which is not a step."""
        if moment.final:
            return
        for index, (state, numbers) in enumerate(zip(moment.states, moment.numbers, strict=True)):
            row: list[object] = [*self._runs[index], moment.step, state.row(moment.step) + 1]
            for block in (numbers.input, numbers.true, numbers.pred, numbers.error):
                row += _plain(block)
            row += [numbers.total_error]
            for block in (numbers.delta, numbers.weights, numbers.weight_deltas):
                row += _plain(block.ravel())
            limit = _limit(state)
            row += [state.setting.alpha, "" if limit is None else limit]
            row += ["true" if moment.diverged[index] else "false"]
            yield _csv_line(row)


def _csv_line(values: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()
