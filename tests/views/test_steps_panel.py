"""The table of every step: what it asks for, what it shows, and what it copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from forks import forked
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from scenes import nine_weights, one_and_three, three_inputs

from gdstudio.messages import LookAtSteps, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.steps.columns import CHOICES, Group, columns, tab_separated, text, value
from gdstudio.views.steps.panel import StepsPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene


class Desk:
    """A panel whose wishes are answered by a session at once."""

    def __init__(self, scene: Scene, steps: int) -> None:
        self.session = Session(scene)
        self.session.apply(TakeSteps(steps))
        self.panel = StepsPanel(LIGHT)
        self.asked: list[LookAtSteps] = []
        self.panel.steps_requested.connect(self._answer)

    def _answer(self, wish: LookAtSteps) -> None:
        self.asked.append(wish)
        self.session.apply(wish)
        self.panel.show_snapshot(self.session.snapshot())

    def show(self) -> None:
        """Show the session as it is."""
        self.panel.show_snapshot(self.session.snapshot())


@pytest.fixture
def desk(qtbot: QtBot) -> Callable[..., Desk]:
    def make(scene: Scene | None = None, steps: int = 200) -> Desk:
        made = Desk(scene or three_inputs(), steps)
        qtbot.addWidget(made.panel)
        made.panel.resize(600, 300)
        made.show()
        made.panel.show()
        return made

    return make


def test_only_what_can_be_seen_is_asked_for(desk: Callable[..., Desk], qtbot: QtBot) -> None:
    """Wherever it is scrolled to; and nothing any more when it is hidden."""
    made = desk(steps=5000)
    sheet = made.panel.sheet
    assert made.asked[-1].count <= sheet.rows + 2
    for step in (1, 2500, 5001):
        sheet.go_to(step)
        wish = made.asked[-1]
        assert wish.first <= step < wish.first + wish.count
        page = made.session.snapshot().page
        assert page is not None
        assert page.first <= step <= page.last
    made.panel.hide()
    assert made.asked[-1].count == 0
    qtbot.waitUntil(lambda: not made.panel.isVisible())


def test_it_follows_the_run_unless_it_was_scrolled_away(desk: Callable[..., Desk]) -> None:
    """At the end it stays at the end."""
    made = desk()
    bar = made.panel.sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    made.session.apply(TakeSteps(100))
    made.show()
    assert bar.value() == bar.maximum() > 200
    bar.setValue(5)
    made.session.apply(TakeSteps(100))
    made.show()
    assert bar.value() == 5


def test_cells_are_the_numbers_of_the_step() -> None:
    """All digits; those of `trace`, so that copies and files agree."""
    session = Session(nine_weights())
    session.apply(TakeSteps(9))
    session.apply(LookAtSteps(0, 1, 10))
    snapshot = session.snapshot()
    page, lane = snapshot.page, snapshot.lanes[0]
    assert page is not None
    shown = columns(lane, page.places, set(Group))
    titles = [column.title for column in shown]
    assert titles[:4] == ["step", "example", "pred hurt", "pred win"]
    assert {"total error", "a", "i", "weight_delta e", "alpha"} <= set(titles)
    assert len(titles) == 2 + 3 + 3 + 4 + 9 + 9 + 1
    now = lane.now
    expected = [10, 1, *now.pred, *now.delta, *now.error, now.total_error, *now.weights.ravel(),
                *now.weight_deltas.ravel(), lane.alpha]  # fmt: skip
    assert [value(page, 10, column) for column in shown] == expected
    written = [text(page, 10, column).replace("−", "-") for column in shown]
    assert [float(each) for each in written] == expected


def test_a_copy_is_a_spreadsheet_s(desk: Callable[..., Desk], qtbot: QtBot) -> None:
    """Titles, tabs and plain numbers of the selected rows, whether they are on the screen or not."""
    made = desk()
    sheet = made.panel.sheet
    sheet.go_to(20)
    for _ in range(150):
        qtbot.keyClick(sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["step", "example", "pred"]
    assert [int(line.split("\t")[0]) for line in lines[1:]] == list(range(20, 171))
    probe = Session(three_inputs())
    probe.advance(19)
    assert float(lines[1].split("\t")[2]) == probe.snapshot().lanes[0].now.pred[0]
    assert made.panel.said.text() == "copied 151 rows"
    assert made.asked[-1].count <= sheet.rows + 2


def test_too_many_rows_to_copy_are_said(desk: Callable[..., Desk], qtbot: QtBot) -> None:
    """With how many can be."""
    made = desk(steps=3000)
    qtbot.keyClick(made.panel.sheet, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    QGuiApplication.clipboard().setText("mine")
    made.panel.copy.click()
    assert "at most 2" in made.panel.said.text()
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_row_leads_to_its_step(desk: Callable[..., Desk], qtbot: QtBot) -> None:
    """By Enter, and by a double click."""
    made = desk()
    sheet = made.panel.sheet
    made.panel.go_to.setText("77")
    with qtbot.waitSignal(made.panel.seek_requested) as said:
        qtbot.keyClick(made.panel.go_to, Qt.Key.Key_Return)
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert said.args == [77]
    spot = QPoint(60, sheet._row * 3 + 4)
    with qtbot.waitSignal(made.panel.seek_requested) as said:
        qtbot.mouseDClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert said.args == [sheet.first + 2]


def test_columns_are_chosen_and_the_selected_weight_is_marked(desk: Callable[..., Desk]) -> None:
    """The menu hides and shows groups; selecting a weight marks its two columns."""
    made = desk()
    actions = {action.text(): action for action in made.panel.menu.actions()}
    assert list(actions) == [group.value for group in CHOICES]
    actions["weights"].setChecked(False)
    actions["alpha"].setChecked(True)
    titles = [column.title for column in made.panel.sheet._columns]
    assert "b" not in titles
    assert titles[-1] == "alpha"
    actions["weights"].setChecked(True)
    made.panel.select(WeightRef(0, 0, 1))
    assert made.panel.sheet._marked == {"b", "weight_delta b"}


def test_each_lane_has_its_table(desk: Callable[..., Desk]) -> None:
    """The last one, unless another is looked at."""
    made = desk(one_and_three())
    assert made.asked[-1].lane == 1
    made.panel.show_lane(0)
    assert made.asked[-1].lane == 0
    titles = [column.title for column in made.panel.sheet._columns]
    assert "a" in titles
    assert "b" not in titles


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_present_step_is_marked(desk: Callable[..., Desk], theme: object) -> None:
    """In the accent's soft colour."""
    made = desk(steps=6)
    made.panel.set_theme(theme)  # type: ignore[arg-type]  # a theme
    sheet = made.panel.sheet
    image = sheet.viewport().grab().toImage()
    soft = theme.color("accent_soft").rgb()  # type: ignore[attr-defined]  # the same
    rows = [row for row in range(1, 9) if image.pixel(14, sheet._row * row + 3) == soft]
    assert rows == [7]


def test_a_page_of_rows_is_tab_separated() -> None:
    """Whole numbers without a point, others with all digits."""
    session = Session(three_inputs())
    session.apply(TakeSteps(3))
    session.apply(LookAtSteps(0, 1, 4))
    snapshot = session.snapshot()
    assert snapshot.page is not None
    shown = columns(snapshot.lanes[0], snapshot.page.places, {Group.PRED})
    assert tab_separated(snapshot.page, 1, 2, shown).splitlines()[1] == "1\t1\t0.8600000000000001"


def test_of_several_runs_the_one_shown_is_named(qtbot: QtBot) -> None:
    """And it stays when another is forked."""
    scene = three_inputs()
    panel = StepsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_snapshot(Session(scene).snapshot())
    panel.show()
    assert not panel.whose.isVisible()
    panel.show_snapshot(forked(scene, 3, ("fast", 2, [])))
    panel.show_lane(0)
    panel.show_snapshot(forked(scene, 3, ("fast", 2, []), ("slow", 2, [])))
    assert (panel.whose.isVisible(), panel.whose.text()) == (True, "run")
    panel.show_lane(1)
    assert panel.whose.text() == "fast"
