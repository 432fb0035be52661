"""What a draft is made of: columns with a role, starting weights, and the errors that name a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdstudio.lessons.draft.cells import Cell

MOST_ROWS = 10_000
MOST_COLUMNS = 256
MOST_INPUTS, MOST_OUTPUTS = 64, 20
LONGEST_NAME, LONGEST_TITLE = 20, 60
LARGEST_SEED = 999_999_999

Link: TypeAlias = tuple[int, int]
"""A weight, told by the keys of its output's and its input's column."""


class Role(Enum):
    """What a column is for."""

    INPUT = "input"
    OUTPUT = "output"
    UNUSED = "not used"


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes:
        name: what it is called.
        role: what it is for.
        key: tells it from every other column of the draft, whatever it is called and wherever it stands.
    """

    name: str
    role: Role
    key: int


class Begin(Enum):
    """Where the weights begin."""

    GIVEN = "as given"
    ZERO = "zero"
    RANDOM = "random"


@dataclass(frozen=True)
class StartingWeights:
    """The weights that training begins with.

    Attributes:
        begin: whether they are given one by one, all 0, or drawn at random.
        given: those that are given; one that is not there is 0.
        frozen: those that do not learn.
        seed: for ``RANDOM``: the same seed draws the same weights.
        spread: for ``RANDOM``: they lie between ± this.
    """

    begin: Begin = Begin.ZERO
    given: Mapping[Link, Cell] = field(default_factory=dict)
    frozen: frozenset[Link] = frozenset()
    seed: int = 1
    spread: Cell = 0.5


class Field(Enum):
    """What a problem is about; its value is what a sentence calls it."""

    TITLE = "title"
    COLUMNS = "columns"
    NAME = "name"
    ROWS = "rows"
    CELL = "cell"
    WEIGHT = "weight"
    SPREAD = "spread"
    SEED = "seed"
    ORDER = "order"
    ALPHA = "alpha"
    RECIPE = "recipe"


@dataclass(frozen=True)
class Problem:
    """Why a draft cannot be started.

    Attributes:
        text: the place, what is wrong with it, and what to do.
        field: what it is about.
        row, column: where in the table it is, or (output, input) of a weight, counted from 0; −1: nowhere.
    """

    text: str
    field: Field
    row: int = -1
    column: int = -1


class DraftError(ValueError):
    """A draft that is no scene yet, or a change that cannot be made; the text names place and remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


def refused(text: str, about: Field) -> DraftError:
    """The error for a change that cannot be made."""
    return DraftError(Problem(text, about))
