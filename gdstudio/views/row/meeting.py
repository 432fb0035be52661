"""The inputs of an image and the weights they meet, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gdstudio.numerals import number, product

if TYPE_CHECKING:
    from gdstudio.core.images import PixelArray
    from gdstudio.core.network import FloatArray


@dataclass(frozen=True, eq=False)
class Meeting:
    """The inputs and the weights they meet.

    Attributes:
        image: (height, width), uint8.
        input: (n_inputs,).
        weights: into one output, (n_inputs,).
        name: that output's.
        score: the sum of all products, the prediction; NaN while an open question asks for it.
        scales: what the strongest colours stand for, of the weights and of the products.
    """

    image: PixelArray
    input: FloatArray
    weights: FloatArray
    name: str
    score: float
    scales: tuple[float, float]

    @cached_property
    def products(self) -> FloatArray:
        """Input × weight, (n_inputs,)."""
        return self.input * self.weights

    @property
    def size(self) -> tuple[int, int]:
        """(height, width) of the image."""
        return self.image.shape[0], self.image.shape[1]

    def whole_in_words(self) -> str:
        """What becomes of the image."""
        height, width = self.size
        return (
            f"{height} rows of {width} pixels, laid end to end: {height * width} inputs. "
            f"Each meets one weight of {self.name}."
        )

    def input_in_words(self, index: int) -> str:
        """Where an input comes from."""
        row, column = divmod(index, self.size[1])
        return f"input {index} = row {row}, column {column}"

    def product_in_words(self, index: int) -> str:
        """What an input and its weight make."""
        return product(float(self.input[index]), float(self.weights[index]), 3)

    def score_in_words(self) -> str:
        """What all of them make."""
        count = self.input.size
        return f"All {count} products add up to {number(self.score, 3)}, the score of {self.name}."

    def row_in_words(self, row: int) -> str:
        """Which inputs a row of the image becomes."""
        width = self.size[1]
        return f"Row {row} becomes inputs {row * width} to {(row + 1) * width - 1}"
