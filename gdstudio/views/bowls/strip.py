"""The line above the bowls: what they are, which lane is in front, and how their axes are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from gdstudio.views.bowls.controls import LabelledSwitch, Segment
from gdstudio.views.bowls.legend import NO_LEGEND
from gdstudio.views.bowls.run_segment import RunSegment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gdstudio.views.bowls.legend import Legend
    from gdstudio.views.kit.theme import Theme

HEIGHT = 26
"""In pixels at scale 1."""
_SPACE = 6

_TITLE = "Bowls: error against each weight"
_OWN = (
    "Each bowl on axes of its own. Off: bowls into one output share theirs, so that a steep bowl "
    "looks steep (Space)"
)
_FIT = "Choose the axes anew, so that dots and bottoms are well seen (Space)"


class BowlsStrip(QWidget):
    """Title, lane switch, and the buttons Show all, Fit and Own scale."""

    lane_selected = Signal(int)
    all_requested = Signal()
    fit_requested = Signal()
    own_scale_requested = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the strip without any lanes to choose from."""
        super().__init__(parent)
        self._theme = theme
        self._front = 0
        self._titles = (_TITLE, "Bowls", "")
        self._curves = NO_LEGEND
        self._title, self.legend = QLabel(self), QLabel(self)
        self._title.setProperty("role", "heading")
        self.legend.setProperty("role", "label")
        self.legend.setAccessibleName("What the curves are")
        self._lanes = QButtonGroup(self)
        self._lanes.idClicked.connect(self._choose)
        self.all_button = Segment(theme, "Show all", self, choice=False)
        self.all_button.setToolTip("Back to all bowls (Esc)")
        self.all_button.clicked.connect(self.all_requested)
        self.fit_button = Segment(theme, "Fit", self, choice=False)
        self.fit_button.setToolTip(_FIT)
        self.fit_button.clicked.connect(self.fit_requested)
        self.own_switch = LabelledSwitch(theme, "Own scale", self)
        self.own_switch.setToolTip(_OWN)
        self.own_switch.clicked.connect(self.own_scale_requested)
        for button in (self.all_button, self.fit_button, self.own_switch):
            button.setAccessibleDescription(button.toolTip())
        self._row = self._filled_row()
        self.show_large(False)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.setFixedHeight(round(HEIGHT * theme.scale))
        for segment in self.findChildren(Segment):
            segment.set_theme(theme)
        self.own_switch.set_theme(theme)
        self._write()

    def offer_lanes(self, labels: Sequence[str], front: int) -> None:
        """Offer these lanes to choose from, `front` being chosen; an empty list for no choice."""
        for button in self._lanes.buttons():
            self._lanes.removeButton(button)
            button.hide()
            button.deleteLater()
        for index, label in enumerate(labels):
            button = RunSegment(self._theme, index, label, self)
            button.setToolTip(f"Bring the bowls of “{label}” to the front (Space)")
            button.setAccessibleDescription(button.toolTip())
            self._row.insertWidget(1 + index, button)
            self._lanes.addButton(button, index)
        self.show_front(front)

    def show_front(self, lane: int) -> None:
        """Show which lane is in front."""
        self._front = lane
        button = self._lanes.button(lane)
        if button is not None:
            button.setChecked(True)
        self._write()

    def show_subject(self, subject: str) -> None:
        """Say what the bowls are about, where that is not every weight; "" for the usual title."""
        titles = (f"Bowls: {subject}" if subject else _TITLE, "Bowls", "")
        if titles != self._titles:
            self._titles = titles
            self._write()

    def show_legend(self, legend: Legend) -> None:
        """Say what the curves are, where that has to be said."""
        if legend != self._curves:
            self._curves = legend
            self.legend.setToolTip(legend.told)
            self.legend.setAccessibleDescription(legend.told)
            self._write()

    def offer_own_scale(self, offered: bool) -> None:
        """Offer axes of each bowl's own, or not."""
        self.own_switch.setVisible(offered)
        self._write()

    def show_large(self, large: bool) -> None:
        """Offer the way back from one large bowl, or not."""
        self.all_button.setVisible(large)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the longest title there is room for."""
        super().resizeEvent(event)
        self._write()

    def _filled_row(self) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(_SPACE)
        row.addWidget(self._title)
        row.addSpacing(_SPACE)
        row.addWidget(self.legend)
        row.addStretch(1)
        for button in (self.all_button, self.fit_button, self.own_switch):
            row.addWidget(button)
        return row

    def _choose(self, lane: int) -> None:
        self.show_front(lane)
        self.lane_selected.emit(lane)

    def _write(self) -> None:
        """Write the title and what the curves are, and the lanes' names as far as there is room."""
        offered = [each for each in (self.own_switch, self.all_button) if each.isVisibleTo(self)]
        others = [self.fit_button, *offered]
        room = self.width() - sum(button.width() + _SPACE for button in others) - 20 - _SPACE
        room = self._name_lanes(room)
        title, text = self._fitting(room)
        self._title.setText(title)
        self.legend.setText(text)

    def _name_lanes(self, room: int) -> int:
        """Name all lanes where that fits, else the one in front; say how much room is left."""
        lanes = [button for button in self._lanes.buttons() if isinstance(button, RunSegment)]
        for named in (lanes, [lane for lane in lanes if lane.isChecked()], []):
            for lane in lanes:
                lane.show_named(named=lane in named)
            used = sum(lane.width() + _SPACE for lane in lanes)
            if used <= room:
                break
        return room - used

    def _fitting(self, room: int) -> tuple[str, str]:
        """The title and what the curves are, so that both fit; the title gives way first."""
        title = self._title.fontMetrics().horizontalAdvance
        line = self.legend.fontMetrics().horizontalAdvance
        pairs = [(each, self._curves.wordings[0]) for each in self._titles]
        pairs += [("", wording) for wording in (*self._curves.wordings[1:], "")]
        return next((pair for pair in pairs if title(pair[0]) + line(pair[1]) <= room), ("", ""))
