"""Where everything in the pictures panel stands, worked out from its size: plain geometry, no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize

from gdstudio.views.pictures.tile_plan import TYPES, Shape, TilePlan, tile_plan, type_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST_TYPE = 11.0
"""Larger pictures are worth smaller type down to this; below it, only where nothing else fits."""
_EASY_PICTURE = 52
"""Pictures at least so wide can be made out easily, in pixels at scale 1."""
_TIDY = 0.75
"""Rows of equal length are worth pictures smaller by so much."""
_LARGEST_CELL = 24
_WIDE = 640
"""In less width the controls' type is smaller, at scale 1."""
_IMAGE_TO_TILE, _IMAGE_TO_WIDE_TILE = 2, 1.5
"""The input image is at most so many times as large as a tile's picture; the second where words stand beside
that."""


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
    caption: int
    lines: int
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
        return cls(margin, top, strip, gap, control, line, 3, line, foot, tile_gap, least_column, tight)

    def bare(self, column: int) -> _Measures:
        """The same without phases, caption, buttons and a third line, in a column as narrow as this."""
        return replace(
            self,
            top=0,
            margin=0,
            strip=0,
            control=0,
            caption=0,
            lines=2,
            foot=round(1.3 * self.foot),
            least_column=column,
        )


def plan(
    size: QSize, shape: Shape, unit: float, ratio: float, least: float = 0.0, bare: int | None = None
) -> Plan:
    """Lay the panel out with pictures as large as fit.

    Args:
        size: of the panel.
        shape: what is to be shown.
        unit: the theme's scale.
        ratio: device pixels for each pixel of the screen.
        least: no line of words is lower, in pixels.
        bare: without phases, caption and buttons, with so much width for the words below the image.
    """
    m = _Measures.of(size.height(), unit, round(least))
    if bare is not None:
        m = m.bare(bare)
    width, bottom = size.width() - 2 * m.margin, size.height() - m.top
    strip = QRect(m.margin, m.top, width, m.strip)
    sentence = QRect(m.margin, bottom - m.foot, width, m.foot)
    status = QRect(m.margin, sentence.top() - m.foot, width, m.foot)
    body = QRect(m.margin, strip.bottom() + 1 + m.gap, width, 0)
    body.setBottom(status.top() - max(m.gap // 2, 1) - 1)
    choice = _choose(body, shape, m, unit, ratio)
    column, side = choice.column, _image_size(body, shape, m, choice.cell, ratio)
    left = QRect(body.left(), body.top(), column, body.height())
    image = QRect(left.left() + (column - side.width()) // 2, left.top() + m.caption + 2, *side.toTuple())
    lines = QRect(left.left(), image.bottom() + 4, column, m.lines * m.line)
    buttons = QRect(left.left(), lines.bottom() + 4, column, 2 * m.control + 4)
    tools = QRect(left.right() + 1 + 2 * m.gap, body.top(), 0, m.control)
    tools.setRight(body.right())
    tiles = QRect(tools.left(), tools.bottom() + 1 + m.gap // 2, tools.width(), 0)
    tiles.setBottom(body.bottom())
    return Plan(
        strip=strip,
        caption=QRect(left.left(), left.top(), column, m.caption),
        image=image,
        lines=lines,
        buttons=buttons,
        tools=tools,
        tiles=tiles,
        status=status,
        sentence=sentence,
        columns=choice.columns,
        gap=m.tile_gap,
        tile=tile_plan(choice.tile, shape, choice.cell, unit),
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
    for least_type, least_picture in ((_LEAST_TYPE, _EASY_PICTURE * unit), (TYPES[-1], 0.0)):
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
            if type_for(tile, shape, cell, unit) >= least_type:
                yield _Choice(cell, columns, column, tile)


def _image_size(body: QRect, shape: Shape, m: _Measures, cell: float, ratio: float) -> QSize:
    """The input image: whole device pixels for each of its own, as the height and the tiles' size allow."""
    room = body.height() - m.caption - m.lines * m.line - 2 * m.control - 14
    times = _IMAGE_TO_WIDE_TILE if shape.beside else _IMAGE_TO_TILE
    across = max(times * cell, m.least_column / shape.columns)
    most = min(floor(room * ratio / shape.rows), floor(across * ratio))
    side = max(most, 1) / ratio
    return QSize(round(shape.columns * side), round(shape.rows * side))
