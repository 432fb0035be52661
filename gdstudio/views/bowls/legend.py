"""What the bowls' curves are where several examples are trained on: a line above them, and its tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.views.kit.frames import is_fast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Lane, Snapshot

_CURVES = (
    "Solid: the mean error {over} against the weight; the dot and its slope belong to it. "
    "Thin, with a small square: the error of {example} alone. "
    "Dotted: the least mean error that this weight can reach while the others stay. "
    "Hollow dots: the mean error after the next steps. "
)
_STEP = "This step goes down the {which} curve: weight_delta is half its slope, or 0 if frozen. "
_NO_END = (
    "No star: with examples one at a time each leads to a bottom of its own, and there is no one place where "
    "it ends."
)
_END = "A star marks where it will end, if it gets there and nothing is changed."


class Legend(NamedTuple):
    """A line in some wordings, the longest first, and what is said at length."""

    wordings: tuple[str, ...]
    told: str


NO_LEGEND = Legend(("",), "")


def legend_of(snapshot: Snapshot, lanes: Sequence[Lane]) -> Legend:
    """Say what the curves are that the bowls of these lanes show; nothing where only one example counts."""
    if any(lane.over_all is None for lane in lanes):
        return NO_LEGEND
    lane, alike = lanes[-1], len({(len(lane.examples), lane.row) for lane in lanes}) == 1
    over, mean = f"over {len(lane.examples)} examples", f"mean of {len(lane.examples)}"
    if not alike:
        over, mean = "over the examples", "mean"
    # At speed the example changes faster than it can be read.
    example = f"example {lane.row + 1}" if alike and not is_fast(snapshot) else "this step’s example"
    wordings = (
        f"solid: mean {over} · thin: {example}",
        f"solid: {mean} · thin: {example}",
        f"{mean} · thin: {example}",
        "solid: mean",
    )
    whole = lane.order.taking is Taking.FULL_BATCH
    told = _CURVES.format(over=over, example=example)
    if lane.rule is Rule.CORRECT:
        told += _STEP.format(which="solid" if whole else "thin")
    return Legend(wordings, told + (_END if whole else _NO_END))
