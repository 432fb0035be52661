"""What speaks for a score and what against it, and how the three are written so that the sum holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import floor, isfinite, log10
from typing import TYPE_CHECKING

from gdstudio.numerals import MINUS, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.descent import Step
    from gdstudio.core.network import FloatArray

_LEAST_DECIMALS, _MOST_DECIMALS = 2, 5
_PLAIN_BELOW = 1e5
"""Larger sums are written with an exponent, all with the same one."""
_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, eq=False)
class Product:
    """An image's input times the weights into one output, pixel by pixel.

    Attributes:
        output: which one, from 0.
        input: (n_inputs,).
        weights: into that output, (n_inputs,).
        products: input × weight, (n_inputs,).
        plus: the sum of the products above 0.
        minus: the sum of those below 0; not above 0 itself.
        score: the prediction: the sum of all.
    """

    output: int
    input: FloatArray
    weights: FloatArray
    products: FloatArray
    plus: float
    minus: float
    score: float


def product_of(step: Step, output: int) -> Product:
    """Take apart what a step predicts for an output."""
    weights = step.weights[output]
    products = weights * step.input
    above = products > 0
    plus, minus = float(products[above].sum()), float(products[~above].sum())
    return Product(output, step.input, weights, products, plus, minus, float(step.pred[output]))


def written_sums(products: Sequence[Product]) -> list[tuple[str, str, str]]:
    """Write for, against and score of each, signed, with as many decimals in all.

    The score is rounded as always. Where the rounded parts do not add up to it, the one that was nearer to
    being rounded the other way is, so that at the digits shown ``for + against = score``.
    """
    largest = max((abs(part) for each in products for part in (each.plus, each.minus)), default=0.0)
    if not isfinite(largest):
        return [(number(each.plus), number(each.minus), number(each.score)) for each in products]
    power = floor(log10(largest)) if largest > 0 else 0
    if largest >= _PLAIN_BELOW or (largest > 0 and 1 - power > _MOST_DECIMALS):
        decimals, ending, shift = 2, f"e{power}", -power
    else:
        decimals, ending, shift = max(_LEAST_DECIMALS, 1 - power), "", 0
    return [
        (f"{_signed(plus)}{ending}", f"{_signed(minus)}{ending}", f"{_signed(score)}{ending}")
        for plus, minus, score in (_closing(each, decimals, shift) for each in products)
    ]


def _closing(product: Product, decimals: int, shift: int) -> tuple[Decimal, Decimal, Decimal]:
    """Round the two parts and the score of ``product · 10^shift`` so that the sum holds."""
    unit = Decimal(1).scaleb(-decimals)
    with localcontext(prec=60):
        exact = [Decimal(repr(value)).scaleb(shift) for value in (product.plus, product.minus, product.score)]
        plus, minus, score = (value.quantize(unit, ROUND_HALF_UP) for value in exact)
        missing = score - plus - minus
        if missing:
            # A part that is 0 stays so: nothing that is not there may be written.
            gain = [abs(exact[0] - plus - missing), abs(exact[1] - minus - missing)]
            if exact[1] == 0 or (exact[0] != 0 and gain[0] <= gain[1]):
                plus += missing
            else:
                minus += missing
    return plus, minus, score


def _signed(value: Decimal) -> str:
    if value == 0:
        return f"{abs(value):f}"
    return f"{'+' if value > 0 else MINUS}{abs(value):f}"


def bars_scale(products: Sequence[Product], shown: tuple[float, float]) -> tuple[float, float]:
    """The least and largest number on the bars' shared scale: round numbers around 0.

    Args:
        products: what the bars are drawn for.
        shown: the scale so far: it stays where it serves; (0, 0) to begin anew.
    """
    low = rounded_up(max((-each.score for each in products), default=0.0), -shown[0])
    high = rounded_up(max((each.plus for each in products), default=0.0), shown[1])
    return (-low, high) if low or high else (0.0, 1.0)


def rounded_up(value: float, shown: float = 0.0) -> float:
    """The next round number from `value` on, or `shown` where that serves; 0 for 0 and below."""
    if value <= shown:
        return shown
    power = 10.0 ** floor(log10(value))
    return next((step * power for step in _STEPS if step * power >= value), value)
