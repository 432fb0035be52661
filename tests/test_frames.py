"""Between thread and window: when the frame timer looks, and when it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from image_scenes import image_scene
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from scenes import frozen_a

from gdstudio.frames import Frames
from gdstudio.messages import SetAlpha
from gdstudio.model.session import Session
from gdstudio.model.thread import ModelThread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot


@pytest.fixture
def model() -> Iterator[ModelThread]:
    thread = ModelThread(Session(frozen_a()))
    thread.start()
    yield thread
    thread.stop()


def test_commands_in_quick_succession_are_shown_as_they_come(qtbot: QtBot, model: ModelThread) -> None:
    """A mouse that reports a thousand times a second does not put off the next frame again and again."""
    window = QWidget()
    qtbot.addWidget(window)
    shown: list[Snapshot] = []
    frames = Frames(model, window, shown.append, lambda: False)
    mouse = QTimer(window, timerType=Qt.TimerType.PreciseTimer, interval=1)
    alphas = iter(range(1, 1000))
    mouse.timeout.connect(lambda: frames.send(SetAlpha(next(alphas) / 1000, gesture=1)))
    mouse.start()
    qtbot.waitUntil(lambda: len(shown) > 3, timeout=900)
    mouse.stop()
    qtbot.waitUntil(lambda: frames.resting)
    assert shown[-1] is model.latest


def test_nothing_is_looked_for_after_the_end(qtbot: QtBot, model: ModelThread) -> None:
    """A command that comes after the window has closed does not wake the timer: nobody will answer it."""
    window = QWidget()
    qtbot.addWidget(window)
    frames = Frames(model, window, lambda _snapshot: None, lambda: False)
    frames.send(SetAlpha(0.2))
    assert not frames.resting
    frames.stop()
    frames.send(SetAlpha(0.3))
    assert frames.resting


def test_what_is_worked_out_beside_is_shown_without_a_command(qtbot: QtBot) -> None:
    """A score, the measured limit: they come when they are ready, and then the timer rests."""
    thread = ModelThread(Session(image_scene()))
    window = QWidget()
    qtbot.addWidget(window)
    shown: list[Snapshot] = []
    frames = Frames(thread, window, shown.append, lambda: False)
    thread.start()
    try:
        frames.look_out()
        qtbot.waitUntil(lambda: frames.resting, timeout=20_000)
        (gallery,) = [seen.gallery for seen in shown[-1:]]
        assert gallery is not None
        assert gallery.score is not None
        assert not shown[-1].lanes[0].limits.measuring
        assert not shown[-1].studying
        assert shown[-1] is thread.latest
    finally:
        frames.stop()
        thread.stop()
