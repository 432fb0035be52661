"""What the session says in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scenes import correct_and_printed, lane, nine_weights, one_and_three, scene, table, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Freeze,
    Logged,
    Scene,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model import lanes
from gdstudio.model.table_state import TableState
from gdstudio.model.wording import joined, told, where, why_diverged, why_settled


def begin(start: Scene) -> lanes.States:
    return tuple(TableState.begin(each) for each in start.lanes)


@pytest.mark.parametrize(
    ("start", "command", "words"),
    [
        (three_inputs(), SetAlpha(0.3), "alpha 0.01 → 0.3"),
        (three_inputs(), SetAlpha(1e-5), "alpha 0.01 → 1e−05"),
        (three_inputs(), Freeze(WeightRef(0, 0, 0), True), "a frozen"),
        (three_inputs(), Freeze(WeightRef(0, 0, 2), False), "c unfrozen"),
        (three_inputs(), SetWeight(WeightRef(0, 0, 2), 0.25), "c −0.1 → 0.25"),
        (three_inputs(), SetWeight(WeightRef(0, 0, 1), -0.0), "b 0.2 → 0"),
        (nine_weights(), SetWeight(WeightRef(0, 2, 1), -1.0), "h 1.3 → −1"),
        (three_inputs(), SetInput(0, 1, -0.9), "wlrec 0.65 → −0.9"),
        (nine_weights(), SetTarget(3, 2, 1.0), "sad 0.2 → 1"),
        (three_inputs(), SetOrder(Order(Taking.ONE, 1)), "example 2"),
        (three_inputs(), SetOrder(Order(Taking.IN_TURN)), "all in turn"),
        (three_inputs(), SetOrder(Order(Taking.SHUFFLED)), "shuffled anew each pass"),
        (three_inputs(), SetOrder(Order(Taking.FULL_BATCH)), "full batch"),
        (three_inputs(), SetRule(Rule.WEIGHTS_FOR_INPUT), "misprint: weights for input"),
        (three_inputs(rule=Rule.DELTA_TURNED_ROUND), SetRule(Rule.CORRECT), "correct recipe"),
        (correct_and_printed(), SetRule(Rule.CORRECT, lane=1), "correct recipe (as printed)"),
        (one_and_three(), SetAlpha(0.3), "alpha 0.01 → 0.3"),
        (one_and_three(), SetAlpha(0.3, lane=0), "alpha 0.01 → 0.3 (one input)"),
        (one_and_three(), Freeze(WeightRef(1, 0, 2), True), "c frozen (three inputs)"),
        (correct_and_printed(), SetWeight(WeightRef(1, 0, 0), 2.0), "a 0.1 → 2 (as printed)"),
        (three_inputs(), SetAlpha(0.3, lane=0), "alpha 0.01 → 0.3"),
    ],
)
def test_commands_are_told_in_a_few_words(start: Scene, command: Logged, words: str) -> None:
    """A name, the old value and the new one; the lane's label where one of several is meant."""
    assert told(begin(start), command) + where(command, start.lanes) == words


def test_a_command_for_all_lanes_is_told_of_one_that_it_changes() -> None:
    """Where the last lane has that value already, it is not told as a change from it to itself."""
    states = lanes.given(begin(one_and_three()), SetAlpha(0.3, lane=1))
    assert told(states, SetAlpha(0.3)) == "alpha 0.01 → 0.3"


def test_hyphens_in_names_stay_hyphens() -> None:
    """Only numbers get a true minus."""
    examples = replace(table(["toes"], ["win"]), input_names=("left-toes",))
    start = scene(lane(examples, [[-0.1]], label="x-y"), lane(examples, [[0.1]]))
    command = SetInput(0, 0, -1.0, lane=0)
    assert told(begin(start), command) == "left-toes 8.5 → −1"
    assert where(command, start.lanes) == " (x-y)"


@pytest.mark.parametrize(
    ("first", "last", "both"),
    [
        ("a 0.1 → 0.2", "a 0.2 → 0.3", "a 0.1 → 0.3"),
        ("a 0.1 → 0.2 (one)", "a 0.2 → 0.3 (one)", "a 0.1 → 0.3 (one)"),
        ("a 0.1 → 0.2", "b 0.2 → 0.3", "a 0.1 → 0.2"),
        ("win loss 0.1 → 0.2", "win loss 0.2 → −3", "win loss 0.1 → −3"),
        ("a frozen", "b frozen", "a frozen"),
    ],
)
def test_moves_of_one_drag_are_told_as_one(first: str, last: str, both: str) -> None:
    """From the first value to the last; where two things moved, the first is told of."""
    assert joined(first, last) == both


def test_divergence_names_alpha_and_the_limit() -> None:
    """Both numbers, and what to do."""
    said = why_diverged(begin(three_inputs(alpha=0.1)), 193, [0])
    assert said.startswith("Diverged: step 193 is the last whose error is finite.")
    assert "Alpha 0.1 is above the limit 0.02699" in said
    assert "lower alpha" in said


def test_divergence_names_the_lane_where_there_are_several() -> None:
    """The lane's label, and its own limit."""
    states = lanes.given(begin(one_and_three()), SetAlpha(0.5))
    labels = ["one", "the other"]
    assert why_diverged(states, 7, [0], labels).startswith("“one” diverged: step 7 ")
    assert "above the limit 0.02768" in why_diverged(states, 7, [0], labels)
    assert "above the limit 0.02699" in why_diverged(states, 7, [1], labels)


def test_where_another_run_could_go_on_it_is_said() -> None:
    """Remove the one that diverged; but not if all did."""
    states = begin(one_and_three())
    assert "remove that run: the others can go on" in why_diverged(states, 7, [1], ["one", "two"])
    assert "emove" not in why_diverged(states, 7, [0, 1], ["one", "two"])
    assert "emove" not in why_diverged(states[:1], 7, [0])


def test_alpha_and_limit_are_told_with_enough_digits_to_differ() -> None:
    """“0.02699 is above 0.02699” would help nobody."""
    said = why_diverged(begin(three_inputs(alpha=0.02699)), 9, [0])
    assert "Alpha 0.02699 is above the limit 0.026986" in said


def test_between_the_guarantee_and_the_measured_limit_it_says_which() -> None:
    """With several examples, an alpha above the guarantee but not above the limit is told as such."""
    state = TableState.begin(three_inputs(alpha=0.021, order=Order(Taking.IN_TURN)).lanes[0])
    limits = state.setting.limits
    assert limits.guaranteed < 0.021 < limits.diverges
    assert "Alpha 0.021 is above 0.02022, below which nothing can diverge" in why_diverged((state,), 9, [0])


def test_divergence_that_alpha_did_not_cause_blames_no_alpha() -> None:
    """Below every limit, the last change is what to take back."""
    said = why_diverged(begin(three_inputs()), 9, [0])
    assert "lpha" not in said
    assert "Step back" in said


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule is not Rule.CORRECT])
def test_divergence_under_a_misprint_blames_the_misprint(rule: Rule) -> None:
    """The limits of alpha are those of the correct recipe: a smaller alpha may not help.

    One that was chosen is named; one that the scene begins with is not, for it may have to be found.
    """
    chosen = tuple(state.given(SetRule(rule)) for state in begin(nine_weights(alpha=0.01)))
    said = why_diverged(chosen, 9, [0])
    assert f"Its recipe has a misprint ({rule.value}): step back, and take the correct one." in said
    assert "lpha" not in said
    begun = why_diverged(begin(nine_weights(alpha=0.01, rule=rule)), 9, [0])
    assert begun == said.replace(f" ({rule.value})", "")


def test_swapped_and_beyond_the_limit_alpha_is_to_blame() -> None:
    """Its steps are as long as the correct ones, so too much alpha is too much there too."""
    said = why_diverged(begin(nine_weights(alpha=0.1, rule=Rule.SWAPPED_OUTER_PRODUCT)), 9, [0])
    assert "Alpha 0.1 is above the limit 0.02699" in said


def test_divergence_of_a_full_batch_names_its_own_limit() -> None:
    """Exact, so above it there is no other word for it."""
    said = why_diverged(begin(three_inputs(alpha=0.0235, order=Order(Taking.FULL_BATCH))), 9, [0])
    assert "Alpha 0.0235 is above the limit 0.02299" in said


def settled(start: Scene) -> tuple[lanes.States, int]:
    """A lane from where on nothing moves."""
    states = begin(start)
    while not states[0].is_settled(1):
        states = (states[0].run(1, 20_000).state,)
    return states, 1


def test_a_full_batch_stops_at_the_least_mean_error() -> None:
    """Four games: the error left is that of least squares, and it is said."""
    frozen = [[True, False, False]]
    states, step = settled(three_inputs(alpha=0.3, frozen=frozen, order=Order(Taking.FULL_BATCH)))
    said = why_settled(states, step)
    assert "0.07196 is the least mean error" in said
    rows = states[0].setting.examples
    inputs, true = rows.inputs[:, 1:], rows.targets[:, 0] - 0.1 * rows.inputs[:, 0]
    least = np.square(inputs @ np.linalg.pinv(inputs) @ true - true).mean()
    assert least == pytest.approx(0.07196, abs=5e-6)


def test_a_full_batch_of_weights_too_large_to_feel_a_change_says_so() -> None:
    """It stands still far from the least error."""
    table_of_one = table(["toes"], ["win"])
    start = scene(lane(table_of_one, [[1e100]], alpha=1e-20, order=Order(Taking.FULL_BATCH)))
    assert "weights this large" in why_settled(begin(start), 1)


def test_a_misprint_that_moves_nothing_any_more_is_blamed_with_the_error_left() -> None:
    """All weights have come to 0, and the prediction with them: that is not learning.

    Which misprint it is is not said: the scene begins with it, and finding it may be the lesson.
    """
    states, step = settled(three_inputs(alpha=0.1, rule=Rule.WEIGHTS_FOR_DELTA))
    assert why_settled(states, step) == (
        "Stopped: a whole pass changed no weight, and the error is still 1: the recipe has a misprint."
    )


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (three_inputs(alpha=0.0), "alpha is 0"),
        (three_inputs(frozen=[[True] * 3]), "every weight is frozen"),
        (scene(lane(table(["toes"], ["win"]), [[1 / 8.5]])), "nothing left to learn"),
        (scene(lane(table(["toes"], ["win"]), [[1e100]], alpha=1e-20)), "weights this large"),
    ],
)
def test_it_says_why_nothing_moves(start: Scene, words: str) -> None:
    """Alpha 0, all frozen, learnt, or too large to feel a change."""
    assert words in why_settled(begin(start), 1)
