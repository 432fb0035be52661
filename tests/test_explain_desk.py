"""The desk that explains: what is under the pointer or has the focus, links to lessons, hidden answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout

from gdstudio.explain_desk import ExplainDesk, step_of
from gdstudio.lessons import catalogue, lesson_catalogue
from gdstudio.lessons.explanations import HIDDEN, Explanation, Link
from gdstudio.model.session import Session
from gdstudio.views.explain import elsewhere
from gdstudio.views.kit.theme import DARK, LIGHT, PROJECTOR
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot

OUTSIDE = QPoint(-500, -500)


class Pointer:
    """Where the pointer is said to be."""

    place = OUTSIDE

    def __call__(self) -> QPoint:
        """As `QCursor.pos` does."""
        return self.place


@pytest.fixture
def pointer() -> Pointer:
    return Pointer()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window(LIGHT, catalogue.load_all())
    qtbot.addWidget(made)
    made.show_snapshot(Session(catalogue.load("multiple-inputs")).snapshot())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def shown() -> list[Snapshot]:
    """The snapshot on the screen, last of all."""
    return [Session(catalogue.load("multiple-inputs")).snapshot()]


@pytest.fixture
def desk(window: Window, pointer: Pointer, shown: list[Snapshot]) -> ExplainDesk:
    return ExplainDesk(window, lambda: shown[-1], pointer)


def test_f1_explains_what_is_under_the_pointer(desk: ExplainDesk, window: Window, pointer: Pointer) -> None:
    """At once, whatever has the focus, and with the present numbers."""
    chip = window.network.diagram._lanes[-1].deltas[0]
    pointer.place = chip.mapToGlobal(chip.rect().center())
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert desk.card.told.title == "Delta"
    assert desk.card.told.now.replace("\u00a0", " ").endswith("= −0.14")
    desk.card.leave()


def test_f1_explains_the_focus_where_the_pointer_is_elsewhere(desk: ExplainDesk, window: Window) -> None:
    """Then Esc brings the focus back to it."""
    chip = window.network.diagram._lanes[-1].inputs[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_F1)
    assert desk.card.told.title == "Input toes"
    QTest.keyClick(desk.card, Qt.Key.Key_Escape)
    assert chip.hasFocus()


def test_the_focus_stands_for_what_is_chosen_in_it(desk: ExplainDesk, window: Window) -> None:
    """The present phase of the four, the tab in front: not those that happen to be in the middle."""
    window.activateWindow()
    bar = window.network.tabs.bar
    for widget, title in ((window.network.diagram.strip, "Phase 1: Predict"), (bar, bar.tabText(0))):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_F1)
        assert desk.card.told.title == title
        QTest.keyClick(desk.card, Qt.Key.Key_Escape)


def test_the_next_click_explains_instead_of_acting(desk: ExplainDesk, window: Window) -> None:
    """The question mark: play is explained and not pressed; asked for twice, it is left."""
    play, asked = window.transport.buttons["play"], []
    window.transport.play_requested.connect(lambda: asked.append(1))
    action = window.actions_by_name["explain_next"]
    action.trigger()
    assert action.isChecked()
    QTest.mouseClick(play, Qt.MouseButton.LeftButton)
    assert desk.card.told.title == "Play"
    assert asked == []
    assert not action.isChecked()
    action.trigger()
    action.trigger()
    assert not desk.pointing.waiting
    assert desk.card.told is None


def test_the_link_asks_for_the_lesson(desk: ExplainDesk, window: Window) -> None:
    """With the step that treats it."""
    asked: list[tuple[str, int]] = []
    desk.lesson_requested.connect(lambda lesson, step: asked.append((lesson, step)))
    chip = window.network.diagram._lanes[-1].deltas[0]
    desk.explain_at(chip.mapToGlobal(chip.rect().center()))
    assert desk.card.link.text() == "Lesson: Three inputs share one delta · step 2"
    assert "“How many deltas?”" in desk.card.link.toolTip()
    QTest.mouseClick(desk.card.link, Qt.MouseButton.LeftButton)
    assert asked == [("multiple-inputs", 1)]
    assert lesson_catalogue.load("multiple-inputs").steps[1].title == "How many deltas?"
    assert desk.card.told is None


def test_the_card_follows_the_theme(desk: ExplainDesk, window: Window) -> None:
    """While it is open, without being asked for again."""
    chip = window.network.diagram._lanes[-1].deltas[0]
    desk.explain_at(chip.mapToGlobal(chip.rect().center()))
    light, small = desk.card.grab().toImage().pixelColor(100, 6), desk.card.width()
    desk.set_theme(DARK)
    assert desk.card.grab().toImage().pixelColor(100, 6) == DARK.color("card") != light
    desk.set_theme(PROJECTOR)
    assert desk.card.width() > small
    assert desk.card.told is not None
    desk.card.leave()


def test_f1_in_a_menu_explains_its_lit_item(desk: ExplainDesk, window: Window) -> None:
    """The menu goes, nothing is done, and the card says what the item would do, with its key."""
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    menu, action = menus["&Time"], window.actions_by_name["play"]
    menu.popup(window.mapToGlobal(QPoint(300, 40)))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_F1)
    assert not menu.isVisible()
    assert desk.card.told == Explanation(
        "Play or pause", f"{action.toolTip()} ({action.shortcut().toString()})"
    )
    desk.card.leave()


def test_f1_in_a_dialog_explains_there(
    desk: ExplainDesk, window: Window, pointer: Pointer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is under the pointer, else what has the focus; a dialog keeps F1 from the window behind it."""
    said: list[str] = []
    monkeypatch.setattr(elsewhere.QWhatsThis, "showText", lambda _place, text, _widget: said.append(text))
    dialog = QDialog(window, modal=True)
    first, second = QLineEdit(dialog), QLineEdit(dialog)
    layout = QVBoxLayout(dialog)
    for field, name in ((first, "First"), (second, "Second")):
        field.setAccessibleName(name)
        field.setToolTip(f"What the {name.lower()} < is")
        layout.addWidget(field)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_F1)
    pointer.place = second.mapToGlobal(second.rect().center())
    QTest.keyClick(first, Qt.Key.Key_F1)
    assert ["<b>First</b><br>What the first &lt; is" in said[0], "<b>Second</b>" in said[1]] == [True, True]
    assert desk.card.told is None
    dialog.close()


def test_a_link_to_a_step_that_is_gone_leads_to_the_first() -> None:
    """A lesson may have been rewritten."""
    assert step_of(Link("freezing", "no such step")) == 0


def test_hidden_numbers_stay_hidden(desk: ExplainDesk, window: Window, shown: list[Snapshot]) -> None:
    """What an open question hides is not told; under a veil there is nothing at all."""
    shown.append(replace(shown[-1], hidden=frozenset({"delta"})))
    window.show_snapshot(shown[-1])
    chip = window.network.diagram._lanes[-1].deltas[0]
    desk.explain_at(chip.mapToGlobal(chip.rect().center()))
    assert desk.card.told.now == HIDDEN
    numbers = window.network.numbers
    desk.explain_at(numbers.mapToGlobal(numbers.rect().center()))
    assert desk.card.told.title == "Hidden until its question is answered"
    desk.card.leave()


def test_f1_on_the_card_leaves_it(desk: ExplainDesk, window: Window, pointer: Pointer) -> None:
    """It says nothing of itself."""
    chip = window.network.diagram._lanes[-1].inputs[0]
    chip.setFocus()
    desk.explain_here()
    told = desk.card.told
    pointer.place = desk.card.mapToGlobal(QPoint(5, 5))
    desk.explain_here()
    assert desk.card.told is told
    desk.card.leave()
