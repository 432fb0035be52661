"""Where pictures and dot product stand: one above the other, or one at a time where it is low."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from gdstudio.views.pictures_stage import PicturesStage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


class Part(QWidget):
    """As narrow as 500 pixels; it can fill a square."""

    def unfilled(self, size: QSize) -> int:
        """What is higher than wide."""
        return max(size.height() - size.width(), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: D102  # Qt's
        return QSize(500, 100)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[int, int], tuple[PicturesStage, QWidget, QWidget]]:
    def make(width: int, height: int) -> tuple[PicturesStage, QWidget, QWidget]:
        upper, lower = Part(), Part()
        stage = PicturesStage(upper, lower, upper.unfilled)
        qtbot.addWidget(stage)
        stage.resize(width, height)
        stage.show()
        qtbot.waitExposed(stage)
        stage.fit()
        return stage, upper, lower

    return make


@pytest.mark.parametrize(
    ("width", "height"), [(692, 626), (692, 538), (1246, 938), (3000, 1900), (500, 1400)]
)
def test_both_are_shown_where_both_can_be_read(
    show: Callable[[int, int], tuple[PicturesStage, QWidget, QWidget]], width: int, height: int
) -> None:
    """The pictures get what they can fill, the dot product enough to be read."""
    stage, upper, lower = show(width, height)
    assert upper.isVisible()
    assert lower.isVisible()
    assert not stage.bar.isVisible()
    assert upper.height() >= 300
    assert lower.height() >= 180
    assert upper.height() <= width


def test_where_it_is_low_one_is_shown_at_a_time(
    show: Callable[[int, int], tuple[PicturesStage, QWidget, QWidget]], qtbot: QtBot
) -> None:
    """Pictures first; ← → turn to the other; a higher window shows both again."""
    stage, upper, lower = show(692, 400)
    assert stage.bar.isVisible()
    assert (upper.isVisible(), lower.isVisible()) == (True, False)
    qtbot.keyClick(stage.bar, Qt.Key.Key_Right)
    assert (upper.isVisible(), lower.isVisible()) == (False, True)
    stage.resize(692, 700)
    qtbot.waitUntil(lambda: upper.isVisible() and lower.isVisible())
    assert not stage.bar.isVisible()
    stage.resize(692, 400)
    qtbot.waitUntil(lambda: not upper.isVisible())
    assert lower.isVisible()


def test_it_is_never_narrower_than_its_parts(
    show: Callable[[int, int], tuple[PicturesStage, QWidget, QWidget]],
) -> None:
    """Whichever is shown."""
    stage, *_ = show(692, 400)
    assert stage.minimumSizeHint().width() >= 500
