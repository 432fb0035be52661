"""Lines for single numbers of the draft: what is typed is taken on leaving, and marked if it is unusable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from gdstudio.lessons.draft.cells import read_cell
from gdstudio.numerals import shortest

if TYPE_CHECKING:
    from gdstudio.lessons.draft.cells import Cell


class CellField(QLineEdit):
    """Shows a cell; Enter or leaving gives what was typed, a number or not."""

    cell_entered = Signal(object)

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setMaxLength(30)
        self.setAccessibleName(name)
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.editingFinished.connect(self._finish)

    def show_cell(self, cell: Cell, *, wrong: bool) -> None:
        """Show a cell, marked if it cannot be used."""
        self._shown = cell if isinstance(cell, str) else shortest(cell)
        if self.text() != self._shown:
            self.setText(self._shown)
            self.setCursorPosition(0)
        self.setModified(False)
        _mark(self, wrong=wrong)

    def event(self, event: QEvent) -> bool:
        """While nothing is being typed, undo and redo are the sheet's."""
        if _leaves_undo_alone(self, event):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if not _gives_up(self, event, self._shown):
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.cell_entered.emit(read_cell(self.text()))


class CountField(QLineEdit):
    """Shows a whole number; Enter or leaving gives what was typed, ↑ and ↓ the next one, with Shift ten on.

    What is no whole number is given up; one out of range is given all the same, for others to say so.
    """

    count_entered = Signal(int)

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._range = 0, (0, 0)
        self.setMaxLength(9)
        self.setAccessibleName(name)
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.editingFinished.connect(self._finish)

    def show_count(self, count: int, low: int, high: int) -> None:
        """Show a number, and how far the arrow keys go; marked if it is out of that range."""
        self._shown, self._range = count, (low, high)
        self.setText(str(count))
        self.setModified(False)
        _mark(self, wrong=not low <= count <= high)

    def event(self, event: QEvent) -> bool:
        """While nothing is being typed, undo and redo are the sheet's."""
        if _leaves_undo_alone(self, event):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go one up or down, with Shift ten; Esc gives up what was typed."""
        if _gives_up(self, event, str(self._shown)):
            return
        ways = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        low, high = self._range
        count = min(max(self._shown + way * far, low), high)
        if count != self._shown:
            self.count_entered.emit(count)

    def _finish(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        text = self.text().strip()
        if text.isascii() and text.isdigit():
            self.count_entered.emit(int(text))
        self.setText(str(self._shown))


def _leaves_undo_alone(field: QLineEdit, event: QEvent) -> bool:
    """Whether this is a key for undo or redo, and nothing is being typed that they could mean."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    meant = (event.matches(keys.Undo) or event.matches(keys.Redo)) and not field.isModified()
    if meant:
        event.ignore()
    return meant


def _gives_up(field: QLineEdit, event: QKeyEvent, shown: str) -> bool:
    """Whether this is Esc while something is being typed: then it is given up, and the dialog stays open."""
    if event.key() != Qt.Key.Key_Escape or not field.isModified():
        return False
    field.setText(shown)
    field.setModified(False)
    return True


def _mark(field: QLineEdit, *, wrong: bool) -> None:
    if bool(field.property("invalid")) != wrong:
        field.setProperty("invalid", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
