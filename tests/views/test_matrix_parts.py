"""The picture of a large network, part by part: the way from spot to spot, the layout, what is shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from scenes import large

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.remarks import of_input, of_weight
from gdstudio.messages import Freeze, Phase, Play, Seek, SetInput, SetWeight, TakePhase, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import LIGHT, THEMES
from gdstudio.views.matrix.plan import NAMES, Plan, least_width, plan_of
from gdstudio.views.matrix.shown import Scales, Shown
from gdstudio.views.matrix.spots import SIDES, Part, Spot, moved, too_large
from gdstudio.views.matrix.words import described, formula, sentence, title

if TYPE_CHECKING:
    from gdstudio.messages import Command

SHAPES = st.tuples(st.integers(1, 20), st.integers(1, 64))
ARROWS = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down]
pytestmark = pytest.mark.usefixtures("qapp")
KEYS = [*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]


def all_spots(shape: tuple[int, int]) -> list[Spot]:
    n_outputs, n_inputs = shape
    spots = [Spot(Part.INPUT, 0, j) for j in range(n_inputs)]
    for k in range(n_outputs):
        spots += [Spot(Part.WEIGHT, k, j) for j in range(n_inputs)]
        spots += [Spot(part, k, 0) for part in SIDES]
    return spots


FORTY = large(40, 5)


def shown_of(*commands: Command, scales: Scales | None = None) -> Shown:
    session = Session(FORTY)
    for command in commands:
        session.apply(command)
    return (scales or Scales()).follow(session.snapshot(), 0)


# --- where the keys lead ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(1, 3), (3, 3), (12, 12), (1, 12), (12, 1)])
def test_up_to_twelve_inputs_and_outputs_are_nodes_and_lines(shape: tuple[int, int]) -> None:
    """So many rows can be read, in a small window too."""
    assert not too_large(shape)


@pytest.mark.parametrize("shape", [(13, 1), (1, 13), (12, 13), (20, 64)])
def test_more_than_twelve_inputs_or_outputs_are_pictures(shape: tuple[int, int]) -> None:
    """Of either."""
    assert too_large(shape)


@given(SHAPES, st.lists(st.sampled_from(KEYS), max_size=60))
def test_keys_never_leave_the_network(shape: tuple[int, int], keys: list[Qt.Key]) -> None:
    """Whatever is pressed, the spot is one that there is; an arrow back undoes an arrow that led on."""
    spot, there = Spot(Part.WEIGHT, 0, 0), set(all_spots(shape))
    back = dict(zip(ARROWS, [ARROWS[1], ARROWS[0], ARROWS[3], ARROWS[2]], strict=True))
    for key in keys:
        goal = moved(spot, key, shape)
        assert goal in there
        if key in ARROWS and goal != spot:
            assert moved(goal, back[key], shape) == spot
        spot = goal


def test_every_spot_can_be_reached_and_other_keys_lead_nowhere() -> None:
    """By arrows from the first weight one gets to all numbers; a letter is for someone else."""
    shape, first = (3, 4), Spot(Part.WEIGHT, 0, 0)
    seen, new = {first}, {first}
    while new:
        new = {goal for spot in new for key in ARROWS if (goal := moved(spot, key, shape))} - seen
        seen |= new
    assert seen == set(all_spots(shape))
    assert moved(first, Qt.Key.Key_A, shape) is None
    assert moved(first, Qt.Key.Key_End, shape) == Spot(Part.ERROR, 0, 0)
    assert moved(Spot(Part.INPUT, 0, 1), Qt.Key.Key_End, shape) == Spot(Part.INPUT, 0, 3)
    assert moved(Spot(Part.PRED, 0, 0), Qt.Key.Key_Up, shape) == Spot(Part.PRED, 0, 0), "no input above it"


# --- where everything is ----------------------------------------------------------------------------------


def plan_for(
    width: float, height: float, shape: tuple[int, int], name: str = "x", theme: str = "light"
) -> Plan:
    n_outputs, n_inputs = shape
    inputs = [f"{name}{j + 1}" for j in range(n_inputs)]
    return plan_of(width, height, THEMES[theme], inputs, [f"out {k + 1}" for k in range(n_outputs)])


@settings(max_examples=60)
@given(SHAPES, st.floats(0, 1200), st.floats(0, 500), st.sampled_from([*THEMES]))
def test_everything_has_a_place_of_its_own(
    shape: tuple[int, int], more_width: float, more_height: float, theme: str
) -> None:
    """From the least size up nothing overlaps or leaves the room; a number is found where it is drawn."""
    scale = THEMES[theme].scale
    inputs = [f"x{j + 1}" for j in range(shape[1])]
    outputs = [f"out {k + 1}" for k in range(shape[0])]
    width = max(least_width(THEMES[theme], inputs, outputs), 390 * scale) + more_width
    height = (42 + 6 * shape[0]) * scale + more_height
    plan = plan_of(width, height, THEMES[theme], inputs, outputs)
    room = QRectF(0, 0, width, height + 1)
    areas = [plan.heads, plan.inputs, plan.names, plan.cells, *plan.sides]
    assert all(room.contains(area) for area in areas)
    assert not any(one.intersects(other) for one, other in combinations(areas, 2))
    for spot in all_spots(shape):
        assert plan.at(plan.rect(spot).center()) == spot
    assert plan.at(QPointF(1, height / 2)) is None


@pytest.mark.parametrize("width", [480, 700, 1200])
@pytest.mark.parametrize(
    ("shape", "name"), [((5, 40), "x"), ((20, 64), "x"), ((3, 13), "petal length "), ((2, 7), "i")]
)
def test_names_do_not_touch(width: int, shape: tuple[int, int], name: str) -> None:
    """Of many inputs only every second, fifth or tenth is named, the first always."""
    plan = plan_for(width, 300, shape, name)
    wide = QFontMetricsF(LIGHT.font(NAMES)).horizontalAdvance
    cell = plan.cells.width() / shape[1]
    ends = [
        ((j + 0.5) * cell - wide(f"{name}{j + 1}") / 2, (j + 0.5) * cell + wide(f"{name}{j + 1}") / 2)
        for j in plan.columns
    ]
    assert plan.columns[0] == plan.rows[0] == 0
    assert all(left[1] < right[0] for left, right in pairwise(ends))


def test_numbers_are_written_where_there_is_room() -> None:
    """In high rows the columns at the side are numbers, in low ones colours; in wide cells weights too."""
    assert plan_for(700, 300, (5, 40)).characters == 8
    assert plan_for(700, 170, (20, 64)).characters == 0
    assert plan_for(480, 300, (20, 64)).characters == 6
    assert plan_for(700, 300, (5, 40)).in_cells == 0
    assert plan_for(700, 300, (4, 7)).in_cells == 6


# --- what is shown ----------------------------------------------------------------------------------------


def test_the_matrix_is_the_weights_and_in_their_phase_the_weight_deltas() -> None:
    """Each phase brings out its own parts; at speed nothing stands back."""
    for count, quantity, strong in (
        (0, "weight", {Part.INPUT, Part.WEIGHT, Part.PRED}),
        (1, "weight", {Part.PRED, Part.TRUE, Part.DELTA, Part.ERROR}),
        (2, "weight_delta", {Part.INPUT, Part.WEIGHT, Part.DELTA}),
        (3, "weight", {Part.WEIGHT}),
    ):
        shown = shown_of(*[TakePhase()] * count)
        assert shown.quantity == quantity
        wanted = shown.lane.now.weight_deltas if quantity == "weight_delta" else shown.lane.now.weights
        assert np.array_equal(shown.values, wanted)
        assert {part for part in Part if not shown.is_dim(part)} == strong
    assert not any(shown_of(Play()).is_dim(part) for part in Part)


def test_each_number_is_that_of_the_step() -> None:
    """A spot's value is the snapshot's; a weight's is the weight even where weight_deltas are drawn."""
    shown = shown_of(TakePhase(2))
    now = shown.lane.now
    assert shown.value(Spot(Part.WEIGHT, 2, 17)) == now.weights[2, 17]
    assert shown.value(Spot(Part.INPUT, 0, 17)) == now.input[17]
    for part, values in zip(SIDES, (now.pred, now.true, now.delta, now.error), strict=True):
        assert shown.value(Spot(part, 3, 0)) == values[3]


def test_scales_stay_from_step_to_step_and_grow_when_they_must() -> None:
    """The same weight keeps its colour; the inputs' scale holds the whole table."""
    scales, session = Scales(), Session(large(40, 5, order=Order(Taking.IN_TURN)))
    first = scales.follow(session.snapshot(), 0)
    table = session.snapshot().lanes[0].examples.inputs
    assert isinstance(table, np.ndarray)
    assert abs(table).max() <= first.input_scale <= 1.5 * abs(table).max()
    session.apply(TakeSteps(1))
    second = scales.follow(session.snapshot(), 0)
    assert (second.input_scale, second.scale) == (first.input_scale, first.scale)
    for k in range(5):
        session.apply(SetWeight(WeightRef(0, k, 3), 50.0))
    assert scales.follow(session.snapshot(), 0).scale >= 50
    session.apply(Seek(1))
    assert scales.follow(session.snapshot(), 0).scale == first.scale


def test_one_weight_beyond_the_scale_is_said() -> None:
    """A single giant does not make all others pale; the bar says that something lies beyond."""
    shown = shown_of(SetWeight(WeightRef(0, 0, 0), 1e5))
    assert shown.scale < 10
    assert shown.beyond


def test_only_what_looks_different_is_drawn_again() -> None:
    """The same numbers are the same picture; any other number, freeze or phase is another."""
    scales = Scales()
    shown = shown_of(scales=scales)
    assert shown.looks_like(shown_of(scales=scales))
    for change in (
        SetWeight(WeightRef(0, 0, 0), 0.123),
        Freeze(WeightRef(0, 1, 1), frozen=True),
        SetInput(0, 3, 0.777, 0),
        TakePhase(1),
        TakeSteps(1),
    ):
        assert not shown.looks_like(shown_of(change, scales=scales)), change


# --- words ------------------------------------------------------------------------------------------------


def test_each_number_says_how_it_comes_about() -> None:
    """A weight's formula is the diagram's; the outputs' numbers come by prediction and comparison."""
    lane = shown_of().lane
    assert title(lane, Spot(Part.WEIGHT, 1, 2)) == "weight aq, x3 to y2"
    assert "weight_delta aq" in formula(lane, Spot(Part.WEIGHT, 1, 2)).replace("\u00a0", " ")
    assert formula(lane, Spot(Part.PRED, 1, 0)).replace("\u00a0", " ").startswith("pred y2 =")
    for part in (Part.DELTA, Part.ERROR):
        assert "delta y2 = pred − true" in formula(lane, Spot(part, 1, 0)).replace("\u00a0", " ")
    assert formula(lane, Spot(Part.INPUT, 0, 4)).startswith("input x5 = ")
    assert formula(lane, Spot(Part.TRUE, 4, 0)).startswith("target y5 = ")


def test_the_sentence_is_about_what_is_looked_at_else_about_the_phase() -> None:
    """Pointing comes first; without it a phase tells its sum for the output that is chosen."""
    lane = shown_of().lane
    chosen = Spot(Part.WEIGHT, 3, 7)
    assert sentence(lane, Phase.PREDICT, Spot(Part.INPUT, 0, 1), chosen).startswith("input x2")
    assert "pred y4" in sentence(lane, Phase.PREDICT, None, chosen).replace("\u00a0", " ")
    assert sentence(lane, Phase.LEARN, None, chosen) == formula(lane, chosen)
    assert sentence(lane, Phase.PREDICT, None, Spot(Part.TRUE, 2, 0)).startswith("target y3")
    assert "each step" in sentence(lane, None, None, chosen).replace("\u00a0", " ")


def test_a_number_in_words_says_what_can_be_done_with_it() -> None:
    """A frozen weight is said to be; what can be typed says so, a prediction does not."""
    lane = shown_of(Freeze(WeightRef(0, 0, 0), frozen=True)).lane
    assert described(lane, Spot(Part.WEIGHT, 0, 0), 0.5).startswith("Weight a, x1 to y1: 0.5, frozen.")
    assert "F or a double click" in described(lane, Spot(Part.WEIGHT, 0, 0), 0.5)
    assert "Enter" in described(lane, Spot(Part.INPUT, 0, 0), 0.5)
    assert described(lane, Spot(Part.PRED, 0, 0), -0.5) == "Pred y1: −0.5."


def test_a_number_in_words_says_what_is_worth_a_sentence_about_it() -> None:
    """The remark's own words; not while a question is open, nor where other things hold."""
    shown = shown_of(SetInput(0, 1, 0.0), SetInput(0, 2, -0.5))
    for spot, found in (
        (Spot(Part.INPUT, 0, 1), of_input(shown.lane, 1)),
        (Spot(Part.WEIGHT, 3, 2), of_weight(shown.lane, 3, 2)),
    ):
        assert found is not None
        assert shown.in_words(spot).endswith(found.sentence)
        assert found.sentence not in replace(shown, hushed=True).in_words(spot)
        misprinted = replace(shown, lane=replace(shown.lane, rule=Rule.WEIGHTS_FOR_DELTA))
        assert found.sentence not in misprinted.in_words(spot)
    assert shown.in_words(Spot(Part.TRUE, 0, 0)).endswith("sets it.")
