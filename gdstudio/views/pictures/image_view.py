"""The input: the image looked at, enlarged, with pixels that can be pointed at, chosen and painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.kit.frost import frost_image
from gdstudio.views.kit.heat import ink_image
from gdstudio.views.kit.pixel_picture import paint_pixel_mark
from gdstudio.views.pictures.pixels import PixelGrid, arrow_way

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPoint
    from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.core.images import PixelArray
    from gdstudio.core.network import BoolArray
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.brush import Brush

_KEYS = (
    "Arrows go from pixel to pixel, Enter selects its weight into the chosen output,"
    " Space paints with the brush"
)
EDGE = 3
"""Room around the image for the focus ring, in pixels."""


class ImageView(QWidget):
    """White ink on black, and ice over the pixels that are frozen for the chosen output."""

    pixel_chosen = Signal(int)
    pixel_hovered = Signal(object)
    """A pixel, counted row after row, or None."""

    def __init__(self, theme: Theme, brush: Brush, parent: QWidget | None = None) -> None:
        """Make a view without an image."""
        super().__init__(parent)
        self._theme, self._brush = theme, brush
        self._pixels: PixelArray | None = None
        self._ink: QImage | None = None
        self._frozen: BoolArray | None = None
        self._frost: QImage | None = None
        self._output = 0
        self._selected: int | None = None
        self._hovered: int | None = None
        self._cursor: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Input image")
        self.setToolTip("Click a pixel to select its weight into the chosen output (arrows, Enter)")
        self.describe("")

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme, self._frost = theme, None
        self.update()

    def show_image(self, pixels: PixelArray) -> None:
        """Show an image, (rows, columns)."""
        if pixels is not self._pixels:
            if self._pixels is not None and pixels.shape != self._pixels.shape:
                self._cursor = self._hovered = self._selected = self._frozen = self._frost = None
            self._pixels, self._ink = pixels, ink_image(pixels)
            self.update()

    def show_frozen(self, frozen: BoolArray, output: int) -> None:
        """Show which pixels are frozen for the chosen output, (n_inputs,)."""
        self._output = output
        if self._frozen is None or not np.array_equal(frozen, self._frozen):
            self._frozen, self._frost = frozen.copy(), None
            self.update()

    def show_selected(self, pixel: int | None) -> None:
        """Show which pixel's weight is selected."""
        if pixel != self._selected:
            self._selected = pixel
            self.update()

    def describe(self, text: str) -> None:
        """Say what the image is."""
        self.setAccessibleDescription(f"{text}. {_KEYS}." if text else f"{_KEYS}.")

    def topic_at(self, place: QPoint) -> Topic | None:
        """Which pixel is at a place, for those who ask: it is an input."""
        pixel = self.grid.at(QPointF(place))
        return None if pixel is None else Topic(Kind.INPUT, input=pixel)

    @property
    def grid(self) -> PixelGrid:
        """Where the pixels are."""
        rows, columns = (1, 1) if self._pixels is None else self._pixels.shape
        return PixelGrid(QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE), rows, columns)

    # --- the pointer --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a weight, or begin to paint."""
        pixel = self.grid.at(event.position())
        left = event.button() is Qt.MouseButton.LeftButton
        if pixel is None or self._pixels is None:
            return
        if self._brush.on and (left or event.button() is Qt.MouseButton.RightButton):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._brush.begin(pixel, self._output, unfreeze=shift or not left)
        elif left:
            self.pixel_chosen.emit(pixel)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Paint on, or say which pixel is under the pointer."""
        pixel = self.grid.at(event.position()) if self._pixels is not None else None
        if event.buttons() and self._brush.held:
            self._brush.go_to(pixel)
        self._hover(pixel)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lift the brush."""
        self._brush.end()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, pixel: int | None) -> None:
        if pixel != self._hovered:
            self._hovered = pixel
            self.pixel_hovered.emit(pixel)
            self.update()

    # --- the keyboard -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from pixel to pixel, select, paint."""
        way, key = arrow_way(event.key()), event.key()
        if self._pixels is None or (way and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif way:
            self._cursor = self.grid.moved(self._cursor, way if self._cursor is not None else (0, 0))
            self.pixel_hovered.emit(self._cursor)
            self.update()
        elif key == Qt.Key.Key_Space and self._brush.on and self._cursor is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._brush.dab(self._cursor, self._output, unfreeze=shift)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self.pixel_chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self.pixel_hovered.emit(self._hovered)
        self.update()

    # --- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the image, the ice, the marks, and a ring when focused."""
        if self._ink is None:
            return
        painter, grid, theme = QPainter(self), self.grid, self._theme
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, grid.rect.width() < grid.columns)
        painter.drawImage(grid.rect, self._ink)
        self._paint_frost(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("outline"), 1))
        painter.drawRect(grid.rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._selected is not None:
            paint_pixel_mark(painter, grid.cell(self._selected), theme, selected=True)
        pointed = self._cursor if self.hasFocus() and self._cursor is not None else self._hovered
        if pointed is not None:
            size = self._brush.size if self._brush.on else 1
            paint_pixel_mark(painter, grid.cells(pointed, size), theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_frost(self, painter: QPainter) -> None:
        if self._frozen is None or not self._frozen.any() or self._pixels is None:
            return
        rect, ratio = self.grid.rect, self.devicePixelRatioF()
        if self._frost is None:
            size = (rect.size() * ratio).toSize()
            mask = self._frozen.reshape(self._pixels.shape)
            self._frost = frost_image(mask, size, ratio, self._theme, veil=False)
        painter.drawImage(rect.topLeft(), self._frost)
