"""Which images are meant: those of a label that were taken for a class, or all mistakes of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from gdstudio.core.images import PixelArray


class Choice(NamedTuple):
    """One cell of the table.

    Attributes:
        label: the images' class, or None for any; then, as when `predicted` is None, only mistakes are meant.
        predicted: what they were taken for, or None for any.
    """

    label: int | None = None
    predicted: int | None = None

    def members(self, labels: PixelArray, predicted: PixelArray) -> list[int]:
        """The places of the images meant, ascending, from 0.

        Args:
            labels: shape (n,).
            predicted: the same shape.
        """
        meant = np.ones(len(labels), bool)
        if self.label is not None:
            meant &= labels == self.label
        if self.predicted is not None:
            meant &= predicted == self.predicted
        if None in self:
            meant &= labels != predicted
        found: list[int] = np.flatnonzero(meant).tolist()
        return found

    def in_words(self, names: tuple[str, ...]) -> str:
        """What is meant, in a few words.

        Args:
            names: of the classes.
        """
        match self:
            case Choice(None, None):
                return "all mistakes"
            case Choice(int(label), None):
                return f"{names[label]} taken for another"
            case Choice(None, int(predicted)):
                return f"another taken for {names[predicted]}"
            case Choice(int(label), int(predicted)) if label != predicted:
                return f"{names[label]} taken for {names[predicted]}"
        return f"{names[self.label or 0]} taken for itself"
