"""Of forked runs the diagram draws the one that is looked at, and says on a chip which that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import scenes
from forks import forked, run
from PySide6.QtCore import QEvent, QMargins, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from gdstudio.messages import Freeze, SetAlpha, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.kit.run_chip import HEIGHT
from gdstudio.views.kit.run_look import RUN_COLORS
from gdstudio.views.kit.theme import LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot
    from gdstudio.views.diagram.lane import LaneChips


@pytest.fixture
def diagram(qtbot: QtBot) -> Diagram:
    widget = Diagram(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(700, 352)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


def three_runs() -> Snapshot:
    """Nine weights; one run, and two forks of it."""
    fast, frozen = SetAlpha(0.02), Freeze(WeightRef(0, 0, 0), frozen=True)
    return forked(scenes.nine_weights(), 4, ("fast", 2, [fast]), ("without a", 2, [frozen]))


def chips(diagram: Diagram) -> LaneChips:
    (only,) = diagram._lanes
    return only


def first_weight(diagram: Diagram) -> float:
    """As it is written."""
    text = next(iter(chips(diagram).weights.values())).text
    return float(text.replace("−", "-"))


def chip_colors(diagram: Diagram) -> set[str]:
    """The runs' colours that are seen in the diagram's upper left corner."""
    image = diagram.grab().toImage()
    top = round(diagram._layouts[0].area.top()) - HEIGHT
    seen = {image.pixelColor(x, top + 10).name() for x in range(10, 60)}
    return {name for name in RUN_COLORS if LIGHT.color(name).name() in seen}


def test_the_run_looked_at_is_drawn_and_named(diagram: Diagram) -> None:
    """The last one at first, then the one that is asked for."""
    runs = three_runs()
    diagram.show_snapshot(runs)
    for shown, lane in ((2, None), (0, 0), (1, 1)):
        if lane is not None:
            diagram.show_lane(lane)
        assert first_weight(diagram) == pytest.approx(runs.lanes[shown].now.weights[0, 0], rel=1e-3)
        assert chips(diagram).freezers[WeightRef(shown, 0, 0)].isChecked() == (shown == 2)
        assert chip_colors(diagram) == {RUN_COLORS[shown]}


def test_its_wishes_are_for_the_run_that_is_drawn(diagram: Diagram, qtbot: QtBot) -> None:
    """Weights, freezes, inputs and looks name it."""
    heard: list[tuple[Any, ...]] = []
    for name in ("weight_requested", "freeze_requested", "input_requested", "weight_hovered"):
        getattr(diagram, name).connect(lambda *values, name=name: heard.append((name, *values)))
    diagram.show_snapshot(three_runs())
    diagram.show_lane(1)
    ref = WeightRef(1, 2, 1)
    qtbot.mouseClick(chips(diagram).freezers[ref], Qt.MouseButton.LeftButton)
    chips(diagram).weights[ref].value_requested.emit(0.5, 7)
    chips(diagram).inputs[1].value_requested.emit(0.7, 8)
    point = QPointF(5, 5)
    QApplication.sendEvent(chips(diagram).weights[ref], QEnterEvent(point, point, point))
    assert ("freeze_requested", ref, True) in heard
    assert ("weight_requested", ref, 0.5, 7) in heard
    assert ("input_requested", 1, 0, 1, 0.7, 8) in heard
    assert ("weight_hovered", ref) in heard
    QApplication.sendEvent(chips(diagram).weights[ref], QEvent(QEvent.Type.Leave))
    assert heard[-1] == ("weight_hovered", None)


def test_looking_at_another_run_keeps_the_focus(diagram: Diagram, qtbot: QtBot) -> None:
    """The chips are the same; the weight that is selected there is seen as selected."""
    diagram.show_snapshot(three_runs())
    chip = chips(diagram).weights[WeightRef(2, 1, 1)]
    chip.setFocus()
    diagram.show_lane(0)
    diagram.select(WeightRef(0, 1, 1))
    assert chips(diagram).weights[WeightRef(0, 1, 1)] is chip
    assert chip.hasFocus()
    del qtbot


def test_forks_that_come_leave_the_selection(diagram: Diagram) -> None:
    """And when they go, the chip goes with them, and its room."""
    scene = scenes.nine_weights()
    diagram.show_snapshot(run(scene, (), 4))
    top, least = diagram._layouts[0].area.top(), diagram.minimumSizeHint().height()
    diagram.select(WeightRef(0, 1, 1))
    before = diagram.grab().toImage()
    size = diagram.size()
    diagram.show_snapshot(forked(scene, 4, ("fast", 2, [])))
    diagram.show_lane(0)
    diagram.resize(size.grownBy(QMargins(0, 0, 0, HEIGHT)))  # what it asks for more
    assert diagram._selected == WeightRef(0, 1, 1)
    assert diagram._layouts[0].area.top() == top + HEIGHT
    assert diagram.minimumSizeHint().height() == least + HEIGHT
    diagram.show_snapshot(run(scene, (), 4))
    diagram.resize(size)
    assert diagram.grab().toImage() == before


def test_a_fork_stands_beside_a_run_of_another_size(diagram: Diagram) -> None:
    """One input beside three: forking the second draws its fork in its place."""
    snapshot = Session(scenes.one_and_three()).snapshot()
    start = replace(snapshot.lanes[1].start, name="f", label="a fork", fork_of="three", forked_at=1)
    lanes = (*snapshot.lanes, replace(snapshot.lanes[1], start=start))
    scene = replace(snapshot.scene, lanes=tuple(each.start for each in lanes))
    diagram.show_snapshot(replace(snapshot, lanes=lanes, scene=scene, opened=snapshot.scene))
    assert [min(each.weights).lane for each in diagram._lanes] == [0, 2]
    diagram.show_lane(1)
    assert [min(each.weights).lane for each in diagram._lanes] == [0, 1]
    diagram.show_lane(0)
    assert [len(each.weights) for each in diagram._lanes] == [1, 3]
