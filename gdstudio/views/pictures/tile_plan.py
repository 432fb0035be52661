"""Where everything stands in one tile of the pictures panel: a picture, and its words below or beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

TYPES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_DIGIT = 0.6
"""A digit's width, of the type's size."""
NUMBER = 6 * _DIGIT
"""The width of a signed number with three decimals, of the type's size."""
_MARK = 1.0


@dataclass(frozen=True)
class Shape:
    """What is to be shown: images of rows × columns pixels, n_outputs classes, and their names' length.

    Attributes:
        name_width: of the longest class name, of the type's size.
        least: no type is smaller, in pixels.
        beside: the words stand beside their picture, not below it.
    """

    rows: int
    columns: int
    n_outputs: int
    name_width: float
    least: float = 0.0
    beside: bool = False


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


def type_for(tile: QSize, shape: Shape, cell: float, unit: float) -> float:
    """The largest type with which picture and words fit into a tile; 0 if none does.

    Args:
        tile: the room for it.
        shape: what is to be shown.
        cell: the size of an enlarged pixel.
        unit: the theme's scale.
    """
    picture, pad = _picture(shape, cell), _pad(unit)
    if picture.width() > tile.width() - 4 or picture.height() > tile.height() - 2 * pad:
        return 0
    room = _for_words(tile, shape, cell, unit)
    for size in TYPES:
        pixels = max(size * unit, shape.least)
        head, bar, foot = _heights(pixels)
        stacked = _is_stacked(room.width(), shape, pixels)
        needed = head + (head if stacked else bar) + foot
        if stacked and max(shape.name_width + _MARK, NUMBER + 2) * pixels > room.width():
            continue
        if needed <= room.height() and NUMBER * pixels <= room.width():
            return size
    return 0


def tile_plan(room: QSize, shape: Shape, cell: float, unit: float) -> TilePlan:
    """Lay one tile out; see :func:`type_for`."""
    size = type_for(room, shape, cell, unit) or TYPES[-1]
    pad, pixels = _pad(unit), max(size * unit, shape.least)
    words = _for_words(room, shape, cell, unit)
    stacked = _is_stacked(words.width(), shape, pixels)
    head, bar, foot = _heights(pixels)
    lines = head, head if stacked else bar, foot
    picture = QRect(0, 0, *_picture(shape, cell).toTuple())
    spare = max(words.height() - sum(lines), 0)
    air = min(round(spare / 4), round(6 * unit))
    if shape.beside:
        height = min(room.height(), max(picture.height(), sum(lines) + 2 * air) + 2 * pad)
        picture.moveTo(pad, (height - picture.height()) // 2)
        top, left = (height - sum(lines) - air) // 2, room.width() - pad - words.width()
    else:
        picture.moveTo((room.width() - picture.width()) // 2, pad + air)
        top, left = picture.bottom() + 1 + air, pad
    heads = QRect(left + round(2 * unit), top, words.width() - round(4 * unit), lines[0])
    bars = QRect(heads.left(), heads.bottom() + 1, heads.width(), lines[1])
    feet = QRect(heads.left(), bars.bottom() + 1 + air // 2, heads.width(), foot)
    if not shape.beside:
        height = min(room.height(), feet.bottom() + 1 + pad + air // 2)
    return TilePlan(QSize(room.width(), height), picture, heads, bars, feet, size, stacked)


def _picture(shape: Shape, cell: float) -> QSize:
    return QSize(round(shape.columns * cell), round(shape.rows * cell))


def _for_words(tile: QSize, shape: Shape, cell: float, unit: float) -> QSize:
    """The room that the picture leaves for the words."""
    picture, pad = _picture(shape, cell), _pad(unit)
    width, height = tile.width() - 2 * pad, tile.height() - 2 * pad
    if shape.beside:
        return QSize(width - picture.width() - 2 * pad, height)
    return QSize(width, height - picture.height())


def _pad(unit: float) -> int:
    return round(2 * unit)


def _heights(pixels: float) -> tuple[int, int, int]:
    """Of head, bar and foot, for a size of type."""
    return round(1.36 * pixels), round(0.8 * pixels), round(1.2 * pixels)


def _is_stacked(width: float, shape: Shape, pixels: float) -> bool:
    """Whether name and prediction do not fit into one line of this width."""
    return (shape.name_width + _MARK + NUMBER + 0.5) * pixels > width
