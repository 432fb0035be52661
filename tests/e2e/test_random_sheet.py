"""Random mouse and keyboard events on the sheet: nothing may go wrong, and Undo leads back."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gdstudio.lessons import catalogue
from gdstudio.lessons.draft.draft import Draft
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import LIGHT
from gdstudio.views.sheet.dialog import SheetDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_NAMES = (
    "A E 0 1 2 3 9 Left Right Up Down Home End PageUp PageDown Tab Backtab Return Space Minus Period Comma"
    " Delete Backspace Escape F2 F8 Insert V C X Z Y R G F Menu"
)
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in _NAMES.split()]
MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
]
CLIPBOARD = ["1\t2\n3\t4", "a\tb\n1,5\t2", "x", "", "8,5", '"', "1\t2\t3\t4\t5", "a,b\n1,2"]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [1, 2])
def test_random_events_do_no_harm(qtbot: QtBot, request: pytest.FixtureRequest, seed: int) -> None:
    """No exception, no Qt warning; a draft is a scene or says why not; Undo leads back to the beginning."""
    sheet = SheetDialog(LIGHT)
    qtbot.addWidget(sheet)
    sheet.desk.stack.setUndoLimit(0)
    sheet.fill(Draft.of(Session(catalogue.load("freezing")).snapshot().lanes[0]), "")
    sheet.show()
    sheet.activateWindow()
    chance = random.Random(seed)
    for count in range(request.config.getoption("--events") // 5):
        _random_event(sheet, chance)
        QApplication.processEvents()  # Enter is taken by a queued call, which comes before the next key
        if count % 50 == 0:
            _settle(sheet)
    _close_popups()
    sheet.show()
    problem = next(sheet.draft.problems(), None)
    assert sheet.start.isEnabled() == (problem is None)
    if problem is None:
        Session(sheet.draft.scene())
    else:
        assert sheet.line.text.text().startswith(problem.text)
    sheet.table.setFocus()
    while sheet.desk.stack.canUndo():
        sheet.desk.stack.undo()
    assert sheet.draft.columns == Draft.empty().columns


def _settle(sheet: SheetDialog) -> None:
    """Let what was queued happen; the sheet may have been closed or started, other dialogs opened."""
    QApplication.processEvents()
    _close_popups()
    for dialog in sheet.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            dialog.close()
    if not sheet.isVisible():
        sheet.show()
        sheet.activateWindow()
    if len(sheet.draft.rows) * len(sheet.draft.columns) > 2000:
        sheet.fill(Draft.of(Session(catalogue.load("freezing")).snapshot().lanes[0]), "")
    QApplication.processEvents()


def _random_event(sheet: SheetDialog, chance: random.Random) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or sheet
    kind = chance.random()
    if kind < 0.05:
        QGuiApplication.clipboard().setText(chance.choice(CLIPBOARD))
    elif kind < 0.65:
        QTest.keyClick(target, chance.choice(KEYS), chance.choice(MODIFIERS))
    else:
        where = QPoint(chance.randrange(sheet.width()), chance.randrange(sheet.height()))
        child = sheet.childAt(where) or sheet
        button = Qt.MouseButton.RightButton if kind > 0.97 else Qt.MouseButton.LeftButton
        click = QTest.mouseDClick if kind < 0.7 else QTest.mouseClick
        click(child, button, Qt.KeyboardModifier.NoModifier, child.mapFrom(sheet, where))


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
