"""Where everything goes in the compact diagram: a row for each input and each output, lines between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from gdstudio.core.network import weight_name

if TYPE_CHECKING:
    from gdstudio.core.examples import Examples
    from gdstudio.core.images import Images
    from gdstudio.views.kit.theme import Theme

TYPE = 11.0
"""All type, in pixels at scale 1 and unit 1; with more room it is larger."""
_ROW, _LOOSE_ROW, _CHIP = 25.0, 36.0, 24.0
_HEADING, _BUTTON, _TAG = 16.0, 24.0, 17.0
_PADDING, _GAP, _AFTER = 5.0, 2.0, 6.0
_NODE_CHARACTERS = 6
_CHARACTERS = {False: (5, 6), True: (7, 8)}
"""Of a target, and of a delta, an error or a weight: in narrow rooms and in wide ones."""
_LARGEST = 1.25
_MOST_STRETCH, _MORE_GAP = 300.0, 14.0
_ROOMS = tuple((1.25 - step * 0.05, wide) for step in range(6) for wide in (True, False))


@dataclass(frozen=True)
class CompactLayout:
    """Where the parts of one network are.

    Attributes:
        unit: pixels a unit; nothing is smaller than at the theme's scale.
        wide: whether numbers have more characters.
        lines: the room of the lines.
        inputs, preds, targets, deltas, errors: chips.
        headings: words above the columns.
        pill: width and height of a weight's chip with its button.
        tag: the same of what is written below it.
    """

    unit: float
    wide: bool
    lines: QRectF
    inputs: list[QRectF]
    preds: list[QRectF]
    targets: list[QRectF]
    deltas: list[QRectF]
    errors: list[QRectF]
    headings: list[tuple[QRectF, str]]
    pill: tuple[float, float]
    tag: tuple[float, float]

    @property
    def characters(self) -> tuple[int, int]:
        """How many a target may have, and a delta, an error or a weight."""
        return _CHARACTERS[self.wide]

    def line(self, output: int, column: int) -> QLineF:
        """A weight's line, in the lines' room, from its input's edge to its output's."""
        top = self.lines.top()
        source, goal = self.inputs[column].center().y(), self.preds[output].center().y()
        return QLineF(0.0, source - top, self.lines.width(), goal - top)

    def station(self, output: int, column: int, x: float | None = None) -> QRectF:
        """Room for a weight's chip on its line, with what is written below it, near x (or halfway)."""
        line, (width, height) = self.line(output, column), self.pill
        middle = self.lines.width() / 2 if x is None else x
        left = min(max(middle - width / 2, 0.0), self.lines.width() - width)
        y = line.pointAt((left + width / 2) / self.lines.width()).y()
        whole = height + self.tag[1]
        top = min(max(y - height / 2, 0.0), self.lines.height() - whole)
        return QRectF(left, top, width, whole)

    def free_station(self, output: int, column: int, pointer: QPointF | None, taken: QRectF) -> QRectF:
        """Where a weight's chip is while it is looked at: on its line near the pointer, or just off it.

        Args:
            output: the weight's row.
            column: and its column.
            pointer: must stay free, so that it can go on to other lines.
            taken: where another weight's chip is.
        """
        near = QRectF() if pointer is None else QRectF(pointer, pointer).adjusted(-3, -3, 3, 3)
        width, reach = self.lines.width(), self.pill[0] / 2 + 12 * self.unit
        xs = [width * part for part in (0.5, 0.25, 0.75, 0.0, 1.0)]
        if pointer is not None:
            xs = [pointer.x() + reach, pointer.x() - reach, *xs]
        on_the_line = [self.station(output, column, x) for x in xs]
        high = on_the_line[0].height()
        tops = [taken.bottom() + 2, taken.top() - 2 - high]
        if pointer is not None:
            tops = [pointer.y() + 8 * self.unit, pointer.y() - 8 * self.unit - high, *tops]
        lowest = self.lines.height() - high
        off_it = [
            each.translated(0, min(max(top, 0.0), lowest) - each.top())
            for top in tops
            for each in on_the_line
        ]
        places = [*on_the_line, *off_it]
        free = [each for each in places if not each.intersects(taken) and not each.intersects(near)]
        return next(iter(free), places[0])


def least_size(theme: Theme, examples: Examples | Images) -> tuple[float, float]:
    """Width and height below which type would have to be too small, or a chip too low."""
    n_outputs, n_inputs = examples.shape
    rows = max(n_outputs, n_inputs, 4 if n_outputs == 1 else 1)
    return sum(_widths(theme, examples, wide=False)), (_HEADING + rows * _ROW) * theme.scale


def fit_compact(room: QRectF, theme: Theme, examples: Examples | Images) -> CompactLayout:
    """Lay out a network as large as the room allows."""
    for larger, wide in _ROOMS:
        there = replace(theme, scale=theme.scale * larger)
        across, down = sum(_widths(there, examples, wide=wide)), least_size(there, examples)[1]
        if across <= room.width() and down <= room.height():
            break
    return _place(room, there, examples, wide=wide)


def _widths(
    theme: Theme, examples: Examples | Images, *, wide: bool
) -> tuple[float, float, float, float, float]:
    """Of inputs, lines, predictions, what follows, and the gap before it."""
    unit, single = theme.scale, examples.shape[0] == 1
    words, digit = QFontMetricsF(theme.font(TYPE)), _digit(theme)
    target, number = _CHARACTERS[wide]

    def chip(names: tuple[str, ...], characters: int) -> float:
        name = max(map(words.horizontalAdvance, names), default=0.0)
        return name + (0.5 * digit if names else 0.0) + characters * digit + _edges(unit)

    pill = _pill_width(theme, examples, wide=wide)
    if single:
        side = chip(("target", "delta δ", "error δ²"), number)
    else:
        side = chip((), target) + 2 * chip((), number) + 2 * _GAP * unit
    inputs = chip(examples.input_names, _NODE_CHARACTERS)
    return inputs, pill + 2 * unit, chip(examples.target_names, _NODE_CHARACTERS), side, _AFTER * unit


def _pill_width(theme: Theme, examples: Examples | Images, *, wide: bool) -> float:
    n_outputs, n_inputs = examples.shape
    name = len(weight_name(n_outputs * n_inputs - 1)) * QFontMetricsF(theme.font(TYPE)).horizontalAdvance("m")
    digits = (0.5 + _CHARACTERS[wide][1]) * _digit(theme)
    return name + digits + (_PADDING + _BUTTON + 3) * theme.scale


def _edges(unit: float) -> float:
    """What a chip keeps free at its ends, with some air: a minus may be wider than a digit."""
    return 2 * round(_PADDING * unit) + 2


def _digit(theme: Theme) -> float:
    return QFontMetricsF(theme.font(TYPE, mono=True)).horizontalAdvance("0")


def _place(room: QRectF, theme: Theme, examples: Examples | Images, *, wide: bool) -> CompactLayout:
    unit = theme.scale
    (n_outputs, n_inputs), single = examples.shape, examples.shape[0] == 1
    inputs, lines, preds, side, after = _widths(theme, examples, wide=wide)
    spare = max(room.width() - inputs - lines - preds - side - after, 0.0)
    stretch = min(spare, _MOST_STRETCH * unit)
    more = min((spare - stretch) / 2, _MORE_GAP * unit)
    left = room.left() + (spare - stretch - more) / 2
    middle = left + inputs
    right = middle + lines + stretch
    rows = max(n_outputs, n_inputs, 4 if single else 1)
    body = room.adjusted(0, _HEADING * unit, 0, 0)
    pitch = min(body.height() / rows, _LOOSE_ROW * unit)
    sources, goals = _ys(body, n_inputs, pitch), _ys(body, n_outputs, pitch)
    first = right + preds + after + more
    columns = _columns(first, side, theme, wide=wide)
    if single:
        ys = [goals[0] + (row - 1) * pitch for row in range(3)]
        numbers = [[_chip(first, side, y, unit)] for y in ys]
    else:
        numbers = [[_chip(x, width, y, unit) for y in goals] for x, width in columns]
    headings = [
        (_chip(left, inputs, sources[0], unit), "input"),
        (_chip(right, preds, goals[0], unit), "pred"),
    ]
    if not single:
        words = ("target", "delta δ", "error δ²")
        headings += [(rects[0], text) for rects, text in zip(numbers, words, strict=True)]
    return CompactLayout(
        unit=unit,
        wide=wide,
        lines=QRectF(middle, body.center().y() - rows * pitch / 2, right - middle, rows * pitch),
        inputs=[_chip(left, inputs, y, unit) for y in sources],
        preds=[_chip(right, preds, y, unit) for y in goals],
        targets=numbers[0],
        deltas=numbers[1],
        errors=numbers[2],
        headings=[(_above(rect, unit), text) for rect, text in headings],
        pill=(_pill_width(theme, examples, wide=wide), _CHIP * unit),
        tag=(_pill_width(theme, examples, wide=wide), _TAG * unit),
    )


def _columns(left: float, side: float, theme: Theme, *, wide: bool) -> list[tuple[float, float]]:
    """The left edges and widths of targets, deltas and errors."""
    target, number = _CHARACTERS[wide]
    digit, edges, gap = _digit(theme), _edges(theme.scale), _GAP * theme.scale
    widths = (target * digit + edges, number * digit + edges, number * digit + edges)
    second = left + widths[0] + gap
    third = second + widths[1] + gap
    return [(left, widths[0]), (second, widths[1]), (third, min(widths[2], left + side - third))]


def _ys(body: QRectF, count: int, pitch: float) -> list[float]:
    return [body.center().y() + (index - (count - 1) / 2) * pitch for index in range(count)]


def _chip(left: float, width: float, y: float, unit: float) -> QRectF:
    return QRectF(left, y - _CHIP * unit / 2, width, _CHIP * unit)


def _above(rect: QRectF, unit: float) -> QRectF:
    return QRectF(rect.left(), rect.top() - _HEADING * unit, rect.width(), (_HEADING - 1) * unit)
