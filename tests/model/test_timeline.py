"""Timelines: any step replayed from the log, branches that leave the past alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
from scenes import correct_and_printed, nine_weights, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Entry,
    Freeze,
    Logged,
    Scene,
    SetAlpha,
    SetInput,
    SetOrder,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model import lanes, records
from gdstudio.model import timeline as timeline_module
from gdstudio.model.timeline import Timeline

if TYPE_CHECKING:
    from gdstudio.model.log import Log

A, C = WeightRef(0, 0, 0), WeightRef(0, 0, 2)
LOG: list[tuple[int, Logged]] = [
    (1, SetAlpha(0.02)),
    (4, Freeze(A, True)),
    (4, SetWeight(C, 2.0)),
    (5, SetWeight(C, 3.0)),
    (9, SetOrder(Order(Taking.SHUFFLED, seed=7))),
    (9, Freeze(A, False)),
    (16, SetInput(2, 0, -1.5)),
    (17, SetTarget(1, 0, 0.25)),
    (33, SetAlpha(0.005)),
]


@pytest.fixture(params=[2, 8, 4096])
def _capacity(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few stretches or many: what is replayed does not depend on it."""
    monkeypatch.setattr(records, "CAPACITY", request.param)


def entries(log: list[tuple[int, Logged]]) -> Log:
    return tuple(Entry(step, command, "") for step, command in log)


def recorded(scene: Scene, log: list[tuple[int, Logged]], last_step: int) -> Timeline:
    timeline = Timeline(scene, entries(log))
    timeline.advance(timeline.state_at(1), 1, last_step - 1)
    return timeline


def check(timeline: Timeline, log: list[tuple[int, Logged]], last_step: int) -> None:
    """Every step and the error's history are those of a naive replay."""
    course = oracle.replay(timeline.scene, log, last_step)
    assert timeline.last_step == last_step
    for step in [*range(1, last_step + 1), *range(last_step, 0, -3)]:
        assert oracle.bits(timeline.state_at(step)) == oracle.bits(course[step - 1])
    for lane, history in enumerate(timeline.history()):
        errors = oracle.total_errors(course, lane)
        for bucket in range(len(history.mean)):
            held = errors[bucket * history.stride :][: history.stride]
            assert (history.lowest[bucket], history.highest[bucket]) == (held.min(), held.max())


@pytest.mark.usefixtures("_capacity")
@pytest.mark.parametrize("last_step", [1, 4, 5, 9, 40, 100])
@pytest.mark.parametrize("make", [three_inputs, nine_weights, correct_and_printed], ids=lambda f: f.__name__)
def test_every_step_is_replayed_from_the_log(make: type, last_step: int) -> None:
    """A timeline made from a log alone has, at every step, the bits of a naive replay."""
    log = [(step, command) for step, command in LOG if step <= last_step]
    check(recorded(make(), log, last_step), log, last_step)


@pytest.mark.usefixtures("_capacity")
@pytest.mark.parametrize("pieces", [[1], [2, 7], [100]])
def test_the_pieces_of_a_run_leave_no_trace(pieces: list[int]) -> None:
    """Steps taken one by one or many at a time leave the same records."""
    timeline = Timeline(three_inputs(), entries(LOG))
    states, step, turn = timeline.state_at(1), 1, 0
    while step < 60:
        count = min(pieces[turn % len(pieces)], 60 - step)
        states, step, diverged = timeline.advance(states, step, count)
        turn += 1
        assert not diverged
    check(timeline, LOG, 60)


def test_a_path_goes_through_the_weights_that_each_step_began_with() -> None:
    """Weights that were set at a step are on it, not those that stood there before."""
    timeline = recorded(three_inputs(), LOG, 6)
    (path,) = timeline.paths(6)
    began = [timeline.state_at(step)[0].weights for step in range(1, 6)]
    assert [weights.tolist() for weights in path] == [weights.tolist() for weights in began]
    assert [float(path[step - 1][0, 2]) for step in (4, 5)] == [2.0, 3.0]
    assert not any(weights.flags.writeable for weights in path)


@pytest.mark.usefixtures("_capacity")
def test_a_branch_at_any_step_shares_the_past_and_leaves_the_old_timeline_alone() -> None:
    """A command at a step makes another future; the old one stays as it was."""
    scene = nine_weights()
    timeline = recorded(scene, LOG, 50)
    for step in range(1, 51):
        log = [*((at, command) for at, command in LOG if at <= step), (step, SetAlpha(0.003))]
        branch = timeline.branch(entries(log), step)
        check(branch, log, step)
        branch.advance(branch.state_at(step), step, 10)
        check(branch, log, step + 10)
    check(timeline, LOG, 50)


@pytest.mark.usefixtures("_capacity")
def test_recorded_time_can_be_cut_short() -> None:
    """Ended at an earlier step, a timeline goes on from there as if it had never been further."""
    timeline = recorded(three_inputs(), LOG, 80)
    timeline.end_at(50)
    check(timeline, LOG, 50)
    timeline.advance(timeline.state_at(50), 50, 30)
    check(timeline, LOG, 80)


def test_advancing_stops_at_the_last_finite_step() -> None:
    """It says so, and stands where the last finite error is; nothing beyond is recorded."""
    timeline = Timeline(three_inputs(alpha=10.0))
    states, step, diverged = timeline.advance(timeline.state_at(1), 1, 10_000)
    assert diverged
    assert timeline.last_step == step < 10_000
    assert np.isfinite(states[0].look(step).total_error)
    following = states[0].look(step).new_weights
    assert not np.isfinite(states[0].look_with(following, 0).total_error)
    assert timeline.advance(states, step, 5) == (states, step, True)


@pytest.mark.parametrize("capacity", [2, 8])
def test_going_back_step_by_step_replays_little(capacity: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first step back into a long stretch is replayed once; those before it from footholds on the way."""
    monkeypatch.setattr(records, "CAPACITY", capacity)
    monkeypatch.setattr(timeline_module, "_SHORT", 4)
    monkeypatch.setattr(records, "_QUICK_TO_REPLAY", 1)
    timeline = recorded(three_inputs(), LOG, 1000)
    stride = timeline.history()[0].stride
    assert stride >= 128
    taken: list[int] = []

    def counted(states: lanes.States, step: int, count: int) -> lanes.LanesRun:
        taken.append(count)
        return lanes.run_together(states, step, count)

    monkeypatch.setattr(timeline_module, "run_together", counted)
    course = oracle.replay(timeline.scene, LOG, 1000)
    for step in range(1000, 0, -1):
        assert oracle.bits(timeline.state_at(step)) == oracle.bits(course[step - 1])
    spacing = max(stride // timeline_module.FOOTHOLDS, 4)
    assert sum(taken) <= 1000 * 2 * spacing + 1000
    assert len(timeline._footholds) <= timeline_module.FOOTHOLDS + 1


def test_a_quick_step_is_near_and_costs_no_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Far back it lands just after a checkpoint; a few steps back it is exact."""
    monkeypatch.setattr(records, "CAPACITY", 8)
    timeline = recorded(three_inputs(), [], 1000)
    stride = timeline.history()[0].stride
    for back in range(1, 1200, 7):
        wanted = max(1000 - back, 1)
        step = timeline.quick_step(1000, back)
        if back < 4 * stride or wanted == 1:
            assert step == wanted
        else:
            assert abs(step - wanted) < stride
            assert timeline._records.checkpoint(step - 1)[0] == step - 1
