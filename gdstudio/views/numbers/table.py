"""What the numbers panel says: the step in progress as rows of text, for the screen and the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gdstudio import numerals
from gdstudio.core.descent import Phase, Rule
from gdstudio.core.network import weight_name, weight_names
from gdstudio.lessons.remarks import of_weight
from gdstudio.messages import WeightRef
from gdstudio.views.numbers.factor import Factor, factor

if TYPE_CHECKING:
    from gdstudio.lessons.remarks import Said
    from gdstudio.messages import Lane, Snapshot

OUTPUT_COLUMNS = ("pred", "true", "delta", "error")
WEIGHT_COLUMNS = ("input", "weight", "weight_delta", "next")
OUTPUT_PHASES = (Phase.PREDICT, None, Phase.COMPARE, Phase.COMPARE)
WEIGHT_PHASES = (None, None, Phase.WEIGHT_DELTAS, Phase.LEARN)
_SIGNED = ("delta", "weight_delta")


class Cell(NamedTuple):
    """One number.

    Attributes:
        text: as it is written.
        sign: of a number whose colour tells its sign (delta and weight_delta), else 0.
        known: it has been worked out by the phase that is looked at.
    """

    text: str
    sign: float
    known: bool


@dataclass(frozen=True)
class OutputRow:
    """One output's numbers, in the order of ``OUTPUT_COLUMNS``.

    Attributes:
        name: what the output is called.
        cells: its numbers.
        ref: the weight that a click on it selects, or None.
    """

    name: str
    cells: tuple[Cell, ...]
    ref: WeightRef | None = None


@dataclass(frozen=True)
class WeightRow:
    """One weight's numbers, in the order of ``WEIGHT_COLUMNS``.

    Attributes:
        ref, name, input_name, frozen: which weight it is.
        cells: its numbers.
        tip: what is said of it when it is pointed at.
        note: a word beside the weight_delta, or "".
    """

    ref: WeightRef
    name: str
    input_name: str
    frozen: bool
    cells: tuple[Cell, ...]
    tip: str
    note: str = ""


@dataclass(frozen=True)
class NumberTable:
    """Everything the panel shows.

    Attributes:
        head: whose numbers these are.
        outputs: a row for each.
        weights: a row for each; of an image's weights only the selected one.
        factor: what a step does to a delta.
        lit: the phase that is looked at.
        total: the sum of the errors, where there are many outputs.
        heading: which weight is meant, where one stands for many.
    """

    head: str
    outputs: tuple[OutputRow, ...]
    weights: tuple[WeightRow, ...]
    factor: Factor
    lit: Phase | None
    total: OutputRow | None = None
    heading: str = ""

    def in_words(self) -> str:
        """The outputs' numbers, for a screen reader."""
        rows = (
            f"{row.name}: "
            + ", ".join(f"{name} {cell.text}" for name, cell in zip(OUTPUT_COLUMNS, row.cells, strict=True))
            for row in self.outputs
        )
        return f"{self.head}. " + "; ".join(rows) + "."


def number_table(
    snapshot: Snapshot,
    lane_index: int,
    output: int,
    chars: int,
    *,
    outputs: slice = slice(None),
    weights: slice = slice(None),
) -> NumberTable:
    """Write the numbers of one lane's step.

    Args:
        snapshot: what is shown.
        lane_index: which lane.
        output: whose delta the factor is about.
        chars: how many characters a number may take; longer ones lose digits.
        outputs: which of them, by their places from 0.
        weights: the same, counted row by row.
    """
    lane = snapshot.lanes[lane_index]
    columns = lane.now.weights.shape[1]
    phase, lit = phases(snapshot)
    return NumberTable(
        _head(snapshot, lane),
        tuple(_output_row(lane, k, phase, chars) for k in range(len(lane.now.pred))[outputs]),
        tuple(
            _weight_row(snapshot, WeightRef(lane_index, *divmod(index, columns)), phase, chars)
            for index in range(lane.now.weights.size)[weights]
        ),
        factor(lane, output),
        lit,
    )


def phases(snapshot: Snapshot) -> tuple[Phase, Phase | None]:
    """Up to which phase numbers are known, and which one is lit: none while whole steps go by."""
    if snapshot.playing and not snapshot.speed.by_phase:
        return Phase.LEARN, None
    return snapshot.phase, snapshot.phase


def _head(snapshot: Snapshot, lane: Lane) -> str:
    label = f"{lane.start.label} · " if len(snapshot.lanes) > 1 else ""
    batch = "" if lane.now.batch is None else " · full batch"
    return f"{label}step {snapshot.step} · example {lane.row + 1} of {len(lane.examples)}{batch}"


def fitted(value: float, chars: int, *, as_given: bool = False) -> str:
    """Write a number with four significant digits, or as many fewer as `chars` characters demand.

    `as_given` is for what people typed: 8.5 stays 8.5.
    """
    write = numerals.compact if as_given else numerals.number
    for text in (write(value, 4), write(value, 3)):
        if len(text) <= chars:
            return text
    for digits in (3, 2, 1):
        text = f"{value:.{digits - 1}e}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
        if len(text) <= chars:
            break
    return text.replace("-", numerals.MINUS)


def cells(
    names: tuple[str, ...],
    phases: tuple[Phase | None, ...],
    values: tuple[float, ...],
    phase: Phase,
    chars: int,
) -> tuple[Cell, ...]:
    """Write the numbers of one row, each known from a phase on or always (None)."""
    return tuple(
        Cell(
            fitted(value, chars, as_given=name in ("true", "input")),
            value if name in _SIGNED else 0.0,
            needed is None or needed.value <= phase.value,
        )
        for name, needed, value in zip(names, phases, values, strict=True)
    )


def _output_row(lane: Lane, k: int, phase: Phase, chars: int) -> OutputRow:
    now = lane.now
    values = (float(now.pred[k]), float(now.true[k]), float(now.delta[k]), float(now.error[k]))
    return OutputRow(
        lane.examples.target_names[k], cells(OUTPUT_COLUMNS, OUTPUT_PHASES, values, phase, chars)
    )


def _weight_row(snapshot: Snapshot, ref: WeightRef, phase: Phase, chars: int) -> WeightRow:
    lane, k, j = snapshot.lanes[ref.lane], ref.output, ref.input
    now, name = lane.now, weight_name(k * lane.now.weights.shape[1] + j)
    values = (now.input[j], now.weights[k, j], now.weight_deltas[k, j], now.new_weights[k, j])
    written = cells(WEIGHT_COLUMNS, WEIGHT_PHASES, tuple(map(float, values)), phase, chars)
    frozen = bool(lane.frozen[k, j])
    said = _said(snapshot, lane, k, j)
    note = "frozen" if frozen else "" if said is None else said.brief[-1]
    tip = _tip(lane, k, j, name, "" if said is None else said.sentence)
    return WeightRow(ref, name, lane.examples.input_names[j], frozen, written, tip, note)


def _said(snapshot: Snapshot, lane: Lane, k: int, j: int) -> Said | None:
    """What there is to remark on a weight; not in a full batch, nor with a misprint, nor under a question."""
    usual = lane.rule is Rule.CORRECT and lane.now.batch is None and not snapshot.hidden
    return of_weight(lane, k, j) if usual else None


def _tip(lane: Lane, k: int, j: int, name: str, remark: str) -> str:
    lines = [f"{name}: {lane.examples.input_names[j]} → {lane.examples.target_names[k]}"]
    if lane.now.batch is not None:
        lines.append(f"weight_delta: the mean over all {len(lane.examples)} examples")
    if remark:
        lines.append(remark)
    elif lane.frozen[k, j]:
        would_be = numerals.compact(float(lane.now.free_weight_deltas[k, j]))
        lines.append(f"frozen: weight_delta would be {would_be} → 0")
    return "\n".join(lines)


def tab_separated(snapshot: Snapshot, lane_index: int) -> str:
    """The same numbers with all their digits, to be pasted into a spreadsheet."""
    lane, now = snapshot.lanes[lane_index], snapshot.lanes[lane_index].now
    rows: list[tuple[object, ...]] = [
        ("step", snapshot.step),
        ("example", lane.row + 1),
        ("alpha", lane.alpha),
    ]
    if lane.rule is not Rule.CORRECT:
        rows.append(("recipe", lane.rule.words))
    if now.batch is not None:
        rows.append(("full batch", f"weight_delta is the mean over all {len(lane.examples)} examples"))
        rows.append(("mean error", now.total_error))
    if len(snapshot.lanes) > 1:
        rows.append(("run", lane.start.label))
    rows += [(), ("output", *OUTPUT_COLUMNS)]
    columns = (now.pred.tolist(), now.true.tolist(), now.delta.tolist(), now.error.tolist())
    rows += zip(lane.examples.target_names, *columns, strict=True)
    rows += [(), ("name", "input name", *WEIGHT_COLUMNS[:-1], "next weight", "frozen")]
    for k, names in enumerate(weight_names(now.weights.shape)):
        rows += zip(
            names,
            lane.examples.input_names,
            now.input.tolist(),
            now.weights[k].tolist(),
            now.weight_deltas[k].tolist(),
            now.new_weights[k].tolist(),
            ["yes" if frozen else "no" for frozen in lane.frozen[k].tolist()],
            strict=True,
        )
    return "\n".join("\t".join(map(str, row)) for row in rows) + "\n"
