"""The sentences under the diagram: the chapter's numbers, and arithmetic that closes as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import scenes
from hypothesis import given, settings
from hypothesis import strategies as st

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import formulas
from gdstudio.messages import Freeze, SetInput, SetWeight, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.numerals import parse

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Scene

VALUES = st.floats(-100, 100).map(lambda value: round(value, 6))
MINUS = "−"


def lane_of(scene: Scene, *commands: object, index: int = 0) -> Lane:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot().lanes[index]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def sentence(lane: Lane, phase: Phase, output: int = 0) -> str:
    return plain(formulas.phase_sentence(lane, phase, output))


def formula(lane: Lane, output: int, column: int) -> str:
    return plain(formulas.weight_formula(lane, output, column))


def value_of(expression: str) -> float:
    """What an expression of our own notation comes to, worked out apart from the studio."""
    python = expression.replace(MINUS, "-").replace("×", "*").replace("²", "**2").replace("÷", "/")
    assert re.fullmatch(r"[-+*/().e\d ]+", python), python
    return float(eval(python))  # noqa: S307  # nothing but digits and signs, as just asserted


def test_the_four_phases_in_the_chapters_numbers() -> None:
    """Each phase says what it works out, with this step's numbers."""
    lane = lane_of(scenes.three_inputs())
    assert sentence(lane, Phase.PREDICT) == "pred = 0.1 × 8.5 + 0.2 × 0.65 − 0.1 × 1.2 = 0.86"
    assert sentence(lane, Phase.COMPARE) == (
        "delta = pred − true = 0.86 − 1 = −0.14, error = delta² = (−0.14)² = 0.0196"
    )
    assert sentence(lane, Phase.WEIGHT_DELTAS) == (
        "weight_delta a = δ × toes = −0.14 × 8.5 = −1.19 … and 2 more weights alike"
    )
    assert sentence(lane, Phase.LEARN) == (
        "weight −= α × weight_delta: a = 0.1 − 0.01 × −1.19 = 0.1119 … and 2 more weights alike"
    )


def test_several_outputs_are_told_apart_and_counted() -> None:
    """With several outputs one is named and shown; the others are counted."""
    lane = lane_of(scenes.three_outputs())
    assert sentence(lane, Phase.PREDICT, 1) == "pred win = 0.2 × 0.65 = 0.13 … and 2 more outputs alike"
    assert sentence(lane, Phase.COMPARE, 1).startswith("delta win = pred − true = 0.13 − 1 = −0.87,")
    assert sentence(lane, Phase.COMPARE, 1).endswith("… and 2 more outputs alike")


def test_a_weights_formula_goes_on_to_its_next_value() -> None:
    """The formula of a weight shows its weight_delta and the weight after Learn."""
    assert formula(lane_of(scenes.three_inputs()), 0, 0) == (
        "weight_delta a = δ × toes = −0.14 × 8.5 = −1.19, next a = 0.1 − 0.01 × −1.19 = 0.1119"
    )


def test_a_frozen_weight_says_what_would_be() -> None:
    """A frozen weight shows what its weight_delta would be, and that it stays."""
    text = formula(lane_of(scenes.frozen_a()), 0, 0)
    assert text == "weight_delta a = δ × toes = −0.14 × 8.5 would be −1.19 → 0: frozen, so a stays at 0.1"


def test_the_learn_sentence_takes_a_weight_that_learns() -> None:
    """While the first weight is frozen, the example sentence is about the next one."""
    assert "weight_delta b" in sentence(lane_of(scenes.frozen_a()), Phase.WEIGHT_DELTAS)


def test_an_input_of_zero_teaches_nothing() -> None:
    """With an input of 0 the formula says why nothing is learned, frozen or not."""
    zero = SetInput(0, 0, 0.0)
    for commands in ((zero,), (zero, Freeze(WeightRef(0, 0, 0), True))):
        text = formula(lane_of(scenes.three_inputs(), *commands), 0, 0)
        assert text.startswith("weight_delta a = δ × toes =")
        assert text.endswith("= 0: the input is 0, so there is nothing to learn here")


def test_no_delta_teaches_nothing() -> None:
    """When prediction and target agree exactly, the formula says that nothing is left to learn."""
    hit = [SetInput(0, 0, 1.0), *(SetInput(0, column, 0.0) for column in (1, 2))]
    lane = lane_of(scenes.three_inputs(), *hit, SetWeight(WeightRef(0, 0, 0), 1.0))
    assert formula(lane, 0, 0).endswith("= 0: nothing to learn, so a stays at 1")


def test_the_printed_rule_is_shown_as_it_is() -> None:
    """The run with the printed mistake multiplies the other input with the other delta, and says so."""
    scene = scenes.correct_and_printed()
    right, printed = lane_of(scene), lane_of(scene, index=1)
    assert "weight_delta b = δ hurt × wlrec = 0.455 × 0.65 = 0.2958" in formula(right, 0, 1)
    assert "weight_delta b = toes × δ win = 8.5 × −0.02 = −0.17" in formula(printed, 0, 1)
    assert plain(formulas.recipe(right)).endswith("weight[k][j] −= α × delta[k] × input[j]")
    assert plain(formulas.recipe(printed)).endswith("weight[k][j] −= α × input[k] × delta[j]")


@pytest.mark.parametrize(
    ("rule", "weight_delta", "learn"),
    [
        (Rule.CORRECT, "δ × toes = −0.14 × 8.5 = −1.19", "delta × input"),
        (Rule.DELTA_TURNED_ROUND, "δ × toes = 0.14 × 8.5 = 1.19", "delta × input"),
        (Rule.WEIGHTS_FOR_INPUT, "δ × a = −0.14 × 0.1 = −0.014", "delta × weight"),
        (Rule.WEIGHTS_FOR_DELTA, "toes × a = 8.5 × 0.1 = 0.85", "input × weight"),
    ],
)
def test_each_misprint_multiplies_what_it_says(rule: Rule, weight_delta: str, learn: str) -> None:
    """The chapter's first step, by each rule."""
    lane = lane_of(scenes.three_inputs(rule=rule))
    assert formula(lane, 0, 0).startswith(f"weight_delta a = {weight_delta}, next a = 0.1 − 0.01 × ")
    assert plain(formulas.recipe(lane)).endswith(f"weight −= α × {learn}")
    turned = rule is Rule.DELTA_TURNED_ROUND
    assert sentence(lane, Phase.COMPARE) == (
        "delta = true − pred = 1 − 0.86 = 0.14, error = delta² = 0.14² = 0.0196"
        if turned
        else "delta = pred − true = 0.86 − 1 = −0.14, error = delta² = (−0.14)² = 0.0196"
    )
    assert ("delta = true − pred" in plain(formulas.recipe(lane))) == turned


def test_a_weight_of_0_is_told_where_it_is_a_factor() -> None:
    """Where the weight stands in for the input it never moves; with the correct recipe it does."""
    zero = SetWeight(WeightRef(0, 0, 0), 0.0)
    text = formula(lane_of(scenes.three_inputs(rule=Rule.WEIGHTS_FOR_INPUT), zero), 0, 0)
    assert text.endswith("× 0 = 0: the weight is 0, and so it stays")
    assert ", next a = 0 − " in formula(lane_of(scenes.three_inputs(), zero), 0, 0)


def test_a_full_batch_says_which_numbers_are_one_example_s_and_which_are_means() -> None:
    """Pred, delta and error are those of the example that is looked at; the weight_delta is a mean."""
    lane = lane_of(scenes.three_inputs(order=Order(Taking.FULL_BATCH, 1)))
    assert sentence(lane, Phase.PREDICT) == "example 2: pred = 0.1 × 9.5 + 0.2 × 0.8 − 0.1 × 1.3 = 0.98"
    assert sentence(lane, Phase.COMPARE) == (
        "example 2: delta = pred − true = 0.98 − 1 = −0.02, error = delta² = (−0.02)² = 0.0004;"
        " mean error of all 4: 0.3076"
    )
    assert formula(lane, 0, 0) == (
        "weight_delta a = mean of δ × toes over 4 examples = (−1.19 − 0.19 + 10.89 − 0.18) ÷ 4 = 2.333,"
        " next a = 0.1 − 0.01 × 2.333 = 0.07667"
    )
    assert plain(formulas.recipe(lane)).endswith("weight −= α × mean of delta × input")


def test_a_full_batch_of_many_examples_writes_the_mean_alone() -> None:
    """Nobody adds up twelve products."""
    rows = [[float(row)] for row in range(1, 13)]
    examples = scenes.Examples.table(["x"], ["y"], rows, rows)
    lane = lane_of(scenes.scene(scenes.lane(examples, [[0.5]], order=Order(Taking.FULL_BATCH))))
    assert formula(lane, 0, 0).startswith("weight_delta a = mean of δ × x over 12 examples = −27.08, next")


def test_many_inputs_are_summed_up_shortly() -> None:
    """A long sum shows its first terms and its last."""
    names = [f"x{index}" for index in range(7)]
    examples = scenes.Examples.table(names, ["y"], [[1.0] * 7], [[1.0]])
    lane = lane_of(scenes.scene(scenes.lane(examples, [[0.5, 0.25, 1, 1, 1, 1, -2.0]])))
    assert sentence(lane, Phase.PREDICT) == "pred = 0.5 × 1 + 0.25 × 1 + … − 2 × 1 = 2.75"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(VALUES, min_size=9, max_size=9),
    st.sampled_from([Taking.ONE, Taking.FULL_BATCH]),
    st.sampled_from([rule for rule in Rule if rule is not Rule.SWAPPED_OUTER_PRODUCT]),
    st.integers(0, 3),
)
def test_what_is_written_adds_up(numbers: list[float], taking: Taking, rule: Rule, steps: int) -> None:
    """For any weights and inputs, each equation's left side as written rounds to its right side."""
    weights, inputs = numbers[:3], [numbers[3:6], numbers[6:]]
    examples = scenes.Examples.table(["x", "y", "z"], ["t"], inputs, [[1.0], [-2.0]])
    start = scenes.lane(examples, [weights], alpha=0.001, rule=rule, order=Order(taking, 1))
    lane = lane_of(scenes.scene(start), TakeSteps(steps))
    sums = [sentence(lane, Phase.PREDICT).split(" = ")[1:]]
    compare, error = sentence(lane, Phase.COMPARE).partition(";")[0].split(", ")
    sums += [compare.split(" = ")[2:], error.split(" = ")[2:]]
    for column in range(3):
        weight_delta, _, after = formula(lane, 0, column).partition(", next")
        sums.append(weight_delta.partition(":")[0].split(" = ")[2:])
        if after:
            sums.append(after.split(" = ")[1:])
    for left, right in sums:
        mantissa, _, power = right.replace(MINUS, "-").partition("e")
        unit = 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))
        assert abs(value_of(left) - parse(right)) <= unit / 2 * (1 + 1e-6), f"{left} = {right}"


@pytest.mark.parametrize(
    ("value", "characters", "text"),
    [
        (-0.06178, 8, "−0.06178"),
        (-0.06178, 7, "−0.0618"),
        (0.0001234, 7, "1.23e−4"),
        (-0.00617, 7, "−0.0062"),
        (0.0, 7, "0"),
        (1.3, 7, "1.300"),
        (-1.23e-120, 7, "−1e−120"),
    ],
)
def test_numbers_keep_to_their_room(value: float, characters: int, text: str) -> None:
    """A number for a narrow place has as many digits as fit."""
    assert formulas.fitted(value, characters) == text


@given(st.floats(-1e200, 1e200), st.integers(7, 9))
def test_no_number_is_longer_than_its_room(value: float, characters: int) -> None:
    """Whatever the number, seven characters are enough (eight for a negative exponent of three digits)."""
    assert len(formulas.fitted(value, characters)) <= characters
    assert len(formulas.brief(value, characters)) <= characters
