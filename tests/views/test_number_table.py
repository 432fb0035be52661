"""What the numbers panel says."""

from __future__ import annotations

import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st

from gdstudio import numerals
from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Freeze, GoToPhase, Phase, Play, SetInput, SetSpeed, Speed, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.numbers.table import NumberTable, factor, fitted, number_table, tab_separated


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
    assert "would be −1.19 → 0" in row.tip


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
