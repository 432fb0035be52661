"""The table's columns, and what stands in them: all digits, as in copies and on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from gdstudio import numerals
from gdstudio.core.images import Images
from gdstudio.core.network import weight_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdstudio.messages import Lane, StepsPage


class Group(Enum):
    """Columns that are shown or hidden together; the value is what the menu calls them."""

    STEP = "step"
    PRED = "pred"
    DELTA = "delta"
    ERROR = "error"
    WEIGHTS = "weights"
    WEIGHT_DELTAS = "weight deltas"
    ALPHA = "alpha"


CHOICES = tuple(group for group in Group if group is not Group.STEP)
"""What can be hidden."""
FIRST_CHOICE = frozenset((Group.PRED, Group.DELTA, Group.ERROR, Group.WEIGHTS, Group.WEIGHT_DELTAS))


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        title: as the header says it.
        group: what it belongs to.
        index: which output, or which of the page's weights.
    """

    title: str
    group: Group
    index: int = 0


def columns(lane: Lane, places: tuple[tuple[int, int], ...], groups: Collection[Group]) -> list[Column]:
    """The columns of a lane's table.

    Args:
        lane: whose outputs give the names.
        places: the weights that the page tells of.
        groups: which are shown besides the step.
    """
    outputs = lane.examples.target_names
    made = [Column("step", Group.STEP), Column("example", Group.STEP, 1)]
    for group, word in ((Group.PRED, "pred"), (Group.DELTA, "delta"), (Group.ERROR, "error")):
        if group in groups:
            one = len(outputs) == 1
            made += [Column(word if one else f"{word} {name}", group, k) for k, name in enumerate(outputs)]
    if Group.ERROR in groups and len(outputs) > 1:
        made.append(Column("total error", Group.ERROR, -1))
    for group, word in ((Group.WEIGHTS, ""), (Group.WEIGHT_DELTAS, "weight_delta ")):
        if group in groups:
            names = (place_name(lane, place) for place in places)
            made += [Column(f"{word}{name}", group, index) for index, name in enumerate(names)]
    if Group.ALPHA in groups:
        made.append(Column("alpha", Group.ALPHA))
    return made


def place_name(lane: Lane, place: tuple[int, int]) -> str:
    """What a weight is called: a letter, or with images its pixel and class."""
    output, column = place
    if isinstance(lane.examples, Images):
        return f"{lane.examples.input_names[column]} → {lane.examples.target_names[output]}"
    return weight_name(output * len(lane.examples.input_names) + column)


def value(page: StepsPage, step: int, column: Column) -> float:
    """The number in a cell; steps and examples count from 1."""
    row = step - page.first
    match column.group:
        case Group.STEP:
            return step if column.index == 0 else int(page.example[row]) + 1
        case Group.PRED:
            return float(page.pred[row, column.index])
        case Group.DELTA:
            return float(page.delta[row, column.index])
        case Group.ERROR:
            if column.index < 0:  # added up as everywhere: from the first output on
                total = 0.0
                for error in page.error[row].tolist():
                    total += error
                return total
            return float(page.error[row, column.index])
        case Group.WEIGHTS:
            return float(page.weights[row, column.index])
        case Group.WEIGHT_DELTAS:
            return float(page.weight_deltas[row, column.index])
        case Group.ALPHA:
            return float(page.alpha[row])


def text(page: StepsPage, step: int, column: Column) -> str:
    """A cell as it is shown."""
    found = value(page, step, column)
    return numerals.grouped(int(found)) if column.group is Group.STEP else numerals.shortest(found)


def tab_separated(page: StepsPage, first: int, last: int, shown: list[Column]) -> str:
    """Rows for a spreadsheet, with a line of titles: plain numbers, all digits.

    Args:
        page: which holds them.
        first: the first step.
        last: the last step.
        shown: the columns.
    """
    lines = ["\t".join(column.title for column in shown)]
    lines += [
        "\t".join(_plain(value(page, step, column)) for column in shown) for step in range(first, last + 1)
    ]
    return "\n".join(lines) + "\n"


def _plain(number: float) -> str:
    return str(number) if isinstance(number, int) else repr(number)
