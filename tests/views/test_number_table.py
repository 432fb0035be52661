"""What the numbers panel says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st

from gdstudio import numerals
from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Freeze, GoToPhase, Phase, Play, SetInput, SetSpeed, Speed, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.numbers.factor import factor
from gdstudio.views.numbers.table import NumberTable, fitted, number_table, tab_separated

if TYPE_CHECKING:
    from gdstudio.messages import Lane


def table(session: Session, lane: int = 0, output: int = 0) -> NumberTable:
    return number_table(session.snapshot(), lane, output, 12)


def test_the_first_step_of_three_inputs() -> None:
    """The numbers are those of the step in progress, before its Learn, and the weights after it."""
    shown = table(Session(scenes.three_inputs()))
    assert shown.head == "step 1 · example 1 of 4"
    [output] = shown.outputs
    assert [cell.text for cell in output.cells] == ["0.8600", "1", "−0.1400", "0.01960"]
    rows = [[row.name, *(cell.text for cell in row.cells)] for row in shown.weights]
    assert rows == [
        ["a", "8.5", "0.1000", "−1.190", "0.1119"],
        ["b", "0.65", "0.2000", "−0.09100", "0.2009"],
        ["c", "1.2", "−0.1000", "−0.1680", "−0.09832"],
    ]


def test_a_frozen_weight_has_no_weight_delta() -> None:
    """A frozen weight's weight_delta is 0, and its tip says what it would be."""
    row = table(Session(scenes.frozen_a())).weights[0]
    assert row.frozen
    assert row.cells[2].text == "0"
    assert row.cells[1].text == row.cells[3].text
    assert "would be −1.19 and is set to 0" in row.tip


def test_several_lanes_are_told_apart() -> None:
    """Where there are several runs, the head says which one this is."""
    session = Session(scenes.one_and_three())
    assert table(session, 0).head.startswith("one input · ")
    assert table(session, 1).head.startswith("three inputs · ")


@pytest.mark.parametrize(
    ("phase", "known"),
    [
        (Phase.PREDICT, "pred"),
        (Phase.COMPARE, "pred delta error"),
        (Phase.WEIGHT_DELTAS, "pred delta error weight_delta"),
        (Phase.LEARN, "pred delta error weight_delta next"),
    ],
)
def test_numbers_appear_phase_by_phase(phase: Phase, known: str) -> None:
    """What a phase has not yet worked out is marked as unknown; what is given is always known."""
    session = Session(scenes.three_inputs())
    session.apply(GoToPhase(phase))
    shown = table(session)
    pred, true, delta, error = (cell.known for cell in shown.outputs[0].cells)
    given_input, weight, weight_delta, following = (cell.known for cell in shown.weights[0].cells)
    found = {
        "pred": pred, "delta": delta, "error": error, "weight_delta": weight_delta, "next": following
    }  # fmt: skip
    assert {name for name, is_known in found.items() if is_known} == set(known.split())
    assert true
    assert given_input
    assert weight


def test_playing_by_whole_steps_knows_everything() -> None:
    """While whole steps are played, phases are not told apart; while phases are played, they are."""
    session = Session(scenes.three_inputs())
    session.apply(Play())
    assert table(session).weights[0].cells[3].known
    assert table(session).lit is None
    session.apply(SetSpeed(Speed(2.0, by_phase=True)))
    assert not table(session).weights[0].cells[3].known
    assert table(session).lit is Phase.PREDICT


def test_the_factor_counts_what_is_not_frozen() -> None:
    """The factor of delta holds the squares of the inputs that may learn, and its value."""
    lane = Session(scenes.frozen_a()).snapshot().lanes[0]
    said = factor(lane, 0)
    assert said.sentence == "each step multiplies δ by"
    assert said.formula == "1 − α·(0.65² + 1.2²) = 0.4413"
    assert said.remark == "frozen inputs do not count"


def test_the_factor_is_true() -> None:
    """Delta really is multiplied by the factor that is shown."""
    session = Session(scenes.frozen_a())
    said = factor(session.snapshot().lanes[0], 0)
    before = float(session.snapshot().lanes[0].now.delta[0])
    session.apply(TakeSteps(1))
    after = float(session.snapshot().lanes[0].now.delta[0])
    shown = numerals.parse(said.formula.partition("= ")[2])
    assert after / before == pytest.approx(shown, abs=6e-5)


def test_several_outputs_have_a_factor_each() -> None:
    """With several outputs the factor says whose delta it is about."""
    session = Session(scenes.nine_weights())
    for column in range(3):
        session.apply(Freeze(WeightRef(0, 1, column), frozen=column > 0))
    lane = session.snapshot().lanes[0]
    assert factor(lane, 0).sentence == "each step multiplies hurt’s δ by"
    assert factor(lane, 1).formula == "1 − α·8.5² = 0.2775"
    assert factor(lane, 0).remark == ""


def test_several_examples_have_a_factor_for_this_step() -> None:
    """With several examples in turn, the factor is this example's only."""
    lane = Session(scenes.three_inputs(order=Order(Taking.IN_TURN))).snapshot().lanes[0]
    assert factor(lane, 0).sentence == "on this example, a step multiplies δ by"


def test_nothing_to_learn_from_has_no_factor() -> None:
    """If all is frozen or all inputs are 0, delta stays."""
    frozen = Session(scenes.three_inputs(frozen=[[True, True, True]]))
    assert factor(frozen.snapshot().lanes[0], 0).sentence.endswith("δ stays")
    zero = Session(scenes.three_outputs())
    zero.apply(SetInput(0, 0, 0.0))
    assert factor(zero.snapshot().lanes[0], 0).sentence.endswith("hurt’s δ stays")


def test_the_printed_rule_has_no_factor() -> None:
    """The printed listing's rule multiplies delta by no single number, and no formula claims so."""
    lanes = Session(scenes.correct_and_printed()).snapshot().lanes
    assert factor(lanes[0], 0).formula
    assert not factor(lanes[1], 0).formula


def shown_factor(lane: Lane) -> float:
    return numerals.parse(factor(lane, 0).formula.rpartition("= ")[2])


@pytest.mark.parametrize("taking", [Taking.ONE, Taking.FULL_BATCH])
def test_the_factor_by_a_misprint_is_true(taking: Taking) -> None:
    """Turned round delta grows by it; with weights for input the weights themselves are multiplied by it."""
    turned = Session(scenes.three_inputs(rule=Rule.DELTA_TURNED_ROUND))
    before = turned.snapshot().lanes[0]
    turned.apply(TakeSteps(1))
    after = turned.snapshot().lanes[0]
    assert factor(before, 0).formula == "1 + α·(8.5² + 0.65² + 1.2²) = 1.741"
    assert after.now.delta[0] / before.now.delta[0] == pytest.approx(shown_factor(before), abs=6e-4)
    weights = Session(scenes.three_inputs(rule=Rule.WEIGHTS_FOR_INPUT, order=Order(taking), alpha=0.1))
    lane = weights.snapshot().lanes[0]
    ratios = lane.now.new_weights / lane.now.weights
    assert factor(lane, 0).sentence == "this step multiplies the weights by"
    assert ratios.ravel().tolist() == pytest.approx([shown_factor(lane)] * 3, abs=6e-4)
    shrunk = Session(scenes.three_inputs(rule=Rule.WEIGHTS_FOR_DELTA, order=Order(taking)))
    lane = shrunk.snapshot().lanes[0]
    whole = taking is Taking.FULL_BATCH
    inputs = lane.examples.inputs.mean(axis=0) if whole else lane.now.input
    said = "the mean of its input" if whole else "its input"
    assert factor(lane, 0).sentence == f"each step multiplies each weight by 1 − α × {said}"
    expected = (1 - 0.01 * inputs) * lane.now.weights[0]
    assert lane.now.new_weights[0].tolist() == pytest.approx(expected.tolist(), rel=1e-12)


def test_the_factor_of_a_full_batch_is_that_of_its_steepest_axis() -> None:
    """What is left to go along the eigenvector of the largest eigenvalue is multiplied by it."""
    lane = Session(scenes.three_inputs(order=Order(Taking.FULL_BATCH))).snapshot().lanes[0]
    said = factor(lane, 0)
    assert said.sentence == "along the steepest axis each step multiplies what is left by"
    assert said.formula == "1 − α·λ = 1 − α·86.98 = 0.1302"
    assert said.remark == "weight_delta: the mean over all 4 examples"
    inputs = lane.examples.inputs
    values, vectors = np.linalg.eigh(inputs.T @ inputs / 4)
    left = (lane.now.weights - lane.destination) @ vectors[:, -1]
    after = (lane.now.new_weights - lane.destination) @ vectors[:, -1]
    assert after[0] / left[0] == pytest.approx(1 - 0.01 * values[-1], rel=1e-6)
    assert shown_factor(lane) == pytest.approx(1 - 0.01 * values[-1], abs=6e-5)
    several = Session(scenes.nine_weights(order=Order(Taking.FULL_BATCH))).snapshot().lanes[0]
    assert factor(several, 2).sentence.startswith("along sad’s steepest axis ")


def test_a_full_batch_says_whose_numbers_stand_there() -> None:
    """In the head, in every weight's tip, and in the copy, with the mean error."""
    session = Session(scenes.three_inputs(order=Order(Taking.FULL_BATCH, 2)))
    shown = table(session)
    assert shown.head == "step 1 · example 3 of 4 · full batch"
    assert "weight_delta: the mean over all 4 examples" in shown.weights[0].tip
    assert [cell.text for cell in shown.outputs[0].cells] == ["1.100", "0", "1.100", "1.210"]
    lines = tab_separated(session.snapshot(), 0).splitlines()
    assert "full batch\tweight_delta is the mean over all 4 examples" in lines
    assert f"mean error\t{session.snapshot().lanes[0].now.total_error!r}" in lines


def test_the_copy_names_a_misprint() -> None:
    """So that numbers pasted elsewhere are not taken for the correct ones."""
    copied = tab_separated(Session(scenes.three_inputs(rule=Rule.WEIGHTS_FOR_DELTA)).snapshot(), 0)
    assert "recipe\tmisprint: weights for delta\n" in copied
    assert "recipe" not in tab_separated(Session(scenes.three_inputs()).snapshot(), 0)


def test_negative_inputs_are_squared_in_brackets() -> None:
    """(−0.5)² is not −0.5²."""
    session = Session(scenes.three_outputs())
    session.apply(SetInput(0, 0, -0.5))
    assert "(−0.5)²" in factor(session.snapshot().lanes[0], 0).formula


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(8, 14))
def test_every_number_fits_its_cell(value: float, chars: int) -> None:
    """Whatever the number, it takes no more room than there is, and keeps its sign and size."""
    text = fitted(value, chars)
    assert len(text) <= chars
    if 1e-300 < abs(value) < 1e308:
        assert numerals.parse(text) == pytest.approx(value, rel=0.051 if chars > 8 else 0.51)


@given(st.floats(-1e6, 1e6))
def test_every_given_number_fits_its_cell(value: float) -> None:
    """The same for numbers that people type."""
    assert len(fitted(value, 8, as_given=True)) <= 8


def test_the_copy_has_all_digits_and_ascii_signs() -> None:
    """The copied table holds every digit, tab separated, with a minus that spreadsheets read."""
    session = Session(scenes.three_inputs())
    session.apply(TakeSteps(3))
    now = session.snapshot().lanes[0].now
    copied = tab_separated(session.snapshot(), 0)
    rows = [line.split("\t") for line in copied.splitlines()]
    assert ["step", "4"] in rows
    [win] = [row for row in rows if row[0] == "win"]
    assert [float(text) for text in win[1:]] == [now.pred[0], now.true[0], now.delta[0], now.error[0]]
    [c] = [row for row in rows if row[0] == "c"]
    assert c[1] == "nfans"
    assert [float(text) for text in c[2:6]] == [
        now.input[2], now.weights[0, 2], now.weight_deltas[0, 2], now.new_weights[0, 2]
    ]  # fmt: skip
    assert c[6] == "no"
    assert numerals.MINUS not in copied


def test_the_copy_names_its_run() -> None:
    """With several lanes the copy says which run it is."""
    session = Session(scenes.one_and_three())
    assert "run\tone input\n" in tab_separated(session.snapshot(), 0)


def test_in_words() -> None:
    """The outputs can be spoken."""
    assert table(Session(scenes.three_inputs())).in_words() == (
        "step 1 · example 1 of 4. win: pred 0.8600, true 1, delta −0.1400, error 0.01960."
    )
