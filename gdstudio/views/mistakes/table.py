"""The confusion table: how many images of each label were taken for each class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gdstudio.numerals import grouped
from gdstudio.views.mistakes.cells import Cells, paint_cross, paint_upright
from gdstudio.views.mistakes.choice import Choice
from gdstudio.views.mistakes.grid import EDGE, MOST, Grid, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gdstudio.views.kit.theme import Theme


_SHORT = 3  # letters


class ConfusionTable(QAbstractScrollArea):
    """Rows are labels, columns predictions; the last row and column, under a cross, count the mistakes."""

    chosen = Signal(object)
    """The images of this `Choice` are to be shown."""
    enter_requested = Signal()
    """On to the images."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._choice = Choice()
        self._grid: Grid | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Table of mistakes")

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._lay_out()

    def show_counts(self, names: tuple[str, ...], counts: NDArray[np.int64]) -> None:
        """Show these counts.

        Args:
            names: of the classes.
            counts: shape (n_classes, n_classes); rows are labels.
        """
        wrong = counts - np.diag(np.diag(counts))
        by_label, by_class = wrong.sum(axis=1, keepdims=True), wrong.sum(axis=0)
        self._counts = np.block([[counts, by_label], [by_class, by_class.sum()]])
        if names != self._names:
            self._names = names
            self._lay_out()
        self.viewport().update()

    def show_choice(self, choice: Choice) -> None:
        """Mark a cell."""
        if choice != self._choice:
            self._choice = choice
            self._scroll_to_chosen()
            self.viewport().update()

    def wished_height(self, width: int) -> int:
        """How high the table would be with square cells, in pixels."""
        grid = self._fit(QSize(width, width * 2))
        high = min(grid.size.width(), round(MOST.height() * self._theme.scale))
        return grid.head + high * (len(self._names) + 1) + 2 * EDGE

    def in_words(self) -> str:
        """The chosen count, and the mistakes made most often."""
        row, column = self._place(self._choice)
        wrong = self._counts[:-1, :-1] * (1 - np.eye(len(self._names), dtype=np.int64))
        most = np.argsort(-wrong, axis=None, kind="stable")[:3]
        often = [
            f"{Choice(*map(int, divmod(at, len(self._names)))).in_words(self._names)}: {wrong.flat[at]}"
            for at in most.tolist()
            if wrong.flat[at]
        ]
        chosen = f"{self._choice.in_words(self._names)}: {self._counts[row, column]}"
        return f"Chosen: {chosen}. Most often: {', '.join(often) or 'no mistake'}."

    # --- places -------------------------------------------------------------------------------------------

    def _name_font(self, *, bold: bool) -> QFont:
        """Smaller where names are words."""
        words = any(len(name) > _SHORT for name in self._names)
        return self._theme.font(10.5 if words else 12, bold=bold)

    def _fit(self, room: QSize) -> Grid:
        metrics = QFontMetricsF(self._name_font(bold=True))
        longest = max((metrics.horizontalAdvance(name) for name in self._names), default=0.0)
        return fit(room, len(self._names), longest, self._theme.scale)

    def _lay_out(self) -> None:
        if not self._names:
            return
        bar = self.verticalScrollBar().sizeHint().width()
        grid = self._fit(self.size())
        if grid.content.height() > self.height():
            grid = self._fit(self.size() - QSize(bar, 0))
        if grid.content.width() > self.width():
            grid = self._fit(self.size() - QSize(bar, bar))
        self._grid = grid
        seen = self.maximumViewportSize()
        high = seen.height() - (bar if grid.content.width() > seen.width() else 0)
        wide = seen.width() - (bar if grid.content.height() > high else 0)
        for scroll, content, page, step in (
            (self.horizontalScrollBar(), grid.content.width(), wide, grid.size.width()),
            (self.verticalScrollBar(), grid.content.height(), high, grid.size.height()),
        ):
            scroll.setRange(0, max(content - page, 0))
            scroll.setPageStep(page)
            scroll.setSingleStep(step)
        self.viewport().update()

    def _place(self, choice: Choice) -> tuple[int, int]:
        """Row and column of a choice."""
        last = len(self._names)
        row = last if choice.label is None else choice.label
        column = last if choice.predicted is None else choice.predicted
        return row, column

    def _at(self, row: int, column: int) -> Choice:
        last = len(self._names)
        return Choice(None if row >= last else row, None if column >= last else column)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _choice_at(self, at: QPoint) -> Choice | None:
        grid = self._grid
        if grid is None or at.x() < EDGE + grid.side or at.y() < EDGE + grid.head:
            return None  # the names lie over what is scrolled
        place = grid.at(at + self._offset())
        return None if place is None else self._at(*place)

    def _scroll_to_chosen(self) -> None:
        grid = self._grid
        if grid is None:
            return
        cell = grid.cell(*self._place(self._choice))
        seen = self.viewport().size()
        for scroll, near, far, head, page in (
            (self.horizontalScrollBar(), cell.left(), cell.right(), grid.side, seen.width()),
            (self.verticalScrollBar(), cell.top(), cell.bottom(), grid.head, seen.height()),
        ):
            lowest, highest = far + 1 + EDGE - page, near - head - EDGE
            scroll.setValue(min(max(scroll.value(), lowest), highest))

    # --- what the user does -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that is clicked."""
        choice = self._choice_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and choice is not None:
            self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a neighbouring cell, Home all mistakes; Enter goes on to the images."""
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in ways:
            row, column = (
                min(max(at + way, 0), len(self._names))
                for at, way in zip(self._place(self._choice), ways[key], strict=True)
            )
            if self._at(row, column) != self._choice:
                self.chosen.emit(self._at(row, column))
        elif key == Qt.Key.Key_Home:
            self.chosen.emit(Choice())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.enter_requested.emit()
        else:
            super().keyPressEvent(event)

    # --- Qt's own occasions -------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a cell's own tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.explain(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def explain(self, at: QPoint) -> str:
        """What is counted in the cell at a point of the viewport, and how to open it."""
        choice = self._choice_at(at)
        how = "Click: show these images. Keys: arrows choose a cell, Home all mistakes, Enter the images."
        if choice is None:
            return f"Rows: what the images are. Columns: what they were taken for. Under ×: mistakes.\n{how}"
        count = int(self._counts[self._place(choice)])
        return f"{choice.in_words(self._names)}: {grouped(count)}\n{how}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the cells' size anew."""
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells, then over them the names, which stay when the cells are scrolled."""
        grid = self._grid
        if grid is None or not len(self._counts):
            return
        painter = QPainter(self.viewport())
        seen, offset = self.viewport().rect(), self._offset()
        cells = QRect(EDGE + grid.side, EDGE + grid.head, seen.width(), seen.height())
        painter.setClipRect(cells)
        painter.translate(-offset)
        Cells(self._theme, grid).paint(painter, self._counts)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawRect(grid.cell(*self._place(self._choice)).adjusted(1, 1, -1, -1))
        painter.translate(offset)
        painter.setClipping(False)
        self._paint_names(painter, grid)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            shown = QRectF(QRect(QPoint(), grid.content - QSize(offset.x(), offset.y())) & seen)
            painter.drawRoundedRect(shown.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_names(self, painter: QPainter, grid: Grid) -> None:
        """The classes at the left and above; those of the chosen cell are in bold."""
        theme, last = self._theme, len(self._names)
        chosen_row, chosen_column = self._place(self._choice)
        for index in range(last + 1):
            cell = grid.cell(index, index).translated(-self._offset())
            for lies, chosen in ((True, chosen_row), (False, chosen_column)):
                spot = (
                    QRect(EDGE, cell.y(), grid.side, cell.height())
                    if lies
                    else QRect(cell.x(), EDGE, cell.width(), grid.head)
                )
                start = spot.y() < EDGE + grid.head if lies else spot.x() < EDGE + grid.side
                if start:  # scrolled away, at least in part
                    continue
                painter.setFont(self._name_font(bold=index == chosen))
                painter.setPen(theme.color("text" if index == chosen else "muted"))
                if index == last:
                    paint_cross(painter, QRectF(spot), 4 * theme.scale)
                elif lies or not grid.upright:
                    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self._names[index])
                else:
                    paint_upright(painter, spot, self._names[index])
