"""The list of scenes: one row each with its section and its title, wrapped rather than cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gdstudio.messages import Scene
    from gdstudio.views.kit.theme import Theme

_SECTION = Qt.ItemDataRole.UserRole
_DONE = Qt.ItemDataRole.UserRole + 1  # how far its lesson is done, in a word: "", "2/6" or a check mark
_CHECK = "\N{CHECK MARK}"
_ROW = 24
_PAD = 6
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap

_AT_THE_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SceneList(QListWidget):
    """Lists scenes. A click, Enter or Space asks for one; the arrow keys only move."""

    scene_chosen = Signal(int)

    def __init__(self, theme: Theme, scenes: Sequence[Scene], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows_height = 0
        self.shown_row = -1
        self._rows = _Rows(theme, self)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("Scenes")
        self.setAccessibleDescription("The scenes of the chapter. Arrow keys move; Enter opens.")
        for scene in scenes:
            item = QListWidgetItem(scene.title, self)
            item.setData(_SECTION, scene.section)
            item.setToolTip(f"Open “{scene.title}” (Enter)")
            item.setData(_DONE, "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{scene.section} {scene.title}")
        self.itemClicked.connect(lambda item: self.scene_chosen.emit(self.row(item)))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._rows.set_theme(theme)
        # The row with the focus carries the ring; a border that comes and goes would move all rows.
        self.setStyleSheet("QListView, QListView:focus { border: none; background: transparent; }")
        self._measure()
        self.viewport().update()

    def show_progress(self, done: Sequence[tuple[int, int]]) -> None:
        """Show how many steps of how many are done, for each row."""
        for row, (steps, of) in enumerate(done):
            item = self.item(row)
            word = "" if not steps else _CHECK if steps == of else f"{steps}/{of}"
            item.setData(_DONE, word)
            told = "" if not steps else ", done" if steps == of else f", {steps} of {of} steps done"
            name = f"{item.data(_SECTION)} {item.text()}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name + told)
        self._measure()
        self.viewport().update()

    @property
    def row_height(self) -> int:
        """The height of a row whose title fits into one line."""
        return round(_ROW * self._rows.scale)

    def show_row(self, row: int) -> None:
        """Show which scene is open; −1 for none of these."""
        self.shown_row = row
        self.setCurrentRow(row)
        self.bring_into_view()
        self.viewport().update()

    def bring_into_view(self) -> None:
        """Scroll as far as it takes to see the open scene's row and its neighbours."""
        for row in (self.shown_row - 1, self.shown_row + 1, self.shown_row):
            if 0 <= row < self.count():
                self.scrollToItem(self.item(row))

    def rows_height(self, width: int) -> int:
        """How high all rows are at a width."""
        return sum(self._row_height(row, width) for row in range(self.count()))

    def whole_rows_height(self, width: int, most: int) -> int:
        """The height, not above `most`, at which no row is cut while the list is at its top."""
        height = 0
        for row in range(self.count()):
            more = self._row_height(row, width)
            if height + more > most:
                break
            height += more
        return height

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(212, self._rows_height)

    def minimumSizeHint(self) -> QSize:
        """Two rows; the others can be scrolled to."""
        return QSize(160, 2 * _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the row with the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self.scene_chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the titles anew; the open scene stays in view."""
        super().resizeEvent(event)
        self._measure()
        self.bring_into_view()

    def _row_height(self, row: int, width: int) -> int:
        item = self.item(row)
        return self._rows.height(item.text(), width, str(item.data(_DONE)))

    def _measure(self) -> None:
        width = self.viewport().width()
        for row in range(self.count()):
            item = self.item(row)
            size = QSize(width, self._row_height(row, width))
            if item.sizeHint() != size:
                item.setSizeHint(size)
        height = self.rows_height(width)
        if height != self._rows_height:
            self._rows_height = height
            self.updateGeometry()


class _Rows(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, theme: Theme, view: SceneList) -> None:
        super().__init__(view)
        self._view = view
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.scale = theme.scale
        self._font, self._open_font = theme.font(12), theme.font(12, medium=True)
        self._section_font = theme.font(11)
        self._left = _PAD + round(QFontMetricsF(self._section_font).horizontalAdvance("5.55") + 5)

    def height(self, title: str, width: int, done: str = "") -> int:
        """One line or more, as the title needs beside the word that says what is done."""
        metrics = QFontMetricsF(self._open_font)
        right = _PAD + self._right(done)
        room = QRectF(0, 0, max(width - self._left - right, 40), 1000)
        least = round(_ROW * self._theme.scale)
        return max(least, round(metrics.boundingRect(room, _WRAP, title).height() + 6))

    def _right(self, done: str) -> float:
        """The room that a word about progress takes."""
        return QFontMetricsF(self._section_font).horizontalAdvance(done) + 5 if done else 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The open scene on soft accent; a ring for the row with the keyboard's focus."""
        theme, rect = self._theme, QRectF(option.rect)
        state = option.state
        is_open = index.row() == self._view.shown_row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accent_soft" if is_open else "raised"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if self._view.hasFocus() and index.row() == self._view.currentRow():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 6, 6)
        painter.setFont(self._section_font)
        painter.setPen(theme.color("muted"))
        painter.drawText(rect.adjusted(_PAD, 0, 0, 0), _WRAP, str(index.data(_SECTION)))
        done = str(index.data(_DONE))
        right = _PAD + self._right(done)
        painter.setPen(theme.color("shrinks_text" if done == _CHECK else "muted"))
        painter.drawText(rect.adjusted(0, 0, -_PAD, 0), _AT_THE_END, done)
        painter.setFont(self._open_font if is_open else self._font)
        painter.setPen(theme.color("accent" if is_open else "text"))
        painter.drawText(rect.adjusted(self._left, 0, -right, 0), _WRAP, str(index.data()))
        painter.restore()
