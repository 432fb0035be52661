"""Truths with words of their own: an error falls, a weight is frozen, a run has diverged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.examples import Taking
from gdstudio.core.images import Images
from gdstudio.core.network import weight_names
from gdstudio.lessons.checks.nodes import COMPARISONS, Named, Node, TruthNode
from gdstudio.lessons.checks.tokens import CheckError
from gdstudio.lessons.checks.world import lane_index
from gdstudio.messages import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.lessons.checks.quantities import Place
    from gdstudio.lessons.checks.world import World
    from gdstudio.messages import Lane

AHEAD = {"falls": "<", "grows": ">", "moves": "!=", "stays": "="}
PAST = {"fell": "<", "grew": ">", "moved": "!=", "stayed": "="}
"""What each verb says of an amount afterwards against before: ahead of now, and since the start."""


@dataclass(frozen=True)
class Changes(TruthNode):
    """How an amount changes in so many steps from now."""

    amount: Node
    verb: str
    steps: int

    def holds(self, world: World) -> bool:
        """Whether it does."""
        after, before = self.amount.value(world.after(self.steps)), self.amount.value(world)
        return COMPARISONS[AHEAD[self.verb]](after, before)


@dataclass(frozen=True)
class Changed(TruthNode):
    """How an amount has changed since the start."""

    amount: Node
    verb: str

    def holds(self, world: World) -> bool:
        """Whether it has."""
        return COMPARISONS[PAST[self.verb]](self.amount.value(world), self.amount.value(world.at_start()))


@dataclass(frozen=True)
class MovesMost(TruthNode):
    """This weight moves further in so many steps than any other of its run."""

    weight: Named
    steps: int

    def holds(self, world: World) -> bool:
        """Whether it does."""
        return heaviest(world, self.steps) == self.weight.names[0]


def heaviest(world: World, steps: int) -> str:
    """The name of the weight that moves furthest in so many steps; "" if none moves, or several as far.

    Raises:
        CheckError: weights of images have no names.
    """
    here, there = world.seen_lane(), world.after(steps).seen_lane()
    if isinstance(here.examples, Images):
        raise CheckError("the weights of images have no letters; ask something else here")
    moved = np.abs(there.now.weights - here.now.weights)
    furthest = moved.max()
    places = np.argwhere(moved >= furthest * (1 - 1e-6))
    if furthest == 0 or len(places) > 1:
        return ""
    k, j = places[0]
    name: str = weight_names(moved.shape)[k][j]
    return name


@dataclass(frozen=True)
class WeightIs(TruthNode):
    """A weight is frozen, free or selected."""

    weight: Named
    what: str

    def holds(self, world: World) -> bool:
        """Whether it is."""
        place = self.weight.place(world)
        if self.what == "selected":
            return self._is_selected(world, place)
        return bool(world.seen_lane().frozen[place.first, place.second]) == (self.what == "frozen")

    @staticmethod
    def _is_selected(world: World, place: Place) -> bool:
        """Whether it is selected: in the run that is named, or else in any."""
        chosen = world.looks.selected
        if chosen is None or (chosen.output, chosen.input) != (place.first, place.second):
            return False
        starts = [lane.start for lane in world.now.lanes]
        return not world.lane or chosen.lane == lane_index(starts, world.lane)


@dataclass(frozen=True)
class PanelIsOpen(TruthNode):
    """A view of the run is in front."""

    panel: str

    def holds(self, world: World) -> bool:
        """Whether it is."""
        return self.panel == world.looks.panel or self.panel in world.looks.beside


SETTINGS: dict[str, tuple[type[Phase | Taking | Rule], Callable[[World], Phase | Taking | Rule]]] = {
    "phase": (Phase, lambda world: world.now.phase),
    "order": (Taking, lambda world: world.seen_lane().order.taking),
    "rule": (Rule, lambda world: world.seen_lane().rule),
}


def setting_words(subject: str) -> dict[str, Phase | Taking | Rule]:
    """What a phase, an order or a rule can be, by the words for it."""
    kind, _ = SETTINGS[subject]
    return {_words(member): member for member in kind}


def _words(member: Phase | Taking | Rule) -> str:
    return member.name.lower().replace("_", " ") if isinstance(member, Phase) else member.value


@dataclass(frozen=True)
class SettingIs(TruthNode):
    """The phase, the order or the rule is a certain one."""

    subject: str
    wanted: Phase | Taking | Rule

    def holds(self, world: World) -> bool:
        """Whether it is."""
        _, read = SETTINGS[self.subject]
        return read(world) is self.wanted


def _settled(lane: Lane) -> bool:
    return bool(np.array_equal(lane.now.new_weights, lane.now.weights))


STATES: dict[str, Callable[[World], bool]] = {
    "diverged": lambda world: world.beyond or world.seen_lane().diverged,
    "settled": lambda world: not world.beyond and _settled(world.seen_lane()),
    "forked": lambda world: any(lane.start.fork_of for lane in world.now.lanes),
    "playing": lambda world: world.now.playing,
    "drawing": lambda world: (
        world.now.gallery is not None and world.now.gallery.looked_at.source is Source.DRAWN
    ),
    "all frozen": lambda world: bool(world.seen_lane().frozen.all()),
}


@dataclass(frozen=True)
class State(TruthNode):
    """Something that the session is, in one word."""

    word: str

    def holds(self, world: World) -> bool:
        """Whether it is."""
        return STATES[self.word](world)
