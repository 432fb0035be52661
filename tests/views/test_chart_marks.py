"""The marks on the error chart: a click or a key goes to the very step of a change, and it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from scenes import frozen_a

from gdstudio.messages import Mark, Play, Seek, SetAlpha, SetSpeed, SetWeight, Speed, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.chart.chart import ErrorChart
from gdstudio.views.chart.mark_line import MarkLine
from gdstudio.views.chart.marks import explained, following, nearest, wordings
from gdstudio.views.kit.theme import LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ALT = Qt.KeyboardModifier.AltModifier
MARKS = [
    Mark(5, "alpha 0.3 → 0.5"),
    Mark(40, "freeze b"),
    Mark(40, "alpha 0.5 → 0.1"),
    Mark(90, "c 0.1 → 0.2"),
]


@pytest.fixture
def session() -> Session:
    """A hundred and one steps, with changes at 41 and 81; it stands at 61."""
    made = Session(frozen_a())
    for command in (
        TakeSteps(40),
        SetAlpha(0.5),
        TakeSteps(40),
        SetWeight(WeightRef(0, 0, 1), 0.4),
        TakeSteps(20),
    ):
        made.apply(command)
    made.apply(Seek(61))
    return made


@pytest.fixture
def chart(qtbot: QtBot, session: Session) -> ErrorChart:
    widget = ErrorChart(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(460, 260)
    widget.show_snapshot(session.snapshot())
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def place(chart: ErrorChart, step: float, away: float = 0.0) -> QPoint:
    """Where a step is in the chart's own pixels, or so many pixels beside it."""
    assert chart.plot.scale is not None
    in_scene = chart.plot.box.mapToScene(chart.plot.scale.x(step) + away, chart.plot.rect.height() - 8)
    return chart.plot.widget.mapTo(chart, chart.plot.widget.mapFromScene(in_scene))


def test_a_click_near_a_mark_goes_to_its_step(chart: ErrorChart, qtbot: QtBot) -> None:
    """A few pixels to either side are meant for it; farther away the step there is."""
    for away in (-4, 0, 4):
        with qtbot.waitSignal(chart.seek_requested) as wish:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place(chart, 41, away))
        assert wish.args == [41]
    with qtbot.waitSignal(chart.seek_requested) as wish:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place(chart, 41, 12))
    assert wish.args[0] > 42


def test_a_drag_from_a_mark_goes_to_every_step(chart: ErrorChart, qtbot: QtBot) -> None:
    """Holding still on it does not leave it."""
    asked: list[int] = []
    chart.seek_requested.connect(asked.append)
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=place(chart, 41, 3))
    qtbot.mouseMove(chart, place(chart, 41, 4))
    assert set(asked) == {41}
    qtbot.mouseMove(chart, place(chart, 50))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=place(chart, 50))
    assert asked[-1] == 50


def test_the_pointer_on_a_mark_is_told_what_it_did(chart: ErrorChart, qtbot: QtBot) -> None:
    """Under the title and in the tooltip; away from it, how to go to one."""
    assert chart.mark_line.text.startswith("ticks: where something was changed")
    qtbot.mouseMove(chart, place(chart, 41, 2))
    assert chart.mark_line.text == "step 41: alpha 0.3 → 0.5"
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
    tip = QHelpEvent(QEvent.Type.ToolTip, place(chart, 81), chart.mapToGlobal(place(chart, 81)))
    QApplication.sendEvent(chart, tip)
    assert QToolTip.text() == "step 81: b 0.2489 → 0.4"
    QToolTip.hideText()
    qtbot.mouseMove(chart, place(chart, 60))
    assert chart.mark_line.text.startswith("ticks:")
    qtbot.mouseMove(chart, place(chart, 81))
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.mark_line.text.startswith("ticks:")


def test_keys_go_from_mark_to_mark(chart: ErrorChart, session: Session, qtbot: QtBot) -> None:
    """With Alt; beyond the last there is none. What was changed there is said, to those who listen too."""
    chart.seek_requested.connect(
        lambda step: (session.apply(Seek(step)), chart.show_snapshot(session.snapshot()))
    )
    qtbot.keyClick(chart, Qt.Key.Key_Right, ALT)
    assert session.step == 81
    assert chart.mark_line.text == "step 81: b 0.2489 → 0.4"
    assert chart.accessibleDescription().endswith("Changed here: b 0.2489 → 0.4.")
    with qtbot.assertNotEmitted(chart.seek_requested):
        qtbot.keyClick(chart, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(chart, Qt.Key.Key_Left, ALT)
    assert session.step == 41
    qtbot.keyClick(chart, Qt.Key.Key_Left, ALT)
    assert session.step == 41


def test_without_changes_there_is_no_line(chart: ErrorChart) -> None:
    """The plot has its room."""
    assert chart.mark_line.isVisible()
    chart.show_snapshot(Session(frozen_a()).snapshot())
    assert not chart.mark_line.isVisible()


def test_at_speed_the_line_does_not_flicker(chart: ErrorChart, session: Session) -> None:
    """Marks go by faster than they can be read."""
    session.apply(SetSpeed(Speed(None)))
    session.apply(Seek(41))
    session.apply(Play())
    chart.show_snapshot(session.snapshot())
    assert chart.mark_line.text.startswith("ticks:")


def test_several_changes_of_one_step_are_told_together() -> None:
    """In one line, in ever fewer words, and at length a line each."""
    assert wordings(MARKS, 40) == (
        "step 40: freeze b; alpha 0.5 → 0.1", "freeze b; alpha 0.5 → 0.1", "step 40: 2 changes", "2 changes",
    )  # fmt: skip
    assert wordings(MARKS, 5)[2:] == ("step 5: 1 change", "1 change")
    assert wordings(MARKS, 6) == ()
    assert explained(MARKS, 40) == "step 40: freeze b\nstep 40: alpha 0.5 → 0.1"
    assert explained([Mark(2, "x")] * 8, 2).endswith("and 2 more")


@given(st.lists(st.integers(1, 200), max_size=8), st.integers(1, 200))
def test_the_next_mark_is_the_next(steps: list[int], here: int) -> None:
    """Whichever way one goes, no mark lies between."""
    marks = [Mark(step, "") for step in sorted(steps)]
    after, before = following(marks, here, 1), following(marks, here, -1)
    assert after == min((step for step in steps if step > here), default=None)
    assert before == max((step for step in steps if step < here), default=None)


@given(st.lists(st.integers(1, 200), max_size=8), st.floats(0, 200), st.floats(0.1, 20))
def test_the_nearest_mark_is_within_reach(steps: list[int], x: float, reach: float) -> None:
    """And none is nearer."""
    found = nearest([Mark(step, "") for step in steps], lambda step: step, x, reach)
    away = min((abs(step - x) for step in steps), default=float("inf"))
    assert found is None if away > reach else abs(found - x) == away  # type: ignore[operator]  # then it is one


def test_the_line_is_never_cut(qtbot: QtBot) -> None:
    """It takes the longest wording that fits, or none."""
    line = MarkLine(LIGHT)
    qtbot.addWidget(line)
    said = wordings([Mark(40, "input toes of example 1 8.5 → 100 (three in, three out)")], 40)
    line.say(said)
    texts = []
    for width in (600, 330, 110, 70, 10):
        line.resize(width, line.sizeHint().height())
        texts.append(line.text)
    assert texts == [*said, ""]
