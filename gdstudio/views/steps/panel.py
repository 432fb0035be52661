"""The panel with the table of every step: which columns, a field to jump to a step, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIntValidator
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdstudio.messages import MOST_STEPS_ON_A_PAGE, LookAtSteps
from gdstudio.numerals import grouped
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.steps.columns import CHOICES, FIRST_CHOICE, Group, columns, place_name, tab_separated
from gdstudio.views.steps.sheet import StepsSheet

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from gdstudio.messages import Lane, Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.steps.columns import Column

_TIP = (
    "Every recorded step, all digits. Double-click a row or press Enter to go to its step; Shift selects"
    " rows, Ctrl+C copies them. Keys: ↑ ↓ Page Up and Down, Home, End, ← →. The error is what a step learns"
    " from: in a full batch the mean over all examples, while pred and delta are those of the one looked at."
)


class StepsPanel(QWidget):
    """Shows one lane's steps. Hidden, it asks for nothing."""

    steps_requested = Signal(object)  # LookAtSteps
    seek_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._selected: WeightRef | None = None
        self._groups = set(FIRST_CHOICE)
        self._to_copy: tuple[int, int] | None = None
        self._made: tuple[object, list[Column]] | None = None
        self.sheet = StepsSheet(theme)
        self.sheet.setToolTip(_TIP)
        self.go_to, self.choose, self.copy = QLineEdit(), QPushButton(), QPushButton("Copy")
        self.said, self.whose = QLabel(), QLabel()
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """As the other views of the run."""
        return QSize(330, 250)

    def minimumSizeHint(self) -> QSize:
        """The row of controls and a few steps."""
        return QSize(260, 130)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.sheet.set_theme(theme)
        small = f"font-size: {theme.pixels(12)}px; padding: 2px 8px; min-height: 20px"
        for each in (self.go_to, self.choose, self.copy):
            each.setStyleSheet(small)
        for label in (self.said, self.whose):
            label.setFont(theme.font(12))
            label.setStyleSheet(f"color: {theme.muted}")

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress and the page that came. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = self._selected = self._to_copy = None
            self.sheet.ask_again()
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this lane (from 0); without a call it is the last lane."""
        if lane != self._lane:
            self._lane = lane
            self.sheet.ask_again()
            if self.isVisible():
                self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Mark the columns of the selected weight, and show its lane."""
        if ref == self._selected:
            return
        self._selected = ref
        if ref is not None:
            self._lane = ref.lane
        self.sheet.ask_again()
        if self.isVisible():
            self._refresh()

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, for a spreadsheet."""
        first, last = self.sheet.selection
        if last - first >= MOST_STEPS_ON_A_PAGE:
            self.said.setText(f"select at most {grouped(MOST_STEPS_ON_A_PAGE)} rows to copy")
            return
        self._to_copy = (first, last)
        self._ask(first, last - first + 1)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()
        self.sheet.ask_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing needs to be worked out."""
        super().hideEvent(event)
        if self._snapshot is not None:
            self.steps_requested.emit(LookAtSteps(self._shown_lane(), 1, 0))

    # ------------------------------------------------------------------------------------------------------

    def _shown_lane(self) -> int:
        return 0 if self._snapshot is None else shown_lane(self._snapshot, self._lane)

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        index = self._shown_lane()
        lane = snapshot.lanes[index]
        self.whose.setVisible(len(snapshot.lanes) > 1)
        self.whose.setText(lane.start.label)
        page = snapshot.page if snapshot.page is not None and snapshot.page.lane == index else None
        places = () if page is None else page.places
        shown = self._columns(lane, places)
        marked: frozenset[str] = frozenset()
        if self._selected is not None and self._selected.lane == index:
            name = place_name(lane, (self._selected.output, self._selected.input))
            marked = frozenset((name, f"weight_delta {name}"))
        self.sheet.show_columns(shown, marked)
        self.sheet.show_steps(page, snapshot.step, snapshot.last_step)
        if page is not None and self._to_copy is not None:
            first, last = self._to_copy
            if page.first <= first and last <= page.last:
                self._to_copy = None
                QGuiApplication.clipboard().setText(tab_separated(page, first, last, shown))
                count = last - first + 1
                self.said.setText("copied 1 row" if count == 1 else f"copied {grouped(count)} rows")
                self.sheet.ask_again()
        if not snapshot.playing:
            self.sheet.setAccessibleDescription(
                f"{snapshot.last_step} steps; the present one is {snapshot.step}; the cursor is on"
                f" {self.sheet.cursor_step}."
            )

    def _columns(self, lane: Lane, places: tuple[tuple[int, int], ...]) -> list[Column]:
        """The columns, the same list as long as they are the same: there may be thousands."""
        wanted = (lane.examples.input_names, lane.examples.target_names, places, self._groups)
        if self._made is None or self._made[0] != wanted:
            self._made = wanted, columns(lane, places, self._groups)
        return self._made[1]

    def _ask(self, first: int, count: int) -> None:
        place = None if self._selected is None else (self._selected.output, self._selected.input)
        self.steps_requested.emit(LookAtSteps(self._shown_lane(), first, count, place))

    def _ask_for_visible(self, first: int, count: int) -> None:
        if self._snapshot is not None and self.isVisible() and self._to_copy is None:
            self._ask(first, min(count, MOST_STEPS_ON_A_PAGE))

    def _jump(self) -> None:
        if self.go_to.hasAcceptableInput():
            self.sheet.go_to(int(self.go_to.text()))
            self.sheet.setFocus()

    def _toggle(self, group: Group, *, on: bool) -> None:
        self._groups = self._groups | {group} if on else self._groups - {group}
        self._refresh()

    def _lay_out(self) -> None:
        self.go_to.setPlaceholderText("go to step")
        self.go_to.setValidator(QIntValidator(1, 2**31 - 1, self.go_to))
        self.go_to.setAccessibleName("Go to step")
        self.go_to.setToolTip("Type a step and press Enter to see its row")
        self.go_to.setMaximumWidth(96)
        menu = self.menu = QMenu(self)
        for group in CHOICES:
            action = QAction(group.value, menu, checkable=True, checked=group in self._groups)
            action.toggled.connect(lambda on, group=group: self._toggle(group, on=on))
            menu.addAction(action)
        self.choose.setText("Columns ▾")
        # Not the button's own menu: that would hold everything up until it is closed.
        self.choose.clicked.connect(
            lambda: menu.popup(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))
        )
        self.choose.setToolTip("Which columns are shown and copied")
        self.choose.setAccessibleName("Columns")
        self.copy.setToolTip("Copy the selected rows for a spreadsheet, all digits (Ctrl+C)")
        self.copy.setAccessibleName("Copy the selected rows")
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 0)
        head.setSpacing(6)
        for each in (self.go_to, self.choose, self.copy):
            head.addWidget(each)
        head.addWidget(self.said, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(2)
        self.whose.setContentsMargins(10, 2, 8, 0)
        layout.addWidget(self.whose)
        layout.addLayout(head)
        layout.addWidget(self.sheet, 1)

    def _connect(self) -> None:
        self.go_to.returnPressed.connect(self._jump)
        self.copy.clicked.connect(self.copy_rows)
        self.sheet.copy_requested.connect(self.copy_rows)
        self.sheet.page_requested.connect(self._ask_for_visible)
        self.sheet.seek_requested.connect(self.seek_requested)
