"""What a remark is: something about the present state that is worth a sentence, and where it happens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdstudio.messages import Command


class Kind(StrEnum):
    """What is remarked on, the most important first. The values are for keeping: they never change."""

    DIVERGED = "diverged"
    UNFROZEN = "unfreezing-lowered-the-limit"
    ABOVE_LIMIT = "alpha-above-the-limit"
    ON_LIMIT = "alpha-on-the-limit"
    ALL_FROZEN = "every-weight-frozen"
    ALPHA_ZERO = "alpha-zero"
    STUCK = "output-cannot-change"
    LOST = "lost-in-rounding"
    AT_BOTTOM = "at-the-bottom"
    NO_DIGIT = "no-digit-moves"
    NO_GUARANTEE = "no-guarantee"
    UNREACHABLE = "no-weights-fit-all"
    OVERSHOOTS = "overshoots"
    INPUT_ZERO = "input-zero"
    INPUT_NEGATIVE = "input-negative"
    NEAR_LARGEST = "value-near-the-largest"
    RULE = "printed-mistake"
    FROZEN = "weight-frozen"
    TINY = "delta-tiny"


STANDING_STILL = frozenset(
    {Kind.ALL_FROZEN, Kind.ALPHA_ZERO, Kind.STUCK, Kind.LOST, Kind.AT_BOTTOM, Kind.NO_DIGIT}
)
"""Why nothing moves."""


class Part(Enum):
    """What a remark is about."""

    RUN = "run"
    ALPHA = "alpha"
    INPUT = "input"
    OUTPUT = "output"
    WEIGHT = "weight"


@dataclass(frozen=True)
class Spot:
    """Where something happens.

    Attributes:
        part: what kind of thing is there.
        output: of an output or a weight, which one, counted from 0; else −1.
        input: of an input or a weight, which one, counted from 0; else −1.
    """

    part: Part
    output: int = -1
    input: int = -1

    @property
    def order(self) -> tuple[int, int]:
        """For sorting: as they are read, row by row."""
        return self.output, self.input


@dataclass(frozen=True)
class Said:
    """A remark's words.

    Attributes:
        sentence: the whole of it.
        brief: the same where it happens, the longest wording first; empty where nothing is written there.
    """

    sentence: str
    brief: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remedy:
    """What would help.

    Attributes:
        words: in a few words ("alpha 0.013").
        commands: to be given one after the other; those that are logged are one gesture.
    """

    words: str
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Remark:
    """Something worth a sentence.

    Attributes:
        kind: its stable id.
        lane: which run, from 0.
        spot: where it happens.
        said: the words; with several runs the sentence names the run unless it is true of all of them.
        remedy: what would help, or None.
        importance: 0 for what is said only where it happens; else the larger, the more important.
    """

    kind: Kind
    lane: int
    spot: Spot
    said: Said
    remedy: Remedy | None = None
    importance: int = 0

    @property
    def sentence(self) -> str:
        """All of it in a sentence or two."""
        return self.said.sentence


_KINDS = tuple(Kind)


def importance_of(kind: Kind) -> int:
    """How important a remark of this kind is where it is more than a word in its place."""
    return len(_KINDS) - _KINDS.index(kind)
