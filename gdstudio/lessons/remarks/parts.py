"""Remarks on inputs, weights and outputs: an input of 0 or below 0, frozen weights, what can't change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.examples import LARGEST_VALUE, Examples
from gdstudio.core.network import weight_name
from gdstudio.lessons.remarks import words
from gdstudio.lessons.remarks.remark import Kind, Part, Remark, Remedy, Said, Spot, importance_of
from gdstudio.lessons.remarks.seen import learns_from_several
from gdstudio.messages import Freeze, FreezePixels, WeightRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.core.network import BoolArray
    from gdstudio.lessons.remarks.seen import Seen
    from gdstudio.messages import Lane

_NEAR = 0.9
"""From this part of the largest value on, a value is near it."""


def inputs(seen: Seen) -> Iterator[Remark]:
    """Inputs of 0 and below; more than a word in its place where it is so in all examples trained on."""
    if seen.table is None or not seen.correct:
        return
    lowest, highest = seen.taught.min(axis=0).tolist(), seen.taught.max(axis=0).tolist()
    for j, value in enumerate(seen.lane.now.input.tolist()):
        kind = Kind.INPUT_ZERO if value == 0 else Kind.INPUT_NEGATIVE
        always = lowest[j] == highest[j] == 0 if value == 0 else highest[j] < 0
        said = of_input(seen.lane, j, always=always and seen.several)
        if said is not None:
            yield Remark(
                kind, seen.index, Spot(Part.INPUT, input=j), said, None, importance_of(kind) if always else 0
            )


def of_input(lane: Lane, column: int, *, always: bool = False) -> Said | None:
    """What there is to say of an input of the present example; `always`: of all of several examples."""
    value, names = float(lane.now.input[column]), lane.examples.input_names
    if value > 0:
        return None
    n_outputs, n_inputs = lane.now.weights.shape
    weights = [weight_name(k * n_inputs + column) for k in range(n_outputs)]
    if value == 0:
        return words.input_zero(names[column], weights, always=always)
    return words.input_negative(names[column], value, weights, always=always)


def frozen_weights(seen: Seen) -> Iterator[Remark]:
    """Frozen weights that their deltas would move; more than a word where it was the user who froze them.

    Those that the scene begins with are what its own text is about.
    """
    lane, kind = seen.lane, Kind.FROZEN
    if seen.table is None or not lane.frozen.any():
        return
    by_hand = _places(lane.frozen & ~lane.start.frozen)
    if by_hand and not lane.frozen.all():
        said = words.these_frozen([seen.weight(*place) for place in by_hand])
        remedy = unfreeze(seen, by_hand)
        yield Remark(kind, seen.index, Spot(Part.RUN), said, remedy, importance_of(kind))
    for k, j in _places(lane.frozen & (lane.now.free_weight_deltas != 0)):
        would_be, weight = float(lane.now.free_weight_deltas[k, j]), float(lane.now.weights[k, j])
        said = words.frozen(seen.weight(k, j), weight, would_be)
        yield Remark(kind, seen.index, Spot(Part.WEIGHT, k, j), said)


def _places(chosen: BoolArray) -> list[tuple[int, int]]:
    return [(int(k), int(j)) for k, j in np.argwhere(chosen)]


def everything_frozen(seen: Seen) -> Iterator[Remark]:
    """All weights are frozen."""
    if not seen.lane.frozen.all():
        return
    if seen.table is None:
        pixels = tuple(range(seen.lane.frozen.shape[1]))
        remedy = Remedy("unfreeze all", (FreezePixels(pixels, frozen=False, lane=seen.index),))
    else:
        remedy = Remedy("unfreeze all", unfreeze(seen, _places(seen.lane.frozen)).commands)
    kind, said = Kind.ALL_FROZEN, words.every_weight_frozen()
    yield Remark(kind, seen.index, Spot(Part.RUN), said, remedy, importance_of(kind))


def unfreeze(seen: Seen, places: Sequence[tuple[int, int]]) -> Remedy:
    """Unfreeze the weights at these places."""
    names = [seen.weight(*place) for place in places]
    commands = tuple(Freeze(WeightRef(seen.index, *place), frozen=False) for place in places)
    return Remedy(f"unfreeze {words.joined(names)}", commands)


def stuck_outputs(seen: Seen) -> Iterator[Remark]:
    """Outputs with a delta that nothing can change: on all that is trained on, or just in this example."""
    lane, kind = seen.lane, Kind.STUCK
    if seen.table is None or not seen.correct or lane.frozen.all():
        return
    can_learn: list[bool] = (seen.learning != 0).any(axis=1).tolist()
    for k, left in enumerate(seen.deltas_left):
        spot = Spot(Part.OUTPUT, k)
        if can_learn[k] or not left:
            said = of_output(lane, k)
            if said is not None:
                yield Remark(kind, seen.index, spot, said)
            continue
        delta = None if seen.several else float(lane.now.residual[k])
        frozen = float(lane.frozen[k].mean())
        said = words.stuck(lane.examples.target_names[k], delta, frozen=frozen, always=seen.several)
        idle = (lane.frozen[k] & (seen.taught != 0).any(axis=0)).tolist()
        places = [(k, j) for j, is_idle in enumerate(idle) if is_idle]
        remedy = unfreeze(seen, places) if places else None
        yield Remark(kind, seen.index, spot, said, remedy, importance_of(kind))


def of_output(lane: Lane, output: int) -> Said | None:
    """What there is to say of an output on the present example, by the correct recipe; None if nothing."""
    delta = float(lane.now.residual[output])
    free = ~lane.frozen[output]
    if delta == 0 or (lane.now.input[free] != 0).any():
        return None
    name = lane.examples.target_names[output]
    return words.stuck(name, delta, frozen=1 - float(free.mean()), always=False)


def of_weight(lane: Lane, output: int, column: int) -> Said | None:
    """What there is to say of a weight on the present example, the most telling; None for a usual one.

    Args:
        lane: the run, following the correct recipe.
        output: where the weight leads, from 0.
        column: which input it multiplies, from 0.
    """
    is_table = isinstance(lane.examples, Examples)  # of an image's weights, letters would tell nothing
    name = weight_name(output * lane.now.weights.shape[1] + column) if is_table else "this weight"
    delta, value = float(lane.now.residual[output]), float(lane.now.input[column])
    if value == 0:
        return words.input_zero(lane.examples.input_names[column], [name])
    if delta == 0:
        return words.bottom_here(several=learns_from_several(lane))
    if lane.frozen[output, column]:
        would_be = float(lane.now.free_weight_deltas[output, column])
        return words.frozen(name, float(lane.now.weights[output, column]), would_be)
    if value < 0:
        return words.input_negative(lane.examples.input_names[column], value, [name])
    return None


def large_values(seen: Seen) -> Iterator[Remark]:
    """Inputs, targets and weights that are near the largest value there may be."""
    table = seen.table
    if table is None:
        return
    now, kind = seen.lane.now, Kind.NEAR_LARGEST
    for part, names, values in (
        (Part.INPUT, table.input_names, now.input.tolist()),
        (Part.OUTPUT, table.target_names, now.true.tolist()),
    ):
        for index, (name, value) in enumerate(zip(names, values, strict=True)):
            if _is_near_largest(value):
                spot = Spot(part, input=index) if part is Part.INPUT else Spot(part, index)
                said = words.near_largest(name, value)
                yield Remark(kind, seen.index, spot, said, None, importance_of(kind))
    for k, row in enumerate(now.weights.tolist()):
        for j, weight in enumerate(row):
            if _is_near_largest(weight):
                said = words.near_largest(seen.weight(k, j), weight)
                spot = Spot(Part.WEIGHT, k, j)
                yield Remark(kind, seen.index, spot, said, None, importance_of(kind))


def _is_near_largest(value: float) -> bool:
    return _NEAR * LARGEST_VALUE <= abs(value) <= LARGEST_VALUE
