"""The start page: over the whole window, until one of its buttons is pressed; in its middle a network learns.

The network and its bowl are the very views of the studio, shown real snapshots; here they are only looked at.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QVBoxLayout, QWidget

from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.kit.card import card
from gdstudio.views.start.choices import Choices

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

_WIDEST, _HIGHEST = 1040, 460
"""The stage's size at most, in pixels at scale 1: larger looks lost."""
_WIDTH, _HEIGHT = 1366, 720
"""The page's size at scale 1. On a larger one everything is larger, in tenths of that."""
_EDGE, _GAP = 20, 12


class StartPage(QWidget):
    """Covers its parent. Esc leaves it, as does each button."""

    chosen = Signal(str)
    """"lesson", "play" or "mnist"."""
    left = Signal()

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self.diagram, self.bowls = Diagram(theme), BowlsPanel(theme)
        self.bowls.strip.hide()
        self.choices = Choices(theme)
        self._title, self._words = QLabel("See a network learn"), QLabel("Predict. Compare. Learn.")
        self._stage = QWidget()
        self._stage.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # it is looked at only
        side_by_side = self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._stage)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.addWidget(card(self.diagram, "start diagram card"), 3)
        side_by_side.addWidget(self.bowls, 2)
        column = self._column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self._title, self._words):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        # Without an alignment, so that it fills the width; its largest size keeps it from more than it needs.
        column.addWidget(self._stage, 8)
        column.addWidget(self.choices, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setAccessibleName("Start page")
        self.setAccessibleDescription("A network of one weight learns. Begin a lesson, play, or open MNIST.")
        self.choices.chosen.connect(self._choose)
        ground.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_focus)
        self.set_theme(theme)
        self.cover()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._look = theme
        self._wear(self._grown())

    def _grown(self) -> Theme:
        """The theme in the size that the page has room for."""
        room = min(self._ground.width() / _WIDTH, self._ground.height() / _HEIGHT)
        return replace(self._look, scale=max(self._look.scale, int(room * 10) / 10))

    def _wear(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.diagram, self.bowls, self.choices):
            part.set_theme(theme)
            part.updateGeometry()  # larger type needs more room, which not every view says by itself
        self._title.setStyleSheet(f"font-size: {round(28 * theme.scale)}px; font-weight: 600")
        self._words.setStyleSheet(f"font-size: {round(18 * theme.scale)}px; color: {theme.muted}")
        for layout in (self._column, self._side_by_side):
            layout.setSpacing(round(_GAP * theme.scale))
        self._stage.setMaximumHeight(round(_HIGHEST * theme.scale))
        self._keep_narrow()
        self._column.activate()  # now: a posted request would come after a picture of the old places
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show how far the little network has come."""
        self.diagram.show_snapshot(snapshot)
        self.bowls.show_snapshot(snapshot)

    def begin(self) -> None:
        """Come up, with the focus on the first button."""
        self.show()
        self.raise_()
        self.choices.buttons["lesson"].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go, and say so."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def cover(self) -> None:
        """Lie over all of the parent."""
        self.setGeometry(self._ground.rect())
        if (grown := self._grown()) != self._theme:
            self._wear(grown)
        self._keep_narrow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the parent, and above what comes into it."""
        if watched is self._ground and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.cover()
            self.raise_()
        return False

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Tab stays on the page: what is below it cannot be seen."""
        self.choices.turn(1 if onwards else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves. Nothing that is typed here is meant for what is below."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Cover what is below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("background"))
        painter.end()

    def _keep_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the focus back from what is below, such as a lesson's question that has just come there."""
        if new is None or new is self or self.isHidden() or self.isAncestorOf(new):
            return
        if self._ground.isAncestorOf(new):
            self.choices.buttons["lesson"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self.leave()
        self.chosen.emit(key)

    def _keep_narrow(self) -> None:
        """Keep what is in the middle from becoming wider than it looks well."""
        spare = (self._ground.width() - round(_WIDEST * self._theme.scale)) // 2
        side = max(_EDGE, spare)
        self._column.setContentsMargins(side, _GAP, side, _EDGE)
