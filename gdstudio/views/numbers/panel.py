"""Numbers of the step in progress: every intermediate value in one table, to be read, selected and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolButton, QToolTip, QWidget

from gdstudio.core.examples import Taking
from gdstudio.core.network import weight_names
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import WeightRef
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.numbers.image_table import image_tab_separated, image_table
from gdstudio.views.numbers.sheet import Names, NumberSheet, least_height, rows_at_once
from gdstudio.views.numbers.table import NumberTable, OutputRow, WeightRow, number_table, tab_separated
from gdstudio.views.numbers.window import WIDTH, RowWindow

_OUTPUT_KINDS = (Kind.PRED, Kind.TARGET, Kind.DELTA, Kind.ERROR)
_WEIGHT_KINDS = (Kind.INPUT, Kind.WEIGHT, Kind.WEIGHT_DELTA, Kind.NEXT_WEIGHT)

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

_SIDE, _TOP, _BELOW = 6, 9, 5  # pixels around the table
_TIP = "The numbers of this step. Click a row or use ↑ ↓ to select its weight; Ctrl+C copies the table."
_OUTPUT_TIP = "Click to select this pixel’s weight into this output."


class NumbersPanel(QWidget):
    """Shows one lane's numbers. A click on a row, or an arrow key, asks for that weight to be selected."""

    weight_selected = Signal(object)
    weight_hovered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._lane: int | None = None
        self._selected: WeightRef | None = None
        self._hovered: WeightRef | None = None
        self._names: Names | None = None
        self._sheet: NumberSheet | None = None
        self._table: NumberTable | None = None
        self._copy = QToolButton(self)
        self._copy.setText("Copy")
        self._copy.setToolTip("Copy these numbers with all their digits, as a table (Ctrl+C)")
        self._copy.setAccessibleName("Copy the numbers")
        self._copy.setAccessibleDescription("Copies these numbers with all their digits, as a table.")
        self._copy.clicked.connect(self.copy_numbers)
        self._shape: tuple[object, ...] = ()
        self.outputs, self.weights = RowWindow(self, "Outputs"), RowWindow(self, "Weights")
        for window in (self.outputs, self.weights):
            window.moved.connect(self._refresh)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Numbers of this step")
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Room for nine weights in a small window's right column."""
        return QSize(320, max(330, self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """All rows, as tight as they can be read; of many a window."""
        names = self._names or Names(("",), ("",) * 3)
        height = least_height(names, self._theme) + _TOP + _BELOW
        return QSize(round(280 * self._theme.scale), height)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._copy.setFixedSize(round(54 * theme.scale), round(26 * theme.scale))
        self._copy.setStyleSheet(
            f"QToolButton {{ border: 1px solid {theme.outline}; font-size: {theme.pixels(12)}px }}"
            f"QToolButton:focus {{ border: 2px solid {theme.accent} }}"
        )
        self._sheet = None
        self.updateGeometry()
        self._refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step in progress. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = self._selected = self._hovered = None
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Show this lane's numbers (from 0); without a call it is the last lane."""
        self._lane = lane
        self._refresh()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected, and its lane."""
        if ref == self._selected:
            return
        self._selected = ref
        if ref is not None:
            self._lane = ref.lane
        self._refresh()
        self._show_selected()
        self.update()

    def copy_numbers(self) -> None:
        """Put the table on the clipboard, tab separated, with all digits."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        if snapshot.gallery is not None:
            text = image_tab_separated(snapshot, snapshot.gallery, self._selected)
        else:
            text = tab_separated(snapshot, shown_lane(snapshot, self._lane))
        QGuiApplication.clipboard().setText(text)

    # --- from the snapshot to the table ---

    def _refresh(self) -> None:
        """Write the table anew, and repaint it if any of its texts changed."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        lane = shown_lane(snapshot, self._lane)
        self._update_names(snapshot, lane)
        if self._sheet is None and self._names is not None:
            self._sheet = self._made_sheet(self._names)
            self.update()
        selected = self._selected
        output = selected.output if selected is not None and selected.lane == lane else 0
        chars, gallery = self._sheet.chars if self._sheet else 8, snapshot.gallery
        if gallery is not None:
            if selected is None and gallery.label is not None:
                output = gallery.label
            table = image_table(snapshot, gallery, selected, output, chars)
        else:
            windows = {"outputs": self.outputs.rows, "weights": self.weights.rows}
            table = number_table(snapshot, lane, output, chars, **windows)
        if table != self._table:
            self._table = table
            self.setAccessibleDescription(table.in_words())
            self.update()

    def _made_sheet(self, names: Names) -> NumberSheet:
        """Lay out the table: as wide as the panel, less a bar where not all rows fit."""
        room = self.rect().adjusted(_SIDE, _TOP, -_SIDE, -_BELOW)
        seen = rows_at_once(names, room.height(), self._theme)
        if sum(seen) < len(names.outputs) + len(names.weights):
            room.setWidth(room.width() - WIDTH)
        sheet = NumberSheet(self._theme, room.width(), room.height(), names)
        for window, count, shown, area in (
            (self.outputs, len(names.outputs), sheet.outputs, sheet.outputs_rect()),
            (self.weights, len(names.weights), sheet.weights, sheet.weights_rect()),
        ):
            window.fit(count, shown, area.translated(_SIDE, _TOP).toAlignedRect())
        return sheet

    def _show_selected(self) -> None:
        """Bring the selected weight and its output into sight."""
        ref, snapshot = self._selected, self._snapshot
        if ref is None or snapshot is None or snapshot.gallery is not None or self._sheet is None:
            return
        inputs = snapshot.lanes[shown_lane(snapshot, self._lane)].now.weights.shape[1]
        self.outputs.show_row(ref.output)
        self.weights.show_row(ref.output * inputs + ref.input)

    def _update_names(self, snapshot: Snapshot, lane: int) -> None:
        examples = snapshot.lanes[lane].examples
        shape = (examples.input_names, examples.target_names, snapshot.gallery is None)
        if shape == self._shape:
            return
        self._shape = shape
        if snapshot.gallery is not None:
            names = Names(examples.target_names, ("",), summed=True)  # far too many weights for a row each
        else:
            weights = tuple(name for row in weight_names(examples.shape) for name in row)
            names = Names(examples.target_names, weights, examples.input_names)
        if names != self._names:
            self._names, self._sheet = names, None
            self.updateGeometry()

    def _row_at(self, y: float) -> WeightRow | OutputRow | None:
        """The row at a height that stands for a weight."""
        sheet, table = self._sheet, self._table
        if sheet is None or table is None:
            return None
        rows: tuple[WeightRow | OutputRow, ...] = table.weights
        index = sheet.row_at(y - _TOP)
        if index is None:
            index, rows = sheet.output_at(y - _TOP), table.outputs
        row = rows[index] if index is not None and index < len(rows) else None
        return row if row is not None and row.ref is not None else None

    def _ref_at(self, y: float) -> WeightRef | None:
        row = self._row_at(y)
        return None if row is None else row.ref

    def topic_at(self, place: QPoint) -> Topic | None:
        """Which number is at a place, for those who ask: its row and its column."""
        snapshot, sheet, row = self._snapshot, self._sheet, self._row_at(place.y())
        if snapshot is None or sheet is None or self._copy.geometry().contains(place):
            return None
        lane = shown_lane(snapshot, self._lane)
        run = snapshot.lanes[lane]
        column, output = sheet.column_at(place.x() - _SIDE), sheet.output_at(place.y() - _TOP)
        if output is not None:
            return Topic(
                Kind.PRED if column is None else _OUTPUT_KINDS[column], lane, self.outputs.rows.start + output
            )
        if not isinstance(row, WeightRow):
            one = run.order.taking is Taking.ONE or len(run.examples) == 1
            factor = sheet.is_below(place.y() - _TOP) and one and snapshot.gallery is None
            return Topic(Kind.FACTOR if factor else Kind.STEP, lane)
        kind = Kind.WEIGHT if column is None else _WEIGHT_KINDS[column]
        return Topic(kind, *row.ref)

    def focus_topic(self) -> Topic:
        """What the rows are numbers of."""
        return Topic(Kind.STEP)

    # --- what the user does ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the clicked row's weight."""
        ref = self._ref_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and ref is not None:
            self.weight_selected.emit(ref)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which row the pointer is on."""
        self._hover(self._ref_at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down: the weight above or below. Copy: the whole table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_numbers()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._table is not None:
            self._select_next(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _select_next(self, way: int) -> None:
        assert self._table is not None  # noqa: S101  # the caller has looked
        # Of an image's weights, those of one pixel: from output to output.
        refs = [row.ref for row in self._table.outputs if row.ref] or self._all_refs()
        if not refs:
            return
        if self._selected not in refs:
            self.weight_selected.emit(refs[0 if way > 0 else -1])
            return
        index = refs.index(self._selected) + way
        if 0 <= index < len(refs):
            self.weight_selected.emit(refs[index])

    def _all_refs(self) -> list[WeightRef]:
        """All weights of a small network's table, whether they are seen or not."""
        if self._snapshot is None or self._snapshot.gallery is not None:
            return []
        lane = shown_lane(self._snapshot, self._lane)
        outputs, inputs = self._snapshot.lanes[lane].now.weights.shape
        return [WeightRef(lane, k, j) for k in range(outputs) for j in range(inputs)]

    def _hover(self, ref: WeightRef | None) -> None:
        if ref != self._hovered:
            self._hovered = ref
            self.weight_hovered.emit(ref)
            self.update()

    # --- Qt's own occasions ---

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the rows under the pointer."""
        if not (self.outputs.roll(event) or self.weights.roll(event)):
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the row's own tooltip; forget the hovered row when the pointer leaves."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            tip = _TIP if row is None else row.tip if isinstance(row, WeightRow) else _OUTPUT_TIP
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._copy.move(self.width() - _SIDE - _SIDE - self._copy.width(), _TOP)
        self._sheet = None
        self._refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the table."""
        if self._sheet is None or self._table is None:
            return
        painter = QPainter(self)
        painter.translate(_SIDE, _TOP)
        self._sheet.paint(painter, self._table, self._selected, self._hovered, self.hasFocus())
        painter.end()
