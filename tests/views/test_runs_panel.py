"""The runs panel: rows from snapshots, and clicks, keys and typed names as wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from forks import forked
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from scenes import frozen_a, one_and_three, three_inputs

from gdstudio.messages import LONGEST_NAME, BringBack, Fork, Race, RemoveLane, Seek, SetAlpha, TakeSteps
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.runs.panel import RunsPanel
from gdstudio.views.runs.rows import FULL, HEADING, NO_FUTURE, ONE_RUN, FutureRow, NoteRow, RunRow, rows_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene

KEYS = Qt.Key


def session_of(scene: Scene, *commands: Command) -> Session:
    session = Session(scene)
    for command in commands:
        session.apply(command)
        assert session.notice == ""
    return session


def three_runs() -> Session:
    """A run at step 9; a fork of it from step 4 on, and another from step 7 on."""
    forks = (TakeSteps(3), Fork(0), SetAlpha(0.02, 1), TakeSteps(3), Fork(0, "gentle"), SetAlpha(0.001, 2))
    return session_of(three_inputs(), *forks, TakeSteps(2))


def with_futures() -> Session:
    """One run, twice changed in the past: two futures were cut off."""
    back = (TakeSteps(9), Seek(4), SetAlpha(0.02), TakeSteps(2), Seek(3), SetAlpha(0.005))
    return session_of(three_inputs(), *back)


@pytest.fixture
def panel(qtbot: QtBot) -> RunsPanel:
    made = RunsPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 300)
    with qtbot.waitActive(made):
        made.show()
    return made


def runs(panel: RunsPanel) -> list[RunRow]:
    return [row for row in panel.list.rows if isinstance(row, RunRow)]


def place_of(panel: RunsPanel, index: int) -> QPoint:
    """The middle of a row, in the list's viewport."""
    return panel.list.visualItemRect(panel.list.item(index)).center()


def click(panel: RunsPanel, place: QPoint, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def editor(panel: RunsPanel) -> QLineEdit:
    (line,) = (line for line in panel.list.findChildren(QLineEdit) if line.isVisible())
    return line


# --- what it shows ----------------------------------------------------------------------------------------


def test_each_run_has_a_row(panel: RunsPanel) -> None:
    """Its name, its error at this step, its alpha, where it was forked; the one looked at is marked."""
    snapshot = three_runs().snapshot()
    panel.show_snapshot(snapshot)
    assert [(row.name, row.looked_at) for row in runs(panel)] == [
        ("run", False), ("fork 1", False), ("gentle", True),
    ]  # fmt: skip
    assert [row.told for row in runs(panel)] == [
        "alpha 0.01",
        "alpha 0.02 · forked from run at step 4",
        "alpha 0.001 · forked from run at step 7",
    ]
    errors = [float(row.error.replace("−", "-")) for row in runs(panel)]
    assert errors == pytest.approx([lane.now.total_error for lane in snapshot.lanes], rel=1e-3)
    panel.show_lane(1)
    assert [row.looked_at for row in runs(panel)] == [False, True, False]
    assert panel.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("fork 1, looked at: error")


def test_with_one_run_it_says_what_forks_are_for(panel: RunsPanel) -> None:
    """And that there are no futures yet."""
    panel.show_snapshot(Session(three_inputs()).snapshot())
    assert [row.text for row in panel.list.rows if isinstance(row, NoteRow)] == [ONE_RUN, HEADING, NO_FUTURE]
    assert not panel.remove.isEnabled()
    assert "only run" in panel.remove.toolTip()


def test_with_four_runs_it_says_why_there_can_be_no_more(panel: RunsPanel) -> None:
    """In the list, and at the buttons."""
    session = three_runs()
    session.apply(Fork(0))
    panel.show_snapshot(session.snapshot())
    assert FULL in [row.text for row in panel.list.rows if isinstance(row, NoteRow)]
    for button in (panel.fork, panel.race):
        assert not button.isEnabled()
        assert button.toolTip() == FULL
    session.apply(RemoveLane(3))
    panel.show_snapshot(session.snapshot())
    assert panel.fork.isEnabled()


def test_a_scenes_own_runs_were_not_forked(panel: RunsPanel) -> None:
    """They have their rows too, and none of them a fork's words."""
    panel.show_snapshot(Session(one_and_three()).snapshot())
    assert [row.name for row in runs(panel)] == ["one input", "three inputs"]
    assert all("forked" not in row.told for row in runs(panel))


def test_a_run_that_has_diverged_says_so() -> None:
    """After where it was forked."""
    both = forked(three_inputs(), 5, ("fast", 3, [SetAlpha(0.02)]))
    rows = rows_of(both, 0)
    assert isinstance(rows[1], RunRow)
    assert rows[1].told == "alpha 0.02 · forked from run at step 3"
    session = session_of(three_inputs(), TakeSteps(3), Fork(0), SetAlpha(0.2, 1))
    session.apply(TakeSteps(4000))
    diverged = rows_of(session.snapshot(), 0)[1]
    assert isinstance(diverged, RunRow)
    assert diverged.told.endswith("· diverged")


def test_futures_are_listed_newest_first(panel: RunsPanel) -> None:
    """What the change did, where it was made, how far the future goes."""
    panel.show_snapshot(with_futures().snapshot())
    futures = [row for row in panel.list.rows if isinstance(row, FutureRow)]
    assert [(row.text, row.told) for row in futures] == [
        ("alpha 0.01 → 0.005", "cut off at step 3, recorded up to step 6"),
        ("alpha 0.01 → 0.02", "cut off at step 4, recorded up to step 10"),
    ]
    assert all(row.free for row in futures)


def test_numbers_that_change_leave_the_cursor(panel: RunsPanel) -> None:
    """The items are the same ones; when rows come or go, the cursor stays on its row."""
    session = three_runs()
    panel.show_snapshot(session.snapshot())
    panel.list.setCurrentRow(1)
    item = panel.list.item(1)
    session.apply(TakeSteps(1))
    panel.show_snapshot(session.snapshot())
    assert panel.list.item(1) is item
    assert panel.list.currentRow() == 1
    session.apply(Seek(2))
    session.apply(SetAlpha(0.005, 0))
    panel.show_snapshot(session.snapshot())
    assert any(isinstance(row, FutureRow) for row in panel.list.rows)
    assert panel.list.currentRow() == 1


def test_a_hidden_panel_waits(panel: RunsPanel) -> None:
    """And catches up when it is shown."""
    session = three_runs()
    panel.hide()
    panel.show_snapshot(session.snapshot())
    assert panel.list.rows == []
    panel.show()
    assert len(runs(panel)) == 3


@pytest.mark.parametrize("width", [290, 330, 620])
def test_every_row_is_as_high_as_its_text(panel: RunsPanel, width: int) -> None:
    """Long names and changes wrap; the name and the error never meet."""
    long = "W" * 10 + "i" * (LONGEST_NAME - 10)
    changes = (TakeSteps(3), Fork(0, long), SetAlpha(0.02, 1), Seek(2), SetAlpha(0.012345678, 0))
    changed = session_of(three_inputs(), *changes)
    panel.resize(width, 300)
    panel.show_snapshot(changed.snapshot())
    heights = [panel.list.sizeHintForRow(index) for index in range(panel.list.count())]
    faces = panel.list._faces
    assert heights == [faces.height(row, panel.list.viewport().width()) for row in panel.list.rows]
    wide = [faces.height(row, 2000) for row in panel.list.rows]
    assert all(height >= least for height, least in zip(heights, wide, strict=True))
    assert (heights != wide) == (width == 290)
    panel.set_theme(DARK)
    assert not panel.grab().isNull()


# --- what the user wants ----------------------------------------------------------------------------------


def test_a_click_looks_at_a_run(panel: RunsPanel, qtbot: QtBot) -> None:
    """And so does Enter, after the arrow keys; those alone only move."""
    panel.show_snapshot(three_runs().snapshot())
    with qtbot.waitSignal(panel.lane_selected) as wish:
        click(panel, place_of(panel, 1), qtbot)
    assert wish.args == [1]
    panel.show_lane(1)
    with qtbot.assertNotEmitted(panel.lane_selected):
        qtbot.keyClick(panel.list, KEYS.Key_Up)
    with qtbot.waitSignal(panel.lane_selected) as wish:
        qtbot.keyClick(panel.list, KEYS.Key_Return)
    assert wish.args == [0]


def test_the_buttons_are_for_the_run_with_the_cursor(panel: RunsPanel, qtbot: QtBot) -> None:
    """Their tooltips name it."""
    panel.show_snapshot(three_runs().snapshot())
    panel.list.setCurrentRow(1)
    assert "“fork 1”" in panel.remove.toolTip()
    for button, signal in ((panel.fork, panel.fork_requested), (panel.remove, panel.lane_removed)):
        with qtbot.waitSignal(signal) as wish:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wish.args == [1]
    panel.show_lane(0)
    assert "“run”" in panel.remove.toolTip()


def test_delete_removes_a_run_but_not_the_last(panel: RunsPanel, qtbot: QtBot) -> None:
    """By key as by button."""
    session = three_runs()
    panel.show_snapshot(session.snapshot())
    panel.list.setCurrentRow(0)
    with qtbot.waitSignal(panel.lane_removed) as wish:
        qtbot.keyClick(panel.list, KEYS.Key_Delete)
    assert wish.args == [0]
    panel.show_snapshot(Session(three_inputs()).snapshot())
    with qtbot.assertNotEmitted(panel.lane_removed):
        qtbot.keyClick(panel.list, KEYS.Key_Delete)


@pytest.mark.parametrize("how", ["F2", "Enter", "double click", "button"])
def test_a_name_is_typed_in_its_place(panel: RunsPanel, qtbot: QtBot, how: str) -> None:
    """On the run that is looked at Enter does it too. What comes meanwhile does not overwrite it."""
    session = three_runs()
    panel.show_snapshot(session.snapshot())
    if how == "double click":
        qtbot.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place_of(panel, 2))
    elif how == "button":
        qtbot.mouseClick(panel.name, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(panel.list, KEYS.Key_F2 if how == "F2" else KEYS.Key_Return)
    line = editor(panel)
    assert (line.text(), line.maxLength()) == ("gentle", LONGEST_NAME)
    qtbot.keyClicks(line, "slow  one ")
    session.apply(TakeSteps(1))
    panel.show_snapshot(session.snapshot())
    assert line.text() == "slow  one "
    with qtbot.waitSignal(panel.name_requested) as wish:
        qtbot.keyClick(line, KEYS.Key_Return)
    assert wish.args == [2, "slow one"]
    qtbot.waitUntil(panel.list.hasFocus)


@pytest.mark.parametrize("gone", ["hidden", "veiled", "no"])
def test_a_name_asked_for_while_one_is_typed_is_no_fault(panel: RunsPanel, gone: str) -> None:
    """Also where the list has just been hidden, or lies below a veil, and cannot take the focus."""
    panel.show_snapshot(three_runs().snapshot())
    panel.list.setVisible(gone != "hidden")
    panel.list.setEnabled(gone != "veiled")
    panel.list.name_run(2)
    panel.list.name_run(2)
    panel.list.setEnabled(True)
    panel.list.show()
    panel.list.name_run(2)
    assert editor(panel).text() == "gentle"


@pytest.mark.parametrize("typed", ["", "  ", "gentle"])
def test_no_name_and_the_same_name_ask_for_nothing(panel: RunsPanel, qtbot: QtBot, typed: str) -> None:
    """Nor does Esc."""
    panel.show_snapshot(three_runs().snapshot())
    with qtbot.assertNotEmitted(panel.name_requested):
        panel.list.name_run(2)
        editor(panel).setText(typed)
        qtbot.keyClick(editor(panel), KEYS.Key_Return)
        qtbot.waitUntil(panel.list.hasFocus)
        panel.list.name_run(2)
        editor(panel).setText("another")
        qtbot.keyClick(editor(panel), KEYS.Key_Escape)


def test_a_future_is_brought_back(panel: RunsPanel, qtbot: QtBot) -> None:
    """By its button or by Enter; a click beside the button only moves the cursor there."""
    session = with_futures()
    panel.show_snapshot(session.snapshot())
    index = next(i for i, row in enumerate(panel.list.rows) if isinstance(row, FutureRow))
    row = panel.list.rows[index]
    assert isinstance(row, FutureRow)
    with qtbot.assertNotEmitted(panel.bring_back_requested):
        click(panel, QPoint(20, place_of(panel, index).y()), qtbot)
    assert panel.list.currentRow() == index
    pill = panel.list._faces.pill(panel.list.visualItemRect(panel.list.item(index)))
    with qtbot.waitSignal(panel.bring_back_requested) as wish:
        click(panel, pill.center(), qtbot)
    assert wish.args == [row.number]
    with qtbot.waitSignal(panel.bring_back_requested):
        qtbot.keyClick(panel.list, KEYS.Key_Return)
    session.apply(BringBack(row.number))
    panel.show_snapshot(session.snapshot())
    assert len(runs(panel)) == 2


def test_among_four_runs_no_future_is_brought_back(panel: RunsPanel, qtbot: QtBot) -> None:
    """There is no room; its tooltip says so."""
    session = with_futures()
    session.apply(Race(0, (0.02, 0.03, 0.04)))
    panel.show_snapshot(session.snapshot())
    index = next(i for i, row in enumerate(panel.list.rows) if isinstance(row, FutureRow))
    assert panel.list.item(index).toolTip() == FULL
    panel.list.setCurrentRow(index)
    with qtbot.assertNotEmitted(panel.bring_back_requested):
        qtbot.keyClick(panel.list, KEYS.Key_Return)


def test_other_keys_are_the_windows(panel: RunsPanel, qtbot: QtBot) -> None:
    """With a modifier nothing is removed or named."""
    panel.show_snapshot(three_runs().snapshot())
    with qtbot.assertNotEmitted(panel.lane_removed), qtbot.assertNotEmitted(panel.lane_selected):
        qtbot.keyClick(panel.list, KEYS.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(panel.list, KEYS.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.list.findChildren(QLineEdit) == []


def test_showing_asks_for_nothing(panel: RunsPanel, qtbot: QtBot) -> None:
    """Snapshots never make a wish."""
    signals = [panel.lane_selected, panel.fork_requested, panel.lane_removed, panel.name_requested]
    asked: list[object] = []
    for signal in signals:
        signal.connect(lambda *values: asked.append(values))
    for session in (three_runs(), with_futures(), Session(frozen_a())):
        panel.show_snapshot(session.snapshot())
    assert asked == []
    del qtbot


def test_everything_is_named_and_large_enough(panel: RunsPanel) -> None:
    """Each control has a name, a tooltip, and room to be hit."""
    panel.show_snapshot(three_runs().snapshot())
    for button in (panel.fork, panel.race, panel.name, panel.remove):
        assert button.text()
        assert button.toolTip() == button.accessibleDescription() != ""
        assert button.height() >= 24
    assert panel.list.accessibleName()
    assert panel.list.accessibleDescription()
