"""The whole studio, used as a student would: window, presenter, thread and session together."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QWidget

from gdstudio.lessons import catalogue
from gdstudio.messages import SetAlpha, SetSpeed, Speed, TakeSteps, View, WeightRef
from gdstudio.model.player import Player
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

MakeStudio: TypeAlias = "Callable[[str], Studio]"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
A = WeightRef(0, 0, 0)


def act(studio: Studio, name: str) -> None:
    studio.window.actions_by_name[name].trigger()


def step_is(studio: Studio, step: int) -> Callable[[], bool]:
    return lambda: studio.presenter.shown.step == step


def test_playing_takes_steps_until_paused(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Play takes steps and draws them, Pause stops them, and the frame timer then stops too."""
    studio = make_studio("several-steps")
    studio.send(SetSpeed(Speed(100.0)))
    act(studio, "play")
    qtbot.waitUntil(lambda: studio.presenter.shown.step > 10)
    act(studio, "play")
    qtbot.waitUntil(lambda: not studio.presenter.shown.playing)
    qtbot.waitUntil(lambda: studio.frames.resting)
    assert studio.presenter.shown is studio.thread_of_model.latest


def test_the_screen_equals_a_session_given_the_same_commands(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """What is shown after clicks is, bit for bit, what a session without window or thread computes."""
    studio = make_studio("multiple-inputs")
    for _ in range(3):
        act(studio, "step")
    studio.window.ruler.alpha_requested.emit(0.02, 1)
    act(studio, "step")
    qtbot.waitUntil(step_is(studio, 5))
    session = Session(catalogue.load("multiple-inputs"))
    for command in (TakeSteps(3), SetAlpha(0.02), TakeSteps(1)):
        session.apply(command)
    for shown, state in zip(studio.presenter.shown.lanes, session.states, strict=True):
        assert np.array_equal(shown.now.weights, state.weights)


def test_a_student_freezes_breaks_and_mends(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Freeze a, unfreeze it at alpha 0.3: it diverges and says why; stepping back and less alpha mend it."""
    studio = make_studio("freezing")
    for _ in range(4):
        act(studio, "step")
    studio.window.network.diagram.freeze_requested.emit(A, False)
    studio.send(SetSpeed(Speed(None)))
    act(studio, "play")
    qtbot.waitUntil(lambda: studio.presenter.shown.diverged)
    assert "0.3" in studio.presenter.shown.notice
    assert "0.02699" in studio.presenter.shown.notice
    for _ in range(5):
        act(studio, "step_back")
    studio.window.ruler.alpha_requested.emit(0.01, 2)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha == 0.01)
    error = studio.presenter.shown.lanes[0].now.total_error
    act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].now.total_error < error)


def test_undo_goes_back_to_where_the_change_was_made(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Undo returns to the step of the change and drops it; redo brings both back."""
    studio = make_studio("several-steps")
    act(studio, "step")
    studio.window.network.bowls.weight_requested.emit(A, 0.2, 3)
    act(studio, "step")
    act(studio, "step")
    qtbot.waitUntil(step_is(studio, 4))
    act(studio, "undo")
    qtbot.waitUntil(step_is(studio, 2))
    assert studio.presenter.shown.lanes[0].now.weights[0, 0] != 0.2
    act(studio, "redo")
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].now.weights[0, 0] == 0.2)
    assert studio.presenter.shown.last_step == 4


def test_opening_a_scene_can_be_undone(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Another scene does not throw the session away: one undo brings it back as it was."""
    studio = make_studio("several-steps")
    act(studio, "step")
    act(studio, "next_scene")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == "too-much-alpha")
    act(studio, "undo")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == "several-steps")
    assert studio.presenter.shown.step == 2


def test_an_input_is_shared_by_lanes_side_by_side(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Changing toes in one network changes it in the other, in one undo."""
    studio = make_studio("multiple-inputs")
    studio.window.network.diagram.input_requested.emit(0, 0, 0, 0.0, 7)
    qtbot.waitUntil(lambda: all(lane.now.input[0] == 0 for lane in studio.presenter.shown.lanes))
    act(studio, "undo")
    qtbot.waitUntil(lambda: all(lane.now.input[0] == 8.5 for lane in studio.presenter.shown.lanes))


def test_keys_alone_run_the_studio(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Step, phase, freeze, alpha and undo all have keys that work wherever the focus is."""
    studio = make_studio("several-steps")
    window = studio.window
    QTest.keyClick(window, Qt.Key.Key_Right, CONTROL)
    qtbot.waitUntil(step_is(studio, 2))
    QTest.keyClick(window, Qt.Key.Key_Right, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: studio.presenter.shown.phase.value == 1)
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: bool(studio.presenter.shown.lanes[0].frozen[0, 0]))
    assert studio.presenter.shown.phase.value == 0, "a change in mid-phase holds from Predict on"
    alpha = studio.presenter.shown.lanes[0].alpha
    QTest.keyClick(window, Qt.Key.Key_Up, CONTROL)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha > alpha)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha == alpha)


def test_a_sweep_keeps_its_word(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """One key sweeps, Enter takes an alpha: the run ends with the error shown. One undo takes it back."""
    studio = make_studio("freezing")
    sweep = studio.window.network.sweep
    for _ in range(4):
        act(studio, "step")
    QTest.keyClick(studio.window, Qt.Key.Key_A, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: sweep.canvas.laid_out() is not None)
    assert sweep.isVisible()
    swept = studio.presenter.shown.swept
    assert swept is not None
    assert swept.step == 5
    assert not studio.presenter.shown.log
    qtbot.waitUntil(lambda: studio.frames.resting)
    QTest.keyClick(sweep.canvas, Qt.Key.Key_Left)  # the best
    QTest.keyClick(sweep.canvas, Qt.Key.Key_Left)
    QTest.keyClick(sweep.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha in swept.alphas)
    studio.send(TakeSteps(20))
    qtbot.waitUntil(step_is(studio, 25))
    lane = studio.presenter.shown.lanes[0]
    assert lane.now.total_error == swept.errors[swept.alphas.tolist().index(lane.alpha)]
    act(studio, "undo")
    qtbot.waitUntil(lambda: studio.presenter.shown.lanes[0].alpha == 0.3)
    assert studio.presenter.shown.swept is swept


def test_closing_ends_the_thread_and_remembers(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """After the window has closed no model thread runs; theme and scene come back at the next start."""
    studio = make_studio("several-steps")
    studio.themes.use("dark")
    act(studio, "next_scene")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == "too-much-alpha")
    act(studio, "play")
    studio.window.close()
    assert not [thread for thread in threading.enumerate() if "model" in thread.name]
    assert studio._preferences.text("scene", "") == "too-much-alpha"
    again = make_studio("several-steps")
    assert again.themes.name == "dark"


def test_a_theme_is_the_same_at_the_start_and_when_chosen(make_studio: MakeStudio) -> None:
    """Fields and choosers have the heights that their views give them, whenever Qt reads the style sheet."""
    studio = make_studio("several-steps")
    children = (view for kind in (QLineEdit, QComboBox) for view in studio.window.findChildren(kind))
    fields = [view for view in children if view.isVisible()]
    first = [view.height() for view in fields]
    studio.themes.use("projector")
    assert min(view.height() for view in fields) > min(first)
    studio.themes.use("light")
    assert [view.height() for view in fields] == first


def test_the_hint_gives_way_to_larger_menus(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """In a low window it stands beside them; a theme with larger type leaves every menu its place."""
    studio = make_studio("several-steps")
    studio.window.resize(1024, 600)
    menus, hint = studio.window.menuBar(), studio.window.hint
    qtbot.waitUntil(lambda: menus.isAncestorOf(hint))
    studio.themes.use("projector")
    last = menus.actionGeometry(menus.actions()[-1])
    assert not last.isEmpty()
    assert not menus.isAncestorOf(hint) or last.right() < hint.geometry().left()


def test_a_failure_in_the_model_is_said_and_survived(
    qtbot: QtBot, make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error in the model thread is shown in words; the next command works."""
    studio = make_studio("several-steps")
    said: list[str] = []
    monkeypatch.setattr("gdstudio.views.dialogs.show_failure", lambda _w, report, _log: said.append(report))
    with monkeypatch.context() as broken:
        broken.setattr(Player, "advance", lambda _self, _count: 1 / 0)
        act(studio, "step")
        qtbot.waitUntil(lambda: bool(said))
    assert "ZeroDivisionError" in said[0]
    assert "ZeroDivisionError" in studio.thread_of_model.latest.failure
    act(studio, "step")
    qtbot.waitUntil(step_is(studio, 2))


def test_a_view_that_fails_pauses_and_is_said_once(
    qtbot: QtBot,
    make_studio: MakeStudio,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An error while showing a frame stops playing; one box speaks of it, and afterwards all goes on."""
    studio = make_studio("several-steps")
    for module in (sys, threading):
        monkeypatch.setattr(module, "excepthook", module.excepthook)  # put back after the test
    studio.failures.catch_everything(studio.calm)
    with monkeypatch.context() as broken:
        broken.setattr(studio.window.ruler.track, "show_alpha", lambda *_numbers: 1 / 0)
        act(studio, "play")
        qtbot.waitUntil(lambda: "ZeroDivisionError" in caplog.text)
        qtbot.waitUntil(lambda: studio.frames.resting)
    assert not studio.thread_of_model.latest.playing
    boxes = studio.window.findChildren(QMessageBox)
    assert len(boxes) == 1
    boxes[0].close()
    step = studio.thread_of_model.latest.step
    act(studio, "step")
    qtbot.waitUntil(step_is(studio, step + 1))


@pytest.mark.parametrize("scene_id", catalogue.ids())
@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1366, 768), (1920, 1080)])
def test_every_scene_fits_every_size(
    qtbot: QtBot, make_studio: MakeStudio, scene_id: str, size: tuple[int, int]
) -> None:
    """No panel is smaller than it needs to be, at any size that the studio promises."""
    studio = make_studio(scene_id)
    studio.window.resize(*size)
    window = studio.window

    def everything_has_room() -> None:
        assert (window.width(), window.height()) == size
        for view in window.views:
            if view.isVisible():
                needs = view.minimumSizeHint()
                assert view.width() >= needs.width(), f"{type(view).__name__} is too narrow"
                assert view.height() >= needs.height(), f"{type(view).__name__} is too low"

    qtbot.waitUntil(everything_has_room)
    shown = {
        View.NETWORK: window.network.diagram,
        View.PICTURES: window.pictures,
        View.VECTORS: window.vectors,
    }
    middle = shown[studio.presenter.shown.scene.view]
    assert middle is not None
    assert (middle if isinstance(middle, QWidget) else middle.middle).isVisible()
