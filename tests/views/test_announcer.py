"""Announcements: at once, but at most one a second, the newest; Qt is told politely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.announcer import PAUSE_SECONDS, Announcer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Room:
    """An announcer with a clock that is set by hand, and what it has said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = 100.0
        self.said: list[str] = []
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.announcer = Announcer(self.widget, lambda: self.now, self.said.append)

    @property
    def waiting(self) -> bool:
        """Whether something is still to be said."""
        return self.announcer._timer.isActive()

    def let_time_pass(self) -> None:
        """A second, at the end of which the timer fires."""
        self.now += PAUSE_SECONDS
        self.announcer._timer.timeout.emit()


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_the_first_is_said_at_once(room: Room) -> None:
    """And one a second later, too."""
    room.announcer.announce("one")
    room.now += PAUSE_SECONDS
    room.announcer.announce("two")
    assert (room.said, room.waiting) == (["one", "two"], False)


def test_of_many_in_a_second_the_newest_is_said_after_it(room: Room) -> None:
    """The others are out of date by then."""
    for sentence in ("one", "two", "three"):
        room.announcer.announce(sentence)
        room.now += 0.1
    assert (room.said, room.waiting) == (["one"], True)
    assert room.announcer._timer.interval() in (900, 901)  # rounded up
    room.let_time_pass()
    assert (room.said, room.waiting) == (["one", "three"], False)


def test_what_is_hushed_is_not_said(room: Room) -> None:
    """It is no longer true."""
    room.announcer.announce("one")
    room.announcer.announce("two")
    room.announcer.hush()
    room.let_time_pass()
    assert (room.said, room.waiting) == (["one"], False)


def test_qt_is_told_politely(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where somebody listens."""
    events: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", events.append)
    widget = QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    Announcer(widget).announce("nobody")
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    Announcer(widget).announce("somebody")
    assert [event.message() for event in events] == ["somebody"]
    assert events[0].politeness() is QAccessible.AnnouncementPoliteness.Polite
