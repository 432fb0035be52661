"""Moving in time in the whole studio: bookmarks by keys and clicks, and playing backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPoint, Qt

from gdstudio.messages import Seek, SetSpeed, Speed, TakeSteps
from gdstudio.views.transport.bookmark_field import BookmarkField

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

MakeStudio: TypeAlias = "Callable[[str], Studio]"
KEYS = Qt.Key
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def settle(studio: Studio, qtbot: QtBot) -> None:
    """Wait until everything that was sent is handled and shown."""
    qtbot.waitUntil(lambda: studio.frames.resting)


def press(studio: Studio, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(studio.window, key, modifiers)
    settle(studio, qtbot)


def bookmarks(studio: Studio) -> list[tuple[int, str]]:
    return [(mark.step, mark.name) for mark in studio.presenter.shown.bookmarks]


def test_steps_are_named_and_found_again(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Ctrl+B, a name, Enter; keys and a click lead back; Undo moves nothing."""
    studio = make_studio("freezing")
    bar = studio.window.transport.timeline
    for command in (TakeSteps(40), Seek(12)):
        studio.send(command)
    settle(studio, qtbot)
    press(studio, qtbot, KEYS.Key_B, CONTROL)
    field = studio.window.transport.findChild(BookmarkField)
    qtbot.waitUntil(field.line.hasFocus)
    qtbot.keyClicks(field.line, "the turn")
    qtbot.keyClick(field.line, KEYS.Key_Return)
    settle(studio, qtbot)
    studio.send(Seek(30))
    settle(studio, qtbot)
    press(studio, qtbot, KEYS.Key_B, CONTROL)
    press(studio, qtbot, KEYS.Key_B, CONTROL)  # at once, under the name that is offered
    assert bookmarks(studio) == [(12, "the turn"), (30, "step 30")]
    press(studio, qtbot, KEYS.Key_Up, CONTROL | ALT)
    assert studio.presenter.shown.step == 12
    assert studio.window.transport.words.bookmark == "the turn"
    press(studio, qtbot, KEYS.Key_Down, CONTROL | ALT)
    assert studio.presenter.shown.step == 30
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.x_of(12) - 4, 3))
    settle(studio, qtbot)
    assert studio.presenter.shown.step == 12
    press(studio, qtbot, KEYS.Key_Z, CONTROL)
    assert bookmarks(studio) == [(12, "the turn")]
    assert (studio.presenter.shown.step, studio.presenter.shown.last_step) == (12, 41)


def test_playing_backwards_goes_to_the_first_step(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """At full speed; the window shows it go, and the first step is as it was."""
    studio = make_studio("inputs-and-outputs")
    start = [lane.now.weights.tobytes() for lane in studio.presenter.shown.lanes]
    studio.send(SetSpeed(Speed(None)))
    studio.send(TakeSteps(120))
    settle(studio, qtbot)
    seen: set[int] = set()

    def back_at_the_start() -> bool:
        seen.add(studio.presenter.shown.step)
        return studio.presenter.shown.step == 1

    qtbot.keyClick(studio.window, KEYS.Key_Space, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: studio.presenter.shown.backwards)
    qtbot.waitUntil(back_at_the_start, timeout=20_000)
    settle(studio, qtbot)
    assert not studio.presenter.shown.playing
    assert studio.presenter.shown.last_step == 121
    assert len(seen) > 3
    assert [lane.now.weights.tobytes() for lane in studio.presenter.shown.lanes] == start
