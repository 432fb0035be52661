"""Runs beside each other: forked, raced, taken away, renamed, brought back; each is a run of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import oracle
import pytest
from image_scenes import image_scene
from scenes import correct_and_printed, nine_weights, one_and_three, three_inputs

from gdstudio.cli.trace import moments
from gdstudio.core.examples import Order, Taking
from gdstudio.listings.script import script
from gdstudio.messages import (
    MOST_LANES,
    BringBack,
    Command,
    Fork,
    Freeze,
    LoadScene,
    NameLane,
    Phase,
    Play,
    Race,
    Redo,
    RemoveLane,
    Scene,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetWeight,
    Snapshot,
    TakePhase,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model import futures, lanes, records
from gdstudio.model.session import Session

A = WeightRef(0, 0, 0)


def session_of(start: Scene, *commands: Command) -> Session:
    session = Session(start)
    give(session, *commands)
    return session


def give(session: Session, *commands: Command) -> Snapshot:
    for command in commands:
        session.apply(command)
    return session.snapshot()


def labels(session: Session) -> list[str]:
    return [lane.start.label for lane in session.snapshot().lanes]


def alphas(session: Session) -> list[float]:
    return [lane.alpha for lane in session.snapshot().lanes]


def refused(session: Session, command: Command, words: str) -> None:
    """A command is answered by a sentence, and nothing changes."""
    before, bits = session.snapshot(), oracle.bits(session.states)
    after = give(session, command)
    assert words in after.notice
    assert (after.scene, after.step, after.log, after.undo) == (
        before.scene, before.step, before.log, before.undo,
    )  # fmt: skip
    assert (after.last_step, after.kept, after.bookmarks) == (before.last_step, before.kept, before.bookmarks)
    assert oracle.bits(session.states) == bits


def check_lane(session: Session, lane: int, commands: list[tuple[int, Command]], start: Scene) -> None:
    """Every recorded step of a run is that of a scene of one lane, given these commands."""
    timeline = session.timeline
    course = oracle.replay(start, commands, timeline.last_step)
    for step in range(1, timeline.last_step + 1):
        assert oracle.bits([timeline.state_at(step)[lane]]) == oracle.bits(course[step - 1])
    history, errors = timeline.history()[lane], oracle.total_errors(course, 0)
    for bucket in range(len(history.mean)):
        held = errors[bucket * history.stride :][: history.stride]
        assert (history.lowest[bucket], history.highest[bucket]) == (held.min(), held.max())


# --- fork ---------------------------------------------------------------------------------------------------


def test_a_fork_shares_the_past_and_goes_its_own_way() -> None:
    """What was given before the fork means both; what is given to one of them afterwards means that one."""
    session = session_of(three_inputs(), SetAlpha(0.02), TakeSteps(4), Freeze(A, True), TakeSteps(5))
    at = give(session, Fork(0))
    assert (at.step, at.last_step, len(at.lanes)) == (10, 10, 2)
    assert oracle.bits([at.lanes[0].now]) == oracle.bits([at.lanes[1].now])
    give(session, SetAlpha(0.005, lane=1), TakeSteps(6), SetAlpha(0.001, lane=0), TakeSteps(4))
    past = [(1, SetAlpha(0.02)), (5, Freeze(A, True))]
    check_lane(session, 0, [*past, (16, SetAlpha(0.001))], three_inputs())
    check_lane(session, 1, [*past, (10, SetAlpha(0.005))], three_inputs())


def test_a_fork_is_told_by_its_start() -> None:
    """It has a name and a label of its own, and says what it was forked from and when."""
    session = session_of(three_inputs(), TakeSteps(3), Fork(0), TakeSteps(2), Fork(1), Fork(0, "  my  way "))
    starts = [lane.start for lane in session.snapshot().lanes]
    assert [start.name for start in starts] == ["run", "fork-1", "fork-2", "my-way"]
    assert [start.label for start in starts] == ["run", "fork 1", "fork 2", "my way"]
    assert [(start.fork_of, start.forked_at) for start in starts] == [
        ("", 0), ("run", 4), ("fork-1", 6), ("run", 6),
    ]  # fmt: skip
    assert session.snapshot().scene.has_forks


def test_a_fork_in_recorded_time_cuts_what_came_after() -> None:
    """What was given later is another future: it is one Undo away, and Redo forks again."""
    session = session_of(three_inputs(), TakeSteps(9), SetAlpha(0.02), TakeSteps(9), Seek(5))
    at = give(session, Fork(0))
    assert (at.step, at.last_step, at.log, at.undo) == (5, 5, (), "fork “run”")
    assert [(kept.step, kept.last_step, kept.text) for kept in at.kept] == [(5, 19, "fork “run”")]
    at = give(session, Undo())
    assert (at.step, at.last_step, len(at.lanes), len(at.log), at.kept) == (5, 19, 1, 1, ())
    at = give(session, Redo())
    assert (at.step, at.last_step, len(at.lanes)) == (5, 5, 2)


def test_a_change_in_one_run_leaves_the_others_future_alone() -> None:
    """Its own later commands are another future; what the others were given comes again, to the last bit."""
    session = session_of(three_inputs(), TakeSteps(3), Race(0, (0.02,)), TakeSteps(3))
    give(session, SetAlpha(0.005, 0), TakeSteps(2), Freeze(WeightRef(1, 0, 1), True), TakeSteps(4))
    before = session.states[1].weights
    shown = give(session, Seek(2), SetWeight(A, 0.3))
    assert shown.last_step == 2
    assert [entry.step for entry in shown.log] == [2, 4, 9]
    assert [kept.last_step for kept in shown.kept] == [13]
    shown = give(session, TakeSteps(11))
    assert [lane.alpha for lane in shown.lanes] == [0.01, 0.02]
    assert shown.lanes[1].frozen.tolist() == [[False, True, False]]
    assert session.states[1].weights.tobytes() == before.tobytes()
    give(session, Undo())
    assert [entry.step for entry in session.timeline.log] == [4, 7, 9]


def test_a_fork_leaves_the_others_future_alone() -> None:
    """Only the run that is forked has another: those that race keep the alphas they race with."""
    session = session_of(three_inputs(), TakeSteps(5), Race(0, (0.02,)), TakeSteps(3), SetAlpha(0.005, 0))
    shown = give(session, Seek(3), Fork(0), TakeSteps(8))
    assert [lane.start.label for lane in shown.lanes] == ["run", "α 0.02", "fork 1"]
    assert [lane.alpha for lane in shown.lanes] == [0.01, 0.02, 0.01]


def test_a_fork_keeps_the_phase_and_goes_on_playing() -> None:
    """No number of the present step changes, so there is nothing to go back to or to stop for."""
    session = session_of(three_inputs(), TakePhase(2), Fork(0))
    assert session.phase is Phase.WEIGHT_DELTAS
    give(session, Play(), Fork(0))
    assert session.playing


@pytest.mark.parametrize("long_run", [30, 200])
@pytest.mark.parametrize("step", [1, 2, 7, 30])
def test_a_fork_at_any_step_of_a_long_run_has_its_bits(
    step: int, long_run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far apart the checkpoints lie."""
    monkeypatch.setattr(records, "CAPACITY", 8)
    monkeypatch.setattr(records, "_QUICK_TO_REPLAY", 10)
    past = [(1, SetInput(0, 1, 0.9, 0)), (3, SetOrder(Order(Taking.SHUFFLED, seed=3)))]
    session = session_of(nine_weights(alpha=0.005), past[0][1], TakeSteps(2), past[1][1], TakeSteps(long_run))
    give(session, Seek(step), Fork(0), SetWeight(A._replace(lane=1), 0.5), TakeSteps(20))
    kept = [(at, command) for at, command in past if at <= step]
    check_lane(session, 0, kept, nine_weights(alpha=0.005))
    check_lane(session, 1, [*kept, (step, SetWeight(A, 0.5))], nine_weights(alpha=0.005))


def test_forks_share_what_they_share() -> None:
    """A fork of a long run keeps no state of its own up to there: the very same objects stand in both."""
    session = session_of(three_inputs(order=Order(Taking.IN_TURN)), TakeSteps(5000), Fork(0), Fork(1))
    checkpoints = session.timeline._records.checkpoints
    assert len(checkpoints) > 1000
    assert all(states[0] is states[1] is states[2] for states in checkpoints)
    give(session, SetAlpha(0.001, lane=1), TakeSteps(100))
    later = session.timeline._records.checkpoints[len(checkpoints) :]
    assert later
    assert all(states[0] is not states[1] for states in later)


def test_a_change_for_all_runs_means_forks_too() -> None:
    """As in every scene with several lanes."""
    session = session_of(three_inputs(), TakeSteps(2), Fork(0), SetAlpha(0.02), TakeSteps(2))
    assert alphas(session) == [0.02, 0.02]


def test_marks_are_told_once_with_the_runs_that_are_meant() -> None:
    """What a fork shares with its origin is one mark; what only some are given has their names."""
    session = session_of(three_inputs(), Freeze(A, True), TakeSteps(3), Fork(0), Fork(0))
    at = give(session, SetAlpha(0.02, lane=1), SetAlpha(0.02, lane=2))
    assert [(mark.step, mark.text) for mark in at.marks] == [
        (1, "a frozen"),
        (4, "alpha 0.01 → 0.02 (fork 1, fork 2)"),
    ]
    assert at.undo == "alpha 0.01 → 0.02 (fork 2)"


@pytest.mark.parametrize("number", range(1, MOST_LANES))
def test_there_is_room_for_so_many(number: int) -> None:
    """Four runs in all; a fifth is refused, whether forked or raced."""
    session = session_of(three_inputs(), *[Fork(0)] * (MOST_LANES - 1))
    refused(session, Fork(0), "4 runs here; at most 4")
    refused(session, Race(0, (0.1,)), "at most 4")
    give(session, *[RemoveLane(1)] * number)
    refused(session, Race(0, (0.1,) * (number + 1)), "at most 4")
    assert give(session, Race(0, tuple(0.001 * (n + 1) for n in range(number)))).notice == ""


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (Fork(2), "run 3: there are 2 runs here"),
        (Fork(-1), "run 0: there are 2"),
        (Fork(0, "three inputs"), "“three inputs”: another run is called so"),
        (Fork(0, "x" * 25), "at most 24 letters"),
        (Fork(0, "a\x07b"), "one line"),
        (Race(0, ()), "at least one alpha"),
        (Race(9, (0.1,)), "run 10"),
        (Race(0, (0.1, -1.0)), "alpha -1 is out of range"),
        (Race(0, (float("nan"),)), "out of range"),
        (RemoveLane(2), "run 3"),
        (NameLane(2, "x"), "run 3"),
        (NameLane(0, "  "), "needs a name"),
        (NameLane(0, "three inputs"), "another run is called so"),
        (NameLane(0, "x" * 25), "at most 24 letters"),
        (BringBack(1), "future 1 is not kept"),
    ],
)
def test_what_cannot_be_is_refused_in_words(command: Command, words: str) -> None:
    """With the place and the remedy; nothing changes."""
    refused(session_of(one_and_three(), TakeSteps(3), Seek(2)), command, words)


def test_with_images_there_is_one_run() -> None:
    """It says what works instead; names and bookmarks do."""
    session = session_of(image_scene(), TakeSteps(3))
    for command in (Fork(0), Race(0, (0.1,))):
        refused(session, command, "with images there is one run")
    refused(session, RemoveLane(0), "only run")
    give(session, SetAlpha(0.002), Seek(2), SetAlpha(0.003))
    (kept,) = session.snapshot().kept
    refused(session, BringBack(kept.number), "Undo and Redo")
    give(session, NameLane(0, "mine"))
    assert labels(session) == ["mine"]


# --- race ---------------------------------------------------------------------------------------------------


def test_a_race_gives_each_fork_its_alpha() -> None:
    """The run itself goes on with its own; one Undo takes all of it back."""
    session = session_of(three_inputs(), TakeSteps(4), TakePhase(1))
    at = give(session, Race(0, (0.02, 0.3, 0.02)))
    assert alphas(session) == [0.01, 0.02, 0.3, 0.02]
    assert labels(session) == ["run", "α 0.02", "α 0.3", "α 0.02 #2"]
    assert [lane.start.name for lane in at.lanes] == ["run", "alpha-0.02", "alpha-0.3", "alpha-0.02-2"]
    assert (at.step, at.phase, at.undo) == (5, Phase.PREDICT, "race “run”")
    give(session, TakeSteps(6))
    for lane, alpha in enumerate([0.01, 0.02, 0.3]):
        check_lane(session, lane, [(5, SetAlpha(alpha))], three_inputs())
    at = give(session, Undo())
    assert (len(at.lanes), at.step, at.log) == (1, 5, ())
    assert give(session, Redo()).step == 5
    assert alphas(session) == [0.01, 0.02, 0.3, 0.02]


def test_alphas_that_differ_in_late_digits_have_names_that_differ() -> None:
    """As many digits as it takes."""
    session = session_of(three_inputs(), Race(0, (0.02, 0.020001)))
    assert labels(session) == ["run", "α 0.02", "α 0.020001"]


# --- remove, name -------------------------------------------------------------------------------------------


def test_removing_a_run_leaves_the_others_all_they_have() -> None:
    """Recorded time stays, and so does what was given to them, whatever their number is now."""
    session = session_of(correct_and_printed(), TakeSteps(3), SetAlpha(0.02, lane=1), TakeSteps(3), Fork(1))
    give(session, SetAlpha(0.005, lane=2), TakeSteps(10), Seek(4))
    at = give(session, RemoveLane(0))
    assert (at.step, at.last_step, len(at.lanes)) == (4, 17, 2)
    (_, printed) = correct_and_printed().lanes
    alone = Scene("", "", "", "", (printed,), ("printed",))
    check_lane(session, 0, [(4, SetAlpha(0.02))], alone)
    check_lane(session, 1, [(4, SetAlpha(0.02)), (7, SetAlpha(0.005))], alone)
    give(session, Undo())
    assert labels(session) == ["correct", "as printed", "fork 1"]


def test_the_last_run_stays() -> None:
    """There would be nothing left to see."""
    session = session_of(three_inputs(), Fork(0), RemoveLane(0))
    refused(session, RemoveLane(0), "only run")


def test_forks_of_a_removed_run_are_forks_of_what_shares_their_past() -> None:
    """Of its own origin; and where a scene's own run goes, its first fork takes its place."""

    def lineage(session: Session) -> list[tuple[str, str, int]]:
        starts = [lane.start for lane in session.snapshot().lanes]
        return [(start.name, start.fork_of, start.forked_at) for start in starts]

    session = session_of(three_inputs(), TakeSteps(2), Fork(0), TakeSteps(2), Fork(1), TakeSteps(2), Fork(0))
    give(session, RemoveLane(1))
    assert lineage(session) == [("run", "", 0), ("fork-2", "run", 3), ("fork-3", "run", 7)]
    give(session, RemoveLane(0))
    assert lineage(session) == [("fork-2", "", 0), ("fork-3", "fork-2", 3)]
    assert session.snapshot().scene.has_forks
    assert not give(session, RemoveLane(1)).scene.has_forks


def test_when_one_run_diverges_all_stop_and_removing_it_lets_the_others_go_on() -> None:
    """The notice names it."""
    session = session_of(three_inputs(), TakeSteps(2), Race(0, (20.0,)), TakeSteps(500))
    assert session.notice.startswith("“α 20” diverged: step ")
    assert "remove that run" in session.notice
    stopped = session.step
    assert stopped < 500
    at = give(session, RemoveLane(1), TakeSteps(500))
    assert (at.step, at.notice) == (stopped + 500, "")


def test_a_name_can_be_given_while_playing_and_undone_without_moving() -> None:
    """It belongs to no step."""
    session = session_of(three_inputs(), Fork(0), Play())
    session.play(5)
    at = give(session, NameLane(1, " bold  one "))
    assert (at.undo, session.playing) == ("name “fork 1” “bold one”", True)
    assert labels(session) == ["run", "bold one"]
    session.play(5)
    at = give(session, Undo())
    assert (at.step, at.last_step, session.playing) == (11, 11, True)
    assert labels(session) == ["run", "fork 1"]
    assert give(session, Redo()).step == 11
    assert labels(session) == ["run", "bold one"]
    assert [lane.name for lane in session.scene.lanes] == ["run", "fork-1"]


def test_a_name_is_used_everywhere_from_now_on() -> None:
    """In marks, in Undo, in what is said."""
    session = session_of(three_inputs(), Fork(0), NameLane(1, "bold"), TakeSteps(2), SetAlpha(20.0, lane=1))
    at = give(session, TakeSteps(500))
    assert at.undo == "alpha 0.01 → 20 (bold)"
    assert [mark.text for mark in at.marks] == ["alpha 0.01 → 20 (bold)"]
    assert at.notice.startswith("“bold” diverged")
    refused(session, NameLane(0, "bold"), "another run is called so")
    at = give(session, RemoveLane(1), Fork(0))
    assert labels(session) == ["run", "fork 1"]  # the name was that run's, not its number's


def test_the_same_name_again_changes_nothing() -> None:
    """There is nothing to undo."""
    session = session_of(three_inputs(), NameLane(0, " run "))
    assert (session.snapshot().undo, session.notice) == (None, "")


def test_the_scene_is_the_same_object_as_long_as_nothing_is_renamed_or_forked() -> None:
    """So that the window sees at a glance that it has not changed."""
    session = session_of(three_inputs(), Fork(0), NameLane(0, "first"))
    scenes = [session.snapshot().scene for _ in range(3)]
    give(session, SetAlpha(0.02), TakeSteps(3))
    scenes.append(session.snapshot().scene)
    assert all(one is other for one, other in pairwise(scenes))


# --- the scene as it was opened -----------------------------------------------------------------------------


def test_start_again_goes_back_to_the_scene_as_it_was_opened() -> None:
    """Without forks and other names; Undo brings them back."""
    start = one_and_three()
    session = session_of(start, TakeSteps(3), Fork(0), NameLane(1, "wide"), RemoveLane(0))
    at = session.snapshot()
    assert at.opened is start
    at = give(session, LoadScene(at.opened))
    assert at.scene is at.opened is start
    assert give(session, Undo()).opened is start
    assert labels(session) == ["wide", "fork 1"]


def test_traced_names_runs_that_are_there_and_share_their_columns() -> None:
    """As in a scene file."""
    session = session_of(one_and_three())
    start = replace(session.scene, traced=("three",))
    session = session_of(start, Fork(1), Fork(0))
    assert session.scene.traced == ("three", "fork-1")
    give(session, RemoveLane(1))
    assert session.scene.traced == ("fork-1",)
    give(session, RemoveLane(1))
    assert session.scene.traced == ("fork-2",)


# --- scripts and tables -------------------------------------------------------------------------------------


def test_the_script_of_a_fork_ends_with_its_bits() -> None:
    """Each run's script is that run alone, its past included."""
    session = session_of(
        nine_weights(), SetAlpha(0.005), TakeSteps(3), Freeze(A, True), TakeSteps(3), Fork(0)
    )
    give(session, Freeze(A._replace(lane=1), False), SetAlpha(0.001, lane=0), TakeSteps(5), Fork(1))
    give(session, SetWeight(WeightRef(2, 1, 1), 0.3), TakeSteps(4), RemoveLane(0), TakeSteps(2))
    at = session.snapshot()
    for lane in range(2):
        names: dict[str, object] = {}
        exec(script(at.scene, at.log, lane, at.step), names)  # noqa: S102  # our own program
        assert np.array(names["weights"]).tobytes() == session.states[lane].weights.tobytes()
    assert oracle.bits([session.states[0]]) != oracle.bits([session.states[1]])


def test_the_table_of_a_scene_with_forks_has_their_bits() -> None:
    """`trace` steps through the forked scene and its log, and prints what the session has."""
    session = session_of(three_inputs(), TakeSteps(3), Fork(0), SetAlpha(0.02, lane=1), TakeSteps(7))
    at = session.snapshot()
    start = tuple(lanes.begin(lane) for lane in at.scene.lanes)
    told = list(moments(start, 10, [(entry.step, entry.command) for entry in at.log]))
    for moment in told:
        assert oracle.bits(moment.states) == oracle.bits(session.timeline.state_at(moment.step))
    assert told[-1].step == 11
    assert at.scene.traced == ("run", "fork-1")


# --- futures ------------------------------------------------------------------------------------------------


def test_a_future_is_brought_back_beside_the_present_run() -> None:
    """From where the change was made on it is a run of its own, recorded as far as it ever was."""
    session = session_of(three_inputs(), TakeSteps(19), SetAlpha(0.02), TakeSteps(30), Seek(11))
    give(session, SetAlpha(0.005), TakeSteps(3))
    (kept,) = session.snapshot().kept
    assert (kept.number, kept.step, kept.last_step, kept.text) == (1, 11, 50, "alpha 0.01 → 0.005")
    at = give(session, BringBack(1))
    assert (at.step, at.last_step, at.notice, at.kept) == (14, 50, "", ())
    assert labels(session) == ["run", "α 0.01"]
    assert (at.lanes[1].start.fork_of, at.lanes[1].start.forked_at) == ("run", 11)
    assert at.undo == "bring back “α 0.01”"
    check_lane(session, 0, [(11, SetAlpha(0.005))], three_inputs())
    check_lane(session, 1, [(20, SetAlpha(0.02))], three_inputs())
    at = give(session, Undo())
    assert (at.step, at.last_step, len(at.lanes), len(at.kept)) == (14, 14, 1, 1)
    assert len(give(session, Redo()).lanes) == 2


def test_a_future_that_is_on_the_screen_is_not_offered() -> None:
    """Neither the one we are in, nor one that a present run goes through anyway."""
    session = session_of(three_inputs(), TakeSteps(20), Seek(5), SetAlpha(0.02))
    assert [kept.number for kept in session.snapshot().kept] == [1]
    assert give(session, Undo()).kept == ()
    refused(session, BringBack(1), "on the screen already")
    give(session, Redo(), BringBack(1), RemoveLane(1))
    assert [kept.number for kept in session.snapshot().kept] == [1]


def test_the_run_that_differs_is_brought_back() -> None:
    """Where a change meant one of several runs, that one; the others are there already."""
    session = session_of(one_and_three(), TakeSteps(30), Seek(10), SetAlpha(0.02, lane=0), TakeSteps(2))
    at = give(session, BringBack(1))
    assert labels(session) == ["one input", "three inputs", "α 0.01"]
    assert at.lanes[2].start.fork_of == "single"
    assert at.kept == ()


def test_several_runs_that_differ_come_back_one_by_one_the_last_first() -> None:
    """As long as there is one that differs, the future is offered."""
    session = session_of(one_and_three(), TakeSteps(30), Seek(10), SetAlpha(0.02), TakeSteps(2))
    give(session, BringBack(1))
    assert [kept.number for kept in session.snapshot().kept] == [1]
    at = give(session, BringBack(1))
    assert [lane.start.fork_of for lane in at.lanes] == ["", "", "three", "single"]
    assert labels(session) == ["one input", "three inputs", "α 0.01", "α 0.01 #2"]
    assert at.kept == ()


def test_the_present_run_goes_on_beside_a_longer_future_only_as_far_as_it_can() -> None:
    """Where it diverges, all stop: it says which, and where."""
    session = session_of(three_inputs(), TakeSteps(400), Seek(10), SetAlpha(20.0), TakeSteps(1))
    at = give(session, BringBack(1))
    assert at.step == 11
    assert at.last_step < 400
    assert at.notice.startswith(f"“run” diverged: step {at.last_step} ")
    assert "Remove it" in at.notice
    at = give(session, RemoveLane(0), TakeSteps(400))
    assert at.step == 411


def test_where_both_are_not_recorded_it_goes_back() -> None:
    """A future that diverged early leaves the present step out of reach: it says so."""
    session = session_of(three_inputs(alpha=20.0), TakeSteps(500), Seek(3), SetAlpha(0.01), TakeSteps(600))
    (kept,) = session.snapshot().kept
    at = give(session, BringBack(kept.number))
    assert at.step == at.last_step == kept.last_step < 600
    assert "“α 20” diverged" in at.notice
    assert give(session, Undo()).step == 603
    assert give(session, Redo()).step == kept.last_step


def test_a_long_way_is_replayed_only_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes too long at once is left to Play; the notice says how far it is recorded."""
    monkeypatch.setattr(futures, "MOST_REPLAYED", 100)
    session = session_of(three_inputs(), TakeSteps(20), Seek(10), SetAlpha(0.005), TakeSteps(300))
    at = give(session, BringBack(1))
    assert at.step == at.last_step == 71
    assert "up to step 71" in at.notice
    check_lane(session, 0, [(10, SetAlpha(0.005))], three_inputs())
    check_lane(session, 1, [], three_inputs())


def test_futures_recorded_at_different_rates_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints of a long run lie further apart: both runs' are brought to the wider spacing."""
    monkeypatch.setattr(records, "CAPACITY", 8)
    monkeypatch.setattr(records, "_QUICK_TO_REPLAY", 10)
    for first, second in [(9, 150), (150, 9)]:
        session = session_of(three_inputs(), TakeSteps(first), SetAlpha(0.02), TakeSteps(5), Seek(7))
        give(session, SetAlpha(0.005), TakeSteps(second), BringBack(1))
        check_lane(session, 0, [(7, SetAlpha(0.005))], three_inputs())
        check_lane(session, 1, [(first + 1, SetAlpha(0.02))], three_inputs())


def test_a_run_that_was_removed_can_come_back_with_an_older_future() -> None:
    """Nothing is left that shares its past: it is no fork, and has its own name again."""
    session = session_of(one_and_three(), TakeSteps(20), Seek(5), SetAlpha(0.02, lane=1), RemoveLane(0))
    at = give(session, BringBack(1))
    assert labels(session) == ["three inputs", "α 0.01"]
    at = give(session, BringBack(1))
    assert labels(session) == ["three inputs", "α 0.01", "one input"]
    assert (at.lanes[2].start.fork_of, at.lanes[2].start.forked_at) == ("", 0)


def test_a_future_is_named_for_what_differs() -> None:
    """Alpha first; else what it was given; else its number."""
    session = session_of(three_inputs(), TakeSteps(5), Freeze(A, True), TakeSteps(5), Seek(3))
    give(session, SetWeight(A, 0.3), TakeSteps(2), BringBack(1))
    assert labels(session) == ["run", "a frozen"]
    session = session_of(three_inputs(), TakeSteps(5), Seek(3), Freeze(A, True), BringBack(1))
    assert labels(session) == ["run", "future 1"]


def test_opening_another_scene_leaves_futures_behind_and_undo_finds_them_again() -> None:
    """They are of the scene they were recorded in."""
    session = session_of(three_inputs(), TakeSteps(5), Seek(3), SetAlpha(0.02))
    at = give(session, LoadScene(three_inputs()))
    assert at.kept == ()
    at = give(session, TakeSteps(5), Seek(2), SetAlpha(0.3))
    assert [kept.number for kept in at.kept] == [2]
    at = give(session, Undo(), Undo())
    assert [kept.number for kept in at.kept] == [1]
    assert [kept.number for kept in give(session, Redo(), Redo()).kept] == [2]


def test_a_drag_that_cuts_a_future_off_is_told_as_a_whole() -> None:
    """From the first value to the last."""
    session = session_of(three_inputs(), TakeSteps(5), Seek(3))
    at = give(session, SetAlpha(0.02, gesture=4), SetAlpha(0.03, gesture=4), SetAlpha(0.05, gesture=4))
    assert [kept.text for kept in at.kept] == ["alpha 0.01 → 0.05"]
