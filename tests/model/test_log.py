"""The log: what a new command replaces, cuts off, and leaves alone."""

from __future__ import annotations

import pytest

from gdstudio.messages import Entry, Freeze, Logged, SetAlpha, SetInput, SetTarget, SetWeight, WeightRef
from gdstudio.model.log import with_entry

A, C = WeightRef(0, 0, 0), WeightRef(0, 0, 2)
LOG = (
    Entry(1, SetAlpha(0.02), "alpha"),
    Entry(4, Freeze(A, True), "freeze"),
    Entry(9, SetWeight(C, 2.0), "c"),
    Entry(16, SetAlpha(0.01, 0), "alpha"),
    Entry(16, Freeze(WeightRef(1, 0, 0), True), "freeze"),
    Entry(17, SetAlpha(0.1), "alpha"),
)
"""Of runs of which two, or three, are looked at."""


def test_a_new_entry_cuts_what_came_later() -> None:
    """Given to all, it leaves nothing of the future."""
    log = with_entry(LOG, Entry(9, SetAlpha(0.5), "alpha 0.02 → 0.5"), 2)
    assert log == (*LOG[:3], Entry(9, SetAlpha(0.5), "alpha 0.02 → 0.5"))


def test_in_one_run_it_leaves_the_others_what_is_to_come() -> None:
    """What was given to all is given to each of them from there on."""
    new = Entry(9, SetAlpha(0.5, 0), "alpha 0.02 → 0.5")
    freeze, alpha = (
        Entry(16, Freeze(WeightRef(1, 0, 0), True), "freeze"),
        Entry(17, SetAlpha(0.1, 2), "alpha"),
    )
    assert with_entry(LOG, new, 3) == (*LOG[:3], new, freeze, Entry(17, SetAlpha(0.1, 1), "alpha"), alpha)


def test_moves_of_one_drag_at_one_step_are_one_entry() -> None:
    """Only the last counts, and it is told from the first value to the last."""
    log = with_entry((), Entry(3, SetAlpha(0.2, None, 7), "alpha 0.1 → 0.2"), 1)
    log = with_entry(log, Entry(3, SetWeight(A, 5.0, 7), "a 1 → 5"), 1)
    log = with_entry(log, Entry(3, SetAlpha(0.3, None, 7), "alpha 0.2 → 0.3"), 1)
    assert [(entry.command, entry.text) for entry in log] == [
        (SetWeight(A, 5.0, 7), "a 1 → 5"),
        (SetAlpha(0.3, None, 7), "alpha 0.1 → 0.3"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "step"),
    [
        (SetAlpha(0.2), SetAlpha(0.3), 3),
        (SetAlpha(0.2, None, 7), SetAlpha(0.3, None, 8), 3),
        (SetAlpha(0.2, None, 7), SetAlpha(0.3, 0, 7), 3),
        (SetAlpha(0.2, None, 7), SetAlpha(0.3, None, 7), 4),
        (SetWeight(A, 1.0, 7), SetWeight(C, 1.0, 7), 3),
        (SetInput(0, 0, 1.0, None, 7), SetInput(1, 0, 1.0, None, 7), 3),
        (SetInput(0, 0, 1.0, None, 7), SetTarget(0, 0, 1.0, None, 7), 3),
    ],
)
def test_other_commands_are_kept_beside_each_other(first: Logged, second: Logged, step: int) -> None:
    """Another drag, another thing, another step: each is an entry of its own."""
    log = with_entry((Entry(3, first, "one"),), Entry(step, second, "two"), 1)
    assert [entry.command for entry in log] == [first, second]
