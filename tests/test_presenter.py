"""The presenter, with mocks for the views: snapshots are shown, weights selected, scenes opened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from forks import forked
from mocked_window import A, B, Room, forked_room
from scenes import frozen_a, one_and_three

from gdstudio.lessons import catalogue
from gdstudio.messages import (
    Freeze,
    LoadScene,
    SetAlpha,
    TakeSteps,
    WeightRef,
)


@pytest.fixture
def room() -> Room:
    return Room(frozen_a())


@pytest.fixture
def runs() -> Room:
    """A presenter that looks at the first of two forked runs of three inputs."""
    return forked_room()


def test_scenes_are_opened_by_id_and_by_neighbour(room: Room) -> None:
    """The list opens a scene by its id; beyond the ends of the list nothing happens."""
    scene = room.session.scene
    room.emit("scene_panel", "scene_requested", scene.id)
    assert isinstance(room.sent[0], LoadScene)
    assert room.sent[0].scene.id == scene.id
    room.sent.clear()
    room.trigger("previous_scene")
    assert room.sent == []


def test_from_a_scene_of_one_s_own_one_goes_on_from_the_last(room: Room) -> None:
    """Back is the scene that was left for it, next the one after that; its id is what is remembered."""
    mine = replace(one_and_three(), id="own")
    assert room.presenter.listed == room.session.scene.id
    room.session.apply(LoadScene(mine))
    room.presenter.show(room.session.snapshot())
    assert room.presenter.listed == frozen_a().id
    room.trigger("previous_scene")
    assert [command.scene.id for command in room.sent] == [frozen_a().id]  # type: ignore[union-attr]  # LoadScene
    room.trigger("next_scene")
    assert [scene.id for scene in room.loaded] == ["mnist"]


def test_a_scene_that_was_never_in_the_list_has_neighbours_too() -> None:
    """The first one is next; before it there is none."""
    room = Room(one_and_three())
    room.presenter._scenes = {"mnist": catalogue.load("mnist")}
    room.presenter._listed = None
    room.trigger("previous_scene")
    assert room.loaded == []
    room.trigger("next_scene")
    assert [scene.id for scene in room.loaded] == ["mnist"]


def test_a_scene_whose_images_are_not_loaded_is_not_sent(room: Room) -> None:
    """It goes to whoever loads images."""
    room.presenter.open_scene("mnist")
    assert [scene.id for scene in room.loaded] == ["mnist"]
    assert room.sent == []


def test_a_new_scene_clears_the_selection(room: Room) -> None:
    """A selected weight of the old scene means nothing in the new one."""
    room.emit("diagram", "weight_selected", A)
    room.session.apply(LoadScene(one_and_three()))
    room.presenter.show(room.session.snapshot())
    assert room.window.select.call_args[0] == (None,)


@pytest.mark.parametrize("gone", [WeightRef(0, 1, 0), WeightRef(0, 0, 3), WeightRef(1, 0, 0)])
def test_a_weight_that_is_not_there_is_not_selected(room: Room, gone: WeightRef) -> None:
    """A view may speak of the scene before."""
    room.presenter.select(B)
    room.presenter.select(gone)
    assert room.presenter.selected == B


def test_a_race_does_not_change_which_run_is_looked_at(runs: Room) -> None:
    """Two runs have come at once: the first is looked at as before."""
    runs.window.show_lane.assert_called_once_with(0)
    runs.emit("ruler", "alpha_requested", 0.2, 5)
    assert runs.sent == [SetAlpha(0.2, 0, 5)]


def test_selecting_a_weight_of_another_run_looks_at_it(runs: Room) -> None:
    """And looking at another run selects the same weight there."""
    runs.emit("numbers", "weight_selected", WeightRef(1, 0, 2))
    runs.window.show_lane.assert_called_with(1)
    runs.presenter.look_at(2)
    assert runs.window.select.call_args[0] == (WeightRef(2, 0, 2),)
    runs.trigger("freeze")
    assert runs.sent == [Freeze(WeightRef(2, 0, 2), frozen=True)]


def test_a_weight_that_the_other_run_has_not_is_selected_no_more(room: Room) -> None:
    """Two runs of different size: the third weight is only in one."""
    del room
    two = Room(one_and_three())
    two.emit("diagram", "weight_selected", WeightRef(1, 0, 2))
    two.presenter.look_at(0)
    assert two.window.select.call_args[0] == (None,)
    two.emit("diagram", "weight_selected", WeightRef(1, 0, 0))
    two.presenter.look_at(0)
    assert two.window.select.call_args[0] == (WeightRef(0, 0, 0),)


def test_runs_that_come_and_go_leave_the_selection(runs: Room) -> None:
    """A fork becomes the one that is looked at, with the same weight selected; when it goes, its origin."""
    scene = runs.session.scene
    runs.emit("bowls", "weight_selected", WeightRef(0, 0, 1))
    runs.presenter.show(replace(runs.session.snapshot(), opened=scene))
    runs.presenter.show(forked(scene, 3, ("slow", 2, [])))
    assert runs.window.select.call_args[0] == (WeightRef(1, 0, 1),)
    runs.window.show_lane.assert_called_with(1)
    runs.presenter.show(replace(runs.session.snapshot(), opened=scene))
    assert runs.window.select.call_args[0] == (WeightRef(0, 0, 1),)


def test_what_is_hidden_stays_so_in_every_frame(room: Room) -> None:
    """At once, in what is on the screen too; until everything is to be shown again."""
    show = room.window.show_snapshot
    assert not show.call_args.args[0].hidden
    room.presenter.hide(frozenset({"error"}))
    assert show.call_args.args[0].hidden == {"error"}
    room.session.apply(TakeSteps(1))
    room.presenter.show(room.session.snapshot())
    assert show.call_args.args[0].hidden == {"error"}
    assert show.call_args.args[0].step == 2
    shown = show.call_count
    room.presenter.hide(frozenset({"error"}))
    assert show.call_count == shown, "nothing new to show"
    room.presenter.hide(frozenset())
    assert not room.presenter.shown.hidden
    bare = room.session.snapshot()
    room.presenter.show(bare)
    assert room.presenter.shown is bare
