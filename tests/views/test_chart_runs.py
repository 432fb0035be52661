"""Several runs on the error chart: the shared past once, the run looked at strongest, names that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from forks import forked
from scenes import frozen_a, one_and_three, three_inputs

from gdstudio.messages import Fork, RemoveLane, Seek, SetAlpha, SetWeight, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.chart.chart import ErrorChart
from gdstudio.views.chart.late import LateErrorChart
from gdstudio.views.chart.shared import own_from
from gdstudio.views.kit.run_look import RUN_COLORS
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene, Snapshot
    from gdstudio.views.chart.curves import LaneCurve

SLOW, FAST = ("slow", 3, [SetAlpha(0.001)]), ("fast", 5, [SetAlpha(0.02)])


def after(scene: Scene, *commands: Command) -> Snapshot:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot()


@pytest.fixture
def chart(qtbot: QtBot) -> ErrorChart:
    widget = ErrorChart(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(420, 240)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def lanes(chart: ErrorChart) -> tuple[LaneCurve, ...]:
    shown = chart.plot.curves._picture
    assert shown is not None
    return shown.lanes


def test_each_run_has_its_colour_and_the_one_looked_at_is_strongest(chart: ErrorChart) -> None:
    """The last at first, then the one asked for; in another scene the last again."""
    chart.show_snapshot(forked(three_inputs(), 9, SLOW, FAST))
    assert [lane.color for lane in lanes(chart)] == [LIGHT.color(name) for name in RUN_COLORS[:3]]
    assert [lane.looked_at for lane in lanes(chart)] == [False, False, True]
    chart.show_lane(1)
    assert [lane.looked_at for lane in lanes(chart)] == [False, True, False]
    chart.show_snapshot(after(one_and_three()))
    assert [lane.looked_at for lane in lanes(chart)] == [False, True]


def test_forks_begin_where_they_were_forked() -> None:
    """The past that they share is the first run's."""
    assert own_from(forked(three_inputs(), 9, SLOW, FAST)) == (1, 3, 5)
    assert own_from(after(one_and_three(), TakeSteps(4))) == (1, 1)


def test_a_fork_of_a_fork_begins_where_it_was_forked() -> None:
    """Whichever of the earlier runs it shares most with."""
    runs = after(
        three_inputs(), TakeSteps(4), Fork(0), SetAlpha(0.02, 1), TakeSteps(3), Fork(1), SetAlpha(0.001, 2),
        TakeSteps(3),
    )  # fmt: skip
    assert own_from(runs) == (1, 5, 8)


def test_where_its_origin_is_gone_a_fork_shows_what_no_other_does() -> None:
    """Two forks of a run that was removed: they share only its beginning."""
    commands = (TakeSteps(4), Fork(0), SetAlpha(0.02, 1), TakeSteps(3), Fork(0), TakeSteps(3))
    gone = after(three_inputs(), *commands, RemoveLane(0))
    assert [lane.start.label for lane in gone.lanes] == ["fork 1", "fork 2"]
    assert own_from(gone) == (1, 5)


def test_a_change_at_the_fork_itself_is_seen_there() -> None:
    """A weight that is set moves the error of that very step: the line begins at the step before."""
    runs = after(three_inputs(), TakeSteps(4), Fork(0), SetWeight(WeightRef(1, 0, 0), 0.3), TakeSteps(2))
    assert own_from(runs) == (1, 4)


def test_the_shared_past_is_drawn_once(chart: ErrorChart) -> None:
    """Left of the fork there is no pixel of the fork's colour; right of it there is."""
    runs = after(frozen_a(), TakeSteps(6), Fork(0), SetAlpha(0.9, 1), TakeSteps(8))
    chart.show_snapshot(runs)
    image, scale = chart.plot.widget.grab().toImage(), chart.plot.scale
    assert scale is not None

    def seen(color: QColor, first: float, last: float) -> bool:
        corner = chart.plot.box.mapToScene(0, 0)
        columns = range(round(corner.x() + scale.x(first)), round(corner.x() + scale.x(last)))
        return any(image.pixelColor(x, y) == color for x in columns for y in range(image.height()))

    fork, first = LIGHT.color("second_lane"), LIGHT.color("accent")
    assert seen(first, 1, 6.5)
    assert not seen(fork, 1, 6.5)
    assert seen(fork, 7.5, 14)
    assert seen(first, 7.5, 14)


def test_a_replay_before_the_fork_is_drawn(chart: ErrorChart) -> None:
    """All runs stand at the same point there, and their lines begin later; in long runs, in bands, too."""
    for steps in (6, 5000):
        runs = (TakeSteps(steps), Fork(0), SetAlpha(0.9, 1), TakeSteps(steps))
        chart.show_snapshot(after(frozen_a(), *runs, Seek(2)))
        assert lanes(chart)[1].begins > 0
        assert not chart.grab().isNull()


@pytest.mark.parametrize("width", [230, 300, 420, 900])
def test_names_are_written_whole_or_not_at_all(chart: ErrorChart, width: int) -> None:
    """They take less than half of the plot, and where they would take more there are none."""
    chart.resize(width, 200)
    chart.show_snapshot(forked(three_inputs(), 9, ("a name of 24 letters ...", 3, []), FAST))
    box, scale = chart.plot.rect, chart.plot.scale
    assert scale is not None
    names = [lane.label for lane in lanes(chart)]
    assert names in (["run", "a name of 24 letters ...", "fast"], ["", "", ""])
    assert (names[0] == "") == (width < 420)
    widest = max(chart.plot.curves.label_width(name) for name in names)
    assert scale.x(15) + (widest if names[0] else 0) <= box.width() + 1


def test_the_late_chart_knows_the_run_too(qtbot: QtBot) -> None:
    """Whether it was told before the chart was made or after."""
    late = LateErrorChart(LIGHT)
    qtbot.addWidget(late)
    late.resize(420, 240)
    late.show_snapshot(forked(three_inputs(), 9, SLOW, FAST))
    late.show_lane(0)
    late.show()
    chart = late.make()
    chart.show()
    qtbot.waitExposed(late)
    assert [lane.looked_at for lane in lanes(chart)] == [True, False, False]
    late.show_lane(1)
    assert [lane.looked_at for lane in lanes(chart)] == [False, True, False]
    late.set_theme(DARK)
    assert lanes(chart)[0].color == DARK.color("accent")
