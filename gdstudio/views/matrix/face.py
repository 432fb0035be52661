"""Paints the picture of a large network: cells in colours, and numbers where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gdstudio.lessons.formulas import brief, fitted
from gdstudio.views.kit.chip_face import DIM_OPACITY
from gdstudio.views.kit.frost import frost_image
from gdstudio.views.kit.heat import color_image, heat_colors
from gdstudio.views.matrix.plan import NAMES
from gdstudio.views.matrix.spots import SIDES, Part, Spot

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from gdstudio.core.network import FloatArray
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.matrix.plan import Plan
    from gdstudio.views.matrix.shown import Shown

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_HEADINGS = {Part.PRED: "pred", Part.TRUE: "true", Part.DELTA: "delta δ", Part.ERROR: "error δ²"}
_SHORT_HEADINGS = {Part.PRED: "pred", Part.TRUE: "true", Part.DELTA: "δ", Part.ERROR: "δ²"}
_SEAM = 9
"""Cells at least so many device pixels wide are parted by a line."""
_LEAST_MARK = 9.0
_BRIGHT = 0.18
"""Relative luminance from which on black text has more contrast than white."""


class Face:
    """Paints a `Shown` on a `Plan`.

    Attributes:
        written: the numbers at the side as they are written, row by row, in the order of `SIDES`.
    """

    def __init__(self, theme: Theme, plan: Plan, shown: Shown) -> None:
        self._theme, self._plan, self._shown = theme, plan, shown
        self._names, self._bold = theme.font(NAMES), theme.font(NAMES, bold=True)
        self._digits = theme.font(NAMES, mono=True)
        self._images: dict[tuple[str, float], QImage] = {}
        self.written = self._write() if plan.characters else []

    def paint(self, painter: QPainter, ratio: float, lit: Spot | None) -> None:
        """Draw everything; the names of row and column of `lit` stand out."""
        plan, shown = self._plan, self._shown
        self._paint_names(painter, lit)
        for part, area, values, scale in (
            (Part.INPUT, plan.inputs, shown.row(Part.INPUT)[np.newaxis], shown.input_scale),
            (Part.WEIGHT, plan.cells, shown.values, shown.scale),
        ):
            painter.setOpacity(DIM_OPACITY if shown.is_dim(part) else 1.0)
            painter.drawImage(area.topLeft(), self._image(part.value, area, values, scale, ratio))
            if part is Part.WEIGHT and shown.frozen.any():
                painter.drawImage(area.topLeft(), self._frost(area, ratio))
            self._paint_in_cells(painter, area, values, scale)
            painter.setOpacity(1.0)
            painter.setPen(QPen(self._theme.color("outline"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
        for index, part in enumerate(SIDES):
            self._paint_side(painter, index, part, ratio)

    # --- cells --------------------------------------------------------------------------------------------

    def _image(self, key: str, area: QRectF, values: FloatArray, scale: float, ratio: float) -> QImage:
        """The cells of an area in device pixels; large ones are parted by the ground's colour."""
        if (key, ratio) not in self._images:
            width, height = max(round(area.width() * ratio), 1), max(round(area.height() * ratio), 1)
            colors = heat_colors(values, scale, self._theme)
            rows, columns = colors.shape
            down = np.arange(height) * rows // height
            across = np.arange(width) * columns // width
            large = colors[down][:, across]
            ground = np.uint32(self._theme.color("card").rgb())
            if width >= _SEAM * columns and columns > 1:
                large[:, 1:][:, np.diff(across) > 0] = ground
            if height >= _SEAM * rows and rows > 1:
                large[1:][np.diff(down) > 0] = ground
            image = color_image(large)
            image.setDevicePixelRatio(ratio)
            self._images[key, ratio] = image
        return self._images[key, ratio]

    def _frost(self, area: QRectF, ratio: float) -> QImage:
        if ("frost", ratio) not in self._images:
            size = QSize(round(area.width() * ratio), round(area.height() * ratio))
            veil = not self._plan.in_cells
            self._images["frost", ratio] = frost_image(
                self._shown.frozen, size, ratio, self._theme, veil=veil
            )
        return self._images["frost", ratio]

    def _paint_in_cells(self, painter: QPainter, area: QRectF, values: FloatArray, scale: float) -> None:
        characters = self._plan.in_cells
        if not characters:
            return
        theme = self._theme
        bright = _luminance(heat_colors(values, scale, theme)) > _BRIGHT
        dark, light = (theme.card, theme.text) if theme.dark else (theme.text, theme.card)
        pens = {True: QColor(dark), False: QColor(light)}
        rows, columns = values.shape
        across, down = area.width() / columns, area.height() / rows
        painter.setFont(self._digits)
        for index, value in enumerate(values.ravel().tolist()):
            row, column = divmod(index, columns)
            rect = QRectF(area.left() + column * across, area.top() + row * down, across, down)
            painter.setPen(pens[bool(bright[row, column])])
            painter.drawText(rect, _CENTRE, brief(value, characters))

    # --- names and numbers --------------------------------------------------------------------------------

    def _paint_names(self, painter: QPainter, lit: Spot | None) -> None:
        plan, examples = self._plan, self._shown.lane.examples
        column = lit.input if lit is not None and lit.part in (Part.INPUT, Part.WEIGHT) else None
        row = lit.output if lit is not None and lit.part is not Part.INPUT else None
        across, down = plan.cells.width() / plan.shape[1], plan.cells.height() / plan.shape[0]
        lit_head = None
        if column is not None:
            middle = plan.cells.left() + (column + 0.5) * across
            lit_head = self._paint_head(painter, examples.input_names[column], middle, self._bold, "accent")
        for index in plan.columns:
            middle = plan.cells.left() + (index + 0.5) * across
            self._paint_head(painter, examples.input_names[index], middle, self._names, "muted", lit_head)
        self._paint_name(painter, plan.inputs, "input", lit=lit is not None and lit.part is Part.INPUT)
        for index in plan.rows:
            if index != row:
                self._paint_output(painter, index, down, lit=False)
        if row is not None:
            self._paint_output(painter, row, down, lit=True)

    def _paint_head(
        self,
        painter: QPainter,
        name: str,
        middle: float,
        font: QFont,
        color: str,
        spared: QRectF | None = None,
    ) -> QRectF:
        """An input's name around its column's middle, unless it would touch what is `spared`; says where."""
        room, wide = self._plan.heads, QFontMetricsF(font).horizontalAdvance(name)
        left = max(min(middle - wide / 2, self._plan.sides[-1].right() - wide), 2.0)
        rect = QRectF(left, room.top(), wide + 1, room.height())
        if spared is None or not rect.adjusted(-4, 0, 4, 0).intersects(spared):
            painter.setPen(self._theme.color(color))
            painter.setFont(font)
            painter.drawText(rect, _LEFT, name)
        return rect

    def _paint_output(self, painter: QPainter, index: int, down: float, *, lit: bool) -> None:
        rect = QRectF(0, self._plan.cells.top() + index * down, 1, down)
        self._paint_name(painter, rect, self._shown.lane.examples.target_names[index], lit=lit)

    def _paint_name(self, painter: QPainter, row: QRectF, name: str, *, lit: bool) -> None:
        font, room = self._bold if lit else self._names, self._plan.names
        metrics = QFontMetricsF(font)
        middle = row.center().y()
        rect = QRectF(room.left(), middle - metrics.height() / 2, room.width(), metrics.height())
        if lit:
            painter.fillRect(rect, self._theme.color("card"))
        painter.setPen(self._theme.color("accent" if lit else "muted"))
        painter.setFont(font)
        painter.drawText(
            rect, _RIGHT, metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() + 1)
        )

    def _write(self) -> list[tuple[str, ...]]:
        characters, shown = self._plan.characters, self._shown
        return [
            (
                fitted(pred, characters),
                brief(true, characters),
                fitted(delta, characters),
                fitted(error, characters),
            )
            for pred, true, delta, error in zip(*(shown.row(part).tolist() for part in SIDES), strict=True)
        ]

    def _paint_side(self, painter: QPainter, index: int, part: Part, ratio: float) -> None:
        plan, theme, shown = self._plan, self._theme, self._shown
        area = plan.sides[index]
        headings = _HEADINGS if plan.characters else _SHORT_HEADINGS
        painter.setPen(theme.color("muted"))
        painter.setFont(self._names)
        head = QRectF(area.left(), plan.inputs.top(), area.width() - 2, plan.inputs.height())
        painter.drawText(head, _RIGHT if plan.characters else _CENTRE, headings[part])
        painter.setOpacity(DIM_OPACITY if shown.is_dim(part) else 1.0)
        if plan.characters:
            self._paint_numbers(painter, area, index, part)
        elif part is Part.ERROR:
            self._paint_bars(painter, area)
        else:
            inner = area.adjusted(2, 0, -2, 0)
            values = shown.row(part)[:, np.newaxis]
            painter.drawImage(
                inner.topLeft(), self._image(part.value, inner, values, shown.output_scale, ratio)
            )
        painter.setOpacity(1.0)

    def _paint_numbers(self, painter: QPainter, area: QRectF, index: int, part: Part) -> None:
        theme, down = self._theme, area.height() / self._plan.shape[0]
        painter.setFont(self._digits)
        signed = part is Part.DELTA
        for row, (value, texts) in enumerate(zip(self._shown.row(part).tolist(), self.written, strict=True)):
            painter.setPen(theme.signed(value, text=True) if signed else theme.color("text"))
            rect = QRectF(area.left(), area.top() + row * down, area.width() - 2, down)
            painter.drawText(rect, _RIGHT | Qt.TextFlag.TextDontClip, texts[index])

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        """Errors as bars, of which the longest is the largest: they have no sign to be coloured by."""
        errors = self._shown.row(Part.ERROR)
        largest, down = float(errors.max()) or 1.0, area.height() / self._plan.shape[0]
        for row, error in enumerate(errors.tolist()):
            rect = QRectF(area.left() + 3, area.top() + row * down + 1, 0, max(down - 2, 1))
            rect.setWidth((area.width() - 6) * error / largest)
            painter.fillRect(rect, self._theme.color("outline"))


def paint_mark(painter: QPainter, theme: Theme, cell: QRectF, *, chosen: bool) -> None:
    """Frame a cell, however small: in the accent when chosen, else in the colour of text."""
    side = _LEAST_MARK * theme.scale
    frame = QRectF(0, 0, max(cell.width() + 2, side), max(cell.height() + 2, side))
    frame.moveCenter(cell.center())
    inner, outer = ("accent", "on_accent") if chosen else ("text", "card")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((outer, 3.6), (inner, 1.8)):
        painter.setPen(QPen(theme.color(color), width * theme.scale, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(frame)


def paint_crosshair(painter: QPainter, theme: Theme, plan: Plan, spot: Spot) -> None:
    """Thin lines from a weight to its input above and to its output's numbers at the right."""
    if spot.part is not Part.WEIGHT:
        return
    cell = plan.rect(spot)
    painter.setPen(QPen(theme.color("accent"), 1))
    x, y = round(cell.center().x()) + 0.5, round(cell.center().y()) + 0.5
    painter.drawLine(QPointF(x, plan.inputs.bottom() + 1), QPointF(x, plan.cells.top() - 1))
    painter.drawLine(QPointF(plan.cells.right() + 2, y), QPointF(plan.sides[0].left() + 1, y))


def _luminance(colors: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The relative luminance of sRGB colours, 0 to 1 (WCAG 2)."""
    channels = np.array([colors >> 16 & 255, colors >> 8 & 255, colors & 255]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    result: NDArray[np.float64] = np.tensordot([0.2126, 0.7152, 0.0722], linear, axes=1)
    return result
