"""The rows: a scroll area that asks for the steps on the screen and paints them when they come."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from gdstudio import numerals
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.steps.columns import Column, Group, text

_KINDS = {
    Group.STEP: Kind.STEP,
    Group.PRED: Kind.PRED,
    Group.DELTA: Kind.DELTA,
    Group.ERROR: Kind.ERROR,
    Group.WEIGHTS: Kind.WEIGHT,
    Group.WEIGHT_DELTAS: Kind.WEIGHT_DELTA,
    Group.ALPHA: Kind.ALPHA,
}

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gdstudio.messages import StepsPage
    from gdstudio.views.kit.theme import Theme

_TYPE = 11.5
_LONGEST = 22  # characters of a number with all its digits, but for very few
_PAD = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StepsSheet(QAbstractScrollArea):
    """Steps from 1 to the last one. Only the visible ones are known."""

    page_requested = Signal(int, int)  # first step, how many
    seek_requested = Signal(int)
    copy_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._columns: list[Column] = []
        self._page: StepsPage | None = None
        self._last = 1
        self._present = 1
        self._marked: frozenset[str] = frozenset()
        self._asked = (0, 0)
        self.cursor_step = 1
        self.anchor = 1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Every step")
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._ask)
        self.set_theme(theme)

    # --- showing ------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font = theme.font(_TYPE, mono=True)
        self._head = theme.font(_TYPE, medium=True)
        self._char = QFontMetricsF(self._font).horizontalAdvance("0")
        self._row = round(22 * theme.scale)
        self._edges = self._measured()
        self._fit()

    def show_columns(self, shown: list[Column], marked: frozenset[str]) -> None:
        """Show these columns; those of the marked titles belong to the selected weight."""
        if shown is self._columns and marked == self._marked:
            return
        others, self._columns, self._marked = marked - self._marked, shown, marked
        self._edges = self._measured()
        self._fit()
        self._reveal_column(others)

    def show_steps(self, page: StepsPage | None, present: int, last: int) -> None:
        """Show a page as it came, the present step, and how many steps there are."""
        at_end = self.verticalScrollBar().value() >= self.verticalScrollBar().maximum()
        grown, self._page, self._present = last != self._last, page, present
        self._last = last
        if grown:
            self.cursor_step, self.anchor = min(self.cursor_step, last), min(self.anchor, last)
            self._fit()
            if at_end:
                self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self.viewport().update()

    def go_to(self, step: int) -> None:
        """Bring a step into view, and put the cursor on it."""
        self.cursor_step = self.anchor = min(max(step, 1), self._last)
        self._reveal()

    def topic_at(self, place: QPoint) -> Topic | None:
        """What the column at a place tells, for those who ask."""
        x = place.x() - self.viewport().x()
        page = self._page
        for column, left, width in self._visible():
            if left <= x < left + width and page is not None:
                if column.group in {Group.WEIGHTS, Group.WEIGHT_DELTAS}:
                    return Topic(_KINDS[column.group], page.lane, *page.places[column.index])
                return Topic(_KINDS[column.group], page.lane, column.index)
        return None

    def focus_topic(self) -> Topic:
        """What a row is."""
        return Topic(Kind.STEP)

    @property
    def selection(self) -> tuple[int, int]:
        """The first and the last selected step."""
        return min(self.anchor, self.cursor_step), max(self.anchor, self.cursor_step)

    @property
    def rows(self) -> int:
        """How many whole rows there is room for."""
        return max((self.viewport().height() - self._row) // self._row, 1)

    @property
    def first(self) -> int:
        """The step in the first row."""
        return self.verticalScrollBar().value() + 1

    def ask_again(self) -> None:
        """Ask for the visible steps, even if they were asked for before."""
        self._asked = (0, 0)
        self._ask()

    # --- events -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(330, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for other rows; who was at the end stays there."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        self._fit()
        if at_end:
            bar.setValue(bar.maximum())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the titles and the visible rows."""
        painter = QPainter(self.viewport())
        width, rows = self.viewport().width(), self.rows + 1
        low, high = self.selection
        for index in range(rows):
            step = self.first + index
            if step > self._last:
                break
            top = self._row * (index + 1)
            band = QRectF(0, top, width, self._row)
            if step == self._present:
                painter.fillRect(band, self._theme.color("accent_soft"))
                painter.fillRect(QRectF(0, top, 3, self._row), self._theme.color("accent"))
            elif low <= step <= high:
                painter.fillRect(band, self._theme.color("raised"))
            if step == self.cursor_step and self.hasFocus():
                painter.setPen(self._theme.color("accent"))
                painter.drawRect(band.adjusted(0.5, 0.5, -1.5, -0.5))
            self._paint_row(painter, step, top)
        self._paint_titles(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a row, or with Shift all up to it."""
        step = self._step_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and step is not None:
            self._move_to(step, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select rows by dragging."""
        step = self._step_at(event.position().y())
        if event.buttons() & Qt.MouseButton.LeftButton and step is not None:
            self._move_to(step, extend=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the step in that row."""
        step = self._step_at(event.position().y())
        if step is not None:
            self.seek_requested.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and pages move the cursor, with Shift they select; Enter goes to the step; Copy copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        across, extend = (
            self.horizontalScrollBar(),
            bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
        )
        ways = {
            Qt.Key.Key_Up: self.cursor_step - 1,
            Qt.Key.Key_Down: self.cursor_step + 1,
            Qt.Key.Key_PageUp: self.cursor_step - self.rows,
            Qt.Key.Key_PageDown: self.cursor_step + self.rows,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self._last,
        }
        key = Qt.Key(event.key())
        if key in ways:
            self._move_to(ways[key], extend=extend)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = -1 if key == Qt.Key.Key_Left else 1
            across.setValue(across.value() + way * across.singleStep())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.seek_requested.emit(self.cursor_step)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------------

    def _measured(self) -> list[float]:
        """Where each column begins, and where the last one ends."""
        metrics = QFontMetricsF(self._head)

        def wide(column: Column) -> float:
            letters = 8 if column.group is Group.STEP else _LONGEST
            return max(letters * self._char, metrics.horizontalAdvance(column.title)) + 2 * _PAD

        return [0.0, *accumulate(wide(column) for column in self._columns)]

    def _visible(self) -> list[tuple[Column, float, float]]:
        """The columns that are seen, each with its left end and its width: there may be thousands."""
        scrolled = float(self.horizontalScrollBar().value())
        first = max(bisect_right(self._edges, scrolled) - 1, 0)
        last = bisect_left(self._edges, scrolled + self.viewport().width())
        return [
            (column, left - scrolled, right - left)
            for column, left, right in zip(
                self._columns[first:last], self._edges[first:last], self._edges[first + 1 :], strict=False
            )
        ]

    def _fit(self) -> None:
        """Let the scroll bars span all steps and all columns."""
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        up.setPageStep(self.rows)
        up.setRange(0, max(self._last - self.rows, 0))
        across.setPageStep(self.viewport().width())
        across.setSingleStep(round(8 * self._char))
        across.setRange(0, max(round(self._edges[-1]) - self.viewport().width(), 0))
        self._ask()
        self.viewport().update()

    def _ask(self) -> None:
        wanted = (self.first, min(self.rows + 2, max(self._last - self.first + 1, 1)))
        if wanted != self._asked and self.isVisible():
            self._asked = wanted
            self.page_requested.emit(self.first, self.rows + 2)
        self.viewport().update()

    def _step_at(self, y: float) -> int | None:
        row = int(y // self._row) - 1
        step = self.first + row
        return step if row >= 0 and step <= self._last else None

    def _move_to(self, step: int, *, extend: bool) -> None:
        self.cursor_step = min(max(step, 1), self._last)
        if not extend:
            self.anchor = self.cursor_step
        self._reveal()

    def _reveal_column(self, titles: frozenset[str]) -> None:
        """Bring the first column with one of these titles into view, if it is not."""
        index = next((place for place, column in enumerate(self._columns) if column.title in titles), None)
        across = self.horizontalScrollBar()
        if index is None or across.maximum() == 0:
            return
        left, right = self._edges[index], self._edges[index + 1]
        if not across.value() <= left or right > across.value() + self.viewport().width():
            across.setValue(round((left + right - self.viewport().width()) / 2))

    def _reveal(self) -> None:
        bar = self.verticalScrollBar()
        if self.cursor_step < self.first:
            bar.setValue(self.cursor_step - 1)
        elif self.cursor_step >= self.first + self.rows:
            bar.setValue(self.cursor_step - self.rows)
        self.viewport().update()

    def _paint_row(self, painter: QPainter, step: int, top: int) -> None:
        page = self._page
        known = page is not None and page.first <= step <= page.last
        painter.setFont(self._font)
        for column, left, width in self._visible():
            is_step = column.group is Group.STEP and column.index == 0
            if known and page is not None:
                written = text(page, step, column)
            else:
                written = numerals.grouped(step) if is_step else "…"
            plain = "muted" if column.group is Group.STEP else "text"
            painter.setPen(self._theme.color("accent" if column.title in self._marked else plain))
            painter.drawText(QRectF(left + _PAD, top, width - 2 * _PAD, self._row), _RIGHT, written)

    def _paint_titles(self, painter: QPainter) -> None:
        theme = self._theme
        painter.fillRect(QRectF(0, 0, self.viewport().width(), self._row), theme.color("card"))
        painter.setFont(self._head)
        for column, left, width in self._visible():
            painter.setPen(theme.color("accent" if column.title in self._marked else "muted"))
            painter.drawText(QRectF(left + _PAD, 0, width - 2 * _PAD, self._row), _RIGHT, column.title)
        painter.setPen(theme.color("outline"))
        painter.drawLine(0, self._row - 1, self.viewport().width(), self._row - 1)
