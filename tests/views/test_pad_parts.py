"""The pad's parts: where they stand, how scores are written, what a stroke leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect

from gdstudio.views.kit.theme import LIGHT
from gdstudio.views.pad.layout import arrange
from gdstudio.views.pad.scores import ScoreBars, score, verdict
from gdstudio.views.pad.strokes import SIDE, Drawing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(300, 380), (330, 560), (420, 850), (600, 380)])
@pytest.mark.parametrize("classes", [2, 10, 20])
def test_nothing_overlaps_or_leaves_the_panel(scale: float, size: tuple[int, int], classes: int) -> None:
    """All parts stand apart, inside, and the pad is a square one can draw in."""
    width, height = (round(scale * each) for each in size)
    places = arrange(width, height, classes, 28, scale)
    parts = [places.board, places.tools, places.verdict, places.preview, places.scores]
    for index, part in enumerate(parts):
        assert QRect(0, 0, width, height).contains(part)
        assert not any(part.intersects(other) for other in parts[index + 1 :])
    assert places.board.width() == places.board.height()
    assert places.board.width() >= 90 * scale
    assert places.scores.height() >= 15 * scale * -(-classes // places.columns)


def test_scores_are_written_shortly() -> None:
    """Two decimals with a true minus and never −0.00; very large ones shortly."""
    assert [score(value) for value in (0.714, -0.354, -0.001, 0.0, 12.3456)] == [
        "0.71", "−0.35", "0.00", "0.00", "12.35",
    ]  # fmt: skip
    assert score(123456789.0) == "1.23e8"


def test_the_winner_is_named_with_the_next() -> None:
    """Names are the classes'; of equals the first wins."""
    names = ("a", "b", "c")
    assert verdict(np.array([0.1, 0.9, 0.5]), names) == ("looks most like b (0.90)", "next c (0.50)")
    assert verdict(np.array([-0.2, -0.5, -0.2]), names) == ("looks most like a (−0.20)", "next c (−0.20)")
    assert verdict(np.array([0.5]), ("only",)) == (
        "all scores are 0.50",
        "nothing tells the classes apart yet",
    )


def test_the_bars_unit_grows_at_once_and_shrinks_only_when_it_is_calm(qtbot: QtBot) -> None:
    """Up to 1 it is 1; larger scores make it larger; while numbers change quickly it does not go back."""
    bars = ScoreBars(LIGHT)
    qtbot.addWidget(bars)
    bars.show_scores(("a", "b"), np.array([0.3, -0.1]), steady=False)
    assert bars.reach == 1
    bars.show_scores(("a", "b"), np.array([3.0, -0.1]), steady=True)
    large = bars.reach
    assert large >= 3
    bars.show_scores(("a", "b"), np.array([0.3, -0.1]), steady=True)
    assert bars.reach == large
    bars.show_scores(("a", "b"), np.array([0.3, -0.1]), steady=False)
    assert bars.reach == 1
    bars.show_scores(("a", "b"), np.array([0.3, -0.8]), steady=False)
    assert bars.reach >= 1.6  # below 0 there is half as much room


def test_strokes_are_ink_and_can_be_taken_back() -> None:
    """A stroke leaves ink as wide as its pen; undone, the picture is as it was; erased, it is empty."""
    drawing = Drawing()
    assert not drawing.ink().any()
    drawing.begin(QPointF(0.5, 0.2), 0.1, erases=False)
    dot = drawing.ink()
    drawing.extend(QPointF(0.5, 0.8))
    ink = drawing.ink()
    assert ink.shape == (SIDE, SIDE)
    assert ink.max() == 1
    assert ink[SIDE // 2].sum() == pytest.approx(0.1 * SIDE, abs=2)
    drawing.begin(QPointF(0.2, 0.5), 0.1, erases=False)
    drawing.undo()
    assert np.array_equal(drawing.ink(), ink)
    drawing.begin(QPointF(0.5, 0.1), 0.2, erases=True)
    drawing.extend(QPointF(0.5, 0.9))
    assert not drawing.ink().any()
    for _ in range(3):
        drawing.undo()
    assert not drawing.can_undo
    assert dot.any()


def test_clearing_is_undone_too() -> None:
    """Clear hides all strokes; Undo brings them back; clearing nothing leaves nothing to undo."""
    drawing = Drawing()
    drawing.clear()
    assert not drawing.can_undo
    drawing.begin(QPointF(0.5, 0.5), 0.1, erases=False)
    ink = drawing.ink()
    drawing.clear()
    assert drawing.strokes == 0
    assert not drawing.ink().any()
    drawing.undo()
    assert drawing.strokes == 1
    assert np.array_equal(drawing.ink(), ink)
