"""The lesson desk's helper: works aside, tells in the window's thread, lets go of what nobody wants."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from pytestqt.exceptions import capture_exceptions

from gdstudio.lesson_desk.helper import Helper
from gdstudio.model.aside import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gdstudio.lesson_desk.helper import Stop


@pytest.fixture
def helper(qtbot: QtBot) -> Iterator[Helper]:
    """A helper that is ended."""
    made = Helper()
    yield made
    made.end()
    made.deleteLater()
    qtbot.wait(0)


class Waiting:
    """Work that goes on until it is stopped, and says when it has begun."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.stopped = False

    def __call__(self, stop: Stop) -> int:
        """Wait for the word to stop."""
        self.begun.set()
        while not stop():
            self.begun.wait(0.001)
        self.stopped = True
        raise Stopped


def test_works_in_another_thread_and_tells_in_this_one(qtbot: QtBot, helper: Helper) -> None:
    """The result is taken where it was asked for."""
    threads: list[str] = []
    results: list[int] = []

    def work(_stop: Stop) -> int:
        threads.append(threading.current_thread().name)
        return 6

    def take(result: int) -> None:
        threads.append(threading.current_thread().name)
        results.append(result)

    helper.ask(work, take)
    qtbot.waitUntil(lambda: results == [6])
    assert threads == ["gdstudio lessons", threading.current_thread().name]


def test_the_newest_wish_counts(qtbot: QtBot, helper: Helper) -> None:
    """What was asked before is stopped and never told; of several that wait, only the last is worked out."""
    told: list[str] = []
    first = Waiting()
    helper.ask(first, lambda _result: told.append("first"))
    assert first.begun.wait(5)
    helper.ask(lambda _stop: "second", told.append)
    helper.ask(lambda _stop: "third", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["third"]
    assert first.stopped


def test_what_is_given_up_is_not_told(qtbot: QtBot, helper: Helper) -> None:
    """And something else can be asked at once."""
    told: list[str] = []
    first = Waiting()
    helper.ask(first, told.append)
    assert first.begun.wait(5)
    helper.give_up()
    helper.ask(lambda _stop: "again", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["again"]


def test_an_unexpected_error_is_told_and_what_waits_goes_on(qtbot: QtBot, helper: Helper) -> None:
    """The error reaches whoever catches what nobody expected."""
    told: list[str] = []
    with capture_exceptions() as errors:
        helper.ask(lambda _stop: 1 / 0, told.append)
        qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0][1], ZeroDivisionError)
    helper.ask(lambda _stop: "after", told.append)
    qtbot.waitUntil(lambda: told == ["after"])


def test_ending_it_ends_the_thread(qtbot: QtBot) -> None:
    """Also in the middle of work; a helper that was never asked has none."""
    idle = Helper()
    idle.end()
    busy, work = Helper(), Waiting()
    busy.ask(work, lambda _result: None)
    assert work.begun.wait(5)
    busy.end()
    assert work.stopped
    assert not [thread for thread in threading.enumerate() if "lessons" in thread.name]
    qtbot.wait(0)
