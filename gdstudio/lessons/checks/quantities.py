"""The numbers that a check can name: what each may be *of*, how it is read, and what it gives away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import inf, nan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio.core.images import Images
from gdstudio.core.landscape import Bowl, steepness
from gdstudio.core.network import weight_name, weight_names
from gdstudio.lessons.checks.tokens import CheckError
from gdstudio.messages import Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.core.examples import Examples
    from gdstudio.core.network import FloatArray
    from gdstudio.lessons.checks.world import World
    from gdstudio.messages import Gallery, Lane


class Of(Enum):
    """What may follow a word after *of*."""

    NOTHING = "nothing"
    OUTPUT = "an output"
    """It can be left out where there is only one."""
    ANY_OUTPUT = "an output, or nothing for all of them"
    WEIGHT = "a weight"
    CLASS = "a class"
    VECTORS = "two vectors, as in “product of a and b”"
    NAME = "a name"
    """A weight's, an input's or a target's name, without any word before it."""


class Place(NamedTuple):
    """What is meant, by index: of an output k, of a weight (k, j), of two vectors their rows."""

    first: int = -1
    second: int = -1
    what: str = ""


@dataclass(frozen=True)
class Word:
    """A number that can be named.

    Attributes:
        of: what may follow.
        read: reads it in a world.
        gives_away: facts that would tell it, or what comes of it.
        beyond: what it is where the run has diverged.
    """

    of: Of
    read: Callable[[World, Place], float]
    gives_away: tuple[str, ...] = ()
    beyond: float = nan


def find_place(of: Of, names: tuple[str, ...], examples: Examples | Images, shape: tuple[int, ...]) -> Place:
    """Find what names mean in one run.

    Args:
        of: what is expected.
        names: those given, none, one or two.
        examples: of the run.
        shape: (n_outputs, n_inputs).

    Raises:
        CheckError: there is no such thing there, or one must be named.
    """
    match of:
        case Of.OUTPUT | Of.ANY_OUTPUT | Of.CLASS:
            return _output_place(of, names, examples.target_names)
        case Of.WEIGHT:
            return _weight_place(names[0], examples, shape)
        case Of.VECTORS:
            letters = [weight_name(row) for row in range(len(examples))]
            return Place(_index(names[0], letters, "vector"), _index(names[1], letters, "vector"))
        case Of.NAME:
            return _named_place(names[0], examples, shape)
        case Of.NOTHING:
            return Place()


def _output_place(of: Of, names: tuple[str, ...], there: tuple[str, ...]) -> Place:
    if names:
        return Place(_index(names[0], there, "output"))
    if of is Of.ANY_OUTPUT or len(there) == 1:
        return Place(-1 if of is Of.ANY_OUTPUT else 0)
    raise CheckError(f"of which output? Add “of {there[0]}”; there are {', '.join(there)}")


def _weight_place(name: str, examples: Examples | Images, shape: tuple[int, ...]) -> Place:
    if isinstance(examples, Images):
        raise CheckError(f"“{name}”: the weights of images have no letters; ask for scores or accuracy")
    names = weight_names(shape)
    flat = [each for row in names for each in row]
    k, j = divmod(_index(name, flat, "weight"), shape[1])
    return Place(k, j, "weight")


def _named_place(name: str, examples: Examples | Images, shape: tuple[int, ...]) -> Place:
    if not isinstance(examples, Images):
        if name in examples.input_names:
            return Place(examples.input_names.index(name), -1, "input")
        if name in examples.target_names:
            return Place(examples.target_names.index(name), -1, "target")
        known = [*(each for row in weight_names(shape) for each in row), *examples.input_names]
        if name not in known:
            there = ", ".join([*known, *examples.target_names])
            raise CheckError(f"there is no “{name}” in this scene; there are {there}")
    return _weight_place(name, examples, shape)


def _index(name: str, there: tuple[str, ...] | list[str], what: str) -> int:
    if name not in there:
        raise CheckError(f"there is no {what} “{name}”; there are {', '.join(there)}")
    return there.index(name)


# --- how each is read ---------------------------------------------------------------------------------------


def _bare(world: World, place: Place) -> float:
    lane = world.seen_lane()
    match place.what:
        case "input":
            return float(lane.now.input[place.first])
        case "target":
            return float(lane.now.true[place.first])
        case _:
            return float(lane.now.weights[place.first, place.second])


def _error(world: World, place: Place) -> float:
    now = world.seen_lane().now
    return now.total_error if place.first < 0 else float(now.learnt_error[place.first])


def _mean_error(world: World, _: Place) -> float:
    lane = world.seen_lane()
    return lane.now.total_error if lane.over_all is None else float(lane.over_all.error.sum())


def _of_output(name: str) -> Callable[[World, Place], float]:
    return lambda world, place: float(getattr(world.seen_lane().now, name)[place.first])


def _of_weight(read: Callable[[Lane, int, int], float | None]) -> Callable[[World, Place], float]:
    def value(world: World, place: Place) -> float:
        found = read(world.seen_lane(), place.first, place.second)
        return nan if found is None else float(found)

    return value


def _bowl(lane: Lane, k: int, j: int) -> Bowl:
    return Bowl.of(lane.now, k, j)


def _distance(lane: Lane, k: int, j: int) -> float | None:
    bowl = _bowl(lane, k, j)
    return None if bowl.bottom is None else abs(bowl.weight - bowl.bottom)


def _steepness(world: World, place: Place) -> float:
    lane = world.seen_lane()
    each = steepness(lane.now.input, lane.frozen)
    return float(each.max() if place.first < 0 else each[place.first])


def _limit(world: World, place: Place) -> float:
    limits = world.seen_lane().limits
    if limits.measuring and place.first < 0:
        raise CheckError("the limit is still being measured; ask for “guaranteed” or an output’s own limit")
    limit = limits.diverges if place.first < 0 else limits.by_output[place.first]
    return inf if limit is None else limit


def _guaranteed(world: World, _: Place) -> float:
    limit = world.seen_lane().limits.guaranteed
    return inf if limit is None else limit


def _landing(world: World, _: Place) -> float:
    limit = world.seen_lane().limits.no_overshoot
    return inf if limit is None else limit


def _gallery(world: World) -> Gallery:
    if world.now.gallery is None:
        raise CheckError("this scene has no images; leave that to lessons with images")
    return world.now.gallery


def _accuracy(name: str) -> Callable[[World, Place], float]:
    def read(world: World, _: Place) -> float:
        score = _gallery(world).score
        return nan if score is None else float(getattr(score, name))

    return read


def _of_picture(read: Callable[[FloatArray], float]) -> Callable[[World, Place], float]:
    """Something of all the weights into one class."""

    def value(world: World, place: Place) -> float:
        _gallery(world)
        return float(read(world.seen_lane().now.weights[place.first]))

    return value


def _compared(reference: Reference) -> Callable[[World, Place], float]:
    """How well reference pictures do, once they have been asked for (`compare`) and worked out."""

    def value(world: World, _: Place) -> float:
        found = _gallery(world).compared.get(reference)
        return nan if found is None else found.unseen

    return value


def _label(world: World, _: Place) -> float:
    label = _gallery(world).label
    return nan if label is None else float(label)


def _product(world: World, place: Place) -> float:
    rows = world.seen_lane().examples.inputs
    if callable(rows):
        raise CheckError("images are no vectors with letters; ask for a score")
    return float(np.add.accumulate(rows[place.first] * rows[place.second])[-1])


_MOVES = ("weight deltas", "ahead", "destination")

BARE = Word(Of.NAME, _bare)

WORDS = {
    "step": Word(Of.NOTHING, lambda world, _: float(world.now.step)),
    "steps taken": Word(Of.NOTHING, lambda world, _: float(world.now.step - world.start.step)),
    "inputs": Word(Of.NOTHING, lambda world, _: float(world.seen_lane().now.input.size)),
    "outputs": Word(Of.NOTHING, lambda world, _: float(world.seen_lane().now.pred.size)),
    "lanes": Word(Of.NOTHING, lambda world, _: float(len(world.now.lanes))),
    "example": Word(Of.NOTHING, lambda world, _: float(world.seen_lane().row + 1)),
    "alpha": Word(Of.NOTHING, lambda world, _: world.seen_lane().alpha),
    "limit": Word(Of.ANY_OUTPUT, _limit, ("limits",)),
    "guaranteed": Word(Of.NOTHING, _guaranteed, ("limits",)),
    "landing": Word(Of.NOTHING, _landing, ("limits",)),
    "steepness": Word(Of.ANY_OUTPUT, _steepness, ("limits",)),
    "frozen weights": Word(Of.NOTHING, lambda world, _: float(world.seen_lane().frozen.sum())),
    "error": Word(Of.ANY_OUTPUT, _error, ("error",), inf),
    "mean error": Word(Of.NOTHING, _mean_error, ("error",), inf),
    "pred": Word(Of.OUTPUT, _of_output("pred"), ("prediction", "delta", "error", "weight deltas")),
    "target": Word(Of.OUTPUT, _of_output("true")),
    "delta": Word(Of.OUTPUT, _of_output("delta"), ("delta", "error", "weight deltas")),
    "weight": Word(Of.WEIGHT, _bare),
    "weight_delta": Word(Of.WEIGHT, _of_weight(lambda lane, k, j: lane.now.weight_deltas[k, j]), _MOVES),
    "move": Word(
        Of.WEIGHT,
        _of_weight(lambda lane, k, j: lane.now.new_weights[k, j] - lane.now.weights[k, j]),
        _MOVES,
    ),
    "input": Word(Of.WEIGHT, _of_weight(lambda lane, _k, j: lane.now.input[j])),
    "bottom": Word(Of.WEIGHT, _of_weight(lambda lane, k, j: _bowl(lane, k, j).bottom), ("destination",)),
    "distance": Word(Of.WEIGHT, _of_weight(_distance), ("destination",)),
    "slope": Word(Of.WEIGHT, _of_weight(lambda lane, k, j: _bowl(lane, k, j).slope), ("weight deltas",)),
    "accuracy": Word(Of.NOTHING, _accuracy("unseen"), ("accuracy",)),
    "learnt accuracy": Word(Of.NOTHING, _accuracy("learnt"), ("accuracy",)),
    "score": Word(Of.CLASS, lambda world, place: float(_gallery(world).seen.pred[place.first]), ("scores",)),
    "guess": Word(Of.NOTHING, lambda world, _: float(_gallery(world).seen.pred.argmax()), ("scores",)),
    "label": Word(Of.NOTHING, _label),
    "score sum": Word(Of.NOTHING, lambda world, _: float(_gallery(world).seen.pred.sum()), ("scores",)),
    "lowest score": Word(Of.NOTHING, lambda world, _: float(_gallery(world).seen.pred.min()), ("scores",)),
    "lowest weight": Word(Of.CLASS, _of_picture(np.min), ("pictures",)),
    "highest weight": Word(Of.CLASS, _of_picture(np.max), ("pictures",)),
    "zero weights": Word(Of.CLASS, _of_picture(lambda weights: np.sum(weights == 0)), ("pictures",)),
    "means accuracy": Word(Of.NOTHING, _compared(Reference.MEANS), ("accuracy",)),
    "squares accuracy": Word(Of.NOTHING, _compared(Reference.LEAST_SQUARES), ("accuracy",)),
    "product": Word(Of.VECTORS, _product, ("likeness",)),
}
"""Every word, as it is written in a check."""

AHEAD = ("ahead", "destination", "weight deltas", "limits")
"""What gives away what later steps will bring."""
