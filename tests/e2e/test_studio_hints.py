"""Hints in the whole studio: said when something happens, applied by a key, and taken back by Undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gdstudio.lessons.remarks import Kind
from gdstudio.messages import Freeze, SetInput, SetSpeed, Speed, WeightRef

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

CONTROL = Qt.KeyboardModifier.ControlModifier


def hint(studio: Studio) -> Kind | None:
    remark = studio.window.hint.remark
    return None if remark is None else remark.kind


def test_a_diverged_run_is_brought_back_by_one_key_and_one_undo(
    qtbot: QtBot, make_studio: Callable[[str], Studio]
) -> None:
    """Ctrl+Return goes back and lowers alpha; Ctrl+Z gives the run that diverged back, alpha and all."""
    studio = make_studio("too-much-alpha")
    assert hint(studio) is None
    studio.send(SetSpeed(Speed(None)))
    studio.window.actions_by_name["play"].trigger()
    qtbot.waitUntil(lambda: hint(studio) is Kind.DIVERGED)
    last = studio.presenter.shown.last_step
    QTest.keyClick(studio.window, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha == 0.013)
    assert studio.presenter.shown.step == studio.presenter.shown.last_step == 1
    assert hint(studio) is None
    studio.window.actions_by_name["play"].trigger()
    qtbot.waitUntil(lambda: hint(studio) is Kind.AT_BOTTOM)
    QTest.keyClick(studio.window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha == 0.1)
    assert studio.presenter.shown.last_step == last


def test_several_weights_set_free_by_a_hint_are_one_undo(
    qtbot: QtBot, make_studio: Callable[[str], Studio]
) -> None:
    """As they were frozen one by one, freezing them is three."""
    studio = make_studio("several-steps")
    for column in range(3):
        studio.send(Freeze(WeightRef(0, 0, column), frozen=True))
    qtbot.waitUntil(lambda: hint(studio) is Kind.ALL_FROZEN)
    QTest.mouseClick(studio.window.hint.line.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.presenter.shown.lanes[0].frozen.any())
    studio.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: bool(studio.presenter.shown.lanes[0].frozen.all()))


def test_a_dismissed_hint_is_silent_until_it_newly_arises(
    qtbot: QtBot, make_studio: Callable[[str], Studio]
) -> None:
    """Also while the run goes on."""
    studio = make_studio("several-steps")
    studio.send(SetInput(0, 0, 0.0))
    qtbot.waitUntil(lambda: hint(studio) is Kind.INPUT_ZERO)
    QTest.keyClick(studio.window, Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert hint(studio) is None
    studio.window.actions_by_name["step"].trigger()
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 2)
    assert hint(studio) is None
    for value in (8.5, 0.0):
        studio.send(SetInput(0, 0, value))
        qtbot.waitUntil(lambda value=value: studio.presenter.shown.lanes[0].now.input[0] == value)
    assert hint(studio) is Kind.INPUT_ZERO
