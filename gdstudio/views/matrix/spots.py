"""What in the picture of a large network can be pointed at, and how the keys go from one to the next."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import Qt

MOST_SIDE = 12
"""Networks with more inputs or outputs are not legible as nodes and lines."""


class Part(Enum):
    """The parts of a step that are shown."""

    INPUT = "inputs"
    WEIGHT = "weights"
    PRED = "preds"
    TRUE = "targets"
    DELTA = "deltas"
    ERROR = "errors"


SIDES = (Part.PRED, Part.TRUE, Part.DELTA, Part.ERROR)
"""The columns at the right of the weights, one number for each output."""

EDITABLE = (Part.INPUT, Part.WEIGHT, Part.TRUE)


class Spot(NamedTuple):
    """One number.

    Attributes:
        part: of which part.
        output: which row; of an input 0.
        input: which column; of a number of an output 0.
    """

    part: Part
    output: int
    input: int


def too_large(shape: tuple[int, ...]) -> bool:
    """Whether a network of (n_outputs, n_inputs) is shown as pictures."""
    return max(shape) > MOST_SIDE


def moved(spot: Spot, key: int, shape: tuple[int, int]) -> Spot | None:
    """Where a key leads: arrows to the next spot, Home and End along the row, Page keys along the column.

    The inputs are a row above the first output's; what belongs to an output comes after its last weight.

    Args:
        spot: where it is.
        key: of Qt.
        shape: (n_outputs, n_inputs).

    Returns:
        The new spot, the same at an edge; None for any other key.
    """
    n_outputs, n_inputs = shape
    row, column = _place(spot, n_inputs)
    last = n_inputs - 1 if row < 0 else n_inputs + len(SIDES) - 1
    keys = Qt.Key
    goal = {
        keys.Key_Left: (row, column - 1),
        keys.Key_Right: (row, column + 1),
        keys.Key_Up: (row - 1, column),
        keys.Key_Down: (row + 1, column),
        keys.Key_Home: (row, 0),
        keys.Key_End: (row, last),
        keys.Key_PageUp: (0, column),
        keys.Key_PageDown: (n_outputs - 1, column),
    }.get(keys(key))
    if goal is None:
        return None
    row, column = goal
    if not (-1 <= row < n_outputs and 0 <= column < n_inputs + len(SIDES)) or (
        row < 0 and column >= n_inputs
    ):
        return spot
    return _spot(row, column, n_inputs)


def _place(spot: Spot, n_inputs: int) -> tuple[int, int]:
    if spot.part is Part.INPUT:
        return -1, spot.input
    if spot.part is Part.WEIGHT:
        return spot.output, spot.input
    return spot.output, n_inputs + SIDES.index(spot.part)


def _spot(row: int, column: int, n_inputs: int) -> Spot:
    if row < 0:
        return Spot(Part.INPUT, 0, column)
    if column < n_inputs:
        return Spot(Part.WEIGHT, row, column)
    return Spot(SIDES[column - n_inputs], row, 0)
