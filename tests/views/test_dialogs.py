"""What is said outside the panels fits into the window it is said over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QScrollArea

from gdstudio.views.actions import MENUS, Actions
from gdstudio.views.dialogs import show_keys

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
def test_all_keys_can_be_read_in_any_window(qtbot: QtBot, window: QMainWindow, size: tuple[int, int]) -> None:
    """They stay within the window, no text is cut, and the arrow keys go down to the last."""
    window.resize(*size)
    window.show()
    actions = Actions(window)
    show_keys(window, actions)
    dialog = window.findChild(QDialog)
    qtbot.waitExposed(dialog)
    assert dialog.size().boundedTo(QSize(*size)) == dialog.size()
    area = dialog.findChild(QScrollArea)
    assert not area.horizontalScrollBar().isVisible()
    labels = area.widget().findChildren(QLabel)
    assert all(label.width() >= label.sizeHint().width() for label in labels)
    said = {label.text() for label in labels}
    assert {actions[name].toolTip() for name, key in actions.shortcut_texts().items() if key} <= said
    qtbot.waitUntil(area.hasFocus)
    qtbot.keyClick(area, Qt.Key.Key_Down)
    bar = area.verticalScrollBar()
    assert (bar.value() > 0) == (bar.maximum() > 0)
    assert bar.maximum() == 0 or size[1] < 1080
    dialog.close()


@pytest.mark.parametrize("title", MENUS)
def test_menus_are_short_and_their_letters_differ(window: QMainWindow, title: str) -> None:
    """Each fits under the menu bar of the smallest window; a letter with Alt means one thing."""
    Actions(window)
    window.resize(1024, 600)
    menu = next(action.menu() for action in window.menuBar().actions() if action.text() == title)
    assert menu.sizeHint().height() <= 560
    letters = [entry.text.split("&")[1][0].lower() for entry in MENUS[title] if entry and "&" in entry.text]
    assert len(set(letters)) == len(letters)


def test_the_letters_of_the_menus_differ() -> None:
    """In the menu bar, too."""
    letters = [title.split("&")[1][0] for title in MENUS]
    assert len(set(letters)) == len(letters)


def test_every_key_means_one_thing(window: QMainWindow) -> None:
    """Qt would do nothing at all for a key that two actions have."""
    actions = Actions(window)
    keys = [key.toString() for name in actions for key in actions[name].shortcuts()]
    assert len(set(keys)) == len(keys)
