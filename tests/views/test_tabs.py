"""Views in one place, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from gdstudio.views.tabs import Tabs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def tabs(qtbot: QtBot) -> Tabs:
    made = Tabs({name: QLabel(name) for name in ("One", "Two", "Three")}, "Views under test")
    qtbot.addWidget(made)
    made.show()
    return made


def shown(tabs: Tabs) -> list[str]:
    return [label.text() for label in tabs.findChildren(QLabel) if label.isVisible()]


def test_one_view_is_shown_and_the_others_hidden(tabs: Tabs, qtbot: QtBot) -> None:
    """By name, by key, and whoever listens is told."""
    assert (tabs.current, shown(tabs)) == ("One", ["One"])
    with qtbot.waitSignal(tabs.turned) as said:
        tabs.turn_to("Three")
    assert said.args == ["Three"]
    assert (tabs.current, shown(tabs)) == ("Three", ["Three"])
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Left)
    assert (tabs.current, shown(tabs)) == ("Two", ["Two"])


def test_a_tab_that_is_not_offered_is_not_the_current_one(tabs: Tabs) -> None:
    """Its view gives way to another; offered again, it can be turned to."""
    tabs.turn_to("Two")
    tabs.offer("Two", offered=False)
    assert tabs.current != "Two"
    assert shown(tabs) == [tabs.current]
    tabs.offer("Two", offered=True)
    tabs.turn_to("Two")
    assert shown(tabs) == ["Two"]


def test_it_asks_for_room_for_the_view_that_needs_most(tabs: Tabs) -> None:
    """Else the window would jump when another tab is turned to."""
    least = tabs.minimumSizeHint()
    for label in tabs.findChildren(QLabel):
        if label.text() == "Two":
            label.setMinimumSize(700, 90)
    assert tabs.minimumSizeHint().width() >= 700
    assert tabs.minimumSizeHint().height() >= least.height()
    assert QSize(700, 90).expandedTo(tabs.minimumSizeHint()) == tabs.minimumSizeHint()
