"""A grid of cells as in a spreadsheet: a rectangle is selected, copied, cleared, typed into, pasted over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTableView

from gdstudio.views.sheet.cell_face import CellFace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.views.kit.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, its edges included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        """Its rows."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.left, self.right + 1)

    @property
    def places(self) -> list[tuple[int, int]]:
        """Its cells."""
        return [(row, column) for row in self.rows for column in self.columns]


class Grid(QTableView):
    """Keys as in a spreadsheet: arrows move, Shift selects, a number or F2 types, Enter goes on below.

    A number replaces what is in the cell, and an arrow key ends it; after F2 the arrows move within the text.
    Tab leaves the grid. Whoever owns it answers the wishes to copy, paste and clear.
    """

    copy_requested = Signal()
    paste_requested = Signal(str)
    clear_requested = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = CellFace(theme, name, self)
        self.setItemDelegate(self.face)
        self.face.left.connect(self.keyPressEvent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.face.set_theme(theme)
        ground = f"background: {theme.card}; border: none"
        self.setStyleSheet(f"QHeaderView {{ {ground} }} QTableCornerButton::section {{ {ground} }}")
        self.viewport().update()

    @property
    def area(self) -> Area | None:
        """What is selected, or the cell with the focus; None of an empty grid."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        if ranges:
            return Area(
                min(each.top() for each in ranges),
                min(each.left() for each in ranges),
                max(each.bottom() for each in ranges),
                max(each.right() for each in ranges),
            )
        index = self.currentIndex()
        return Area(index.row(), index.column(), index.row(), index.column()) if index.isValid() else None

    def select(self, area: Area) -> None:
        """Select a rectangle, as far as it is there; its first cell gets the focus."""
        model = self.model()
        bottom, right = min(area.bottom, model.rowCount() - 1), min(area.right, model.columnCount() - 1)
        if min(bottom, right) < 0:
            return
        first = model.index(min(area.top, bottom), min(area.left, right))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(QItemSelection(first, model.index(bottom, right)), flags.ClearAndSelect)
        self.scrollTo(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste and clear; Enter types; Esc, if nothing is typed, is the dialog's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_requested.emit()
            self.clear_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_requested.emit()
        elif (
            event.key() in (*_ENTER, Qt.Key.Key_F2)
            and self.state() is not QAbstractItemView.State.EditingState
        ):
            if self.currentIndex().isValid():
                self.edit(self.currentIndex())
        else:
            editing = QAbstractItemView.State.EditingState
            before = self.state()
            super().keyPressEvent(event)
            self.face.typed_over |= before is not editing and self.state() is editing

    def event(self, event: QEvent) -> bool:
        """Keys of the grid are not the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste)):
                event.accept()
                return True
        return super().event(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the cell below has the focus."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            index = self.currentIndex()
            below = index.siblingAtRow(index.row() + 1)
            self.setCurrentIndex(below if below.isValid() else index)
