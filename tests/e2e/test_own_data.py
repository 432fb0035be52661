"""Data of one's own in the whole studio: pasted, opened, dropped, generated, started, saved, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from gdstudio.core.examples import Order, Taking
from gdstudio.lesson_desk.shelf import remembered
from gdstudio.lessons import catalogue
from gdstudio.messages import SetSpeed, Speed
from gdstudio.views import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

MakeStudio: TypeAlias = "Callable[[str], Studio]"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def act(studio: Studio, name: str) -> None:
    studio.window.actions_by_name[name].trigger()


def scene_is(studio: Studio, scene_id: str) -> Callable[[], bool]:
    return lambda: studio.presenter.shown.scene.id == scene_id


def focused_key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def said(studio: Studio) -> str:
    """What the message box says that is open; it is closed."""
    boxes = [
        box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()
    ]
    assert len(boxes) == 1
    assert boxes[0].parent() in (studio.window, studio.data._sheet)
    text = f"{boxes[0].text()}: {boxes[0].informativeText()}"
    boxes[0].close()
    return text


def test_a_pasted_table_is_started_played_and_undone(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """By keys alone: Ctrl+E, paste, a role, Ctrl+Enter, play; one undo brings back what was."""
    studio = make_studio("several-steps")
    act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 2)
    QTest.keyClick(studio.window, Qt.Key.Key_E, CONTROL)
    sheet = studio.data.sheet
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and sheet.table.hasFocus())
    assert sheet.network.text() == "3 inputs → 1 output, 4 examples"
    assert sheet.said.text() == "filled with “Several steps” as it is at step 2"
    QGuiApplication.clipboard().setText("height\tweight\tage\n1,5\t2\t3\n0,5\t1\t2\n1\t0\t1\n")
    focused_key(Qt.Key.Key_V, CONTROL)
    focused_key(Qt.Key.Key_Right)
    focused_key(Qt.Key.Key_2, CONTROL)
    assert [column.role.value for column in sheet.draft.columns] == ["input", "output", "output"]
    focused_key(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(scene_is(studio, "own"))
    assert not sheet.isVisible()
    assert studio.window.windowTitle() == "Own scene — GD Studio"
    lane = studio.presenter.shown.lanes[0]
    assert lane.examples.inputs.tolist() == [[1.5], [0.5], [1.0]]
    assert lane.examples.target_names == ("weight", "age")
    assert lane.now.weights.shape == (2, 1)
    studio.send(SetSpeed(Speed(None)))
    qtbot.waitUntil(studio.window.isActiveWindow)
    QTest.keyClick(studio.window, Qt.Key.Key_Space, CONTROL)
    qtbot.waitUntil(lambda: studio.presenter.shown.step > 20)
    assert studio.presenter.shown.lanes[0].now.weights.any()
    QTest.keyClick(studio.window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(scene_is(studio, "several-steps"))
    assert studio.presenter.shown.step == 2
    act(studio, "redo")
    qtbot.waitUntil(scene_is(studio, "own"))
    act(studio, "start_again")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 1)


def test_the_sheet_keeps_what_was_edited(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Closed and opened again it is as it was; not edited, it shows the scene as it is now."""
    studio = make_studio("several-steps")
    act(studio, "sheet")
    sheet = studio.data.sheet
    model = sheet.table.rows_model
    model.setData(model.index(0, 0), "7")
    sheet.close()
    act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 2)
    act(studio, "sheet")
    assert sheet.draft.rows[0][0] == 7.0
    act(studio, "sheet")
    assert sheet.draft.rows[0][0] == 7.0, "a sheet that is open is not filled anew"
    QTest.keyClick(sheet, Qt.Key.Key_E, CONTROL)
    assert sheet.draft.rows[0][0] == 8.5
    assert sheet.draft.weight_cells() == studio.presenter.shown.lanes[0].now.weights.tolist()
    QTest.keyClick(sheet, Qt.Key.Key_Z, CONTROL)
    assert sheet.draft.rows[0][0] == 7.0
    sheet.actions_by_name["start"].trigger()
    qtbot.waitUntil(scene_is(studio, "own"))
    act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 2)
    act(studio, "sheet")
    assert sheet.said.text() == "filled with “Own scene” as it is at step 2"


def test_the_run_that_is_looked_at_fills_the_sheet(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Of two side by side."""
    studio = make_studio("multiple-inputs")
    studio.presenter.look_at(0)
    act(studio, "sheet")
    qtbot.waitUntil(studio.data.sheet.isVisible)
    assert studio.data.sheet.network.text() == "1 input → 1 output, 4 examples"


def test_this_state_becomes_a_scene(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """At once; its neighbours are those of the scene it was made from, which the next start remembers."""
    studio = make_studio("freezing")
    for _ in range(3):
        act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 4)
    before = studio.presenter.shown.lanes[0]
    QTest.keyClick(studio.window, Qt.Key.Key_E, CONTROL | SHIFT)
    qtbot.waitUntil(scene_is(studio, "own"))
    shown = studio.presenter.shown
    assert (shown.step, shown.last_step) == (1, 1)
    assert np.array_equal(shown.lanes[0].now.weights, before.now.weights)
    assert shown.lanes[0].frozen.tolist() == [[True, False, False]]
    assert studio.window.windowTitle() == "Own scene — GD Studio"
    assert "“Freezing one weight” stood at step 4" in studio.window.scene_panel._text.toPlainText()
    act(studio, "next_scene")
    ids = catalogue.ids()
    following = ids[ids.index("freezing") + 1]
    qtbot.waitUntil(scene_is(studio, following))
    act(studio, "undo")
    qtbot.waitUntil(scene_is(studio, "own"))
    act(studio, "previous_scene")
    qtbot.waitUntil(scene_is(studio, following))
    act(studio, "undo")
    qtbot.waitUntil(scene_is(studio, "own"))
    studio.window.close()
    assert remembered(studio._preferences).id == following


def test_a_scene_is_saved_and_opened_again(
    qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is now, or from its start with what was done since; both go on to the same weights."""
    studio = make_studio("several-steps")
    act(studio, "step")
    studio.window.ruler.alpha_requested.emit(0.02, 1)
    act(studio, "step")
    act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 4)
    weights = studio.presenter.shown.lanes[0].now.weights
    for name in ("save_scene", "save_start"):
        monkeypatch.setattr(dialogs, "ask_where", lambda *_rest, name=name: tmp_path / f"{name}.md")
        act(studio, name)
    monkeypatch.setattr(dialogs, "ask_which", lambda *_rest: tmp_path / "save_scene.md")
    act(studio, "open_scene")
    qtbot.waitUntil(scene_is(studio, "save_scene"))
    assert np.array_equal(studio.presenter.shown.lanes[0].now.weights, weights)
    studio.window.scene_dropped.emit(tmp_path / "save_start.md")
    qtbot.waitUntil(scene_is(studio, "save_start"))
    assert studio.presenter.shown.scene.title == "Several steps"
    for _ in range(3):
        act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 4)
    assert np.array_equal(studio.presenter.shown.lanes[0].now.weights, weights)
    assert studio.presenter.shown.lanes[0].alpha == 0.02


def test_a_table_is_opened_edited_and_saved(
    qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dropped CSV goes straight into the sheet; it is saved with all its digits."""
    studio = make_studio("freezing")
    path = tmp_path / "games.csv"
    path.write_text("speed;fuel;range\n1,5;2;x\n2,5;0,1;4\n")
    studio.window.table_dropped.emit(path)
    sheet = studio.data.sheet
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.said.text().startswith("games.csv: 2 rows of 3 columns, names from the first line")
    assert sheet.line.text.text() == "row 1, range: “x” is not a number; type a number"
    assert (sheet.draft.alpha, sheet.draft.order) == (0.01, Order(Taking.IN_TURN)), "not the freezing scene's"
    model = sheet.table.rows_model
    model.setData(model.index(0, 2), "3")
    monkeypatch.setattr(dialogs, "ask_where", lambda *_rest: tmp_path / "saved.csv")
    QTest.keyClick(sheet, Qt.Key.Key_S, CONTROL)
    assert (tmp_path / "saved.csv").read_text() == "speed,fuel,range\n1.5,2,3\n2.5,0.1,4\n"
    assert sheet.said.text() == "saved as saved.csv"
    monkeypatch.setattr(dialogs, "ask_which", lambda *_rest: tmp_path / "saved.csv")
    sheet.actions_by_name["open"].trigger()
    assert sheet.draft.rows == ((1.5, 2.0, 3.0), (2.5, 0.1, 4.0))
    monkeypatch.setattr(dialogs, "ask_which", lambda *_rest: None)
    act(studio, "open_data")
    assert len(sheet.draft.rows) == 2


def test_a_table_with_a_scene_s_columns_keeps_its_training(
    qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path
) -> None:
    """More games of the same kind: weights, freezes and alpha stay."""
    studio = make_studio("freezing")
    path = tmp_path / "games.csv"
    path.write_text("toes,wlrec,nfans,win\n8,0.5,1,1\n")
    studio.data.open_data(path)
    qtbot.waitUntil(studio.data.sheet.isVisible)
    draft = studio.data.sheet.draft
    assert (draft.alpha, draft.frozen()) == (0.3, [[True, False, False]])
    assert draft.weight_cells() == [[0.1, 0.2, -0.1]]


def test_what_cannot_be_opened_or_saved_is_said(
    qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the file, the place in it and what to do; nothing changes."""
    studio = make_studio("several-steps")
    table, scene = tmp_path / "bad.csv", tmp_path / "bad.md"
    table.write_bytes(b"a,b\n1,2,3\n")
    scene.write_text("no scene")
    studio.data.open_data(table)
    assert said(studio).startswith("The table was not opened: bad.csv: line 2, column 3: 3 cells where")
    studio.data.open_scene(scene)
    assert said(studio).startswith("The scene was not opened: bad.md: front matter: not found")
    monkeypatch.setattr(dialogs, "ask_where", lambda *_rest: tmp_path / "nowhere" / "x.md")
    act(studio, "save_scene")
    text = said(studio)
    assert text.startswith("The scene was not saved: ")
    assert text.endswith("choose another place")
    act(studio, "sheet")
    qtbot.waitUntil(studio.data.sheet.isVisible)
    studio.data.sheet.actions_by_name["save"].trigger()
    assert said(studio).startswith("The table was not saved: ")
    studio.window.ruler.alpha_requested.emit(1.0, 1)
    for _ in range(30):
        act(studio, "step")
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 31)
    for name, title in (
        ("own_scene", "There is no scene to start here"),
        ("save_scene", "The scene was not saved"),
    ):
        act(studio, name)
        text = said(studio)
        assert text.startswith(f"{title}: three inputs, weight a: ")
        assert "go back to a step" in text
    assert studio.presenter.shown.scene.id == "several-steps"


def test_with_images_there_is_no_table(qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path) -> None:
    """The actions are off; a table can still be opened, and started."""
    studio = make_studio("mnist")
    assert not studio.window.actions_by_name["sheet"].isEnabled()
    QTest.keyClick(studio.window, Qt.Key.Key_E, CONTROL)
    assert studio.data._sheet is None
    path = tmp_path / "games.csv"
    path.write_text("x1,y1\n1,2\n")
    studio.data.open_data(path)
    sheet = studio.data.sheet
    qtbot.waitUntil(sheet.isVisible)
    sheet.present_requested.emit()
    assert "images" in sheet.said.text()
    sheet.start.click()
    qtbot.waitUntil(scene_is(studio, "own"))
    assert studio.window.actions_by_name["sheet"].isEnabled()


def test_the_sheet_s_size_and_look_follow(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Its size comes back at the next start; another theme is taken on."""
    studio = make_studio("several-steps")
    act(studio, "sheet")
    sheet = studio.data.sheet
    qtbot.waitUntil(sheet.isVisible)
    sheet.resize(sheet.width(), 620)
    studio.themes.use("dark")
    assert sheet._theme.dark
    studio.window.close()
    again = make_studio("several-steps")
    act(again, "sheet")
    qtbot.waitUntil(lambda: again.data.sheet.height() == 620)
    assert again.data.sheet._theme.dark
    # A studio in which the sheet was never opened does not forget its size.
    again.window.close()
    third = make_studio("several-steps")
    third.window.close()
    assert "sheet" in third._preferences.layout()
