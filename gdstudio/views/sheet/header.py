"""The line above the table: each column's name, and below it in colour and in a word what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from gdstudio.lessons.draft.parts import LONGEST_NAME, Role

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from gdstudio.lessons.draft.parts import Column
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.table_model import TableModel

ROLE_COLORS = {Role.INPUT: "accent", Role.OUTPUT: "star", Role.UNUSED: "muted"}
NAMELESS = "(no name)"
_PAD = 8
_LEAST_EDIT = 130
_ALIGN = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Header(QHeaderView):
    """Shows the columns' names and roles; a double click, or `rename`, opens a line to type a name in."""

    name_entered = Signal(int, str)

    def __init__(self, theme: Theme, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model
        self._wrong: frozenset[int] = frozenset()
        self._edit: _NameEdit | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Columns")
        self.setToolTip("A column’s name and role. Double-click: another name (Ctrl+R); right-click: more")
        self.sectionDoubleClicked.connect(self.rename)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._name_font, self._role_font = theme.font(12, medium=True), theme.font(11)
        self.viewport().update()

    def mark(self, wrong: frozenset[int]) -> None:
        """Mark the columns whose names cannot be used."""
        if wrong != self._wrong:
            self._wrong = wrong
            self.viewport().update()

    def width_of(self, place: int) -> int:
        """What a column's name and role need."""
        column = self._column(place)
        name = QFontMetrics(self._name_font).horizontalAdvance(column.name or NAMELESS)
        return max(name, QFontMetrics(self._role_font).horizontalAdvance(column.role.value)) + 2 * _PAD

    def sizeHint(self) -> QSize:
        """Two lines."""
        lines = QFontMetrics(self._name_font).height() + QFontMetrics(self._role_font).height()
        return QSize(super().sizeHint().width(), lines + 8)

    def rename(self, place: int) -> None:
        """Open a line to type the name of a column in."""
        if not 0 <= place < self.count():
            return
        if self._edit is not None:
            self._edit.leave()
        width = max(self.sectionSize(place), _LEAST_EDIT)
        area = QRect(self.sectionViewportPosition(place), 0, width, self.height())
        self._edit = _NameEdit(self._column(place).name, self.viewport())
        self._edit.setGeometry(area.adjusted(1, 4, -1, -4))
        self._edit.name_entered.connect(lambda name: self.name_entered.emit(place, name))
        self._edit.left.connect(self._forget)
        self._edit.show()
        self._edit.setFocus()

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """Name above, role below; a bar in the role's colour at the bottom."""
        theme, column = self._theme, self._column(place)
        current = self.parent().currentIndex().column() == place  # type: ignore[union-attr]  # the table
        color = theme.color(ROLE_COLORS[column.role])
        painter.save()
        painter.fillRect(rect, theme.color("raised" if current else "card"))
        half = QFontMetrics(self._name_font).height() + 4
        painter.setFont(self._name_font)
        painter.setPen(theme.color("diverges_text" if place in self._wrong else "text"))
        painter.drawText(
            QRect(rect.x(), rect.y() + 2, rect.width(), half - 2), _ALIGN, column.name or NAMELESS
        )
        painter.setFont(self._role_font)
        painter.setPen(color)
        painter.drawText(
            QRect(rect.x(), rect.y() + half, rect.width(), rect.height() - half - 4),
            _ALIGN,
            column.role.value,
        )
        painter.fillRect(QRect(rect.x() + 1, rect.bottom() - 2, rect.width() - 2, 3), color)
        if place in self._wrong:
            painter.setPen(QPen(theme.color("diverges"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click elsewhere takes the name that is being typed."""
        if self._edit is not None:
            self._edit.leave()
        super().mousePressEvent(event)

    def _column(self, place: int) -> Column:
        return self._columns.draft.columns[place]

    def _forget(self) -> None:
        self._edit = None
        table = self.parent()
        if isinstance(table, QWidget):
            table.setFocus()


class _NameEdit(QLineEdit):
    """Enter and leaving take the name, Esc leaves it as it was."""

    name_entered = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._before, self._over = name, False
        self.setMaxLength(LONGEST_NAME)
        self.setAccessibleName("Name of the column")
        self.setToolTip("Enter takes the name, Esc leaves it as it was")
        self.setStyleSheet("padding: 0px 3px; border-radius: 3px; min-height: 0px")
        self.selectAll()
        self.editingFinished.connect(self.leave)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the line while a name is typed, not to the dialog."""
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes no further than here; Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """The typing is over."""
        if self._over:
            return
        self._over = True
        name = self.text()
        self.hide()
        self.deleteLater()
        self.left.emit()
        if name != self._before:
            self.name_entered.emit(name)
