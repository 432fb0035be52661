"""Two vectors laid over each other: their dot product, written so that it closes, and said in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

import numpy as np

from gdstudio.core.network import predict
from gdstudio.numerals import MINUS, compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.network import FloatArray

_LONGEST = 9
"""Numbers of so many characters are written with all their digits."""
_DECIMALS, _MOST_DECIMALS = 4, 10
_FACTOR_DIGITS = (4, 13)
_MANY = 4
"""So many columns are counted, not named."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Two vectors of a table and what they make.

    Attributes:
        names: of the first and the second.
        columns: the names of the columns.
        first, second: (n_columns,).
        products: first × second, column by column.
        score: their dot product.
    """

    names: tuple[str, str]
    columns: tuple[str, ...]
    first: FloatArray
    second: FloatArray
    products: FloatArray
    score: float

    @classmethod
    def of(
        cls, names: Sequence[str], columns: tuple[str, ...], vectors: FloatArray, pair: tuple[int, int]
    ) -> Pair:
        """The pair of two rows of a table, each from 0."""
        first, second = vectors[pair[0]], vectors[pair[1]]
        score = float(predict(first[np.newaxis], second)[0])
        return cls((names[pair[0]], names[pair[1]]), columns, first, second, first * second, score)

    @property
    def with_itself(self) -> bool:
        """Whether it is one vector twice."""
        return self.names[0] == self.names[1]


@dataclass(frozen=True)
class Written:
    """A pair in numbers as written: ``first × second = product`` in each column, the products' sum the score.

    Attributes:
        first, second, products: one text for each column.
        score: the sum.
        closes: whether the sum holds at the digits shown; if not, it is written with ≈.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    products: tuple[str, ...]
    score: str
    closes: bool


def scores(vectors: FloatArray) -> FloatArray:
    """The dot product of each row of a table with each, (n_rows, n_rows)."""
    return np.stack([predict(vectors, vector) for vector in vectors])


def written(pair: Pair) -> Written:
    """Write a pair: with all digits where they are few, else rounded alike."""
    with localcontext(prec=60):
        products, score, closes = _rounded(pair)
        factors = [
            _factors(float(left), float(right), product)
            for left, right, product in zip(pair.first, pair.second, products, strict=True)
        ]
    return Written(
        tuple(left for left, _ in factors),
        tuple(right for _, right in factors),
        tuple(_text(product) for product in products),
        _text(score),
        closes,
    )


def _rounded(pair: Pair) -> tuple[list[Decimal], Decimal, bool]:
    """The products and their sum as they are written, and whether the sum holds."""
    exact = [Decimal(f"{value:.12g}") for value in pair.products.tolist()]
    total = Decimal(f"{pair.score:.12g}")
    if sum(exact) == total and all(len(_text(value)) <= _LONGEST for value in (*exact, total)):
        return exact, total, True
    first: tuple[list[Decimal], Decimal, bool] | None = None
    for decimals in range(_DECIMALS, _MOST_DECIMALS + 1):
        unit = Decimal(1).scaleb(-decimals)
        products = [value.quantize(unit, ROUND_HALF_UP) for value in exact]
        score = total.quantize(unit, ROUND_HALF_UP)
        if sum(products) == score:
            return products, score, True
        first = first or (products, score, False)
    assert first is not None, "some decimals have been tried"  # noqa: S101  # the range is not empty
    return first


def _factors(left: float, right: float, product: Decimal) -> tuple[str, str]:
    """Write two factors with as many digits as it takes for their product to round to the one written."""
    unit = Decimal(1).scaleb(int(product.as_tuple().exponent))
    texts = compact(left), compact(right)
    for digits in range(*_FACTOR_DIGITS):
        texts = compact(left, digits), compact(right, digits)
        shown = _decimal(texts[0]) * _decimal(texts[1])
        if shown.quantize(unit, ROUND_HALF_UP) == product:
            break
    return texts


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-"))


def _text(value: Decimal) -> str:
    """Write a decimal without needless zeros; never −0."""
    if value == 0:
        return "0"
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def meaning(pair: Pair) -> str:
    """Say in one sentence what the score means: where the two agree, disagree, or do not meet."""
    first, second = pair.names
    for name, vector in zip(pair.names, (pair.first, pair.second), strict=True):
        if not vector.any():
            return f"{name} is 0 in every column: its score with any vector is 0."
    score = written(pair).score
    if pair.with_itself:
        return f"{first} with itself: every column that is not 0 agrees, and the squares add up to {score}."
    agree = [index for index, value in enumerate(pair.products) if value > 0]
    against = [index for index, value in enumerate(pair.products) if value < 0]
    if not agree and not against:
        return f"{first} and {second} overlap in no column: the score is 0."
    if agree and against:
        total = "cancels to 0" if score == "0" else f"makes {score} together"
        return (
            f"{first} and {second} agree in {_columns(pair, agree)} and disagree in "
            f"{_columns(pair, against)}: what is for and against {total}."
        )
    where = _columns(pair, agree or against)
    how = "agree" if agree else "have opposite signs"
    return f"{first} and {second} overlap in {where}, and {how} there: the score is {score}."


def _columns(pair: Pair, which: list[int]) -> str:
    if len(which) >= _MANY:
        return f"{len(which)} columns"
    *rest, last = (pair.columns[index] for index in which)
    return f"{', '.join(rest)} and {last}" if rest else last


def about_length(names: Sequence[str], vectors: FloatArray, pair: tuple[int, int]) -> str:
    """Say what length has to do with it, by a vector that points as one of the pair does, if there is one."""
    for one, other in _to_compare(len(names), pair):
        times = _times(vectors[one], vectors[other])
        if times is None:
            continue
        if abs(times) > 1:
            one, other, times = other, one, 1 / times  # noqa: PLW2901  # the shorter one is spoken of
        if times == 1:
            return f"{names[one]} and {names[other]} are the same vector: they score the same with any other."
        direction = "the same direction" if times > 0 else "the opposite direction"
        length = ", only shorter" if abs(times) < 1 else ""
        return (
            f"{names[one]} is {compact(times)} × {names[other]}: {direction}{length}. "
            f"Its scores are {compact(times)} times those of {names[other]}."
        )
    return "The score grows with likeness, and with the length of either vector."


def _to_compare(count: int, pair: tuple[int, int]) -> list[tuple[int, int]]:
    """Which vectors to hold against each other, the likeliest first."""
    mine = [(pair[1], pair[0])] if pair[0] != pair[1] else []
    return mine + [(one, other) for one in reversed(pair) for other in range(count) if other not in pair]


def _times(one: FloatArray, other: FloatArray) -> float | None:
    """How many times `other` is `one`, or None where it is no multiple."""
    if not one.any() or not other.any():
        return None
    largest = int(np.abs(other).argmax())
    times = float(one[largest] / other[largest])
    return times if times and np.allclose(one, times * other, rtol=1e-9, atol=0) else None
