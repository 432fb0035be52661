"""Random lives of a session against a model of its log, checked bit for bit with an independent replay."""
# ruff: noqa: D102  # a rule is named for the command that it gives

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import oracle
import pytest
from courses import Course, own
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from scenes import correct_and_printed, frozen_a, lane, nine_weights, one_and_three, scene, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.messages import (
    LONGEST_NAME,
    MOST_LANES,
    BringBack,
    Drawn,
    Fork,
    Freeze,
    GoToPhase,
    LoadScene,
    NameLane,
    Pause,
    Phase,
    Play,
    Race,
    Redo,
    RemoveLane,
    Seek,
    SetAlpha,
    SetBookmark,
    SetInput,
    SetOrder,
    SetRule,
    SetSpeed,
    SetTarget,
    SetWeight,
    Speed,
    Stop,
    Sweep,
    TakePhase,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model import futures, records, timeline
from gdstudio.model.changes import FUTURES_KEPT
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from gdstudio.messages import Command, Logged, Scene, Snapshot

MOST_REPLAYED = 60
"""So few that bringing a future back must often stop half-way."""
EXAMPLES = int(os.environ.get("GDSTUDIO_STATEFUL_EXAMPLES", "160"))
"""Lives of fifty rules each; a long run sets the variable to 2,000."""

# Three games teach nothing; a shuffled pass counted from its middle may miss the fourth.
_MOSTLY_NOTHING = Examples.table(["toes"], ["win"], [[0.0], [0.0], [0.0], [2.0]], [[1], [0], [0], [1]])

SCENES = {
    "overflows soon": three_inputs(alpha=1000.0),
    "mostly nothing": scene(lane(_MOSTLY_NOTHING, [[0.1]], order=Order(Taking.SHUFFLED, seed=1), alpha=0.1)),
    "three inputs": three_inputs(),
    "too much alpha": three_inputs(alpha=0.1),
    "shuffled": three_inputs(order=Order(Taking.SHUFFLED, seed=3)),
    "frozen a": frozen_a(),
    "frozen a, in turn": frozen_a(order=Order(Taking.IN_TURN)),
    "nine weights": nine_weights(),
    "one and three": one_and_three(),
    "correct and printed": correct_and_printed(),
    "full batch": nine_weights(order=Order(Taking.FULL_BATCH, 2), rule=Rule.WEIGHTS_FOR_INPUT),
}
ALPHAS = st.sampled_from([0.0, 0.005, 0.01, 0.026, 0.03, 0.1, 0.3, 20.0, 1000.0])
VALUES = st.one_of(st.sampled_from([0.0, -0.0, 1.0, -2.5, 1e6]), st.floats(-10, 10))
GESTURES = st.sampled_from([0, 0, 0, 1, 2])
ORDERS = st.one_of(
    st.builds(Order, st.just(Taking.ONE), st.integers(0, 3)),
    st.just(Order(Taking.IN_TURN)),
    st.builds(Order, st.sampled_from([Taking.SHUFFLED_ONCE, Taking.SHUFFLED]), seed=st.integers(0, 5)),
    st.builds(Order, st.just(Taking.FULL_BATCH), st.integers(0, 3)),
)


@dataclass(frozen=True)
class Notes:
    """What runs are called, by their keys, and bookmarks, by step."""

    labels: dict[int, str]
    bookmarks: dict[int, str] = field(default_factory=dict)


@dataclass
class Remembered:
    """What undo or redo goes back to."""

    course: Course
    notes: Notes
    step: int
    gesture: int
    opened: list[tuple[int, Course]] | None = None


class SessionLife(RuleBasedStateMachine):
    """Every rule gives one command to the session and to the model; then all they share must agree."""

    executed: ClassVar[int] = 0

    @initialize(name=st.sampled_from(list(SCENES)))
    def begin(self, name: str) -> None:
        start = SCENES[name]
        self.session = Session(start)
        self.course, self.opened = Course.begin(start), start
        self.notes = _labelled(self.course)
        self.step, self.phase = 1, Phase.PREDICT
        self.undos: list[Remembered] = []
        self.redos: list[Remembered] = []
        self.futures: list[tuple[int, Course]] = []
        self.cut_off = 0
        self.handled = 0
        self.notice = ""
        self.speed = Speed()

    # --- commands that move about --------------------------------------------------------------------------

    @rule(count=st.integers(-12, 25))
    def take_steps(self, count: int) -> None:
        self._apply(TakeSteps(count))
        if count >= 0:
            self._arrive(self.course.reach(self.step + count), self.step + count)
        else:
            back = count if self.phase is Phase.PREDICT else count + 1
            self._go_to(max(self.step + back, 1))

    @rule(count=st.integers(-10, 14))
    def take_phase(self, count: int) -> None:
        self._apply(TakePhase(count))
        wanted, phase = divmod(max(4 * (self.step - 1) + self.phase.value + count, 0), 4)
        reached = self.course.reach(wanted + 1)
        self.step = reached
        self.phase = Phase(phase) if reached == wanted + 1 else Phase.LEARN
        self.notice = "" if reached == wanted + 1 else "iverged"

    @rule(phase=st.sampled_from(Phase))
    def go_to_phase(self, phase: Phase) -> None:
        self._apply(GoToPhase(phase))
        self.phase = phase
        self.notice = ""

    @rule(fraction=st.floats(0, 1))
    def seek(self, fraction: float) -> None:
        step = 1 + round(fraction * (self.course.last_step - 1))
        self._apply(Seek(step))
        self._go_to(step)

    @rule(beyond=st.sampled_from([0, -3, 1, 1000]))
    def seek_beyond(self, beyond: int) -> None:
        step = beyond if beyond <= 0 else self.course.last_step + beyond
        self._refused(Seek(step))

    @rule(pieces=st.lists(st.integers(1, 20), min_size=1, max_size=4))
    def play(self, pieces: list[int]) -> None:
        session, course, start = self.session, self.course, self.step
        if not self.speed.by_phase:
            self.phase = Phase.PREDICT
        live = course.last_step
        self._apply(Play())
        for piece in pieces:
            if session.playing:
                session.play(piece)
        if session.playing and self._settled_from(live, session.step) is not None:
            session.play(1)  # what a larger piece stepped over is noticed with the next one
        if session.playing:
            assert session.step == start + sum(pieces) == course.reach(session.step)
            assert self._settled_from(live, session.step) is None
            self._stop_playing()
            self._go_to(session.step)
            return
        stop = start
        while not course.diverges_after(stop) and not (stop >= live and course.settled(stop)):
            stop = course.reach(stop + 1)
        assert session.step == stop
        self.notice = "Stopped" if course.settled(stop) else "iverged"
        if stop > start:
            self.phase = Phase.PREDICT
        self.step = stop
        if self.notice == "Stopped":
            course.end_at(stop)

    def _settled_from(self, live: int, step: int) -> int | None:
        """The first step from `live` to `step` at which nothing moves any more."""
        return next((at for at in range(live, self.course.reach(step) + 1) if self.course.settled(at)), None)

    @rule(pieces=st.lists(st.integers(1, 20), min_size=1, max_size=4))
    def play_backwards(self, pieces: list[int]) -> None:
        """It stops at the very first step, and leaves what is recorded alone."""
        self._apply(Play(backwards=True))
        if not self.speed.by_phase:
            self.phase = Phase.PREDICT
        for piece in pieces:
            if self.session.playing:
                assert self.session.snapshot().backwards
                self.session.play_back(piece)
                at = 4 * (self.step - 1) + self.phase.value - (1 if self.speed.by_phase else 4 * piece)
                step, phase = divmod(max(at, 0), 4)
                # Far back, it lands where it is quick to go to: not a stretch away from where it was to.
                stride = self.session.timeline.history()[0].stride
                off = self.session.step - (step + 1)
                assert abs(off) < stride if piece >= 4 * stride > 4 else off == 0
                self.step, self.phase = self.session.step, Phase(phase)
        if (self.step, self.phase) == (1, Phase.PREDICT):
            self.notice = "This is step 1"
            assert not self.session.playing
        else:
            self._stop_playing()

    def _stop_playing(self) -> None:
        self._apply(Pause())
        self.notice = ""

    @rule()
    def press_play_and_pause(self) -> None:
        """Playing of which no step came due changes no number."""
        self._apply(Play())
        if self.session.playing and not self.speed.by_phase:
            self.phase = Phase.PREDICT
        if not self.speed.by_phase:
            self.phase = Phase.PREDICT
        self._stop_playing()

    @rule(per_second=st.sampled_from([None, 2.0, 1000.0]), by_phase=st.booleans())
    def set_speed(self, per_second: float | None, by_phase: bool) -> None:
        self.speed = Speed(per_second, by_phase)
        self._apply(SetSpeed(self.speed))
        assert self.session.speed == self.speed

    @rule(command=st.sampled_from([Drawn(), Stop(), Pause(), Sweep(0, 0.001, 0.05, 3, 5)]))
    def say_nothing(self, command: Command) -> None:
        """None of these changes a number; only Drawn is not even counted."""
        self._apply(command)
        if not isinstance(command, Drawn):
            self.notice = ""
        else:
            self.handled -= 1

    # --- commands that change arithmetic -------------------------------------------------------------------

    @rule(alpha=ALPHAS, data=st.data(), gesture=GESTURES)
    def set_alpha(self, alpha: float, data: st.DataObject, gesture: int) -> None:
        self._give(SetAlpha(alpha, data.draw(st.sampled_from([None, *self._places])), gesture))

    @rule(data=st.data(), frozen=st.booleans(), gesture=GESTURES)
    def freeze(self, data: st.DataObject, frozen: bool, gesture: int) -> None:
        self._give(Freeze(self._draw_weight(data), frozen, gesture))

    @rule(data=st.data(), value=VALUES, gesture=GESTURES)
    def set_weight(self, data: st.DataObject, value: float, gesture: int) -> None:
        # The oracle keeps −0 and the studio does not; how 0 is written is no part of the log's promise.
        self._give(SetWeight(self._draw_weight(data), value + 0.0, gesture))

    @rule(data=st.data(), row=st.integers(0, 3), value=VALUES, gesture=GESTURES)
    def set_input(self, data: st.DataObject, row: int, value: float, gesture: int) -> None:
        ref = self._draw_weight(data)
        self._give(SetInput(row, ref.input, value, ref.lane, gesture))

    @rule(data=st.data(), row=st.integers(0, 3), value=VALUES, gesture=GESTURES)
    def set_target(self, data: st.DataObject, row: int, value: float, gesture: int) -> None:
        ref = self._draw_weight(data)
        self._give(SetTarget(row, ref.output, value, ref.lane, gesture))

    @rule(order=ORDERS, data=st.data())
    def set_order(self, order: Order, data: st.DataObject) -> None:
        self._give(SetOrder(order, data.draw(st.sampled_from([None, *self._places]))))

    @rule(wanted=st.sampled_from(Rule), data=st.data(), gesture=GESTURES)
    def set_rule(self, wanted: Rule, data: st.DataObject, gesture: int) -> None:
        lane = data.draw(st.sampled_from([None, *self._places]))
        command = SetRule(wanted, lane, gesture)
        here = self.course.at(self.step)
        meant = here if lane is None else (here[lane],)
        if wanted is Rule.SWAPPED_OUTER_PRODUCT and any(len(set(at.weights.shape)) > 1 for at in meant):
            self._refused(command)
        else:
            self._give(command)

    @rule(
        alphas=st.lists(ALPHAS, min_size=2, max_size=4),
        gesture=st.integers(100, 1_000_000),
        steps=st.integers(0, 3),
    )
    def drag_while_playing(self, alphas: list[float], gesture: int, steps: int) -> None:
        """A drag goes on while steps are taken: it is one undo."""
        for alpha in alphas:
            self._give(SetAlpha(alpha, None, gesture))
            self._apply(TakeSteps(steps))
            self._arrive(self.course.reach(self.step + steps), self.step + steps)

    @rule(
        alphas=st.lists(ALPHAS, min_size=2, max_size=2),
        gesture=st.integers(100, 1_000_000),
        back=st.integers(1, 4),
    )
    def drag_while_stepping_back(self, alphas: list[float], gesture: int, back: int) -> None:
        """What is set before the step at which a drag began can be undone like anything else."""
        self._give(SetAlpha(alphas[0], None, gesture))
        self.take_steps(-back)
        self._give(SetAlpha(alphas[1], None, gesture))
        self.undo()
        self.redo()

    @rule(
        command=st.sampled_from(
            [
                SetAlpha(-0.1),
                SetAlpha(float("nan")),
                SetAlpha(1001.0),
                SetAlpha(0.1, lane=7),
                SetAlpha(0.1, lane=-1),
                Freeze(WeightRef(0, 9, 0), True),
                Freeze(WeightRef(0, 0, -1), True),
                SetWeight(WeightRef(0, 0, 0), float("inf")),
                SetWeight(WeightRef(0, 0, 0), float("nan")),
                SetWeight(WeightRef(0, 0, 0), -1.1e6),
                SetInput(9, 0, 1.0),
                SetInput(0, 9, 1.0),
                SetInput(0, 0, float("nan")),
                SetTarget(0, 9, 1.0),
                SetTarget(0, 0, 1e7),
                SetOrder(Order(Taking.ONE, 4)),
                SetOrder(Order(Taking.SHUFFLED, seed=-1)),
                SetOrder(Order(Taking.FULL_BATCH, 4)),
                SetRule(Rule.CORRECT, lane=7),
                Fork(4),
                Fork(-1),
                Race(0, ()),
                Race(0, (0.1, -0.1)),
                RemoveLane(4),
                NameLane(4, "nobody"),
                NameLane(0, " "),
                BringBack(0),
                SetBookmark(0, "before the beginning"),
                SetBookmark(10**9, "never"),
                SetBookmark(1, "x" * 25),
                SetSpeed(Speed(0.0)),
                SetSpeed(Speed(float("nan"))),
                Sweep(0, 0.05, 0.001, 3, 5),
                Sweep(4, 0.001, 0.05, 3, 5),
            ]
        )
    )
    def ask_for_what_cannot_be(self, command: Command) -> None:
        self._refused(command)

    # --- runs beside each other, names, bookmarks ----------------------------------------------------------

    @precondition(lambda self: self.course.last_step > 3)
    @rule(data=st.data(), label=st.sampled_from(["", "", "mine", "fork 1"]))
    def fork(self, data: st.DataObject, label: str) -> None:
        lane = data.draw(st.sampled_from(self._places))
        if len(self.course.runs) == MOST_LANES or label in self.notes.labels.values():
            self._refused(Fork(lane, label))
            return
        self._apply(Fork(lane, label))
        self._remember(cuts=True)
        self.course = self.course.forked(self.step, lane)
        self._call_new_runs(label)
        self.notice = ""

    @precondition(lambda self: self.course.last_step > 3)
    @rule(data=st.data(), alphas=st.lists(ALPHAS, min_size=1, max_size=3))
    def race(self, data: st.DataObject, alphas: list[float]) -> None:
        lane, before = data.draw(st.sampled_from(self._places)), len(self.course.runs)
        if before + len(alphas) > MOST_LANES:
            self._refused(Race(lane, tuple(alphas)))
            return
        self._apply(Race(lane, tuple(alphas)))
        self._remember(cuts=True)
        course = self.course.forked(self.step, lane, len(alphas))
        for place, alpha in enumerate(alphas, start=before):
            if course.at(self.step)[place].alpha != alpha:
                course = course.given(self.step, SetAlpha(alpha, place))
        self.course = course
        self._call_new_runs()
        self.phase, self.notice = Phase.PREDICT, ""

    @rule(data=st.data())
    def remove_lane(self, data: st.DataObject) -> None:
        lane = data.draw(st.sampled_from(self._places))
        if len(self.course.runs) == 1:
            self._refused(RemoveLane(lane))
            return
        self._apply(RemoveLane(lane))
        self._remember()
        labels = {key: name for key, name in self.notes.labels.items() if key != self.course.runs[lane].key}
        self.course, self.notes = self.course.without(lane), replace(self.notes, labels=labels)
        self.notice = ""

    @rule(data=st.data(), label=st.sampled_from(["mine", " a  run ", "fork 1", "run"]))
    def name_lane(self, data: st.DataObject, label: str) -> None:
        """It moves nothing, and so does taking it back."""
        lane, wanted = data.draw(st.sampled_from(self._places)), " ".join(label.split())
        key = self.course.runs[lane].key
        if wanted in (name for each, name in self.notes.labels.items() if each != key):
            self._refused(NameLane(lane, label))
            return
        self._apply(NameLane(lane, label))
        self.notice = ""
        if self.notes.labels[key] != wanted:
            self._remember()
            self.notes = replace(self.notes, labels={**self.notes.labels, key: wanted})

    @precondition(lambda self: self.futures)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        number, future = data.draw(st.sampled_from(self.futures))
        differing = future.differing(self.course)
        if differing is None or len(self.course.runs) == MOST_LANES:
            self._refused(BringBack(number))
            return
        self._apply(BringBack(number))
        self._remember()
        wanted = max(self.course.last_step, future.last_step)
        course = self.course.beside(future, differing)
        reached = course.reach(min(wanted, course.last_step + MOST_REPLAYED // len(course.runs)))
        self.course = course
        self._call_new_runs()
        self.notice = "" if reached == wanted else "run"
        if self.step > reached:
            self.step, self.phase = reached, Phase.PREDICT

    def _call_new_runs(self, label: str = "") -> None:
        """New runs have names of their own; whether they fit is seen here, and then they are known."""
        labels = dict(self.notes.labels)
        for run, start in zip(self.course.runs, self.session.scene.lanes, strict=True):
            if run.key not in labels:
                assert label in ("", start.label)
                assert start.label not in labels.values()
                assert 0 < len(start.label) <= LONGEST_NAME
                labels[run.key] = start.label
        self.notes = replace(self.notes, labels={run.key: labels[run.key] for run in self.course.runs})

    @rule(fraction=st.floats(0, 1), name=st.sampled_from(["", "", "here", " the  turn ", "here"]))
    def set_bookmark(self, fraction: float, name: str) -> None:
        """It moves nothing, and so does taking it back."""
        step, wanted = 1 + round(fraction * (self.course.last_step - 1)), " ".join(name.split())
        self._apply(SetBookmark(step, name))
        self.notice = ""
        if self.notes.bookmarks.get(step, "") != wanted:
            self._remember()
            marks = {**self.notes.bookmarks, step: wanted}
            self.notes = replace(self.notes, bookmarks={at: mark for at, mark in marks.items() if mark})

    # --- undo, redo, another scene -------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        self._apply(Undo())
        self._swap(self.undos, self.redos)

    @rule()
    def redo(self) -> None:
        self._apply(Redo())
        self._swap(self.redos, self.undos)

    def _swap(self, source: list[Remembered], other: list[Remembered]) -> None:
        self.notice = ""
        if not source:
            return
        last = source.pop()
        step, futures = last.step, None
        if last.opened is not None:
            step, futures, self.futures = self.step, self.futures, last.opened
        other.append(Remembered(self.course, self.notes, step, 0, futures))
        self.notes = last.notes
        if last.course is not self.course:
            self.course = last.course
            # A future that was brought back may end before the step that was left for it.
            self._go_to(min(last.step, self.course.last_step))

    @precondition(lambda self: self.course.last_step > 20)
    @rule(name=st.sampled_from(list(SCENES)))
    def open_scene(self, name: str) -> None:
        self._open(SCENES[name])

    @precondition(lambda self: self.course.last_step > 20)
    @rule(steps=st.integers(0, 5))
    def start_over_and_change_my_mind(self, steps: int) -> None:
        """The same scene again is another timeline: undo and redo find each as it was left."""
        self._open(self.session.snapshot().opened)
        self.take_steps(steps)
        self.undo()
        self.redo()

    def _open(self, start: Scene) -> None:
        self._apply(LoadScene(start))
        self._remember(opened=True)
        self.futures = []
        self.course = Course.begin(start)
        self.notes = _labelled(self.course)
        self._go_to(1)

    # --- what must hold ------------------------------------------------------------------------------------

    @invariant()
    def agrees(self) -> None:
        type(self).executed += 1
        session = self.session
        assert (session.step, session.phase) == (self.step, self.phase)
        assert session.timeline.last_step == self.course.last_step
        log = session.timeline.log
        assert [entry.step for entry in log] == sorted(entry.step for entry in log)
        for index, run in enumerate(self.course.runs):
            meant = [entry for entry in log if entry.command.lane in (None, index)]
            assert [(entry.step, own(entry.command)) for entry in meant] == run.commands()
        assert oracle.bits(session.states) == oracle.bits(self.course.at(self.step))
        assert session.handled == self.handled
        assert not session.playing
        assert (self.notice in session.notice) if self.notice else not session.notice
        for state, naive in zip(session.states, self.course.at(self.step), strict=True):
            assert state.setting.alpha == naive.alpha
            assert state.setting.order == naive.order
            assert state.setting.rule is naive.rule
            assert np.array_equal(state.setting.frozen, naive.frozen)

    @invariant()
    def shows_it(self) -> None:
        snapshot = self.session.snapshot()
        assert (snapshot.undo is None, snapshot.redo is None) == (not self.undos, not self.redos)
        futures = [each for each in self.futures if each[1].differing(self.course) is not None]
        assert [(kept.number, kept.last_step) for kept in snapshot.kept] == [
            (number, future.last_step) for number, future in futures
        ]
        given = {each.step for run in self.course.runs for each in run.given}
        assert {mark.step for mark in snapshot.marks} == {
            step for step in given if step <= snapshot.last_step
        }
        marks = sorted(self.notes.bookmarks.items())
        assert [(mark.step, mark.name) for mark in snapshot.bookmarks] == [
            (step, name) for step, name in marks if step <= snapshot.last_step
        ]
        self._check_starts(snapshot)
        for index, (seen, history) in enumerate(zip(snapshot.lanes, snapshot.history, strict=True)):
            assert oracle.bits([seen.now]) == oracle.bits([self.course.at(self.step)[index]])
            if self.step == 1:
                assert seen.before is None
            else:
                before = self.course.at(self.step - 1)[index].look(self.step - 1)
                assert oracle.bits([seen.before]) == oracle.bits([before])
                assert seen.before.total_error == before.total_error
                assert seen.before.rule is before.rule
            assert np.isfinite(history.mean).all()
            assert np.isfinite(history.highest).all()
            assert len(history.mean) == 1 + (self.course.last_step - 1) // history.stride <= records.CAPACITY

    def _check_starts(self, snapshot: Snapshot) -> None:
        """Each run says what it is called, where it started and what it was forked from."""
        runs, starts = self.course.runs, snapshot.scene.lanes
        names = [start.name for start in starts]
        assert len(set(names)) == len(names)
        keys = {run.key: name for run, name in zip(runs, names, strict=True)}
        for run, start, seen in zip(runs, starts, snapshot.lanes, strict=True):
            assert start.label == self.notes.labels[run.key]
            assert seen.start is start
            assert (start.fork_of, start.forked_at) == (keys.get(run.parent, ""), run.forked_at)
            assert (start.examples, start.weights) == (run.start.examples, run.start.weights)
        assert set(snapshot.scene.traced) <= set(names)
        assert snapshot.scene.traced

    def teardown(self) -> None:
        """At the end, every step of the course is the one that a replay from the very start gives."""
        if not hasattr(self, "session"):
            return
        session, course = self.session, self.course
        replayed = [oracle.replay(scene(run.start), run.commands(), course.last_step) for run in course.runs]
        for step in range(course.last_step, 0, -1):
            session.apply(Seek(step))
            naive = [lane for lanes in replayed for lane in lanes[step - 1]]
            assert oracle.bits(session.states) == oracle.bits(naive)
        _check_history(session, replayed)

    # --- helpers -------------------------------------------------------------------------------------------

    def _apply(self, command: Command) -> None:
        self.session.apply(command)
        self.handled += 1

    def _refused(self, command: Command) -> None:
        self._apply(command)
        assert self.session.notice
        self.notice = self.session.notice

    def _arrive(self, reached: int, wanted: int) -> None:
        if reached > self.step:
            self.phase = Phase.PREDICT
        self.step = reached
        self.notice = "" if reached == wanted else "iverged"

    def _go_to(self, step: int) -> None:
        self.step, self.phase, self.notice = step, Phase.PREDICT, ""

    def _draw_weight(self, data: st.DataObject) -> WeightRef:
        lanes = self.course.at(self.step)
        lane = data.draw(st.integers(0, len(lanes) - 1))
        n_outputs, n_inputs = lanes[lane].weights.shape
        output, column = data.draw(st.integers(0, n_outputs - 1)), data.draw(st.integers(0, n_inputs - 1))
        return WeightRef(lane, output, column)

    @property
    def _places(self) -> list[int]:
        return list(range(len(self.course.runs)))

    def _remember(self, gesture: int = 0, *, cuts: bool = False, opened: bool = False) -> None:
        if cuts and self.step < self.course.last_step:
            known = [number for number, future in self.futures if future is self.course]
            self.cut_off += not known
            number = known[0] if known else self.cut_off
            others = [each for each in self.futures if each[0] != number]
            self.futures = [*others, (number, self.course)][-FUTURES_KEPT:]
        futures = self.futures if opened else None
        new = Remembered(self.course, self.notes, self.step, gesture, futures)
        self.undos = [*self.undos, new][-100:]
        self.redos = []

    def _give(self, command: Logged) -> None:
        self._apply(command)
        self.notice = ""
        old = self.course.at(self.step)
        new = oracle.give(old, command)
        if all(lane.same_setting(before) for lane, before in zip(new, old, strict=True)):
            return
        if not all(lane.is_finite(self.step) for lane in new):
            self.notice = "overflow"
            return
        last = self.undos[-1] if self.undos else None
        goes_on = last and command.gesture and last.gesture == command.gesture and last.step <= self.step
        if not goes_on:
            self._remember(command.gesture, cuts=True)
        self.redos = []
        self.course = self.course.given(self.step, command)
        self.phase = Phase.PREDICT


def _labelled(course: Course) -> Notes:
    return Notes({run.key: run.start.label for run in course.runs})


def _check_history(session: Session, replayed: list[list[oracle.NaiveLanes]]) -> None:
    """The history's buckets are the range and the mean of the naive errors."""
    for history, course in zip(session.timeline.history(), replayed, strict=True):
        errors = oracle.total_errors(course, 0)
        for bucket in range(len(history.mean)):
            held = errors[bucket * history.stride : (bucket + 1) * history.stride]
            assert history.lowest[bucket] == held.min()
            assert history.highest[bucket] == held.max()
            assert np.isclose(history.mean[bucket], (held / len(held)).sum(), rtol=1e-12, atol=0)


@pytest.mark.timeout(900)  # a failing life is made as short as possible first, which takes minutes
def test_any_life_of_a_session_is_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is done to a session, its weights are those of a replay of its log, bit for bit."""
    # Few and short stretches, so that they double and are cut again and again.
    monkeypatch.setattr(records, "CAPACITY", 8)
    monkeypatch.setattr(records, "_QUICK_TO_REPLAY", 40)
    monkeypatch.setattr(timeline, "FOOTHOLDS", 8)
    monkeypatch.setattr(timeline, "_SHORT", 3)
    monkeypatch.setattr(futures, "MOST_REPLAYED", MOST_REPLAYED)
    SessionLife.executed = 0
    run_state_machine_as_test(
        SessionLife,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert SessionLife.executed >= 5_000
