"""The draft itself: everything a scene of one's own needs. It never changes: each edit gives another draft.

Cells may hold any text while they are edited. How a draft is edited stands in `edits` and `weight_edits`,
what it lacks to be a scene in `problems`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gdstudio.core.descent import Rule
from gdstudio.core.examples import DataError, Examples, Order, Taking
from gdstudio.core.generate import starting_weights
from gdstudio.lessons.draft import building
from gdstudio.lessons.draft.cells import Cell, is_usable
from gdstudio.lessons.draft.parts import Begin, Column, Field, Link, Role, StartingWeights, refused
from gdstudio.lessons.draft.problems import problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.lessons.draft.parts import Problem
    from gdstudio.messages import Lane, Scene

OWN_TITLE = "Own scene"
Row = tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class Draft:
    """A scene in the making.

    Attributes:
        columns: of the table, in the order in which they stand.
        rows: one for each example, each with a cell for each column.
        weights: where they begin.
        order: which example each step takes.
        alpha: how much of each weight_delta is applied.
        rule: how the weight deltas are worked out.
        title: what the scene will be called.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    weights: StartingWeights = field(default_factory=StartingWeights)
    order: Order = field(default_factory=lambda: Order(Taking.IN_TURN))
    alpha: Cell = 0.01
    rule: Rule = Rule.CORRECT
    title: str = OWN_TITLE

    @classmethod
    def empty(cls) -> Draft:
        """One input, one output, and one row to be filled."""
        columns = (Column("input 1", Role.INPUT, 0), Column("output 1", Role.OUTPUT, 1))
        return cls(columns, (("", ""),))

    @classmethod
    def of(cls, lane: Lane, title: str = OWN_TITLE) -> Draft:
        """The state of a run as a start: examples, weights, freezes, alpha, order and rule as they are now.

        Raises:
            DraftError: it learns from images.
        """
        examples = lane.examples
        if not isinstance(examples, Examples):
            raise refused("a scene with images has no table; open one with a small network", Field.ROWS)
        n_outputs, n_inputs = examples.shape
        columns = [Column(name, Role.INPUT, key) for key, name in enumerate(examples.input_names)]
        columns += [Column(name, Role.OUTPUT, n_inputs + k) for k, name in enumerate(examples.target_names)]
        blocks = zip(examples.inputs.tolist(), examples.targets.tolist(), strict=True)
        links = {(k, j): (n_inputs + k, j) for k in range(n_outputs) for j in range(n_inputs)}
        given: dict[Link, Cell] = {link: float(lane.now.weights[at]) for at, link in links.items()}
        frozen = frozenset(link for at, link in links.items() if lane.frozen[at])
        return cls(
            tuple(columns),
            tuple((*inputs, *targets) for inputs, targets in blocks),
            StartingWeights(Begin.GIVEN, given, frozen),
            lane.order,
            lane.alpha,
            lane.rule,
            title,
        )

    def places(self, role: Role) -> list[int]:
        """Where the columns of a role stand, counted from 0."""
        return [place for place, column in enumerate(self.columns) if column.role is role]

    @property
    def shape(self) -> tuple[int, int]:
        """(n_outputs, n_inputs)."""
        return len(self.places(Role.OUTPUT)), len(self.places(Role.INPUT))

    def names(self, role: Role) -> list[str]:
        """What the columns of a role are called."""
        return [column.name for column in self.columns if column.role is role]

    def links(self) -> list[list[Link]]:
        """All weights, one list for each output."""
        inputs = [self.columns[place].key for place in self.places(Role.INPUT)]
        return [[(self.columns[place].key, key) for key in inputs] for place in self.places(Role.OUTPUT)]

    def frozen(self) -> list[list[bool]]:
        """Which weights are frozen, one list for each output."""
        return [[link in self.weights.frozen for link in row] for row in self.links()]

    def weight_cells(self) -> list[list[Cell]]:
        """The weights to begin with, one list for each output; 0 while the spread is no number."""
        weights = self.weights
        if weights.begin is Begin.GIVEN:
            return [[weights.given.get(link, 0.0) for link in row] for row in self.links()]
        spread = (
            weights.spread if weights.begin is Begin.RANDOM and not isinstance(weights.spread, str) else 0.0
        )
        try:
            cells: list[list[Cell]] = starting_weights(self.shape, spread, weights.seed).tolist()
        except DataError:
            return [[0.0 for _ in row] for row in self.links()]
        return cells

    def is_wrong(self, row: int, place: int) -> bool:
        """Whether a cell of the table cannot be learned from; those of unused columns need not be."""
        return self.columns[place].role is not Role.UNUSED and not is_usable(self.rows[row][place])

    def problems(self) -> Iterator[Problem]:
        """What it lacks to be a scene, in the order in which it is read; nothing if it is one."""
        return problems(self)

    def scene(self) -> Scene:
        """The scene.

        Raises:
            DraftError: it is none yet; the text names the place and what to do.
        """
        return building.scene(self)
