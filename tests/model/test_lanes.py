"""A lane between two steps: what commands do to it, and lanes that advance together."""

from __future__ import annotations

import math

import numpy as np
import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import correct_and_printed, frozen_a, lane, nine_weights, one_and_three, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import DataError, Examples, Order, Taking
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
from gdstudio.model.lane_parts import RefusedError
from gdstudio.model.lanes import check_finite, errors_at, run_together
from gdstudio.model.table_state import TableState

A = WeightRef(0, 0, 0)
SQUARE_ONLY = {Rule.SWAPPED_OUTER_PRODUCT}


def begin(scene: Scene) -> lanes.States:
    return tuple(TableState.begin(start) for start in scene.lanes)


def only(scene: Scene) -> TableState:
    (state,) = begin(scene)
    return state


def test_a_lane_begins_with_read_only_copies() -> None:
    """What a scene holds can't be changed through a lane, nor a lane through its scene."""
    scene = three_inputs()
    state = only(scene)
    scene.lanes[0].weights[0, 0] = 7.0
    assert state.weights[0, 0] == 0.1
    with pytest.raises(ValueError, match="read-only"):
        state.weights[0, 0] = 7.0
    with pytest.raises(ValueError, match="read-only"):
        state.setting.frozen[0, 0] = True


@pytest.mark.parametrize("given_by", ["the scene", "a command"])
def test_a_weight_is_never_minus_zero(given_by: str) -> None:
    """A weight of −0 is taken as 0: it would be the one number whose sign depends on how a step is taken."""
    table = Examples.table(["toes"], ["win"], [[8.5]], [[0.0]])
    if given_by == "the scene":
        state = TableState.begin(lane(table, [[-0.0]]))
    else:
        state = TableState.begin(lane(table, [[0.1]])).given(SetWeight(A, -0.0))
    assert not np.signbit(state.weights).any()
    assert state.run(1, 5).weights.tobytes() == state.look(1).new_weights.tobytes()


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        *((nine_weights, rule) for rule in Rule),
        *((make, rule) for make in (three_inputs, frozen_a) for rule in Rule if rule not in SQUARE_ONLY),
    ],
)
@pytest.mark.parametrize("taking", Taking)
def test_a_run_has_the_bits_of_single_looks(make: type, taking: Taking, rule: Rule) -> None:
    """Many steps in one run are the same, to the last bit, as looking at each and taking its new weights."""
    start = make(order=Order(taking, example=2, seed=9), rule=rule)
    state, naive = only(start), oracle.begin(start)
    for step in range(1, 41):
        naive = oracle.after(naive, step)
    assert [state.run(1, 40).weights.tobytes()] == oracle.bits(naive)


COMMANDS = [
    SetAlpha(0.02),
    Freeze(WeightRef(0, 0, 1), True),
    SetWeight(WeightRef(0, 0, 2), 3.0),
    SetInput(3, 1, -2.0),
    SetTarget(2, 0, 0.5),
    SetOrder(Order(Taking.SHUFFLED, seed=4)),
    SetOrder(Order(Taking.FULL_BATCH, 3)),
    SetRule(Rule.WEIGHTS_FOR_INPUT),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_a_command_changes_what_it_says_and_nothing_else(command: Logged) -> None:
    """After a command, a lane is the naive one after the same command; the old state is as it was."""
    scene = three_inputs()
    old = only(scene)
    new = old.given(command)
    (naive,) = oracle.give(oracle.begin(scene), command)
    assert new.weights.tolist() == naive.weights.tolist()
    assert new.setting.frozen.tolist() == naive.frozen.tolist()
    assert new.setting.examples.inputs.tolist() == naive.inputs.tolist()
    assert new.setting.examples.targets.tolist() == naive.targets.tolist()
    assert (new.setting.alpha, new.setting.order) == (naive.alpha, naive.order)
    assert new.setting.rule is naive.rule
    untouched = only(three_inputs())
    assert old.weights.tolist() == untouched.weights.tolist()
    assert old.setting.examples.inputs.tolist() == untouched.setting.examples.inputs.tolist()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_a_command_that_changes_nothing_gives_the_very_same_lane(command: Logged) -> None:
    """Given twice, a command makes no new lane the second time: there is nothing to log or to undo."""
    once = only(three_inputs()).given(command)
    assert once.given(command) is once


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetAlpha(-0.001), "from 0 to 1000"),
        (SetAlpha(1000.1), "from 0 to 1000"),
        (SetAlpha(math.nan), "from 0 to 1000"),
        (Freeze(WeightRef(0, 1, 0), True), "1 × 3 weights"),
        (Freeze(WeightRef(0, 0, -1), True), "1 × 3 weights"),
        (SetWeight(WeightRef(0, 0, 3), 1.0), "1 × 3 weights"),
        (SetWeight(WeightRef(0, 0, 1), math.inf), "b: inf is out of range"),
        (SetWeight(WeightRef(0, 0, 1), math.nan), "b: nan is out of range"),
        (SetInput(4, 0, 1.0), "4 rows of 3"),
        (SetInput(0, -1, 1.0), "4 rows of 3"),
        (SetInput(0, 1, 2e6), "wlrec: 2e.06 is out of range"),
        (SetTarget(0, 1, 1.0), "4 rows of 1"),
        (SetTarget(0, 0, -math.inf), "win: -inf is out of range"),
        (SetOrder(Order(Taking.ONE, 4)), "there are 4 examples"),
        (SetOrder(Order(Taking.SHUFFLED, seed=-1)), "from 0 on"),
        (SetOrder(Order(Taking.FULL_BATCH, 4)), "there are 4 examples"),
        (
            SetRule(Rule.SWAPPED_OUTER_PRODUCT),
            "is 3 × 1, the weights are 1 × 3: that mistake runs only where",
        ),
        (SetRule(Rule.CORRECT, lane=1), "there are 1 runs"),
        (SetAlpha(0.1, lane=1), "there are 1 runs"),
        (SetAlpha(0.1, lane=-1), "there are 1 runs"),
    ],
)
def test_what_cannot_be_is_refused_with_the_place_and_the_remedy(command: Logged, words: str) -> None:
    """A command out of range says what would be in range, and has no effect."""
    states = begin(three_inputs())
    with pytest.raises((RefusedError, DataError), match=words):
        lanes.given(states, command)


def test_a_command_for_all_lanes_or_for_one() -> None:
    """`lane` None means every lane; a number means that lane, and the others stay the same objects."""
    states = begin(one_and_three())
    both = lanes.given(states, SetAlpha(0.02))
    assert [state.setting.alpha for state in both] == [0.02, 0.02]
    second = lanes.given(states, SetAlpha(0.02, lane=1))
    assert second[0] is states[0]
    assert second[1].setting.alpha == 0.02


def test_a_command_that_one_of_all_lanes_cannot_carry_out_is_refused_for_all() -> None:
    """An input that only the wider network has can't be set in every lane."""
    with pytest.raises(RefusedError, match="4 rows of 1"):
        lanes.given(begin(one_and_three()), SetInput(0, 2, 1.0))


# --- settled ------------------------------------------------------------------------------------------------


def test_frozen_or_without_alpha_nothing_moves() -> None:
    """A lane whose weights are all frozen, or whose alpha is 0, is settled at once; others are not."""
    assert only(three_inputs(frozen=[[True] * 3])).is_settled(1)
    assert only(three_inputs(alpha=0.0)).is_settled(1)
    assert not only(three_inputs()).is_settled(1)


@pytest.mark.parametrize("step", range(1, 40))
def test_a_shuffled_lane_is_settled_only_if_no_example_moves_it(step: int) -> None:
    """Also where the next few steps happen to miss the one example that teaches something."""
    table = Examples.table(["x"], ["y"], [[0.0], [0.0], [0.0], [1.0]], [[1], [1], [1], [1]])
    start = lane(table, [[0.1]], order=Order(Taking.SHUFFLED, seed=2))
    assert not TableState.begin(start).is_settled(step)


def test_the_steps_of_that_lane_do_sometimes_miss_that_example() -> None:
    """The test before this one would prove nothing if every four steps held all four examples."""
    rows = Order(Taking.SHUFFLED, seed=2).rows(1, 44, 4)
    assert any(3 not in rows[start : start + 4] for start in range(40))


@pytest.mark.parametrize("taking", Taking)
def test_a_lane_about_to_overflow_is_not_settled(taking: Taking) -> None:
    """It stands at its last finite error, but not because there is nothing to learn."""
    state = only(three_inputs(alpha=1000.0, order=Order(taking)))
    run = state.run(1, 1000)
    assert run.diverged
    stuck = TableState(state.setting, run.weights)
    assert not stuck.is_settled(1 + len(run.errors))


# --- together -----------------------------------------------------------------------------------------------


@given(
    alphas=st.tuples(st.floats(0, 2), st.floats(0, 2)),
    count=st.integers(0, 60),
    start=st.integers(1, 20),
)
@settings(deadline=None, max_examples=60)
def test_lanes_run_together_stop_together(alphas: tuple[float, float], count: int, start: int) -> None:
    """All lanes take the same steps: as many as the first that would overflow can take."""
    states = tuple(
        state.given(SetAlpha(alpha))
        for state, alpha in zip(begin(correct_and_printed()), alphas, strict=True)
    )
    run = run_together(states, start, count)
    alone = [state.run(start, count) for state in states]
    assert run.taken == min(len(each.errors) for each in alone)
    assert run.diverged == (run.taken < count)
    for state, after, errors in zip(states, run.states, run.errors, strict=True):
        assert len(errors) == run.taken
        assert after.weights.tobytes() == state.run(start, run.taken).weights.tobytes()
        assert np.isfinite(errors).all()
    assert np.isfinite(errors_at(run.states, start + run.taken)).all()


def test_errors_that_would_overflow_are_refused() -> None:
    """Weights whose error is not finite can't be looked at, so no command may lead there."""
    states = begin(three_inputs())
    check_finite(states, 1)
    huge = TableState(states[0].setting, np.array([[1e200, 0.0, 0.0]]))
    with pytest.raises(RefusedError, match="overflow"):
        check_finite((huge,), 1)
