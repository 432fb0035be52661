"""How a cell is painted and typed into: what cannot be used is marked, whatever its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gdstudio.views.kit.blend import blend
from gdstudio.views.sheet.roles import FROZEN, UNUSED, WRONG

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme

_PAD = 8
_CORNER = 8
Index = QModelIndex | QPersistentModelIndex


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class CellFace(QStyledItemDelegate):
    """Paints the cells of a sheet, and opens a line to type in."""

    left = Signal(object)
    """What was typed over a cell has been ended by this event, the press of an arrow key."""

    def __init__(self, theme: Theme, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self.typed_over = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.font = theme.font(12, mono=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The text on its ground; where it cannot be used, a corner and a tint; a frame at the focus."""
        theme, rect = self._theme, QRect(option.rect)
        wrong, unused, frozen = (bool(index.data(role)) for role in (WRONG, UNUSED, FROZEN))
        ground = theme.color("card")
        if wrong:
            ground = blend(theme.color("diverges"), ground, 0.16)
        elif frozen:
            ground = theme.color("ice_soft")
        if option.state & QStyle.StateFlag.State_Selected:
            ground = blend(theme.color("accent"), ground, 0.22)
        painter.save()
        painter.fillRect(rect, ground)
        painter.setPen(theme.color("muted" if unused else "text"))
        painter.setFont(self.font)
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        text = str(index.data() or "")
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, text)
        if wrong:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("diverges"))
            corner = QPointF(rect.right() + 1, rect.top())
            painter.drawPolygon(
                QPolygonF([corner, corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)])
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A line to type a number in."""
        self.typed_over = False
        edit = QLineEdit(parent)
        edit.setFrame(False)
        edit.setAccessibleName(self._name)
        edit.setStyleSheet("padding: 0px 5px; border-radius: 0px; min-height: 0px")
        return edit

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As in a spreadsheet, an arrow key ends what was typed over a cell; else it moves in the text."""
        if self.typed_over and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if event.key() in _ARROWS and plain and isinstance(watched, QWidget):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                self.left.emit(event)
                return True
        return super().eventFilter(watched, event)
