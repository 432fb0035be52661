"""Sweeps in a session: what they find, what they leave alone, what is refused, and how long they are kept."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from math import inf, nan
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from image_scenes import image_scene
from scenes import correct_and_printed, frozen_a, nine_weights, one_and_three, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    LARGEST_ALPHA,
    Fork,
    Freeze,
    LoadScene,
    Play,
    RemoveLane,
    SetAlpha,
    SetOrder,
    SetWeight,
    Sweep,
    Swept,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model import sweeps
from gdstudio.model.session import Session
from gdstudio.model.thread import ModelThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.messages import Scene, Snapshot

A_TO_B = Sweep(0, 0.001, 0.05, points=8, steps=20)


def swept(session: Session, asked: Sweep = A_TO_B) -> Swept:
    """Ask for a sweep and have it worked out."""
    session.apply(asked)
    session.study_all()
    found = session.snapshot().swept
    assert found is not None
    assert not session.notice
    return found


@given(
    st.sampled_from((three_inputs(), frozen_a(), nine_weights(), one_and_three(), correct_and_printed())),
    st.builds(Order, st.sampled_from(Taking), st.integers(0, 3), st.integers(0, 9)),
    st.integers(0, 30),
    st.integers(1, 40),
)
def test_taking_an_alpha_over_gives_the_error_it_promised(
    start: Scene, order: Order, before: int, steps: int
) -> None:
    """Each alpha's error is the one the session itself arrives at with that alpha."""
    lane = len(start.lanes) - 1
    session = Session(start)
    session.apply(SetOrder(order))
    session.advance(before)
    at = session.step
    found = swept(session, Sweep(lane, 0.0005, 0.02, points=4, steps=steps))
    assert (found.step, found.alphas[0], found.alphas[-1]) == (at, 0.0005, 0.02)
    for alpha, error in zip(found.alphas.tolist(), found.errors.tolist(), strict=True):
        session.apply(SetAlpha(alpha))
        if session.advance(steps) == steps:
            assert swept(session, Sweep(lane, 1e-9, 1e-8, 2, 1)).start_error == error
        else:  # with lanes side by side, another may be the one that diverged
            assert error == inf or len(start.lanes) > 1
        session.apply(Undo())


def test_it_says_what_it_was_made_from_whatever_the_run_does_then() -> None:
    """Step, run, error and limits of the moment it was asked for, not of the moment it was found."""
    session = Session(three_inputs())
    session.advance(4)
    here = session.snapshot().lanes[0]
    session.apply(A_TO_B)
    assert session.timeline.log == ()
    waiting = session.snapshot().swept
    assert waiting is not None
    assert (len(waiting.alphas), len(waiting.errors)) == (0, 0)
    for command in (SetWeight(WeightRef(0, 0, 0), 5.0), Freeze(WeightRef(0, 0, 1), True), TakeSteps(3)):
        session.apply(command)
    session.study_all()
    found = session.snapshot().swept
    assert found is not None
    assert (found.asked, found.step) == (A_TO_B, 5)
    assert found.start_error == here.now.total_error
    assert found.made_from.now.weights.tolist() == here.now.weights.tolist()
    assert not found.made_from.frozen.any()
    assert found.made_from.limits == here.limits
    beside = swept(at_step_five())
    assert found.errors.tolist() == beside.errors.tolist()
    assert not any(array.flags.writeable for array in (found.alphas, found.errors))


def at_step_five() -> Session:
    """Three inputs after four steps."""
    session = Session(three_inputs())
    session.advance(4)
    return session


def test_it_changes_nothing() -> None:
    """It is not logged, cannot be undone, and leaves a run that plays playing."""
    session = at_step_five()
    session.apply(SetAlpha(0.02))
    session.apply(Play())
    before = (session.timeline.log, session.step, session.states, session.snapshot().undo)
    swept(session)
    assert (session.timeline.log, session.step, session.states, session.snapshot().undo) == before
    assert session.playing


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lane": 1}, "there are 1 runs"),
        ({"lane": -1}, "there are 1 runs"),
        ({"points": 1}, "2 to 200"),
        ({"points": 201}, "2 to 200"),
        ({"steps": 0}, "1 to 10,000"),
        ({"steps": 10_001}, "1 to 10,000"),
        ({"first": 0.0}, "above 0"),
        ({"first": -0.1}, "above 0"),
        ({"first": nan}, "above 0"),
        ({"last": LARGEST_ALPHA * 1.01}, "at most 1000"),
        ({"last": inf}, "at most 1000"),
        ({"last": nan}, "at most 1000"),
        ({"first": 0.05, "last": 0.05}, "from the smaller alpha to the larger"),
        ({"first": 0.06}, "from the smaller alpha to the larger"),
        ({"first": 0.01, "last": 0.01 + 1e-17 * 8, "points": 200}, "wider range"),
    ],
)
def test_what_is_out_of_range_is_refused_in_words(changes: dict[str, float], words: str) -> None:
    """The notice says why; what was found before is still there."""
    session = at_step_five()
    found = swept(session)
    session.apply(replace(A_TO_B, **changes))
    assert words in session.notice
    assert session.snapshot().swept is found


def test_the_largest_sweep_is_allowed() -> None:
    """200 alphas, 10,000 steps, up to the largest alpha: what diverges ends as inf."""
    found = swept(at_step_five(), Sweep(0, 1e-6, LARGEST_ALPHA, 200, 10_000))
    assert found.errors[-1] == inf
    assert np.isfinite(found.errors[0])
    assert len(found.alphas) == 200


def test_images_are_refused_with_a_sentence() -> None:
    """A sweep is for small networks."""
    session = Session(image_scene())
    session.apply(A_TO_B)
    assert "small networks" in session.notice
    assert session.snapshot().swept is None


def test_it_is_dropped_when_another_scene_is_opened() -> None:
    """Also one that is being worked out, and when a scene comes back by Undo; starting over keeps it."""
    session = at_step_five()
    found = swept(session)
    session.apply(LoadScene(session.scene))
    assert session.snapshot().swept is found
    session.apply(LoadScene(replace(nine_weights(), id="another")))
    assert session.snapshot().swept is None
    session.apply(A_TO_B)
    assert session.slow_study() is not None
    session.apply(Undo())
    assert session.slow_study() is None
    assert session.snapshot().swept is None


def test_runs_that_come_and_go_leave_it() -> None:
    """A fork can be swept, and its sweep is kept whichever runs are taken away and brought back."""
    session = at_step_five()
    session.apply(Fork(0))
    session.apply(SetAlpha(0.5, lane=1))
    found = swept(session, replace(A_TO_B, lane=1))
    assert found.made_from.start.name == session.snapshot().lanes[1].start.name
    for command in (RemoveLane(0), Undo(), Undo()):
        session.apply(command)
        assert session.snapshot().swept is found


def test_a_newer_sweep_takes_the_place_of_the_older() -> None:
    """What the older one finds comes too late, and is not shown."""
    session = at_step_five()
    session.apply(A_TO_B)
    late = session.slow_study()
    assert late is not None
    session.apply(replace(A_TO_B, steps=7))
    late.take(late.work(lambda: False))
    waiting = session.snapshot().swept
    assert waiting is not None
    assert len(waiting.errors) == 0
    newer = session.slow_study()
    assert newer is not None
    assert newer.about != late.about
    assert not newer.can_wait
    session.study_all()
    found = session.snapshot().swept
    assert found is not None
    assert (found.asked.steps, len(found.errors)) == (7, 8)


def test_one_that_failed_is_not_asked_for_again() -> None:
    """Whoever works it out says which have failed."""
    session = at_step_five()
    session.apply(A_TO_B)
    study = session.slow_study()
    assert study is not None
    assert session.slow_study({study.about}) is None


def wait_until(thread: ModelThread, holds: Callable[[Snapshot], bool]) -> Snapshot:
    """Look at the latest snapshot until something holds."""
    nobody_sets = threading.Event()
    for _ in range(10_000):
        if holds(thread.latest):
            return thread.latest
        nobody_sets.wait(0.002)
    pytest.fail("waited in vain")


def test_beside_the_window_a_newer_sweep_calls_the_older_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is told to look out for what comes of it; the older one stops when it asks."""
    monkeypatch.setattr(sweeps, "_BREATH", 0.0)
    begun, ended = threading.Event(), threading.Event()
    real = sweeps.sweep

    def endless(*arguments: object) -> object:
        if arguments[7] != 20:  # the newer one's steps
            return real(*arguments)  # type: ignore[arg-type]  # as they came
        begun.set()
        stop = arguments[8]
        while not stop():  # type: ignore[operator]  # the question
            time.sleep(0)
        ended.set()
        return None

    monkeypatch.setattr(sweeps, "sweep", endless)
    thread = ModelThread(at_step_five())
    thread.start()
    try:
        thread.send(A_TO_B)
        waiting = wait_until(thread, lambda seen: seen.swept is not None)
        assert begun.wait(20)
        assert waiting.studying
        assert waiting.swept is not None
        assert len(waiting.swept.alphas) == 0
        assert not ended.is_set()
        thread.send(replace(A_TO_B, steps=7))
        seen = wait_until(thread, lambda seen: seen.swept is not None and len(seen.swept.errors) > 0)
        assert ended.is_set()
        assert seen.swept is not None
        assert seen.swept.asked.steps == 7
        wait_until(thread, lambda seen: not seen.studying)
    finally:
        thread.stop()
