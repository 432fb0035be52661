"""The weighted sum, and what weights are called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdstudio.core.network import frozen_copy, predict, weight_name, weight_names

NUMBERS = st.floats(-1e6, 1e6)


@given(st.data(), st.integers(1, 5), st.integers(1, 5))
def test_predict_has_the_bits_of_a_loop_from_left_to_right(
    data: st.DataObject, n_outputs: int, n_inputs: int
) -> None:
    """A prediction is the chapter's loop, bit for bit, and not some other order of summing."""
    weights = data.draw(arrays(np.float64, (n_outputs, n_inputs), elements=NUMBERS))
    values = data.draw(arrays(np.float64, n_inputs, elements=NUMBERS))
    expected = []
    for row in weights.tolist():
        total = 0.0
        for weight, value in zip(row, values.tolist(), strict=True):
            total += weight * value
        expected.append(total)
    assert predict(weights, values).tolist() == expected


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "a"), (8, "i"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (702, "aaa")],
)
def test_weights_are_named_by_letters(index: int, name: str) -> None:
    """After z comes aa, as in the columns of a spreadsheet."""
    assert weight_name(index) == name


@given(st.integers(0, 100_000))
def test_names_in_order_are_distinct_and_grow(index: int) -> None:
    """Names sort by length and then by letters, so no two weights share one."""
    one, next_one = weight_name(index), weight_name(index + 1)
    assert (len(one), one) < (len(next_one), next_one)


def test_a_negative_index_has_no_name() -> None:
    """Counting starts at 0; anything below is a mistake of the caller's."""
    with pytest.raises(ValueError, match="-1"):
        weight_name(-1)


def test_names_go_row_by_row() -> None:
    """Row k holds the weights into output k, and is named before row k + 1."""
    assert weight_names((2, 3)) == [["a", "b", "c"], ["d", "e", "f"]]


def test_a_frozen_copy_cannot_be_changed_and_shares_nothing() -> None:
    """What threads share must stay as it was, whatever happens to the original."""
    original = np.array([1.0, 2.0])
    copy = frozen_copy(original)
    original[0] = 5.0
    assert copy.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        copy[0] = 3.0
