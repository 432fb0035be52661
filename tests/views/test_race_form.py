"""A race: alphas that tell something are suggested, others can be typed, what can't be raced is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from scenes import frozen_a, lane, nine_weights, scene, table, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.core.landscape import AlphaLimits
from gdstudio.messages import LARGEST_ALPHA, Fork, Race, SetAlpha, TakeSteps
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.kit.zones import zone_at, zones
from gdstudio.views.runs.panel import RunsPanel
from gdstudio.views.runs.racing import complaint, suggested

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene

THREE = Session(three_inputs()).snapshot().lanes[0].limits


@pytest.fixture
def panel(qtbot: QtBot) -> RunsPanel:
    made = RunsPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 260)
    with qtbot.waitActive(made):
        made.show()
    return made


def open_on(panel: RunsPanel, of: Scene, *forks: str) -> Session:
    session = Session(of)
    session.apply(TakeSteps(2))
    for name in forks:
        session.apply(Fork(0, name))
    panel.show_snapshot(session.snapshot())
    panel.list.setCurrentRow(0)
    panel.open_race()
    return session


def texts(panel: RunsPanel) -> list[str]:
    return [field.text() for field in panel.form.fields if field.isVisible()]


# --- which alphas -----------------------------------------------------------------------------------------


def test_the_limits_are_suggested() -> None:
    """Landing at once, just below diverging, just above; half the first where there is room for it."""
    assert suggested(THREE, 0.001, 3) == [0.01349, 0.02644, 0.02752]
    assert suggested(THREE, 0.001, 4) == [0.006746, 0.01349, 0.02644, 0.02752]
    assert suggested(THREE, 0.001, 1) == [0.01349]
    assert suggested(THREE, 0.01349, 3) == [0.006746, 0.02644, 0.02752]


@pytest.mark.parametrize(
    "of",
    [
        three_inputs(),
        frozen_a(),
        nine_weights(),
        three_inputs(order=Order(Taking.IN_TURN)),
        three_inputs(order=Order(Taking.FULL_BATCH)),
        scene(lane(table(["toes"], ["win"]), [[0.1]])),
    ],
)
def test_they_lie_on_the_sides_that_are_meant(of: Scene) -> None:
    """Of whatever is trained: one does not overshoot, one converges, one diverges."""
    limits = Session(of).snapshot().lanes[0].limits
    steady, below, above = suggested(limits, 1e-9, 3)
    assert limits.no_overshoot is not None
    assert limits.diverges is not None
    assert 0.999 * limits.no_overshoot < steady <= limits.no_overshoot
    assert 0.97 * limits.diverges < below < limits.diverges < above < 1.03 * limits.diverges
    zone = zone_at(above, zones(limits))
    assert zone is not None
    assert zone.name == "diverges"


positive = st.floats(1e-9, 500)


@given(st.none() | positive, positive, st.floats(0, LARGEST_ALPHA), st.integers(1, 3))
def test_suggestions_can_always_be_raced(
    steady: float | None, factor: float, alpha: float, room: int
) -> None:
    """They are alphas, ascending, none twice, none the run's own, no more than there is room for."""
    end = None if steady is None else min(steady * (1 + factor), 1e6)
    found = suggested(AlphaLimits(steady, end, end, (end,)), alpha, room)
    assert found == sorted(set(found))
    assert len(found) <= room
    assert all(0 < each <= LARGEST_ALPHA for each in found)
    assert complaint(found, alpha) == "" or not found


def test_what_cannot_be_raced_is_said_in_words() -> None:
    """None at all, the run's own, one twice."""
    assert complaint([], 0.01) == "Type at least one alpha to race against."
    assert complaint([0.02, 0.01], 0.01) == "0.01 is this run’s own alpha: it takes part anyway."
    assert complaint([0.02, 0.03, 0.02], 0.01) == "0.02 is there twice: each alpha is one run."
    assert complaint([0.02, 0.03], 0.01) == ""


# --- the form ---------------------------------------------------------------------------------------------


def test_it_suggests_and_starts(panel: RunsPanel, qtbot: QtBot) -> None:
    """Enter starts it; afterwards the runs are shown again, with the focus."""
    session = open_on(panel, three_inputs())
    assert texts(panel) == ["0.01349", "0.02644", "0.02752"]
    assert panel.form.fields[0].hasFocus()
    assert [label.text() for label in panel.form._zones] == ["shrinks", "overshoots", "diverges"]
    with qtbot.waitSignal(panel.race_requested) as wish:
        qtbot.keyClick(panel.form.fields[0], Qt.Key.Key_Return)
    assert wish.args == [0, (0.01349, 0.02644, 0.02752)]
    assert panel.list.isVisible()
    assert panel.list.hasFocus()
    session.apply(Race(0, wish.args[1]))
    panel.show_snapshot(session.snapshot())
    assert panel.list.count() > 4


def test_it_has_as_many_fields_as_there_is_room(panel: RunsPanel, qtbot: QtBot) -> None:
    """One may be left empty; the race is for the run that the cursor was on."""
    open_on(panel, three_inputs(), "another")
    assert len(texts(panel)) == 2
    panel.form.fields[0].clear()
    with qtbot.waitSignal(panel.race_requested) as wish:
        qtbot.mouseClick(panel.form.start, Qt.MouseButton.LeftButton)
    assert wish.args == [0, (0.02644,)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("abc", "abc"), ("-1", "above 0"), ("0", "above 0"), ("1e9", "at most 1000"), ("0.01", "own alpha")],
)
def test_what_cannot_be_used_is_said_and_starts_nothing(
    panel: RunsPanel, qtbot: QtBot, typed: str, told: str
) -> None:
    """In the form itself; typing on takes the complaint back."""
    open_on(panel, three_inputs())
    panel.form.fields[1].setText(typed)
    with qtbot.assertNotEmitted(panel.race_requested):
        panel.form.submit()
    assert told in panel.form.told
    assert told in panel.form._said.text()
    panel.form.fields[1].setText("0.02")
    assert panel.form.told == ""
    with qtbot.waitSignal(panel.race_requested):
        panel.form.submit()


@pytest.mark.parametrize("key", [True, False])
def test_it_can_be_given_up(panel: RunsPanel, qtbot: QtBot, key: bool) -> None:
    """By Esc or Cancel: nothing is asked for."""
    open_on(panel, three_inputs())
    with qtbot.assertNotEmitted(panel.race_requested):
        if key:
            qtbot.keyClick(panel.form.fields[0], Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(panel.form.cancel, Qt.MouseButton.LeftButton)
    assert panel.list.isVisible()
    assert not panel.form.isVisible()


def test_what_is_typed_stays_while_the_run_goes_on(panel: RunsPanel) -> None:
    """Another scene, or no room for it any more, closes the form."""
    session = open_on(panel, three_inputs())
    panel.form.fields[0].setText("0.123")
    session.apply(TakeSteps(3))
    session.apply(SetAlpha(0.02))
    panel.show_snapshot(session.snapshot())
    assert texts(panel)[0] == "0.123"
    assert "alpha 0.02" in panel.form._title.text()
    panel.show_snapshot(Session(frozen_a()).snapshot())
    assert panel.list.isVisible()
    session = open_on(panel, three_inputs())
    session.apply(Race(0, (0.02, 0.03, 0.04)))
    panel.show_snapshot(session.snapshot())
    assert panel.list.isVisible()
    panel.open_race()
    assert panel.list.isVisible(), "four runs are the most"


def test_it_fits_the_smallest_panel(panel: RunsPanel) -> None:
    """With a name as long as can be, nothing is cut."""
    panel.resize(panel.minimumSizeHint())
    open_on(panel, three_inputs())
    panel.set_theme(DARK)
    assert panel.form.minimumSizeHint().height() <= panel.height()
    for widget in (*panel.form.fields, panel.form.start, panel.form.cancel):
        assert widget.height() >= 24
        assert widget.toolTip()
        assert panel.rect().contains(widget.geometry().translated(widget.parentWidget().pos()))
