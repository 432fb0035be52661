"""The network as it is drawn: as nodes and lines, or, where it is too large for those, as a matrix.

A few weights each have a chip on their line; where there are more, only the one that is looked at has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdstudio.views.diagram.compact import CompactDiagram
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.diagram.sizes import has_room_for_each
from gdstudio.views.matrix.panel import MatrixPanel
from gdstudio.views.matrix.spots import too_large

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme


class Drawing(QWidget):
    """One of three views of the same signals; the others are hidden, and draw nothing.

    Attributes:
        diagram: for small networks; runs that were not forked from each other stand side by side.
        compact: for larger ones; its runs are shown one at a time.
        matrix: for the largest, and where there is too little room; one such run in a scene is enough.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make all; the diagram is shown until a snapshot comes."""
        super().__init__(parent)
        self.diagram, self.compact, self.matrix = Diagram(theme), CompactDiagram(theme), MatrixPanel(theme)
        self._views = (self.diagram, self.compact, self.matrix)
        self._current: Diagram | CompactDiagram | MatrixPanel = self.diagram
        self._snapshot: Snapshot | None = None
        self._selected: WeightRef | None = None
        self._offered: QSize | None = None
        self._asked: tuple[object, QSize] = (None, QSize())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for view in self._views:
            layout.addWidget(view)
            view.setVisible(view is self.diagram)

    @property
    def current(self) -> Diagram | CompactDiagram | MatrixPanel:
        """The one that is shown."""
        return self._current

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._asked = (None, QSize())
        for view in self._views:
            view.set_theme(theme)
        self._choose()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the snapshot's networks in the view that suits them."""
        self._snapshot = snapshot
        if not self._choose():
            self._current.show_snapshot(snapshot)

    def offer(self, room: QSize) -> None:
        """Say how large it can be at most; without a call that is not known, and there is enough."""
        if room != self._offered:
            self._offered = room
            self._choose()

    def _choose(self) -> bool:
        """Turn to the view that suits the networks and the room; say whether it is another one."""
        snapshot = self._snapshot
        if snapshot is None:
            return False
        wanted = self._wanted(snapshot)
        if wanted is self._current:
            return False
        self._current = wanted
        wanted.show_snapshot(snapshot)  # first, so that it has the size it needs when it is laid out
        for view in self._views:
            view.setVisible(view is wanted)
        wanted.select(self._selected)
        return True

    def _wanted(self, snapshot: Snapshot) -> Diagram | CompactDiagram | MatrixPanel:
        shapes = [lane.now.weights.shape for lane in snapshot.lanes]
        if all(has_room_for_each(shape) for shape in shapes):
            return self.diagram
        if any(too_large(shape) for shape in shapes):
            return self.matrix
        names = [(lane.examples.input_names, lane.examples.target_names) for lane in snapshot.lanes]
        if names != self._asked[0]:
            self._asked = names, self.compact.needs(snapshot)
        offered, needed = self._offered, self._asked[1]
        enough = offered is None or needed.boundedTo(offered) == needed
        return self.compact if enough else self.matrix

    def select(self, ref: WeightRef | None) -> None:
        """Show a weight as selected; no signal."""
        self._selected = ref
        self.current.select(ref)

    def show_formula(self, ref: WeightRef | None) -> None:
        """Show the formula of a weight that is looked at in another view; None: of none any more."""
        self.current.show_formula(ref)

    def follow(self, following: bool) -> None:
        """Say each phase in a plain sentence, or in the chapter's words again."""
        self.diagram.follow(following)
        self.compact.follow(following)

    def show_lane(self, lane: int) -> None:
        """Look at this run (from 0), where not all of them are shown."""
        for view in self._views:
            view.show_lane(lane)
