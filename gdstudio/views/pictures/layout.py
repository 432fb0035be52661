"""Where everything in the pictures panel stands, worked out from its size: plain geometry, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TYPES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_LEAST_TYPE = 11.0
"""Larger pictures are worth smaller type down to this; below it, only where nothing else fits."""
_DIGIT = 0.6
"""A digit's width, of the type's size."""
NUMBER = 6 * _DIGIT
"""The width of a signed number with three decimals, of the type's size."""
_MARK = 1.0
_EASY_PICTURE = 52
"""Pictures at least so wide can be made out easily, in pixels at scale 1."""
_TIDY = 0.75
"""Rows of equal length are worth pictures smaller by so much."""
_LARGEST_CELL = 24
_WIDE = 640
"""In less width the controls' type is smaller, at scale 1."""
_IMAGE_TO_TILE = 2
"""The input image is at most so many times as large as a tile's picture."""


@dataclass(frozen=True)
class Shape:
    """What is to be shown: images of rows × columns pixels, n_outputs classes, and their names' length.

    Attributes:
        name_width: of the longest class name, of the type's size.
    """

    rows: int
    columns: int
    n_outputs: int
    name_width: float


@dataclass(frozen=True)
class TilePlan:
    """One tile.

    Attributes:
        size: of the whole tile.
        picture: its place in the tile.
        head: the line with the name.
        bar: the line with the bar.
        foot: the line with delta.
        type: the type's size at scale 1.
        stacked: whether the prediction stands beside the bar, since the name takes the line above.
    """

    size: QSize
    picture: QRect
    head: QRect
    bar: QRect
    foot: QRect
    type: float
    stacked: bool


@dataclass(frozen=True)
class Plan:
    """The whole panel.

    Attributes:
        strip: the phases.
        caption: above the image.
        image: the input.
        lines: what the image is, below it.
        buttons: below that.
        tools: above the tiles.
        tiles: all tiles.
        status: a line below image and tiles.
        sentence: the line at the bottom.
        columns: how many tiles stand in a row.
        gap: between tiles.
        tile: one tile.
        tight: whether room is short.
    """

    strip: QRect
    caption: QRect
    image: QRect
    lines: QRect
    buttons: QRect
    tools: QRect
    tiles: QRect
    status: QRect
    sentence: QRect
    columns: int
    gap: int
    tile: TilePlan
    tight: bool

    def unfilled(self, n_outputs: int) -> int:
        """How much of the height nothing stands in, in pixels, for the pictures cannot be larger."""
        rows = ceil(n_outputs / self.columns)
        right = self.tiles.height() - rows * self.tile.size.height() - (rows - 1) * self.gap
        return max(min(right, self.tiles.bottom() - self.buttons.bottom()), 0)


@dataclass(frozen=True)
class _Measures:
    """Heights and gaps, in pixels."""

    margin: int
    top: int
    strip: int
    gap: int
    control: int
    line: int
    foot: int
    tile_gap: int
    least_column: int
    tight: bool

    @classmethod
    def of(cls, height: int, unit: float, least: int) -> _Measures:
        tight = height < 390 * unit
        margin, top, strip, gap, control, line, foot, tile_gap, least_column = (
            round(value * unit)
            for value in ((8, 4, 24, 4, 24, 13, 16, 3, 136) if tight else (12, 8, 28, 8, 26, 17, 21, 5, 154))
        )
        line, foot = max(line, least), max(foot, least)
        return cls(margin, top, strip, gap, control, line, foot, tile_gap, least_column, tight)


def plan(size: QSize, shape: Shape, unit: float, ratio: float, least: float = 0.0) -> Plan:
    """Lay the panel out with pictures as large as fit.

    Args:
        size: of the panel.
        shape: what is to be shown.
        unit: the theme's scale.
        ratio: device pixels for each pixel of the screen.
        least: no line of words is lower, in pixels.
    """
    m = _Measures.of(size.height(), unit, round(least))
    width, bottom = size.width() - 2 * m.margin, size.height() - m.top
    strip = QRect(m.margin, m.top, width, m.strip)
    sentence = QRect(m.margin, bottom - m.foot, width, m.foot)
    status = QRect(m.margin, sentence.top() - m.foot, width, m.foot)
    body = QRect(m.margin, strip.bottom() + 1 + m.gap, width, 0)
    body.setBottom(status.top() - max(m.gap // 2, 1) - 1)
    choice = _choose(body, shape, m, unit, ratio)
    column, side = choice.column, _image_size(body, shape, m, choice.cell, ratio)
    left = QRect(body.left(), body.top(), column, body.height())
    image = QRect(left.left() + (column - side.width()) // 2, left.top() + m.line + 2, *side.toTuple())
    lines = QRect(left.left(), image.bottom() + 4, column, 3 * m.line)
    buttons = QRect(left.left(), lines.bottom() + 4, column, 2 * m.control + 4)
    tools = QRect(left.right() + 1 + 2 * m.gap, body.top(), 0, m.control)
    tools.setRight(body.right())
    tiles = QRect(tools.left(), tools.bottom() + 1 + m.gap // 2, tools.width(), 0)
    tiles.setBottom(body.bottom())
    return Plan(
        strip=strip,
        caption=QRect(left.left(), left.top(), column, m.line),
        image=image,
        lines=lines,
        buttons=buttons,
        tools=tools,
        tiles=tiles,
        status=status,
        sentence=sentence,
        columns=choice.columns,
        gap=m.tile_gap,
        tile=_tile(choice.tile, shape, choice.cell, unit),
        tight=m.tight or size.width() < _WIDE * unit,
    )


def _cells(ratio: float) -> Iterator[float]:
    """Sizes of an enlarged pixel, largest first: whole device pixels, or halves where it is small."""
    sizes = [*range(_LARGEST_CELL, 2, -1), 2.5, 2, 1.5, 1, 0.5]
    yield from (size / ratio for size in sizes)


@dataclass(frozen=True)
class _Choice:
    """An enlarged pixel's size, tiles in a row, the left column's width, and the room for a tile."""

    cell: float
    columns: int
    column: int
    tile: QSize


def _choose(body: QRect, shape: Shape, m: _Measures, unit: float, ratio: float) -> _Choice:
    """The largest pictures that fit; where they would be tiny, smaller type leaves more room for them."""
    every = range(1, shape.n_outputs + 1)
    tidy = [rows for rows in every if shape.n_outputs % rows == 0]
    choice = None
    for least_type, least_picture in ((_LEAST_TYPE, _EASY_PICTURE * unit), (_TYPES[-1], 0.0)):
        choices = [
            next(_fitting(body, shape, m, unit, ratio, rows, least_type), None) for rows in (tidy, every)
        ]
        neat, choice = choices
        if neat is not None and choice is not None and neat.cell >= _TIDY * choice.cell:
            choice = neat
        if choice is not None and choice.cell * shape.columns >= least_picture:
            break
    return choice or _Choice(0.5 / ratio, shape.n_outputs, m.least_column, QSize(1, 1))


def _fitting(
    body: QRect,
    shape: Shape,
    m: _Measures,
    unit: float,
    ratio: float,
    row_counts: Sequence[int],
    least_type: float,
) -> Iterator[_Choice]:
    """All that fits, the largest pictures first."""
    height = body.height() - m.control - m.gap // 2
    for cell in _cells(ratio):
        column = max(_image_size(body, shape, m, cell, ratio).width(), m.least_column)
        width = body.width() - column - 2 * m.gap
        for rows in row_counts:
            columns = ceil(shape.n_outputs / rows)
            tile = QSize(
                (width - (columns - 1) * m.tile_gap) // columns, (height - (rows - 1) * m.tile_gap) // rows
            )
            if _type_for(tile, shape, cell, unit) >= least_type:
                yield _Choice(cell, columns, column, tile)


def _image_size(body: QRect, shape: Shape, m: _Measures, cell: float, ratio: float) -> QSize:
    """The input image: whole device pixels for each of its own, as the height and the tiles' size allow."""
    room = body.height() - 4 * m.line - 2 * m.control - 14
    across = max(_IMAGE_TO_TILE * cell, m.least_column / shape.columns)
    most = min(floor(room * ratio / shape.rows), floor(across * ratio))
    side = max(most, 1) / ratio
    return QSize(round(shape.columns * side), round(shape.rows * side))


def _pad(unit: float) -> int:
    return round(2 * unit)


def _heights(size: float, unit: float) -> tuple[int, int, int]:
    """Of head, bar and foot, for a size of type."""
    return round(1.36 * size * unit), round(0.8 * size * unit), round(1.2 * size * unit)


def _is_stacked(width: float, shape: Shape, size: float) -> bool:
    """Whether name and prediction do not fit into one line of this width (at scale 1)."""
    return (shape.name_width + _MARK + NUMBER + 0.5) * size > width


def _type_for(tile: QSize, shape: Shape, cell: float, unit: float) -> float:
    """The largest type with which picture and words fit into a tile; 0 if none does."""
    pad = _pad(unit)
    width = tile.width() - 2 * pad
    height = tile.height() - round(shape.rows * cell) - 2 * pad
    if round(shape.columns * cell) > tile.width() - 4:
        return 0
    for size in _TYPES:
        head, bar, foot = _heights(size, unit)
        stacked = _is_stacked(width / unit, shape, size)
        needed = head + (head if stacked else bar) + foot
        if stacked and max(shape.name_width + _MARK, NUMBER + 2) * size * unit > width:
            continue
        if needed <= height and NUMBER * size * unit <= width:
            return size
    return 0


def _tile(room: QSize, shape: Shape, cell: float, unit: float) -> TilePlan:
    size = _type_for(room, shape, cell, unit) or _TYPES[-1]
    pad = _pad(unit)
    inner = room.width() - 2 * pad
    stacked = _is_stacked(inner / unit, shape, size)
    head, bar, foot = _heights(size, unit)
    bar = head if stacked else bar
    picture = QRect(0, 0, round(shape.columns * cell), round(shape.rows * cell))
    spare = max(room.height() - picture.height() - head - bar - foot - 2 * pad, 0)
    air = min(round(spare / 4), round(6 * unit))
    picture.moveTo((room.width() - picture.width()) // 2, pad + air)
    heads = QRect(pad + round(2 * unit), picture.bottom() + 1 + air, inner - round(4 * unit), head)
    bars = QRect(heads.left(), heads.bottom() + 1, heads.width(), bar)
    feet = QRect(heads.left(), bars.bottom() + 1 + air // 2, heads.width(), foot)
    height = min(room.height(), feet.bottom() + 1 + pad + air // 2)
    return TilePlan(QSize(room.width(), height), picture, heads, bars, feet, size, stacked)
