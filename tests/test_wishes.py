"""The wishes, with mocks for the views: signals and actions become commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from image_scenes import image_scene
from mocked_window import A, B, Room, forked_room
from scenes import correct_and_printed, frozen_a, one_and_three

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.remarks import Remedy
from gdstudio.messages import (
    BringBack,
    Command,
    Compare,
    Fork,
    Freeze,
    FreezePixels,
    GoToPhase,
    LoadScene,
    LookAt,
    NameLane,
    Pause,
    Phase,
    Play,
    Race,
    Redo,
    Reference,
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
    Source,
    Speed,
    Sweep,
    TakePhase,
    TakeSteps,
    Undo,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def room() -> Room:
    return Room(frozen_a())


@pytest.fixture
def runs() -> Room:
    """A presenter that looks at the first of two forked runs of three inputs."""
    return forked_room()


@pytest.mark.parametrize(
    ("view", "signal", "values", "command"),
    [
        ("ruler", "alpha_requested", (0.2, 5), SetAlpha(0.2, gesture=5)),
        ("pictures", "weight_requested", (B, 0.4, 6), SetWeight(B, 0.4, 6)),
        ("pictures", "freeze_requested", (B, True), Freeze(B, frozen=True)),
        ("pictures", "pixels_requested", ((3, 4), True, None, 7), FreezePixels((3, 4), True, gesture=7)),
        ("pictures", "pixels_requested", ((3,), False, 2, 8), FreezePixels((3,), False, 2, gesture=8)),
        ("pictures", "reference_requested", (Reference.MEANS,), Compare(Reference.MEANS)),
        ("pictures", "phase_requested", (Phase.LEARN,), GoToPhase(Phase.LEARN)),
        ("pictures", "seek_requested", (9,), Seek(9)),
        ("vectors", "input_requested", (0, 0, 1, 0.5, 8), SetInput(0, 1, 0.5, 0, 8)),
        ("diagram", "weight_requested", (B, 0.4, 6), SetWeight(B, 0.4, 6)),
        ("bowls", "weight_requested", (A, -1.0, 7), SetWeight(A, -1.0, 7)),
        ("diagram", "freeze_requested", (A, False), Freeze(A, frozen=False)),
        ("bowls", "freeze_requested", (B, True), Freeze(B, frozen=True)),
        ("diagram", "input_requested", (0, 0, 1, 0.5, 8), SetInput(0, 1, 0.5, 0, 8)),
        ("diagram", "target_requested", (0, 0, 0, 0.5, 9), SetTarget(0, 0, 0.5, 0, 9)),
        ("diagram", "phase_requested", (Phase.COMPARE,), GoToPhase(Phase.COMPARE)),
        ("compact", "weight_requested", (B, 0.4, 6), SetWeight(B, 0.4, 6)),
        ("compact", "freeze_requested", (A, True), Freeze(A, frozen=True)),
        ("compact", "input_requested", (0, 0, 1, 0.5, 8), SetInput(0, 1, 0.5, 0, 8)),
        ("compact", "target_requested", (0, 0, 0, 0.5, 9), SetTarget(0, 0, 0.5, 0, 9)),
        ("compact", "phase_requested", (Phase.LEARN,), GoToPhase(Phase.LEARN)),
        ("matrix", "weight_requested", (B, 0.4, 6), SetWeight(B, 0.4, 6)),
        ("matrix", "freeze_requested", (A, True), Freeze(A, frozen=True)),
        ("matrix", "input_requested", (0, 0, 1, 0.5, 8), SetInput(0, 1, 0.5, 0, 8)),
        ("matrix", "target_requested", (0, 0, 0, 0.5, 9), SetTarget(0, 0, 0.5, 0, 9)),
        ("matrix", "phase_requested", (Phase.LEARN,), GoToPhase(Phase.LEARN)),
        ("chart", "seek_requested", (3,), Seek(3)),
        ("code", "input_requested", (0, 0, 1, 0.9, 8), SetInput(0, 1, 0.9, 0, 8)),
        (
            "code",
            "rule_requested",
            (Rule.WEIGHTS_FOR_INPUT, 0, 9),
            SetRule(Rule.WEIGHTS_FOR_INPUT, gesture=9),
        ),
        ("sweep", "sweep_requested", (0, 0.01, 0.5, 41, 20), Sweep(0, 0.01, 0.5, 41, 20)),
        ("sweep", "alpha_requested", (0.2, 0, 5), SetAlpha(0.2, gesture=5)),
        ("runs", "fork_requested", (1,), Fork(1)),
        ("runs", "race_requested", (1, (0.1, 0.2)), Race(1, (0.1, 0.2))),
        ("runs", "lane_removed", (2,), RemoveLane(2)),
        ("runs", "name_requested", (1, "fast"), NameLane(1, "fast")),
        ("runs", "bring_back_requested", (7,), BringBack(7)),
        ("scene_panel", "order_requested", (Order(Taking.IN_TURN),), SetOrder(Order(Taking.IN_TURN))),
        ("transport", "play_requested", (), Play()),
        ("transport", "play_back_requested", (), Play(backwards=True)),
        ("transport", "bookmark_requested", (3, "here"), SetBookmark(3, "here")),
        ("transport", "pause_requested", (), Pause()),
        ("transport", "step_requested", (), TakeSteps(1)),
        ("transport", "step_back_requested", (), TakeSteps(-1)),
        ("transport", "phase_step_requested", (), TakePhase(1)),
        ("transport", "first_requested", (), Seek(1)),
        ("transport", "last_requested", (), Seek(1)),
        ("transport", "seek_requested", (4,), Seek(4)),
        ("transport", "speed_requested", (Speed(5.0),), SetSpeed(Speed(5.0))),
    ],
)
def test_what_a_view_asks_for_is_sent(
    room: Room, view: str, signal: str, values: tuple[object, ...], command: Command
) -> None:
    """Each wish of a view becomes its command, with its values."""
    room.emit(view, signal, *values)
    assert room.sent == [command]


@pytest.mark.parametrize(
    ("action", "command"),
    [
        ("play", Play()),
        ("play_back", Play(backwards=True)),
        ("step", TakeSteps(1)),
        ("step_back", TakeSteps(-1)),
        ("phase", TakePhase(1)),
        ("phase_back", TakePhase(-1)),
        ("first", Seek(1)),
        ("undo", Undo()),
        ("redo", Redo()),
        ("fork", Fork(0)),
        ("faster", SetSpeed(Speed(5.0))),
        ("slower", SetSpeed(Speed(1.0))),
    ],
)
def test_what_an_action_asks_for_is_sent(room: Room, action: str, command: Command) -> None:
    """Each action of the menus becomes its command."""
    room.trigger(action)
    assert room.sent == [command]


def test_play_pauses_when_it_plays(room: Room) -> None:
    """The same action starts and stops."""
    room.session.apply(Play())
    room.presenter.show(room.session.snapshot())
    room.trigger("play")
    assert room.sent == [Pause()]


def test_playing_backwards_pauses_when_it_goes_back(room: Room) -> None:
    """The same action starts and stops; while it plays on, it turns round."""
    room.session.apply(TakeSteps(5))
    for command, answer in [(Play(), Play(backwards=True)), (Play(backwards=True), Pause())]:
        room.sent.clear()
        room.session.apply(command)
        room.presenter.show(room.session.snapshot())
        room.trigger("play_back")
        assert room.sent == [answer]


def test_the_bookmark_action_opens_the_field(room: Room) -> None:
    """What comes of it, the transport says."""
    room.trigger("bookmark")
    room.window.transport.name_bookmark.assert_called_once_with()
    assert room.sent == []


@pytest.mark.parametrize(
    ("step", "following", "before"), [(1, 4, None), (4, 9, None), (5, 9, 4), (9, None, 4), (12, None, 9)]
)
def test_the_nearest_bookmark_either_way_is_gone_to(
    room: Room, step: int, following: int | None, before: int | None
) -> None:
    """The present step is none of them; where there is none, it stays."""
    for command in (TakeSteps(11), SetBookmark(4, "four"), SetBookmark(9, "nine"), Seek(step)):
        room.session.apply(command)
    room.presenter.show(room.session.snapshot())
    for action, wanted in (("next_bookmark", following), ("previous_bookmark", before)):
        room.sent.clear()
        room.trigger(action)
        assert room.sent == ([] if wanted is None else [Seek(wanted)])


def test_a_rule_is_for_the_run_that_is_looked_at() -> None:
    """Where there are several: the other is there to be compared with."""
    room = Room(correct_and_printed())
    room.emit("code", "rule_requested", Rule.CORRECT, 1, 4)
    room.emit("code", "rule_requested", Rule.WEIGHTS_FOR_DELTA, 0, 5)
    assert room.sent == [SetRule(Rule.CORRECT, 1, 4), SetRule(Rule.WEIGHTS_FOR_DELTA, 0, 5)]


def test_data_is_shared_by_lanes(room: Room) -> None:
    """An input that two lanes have is set in both, under one gesture; one that only one has, in that one."""
    del room
    two = Room(one_and_three())
    two.emit("diagram", "input_requested", 1, 0, 0, 2.0, 11)
    assert two.sent == [SetInput(0, 0, 2.0, 0, 11), SetInput(0, 0, 2.0, 1, 11)]
    two.sent.clear()
    two.emit("diagram", "input_requested", 1, 0, 2, 2.0, 12)
    assert two.sent == [SetInput(0, 2, 2.0, 1, 12)]


def test_selecting_selects_everywhere_and_freezes_what_is_selected(room: Room) -> None:
    """A weight selected in one view is selected in all; the freeze action then toggles it."""
    room.emit("bowls", "weight_selected", B)
    room.window.select.assert_called_once_with(B)
    room.trigger("freeze")
    assert room.sent == [Freeze(B, frozen=True)]


def test_freezing_with_nothing_selected_selects_first(room: Room) -> None:
    """The first press shows which weight is meant, and freezes nothing yet."""
    room.trigger("freeze")
    assert room.sent == []
    room.window.select.assert_called_once_with(A)


def test_keys_nudge_alpha_on_the_ruler(room: Room) -> None:
    """Up and down move the ruler's marker by a tenth of a decade; the ruler asks for what comes of it."""
    room.trigger("alpha_up")
    room.trigger("alpha_down")
    assert [call.args for call in room.window.ruler.nudge.call_args_list] == [(0.1,), (-0.1,)]


def test_hovering_shows_the_formula(room: Room) -> None:
    """Hovering a bowl shows that weight's formula under the diagram."""
    connected: Callable[..., None] = room.window.network.bowls.weight_hovered.connect.call_args[0][0]
    assert connected is room.window.network.drawing.show_formula


def test_where_runs_were_forked_a_change_is_for_the_one_looked_at(runs: Room) -> None:
    """Alpha, order, inputs and targets go to that run only."""
    runs.emit("bowls", "lane_selected", 2)
    runs.window.show_lane.assert_called_with(2)
    runs.emit("ruler", "alpha_requested", 0.2, 5)
    runs.emit("scene_panel", "order_requested", Order(Taking.IN_TURN))
    runs.emit("diagram", "input_requested", 2, 0, 1, 0.5, 8)
    runs.emit("diagram", "target_requested", 2, 0, 0, 0.5, 9)
    assert runs.sent == [
        SetAlpha(0.2, 2, 5),
        SetOrder(Order(Taking.IN_TURN), 2),
        SetInput(0, 1, 0.5, 2, 8),
        SetTarget(0, 0, 0.5, 2, 9),
    ]


def test_where_runs_were_forked_a_sweep_gives_its_alpha_to_its_run(runs: Room) -> None:
    """Whichever is looked at."""
    runs.emit("sweep", "alpha_requested", 0.2, 0, 5)
    assert runs.sent == [SetAlpha(0.2, 0, gesture=5)]


def test_the_action_turns_to_the_sweep_and_starts_it(room: Room) -> None:
    """With the keys in its picture, to go on from there; where there is no small network, nothing happens."""
    room.trigger("sweep")
    room.window.open_panel.assert_called_once_with("sweep")
    room.window.network.sweep.take_focus.assert_called_once_with()
    room.window.network.sweep.start.assert_called_once_with()
    images = Room(image_scene())
    images.trigger("sweep")
    images.window.network.sweep.start.assert_not_called()


def test_keys_go_from_run_to_run(runs: Room) -> None:
    """Round and round; the first was looked at. What is forked then is the one that is looked at."""
    for action, lane in (("next_run", 1), ("next_run", 2), ("next_run", 0), ("previous_run", 2)):
        runs.trigger(action)
        runs.window.show_lane.assert_called_with(lane)
    runs.emit("runs", "lane_selected", 1)
    runs.window.show_lane.assert_called_with(1)
    runs.trigger("fork")
    assert runs.sent == [Fork(1)]


def test_with_one_run_there_is_no_next(room: Room) -> None:
    """The key does nothing."""
    room.trigger("next_run")
    room.window.show_lane.assert_not_called()


def test_the_key_for_a_race_opens_its_form(room: Room) -> None:
    """In the tab with the runs; where there are images there is none."""
    room.trigger("race")
    room.window.open_panel.assert_called_once_with("runs")
    room.window.network.runs.open_race.assert_called_once_with()
    images = Room(image_scene())
    images.trigger("race")
    images.window.open_panel.assert_not_called()


def test_starting_again_opens_the_scene_without_its_forks(runs: Room) -> None:
    """As it was opened."""
    runs.trigger("start_again")
    assert runs.sent == [LoadScene(runs.session.scene)]


def test_looking_at_an_image_is_passed_on(room: Room) -> None:
    """The view says which."""
    wish = LookAt(Source.UNSEEN, 5)
    room.emit("pictures", "look_requested", wish)
    assert room.sent == [wish]


def test_keys_go_through_the_images() -> None:
    """As the buttons below the image do: the page knows which image is next."""
    room = Room(image_scene())
    for name in ("next_image", "previous_image", "next_mistake"):
        room.trigger(name)
    assert [call.args for call in room.window.pictures.look_on.call_args_list] == [(1,), (-1,)]
    room.window.pictures.look_at_next_mistake.assert_called_once_with()


def test_without_images_their_keys_do_nothing(room: Room) -> None:
    """There is nothing to look at in a small network."""
    for name in ("next_image", "previous_image", "next_mistake"):
        room.trigger(name)
    room.window.pictures.look_on.assert_not_called()
    room.window.pictures.look_at_next_mistake.assert_not_called()


def test_what_a_hint_says_would_help_is_one_undo(room: Room) -> None:
    """Its commands are sent in their order; those that are logged share a gesture, another each time."""
    commands = (Seek(1), Freeze(A, False), Freeze(B, False))
    room.emit("hint", "apply_requested", Remedy("back to step 1, unfreeze a and b", commands))
    room.emit("hint", "apply_requested", Remedy("alpha 0.1", (SetAlpha(0.1),)))
    seek, first, second, third = room.sent
    assert seek == Seek(1)
    assert (first, second) == (Freeze(A, False, first.gesture), Freeze(B, False, first.gesture))
    assert first.gesture
    assert third.gesture not in (0, first.gesture)


def test_a_dot_that_is_the_answer_to_a_question_is_no_change(room: Room) -> None:
    """What the lesson takes is kept from the session."""
    room.window.lesson_panel.take_dot.side_effect = lambda ref, _value: ref == A
    room.emit("bowls", "weight_requested", A, 0.15, 1)
    room.emit("bowls", "weight_requested", B, 0.25, 2)
    assert room.sent == [SetWeight(B, 0.25, 2)]
