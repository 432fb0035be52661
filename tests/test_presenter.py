"""The presenter, with mocks for the views: signals become commands, snapshots are shown."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import MagicMock

import pytest
from forks import forked
from image_scenes import image_scene
from scenes import correct_and_printed, frozen_a, one_and_three, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
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
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.presenter import Presenter
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.chart.chart import ErrorChart
from gdstudio.views.code.panel import CodePanel
from gdstudio.views.diagram.compact import CompactDiagram
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.drawing import Drawing
from gdstudio.views.hint.bar import HintBar
from gdstudio.views.lesson.panel import LessonPanel
from gdstudio.views.matrix.panel import MatrixPanel
from gdstudio.views.numbers.panel import NumbersPanel
from gdstudio.views.pictures_page import PicturesPage
from gdstudio.views.runs.panel import RunsPanel
from gdstudio.views.scene.panel import ScenePanel
from gdstudio.views.steps.panel import StepsPanel
from gdstudio.views.surface.panel import SurfacePanel
from gdstudio.views.sweep.panel import SweepPanel
from gdstudio.views.transport.transport import Transport
from gdstudio.views.vectors_page import VectorsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.messages import Scene, Snapshot

A, B = WeightRef(0, 0, 0), WeightRef(0, 0, 1)


class Room:
    """A presenter among mocks, and the commands it has sent."""

    def __init__(self, scene: Scene) -> None:
        self.sent: list[Command] = []
        self.session = Session(scene)
        actions: dict[str, MagicMock] = {}
        self.actions = MagicMock()
        self.actions.__getitem__.side_effect = lambda name: actions.setdefault(name, MagicMock())
        self.window = SimpleNamespace(
            network=SimpleNamespace(
                diagram=MagicMock(spec=Diagram),
                compact=MagicMock(spec=CompactDiagram),
                matrix=MagicMock(spec=MatrixPanel),
                drawing=MagicMock(spec=Drawing),
                bowls=MagicMock(spec=BowlsPanel),
                numbers=MagicMock(spec=NumbersPanel),
                chart=MagicMock(spec=ErrorChart),
                surface=MagicMock(spec=SurfacePanel),
                sweep=MagicMock(spec=SweepPanel),
                steps=MagicMock(spec=StepsPanel),
                runs=MagicMock(spec=RunsPanel),
                code=MagicMock(spec=CodePanel),
            ),
            show_lane=MagicMock(),
            open_panel=MagicMock(),
            ruler=MagicMock(spec=AlphaRuler),
            hint=MagicMock(spec=HintBar),
            transport=MagicMock(spec=Transport),
            scene_panel=MagicMock(spec=ScenePanel),
            lesson_panel=MagicMock(spec=LessonPanel),
            actions_by_name=self.actions,
            pages=SimpleNamespace(pictures_made=MagicMock(), vectors_made=MagicMock()),
            pictures=MagicMock(spec=PicturesPage),
            vectors=MagicMock(spec=VectorsPage),
            show_snapshot=MagicMock(),
            select=MagicMock(),
        )
        self.loaded: list[Scene] = []
        first = self.session.snapshot()
        scenes = [scene, frozen_a(), catalogue.load("mnist")]
        self.presenter = Presenter(self.window, scenes, self.sent.append, first, self.loaded.append)
        for page in ("pictures", "vectors"):  # as the window does when such a scene is first shown
            getattr(self.window.pages, f"{page}_made").connect.call_args[0][0](getattr(self.window, page))

    def emit(self, view: str, signal: str, *values: object) -> None:
        """Emit a view's signal: call what the presenter connected to it."""
        room = self.window.network if hasattr(self.window.network, view) else self.window
        getattr(getattr(room, view), signal).connect.call_args[0][0](*values)

    def trigger(self, action: str) -> None:
        """Trigger a menu action."""
        self.actions[action].triggered.connect.call_args[0][0]()


@pytest.fixture
def room() -> Room:
    return Room(frozen_a())


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


def test_a_new_scene_clears_the_selection(room: Room) -> None:
    """A selected weight of the old scene means nothing in the new one."""
    room.emit("diagram", "weight_selected", A)
    room.session.apply(LoadScene(one_and_three()))
    room.presenter.show(room.session.snapshot())
    assert room.window.select.call_args[0] == (None,)


def test_hovering_shows_the_formula(room: Room) -> None:
    """Hovering a bowl shows that weight's formula under the diagram."""
    connected: Callable[..., None] = room.window.network.bowls.weight_hovered.connect.call_args[0][0]
    assert connected is room.window.network.drawing.show_formula


# --- runs beside each other -------------------------------------------------------------------------------


@pytest.fixture
def runs(room: Room) -> Room:
    """A presenter that looks at the first of two forked runs of three inputs."""
    del room
    made = Room(three_inputs())
    made.presenter.show(forked_twice(made.session.scene))
    return made


def forked_twice(scene: Scene) -> Snapshot:
    return forked(scene, 3, ("slow", 2, [SetAlpha(0.001)]), ("fast", 2, [SetAlpha(0.02)]))


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


# --- scenes with images -----------------------------------------------------------------------------------


def test_a_scene_whose_images_are_not_loaded_is_not_sent(room: Room) -> None:
    """It goes to whoever loads images."""
    room.presenter.open_scene("mnist")
    assert [scene.id for scene in room.loaded] == ["mnist"]
    assert room.sent == []


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


@pytest.mark.parametrize("gone", [WeightRef(0, 1, 0), WeightRef(0, 0, 3), WeightRef(1, 0, 0)])
def test_a_weight_that_is_not_there_is_not_selected(room: Room, gone: WeightRef) -> None:
    """A view may speak of the scene before."""
    room.presenter.select(B)
    room.presenter.select(gone)
    assert room.presenter.selected == B


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
