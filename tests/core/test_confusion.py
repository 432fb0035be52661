"""Which class was taken for which is counted, label by label."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.confusion import confusion


def test_rows_are_labels_and_columns_predictions() -> None:
    """Two 2s taken for a 0 stand in row 2, column 0; what was right stands on the diagonal."""
    labels = np.array([2, 2, 2, 0, 1], np.uint8)
    predicted = np.array([0, 0, 2, 0, 2], np.uint8)
    assert confusion(labels, predicted, 4).tolist() == [
        [1, 0, 0, 0],
        [0, 0, 1, 0],
        [2, 0, 1, 0],
        [0, 0, 0, 0],
    ]


def test_many_classes_do_not_overflow_a_byte() -> None:
    """With 20 classes the last pair is the 400th, more than a byte holds."""
    last = np.array([19, 19, 0], np.uint8)
    counts = confusion(last, np.array([19, 0, 19], np.uint8), 20)
    assert (counts[19, 19], counts[19, 0], counts[0, 19]) == (1, 1, 1)
    assert counts.sum() == 3


def test_nothing_counted_is_all_zeros() -> None:
    """No images: a table of the right size."""
    empty = np.zeros(0, np.uint8)
    assert confusion(empty, empty, 3).tolist() == [[0] * 3] * 3


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=200))
def test_equals_counting_one_by_one(pairs: list[tuple[int, int]]) -> None:
    """Each image is counted once, where it belongs."""
    table = [[0] * 10 for _ in range(10)]
    for label, taken in pairs:
        table[label][taken] += 1
    labels, predicted = (np.array([pair[i] for pair in pairs], np.uint8) for i in (0, 1))
    assert confusion(labels, predicted, 10).tolist() == table
