"""The scene panel: snapshot to text and list, and clicks and keys to wishes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import scenes
from gallery_parts import gallery_snapshot
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton

from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.messages import View
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.scene.list import SceneList
from gdstudio.views.scene.panel import ScenePanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene, Snapshot

CATALOGUE = catalogue.load_all()


@pytest.fixture
def panel(qtbot: QtBot) -> ScenePanel:
    widget = ScenePanel(CATALOGUE, LIGHT)
    qtbot.addWidget(widget)
    widget.resize(240, 560)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


LAST = len(CATALOGUE) - 1


def at(index: int) -> Snapshot:
    """A snapshot of a scene; where its images are still to be loaded, with others in their place."""
    scene = CATALOGUE[index]
    if not scene.needs_images:
        return Session(scene).snapshot()
    snapshot = gallery_snapshot()
    return replace(snapshot, scene=replace(scene, lanes=snapshot.scene.lanes), opened=None)


def button(panel: ScenePanel, text: str) -> QPushButton:
    return next(found for found in panel.findChildren(QPushButton) if found.text() == text)


def labels(panel: ScenePanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


def test_shows_title_text_and_place(panel: ScenePanel) -> None:
    """The scene's section, title, text and place in the list are shown."""
    panel.show_snapshot(at(4))
    text = panel._text.toPlainText()
    assert text.startswith(CATALOGUE[4].title + "\n")
    assert CATALOGUE[4].text.split()[-1] in text
    assert "Chapter 5 · 5.4" in labels(panel)
    assert f"5 / {len(CATALOGUE)}" in labels(panel)
    assert panel._list.currentRow() == panel._list.shown_row == 4


def test_markdown_is_set_not_shown(panel: ScenePanel) -> None:
    """Emphasis is set as such, and a title may hold any character."""
    panel.show_snapshot(Session(scenes.scene(*scenes.three_inputs().lanes, title="*a* # b_c")).snapshot())
    assert panel._text.toPlainText().startswith("*a* # b_c\n")
    assert "*Press" not in panel._text.toPlainText()


@pytest.mark.parametrize("index", range(len(CATALOGUE)))
@pytest.mark.parametrize("size", [(232, 500), (240, 560), (268, 640), (400, 1000)])
def test_every_text_is_read_without_scrolling(
    panel: ScenePanel, qtbot: QtBot, index: int, size: tuple[int, int]
) -> None:
    """At every size the text of each scene is there as a whole; the list may have to be scrolled."""
    panel.resize(*size)
    panel.show_snapshot(at(index))
    qtbot.waitUntil(lambda: panel._text.viewport().width() > size[0] - 40)
    assert panel._text.isVisible()
    assert panel._text.verticalScrollBar().maximum() == 0
    if panel._list.isVisible():
        assert panel._list.height() >= 5 * 24
        row = panel._list.visualItemRect(panel._list.item(index))
        assert panel._list.viewport().rect().contains(row)


def test_the_list_folds_where_there_is_no_room(panel: ScenePanel, qtbot: QtBot) -> None:
    """A low panel shows the text; its button brings the list in the text's place, and back."""
    panel.show_snapshot(at(0))
    unfold = panel.findChild(QToolButton)
    assert panel._text.isVisible()
    assert not panel._list.isVisible()
    qtbot.mouseClick(unfold, Qt.MouseButton.LeftButton)
    assert panel._list.isVisible()
    assert not panel._text.isVisible()
    assert panel._list.height() >= panel._list.rows_height(panel._list.viewport().width())
    qtbot.mouseClick(unfold, Qt.MouseButton.LeftButton)
    assert panel._text.isVisible()
    panel.resize(260, 760)
    assert panel._list.isVisible()
    assert panel._text.isVisible()
    assert not unfold.isVisible()


def test_text_and_list_both_show_on_a_small_laptop(panel: ScenePanel, qtbot: QtBot) -> None:
    """In a maximized window at 1366 × 768, title bar included, the list is seen around the open scene."""
    panel.resize(246, 600)
    for index in (LAST, 0, 5):
        panel.show_snapshot(at(index))
        assert panel._list.isVisible()
        assert panel._text.isVisible()
        seen = panel._list.viewport().rect()
        for row in range(max(index - 1, 0), min(index + 1, LAST) + 1):
            assert seen.contains(panel._list.visualItemRect(panel._list.item(row)))
    qtbot.waitUntil(lambda: panel._text.verticalScrollBar().maximum() == 0)


def test_the_open_scene_stays_in_view_as_the_list_gets_lower(qtbot: QtBot) -> None:
    """Its row, and the one after it, wherever the list was scrolled to while there was room."""
    rows = SceneList(LIGHT, CATALOGUE)
    qtbot.addWidget(rows)
    rows.resize(220, 20 * rows.row_height)
    rows.show()
    rows.show_row(9)
    rows.resize(220, 3 * rows.row_height)
    seen = rows.viewport().height()
    assert all(0 <= rows.visualItemRect(rows.item(row)).bottom() < seen for row in (9, 10))


def test_all_titles_fit_their_rows(panel: ScenePanel) -> None:
    """No title is cut at the narrowest width: long ones take two lines, and rows can be hit."""
    rows = panel._list._rows
    for scene in CATALOGUE:
        assert rows.height(scene.title, 204) >= 24
    assert rows.height("A title that is much too long to stand in a single line of this list", 204) > 40


def test_a_click_in_the_list_asks_for_the_scene(panel: ScenePanel, qtbot: QtBot) -> None:
    """A click on a row asks for its scene, and the text is back."""
    panel.show_snapshot(at(0))
    panel.findChild(QToolButton).click()
    spot = panel._list.visualItemRect(panel._list.item(6)).center()
    with qtbot.waitSignal(panel.scene_requested) as wish:
        qtbot.mouseClick(panel._list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert wish.args == [CATALOGUE[6].id]
    assert panel._text.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_move_and_open(panel: ScenePanel, qtbot: QtBot, key: Qt.Key) -> None:
    """The arrow keys only move; Enter or Space asks, once."""
    panel.resize(260, 760)
    panel.show_snapshot(at(0))
    asked: list[str] = []
    panel.scene_requested.connect(asked.append)
    qtbot.keyClick(panel._list, Qt.Key.Key_Down)
    qtbot.keyClick(panel._list, Qt.Key.Key_Down)
    assert asked == []
    assert panel._list.shown_row == 0
    qtbot.keyClick(panel._list, key)
    assert asked == [CATALOGUE[2].id]


def test_back_and_next_ask_for_the_neighbours(panel: ScenePanel, qtbot: QtBot) -> None:
    """The buttons ask for the scenes before and after."""
    panel.show_snapshot(at(3))
    for text, index in (("Back", 2), ("Next", 4)):
        with qtbot.waitSignal(panel.scene_requested) as wish:
            qtbot.mouseClick(button(panel, text), Qt.MouseButton.LeftButton)
        assert wish.args == [CATALOGUE[index].id]


@pytest.mark.parametrize(
    ("index", "back", "following"), [(0, False, True), (3, True, True), (LAST, True, False)]
)
def test_buttons_end_where_the_list_ends(panel: ScenePanel, index: int, back: bool, following: bool) -> None:
    """There is no way back from the first scene, and none on from the last."""
    panel.show_snapshot(at(index))
    assert button(panel, "Back").isEnabled() == back
    assert button(panel, "Next").isEnabled() == following


def test_a_scene_from_elsewhere_is_shown_too(panel: ScenePanel, qtbot: QtBot) -> None:
    """A scene that is not in the catalogue has its text, but no place in the list.

    It stands between the one left for it and the next.
    """
    other: Scene = scenes.three_inputs()
    panel.show_snapshot(at(2))
    panel.show_snapshot(Session(other).snapshot())
    assert panel._text.toPlainText().startswith(other.title)
    assert panel._list.shown_row == -1
    assert "own scene" in labels(panel)
    for way, index in (("Back", 2), ("Next", 3)):
        with qtbot.waitSignal(panel.scene_requested) as wish:
            button(panel, way).click()
        assert wish.args == [CATALOGUE[index].id]


def test_where_none_was_left_the_first_is_next(panel: ScenePanel) -> None:
    """A scene file that was opened at the start has nothing before it."""
    panel.show_snapshot(Session(scenes.three_inputs()).snapshot())
    assert not button(panel, "Back").isEnabled()
    assert panel._neighbour(1) is CATALOGUE[0]


def test_a_long_text_from_elsewhere_can_be_scrolled(panel: ScenePanel, qtbot: QtBot) -> None:
    """The room is made for the chapter's texts; another may be longer."""
    panel.resize(300, 1000)
    longer = replace(scenes.three_inputs(), text="Many words. " * 400)
    panel.show_snapshot(Session(longer).snapshot())
    qtbot.waitUntil(lambda: panel._text.verticalScrollBar().maximum() > 0)
    assert panel._text.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_the_training_order_is_part_of_it(panel: ScenePanel, qtbot: QtBot) -> None:
    """The order's wish is passed on."""
    panel.show_snapshot(at(4))
    with qtbot.waitSignal(panel.order_requested) as wish:
        qtbot.keyClick(panel.findChild(QComboBox), Qt.Key.Key_End)
    assert wish.args == [Order(Taking.FULL_BATCH)]


def test_a_scene_whose_images_are_to_be_loaded_is_asked_for_like_others(
    panel: ScenePanel, qtbot: QtBot
) -> None:
    """In the list it has no lanes yet; opening it asks for it by its id, and the text shows when it comes."""
    index = next(place for place, scene in enumerate(CATALOGUE) if scene.needs_images)
    panel.resize(260, 900)
    panel.show_snapshot(at(0))
    spot = panel._list.visualItemRect(panel._list.item(index)).center()
    with qtbot.waitSignal(panel.scene_requested) as wish:
        qtbot.mouseClick(panel._list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert wish.args == [CATALOGUE[index].id]
    panel.show_snapshot(at(index))
    assert panel._list.shown_row == index
    assert panel.findChild(QComboBox).currentText() == "in the order given"


def test_vectors_are_not_trained(panel: ScenePanel) -> None:
    """Where nothing is trained no order is offered; the next scene has it again."""
    vectors = next(place for place, scene in enumerate(CATALOGUE) if scene.view is View.VECTORS)
    panel.show_snapshot(at(vectors))
    assert not panel.findChild(QComboBox).isVisible()
    panel.show_snapshot(at(0))
    assert panel.findChild(QComboBox).isVisible()


def test_showing_asks_for_nothing(panel: ScenePanel, qtbot: QtBot) -> None:
    """Snapshots, themes and sizes never make a wish."""
    with qtbot.assertNotEmitted(panel.scene_requested), qtbot.assertNotEmitted(panel.order_requested):
        for index in (0, LAST, 8, 3):
            panel.show_snapshot(at(index))
            panel.set_theme(DARK if index else LIGHT)
            panel.resize(240 + index, 560 + 40 * index)


def test_controls_have_names_and_tips(panel: ScenePanel) -> None:
    """Everything that takes the focus can be read out and says what it does."""
    panel.show_snapshot(at(1))
    controls = [panel._text, panel._list, *panel.findChildren(QPushButton), *panel.findChildren(QToolButton)]
    for control in controls:
        assert control.accessibleDescription(), control
    assert panel._text.accessibleName() == CATALOGUE[1].title
    for control in (*panel.findChildren(QPushButton), *panel.findChildren(QToolButton)):
        assert control.toolTip()
        assert control.height() >= 24


def test_a_scene_of_one_s_own_is_not_the_chapter_s(panel: ScenePanel) -> None:
    """Where others name chapter and section, it says so."""
    panel.show_snapshot(Session(replace(scenes.three_inputs(), section="")).snapshot())
    assert "Not from the chapter" in labels(panel)
    assert not any("Chapter" in label for label in labels(panel))
