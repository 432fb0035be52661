"""Drafts: from a run as it is, edited, and built into a scene or refused with the place and the remedy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from image_scenes import image_scene
from scenes import INPUTS, correct_and_printed, frozen_a, nine_weights, one_and_three

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.draft.building import OWN_ID
from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.edits import with_cells, with_new_column, with_role
from gdstudio.lessons.draft.parts import Begin, Column, DraftError, Field, Problem, Role, StartingWeights
from gdstudio.lessons.draft.weight_edits import with_begin, with_weights
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetOrder, SetTarget, TakeSteps, WeightRef
from gdstudio.model.session import Session


def games() -> Draft:
    """Toes and fans → win, two games; a place where nobody looks is not a number."""
    columns = (
        Column("toes", Role.INPUT, 0),
        Column("day", Role.UNUSED, 1),
        Column("fans", Role.INPUT, 2),
        Column("win", Role.OUTPUT, 3),
    )
    return Draft(columns, ((8.5, "Mon", 1.2, 1.0), (9.5, "Tue", 1.3, 0.0)))


def complaint(draft: Draft) -> Problem:
    """What stands in the way of the scene; `scene` raises the very same."""
    problem = next(draft.problems())
    with pytest.raises(DraftError) as caught:
        draft.scene()
    assert caught.value.problem == problem
    assert str(caught.value) == problem.text
    return problem


def test_a_run_s_state_becomes_a_start() -> None:
    """Examples, weights, freezes, alpha, order and rule as they are, bit for bit."""
    session = Session(nine_weights(rule=Rule.SWAPPED_OUTER_PRODUCT))
    for command in (
        SetOrder(Order(Taking.ONE, 2)),
        SetAlpha(0.001),
        Freeze(WeightRef(0, 1, 2), True),
        SetInput(0, 1, 0.25, 0),
        SetTarget(3, 0, -0.5, 0),
        TakeSteps(7),
    ):
        session.apply(command)
    lane = session.snapshot().lanes[0]
    (start,) = Draft.of(lane).scene().lanes
    assert np.array_equal(start.weights, lane.now.weights)
    assert np.array_equal(start.frozen, lane.frozen)
    assert np.array_equal(start.examples.inputs, lane.examples.inputs)
    assert np.array_equal(start.examples.targets, lane.examples.targets)
    assert start.examples.input_names == lane.examples.input_names
    assert (start.alpha, start.order, start.rule) == (0.001, Order(Taking.ONE, 2), Rule.SWAPPED_OUTER_PRODUCT)
    assert not start.weights.flags.writeable
    # And it goes on as the run would have.
    again = Session(Draft.of(lane).scene())
    for each in (session, again):
        each.apply(TakeSteps(5))
    assert np.array_equal(session.states[0].weights, again.states[0].weights)


def test_each_run_has_a_draft_of_its_own() -> None:
    """Of runs side by side, the one that is meant."""
    lanes = Session(one_and_three()).snapshot().lanes
    assert [Draft.of(lane).shape for lane in lanes] == [(1, 1), (1, 3)]
    printed = Session(correct_and_printed()).snapshot().lanes[1]
    assert Draft.of(printed).rule is Rule.SWAPPED_OUTER_PRODUCT


def test_images_are_no_table() -> None:
    """A scene with images is refused in a sentence."""
    with pytest.raises(DraftError, match="images"):
        Draft.of(Session(image_scene()).snapshot().lanes[0])


def test_a_draft_becomes_a_scene() -> None:
    """Columns by their role, wherever they stand; unused ones are left out, whatever is in them."""
    scene = games().scene()
    (lane,) = scene.lanes
    assert (scene.id, scene.title, scene.section, scene.traced) == (OWN_ID, "Own scene", "", (OWN_ID,))
    assert "2 inputs and 1 output learns from 2 examples" in scene.text
    assert lane.examples.input_names == ("toes", "fans")
    assert lane.examples.inputs.tolist() == [[8.5, 1.2], [9.5, 1.3]]
    assert lane.examples.targets.tolist() == [[1.0], [0.0]]
    assert not lane.weights.any()
    assert (lane.alpha, lane.order) == (0.01, Order(Taking.IN_TURN))
    assert Session(scene).snapshot().lanes[0].now.pred.tolist() == [0.0]


def test_weights_are_given_zero_or_drawn() -> None:
    """Drawn ones lie in the spread, the same for the same seed; given ones are there again when asked for."""
    draft = games()
    assert draft.weight_cells() == [[0.0, 0.0]]
    drawn = replace(draft, weights=StartingWeights(Begin.RANDOM, seed=7, spread=0.25))
    (cells,) = drawn.weight_cells()
    assert all(0 < abs(float(cell)) <= 0.25 for cell in cells)
    assert drawn.scene().lanes[0].weights.tolist() == [cells]
    # Asked to be given, they are those that were drawn; one typed is typed, the other stays.
    given = with_weights(with_begin(drawn, Begin.GIVEN), 0, 1, [[0.75]])
    assert given.weight_cells() == [[cells[0], 0.75]]
    zero = with_begin(given, Begin.ZERO)
    assert zero.weight_cells() == [[0.0, 0.0]]
    assert with_begin(zero, Begin.GIVEN).weight_cells() == [[cells[0], 0.75]]


def test_a_weight_typed_where_all_are_zero_is_given() -> None:
    """The others stay 0; what has no place in the network is left out."""
    draft = with_weights(games(), 0, 1, [[0.5, 9.0], [9.0, 9.0]])
    assert draft.weights.begin is Begin.GIVEN
    assert draft.weight_cells() == [[0.0, 0.5]]


def test_weights_and_freezes_follow_their_columns() -> None:
    """Through names, places and roles that change; a new input's weight is 0."""
    draft = Draft.of(Session(frozen_a()).snapshot().lanes[0])
    wider = with_new_column(draft, 0, Role.INPUT)
    assert wider.weight_cells() == [[0.0, 0.1, 0.2, -0.1]]
    assert wider.frozen() == [[False, True, False, False]]
    without = with_role(draft, [1], Role.UNUSED)
    assert without.weight_cells() == [[0.1, -0.1]]
    assert with_role(without, [1], Role.INPUT).weight_cells() == [[0.1, 0.2, -0.1]]


CELL = with_cells(games(), [(1, 2)], "abc")


@pytest.mark.parametrize(
    ("draft", "said", "where"),
    [
        (CELL, "row 2, fans: “abc” is not a number; type a number", (Field.CELL, 1, 2)),
        (with_cells(games(), [(0, 0)], ""), "row 1, toes: empty; type a number", (Field.CELL, 0, 0)),
        (with_cells(games(), [(0, 3)], 1e7), "row 1, win: 10000000 is out of range", (Field.CELL, 0, 3)),
        (replace(games(), rows=()), "there are no rows; add one", (Field.ROWS, -1, -1)),
        (
            with_role(games(), [0, 2], Role.UNUSED),
            "there is no input; give a column",
            (Field.COLUMNS, -1, -1),
        ),
        (with_role(games(), [3], Role.INPUT), "there is no output; give a column", (Field.COLUMNS, -1, -1)),
        (replace(games(), title=" "), "title: there is none", (Field.TITLE, -1, -1)),
        (
            replace(games(), title="x" * 61),
            "title: 61 characters long; use at most 60",
            (Field.TITLE, -1, -1),
        ),
        (replace(games(), title="a\0b"), "title: not all letters and signs", (Field.TITLE, -1, -1)),
        (replace(games(), alpha="much"), "alpha: “much” is not a number; type", (Field.ALPHA, -1, -1)),
        (replace(games(), alpha=-1.0), "alpha: -1; use a number from 0 to 1000", (Field.ALPHA, -1, -1)),
        (replace(games(), alpha=1001.0), "alpha: 1001; use a number", (Field.ALPHA, -1, -1)),
        (replace(games(), order=Order(Taking.ONE, 2)), "training: example 3; use a", (Field.ORDER, -1, -1)),
        (replace(games(), order=Order(Taking.SHUFFLED, 0, -1)), "training: seed -1", (Field.ORDER, -1, -1)),
        (
            replace(games(), rule=Rule.SWAPPED_OUTER_PRODUCT),
            "recipe: the swapped outer product needs as many outputs as inputs",
            (Field.RECIPE, -1, -1),
        ),
        (with_weights(games(), 0, 1, [["b"]]), "weight b: “b” is not a number", (Field.WEIGHT, 0, 1)),
        (with_weights(games(), 0, 0, [[-2e6]]), "weight a: -2000000 is out of range", (Field.WEIGHT, 0, 0)),
        (
            replace(games(), weights=StartingWeights(Begin.RANDOM, spread="")),
            "spread of the random weights: empty",
            (Field.SPREAD, -1, -1),
        ),
        (
            replace(games(), weights=StartingWeights(Begin.RANDOM, spread=-0.5)),
            "spread of the random weights: -0.5 is negative; use 0 or more",
            (Field.SPREAD, -1, -1),
        ),
        (
            replace(games(), weights=StartingWeights(Begin.RANDOM, seed=-3)),
            "seed of the random weights: use 0 to",
            (Field.SEED, -1, -1),
        ),
    ],
)
def test_what_is_lacking_has_a_place_and_a_remedy(
    draft: Draft, said: str, where: tuple[Field, int, int]
) -> None:
    """The sentence says both; the place is there for whoever wants to go to it."""
    problem = complaint(draft)
    assert problem.text.startswith(said)
    assert (problem.field, problem.row, problem.column) == where
    if where[0] is not Field.CELL:
        assert len(list(draft.problems())) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "column 3: it has no name; give it one"),
        ("toes", "column 1: “toes” is the name of another column too"),
        ("a", "column 3: “a” is the name of a weight (a to b); give the column another"),
        ("12", "column 3: “12” is a number; give it a name with a letter"),
        ("x" * 21, "column 3: its name is 21 characters long; use at most 20"),
        ("x\u202ey", "column 3: its name is not all letters and signs; type it anew"),
    ],
)
def test_a_name_must_tell_a_column_from_everything_else(name: str, said: str) -> None:
    """From other columns, from weights (a scene file speaks of both by name), and from numbers."""
    columns = games().columns
    draft = replace(games(), columns=(*columns[:2], replace(columns[2], name=name), columns[3]))
    assert complaint(draft).text.startswith(said)


def test_an_unused_column_may_be_called_like_another() -> None:
    """Nobody speaks of it; but it has a name, and that is no number."""
    columns = games().columns
    draft = replace(games(), columns=(columns[0], replace(columns[1], name="toes"), *columns[2:]))
    assert not list(draft.problems())
    nameless = replace(games(), columns=(columns[0], replace(columns[1], name=""), *columns[2:]))
    assert complaint(nameless).column == 1


@pytest.mark.parametrize(("role", "most"), [(Role.INPUT, 64), (Role.OUTPUT, 20)])
def test_a_network_has_a_largest_size(role: Role, most: int) -> None:
    """64 inputs and 20 outputs can be started; one more is refused, with the way out."""
    other = Role.OUTPUT if role is Role.INPUT else Role.INPUT
    columns = [Column("the other", other, 0)]
    columns += [Column(f"{role.value} {number}", role, number) for number in range(1, most + 1)]
    draft = Draft(tuple(columns), ((0.5,) * len(columns),) * 2)
    assert max(draft.scene().lanes[0].weights.shape) == most
    problem = complaint(with_cells(with_new_column(draft, 1, role), [(0, 1), (1, 1)], 0.5))
    assert problem.text == (
        f"there are {most + 1} {role.value}s; use at most {most}, and set the other columns to “not used”"
    )


def test_all_wrong_cells_are_found() -> None:
    """In the order in which they are read; those of unused columns are none."""
    draft = with_cells(games(), [(0, 0), (1, 2), (1, 1)], "?")
    places = [(problem.row, problem.column) for problem in draft.problems()]
    assert places == [(0, 0), (1, 2)]
    assert [draft.is_wrong(0, 0), draft.is_wrong(1, 1), draft.is_wrong(0, 2)] == [True, False, False]


def test_an_empty_draft_asks_for_its_cells() -> None:
    """One input, one output, one row, and two numbers to type."""
    draft = Draft.empty()
    assert [problem.text for problem in draft.problems()] == [
        "row 1, input 1: empty; type a number",
        "row 1, output 1: empty; type a number",
    ]
    started = with_cells(draft, [(0, 0), (0, 1)], 0.5).scene()
    assert started.lanes[0].examples.inputs.tolist() == [[0.5]]


def test_the_chapter_s_data_pass() -> None:
    """A draft of the four games is a scene as it stands."""
    draft = Draft.of(Session(frozen_a()).snapshot().lanes[0])
    assert not list(draft.problems())
    assert draft.names(Role.INPUT) == [*INPUTS]
