"""With several examples a bowl's main curve is the mean error over all of them; the present one's is thin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from scenes import INPUTS, NINE, TARGETS, correct_and_printed, lane, nine_weights, scene, table, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Freeze, SetOrder, SetSpeed, SetWeight, Speed, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.kit.theme import LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene
    from gdstudio.views.bowls.items import Picture

IN_TURN, ALL = Order(Taking.IN_TURN), Order(Taking.FULL_BATCH, example=2)
ROWS = [[INPUTS[name][row] for name in INPUTS] for row in range(4)]


@pytest.fixture
def panel(qtbot: QtBot) -> BowlsPanel:
    """A panel in its usual size, without a snapshot."""
    made = BowlsPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(760, 620)
    with qtbot.waitExposed(made):
        made.show()
    return made


def open_in(panel: BowlsPanel, of: Scene, *commands: Command) -> Session:
    session = Session(of)
    for command in commands:
        session.apply(command)
    panel.show_snapshot(session.snapshot())
    return session


def drawn(panel: BowlsPanel, index: int = 0) -> Picture:
    picture = panel.field.bowls[index].plot.picture
    assert picture is not None
    return picture


def mean_error(weights: list[float], output: str) -> float:
    """In plain Python, over the four games."""
    preds = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in ROWS]
    return sum((pred - true) ** 2 for pred, true in zip(preds, TARGETS[output], strict=True)) / 4


# --- snapshot -> widget -----------------------------------------------------------------------------------


def test_the_dot_stands_at_the_mean_error_and_a_mark_at_the_examples(panel: BowlsPanel) -> None:
    """Each main curve is the mean error over four games with that weight moved; beside it the game's own."""
    open_in(panel, nine_weights(order=IN_TURN))
    for index, bowl in enumerate(panel.field.bowls):
        k, j = divmod(index, 3)
        output = ["hurt", "win", "sad"][k]
        picture = drawn(panel, index)
        assert picture.bowl.height == pytest.approx(mean_error(NINE[k], output))
        for moved in (-0.5, 0.7):
            weights = [w + moved * (column == j) for column, w in enumerate(NINE[k])]
            assert picture.bowl.error_at(NINE[k][j] + moved) == pytest.approx(mean_error(weights, output))
        assert picture.example is not None
        delta = sum(w * x for w, x in zip(NINE[k], ROWS[0], strict=True)) - TARGETS[output][0]
        assert picture.example.height == pytest.approx(delta**2)
        dot, mark = bowl.plot.dot, bowl.plot.frame.point(NINE[k][j], picture.example.height)
        assert dot is not None
        assert dot == bowl.plot.frame.point(NINE[k][j], picture.bowl.height)
        assert mark is not None, "both are in sight"


def test_what_was_and_what_comes_are_mean_errors_too(panel: BowlsPanel) -> None:
    """The dashed curve is the mean at the weights of the step before, the hollow dots at those to come."""
    session = open_in(panel, three_inputs(order=IN_TURN), TakeSteps(1))
    seen = session.snapshot().lanes[0]
    for j in range(3):
        picture = drawn(panel, j)
        assert picture.before is not None
        assert picture.before.height == pytest.approx(mean_error([0.1, 0.2, -0.1], "win"))
        assert picture.before.weight == pytest.approx([0.1, 0.2, -0.1][j])
        assert len(picture.ahead) == len(seen.ahead) == 3
        for (weight, error), ahead in zip(picture.ahead, seen.ahead, strict=True):
            assert weight == ahead.weights[0, j]
            assert error == pytest.approx(mean_error(ahead.weights[0].tolist(), "win"))


def test_there_is_a_star_only_where_there_is_one_end(panel: BowlsPanel) -> None:
    """Examples one at a time end nowhere; one example ends at 0, all at once at their least mean error."""
    open_in(panel, three_inputs(order=IN_TURN))
    assert drawn(panel).star is None
    open_in(panel, three_inputs())
    star = drawn(panel).star
    assert star is not None
    assert star[1] == 0
    session = open_in(panel, three_inputs(order=ALL))
    end = session.snapshot().lanes[0].destination
    assert end is not None
    for j in range(3):
        star = drawn(panel, j).star
        assert star == (float(end[0, j]), pytest.approx(mean_error(end[0].tolist(), "win")))


def test_one_example_has_a_single_curve_without_legend(panel: BowlsPanel) -> None:
    """Where only one example is trained on nothing is a mean, and nothing has to be explained."""
    open_in(panel, three_inputs())
    assert drawn(panel).example is None
    assert drawn(panel).bowl.floor == 0
    assert panel.strip.legend.text() == panel.strip.legend.toolTip() == ""


def test_the_legend_names_the_example_and_says_which_curve_a_step_follows(panel: BowlsPanel) -> None:
    """In turn a step goes down the thin curve, in a full batch the solid one; it says why there is none."""
    session = open_in(panel, three_inputs(order=IN_TURN), TakeSteps(1))
    assert panel.strip.legend.text() == "solid: mean over 4 examples · thin: example 2"
    told = panel.strip.legend.toolTip()
    assert "goes down the thin curve" in told
    assert "No star" in told
    session.apply(SetOrder(ALL))
    panel.show_snapshot(session.snapshot())
    assert panel.strip.legend.text() == "solid: mean over 4 examples · thin: example 3"
    told = panel.strip.legend.toolTip()
    assert "goes down the solid curve" in told
    assert "A star marks where it will end" in told
    assert panel.strip.legend.accessibleDescription() == told


def test_the_legend_is_still_at_speed(panel: BowlsPanel) -> None:
    """Nobody reads a number that changes in every frame: at speed the example has none."""
    session = open_in(panel, three_inputs(order=IN_TURN), SetSpeed(Speed(None)))
    panel.show_snapshot(replace(session.snapshot(), playing=True))
    assert panel.strip.legend.text() == "solid: mean over 4 examples · thin: this step’s example"


def test_a_printed_rule_is_not_said_to_follow_a_slope(panel: BowlsPanel) -> None:
    """Where the weight_delta is not half a slope, the legend does not say so."""
    examples = table([*INPUTS], ["hurt", "win", "sad"])
    lanes = [replace(each, order=IN_TURN, examples=examples) for each in correct_and_printed().lanes]
    session = open_in(panel, scene(*lanes))
    assert session.snapshot().lanes[-1].start.label == "as printed"
    assert "mean over 4 examples" in panel.strip.legend.text()
    assert "half its slope" not in panel.strip.legend.toolTip()
    panel.show_lane(0)
    assert "half its slope" in panel.strip.legend.toolTip()


def test_another_run_is_measured_as_the_one_in_front(panel: BowlsPanel) -> None:
    """Its curve is the mean over its examples where the front's is, else its bowl on its present example."""
    examples = table([*INPUTS], ["hurt", "win", "sad"])
    other = [[w + 0.1 for w in row] for row in NINE]
    session = open_in(
        panel,
        scene(lane(examples, other, name="a"), lane(examples, NINE, name="b", order=IN_TURN)),
    )
    ((_, rival),) = drawn(panel).rivals
    assert rival.height == pytest.approx(mean_error(other[0], "hurt"))
    panel.show_lane(0)
    ((_, rival),) = drawn(panel).rivals
    assert rival.height == pytest.approx(float(session.snapshot().lanes[1].now.error[0]))


def test_the_numbers_are_said_in_words(panel: BowlsPanel) -> None:
    """A screen reader hears the mean error, its least, and the example's own."""
    open_in(panel, three_inputs(order=IN_TURN))
    said = panel.field.bowls[0].accessibleDescription()
    assert f"Weight 0.1000, mean error {mean_error([0.1, 0.2, -0.1], 'win'):.4f}" in said
    assert "where the mean error is 0.2439" in said
    assert "This example’s error is 0.01960" in said


def test_axes_are_chosen_anew_when_another_kind_of_curve_is_shown(panel: BowlsPanel) -> None:
    """From one example to all of them the errors are of another size: the axes fit those."""
    session = open_in(panel, three_inputs())
    height = panel.field.bowls[0].plot.span.height
    session.apply(SetOrder(IN_TURN))
    panel.show_snapshot(session.snapshot())
    assert panel.field.bowls[0].plot.span.height > 5 * height
    session.apply(SetOrder(Order()))
    panel.show_snapshot(session.snapshot())
    assert panel.field.bowls[0].plot.span.height == height


@pytest.mark.parametrize("width", [1300, 760, 620, 520, 440, 380])
def test_the_legend_is_never_cut(panel: BowlsPanel, width: int) -> None:
    """Where room is short the title goes first, then words; what is left is whole."""
    panel.setMinimumWidth(0)
    open_in(panel, nine_weights(order=IN_TURN))
    panel.resize(width, 620)
    QApplication.processEvents()
    legend, fit = panel.strip.legend, panel.strip.fit_button
    assert "mean" in legend.text()
    assert legend.width() >= legend.fontMetrics().horizontalAdvance(legend.text())
    assert not legend.geometry().intersects(fit.geometry())


def test_steps_on_the_way_redraw_only_what_changes(panel: BowlsPanel) -> None:
    """A frozen output whose numbers stay is the same picture, for it was the same floats."""
    frozen = [Freeze(WeightRef(0, 0, j), frozen=True) for j in range(3)]
    session = open_in(panel, nine_weights(order=ALL), *frozen)
    first = [drawn(panel, index) for index in range(9)]
    session.apply(TakeSteps(2))
    panel.show_snapshot(session.snapshot())
    before = [picture.before for picture in first]
    assert before == [None] * 9
    assert [drawn(panel, index).bowl == first[index].bowl for index in range(9)] == [True] * 3 + [False] * 6


# --- widget -> signal -------------------------------------------------------------------------------------


def test_dragging_the_dot_on_the_mean_sets_the_weight(panel: BowlsPanel, qtbot: QtBot) -> None:
    """The dot is gripped where the mean is; it and the example's mark go along their own curves."""
    open_in(panel, three_inputs(order=IN_TURN))
    bowl = panel.field.bowls[1]
    said: list[tuple[WeightRef, float]] = []
    panel.weight_requested.connect(lambda ref, weight, _gesture: said.append((ref, weight)))
    dot = bowl.plot.dot
    assert dot is not None
    start = (dot + QPointF(bowl.plot.pos())).toPoint()
    qtbot.mousePress(bowl, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bowl, start + QPoint(30, 0))
    ((ref, weight),) = said
    assert ref == WeightRef(0, 0, 1)
    assert weight > 0.2
    held = drawn(panel, 1)
    assert held.bowl.height == pytest.approx(mean_error([0.1, weight, -0.1], "win"))
    assert held.example is not None
    delta = 0.1 * 8.5 + weight * 0.65 - 0.1 * 1.2 - 1
    assert held.example.height == pytest.approx(delta**2)
    qtbot.mouseRelease(bowl, Qt.MouseButton.LeftButton)
    open_in(panel, three_inputs(order=IN_TURN), SetWeight(ref, weight))
    assert drawn(panel, 1).bowl.height == pytest.approx(held.bowl.height)
