"""Sessions as a learner lives them: the chapter's scenes, undo, phases, divergence, standing still."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

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

from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.messages import (
    AsOne,
    Command,
    Drawn,
    Entry,
    Fork,
    Freeze,
    GoToPhase,
    LoadScene,
    NameLane,
    NoticeKind,
    Pause,
    Phase,
    Play,
    Redo,
    RemoveLane,
    Scene,
    Seek,
    SetAlpha,
    SetBookmark,
    SetInput,
    SetOrder,
    SetSpeed,
    SetTarget,
    SetWeight,
    Speed,
    Stop,
    TakePhase,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.changes import FUTURES_KEPT, UNDO_DEPTH
from gdstudio.model.session import Session

A, B, C = WeightRef(0, 0, 0), WeightRef(0, 0, 1), WeightRef(0, 0, 2)


def session_of(start: Scene, *commands: Command) -> Session:
    session = Session(start)
    give(session, *commands)
    return session


def give(session: Session, *commands: Command) -> None:
    for command in commands:
        session.apply(command)


def play(session: Session, piece: int = 7, most: int = 5_000) -> None:
    """Play in pieces until it stops by itself."""
    session.apply(Play())
    taken = 0
    while session.playing:
        taken += session.play(piece)
        assert taken < most, "it plays on and on"


def errors(session: Session, steps: int, lane: int = 0) -> list[float]:
    """A lane's error at this step and the following ones, stepping on."""
    found = []
    for step in range(steps):
        if step:
            session.apply(TakeSteps(1))
        found.append(session.snapshot().lanes[lane].now.total_error)
    return found


def logged(session: Session) -> list[tuple[int, object]]:
    return [(entry.step, entry.command) for entry in session.timeline.log]


def everything(session: Session) -> tuple[object, ...]:
    """All that a refused command must leave alone."""
    at = session.snapshot()
    return (
        at.step, at.last_step, at.phase, at.playing, at.speed, at.marks, at.undo, at.redo, len(at.kept),
        at.scene, oracle.bits(session.states), logged(session),
    )  # fmt: skip


# --- the chapter's scenes -----------------------------------------------------------------------------------


def test_three_inputs_share_one_delta() -> None:
    """The chapter's first numbers, and the errors of its first steps."""
    session = session_of(three_inputs())
    now = session.snapshot().lanes[0].now
    assert now.pred == pytest.approx([0.86])
    assert now.delta == pytest.approx([-0.14])
    assert now.weight_deltas == pytest.approx(np.array([[-1.19, -0.091, -0.168]]))
    assert now.new_weights == pytest.approx(np.array([[0.1119, 0.20091, -0.09832]]))
    assert errors(session, 3) == pytest.approx([0.0196, 0.0013135, 0.0000880], abs=5e-8)


def test_one_input_has_three_learners() -> None:
    """One input, three outputs: three deltas."""
    now = session_of(three_outputs()).snapshot().lanes[0].now
    assert now.pred == pytest.approx([0.195, 0.13, 0.585])
    assert now.delta == pytest.approx([0.095, -0.87, 0.485])


def test_the_printed_listing_stalls_beside_the_correct_one() -> None:
    """Two lanes, one step counter: only the rule differs."""
    correct = errors(session_of(correct_and_printed()), 3, lane=0)
    printed = errors(session_of(correct_and_printed()), 5, lane=1)
    assert correct == pytest.approx([0.95565, 0.0640, 0.00429], abs=5e-5)
    assert printed == pytest.approx([0.95565, 0.6543, 0.6341, 0.6328, 0.6327], abs=5e-5)


def test_lanes_of_different_size_run_side_by_side() -> None:
    """The single-input network and the one with three inputs, each as if it were alone."""
    session = session_of(one_and_three(), TakeSteps(30))
    for state, start in zip(session.states, one_and_three().lanes, strict=True):
        alone = session_of(scene(start), TakeSteps(30))
        assert oracle.bits([state]) == oracle.bits(alone.states)


def test_act_one_with_a_frozen_alpha_may_be_larger() -> None:
    """Weight a never moves, yet its error falls: by the same factor every step."""
    session = session_of(frozen_a())
    found = errors(session, 10)
    assert [later / sooner for sooner, later in pairwise(found)] == pytest.approx([0.44125**2] * 9)
    assert session.states[0].weights[0, 0] == 0.1
    assert session.snapshot().lanes[0].limits.diverges == pytest.approx(1.0738, abs=5e-5)


@pytest.mark.parametrize("piece", [1, 2, 7, 44, 45, 46, 1000])
def test_act_two_settled_it_stops_and_unfreezing_moves_nothing(piece: int) -> None:
    """It stops at the same step in whatever pieces it is played, and a may be set free there."""
    session = session_of(frozen_a())
    play(session, piece)
    assert session.step == session.timeline.last_step == 45
    assert session.snapshot().lanes[0].now.delta.tolist() == [0.0]
    assert "nothing left to learn" in session.notice
    settled = oracle.bits(session.states)
    give(session, Freeze(A, False))
    assert session.snapshot().lanes[0].limits.diverges == pytest.approx(0.026986, abs=5e-7)
    give(session, TakeSteps(10))
    assert oracle.bits(session.states) == settled
    give(session, Play())
    assert not session.playing


def test_a_notice_says_what_it_is_about() -> None:
    """Settled, diverged, refused; and none is about what an earlier one was about."""
    session = session_of(frozen_a())
    assert session.snapshot().notice_kind is NoticeKind.OTHER
    play(session)
    assert session.snapshot().notice_kind is NoticeKind.SETTLED
    give(session, SetAlpha(-1.0))
    assert (session.notice != "", session.notice_kind) == (True, NoticeKind.OTHER)
    give(session, Play())  # it stands still, and so it does not begin to play
    assert session.notice_kind is NoticeKind.SETTLED
    give(session, Seek(3), Freeze(A, False))
    assert session.notice_kind is NoticeKind.OTHER
    play(session)
    assert session.snapshot().notice_kind is NoticeKind.DIVERGED


def test_act_two_unfrozen_too_early_it_explodes() -> None:
    """At error 0.0007, alpha 0.3 is far above the limit of three free weights."""
    session = session_of(frozen_a(), TakeSteps(2), Freeze(A, False))
    found = errors(session, 4)
    assert found[0] == pytest.approx(0.0007, abs=5e-5)
    assert found[1:] == pytest.approx([0.335, 151, 68_101], rel=5e-3)
    play(session)
    assert "Alpha 0.3 is above the limit 0.02699" in session.notice


def test_act_three_a_alone_learns_until_there_is_another_game() -> None:
    """With b and c frozen, a does it alone; the second game has a delta again, and a learns on."""
    session = session_of(three_inputs(frozen=[[False, True, True]]))
    play(session)
    settled = session.states[0].weights
    assert settled[0, 1:].tolist() == [0.2, -0.1]
    assert settled[0, 0] == pytest.approx(0.1 + 0.14 / 8.5)
    give(session, SetOrder(Order(Taking.ONE, 1)))
    assert abs(session.snapshot().lanes[0].now.delta[0]) > 0.1
    play(session)
    assert session.states[0].weights[0, 0] != settled[0, 0]


# --- the log ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        Play(), Pause(), TakeSteps(3), TakeSteps(-2), TakePhase(), TakePhase(-3), GoToPhase(Phase.LEARN),
        Seek(2), SetSpeed(Speed(10.0)), Drawn(), Stop(),
    ],
    ids=repr,
)  # fmt: skip
def test_moving_about_is_not_logged(command: Command) -> None:
    """Only what changes arithmetic is in the log."""
    session = session_of(three_inputs(), TakeSteps(5), SetAlpha(0.02))
    before = logged(session)
    give(session, command)
    assert logged(session) == before == [(6, SetAlpha(0.02))]


@pytest.mark.parametrize(
    "command",
    [
        Seek(0), Seek(7), SetAlpha(-1.0), SetAlpha(float("nan")), SetAlpha(0.1, lane=1), SetInput(0, 3, 1.0),
        SetTarget(4, 0, 1.0), SetWeight(A, 1e7), Freeze(WeightRef(0, 1, 0), True),
        SetOrder(Order(Taking.ONE, 4)), SetOrder(Order(Taking.SHUFFLED, seed=-1)),
        SetSpeed(Speed(0.0)), SetSpeed(Speed(float("nan"))), SetSpeed(Speed(float("inf"))),
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("playing", [False, True])
def test_a_refused_command_changes_nothing_but_the_notice(command: Command, playing: bool) -> None:
    """It says why in a sentence; log, step, phase, playing, undo and redo stay."""
    session = session_of(three_inputs(), TakeSteps(3), SetAlpha(0.02), TakeSteps(2), Undo(), Redo())
    give(session, TakeSteps(2), GoToPhase(Phase.COMPARE), SetSpeed(Speed(1.0, by_phase=True)))
    if playing:
        give(session, Play())
    before = everything(session)
    give(session, command)
    assert everything(session) == before
    assert session.notice
    give(session, Pause())
    assert not session.notice


@pytest.mark.parametrize(
    "command", [SetAlpha(0.01), Freeze(A, False), SetWeight(A, 0.1), SetOrder(Order())], ids=repr
)
def test_a_command_that_changes_nothing_leaves_no_trace(command: Command) -> None:
    """No log entry, no undo, no cut future."""
    session = session_of(three_inputs(), TakeSteps(5), Seek(1), GoToPhase(Phase.COMPARE))
    before = everything(session)
    give(session, command)
    assert everything(session) == before


def test_a_command_in_mid_phase_goes_back_to_predict_of_the_same_step() -> None:
    """Freezing at Weight deltas holds for this step's Learn."""
    session = session_of(three_inputs(), TakeSteps(4), GoToPhase(Phase.WEIGHT_DELTAS), Freeze(A, True))
    assert (session.step, session.phase) == (5, Phase.PREDICT)
    before = session.states[0].weights[0, 0]
    give(session, TakeSteps(1))
    assert session.states[0].weights[0, 0] == before


def test_every_handled_command_is_counted_but_not_drawn() -> None:
    """Refused ones too: the window must know that they were answered."""
    session = session_of(three_inputs())
    commands = [Play(), Drawn(), SetAlpha(0.1), SetAlpha(-1.0), Drawn(), Undo(), Stop(), Undo()]
    for command in commands:
        session.apply(command)
    assert session.snapshot().handled == len(commands) - 2


# --- undo, redo, forks --------------------------------------------------------------------------------------


def test_undo_goes_where_the_command_was_given_and_redo_gives_it_again() -> None:
    """The old tail is kept for redo: its recorded steps are there again."""
    session = session_of(three_inputs(), TakeSteps(4), SetAlpha(0.02), TakeSteps(6))
    after = oracle.bits(session.states)
    give(session, Undo())
    assert (session.step, session.timeline.last_step) == (5, 5)
    assert logged(session) == []
    assert session.snapshot().redo == "alpha 0.01 → 0.02"
    give(session, Redo())
    assert (session.step, session.timeline.last_step) == (5, 11)
    give(session, Seek(11))
    assert oracle.bits(session.states) == after
    assert session.snapshot().redo is None


def test_a_change_in_recorded_time_cuts_the_future_and_undo_brings_it_back() -> None:
    """The cut-off future is kept as a fork."""
    session = session_of(three_inputs(), TakeSteps(20))
    future = oracle.bits(session.states)
    give(session, Seek(8), SetAlpha(0.02))
    assert (session.step, session.timeline.last_step, len(session.snapshot().kept)) == (8, 8, 1)
    give(session, TakeSteps(3), Undo())
    assert (session.step, session.timeline.last_step, len(session.snapshot().kept)) == (8, 21, 0)
    give(session, Seek(21))
    assert oracle.bits(session.states) == future
    give(session, Redo())
    assert (session.step, session.timeline.last_step, len(session.snapshot().kept)) == (8, 11, 1)


def test_a_new_command_ends_what_could_be_redone() -> None:
    """After an undo, another command takes the place of the old one."""
    session = session_of(three_inputs(), SetAlpha(0.02), Undo(), SetAlpha(0.03))
    assert session.snapshot().redo is None
    give(session, Redo())
    assert logged(session) == [(1, SetAlpha(0.03))]


def test_undo_and_redo_with_nothing_to_do_change_nothing() -> None:
    """Not even playing."""
    session = session_of(three_inputs(), TakeSteps(2), Play())
    before = everything(session)
    give(session, Undo(), Redo())
    assert everything(session) == before


def test_one_drag_is_one_undo() -> None:
    """Also in a session that was changed before, and with the words of the whole drag."""
    session = session_of(three_inputs(), SetAlpha(0.02))
    give(session, *(SetWeight(A, value, gesture=9) for value in (0.2, 0.3, 0.4)))
    at = session.snapshot()
    assert at.undo == "a 0.1 → 0.4"
    assert [mark.text for mark in at.marks] == ["alpha 0.01 → 0.02", "a 0.1 → 0.4"]
    give(session, Undo())
    assert session.states[0].weights[0, 0] == 0.1
    assert logged(session) == [(1, SetAlpha(0.02))]
    give(session, Redo())
    assert session.states[0].weights[0, 0] == 0.4


def test_a_drag_while_playing_is_one_undo() -> None:
    """Alpha dragged over several steps: undo goes back to before the drag, and all is as it was."""
    session = session_of(three_inputs(), TakeSteps(10))
    before = everything(session)
    give(session, Play())
    for alpha in (0.011, 0.012, 0.013):
        give(session, SetAlpha(alpha, gesture=5))
        session.play(3)
    assert [step for step, _ in logged(session)] == [11, 14, 17]
    assert session.snapshot().undo == "alpha 0.01 → 0.013"
    dragged = oracle.bits(session.states)
    give(session, Undo())
    after = everything(session)
    assert after[:7] == (11, 11, Phase.PREDICT, False, Speed(), (), None)
    assert after[-2:] == before[-2:]
    give(session, Redo(), Seek(20))
    assert oracle.bits(session.states) == dragged


def test_a_drag_that_moves_two_things_is_one_undo() -> None:
    """A point on a surface is two weights; the log holds the last of each."""
    session = session_of(three_inputs(), TakeSteps(2))
    before = oracle.bits(session.states)
    for value in (1.0, 2.0, 3.0):
        give(session, SetWeight(A, value, gesture=4), SetWeight(B, -value, gesture=4))
    assert logged(session) == [(3, SetWeight(A, 3.0, 4)), (3, SetWeight(B, -3.0, 4))]
    give(session, Undo())
    assert oracle.bits(session.states) == before


def test_a_drag_goes_on_behind_a_step_back_as_another_undo() -> None:
    """Set before the step at which the drag began, it is a change of its own: redo must find its step."""
    session = session_of(three_inputs(), TakeSteps(9), SetAlpha(0.02, gesture=3), TakeSteps(-5))
    give(session, SetAlpha(0.015, gesture=3))
    assert (session.step, session.timeline.last_step) == (5, 5)
    give(session, Undo())
    assert (session.step, session.timeline.last_step) == (5, 10)
    give(session, Undo())
    assert (session.step, logged(session)) == (10, [])
    give(session, Redo(), Redo())
    assert (session.step, logged(session)) == (5, [(5, SetAlpha(0.015, gesture=3))])


@pytest.mark.parametrize("opens", [False, True], ids=["in the scene", "another scene"])
def test_several_commands_as_one_are_one_undo(opens: bool) -> None:
    """They do what they do alone, in order; Undo and Redo find each side as it was left."""
    commands: tuple[Command, ...] = (SetAlpha(0.02), TakeSteps(3), Fork(0, "other"), Seek(2), TakeSteps(4))
    commands = (*commands, Freeze(A, True), TakeSteps(4))
    if opens:
        commands = (SetAlpha(0.5), LoadScene(three_inputs()), *commands)
    alone = session_of(three_inputs(), TakeSteps(9), *commands)
    session = session_of(three_inputs(), TakeSteps(9))
    before = everything(session)
    give(session, AsOne(commands, "set up “Two”"))
    after, kept = everything(session), session.snapshot().kept
    assert (session.snapshot().undo, [future.text for future in kept]) == ("set up “Two”", [])
    assert oracle.bits(session.states) == oracle.bits(alone.states)
    give(session, Undo())
    undone = everything(session)
    assert undone[:7] + undone[8:] == before[:7] + before[8:]
    assert undone[7] == "set up “Two”"
    give(session, Redo())
    assert everything(session) == after
    give(session, Undo(), Seek(5), AsOne((SetAlpha(0.02), SetAlpha(0.03)), "set up “Three”"))
    assert [(future.step, future.text) for future in session.snapshot().kept] == [(5, "set up “Three”")]


def test_what_is_refused_among_several_is_said_and_holds_up_nothing() -> None:
    """The notice is not lost to those that come after it."""
    session = session_of(three_inputs(), AsOne((Seek(77), SetAlpha(0.02)), "both"))
    assert "77" in session.notice
    assert session.states[0].setting.alpha == 0.02
    give(session, AsOne((Seek(77),), "nothing"))
    assert session.snapshot().undo == "both"


def test_two_drags_are_two_undos() -> None:
    """Another gesture number is another undo, though the same number is set."""
    session = session_of(three_inputs(), SetAlpha(0.02, gesture=1), SetAlpha(0.03, gesture=2), Undo())
    assert session.states[0].setting.alpha == 0.02


def test_undo_and_forks_are_bounded() -> None:
    """The oldest go; memory does not grow with every change."""
    session = session_of(three_inputs(), TakeSteps(1))
    for change in range(UNDO_DEPTH + 20):
        give(session, Seek(1), SetAlpha(0.001 * (1 + change % 5)), TakeSteps(1))
    assert len(session.snapshot().kept) == FUTURES_KEPT
    undone = 0
    while session.snapshot().undo:
        give(session, Undo())
        undone += 1
    assert undone == UNDO_DEPTH


def test_opening_a_scene_is_one_undo_away() -> None:
    """Undo finds the old scene as it was left, redo the new one."""
    session = session_of(three_inputs(), TakeSteps(4), SetAlpha(0.02), TakeSteps(3))
    old = oracle.bits(session.states)
    give(session, LoadScene(nine_weights()))
    at = session.snapshot()
    assert (at.step, at.last_step, at.marks, len(at.lanes[0].now.error)) == (1, 1, (), 3)
    assert at.undo == "open A scene for tests"
    give(session, TakeSteps(6), Undo())
    assert (session.step, oracle.bits(session.states)) == (8, old)
    give(session, Redo())
    assert (session.step, session.timeline.last_step) == (7, 7)
    assert session.snapshot().scene.lanes[0].weights.shape == (3, 3)


def test_starting_a_scene_over_is_one_undo_away() -> None:
    """The same scene again is another timeline with steps of its own."""
    start = three_inputs()
    session = session_of(start, TakeSteps(50), LoadScene(start), TakeSteps(2), Undo())
    assert (session.step, session.timeline.last_step) == (51, 51)
    give(session, Redo())
    assert (session.step, session.timeline.last_step) == (3, 3)


# --- moving about -------------------------------------------------------------------------------------------


def test_seeking_pauses_and_shows_the_step_bit_for_bit() -> None:
    """Any recorded step, forwards and backwards."""
    session = session_of(nine_weights(), TakeSteps(30), SetAlpha(0.005), TakeSteps(30))
    course = oracle.replay(nine_weights(), [(31, SetAlpha(0.005))], 61)
    for step in (61, 1, 30, 31, 32, 2, 60):
        give(session, Play(), Seek(step))
        assert (session.step, session.playing) == (step, False)
        assert oracle.bits(session.states) == oracle.bits(course[step - 1])


def test_playing_in_recorded_time_replays_the_commands() -> None:
    """Then it goes on beyond, as if it had never been back."""
    session = session_of(three_inputs(), TakeSteps(9), Freeze(A, True), TakeSteps(9), Seek(3), Play())
    session.play(30)
    assert session.step == session.timeline.last_step == 33
    course = oracle.replay(three_inputs(), [(10, Freeze(A, True))], 33)
    assert oracle.bits(session.states) == oracle.bits(course[-1])


@pytest.mark.parametrize(
    ("phase", "count", "step"),
    [
        (Phase.PREDICT, -1, 9),
        (Phase.PREDICT, -3, 7),
        (Phase.PREDICT, -30, 1),
        (Phase.COMPARE, -1, 10),
        (Phase.LEARN, -2, 9),
        (Phase.LEARN, -30, 1),
        (Phase.PREDICT, 2, 12),
        (Phase.COMPARE, 1, 11),
    ],
)
def test_steps_back_and_forth(phase: Phase, count: int, step: int) -> None:
    """The first step back from mid-phase goes to this step's beginning; step 1 is the end."""
    session = session_of(three_inputs(), TakeSteps(9), GoToPhase(phase), Play(), GoToPhase(phase))
    give(session, TakeSteps(count))
    assert (session.step, session.phase, session.playing) == (step, Phase.PREDICT, False)
    assert oracle.bits(session.states) == oracle.bits(oracle.replay(three_inputs(), [], step)[-1])


def test_no_steps_are_no_steps() -> None:
    """Taking zero steps only pauses."""
    session = session_of(
        three_inputs(), GoToPhase(Phase.COMPARE), Play(), GoToPhase(Phase.COMPARE), TakeSteps(0)
    )
    assert (session.step, session.phase, session.playing) == (1, Phase.COMPARE, False)


def test_phases_run_over_the_borders_of_steps() -> None:
    """Forward one by one through three steps, and back again to the very beginning."""
    session = session_of(three_inputs())
    places = [(step, phase) for step in (1, 2, 3) for phase in Phase]
    for place in places[1:]:
        give(session, TakePhase())
        assert (session.step, session.phase) == place
    for place in reversed(places[:-1]):
        give(session, TakePhase(-1))
        assert (session.step, session.phase) == place
    give(session, TakePhase(-1))
    assert (session.step, session.phase) == (1, Phase.PREDICT)
    give(session, TakePhase(7))
    assert (session.step, session.phase) == (2, Phase.LEARN)
    give(session, TakePhase(-100))
    assert (session.step, session.phase) == (1, Phase.PREDICT)


def test_phases_end_at_the_last_finite_step() -> None:
    """Its four phases can be looked at; after Learn it says that the next step would overflow."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(1000))
    last = session.step
    for phase in (Phase.COMPARE, Phase.WEIGHT_DELTAS, Phase.LEARN):
        give(session, TakePhase())
        assert (session.step, session.phase, session.notice) == (last, phase, "")
    give(session, TakePhase())
    assert (session.step, session.phase) == (last, Phase.LEARN)
    assert "Diverged" in session.notice
    give(session, TakePhase(-1))
    assert (session.step, session.phase) == (last, Phase.WEIGHT_DELTAS)


def test_going_to_a_phase_pauses() -> None:
    """The step stays."""
    session = session_of(three_inputs(), TakeSteps(2), Play(), GoToPhase(Phase.LEARN))
    assert (session.step, session.phase, session.playing) == (3, Phase.LEARN, False)


# --- divergence ---------------------------------------------------------------------------------------------


def test_divergence_stops_at_the_last_finite_step_and_says_why() -> None:
    """However it is reached: in one go, in pieces, or one by one."""
    found = set()
    for piece in (1, 10, 1000):
        session = session_of(three_inputs(alpha=0.1))
        play(session, piece)
        found.add((session.step, session.timeline.last_step, *oracle.bits(session.states), session.notice))
    (only,) = found
    step, last_step, _, notice = only
    assert step == last_step
    assert f"step {step} is the last whose error is finite" in notice
    assert "Alpha 0.1 is above the limit 0.02699" in notice
    at = session.snapshot()
    assert at.diverged
    assert np.isfinite(at.lanes[0].now.total_error)
    assert all(np.isfinite(part).all() for part in (at.history[0].mean, at.history[0].highest))
    course = oracle.replay(three_inputs(alpha=0.1), [], step + 1)
    assert oracle.bits(session.states) == oracle.bits(course[step - 1])
    assert not course[step][0].is_finite(step + 1)


@pytest.mark.parametrize("again", [Play(), TakeSteps(1), TakeSteps(50)], ids=repr)
def test_at_the_last_finite_step_it_says_so_again(again: Command) -> None:
    """Play there is answered by “diverged”, never by “nothing left to learn”."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(1000))
    last = session.step
    give(session, Seek(last), GoToPhase(Phase.PREDICT), again)
    while session.playing:
        session.play(1)
    assert session.step == session.timeline.last_step == last
    assert session.notice.startswith("Diverged")


def test_taking_steps_in_mid_phase_where_none_can_be_taken_keeps_the_phase() -> None:
    """Nothing was taken, so nothing moves."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(1000), GoToPhase(Phase.COMPARE), TakeSteps(3))
    assert session.phase is Phase.COMPARE
    give(session, TakeSteps(-2), GoToPhase(Phase.COMPARE), TakeSteps(10))
    assert session.phase is Phase.PREDICT


def test_after_divergence_a_step_back_and_a_lower_alpha_go_on() -> None:
    """The error falls again, and the mark says where alpha was lowered."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(1000))
    give(session, TakeSteps(-(session.step - 6)), SetAlpha(0.01))
    play(session)
    at = session.snapshot()
    assert not at.diverged
    assert at.lanes[0].now.total_error < 1e-16
    assert at.marks[0].step == 6


def test_weights_too_large_to_feel_a_change_are_not_called_learnt() -> None:
    """Just before the overflow a lower alpha goes on, until rounding eats what is left; then it says so."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(1000), TakeSteps(-3), SetAlpha(0.01))
    step = session.step
    play(session, 50)
    assert session.step > step + 10
    assert session.snapshot().lanes[0].now.total_error > 1e-9
    assert "weights this large" in session.notice


def test_lanes_diverge_together_and_the_notice_names_which() -> None:
    """One lane's overflow stops all; the others stay at the same step."""
    session = session_of(one_and_three(), SetAlpha(1.0, lane=1))
    play(session, 50)
    assert session.notice.startswith("“three inputs” diverged")
    at = session.snapshot()
    assert [each.diverged for each in at.lanes] == [False, True]
    alone = session_of(scene(one_and_three().lanes[0]), TakeSteps(session.step - 1))
    assert oracle.bits([session.states[0]]) == oracle.bits(alone.states)


def test_an_input_that_would_overflow_at_once_is_refused() -> None:
    """Near the end of a diverging run, a larger input would leave nothing to show."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(1000))
    before = everything(session)
    give(session, SetInput(0, 0, 1e6))
    assert everything(session) == before
    assert "step back a few steps first" in session.notice


def test_several_examples_diverge_without_a_warning() -> None:
    """Four games in turn and far too much alpha."""
    session = session_of(nine_weights(alpha=0.5, order=Order(Taking.IN_TURN)))
    play(session, 64)
    at = session.snapshot()
    assert at.diverged
    assert np.isfinite(at.lanes[0].now.total_error)
    assert "above the limit" in session.notice


# --- standing still -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (three_inputs(alpha=0.0), "alpha is 0"),
        (three_inputs(frozen=[[True] * 3]), "every weight is frozen"),
        (three_inputs(alpha=0.0, order=Order(Taking.SHUFFLED, seed=1)), "alpha is 0"),
    ],
)
def test_where_nothing_can_move_play_stops_at_once_and_says_why(start: Scene, words: str) -> None:
    """No step is taken."""
    session = session_of(start, Play())
    assert (session.step, session.playing) == (1, False)
    assert words in session.notice


@pytest.mark.parametrize("piece", [1, 3, 10, 64])
def test_it_stops_where_alpha_was_taken_away_while_playing(piece: int) -> None:
    """The step of the command, whatever the pieces."""
    session = session_of(three_inputs(), TakeSteps(9), Play(), SetAlpha(0.0))
    while session.playing:
        session.play(piece)
    assert session.step == session.timeline.last_step == 10
    assert "alpha is 0" in session.notice


def test_it_never_stops_before_the_command_that_made_it_stand_still() -> None:
    """Nothing moved in the steps just before either, but only by chance: they are not the end."""
    mostly_nothing = Examples.table(["x"], ["y"], [[0.0], [0.0], [0.0], [2.0]], [[0.0], [0.0], [0.0], [1.0]])
    start = scene(lane(mostly_nothing, [[0.1]], alpha=0.1, order=Order(Taking.IN_TURN)))
    session = session_of(start, Play())
    for _ in range(6):
        session.play(1)
    give(session, Freeze(A, True))
    while session.playing:
        session.play(1)
    assert session.step == session.timeline.last_step == 7
    assert logged(session) == [(7, Freeze(A, True))]


@pytest.mark.parametrize("piece", [1, 3, 100])
def test_settled_play_in_recorded_time_goes_on_to_a_later_command(piece: int) -> None:
    """Nothing moves for a while, but a recorded command comes; it is neither skipped nor cut off."""
    session = session_of(three_inputs(alpha=0.0), TakeSteps(20), SetAlpha(0.01), TakeSteps(5), Seek(2))
    before = logged(session)
    play(session, piece)
    assert session.step > 26
    assert logged(session) == before == [(21, SetAlpha(0.01))]
    again = session_of(three_inputs(alpha=0.0), TakeSteps(20), SetAlpha(0.01))
    play(again, 1)
    assert session.step == again.step
    assert oracle.bits(session.states) == oracle.bits(again.states)


@pytest.mark.parametrize("piece", [1, 3, 100])
def test_recorded_time_in_which_nothing_moves_is_never_cut_off(piece: int) -> None:
    """Steps taken by hand at alpha 0 stay, and so do the steps that undo and redo go back to."""
    session = session_of(three_inputs(alpha=0.0), TakeSteps(20), SetWeight(A, 1.0), TakeSteps(5), Seek(3))
    play(session, piece)
    assert session.step == session.timeline.last_step == 26
    give(session, Undo())
    assert (session.step, session.timeline.last_step) == (21, 21)
    give(session, Seek(2))
    play(session, piece)
    assert session.timeline.last_step == 21
    give(session, Redo())
    assert (session.step, session.timeline.last_step) == (21, 26)


@pytest.mark.parametrize("piece", [1, 2, 5, 8])
def test_weights_that_circle_are_not_settled(piece: int) -> None:
    """At twice the alpha that lands in one step the weights jump to and fro: that is not standing still."""
    circling = scene(lane(Examples.table(["x"], ["y"], [[1.0]], [[1.0]]), [[0.0]], alpha=2.0))
    session = session_of(circling, Play())
    for _ in range(20):
        session.play(piece)
    assert session.playing
    assert session.step == 1 + 20 * piece


def test_four_games_are_settled_only_when_all_are() -> None:
    """One satisfied game is not the end of a pass."""
    examples = Examples.table(["x", "y"], ["z"], [[1.0, 0.0], [0.0, 1.0]], [[1.0], [1.0]])
    start = scene(lane(examples, [[1.0, 0.0]], alpha=0.5, order=Order(Taking.IN_TURN)))
    session = session_of(start)
    play(session, 1)
    assert session.states[0].weights == pytest.approx(np.array([[1.0, 1.0]]))
    assert session.step > 50


# --- the rest -----------------------------------------------------------------------------------------------


def test_speed_does_not_change_the_notice_or_the_numbers() -> None:
    """While playing step by step, the phase is Predict."""
    session = session_of(three_inputs(), SetAlpha(-1.0))
    notice = session.notice
    give(session, SetSpeed(Speed(1.0, by_phase=True)))
    assert session.notice == notice
    give(session, Play())
    session.move_phase(2)
    give(session, SetSpeed(Speed(5.0)))
    assert (session.playing, session.phase) == (True, Phase.PREDICT)


def test_a_failure_stops_playing_and_is_shown_until_the_next_command() -> None:
    """An unexpected error is part of the snapshot; the next command is carried out as ever."""
    session = session_of(three_inputs(), Play())
    session.stop_with("KeyError: 'x'")
    at = session.snapshot()
    assert (at.playing, at.failure) == (False, "KeyError: 'x'")
    give(session, TakeSteps(1))
    assert (session.step, session.snapshot().failure) == (2, "")


def test_ten_thousand_steps_and_back_are_the_same_bits() -> None:
    """Checkpoints thinned many times still lead to every step."""
    session = session_of(three_inputs(alpha=0.001, order=Order(Taking.SHUFFLED, seed=5)), TakeSteps(9_999))
    course = oracle.replay(session.scene, [], 10_000)
    for step in (10_000, 1, 4_097, 8_193, 9_999, 2):
        give(session, Seek(step))
        assert oracle.bits(session.states) == oracle.bits(course[step - 1])


def test_one_lane_of_the_table_is_the_chapters_game() -> None:
    """The helper scenes of these tests hold the chapter's numbers."""
    assert table(["toes", "wlrec", "nfans"], ["win"]).inputs[0].tolist() == [8.5, 0.65, 1.2]


def test_settled_play_does_not_end_before_a_planned_command_that_moved_nothing() -> None:
    """Where it was settled before already, recorded time ends at that command, and its mark stays."""
    start = replace(frozen_a(), log=(Entry(70, SetAlpha(0.2), "alpha 0.3 → 0.2"),))
    session = session_of(start)
    play(session, piece=100)
    at = session.snapshot()
    assert "nothing left to learn" in at.notice
    assert (at.step, at.last_step, [mark.step for mark in at.marks]) == (70, 70, [70])
    before = session.timeline.state_at(60)
    assert oracle.bits(before) == oracle.bits(session.states)


# --- backwards ----------------------------------------------------------------------------------------------


def test_playing_backwards_stops_at_the_first_step_and_says_so() -> None:
    """What is recorded stays; Play goes on again from there."""
    session = session_of(three_inputs(), TakeSteps(20), Play(backwards=True))
    assert session.snapshot().backwards
    session.play_back(7)
    assert (session.step, session.playing) == (14, True)
    session.play_back(7)
    session.play_back(7)
    at = session.snapshot()
    assert (at.step, at.last_step, at.playing, at.backwards) == (1, 21, False, False)
    assert at.notice == "This is step 1, where it began."
    give(session, Play(backwards=True))
    assert not session.playing
    give(session, Play())
    assert (session.playing, session.snapshot().backwards) == (True, False)


def test_by_phases_it_goes_back_to_predict_of_step_1() -> None:
    """One phase at a time, through the steps."""
    session = session_of(three_inputs(), TakeSteps(1), SetSpeed(Speed(2.0, by_phase=True)))
    give(session, GoToPhase(Phase.COMPARE), Play(backwards=True))
    seen = []
    while session.playing:
        session.play_back(1)
        seen.append((session.step, session.phase))
    assert seen == [(2, Phase.PREDICT), *[(1, phase) for phase in reversed(Phase)]]


@pytest.mark.parametrize("change", [SetAlpha(0.02), Fork(0), RemoveLane(0)])
def test_a_change_ends_playing_backwards(change: Command) -> None:
    """Another future begins there; going on back would change the same again and again."""
    session = session_of(one_and_three(), TakeSteps(20), Play(backwards=True))
    session.play_back(5)
    give(session, change)
    assert (session.playing, session.step) == (False, 16)


def test_names_and_bookmarks_do_not_end_it() -> None:
    """They change no future."""
    session = session_of(three_inputs(), TakeSteps(20), Play(backwards=True))
    give(session, SetBookmark(3, "here"), NameLane(0, "mine"), Undo())
    assert session.playing
