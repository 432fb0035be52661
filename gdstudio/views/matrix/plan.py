"""Where everything goes in the picture of a large network, for any number of rows and any room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from gdstudio.views.kit.pixel_picture import pixel_at, pixel_rect
from gdstudio.views.matrix.spots import SIDES, Part, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.views.kit.theme import Theme

NAMES = 11.0
"""Type of names and numbers, in pixels at scale 1."""

LEAST_ROW, LEAST_CELL = 6.0, 3.4
_MARGIN, _GAP, _AFTER = 10.0, 5.0, 10.0
_MOST_ROW, _MOST_CELL = 30.0, 76.0
_EDGE = 3.0  # for the frame around the cells
_STRIP = (13.0, 22.0)
_WRITTEN = 11.5
"""Rows at least so high have their numbers written out; lower ones are colours."""
_COLORED = 30.0
_MOST_NAME, _NAME_SHARE = 120.0, 0.2
_CHARACTERS = (8, 7, 6)
_EASY_CELL = 6.0
_IN_CELL = 6
"""Characters of a number in a cell."""
_BETWEEN = 9.0  # two names, at least
_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Plan:
    """Where everything is, in pixels of the widget.

    Attributes:
        heads: the names of the inputs.
        inputs: their values, a row of cells.
        names: the names of the outputs.
        cells: the matrix.
        sides: pred, true, delta and error: a column each, as high as the matrix.
        shape: (n_outputs, n_inputs).
        columns, rows: which inputs and outputs are named: all of them, or every second, fifth, tenth …
        characters: how many there are room for in the columns at the side; 0: colours only.
        in_cells: the same in a cell of the matrix.
    """

    heads: QRectF
    inputs: QRectF
    names: QRectF
    cells: QRectF
    sides: tuple[QRectF, ...]
    shape: tuple[int, int]
    columns: range
    rows: range
    characters: int
    in_cells: int

    def rect(self, spot: Spot) -> QRectF:
        """Where a number is."""
        n_outputs, n_inputs = self.shape
        if spot.part is Part.INPUT:
            return pixel_rect(self.inputs, (1, n_inputs), spot.input)
        if spot.part is Part.WEIGHT:
            return pixel_rect(self.cells, self.shape, spot.output * n_inputs + spot.input)
        return pixel_rect(self.sides[SIDES.index(spot.part)], (n_outputs, 1), spot.output)

    def at(self, place: QPointF) -> Spot | None:
        """What is at a place; the name of an input stands for its value."""
        n_outputs, n_inputs = self.shape
        column = pixel_at(self.inputs.united(self.heads), (1, n_inputs), place)
        if column is not None:
            return Spot(Part.INPUT, 0, column)
        cell = pixel_at(self.cells, self.shape, place)
        if cell is not None:
            return Spot(Part.WEIGHT, *divmod(cell, n_inputs))
        for part, area in zip(SIDES, self.sides, strict=True):
            row = pixel_at(area, (n_outputs, 1), place)
            if row is not None:
                return Spot(part, row, 0)
        return None


def plan_of(width: float, height: float, theme: Theme, inputs: Sequence[str], outputs: Sequence[str]) -> Plan:
    """Lay out a network with inputs and outputs of these names."""
    unit, shape = theme.scale, (len(outputs), len(inputs))
    words, digits = QFontMetricsF(theme.font(NAMES)), QFontMetricsF(theme.font(NAMES, mono=True))
    digit = digits.horizontalAdvance("0")
    line = words.height()
    row, strip = _heights(height, line, shape[0], unit)
    longest = max(words.horizontalAdvance(name) for name in (*outputs, "input"))
    name = min(longest + 8 * unit, _NAME_SHARE * width, _MOST_NAME * unit)
    room = width - 2 * _MARGIN * unit - name - _AFTER * unit
    characters, side, cell = _widths(room, digit, shape[1], unit, written=row >= _WRITTEN * unit)
    left = round(_MARGIN * unit + name + (room - 4 * side - cell * shape[1]) / 2)
    across, top = round(cell * shape[1]), round(line + 2 * unit)
    below = round(top + strip + _GAP * unit)
    cells = QRectF(left, below, across, round(row * shape[0]))
    edges = [round(cells.right() + _AFTER * unit + each * side) for each in range(len(SIDES) + 1)]
    sides = tuple(QRectF(low, below, high - low, cells.height()) for low, high in pairwise(edges))
    wide = [words.horizontalAdvance(each) for each in inputs]
    return Plan(
        QRectF(left, 0, across, top),
        QRectF(left, top, across, round(strip)),
        QRectF(left - name, below, name - 6 * unit, cells.height()),
        cells,
        sides,
        shape,
        range(0, shape[1], _step(wide, cell, _BETWEEN * unit)),
        range(0, shape[0], _step([line * 0.86] * shape[0], row, 0.0)),
        characters,
        _IN_CELL if cell >= _IN_CELL * digit + 4 * unit and row >= _WRITTEN * unit else 0,
    )


def _heights(height: float, line: float, n_outputs: int, unit: float) -> tuple[float, float]:
    """Of a row and of the strip of inputs."""
    fixed = line + (2 + _GAP) * unit + _EDGE
    row = (height - fixed) / (n_outputs + 1)
    strip = min(max(row, _STRIP[0] * unit), _STRIP[1] * unit)
    row = min((height - fixed - strip) / n_outputs, _MOST_ROW * unit)
    return max(row, LEAST_ROW * unit), strip


def _widths(
    room: float, digit: float, n_inputs: int, unit: float, *, written: bool
) -> tuple[int, float, float]:
    """How many characters a number at the side has, how wide its column is, and how wide a cell."""
    ways = [(count, count * digit + 9 * unit) for count in _CHARACTERS] if written else [(0, _COLORED * unit)]
    found = [(count, side, (room - len(SIDES) * side) / n_inputs) for count, side in ways]
    characters, side, cell = next((way for way in found if way[2] >= _EASY_CELL * unit), found[-1])
    return characters, side, min(max(cell, LEAST_CELL * unit), _MOST_CELL * unit)


def _step(sizes: Sequence[float], pitch: float, between: float) -> int:
    """Of how many names one is shown, so that they do not touch."""
    for step in _STEPS:
        shown = sizes[::step]
        if all((one + other) / 2 + between <= step * pitch for one, other in pairwise(shown)):
            return step
    return max(len(sizes), 1)


def least_width(theme: Theme, inputs: Sequence[str], outputs: Sequence[str]) -> float:
    """The width at which every cell can still be told from the next."""
    words, digits = QFontMetricsF(theme.font(NAMES)), QFontMetricsF(theme.font(NAMES, mono=True))
    longest = max(words.horizontalAdvance(name) for name in (*outputs, "input"))
    unit = theme.scale
    side = _CHARACTERS[-1] * digits.horizontalAdvance("0") + 9 * unit
    name = min(longest + 8 * unit, _MOST_NAME * unit)
    return (2 * _MARGIN + _AFTER) * unit + name + len(SIDES) * side + LEAST_CELL * unit * len(inputs)
