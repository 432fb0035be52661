"""The line in which a step gets its name, laid under the timeline; it lives as long as the typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from gdstudio.messages import LONGEST_NAME
from gdstudio.numerals import grouped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class BookmarkField(QFrame):
    """Enter keeps the name, an empty one takes the bookmark away; Esc or going elsewhere leaves it as it was.

    Args:
        step: the step that is named.
        name: of the bookmark that is there, or "".
        parent: what it lies on.
    """

    named = Signal(int, str)
    """A name was given to the step, or with "" its bookmark is to be taken away; at most once."""
    left = Signal()
    """The typing is over."""

    def __init__(self, step: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._step, self._name = step, name
        self._over = False
        self._came_from = QApplication.focusWidget()
        self.line = QLineEdit(name or f"step {grouped(step)}", self)
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setAccessibleName(f"Name of the bookmark at step {grouped(step)}")
        self.line.setToolTip("Enter keeps the bookmark, Esc leaves everything as it was")
        self.line.setPlaceholderText("Enter removes it" if name else "a name")
        self.line.selectAll()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        self.remove: QPushButton | None = None
        if name:
            self.remove = QPushButton("Remove", self)
            self.remove.setToolTip("Take this bookmark away")
            self.remove.setAccessibleDescription(self.remove.toolTip())
            self.remove.clicked.connect(lambda: self._end(""))
            row.addWidget(self.remove)
        QApplication.instance().focusChanged.connect(self._watch_focus)  # type: ignore[union-attr]  # it runs

    def begin(self) -> None:
        """Show it, ready to type."""
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle(self) -> None:
        """Asked for again: set the bookmark that is offered, or take away the one that is there."""
        self._end("" if self._name else self.line.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line keeps the name, Esc anywhere leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.hasFocus():
            self._end(self.line.text())
        else:
            super().keyPressEvent(event)

    def _watch_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Going elsewhere ends it; another window, or its own menu, is not elsewhere."""
        if new is not None and new.window() is self.window() and not self.isAncestorOf(new):
            self._came_from = new
            self._end(None)

    def _end(self, name: str | None) -> None:
        if self._over:
            return
        self._over = True
        QApplication.instance().focusChanged.disconnect(self._watch_focus)  # type: ignore[union-attr]  # it runs
        if name is not None and (name.strip() or self._name):
            self.named.emit(self._step, name)
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()
        self.hide()
        self.deleteLater()
