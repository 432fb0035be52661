"""Tables of examples, what they refuse, and the orders they are taken in."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.examples import LARGEST_VALUE, DataError, Examples, Order, Taking, checked_value


def small_table() -> Examples:
    """Two examples with two inputs and one target."""
    return Examples.table(["toes", "wlrec"], ["win"], [[8.5, 0.65], [9.5, 0.8]], [[1], [0]])


def test_a_table_holds_rows_as_float64_and_read_only() -> None:
    """Whole numbers become float64, and nobody can write into a shared table."""
    table = small_table()
    assert len(table) == 2
    assert table.shape == (1, 2)
    assert table.inputs.dtype == table.targets.dtype == "float64"
    with pytest.raises(ValueError, match="read-only"):
        table.inputs[0, 0] = 1.0


@pytest.mark.parametrize(
    ("inputs", "targets", "rows", "aims", "said"),
    [
        (["x"], ["y"], [], [], "empty"),
        ([], ["y"], [[]], [[1]], "empty"),
        (["x"], [], [[1]], [[]], "empty"),
        (["x"], ["y"], [[1], [2]], [[1]], "2 rows of inputs but 1 of targets"),
        (["x", "x"], ["y"], [[1, 2]], [[1]], "used twice"),
        (["x"], ["x"], [[1]], [[1]], "used twice"),
        (["x", "z"], ["y"], [[1, 2], [1]], [[1], [1]], "row 2: 1 inputs where 2"),
        (["x"], ["y"], [[1]], [[1, 2]], "row 1: 2 targets where 1"),
        (["x"], ["y"], [[1], [nan]], [[1], [1]], "row 2, x"),
        (["x"], ["y"], [[1]], [[inf]], "row 1, y"),
        (["x"], ["y"], [[1.01e6]], [[1]], "row 1, x"),
    ],
)
def test_a_table_that_cannot_be_learned_from_is_refused_with_the_place(
    inputs: list[str], targets: list[str], rows: list[list[float]], aims: list[list[float]], said: str
) -> None:
    """The sentence says which row and column, so that it can be put right."""
    with pytest.raises(DataError, match=said):
        Examples.table(inputs, targets, rows, aims)


@pytest.mark.parametrize("value", [nan, inf, -inf, 1.000001e6, -1.000001e6])
def test_values_out_of_range_are_refused_by_name(value: float) -> None:
    """NaN, infinities and huge numbers would overflow the arithmetic."""
    with pytest.raises(DataError, match="toes"):
        checked_value(value, "toes")


@given(st.floats(-LARGEST_VALUE, LARGEST_VALUE))
def test_values_within_range_pass_unchanged(value: float) -> None:
    """Both ends belong to the range."""
    assert checked_value(value, "toes") == value


def test_changing_a_cell_leaves_the_old_table_alone() -> None:
    """A table is a value: a change makes another one, with every other cell the same."""
    table = small_table()
    changed = table.with_input(1, 0, 7.0).with_target(0, 0, 0.5)
    assert changed.inputs.tolist() == [[8.5, 0.65], [7.0, 0.8]]
    assert changed.targets.tolist() == [[0.5], [0.0]]
    assert table.inputs.tolist() == [[8.5, 0.65], [9.5, 0.8]]
    assert table.targets.tolist() == [[1.0], [0.0]]
    assert not changed.inputs.flags.writeable
    assert not changed.targets.flags.writeable


def test_changing_a_cell_checks_the_value_under_the_columns_name() -> None:
    """The sentence names the input or the target that was typed into."""
    with pytest.raises(DataError, match="wlrec"):
        small_table().with_input(0, 1, nan)
    with pytest.raises(DataError, match="win"):
        small_table().with_target(0, 0, 2e6)


def test_one_example_is_taken_again_and_again() -> None:
    """The chapter trains on a single game."""
    order = Order(Taking.ONE, example=2)
    assert order.rows(5, 4, 10) == [2, 2, 2, 2]
    assert order.pass_length(10) == 1


def test_in_turn_goes_round_and_starts_with_the_first() -> None:
    """Step 1 takes row 0, and after the last row comes the first."""
    order = Order(Taking.IN_TURN)
    assert order.rows(1, 9, 4) == [0, 1, 2, 3, 0, 1, 2, 3, 0]
    assert order.pass_length(4) == 4


@given(st.integers(0, 2**32), st.integers(1, 9), st.integers(0, 2000))
def test_shuffled_takes_every_example_once_a_pass(seed: int, n_examples: int, passes_before: int) -> None:
    """Whatever the seed and however late, a pass is a permutation."""
    order = Order(Taking.SHUFFLED, seed=seed)
    rows = order.rows(1 + passes_before * n_examples, n_examples, n_examples)
    assert sorted(rows) == list(range(n_examples))


@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(1, 5000), st.integers(1, 60))
def test_a_steps_row_does_not_depend_on_how_it_is_asked_for(
    seed: int, n_examples: int, first: int, count: int
) -> None:
    """One by one or in a stretch, from any step: the same rows. Replay rests on this."""
    for taking in Taking:
        order = Order(taking, example=0, seed=seed)
        stretch = order.rows(first, count, n_examples)
        assert stretch == [order.row(step, n_examples) for step in range(first, first + count)]


def test_shuffles_differ_from_pass_to_pass_and_from_seed_to_seed() -> None:
    """Shuffled anew means anew: forty passes of four are not all the same."""
    rows = Order(Taking.SHUFFLED, seed=1).rows(1, 160, 4)
    assert len({tuple(rows[start : start + 4]) for start in range(0, 160, 4)}) > 10
    assert rows != Order(Taking.SHUFFLED, seed=2).rows(1, 160, 4)


def test_rows_as_plain_floats_are_made_once() -> None:
    """Each with its inputs and its targets; a changed table has its own."""
    table = Examples.table(["a1", "b1"], ["t1"], [[1, 2], [3, 4]], [[5], [6]])
    assert table.pairs == [([1.0, 2.0], [5.0]), ([3.0, 4.0], [6.0])]
    assert table.pairs is table.pairs
    assert table.with_input(0, 0, 9.0).pairs[0] == ([9.0, 2.0], [5.0])
