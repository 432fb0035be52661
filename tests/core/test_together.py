"""Many examples at once in numpy: the bits of plain Python, in whatever parts they are worked out."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdstudio.core import descent, together
from gdstudio.core.descent import Rule, is_settled, run, take_step
from gdstudio.core.examples import Examples, Order, Taking

NUMBERS = st.floats(-100, 100)
BATCH = Order(Taking.FULL_BATCH)


@st.composite
def tables(draw: st.DrawFn) -> Examples:
    """Three inputs and three outputs of up to nine examples."""
    count = draw(st.integers(1, 9))
    blocks = [draw(arrays(np.float64, (count, 3), elements=NUMBERS)) for _ in range(2)]
    return Examples.table(list("abc"), list("xyz"), *(block.tolist() for block in blocks))


@settings(max_examples=200, deadline=None)
@given(
    tables(),
    arrays(np.float64, (3, 3), elements=NUMBERS),
    arrays(np.bool_, (3, 3)),
    st.floats(0, 0.5),
    st.sampled_from(Rule),
    st.integers(0, 30),
)
def test_full_batches_in_numpy_have_the_bits_of_plain_python(
    examples: Examples, weights: np.ndarray, frozen: np.ndarray, alpha: float, rule: Rule, count: int
) -> None:
    """Also where they diverge, and whatever is held in memory at a time."""
    weights, given_weights = weights + 0.0, weights.tolist()
    runs = []
    for many, at_once, large in ((10**9, 1, 1), (0, 2**18, 64), (0, 20, 64), (0, 1, 64), (0, 20, 1)):
        with (
            patch.object(descent, "_MANY", many),
            patch.object(together, "_AT_ONCE", at_once),
            patch.object(together, "_LARGE", large),
        ):
            runs.append(run(weights, frozen, alpha, examples, BATCH, rule, 1, count))
    plain, *others = runs
    for other in others:
        assert other.weights.tobytes() == plain.weights.tobytes()
        assert other.errors == plain.errors
        assert other.diverged == plain.diverged
    assert weights.tolist() == given_weights
    assert not any(np.shares_memory(each.weights, weights) for each in runs)


@settings(max_examples=200, deadline=None)
@given(
    tables(),
    arrays(np.float64, (3, 3), elements=st.sampled_from([0.0, 1.0, -2.0, 1e16])),
    arrays(np.bool_, (3, 3)),
    st.sampled_from([0.0, 1e-20, 0.01]),
    st.sampled_from(Rule),
    st.sampled_from([Order(Taking.ONE), Order(Taking.IN_TURN), Order(Taking.SHUFFLED_ONCE, seed=1)]),
)
def test_settled_is_that_no_single_step_moves_anything(
    examples: Examples, weights: np.ndarray, frozen: np.ndarray, alpha: float, rule: Rule, order: Order
) -> None:
    """As one step on each example of the pass says."""
    rows = order.rows(1, order.pass_length(len(examples)), len(examples))
    pairs = [(examples.inputs[row], examples.targets[row]) for row in rows]
    after = [take_step(weights, frozen, alpha, pair, rule).new_weights for pair in pairs]
    stays = all(np.array_equal(each, weights) for each in after)
    for at_once in (2**18, 1):
        with patch.object(together, "_AT_ONCE", at_once):
            assert is_settled(weights, frozen, alpha, examples, order, rule, 1) == stays
