"""Which images a cell of the table means, how it is said, and which comes next."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize

from gdstudio.views.mistakes.choice import Choice
from gdstudio.views.mistakes.grid import LEAST, MOST, fit

LABELS = np.array([0, 1, 2, 0, 1, 2, 2], np.uint8)
PREDICTED = np.array([0, 2, 2, 1, 1, 1, 1], np.uint8)
NAMES = ("shirt", "shoe", "bag")


@pytest.mark.parametrize(
    ("choice", "members", "words"),
    [
        (Choice(), [1, 3, 5, 6], "all mistakes"),
        (Choice(2, 1), [5, 6], "bag taken for shoe"),
        (Choice(2, 2), [2], "bag taken for itself"),
        (Choice(1, 0), [], "shoe taken for shirt"),
        (Choice(2, None), [5, 6], "bag taken for another"),
        (Choice(None, 1), [3, 5, 6], "another taken for shoe"),
        (Choice(0, 0), [0], "shirt taken for itself"),
    ],
)
def test_members_and_words(choice: Choice, members: list[int], words: str) -> None:
    """Both given: these, right or wrong. One left open: only mistakes."""
    assert choice.members(LABELS, PREDICTED) == members
    assert choice.in_words(NAMES) == words


@pytest.mark.parametrize("room", [QSize(284, 220), QSize(314, 400), QSize(404, 700)])
@pytest.mark.parametrize("classes", [1, 3, 10, 20])
def test_cells_are_found_where_they_are(room: QSize, classes: int) -> None:
    """Each cell's middle leads back to it; names and what is outside to none; ten digits fit."""
    grid = fit(room, classes, 9.0, 1.0)
    for row in (0, classes):
        for column in (0, classes):
            assert grid.at(grid.cell(row, column).center()) == (row, column)
    assert grid.at(QPoint(1, 1)) is None
    assert grid.at(grid.cell(classes, classes).bottomRight() + QPoint(2, 2)) is None
    assert LEAST.width() <= grid.size.width() <= MOST.width()
    assert LEAST.height() <= grid.size.height() <= MOST.height()
    if classes <= 10:
        assert grid.content.width() <= room.width()
        assert grid.content.height() <= room.height()


def test_long_names_stand_on_end() -> None:
    """Names wider than a cell are written upwards above the columns; short ones are not."""
    assert fit(QSize(314, 400), 10, 60.0, 1.0).upright
    assert not fit(QSize(314, 400), 10, 9.0, 1.0).upright
