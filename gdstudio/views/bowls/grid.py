"""Where the bowls of a panel go: a row, or a grid with a row for each output; lanes beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Group:
    """The bowls of one lane, in `rows` and `columns`; the last row may have empty places."""

    count: int
    rows: int
    columns: int


def group_of(shape: tuple[int, int]) -> Group:
    """Choose a grid for the weights of a (n_outputs, n_inputs) network."""
    outputs, inputs = shape
    count = outputs * inputs
    if outputs > 1 and inputs > 1:
        return Group(count, outputs, inputs)
    rows = 1 if count <= 4 else -(-count // 5)
    return Group(count, rows, -(-count // rows))


def stack_of(count: int, columns: int) -> Group:
    """Stack chosen bowls, in at most so many columns."""
    columns = min(columns, count)
    return Group(count, -(-count // columns), columns)


def arrange(groups: Sequence[Group], area: QRect, gap: int, heading: int) -> list[QRect]:
    """Give every bowl its place, all equally wide: bowls that share an axis must have the same pixels.

    Args:
        groups: side by side, a double gap between them.
        area: to be filled.
        gap: between two bowls, in pixels.
        heading: how much to leave free above each group.
    """
    columns = sum(group.columns for group in groups)
    gaps = gap * (columns - 1) + gap * (len(groups) - 1)
    width = max((area.width() - gaps) // columns, 1)
    left = area.left() + (area.width() - gaps - width * columns) // 2
    places = []
    for group in groups:
        height = max((area.height() - heading - gap * (group.rows - 1)) // group.rows, 1)
        for index in range(group.count):
            row, column = divmod(index, group.columns)
            x, y = left + column * (width + gap), area.top() + heading + row * (height + gap)
            places.append(QRect(x, y, width, height))
        left += group.columns * (width + gap) + gap
    return places
