"""One dot product as pictures: the image, the weights into one output, their product, and its sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.heat import heat_image, ink_image
from gdstudio.views.kit.pixel_picture import even_pixmap, paint_pixel_mark, pixel_at, pixel_rect
from gdstudio.views.product.face import Face
from gdstudio.views.product.layout import Measures, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPaintEvent, QPixmap

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.product.face import Shown
    from gdstudio.views.product.layout import Parts

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TIP = (
    "Point at a pixel to see what it adds to the score; a click selects its weight. "
    "Arrow keys go from pixel to pixel, Space selects."
)


class ProductColumn(QWidget):
    """Image ⊙ weights = product. A pixel that is pointed at is marked in all three."""

    pixel_pointed = Signal(object)
    """The pixel under the pointer or the keyboard's cursor, or None."""
    pixel_chosen = Signal(int)

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        """Make an empty column, with a hint on the line that tells of one pixel."""
        super().__init__(parent)
        self._hint = hint
        self._theme, self._measures = theme, Measures(theme.scale)
        self._parts: Parts | None = None
        self._shown: Shown | None = None
        self._pointed: int | None = None
        self._selected: int | None = None
        self._images: list[QImage] = []
        self._pixmaps: list[QPixmap] = []
        self._face = Face(theme, self._measures)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(_TIP)

    def set_look(self, theme: Theme, measures: Measures) -> None:
        """Take on another look."""
        self._theme, self._measures = theme, measures
        self._face = Face(theme, measures)
        self._draw_images()

    def lay_out(self, area: QRect, size: tuple[int, int], *, beside: bool) -> None:
        """Take a place on the panel, with all parts placed anew.

        Args:
            area: the place.
            size: (height, width) of the images to come.
            beside: whether the sum stands beside the pictures.
        """
        self.setGeometry(area)
        self._parts = place(area.size(), self._measures, size, self.devicePixelRatioF(), beside=beside)
        self._pixmaps = []
        self.update()

    def fit_heading(self, chooser: float, tags: Sequence[tuple[str, str]]) -> QRectF:
        """Word the heading for a chooser so wide and any of these tags; return the chooser's place."""
        assert self._parts is not None, "laid out before"  # noqa: S101  # the panel's promise
        self.update()
        return self._face.fit_heading(self._parts.heading, chooser, tags)

    def show_product(self, shown: Shown, *, spoken: bool) -> None:
        """Show these numbers; `spoken` also to a screen reader."""
        self._shown = shown
        if spoken:
            self.setAccessibleName(f"Dot product with weights of {shown.name}")
            self._describe()
        self._draw_images()

    def mark(self, pointed: int | None, selected: int | None) -> None:
        """Mark the pixel that is pointed at, in whichever picture, and the one whose weight is selected."""
        if (pointed, selected) != (self._pointed, self._selected):
            self._pointed, self._selected = pointed, selected
            self._describe()
            self.update()

    # --- painting -----------------------------------------------------------------------------------------

    def _draw_images(self) -> None:
        """Turn the numbers into images; they are enlarged when they are painted."""
        shown = self._shown
        if shown is None:
            return
        numbers = (shown.product.weights, shown.product.products)
        self._images = [
            ink_image(shown.image),
            *(
                heat_image(values.reshape(shown.size), scale, self._theme)
                for values, scale in zip(numbers, shown.scales, strict=True)
            ),
        ]
        self._pixmaps = []
        self.update()

    def _describe(self) -> None:
        if self._shown is None:
            return
        pixel = self._pointed if self._pointed is not None else self._selected
        sentence = "" if pixel is None else " " + " ".join(self._shown.pixel_in_words(pixel))
        self.setAccessibleDescription(self._shown.in_words() + sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything but the chooser."""
        shown, parts, face = self._shown, self._parts, self._face
        if shown is None or parts is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face.paint_heading(painter, parts.heading, shown.tag)
        self._paint_pictures(painter, parts)
        face.paint_signs(painter, parts, shown.scales)
        face.paint_sums(painter, parts.sums, shown)
        pixel = self._pointed if self._pointed is not None else self._selected
        if pixel is None:
            face.paint_hint(painter, parts.line, self._hint)
        else:
            face.paint_line(painter, parts.line, *shown.pixel_in_words(pixel))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _paint_pictures(self, painter: QPainter, parts: Parts) -> None:
        assert self._shown is not None, "painted only when there is something"  # noqa: S101  # the caller has looked
        if not self._pixmaps:
            side = parts.pictures[0]
            ratio = self.devicePixelRatioF()
            self._pixmaps = [even_pixmap(each, side.width(), side.height(), ratio) for each in self._images]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for picture, pixmap in zip(parts.pictures, self._pixmaps, strict=True):
            painter.drawPixmap(picture.topLeft(), pixmap)
            painter.setPen(QPen(self._theme.color("border"), 1))
            painter.drawRect(picture.adjusted(-0.5, -0.5, 0.5, 0.5))
        for pixel, selected in ((self._selected, True), (self._pointed, False)):
            if pixel is None:
                continue
            for picture in parts.pictures:
                paint_pixel_mark(
                    painter, pixel_rect(picture, self._shown.size, pixel), self._theme, selected=selected
                )

    # --- what the user does -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which pixel the pointer is on."""
        self.pixel_pointed.emit(self._pixel_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the pixel."""
        pixel = self._pixel_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and pixel is not None:
            self.pixel_chosen.emit(pixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from pixel to pixel, Enter and Space choose one."""
        key = event.key()
        if self._shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._go(*_ARROWS[Qt.Key(key)])
        elif key in _CHOOSING and self._pointed is not None:
            self.pixel_chosen.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pixel pointed at."""
        super().leaveEvent(event)
        self.pixel_pointed.emit(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the keyboard's cursor."""
        super().focusOutEvent(event)
        if not self.underMouse():
            self.pixel_pointed.emit(None)

    def _go(self, down: int, right: int) -> None:
        """Move the cursor; it comes in at the selected pixel, or in the middle."""
        assert self._shown is not None, "there is an image to go about in"  # noqa: S101  # the caller has looked
        height, width = self._shown.size
        if self._pointed is None:
            middle = height // 2 * width + width // 2
            self.pixel_pointed.emit(middle if self._selected is None else self._selected)
            return
        row, column = divmod(self._pointed, width)
        row, column = min(max(row + down, 0), height - 1), min(max(column + right, 0), width - 1)
        self.pixel_pointed.emit(row * width + column)

    def _pixel_at(self, point: QPointF) -> int | None:
        if self._shown is None or self._parts is None:
            return None
        found = (pixel_at(picture, self._shown.size, point) for picture in self._parts.pictures)
        return next((pixel for pixel in found if pixel is not None), None)
