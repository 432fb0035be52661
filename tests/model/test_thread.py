"""The model thread: commands in, snapshots out, turns taken with the window, and nothing left behind."""
# ruff: noqa: D102  # the fakes do what their models do

from __future__ import annotations

import itertools
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

import oracle
import pytest
from image_scenes import image_scene
from scenes import nine_weights, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Compare,
    Drawn,
    Freeze,
    FreezePixels,
    Pause,
    Phase,
    Play,
    Reference,
    Seek,
    SetAlpha,
    SetSpeed,
    Speed,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model import studies
from gdstudio.model import thread as thread_module
from gdstudio.model.session import Session
from gdstudio.model.thread import WORK_SECONDS, ModelThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

    from gdstudio.messages import Command, Snapshot

A = WeightRef(0, 0, 0)
FAST = Speed(None)
FOREVER = 600.0
"""A patience that no test waits out."""


def wait_until(predicate: Callable[[], bool], timeout: float = 20.0) -> None:
    """Wait until something holds that the model thread brings about."""
    nobody_sets = threading.Event()
    for _ in range(int(timeout / 0.002)):
        if predicate():
            return
        nobody_sets.wait(0.002)
    pytest.fail("waited in vain")


class TickingClock:
    """Every look at it is about a millisecond later: work is cut into turns without any time passing."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1 / 1024  # exact in binary: the number of steps in a turn is always the same
        return self.now


class StandingClock:
    """It shows what the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Inbox(SimpleQueue):
    """The thread's inbox, remembering how long the thread means to wait in it."""

    waits: list[float | None]

    def get(self, block: bool = True, timeout: float | None = None) -> Command:
        self.waits.append(timeout)
        return super().get(block, timeout)


class Studio:
    """A model thread with the window's part played by the test."""

    def __init__(self, session: Session, clock: Callable[[], float] | None = None) -> None:
        self.reports: list[str] = []
        self.session = session
        self.thread = ModelThread(session, clock=clock or TickingClock(), on_failure=self.reports.append)
        self.inbox = Inbox()
        self.inbox.waits = []
        self.thread._inbox = self.inbox
        self.sent = 0

    @property
    def latest(self) -> Snapshot:
        return self.thread.latest

    def give(self, *commands: Command) -> None:
        """Send commands and wait until a snapshot says that they were handled."""
        for command in commands:
            self.thread.send(command)
        self.sent += sum(not isinstance(command, Drawn) for command in commands)
        wait_until(lambda: self.latest.handled >= self.sent)

    def wait_for_patience(self, seconds: float) -> None:
        """Wait until the thread waits in its inbox for this long (None: without a limit)."""
        wait_until(lambda: self.inbox.waits[-1:] == [seconds])

    def draw_until(self, predicate: Callable[[Snapshot], bool]) -> None:
        """Draw every snapshot, as the window does, until one fits."""
        drawn = None
        while not predicate(self.latest):
            before = drawn
            wait_until(lambda: self.latest is not before)  # noqa: B023  # called at once
            drawn = self.latest
            self.thread.send(Drawn())


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Studio]]:
    """Start threads, and stop them after the test. The thread's patience never ends by itself."""
    monkeypatch.setattr(thread_module, "PATIENCE_SECONDS", FOREVER)
    started: list[Studio] = []

    def start(session: Session, clock: Callable[[], float] | None = None) -> Studio:
        studio = Studio(session, clock)
        started.append(studio)
        studio.thread.start()
        return studio

    yield start
    for studio in started:
        studio.thread.stop()


Start = "Callable[..., Studio]"


def endless() -> Session:
    """A session that neither settles nor diverges: four games pull at the weights for ever."""
    return Session(three_inputs(alpha=0.005, order=Order(Taking.SHUFFLED, seed=8)))


def check_weights(studio: Studio, log: list[tuple[int, Command]]) -> None:
    """The session has, to the last bit, the weights of a naive replay of `log`."""
    at = studio.latest
    course = oracle.replay(at.scene, log, at.step)
    assert oracle.bits([lane.now for lane in at.lanes]) == oracle.bits(course[-1])


def test_commands_reach_the_session(start: Start) -> None:
    """What is sent is carried out in order, and the snapshot says that it was."""
    studio = start(endless())
    assert studio.latest.step == 1
    studio.give(TakeSteps(5), SetAlpha(0.01), Freeze(A, True), Undo(), TakeSteps(-1))
    assert studio.latest.step == 5
    assert studio.latest.undo == "alpha 0.005 → 0.01"
    check_weights(studio, [])


def test_an_idle_thread_waits_without_a_limit(start: Start) -> None:
    """Paused, it uses no processor: it waits for the next command and for nothing else."""
    studio = start(endless())
    studio.wait_for_patience(None)
    studio.give(TakeSteps(2), Play(), Pause())
    studio.wait_for_patience(None)


def test_playing_goes_on_only_when_drawn(start: Start) -> None:
    """After each turn the thread waits for the window's word; then it takes one more turn."""
    studio = start(endless())
    studio.give(SetSpeed(FAST), Play())
    for _ in range(5):
        studio.wait_for_patience(FOREVER)
        at = studio.latest
        assert at.playing
        studio.inbox.waits.clear()
        studio.thread.send(Drawn())
        wait_until(lambda: studio.latest is not at)  # noqa: B023  # called at once
        studio.wait_for_patience(FOREVER)
        # A clock that shows a millisecond more at every look leaves room for two to four of them.
        assert 1 <= studio.latest.step - at.step <= WORK_SECONDS * 1000
        assert studio.latest.handled == at.handled


@pytest.mark.parametrize(("drawing", "steps"), [(0.001, 3), (0.0125, 1), (1.0, 1)])
def test_what_drawing_takes_the_steps_leave(start: Start, drawing: float, steps: int) -> None:
    """The longer a frame takes to draw, the shorter the next turn; but there always is one."""
    studio = start(endless())
    studio.give(SetSpeed(FAST), Play())
    for _ in range(3):
        studio.wait_for_patience(FOREVER)
        at = studio.latest
        studio.inbox.waits.clear()
        studio.thread.send(Drawn(drawing))
        wait_until(lambda: studio.latest is not at)  # noqa: B023  # called at once
        assert studio.latest.step - at.step == steps


def test_a_command_is_handled_though_nothing_was_drawn(start: Start) -> None:
    """The thread waits in its inbox, so a command comes through at once; it does not count as drawn."""
    studio = start(endless())
    studio.give(SetSpeed(FAST), Play())
    studio.wait_for_patience(FOREVER)
    studio.give(SetAlpha(0.01))
    assert studio.latest.lanes[0].alpha == 0.01
    assert studio.latest.playing


def test_when_patience_ends_playing_goes_on_undrawn(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hidden window says nothing; training goes on."""
    monkeypatch.setattr(thread_module, "PATIENCE_SECONDS", 0.001)
    studio = start(endless())
    studio.give(SetSpeed(FAST), Play())
    wait_until(lambda: studio.latest.step > 20)


def test_pause_stops(start: Start) -> None:
    """The snapshot that answers Pause is the last: nothing moves any more."""
    studio = start(endless())
    studio.give(SetSpeed(FAST), Play())
    studio.draw_until(lambda at: at.step > 20)
    studio.give(Pause())
    at = studio.latest
    assert not at.playing
    studio.thread.send(Drawn())
    studio.thread.send(Drawn())
    studio.wait_for_patience(None)
    wait_until(studio.inbox.empty)
    assert studio.latest is at
    assert studio.session.step == at.step


def test_steps_come_at_the_set_speed(start: Start) -> None:
    """Half a second at ten steps a second is five steps."""
    clock = StandingClock()
    studio = start(endless(), clock)
    studio.give(SetSpeed(Speed(10.0)), Play())
    assert studio.latest.step == 1
    clock.now = 0.501
    studio.draw_until(lambda at: at.step > 1)
    assert studio.latest.step == 6


@pytest.mark.parametrize(
    "interruption",
    [[Pause(), Play()], [SetSpeed(Speed(20.0))], [TakeSteps(0), Play()]],
    ids=["a pause", "another speed", "a step"],
)
def test_after_an_interruption_the_beat_begins_anew(start: Start, interruption: list[Command]) -> None:
    """What would have been due meanwhile is not made up for; the next step comes an interval later."""
    clock = StandingClock()
    studio = start(endless(), clock)
    studio.give(SetSpeed(Speed(10.0)), Play())
    clock.now = 60.0
    for command in interruption:
        studio.thread.send(command)
    studio.sent += len(interruption)
    wait_until(lambda: studio.latest.handled >= studio.sent)
    assert studio.latest.step == 1
    clock.now = 60.101
    studio.draw_until(lambda at: at.step > 1)
    assert studio.latest.step <= 3


def test_speed_by_phase_takes_one_phase_at_a_time(start: Start) -> None:
    """Through all four phases, and over the border into the next step."""
    clock = StandingClock()
    studio = start(endless(), clock)
    studio.give(SetSpeed(Speed(1000.0, by_phase=True)), Play())
    seen = [(studio.latest.step, studio.latest.phase)]
    for _ in range(6):
        at = studio.latest
        clock.now += 0.0015
        studio.draw_until(lambda new: new is not at)  # noqa: B023  # called at once
        seen.append((studio.latest.step, studio.latest.phase))
    assert seen == [*((1, phase) for phase in Phase), *((2, phase) for phase in list(Phase)[:3])]


def test_by_phase_it_stops_at_the_last_finite_step(start: Start) -> None:
    """After the last phase of the last finite step it says that it diverged."""
    session = Session(three_inputs(alpha=0.1))
    session.apply(TakeSteps(1000))
    session.apply(TakeSteps(-1))
    clock = TickingClock()
    studio = start(session, clock)
    studio.sent = session.handled
    studio.give(SetSpeed(Speed(1000.0, by_phase=True)), Play())
    studio.draw_until(lambda at: not at.playing)
    at = studio.latest
    assert at.diverged
    assert "Diverged" in at.notice
    assert at.phase is Phase.LEARN


def test_at_full_speed_the_weights_are_those_of_the_log(start: Start) -> None:
    """Commands come at whatever step they find; the marks say where, and a replay has the same bits."""
    studio = start(endless())
    log: list[tuple[int, Command]] = []
    studio.give(SetSpeed(FAST), Play())
    for until, command in [
        (100, SetAlpha(0.01)),
        (300, Freeze(A, True)),
        (500, SetAlpha(0.002)),
        (700, Freeze(A, False)),
    ]:
        studio.draw_until(lambda at: at.step >= until)  # noqa: B023  # called at once
        studio.give(command)
        log.append((studio.latest.marks[-1].step, command))
    studio.draw_until(lambda at: at.step >= 1000)
    studio.give(Pause())
    assert [mark.step for mark in studio.latest.marks] == [step for step, _ in log]
    check_weights(studio, log)


@pytest.mark.parametrize(
    "speed",
    [Speed(1.0), Speed(300.0), Speed(5000.0), FAST, Speed(2000.0, by_phase=True), Speed(None, by_phase=True)],
    ids=repr,
)
def test_the_same_log_at_any_speed_gives_the_same_weights(start: Start, speed: Speed) -> None:
    """How fast it was played leaves no trace."""
    clock = StandingClock() if speed.per_second else TickingClock()
    studio = start(Session(nine_weights(order=Order(Taking.IN_TURN))), clock)
    studio.give(SetSpeed(speed), Play())
    while studio.latest.step < 30:
        at = studio.latest
        if isinstance(clock, StandingClock):
            clock.now += 1.01 / speed.per_second
        studio.draw_until(lambda new: new is not at)  # noqa: B023  # called at once
    studio.give(Seek(20), SetAlpha(0.02), TakeSteps(30))
    assert studio.latest.step == 50
    check_weights(studio, [(20, SetAlpha(0.02))])


# --- failures -----------------------------------------------------------------------------------------------


class Broken(Session):
    """A session that fails where it is told to."""

    fails_in = ""

    def _fail(self, place: str) -> None:
        if self.fails_in == place:
            raise ZeroDivisionError(f"in {place}")

    def apply(self, command: Command) -> None:
        super().apply(command)
        if isinstance(command, SetAlpha):
            self._fail("apply")

    def play(self, count: int) -> int:
        self._fail("play")
        return super().play(count)

    def snapshot(self) -> Snapshot:
        self._fail("snapshot")
        return super().snapshot()


@pytest.mark.parametrize(
    ("place", "commands"),
    [("apply", [SetAlpha(0.02)]), ("play", [SetSpeed(FAST), Play()]), ("snapshot", [Pause()])],
)
def test_a_failure_is_shown_and_the_thread_goes_on(start: Start, place: str, commands: list[Command]) -> None:
    """Whatever fails: the snapshot says so, the report has the traceback, and the next command is served."""
    session = Broken(three_inputs())
    studio = start(session)
    studio.give(TakeSteps(3))
    session.fails_in = place
    studio.give(*commands)
    wait_until(lambda: bool(studio.latest.failure))
    assert studio.latest.failure == f"ZeroDivisionError: in {place}"
    assert (studio.latest.step, studio.latest.playing) == (4, False)
    wait_until(lambda: bool(studio.reports))
    assert studio.reports[0].startswith("Traceback")
    assert f"ZeroDivisionError: in {place}" in studio.reports[0]
    session.fails_in = ""
    studio.give(TakeSteps(2))
    assert studio.latest.step == 6
    assert studio.latest.failure == ""


def test_a_failure_while_playing_pauses(start: Start) -> None:
    """The snapshot that tells of it is a paused one, and the thread waits for a command."""
    session = Broken(three_inputs())
    studio = start(session)
    session.fails_in = "play"
    studio.give(SetSpeed(FAST), Play())
    wait_until(lambda: bool(studio.latest.failure))
    assert not studio.latest.playing
    studio.wait_for_patience(None)
    assert len(studio.reports) == 1


# --- beginning and end --------------------------------------------------------------------------------------


def names() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize("playing", [False, True])
def test_stop_joins_and_leaves_no_thread(playing: bool) -> None:
    """Idle or in full run, also when it waits for a word that never comes; a second stop does no harm."""
    thread = ModelThread(endless())
    thread.start()
    assert "gdstudio model" in names()
    if playing:
        thread.send(SetSpeed(FAST))
        thread.send(Play())
        wait_until(lambda: thread.latest.step > 1)
    thread.stop()
    assert "gdstudio model" not in names()
    thread.stop()


def test_stop_before_start_returns() -> None:
    """There is nothing to wait for; started later, the thread finds Stop and ends."""
    thread = ModelThread(endless())
    thread.stop()
    thread.start()
    wait_until(lambda: "gdstudio model" not in names())


def test_stop_does_not_wait_for_what_came_after_it(start: Start) -> None:
    """Commands sent after Stop are not carried out."""
    studio = start(endless())
    studio.give(TakeSteps(1))
    studio.thread.stop()
    studio.thread.send(TakeSteps(5))
    assert studio.session.step == 2


def test_a_drag_does_not_stop_training(start: Start) -> None:
    """While commands come without a break, before the window has drawn, steps are still taken."""
    studio = start(endless())
    studio.give(SetSpeed(FAST), Play())
    before = studio.latest.step
    for count in range(6):
        studio.give(SetAlpha(0.001 + count * 1e-5, gesture=5))
    assert studio.latest.step > before


# --- studies beside training ------------------------------------------------------------------------------


def test_scores_and_limit_arrive_while_paused_and_then_all_is_quiet(start: Start) -> None:
    """What is to be worked out comes in without a command; when nothing is left, nothing runs."""
    studio = start(Session(image_scene()))
    studio.give(TakeSteps(200))
    thread = studio.thread
    wait_until(lambda: thread._quick.free and thread._slow.free and studio.inbox.waits[-1] is None)
    wait_until(lambda: not studio.latest.lanes[0].limits.measuring)
    gallery = studio.latest.gallery
    assert gallery is not None
    assert gallery.score is not None
    assert gallery.score.step == studio.latest.step == 201
    assert not studio.reports


def test_at_full_speed_what_takes_seconds_waits_for_a_pause(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window needs the other core: scores come, and what was asked for; the limit is measured later."""
    monkeypatch.setattr(Session, "slow_study", lambda _self, _without=(): None)
    studio = start(Session(image_scene()))
    studio.give(SetSpeed(FAST), Play())
    monkeypatch.undo()
    monkeypatch.setattr(thread_module, "PATIENCE_SECONDS", FOREVER)
    studio.draw_until(lambda seen: seen.gallery is not None and len(seen.gallery.scores.steps) > 3)
    assert studio.thread._slow.free
    assert studio.latest.lanes[0].limits.measuring
    studio.give(Compare(Reference.MEANS))  # someone waits for these
    drawn = itertools.count()
    studio.draw_until(
        lambda seen: (seen.gallery is not None and bool(seen.gallery.compared)) or next(drawn) > 5000
    )
    assert studio.latest.gallery is not None
    assert Reference.MEANS in studio.latest.gallery.compared
    assert studio.latest.playing
    assert studio.latest.lanes[0].limits.measuring
    studio.give(Pause())
    wait_until(lambda: not studio.latest.lanes[0].limits.measuring)


def test_a_limit_that_nobody_needs_any_more_is_given_up(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Freezing a pixel makes it another question; the old one ends, and the new one is answered."""
    asked: list[int] = []
    measured = threading.Event()

    def measure(
        _images: object, _order: object, frozen: np.ndarray, stop: Callable[[], bool]
    ) -> float | None:
        asked.append(int(frozen.sum()))
        if frozen.any():
            measured.set()
            return 0.5
        while not stop():
            measured.wait(0.001)
        return None

    monkeypatch.setattr(studies, "measured_limit", measure)
    studio = start(Session(image_scene()))
    wait_until(lambda: asked == [0])
    studio.give(FreezePixels((7,), True))
    wait_until(lambda: studio.latest.lanes[0].limits.diverges == 0.5)
    assert asked == [0, 3]


def test_a_study_that_fails_is_said_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The studio goes on, and does not ask for the same again."""

    def fails(*_arguments: object) -> float:
        raise ArithmeticError("a study went wrong")

    monkeypatch.setattr(studies, "measured_limit", fails)
    studio = start(Session(image_scene()))
    wait_until(lambda: "a study went wrong" in studio.latest.failure)
    studio.give(TakeSteps(3))
    wait_until(lambda: studio.inbox.waits[-1] is None and studio.thread._quick.free)
    assert studio.latest.step == 4
    assert len(studio.reports) == 1


def test_backwards_it_goes_as_fast_as_set(start: Callable[..., Studio]) -> None:
    """At two steps a second, half a second is a step."""
    clock = StandingClock()
    studio = start(Session(three_inputs()), clock)
    studio.give(TakeSteps(20), SetSpeed(Speed(2.0)), Play(backwards=True))
    assert studio.latest.backwards
    for step in (20, 19, 18):
        clock.now += 0.5
        studio.draw_until(lambda seen, step=step: seen.step == step)
    studio.give(Pause())
    assert (studio.latest.step, studio.latest.last_step, studio.latest.backwards) == (18, 21, False)


def test_backwards_as_fast_as_possible_takes_four_seconds(start: Callable[..., Studio]) -> None:
    """However much is recorded; then it stops by itself."""
    clock = StandingClock()
    studio = start(Session(three_inputs()), clock)
    studio.give(SetSpeed(FAST), TakeSteps(100_000), Play(backwards=True))
    seen = []
    for _ in range(3):
        clock.now += 1.0
        before = studio.latest.step
        studio.draw_until(lambda at, before=before: at.step < before)
        seen.append(studio.latest.step)
    assert seen == pytest.approx([75_000, 50_000, 25_000], abs=200)
    clock.now += 1.01
    studio.draw_until(lambda at: at.step == 1)
    assert not studio.latest.playing
    assert "step 1" in studio.latest.notice


def test_turning_round_begins_a_new_beat(start: Callable[..., Studio]) -> None:
    """The first step back is due after one interval, whenever the last step on was."""
    clock = StandingClock()
    studio = start(Session(three_inputs()), clock)
    studio.give(TakeSteps(5), SetSpeed(Speed(1.0)), Play())
    clock.now += 0.9
    studio.give(Play(backwards=True))
    clock.now += 0.9
    studio.give(SetSpeed(Speed(1.0)))
    assert studio.latest.step == 6
    clock.now += 0.2
    studio.draw_until(lambda at: at.step == 5)
