"""The splitter that turns: side by side where it is broad, below each other where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.turning_splitter import TurningSplitter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def splitter(qtbot: QtBot, count: int = 2) -> TurningSplitter:
    made = TurningSplitter()
    qtbot.addWidget(made)
    made.setHandleWidth(8)
    for _ in range(count):
        part = QWidget()
        part.setMinimumSize(200, 100)
        made.addWidget(part)
    return made


@pytest.mark.parametrize(
    ("size", "beside"),
    [((700, 400), True), ((408, 320), True), ((407, 320), False), ((300, 600), False), ((700, 700), False)],
)
def test_parts_lie_as_there_is_room(qtbot: QtBot, size: tuple[int, int], beside: bool) -> None:
    """Side by side if both fit so, and it is broader than it is high."""
    made = splitter(qtbot)
    made.show()
    made.resize(*size)
    assert (made.orientation() is Qt.Orientation.Horizontal) == beside


def test_it_never_asks_for_the_width_of_both(qtbot: QtBot) -> None:
    """Otherwise a window that has them side by side could not be made narrow again."""
    made = splitter(qtbot)
    made.show()
    made.resize(700, 300)
    assert made.orientation() is Qt.Orientation.Horizontal
    assert made.minimumSizeHint().width() == 200
    made.resize(250, 600)
    assert made.orientation() is Qt.Orientation.Vertical


def test_a_part_alone_has_no_side(qtbot: QtBot) -> None:
    """One that is hidden does not count."""
    made = splitter(qtbot)
    second = made.widget(1)
    assert second is not None
    second.hide()
    made.show()
    made.resize(900, 300)
    assert made.orientation() is Qt.Orientation.Vertical
