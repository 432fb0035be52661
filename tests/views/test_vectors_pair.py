"""Two vectors laid over each other: their score, as written and as said."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.numerals import MINUS
from gdstudio.views.vectors.pair import Pair, about_length, meaning, scores, written

NAMES = ["a", "b", "c", "d", "e"]
COLUMNS = ("x1", "x2", "x3", "x4")
VECTORS = np.array([[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0], [0.5, 0, 0.5, 0], [0, 1, -1, 0]])
NUMBERS = st.lists(
    st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)).map(lambda two: [round(one, 6) for one in two]),
    min_size=1,
    max_size=5,
)


def pair_of(names: str, vectors: np.ndarray = VECTORS) -> Pair:
    columns = COLUMNS[: vectors.shape[1]]
    return Pair.of(NAMES, columns, vectors, (NAMES.index(names[0]), NAMES.index(names[1])))


def read(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-"))


@pytest.mark.parametrize(
    ("names", "score"), [("ab", 0), ("bc", 1), ("bd", 1), ("cc", 2), ("dd", 0.5), ("ce", 0), ("be", -1)]
)
def test_scores_of_the_scene(names: str, score: float) -> None:
    """Every pair's dot product, in the table of all and by itself."""
    pair = pair_of(names)

    assert pair.score == score
    assert scores(VECTORS)[NAMES.index(names[0]), NAMES.index(names[1])] == score


def test_few_digits_are_written_as_they_are() -> None:
    """Short numbers keep all their digits and get no needless zeros."""
    shown = written(pair_of("de"))

    assert shown.first == ("0.5", "0", "0.5", "0")
    assert shown.second == ("0", "1", "−1", "0")
    assert shown.products == ("0", "0", "−0.5", "0")
    assert (shown.score, shown.closes) == ("−0.5", True)


@given(NUMBERS)
def test_what_is_written_closes(columns: list[list[float]]) -> None:
    """Products add up to the score, and factors make their products, at the digits shown."""
    vectors = np.array(columns).T
    pair = Pair.of(NAMES, ("x",) * len(columns), vectors, (0, 1))
    shown = written(pair)

    if shown.closes:
        assert sum(read(text) for text in shown.products) == read(shown.score)
    assert abs(read(shown.score) - Decimal(pair.score)) < Decimal("0.001")
    for left, right, product in zip(shown.first, shown.second, shown.products, strict=True):
        difference = read(left) * read(right) - read(product)
        assert abs(difference) <= Decimal("0.00005")
    assert "−0" not in (shown.score, *shown.products)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("ab", "a and b overlap in no column: the score is 0."),
        ("bc", "b and c overlap in x3, and agree there: the score is 1."),
        ("bd", "b and d overlap in x1 and x3, and agree there: the score is 1."),
        ("cc", "c with itself: every column that is not 0 agrees, and the squares add up to 2."),
        ("be", "b and e overlap in x3, and have opposite signs there: the score is −1."),
        ("ce", "c and e agree in x2 and disagree in x3: what is for and against cancels to 0."),
    ],
)
def test_the_sentence_is_made_from_the_numbers(names: str, sentence: str) -> None:
    """It says where the two agree, disagree, or do not meet."""
    assert meaning(pair_of(names)) == sentence


def test_what_does_not_cancel_is_summed() -> None:
    """With more for than against, the sentence says what is left."""
    vectors = np.array([[1.0, 1.0], [2.0, -0.5]])

    assert meaning(pair_of("ab", vectors)).endswith("makes 1.5 together.")


def test_a_vector_of_zeros_meets_nothing() -> None:
    """The sentence says so, whatever the other is."""
    vectors = np.array([[0.0, 0.0], [2.0, -0.5]])

    assert meaning(pair_of("ba", vectors)).startswith("a is 0 in every column")


def test_many_columns_are_counted() -> None:
    """Four names in a row are too many to read."""
    assert "overlap in 4 columns" in meaning(pair_of("ab", np.ones((2, 4))))


@pytest.mark.parametrize(
    ("pair", "start"),
    [
        ((1, 3), "d is 0.5 × b: the same direction, only shorter."),
        ((3, 1), "d is 0.5 × b: the same direction, only shorter."),
        ((1, 2), "d is 0.5 × b: the same direction, only shorter."),
        ((0, 2), "The score grows with likeness"),
    ],
)
def test_length_is_told_by_a_vector_that_points_the_same_way(pair: tuple[int, int], start: str) -> None:
    """Where one of the pair has a longer or shorter twin in the table, that is the example."""
    assert about_length(NAMES, VECTORS, pair).startswith(start)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ([-2.0, 0.0], "a is −0.5 × b: the opposite direction, only shorter."),
        ([-1.0, 0.0], "b is −1 × a: the opposite direction."),
        ([1.0, 0.0], "b and a are the same vector"),
        ([0.0, 0.0], "The score grows with likeness"),
    ],
)
def test_twins_may_be_equal_or_opposite(other: list[float], told: str) -> None:
    """Equal and opposite vectors are called that; 0 has no direction."""
    vectors = np.array([[1.0, 0.0], other])

    assert about_length(NAMES[:2], vectors, (0, 1)).startswith(told)
