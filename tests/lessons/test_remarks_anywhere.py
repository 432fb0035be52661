"""Remarks on whatever state a session can get into: extreme values, diverged runs, misprints, images."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from image_scenes import image_scene
from scenes import correct_and_printed, frozen_a, lane, nine_weights, one_and_three, scene, three_inputs

from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.lessons.remarks import Kind, remarks
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    GoToPhase,
    Pause,
    Phase,
    Play,
    Rule,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    Speed,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.views.hint.choice import HintChoice

if TYPE_CHECKING:
    from gdstudio.lessons.remarks import Remark
    from gdstudio.messages import Command, Scene

LONGEST = 150
"""Characters: what two lines of the narrowest hint bar hold beside the longest button."""
_ONE = Examples.table(["x"], ["y"], [[1e-200], [0.0]], [[1e6], [-1e6]])
SCENES: dict[str, Scene] = {
    "three inputs": three_inputs(),
    "too much alpha": three_inputs(alpha=0.1),
    "overflows soon": three_inputs(alpha=1000.0),
    "frozen a": frozen_a(),
    "in turn": three_inputs(order=Order(Taking.IN_TURN)),
    "full batch": nine_weights(order=Order(Taking.FULL_BATCH)),
    "nine weights": nine_weights(),
    "one and three": one_and_three(),
    "correct and printed": correct_and_printed(),
    "hardly any input": scene(lane(_ONE, [[1e6]], alpha=0.01, order=Order(Taking.SHUFFLED, seed=3))),
}
VALUES = st.one_of(
    st.sampled_from([0.0, -0.0, 1.0, -2.5, 1e-300, 1e6, -1e6, 950_000.0]),
    st.floats(-1e6, 1e6),
    st.floats(-2, 2),
)
ALPHAS = st.one_of(st.sampled_from([0.0, 1e-300, 0.01, 0.0135, 0.026986, 0.3, 1000.0]), st.floats(0, 2))
PLACES = st.builds(WeightRef, st.integers(0, 1), st.integers(0, 2), st.integers(0, 2))
LANES = st.sampled_from([None, None, 0, 1])
CELLS = (st.integers(0, 3), st.integers(0, 2), VALUES, LANES)
COMMANDS = st.one_of(
    st.builds(TakeSteps, st.sampled_from([1, 1, 2, 5, 60, 1000, -1])),
    st.builds(SetAlpha, ALPHAS, LANES),
    st.builds(Freeze, PLACES, st.booleans()),
    st.builds(SetWeight, PLACES, VALUES),
    st.builds(SetInput, *CELLS),
    st.builds(SetTarget, *CELLS),
    st.builds(SetRule, st.sampled_from(list(Rule)), LANES),
    st.builds(
        SetOrder, st.builds(Order, st.sampled_from(list(Taking)), st.integers(0, 3), st.integers(0, 2)), LANES
    ),
    st.builds(GoToPhase, st.sampled_from(list(Phase))),
    st.builds(FreezePixels, st.just(tuple(range(36))), st.booleans(), st.sampled_from([None, 0, 2])),
    st.just(Undo()),
    st.builds(Seek, st.integers(1, 3)),
    st.just(Play()),
)


def check(session: Session, choice: HintChoice) -> tuple[Remark, ...]:
    """All that holds of the remarks on any state."""
    snapshot = session.snapshot()
    found = remarks(snapshot)
    assert {type(remark.importance) for remark in found} <= {int}
    assert [r.importance for r in found] == sorted((r.importance for r in found), reverse=True)
    quick = remarks(snapshot, thorough=False)
    assert {r.kind for r in quick} <= {r.kind for r in found} | {Kind.ABOVE_LIMIT}  # not yet: by unfreezing
    for remark in (*found, *quick):
        assert 0 <= remark.lane < len(snapshot.lanes)
        assert 0 < len(remark.sentence) <= LONGEST, remark.sentence
        assert not set("-∞?") & set(remark.sentence), remark.sentence
        assert "nan" not in remark.sentence
    hint = choice.look(snapshot)
    assert hint is None or hint.importance
    return found


CURED = {
    Kind.DIVERGED,
    Kind.UNFROZEN,
    Kind.ABOVE_LIMIT,
    Kind.ON_LIMIT,
    Kind.ALL_FROZEN,
    Kind.ALPHA_ZERO,
    Kind.STUCK,
    Kind.NO_GUARANTEE,
    Kind.OVERSHOOTS,
    Kind.FROZEN,
    Kind.RULE,
}
"""What is gone when its remedy has been applied. (Weights that lose what they learn may still do so.)"""


def apply(start: Scene, commands: list[Command], remark: Remark) -> None:
    """The remedy is accepted, and what was remarked on is gone."""
    session = Session(start)
    for command in commands:
        session.apply(command)
    if session.speed == Speed():
        session.apply(Pause())
    assert remark.remedy is not None
    for command in remark.remedy.commands:
        session.apply(command)
        assert session.notice == "", (remark, command)
    after = remarks(session.snapshot())
    assert (remark.kind, remark.lane, remark.spot) not in [
        (each.kind, each.lane, each.spot) for each in after if each.importance
    ], remark


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(list(SCENES)), commands=st.lists(COMMANDS, max_size=8))
def test_any_state_has_at_most_one_hint_and_its_remedies_help(name: str, commands: list[Command]) -> None:
    """No exception, no odd number, and each remedy does what it says."""
    start = SCENES[name]
    session, choice, found = Session(start), HintChoice(), ()
    for command in commands:
        session.apply(command)
        found = check(session, choice)
    for remark in found:
        if remark.kind in CURED and remark.importance and remark.remedy is not None:
            apply(start, commands, remark)


@cache
def _images() -> Scene:
    return image_scene(alpha=0.01)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(commands=st.lists(COMMANDS, max_size=6))
def test_of_images_too(commands: list[Command]) -> None:
    """The same, with inputs of 0 by the dozen."""
    session, choice = Session(_images()), HintChoice()
    for command in commands:
        session.apply(command)
        for remark in check(session, choice):
            assert remark.kind not in {Kind.INPUT_ZERO, Kind.INPUT_NEGATIVE, Kind.UNREACHABLE, Kind.STUCK}


@pytest.mark.parametrize("name", list(SCENES))
def test_a_run_that_is_played_to_its_end_has_one_hint_all_the_way(name: str) -> None:
    """Step by step, to the bottom or to the last finite error, or for a while."""
    session, choice = Session(SCENES[name]), HintChoice()
    for _ in range(250):
        session.apply(TakeSteps(1))
        check(session, choice)
