"""Two vectors laid over each other column by column; where both are not 0, the column lights up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.blend import blend
from gdstudio.views.vectors.badge import paint_badge, readable_on
from gdstudio.views.vectors.likeness import heat_color
from gdstudio.views.vectors.pair import meaning, written

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.vectors.pair import Pair, Written

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LABELS = 60.0
_SCORE = 150.0
_WIDEST, _TALLEST = 150.0, 46.0
_GUTTER = 9.0
"""Free on either side of a column, for the + between products."""
_SOFT = 0.16
"""The share of its colour in the ground of a column that lights up."""


class Overlay(QWidget):
    """The first vector above the second, their products below, and the products' sum."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._theme = theme
        self._pair: Pair | None = None
        self._scale = 1.0
        self.setAccessibleName("Column by column")

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def show_pair(self, pair: Pair, scale: float) -> None:
        """Show a pair; `scale` is the number that has the strongest colour."""
        self._pair, self._scale, self._written = pair, scale, written(pair)
        sums = f" {'=' if self._written.closes else '≈'} {self._written.score}"
        terms = " + ".join(
            f"{left} × {right}" for left, right in zip(self._written.first, self._written.second, strict=True)
        )
        self.setAccessibleDescription(f"{' · '.join(pair.names)} = {terms}{sums}. {meaning(pair)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns and the sum."""
        pair = self._pair
        if pair is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(len(pair.columns)):
            self._paint_column(painter, pair, self._written, index)
        self._paint_labels(painter, pair)
        self._paint_sum(painter, self._written, pair.score)
        painter.end()

    def cell(self, row: int, column: int) -> QRectF:
        """The place of a number: rows are the columns' names, first, second and product."""
        unit = self._theme.scale
        count = len(self._pair.columns) if self._pair is not None else 1
        head = 20 * unit
        across = min((self.width() - (_LABELS + _SCORE) * unit) / count, _WIDEST * unit)
        down = min((self.height() - head) / 3, _TALLEST * unit)
        left, top = _LABELS * unit + column * across, head + (row - 1) * down
        return QRectF(left, 0, across, head) if row == 0 else QRectF(left, top, across, down)

    def _paint_column(self, painter: QPainter, pair: Pair, texts: Written, index: int) -> None:
        theme, unit = self._theme, self._theme.scale
        product, inset = float(pair.products[index]), (_GUTTER + 7) * unit
        if product:
            band = (
                self.cell(0, index)
                .united(self.cell(3, index))
                .adjusted(_GUTTER * unit, 0, -_GUTTER * unit, 0)
            )
            painter.setPen(QPen(theme.signed(product), 1.6 * unit))
            painter.setBrush(blend(theme.signed(product), theme.color("card"), _SOFT))
            painter.drawRoundedRect(band.adjusted(1, 1, -1, -1), 8 * unit, 8 * unit)
        painter.setPen(theme.color("text" if product else "muted"))
        painter.setFont(theme.font(12, medium=bool(product)))
        painter.drawText(self.cell(0, index), _MIDDLE, pair.columns[index])
        for row, vector, shown in ((1, pair.first, texts.first), (2, pair.second, texts.second)):
            place = self.cell(row, index).adjusted(inset, 3 * unit, -inset, -3 * unit)
            ground = heat_color(float(vector[index]), self._scale, theme)
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(place, 6 * unit, 6 * unit)
            painter.setPen(readable_on(ground))
            self._write(painter, place, shown[index], bold=False)
        painter.setPen(theme.signed(product, text=True))
        self._write(painter, self.cell(3, index), texts.products[index], bold=bool(product))

    def _paint_labels(self, painter: QPainter, pair: Pair) -> None:
        theme, unit = self._theme, self._theme.scale
        for row, name in ((1, pair.names[0]), (2, pair.names[1])):
            cell = self.cell(row, 0)
            badge = QRectF(0, 0, 30 * unit, min(30 * unit, cell.height() - 4))
            badge.moveCenter(cell.center())
            badge.moveLeft(18 * unit)
            paint_badge(painter, badge, name, theme, first=row == 1, second=row == 2)
        painter.setFont(theme.font(15))
        painter.setPen(theme.color("muted"))
        for row, sign in ((2, "×"), (3, "=")):
            cell = self.cell(row, 0)
            painter.drawText(QRectF(0, cell.top(), 18 * unit, cell.height()), _LEFT, sign)
        painter.setFont(theme.font(15))
        for index in range(1, len(pair.columns)):
            cell = self.cell(3, index)
            plus = QRectF(cell.left() - 10 * unit, cell.top(), 20 * unit, cell.height())
            painter.drawText(plus, _MIDDLE, "+")

    def _paint_sum(self, painter: QPainter, texts: Written, score: float) -> None:
        theme, unit = self._theme, self._theme.scale
        last = self.cell(3, len(texts.products) - 1)
        place = QRectF(last.right() + 8 * unit, last.top(), _SCORE * unit - 8 * unit, last.height())
        painter.setFont(theme.font(15))
        painter.setPen(theme.color("muted"))
        painter.drawText(place, _LEFT, "=" if texts.closes else "≈")
        place.setLeft(place.left() + 20 * unit)
        color = theme.signed(score, text=True) if score else theme.color("text")
        painter.setPen(color)
        for size in (26, 20, 16, 13):
            font = theme.font(size, mono=True, bold=True)
            if QFontMetricsF(font).horizontalAdvance(texts.score) <= place.width():
                break
        painter.setFont(font)
        painter.drawText(place, _LEFT, texts.score)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        above = self.cell(2, len(texts.products) - 1)
        painter.drawText(QRectF(place.left(), above.top(), place.width(), above.height()), _LEFT, "score")

    def _write(self, painter: QPainter, place: QRectF, text: str, *, bold: bool) -> None:
        fonts: list[QFont] = [self._theme.font(size, mono=True, bold=bold) for size in (14, 12.5, 11, 10)]
        fitting = (f for f in fonts if QFontMetricsF(f).horizontalAdvance(text) <= place.width() - 4)
        painter.setFont(next(fitting, fonts[-1]))
        painter.drawText(place, _MIDDLE, text)


def colour_scale(values: np.ndarray) -> float:
    """What the strongest colour stands for: the largest number either way."""
    return float(np.abs(values).max()) or 1.0
