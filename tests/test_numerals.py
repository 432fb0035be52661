"""How numbers are written, read back, and multiplied on the screen."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from math import inf, nan

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gdstudio.numerals import compact, decade, number, parse, product, shortest

FINITE = st.floats(allow_nan=False, allow_infinity=False)
USUAL = st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-9)
WRITERS = [number, shortest, compact]


def no_negative_zero(text: str) -> bool:
    """Whether no number in the text is a zero with a sign, and no sign is a hyphen."""
    return "-" not in text and not re.search(r"−0(\.0*)?(?![\d.])", text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1000"),
        (-0.061775, "−0.06177"),
        (8.802712522307997e-05, "8.803e−5"),
        (8.5, "8.500"),
        (123456.7, "123457"),
        (1e6, "1.000e6"),
        (-0.0, "0"),
        (inf, "∞"),
        (-inf, "−∞"),
        (nan, "?"),
    ],
)
def test_numbers_have_four_significant_digits_and_a_true_minus(value: float, text: str) -> None:
    """Plain from 0.0001 to a million, else with an exponent."""
    assert number(value) == text


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("value", [0.0, -0.0])
def test_zero_has_no_sign(write: type, value: float) -> None:
    """Minus nought is an accident of binary arithmetic, and a riddle to a reader."""
    assert write(value) == "0"


@pytest.mark.parametrize("write", WRITERS)
@given(value=FINITE)
def test_no_number_is_written_with_a_hyphen_or_as_minus_nought(write: type, value: float) -> None:
    """Not even a tiny negative number is rounded to −0."""
    assert no_negative_zero(write(value))


@given(FINITE, st.integers(1, 15))
def test_what_is_written_reads_back_close(value: float, digits: int) -> None:
    """Within half a unit of the last digit shown."""
    # Rounding up at the very end of the range leaves it.
    assume(abs(value) < 1e308)
    read = parse(number(value, digits))
    assert abs(read - value) <= abs(value) * 0.5000001 * 10.0 ** (1 - digits) + 5e-324


@given(FINITE)
def test_the_shortest_form_reads_back_exactly(value: float) -> None:
    """As few digits as needed, none too few."""
    assert parse(shortest(value)) == value


def test_a_compact_number_has_no_binary_noise() -> None:
    """Few digits stay few, and −1.19 stays −1.19 though it was computed."""
    assert compact(8.5) == "8.5"
    assert compact(0.8600000000000001 - 1) == "−0.14"
    assert compact(0.22734215) == "0.2273"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        (" −1,5 ", -1.5),
        ("-1.5", -1.5),
        ("8.803e−5", 8.803e-5),
        ("3×10^2", 300.0),
        ("1e3", 1000.0),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, value: float) -> None:
    """Either minus, either decimal sign, spaces around."""
    assert parse(text) == value


@pytest.mark.parametrize("text", ["", "a", "1,2,3", "1.000,5", "nan", "inf", "−∞", "1e999", "--1"])
def test_what_is_no_finite_number_is_refused_in_a_sentence(text: str) -> None:
    """The sentence shows how to write one."""
    with pytest.raises(ValueError, match="not a number; write it like"):
        parse(text)


@given(st.text(max_size=12))
def test_no_text_makes_parse_fail_otherwise(text: str) -> None:
    """Whatever is typed, it is a finite number or a ValueError."""
    with suppress(ValueError):
        assert -inf < parse(text) < inf


def rounded_like(exact: Decimal, shown: str) -> Decimal:
    """Round `exact` to the last place that `shown` has."""
    sign, _, exponent = Decimal(shown.replace("−", "-")).as_tuple()
    assert isinstance(exponent, int)
    return exact.quantize(Decimal((sign, (1,), exponent)), rounding=ROUND_HALF_UP)


@example(7.5, 13.5)  # 101.25, just between two roundings
@given(USUAL, USUAL)
def test_a_product_on_the_screen_closes(left: float, right: float) -> None:
    """A reader with a pocket calculator finds the result shown from the factors shown."""
    text = product(left, right)
    factors, shown = text.split(" = ")
    first, second = (Decimal(factor.replace("−", "-")) for factor in factors.split(" × "))
    exact = first * second
    if exact == 0:
        assert shown == "0"
    else:
        assert rounded_like(exact, shown) == Decimal(shown.replace("−", "-"))
    assert no_negative_zero(text)


@pytest.mark.parametrize(("left", "right"), [(2.9e-322, 9.9), (1e-200, 1e-200), (1e300, 1e300)])
def test_a_product_at_the_ends_of_floating_point_is_written(left: float, right: float) -> None:
    """Deltas get denormal near convergence and enormous in divergence: still a line of text."""
    text = product(left, right)
    assert text.count(" × ") == 1
    assert no_negative_zero(text)


@given(USUAL, USUAL)
def test_the_factors_and_the_result_of_a_product_are_the_numbers_meant(left: float, right: float) -> None:
    """Closing is not bought by showing other numbers: four digits of each are right."""
    factors, shown = product(left, right).split(" = ")
    first, second = factors.split(" × ")
    assert parse(first) == pytest.approx(left, rel=5.1e-4)
    assert parse(second) == pytest.approx(right, rel=5.1e-4)
    assert parse(shown) == pytest.approx(left * right, rel=5.1e-4)


def test_the_chapters_products_read_well() -> None:
    """No more digits than it takes."""
    assert product(-0.14, 8.5) == "−0.14 × 8.5 = −1.19"
    assert product(0.8600000000000001 - 1, 0.65) == "−0.14 × 0.65 = −0.091"
    assert product(0, -3.5) == "0 × −3.5 = 0"


@pytest.mark.parametrize(
    ("value", "text"), [(1e-5, "10⁻⁵"), (0.001, "0.001"), (1, "1"), (1000, "1000"), (1e12, "10¹²")]
)
def test_powers_of_ten_for_an_axis(value: float, text: str) -> None:
    """Plain while short, else with a raised exponent."""
    assert decade(value) == text
