"""The window's middle and right side for small networks: the network, its bowls, its numbers, and tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from gdstudio.views.bowls.chosen import is_too_large
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.center import Center
from gdstudio.views.chart.late import LateErrorChart
from gdstudio.views.code.panel import CodePanel
from gdstudio.views.drawing import Drawing
from gdstudio.views.kit.card import card
from gdstudio.views.kit.cover import Place
from gdstudio.views.kit.turning_splitter import TurningSplitter
from gdstudio.views.numbers.panel import NumbersPanel
from gdstudio.views.runs.panel import RunsPanel
from gdstudio.views.steps.panel import StepsPanel
from gdstudio.views.surface.panel import SurfacePanel
from gdstudio.views.sweep.panel import SweepPanel
from gdstudio.views.tabs import Tabs

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme

    View = Any
    """A widget with `show_snapshot` and `set_theme`."""

_BOWLS_IN_A_ROW = 6
_AIR = 1.25


class NetworkPage(QObject):
    """The views of a small network, and where they stand.

    Attributes:
        middle: network and bowls.
        side: the numbers, and the tabs below or beside them, unless those have room below the network.
        tabs: one view of the run at a time: the error chart and whatever else looks at it.
        views: the panels, each with its turn: at speed it is drawn in every n-th frame.
        first: the one that at speed is drawn in every frame, before the others.
        side_first: where only one column fits beside the middle, it is the left one.
    """

    side_first = False

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.drawing, self.bowls = Drawing(theme), BowlsPanel(theme)
        self.diagram, self.compact, self.matrix = (
            self.drawing.diagram,
            self.drawing.compact,
            self.drawing.matrix,
        )
        self.numbers, self.chart = NumbersPanel(theme), LateErrorChart(theme)
        self.code, self.surface, self.steps = CodePanel(theme), SurfacePanel(theme), StepsPanel(theme)
        self.sweep, self.runs = SweepPanel(theme), RunsPanel(theme)
        self.views: dict[View, tuple[int, int]] = {
            self.bowls: (1, 0),
            self.drawing: (4, 0),
            self.chart: (8, 2),
            self.numbers: (4, 3),
            self.code: (8, 6),
            self.surface: (8, 0),
            self.steps: (8, 4),
            self.sweep: (8, 5),
            self.runs: (8, 1),
        }
        self.first = self.bowls
        self.tabs = Tabs(
            {
                "Error": self.chart,
                "Runs": self.runs,
                "Steps": self.steps,
                "Surface": self.surface,
                "Sweep": self.sweep,
                "Code": self.code,
            },
            "Views of the run",
        )
        self.middle = Center(self.drawing, self.bowls)
        self.middle.resized.connect(lambda: self.drawing.offer(self.middle.most_room()))
        self.side = TurningSplitter()
        self.side.turned.connect(self._share_side)
        self.side.setChildrenCollapsible(False)
        self.side.setHandleWidth(8)
        self.side.addWidget(card(self.numbers, "numbers card"))
        self._tabs_card = card(self.tabs, "chart card")
        self.side.addWidget(self._tabs_card)
        self.side.setStretchFactor(1, 1)

    @property
    def order(self) -> tuple[QWidget, ...]:
        """The parts in the order in which Tab goes through them."""
        tabs = (self.tabs.bar, self.chart, self.runs, self.steps, self.surface, self.sweep, self.code)
        return (self.middle.tabs, self.drawing, self.bowls, self.numbers, *tabs)

    @property
    def in_front(self) -> tuple[str, ...]:
        """The view of the run that is in front of the others, called as in lessons."""
        return (self.tabs.current.lower(),)

    def turn_to(self, panel: str) -> bool:
        """Bring a view of the run to the front, called as in lessons; nothing, if there is none of that name.

        Returns:
            Whether it stands on the right side.
        """
        if panel.capitalize() not in self.tabs.names:
            return False
        self.tabs.turn_to(panel.capitalize())
        beside = self._tabs_card.parent() is self.side
        if not beside:  # it stands below the network
            self.middle.tabs.setCurrentIndex(0)
        return beside

    def bring(self, view: QWidget) -> None:
        """Show the part of the middle that has this view in it, where one is shown at a time."""
        self.middle.bring(view)

    def least_width(self) -> int:
        """The width that the middle needs, at least."""
        return self.middle.least_width()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        for view in self.views:
            view.set_theme(theme)
        self.tabs.updateGeometry()  # what those that are hidden need may be another width now

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected."""
        for view in (self.drawing, self.bowls, self.numbers, self.code, self.surface, self.steps):
            view.select(ref)

    def show_lane(self, lane: int) -> None:
        """Look at this lane (from 0) in the views that show one."""
        for view in self.views:
            view.show_lane(lane)

    def begin(self, snapshot: Snapshot) -> None:
        """Another scene: share the room out anew, and bring the view to the front that it asks for."""
        if snapshot.scene.panel:
            self.tabs.turn_to(snapshot.scene.panel.capitalize())
        self._share_side()
        weights = max(lane.now.weights.size for lane in snapshot.lanes)
        # Of far too many weights only a few have a bowl: those fit in a row.
        self.middle.many = weights > _BOWLS_IN_A_ROW and not is_too_large(snapshot.lanes)

    def places(self, part: str) -> list[Place]:
        """Where a part of the window is, as lessons name it; nothing if it is not on this page."""
        whole: dict[str, tuple[QWidget, ...]] = {
            "diagram": (self.drawing,),
            "phases": (self.diagram.strip, self.compact.strip, self.matrix.strip),
            "bowls": (self.bowls,),
            "error": (self.chart,),
            "runs": (self.runs,),
            "steps": (self.steps,),
            "surface": (self.surface,),
            "sweep": (self.sweep,),
            "code": (self.code,),
            "numbers": (self.numbers,),
        }
        found = [Place(view) for view in whole.get(part, ())]
        if part.startswith("bowl "):
            found += [Place(bowl) for bowl in self.bowls.named(part.removeprefix("bowl "))]
        for drawn in (self.diagram, self.compact):
            if drawn.rects(part):
                found.append(Place(drawn, partial(drawn.rects, part)))
        return found

    def place_tabs(self, room: QSize, *, turns: bool) -> None:
        """Below the network where that leaves room beside the bowls, else on the right side.

        Args:
            room: of the middle once everything beside it is folded, and nothing above it.
            turns: even without them the right side takes turns with the middle: there is their place then.
        """
        beside = not turns and self.middle.has_room_below(self._tabs_card, room)
        if beside and self._tabs_card.parent() is self.side:
            self.middle.host(self._tabs_card)
        elif not beside and self._tabs_card.parent() is not self.side:
            self.side.addWidget(self._tabs_card)
            self._tabs_card.show()
            self._share_side()

    def _share_side(self) -> None:
        """Give the numbers what they need with some air, and the tabs the rest."""
        need, all_of_it = self.numbers.minimumSizeHint(), self.side.size()
        if self.side.orientation() is Qt.Orientation.Vertical:
            numbers, room = round(need.height() * _AIR), all_of_it.height()
        else:
            numbers, room = round(need.width() * _AIR), all_of_it.width()
        self.side.setSizes([numbers, max(room - numbers, 0)])
