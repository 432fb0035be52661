"""A session run aside: the same numbers as going on, and the session itself stays where it is."""

from __future__ import annotations

import numpy as np
import pytest
from image_scenes import image_scene
from scenes import correct_and_printed, frozen_a, nine_weights, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Command,
    Compare,
    Fork,
    Freeze,
    LookAt,
    Phase,
    Race,
    Reference,
    SetAlpha,
    SetOrder,
    SetWeight,
    Source,
    TakePhase,
    TakeSteps,
    WeightRef,
)
from gdstudio.model.aside import Stopped, aside
from gdstudio.model.session import Session

MIXED: tuple[Command, ...] = (
    SetAlpha(0.02),
    TakeSteps(3),
    Freeze(WeightRef(0, 0, 0), True),
    SetOrder(Order(Taking.SHUFFLED, 0, 5)),
    TakeSteps(6),
    SetWeight(WeightRef(0, 0, 1), 0.4),
    TakeSteps(-2),
)


def weights(session: Session) -> list[list[list[float]]]:
    return [state.weights.tolist() for state in session.states]


@pytest.mark.parametrize("scene", [three_inputs(), frozen_a(), nine_weights(), correct_and_printed()])
@pytest.mark.parametrize("further", [(TakeSteps(5),), (SetAlpha(0.001), TakeSteps(2)), ()])
def test_aside_is_what_going_on_would_give(scene: object, further: tuple[Command, ...]) -> None:
    """Bit for bit, after changes, steps back and a shuffled order; in the middle of recorded time too."""
    session = Session(scene)  # type: ignore[arg-type]  # a scene
    for command in MIXED:
        session.apply(command)
    before = weights(session), session.step
    run = aside(session.snapshot())
    seen = run(further)
    assert (weights(session), session.step) == before
    for command in further:
        session.apply(command)
    assert seen.step == session.step
    assert [lane.now.weights.tolist() for lane in seen.lanes] == weights(session)
    again = run(further)
    assert [lane.now.weights.tolist() for lane in again.lanes] == weights(session)


def test_the_phase_is_the_same() -> None:
    """What is looked at does not jump."""
    session = Session(three_inputs())
    session.apply(TakePhase(2))
    seen = aside(session.snapshot())(())
    assert seen.phase is Phase.WEIGHT_DELTAS


def test_what_is_looked_at_is_the_same() -> None:
    """With images, an unseen one may be looked at."""
    session = Session(image_scene())
    session.apply(LookAt(Source.UNSEEN, 7))
    seen = aside(session.snapshot())((TakeSteps(3),))
    assert seen.gallery is not None
    assert seen.gallery.looked_at == session.snapshot().gallery.looked_at  # type: ignore[union-attr]  # images
    assert seen.gallery.label == session.snapshot().gallery.label  # type: ignore[union-attr]  # the same


def test_forked_runs_go_on_aside_too() -> None:
    """Each with its own past."""
    session = Session(three_inputs())
    forked = Freeze(WeightRef(1, 0, 0), True)
    for command in (
        TakeSteps(3),
        Fork(0, "mine"),
        SetAlpha(0.02, 1),
        TakeSteps(2),
        Race(0, (0.001,)),
        forked,
    ):
        session.apply(command)
    seen = aside(session.snapshot())((TakeSteps(4),))
    session.apply(TakeSteps(4))
    assert len(seen.lanes) == 3
    assert [lane.now.weights.tolist() for lane in seen.lanes] == weights(session)


def test_reference_pictures_that_are_asked_for_are_there() -> None:
    """So a question can ask how good they are."""
    seen = aside(Session(image_scene()).snapshot())((Compare(Reference.MEANS),))
    assert seen.gallery is not None
    assert seen.gallery.compared[Reference.MEANS].unseen > 0.5


def test_images_are_judged() -> None:
    """The copy's snapshot tells the accuracy of the weights it arrived at."""
    session = Session(image_scene())
    seen = aside(session.snapshot())((TakeSteps(200),))
    assert seen.gallery is not None
    assert seen.gallery.score is not None
    assert seen.gallery.score.step == 201
    assert seen.gallery.score.unseen > 0.5
    assert np.isfinite(seen.lanes[0].now.total_error)


def test_it_can_be_stopped_on_the_way() -> None:
    """Both on the way to where the session stands and after it; until then nothing differs."""
    session = Session(three_inputs())
    session.advance(3000)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 5

    run = aside(session.snapshot(), stop)
    with pytest.raises(Stopped):
        run(())
    asked.clear()
    fresh = aside(Session(three_inputs()).snapshot(), stop)
    assert fresh((TakeSteps(2000),)).step == 2001
    asked.clear()
    with pytest.raises(Stopped):
        fresh((TakeSteps(20_000),))


def test_steps_end_where_the_run_diverges() -> None:
    """Taken in pieces or at once: the last step whose error is finite, and the same word about it."""
    session = Session(three_inputs(alpha=0.3))
    seen = aside(session.snapshot())((TakeSteps(20_000),))
    session.apply(TakeSteps(20_000))
    assert seen.diverged
    assert (seen.step, seen.notice) == (session.step, session.notice)
