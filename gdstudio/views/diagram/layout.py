"""Where everything in the network diagram goes, for any shape of network and any room.

All measures are multiples of a unit: a pixel at scale 1. `fit` finds the largest unit at which everything has
its place; in narrow rooms what belongs to an output is stacked instead of standing in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF

from gdstudio.views.diagram.sizes import LEAST_TARGET, NetShape, Sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST = 1.2
"""The largest unit, times the theme's scale."""
_SMALLEST = 0.5
_ON_THE_LINE = 8.0
"""How far, in units, a weight may be off its line and still lie on it."""
_LANE_GAP = 17.0
_LOW = 370.0
"""Networks below each other are no higher than this, in units, where they must not take all the room."""
_WORTH_OF_ROWS = 0.1
"""How much smaller than 1 the unit may get for rows instead of stacks."""


@dataclass(frozen=True)
class NetLayout:
    """Where the parts of one network are; two-dimensional ones as [output][input].

    Attributes:
        sizes: what they were made from.
        area: all of it.
        label: which run it is.
        inputs, input_names: circles and the names above them.
        weights: pills with room for the button at their right end.
        buttons: the freeze buttons.
        tags: what is written beside a weight.
        preds, pred_names: circles and the names above them.
        targets, deltas, errors: of each output.
        headings: above the columns of targets, deltas and errors; empty if each number has its own name.
    """

    sizes: Sizes
    area: QRectF
    label: QRectF
    inputs: list[QRectF]
    input_names: list[QRectF]
    weights: list[list[QRectF]]
    buttons: list[list[QRectF]]
    tags: list[list[QRectF]]
    preds: list[QRectF]
    pred_names: list[QRectF]
    targets: list[QRectF]
    deltas: list[QRectF]
    errors: list[QRectF]
    headings: list[QRectF]

    def is_straight(self, output: int, column: int) -> bool:
        """Whether a weight stands on the straight line from its input to its output."""
        source, goal = self.inputs[column].center(), self.preds[output].center()
        pill = self.weights[output][column].center()
        part = (pill.x() - source.x()) / (goal.x() - source.x())
        off = abs(source.y() + (goal.y() - source.y()) * part - pill.y())
        return (len(self.inputs) == 1 or len(self.preds) == 1) and off < _ON_THE_LINE * self.sizes.unit


def fit(room: QRectF, shapes: Sequence[NetShape], scale: float, *, rows: bool = True) -> list[NetLayout]:
    """Lay out networks side by side (or below each other if that makes them larger).

    Args:
        room: all there is.
        shapes: the networks.
        scale: the theme's; the unit is at most somewhat larger.
        rows: an output's numbers in a row are worth a somewhat smaller unit.
    """
    ways = [(columns, roomy) for columns in range(len(shapes), 0, -1) for roomy in (True, False)]

    def unit_of(way: tuple[int, bool]) -> float:
        return _largest_unit(_areas(room, len(shapes), way[0])[0], shapes, way[1], scale)

    def worth(way: tuple[int, bool]) -> float:
        unit = unit_of(way) / scale
        return min(unit, 1.0) + unit / 100 + (_WORTH_OF_ROWS if rows and way[1] else 0.0)

    columns, roomy = best = max(ways, key=worth)
    areas, unit = _areas(room, len(shapes), columns), unit_of(best)
    return [
        _place(area, shape, Sizes(unit, roomy, shape.n_outputs == 1))
        for area, shape in zip(areas, shapes, strict=True)
    ]


def least_size(shapes: Sequence[NetShape], unit: float) -> QSizeF:
    """The room that networks need at this unit: below each other where they are low, else side by side."""
    sizes = [Sizes(unit, False, shape.n_outputs == 1) for shape in shapes]
    tall = [size.height(shape) for size, shape in zip(sizes, shapes, strict=True)]
    below = max(tall) * len(shapes) + _LANE_GAP / 2 * (len(shapes) - 1)  # all get the same height
    widest = max(size.width for size in sizes)
    if below <= _LOW * unit:
        return QSizeF(widest, below)
    return QSizeF(widest * len(shapes) + _LANE_GAP * (len(shapes) - 1), max(tall))


def _areas(room: QRectF, count: int, columns: int) -> list[QRectF]:
    rows = -(-count // columns)
    width = (room.width() - _LANE_GAP * (columns - 1)) / columns
    height = (room.height() - _LANE_GAP / 2 * (rows - 1)) / rows
    return [
        QRectF(
            room.left() + index % columns * (width + _LANE_GAP),
            room.top() + index // columns * (height + _LANE_GAP / 2),
            width,
            height,
        )
        for index in range(count)
    ]


def _largest_unit(area: QRectF, shapes: Sequence[NetShape], roomy: bool, scale: float) -> float:
    unit = _LARGEST * scale
    while unit > _SMALLEST and not all(
        _fits(area, shape, Sizes(unit, roomy, shape.n_outputs == 1)) for shape in shapes
    ):
        unit -= 0.01
    return unit


def _fits(area: QRectF, shape: NetShape, sizes: Sizes) -> bool:
    return sizes.width <= area.width() and sizes.height(shape) <= area.height()


def spread(ideals: Sequence[float], pitch: float, low: float, high: float) -> list[float]:
    """Move points as little as needed to be `pitch` apart, in their order, between `low` and `high`.

    Points that would crowd each other form a cluster around their mean (pool adjacent violators).
    """
    clusters: list[tuple[float, int]] = []
    for index, ideal in enumerate(ideals):
        mean, size = ideal - index * pitch, 1
        while clusters and clusters[-1][0] >= mean:
            other, more = clusters.pop()
            mean, size = (mean * size + other * more) / (size + more), size + more
        clusters.append((mean, size))
    last = max(high - (len(ideals) - 1) * pitch, low)
    starts = [min(max(mean, low), last) for mean, size in clusters for _ in range(size)]
    return [start + index * pitch for index, start in enumerate(starts)]


def _place(area: QRectF, shape: NetShape, sizes: Sizes) -> NetLayout:
    columns = _columns(area, sizes)
    heading = sizes.name if sizes.roomy and not sizes.single else 0.0
    net = area.adjusted(0, sizes.label(shape), 0, 0)
    input_ys = _circle_ys(net, shape.n_inputs, sizes, 0.0)
    pred_ys = _circle_ys(net, shape.n_outputs, sizes, heading if shape.n_outputs > 1 else 0.0)
    # The label stands above the inputs only: many weights may use all of the height.
    weights = _place_weights(area, sizes, columns[1], (columns[0], input_ys), (columns[2], pred_ys))
    inputs = [_around(columns[0], y, sizes.circle) for y in input_ys]
    preds = [_around(columns[2], y, sizes.circle) for y in pred_ys]
    pill_left = columns[1] - sizes.pill[0] / 2
    tags_right = _tag_of(weights[0][0], sizes).right() + 3 * sizes.unit
    numbers, headings = _place_numbers(columns[3], preds, sizes, net)
    return NetLayout(
        sizes=sizes,
        area=area,
        label=QRectF(area.left(), area.top(), area.width(), sizes.label(shape)),
        inputs=inputs,
        input_names=[_name_above(circle, area.left(), pill_left, sizes) for circle in inputs],
        weights=weights,
        buttons=[[_button_of(pill, sizes) for pill in row] for row in weights],
        tags=[[_tag_of(pill, sizes) for pill in row] for row in weights],
        preds=preds,
        pred_names=[_name_above(circle, tags_right, columns[3] - 8 * sizes.unit, sizes) for circle in preds],
        targets=[rects[0] for rects in numbers],
        deltas=[rects[1] for rects in numbers],
        errors=[rects[2] for rects in numbers],
        headings=headings,
    )


def _columns(area: QRectF, sizes: Sizes) -> tuple[float, float, float, float]:
    """The middle of inputs, weights and predictions, and the left edge of what follows."""
    left, right, last = sizes.gaps
    spare = max(area.width() - sizes.width, 0.0)
    # Lines get room up to twice their least; beyond that the whole stands in the middle.
    stretch = min(spare * 0.42, 110 * sizes.unit)
    last_stretch = min(spare * 0.1, 24 * sizes.unit)
    margin = (spare - 2 * stretch - last_stretch) / 2
    first = area.left() + margin + sizes.circle / 2
    pill = first + sizes.circle / 2 + left + stretch + sizes.pill[0] / 2
    pred = pill + sizes.pill[0] / 2 + right + stretch + sizes.circle / 2
    return first, pill, pred, pred + sizes.circle / 2 + last + last_stretch


def _circle_ys(net: QRectF, count: int, sizes: Sizes, heading: float) -> list[float]:
    pitch = min((net.height() - heading) / count, 110 * sizes.unit)
    middle = net.center().y() + sizes.name / 2 + heading / 2
    return [middle + (index - (count - 1) / 2) * pitch for index in range(count)]


def _place_weights(
    room: QRectF,
    sizes: Sizes,
    x: float,
    inputs: tuple[float, list[float]],
    preds: tuple[float, list[float]],
) -> list[list[QRectF]]:
    """One column of pills: on the straight lines if these do not cross, else a group for each output."""
    (input_x, input_ys), (pred_x, pred_ys) = inputs, preds
    n_inputs = len(input_ys)
    count = len(pred_ys) * n_inputs
    pitch = max(sizes.pitch, min(34 * sizes.unit, room.height() / count))
    part = (x - input_x) / (pred_x - input_x)
    if n_inputs == 1 or len(pred_ys) == 1:
        ideals = [of + (to - of) * part for to in pred_ys for of in input_ys]
    else:
        ideals = [to + (j - (n_inputs - 1) / 2) * pitch for to in pred_ys for j in range(n_inputs)]
    half = sizes.pill[1] / 2
    pitch = min(pitch, (room.height() - 2 * half) / max(count - 1, 1))
    ys = spread(ideals, pitch, room.top() + half, room.bottom() - half)
    width, height = sizes.pill
    pills = [QRectF(x - width / 2, y - height / 2, width, height) for y in ys]
    return [pills[k * n_inputs : (k + 1) * n_inputs] for k in range(len(pred_ys))]


def _place_numbers(
    left: float, preds: list[QRectF], sizes: Sizes, net: QRectF
) -> tuple[list[tuple[QRectF, QRectF, QRectF]], list[QRectF]]:
    """Target, delta and error of each output, and the headings above them if they stand in rows."""
    width, height = sizes.cell
    if sizes.single or not sizes.roomy:
        return [_stack(left, circle.center().y(), sizes, net) for circle in preds], []
    xs = [left + index * (width + 6 * sizes.unit) for index in range(3)]
    rows = []
    for circle in preds:
        first, second, third = (QRectF(x, circle.center().y() - height / 2, width, height) for x in xs)
        rows.append((first, second, third))
    top = preds[0].center().y() - height / 2 - sizes.name - 6 * sizes.unit
    return rows, [QRectF(x, top, width, sizes.name) for x in xs]


def _stack(left: float, middle: float, sizes: Sizes, net: QRectF) -> tuple[QRectF, QRectF, QRectF]:
    width, height = sizes.cell
    total, first = sizes.stack_height, max(LEAST_TARGET, height)
    top = min(max(middle - total / 2, net.top()), net.bottom() - total)
    second = top + first + sizes.stack_gap
    return (
        QRectF(left, top, width, first),
        QRectF(left, second, width, height),
        QRectF(left, second + height + sizes.stack_gap, width, height),
    )


def _around(x: float, y: float, diameter: float) -> QRectF:
    return QRectF(x - diameter / 2, y - diameter / 2, diameter, diameter)


def _name_above(circle: QRectF, left: float, right: float, sizes: Sizes) -> QRectF:
    """The room for a name: it is written around the circle's middle unless it is too long for that."""
    return QRectF(left, circle.top() - sizes.name, right - left, sizes.name)


def _button_of(pill: QRectF, sizes: Sizes) -> QRectF:
    side = sizes.button
    return QRectF(pill.right() - side - 2 * sizes.unit, pill.center().y() - side / 2, side, side)


def _tag_of(pill: QRectF, sizes: Sizes) -> QRectF:
    width, height = sizes.tag
    if sizes.tags_below:
        return QRectF(pill.center().x() - width / 2, pill.bottom() + 1 * sizes.unit, width, height)
    return QRectF(pill.right() + 5 * sizes.unit, pill.center().y() - height / 2, width, height)
