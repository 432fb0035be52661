"""What a check is made of: amounts, which are numbers, and truths, which hold or don't."""

from __future__ import annotations

import operator
from dataclasses import dataclass, fields
from math import isclose, isnan, nan
from typing import TYPE_CHECKING

from gdstudio.lessons.checks.quantities import BARE, WORDS, Word, find_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdstudio.lessons.checks.quantities import Place
    from gdstudio.lessons.checks.world import World

CLOSE = 1e-9
"""Numbers that differ by less than this share of themselves are equal; so nothing but 0 equals 0."""


class Node:
    """A part of a check: an amount unless it says that it is a truth."""

    @property
    def is_truth(self) -> bool:
        """Whether it holds or doesn't, instead of having a value."""
        return False

    def value(self, world: World) -> float:
        """Read an amount.

        Raises:
            CheckError: it names what is no longer there, or looks ahead where that is not allowed.
        """
        raise TypeError(f"{type(self).__name__} is no amount: {world}")

    def holds(self, world: World) -> bool:
        """Whether a truth holds.

        Raises:
            CheckError: it names what is no longer there, or looks ahead where that is not allowed.
        """
        raise TypeError(f"{type(self).__name__} is no truth: {world}")

    def parts(self) -> Iterator[Node]:
        """What it is directly made of."""
        for field in fields(self):  # type: ignore[arg-type]  # every node is a dataclass
            found = getattr(self, field.name)
            for each in found if isinstance(found, tuple) else (found,):
                if isinstance(each, Node):
                    yield each

    def walk(self) -> Iterator[Node]:
        """This part and all that it is made of."""
        yield self
        for part in self.parts():
            yield from part.walk()


class TruthNode(Node):
    """A part that holds or doesn't."""

    @property
    def is_truth(self) -> bool:
        """It does."""
        return True


# --- amounts ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Constant(Node):
    """A number that is written down."""

    number: float

    def value(self, world: World) -> float:  # noqa: ARG002  # the same in every world
        """The number."""
        return self.number


@dataclass(frozen=True)
class Named(Node):
    """A number of the session: ``error of win``, or a bare name (`word` is then "")."""

    word: str
    names: tuple[str, ...] = ()

    @property
    def meaning(self) -> Word:
        """How it is read."""
        return WORDS[self.word] if self.word else BARE

    def value(self, world: World) -> float:
        """Read it; where the run has diverged, an error is infinite and everything else no number."""
        return self.meaning.beyond if world.beyond else self.meaning.read(world, self.place(world))

    def place(self, world: World) -> Place:
        """What the names mean there."""
        lane = world.seen_lane()
        return find_place(self.meaning.of, self.names, lane.examples, lane.frozen.shape)


_SIGNS: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda left, right: left / right if right else nan,
}


@dataclass(frozen=True)
class Combined(Node):
    """Two amounts and a sign between them; divided by 0, no number."""

    sign: str
    left: Node
    right: Node

    def value(self, world: World) -> float:
        """The result."""
        return _SIGNS[self.sign](self.left.value(world), self.right.value(world))


@dataclass(frozen=True)
class Size(Node):
    """An amount without its sign."""

    amount: Node

    def value(self, world: World) -> float:
        """The absolute value."""
        return abs(self.amount.value(world))


# --- looked at elsewhere: later, at the start, in another run -----------------------------------------------


@dataclass(frozen=True)
class Elsewhere(Node):
    """An amount or a truth looked at in another world."""

    node: Node

    @property
    def is_truth(self) -> bool:
        """What is looked at decides."""
        return self.node.is_truth

    def world(self, world: World) -> World:
        """The world it is looked at in."""
        raise NotImplementedError

    def value(self, world: World) -> float:
        """Read the amount there."""
        return self.node.value(self.world(world))

    def holds(self, world: World) -> bool:
        """Whether the truth holds there."""
        return self.node.holds(self.world(world))


@dataclass(frozen=True)
class Later(Elsewhere):
    """So many steps later."""

    steps: int

    def world(self, world: World) -> World:
        """After the steps."""
        return world.after(self.steps)


@dataclass(frozen=True)
class AtStart(Elsewhere):
    """As it was at the start."""

    def world(self, world: World) -> World:
        """At the start."""
        return world.at_start()


@dataclass(frozen=True)
class InLane(Elsewhere):
    """In the run of that name."""

    lane: str

    def world(self, world: World) -> World:
        """The same, with that run meant."""
        return world.in_lane(self.lane)


# --- truths -------------------------------------------------------------------------------------------------


def equal(left: float, right: float) -> bool:
    """Whether two numbers are the same to nine digits."""
    return isclose(left, right, rel_tol=CLOSE, abs_tol=0)


COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda left, right: left < right and not equal(left, right),
    ">": lambda left, right: left > right and not equal(left, right),
    "<=": lambda left, right: left < right or equal(left, right),
    ">=": lambda left, right: left > right or equal(left, right),
    "=": equal,
    "!=": lambda left, right: not (isnan(left) or isnan(right) or equal(left, right)),
}


@dataclass(frozen=True)
class Compared(TruthNode):
    """Amounts with signs between them, ``0.01 <= alpha < 0.02``; false where one of them is no number."""

    signs: tuple[str, ...]
    amounts: tuple[Node, ...]

    def holds(self, world: World) -> bool:
        """Whether every one of the comparisons does."""
        values = [amount.value(world) for amount in self.amounts]
        pairs = zip(self.signs, values, values[1:], strict=False)
        return all(COMPARISONS[sign](left, right) for sign, left, right in pairs)


@dataclass(frozen=True)
class Not(TruthNode):
    """The opposite."""

    truth: Node

    def holds(self, world: World) -> bool:
        """Whether the truth doesn't."""
        return not self.truth.holds(world)


@dataclass(frozen=True)
class AllOf(TruthNode):
    """Several truths at once."""

    truths: tuple[Node, ...]

    def holds(self, world: World) -> bool:
        """Whether each does."""
        return all(truth.holds(world) for truth in self.truths)


@dataclass(frozen=True)
class AnyOf(TruthNode):
    """At least one of several truths."""

    truths: tuple[Node, ...]

    def holds(self, world: World) -> bool:
        """Whether one does."""
        return any(truth.holds(world) for truth in self.truths)
