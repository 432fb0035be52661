"""Forked runs share their bowls: one is in front, the others are drawn in, a switch says which is which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from forks import forked, run
from PySide6.QtWidgets import QLabel
from scenes import lane, nine_weights, one_and_three, scene, table, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import MOST_LANES, SetAlpha, SetOrder, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.bowls.run_segment import RunSegment
from gdstudio.views.kit.run_look import RUN_COLORS
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot

ONE_WEIGHT = scene(lane(table(["toes"], ["win"]), [[0.1]]))
SLOW, FAST = ("slow", 2, [SetAlpha(0.001)]), ("fast", 2, [SetAlpha(0.02)])


@pytest.fixture
def panel(qtbot: QtBot) -> BowlsPanel:
    made = BowlsPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(760, 320)
    with qtbot.waitExposed(made):
        made.show()
    return made


def rivals(panel: BowlsPanel, bowl: int = 0) -> dict[int, float]:
    """Which runs are drawn into a bowl, and where their weights are."""
    picture = panel.field.bowls[bowl].plot.picture
    assert picture is not None
    return {run: rival.weight for run, rival in picture.rivals}


def segments(panel: BowlsPanel) -> list[RunSegment]:
    return [one for one in panel.strip._lanes.buttons() if isinstance(one, RunSegment)]


def weight(snapshot: Snapshot, lane: int) -> float:
    return float(snapshot.lanes[lane].now.weights[0, 0])


def test_forks_share_bowls_however_few_their_weights_are(panel: BowlsPanel) -> None:
    """One weight each, three runs: one bowl, with the two others' curves in it."""
    snapshot = forked(ONE_WEIGHT, 4, SLOW, FAST)
    panel.show_snapshot(snapshot)
    (bowl,) = panel.field.bowls
    assert bowl.ref == WeightRef(2, 0, 0)
    assert rivals(panel) == {0: weight(snapshot, 0), 1: weight(snapshot, 1)}
    panel.show_lane(0)
    assert panel.field.bowls == [bowl]
    assert bowl.ref == WeightRef(0, 0, 0)
    assert rivals(panel) == {1: weight(snapshot, 1), 2: weight(snapshot, 2)}


def test_a_fork_leaves_bowls_and_axes_as_they_are(panel: BowlsPanel) -> None:
    """The bowls are the same ones, on the same axes, with the same weight selected."""
    of = three_inputs()
    panel.show_snapshot(run(of, (), 3))
    panel.field.open(panel.field.bowls[1])
    panel._zoom(1, -2)
    panel.select(WeightRef(0, 0, 1))
    bowls, spans = list(panel.field.bowls), [bowl.plot.span for bowl in panel.field.bowls]
    panel.show_snapshot(replace(forked(of, 3, SLOW), opened=of))
    assert panel.field.bowls == bowls
    assert panel.field.large is bowls[1]
    assert bowls[1].plot.span == spans[1]
    assert bowls[1]._selected
    panel.show_lane(1)
    panel.select(WeightRef(1, 0, 1))
    assert bowls[1].plot.span == spans[1]
    assert bowls[1]._selected
    panel.show_snapshot(run(of, (), 3))
    assert panel.field.bowls == bowls
    assert [bowl.ref.lane for bowl in bowls] == [0, 0, 0]
    assert rivals(panel) == {}


def test_starting_again_chooses_the_axes_for_the_beginning(panel: BowlsPanel) -> None:
    """After a fork has come to the bottom, far below where it began; and so does undoing the fork."""
    of = three_inputs()
    panel.show_snapshot(run(of, (), 1))
    first = panel.field.bowls[1].plot.span
    late = replace(forked(of, 60, SLOW), opened=of)
    panel.show_snapshot(late)
    panel._choose_scales()
    assert panel.field.bowls[1].plot.span.height < first.height
    panel.show_snapshot(run(of, (), 1))
    assert panel.field.bowls[1].plot.span == first


def test_beside_a_run_of_another_size_the_forks_share_theirs(panel: BowlsPanel) -> None:
    """The headings name the runs in front; the other run has no rivals."""
    snapshot = Session(one_and_three()).snapshot()
    start = replace(snapshot.lanes[1].start, name="f", label="a fork", fork_of="three", forked_at=1)
    lanes = (*snapshot.lanes, replace(snapshot.lanes[1], start=start))
    of = replace(snapshot.scene, lanes=tuple(each.start for each in lanes))
    panel.show_snapshot(replace(snapshot, lanes=lanes, scene=of, opened=snapshot.scene))

    def headings() -> list[str]:
        return [label.text() for label in panel.field.findChildren(QLabel) if label.isVisible()]

    assert headings() == ["one input", "a fork"]
    assert [sorted(rivals(panel, bowl)) for bowl in range(4)] == [[], [1], [1], [1]]
    panel.show_lane(1)
    assert headings() == ["one input", "three inputs"]
    panel.show_lane(0)
    assert [bowl.ref.lane for bowl in panel.field.bowls] == [0, 1, 1, 1]


def test_a_run_that_learns_from_all_examples_has_axes_of_its_own(panel: BowlsPanel) -> None:
    """Its curves are means, of another size than those of one example."""
    in_turn = ("all in turn", 2, [SetOrder(Order(Taking.IN_TURN))])
    panel.show_snapshot(forked(three_inputs(), 4, in_turn))
    before = panel.field.bowls[0].plot.span
    panel.show_lane(0)
    assert panel.field.bowls[0].plot.span != before


def test_the_switch_is_the_legend(panel: BowlsPanel) -> None:
    """Each run's line and mark beside its name, the one in front dark, as its bowls are."""
    panel.show_snapshot(forked(three_inputs(), 4, SLOW, FAST))
    assert [(one.text(), one.isChecked()) for one in segments(panel)] == [
        ("run", False),
        ("slow", False),
        ("fast", True),
    ]
    ink = {LIGHT.color(name).name() for name in (*RUN_COLORS, "curve", "text")}
    drawn = []
    for one in segments(panel):
        image = one.grab().toImage()
        middle = {image.pixelColor(x, image.height() // 2).name() for x in range(9, 30)}
        drawn.append(middle & ink)
    assert drawn[:2] == [{LIGHT.accent}, {LIGHT.second_lane}]
    assert drawn[2] <= {LIGHT.curve, LIGHT.text}
    assert drawn[2]


@pytest.mark.parametrize("width", [450, 560, 760, 1300])
def test_names_are_written_whole_or_not_at_all(panel: BowlsPanel, width: int) -> None:
    """Where there is no room for all, the one in front is named, or none: the tooltips name them too."""
    names = [f"a run of {letters} letters" for letters in ("some", "many", "more")]
    panel.show_snapshot(forked(nine_weights(), 4, *[(name, 2, []) for name in names]))
    panel.resize(width, 320)
    panel.show_lane(1)
    right = max(one.geometry().right() for one in segments(panel))
    assert right <= panel.strip.fit_button.x()
    assert all(one.size() == one.sizeHint() for one in segments(panel))
    named = [one._named for one in segments(panel)]
    assert named in ([True] * MOST_LANES, [False, True, False, False], [False] * MOST_LANES)
    assert named[1] or width == 450, "beside nine bowls in the smallest window"
    assert all(one.text() in one.toolTip() for one in segments(panel))


def test_choosing_a_run_asks_for_it(panel: BowlsPanel, qtbot: QtBot) -> None:
    """And another theme paints them all."""
    panel.show_snapshot(forked(three_inputs(), 4, SLOW, FAST))
    with qtbot.waitSignal(panel.lane_selected) as wish:
        segments(panel)[1].click()
    assert wish.args == [1]
    panel.set_theme(DARK)
    assert not panel.grab().isNull()
