"""A session with images: the log alone fixes every bit, and what is worked out beside training."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from image_scenes import image_scene, small_images
from scenes import three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Command,
    Compare,
    FreezePixels,
    LoadScene,
    LookAt,
    Phase,
    Redo,
    Reference,
    Seek,
    SetAlpha,
    SetOrder,
    SetTarget,
    SetWeight,
    Snapshot,
    Source,
    TakePhase,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model import changes, records, studies
from gdstudio.model import timeline as timeline_module
from gdstudio.model.gallery import POINTS
from gdstudio.model.image_state import ImageState
from gdstudio.model.records import capacity_for
from gdstudio.model.session import Session
from gdstudio.model.timeline import Timeline


def after(session: Session, *commands: Command) -> Snapshot:
    for command in commands:
        session.apply(command)
    return session.snapshot()


def weights_of(session: Session) -> bytes:
    return session.states[0].weights.tobytes()


# --- the log alone fixes every bit ------------------------------------------------------------------------

_CHANGES = st.sampled_from(
    [
        SetAlpha(0.01),
        SetAlpha(0.05),
        SetAlpha(0.4),  # beyond what blocks can do: plain steps
        FreezePixels((7, 8, 13), True),
        FreezePixels((7, 8), False),
        FreezePixels((10,), True, output=1),
        SetWeight(WeightRef(0, 2, 9), 0.125),
        *(SetAlpha(alpha, gesture=1) for alpha in (0.02, 0.03)),
        *(SetWeight(WeightRef(0, 1, 8), value, gesture=2) for value in (0.0, 0.25)),
        SetOrder(Order(Taking.SHUFFLED, seed=3)),
        SetOrder(Order(Taking.SHUFFLED_ONCE, seed=3)),
        SetOrder(Order(Taking.IN_TURN)),
        SetOrder(Order(Taking.ONE, 5)),
    ]
)
_MOVES = st.one_of(
    _CHANGES,
    st.builds(TakeSteps, st.integers(1, 120)),
    st.builds(TakeSteps, st.integers(-40, -1)),
    st.builds(TakePhase, st.integers(-5, 5)),
    st.just(Undo()),
    st.just(Redo()),
    st.floats(0, 1).map(lambda share: ("seek", share)),
)


@settings(max_examples=60)
@given(st.lists(_MOVES, max_size=14))
def test_the_log_alone_fixes_every_bit(moves: list[Command | tuple[str, float]]) -> None:
    """However a step was reached, a replay of the log, step by step, has the same weights and errors.

    Also of a drag that ended where it began: the log holds a command that changes nothing.
    """
    session = Session(image_scene())
    for move in moves:
        if isinstance(move, tuple):
            share = move[1]
            move = Seek(1 + round(share * (session.timeline.last_step - 1)))  # noqa: PLW2901  # known only now
        session.apply(move)
        assert session.failure == ""
    replay = Timeline(session.scene, session.timeline.log)
    states = replay.state_at(1)
    for step in range(1, session.step):
        states, at, _ = replay.advance(states, step, 1)
        assert at == step + 1
    assert states[0].weights.tobytes() == weights_of(session)
    shown, expected = session.snapshot().lanes[0].now, states[0].look(session.step)
    assert shown.error.tobytes() == expected.error.tobytes()


def test_a_drag_back_to_where_it_began_replays_to_the_same_bits() -> None:
    """In the log it changes nothing; yet it broke a block off when it was given."""
    session = Session(image_scene(alpha=0.01))
    after(session, TakeSteps(21), SetAlpha(0.02, gesture=3), SetAlpha(0.01, gesture=3), TakeSteps(90))
    timeline = Timeline(session.scene, session.timeline.log)
    states, step, _ = timeline.advance(timeline.state_at(1), 1, session.step - 1)
    assert step == session.step
    assert states[0].weights.tobytes() == weights_of(session)
    assert timeline.state_at(step)[0].weights.tobytes() == weights_of(session)


def test_checkpoints_keep_nothing_of_what_was_looked_at() -> None:
    """Every number of every step looked at would take ten times the room."""
    session = Session(image_scene())
    for _ in range(30):
        after(session, TakeSteps(1))
    for _ in range(30):
        after(session, TakeSteps(-1))
    records = session.timeline._records
    assert records.stride == 1
    kept = [set(vars(state)) for states in records.checkpoints[1:] for state in states]
    assert kept == [{"setting", "position"}] * 30


def test_one_long_run_and_many_short_ones_are_the_same_bits() -> None:
    """Playing in whatever pieces, with the errors of every single step."""
    whole, pieces = Session(image_scene()), Session(image_scene())
    whole.advance(1000)
    while pieces.step < 1001:
        pieces.advance(min(1 + pieces.step % 90, 1001 - pieces.step))
    assert weights_of(whole) == weights_of(pieces)
    assert np.array_equal(whole.snapshot().history[0].mean, pieces.snapshot().history[0].mean)


def test_any_step_comes_back_as_it_was() -> None:
    """Far beyond the checkpoints that are kept."""
    session = Session(image_scene(small_images(40)))
    seen = {}
    for _ in range(60):
        session.advance(97)
        seen[session.step] = weights_of(session)
    for step, weights in seen.items():
        session.apply(Seek(step))
        assert weights_of(session) == weights


def test_checkpoints_of_large_networks_are_fewer() -> None:
    """They take 40 MB at most, by the bytes of their weights."""
    large = ImageState.begin(image_scene(small_images(30, 64, 20), small_images(25, 64, 20)).lanes[0])
    small = ImageState.begin(image_scene().lanes[0])
    assert capacity_for((large,)) * 64 * 64 * 20 * 4 <= 40 * 2**20
    assert capacity_for((small,)) == 4096


def test_a_step_has_its_phases() -> None:
    """As with small networks."""
    session = Session(image_scene())
    assert after(session, TakePhase(2)).phase is Phase.WEIGHT_DELTAS
    snapshot = after(session, TakePhase(3))
    assert (snapshot.step, snapshot.phase) == (2, Phase.COMPARE)


def test_a_run_that_diverges_stops_at_its_last_finite_error() -> None:
    """And says so."""
    session = Session(image_scene(alpha=3.0))
    session.play(5000)
    snapshot = session.snapshot()
    assert snapshot.diverged
    assert np.isfinite(snapshot.lanes[0].now.error).all()
    assert "Diverged" in snapshot.notice
    assert "lower alpha" in snapshot.notice


def test_a_stroke_of_the_brush_is_one_undo() -> None:
    """Each move of it tells of all pixels so far."""
    session = Session(image_scene())
    for pixels in ((7,), (7, 8), (7, 8, 9)):
        session.apply(FreezePixels(pixels, True, gesture=5))
    snapshot = session.snapshot()
    assert [mark.text for mark in snapshot.marks] == ["3 pixels frozen"]
    assert snapshot.undo == "3 pixels frozen"
    assert not after(session, Undo()).lanes[0].frozen.any()


# --- what is looked at ------------------------------------------------------------------------------------


def gallery_of(snapshot: Snapshot):  # noqa: ANN201  # a Gallery, and not None
    assert snapshot.gallery is not None
    return snapshot.gallery


def test_the_image_of_the_step_is_looked_at_first() -> None:
    """Its numbers are those of the step itself."""
    session = Session(image_scene())
    snapshot = after(session, TakeSteps(4))
    gallery = gallery_of(snapshot)
    assert np.array_equal(gallery.image, small_images().pixels[4])
    assert gallery.label == small_images().labels[4]
    assert gallery.seen is snapshot.lanes[0].now


def test_unseen_learnt_and_drawn_images_are_looked_at_with_the_present_weights() -> None:
    """Looking changes nothing that is learned, and is nothing to undo."""
    session = Session(image_scene())
    session.advance(30)
    weights = session.states[0].weights
    for wish, image in (
        (LookAt(Source.UNSEEN, 7), small_images(40, seed=1).pixels[7]),
        (LookAt(Source.LEARNT, 9), small_images().pixels[9]),
        (LookAt(Source.DRAWN, 0, np.full((6, 6), 51, np.uint8)), np.full((6, 6), 51, np.uint8)),
    ):
        gallery = gallery_of(after(session, wish))
        assert np.array_equal(gallery.image, image)
        assert gallery.seen.pred == pytest.approx(weights @ (image.ravel() / 255), abs=1e-6)
    assert gallery.label is None
    assert session.snapshot().undo is None


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (LookAt(Source.UNSEEN, 40), "40 unseen images"),
        (LookAt(Source.LEARNT, -1), "150 learnt images"),
        (LookAt(Source.DRAWN), "6 × 6 pixels"),
        (LookAt(Source.DRAWN, 0, np.zeros((5, 6), np.uint8)), "6 × 6 pixels"),
    ],
)
def test_an_image_that_is_not_there_is_refused(wish: LookAt, words: str) -> None:
    """And the one that was looked at stays."""
    session = Session(image_scene())
    snapshot = after(session, wish)
    assert words in snapshot.notice
    assert gallery_of(snapshot).looked_at.source is Source.STEP


def test_small_networks_have_no_gallery() -> None:
    """They say where images are."""
    session = Session(three_inputs())
    assert session.snapshot().gallery is None
    assert "no images" in after(session, LookAt(Source.STEP)).notice
    assert session.quick_study() is None
    assert session.slow_study() is None


def test_opening_a_scene_with_images_and_going_back() -> None:
    """Undo brings back the other kind of scene, redo the images."""
    session = Session(three_inputs())
    assert after(session, LoadScene(image_scene())).gallery is not None
    assert after(session, Undo()).gallery is None
    assert after(session, Redo()).gallery is not None


# --- studies ----------------------------------------------------------------------------------------------


def test_scores_of_recorded_time_are_worked_out() -> None:
    """At no more than so many steps, first and last included, each that of the weights then."""
    session = Session(image_scene())
    session.advance(700)
    session.study_all()
    gallery = gallery_of(session.snapshot())
    steps = gallery.scores.steps.astype(int)
    assert steps[0] == 1
    assert steps[-1] == session.step
    assert POINTS / 4 < len(steps) <= POINTS + 1
    unseen = small_images(40, seed=1)
    for step, share in zip(steps[::7], gallery.scores.unseen[::7], strict=True):
        session.apply(Seek(int(step)))
        predicted = (unseen.inputs(slice(None)) @ session.states[0].weights.T).argmax(axis=1)
        assert share == pytest.approx((predicted == unseen.labels).mean())


def test_the_present_step_is_scored_when_paused() -> None:
    """The newest score is that of the present weights; while more is trained, of those just before."""
    session = Session(image_scene())
    session.advance(333)
    assert gallery_of(session.snapshot()).score is None
    session.study_all()
    score = gallery_of(session.snapshot()).score
    assert score is not None
    assert score.step == 334
    assert score.unseen > 0.9
    session.advance(10)
    assert gallery_of(session.snapshot()).score is score


def test_a_change_keeps_the_scores_before_it_and_no_others() -> None:
    """What was scored after the step it was made at was another future."""
    session = Session(image_scene())
    session.advance(200)
    session.study_all()
    after(session, Seek(100), SetAlpha(0.001))
    steps = gallery_of(session.snapshot()).scores.steps
    assert len(steps)
    assert steps.max() < 100


def test_pictures_to_compare_with_are_worked_out_when_wanted() -> None:
    """Not before: they can take seconds."""
    session = Session(image_scene())
    session.study_all()
    assert gallery_of(session.snapshot()).compared == {}
    after(session, Compare(Reference.LEAST_SQUARES), Compare(Reference.MEANS))
    session.study_all()
    compared = gallery_of(session.snapshot()).compared
    assert set(compared) == {Reference.LEAST_SQUARES, Reference.MEANS}
    images = small_images()
    best = compared[Reference.LEAST_SQUARES].weights
    expected, *_ = np.linalg.lstsq(images.inputs(slice(None)).astype(float), images.targets.astype(float))
    assert best == pytest.approx(expected.T, abs=1e-4)
    assert compared[Reference.LEAST_SQUARES].unseen > 0.9


def test_the_limit_of_other_images_is_another_study() -> None:
    """So that one under way for a scene that was left is given up."""
    one, other = Session(image_scene()).slow_study(), Session(image_scene(small_images(60))).slow_study()
    assert one is not None
    assert other is not None
    assert one.about != other.about


def test_the_limit_of_alpha_is_measured() -> None:
    """Beyond it a run grows without end, below it it does not."""
    session = Session(image_scene())
    assert session.snapshot().lanes[0].limits.measuring
    session.study_all()
    limits = session.snapshot().lanes[0].limits
    assert not limits.measuring
    assert limits.diverges is not None
    assert limits.guaranteed is not None
    assert limits.diverges > limits.guaranteed
    for factor, diverges in ((0.9, False), (1.3, True)):
        run = Session(image_scene(alpha=limits.diverges * factor))
        run.advance(60_000)
        assert run.snapshot().diverged is diverges


def test_undo_keeps_no_more_futures_than_it_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each future that a change cuts off has checkpoints of its own; the oldest are let go."""
    session = Session(image_scene())
    for _ in range(6):
        session.advance(40)
        after(session, Seek(1), SetAlpha(session.states[0].setting.alpha * 0.9))
    assert len(session._changes._undo) == 6
    one = session._changes._undo[-1].bytes
    assert one == 40 * 3 * 36 * 4  # as many checkpoints of 3 × 36 weights
    monkeypatch.setattr(changes, "BYTES_KEPT", 3 * one)
    session.advance(40)
    snapshot = after(session, Seek(1), SetAlpha(0.5))
    assert len(session._changes._undo) == 3
    assert len(snapshot.kept) == 3
    for _ in range(3):
        snapshot = after(session, Undo())
    assert snapshot.undo is None
    assert snapshot.redo is not None


def test_images_that_only_undo_needs_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """But not where the next scene has the same."""
    first, other = image_scene(), image_scene(small_images(60))
    session = Session(first)
    after(session, LoadScene(first), LoadScene(other), LoadScene(other))
    size = first.lanes[0].examples.pixels.nbytes + first.lanes[0].unseen.pixels.nbytes
    assert [change.bytes for change in session._changes._undo] == [0, size, 0]
    monkeypatch.setattr(changes, "BYTES_KEPT", size - 1)
    after(session, LoadScene(other))
    assert [change.bytes for change in session._changes._undo] == [0, 0]


def test_scores_and_best_weights_go_by_the_targets_as_they_are() -> None:
    """A target that was changed is what is learned from; so it is what the error is against."""
    session = Session(image_scene())
    after(session, Compare(Reference.LEAST_SQUARES))
    session.study_all()
    before = gallery_of(session.snapshot())
    after(session, *(SetTarget(row, 0, 0.5) for row in range(150)))
    assert gallery_of(session.snapshot()).compared == {}
    session.study_all()
    now = gallery_of(session.snapshot())
    assert before.score is not None
    assert now.score is not None
    assert now.score.learnt_error != before.score.learnt_error
    images = now.learnt
    inputs, targets = images.inputs(slice(None)).astype(float), images.targets.astype(float)
    expected, *_ = np.linalg.lstsq(inputs, targets)
    assert now.compared[Reference.LEAST_SQUARES].weights == pytest.approx(expected.T, abs=1e-4)


def test_a_study_that_failed_does_not_hold_up_the_others() -> None:
    """Nothing is asked for twice in vain; what comes after it is."""
    session = Session(image_scene())
    after(session, TakeSteps(100), Compare(Reference.MEANS))
    quick, slow = session.quick_study(), session.slow_study()
    assert quick is not None
    assert slow is not None
    others = session.quick_study({quick.about}), session.slow_study({slow.about})
    assert [study is not None for study in others] == [True, True]
    assert {study.about for study in others if study} & {quick.about, slow.about} == set()
    assert session.slow_study({slow.about, others[1].about}) is None


def test_a_sample_of_many_learnt_images_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than can be tried in no time, the first so many are."""
    session = Session(image_scene())
    session.study_all()
    assert gallery_of(session.snapshot()).scores.sample is None
    monkeypatch.setattr(studies, "MOST_JUDGED", 100)
    after(session, TakeSteps(5))
    session.study_all()
    assert gallery_of(session.snapshot()).scores.sample == 100


def test_going_back_by_footholds_has_the_bits_of_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the middle of a block of images, where a state is defined from its block's start."""
    monkeypatch.setattr(records, "CAPACITY", 4)
    monkeypatch.setattr(records, "_QUICK_TO_REPLAY", 1)
    monkeypatch.setattr(timeline_module, "_SHORT", 7)
    session = Session(image_scene(order=Order(Taking.SHUFFLED, seed=2)))
    seen = {}
    for step in range(1, 601):
        if step == 251:
            session.apply(SetAlpha(0.01))
        seen[step] = session.states[0].weights.tobytes()
        session.apply(TakeSteps(1))
    assert session.timeline.history()[0].stride >= 128
    for step in range(600, 0, -1):
        session.apply(TakeSteps(-1))
        assert session.states[0].weights.tobytes() == seen[step], step
