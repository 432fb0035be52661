"""What the numbers panel says of an image: the outputs, the sum of their errors, and one pixel's weight."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from gdstudio import numerals
from gdstudio.core.descent import Phase
from gdstudio.core.landscape import steepness
from gdstudio.lessons.remarks import INPUT_ZERO
from gdstudio.messages import Source, WeightRef
from gdstudio.views.kit.looked_at import image_name
from gdstudio.views.numbers.factor import Factor
from gdstudio.views.numbers.table import (
    OUTPUT_COLUMNS,
    OUTPUT_PHASES,
    WEIGHT_COLUMNS,
    WEIGHT_PHASES,
    Cell,
    NumberTable,
    OutputRow,
    WeightRow,
    cells,
    phases,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.descent import Step
    from gdstudio.messages import Gallery, Lane, Snapshot

_NOTHING = Cell("–", 0.0, known=False)
_HINT = "Click a pixel of a picture to see its weight here"


class _Looked(NamedTuple):
    """The image looked at, and how far its numbers are known."""

    lane: Lane
    seen: Step
    source: Source
    phase: Phase
    lit: Phase | None


def _looked(snapshot: Snapshot, gallery: Gallery) -> _Looked:
    """Only the step's own image goes through the phases; on others everything is known."""
    source = gallery.looked_at.source
    phase, lit = phases(snapshot) if source is Source.STEP else (Phase.LEARN, None)
    return _Looked(snapshot.lanes[-1], gallery.seen, source, phase, lit)


def image_table(
    snapshot: Snapshot, gallery: Gallery, selected: WeightRef | None, output: int, chars: int
) -> NumberTable:
    """Write the numbers of the image that is looked at.

    Args:
        snapshot: what is shown.
        gallery: its gallery.
        selected: the weight that is selected.
        output: whose delta the factor is about.
        chars: how many characters a number may take; longer ones lose digits.
    """
    looked = _looked(snapshot, gallery)
    pixel = None if selected is None else selected.input
    outputs = tuple(_output_row(looked, k, pixel, chars) for k in range(len(looked.seen.pred)))
    weights: tuple[WeightRow, ...] = ()
    heading = _HINT
    if selected is not None:
        names = looked.lane.examples
        weights = (_weight_row(looked, selected, chars),)
        heading = f"{names.input_names[selected.input]} → {names.target_names[selected.output]}"
    head = f"step {numerals.grouped(snapshot.step)} · {image_name(snapshot)}"
    factor = _factor(looked, selected, output)
    return NumberTable(head, outputs, weights, factor, looked.lit, _total(looked, outputs), heading)


def _output_row(looked: _Looked, k: int, pixel: int | None, chars: int) -> OutputRow:
    seen = looked.seen
    values = (float(seen.pred[k]), float(seen.true[k]), float(seen.delta[k]), float(seen.error[k]))
    row = cells(OUTPUT_COLUMNS, OUTPUT_PHASES, values, looked.phase, chars)
    if looked.source is Source.DRAWN:  # without a label there is nothing to compare with
        row = (row[0], _NOTHING, _NOTHING, _NOTHING)
    ref = None if pixel is None else WeightRef(0, k, pixel)
    return OutputRow(looked.lane.examples.target_names[k], row, ref)


def _total(looked: _Looked, outputs: Sequence[OutputRow]) -> OutputRow:
    cell = _NOTHING
    if looked.source is not Source.DRAWN:
        text = closing_sum([row.cells[-1].text for row in outputs], looked.seen.total_error)
        cell = Cell(text, 0.0, Phase.COMPARE.value <= looked.phase.value)
    return OutputRow("sum", (Cell("", 0.0, known=True),) * 3 + (cell,))


def closing_sum(terms: Sequence[str], total: float) -> str:
    """Write a sum with three digits; with ≈ where the terms as written add up to another last digit."""
    text = numerals.number(total, 3)
    try:
        shown, added = Decimal(text), sum(map(Decimal, terms), Decimal(0))
    except ArithmeticError:  # one of them is written as ∞
        return text
    closes = added.quantize(Decimal(1).scaleb(int(shown.as_tuple().exponent)), ROUND_HALF_UP) == shown
    return text if closes else f"≈ {text}"


def _weight_row(looked: _Looked, ref: WeightRef, chars: int) -> WeightRow:
    seen, (_, k, j) = looked.seen, ref
    values = (
        float(seen.input[j]),
        float(seen.weights[k, j]),
        float(seen.weight_deltas[k, j]),
        float(seen.new_weights[k, j]),
    )
    row = cells(WEIGHT_COLUMNS, WEIGHT_PHASES, values, looked.phase, chars)
    if looked.source is Source.DRAWN:
        row = (*row[:2], _NOTHING, _NOTHING)
    elif looked.source is not Source.STEP:  # no step is taken on it
        row = (*row[:3], _NOTHING)
    frozen = bool(looked.lane.frozen[k, j])
    tip = f"{looked.lane.examples.input_names[j]} → {looked.lane.examples.target_names[k]}"
    return WeightRow(ref, "", "", frozen, row, tip, "frozen" if frozen else "")


def _factor(looked: _Looked, selected: WeightRef | None, output: int) -> Factor:
    lane = looked.lane
    if looked.source is Source.DRAWN:
        return Factor("a drawing has no label: no δ, no error")
    if looked.source is not Source.STEP:
        remark = _remark(looked, selected)
        return Factor("only looked at: no step is taken on it", remark=remark)
    s = float(steepness(looked.seen.input, lane.frozen)[output])
    formula = f"1 − α·{numerals.compact(s)} = {numerals.compact(1 - lane.alpha * s)}"
    whose = f"{lane.examples.target_names[output]}’s δ"
    remark = _remark(looked, selected) or "S = Σ input² over unfrozen pixels"
    return Factor(f"on this image, a step multiplies {whose} by", f"1 − α·S = {formula}", formula, remark)


def _remark(looked: _Looked, selected: WeightRef | None) -> str:
    if selected is None:
        return ""
    _, k, j = selected
    if looked.lane.frozen[k, j]:
        would_be = numerals.compact(float(looked.seen.free_weight_deltas[k, j]))
        return f"frozen: weight_delta would be {would_be} → 0"
    return INPUT_ZERO[0] if looked.seen.input[j] == 0 else ""


def image_tab_separated(snapshot: Snapshot, gallery: Gallery, selected: WeightRef | None) -> str:
    """The same numbers with all their digits. Of thousands of weights only the selected one."""
    lane, seen = snapshot.lanes[-1], gallery.seen
    label = "" if gallery.label is None else lane.examples.target_names[gallery.label]
    rows: list[tuple[object, ...]] = [
        ("step", snapshot.step),
        ("image", image_name(snapshot).replace("\N{THIN SPACE}", "")),
        ("label", label),
        ("alpha", lane.alpha),
    ]
    labelled = gallery.looked_at.source is not Source.DRAWN
    columns = (seen.pred.tolist(), seen.true.tolist(), seen.delta.tolist(), seen.error.tolist())
    known = len(columns) if labelled else 1
    rows += [(), ("output", *OUTPUT_COLUMNS[:known])]
    rows += zip(lane.examples.target_names, *columns[:known], strict=True)
    if labelled:
        rows.append(("sum", "", "", "", seen.total_error))
    if selected is not None:
        _, k, j = selected
        frozen = "yes" if lane.frozen[k, j] else "no"
        values = (seen.input[j], seen.weights[k, j], seen.weight_deltas[k, j], seen.new_weights[k, j])
        known = 2 if not labelled else 4 if gallery.looked_at.source is Source.STEP else 3
        heads = (*WEIGHT_COLUMNS[:-1], "next weight")[:known]
        rows += [(), ("input name", "output", *heads, "frozen")]
        names = lane.examples.input_names[j], lane.examples.target_names[k]
        rows.append((*names, *map(float, values[:known]), frozen))
    return "\n".join("\t".join(map(str, row)) for row in rows) + "\n"
