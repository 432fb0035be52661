"""A presenter and the wishes among mocks of the views, and the commands that come of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import MagicMock

from forks import forked
from scenes import frozen_a, three_inputs

from gdstudio.lessons import catalogue
from gdstudio.messages import Command, SetAlpha, WeightRef
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
from gdstudio.wishes.changes import Changes
from gdstudio.wishes.menu import MenuWishes
from gdstudio.wishes.panels import PanelWishes

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
        self.acts: dict[str, Callable[[], object]] = {}
        self.actions = MagicMock(connect=self.acts.update)
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
        self.window.lesson_panel.take_dot.return_value = False
        self.presenter = Presenter(self.window, scenes, self.sent.append, first, self.loaded.append)
        changes = Changes(self.presenter, self.sent.append, self.window.lesson_panel.take_dot)
        self.panels = PanelWishes(self.window, self.presenter, changes, self.sent.append)
        self.menus = MenuWishes(self.window, self.presenter, changes, self.sent.append)
        self.presenter.show(first)
        for page in ("pictures", "vectors"):  # as the window does when such a scene is first shown
            getattr(self.window.pages, f"{page}_made").connect.call_args[0][0](getattr(self.window, page))

    def emit(self, view: str, signal: str, *values: object) -> None:
        """Emit a view's signal: call what is connected to it."""
        room = self.window.network if hasattr(self.window.network, view) else self.window
        getattr(getattr(room, view), signal).connect.call_args[0][0](*values)

    def trigger(self, action: str) -> None:
        """Trigger a menu action."""
        self.acts[action]()


def forked_twice(scene: Scene) -> Snapshot:
    return forked(scene, 3, ("slow", 2, [SetAlpha(0.001)]), ("fast", 2, [SetAlpha(0.02)]))


def forked_room() -> Room:
    """A presenter that looks at the first of two forked runs of three inputs."""
    room = Room(three_inputs())
    room.presenter.show(forked_twice(room.session.scene))
    return room
