"""Small pictures of some images, as many as are asked for: only those in sight are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gdstudio.numerals import grouped
from gdstudio.views.kit.heat import ink_image

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gdstudio.core.images import Images, PixelArray
    from gdstudio.views.kit.theme import Theme

_WISHED = 56  # pixels of a picture's longer side at scale 1
_CAPTION = 15
_GAP = 4
_EDGE = 2  # at the left and the right, for the frame of the image that is looked at
_MOST_KEPT = 400  # pictures
_HOW = "Click: look at it. Keys: ← → ↑ ↓, Home, End."


class Thumbnails(QAbstractScrollArea):
    """Shows images by their places in a set; the one that is looked at has a frame."""

    chosen = Signal(int)
    """The image at this place (from 0) is to be looked at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: Images | None = None
        self._members: list[int] = []
        self._predicted: PixelArray | None = None
        self._mixed = False
        self._current: int | None = None
        self._drawn: dict[int, QImage] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Images of the chosen cell")

    @property
    def members(self) -> list[int]:
        """The places shown."""
        return self._members

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._lay_out()

    def show_images(self, images: Images, members: list[int], predicted: PixelArray, *, mixed: bool) -> None:
        """Show the images at these places.

        Args:
            images: the set.
            members: places in it, ascending.
            predicted: what each image of the set was taken for.
            mixed: they differ in that, or in their labels: say for each what was taken for what.
        """
        if images is not self._images:
            self._drawn.clear()
        if images is not self._images or members != self._members:
            self._images, self._members = images, members
            self._lay_out()
        self._predicted, self._mixed = predicted, mixed
        self.viewport().update()
        self._describe()

    def show_current(self, place: int | None) -> None:
        """Frame the image that is looked at, if it is among these."""
        if place != self._current:
            self._current = place
            self._scroll_to_current()
            self.viewport().update()
            self._describe()

    def height_of(self, rows: int) -> int:
        """How high so many rows are, in pixels."""
        return rows * (self._row_height + self._gap) + self._gap

    # --- places -------------------------------------------------------------------------------------------

    @property
    def _gap(self) -> int:
        return round(_GAP * self._theme.scale)

    @property
    def _factor(self) -> int:
        """How many pixels of the screen one of the image takes."""
        side = max(self._images.size) if self._images is not None else 28
        return max(round(_WISHED * self._theme.scale / side), 1)

    @property
    def _column_width(self) -> int:
        return (self._images.size[1] if self._images is not None else 28) * self._factor

    @property
    def _row_height(self) -> int:
        high = (self._images.size[0] if self._images is not None else 28) * self._factor
        return high + round(_CAPTION * self._theme.scale)

    @property
    def _columns(self) -> int:
        return max((self.viewport().width() + self._gap - 2 * _EDGE) // (self._column_width + self._gap), 1)

    def _rect(self, index: int) -> QRect:
        """Of a member, by its place in the list; with its caption."""
        columns = self._columns
        row, column = divmod(index, columns)
        spare = self.viewport().width() - 2 * _EDGE - columns * (self._column_width + self._gap) + self._gap
        stretch = min(max(spare, 0) / max(columns - 1, 1), 2 * self._gap)
        left = _EDGE + round(column * (self._column_width + self._gap + stretch))
        top = self._gap + row * (self._row_height + self._gap) - self.verticalScrollBar().value()
        return QRect(left, top, self._column_width, self._row_height)

    def _index_at(self, at: QPoint) -> int | None:
        row = (at.y() + self.verticalScrollBar().value() - self._gap) // (self._row_height + self._gap)
        first = max(row, 0) * self._columns
        for index in range(first, min(first + self._columns, len(self._members))):
            if self._rect(index).contains(at):
                return index
        return None

    def _lay_out(self) -> None:
        rows = -(-len(self._members) // self._columns)
        scroll = self.verticalScrollBar()
        scroll.setRange(0, max(self.height_of(rows) - self.viewport().height(), 0))
        scroll.setPageStep(self.viewport().height())
        scroll.setSingleStep(self._row_height + self._gap)
        self.viewport().update()

    def _scroll_to_current(self) -> None:
        if self._current in self._members:
            rect, scroll = self._rect(self._members.index(self._current)), self.verticalScrollBar()
            if rect.top() < self._gap:
                scroll.setValue(scroll.value() + rect.top() - self._gap)
            elif rect.bottom() > self.viewport().height() - self._gap:
                scroll.setValue(scroll.value() + rect.bottom() - self.viewport().height() + self._gap)

    # --- what the user does -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the image that is clicked."""
        index = self._index_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._ask(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End: ask for another image; Enter and Space for the first, if none is framed."""
        last = len(self._members) - 1
        if last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        known = self._current in self._members
        here = self._members.index(self._current) if self._current in self._members else 0
        targets = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - self._columns,
            Qt.Key.Key_Down: here + self._columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Return: here,
            Qt.Key.Key_Enter: here,
            Qt.Key.Key_Space: here,
        }
        key = Qt.Key(event.key())
        if key not in targets:
            super().keyPressEvent(event)
        elif not known and key != Qt.Key.Key_End:
            self._ask(0)
        elif 0 <= targets[key] <= last:
            self._ask(targets[key])

    def _ask(self, index: int) -> None:
        self.show_current(self._members[index])
        self.chosen.emit(self._members[index])

    # --- Qt's own occasions -------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Show an image's own tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._index_at(event.pos())
            text = _HOW if index is None else f"{self._in_words(index)}\n{_HOW}"
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def _in_words(self, index: int) -> str:
        if self._images is None or self._predicted is None:
            return ""
        place, names = self._members[index], self._images.class_names
        label, taken = names[self._images.labels[place]], names[self._predicted[place]]
        return f"unseen image {grouped(place + 1)}: a {label}, taken for {taken}"

    def _describe(self) -> None:
        count = len(self._members)
        words = f"{count} image{'' if count == 1 else 's'}."
        if self._current in self._members:
            words += f" Looked at: {self._in_words(self._members.index(self._current))}."
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the images in other rows."""
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
        """Draw the rows in sight."""
        painter, theme, seen = QPainter(self.viewport()), self._theme, self.viewport().rect()
        if not self._members:
            painter.setFont(theme.font(12.5))
            painter.setPen(theme.color("muted"))
            painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, "no images here")
        painter.setFont(theme.font(10.5, mono=True))
        above = (self.verticalScrollBar().value() - self._gap) // (self._row_height + self._gap)
        for index in range(max(above, 0) * self._columns, len(self._members)):
            rect = self._rect(index)
            if rect.top() > seen.bottom():
                break
            self._paint_one(painter, rect, self._members[index])
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(seen).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_one(self, painter: QPainter, rect: QRect, place: int) -> None:
        theme, images, predicted = self._theme, self._images, self._predicted
        if images is None or predicted is None:
            return
        caption = round(_CAPTION * theme.scale)
        picture = rect.adjusted(0, 0, 0, -caption)
        painter.drawImage(picture, self._picture(images, place))
        current = place == self._current
        painter.setPen(theme.color("text" if current else "muted"))
        below = QRect(picture.x(), picture.bottom() + 1, picture.width(), caption)
        number, middle = str(place + 1), Qt.AlignmentFlag.AlignVCenter
        pair = f"{images.class_names[images.labels[place]]}→{images.class_names[predicted[place]]}"
        below.adjust(1, 0, -3, 0)
        if (
            self._mixed
            and QFontMetricsF(painter.font()).horizontalAdvance(f"{number} {pair}") <= below.width()
        ):
            painter.drawText(below, Qt.AlignmentFlag.AlignRight | middle, pair)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | middle, number)
        if current:
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.drawRect(picture.adjusted(-1, -1, 0, 0))

    def _picture(self, images: Images, place: int) -> QImage:
        if place not in self._drawn:
            if len(self._drawn) >= _MOST_KEPT:
                self._drawn.clear()
            self._drawn[place] = ink_image(images.pixels[place])
        return self._drawn[place]
