"""Which runs belong together, and which one is looked at when runs come and go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from forks import forked
from hypothesis import given
from hypothesis import strategies as st
from scenes import correct_and_printed, one_and_three, scene, three_inputs

from gdstudio.messages import SetAlpha
from gdstudio.model.session import Session
from gdstudio.views.kit.lanes import companions, families, followed, fronts, opened, shown_lane

if TYPE_CHECKING:
    from gdstudio.messages import Scene, Snapshot


def shown(made: Scene) -> Snapshot:
    return Session(made).snapshot()


def with_runs(snapshot: Snapshot, *runs: int) -> Snapshot:
    """The same snapshot with only these of its runs, as after others were removed."""
    lanes = tuple(snapshot.lanes[run] for run in runs)
    starts = tuple(lane.start for lane in lanes)
    return replace(snapshot, scene=replace(snapshot.scene, lanes=starts), lanes=lanes)


@pytest.fixture
def three_runs() -> Snapshot:
    """A run, and two forked from it."""
    return forked(three_inputs(), 4, ("slow", 2, [SetAlpha(0.001)]), ("fast", 3, [SetAlpha(0.02)]))


def test_a_scenes_own_runs_are_each_by_themselves() -> None:
    """Whether they are of one size or not."""
    for made in (one_and_three(), correct_and_printed()):
        assert families(shown(made).lanes) == [[0], [1]]
        assert fronts(shown(made).lanes, 0) == [0, 1]


def test_forks_are_with_the_run_they_were_forked_from(three_runs: Snapshot) -> None:
    """Of them one is in front: the one that is looked at."""
    assert families(three_runs.lanes) == [[0, 1, 2]]
    assert fronts(three_runs.lanes, 1) == [1]


def test_beside_a_run_of_another_size_only_the_forks_of_one_are_together() -> None:
    """And the other run keeps its place whichever is looked at."""
    lanes = shown(one_and_three()).lanes
    fork = replace(lanes[1], start=replace(lanes[1].start, name="fork", fork_of="three", forked_at=1))
    assert families((*lanes, fork)) == [[0], [1, 2]]
    assert fronts((*lanes, fork), 2) == [0, 2]
    assert fronts((*lanes, fork), 0) == [0, 1]


def test_forks_whose_origin_is_gone_stay_together(three_runs: Snapshot) -> None:
    """They are of the same names and size."""
    assert families(with_runs(three_runs, 1, 2).lanes) == [[0, 1]]


def test_companions_are_the_runs_whose_weights_mean_the_same(three_runs: Snapshot) -> None:
    """Forks, and a scene's own runs of the same inputs and targets."""
    assert companions(three_runs.lanes, 1) == [0, 2]
    assert companions(shown(correct_and_printed()).lanes, 0) == [1]
    assert companions(shown(one_and_three()).lanes, 0) == []


def test_the_scene_as_opened_stays_the_same_whatever_is_forked(three_runs: Snapshot) -> None:
    """It tells another scene from the same one with other runs."""
    assert opened(three_runs) is opened(with_runs(three_runs, 0))
    assert opened(three_runs) is not three_runs.scene


def test_a_new_fork_is_looked_at(three_runs: Snapshot) -> None:
    """Wherever it stands among the runs."""
    assert followed(with_runs(three_runs, 0), with_runs(three_runs, 0, 1), 0) == 1
    assert followed(with_runs(three_runs, 0, 2), three_runs, 1) == 1


def test_in_a_race_the_same_run_stays_looked_at(three_runs: Snapshot) -> None:
    """Several runs came at once: none of them is meant more than another."""
    assert followed(with_runs(three_runs, 0), three_runs, 0) == 0


def test_the_same_run_is_followed_to_its_new_place(three_runs: Snapshot) -> None:
    """When one before it is removed."""
    assert followed(three_runs, with_runs(three_runs, 0, 2), 2) == 1


def test_when_the_run_is_gone_its_origin_is_looked_at(three_runs: Snapshot) -> None:
    """And where that is gone too, one that is there."""
    assert followed(three_runs, with_runs(three_runs, 0, 1), 2) == 0
    assert followed(three_runs, with_runs(three_runs, 1), 2) == 0


def test_in_another_scene_the_last_run_is_looked_at(three_runs: Snapshot) -> None:
    """As a scene asks for."""
    assert followed(three_runs, shown(one_and_three()), 0) == 1


SOME_RUNS = st.lists(st.integers(0, 2), min_size=1, unique=True)


@given(SOME_RUNS, SOME_RUNS)
def test_whatever_comes_and_goes_a_run_that_is_there_is_looked_at(some: list[int], others: list[int]) -> None:
    """The number is always one of a run's, and every run is in exactly one family."""
    runs = forked(three_inputs(), 2, ("x", 1, []), ("y", 1, []))
    before, after = with_runs(runs, *some), with_runs(runs, *others)
    for lane in range(len(some)):
        assert 0 <= followed(before, after, lane) < len(others)
    together = families(after.lanes)
    assert sorted(one for family in together for one in family) == list(range(len(others)))


def test_a_view_shows_the_last_run_until_it_is_told(three_runs: Snapshot) -> None:
    """And one that is there, when it was told of one that is gone."""
    assert shown_lane(three_runs, None) == 2
    assert shown_lane(three_runs, 1) == 1
    assert shown_lane(with_runs(three_runs, 0, 1), 2) == 1


def test_runs_forked_by_hand_are_those_of_a_session() -> None:
    """The helper of these tests: the same numbers before the fork, others after it."""
    runs = forked(scene(three_inputs().lanes[0]), 6, ("fast", 3, [SetAlpha(0.02)]))
    first, second = (history.mean.tolist() for history in runs.history)
    assert first[:3] == second[:3]
    assert first[3:] != second[3:]
    assert [lane.alpha for lane in runs.lanes] == [0.01, 0.02]
    assert runs.scene.has_forks
