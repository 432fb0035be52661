"""What stands below a line of the listing: the value that it works out, in this step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio import numerals
from gdstudio.core.network import weight_name
from gdstudio.listings.recipe import Shows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from gdstudio.messages import Lane, WeightRef

_FEW = 3
"""So many numbers are written side by side; of more, one is."""
_MANY = 144
"""Of more weights than these, each belongs to a pixel."""

NAMES = {
    "input": Shows.EXAMPLE,
    "true": Shows.EXAMPLE,
    "pred": Shows.PRED,
    "delta": Shows.DELTA,
    "error": Shows.ERROR,
    "weight_deltas": Shows.WEIGHT_DELTAS,
    "weights": Shows.WEIGHTS,
}
"""The names in the listing that stand for numbers."""


def value(shows: Shows, lane: Lane, ref: WeightRef | None) -> str:
    """A line's value in a few words.

    Args:
        shows: which.
        lane: at the present step.
        ref: the selected weight in this lane, or None: then the first is written where not all can be.
    """
    now, outputs = lane.now, lane.examples.target_names
    output = int(now.true.argmax()) if ref is None else ref.output
    match shows:
        case Shows.EXAMPLE:
            return _example(lane, output)
        case Shows.PRED:
            return _each(now.pred, outputs, output)
        case Shows.DELTA:
            return _each(now.delta, outputs, output)
        case Shows.ERROR:
            whole = "" if len(outputs) == 1 else f"; sum {numerals.compact(float(now.error.sum()))}"
            return _each(now.error, outputs, output) + whole
        case Shows.WEIGHT_DELTAS:
            mean = "" if now.batch is None else "mean: "
            return mean + _weights(lane, now.weight_deltas, ref)
        case Shows.WEIGHTS:
            return _weights(lane, now.new_weights, ref)


def all_values(name: str, lane: Lane) -> str:
    """Every number that a name stands for, with all digits and its shape; for a tooltip.

    Args:
        name: one of `NAMES`, or ``alpha``, ``frozen``, ``row``.
        lane: at the present step.
    """
    now = lane.now
    arrays = {
        "input": now.input,
        "true": now.true,
        "pred": now.pred,
        "delta": now.delta,
        "error": now.error,
        "weight_deltas": now.weight_deltas,
        "weights": now.weights,
        "frozen": lane.frozen,
    }
    if name == "alpha":
        return f"alpha = {numerals.shortest(lane.alpha)}"
    if name == "row":
        taken = "the example of this step" if now.batch is None else "of all examples, the one looked at"
        return f"row = {lane.row}: {taken}, counted from 0"
    array = arrays.get(name)
    if array is None:
        return ""
    shape = " × ".join(map(str, array.shape))
    if array.size > 24:  # nobody reads so many in a tooltip
        return f"{name}: {shape} numbers"
    rows = array.tolist() if array.ndim == 2 else [array.tolist()]
    lines = [", ".join(_exact(each) for each in row) for row in rows]
    return "\n".join([f"{name} ({shape})", *lines])


def _exact(each: float | bool) -> str:
    return str(each) if isinstance(each, bool) else numerals.shortest(each)


def _example(lane: Lane, output: int) -> str:
    """The example's numbers; in a full batch it is one of many, so it is said which."""
    whose = "" if lane.now.batch is None else f"example {lane.row + 1}: "
    return whose + _inputs_and_true(lane, output)


def _inputs_and_true(lane: Lane, output: int) -> str:
    now, inputs, outputs = lane.now, lane.examples.input_names, lane.examples.target_names
    if len(inputs) <= _FEW:
        given = ", ".join(numerals.compact(each) for each in now.input.tolist())
        wanted = ", ".join(numerals.compact(each) for each in now.true.tolist())
        return f"input {given}; true {wanted}"
    return f"{len(inputs)} inputs; true {_each(now.true, outputs, output)}"


def _each(numbers: np.ndarray, names: Sequence[str], output: int) -> str:
    if len(numbers) <= _FEW:
        return ", ".join(numerals.compact(each) for each in numbers.tolist())
    return f"{names[output]}: {numerals.compact(float(numbers[output]))}"


def _weights(lane: Lane, numbers: np.ndarray, ref: WeightRef | None) -> str:
    if numbers.size <= _FEW:
        pairs = zip(map(weight_name, range(numbers.size)), numbers.ravel().tolist(), strict=True)
        return ", ".join(f"{name} {numerals.compact(each)}" for name, each in pairs)
    if ref is None and numbers.size > _MANY:
        return f"{numbers.shape[0]} × {numbers.shape[1]} numbers; select a pixel to see one"
    output, column = (0, 0) if ref is None else (ref.output, ref.input)
    if numbers.size > _MANY:
        name = f"{lane.examples.input_names[column]} → {lane.examples.target_names[output]}"
    else:
        name = weight_name(output * numbers.shape[1] + column)
    return f"{name} {numerals.compact(float(numbers[output, column]))}"
