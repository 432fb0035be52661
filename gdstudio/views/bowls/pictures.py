"""From a snapshot's lanes to the bowls there are, and to what each of them shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gdstudio.core.descent import Rule
from gdstudio.core.images import Images
from gdstudio.core.landscape import Bowl
from gdstudio.core.network import weight_name
from gdstudio.messages import WeightRef
from gdstudio.views.bowls.bowl import Shown
from gdstudio.views.bowls.items import Picture
from gdstudio.views.bowls.text import Label, Product

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.messages import Lane
    from gdstudio.views.bowls.chosen import Place

MOST_BESIDE = 6
"""Lanes of one shape are drawn into the same bowls when together they have more weights than this."""


class Role(NamedTuple):
    """One bowl: which weight it is of, what it is called, and into which output the weight leads."""

    ref: WeightRef
    label: Label
    output: str


def overlaid(lanes: Sequence[Lane]) -> bool:
    """Whether one lane is in front and the others are drawn into its bowls."""
    shapes = [lane.now.weights.shape for lane in lanes]
    return len(set(shapes)) == 1 < len(lanes) and sum(m * n for m, n in shapes) > MOST_BESIDE


def lanes_beside(lanes: Sequence[Lane], front: int, places: Sequence[Place] | None = None) -> list[int]:
    """Which lanes have bowls of their own; where bowls are chosen (`places`), only the one in front."""
    return [front] if places is not None or overlaid(lanes) else list(range(len(lanes)))


def roles_of(lanes: Sequence[Lane], front: int, places: Sequence[Place] | None = None) -> list[Role]:
    """All bowls, lane by lane and row by row; or those of the chosen places."""
    return [
        _role(lanes[index], index, k, j)
        for index in lanes_beside(lanes, front, places)
        for k, j in _places(lanes[index], places)
    ]


def shown_of(lanes: Sequence[Lane], front: int, places: Sequence[Place] | None = None) -> list[Shown]:
    """What they show, in the same order."""
    shown = []
    for index in lanes_beside(lanes, front, places):
        lane = lanes[index]
        rivals = [other for other in lanes if other is not lane] if overlaid(lanes) else []
        shown += [_shown(lane, rivals, k, j) for k, j in _places(lane, places)]
    return shown


def _places(lane: Lane, places: Sequence[Place] | None) -> Sequence[tuple[int, int]]:
    outputs, inputs = lane.now.weights.shape
    return [(k, j) for k in range(outputs) for j in range(inputs)] if places is None else places


def _role(lane: Lane, index: int, k: int, j: int) -> Role:
    outputs, inputs = lane.examples.target_names, lane.examples.input_names
    letters = "" if isinstance(lane.examples, Images) else weight_name(k * len(inputs) + j)
    to = outputs[k] if len(outputs) > 1 or not letters else ""
    return Role(WeightRef(index, k, j), Label(letters, inputs[j], to), outputs[k])


def _shown(lane: Lane, rivals: Sequence[Lane], k: int, j: int) -> Shown:
    now, before = lane.now, lane.before
    picture = Picture(
        Bowl.of(now, k, j),
        None if before is None else Bowl.of(before, k, j),
        tuple((float(step.weights[k, j]), float(step.error[k])) for step in lane.ahead),
        _star(lane, k, j),
        tuple(Bowl.of(rival.now, k, j) for rival in rivals),
    )
    # The printed rule takes the wrong pair of factors; what is written below a bowl is what was multiplied.
    swapped = lane.rule is Rule.SWAPPED_OUTER_PRODUCT
    delta, value = (now.delta[j], now.input[k]) if swapped else (now.delta[k], now.input[j])
    return Shown(picture, Product(float(delta), float(value), bool(lane.frozen[k, j])))


def _star(lane: Lane, k: int, j: int) -> tuple[float, float] | None:
    """Where descent ends: at error 0, or where the dot is if nothing into this output can learn."""
    if lane.destination is None:
        return None
    stays = bool((lane.destination[k] == lane.now.weights[k]).all())
    return float(lane.destination[k, j]), float(lane.now.error[k]) if stays else 0.0
