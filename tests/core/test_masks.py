"""The different rows of a mask, against numpy's own way."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdstudio.core.masks import distinct_rows


@given(arrays(bool, st.tuples(st.integers(1, 6), st.integers(1, 3))))
def test_every_output_finds_its_row_and_no_row_comes_twice(frozen: np.ndarray) -> None:
    """The mask is put together again from its parts."""
    rows, which = distinct_rows(frozen)
    assert np.array_equal(rows[which], frozen)
    assert len(rows) == len(np.unique(frozen, axis=0))
