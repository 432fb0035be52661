"""How the rows of the list of runs are measured and painted, and the line in which a name is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gdstudio.messages import LONGEST_NAME
from gdstudio.views.kit.run_look import paint_sample
from gdstudio.views.runs.rows import FutureRow, NoteRow, RunRow

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QObject
    from PySide6.QtGui import QFont

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.runs.rows import Row

    Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
"""Where an item keeps its `Row`."""

PILL_TEXT = "bring back"
_ERROR = "error"
_PAD, _SAMPLE, _GAP, _AIR = 9, 26, 8, 5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WRAPPED = _LEFT | Qt.TextFlag.TextWordWrap
_NAMED = "named"


class RowFaces(QStyledItemDelegate):
    """Paints the rows, and says what was typed over a name."""

    name_typed = Signal(int, str)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._name, self._looked_at = theme.font(12.5, medium=True), theme.font(12.5, bold=True)
        self._number, self._small = theme.font(12, mono=True), theme.font(11)
        self._pill = theme.font(11.5, medium=True)

    # --- measures -----------------------------------------------------------------------------------------

    def height(self, row: Row, width: int) -> int:
        """How high a row is at a width."""
        scale = self._theme.scale
        if isinstance(row, NoteRow):
            font = self._looked_at if row.heading else self._small
            room = width - 2 * _PAD * scale
            return round(self._tall(row.text, font, room) + (12 if row.heading else 8) * scale)
        if isinstance(row, RunRow):
            told = self._tall(row.told, self._small, width - self._indent - _PAD * scale)
            return round(self._line + told + 2 * _AIR * scale)
        text = self._tall(row.text, self._name, self._future_room(width))
        told = self._tall(row.told, self._small, self._future_room(width))
        return max(round(text + told + 2 * _AIR * scale), round(34 * scale))

    def pill(self, rect: QRect) -> QRect:
        """Where a future’s button is in its row."""
        scale = self._theme.scale
        width, height = self._pill_width, round(24 * scale)
        right = rect.right() - round(_PAD * scale)
        return QRect(right - width, rect.center().y() - height // 2, width, height)

    @property
    def _indent(self) -> float:
        return (_PAD + _SAMPLE + _GAP) * self._theme.scale

    @property
    def _line(self) -> float:
        return QFontMetricsF(self._looked_at).height() + 1

    @property
    def _pill_width(self) -> int:
        return round(QFontMetricsF(self._pill).horizontalAdvance(PILL_TEXT) + 18 * self._theme.scale)

    def _future_room(self, width: int) -> float:
        return width - self._pill_width - 2 * _PAD * self._theme.scale - _GAP

    @staticmethod
    def _tall(text: str, font: QFont, width: float) -> float:
        room = QRectF(0, 0, max(width, 40), 1e4)
        return QFontMetricsF(font).boundingRect(room, _WRAPPED, text).height()

    def _name_rect(self, rect: QRect) -> QRectF:
        """Where a run’s name and its error are."""
        scale = self._theme.scale
        left = rect.left() + self._indent
        return QRectF(left, rect.top() + _AIR * scale, rect.right() - _PAD * scale - left, self._line)

    # --- painting -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; a ring around the one with the keyboard's focus."""
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, RunRow):
            self._paint_run(painter, option, row)
        elif isinstance(row, FutureRow):
            self._paint_future(painter, option, row)
        elif isinstance(row, NoteRow):
            self._paint_note(painter, option.rect, row)
        if option.state & QStyle.StateFlag.State_HasFocus and not isinstance(row, NoteRow):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 6, 6)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool) -> None:
        theme, rect = self._theme, QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accent_soft" if chosen else "raised"))
            painter.drawRoundedRect(rect, 6, 6)
        if chosen:
            painter.setBrush(theme.color("accent"))
            bar = QRectF(rect.left(), rect.top() + 6, 3 * theme.scale, rect.height() - 12)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_run(self, painter: QPainter, option: QStyleOptionViewItem, row: RunRow) -> None:
        theme, scale, rect = self._theme, self._theme.scale, option.rect
        self._paint_ground(painter, option, chosen=row.looked_at)
        line = self._name_rect(rect)
        sample = QRectF(rect.left() + _PAD * scale, line.top(), _SAMPLE * scale, line.height())
        paint_sample(painter, theme, sample, row.run, looked_at=row.looked_at)
        painter.setPen(theme.color("text"))
        painter.setFont(self._looked_at if row.looked_at else self._name)
        painter.drawText(line, _LEFT, row.name)
        self._paint_error(painter, line, row)
        painter.setFont(self._small)
        painter.setPen(theme.color("muted"))
        told = QRectF(line.left(), line.bottom(), line.width(), rect.bottom() - line.bottom())
        painter.drawText(told, _WRAPPED, row.told)

    def _paint_error(self, painter: QPainter, line: QRectF, row: RunRow) -> None:
        """At the right, with the word before it where the name leaves room."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(self._number)
        painter.drawText(line, right, row.error)
        word, digits = QFontMetricsF(self._small), QFontMetricsF(self._number).horizontalAdvance(row.error)
        room = line.adjusted(
            QFontMetricsF(self._looked_at).horizontalAdvance(row.name) + 8, 0, -digits - 6, 0
        )
        if room.width() >= word.horizontalAdvance(_ERROR):
            painter.setFont(self._small)
            painter.setPen(self._theme.color("muted"))
            painter.drawText(room.translated(0, 1), right, _ERROR)

    def _paint_future(self, painter: QPainter, option: QStyleOptionViewItem, row: FutureRow) -> None:
        theme, scale, rect = self._theme, self._theme.scale, option.rect
        self._paint_ground(painter, option, chosen=False)
        room = QRectF(rect.left() + _PAD * scale, rect.top() + _AIR * scale, 0, rect.height())
        room.setWidth(self._future_room(rect.width()))
        painter.setPen(theme.color("text"))
        painter.setFont(self._name)
        painter.drawText(room, _WRAPPED, row.text)
        room.setTop(room.top() + self._tall(row.text, self._name, room.width()))
        painter.setPen(theme.color("muted"))
        painter.setFont(self._small)
        painter.drawText(room, _WRAPPED, row.told)
        pill = QRectF(self.pill(rect)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("outline" if row.free else "border"), 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(pill, 7, 7)
        painter.setPen(theme.color("text" if row.free else "outline"))
        painter.setFont(self._pill)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, PILL_TEXT)

    def _paint_note(self, painter: QPainter, rect: QRect, row: NoteRow) -> None:
        theme, scale = self._theme, self._theme.scale
        if row.heading:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(rect.left(), rect.top() + 2, rect.right(), rect.top() + 2)
        painter.setPen(theme.color("text" if row.heading else "muted"))
        painter.setFont(self._looked_at if row.heading else self._small)
        top = (8 if row.heading else 3) * scale
        room = QRectF(rect).adjusted(_PAD * scale, top, -_PAD * scale, 0)
        painter.drawText(room, _WRAPPED, row.text)

    # --- typing a name ------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line over the name; Enter takes it, Esc leaves it as it was."""
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_NAME)
        editor.setFont(self._name)
        editor.setStyleSheet(
            f'font-family: "{self._name.family()}"; font-size: {self._name.pixelSize()}px; padding: 0 4px;'
            " min-height: 0"
        )
        editor.setAccessibleName(f"Name of {index.data()}")
        editor.setToolTip("Enter takes the name, Esc leaves it as it was")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the name and the error."""
        name = self._name_rect(option.rect).toRect()
        editor.setGeometry(name.adjusted(-6, -5, 4, 1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: what comes while a name is typed must not be written over it."""
        if isinstance(editor, QLineEdit) and not editor.property(_NAMED):
            editor.setProperty(_NAMED, True)
            editor.setText(str(index.data()))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Ask for the name; the row shows it when the session has taken it."""
        row = index.data(ROW)
        if isinstance(editor, QLineEdit) and isinstance(row, RunRow):
            name = " ".join(editor.text().split())
            if name and name != row.name:
                self.name_typed.emit(row.run, name)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As the list has measured it."""
        size = index.data(Qt.ItemDataRole.SizeHintRole)
        return size if isinstance(size, QSize) else QSize(0, 0)

    def helpEvent(self, *_arguments: object) -> bool:
        """Leave tooltips to the items."""
        return False
