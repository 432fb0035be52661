"""The sweep panel: which alphas to try and for how many steps, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gdstudio.core.sweep import USUAL_STEPS, usual_range
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import LARGEST_ALPHA
from gdstudio.numerals import shortest
from gdstudio.views.kit.asking import as_a_whole
from gdstudio.views.kit.checked_field import CheckedField, usable_alpha
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.kit.theme import MONO_FAMILY
from gdstudio.views.sweep.canvas import SweepCanvas
from gdstudio.views.sweep.fields import usable_steps
from gdstudio.views.sweep.layout import Shown
from gdstudio.views.sweep.since import has_changed, same_run
from gdstudio.views.sweep.words import described, origins

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QShowEvent

    from gdstudio.messages import Snapshot, Swept
    from gdstudio.views.kit.theme import Theme

POINTS = 41
"""So many alphas are tried."""
_NOTHING_YET = "Sweep tries a range of alphas from here, and shows the error after some steps of each."
_WORKING = "sweeping…"
_ENDED = "This sweep did not come to its end. Sweep again."


class SweepPanel(QWidget):
    """Shows the last sweep, and asks for another. Hidden, it does nothing."""

    sweep_requested = Signal(int, float, float, int, int)  # the run, first and last alpha, points, steps
    alpha_requested = Signal(float, int, int)  # the value, the run, the gesture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._done: Swept | None = None
        self._told: tuple[object, ...] = ()
        how = "Enter starts the sweep, Esc brings the usual one back."
        self.first = CheckedField("Sweep from alpha", f"The smallest alpha to try, above 0. {how}")
        self.last = CheckedField(
            "Sweep to alpha", f"The largest alpha to try, at most {LARGEST_ALPHA:g}. {how}"
        )
        self.steps = CheckedField("Steps with each alpha", f"How many steps to take with each alpha. {how}")
        self.button = QPushButton("Sweep")
        self.canvas = SweepCanvas(theme)
        self._labels = [QLabel(text) for text in ("from", "to", "steps")]
        self._lay_out()
        self._connect()
        self.setAccessibleName("Sweep of alpha")
        self.set_theme(theme)

    def topic_at(self, place: QPoint) -> Topic | None:
        """What the sweep is, for those who ask."""
        return as_a_whole(self, place, Kind.SWEEP)

    def sizeHint(self) -> QSize:
        """As the other views of the run."""
        return QSize(330, 250)

    def minimumSizeHint(self) -> QSize:
        """The row of fields, and a curve that can still be made out."""
        head, canvas = self._head.minimumSize(), self.canvas.minimumSizeHint()
        return QSize(max(head.width(), canvas.width()), head.height() + canvas.height() + 5)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.canvas.set_theme(theme)
        unit = theme.scale
        small, height = f"font-size: {theme.pixels(12)}px;", round(26 * unit)
        flat = f"min-height: {height - 2}px;"  # between the border's lines
        for field, width in ((self.first, 64), (self.last, 64), (self.steps, 42)):
            field.setStyleSheet(
                f'QLineEdit {{ font-family: "{MONO_FAMILY}"; {small} {flat} padding: 0 4px }}'
            )
            field.setMinimumWidth(round(width * unit))
            field.setFixedHeight(height)
        self.button.setStyleSheet(f"{small} {flat} padding: 0 {round(9 * unit)}px")
        self.button.setFixedHeight(height)
        for label in self._labels:
            label.setFont(theme.font(12))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the last sweep. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        another = self._snapshot is None or opened(snapshot) is not opened(self._snapshot)
        self._snapshot = snapshot
        if another:
            self._lane = self._done = None
            self._prefill(anew=True)
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Sweep this lane (from 0) the next time; without a call it is the last lane."""
        self._lane = lane
        if self.isVisible():
            self._refresh()

    def take_focus(self) -> None:
        """Let the keys go to the picture."""
        self.canvas.setFocus()

    def start(self) -> None:
        """Ask for a sweep as the fields say; what can't be used is said instead."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        self._prefill()
        first, last = self.first.read(usable_alpha), self.last.read(usable_alpha)
        steps = self.steps.read(usable_steps)
        if first is not None and last is not None and first >= last:
            self.last.complain("The second alpha must be larger than the first.")
            last = None
        self._show_complaint()
        if first is not None and last is not None and steps is not None:
            self.sweep_requested.emit(shown_lane(snapshot, self._lane), first, last, POINTS, int(steps))
            return
        wrong = next(field for field in (self.first, self.last, self.steps) if field.complaint)
        wrong.setFocus()
        wrong.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    # ------------------------------------------------------------------------------------------------------

    def _prefill(self, *, anew: bool = False) -> None:
        """Suggest the usual range for the limit as it is now."""
        if self._snapshot is None:
            return
        limits = self._snapshot.lanes[shown_lane(self._snapshot, self._lane)].limits
        first, last = usual_range(limits, LARGEST_ALPHA)
        for field, value in ((self.first, first), (self.last, last), (self.steps, USUAL_STEPS)):
            field.prefill(shortest(value), anew=anew)
        if anew:
            self._show_complaint()

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        self._prefill()
        swept = snapshot.swept
        if swept is None:
            self._done = None
        elif len(swept.errors):
            self._done = swept
        run = None if self._done is None else same_run(self._done, snapshot)
        lane = None if run is None else snapshot.lanes[run]
        before = self._done is not None and (lane is None or has_changed(self._done, lane, snapshot.step))
        waiting = swept is not None and not len(swept.errors)
        words = (_WORKING if snapshot.studying else _ENDED) if waiting else ""
        alpha = None if lane is None else lane.alpha
        told = (self._done, alpha, before, waiting, words)
        if told == self._told:
            return
        self._told = told
        if self._done is None:
            self.canvas.show_sweep(None, words or _NOTHING_YET)
            return
        named = len(snapshot.lanes) > 1
        self.canvas.show_sweep(
            Shown(self._done, alpha, before),
            words,
            origins(self._done, named=named, before=before),
            described(self._done, alpha, named=named, before=before),
        )

    def _take(self, alpha: float, gesture: int) -> None:
        """Ask for an alpha in the run that was swept, if it is still there."""
        if self._snapshot is not None and self._done is not None:
            run = same_run(self._done, self._snapshot)
            if run is not None:
                self.alpha_requested.emit(alpha, run, gesture)

    def _show_complaint(self) -> None:
        fields = (self.first, self.last, self.steps)
        self.canvas.complain(next((field.complaint for field in fields if field.complaint), ""))

    def _lay_out(self) -> None:
        self.button.setToolTip(
            "Try these alphas from where the run is now; it changes nothing (Ctrl+Shift+A)"
        )
        self.button.setAccessibleDescription(
            "Tries these alphas from where the run is now. It changes nothing."
        )
        self._head = QHBoxLayout()
        self._head.setContentsMargins(8, 4, 8, 0)
        self._head.setSpacing(5)
        fields = (self.first, 3), (self.last, 3), (self.steps, 2)
        for label, (field, share) in zip(self._labels, fields, strict=True):
            label.setBuddy(field)
            self._head.addWidget(label)
            self._head.addWidget(field, share)
        self._head.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(3)
        layout.addLayout(self._head)
        layout.addWidget(self.canvas, 1)

    def _connect(self) -> None:
        self.button.clicked.connect(self.start)
        for field in (self.first, self.last, self.steps):
            field.returnPressed.connect(self.start)
            field.textEdited.connect(lambda _text: self._show_complaint())
        self.canvas.alpha_requested.connect(self._take)
