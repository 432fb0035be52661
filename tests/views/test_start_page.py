"""The start page: it covers what is below, keeps the focus, shows real numbers, asks for what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from gdstudio.lessons import catalogue
from gdstudio.messages import TakePhase
from gdstudio.model.session import Session
from gdstudio.views.bowls.bowl import BowlView
from gdstudio.views.kit.theme import DARK, LIGHT, PROJECTOR
from gdstudio.views.start_page import StartPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.views.kit.theme import Theme


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1024, 572)
    QVBoxLayout(made).addWidget(QLineEdit(made))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(ground: QWidget) -> StartPage:
    made = StartPage(LIGHT, ground)
    made.show_snapshot(Session(catalogue.load("single-input")).snapshot())
    made.begin()
    return made


def focused(page: StartPage) -> str:
    return next((key for key, button in page.choices.buttons.items() if button.hasFocus()), "")


def test_it_covers_everything_at_any_size(page: StartPage, ground: QWidget) -> None:
    """Also after the window has changed its size."""
    assert page.geometry() == ground.rect()
    ground.resize(1900, 1000)
    QApplication.processEvents()
    assert page.geometry() == ground.rect()
    assert ground.childAt(ground.rect().center()) in {page, *page.findChildren(QWidget)}


@pytest.mark.parametrize("theme", [LIGHT, PROJECTOR], ids=lambda theme: theme.name)
def test_on_a_large_screen_it_is_larger(page: StartPage, ground: QWidget, theme: Theme) -> None:
    """Twice the laptop's width and height make it twice as large, and back again, in either theme."""
    page.set_theme(theme)
    scales = []
    for size in (QSize(1366, 720), QSize(2732, 1440), QSize(1366, 720)):
        ground.resize(size)
        assert page._title.width() >= page._title.sizeHint().width(), "at once"
        assert page.choices.width() >= page.choices.sizeHint().width()
        scales.append((page._theme.scale, page.diagram._theme.scale))
    assert scales == [(theme.scale,) * 2, (2.0,) * 2, (theme.scale,) * 2]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [QSize(1024, 560), QSize(1366, 740), QSize(1920, 1040), QSize(3840, 2100)])
def test_everything_has_room(
    qtbot: QtBot, page: StartPage, ground: QWidget, theme: Theme, size: QSize
) -> None:
    """At every size the studio promises, below its menus, in each theme."""
    page.set_theme(theme)
    ground.resize(size)

    def everything_has_room() -> None:
        for part in (page.diagram, page.bowls, page.choices):
            assert part.width() >= part.minimumSizeHint().width()
            assert part.height() >= part.minimumSizeHint().height()

    qtbot.waitUntil(everything_has_room)
    for button in page.choices.buttons.values():
        words = button.fontMetrics().boundingRect(button.rect(), Qt.AlignmentFlag.AlignCenter, button.text())
        assert button.rect().contains(words)
    for part in (page.diagram, page.bowls, *page.choices.buttons.values()):
        assert page.rect().contains(part.mapTo(page, part.rect().topLeft()))
        assert page.rect().contains(part.mapTo(page, part.rect().bottomRight()))


def test_it_shows_the_very_numbers(page: StartPage) -> None:
    """Diagram and bowl are the studio's own, shown a session's snapshot."""
    session = Session(catalogue.load("single-input"))
    session.apply(TakePhase(6))
    shown = session.snapshot()
    page.show_snapshot(shown)
    weight = float(shown.lanes[0].now.weights[0, 0])
    assert page.diagram._lanes[0].weights[0, 0, 0]._value == weight
    assert [bowl.plot.picture.bowl.weight for bowl in page.findChildren(BowlView)] == [weight]


def test_the_focus_stays_on_its_buttons(page: StartPage) -> None:
    """First on the first; Tab, Shift+Tab and the arrows go round, and never below the page."""
    assert focused(page) == "lesson"
    way = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left):
        QTest.keyClick(QApplication.focusWidget(), key)
        way.append(focused(page))
    assert way == ["play", "mnist", "lesson", "mnist", "play"]


def test_nothing_below_takes_the_focus(page: StartPage, ground: QWidget) -> None:
    """A lesson that comes up below asks for the keyboard; only once the page has gone it gets it."""
    field = ground.findChild(QLineEdit)
    field.setFocus()
    assert focused(page) == "lesson"
    page.leave()
    field.setFocus()
    assert field.hasFocus()


@pytest.mark.parametrize("key", ["lesson", "play", "mnist"])
@pytest.mark.parametrize("how", [Qt.Key.Key_Return, Qt.Key.Key_Space, None])
def test_each_button_leaves_and_asks(page: StartPage, key: str, how: Qt.Key | None) -> None:
    """By Enter, by Space, by a click."""
    chosen, left = [], []
    page.chosen.connect(chosen.append)
    page.left.connect(lambda: left.append(1))
    button = page.choices.buttons[key]
    button.setFocus()
    if how is None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(button, how)
    assert (chosen, left) == ([key], [1])
    assert page.isHidden()


def test_escape_leaves_and_asks_for_nothing(page: StartPage) -> None:
    """Whatever is below is there again."""
    chosen, left = [], []
    page.chosen.connect(chosen.append)
    page.left.connect(lambda: left.append(1))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert (chosen, left) == ([], [1])
    assert page.isHidden()


def test_the_network_is_only_looked_at(page: StartPage, ground: QWidget) -> None:
    """A click on it changes nothing."""
    asked = []
    page.diagram.freeze_requested.connect(lambda *_: asked.append(1))
    middle = page.diagram.mapTo(ground, page.diagram.rect().center())
    assert ground.childAt(middle) not in {page.diagram, *page.diagram.findChildren(QWidget)}
    assert asked == []


def test_each_button_says_what_it_does(page: StartPage) -> None:
    """A name and a tooltip for each."""
    for button in page.choices.buttons.values():
        assert button.accessibleName()
        assert button.toolTip()
