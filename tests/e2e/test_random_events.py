"""Random mouse and keyboard events on the whole window while it trains: nothing may go wrong.

`python -m pytest tests/e2e/test_random_events.py --events 1000000` is the long run.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdstudio.messages import Play, SetSpeed, Speed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

_NAMES = (
    "A F K 0 1 2 9 E Left Right Up Down Home End PageUp PageDown Tab Backtab"
    " Return Space Minus Period Comma Delete Backspace Escape F2"
)
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in _NAMES.split()]
MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
]
# These would close the window, open a file dialog, or fill the user's clipboard. A lecture has a window
# of its own, whose keys tests/e2e/test_lecture.py presses.
LEFT_ALONE = {"quit", "save_picture", "copy_picture", "copy_numbers", "copy_script", "keys", "about",
              "full_screen", "open_images", "open_folder", "download", "save_weights",
              "open_scene", "save_scene", "save_start", "open_data", "sheet", "open_lesson",
              "lecture"}  # fmt: skip


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("scene", "seed"), [("inputs-and-outputs", 1), ("mnist", 2), ("error-surface", 3)])
def test_random_events_do_no_harm(
    qtbot: QtBot, make_studio: Callable[[str], Studio], request: pytest.FixtureRequest, scene: str, seed: int
) -> None:
    """No exception, no Qt warning, no failure in the model thread, and the studio still answers."""
    studio = make_studio(scene)
    for name in LEFT_ALONE:
        studio.window.actions_by_name[name].triggered.disconnect()
    studio.send(SetSpeed(Speed(None)))
    studio.send(Play())
    chance = random.Random(seed)
    for count in range(request.config.getoption("--events")):
        _random_event(studio, chance)
        if count % 50 == 0:
            QApplication.processEvents()
            studio.send(Play())
        popup = QApplication.activePopupWidget()
        if popup is not None and count % 10 == 0:
            popup.close()
    _close_popups()
    assert studio.thread_of_model.latest.failure == ""
    studio.window.scene_panel.scene_requested.emit("freezing")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == "freezing", timeout=5000)


def _random_event(studio: Studio, chance: random.Random) -> None:
    window = studio.window
    focus = QApplication.focusWidget()
    kind = chance.random()
    target = QApplication.activePopupWidget() or focus or window
    if kind < 0.5:
        QTest.keyClick(target, chance.choice(KEYS), chance.choice(MODIFIERS))
        return
    where = QPoint(chance.randrange(window.width()), chance.randrange(window.height()))
    child = window.childAt(where) or window
    spot = child.mapFrom(window, where)
    if kind < 0.75:
        QTest.mouseClick(child, Qt.MouseButton.LeftButton, chance.choice(MODIFIERS), spot)
    elif kind < 0.8:
        QTest.mouseDClick(child, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    elif kind < 0.95:
        QTest.mousePress(child, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        for _ in range(3):
            spot += QPoint(chance.randint(-40, 40), chance.randint(-40, 40))
            QTest.mouseMove(child, spot)
        QTest.mouseRelease(child, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    else:
        window.resize(chance.randint(1024, 1920), chance.randint(600, 1080))


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
