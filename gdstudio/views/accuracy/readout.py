"""Which score is read out: that of the present step, or of another one that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gdstudio import numerals

if TYPE_CHECKING:
    from gdstudio.messages import Score, ScoreHistory


class Readout(NamedTuple):
    """The numbers of one score; shares and errors on learnt and on unseen images."""

    step: int
    shares: tuple[float, float]
    errors: tuple[float, float]
    sample: int | None = None

    def share_texts(self) -> tuple[str, str]:
        """The shares in per cent, with one digit."""
        learnt, unseen = (f"{100 * share:.1f} %" for share in self.shares)
        return learnt, unseen

    def error_texts(self) -> tuple[str, str]:
        """The errors, with three significant digits."""
        learnt, unseen = (numerals.number(error, 3) for error in self.errors)
        return learnt, unseen

    def in_words(self) -> str:
        """All numbers in a sentence."""
        shares, errors = self.share_texts(), self.error_texts()
        return (
            f"step {self.step}: right on {shares[0]} of the {trained_on(self.sample)}"
            f" and {shares[1]} of the unseen ones; mean error {errors[0]} learnt, {errors[1]} unseen"
        )


def trained_on(sample: int | None) -> str:
    """Which learnt images were tried: all, or the first so many of them."""
    return "images trained on" if sample is None else f"first {numerals.grouped(sample)} images trained on"


def recorded(scores: ScoreHistory, index: int) -> Readout:
    """One score of the history."""
    return Readout(
        int(scores.steps[index]),
        (float(scores.learnt[index]), float(scores.unseen[index])),
        (float(scores.learnt_error[index]), float(scores.unseen_error[index])),
        scores.sample,
    )


def at_or_before(scores: ScoreHistory, newest: Score | None, step: int) -> Readout | None:
    """The last score that is known up to a step.

    Args:
        scores: over recorded time.
        newest: another one, which may not be among them yet.
        step: counted from 1.
    """
    index = int(np.searchsorted(scores.steps, step, side="right")) - 1
    found = recorded(scores, index) if index >= 0 else None
    if newest is not None and newest.step <= step and (found is None or newest.step > found.step):
        found = Readout(
            newest.step,
            (newest.learnt, newest.unseen),
            (newest.learnt_error, newest.unseen_error),
            newest.sample,
        )
    return found


def nearest(scores: ScoreHistory, step: int) -> int | None:
    """The index of the score nearest to a step, or None if there is none."""
    return int(np.abs(scores.steps - step).argmin()) if len(scores.steps) else None
