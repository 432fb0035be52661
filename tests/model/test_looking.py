"""Snapshots: every number that the window shows, and none that it could write to."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
from scenes import (
    correct_and_printed,
    frozen_a,
    lane,
    nine_weights,
    one_and_three,
    scene,
    table,
    three_inputs,
    three_outputs,
)

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.messages import (
    Freeze,
    Lane,
    Mark,
    Phase,
    Play,
    Redo,
    Scene,
    Seek,
    SetAlpha,
    SetOrder,
    SetRule,
    SetWeight,
    Snapshot,
    Speed,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.looking import STEPS_AHEAD
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdstudio.messages import Command

A = WeightRef(0, 0, 0)


def look(start: Scene, *commands: Command) -> Snapshot:
    session = Session(start)
    for command in commands:
        session.apply(command)
    return session.snapshot()


def look_at(start: Scene, *commands: Command) -> Lane:
    return look(start, *commands).lanes[0]


def arrays(thing: object, path: str) -> Iterator[tuple[str, np.ndarray]]:
    """Every array of a snapshot outside the scene that it was loaded from."""
    if isinstance(thing, np.ndarray):
        yield path, thing
    elif isinstance(thing, tuple):
        for index, item in enumerate(thing):
            yield from arrays(item, f"{path}[{index}]")
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in {"scene", "opened", "start"}:
                yield from arrays(getattr(thing, field.name), f"{path}.{field.name}")


@pytest.mark.parametrize(
    "commands",
    [
        (),
        (TakeSteps(3),),
        (Freeze(A, True), SetWeight(A, 0.5), TakeSteps(1)),
        (TakeSteps(9), Seek(4)),
        (TakeSteps(5000), Seek(300)),
    ],
)
def test_all_arrays_of_a_snapshot_are_read_only(commands: tuple[Command, ...]) -> None:
    """However the step was reached."""
    found = dict(arrays(look(one_and_three(), *commands), "snapshot"))
    assert len(found) > 20
    assert [path for path, array in found.items() if array.flags.writeable] == []


def test_a_snapshot_stays_as_it_was_while_the_session_goes_on() -> None:
    """It shares no state with what comes after."""
    session = Session(three_inputs())
    session.apply(TakeSteps(3))
    at = session.snapshot()
    kept = {path: array.copy() for path, array in arrays(at, "at")}
    for command in (SetWeight(A, 3.0), TakeSteps(50), Undo(), TakeSteps(1)):
        session.apply(command)
    assert at.step == 4
    for path, array in arrays(at, "at"):
        assert array.tolist() == kept[path].tolist(), path


@pytest.mark.parametrize(
    "start", [three_inputs(), nine_weights(), frozen_a()], ids=["three", "nine", "frozen"]
)
@pytest.mark.parametrize("taking", Taking)
def test_now_and_before_are_the_naive_steps(start: Scene, taking: Taking) -> None:
    """`now` is this step and `before` the one before it, at every step, also after seeking."""
    order = SetOrder(Order(taking, example=1, seed=3))
    course = oracle.replay(start, [(1, order)], 12)
    for step in range(1, 13):
        seen = look_at(start, order, TakeSteps(15), Seek(step))
        naive = course[step - 1][0].look(step)
        assert seen.row == course[step - 1][0].order.row(step, 4)
        assert dict(oracle.numbers(seen.now)) == dict(oracle.numbers(naive))
        if step == 1:
            assert seen.before is None
        else:
            before = course[step - 2][0].look(step - 1)
            assert dict(oracle.numbers(seen.before)) == dict(oracle.numbers(before))


@pytest.mark.parametrize("taking", [Taking.ONE, Taking.FULL_BATCH])
@pytest.mark.parametrize("rule", Rule)
def test_a_rule_set_in_mid_run_holds_from_its_step_on(rule: Rule, taking: Taking) -> None:
    """`now` and `rule` are by it, `before` is not, and both are the naive steps."""
    start, command = nine_weights(order=Order(taking, 1)), SetRule(rule)
    seen = look_at(start, TakeSteps(5), command)
    course = oracle.replay(start, [(6, command)], 6)
    assert seen.rule is seen.now.rule is rule
    assert seen.before.rule is Rule.CORRECT
    assert dict(oracle.numbers(seen.now)) == dict(oracle.numbers(course[5][0].look(6)))
    assert dict(oracle.numbers(seen.before)) == dict(oracle.numbers(course[4][0].look(5)))


def test_before_is_with_the_commands_of_its_own_step() -> None:
    """A weight set at the step before was set then, and one set now was not."""
    seen = look_at(three_inputs(), TakeSteps(1), SetWeight(A, 5.0), TakeSteps(1), SetWeight(A, 7.0))
    assert seen.before.weights[0, 0] == 5.0
    assert seen.now.weights[0, 0] == 7.0


@pytest.mark.parametrize("start", [three_inputs(), nine_weights(), frozen_a(), three_outputs()])
def test_ahead_is_where_stepping_arrives(start: Scene) -> None:
    """For one example: the same weights and errors as really taken steps, bit for bit."""
    seen = look_at(start, TakeSteps(2))
    assert len(seen.ahead) == STEPS_AHEAD
    for steps, ahead in enumerate(seen.ahead, start=1):
        later = look_at(start, TakeSteps(2 + steps))
        assert ahead.weights.tobytes() == later.now.weights.tobytes()
        assert ahead.error.tolist() == later.now.error.tolist()


def test_ahead_with_several_examples_is_seen_from_this_one() -> None:
    """The weights are those of the next steps; the error is what they make of the example looked at now."""
    start = nine_weights(order=Order(Taking.IN_TURN))
    seen = look_at(start, TakeSteps(1))
    state = Session(start).states[0]
    for steps, ahead in enumerate(seen.ahead, start=1):
        later = look_at(start, TakeSteps(1 + steps))
        assert ahead.weights.tobytes() == later.now.weights.tobytes()
        assert ahead.error.tolist() == state.look_with(later.now.weights, seen.row).error.tolist()


def test_ahead_of_a_full_batch_has_the_mean_error() -> None:
    """The same weights and mean errors as really taken steps, whichever example is looked at."""
    seen = look_at(nine_weights(order=Order(Taking.FULL_BATCH, 2)), TakeSteps(2))
    assert len(seen.ahead) == STEPS_AHEAD
    for steps, ahead in enumerate(seen.ahead, start=1):
        later = look_at(nine_weights(order=Order(Taking.FULL_BATCH)), TakeSteps(2 + steps))
        assert ahead.weights.tobytes() == later.now.weights.tobytes()
        assert ahead.error.tolist() == later.now.batch.error.tolist()


def test_ahead_ends_before_the_overflow() -> None:
    """At the last finite step there is nothing ahead; before it, one step more each."""
    session = Session(three_inputs(alpha=0.1))
    session.apply(TakeSteps(1000))
    last = session.step
    for back in range(6):
        session.apply(Seek(last - back))
        seen = session.snapshot().lanes[0]
        assert len(seen.ahead) == min(back, STEPS_AHEAD)
        assert seen.diverged == (back == 0)
        assert all(np.isfinite(ahead.error).all() for ahead in seen.ahead)


def test_diverged_is_told_by_the_next_example() -> None:
    """A small example is finite where the large one after it would not be: there the run has ended."""
    examples = Examples.table(["x"], ["y"], [[1.0], [1e6]], [[1.0], [1.0]])
    session = Session(scene(lane(examples, [[0.0]], alpha=0.1, order=Order(Taking.IN_TURN))))
    session.apply(TakeSteps(1000))
    last = session.step
    for step in range(last - 5, last + 1):
        session.apply(Seek(step))
        assert session.snapshot().diverged == (step == last)
    assert session.snapshot().lanes[0].row == 0


@pytest.mark.parametrize("start", [three_inputs(), frozen_a(), nine_weights(), three_outputs()])
def test_the_destination_is_where_descent_ends(start: Scene) -> None:
    """Known before the first step, and always the same."""
    seen = look_at(start)
    ended = look_at(start, TakeSteps(2000))
    assert seen.destination == pytest.approx(ended.now.weights, abs=1e-12)
    assert look_at(start, TakeSteps(4)).destination == pytest.approx(seen.destination, abs=1e-12)


@pytest.mark.parametrize("alpha", [0.3, 0.9])
def test_the_destination_of_a_full_batch_is_least_squares(alpha: float) -> None:
    """With a frozen: known before the first step, and where stepping ends."""
    start = frozen_a(alpha=alpha, order=Order(Taking.FULL_BATCH))
    seen = look_at(start)
    assert seen.destination == pytest.approx(look_at(start, TakeSteps(3000)).now.weights, abs=1e-9)
    assert look_at(start, TakeSteps(4)).destination == pytest.approx(seen.destination, abs=1e-9)
    inputs, targets = start.lanes[0].examples.inputs, start.lanes[0].examples.targets[:, 0]
    best = np.linalg.pinv(inputs[:, 1:]) @ (targets - inputs[:, 0] * 0.1)
    assert seen.destination == pytest.approx(np.array([[0.1, *best]]), abs=1e-9)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (three_inputs(alpha=0.0229, order=Order(Taking.FULL_BATCH)), True),
        (three_inputs(alpha=0.0231, order=Order(Taking.FULL_BATCH)), False),
        (three_inputs(alpha=0.0, order=Order(Taking.FULL_BATCH)), False),
        (three_inputs(order=Order(Taking.FULL_BATCH), rule=Rule.DELTA_TURNED_ROUND), False),
        (three_inputs(alpha=0.0, frozen=[[True] * 3], order=Order(Taking.FULL_BATCH)), True),
        (three_inputs(alpha=0.0), False),
        (three_inputs(alpha=0.026), True),
        (three_inputs(alpha=0.0271), False),
        (frozen_a(alpha=1.07), True),
        (frozen_a(alpha=1.08), False),
        (correct_and_printed(), True),
        (scene(correct_and_printed().lanes[1]), False),
        (three_inputs(alpha=0.0, frozen=[[True] * 3]), True),
    ],
)
def test_there_is_no_destination_where_descent_would_not_get(start: Scene, ends: bool) -> None:
    """Alpha 0, too much alpha, or the printed rule; what can't learn at all stays where it is."""
    assert (look_at(start).destination is not None) == ends


def test_a_lane_shows_its_setting_as_it_is_now() -> None:
    """Alpha, freezes, table and order after the commands; the start as it was."""
    seen = look_at(three_inputs(), SetAlpha(0.02), Freeze(A, True), SetOrder(Order(Taking.IN_TURN)))
    assert (seen.alpha, seen.order, seen.frozen.tolist()) == (
        0.02,
        Order(Taking.IN_TURN),
        [[True, False, False]],
    )
    assert (seen.start.alpha, seen.start.order) == (0.01, Order())
    assert seen.limits.no_overshoot == pytest.approx(seen.limits.guaranteed / 2)
    batch = look_at(three_inputs(), SetOrder(Order(Taking.FULL_BATCH)))
    assert batch.limits.guaranteed == batch.limits.diverges == pytest.approx(0.02299, abs=5e-6)


def test_marks_history_and_the_rest() -> None:
    """The log in words, the error over recorded time, and where the session stands."""
    start = three_inputs()
    at = look(start, TakeSteps(2), SetAlpha(0.02), TakeSteps(3), Freeze(A, True), Undo(), Seek(2))
    assert at.marks == (Mark(3, "alpha 0.01 → 0.02"),)
    assert (at.undo, at.redo) == ("alpha 0.01 → 0.02", "a frozen")
    assert (at.step, at.last_step, at.phase, at.playing) == (2, 6, Phase.PREDICT, False)
    assert (at.handled, len(at.kept), at.notice, at.failure) == (6, 0, "", "")
    assert at.scene is start
    assert at.speed == Speed()
    course = oracle.replay(start, [(3, SetAlpha(0.02))], 6)
    (history,) = at.history
    assert history.stride == 1
    for block in (history.lowest, history.mean, history.highest):
        assert block.tolist() == oracle.total_errors(course, 0).tolist()
    assert look(start, SetAlpha(0.02), Undo(), Redo()).redo is None
    assert look(start, Play()).playing


def test_an_input_of_zero_teaches_nothing() -> None:
    """No limit of alpha, nothing ahead but the same place; and no number overflows on the way."""
    blank = Examples.table(["x"], ["y"], [[0.0]], [[1.0]])
    seen = look_at(scene(lane(blank, [[0.5]])))
    assert seen.limits.guaranteed is None
    assert seen.destination.tolist() == [[0.5]]
    assert [ahead.weights.tolist() for ahead in seen.ahead] == [[[0.5]]] * STEPS_AHEAD


@pytest.mark.parametrize("value", [1e6, -1e6, 1e-3, 1e-150])
@pytest.mark.parametrize("taking", Taking)
def test_very_large_and_very_small_inputs_can_be_looked_at(value: float, taking: Taking) -> None:
    """Whatever may be typed as an input is shown without a warning and without a number that is none."""
    examples = table(["toes", "wlrec"], ["win"])
    examples = replace(examples, inputs=np.array([[value, 1.0], [1.0, value], [0.0, value], [value, 0.0]]))
    seen = look_at(scene(lane(examples, [[0.1, 0.2]], order=Order(taking))), TakeSteps(3))
    for path, array in arrays(seen, "lane"):
        assert np.isfinite(array).all(), path
