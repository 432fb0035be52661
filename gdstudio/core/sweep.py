"""Many alphas tried at once: the error after so many steps with each, all from the same weights.

Numpy goes through the alphas; what is done with one of them is what :func:`gdstudio.core.descent.run` does,
in its order. So each alpha's result has the very bits of a run with that alpha.
"""

from __future__ import annotations

from math import ceil, expm1, log, log10
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Taking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdstudio.core.examples import Examples, Order
    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.core.network import BoolArray, FloatArray

    Pair: TypeAlias = tuple[FloatArray, FloatArray]
    """One example: its input (n_inputs,) and its target (n_outputs,)."""

USUAL_STEPS = 20
"""So many steps are taken with each alpha, if nobody asks for another number."""

_LOOKS_BETWEEN_QUESTIONS = 128
"""After so many looks at an example it is asked whether to stop: about two thousandths of a second."""

_FEWEST_DIGITS, _MOST_DIGITS = 3, 17


def alphas_between(first: float, last: float, count: int) -> FloatArray:
    """Alphas from `first` to `last`, evenly spread on a log scale, shape (count,).

    Those in between are rounded to as few digits, three at least, as move none by more than a twentieth of
    the way to its neighbour: an alpha that is taken over is then one that can be read and typed.

    Args:
        first: the smallest, above 0.
        last: the largest, above the first.
        count: how many, two at least.
    """
    apart = expm1(log(last / first) / (count - 1))  # the way to a neighbour, as a share of alpha itself
    digits = min(max(ceil(2 - log10(apart)), _FEWEST_DIGITS), _MOST_DIGITS)
    exact = np.geomspace(first, last, count)
    between = [float(f"{alpha:.{digits}g}") for alpha in exact[1:-1].tolist()]
    return np.array([first, *between, last])


def usual_range(limits: AlphaLimits, largest: float) -> tuple[float, float]:
    """A range of alphas worth trying: from a hundredth of the limit to twice the limit.

    Args:
        limits: of alpha; without any, it is 0.001 to 1.
        largest: no alpha may be larger.
    """
    limit = limits.guaranteed if limits.diverges is None else limits.diverges
    if limit is None:
        return 0.001, 1.0
    last = min(2 * limit, largest)
    return tuple(float(f"{alpha:.3g}") for alpha in (last / 200, last))  # type: ignore[return-value]  # two


def mean_error(weights: FloatArray, examples: Examples, order: Order) -> float:
    """The network's error, the mean over the examples that the order trains on; infinite if it overflows.

    Args:
        weights: shape (n_outputs, n_inputs).
        examples: the table.
        order: which of its rows are trained on: one of them, or all.
    """
    return float(_errors_at_the_end(weights[:, :, np.newaxis], examples, order)[0])


def sweep(
    weights: FloatArray,
    frozen: BoolArray,
    alphas: FloatArray,
    examples: Examples,
    order: Order,
    rule: Rule,
    first_step: int,
    count: int,
    stop: Callable[[], bool] = lambda: False,
) -> FloatArray | None:
    """Take `count` steps with each alpha, all from the same weights, and tell the error after them.

    Args:
        weights: shape (n_outputs, n_inputs).
        frozen: the same shape.
        alphas: those to try, (n_alphas,).
        examples: the table.
        order: which of its rows each step takes.
        rule: how the weight deltas are worked out.
        first_step: the number, from 1, of the first step.
        count: how many steps to take.
        stop: asked now and then; "yes" ends it.

    Returns:
        For each alpha, (n_alphas,), the `mean_error` after its steps; infinite where a run would have
        diverged on the way. None if it was stopped.
    """
    table = list(zip(examples.inputs, examples.targets, strict=True))
    now = np.repeat(weights[:, :, np.newaxis], len(alphas), axis=2)
    learning = ~frozen[:, :, np.newaxis]
    finite = np.ones(len(alphas), dtype=np.bool_)
    last, looks = first_step + count, 0
    # As in a run, one row more than steps: a step counts as taken only when the error after it is finite.
    with np.errstate(over="ignore", invalid="ignore"):  # alphas that have diverged go on as inf and NaN
        for step, row in enumerate(order.rows(first_step, count + 1, len(examples)), start=first_step):
            taken = table if order.taking is Taking.FULL_BATCH else [table[row]]
            looks += len(taken)
            if looks >= _LOOKS_BETWEEN_QUESTIONS:
                looks = 0
                if stop():
                    return None
            deltas = [_deltas(now, example, rule) for example in taken]
            finite &= np.isfinite(_summed_error(deltas))
            if step == last or not finite.any():
                break
            moved = alphas * _mean_weight_deltas(now, taken, deltas, rule)
            np.subtract(now, moved, out=now, where=learning)
    return np.where(finite, _errors_at_the_end(now, examples, order), np.inf)


# In what follows weights are (n_outputs, n_inputs, n_alphas) and deltas (n_outputs, n_alphas). Sums go from
# left to right, one term after the other, as in a run: numpy's own would add in another order.


def _deltas(weights: FloatArray, example: Pair, rule: Rule) -> FloatArray:
    values, true = example
    pred = weights[:, 0] * values[0]
    for column in range(1, len(values)):
        pred += weights[:, column] * values[column]
    delta: FloatArray = pred - true[:, np.newaxis]
    return -delta if rule is Rule.DELTA_TURNED_ROUND else delta  # the same bits as true − pred


def _summed_error(deltas: Sequence[FloatArray]) -> FloatArray:
    """The sum over the outputs of the mean over the examples, one array of deltas each: (n_alphas,)."""
    by_output = _mean([delta * delta for delta in deltas])
    error: FloatArray = by_output[0].copy()
    for squares in by_output[1:]:
        error += squares
    return error


def _mean_weight_deltas(
    weights: FloatArray, examples: Sequence[Pair], deltas: Sequence[FloatArray], rule: Rule
) -> FloatArray:
    """The mean over the examples of their weight deltas, were nothing frozen; like the weights."""
    return _mean(
        [
            _weight_deltas(weights, values, delta, rule)
            for (values, _), delta in zip(examples, deltas, strict=True)
        ]
    )


def _weight_deltas(weights: FloatArray, values: FloatArray, delta: FloatArray, rule: Rule) -> FloatArray:
    match rule:
        case Rule.CORRECT | Rule.DELTA_TURNED_ROUND:
            return delta[:, np.newaxis] * values[:, np.newaxis]
        case Rule.SWAPPED_OUTER_PRODUCT:
            return values[:, np.newaxis, np.newaxis] * delta
        case Rule.WEIGHTS_FOR_INPUT:
            return delta[:, np.newaxis] * weights
        case Rule.WEIGHTS_FOR_DELTA:
            return values[:, np.newaxis] * weights


def _mean(parts: list[FloatArray]) -> FloatArray:
    """The mean of arrays of one shape; of a single one, that one."""
    if len(parts) == 1:
        return parts[0]
    total = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total / len(parts)


def _errors_at_the_end(weights: FloatArray, examples: Examples, order: Order) -> FloatArray:
    """The error of each alpha's weights, the mean over the examples trained on; infinite if it overflows."""
    rows = [order.example] if order.taking is Taking.ONE else range(len(examples))
    with np.errstate(over="ignore", invalid="ignore"):
        errors = _summed_error(
            [_deltas(weights, (examples.inputs[row], examples.targets[row]), Rule.CORRECT) for row in rows]
        )
    return np.where(np.isfinite(errors), errors, np.inf)
