"""The thread for studies: one at a time, results handed back, errors said once, nothing left behind."""
# ruff: noqa: D102  # the desk's methods are this file's own shorthands

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from gdstudio.model.background import Background, Studied
from gdstudio.model.studies import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Desk:
    """A background whose deliveries wait to be taken."""

    def __init__(self) -> None:
        self.delivered: SimpleQueue[Studied] = SimpleQueue()
        self.background = Background("studies under test", self.delivered.put)
        self.taken: list[object] = []

    def study(self, about: str, work: Callable[[Callable[[], bool]], object]) -> Study:
        return Study(about, work, self.taken.append)

    def take_next(self) -> None:
        self.background.take(self.delivered.get(timeout=20))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.background.end()


def test_a_result_is_taken_in_where_it_is_asked_for(desk: Desk) -> None:
    """The work is done in the other thread, the taking in this one."""
    places: list[int] = []
    desk.background.ask(desk.study("sum", lambda _stop: places.append(threading.get_ident()) or 42))
    assert not desk.background.free
    assert desk.background.asked_about == "sum"
    desk.take_next()
    assert desk.taken == [42]
    assert places != [threading.get_ident()]
    assert desk.background.free
    assert desk.background.asked_about is None


def test_a_study_that_is_given_up_brings_nothing(desk: Desk) -> None:
    """It is asked whether to stop; its None is not taken in, and the next study is not stopped."""
    begun = threading.Event()

    def forever(stop: Callable[[], bool]) -> object:
        begun.set()
        while not stop():
            begun.wait(0.001)
        return None

    desk.background.ask(desk.study("long", forever))
    assert begun.wait(20)
    desk.background.give_up()
    desk.take_next()
    desk.background.ask(desk.study("short", lambda stop: "stopped" if stop() else "whole"))
    desk.take_next()
    assert desk.taken == ["whole"]


def test_an_error_is_raised_where_the_result_is_taken_and_known_afterwards(desk: Desk) -> None:
    """Else the model would ask for the same for ever."""

    def fails(_stop: Callable[[], bool]) -> object:
        raise ArithmeticError("no")

    desk.background.ask(desk.study("bad", fails))
    with pytest.raises(ArithmeticError, match="no"):
        desk.take_next()
    assert desk.background.free
    assert desk.background.failed == {desk.study("bad", fails).about}
    desk.background.ask(desk.study("good", lambda _stop: 1))
    desk.take_next()
    assert desk.taken == [1]


def test_it_has_no_thread_until_it_is_asked_and_none_after_its_end(desk: Desk) -> None:
    """A studio without images never starts it."""
    names = {thread.name for thread in threading.enumerate()}
    assert "studies under test" not in names
    desk.background.ask(desk.study("sum", lambda _stop: 1))
    assert "studies under test" in {thread.name for thread in threading.enumerate()}
    desk.background.end()
    assert "studies under test" not in {thread.name for thread in threading.enumerate()}
