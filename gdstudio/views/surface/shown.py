"""What the surface's views show, worked out from a snapshot: plain numbers, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking
from gdstudio.core.network import weight_name
from gdstudio.core.surface import Surface

if TYPE_CHECKING:
    from gdstudio.core.examples import Examples
    from gdstudio.core.network import BoolArray, FloatArray
    from gdstudio.core.surface import Place
    from gdstudio.messages import Lane


_LARGEST = 1e60


@dataclass(frozen=True, eq=False)
class Other:
    """Another run over the same two weights.

    Attributes:
        run: which, from 0.
        path: where its weights have been, its present ones last, shape (n, 2); without points too far off to
            be drawn.
        here: its present ones, or None if they are too far off.
    """

    run: int
    path: FloatArray
    here: tuple[float, float] | None


@dataclass(frozen=True, eq=False)
class Shown:
    """One lane's surface over two weights, and what is drawn on it.

    Attributes:
        surface: what descent walks on: the present example's, or where several are taken their mean.
        example: where several are taken, the present example's own surface; else None.
        names: of the two weights, as axes.
        frozen: whether each is.
        path: where they have been, the present point included, shape (n, 2).
        next: where the next step takes them, or None if that is not finite.
        goal: where descent ends: the destination; of several taken one at a time, the lowest point of the
            surface. None if it will not get there.
        run: which run it is, from 0.
        others: runs of the same weights.
    """

    surface: Surface
    example: Surface | None
    names: tuple[str, str]
    frozen: tuple[bool, bool]
    path: FloatArray
    next: tuple[float, float] | None
    goal: tuple[float, float] | None
    run: int = 0
    others: tuple[Other, ...] = ()

    @property
    def drawable(self) -> bool:
        """Whether all numbers are small enough to be drawn: their squares must not overflow."""
        surface = self.surface
        numbers = [surface.height, surface.gu, surface.gv, surface.uu, surface.uv, surface.vv, *surface.here]
        largest = np.abs(np.array([*numbers, *self.path.ravel().tolist(), *(self.goal or ())])).max()
        return bool(largest < _LARGEST)


def shown(lane: Lane, examples: Examples, u: Place, v: Place) -> Shown:
    """Work out what is shown of a lane over two weights.

    Args:
        lane: at the present step.
        examples: its table.
        u: the weight along the horizontal axis.
        v: the weight along the vertical axis.
    """
    weights, row = lane.now.weights, slice(lane.row, lane.row + 1)
    one = Surface.over(weights, examples.inputs[row], examples.targets[row], u, v)
    several = lane.order.taking is not Taking.ONE and len(examples) > 1
    mean = Surface.over(weights, examples.inputs, examples.targets, u, v) if several else one
    path = _path(lane, u, v)
    after = lane.now.new_weights
    following = (float(after[u]), float(after[v]))
    goal = None
    if several and lane.order.taking is not Taking.FULL_BATCH:
        # One at a time they lead to and fro about where the mean is lowest, if by the correct recipe.
        goal = mean.lowest if lane.rule is Rule.CORRECT else None
    elif lane.destination is not None:
        goal = (float(lane.destination[u]), float(lane.destination[v]))
    return Shown(
        surface=mean,
        example=one if several else None,
        names=(axis_name(examples, u), axis_name(examples, v)),
        frozen=(bool(lane.frozen[u]), bool(lane.frozen[v])),
        path=path,
        next=following if np.isfinite(following).all() else None,
        goal=goal if goal is not None and np.isfinite(goal).all() else None,
    )


def other(run: int, lane: Lane, u: Place, v: Place) -> Other:
    """What is shown of another run of the same weights."""
    path = _path(lane, u, v)
    near: BoolArray = np.abs(path).max(axis=1) < _LARGEST
    return Other(run, path[near], (float(path[-1, 0]), float(path[-1, 1])) if near[-1] else None)


def _path(lane: Lane, u: Place, v: Place) -> FloatArray:
    """Where two weights of a run have been, the present ones last: (n, 2)."""
    return np.array([[each[u], each[v]] for each in (*lane.path, lane.now.weights)])


def axis_name(examples: Examples, place: Place) -> str:
    """What a weight is called at an axis: by what it leads from and to, as far as there is a choice.

    ``a · toes``, with several outputs ``f · nfans → win``, and with one input ``b → win``.
    """
    output, column = place
    name = weight_name(output * len(examples.input_names) + column)
    several_from, several_to = len(examples.input_names) > 1, len(examples.target_names) > 1
    if several_from or not several_to:
        name += f" · {examples.input_names[column]}"
    return f"{name} → {examples.target_names[output]}" if several_to else name


def pair(shape: tuple[int, int], chosen: Place | None, other: Place | None) -> tuple[Place, Place]:
    """Two different weights: the chosen one, and another of the same output if there is one.

    Args:
        shape: (n_outputs, n_inputs), of two weights at least.
        chosen: the weight along the horizontal axis, or None for the first.
        other: the one along the vertical axis, or None to be found.
    """
    n_outputs, n_inputs = shape
    first = chosen if chosen is not None else (0, 0)
    if other is not None and other != first:
        return first, other
    output, column = first
    if n_inputs > 1:
        return first, (output, (column + 1) % n_inputs)
    return first, ((output + 1) % n_outputs, column)
