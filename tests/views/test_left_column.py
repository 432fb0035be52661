"""The left column: a lesson beside the list of all, the scene's text without one, and notes above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lesson_parts import Learner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gdstudio.lessons import catalogue
from gdstudio.lessons.showing import showing
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT, PROJECTOR
from gdstudio.views.left_column import LeftColumn

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CATALOGUE = catalogue.load_all()
LONG = "You have left the lesson for another scene, and that is a rather long way to say it. " * 2


@pytest.fixture
def column(qtbot: QtBot) -> LeftColumn:
    widget = LeftColumn(CATALOGUE, LIGHT)
    qtbot.addWidget(widget)
    widget.resize(250, 600)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    snapshot = Session(CATALOGUE[4]).snapshot()
    widget.scenes.show_snapshot(snapshot)
    return widget


def open_lesson(column: LeftColumn) -> None:
    learner = Learner()
    learner.enter(0)
    column.show_lesson(there=True)
    column.lesson.show_lesson(showing(learner.run))


def test_without_a_lesson_it_is_the_scene(column: LeftColumn) -> None:
    """Its text and the list, and nothing that speaks of lessons."""
    assert not column.bar.isVisible()
    assert column.scenes.isVisible()
    assert column.scenes._text.isVisible()
    assert not column.note.isVisible()


def test_a_lesson_is_in_front_when_it_is_opened(column: LeftColumn) -> None:
    """Beside it stands the list alone; left, the scene's text is back."""
    open_lesson(column)
    assert column.lesson.isVisible()
    column.bar.setFocus()
    QTest.keyClick(column.bar, Qt.Key.Key_Right)
    assert column.scenes.isVisible()
    assert column.scenes._list.isVisible()
    assert not column.scenes._text.isVisible()
    column.show_lesson(there=True)
    assert column.scenes.isVisible(), "only another lesson comes to the front by itself"
    column.turn_to_lesson()
    assert column.lesson.isVisible()
    column.show_lesson(there=False)
    assert column.scenes._text.isVisible()
    assert not column.bar.isVisible()


def test_choosing_in_the_list_turns_back_to_the_lesson(column: LeftColumn) -> None:
    """Without a lesson, the scene's panel stays."""
    column.scenes.scene_requested.emit("mnist")
    assert column.scenes.isVisible()
    open_lesson(column)
    column.turn_to_lesson(lesson=False)
    column.scenes.scene_requested.emit("mnist")
    assert column.lesson.isVisible()


def test_the_list_is_one_key_away(column: LeftColumn) -> None:
    """With the keyboard in it, with and without a lesson, also where it is folded away."""
    open_lesson(column)
    column.list_all()
    assert column.scenes._list.hasFocus()
    column.show_lesson(there=False)
    column.resize(250, 420)
    assert not column.scenes._list.isVisible()
    column.list_all()
    assert column.scenes._list.isVisible()
    assert column.scenes._list.hasFocus()


def test_the_list_says_what_is_done(column: LeftColumn) -> None:
    """A check mark, or so many of how many, told to those who listen too."""
    column.scenes.show_progress({"freezing": (2, 7), "single-input": (7, 7), "mnist": (0, 7)})
    rows = column.scenes._list
    told = [rows.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(rows.count())]
    assert told[0] == "5.2 One input, one weight, done"
    assert told[4] == "5.4 Freezing one weight, 2 of 7 steps done"
    assert told[1] == "5.2 Three inputs share one delta"
    assert told[9] == "5.7 784 inputs, ten outputs"
    column.scenes.show_progress({})
    assert rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "5.2 One input, one weight"


def test_a_note_can_be_acted_on_or_closed(column: LeftColumn) -> None:
    """Either way it is gone; one without a remedy has no button for it."""
    done: list[str] = []
    column.note.say("Something was reset.", "Bring it back", lambda: done.append("back"))
    assert column.note.isVisible()
    assert column.note.text == "Something was reset."
    column.note.button.click()
    assert done == ["back"]
    assert not column.note.isVisible()
    column.note.say("*Left* for _good_.")
    assert column.note.text == "*Left* for _good_."
    assert not column.note.button.isVisible()
    column.note.close_button.setFocus()
    QTest.keyClick(column.note.close_button, Qt.Key.Key_Space)
    assert column.note.text == ""
    assert done == ["back"]


def test_a_note_is_as_high_as_its_words(column: LeftColumn, qtbot: QtBot) -> None:
    """At every width and in every theme; it takes its room from what is below."""
    open_lesson(column)
    column.note.say(LONG, "Back to the lesson", lambda: None)
    for theme in (LIGHT, DARK, PROJECTOR):
        column.set_theme(theme)
        column.lesson.set_theme(theme)
        for width in (310, 420):
            column.resize(width, 700)
            qtbot.waitUntil(lambda: column.note.height() == column.note.height_at(column.note.width()))
            qtbot.waitUntil(lambda: column.note.geometry().bottom() <= column.lesson.geometry().top())
