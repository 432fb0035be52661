"""A step's arithmetic for people who listen: each phase as one plain sentence, and as a few large equations.

Everything that stands on both sides of an equals sign closes as written, as in :mod:`formulas`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.images import Images
from gdstudio.lessons.factors import DELTA, INPUT, WEIGHT, factors, kinds, zero
from gdstudio.lessons.formulas import (
    DIGITS,
    compare_terms,
    first_learning,
    learn_terms,
    predict_terms,
    reads_as,
    weight_title,
)
from gdstudio.numerals import MINUS, TIMES, compact, grouped, parse, product

if TYPE_CHECKING:
    from gdstudio.messages import Lane

MOST_EQUATIONS = 4
_MOST_DIGITS = 12
TOLD = {
    Phase.PREDICT: frozenset({"prediction"}),
    Phase.COMPARE: frozenset({"prediction", "delta", "error"}),
    Phase.WEIGHT_DELTAS: frozenset({"delta", "weight deltas"}),
    Phase.LEARN: frozenset({"delta", "weight deltas", "ahead"}),
}
"""The facts, as lessons name them, that each phase's arithmetic tells."""
_WORDS = {DELTA: "delta", INPUT: "input", WEIGHT: "weight"}


@dataclass(frozen=True)
class Equation:
    """One line of a phase's arithmetic.

    Attributes:
        name: what it works out: a weight's name, or ``delta``.
        text: ``−0.14 × 8.5 = −1.19``.
        main: it is the one to look at.
    """

    name: str
    text: str
    main: bool = False


@dataclass(frozen=True)
class Arithmetic:
    """What a phase works out: in words, and with the numbers of one output's weights."""

    title: str
    equations: tuple[Equation, ...]


def weight_spoken_of(lane: Lane, selected: tuple[int, int] | None = None) -> tuple[int, int]:
    """The weight that a phase is explained by: the one selected, else the one that has most to learn."""
    n_outputs, n_inputs = lane.now.weights.shape
    if selected is not None and selected[0] < n_outputs and selected[1] < n_inputs:
        return selected
    sizes = np.abs(np.nan_to_num(lane.now.weight_deltas))
    output, column = np.unravel_index(int(sizes.argmax()), sizes.shape)
    return (int(output), int(column)) if sizes.any() else (0, first_learning(lane, 0))


def spoken(lane: Lane, phase: Phase, selected: tuple[int, int] | None = None) -> str:
    """Say what a phase works out, in one sentence with its numbers.

    Args:
        lane: the run, at its present step.
        phase: one of the four.
        selected: (output, input) of the weight to speak of; None: the one that has most to learn.
    """
    output, column = weight_spoken_of(lane, selected)
    match phase:
        case Phase.PREDICT:
            return _predict(lane, output)
        case Phase.COMPARE:
            return _compare(lane, output)
        case Phase.WEIGHT_DELTAS:
            return _weight_delta(lane, output, column)
        case Phase.LEARN:
            return _learn(lane, output, column)


def arithmetic(lane: Lane, phase: Phase, selected: tuple[int, int] | None = None) -> Arithmetic:
    """Write what a phase works out as at most four equations; see :func:`spoken`."""
    output, column = weight_spoken_of(lane, selected)
    now = lane.now
    name = "" if len(now.pred) == 1 else f" of {lane.examples.target_names[output]}"
    match phase:
        case Phase.PREDICT:
            title = f"prediction{name} = {compact(float(now.pred[output]))}, the sum of weight {TIMES} input"
            sizes = np.abs(now.weights[output] * now.input)
            texts = _products(lane, output)
        case Phase.COMPARE:
            difference, sign, delta, square = compare_terms(lane, output)
            words = "target − prediction" if lane.rule is Rule.DELTA_TURNED_ROUND else "prediction − target"
            equations = (
                Equation("delta", f"{difference} {sign} {delta}", main=True),
                Equation("error", f"{square} = {compact(float(now.error[output]))}"),
            )
            return Arithmetic(f"delta{name} = {words}", equations)
        case Phase.WEIGHT_DELTAS:
            title = f"weight_delta = {_recipe(lane)}"
            sizes = np.abs(now.free_weight_deltas[output])
            texts = [_weight_delta_equation(lane, output, each) for each in range(len(sizes))]
        case Phase.LEARN:
            title = f"weight −= alpha {TIMES} weight_delta"
            sizes = np.abs(now.weight_deltas[output])
            texts = [_learn_equation(lane, output, each) for each in range(len(sizes))]
    chosen = {column, *np.argsort(-sizes, kind="stable")[:MOST_EQUATIONS].tolist()}
    fewest = sorted(chosen, key=lambda each: (each != column, -sizes[each]))[:MOST_EQUATIONS]
    return Arithmetic(
        title,
        tuple(
            Equation(weight_title(lane, output, each), texts[each], main=each == column)
            for each in sorted(fewest)
        ),
    )


def kept_back(lane: Lane, phase: Phase, selected: tuple[int, int] | None = None) -> Arithmetic:
    """The same while its numbers are not to be told: what is worked out, with question marks."""
    output, _ = weight_spoken_of(lane, selected)
    titles = {
        Phase.PREDICT: f"prediction = sum of weight {TIMES} input",
        Phase.COMPARE: "delta = prediction − target",
        Phase.WEIGHT_DELTAS: f"weight_delta = {_recipe(lane)}",
        Phase.LEARN: f"weight −= alpha {TIMES} weight_delta",
    }
    if phase is Phase.COMPARE:
        return Arithmetic(titles[phase], (Equation("delta", "?", main=True), Equation("error", "?")))
    columns = range(min(len(lane.now.input), MOST_EQUATIONS))
    names = [weight_title(lane, output, each) for each in columns]
    return Arithmetic(titles[phase], tuple(Equation(name, "?") for name in names))


# --- equations --------------------------------------------------------------------------------------------


def _products(lane: Lane, output: int) -> list[str]:
    """Weight × input of each input, with so many digits that their sum reads as the prediction."""
    now = lane.now
    pairs = list(zip(now.weights[output].tolist(), now.input.tolist(), strict=True))
    texts: list[str] = []
    for digits in range(DIGITS, _MOST_DIGITS + 1):
        texts = [product(weight, value, digits) for weight, value in pairs]
        results = [text.replace("≈", "=").rpartition("= ")[2] for text in texts]
        if "∞" in "".join(results) or "?" in "".join(results):
            break
        if reads_as(sum(parse(result) for result in results), float(now.pred[output])):
            break
    return texts


def _weight_delta_equation(lane: Lane, output: int, column: int) -> str:
    now = lane.now
    if now.batch is not None:
        text = f"mean of {len(now.batch.inputs)} = {compact(float(now.free_weight_deltas[output, column]))}"
    else:
        first, second = factors(lane, output, column)
        text = product(first.value, second.value, learn_terms(lane, output, column)[2])
    frozen = lane.frozen[output, column] and now.free_weight_deltas[output, column] != 0
    return f"{text} → 0" if frozen else text


def _learn_equation(lane: Lane, output: int, column: int) -> str:
    (weight, alpha, weight_delta), new, _ = learn_terms(lane, output, column)
    return f"{weight} − {alpha}{TIMES}{weight_delta} = {new}"  # the longest of all: it must fit on a card


def _recipe(lane: Lane) -> str:
    terms = f" {TIMES} ".join(_WORDS[kind] for kind in kinds(lane.rule))
    return terms if lane.now.batch is None else f"mean of {terms}"


# --- sentences --------------------------------------------------------------------------------------------


def _name(lane: Lane, output: int, column: int) -> str:
    """What a weight is called; from a pixel, which has no letter, whence and whither it goes."""
    if not isinstance(lane.examples, Images):
        return weight_title(lane, output, column)
    names = lane.examples.input_names[column], lane.examples.target_names[output]
    return f"the weight from {names[0]} into {names[1]}"


def _of(lane: Lane, output: int) -> str:
    return "" if len(lane.now.pred) == 1 else f" of {lane.examples.target_names[output]}"


def _predict(lane: Lane, output: int) -> str:
    pred, of = compact(float(lane.now.pred[output])), _of(lane, output)
    pairs, sign = predict_terms(lane, output)
    if len(pairs) == 1:
        (weight, value) = pairs[0]
        return f"{value} {TIMES} {weight} {sign} {pred}: the input times its weight is the prediction{of}."
    if len(pairs) > MOST_EQUATIONS:
        return f"Each of the {len(pairs)} inputs times its weight, added up, is the prediction{of}: {pred}."
    terms = ""
    for weight, value in pairs:
        joint = "" if not terms else f" {MINUS} " if weight.startswith(MINUS) else " + "
        terms += f"{joint}{value} {TIMES} {weight.removeprefix(MINUS) if joint else weight}"
    return (
        f"{terms} {sign} {pred}: each input times its weight, added up, is the prediction{_of(lane, output)}."
    )


def _compare(lane: Lane, output: int) -> str:
    difference, sign, delta, square = compare_terms(lane, output)
    error = compact(float(lane.now.error[output]))
    of = _of(lane, output)
    if lane.now.delta[output] == 0:
        return f"{difference} {sign} 0: the prediction{of} is exactly right, so the error is 0."
    far = delta.removeprefix(MINUS)
    how = "too large" if lane.now.pred[output] > lane.now.true[output] else "too small"
    said = f"{difference} {sign} {delta}: the prediction{of} is {far} {how}"
    return f"{said}; squared, {square} = {error}, that is the error."


def _weight_delta(lane: Lane, output: int, column: int) -> str:
    now, name = lane.now, _name(lane, output, column)
    free = float(now.free_weight_deltas[output, column])
    result = compact(free, learn_terms(lane, output, column)[2])
    if now.batch is not None:
        said = f"The mean over {len(now.batch.inputs)} examples is {result}"
    else:
        first, second = factors(lane, output, column)
        said = product(second.value, first.value, learn_terms(lane, output, column)[2])
    why = zero(lane, output, column)
    if free == 0 and why:
        return f"{said}: with {'an input' if why == INPUT else 'a weight'} of 0, {name} stays where it is."
    if free == 0:
        return f"{said}: there is nothing left for {name} to learn."
    if lane.frozen[output, column]:
        return f"{said}, but {name} is frozen: 0 is taken instead, and it stays."
    return f"{said}: that is how far {name} is to move, before alpha{_others(lane)}."


def _learn(lane: Lane, output: int, column: int) -> str:
    (weight, alpha, weight_delta), new, _ = learn_terms(lane, output, column)
    name = _name(lane, output, column)
    equation = f"{weight} {MINUS} {alpha} {TIMES} {weight_delta} = {new}"
    if lane.now.weight_deltas[output, column] == 0:
        why = "is frozen and" if lane.frozen[output, column] else "has nothing to learn and"
        return f"{equation}: {name} {why} stays."
    way = "up" if lane.now.weight_deltas[output, column] < 0 else "down"
    return f"{equation}: alpha times its weight_delta is subtracted, and {name} goes {way}{_others(lane)}."


def _others(lane: Lane) -> str:
    more = lane.frozen.size - 1
    if more == 0:
        return ""
    return "; so with the other weight" if more == 1 else f"; so with the {grouped(more)} others"
