"""The dot product's sums as they are written, and the scale of its bars."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.descent import take_step
from gdstudio.numerals import MINUS
from gdstudio.views.product.arithmetic import Product, bars_scale, product_of, rounded_up, written_sums


def parted(plus: float, minus: float) -> Product:
    none = np.zeros(1)
    return Product(0, none, none, none, plus, minus, plus + minus)


def read(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-"))


def test_a_product_is_taken_apart_into_what_is_for_and_what_is_against() -> None:
    """The products above 0 add up to one part, those below to the other, both together to the prediction."""
    weights = np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 0.0, 0.0, -1.0]])
    inputs = np.array([0.5, 0.25, 0.0, 1.0])
    step = take_step(weights, np.zeros(weights.shape, bool), 0.1, (inputs, np.zeros(2)))

    first, second = product_of(step, 0), product_of(step, 1)

    assert first.products.tolist() == [0.5, -0.5, 0.0, 3.0]
    assert (first.plus, first.minus, first.score) == (3.5, -0.5, 3.0)
    assert (second.plus, second.minus, second.score) == (0.0, -1.0, -1.0)


@pytest.mark.parametrize(
    ("plus", "minus", "written"),
    [
        (0.84, -0.62, ("+0.84", "−0.62", "+0.22")),
        (1.07, -0.47, ("+1.07", "−0.47", "+0.60")),
        (0.0, 0.0, ("0.00", "0.00", "0.00")),
        (0.0, -0.3, ("0.00", "−0.30", "−0.30")),
        (0.00123, -0.0004, ("+0.0012", "−0.0004", "+0.0008")),
        (4.2e-9, -1e-9, ("+4.20e-9", "−1.00e-9", "+3.20e-9")),
        (2.5e7, -5e6, ("+2.50e7", "−0.50e7", "+2.00e7")),
    ],
)
def test_sums_are_written_short_and_signed(plus: float, minus: float, written: tuple[str, str, str]) -> None:
    """Two decimals, more where the numbers are small, an exponent where they are tiny or huge; never −0."""
    assert written_sums([parted(plus, minus)]) == [written]


def test_both_columns_have_as_many_decimals() -> None:
    """Numbers to be compared are written alike."""
    small, large = written_sums([parted(0.004, -0.001), parted(0.5, -0.2)])

    assert small == ("0.00", "0.00", "0.00")
    assert large == ("+0.50", "−0.20", "+0.30")


@given(st.floats(0, 1e9), st.floats(-1e9, 0))
def test_the_sum_holds_at_the_digits_shown(plus: float, minus: float) -> None:
    """For + against = score as written; each is within one last digit of its number."""
    (shown,) = written_sums([parted(plus, minus)])
    numbers = [read(text) for text in shown]

    assert numbers[0] + numbers[1] == numbers[2]
    assert "−0.00" not in shown
    ulp = Decimal(1).scaleb(min(int(number.as_tuple().exponent) for number in numbers))
    for number, exact in zip(numbers, (plus, minus, plus + minus), strict=True):
        assert abs(number - Decimal(exact)) <= ulp * Decimal("1.01")


def test_what_is_not_finite_is_still_written() -> None:
    """Where a run has blown up, the sums say so."""
    infinite = float("inf")

    assert written_sums([parted(infinite, -1.0)]) == [("∞", "−1.000", "∞")]


def test_bars_share_a_round_scale_that_holds_them_all() -> None:
    """The scale goes from the least score below 0 to the largest part that is for."""
    assert bars_scale([parted(0.84, -0.62), parted(0.1, -0.55)], (0.0, 0.0)) == (-0.5, 1.0)
    assert bars_scale([parted(0.84, -0.62)], (-0.5, 2.5)) == (-0.5, 2.5)
    assert bars_scale([parted(0.0, 0.0)], (0.0, 0.0)) == (0.0, 1.0)


@given(st.floats(1e-12, 1e12))
def test_a_round_number_is_not_much_larger(value: float) -> None:
    """It holds the value, and at most half of it is air."""
    assert value <= rounded_up(value) <= 1.6 * value
