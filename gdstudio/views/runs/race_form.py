"""The form for a race: the alphas to be raced against a run's own, each with the zone it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gdstudio.core.descent import Rule
from gdstudio.messages import MOST_LANES
from gdstudio.numerals import compact, shortest
from gdstudio.views.kit.checked_field import CheckedField, usable_alpha
from gdstudio.views.kit.theme import MONO_FAMILY
from gdstudio.views.kit.zones import zone_at, zones
from gdstudio.views.runs.racing import complaint, suggested

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gdstudio.messages import Lane
    from gdstudio.views.kit.theme import Theme

_HOW = "An alpha to race against; leave it empty for fewer runs. Enter starts the race, Esc gives it up."


class RaceForm(QWidget):
    """Up to three fields, Start and Cancel."""

    race_requested = Signal(object)  # the alphas, a tuple
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane: Lane | None = None
        self._told = ""
        self._title, self._said = QLabel(), QLabel()
        self.fields = [CheckedField(f"Alpha {number} of the race", _HOW) for number in range(1, MOST_LANES)]
        self._zones = [QLabel() for _ in self.fields]
        self.start, self.cancel = QPushButton("Start"), QPushButton("Cancel")
        self._lay_out()
        self._connect()
        self.setAccessibleName("Race")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        unit = theme.scale
        small = f"font-size: {round(12 * unit)}px; min-height: {round(24 * unit)}px"
        for field in self.fields:
            field.setStyleSheet(f'QLineEdit {{ font-family: "{MONO_FAMILY}"; {small}; padding: 0 4px }}')
            field.setMinimumWidth(round(64 * unit))
        for button in (self.start, self.cancel):
            button.setStyleSheet(f"QPushButton {{ {small}; padding: 0 {round(10 * unit)}px }}")
        self._title.setFont(theme.font(12.5, medium=True))
        self._said.setFont(theme.font(11.5))
        for label in self._zones:
            label.setFont(theme.font(11))
        self._judge()

    def sizeHint(self) -> QSize:
        """A few lines."""
        return self.minimumSizeHint()

    def open(self, lane: Lane, room: int) -> None:
        """Suggest alphas to race against this run's, for at most so many new runs."""
        self._lane = lane
        alphas = suggested(lane.limits, lane.alpha, room)
        for index, (field, zone) in enumerate(zip(self.fields, self._zones, strict=True)):
            field.setVisible(index < room)
            zone.setVisible(index < room)
            field.prefill(shortest(alphas[index]) if index < len(alphas) else "", anew=True)
        self._told = ""
        self._judge()
        self.fields[0].setFocus()
        self.fields[0].selectAll()

    def show_lane(self, lane: Lane) -> None:
        """Take the run as it is now; what is typed stays."""
        before, self._lane = self._lane, lane
        if before is None or _told_of(before) != _told_of(lane):
            self._judge()

    def submit(self) -> None:
        """Ask for the race; what can't be used is said instead."""
        if self._lane is None:
            return
        typed = [field for field in self.fields if not field.isHidden() and field.text().strip()]
        alphas = [field.read(usable_alpha) for field in typed]
        usable = [alpha for alpha in alphas if alpha is not None]
        wrong = typed[alphas.index(None)] if None in alphas else None
        self._told = wrong.complaint if wrong is not None else complaint(usable, self._lane.alpha)
        self._judge()
        if not self._told:
            self.race_requested.emit(tuple(usable))
        else:
            (wrong or self.fields[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the race up."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @property
    def told(self) -> str:
        """Why the race can't start, or ""."""
        return self._told

    def _judge(self) -> None:
        """Say what each alpha will do, and what is wrong."""
        lane = self._lane
        if lane is None:
            return
        theme = self._theme
        self._title.setText(f"Race “{lane.start.label}”, alpha {compact(lane.alpha)}, against:")
        self._said.setText(self._told or "They start here, each with the past of this run.")
        self._said.setStyleSheet(f"color: {theme.diverges_text if self._told else theme.muted}")
        known = zones(lane.limits) if lane.rule is Rule.CORRECT else ()
        for field, label in zip(self.fields, self._zones, strict=True):
            try:
                zone = zone_at(usable_alpha(field.text()), known)
            except ValueError:
                zone = None
            label.setText("" if zone is None else zone.name)
            color = theme.muted if zone is None else getattr(theme, f"{zone.color}_text")
            label.setStyleSheet(f"color: {color}")

    def _typed(self) -> None:
        self._told = ""
        self._judge()

    def _lay_out(self) -> None:
        self.start.setToolTip("Fork this run once for each alpha (Enter)")
        self.start.setProperty("primary", "true")
        self.cancel.setToolTip("Back to the runs (Esc)")
        for button in (self.start, self.cancel):
            button.setAccessibleDescription(button.toolTip())
        for label in (self._title, self._said):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(6)
        for field, zone in zip(self.fields, self._zones, strict=True):
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(field)
            column.addWidget(zone)
            row.addLayout(column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(row)
        layout.addWidget(self._said)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.start.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)
        for field in self.fields:
            field.returnPressed.connect(self.submit)
            field.textChanged.connect(lambda _text: self._typed())


def _told_of(lane: Lane) -> tuple[object, ...]:
    """All that the form says of a run."""
    return lane.start.label, lane.alpha, lane.limits, lane.rule
