"""How numbers are written, in sentences and alone: a true minus sign, never −0, arithmetic that closes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import isfinite, log10

MINUS = "−"
TIMES = "×"


def number(value: float, digits: int = 4) -> str:
    """Write a number with `digits` significant digits: ``0.1000``, ``−0.06178``, ``8.803e−5``.

    Numbers from 0.0001 to under a million are written plainly, all others with an exponent.
    """
    if not isfinite(value):
        return "∞" if value > 0 else f"{MINUS}∞" if value < 0 else "?"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = int(exponent)
    if -4 <= power < max(digits, 6):
        text = f"{value:.{max(digits - 1 - power, 0)}f}"
    else:
        text = f"{mantissa}e{power}"
    return text.replace("-", MINUS)


def shortest(value: float) -> str:
    """Write a number with as few digits as tell it from every other: ``8.5``, ``−0.1``."""
    if value == 0:
        return "0"
    text = repr(float(value)).removesuffix(".0").replace("e-0", "e-").replace("e+", "e")
    return text.replace("-", MINUS)


def compact(value: float, digits: int = 4) -> str:
    """Write a number shortly: as it is when that takes few digits (``8.5``), else rounded (``0.2273``).

    The last bits of binary arithmetic are noise to a reader: −1.1900000000000002 is ``−1.19``.
    """
    exact = shortest(float(f"{value:.12g}"))
    rounded = number(value, digits)
    return exact if len(exact) <= len(rounded) else rounded


def grouped(count: int) -> str:
    """Write a count with a thin space between thousands: ``10 000``."""
    return f"{count:,}".replace(",", "\N{THIN SPACE}")


def parse(text: str) -> float:
    """Read a number as people type it: with ``-`` or ``−``, a decimal point or comma, spaces around.

    Raises:
        ValueError: it is not a finite number.
    """
    tidy = text.strip().replace(MINUS, "-").replace(" ", "").replace("×10^", "e")
    if "," in tidy and "." not in tidy:
        tidy = tidy.replace(",", ".")
    try:
        value = float(tidy)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise ValueError(f"“{text.strip()}” is not a number; write it like 0.25 or −1.5")
    return value


def product(left: float, right: float, digits: int = 4) -> str:
    """Write ``left × right = result`` so that it holds at the digits shown.

    The factors get more digits until their product as written rounds to the result as written. Where it
    never does, the result is just between two roundings (7.5 × 13.5 = 101.25): it gets a digit more too.
    """
    result = left * right
    if not isfinite(result):
        return f"{shortest(left)} {TIMES} {shortest(right)} = {number(result)}"
    for shown_result in (compact(result, digits), compact(result, digits + 1), shortest(result)):
        for factor_digits in range(digits, 17):
            factors = compact(left, factor_digits), compact(right, factor_digits)
            if _closes(*factors, shown_result):
                return f"{factors[0]} {TIMES} {factors[1]} = {shown_result}"
    return f"{shortest(left)} {TIMES} {shortest(right)} ≈ {shortest(result)}"


def _closes(left: str, right: str, result: str) -> bool:
    """Whether the product of two numbers as written, rounded as the result is written, is the result."""
    with localcontext(prec=60):
        shown = _decimal(result)
        last_place = Decimal(1).scaleb(int(shown.as_tuple().exponent))
        exact = _decimal(left) * _decimal(right)
        return exact.quantize(last_place, ROUND_HALF_UP) == shown


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(MINUS, "-"))


def decade(value: float) -> str:
    """Write a power of ten for an axis: ``10⁻⁵``; plain from 0.001 to 1000."""
    power = round(log10(value))
    if -3 <= power <= 3:
        return shortest(10.0**power)
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
