"""The network as it is drawn: as nodes and lines, or, where it is too large for those, as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.matrix.panel import MatrixPanel
from gdstudio.views.matrix.spots import too_large

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme


class Drawing(QWidget):
    """One of two views of the same signals; the other is hidden, and draws nothing.

    Attributes:
        diagram: for small networks.
        matrix: for large ones; one in a scene is enough, for then its runs are shown one at a time.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make both; the diagram is shown until a snapshot comes."""
        super().__init__(parent)
        self.diagram, self.matrix = Diagram(theme), MatrixPanel(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for view in (self.diagram, self.matrix):
            layout.addWidget(view)
        self.matrix.hide()

    @property
    def current(self) -> Diagram | MatrixPanel:
        """The one that is shown."""
        return self.diagram if self.matrix.isHidden() else self.matrix

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        for view in (self.diagram, self.matrix):
            view.set_theme(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the snapshot's networks in the view that suits them."""
        pictures = any(too_large(lane.now.weights.shape) for lane in snapshot.lanes)
        if pictures is self.matrix.isHidden():
            # Told first, so that it has the size it needs when it is laid out.
            (self.matrix if pictures else self.diagram).show_snapshot(snapshot)
            self.diagram.setVisible(not pictures)
            self.matrix.setVisible(pictures)
        else:
            self.current.show_snapshot(snapshot)

    def select(self, ref: WeightRef | None) -> None:
        """Show a weight as selected; no signal."""
        self.current.select(ref)

    def show_formula(self, ref: WeightRef | None) -> None:
        """Show the formula of a weight that is looked at in another view; None: of none any more."""
        self.current.show_formula(ref)

    def follow(self, following: bool) -> None:
        """Say each phase in a plain sentence, or in the chapter's words again."""
        self.diagram.follow(following)

    def show_lane(self, lane: int) -> None:
        """Look at this run (from 0), where not all of them are shown."""
        self.diagram.show_lane(lane)
        self.matrix.show_lane(lane)
