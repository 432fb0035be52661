"""A lecture in the whole studio: the chapter given with one key, and the way out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue, lesson_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_MANY = 1000
"""More presses than the whole chapter needs."""


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

    qtbot.waitUntil(settled, timeout=20_000)


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
        assert showing is not None
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
