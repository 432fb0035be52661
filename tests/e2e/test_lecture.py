"""A lecture in the whole studio: the chapter given with one key, and the way out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lecture_desk import audience_screen
from gdstudio.lecture_sheets import paragraphs
from gdstudio.lessons import catalogue, lesson_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gdstudio.views.lecture_page import LecturePage

_MANY = 1000
"""More presses than the whole chapter needs."""


pytestmark = pytest.mark.timeout(600)  # whole lessons, on a machine that may be busy


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path) -> Iterator[Studio]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    studio = Studio(catalogue.load("single-input"), Preferences(settings))
    qtbot.addWidget(studio.window)
    studio.window.show()
    qtbot.waitUntil(lambda: studio.frames.resting)
    yield studio
    studio.window.close()


def press(studio: Studio, key: Qt.Key = Qt.Key.Key_PageDown) -> None:
    page = studio.lecture.page
    assert page is not None
    QTest.keyClick(page, key)


def settle(studio: Studio, qtbot: QtBot) -> None:
    """Wait until what was asked for is there: the step begun, the answer worked out."""

    def settled() -> bool:
        showing = studio.lessons.showing
        ready = showing is None or (showing.begun and not showing.working)
        return ready and studio.frames.resting and not studio.opening.busy

    qtbot.waitUntil(settled, timeout=60_000)


@pytest.mark.timeout(600)
def test_the_whole_chapter_is_given_with_one_key(studio: Studio, qtbot: QtBot) -> None:
    """Page Down alone goes from the first step of the first lesson to the end of the last; it asks all."""
    studio.window.actions_by_name["lecture"].trigger()
    seen: list[tuple[str, int]] = []
    told: set[tuple[str, int]] = set()
    for _ in range(_MANY):
        press(studio)
        settle(studio, qtbot)
        showing = studio.lessons.showing
        if showing is None:  # the scene's own text comes first
            assert not seen
            continue
        here = showing.lesson_id, showing.index
        if not seen or seen[-1] != here:
            seen.append(here)
        if showing.question is not None and showing.question.verdict is not None:
            told.add(here)
        page = studio.lecture.page
        assert page is not None
        assert page.panels, here
        if page.sheet.said.text.startswith("That was the last lesson"):
            break
    lessons = [lesson_catalogue.load(each) for each in lesson_catalogue.ids()]
    assert seen == [(lesson.id, index) for lesson in lessons for index in range(len(lesson.steps))]
    asked = {(lesson.id, at) for lesson in lessons for at, step in enumerate(lesson.steps) if step.question}
    assert told == asked
    press(studio, Qt.Key.Key_Escape)


def start(studio: Studio) -> LecturePage:
    studio.window.actions_by_name["lecture"].trigger()
    page = studio.lecture.page
    assert page is not None
    return page


def test_it_begins_and_ends_with_one_button(studio: Studio, qtbot: QtBot) -> None:
    """F5 begins, Esc ends, F5 begins again and F5 ends; the window is as it was, focus and all."""
    studio.window.ruler.field.setFocus()
    focused = studio.window.focusWidget()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
        page = start(studio)
        qtbot.waitUntil(page.isVisible)
        assert page.isFullScreen()
        assert not studio.window.transport.isVisible()
        press(studio, key)
        assert page.isHidden()
        assert not studio.lecture.active
        assert studio.window.transport.isVisible()
        assert studio.window.focusWidget() is focused


def test_what_is_told_is_not_the_learners(studio: Studio, qtbot: QtBot) -> None:
    """In a lecture every question is open; afterwards what the learner has done is what it was before."""
    studio.lessons.open(lesson_catalogue.load("several-steps"), 0)
    settle(studio, qtbot)
    studio.lessons.tell()
    settle(studio, qtbot)
    before = studio.lessons.progress
    start(studio)
    settle(studio, qtbot)
    assert studio.lessons.showing is not None
    assert studio.lessons.showing.question is not None
    assert studio.lessons.showing.question.answered == ""
    for _ in range(6):
        press(studio)
        settle(studio, qtbot)
    assert studio.lessons.progress == before
    press(studio, Qt.Key.Key_Escape)
    assert studio.lessons.progress == before


def test_a_press_shows_one_thing_and_back_goes_back(studio: Studio, qtbot: QtBot) -> None:
    """Text, question, answer: a press each. Back goes from the question to the text, then a step.

    A click on an answer gives it instead.
    """
    studio.lessons.open(lesson_catalogue.load("freezing"), 0)
    settle(studio, qtbot)
    page = start(studio)
    settle(studio, qtbot)
    assert page.sheet.said.text.startswith("a is frozen")
    press(studio)
    assert page.sheet.said.ask == "What will the dot of a do in the next step?"
    assert page.sheet.said.right is None
    press(studio, Qt.Key.Key_PageUp)
    assert page.sheet.said.ask == ""
    for _ in range(2):
        press(studio)
        settle(studio, qtbot)
    assert page.sheet.said.right == 1
    assert "Its bowl moved under it" in page.sheet.said.text
    press(studio)
    settle(studio, qtbot)
    assert page.sheet.said.done
    press(studio)
    settle(studio, qtbot)
    assert page.sheet.title == "Two without a"
    press(studio, Qt.Key.Key_PageUp)
    settle(studio, qtbot)
    assert page.sheet.title == "Act one: a weight that must not move"
    assert page.sheet.said.right is None
    press(studio)
    page.answer_given.emit(0)  # clicked: the room's guess
    settle(studio, qtbot)
    assert (page.sheet.said.chosen, page.sheet.said.right) == (0, 1)
    press(studio, Qt.Key.Key_Escape)


def test_black_hides_and_goes_on_where_it_was(studio: Studio, qtbot: QtBot) -> None:
    """While it is black, Page Down only brings the page back: nothing goes on unseen."""
    page = start(studio)
    before = page.sheet
    press(studio, Qt.Key.Key_B)
    assert page.is_black
    press(studio)
    assert not page.is_black
    assert page.sheet is before
    press(studio, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.isHidden)


def test_a_scene_without_a_lesson_is_told_by_its_text(studio: Studio, qtbot: QtBot) -> None:
    """Its paragraphs come one after the other; after the last its lesson begins."""
    page = start(studio)
    parts = paragraphs(studio.presenter.shown.scene)
    for part in parts:
        assert page.sheet.said.text == part
        press(studio)
    settle(studio, qtbot)
    assert studio.lessons.lesson is not None
    assert studio.lessons.lesson.id == "single-input"
    press(studio, Qt.Key.Key_Escape)


def test_the_numbers_are_followed_phase_by_phase(studio: Studio, qtbot: QtBot) -> None:
    """N begins at Predict; each press says the next phase; N again ends it, and the words come back."""
    page = start(studio)
    words = page.band.said
    press(studio, Qt.Key.Key_N)
    for said in ("is the prediction", "that is the error", "before alpha", "is subtracted"):
        qtbot.waitUntil(lambda said=said: said in page.band.said.text)
        press(studio)
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 2)
    press(studio, Qt.Key.Key_N)
    assert page.band.said == words
    press(studio, Qt.Key.Key_Escape)


def test_alpha_and_steps_have_their_keys(studio: Studio, qtbot: QtBot) -> None:
    """Plus raises alpha as in the window; Ctrl+Right takes a step."""
    page = start(studio)
    qtbot.waitUntil(page.isActiveWindow)
    alpha = studio.presenter.shown.lanes[0].alpha
    press(studio, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha > alpha)
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 2)
    press(studio, Qt.Key.Key_Escape)


def test_the_lecturer_sees_notes_and_what_comes_next(studio: Studio, qtbot: QtBot) -> None:
    """The window shows the step's notes and the next thing, and takes the lecture's keys too."""
    studio.lessons.open(lesson_catalogue.load("freezing"), 4)
    settle(studio, qtbot)
    page, notes = start(studio), studio.lecture.notes
    settle(studio, qtbot)
    assert notes is not None
    assert "Ask for a show of hands" in notes.text
    assert "Unfreeze a here" in notes.text
    QTest.keyClick(notes, Qt.Key.Key_PageDown)
    assert page.sheet.said.ask.startswith("Unfreeze a here")
    assert "Next: the answer" in notes.text
    QTest.keyClick(notes, Qt.Key.Key_Escape)
    assert page.isHidden()


def test_the_other_screen_is_the_audiences(studio: Studio) -> None:
    """With two screens the page goes to the one that the window is not on; with one, to that one."""
    mine, other = object(), object()
    assert audience_screen(mine, [mine, other]) is other  # type: ignore[arg-type,list-item]
    assert audience_screen(mine, [mine]) is mine  # type: ignore[arg-type,list-item]
    assert not studio.lecture.active


def test_the_window_follows_the_numbers_too(studio: Studio, qtbot: QtBot) -> None:
    """With Follow the numbers, the sentence below the network is in plain words, from Predict on."""
    follow = studio.window.actions_by_name["follow"]
    follow.trigger()
    qtbot.waitUntil(lambda: "is the prediction" in studio.window.network.diagram._sentences[0].text)
    studio.window.actions_by_name["phase"].trigger()
    qtbot.waitUntil(lambda: "that is the error" in studio.window.network.diagram._sentences[0].text)
    follow.trigger()
    assert "delta" in studio.window.network.diagram._sentences[0].text
