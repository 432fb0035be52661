"""The error chart: snapshot to picture, and clicks and keys to wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import scenes
from PySide6.QtCore import QPoint, Qt

from gdstudio.messages import LoadScene, Play, SetAlpha, TakeSteps, Undo
from gdstudio.model.session import Session
from gdstudio.views.chart.chart import ErrorChart
from gdstudio.views.chart.curves import Picture, apart
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene


@pytest.fixture
def chart(qtbot: QtBot) -> ErrorChart:
    widget = ErrorChart(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(330, 190)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def after(scene: Scene, *commands: object) -> Session:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session


def picture(chart: ErrorChart) -> Picture:
    shown = chart.plot.curves._picture
    assert shown is not None
    return shown


def pixel_of(chart: ErrorChart, step: float) -> QPoint:
    """Where a step is, in the chart's own pixels."""
    assert chart.plot.scale is not None
    in_scene = chart.plot.box.mapToScene(chart.plot.scale.x(step), chart.plot.rect.height() / 2)
    return chart.plot.widget.mapTo(chart, chart.plot.widget.mapFromScene(in_scene))


def test_shows_past_present_and_steps_ahead(chart: ErrorChart) -> None:
    """At the end of recorded time: every step's error, the present one, and the steps ahead."""
    snapshot = after(scenes.frozen_a(), TakeSteps(2)).snapshot()
    chart.show_snapshot(snapshot)
    [lane] = picture(chart).lanes
    assert picture(chart).step == 3
    assert lane.trace.steps.tolist() == [1, 2, 3]
    assert 10**lane.present == pytest.approx(snapshot.lanes[0].now.total_error)
    assert len(lane.ahead) == len(snapshot.lanes[0].ahead) > 0
    assert 10 ** lane.ahead[0] == pytest.approx(float(snapshot.lanes[0].ahead[0].error[0]))


def test_a_replay_shows_the_recorded_future_only(chart: ErrorChart) -> None:
    """In a replay the record goes on beyond the present step, and no guess is drawn over it."""
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(9), TakeSteps(-4)).snapshot())
    [lane] = picture(chart).lanes
    assert picture(chart).step == 6
    assert lane.trace.steps[-1] == 10
    assert lane.ahead == ()


def test_scrubbing_does_not_move_the_axes(chart: ErrorChart) -> None:
    """Stepping back into recorded time leaves the ranges alone."""
    session = after(scenes.frozen_a(), TakeSteps(9))
    chart.show_snapshot(session.snapshot())
    span = picture(chart).span
    for _ in range(5):
        session.apply(TakeSteps(-1))
        chart.show_snapshot(session.snapshot())
        assert picture(chart).span == span


def test_ranges_never_shrink_while_playing(chart: ErrorChart) -> None:
    """While playing, the axes only grow."""
    session = after(scenes.three_inputs(), TakeSteps(1), Play())
    last = None
    for _ in range(40):
        session.advance(3)
        chart.show_snapshot(session.snapshot())
        span = picture(chart).span
        assert last is None or span.grown_to(last) == span
        last = span


def test_another_scene_has_its_own_range(chart: ErrorChart) -> None:
    """Loading a scene forgets the ranges of the one before, even while that one was playing."""
    session = after(scenes.three_inputs(alpha=0.1), TakeSteps(100))
    chart.show_snapshot(session.snapshot())
    assert picture(chart).span.high > 100
    session.apply(LoadScene(scenes.frozen_a()))
    chart.show_snapshot(session.snapshot())
    assert picture(chart).span.high < 5


def test_undone_time_is_forgotten(chart: ErrorChart) -> None:
    """After an undo the line ends where recorded time now ends."""
    session = after(scenes.frozen_a(), TakeSteps(2), SetAlpha(0.1), TakeSteps(4))
    chart.show_snapshot(session.snapshot())
    assert picture(chart).marks == (3,)
    session.apply(Undo())
    chart.show_snapshot(session.snapshot())
    assert picture(chart).marks == ()
    assert picture(chart).lanes[0].trace.steps[-1] == session.snapshot().last_step


def test_huge_errors_and_zero_are_drawn(chart: ErrorChart) -> None:
    """A run up to the largest finite error, and one down to exactly 0, fit the axes without a warning."""
    chart.show_snapshot(after(scenes.three_inputs(alpha=0.1), TakeSteps(4000)).snapshot())
    assert picture(chart).span.high >= 300
    assert not chart.grab().isNull()
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(100)).snapshot())
    assert picture(chart).span.zero
    assert not chart.grab().isNull()


def test_lanes_have_colours_and_labels_of_their_own(chart: ErrorChart) -> None:
    """The first is accent, the last the second lane's colour; both are named at their ends."""
    chart.show_snapshot(after(scenes.one_and_three(), TakeSteps(3)).snapshot())
    first, last = picture(chart).lanes
    assert (first.label, last.label) == ("one input", "three inputs")
    assert first.color == LIGHT.color("accent")
    assert last.color == LIGHT.color("second_lane")


def test_one_lane_needs_no_label(chart: ErrorChart) -> None:
    """A single line is not labelled."""
    chart.show_snapshot(after(scenes.frozen_a()).snapshot())
    assert picture(chart).lanes[0].label == ""


def test_labels_are_moved_apart() -> None:
    """Labels keep their order, a distance, and stay inside."""
    assert apart([50, 52, 99], 14, 100) == pytest.approx([50, 64, 93])
    assert apart([-20, -30], 10, 100) == pytest.approx([15, 5])


def test_nothing_is_worked_out_twice(chart: ErrorChart) -> None:
    """A snapshot with the same history keeps the curves that were made for it."""
    session = after(scenes.frozen_a(), TakeSteps(20))
    chart.show_snapshot(session.snapshot())
    traces = chart._recorded.traces
    session.apply(TakeSteps(-3))
    chart.show_snapshot(session.snapshot())
    assert chart._recorded.traces is traces


def test_a_hidden_chart_catches_up(chart: ErrorChart) -> None:
    """A hidden chart does nothing until it is shown again, and then shows the latest."""
    session = after(scenes.frozen_a())
    chart.show_snapshot(session.snapshot())
    chart.hide()
    session.apply(TakeSteps(5))
    chart.show_snapshot(session.snapshot())
    assert picture(chart).step == 1
    chart.show()
    assert picture(chart).step == 6


def test_says_its_numbers(chart: ErrorChart) -> None:
    """The accessible description holds the step and each lane's error."""
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(1)).snapshot())
    assert chart.accessibleDescription() == "Step 2 of 2. Error 0.003816."
    chart.show_snapshot(after(scenes.one_and_three()).snapshot())
    assert chart.accessibleDescription() == (
        "Step 1 of 1. One input: error 0.0225; three inputs: error 0.0196."
    )


def test_themes_repaint_everything(chart: ErrorChart) -> None:
    """A theme changes the lines' colours at once."""
    chart.show_snapshot(after(scenes.frozen_a()).snapshot())
    chart.set_theme(DARK)
    assert picture(chart).lanes[0].color == DARK.color("accent")


@pytest.mark.parametrize("size", [(300, 160), (1920, 1080)])
def test_works_at_any_size(chart: ErrorChart, size: tuple[int, int]) -> None:
    """A click finds its step in a small chart and on a full screen."""
    chart.resize(*size)
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(9)).snapshot())
    asked: list[int] = []
    chart.seek_requested.connect(asked.append)
    for step in (1, 4, 9):
        chart._seek_at(pixel_of(chart, step))
    assert asked == [1, 4, 9]


def test_a_click_asks_for_its_step(chart: ErrorChart, qtbot: QtBot) -> None:
    """A click goes to the step under the pointer; beyond recorded time, to its end."""
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(7), TakeSteps(-3)).snapshot())
    with qtbot.waitSignal(chart.seek_requested) as wish:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=pixel_of(chart, 3))
    assert wish.args == [3]
    with qtbot.waitSignal(chart.seek_requested) as wish:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=pixel_of(chart, 10))
    assert wish.args == [8]


def test_a_click_on_the_present_step_asks_for_nothing(chart: ErrorChart, qtbot: QtBot) -> None:
    """There is nowhere to go."""
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(4)).snapshot())
    with qtbot.assertNotEmitted(chart.seek_requested):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=pixel_of(chart, 5))
        qtbot.mouseClick(chart, Qt.MouseButton.RightButton, pos=pixel_of(chart, 2))


@pytest.mark.parametrize(
    ("key", "step"),
    [(Qt.Key.Key_Left, 4), (Qt.Key.Key_Right, 6), (Qt.Key.Key_Home, 1), (Qt.Key.Key_End, 8)],
)
def test_keys_ask_for_steps(chart: ErrorChart, qtbot: QtBot, key: Qt.Key, step: int) -> None:
    """The arrow keys go one step, Home and End to the ends of recorded time."""
    chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(7), TakeSteps(-3)).snapshot())
    with qtbot.waitSignal(chart.seek_requested) as wish:
        qtbot.keyClick(chart, key)
    assert wish.args == [step]


def test_showing_asks_for_nothing(chart: ErrorChart, qtbot: QtBot) -> None:
    """Snapshots never make a wish."""
    with qtbot.assertNotEmitted(chart.seek_requested):
        for count in (1, 20, -10):
            chart.show_snapshot(after(scenes.frozen_a(), TakeSteps(30), TakeSteps(count)).snapshot())
