"""Random lives of a session against a model of its log, checked bit for bit with an independent replay."""
# ruff: noqa: D102  # a rule is named for the command that it gives

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import oracle
import pytest
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
    Drawn,
    Freeze,
    GoToPhase,
    LoadScene,
    Pause,
    Phase,
    Play,
    Redo,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
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
from gdstudio.model import records
from gdstudio.model.changes import FUTURES_KEPT
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from gdstudio.messages import Command, Logged, Scene

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


class Course:
    """One timeline as the model sees it: a log, and every recorded step's lanes by naive replay."""

    def __init__(self, scene: Scene, log: list[tuple[int, Logged]], lanes: list[oracle.NaiveLanes]) -> None:
        self.scene = scene
        self.log = log
        self.lanes = lanes

    @property
    def last_step(self) -> int:
        return len(self.lanes)

    def at(self, step: int) -> oracle.NaiveLanes:
        return self.lanes[step - 1]

    def reach(self, step: int) -> int:
        """Record up to `step`; return where it had to stop: the last step with finite errors."""
        while self.last_step < step:
            following = oracle.after(self.lanes[-1], self.last_step)
            if not all(lane.is_finite(self.last_step + 1) for lane in following):
                return self.last_step
            self.lanes.append(following)
        return step

    def diverges_after(self, step: int) -> bool:
        following = oracle.after(self.at(step), step)
        return step == self.last_step and not all(lane.is_finite(step + 1) for lane in following)

    def settled(self, step: int) -> bool:
        return all(lane.is_settled() for lane in self.at(step))

    def given(self, step: int, command: Logged) -> Course:
        log = [(at, old) for at, old in self.log if at <= step and not _replaces(step, command, at, old)]
        here = oracle.give(self.at(step), command)
        return Course(self.scene, [*log, (step, command)], [*self.lanes[: step - 1], here])


def _replaces(step: int, new: Logged, at: int, old: Logged) -> bool:
    """Whether a command takes the place of another: the same thing, in the same drag, at the same step."""
    return bool(new.gesture) and step == at and _what(new) == _what(old)


def _what(command: Logged) -> tuple[object, ...]:
    fields = ("weight", "lane", "row", "column", "gesture")
    return type(command), *(getattr(command, name, None) for name in fields)


@dataclass
class Remembered:
    """What undo or redo goes back to."""

    course: Course
    step: int
    gesture: int
    opened: bool = False


class SessionLife(RuleBasedStateMachine):
    """Every rule gives one command to the session and to the model; then all they share must agree."""

    executed: ClassVar[int] = 0

    @initialize(name=st.sampled_from(list(SCENES)))
    def begin(self, name: str) -> None:
        start = SCENES[name]
        self.session = Session(start)
        self.course = Course(start, [], [oracle.begin(start)])
        self.step, self.phase = 1, Phase.PREDICT
        self.undos: list[Remembered] = []
        self.redos: list[Remembered] = []
        self.forks: list[Course] = []
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
            del course.lanes[stop:]

    def _settled_from(self, live: int, step: int) -> int | None:
        """The first step from `live` to `step` at which nothing moves any more."""
        return next((at for at in range(live, self.course.reach(step) + 1) if self.course.settled(at)), None)

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

    @rule(command=st.sampled_from([Drawn(), Stop(), Pause()]))
    def say_nothing(self, command: Command) -> None:
        """None of these changes a number; only Drawn is not even counted."""
        self._apply(command)
        if not isinstance(command, Drawn):
            self.notice = ""
        else:
            self.handled -= 1

    # --- commands that change arithmetic -------------------------------------------------------------------

    @rule(alpha=ALPHAS, lane=st.sampled_from([None, 0]), gesture=GESTURES)
    def set_alpha(self, alpha: float, lane: int | None, gesture: int) -> None:
        self._give(SetAlpha(alpha, lane, gesture))

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

    @rule(order=ORDERS, lane=st.sampled_from([None, 0]))
    def set_order(self, order: Order, lane: int | None) -> None:
        self._give(SetOrder(order, lane))

    @rule(wanted=st.sampled_from(Rule), lane=st.sampled_from([None, 0]), gesture=GESTURES)
    def set_rule(self, wanted: Rule, lane: int | None, gesture: int) -> None:
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
                SetSpeed(Speed(0.0)),
                SetSpeed(Speed(float("nan"))),
            ]
        )
    )
    def ask_for_what_cannot_be(self, command: Command) -> None:
        self._refused(command)

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
        other.append(Remembered(self.course, self.step if last.opened else last.step, 0, last.opened))
        self.course = last.course
        self._go_to(last.step)

    @precondition(lambda self: self.course.last_step > 20)
    @rule(name=st.sampled_from(list(SCENES)))
    def open_scene(self, name: str) -> None:
        self._open(SCENES[name])

    @precondition(lambda self: self.course.last_step > 20)
    @rule(steps=st.integers(0, 5))
    def start_over_and_change_my_mind(self, steps: int) -> None:
        """The same scene again is another timeline: undo and redo find each as it was left."""
        self._open(self.course.scene)
        self.take_steps(steps)
        self.undo()
        self.redo()

    def _open(self, start: Scene) -> None:
        self._apply(LoadScene(start))
        self._remember(0, opened=True)
        self.forks = []
        self.course = Course(start, [], [oracle.begin(start)])
        self._go_to(1)

    # --- what must hold ------------------------------------------------------------------------------------

    @invariant()
    def agrees(self) -> None:
        type(self).executed += 1
        session = self.session
        assert (session.step, session.phase) == (self.step, self.phase)
        assert session.timeline.last_step == self.course.last_step
        assert [(entry.step, entry.command) for entry in session.timeline.log] == self.course.log
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
        assert len(snapshot.kept) <= sum(fork is not self.course for fork in self.forks)
        assert {mark.step for mark in snapshot.marks} == {step for step, _ in self.course.log}
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

    def teardown(self) -> None:
        """At the end, every step of the course is the one that a replay from the very start gives."""
        if not hasattr(self, "session"):
            return
        session, course = self.session, self.course
        replayed = oracle.replay(course.scene, course.log, course.last_step)
        for step in range(course.last_step, 0, -1):
            session.apply(Seek(step))
            assert oracle.bits(session.states) == oracle.bits(replayed[step - 1])
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

    def _remember(self, gesture: int, *, opened: bool = False) -> None:
        self.undos = [*self.undos, Remembered(self.course, self.step, gesture, opened)][-100:]
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
            if self.step < self.course.last_step and self.course not in self.forks:
                self.forks = [*self.forks, self.course][-FUTURES_KEPT:]
            self._remember(command.gesture)
        self.redos = []
        self.course = self.course.given(self.step, command)
        self.phase = Phase.PREDICT


def _check_history(session: Session, course: list[oracle.NaiveLanes]) -> None:
    """The history's buckets are the range and the mean of the naive errors."""
    for index, history in enumerate(session.timeline.history()):
        errors = oracle.total_errors(course, index)
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
