"""How large the parts of the network diagram are: all measures of it, as multiples of a unit."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_TARGET = 24.0
"""No button is smaller than this, in pixels, however small the unit."""
_MOST_WEIGHTS, _MOST_SIDE = 9, 5
_DIGIT = 7.8
"""Width of a digit of 13 px type in units."""


def has_room_for_each(shape: tuple[int, ...]) -> bool:
    """Whether in a network of (n_outputs, n_inputs) each weight can have a chip that is legible."""
    n_outputs, n_inputs = shape
    return n_outputs * n_inputs <= _MOST_WEIGHTS and max(n_outputs, n_inputs) <= _MOST_SIDE


@dataclass(frozen=True)
class NetShape:
    """One network: its size and whether a line above it says which run it is."""

    n_outputs: int
    n_inputs: int
    labelled: bool = False


@dataclass(frozen=True)
class Sizes:
    """The parts' sizes in pixels, for one unit and one arrangement.

    Attributes:
        unit: pixels a unit.
        roomy: outputs in rows (or large boxes), eight characters a weight; else stacked, seven.
        single: there is one output.
    """

    unit: float
    roomy: bool
    single: bool

    @property
    def circle(self) -> float:
        """Diameter of inputs and predictions."""
        return (56 if self.roomy else 46) * self.unit

    @property
    def name(self) -> float:
        """Height of a name above a circle."""
        return 17 * self.unit

    @property
    def button(self) -> float:
        """Side of the freeze button."""
        return max(LEAST_TARGET, 26 * self.unit)

    @property
    def pill(self) -> tuple[float, float]:
        """Width (with its button) and height of a weight."""
        characters = 1.5 + self.weight_characters
        return (characters * _DIGIT + 15) * self.unit + self.button, max(LEAST_TARGET, 26 * self.unit)

    @property
    def weight_characters(self) -> int:
        """How many characters a weight's number may have."""
        return 8 if self.roomy else 7

    @property
    def pitch(self) -> float:
        """From one weight to the next."""
        if self.tags_below:
            return self.pill[1] + self.tag[1] + 2 * self.unit
        return max(LEAST_TARGET + 1, (28 if self.roomy else 26) * self.unit)

    @property
    def tag(self) -> tuple[float, float]:
        """Width and height of what is written beside a weight."""
        return (self.tag_characters * 0.9 * _DIGIT + 8) * self.unit, 19 * self.unit

    @property
    def tag_characters(self) -> int:
        """How many characters a tag may have."""
        return 8 if self.roomy or self.tags_below else 7

    @property
    def tags_below(self) -> bool:
        """Whether tags stand below their weights instead of at their right."""
        return self.single and not self.roomy

    @property
    def gaps(self) -> tuple[float, float, float]:
        """Least room for lines: input to weight, weight to prediction, prediction to what follows."""
        left, right = (44, 26) if self.roomy else (26, 8) if not self.tags_below else (30, 30)
        tag = 0.0 if self.tags_below else self.tag[0]
        return left * self.unit, tag + right * self.unit, (24 if self.roomy else 9) * self.unit

    @property
    def side(self) -> float:
        """Width of what belongs to an output: target, delta, error."""
        if self.single and self.roomy:
            return 150 * self.unit
        return 3 * self.cell[0] + 2 * 6 * self.unit if self.roomy else 108 * self.unit

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of one number of an output."""
        if self.roomy and not self.single:
            return (8 * _DIGIT + 20) * self.unit, max(LEAST_TARGET, 28 * self.unit)
        height = 34 if self.roomy else 30 if self.single else 20
        return self.side, height * self.unit

    @property
    def width(self) -> float:
        """The least width of all of it."""
        return 2 * self.circle + self.pill[0] + sum(self.gaps) + self.side

    def height(self, shape: NetShape) -> float:
        """The least height of a network."""
        inputs = shape.n_inputs * (self.circle + self.name + 8 * self.unit)
        stack = self.stack_height if self.single or not self.roomy else self.cell[1] + 4 * self.unit
        outputs = shape.n_outputs * max(self.circle + self.name + 4 * self.unit, stack + 4 * self.unit)
        heading = self.name if self.roomy and not self.single else 0.0
        weights = shape.n_outputs * shape.n_inputs * self.pitch
        return max(max(inputs, outputs + heading) + self.label(shape), weights)

    @property
    def stack_height(self) -> float:
        """Height of target, delta and error over each other."""
        return max(LEAST_TARGET, self.cell[1]) + 2 * self.cell[1] + 2 * self.stack_gap

    @property
    def stack_gap(self) -> float:
        """Between the numbers of a stack."""
        return (8 if self.roomy else 5 if self.single else 0) * self.unit

    def label(self, shape: NetShape) -> float:
        """Height of the line saying which run it is."""
        return 20 * self.unit if shape.labelled else 0.0
