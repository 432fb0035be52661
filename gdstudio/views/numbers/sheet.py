"""Lays out and paints the numbers panel's table: two grids on the same columns, and a line about delta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gdstudio.core.descent import Phase
from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.snowflake import paint_snowflake
from gdstudio.views.numbers.table import OUTPUT_COLUMNS, WEIGHT_COLUMNS, Cell, NumberTable, WeightRow

if TYPE_CHECKING:
    from gdstudio.messages import WeightRef
    from gdstudio.views.kit.theme import Theme

HEAD = 28
"""Height of the head line in pixels at scale 1; the copy button stands in it."""

_HEADER = 17
_GAP = 7
_FOOT = 54
_LEAST_ROW, _MOST_ROW = 17, 26
_FEWEST_ROWS = 12
"""So many rows are shown at least, if there are as many."""
_PAD = 6
_SPACE = 7  # between two columns, at least
_FLAKE = 11
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_OUTPUT_LIT = {"pred": Phase.PREDICT, "delta": Phase.COMPARE, "error": Phase.COMPARE}
_WEIGHT_LIT = {"weight_delta": Phase.WEIGHT_DELTAS, "next": Phase.LEARN}


@dataclass(frozen=True)
class Names:
    """What stands in the first column, from which its width follows.

    Attributes:
        outputs, weights: a row for each.
        inputs: written into the weights' rows.
        summed: there is a row for the sum of the errors, and a heading above the weights.
    """

    outputs: tuple[str, ...]
    weights: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    summed: bool = False

    @property
    def rows(self) -> int:
        """How many rows there are in all, without the columns' names."""
        return len(self.outputs) + len(self.weights) + 2 * self.summed


def least_height(names: Names, theme: Theme) -> int:
    """The smallest height in pixels: it shows everything, or of many rows a window."""
    rows = min(names.rows, _FEWEST_ROWS) * _LEAST_ROW
    return round((HEAD + 2 * _HEADER + _GAP + _FOOT + rows) * theme.scale)


def rows_at_once(names: Names, height: float, theme: Theme) -> tuple[int, int]:
    """How many rows of outputs and of weights there is room for in a height: all of them, or windows.

    Where not all fit, those that take less than half of the room have it whole.
    """
    fixed = (HEAD + 2 * _HEADER + _GAP + _FOOT) * theme.scale
    outputs, weights = len(names.outputs), len(names.weights)
    room = max(int((height - fixed + 0.5) / (_LEAST_ROW * theme.scale)) - 2 * names.summed, 2)
    half = room // 2
    if outputs + weights <= room:
        return outputs, weights
    if outputs <= half:
        return outputs, room - outputs
    return (room - weights, weights) if weights <= half else (half, room - half)


class NumberSheet:
    """Where everything stands in a panel of a given size, and how it is painted.

    Attributes:
        chars: how many characters a number may take.
        outputs, weights: how many rows of each are seen at once.
    """

    def __init__(self, theme: Theme, width: float, height: float, names: Names) -> None:
        self._theme = theme
        self.outputs, self.weights = rows_at_once(names, height, theme)
        self._width = width
        self._dim = blend(theme.color("muted"), theme.color("card"), 0.88)
        self._head_font, self._head_room = theme.font(13, bold=True), width - 70 * theme.scale
        self._label_font = theme.font(11)
        self._label_metrics = QFontMetricsF(self._label_font)
        self._small_font = theme.font(12)
        self._choose_columns(names)
        self._choose_rows(height, names)

    def _choose_columns(self, names: Names) -> None:
        """The largest type whose columns hold nine characters."""
        for size in (13, 12, 11):
            font, bold = self._theme.font(size, mono=True), self._theme.font(size, bold=True)
            first = self._first_column(names, QFontMetricsF(bold))
            column = (self._width - 2 * _PAD - first) / len(OUTPUT_COLUMNS)
            chars = int((column - _SPACE) / QFontMetricsF(font).horizontalAdvance("0"))
            if chars >= 9:
                break
        self.chars = max(chars, 6)
        self._font, self._name_font = font, bold
        self._font_metrics = QFontMetricsF(font)
        self._first, self._column = first, column
        self._header_font = QFont(self._label_font)
        longest = max(self._label_metrics.horizontalAdvance(name) for name in WEIGHT_COLUMNS)
        shrunk = self._label_font.pixelSize() * min(1.0, (column - 3) / longest)
        self._header_font.setPixelSize(max(int(shrunk), 8, self._theme.least))

    def _first_column(self, names: Names, metrics: QFontMetricsF) -> float:
        letters = max(metrics.horizontalAdvance(name) for name in names.weights)
        shown = (*names.outputs, "sum") if names.summed else names.outputs
        outputs = max(metrics.horizontalAdvance(name) for name in shown)
        return min(max(letters + (_FLAKE + 5) * self._theme.scale, outputs), self._width * 0.3)

    def _choose_rows(self, height: float, names: Names) -> None:
        scale = self._theme.scale
        fixed = (HEAD + 2 * _HEADER + _GAP + _FOOT) * scale
        row = (height - fixed) / (self.outputs + self.weights + 2 * names.summed)
        self._row = float(int(min(max(row, _LEAST_ROW * scale), _MOST_ROW * scale)))
        self._outputs_top = (HEAD + _HEADER) * scale
        self._outputs_bottom = self._outputs_top + self.outputs * self._row
        above = self._outputs_bottom + 2 * names.summed * self._row
        self._weights_top = above + (_GAP + _HEADER) * scale
        self._bottom = self._weights_top + self.weights * self._row

    def row_at(self, y: float) -> int | None:
        """The weight row at a height, from 0, or None."""
        if not self._weights_top <= y < self._bottom:
            return None
        return int((y - self._weights_top) / self._row)

    def output_at(self, y: float) -> int | None:
        """The output's row at a height, from 0, or None."""
        if not self._outputs_top <= y < self._outputs_bottom:
            return None
        return int((y - self._outputs_top) / self._row)

    def column_at(self, x: float) -> int | None:
        """The column of numbers at a pixel, from 0; None left of them, where the names are."""
        column = int((x - _PAD - self._first) // self._column)
        return column if 0 <= column < len(OUTPUT_COLUMNS) else None

    def is_below(self, y: float) -> bool:
        """Whether a height is below all rows, where it is said what a step does to delta."""
        return y >= self._bottom

    def outputs_rect(self) -> QRectF:
        """All output rows."""
        return QRectF(0, self._outputs_top, self._width, self._outputs_bottom - self._outputs_top)

    def weights_rect(self) -> QRectF:
        """All weight rows."""
        return QRectF(0, self._weights_top, self._width, self._bottom - self._weights_top)

    def row_rect(self, index: int) -> QRectF:
        """One weight row."""
        return QRectF(0, self._weights_top + index * self._row, self._width, self._row)

    # --- painting ---

    def paint(
        self,
        painter: QPainter,
        table: NumberTable,
        selected: WeightRef | None,
        hovered: WeightRef | None,
        focused: bool,
    ) -> None:
        """Paint the table; the ring is around the selected row, or around all where none is selected."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter, table.head)
        self._paint_header(painter, self._outputs_top, OUTPUT_COLUMNS, _OUTPUT_LIT, table.lit)
        ring = self.weights_rect()
        for index, output in enumerate(table.outputs):
            rect = QRectF(0, self._outputs_top + index * self._row, self._width, self._row)
            if output.ref is not None:
                self._paint_back(painter, rect, output.ref == selected, output.ref == hovered)
            self._paint_name(painter, rect, output.name)
            self._paint_cells(painter, rect, output.cells)
        self._paint_total(painter, table)
        if table.weights:
            self._paint_header(painter, self._weights_top, WEIGHT_COLUMNS, _WEIGHT_LIT, table.lit)
        for index, row in enumerate(table.weights):
            rect = self.row_rect(index)
            if row.ref == selected:
                ring = rect
            self._paint_back(painter, rect, row.ref == selected, row.ref == hovered)
            self._paint_weight(painter, rect, row)
        if focused:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring.adjusted(1, 1, -1, -1), 5, 5)
        self._paint_factor(painter, table)

    def _paint_head(self, painter: QPainter, head: str) -> None:
        rect = QRectF(_PAD, 0, self._head_room - _PAD, HEAD * self._theme.scale)
        painter.setPen(self._theme.color("text"))
        _draw_fitting(painter, rect, _LEFT, head, self._head_font)

    def _paint_header(
        self,
        painter: QPainter,
        top: float,
        names: tuple[str, ...],
        lit: dict[str, Phase],
        phase: Phase | None,
    ) -> None:
        height = _HEADER * self._theme.scale
        rect = QRectF(0, top - height, self._width, height)
        painter.setFont(self._header_font)
        for index, name in enumerate(names):
            now = phase is not None and lit.get(name) is phase
            painter.setPen(self._theme.color("accent" if now else "muted"))
            painter.drawText(self._cell(rect, index), _RIGHT, name)
        painter.setPen(QPen(self._theme.color("border"), 1))
        y = round(top) - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self._width, y))

    def _paint_total(self, painter: QPainter, table: NumberTable) -> None:
        """The sum below the outputs, and below that which weight is meant."""
        if table.total is None:
            return
        rect = QRectF(0, self._outputs_bottom, self._width, self._row)
        y = round(rect.top()) - 0.5
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawLine(QPointF(0, y), QPointF(self._width, y))
        self._paint_name(painter, rect, table.total.name)
        self._paint_cells(painter, rect, table.total.cells)
        room = rect.translated(0, self._row + _GAP * self._theme.scale).adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(self._theme.color("text" if table.weights else "muted"))
        font = self._name_font if table.weights else self._small_font
        frozen = bool(table.weights) and table.weights[0].frozen
        _draw_fitting(painter, room, _LEFT, table.heading, font)
        if frozen:
            side = _FLAKE * self._theme.scale
            x = room.left() + QFontMetricsF(font).horizontalAdvance(table.heading) + side / 2
            flake = QRectF(x, room.center().y() - side / 2, side, side)
            paint_snowflake(painter, flake, self._theme.color("ice"), 1.3 * self._theme.scale)

    def _paint_back(self, painter: QPainter, rect: QRectF, selected: bool, hovered: bool) -> None:
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent_soft" if selected else "raised"))
            painter.drawRoundedRect(rect, 5, 5)

    def _paint_name(self, painter: QPainter, rect: QRectF, name: str) -> None:
        painter.setPen(self._theme.color("text"))
        room = QRectF(_PAD, rect.y(), self._first, rect.height())
        _draw_fitting(painter, room, _LEFT, name, self._name_font)

    def _paint_weight(self, painter: QPainter, rect: QRectF, row: WeightRow) -> None:
        theme = self._theme
        self._paint_name(painter, rect, row.name)
        if row.frozen and row.name:
            side = _FLAKE * theme.scale
            flake = QRectF(_PAD + self._first - side - 3, rect.center().y() - side / 2, side, side)
            paint_snowflake(painter, flake, theme.color("ice"), 1.3 * theme.scale)
        self._paint_cells(painter, rect, row.cells)
        painter.setPen(theme.color("muted"))
        painter.setFont(self._label_font)
        self._paint_beside(painter, rect, 0, row, row.input_name)
        if row.note:
            self._paint_beside(painter, rect, 2, row, row.note)

    def _paint_beside(self, painter: QPainter, rect: QRectF, index: int, row: WeightRow, word: str) -> None:
        """Write a word in the room that a number leaves in its cell, if it leaves enough."""
        used = self._font_metrics.horizontalAdvance(row.cells[index].text) + 5
        room = self._cell(rect, index).adjusted(0, 0, -used, 0)
        if self._label_metrics.horizontalAdvance(word) <= room.width() - 2:
            painter.drawText(room, _RIGHT, word)

    def _paint_cells(self, painter: QPainter, rect: QRectF, cells: tuple[Cell, ...]) -> None:
        painter.setFont(self._font)
        for index, cell in enumerate(cells):
            if not cell.known:
                color = self._dim
            elif cell.sign:
                color = self._theme.signed(cell.sign, text=True)
            else:
                color = self._theme.color("text")
            painter.setPen(color)
            painter.drawText(self._cell(rect, index), _RIGHT, cell.text)

    def _cell(self, row: QRectF, index: int) -> QRectF:
        left = _PAD + self._first + index * self._column
        return QRectF(left, row.y(), self._column, row.height())

    def _paint_factor(self, painter: QPainter, table: NumberTable) -> None:
        factor, theme = table.factor, self._theme
        line = (_FOOT - 8) * theme.scale / 3
        room = QRectF(_PAD, self._bottom + 8 * theme.scale, self._width - 2 * _PAD, line)
        painter.setPen(theme.color("muted"))
        _draw_fitting(painter, room, _LEFT, factor.sentence, self._small_font)
        painter.setPen(theme.color("text"))
        formula = factor.formula
        if self._font_metrics.horizontalAdvance(formula) > room.width():
            formula = factor.short_formula
        _draw_fitting(painter, room.translated(0, line), _LEFT, formula, self._font)
        painter.setPen(theme.color("muted"))
        below = room.translated(0, 2 * line if formula else line)
        _draw_fitting(painter, below, _LEFT, factor.remark, self._label_font)


def _draw_fitting(
    painter: QPainter, rect: QRectF, alignment: Qt.AlignmentFlag, text: str, font: QFont
) -> None:
    """Draw text in one line, set narrower where it would not fit: nothing is cut, nothing elided."""
    needed = QFontMetricsF(font).horizontalAdvance(text)
    if needed > rect.width():
        font = QFont(font)
        font.setPixelSize(max(int(font.pixelSize() * rect.width() / needed), 8))
    painter.setFont(font)
    painter.drawText(rect, alignment | Qt.TextFlag.TextDontClip, text)
