"""The mistakes panel counts which class was taken for which, and asks to look at the images."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from gdstudio.core.images import Images
from gdstudio.messages import LookAt, Source
from gdstudio.views.kit.theme import DARK, LIGHT, Theme
from gdstudio.views.mistakes import panel as panel_module
from gdstudio.views.mistakes.cells import shade
from gdstudio.views.mistakes.panel import MistakesPanel
from gdstudio.views.mistakes.table import ConfusionTable
from gdstudio.views.mistakes.thumbs import Thumbnails

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Gallery, Snapshot

LEFT = Qt.MouseButton.LeftButton


def gallery_of(snapshot: Snapshot) -> Gallery:
    assert snapshot.gallery is not None
    return snapshot.gallery


def wrong_in(snapshot: Snapshot) -> list[int]:
    gallery = gallery_of(snapshot)
    assert gallery.score is not None
    return np.flatnonzero(gallery.score.predicted != gallery.unseen.labels).tolist()


def with_predicted(snapshot: Snapshot, predicted: np.ndarray) -> Snapshot:
    gallery = gallery_of(snapshot)
    assert gallery.score is not None
    score = replace(gallery.score, predicted=predicted.astype(np.uint8))
    return replace(snapshot, gallery=replace(gallery, score=score))


class Shown:
    """A panel on the screen, and what it has asked for."""

    def __init__(self, qtbot: QtBot, snapshot: Snapshot | None = None, theme: Theme = LIGHT) -> None:
        self.panel = MistakesPanel(theme)
        qtbot.addWidget(self.panel)
        self.panel.resize(330, 560)
        self.wanted: list[LookAt] = []
        self.panel.look_requested.connect(self.wanted.append)
        self.snapshot = snapshot or gallery_snapshot()
        self.panel.show_snapshot(self.snapshot)
        self.panel.show()
        self.table, self.thumbs = self.panel.findChild(ConfusionTable), self.panel.findChild(Thumbnails)

    def button(self, name: str) -> QToolButton:
        """The button with this accessible name."""
        return next(each for each in self.panel.findChildren(QToolButton) if each.accessibleName() == name)

    def click_cell(self, row: int, column: int) -> None:
        """Click into the middle of a cell."""
        assert self.table._grid is not None
        QTest.mouseClick(
            self.table.viewport(),
            LEFT,
            pos=self.table._grid.cell(row, column).center() - self.table._offset(),
        )

    @property
    def places(self) -> list[int]:
        """The unseen images asked for."""
        assert all(look.source is Source.UNSEEN for look in self.wanted)
        return [look.index for look in self.wanted]


def test_counts_and_names_the_mistakes(qtbot: QtBot) -> None:
    """How many of how many at which step; at first all of them are shown."""
    shown = Shown(qtbot)
    wrong = wrong_in(shown.snapshot)
    assert shown.panel.accessibleDescription() == f"{len(wrong)} of 30 unseen images wrong at step 201"
    assert shown.thumbs.members == wrong
    assert f"Chosen: all mistakes: {len(wrong)}." in shown.table.accessibleDescription()


def test_a_cell_shows_its_images(qtbot: QtBot) -> None:
    """Clicking row 4, column 9 shows the 4s that were taken for 9, on the diagonal those that were right."""
    labels = gallery_of(gallery_snapshot()).unseen.labels
    predicted = labels.copy()
    predicted[[4, 24]] = 9
    shown = Shown(qtbot, with_predicted(gallery_snapshot(), predicted))
    shown.click_cell(4, 9)
    assert shown.thumbs.members == [4, 24]
    assert "Chosen: 4 taken for 9: 2. Most often: 4 taken for 9: 2." in shown.table.accessibleDescription()
    shown.click_cell(4, 4)
    assert shown.thumbs.members == [14]
    shown.click_cell(0, 1)
    assert shown.thumbs.members == []
    assert not shown.button("Next image").isEnabled()
    shown.click_cell(4, 10)  # the last column: all mistakes of that label
    assert shown.thumbs.members == [4, 24]
    shown.click_cell(10, 9)
    assert shown.thumbs.members == [4, 24]
    assert shown.wanted == []


def test_arrows_choose_cells_and_enter_goes_to_the_images(qtbot: QtBot) -> None:
    """From all mistakes (the last corner) up and left; never past the edge; Home goes back."""
    shown = Shown(qtbot)
    shown.panel.activateWindow()
    shown.table.setFocus()
    qtbot.waitUntil(shown.table.hasFocus)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(shown.table, key)
        assert "all mistakes" in shown.table.accessibleDescription()
    QTest.keyClick(shown.table, Qt.Key.Key_Up)
    assert "Chosen: 9 taken for another" in shown.table.accessibleDescription()
    QTest.keyClick(shown.table, Qt.Key.Key_Left)
    assert "Chosen: 9 taken for itself" in shown.table.accessibleDescription()
    QTest.keyClick(shown.table, Qt.Key.Key_Up)
    assert "Chosen: 8 taken for 9" in shown.table.accessibleDescription()
    QTest.keyClick(shown.table, Qt.Key.Key_Home)
    assert shown.thumbs.members == wrong_in(shown.snapshot)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert shown.thumbs.hasFocus()
    assert shown.wanted == []


def test_a_clicked_image_is_asked_for(qtbot: QtBot) -> None:
    """With its place among the unseen ones."""
    shown = Shown(qtbot)
    second = shown.thumbs._rect(1).center()
    QTest.mouseClick(shown.thumbs.viewport(), LEFT, pos=second)
    assert shown.places == [wrong_in(shown.snapshot)[1]]
    QTest.mouseClick(shown.thumbs.viewport(), LEFT, pos=QPoint(0, shown.thumbs.viewport().height() - 1))
    assert len(shown.wanted) == 1


def test_next_and_previous_go_round(qtbot: QtBot) -> None:
    """The buttons go through the images shown, and from the last to the first."""
    shown = Shown(qtbot)
    wrong = wrong_in(shown.snapshot)
    for _ in range(len(wrong) + 1):
        QTest.mouseClick(shown.button("Next image"), LEFT)
    QTest.mouseClick(shown.button("Previous image"), LEFT)
    assert shown.places == [*wrong, wrong[0], wrong[-1]]


def test_next_goes_on_from_the_image_that_is_looked_at(qtbot: QtBot) -> None:
    """Also if that is not among those shown: the next after it."""
    wrong = wrong_in(gallery_snapshot())
    right = next(place for place in range(wrong[0] + 1, 30) if place not in wrong)
    shown = Shown(qtbot, gallery_snapshot(looked_at=LookAt(Source.UNSEEN, right)))
    QTest.mouseClick(shown.button("Previous image"), LEFT)
    assert shown.places == [max(place for place in wrong if place < right)]
    shown.panel.show_snapshot(replace(shown.snapshot))  # made before the wish: what was asked for stays
    QTest.mouseClick(shown.button("Previous image"), LEFT)
    QTest.mouseClick(shown.button("Next image"), LEFT)
    assert shown.places[2] == shown.places[0]
    shown.panel.show_snapshot(replace(shown.snapshot, handled=shown.snapshot.handled + 9))
    QTest.mouseClick(shown.button("Next image"), LEFT)
    assert shown.places[3] == min(place for place in wrong if place > right)


def test_keys_go_through_the_images(qtbot: QtBot) -> None:
    """The first key asks for the first image; then arrows, Home and End, not past the ends."""
    shown = Shown(qtbot)
    wrong = wrong_in(shown.snapshot)
    assert len(wrong) > 3
    for key in (
        Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End,
        Qt.Key.Key_Right, Qt.Key.Key_Home,
    ):  # fmt: skip
        QTest.keyClick(shown.thumbs, key)
    assert shown.places == [wrong[0], wrong[1], wrong[0], wrong[-1], wrong[0]]
    assert f"unseen image {wrong[0] + 1}: a " in shown.thumbs.accessibleDescription()
    QTest.keyClick(shown.thumbs, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert len(shown.places) == 5


def test_the_cell_is_kept_while_the_score_changes(qtbot: QtBot) -> None:
    """While it trains the chosen cell shows what is in it now; All mistakes leads back."""
    shown = Shown(qtbot)
    labels = gallery_of(shown.snapshot).unseen.labels
    shown.click_cell(3, 5)
    predicted = labels.copy()
    predicted[[3, 13, 8]] = (5, 5, 1)
    shown.panel.show_snapshot(with_predicted(shown.snapshot, predicted))
    assert shown.thumbs.members == [3, 13]
    assert shown.panel.accessibleDescription().startswith("3 of 30")
    assert shown.button("All mistakes").isEnabled()
    QTest.mouseClick(shown.button("All mistakes"), LEFT)
    assert shown.thumbs.members == [3, 8, 13]
    assert not shown.button("All mistakes").isEnabled()
    assert shown.wanted == []


def test_other_images_begin_with_all_mistakes(qtbot: QtBot) -> None:
    """A cell chosen in one set means nothing in another."""
    shown = Shown(qtbot)
    shown.click_cell(3, 5)
    other = gallery_snapshot(seed=5)
    shown.panel.show_snapshot(other)
    assert shown.thumbs.members == wrong_in(other)
    assert not shown.button("All mistakes").isEnabled()


def test_counts_only_another_score_and_only_while_seen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same score is not counted again, and hidden nothing is; shown, it has caught up."""
    shown = Shown(qtbot)
    counted: list[int] = []
    real = panel_module.confusion

    def counting(labels: np.ndarray, predicted: np.ndarray, n_classes: int) -> np.ndarray:
        counted.append(n_classes)
        return real(labels, predicted, n_classes)

    monkeypatch.setattr(panel_module, "confusion", counting)
    shown.panel.show_snapshot(replace(shown.snapshot, step=300))
    assert counted == []
    shown.panel.hide()
    other = with_predicted(shown.snapshot, np.zeros(30))
    shown.panel.show_snapshot(other)
    assert counted == []
    shown.panel.show()
    assert counted == [10]
    assert shown.panel.accessibleDescription().startswith("27 of 30")


def test_without_a_score_it_says_so(qtbot: QtBot) -> None:
    """No score yet, or no images at all: a sentence, and nothing to press; with one everything comes."""
    snapshot = gallery_snapshot()
    bare = replace(snapshot, gallery=replace(gallery_of(snapshot), score=None))
    shown = Shown(qtbot, bare)
    assert shown.panel.accessibleDescription().startswith("No score yet.")
    assert shown.table.isHidden()
    shown.panel.grab()
    shown.panel.show_snapshot(replace(snapshot, gallery=None))
    assert shown.panel.accessibleDescription().startswith("This scene has no images.")
    shown.panel.show_snapshot(snapshot)
    assert shown.table.isVisible()


def test_showing_asks_for_nothing(qtbot: QtBot) -> None:
    """Snapshots that look elsewhere, themes and sizes emit no signal."""
    shown = Shown(qtbot)
    for index in (3, 7):
        shown.panel.show_snapshot(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, index)))
    shown.panel.set_theme(DARK)
    for size in ((300, 380), (420, 850)):
        shown.panel.resize(*size)
        shown.panel.grab()
    assert shown.wanted == []


def test_twenty_classes_scroll_and_names_stay_readable(qtbot: QtBot) -> None:
    """More classes than fit: the table scrolls to the chosen cell; a cell says in words what it counts."""
    random = np.random.default_rng(0)
    names = tuple(f"class {index}" for index in range(20))
    pixels = random.integers(0, 256, (60, 28, 28)).astype(np.uint8)
    images = Images.labelled("many", pixels, (np.arange(60) % 20).astype(np.uint8), names)
    snapshot = gallery_snapshot()
    gallery = replace(gallery_of(snapshot), unseen=images)
    predicted = images.labels.copy()
    predicted[19] = 0
    shown = Shown(qtbot, with_predicted(replace(snapshot, gallery=gallery), predicted))
    assert shown.table.horizontalScrollBar().maximum() > 0
    QTest.keyClick(shown.table, Qt.Key.Key_Up)
    for _ in range(20):
        QTest.keyClick(shown.table, Qt.Key.Key_Left)
    assert shown.thumbs.members == [19]
    assert shown.table.horizontalScrollBar().value() == 0
    assert shown.table._grid is not None
    cell = shown.table._grid.cell(19, 0).center() - shown.table._offset()
    assert shown.table.viewport().rect().contains(cell)
    assert shown.table.explain(cell).startswith("class 19 taken for class 0: 1\n")
    assert shown.table.explain(QPoint(3, 3)).startswith("Rows: what the images are.")
    shown.panel.grab()


def luminance(color: QColor) -> float:
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_counts_stay_readable_on_every_shade(theme: Theme) -> None:
    """Text has at least 4.5 : 1 on the ground of every count, and more mistakes are another shade."""
    text = luminance(theme.color("text"))
    shades = [shade(theme, count, 100) for count in range(101)]
    for each in shades:
        low, high = sorted((text, luminance(each)))
        assert (high + 0.05) / (low + 0.05) >= 4.5
    assert len({each.rgb() for each in shades}) > 40
