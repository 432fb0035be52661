"""Commands that change arithmetic: they are logged, and the log alone defines every number of a session.

`lane` None means every lane. `gesture` is 0, or a number shared by all commands of one drag: one undo.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from gdstudio.core.descent import Rule
    from gdstudio.core.examples import Order
    from gdstudio.messages.start import WeightRef


@dataclass(frozen=True)
class SetAlpha:
    """Apply this much of each weight_delta from now on."""

    alpha: float
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class Freeze:
    """Freeze or unfreeze one weight."""

    weight: WeightRef
    frozen: bool
    gesture: int = 0

    @property
    def lane(self) -> int:
        """The lane it is given to."""
        return self.weight.lane


@dataclass(frozen=True)
class FreezePixels:
    """Freeze or unfreeze the weights of some pixels: into one output, or into all.

    Attributes:
        pixels: inputs, counted from 0; all that the gesture has touched so far.
        frozen: whether they are to be frozen.
        output: the one meant, or None for all.
        lane: the lane it is given to.
        gesture: shared by all commands of one stroke.
    """

    pixels: tuple[int, ...]
    frozen: bool
    output: int | None = None
    lane: int = 0
    gesture: int = 0


@dataclass(frozen=True)
class SetWeight:
    """Set one weight."""

    weight: WeightRef
    value: float
    gesture: int = 0

    @property
    def lane(self) -> int:
        """The lane it is given to."""
        return self.weight.lane


@dataclass(frozen=True)
class SetInput:
    """Set one input of one example (`row`, counted from 0)."""

    row: int
    column: int
    value: float
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class SetTarget:
    """Set one target of one example (`row`, counted from 0)."""

    row: int
    column: int
    value: float
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class SetOrder:
    """Take the examples in this order from now on."""

    order: Order
    lane: int | None = None
    gesture: int = 0


@dataclass(frozen=True)
class SetRule:
    """Work out the weight deltas by this rule from now on: the correct one, or one printed with a mistake."""

    rule: Rule
    lane: int | None = None
    gesture: int = 0


Logged: TypeAlias = SetAlpha | Freeze | FreezePixels | SetWeight | SetInput | SetTarget | SetOrder | SetRule
LOGGED = (SetAlpha, Freeze, FreezePixels, SetWeight, SetInput, SetTarget, SetOrder, SetRule)


@dataclass(frozen=True)
class Entry:
    """A logged command, the step (from 1) it was given at, and what it did in a few words."""

    step: int
    command: Logged
    text: str
