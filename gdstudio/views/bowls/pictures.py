"""From a snapshot's lanes to the bowls there are, and to what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.images import Images
from gdstudio.core.landscape import Bowl
from gdstudio.core.network import weight_name
from gdstudio.lessons.factors import INPUT, WEIGHT, factors, products, zero
from gdstudio.lessons.remarks import INPUT_ZERO, of_weight
from gdstudio.messages import WeightRef
from gdstudio.numerals import TIMES
from gdstudio.views.bowls.bowl import Shown
from gdstudio.views.bowls.items import Picture, Rival
from gdstudio.views.bowls.means import Means, bowl_at, over_all
from gdstudio.views.bowls.text import INPUTS_0, WEIGHT_0, Label, Product
from gdstudio.views.kit.lanes import families

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.landscape import MeanBowls
    from gdstudio.messages import Lane
    from gdstudio.views.bowls.chosen import Place

MOST_BESIDE = 6
"""Lanes of one shape are drawn into the same bowls when together they have more weights than this."""


class Role(NamedTuple):
    """One bowl: which weight it is of, what it is called, and into which output the weight leads."""

    ref: WeightRef
    label: Label
    output: str


def layers(lanes: Sequence[Lane]) -> list[list[int]]:
    """The lanes in groups that share bowls, each by its number; of each group one is in front.

    Forks are always with the run they were forked from. A scene's own runs of one shape are together where
    they have too many weights to stand side by side.
    """
    groups = families(lanes)
    shapes = [lanes[group[0]].now.weights.shape for group in groups]
    if len(set(shapes)) == 1 and sum(m * n for m, n in shapes) > MOST_BESIDE:
        return [list(range(len(lanes)))]
    return groups


def overlaid(lanes: Sequence[Lane]) -> bool:
    """Whether some lanes are drawn into the bowls of another."""
    return any(len(group) > 1 for group in layers(lanes))


def lanes_beside(lanes: Sequence[Lane], front: int, places: Sequence[Place] | None = None) -> list[int]:
    """Which lanes have bowls of their own; where bowls are chosen (`places`), only the one in front."""
    if places is not None:
        return [front]
    return [front if front in group else group[0] for group in layers(lanes)]


def roles_of(lanes: Sequence[Lane], front: int, places: Sequence[Place] | None = None) -> list[Role]:
    """All bowls, lane by lane and row by row; or those of the chosen places."""
    return [
        _role(lanes[index], index, k, j)
        for index in lanes_beside(lanes, front, places)
        for k, j in _places(lanes[index], places)
    ]


def shown_of(lanes: Sequence[Lane], front: int, places: Sequence[Place] | None = None) -> list[Shown]:
    """What they show, in the same order."""
    shown, groups = [], layers(lanes)
    for index in lanes_beside(lanes, front, places):
        group = next(group for group in groups if index in group)
        rivals = [(other, lanes[other]) for other in group if other != index]
        shown += _shown_in(lanes[index], rivals, _places(lanes[index], places))
    return shown


def _places(lane: Lane, places: Sequence[Place] | None) -> Sequence[tuple[int, int]]:
    outputs, inputs = lane.now.weights.shape
    return [(k, j) for k in range(outputs) for j in range(inputs)] if places is None else places


def _role(lane: Lane, index: int, k: int, j: int) -> Role:
    outputs, inputs = lane.examples.target_names, lane.examples.input_names
    letters = "" if isinstance(lane.examples, Images) else weight_name(k * len(inputs) + j)
    to = outputs[k] if len(outputs) > 1 or not letters else ""
    return Role(WeightRef(index, k, j), Label(letters, inputs[j], to), outputs[k])


def _shown_in(
    lane: Lane, rivals: Sequence[tuple[int, Lane]], places: Sequence[tuple[int, int]]
) -> list[Shown]:
    """What the bowls of one lane show.

    Rivals, each with its number, are measured as the lane is: over all examples, or on the present one.
    """
    means = Means.of(lane)
    others = [
        (run, rival, None if means is None else rival.over_all or over_all(rival, rival.now.weights))
        for run, rival in rivals
    ]
    return [Shown(_picture(lane, means, others, k, j), _product(lane, k, j)) for k, j in places]


def _picture(
    lane: Lane,
    means: Means | None,
    rivals: Sequence[tuple[int, Lane, MeanBowls | None]],
    k: int,
    j: int,
) -> Picture:
    """The curves and marks of weight (k, j). Where there are several examples, the main one is the mean."""
    now, before = lane.now, lane.before
    others = tuple(Rival(run, bowl_at(rival, measure, k, j)) for run, rival, measure in rivals)
    if means is None:
        return Picture(
            Bowl.of(now, k, j),
            None if before is None else Bowl.of(before, k, j),
            tuple((float(step.weights[k, j]), float(step.error[k])) for step in lane.ahead),
            _star(lane, k, j),
            others,
        )
    return Picture(
        means.now.bowl(now.weights, k, j),
        None if before is None or means.before is None else means.before.bowl(before.weights, k, j),
        tuple(
            (float(step.weights[k, j]), float(error[k]))
            for step, error in zip(lane.ahead, means.ahead, strict=True)
        ),
        _end(lane, means, k, j),
        others,
        Bowl.of(now, k, j),
    )


def _product(lane: Lane, k: int, j: int) -> Product:
    """How the weight_delta comes about: of which two numbers, by the recipe, and of how many examples."""
    left, right = factors(lane, k, j)
    each, why = products(lane, k, j), zero(lane, k, j)
    flat: tuple[str, ...] = WEIGHT_0 if why == WEIGHT else () if not why else INPUTS_0
    # In a full batch there is no one example to remark on, and with a misprint other things hold.
    said = of_weight(lane, k, j) if each is None and lane.rule is Rule.CORRECT else None
    if each is None and why == INPUT:
        flat = INPUT_ZERO
    frozen = bool(lane.frozen[k, j])
    return Product(
        left.value,
        right.value,
        frozen,
        f"{left.kind} {TIMES} {right.kind}",
        None if each is None else float(lane.now.free_weight_deltas[k, j]),
        1 if each is None else len(each),
        flat,
        said.brief if said is not None and not flat and (lane.now.residual[k] == 0 or not frozen) else (),
        said.sentence if said is not None else "",
        hidden=bool(np.isnan(lane.now.free_weight_deltas[k, j])),
    )


def _star(lane: Lane, k: int, j: int) -> tuple[float, float] | None:
    """Where descent ends: at error 0, or where the dot is if nothing into this output can learn."""
    if lane.destination is None:
        return None
    stays = bool((lane.destination[k] == lane.now.weights[k]).all())
    return float(lane.destination[k, j]), float(lane.now.error[k]) if stays else 0.0


def _end(lane: Lane, means: Means, k: int, j: int) -> tuple[float, float] | None:
    """Where descent ends that learns from all examples at once.

    With examples one at a time a lane's destination is the present example's, and the next one leads
    elsewhere: there is nothing to mark.
    """
    if lane.order.taking is not Taking.FULL_BATCH or lane.destination is None or means.end is None:
        return None
    return float(lane.destination[k, j]), float(means.end[k])
