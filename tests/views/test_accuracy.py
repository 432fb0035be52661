"""The accuracy panel shows the scores over recorded time, and asks to go to a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gdstudio.messages import ScoreHistory
from gdstudio.views.accuracy import panel as panel_module
from gdstudio.views.accuracy.panel import AccuracyPanel
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Gallery, Score, Snapshot

LEFT = Qt.MouseButton.LeftButton


def gallery_of(snapshot: Snapshot) -> Gallery:
    assert snapshot.gallery is not None
    return snapshot.gallery


def with_scores(
    snapshot: Snapshot, scores: ScoreHistory, score: Score | None = None, **changes: int
) -> Snapshot:
    gallery = replace(gallery_of(snapshot), scores=scores, score=score)
    return replace(snapshot, gallery=gallery, **changes)


def history(*steps: float, error: float = 1.0) -> ScoreHistory:
    """Scores that tell their step: learnt 0.1 % for each, unseen half of that."""
    at = np.array(steps, float)
    return ScoreHistory(at, at / 1000, at / 2000, error / at if len(at) else at, error * 2 / at)


class Shown:
    """A panel on the screen, and what it has asked for."""

    def __init__(self, qtbot: QtBot, snapshot: Snapshot | None = None) -> None:
        self.panel = AccuracyPanel(LIGHT)
        qtbot.addWidget(self.panel)
        self.panel.resize(330, 560)
        self.wanted: list[int] = []
        self.panel.seek_requested.connect(self.wanted.append)
        self.panel.show_snapshot(snapshot or gallery_snapshot())
        self.panel.show()

    def point(self, step: int) -> QPoint:
        """Where a step is in the upper chart."""
        assert self.panel._picture is not None
        return QPoint(round(self.panel._picture.steps.x(step)), 120)

    @property
    def words(self) -> str:
        """What a screen reader says."""
        return self.panel.accessibleDescription()

    def image(self) -> QImage:
        """How it looks."""
        return self.panel.grab().toImage()


def test_says_the_numbers_at_the_present_step(qtbot: QtBot) -> None:
    """The last score up to the step that is looked at, learnt and unseen, share and error."""
    snapshot = gallery_snapshot(step=320)
    shown = Shown(qtbot, with_scores(snapshot, history(100, 200, 300), step=320, last_step=400))
    assert shown.words == (
        "3 scores. At step 300: right on 30.0 % of the images trained on and 15.0 % of the unseen ones;"
        " mean error 0.00333 learnt, 0.00667 unseen."
    )
    shown.panel.show_snapshot(with_scores(snapshot, history(100, 200, 300), step=250, last_step=400))
    assert "At step 200:" in shown.words
    shown.panel.show_snapshot(with_scores(snapshot, history(100, 200, 300), step=5, last_step=400))
    assert shown.words == "No scores yet."


def test_the_newest_score_counts_before_it_is_in_the_history(qtbot: QtBot) -> None:
    """A score at step 310 is read out at step 320, but not at step 305."""
    snapshot = gallery_snapshot(step=320)
    score = gallery_of(snapshot).score
    assert score is not None
    newest = replace(score, step=310, learnt=0.9)
    shown = Shown(qtbot, with_scores(snapshot, history(100, 300), newest, step=320, last_step=400))
    assert "At step 310: right on 90.0 %" in shown.words
    shown.panel.show_snapshot(with_scores(snapshot, history(100, 300), newest, step=305, last_step=400))
    assert "At step 300:" in shown.words


def test_a_click_asks_for_the_step_there(qtbot: QtBot) -> None:
    """Any step, not only scored ones; never one beyond recorded time, or the present one."""
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history(1, 100, 200), step=201, last_step=201))
    for step in (50, 201, 1):
        QTest.mouseClick(shown.panel, LEFT, pos=shown.point(step))
    QTest.mouseClick(shown.panel, LEFT, pos=QPoint(shown.panel.width() - 1, 120))
    QTest.mouseClick(shown.panel, LEFT, pos=QPoint(0, 120))
    near, *others = shown.wanted
    assert abs(near - 50) <= 1
    assert others == [1, 1]
    QTest.mouseClick(shown.panel, Qt.MouseButton.RightButton, pos=shown.point(50))
    assert len(shown.wanted) == 3


def test_a_drag_goes_along(qtbot: QtBot) -> None:
    """Each step reached is asked for."""
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history(1, 100, 200), step=201, last_step=201))
    QTest.mousePress(shown.panel, LEFT, pos=shown.point(40))
    QTest.mouseMove(shown.panel, shown.point(80))
    QTest.mouseMove(shown.panel, shown.point(120))
    QTest.mouseRelease(shown.panel, LEFT, pos=shown.point(120))
    assert [round(step, -1) for step in shown.wanted] == [40, 80, 120]


def test_keys_point_at_scores_and_enter_goes_there(qtbot: QtBot) -> None:
    """Arrows go from score to score and read them out; only Enter asks; Esc lets go."""
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history(1, 100, 150, 200), step=160, last_step=201))
    panel = shown.panel
    assert "At step 150:" in shown.words
    QTest.keyClick(panel, Qt.Key.Key_Return)
    QTest.keyClick(panel, Qt.Key.Key_Left)
    assert "At step 100:" in shown.words
    QTest.keyClick(panel, Qt.Key.Key_Left)
    QTest.keyClick(panel, Qt.Key.Key_Left)
    assert "At step 1:" in shown.words
    QTest.keyClick(panel, Qt.Key.Key_End)
    assert "At step 200:" in shown.words
    assert shown.wanted == []
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert shown.wanted == [200]
    QTest.keyClick(panel, Qt.Key.Key_Home)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert "At step 150:" in shown.words
    QTest.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert "At step 150:" in shown.words


def test_the_pointer_reads_out_the_nearest_score(qtbot: QtBot) -> None:
    """Over the plot; beside it, the present step's again. Nothing is asked for."""
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history(1, 100, 200), step=201, last_step=201))
    QTest.mouseMove(shown.panel, shown.point(90))
    assert "At step 100:" in shown.words
    QTest.mouseMove(shown.panel, QPoint(5, 120))
    assert "At step 200:" in shown.words
    assert shown.wanted == []


def test_the_picture_changes_with_the_step_but_is_not_drawn_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal scores in another object are no reason to draw the charts anew; another step moves the line."""
    made: list[int] = []
    real = panel_module.Picture

    def making(*args: object) -> object:
        made.append(1)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(panel_module, "Picture", making)
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history(1, 100, 200), step=201, last_step=201))
    before, count = shown.image(), len(made)
    shown.panel.show_snapshot(with_scores(gallery_snapshot(), history(1, 100, 200), step=120, last_step=201))
    assert shown.image() != before
    assert len(made) == count
    shown.panel.show_snapshot(with_scores(gallery_snapshot(), history(1, 100, 201), step=120, last_step=201))
    assert len(made) == count + 1


def test_a_shorter_history_lets_go_of_a_score(qtbot: QtBot) -> None:
    """After a new start there may be fewer scores than the one pointed at."""
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history(1, 100, 200), step=201, last_step=201))
    QTest.keyClick(shown.panel, Qt.Key.Key_End)
    shown.panel.show_snapshot(with_scores(gallery_snapshot(), history(1), step=1, last_step=1))
    assert "1 scores. At step 1:" in shown.words
    shown.image()


def test_hidden_it_waits(qtbot: QtBot) -> None:
    """While hidden nothing changes; shown, it has caught up."""
    shown = Shown(qtbot)
    before = shown.words
    shown.panel.hide()
    shown.panel.show_snapshot(with_scores(gallery_snapshot(), history(1, 50), step=60, last_step=60))
    assert shown.words == before
    shown.panel.show()
    assert "At step 50:" in shown.words


def test_without_scores_it_says_so(qtbot: QtBot) -> None:
    """No scores yet, or no images: a sentence; clicks and keys ask for nothing."""
    shown = Shown(qtbot, with_scores(gallery_snapshot(), history()))
    empty = shown.image()
    assert shown.words == "No scores yet."
    QTest.mouseClick(shown.panel, LEFT, pos=QPoint(150, 120))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(shown.panel, key)
    shown.panel.show_snapshot(replace(gallery_snapshot(), gallery=None))
    assert shown.image() != empty
    assert shown.wanted == []


@pytest.mark.parametrize("error", [0.0, 1e-300, 1.0, 1e300, np.inf, np.nan])
def test_any_error_can_be_drawn(qtbot: QtBot, error: float) -> None:
    """Zero, tiny, huge, endless or no number at all: no exception, no warning, in both themes."""
    shown = Shown(
        qtbot, with_scores(gallery_snapshot(), history(1, 2, 150, error=error), step=201, last_step=201)
    )
    for theme in (DARK, LIGHT):
        shown.panel.set_theme(theme)
        for size in ((300, 380), (420, 850)):
            shown.panel.resize(*size)
            shown.image()
    assert shown.wanted == []
