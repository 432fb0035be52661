"""The list of runs and of futures that were cut off: one list, so that one scrolls and moves through all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from gdstudio.views.runs.faces import ROW, RowFaces
from gdstudio.views.runs.rows import FULL, FutureRow, NoteRow, RunRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.runs.rows import Row

_RUN_TIP = "Look at “{name}” (click or Enter). Rename: F2. Remove: Del."
_FUTURE_TIP = "Bring this future back, as another run beside the present ones (Enter)"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RunsList(QListWidget):
    """Shows rows. The arrow keys only move; Enter looks at a run, or names the one that is looked at."""

    lane_selected = Signal(int)
    name_requested = Signal(int, str)
    lane_removed = Signal(int)
    bring_back_requested = Signal(int)
    cursor_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._faces = RowFaces(theme, self)
        self._faces.name_typed.connect(self.name_requested)
        self.setItemDelegate(self._faces)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("Runs and futures")
        self.setAccessibleDescription(
            "Arrow keys move. Enter looks at a run, or brings a future back. F2 names a run, Del removes it."
        )
        self.currentRowChanged.connect(lambda _row: self.cursor_moved.emit())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._faces.set_theme(theme)
        # The row with the focus carries the ring; a border that comes and goes would move all rows.
        self.setStyleSheet("QListView, QListView:focus { border: none; background: transparent; }")
        self._measure()
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """A run or two; the rest can be scrolled to."""
        return QSize(200, 60)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor, and a name that is being typed, stay as far as can be."""
        if list(rows) == self.rows:
            return
        old, self.rows = self.rows, list(rows)
        if [_key(row) for row in old] == [_key(row) for row in rows]:
            for index, row in enumerate(rows):
                if row != old[index]:
                    self._fill(self.item(index), row)
        else:
            self._rebuild(old)
        self._measure()

    def go_to_run(self, run: int) -> None:
        """Move the cursor to a run."""
        places = [index for index, row in enumerate(self.rows) if isinstance(row, RunRow) and row.run == run]
        if places and self.currentRow() != places[0]:
            self.setCurrentRow(places[0])

    @property
    def run(self) -> RunRow | None:
        """The run that the cursor is on, if it is on one."""
        row = self._row_at(self.currentRow())
        return row if isinstance(row, RunRow) else None

    def name_run(self, run: int) -> None:
        """Let a run's name be typed."""
        self.go_to_run(run)
        if self.run is None or not (self.isVisible() and self.isEnabled()):
            return
        self.setFocus()  # which ends what is being typed, but in a window that is not the active one
        if self.state() is not QAbstractItemView.State.EditingState:
            self.editItem(self.currentItem())

    # --- what the user does -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space: look, name, or bring back. F2: name. Del: remove."""
        if self.state() is QAbstractItemView.State.EditingState:
            return  # a key that the line with the name had no use for: Enter, which it takes a moment later
        row = self._row_at(self.currentRow())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and isinstance(row, RunRow) and event.key() == Qt.Key.Key_F2:
            self.name_run(row.run)
        elif plain and isinstance(row, RunRow) and event.key() == Qt.Key.Key_Delete:
            self.lane_removed.emit(row.run)
        elif plain and isinstance(row, RunRow) and event.key() in _ENTER and row.looked_at:
            self.name_run(row.run)
        elif plain and row is not None and event.key() in (*_ENTER, Qt.Key.Key_Space):
            self._take(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a run looks at it; on a future's button, it brings it back."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            row = self._clicked(event.position().toPoint())
            if row is not None:
                self._take(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click names a run."""
        row = self._clicked(event.position().toPoint())
        if isinstance(row, RunRow) and event.button() == Qt.MouseButton.LeftButton:
            self.name_run(row.run)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        super().mouseMoveEvent(event)
        hand = self._clicked(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def _clicked(self, place: QPoint) -> Row | None:
        """The run, or the future's button, at a place."""
        item = self.itemAt(place)
        if item is None:
            return None
        row = self._row_at(self.row(item))
        if isinstance(row, FutureRow) and not self._faces.pill(self.visualItemRect(item)).contains(place):
            return None
        return None if isinstance(row, NoteRow) else row

    def _take(self, row: Row) -> None:
        if isinstance(row, RunRow):
            self.lane_selected.emit(row.run)
        elif isinstance(row, FutureRow) and row.free:
            self.bring_back_requested.emit(row.number)

    # --- the items ----------------------------------------------------------------------------------------

    def _row_at(self, index: int) -> Row | None:
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def _rebuild(self, old: Sequence[Row]) -> None:
        """Make the items anew, with the cursor on the same row, or else on the run that is looked at."""
        at = self.currentRow()
        key = _key(old[at]) if 0 <= at < len(old) else None
        self.blockSignals(True)  # Qt's: the cursor goes through every row that is removed
        self.clear()
        for row in self.rows:
            self._fill(QListWidgetItem(self), row)
        self.blockSignals(False)
        keys = [_key(row) for row in self.rows]
        looked_at = [isinstance(row, RunRow) and row.looked_at for row in self.rows]
        self.setCurrentRow(keys.index(key) if key in keys else looked_at.index(True))
        self.cursor_moved.emit()

    @staticmethod
    def _fill(item: QListWidgetItem, row: Row) -> None:
        item.setData(ROW, row)
        item.setText(row.name if isinstance(row, RunRow) else row.text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
        flags = Qt.ItemFlag.ItemIsEnabled
        if isinstance(row, RunRow):
            item.setToolTip(_RUN_TIP.format(name=row.name))
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        elif isinstance(row, FutureRow):
            item.setToolTip(_FUTURE_TIP if row.free else FULL)
            flags |= Qt.ItemFlag.ItemIsSelectable
        else:
            flags = Qt.ItemFlag.NoItemFlags
        item.setFlags(flags)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts anew."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Give each item its height. A scroll bar may come or go while items are made: there may be fewer."""
        width = self.viewport().width()
        for index, row in zip(range(self.count()), self.rows, strict=False):
            size = QSize(width, self._faces.height(row, width))
            if self.item(index).sizeHint() != size:
                self.item(index).setSizeHint(size)


def _key(row: Row) -> tuple[str, object]:
    """What makes a row the same one, whatever its numbers are."""
    if isinstance(row, RunRow):
        return "run", row.run
    return ("future", row.number) if isinstance(row, FutureRow) else ("note", row.text)
