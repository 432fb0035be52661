"""Scenes made of what is on the screen: the present state, or the start and all that was done since."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from image_scenes import image_scene
from scenes import correct_and_printed, frozen_a, one_and_three, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.draft.building import OWN_ID
from gdstudio.lessons.draft.parts import DraftError
from gdstudio.lessons.own_scene import from_here, from_start, own_title
from gdstudio.lessons.scene_file import parse_scene
from gdstudio.lessons.scene_writer import write_scene
from gdstudio.messages import Fork, Freeze, SetAlpha, SetInput, SetOrder, SetRule, TakeSteps, WeightRef
from gdstudio.model.session import Session


def played() -> Session:
    """A run with a little of everything."""
    session = Session(frozen_a())
    for command in (
        TakeSteps(4),
        SetAlpha(0.01),
        Freeze(WeightRef(0, 0, 0), False),
        SetInput(1, 1, 0.25, 0),
        SetOrder(Order(Taking.IN_TURN)),
        SetRule(Rule.DELTA_TURNED_ROUND),
        TakeSteps(3),
        SetRule(Rule.CORRECT),
    ):
        session.apply(command)
    return session


def test_the_present_state_becomes_a_start() -> None:
    """Every number of it; nothing of what led there."""
    session = played()
    snapshot = session.snapshot()
    scene = from_here(snapshot)
    (lane,), now = scene.lanes, snapshot.lanes[0]
    assert (scene.id, scene.title, scene.section, scene.log) == (OWN_ID, "Own scene", "", ())
    assert "where “A scene for tests” stood at step 8." in scene.text
    assert "from 4 examples" in scene.text.replace("learns ", "")
    for mine, theirs in ((lane.weights, now.now.weights), (lane.frozen, now.frozen)):
        assert np.array_equal(mine, theirs)
        assert not mine.flags.writeable
    assert lane.examples is now.examples
    assert (lane.alpha, lane.order, lane.rule) == (0.01, Order(Taking.IN_TURN), Rule.CORRECT)
    assert parse_scene(write_scene(scene), "x", "x.md").lanes[0].weights.tobytes() == lane.weights.tobytes()


def test_all_runs_come_along() -> None:
    """Side by side as they are; forks are then runs like others."""
    session = Session(one_and_three())
    session.apply(TakeSteps(2))
    assert [lane.name for lane in from_here(session.snapshot()).lanes] == ["single", "three"]
    session = Session(three_inputs())
    session.apply(TakeSteps(2))
    session.apply(Fork(0))
    session.apply(SetAlpha(0.001, 1))
    session.apply(TakeSteps(2))
    scene = from_here(session.snapshot())
    assert [lane.fork_of for lane in scene.lanes] == ["", ""]
    assert scene.traced == ("run", "fork-1")
    assert not scene.has_forks
    again = Session(parse_scene(write_scene(scene), "x", "x.md"))
    for each in (session, again):
        each.apply(SetAlpha(0.002))
        each.apply(TakeSteps(3))
    for mine, theirs in zip(session.states, again.states, strict=True):
        assert np.array_equal(mine.weights, theirs.weights)


def test_runs_of_other_columns_are_not_traced_together() -> None:
    """A fork of the smaller of two networks: the file can be read all the same."""
    session = Session(replace(one_and_three(), traced=("three",)))
    session.apply(Fork(0))
    for make in (from_here, from_start):
        scene = make(session.snapshot())
        assert len(scene.lanes) == 3
        assert len({lane.examples.input_names for lane in scene.lanes if lane.name in scene.traced}) == 1
        assert parse_scene(write_scene(scene), "x", "x.md").traced == scene.traced


def test_the_start_comes_with_what_was_done_since() -> None:
    """As a file it goes the same way, to the last bit, through every change; forks begin with the others."""
    for session in (played(), Session(correct_and_printed())):
        session.apply(Fork(len(session.states) - 1))
        session.apply(SetAlpha(0.002, len(session.states) - 1))
        session.apply(TakeSteps(2))
        scene = from_start(session.snapshot())
        again = Session(parse_scene(write_scene(scene), scene.id, "again.md"))
        again.apply(TakeSteps(session.step - 1))
        assert again.step == session.step
        for mine, theirs in zip(session.states, again.states, strict=True):
            assert np.array_equal(mine.weights, theirs.weights)
        assert (scene.title, scene.section) == (session.scene.title, session.scene.section)


def test_a_scene_of_one_s_own_keeps_its_title() -> None:
    """Only the chapter's titles are not one's own; what means something in Markdown means nothing here."""
    mine = replace(three_inputs(), title="*My* [games]", section="")
    snapshot = Session(mine).snapshot()
    assert own_title(snapshot) == "*My* [games]"
    assert "“\\*My\\* \\[games\\]” stood at step 1" in from_here(snapshot).text


def test_what_cannot_start_is_said() -> None:
    """Images, and weights beyond all bounds."""
    for make in (from_here, from_start):
        with pytest.raises(DraftError, match="images"):
            make(Session(image_scene()).snapshot())
    session = Session(three_inputs(alpha=1.0))
    session.apply(TakeSteps(20))
    with pytest.raises(DraftError, match=r"run, weight a: .* is out of range for a start; go back"):
        from_here(session.snapshot())
