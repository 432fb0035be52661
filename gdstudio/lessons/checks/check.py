"""Checks as a lesson holds them: text and meaning, how far they look ahead, and what gives them away."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gdstudio.lessons.checks.nodes import AtStart, InLane, Later, Named, Node
from gdstudio.lessons.checks.parser import amount, parse, truth
from gdstudio.lessons.checks.quantities import AHEAD, WORDS, Of, find_place
from gdstudio.lessons.checks.statements import AHEAD as VERBS
from gdstudio.lessons.checks.statements import STATES, Changed, Changes, MovesMost
from gdstudio.lessons.checks.tokens import CheckError
from gdstudio.lessons.checks.world import lane_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdstudio.lessons.checks.world import World
    from gdstudio.messages import LaneStart


@dataclass(frozen=True)
class Check:
    """A check that has been read.

    Attributes:
        text: as it is written.
        node: what it means.
    """

    text: str
    node: Node

    def holds(self, world: World) -> bool:
        """Whether it holds.

        Raises:
            CheckError: it names what is no longer there.
        """
        return self.node.holds(world)

    def value(self, world: World) -> float:
        """The number that it asks for; NaN where there is none, such as the bottom of a flat line.

        Raises:
            CheckError: it names what is no longer there.
        """
        return self.node.value(world)

    @property
    def steps_ahead(self) -> int:
        """How many steps ahead it looks; 0: not at all."""
        return _furthest(self.node)

    @property
    def given_away_by(self) -> tuple[str, ...]:
        """The facts that would tell its answer."""
        # What is now is then only what the later number is compared with.
        return AHEAD if self.steps_ahead else tuple(dict.fromkeys(_telling(self.node)))


def read_truth(text: str, lanes: Sequence[LaneStart], *, ahead: bool = True) -> Check:
    """Read a check that holds or doesn't.

    Args:
        text: as it is written.
        lanes: the scene's runs, for their names; none while images are not loaded.
        ahead: whether it may look ahead.

    Raises:
        CheckError: it cannot be understood, names what is not there, or looks ahead.
    """
    node = truth(parse(text), "alone")
    _check_names(node, lanes)
    if not ahead and _furthest(node):
        raise CheckError(
            "a task looks at the session as it is, not ahead; write “fell”, “grew”, “moved” or “stayed”"
        )
    return Check(text, node)


def read_amount(text: str, lanes: Sequence[LaneStart]) -> Check:
    """Read a check that asks for a number; see :func:`read_truth`.

    Raises:
        CheckError: it cannot be understood, or names what is not there.
    """
    node = amount(parse(text), "here")
    _check_names(node, lanes)
    return Check(text, node)


def _furthest(node: Node) -> int:
    """How far a tree looks ahead: steps inside of steps add up."""
    own = node.steps if isinstance(node, Later | Changes | MovesMost) else 0
    return own + max((_furthest(part) for part in node.parts()), default=0)


def _telling(node: Node) -> Iterator[str]:
    """The facts that tell what a tree asks for."""
    if isinstance(node, Named):
        yield from node.meaning.gives_away
    elif not isinstance(node, Changed | AtStart):  # what is past was there to be seen
        for part in node.parts():
            yield from _telling(part)


def _check_names(node: Node, lanes: Sequence[LaneStart], lane: str = "") -> None:
    """See that every name is there in the run that is meant; without any run, all are believed."""
    if not lanes:
        return
    if isinstance(node, InLane):
        lane = node.lane
        lane_index(lanes, lane)
    if isinstance(node, Named):
        start = lanes[lane_index(lanes, lane)]
        try:
            find_place(node.meaning.of, node.names, start.examples, start.weights.shape)
        except CheckError as error:
            raise CheckError(_unknown(node, str(error))) from error
    for part in node.parts():
        _check_names(part, lanes, lane)


def _unknown(node: Named, why: str) -> str:
    if node.meaning.of is not Of.NAME:
        return why
    (name,) = node.names
    close = get_close_matches(name, [*WORDS, *STATES, *VERBS], n=2, cutoff=0.7)
    return f"“{name}”; did you mean {' or '.join(close)}?" if close else why
