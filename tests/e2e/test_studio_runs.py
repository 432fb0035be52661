"""Several runs in the whole studio: forked, raced, named, removed and brought back by keys and clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from gdstudio.messages import Seek, SetSpeed, Speed, WeightRef
from gdstudio.views.runs.rows import FutureRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

MakeStudio: TypeAlias = "Callable[[str], Studio]"
KEYS = Qt.Key


def act(studio: Studio, name: str) -> None:
    studio.window.actions_by_name[name].trigger()


def settle(studio: Studio, qtbot: QtBot) -> None:
    """Wait until everything that was sent is handled and shown."""
    qtbot.waitUntil(lambda: studio.frames.resting)


def labels(studio: Studio) -> list[str]:
    return [lane.start.label for lane in studio.presenter.shown.lanes]


def alphas(studio: Studio) -> list[float]:
    return [lane.alpha for lane in studio.presenter.shown.lanes]


def looked_at(studio: Studio) -> str:
    (row,) = (
        row for row in studio.window.network.runs.list.rows if isinstance(row, RunRow) and row.looked_at
    )
    return row.name


def test_a_student_forks_and_compares(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """A fork is looked at, changes are for it, keys go between the two, and undo takes it all back."""
    studio = make_studio("freezing")
    page = studio.window.network
    studio.window.open_panel("runs")
    for _ in range(4):
        act(studio, "step")
    act(studio, "fork")
    settle(studio, qtbot)
    assert labels(studio) == ["three inputs", "fork 1"]
    assert looked_at(studio) == "fork 1"
    studio.window.ruler.alpha_requested.emit(0.5, 1)
    page.diagram.freeze_requested.emit(WeightRef(1, 0, 1), True)
    act(studio, "step")
    settle(studio, qtbot)
    assert alphas(studio) == [0.3, 0.5]
    assert studio.presenter.shown.lanes[0].frozen.tolist() == [[True, False, False]]
    assert studio.presenter.shown.lanes[1].frozen.tolist() == [[True, True, False]]
    assert studio.window.ruler.track.alpha == 0.5
    act(studio, "previous_run")
    assert looked_at(studio) == "three inputs"
    assert studio.window.ruler.track.alpha == 0.3
    assert page.bowls.field.bowls[0].ref.lane == 0
    for _ in range(3):
        act(studio, "undo")
    settle(studio, qtbot)
    assert labels(studio) == ["three inputs"]
    assert looked_at(studio) == "three inputs"


def test_a_race_of_three_alphas(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """By keys alone: the form suggests some, Enter starts it, and they run together until one diverges."""
    studio = make_studio("inputs-and-outputs")
    act(studio, "race")
    form = studio.window.network.runs.form
    form.fields[2].setText("0.05")
    qtbot.keyClick(form.fields[0], KEYS.Key_Return)
    settle(studio, qtbot)
    assert len(labels(studio)) == 4
    assert looked_at(studio) == "three in, three out"
    studio.send(SetSpeed(Speed(None)))
    act(studio, "play")
    qtbot.waitUntil(lambda: studio.presenter.shown.diverged)
    settle(studio, qtbot)
    assert "diverged" in studio.presenter.shown.notice
    assert alphas(studio) == [0.01, 0.01349, 0.02644, 0.05]
    own, steady, below, above = (lane.now.total_error for lane in studio.presenter.shown.lanes)
    assert max(own, steady, below) < 1e-9
    assert above > 1e300
    assert not studio.window.grab().isNull()


@pytest.mark.parametrize("scene", ["single-input", "multiple-inputs", "printed-listing"])
def test_runs_come_and_go_in_every_view(qtbot: QtBot, make_studio: MakeStudio, scene: str) -> None:
    """Whichever tab is open, with runs of one size or of two, down to the last one."""
    studio = make_studio(scene)
    tabs = studio.window.network.tabs
    act(studio, "step")
    for name in ("Error", "Runs", "Steps", "Surface", "Sweep", "Code"):
        studio.window.open_panel(name.lower())
        settle(studio, qtbot)
        while len(labels(studio)) < 4:
            act(studio, "fork")
            act(studio, "step")
            settle(studio, qtbot)
        assert tabs.current == name
        assert not studio.window.grab().isNull()
        for _ in range(3):
            act(studio, "next_run")
            assert not studio.window.grab().isNull()
        runs = studio.window.network.runs
        while len(labels(studio)) > 1:
            runs.lane_removed.emit(0)
            settle(studio, qtbot)
            assert not studio.window.grab().isNull()


def test_a_future_comes_back_under_another_name(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Change the past; the old future is in the list; Enter brings it back, F2 names it."""
    studio = make_studio("several-steps")
    runs = studio.window.network.runs
    studio.window.open_panel("runs")
    for _ in range(8):
        act(studio, "step")
    settle(studio, qtbot)
    weights = studio.presenter.shown.lanes[0].now.weights
    studio.send(Seek(3))
    studio.window.ruler.alpha_requested.emit(0.02, 1)
    settle(studio, qtbot)
    index = next(i for i, row in enumerate(runs.list.rows) if isinstance(row, FutureRow))
    runs.list.setFocus()
    runs.list.setCurrentRow(index)
    qtbot.keyClick(runs.list, KEYS.Key_Return)
    settle(studio, qtbot)
    assert labels(studio) == ["three inputs", "α 0.01"]
    assert looked_at(studio) == "α 0.01"
    act(studio, "last")
    settle(studio, qtbot)
    assert studio.presenter.shown.step == 9
    assert np.array_equal(studio.presenter.shown.lanes[1].now.weights, weights)
    qtbot.keyClick(runs.list, KEYS.Key_F2)
    (line,) = (line for line in runs.list.findChildren(QLineEdit) if line.isVisible())
    qtbot.keyClicks(line, "as it was")
    qtbot.keyClick(line, KEYS.Key_Return)
    qtbot.waitUntil(lambda: labels(studio)[1] == "as it was")


def test_alt_and_an_arrow_go_to_a_change(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """In the error chart, and the line under its title says what was changed there."""
    studio = make_studio("freezing")
    chart = studio.window.network.chart.make()
    for _ in range(5):
        act(studio, "step")
    studio.window.ruler.alpha_requested.emit(0.5, 1)
    for _ in range(5):
        act(studio, "step")
    settle(studio, qtbot)
    chart.setFocus()
    qtbot.keyClick(chart, KEYS.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(studio, qtbot)
    assert studio.presenter.shown.step == 6
    assert chart.mark_line.text == "step 6: alpha 0.3 → 0.5"
