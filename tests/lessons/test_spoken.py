"""A step said to an audience: one sentence a phase, a few equations, all of which close as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import scenes
from hypothesis import given, settings
from hypothesis import strategies as st

from gdstudio.core.descent import Phase
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.lessons.spoken import MOST_EQUATIONS, arithmetic, kept_back, spoken
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetOrder, SetTarget, SetWeight, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.numerals import number, parse

if TYPE_CHECKING:
    from gdstudio.messages import Lane, Scene

VALUES = st.floats(-100, 100).map(lambda value: round(value, 6))
MINUS = "−"
SUM = re.compile(r"[-−\d.e()²×+ ]+ = [−\d.e]+")


def lane_of(scene: Scene, *commands: object) -> Lane:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot().lanes[0]


def equations_in(text: str) -> list[str]:
    """All that reads as an equation in a sentence; those with ≈ say themselves that they don't close."""
    return [found.strip() for found in SUM.findall(text)]


def assert_closes(equation: str) -> None:
    """Work the left side out apart from the studio, and see that it rounds to the right side as written."""
    left, _, right = equation.rpartition(" = ")
    python = left.replace(MINUS, "-").replace("×", "*").replace("²", "**2")
    assert re.fullmatch(r"[-+*().e\d ]+", python), equation
    made = float(eval(python))  # noqa: S307  # nothing but digits and signs, as just asserted
    digits = max(len(right.partition("e")[0].replace(".", "").lstrip(f"{MINUS}0")), 1)
    shown = parse(right)
    last_place = 10.0 ** -len(right.partition("e")[0].partition(".")[2]) * 10.0 ** int(
        right.partition("e")[2].replace(MINUS, "-") or 0
    )
    assert abs(made - shown) <= 0.5000001 * last_place or number(made, digits) == number(shown, digits), (
        equation
    )


def test_the_four_phases_in_plain_words() -> None:
    """Each phase is one sentence with the chapter's numbers, about the weight that has most to learn."""
    lane = lane_of(scenes.three_inputs())
    assert spoken(lane, Phase.PREDICT) == (
        "8.5 × 0.1 + 0.65 × 0.2 − 1.2 × 0.1 = 0.86: each input times its weight, added up, is the prediction."
    )
    assert spoken(lane, Phase.COMPARE) == (
        "0.86 − 1 = −0.14: the prediction is 0.14 too small; squared, (−0.14)² = 0.0196, that is the error."
    )
    assert spoken(lane, Phase.WEIGHT_DELTAS) == (
        "8.5 × −0.14 = −1.19: that is how far a is to move, before alpha; so with the 2 others."
    )
    assert spoken(lane, Phase.LEARN) == (
        "0.1 − 0.01 × −1.19 = 0.1119: alpha times its weight_delta is subtracted, and a goes up; "
        "so with the 2 others."
    )


def test_the_selected_weight_is_spoken_of() -> None:
    """A selected weight takes the place of the one that has most to learn."""
    lane = lane_of(scenes.three_inputs())
    assert spoken(lane, Phase.WEIGHT_DELTAS, (0, 1)).startswith("0.65 × −0.14 = −0.091: that is how far b")
    main = [each.name for each in arithmetic(lane, Phase.LEARN, (0, 1)).equations if each.main]
    assert main == ["b"]


def test_what_does_not_learn_says_why() -> None:
    """Frozen, an input of 0, a delta of 0: the sentence says why the weight stays."""
    frozen = lane_of(scenes.three_inputs(), Freeze(WeightRef(0, 0, 0), True))
    assert "a is frozen: 0 is taken instead" in spoken(frozen, Phase.WEIGHT_DELTAS, (0, 0))
    assert spoken(frozen, Phase.LEARN, (0, 0)) == "0.1 − 0.01 × 0 = 0.1: a is frozen and stays."
    nothing = lane_of(scenes.three_inputs(), SetInput(0, 0, 0.0))
    assert "with an input of 0, a stays" in spoken(nothing, Phase.WEIGHT_DELTAS, (0, 0))
    pred = float(nothing.now.pred[0])
    right = lane_of(scenes.three_inputs(), SetInput(0, 0, 0.0), SetTarget(0, 0, pred))
    assert "the prediction is exactly right, so the error is 0." in spoken(right, Phase.COMPARE)
    assert "there is nothing left for b to learn" in spoken(right, Phase.WEIGHT_DELTAS, (0, 1))


def test_a_full_batch_speaks_of_the_mean() -> None:
    """Over all examples at once a weight_delta is a mean, and is called so."""
    lane = lane_of(catalogue.load("multiple-inputs"), SetOrder(Order(Taking.FULL_BATCH)))
    assert spoken(lane, Phase.WEIGHT_DELTAS).startswith("The mean over 4 examples is ")
    assert "mean of 4 = " in arithmetic(lane, Phase.WEIGHT_DELTAS).equations[0].text


def test_nothing_is_told_that_is_kept_back() -> None:
    """While a question hides the numbers, the cards have none."""
    lane = lane_of(scenes.three_inputs())
    for phase in Phase:
        told = kept_back(lane, phase)
        assert not re.search(r"\d", told.title)
        assert {each.text for each in told.equations} == {"?"}


@settings(max_examples=120)
@given(
    weights=st.lists(VALUES, min_size=3, max_size=3),
    inputs=st.lists(VALUES, min_size=3, max_size=3),
    alpha=st.floats(0.0001, 1).map(lambda value: round(value, 6)),
    steps=st.integers(0, 3),
)
def test_arithmetic_closes(weights: list[float], inputs: list[float], alpha: float, steps: int) -> None:
    """Whatever the numbers are: what stands before an equals sign makes what stands behind it."""
    commands = [SetWeight(WeightRef(0, 0, index), value) for index, value in enumerate(weights)]
    commands += [SetInput(0, index, value) for index, value in enumerate(inputs)]  # type: ignore[misc]
    lane = lane_of(scenes.three_inputs(), *commands, SetAlpha(alpha), TakeSteps(steps))
    for phase in Phase:
        for equation in equations_in(spoken(lane, phase)):
            assert_closes(equation)
        shown = arithmetic(lane, phase).equations
        assert 1 <= len(shown) <= MOST_EQUATIONS
        assert sum(each.main for each in shown) == 1
        for each in shown:
            if " = " in each.text and "→" not in each.text:
                assert_closes(each.text)


@pytest.mark.parametrize("phase", Phase)
def test_of_many_weights_those_into_one_output_are_shown(phase: Phase) -> None:
    """Nine weights: three of them, all into the output that has most to learn."""
    lane = lane_of(scenes.nine_weights())
    names = {each.name for each in arithmetic(lane, phase).equations}
    assert names in ({"g", "h", "i"}, {"delta", "error"})
