"""Lessons in the whole studio, by keyboard: from start to end, wrong answers, free play, a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from lesson_parts import LESSON
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lesson_desk.shelf import remembered
from gdstudio.lessons import lesson_catalogue, openable
from gdstudio.lessons.lesson_tables import QuestionKind
from gdstudio.messages import Freeze, TakeSteps, WeightRef
from gdstudio.views.lesson.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gdstudio.lessons.showing import Showing

    Start = Callable[[str], "Pupil"]

pytestmark = pytest.mark.timeout(600)  # whole lessons, on a machine that may be busy

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Pupil:
    """Someone with a keyboard before a studio."""

    def __init__(self, studio: Studio, qtbot: QtBot) -> None:
        self.studio, self.qtbot = studio, qtbot
        self.window, self.desk = studio.window, studio.lessons
        self.panel = self.window.lesson_panel

    @property
    def showing(self) -> Showing:
        """What there is to show of the lesson."""
        showing = self.desk.showing
        assert showing is not None
        return showing

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait for something to come true: with images, answers take a while."""
        self.qtbot.waitUntil(condition, timeout=60_000)

    def settle(self) -> None:
        """Wait until the step has begun, and what it shows is on the screen."""
        self.wait(lambda: self.desk.showing is not None and self.desk.showing.begun)
        self.wait(lambda: not self.showing.working)
        self.wait(lambda: self.studio.presenter.shown.handled >= self.studio.frames.sent)

    def answer(self) -> None:
        """Choose the first answer, or type a number, and check it."""
        asked = self.showing.question
        box = self.panel.question
        assert asked is not None
        assert box is not None
        box.first().setFocus()
        if asked.kind is QuestionKind.CHOOSE:
            self.key(Qt.Key.Key_1)
        elif asked.kind is QuestionKind.WEIGHT:
            self.key(Qt.Key.Key_A)
        else:
            QTest.keyClicks(box.first(), "0.5")
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: bool(self.showing.question and self.showing.question.answered))
        self.settle()

    def do_tasks(self) -> None:
        """Have every task shown, by the keyboard; draw where that is asked for, which nobody can show."""
        for index, task in enumerate(self.showing.tasks):
            if task.ticked:
                continue
            if task.can_show:
                assert self.panel.tasks is not None
                self.panel.tasks.rows[index].show_button.setFocus()
                self.key(Qt.Key.Key_Space)
            else:
                assert self.window.pictures is not None
                self.window.pictures.pad.drawn.emit(np.eye(28, dtype=np.uint8) * 255)
            self.wait(lambda index=index: self.showing.tasks[index].ticked)
            self.settle()


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Start the studio on a lesson or a scene, "" for what was open last, as the last start left it."""
    studios: list[Studio] = []

    def make(name: str) -> Pupil:
        for studio in studios:
            studio.window.close()
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        preferences = Preferences(settings)
        studio = Studio(openable.find(name) if name else remembered(preferences), preferences)
        studios.append(studio)
        qtbot.addWidget(studio.window)
        studio.window.resize(1366, 768)
        studio.window.show()
        studio.window.activateWindow()
        qtbot.waitUntil(studio.window.isActiveWindow)
        studio.furnish()  # as after the first paint, which no pupil is before
        return Pupil(studio, qtbot)

    yield make
    for studio in studios:
        studio.window.close()
        studio.deleteLater()


@pytest.mark.parametrize("lesson_id", lesson_catalogue.ids())
def test_a_lesson_is_gone_through_by_keyboard(start: Start, lesson_id: str) -> None:
    """Every question answered, every task done, to its end; then the next lesson is there."""
    pupil = start(lesson_id)
    pupil.settle()
    lesson = pupil.desk.lesson
    assert lesson is not None
    for index in range(len(lesson.steps)):
        pupil.wait(lambda index=index: pupil.showing.index == index)
        pupil.settle()
        assert pupil.panel.text.plain.startswith(pupil.showing.title)
        if pupil.showing.question is not None and not pupil.showing.question.answered:
            assert pupil.studio.presenter.shown.hidden == frozenset(pupil.desk._hidden)
            pupil.answer()
        pupil.do_tasks()
        later = [step.question for step in lesson.steps[index + 1 :] if step.question is not None]
        assert pupil.studio.presenter.shown.hidden == {part for each in later for part in each.early}
        assert all(task.ticked for task in pupil.showing.tasks)
        if index + 1 < len(lesson.steps):
            assert pupil.showing.done[index]
            pupil.key(Qt.Key.Key_N, ALT)
    ids = lesson_catalogue.ids()
    if lesson_id != ids[-1]:
        on = pupil.panel.footer.on
        assert on.text() == "Next lesson"
        assert on.width() >= on.minimumSizeHint().width(), "its words are cut off"
        following = ids[ids.index(lesson_id) + 1]
        pupil.key(Qt.Key.Key_N, ALT)
        pupil.wait(lambda: pupil.desk.lesson is not None and pupil.desk.lesson.id == following)
        pupil.settle()
    assert pupil.studio.shelf.done()[lesson_id][0] == pupil.studio.shelf.done()[lesson_id][1]


def test_what_is_done_is_there_after_a_restart(start: Start) -> None:
    """The lesson is open again at the first step not done; the list says how far it is."""
    pupil = start("freezing")
    pupil.settle()
    pupil.answer()
    pupil.do_tasks()
    pupil.key(Qt.Key.Key_N, ALT)
    pupil.settle()
    pupil = start("")
    pupil.settle()
    assert (pupil.showing.lesson_id, pupil.showing.index) == ("freezing", 1)
    pupil.key(Qt.Key.Key_L, CONTROL)
    rows = pupil.window.scene_panel._list
    assert rows.hasFocus()
    assert "1 of 7 steps done" in rows.item(4).data(Qt.ItemDataRole.AccessibleTextRole)
    pupil.key(Qt.Key.Key_Up)
    pupil.key(Qt.Key.Key_Return)
    pupil.wait(lambda: pupil.showing.lesson_id == "too-much-alpha")
    assert pupil.panel.isVisible()


def test_free_play_keeps_everything_and_leads_back(start: Start) -> None:
    """The state stays, the scene's text is there; after a restart it is free play still."""
    pupil = start("freezing")
    pupil.settle()
    pupil.studio.send(TakeSteps(2))
    pupil.wait(lambda: pupil.studio.presenter.shown.step == 3)
    pupil.window.actions_by_name["free_play"].trigger()
    assert pupil.desk.showing is None
    assert not pupil.studio.presenter.shown.hidden
    assert pupil.studio.presenter.shown.step == 3
    assert pupil.window.scene_panel.isVisible()
    note = pupil.window.left_column.note
    assert "everything stays as it is" in note.text
    note.button.setFocus()
    pupil.key(Qt.Key.Key_Space)
    pupil.settle()
    assert pupil.showing.lesson_id == "freezing"
    pupil.window.actions_by_name["free_play"].trigger()
    pupil = start("")
    assert pupil.studio.presenter.shown.scene.id == "freezing"
    assert pupil.desk.showing is None
    assert not pupil.window.actions_by_name["next_step"].isEnabled()


def test_undo_and_setting_up_again_in_mid_lesson(start: Start) -> None:
    """What the learner changed is undone, what the step began with comes back by a key."""
    pupil = start("freezing")
    pupil.settle()
    pupil.studio.send(Freeze(WeightRef(0, 0, 0), False))
    pupil.wait(lambda: not pupil.studio.presenter.shown.lanes[0].frozen[0, 0])
    pupil.key(Qt.Key.Key_Z, CONTROL)
    pupil.wait(lambda: bool(pupil.studio.presenter.shown.lanes[0].frozen[0, 0]))
    pupil.studio.send(TakeSteps(5))
    pupil.wait(lambda: pupil.studio.presenter.shown.step == 6)
    pupil.key(Qt.Key.Key_R, CONTROL | SHIFT)
    pupil.wait(lambda: pupil.studio.presenter.shown.step == 1)
    pupil.settle()
    assert pupil.showing.index == 0


def test_another_scene_leaves_the_lesson_in_words(start: Start, tmp_path: Path) -> None:
    """Undo brings both back, and the words go."""
    path = tmp_path / "mine.md"
    path.write_text(
        '+++\ntitle = "Mine"\n[examples]\ninputs = ["x"]\ntargets = ["y"]\nrows = [[1, 2]]\n[[lanes]]\n'
        'name = "r"\nlabel = "r"\nweights = [[0.5]]\nalpha = 0.1\n+++\n\nWords.\n',
        encoding="utf-8",
    )
    pupil = start("freezing")
    pupil.settle()
    pupil.studio.shelf.open_file(path)
    pupil.wait(lambda: pupil.studio.presenter.shown.scene.title == "Mine")
    pupil.wait(lambda: pupil.desk.showing is None)
    assert "You have left the lesson “Freezing one weight”" in pupil.window.left_column.note.text
    pupil.key(Qt.Key.Key_Z, CONTROL)
    pupil.settle()
    assert pupil.showing.lesson_id == "freezing"
    assert pupil.window.left_column.note.text == ""


def test_a_lesson_is_dropped_on_the_window(start: Start, tmp_path: Path) -> None:
    """As is one that is broken: that is said, and nothing is lost."""
    mine, broken = tmp_path / "mine.md", tmp_path / "broken.md"
    mine.write_text(LESSON, encoding="utf-8")
    broken.write_text(LESSON.replace("error falls", "error fals"), encoding="utf-8")
    pupil = start("several-steps")
    pupil.settle()
    drop(pupil, mine)
    pupil.settle()
    assert pupil.showing.lesson_title == "A title"
    drop(pupil, broken)
    box = pupil.window.findChild(QMessageBox)
    assert box is not None
    assert "broken.md was not opened" in box.text()
    assert "line 18, question, options, number 1, when: " in box.informativeText()
    box.close()
    assert pupil.showing.lesson_title == "A title"


def drop(pupil: Pupil, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    pupil.window.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def test_progress_is_reset_and_brought_back(start: Start) -> None:
    """It says what it did; the step's question is open again, and then answered again."""
    pupil = start("freezing")
    pupil.settle()
    reset = pupil.window.actions_by_name["reset_progress"]
    note = pupil.window.left_column.note
    reset.trigger()
    assert "there is no progress to reset" in note.text
    pupil.answer()
    reset.trigger()
    assert note.text == "The progress in every lesson is reset: One answer or task is open again."
    assert pupil.showing.question is not None
    assert pupil.showing.question.answered == ""
    assert pupil.studio.presenter.shown.hidden
    note.button.click()
    assert pupil.showing.question.answered
    assert not pupil.studio.presenter.shown.hidden


def test_looking_at_views_and_weights_ticks(start: Start, tmp_path: Path) -> None:
    """What only the window knows is told at once, without a step."""
    path = tmp_path / "mine.md"
    path.write_text(LESSON, encoding="utf-8")
    pupil = start(str(path))
    pupil.desk.go(1)
    pupil.settle()
    assert pupil.window.panels_in_front == ("surface",)
    pupil.studio.presenter.select(WeightRef(0, 0, 0))
    assert not pupil.showing.tasks[1].ticked
    pupil.window.network.tabs.turn_to("Code")
    assert pupil.showing.tasks[1].ticked


def test_views_of_images_are_brought_to_the_front(start: Start) -> None:
    """Beside the pictures and below them; both are in front then."""
    pupil = start("mnist")
    pupil.settle()
    for panel in ("draw", "row", "bowls", "product", "accuracy"):
        pupil.window.open_panel(panel)
        assert panel in pupil.window.panels_in_front
    pupil.window.open_panel("surface")  # there is none here
    assert pupil.window.panels_in_front == ("accuracy", "product")


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("theme", ["light", "projector"])
def test_every_step_fits(start: Start, size: tuple[int, int], theme: str) -> None:
    """Whatever the size, the column scrolls and no part of it is cut at its sides."""
    pupil = start("several-steps")
    pupil.studio.themes.use(theme)
    pupil.window.resize(*size)
    if pupil.window.columns.left.isHidden():  # folded where room is short
        pupil.window.columns.unfold_left()
    lesson = pupil.desk.lesson
    assert lesson is not None
    for index in range(len(lesson.steps)):
        pupil.desk.go(index)
        pupil.settle()
        sheet, viewport = pupil.panel.page, pupil.panel.column.viewport()
        assert sheet.width() <= viewport.width()
        assert sheet.height() == sheet.height_at(sheet.width())
        box = pupil.panel.question
        if box is not None and isinstance(box.answers, Choices):
            for choice in box.answers.buttons:
                assert choice.geometry().right() <= choice.parentWidget().width()


def test_a_dot_is_dragged_in_its_bowl_as_the_answer(start: Start) -> None:
    """It changes nothing that is learnt; once answered, the dot sets its weight again."""
    pupil = start("single-input")
    pupil.settle()
    pupil.desk.go(2)
    pupil.settle()
    shown = pupil.studio.presenter.shown
    before, pace = shown.lanes[0].now.weights.tolist(), shown.handled
    bowl = pupil.window.network.bowls.field.bowls[0]
    bowl.hand.moved.emit(0.112, 7)
    box = pupil.panel.question
    assert box is not None
    assert box.answers.answer == 0.112
    box.check.click()
    pupil.settle()
    assert pupil.showing.question is not None
    assert pupil.showing.question.answered
    now = pupil.studio.presenter.shown
    assert now.lanes[0].start.weights.tolist() == before
    assert all(entry.step > 1 for entry in now.log)
    assert now.handled > pace


def test_columns_stand_the_same_however_a_size_was_reached(start: Start) -> None:
    """Whether middle and right side take turns must not decide on itself: they might go on for ever."""
    pupil = start("printed-listing")
    window, heights = pupil.window, (796, 748, 700)
    pupil.desk.go(2)
    pupil.settle()
    stood = []
    for height in (*heights, *heights[-2::-1]):
        window.resize(1366, height)
        for _ in range(2):
            window._fold()
            QApplication.processEvents()
        stood.append((window.pages.take_turns, window.network._tabs_card.parent() is window.network.side))
    assert stood == stood[::-1]
    window.resize(1280, 720)  # too narrow for numbers beside it: what room there is belongs to the network
    for _ in range(2):
        window._fold()
        QApplication.processEvents()
    assert window.pages.take_turns
    assert window.network._tabs_card.parent() is window.network.side
