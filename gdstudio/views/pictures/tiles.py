"""The widget with all tiles: pictures of the weights, to be pointed at, chosen and painted on.

One widget is far cheaper than ten; with the arrow keys one goes from tile to tile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.kit.pixel_picture import paint_pixel_mark
from gdstudio.views.pictures.pixels import arrow_way
from gdstudio.views.pictures.tile_sheet import Spot, TileSheet

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPoint, QRect
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.brush import Brush

_KEYS = (
    "Arrows go from tile to tile, Enter chooses its output, Shift+Enter a second one; Space goes into the"
    " picture, where arrows go from pixel to pixel, Space selects a weight or paints, Esc leaves"
)
_SECOND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_PAINTS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class Tiles(QWidget):
    """Shows a `TileSheet`. A click chooses the tile's output, and selects the weight of a pixel under it."""

    output_chosen = Signal(int)
    second_output_chosen = Signal(int)
    pixel_chosen = Signal(object)
    """`Spot`."""
    hovered = Signal(object)
    """`Spot` or None."""

    def __init__(self, theme: Theme, brush: Brush, parent: QWidget | None = None) -> None:
        """Make a widget without tiles."""
        super().__init__(parent)
        self._theme, self._brush = theme, brush
        self.sheet: TileSheet | None = None
        self._selected: Spot | None = None
        self._spot: Spot | None = None  # under the pointer
        self._cursor = Spot(0, None)  # of the keyboard; inside a picture it has a pixel
        self._stroke_in: int | None = None
        brush.changed.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Weights as pictures")
        self.setToolTip(
            "Click a tile to choose its output (Enter), a pixel to select its weight (Space),"
            " Shift+click for a second output beside it"
        )

    def set_sheet(self, theme: Theme, sheet: TileSheet) -> None:
        """Show other tiles, or the same in another place or look."""
        old, self.sheet, self._theme = self.sheet, sheet, theme
        if old is None or old.names != sheet.names:
            self._selected, self._cursor = None, Spot(0, None)
        self._spot = None
        self.describe()
        self.update()

    def show_selected(self, spot: Spot | None) -> None:
        """Show which weight is selected."""
        if spot != self._selected:
            self._selected = spot
            self.update()

    def rects(self, name: str) -> list[QRect]:
        """Where the tile of an output is, by its name."""
        sheet = self.sheet
        outputs = [] if sheet is None else [at for at, each in enumerate(sheet.names) if each == name]
        return [sheet.tile(output).toAlignedRect() for output in outputs if sheet is not None]

    def describe(self) -> None:
        """Say the tile that the keyboard is on."""
        if self.sheet is not None:
            self.setAccessibleDescription(f"{self.sheet.text(self._cursor.output)}. {_KEYS}.")

    # --- the pointer --------------------------------------------------------------------------------------

    def topic_at(self, place: QPoint) -> Topic | None:
        """Which picture's pixel, or which score, is at a place, for those who ask."""
        spot = None if self.sheet is None else self.sheet.spot_at(QPointF(place))
        if spot is None:
            return None
        if spot.pixel is None:
            return Topic(Kind.SCORES, output=spot.output)
        return Topic(Kind.PIXEL, -1, spot.output, spot.pixel)

    def focus_topic(self) -> Topic:
        """The picture of the output that is looked at first."""
        return Topic(Kind.PICTURE, output=0 if self.sheet is None else self.sheet.ranks[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose an output, select a weight, or begin to paint."""
        spot = self.sheet.spot_at(event.position()) if self.sheet is not None else None
        button = event.button()
        if spot is None or button not in _PAINTS:
            return
        left = button is Qt.MouseButton.LeftButton
        if self._brush.on and spot.pixel is not None:
            self._stroke_in = spot.output
            if self._brush.only:
                self._choose(Spot(spot.output, None))
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._brush.begin(spot.pixel, spot.output, unfreeze=shift or not left)
        elif left and event.modifiers() & _SECOND:
            self.second_output_chosen.emit(spot.output)
        elif left:
            self._choose(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Paint on, or say what is under the pointer."""
        if self.sheet is None:
            return
        if self._stroke_in is not None:
            self._brush.go_to(self.sheet.grid(self._stroke_in).at(event.position()))
        self._hover(self.sheet.spot_at(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lift the brush."""
        if self._stroke_in is not None:
            self._stroke_in = None
            self._brush.end()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._spot and self.sheet is not None:
            self._spot = spot
            self.sheet.show_hovered(spot.output if spot is not None else None)
            self.hovered.emit(spot)
            self.update()

    def _choose(self, spot: Spot) -> None:
        if self.sheet is not None and spot.output != self.sheet.ranks[0]:
            self.output_chosen.emit(spot.output)
        if spot.pixel is not None:
            self.pixel_chosen.emit(spot)

    # --- the keyboard -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from tile to tile or from pixel to pixel, choose, select, paint."""
        way, key = arrow_way(event.key()), event.key()
        if self.sheet is None or (way and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif way:
            self._move(self.sheet, way)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _SECOND:
            self.second_output_chosen.emit(self._cursor.output)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._cursor)
        elif key == Qt.Key.Key_Space:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._press_space(self.sheet, unfreeze=shift)
        elif key == Qt.Key.Key_Escape and self._cursor.pixel is not None:
            self._go_to(Spot(self._cursor.output, None))
        else:
            super().keyPressEvent(event)

    def _move(self, sheet: TileSheet, way: tuple[int, int]) -> None:
        output, pixel = self._cursor
        if pixel is not None:
            self._go_to(Spot(output, sheet.grid(output).moved(pixel, way)))
            return
        column = output % sheet.columns + way[1]
        output += way[0] * sheet.columns + way[1]
        if 0 <= column < sheet.columns and 0 <= output < len(sheet.names):
            self._go_to(Spot(output, None))

    def _press_space(self, sheet: TileSheet, *, unfreeze: bool) -> None:
        output, pixel = self._cursor
        if pixel is None:
            self._go_to(Spot(output, sheet.grid(output).moved(None, (0, 0))))
        elif self._brush.on:
            self._brush.dab(pixel, output, unfreeze=unfreeze)
        else:
            self._choose(self._cursor)

    def _go_to(self, spot: Spot) -> None:
        self._cursor = spot
        self.describe()
        self.hovered.emit(spot)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at what is under the pointer again, if anything is."""
        super().focusOutEvent(event)
        self.hovered.emit(self._spot)
        self.update()

    # --- painting -----------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all tiles, the marks on pixels, and a ring when focused."""
        if self.sheet is None:
            return
        painter, theme, sheet = QPainter(self), self._theme, self.sheet
        sheet.paint(painter, self.devicePixelRatioF())
        if self._selected is not None and self._selected.pixel is not None:
            cell = sheet.grid(self._selected.output).cell(self._selected.pixel)
            paint_pixel_mark(painter, cell, theme, selected=True)
        pointed = self._cursor if self.hasFocus() and self._cursor.pixel is not None else self._spot
        if pointed is not None and pointed.pixel is not None:
            size = self._brush.size if self._brush.on else 1
            cells = sheet.grid(pointed.output).cells(pointed.pixel, size)
            paint_pixel_mark(painter, cells, theme)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(sheet.tile(self._cursor.output).adjusted(3, 3, -3, -3), 4, 4)
        painter.end()
