"""Commands that move about in what the log defines, and the union of all commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.messages.logged import Logged
from gdstudio.messages.start import LookAt

if TYPE_CHECKING:
    from gdstudio.core.descent import Phase
    from gdstudio.messages.start import Scene


class Reference(Enum):
    """Pictures that the weights can be compared with."""

    MEANS = "mean digits"
    """The mean image of each class, brought to length 1."""
    LEAST_SQUARES = "least squares"
    """The weights with the smallest possible error on all learnt images: where training would end."""


@dataclass(frozen=True)
class Speed:
    """How fast playing goes: `per_second` steps (or phases), None meaning as fast as possible."""

    per_second: float | None = 2.0
    by_phase: bool = False


@dataclass(frozen=True)
class Play:
    """Take steps at the set speed until told otherwise; `backwards`: go back step by step, to step 1."""

    backwards: bool = False


@dataclass(frozen=True)
class Pause:
    """Stop where it is."""


@dataclass(frozen=True)
class TakeSteps:
    """Pause and take `count` steps; a negative count steps back."""

    count: int = 1


@dataclass(frozen=True)
class TakePhase:
    """Pause and go one phase on; a negative count goes back."""

    count: int = 1


@dataclass(frozen=True)
class GoToPhase:
    """Pause and look at this phase of the present step."""

    phase: Phase


@dataclass(frozen=True)
class Seek:
    """Pause and go to the beginning of this step (counted from 1), within recorded time."""

    step: int


@dataclass(frozen=True)
class SetSpeed:
    """Play at this speed."""

    speed: Speed


@dataclass(frozen=True)
class Compare:
    """Work out these reference pictures, to be shown beside the weights."""

    reference: Reference


MOST_STEPS_ON_A_PAGE = 2000


@dataclass(frozen=True)
class LookAtSteps:
    """Work out every number of these recorded steps, for a table; it stays wanted until another is.

    Attributes:
        lane: whose.
        first: the first step, from 1.
        count: how many steps, at most `MOST_STEPS_ON_A_PAGE`; 0: none any more.
        place: with images, the weight (output, input) that is told; small networks tell all.
    """

    lane: int
    first: int
    count: int
    place: tuple[int, int] | None = None


# Runs beside each other ("lanes"), and marks in time. They can be undone, but are not logged: a fork is
# another session with the same past.


@dataclass(frozen=True)
class Fork:
    """Begin another run at the present step, with the past of run `lane`; up to `MOST_LANES` in all.

    Attributes:
        lane: the run to fork, from 0.
        label: what to call it; "" lets the session find a name.
    """

    lane: int
    label: str = ""


@dataclass(frozen=True)
class Race:
    """Fork run `lane` at the present step once for each alpha; it goes on with its own. One undo."""

    lane: int
    alphas: tuple[float, ...]


@dataclass(frozen=True)
class RemoveLane:
    """Take a run away; the last one stays."""

    lane: int


@dataclass(frozen=True)
class NameLane:
    """Call a run something else."""

    lane: int
    label: str


@dataclass(frozen=True)
class BringBack:
    """Show a future that was cut off, as another run beside the present one.

    Attributes:
        number: of the `Kept` future.
    """

    number: int


@dataclass(frozen=True)
class SetBookmark:
    """Give a recorded step a name to come back to; an empty name takes the bookmark away."""

    step: int
    name: str


FEWEST_POINTS, MOST_POINTS, MOST_SWEPT_STEPS = 2, 200, 10_000
"""A sweep tries at least and at most so many alphas, and takes at most so many steps with each."""


@dataclass(frozen=True)
class Sweep:
    """Try many alphas from where run `lane` is now, and tell the error after so many steps of each.

    It changes nothing and is not logged. A newer one takes the place of one that is still being worked out.

    Attributes:
        lane: whose weights, examples, order, rule and freezes.
        first, last: the smallest and the largest alpha, above 0; between them evenly spread on a log scale.
        points: how many alphas, from `FEWEST_POINTS` to `MOST_POINTS`.
        steps: how many steps with each, from 1 to `MOST_SWEPT_STEPS`.
    """

    lane: int
    first: float
    last: float
    points: int
    steps: int


@dataclass(frozen=True)
class Undo:
    """Drop the last logged gesture and go to the step where it was given."""


@dataclass(frozen=True)
class Redo:
    """Give the last undone gesture again."""


@dataclass(frozen=True)
class LoadScene:
    """Start a new session from this scene."""

    scene: Scene


@dataclass(frozen=True)
class AsOne:
    """Carry out several commands, one after the other, as if they were one.

    What they change is one Undo, and no snapshot shows it half done.

    Attributes:
        commands: in order, none of them Undo or Redo; one that is refused does not hold up the others.
        text: what it does, in a few words, as Undo says it.
    """

    commands: tuple[Command, ...]
    text: str


@dataclass(frozen=True)
class Drawn:
    """The window's word that it has drawn the latest snapshot, and in how many seconds: go on."""

    seconds: float = 0.0


@dataclass(frozen=True)
class Stop:
    """End the thread."""


Command: TypeAlias = (
    Logged
    | Play
    | Pause
    | TakeSteps
    | TakePhase
    | GoToPhase
    | Seek
    | SetSpeed
    | LookAt
    | Compare
    | LookAtSteps
    | Fork
    | Race
    | RemoveLane
    | NameLane
    | BringBack
    | SetBookmark
    | Sweep
    | Undo
    | Redo
    | LoadScene
    | AsOne
    | Drawn
    | Stop
)
