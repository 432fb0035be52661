"""The runs panel: fork, race, name, remove; the list of runs; and the futures that changes cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import MOST_LANES
from gdstudio.views.kit.asking import as_a_whole
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.runs.list import RunsList
from gdstudio.views.runs.race_form import RaceForm
from gdstudio.views.runs.rows import FULL, rows_of

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QShowEvent

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

_ONLY_ONE = "It is the only run: there would be nothing left to see."


class RunsPanel(QWidget):
    """Shows the runs, and says which to look at, fork, race, name, remove or bring back. Hidden, it waits."""

    lane_selected = Signal(int)
    fork_requested = Signal(int)
    race_requested = Signal(int, object)  # the run, the alphas
    lane_removed = Signal(int)
    name_requested = Signal(int, str)
    bring_back_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._racing: str | None = None  # the name of the run that the form is about
        self.list, self.form = RunsList(theme), RaceForm(theme)
        self.fork, self.race = QPushButton("Fork here"), QPushButton("Race…")
        self.name, self.remove = QPushButton("Rename"), QPushButton("Remove")
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self.setAccessibleName("Runs")
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """As the other views of the run."""
        return QSize(330, 250)

    def minimumSizeHint(self) -> QSize:
        """The row of buttons, and a run or two; or the form for a race."""
        head = self._head.minimumSize()
        rows, form = self.list.minimumSizeHint().height(), self.form.minimumSizeHint().height()
        return QSize(head.width(), max(head.height() + rows, form))

    def topic_at(self, place: QPoint) -> Topic | None:
        """What runs are, for those who ask."""
        return as_a_whole(self, place, Kind.RUNS)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        small = f"font-size: {theme.pixels(12)}px; padding: 2px {round(9 * theme.scale)}px"
        for button in (self.fork, self.race, self.name, self.remove):
            button.setStyleSheet(f"QPushButton {{ {small}; min-height: {round(19 * theme.scale)}px }}")
        self.list.set_theme(theme)
        self.form.set_theme(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs at this step. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = None
            self._close_form()
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show that this run (from 0) is looked at; without a call it is the last one."""
        if lane != self._lane:
            self._lane = lane
            self.list.go_to_run(lane)
            if self.isVisible():
                self._refresh()
                self.list.go_to_run(lane)

    def open_race(self) -> None:
        """Show the form for a race of the run that the cursor is on."""
        run, snapshot = self._run, self._snapshot
        if snapshot is None or len(snapshot.lanes) >= MOST_LANES:
            return
        lane = snapshot.lanes[run]
        self._racing = lane.start.name
        self._head_part.hide()
        self._stack.setCurrentWidget(self.form)
        self.form.open(lane, MOST_LANES - len(snapshot.lanes))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    # ------------------------------------------------------------------------------------------------------

    @property
    def _run(self) -> int:
        """The run that the buttons are for: where the cursor is, else the one that is looked at."""
        at = self.list.run
        looked_at = 0 if self._snapshot is None else shown_lane(self._snapshot, self._lane)
        return looked_at if at is None else at.run

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        self.list.show_rows(rows_of(snapshot, shown_lane(snapshot, self._lane)))
        self._show_buttons()
        if self._racing is not None:
            lanes = {lane.start.name: lane for lane in snapshot.lanes}
            if self._racing in lanes and len(lanes) < MOST_LANES:
                self.form.show_lane(lanes[self._racing])
            else:
                self._close_form()

    def _show_buttons(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or self._run >= len(snapshot.lanes):
            return
        name, count = snapshot.lanes[self._run].start.label, len(snapshot.lanes)
        full = count >= MOST_LANES
        fork = FULL if full else f"Begin another run here, with the past of “{name}” (Ctrl+K)"
        race = FULL if full else f"Race “{name}” against other alphas (Ctrl+Shift+K)"
        remove = f"Take “{name}” away; Undo brings it back (Del)" if count > 1 else _ONLY_ONE
        for button, usable, tip in (
            (self.fork, not full, fork),
            (self.race, not full, race),
            (self.name, True, f"Call “{name}” something else (F2)"),
            (self.remove, count > 1, remove),
        ):
            if button.isEnabled() != usable:
                if button.hasFocus():
                    self.list.setFocus()
                button.setEnabled(usable)
            if button.toolTip() != tip:
                button.setToolTip(tip)
                button.setAccessibleDescription(tip)

    def _close_form(self) -> None:
        if self._racing is not None:
            self._racing = None
            self._head_part.show()
            self._stack.setCurrentWidget(self.list)

    def _give_up_race(self) -> None:
        self._close_form()
        self.list.setFocus()

    def _start_race(self, alphas: tuple[float, ...]) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        names = [lane.start.name for lane in snapshot.lanes]
        if self._racing in names:
            self.race_requested.emit(names.index(self._racing), alphas)
        self._give_up_race()

    def _remove(self, run: int) -> None:
        """The last run stays."""
        if self._snapshot is not None and len(self._snapshot.lanes) > 1:
            self.lane_removed.emit(run)

    def _lay_out(self) -> None:
        self._head_part = QWidget()
        self._head = QHBoxLayout(self._head_part)
        self._head.setContentsMargins(8, 4, 8, 2)
        self._head.setSpacing(5)
        for button in (self.fork, self.race, self.name, self.remove):
            self._head.addWidget(button)
        self._head.addStretch(1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 2)
        layout.setSpacing(0)
        layout.addWidget(self._head_part)
        layout.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.fork.clicked.connect(lambda: self.fork_requested.emit(self._run))
        self.race.clicked.connect(self.open_race)
        self.name.clicked.connect(lambda: self.list.name_run(self._run))
        self.remove.clicked.connect(lambda: self._remove(self._run))
        self.list.lane_selected.connect(self.lane_selected)
        self.list.lane_removed.connect(self._remove)
        self.list.name_requested.connect(self.name_requested)
        self.list.bring_back_requested.connect(self.bring_back_requested)
        self.list.cursor_moved.connect(self._show_buttons)
        self.form.race_requested.connect(self._start_race)
        self.form.cancelled.connect(self._give_up_race)
