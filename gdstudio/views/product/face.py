"""How a dot product's words, numbers and bars are painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gdstudio.numerals import product, shortest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.core.images import PixelArray
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.product.arithmetic import Product
    from gdstudio.views.product.layout import Measures, Parts

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_UNDER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
_HEADINGS = ("Dot product with weights of", "Product with weights of", "Weights of")
_NAMES = ("for", "against", "score")
_SUM_CHARACTERS = 8


@dataclass(frozen=True, eq=False)
class Shown:
    """What a column shows.

    Attributes:
        product: the numbers.
        image: (height, width), uint8.
        name: the output's.
        tag: what this output is here, long and short ("the network’s answer", "answer"); "" for nothing.
        sums: for, against and score as written.
        scales: what the strongest colours stand for, of the weights and of the products.
        bars: the least and the largest number on the bars' scale.
    """

    product: Product
    image: PixelArray
    name: str
    tag: tuple[str, str]
    sums: tuple[str, str, str]
    scales: tuple[float, float]
    bars: tuple[float, float]

    @property
    def size(self) -> tuple[int, int]:
        """(height, width) of the image."""
        return self.image.shape[0], self.image.shape[1]

    def pixel_in_words(self, pixel: int) -> tuple[str, str]:
        """What a pixel adds to the score: its name, and the product with its numbers."""
        row, column = divmod(pixel, self.size[1])
        value, weight = float(self.product.input[pixel]), float(self.product.weights[pixel])
        return f"pixel ({row}, {column}):", product(value, weight, 3)

    def in_words(self) -> str:
        """For a screen reader."""
        plus, minus, score = self.sums
        tag = f", {self.tag[0]}" if self.tag[0] else ""
        return f"Weights of {self.name}{tag}: for {plus}, against {minus}, score {score}."


class Face:
    """The fonts and widths of a column, kept between frames."""

    def __init__(self, theme: Theme, measures: Measures) -> None:
        self._theme, self._measures = theme, measures
        ratio = measures.unit / theme.scale
        self._heading, self._tag = theme.font(13 * ratio, bold=True), theme.font(11.2 * ratio, medium=True)
        self._caption, self._word = theme.font(11.2 * ratio), theme.font(12.5 * ratio)
        self._number = theme.font(12.5 * ratio, mono=True)
        self._score = theme.font(12.5 * ratio, mono=True, bold=True)
        self._lines = [theme.font(size * ratio, mono=True) for size in (12, 11.3, 10.6)]
        self._words = max(QFontMetricsF(self._word).horizontalAdvance(name) for name in _NAMES)
        self._digits = _SUM_CHARACTERS * QFontMetricsF(self._score).horizontalAdvance("0")
        self._title, self._chooser, self._short = _HEADINGS[0], QRectF(), False

    def fit_heading(self, heading: QRectF, chooser: float, tags: Sequence[tuple[str, str]]) -> QRectF:
        """Take the longest wording that fits with any of these tags; return where the chooser goes.

        Args:
            heading: the heading's place.
            chooser: how wide the chooser is.
            tags: all the tags that may come, long and short.
        """
        gap = 7 * self._measures.unit
        wide = QFontMetricsF(self._heading).horizontalAdvance
        room = heading.width() - chooser - 2 * gap
        wordings = [(title, short) for title in _HEADINGS for short in (False, True)]
        needed = [
            wide(title) + max((self._tag_width(tag[short]) for tag in tags), default=0)
            for title, short in wordings
        ]
        fitting = (index for index, width in enumerate(needed) if width <= room)
        self._title, self._short = wordings[next(fitting, len(wordings) - 1)]
        self._chooser = QRectF(heading.left() + wide(self._title) + gap, heading.top(), chooser, 0)
        self._chooser.setHeight(heading.height())
        return self._chooser

    def heading_end(self, tag: tuple[str, str]) -> float:
        """Where a heading with this tag ends."""
        return self._chooser.right() + 7 * self._measures.unit + self._tag_width(tag[self._short])

    def paint_heading(self, painter: QPainter, heading: QRectF, tag: tuple[str, str]) -> None:
        """Write the heading, and behind the chooser the tag."""
        painter.setPen(self._theme.color("text"))
        painter.setFont(self._heading)
        painter.drawText(heading, _LEFT, self._title)
        text = tag[self._short]
        if not text:
            return
        unit = self._measures.unit
        pill = QRectF(0, 0, self._tag_width(text), 19 * unit)
        pill.moveCenter(heading.center())
        pill.moveLeft(self._chooser.right() + 7 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_soft"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(self._theme.color("text"))
        painter.setFont(self._tag)
        painter.drawText(pill, _MIDDLE, text)

    def paint_signs(self, painter: QPainter, parts: Parts, scales: tuple[float, float]) -> None:
        """Put ⊙ and = between the pictures, and below each what it is and its scale."""
        theme, unit = self._theme, self._measures.unit
        centres = [
            QPointF((left.right() + right.left()) / 2, left.center().y())
            for left, right in zip(parts.pictures, parts.pictures[1:], strict=False)
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("muted"), 1.3 * unit))
        painter.drawEllipse(centres[0], 6 * unit, 6 * unit)
        for offset in (-2.2, 2.2):
            y = centres[1].y() + offset * unit
            painter.drawLine(QPointF(centres[1].x() - 5 * unit, y), QPointF(centres[1].x() + 5 * unit, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("muted"))
        painter.drawEllipse(centres[0], 1.7 * unit, 1.7 * unit)
        texts = ("image", f"weights ±{shortest(scales[0])}", f"products ±{shortest(scales[1])}")
        painter.setPen(theme.color("muted"))
        painter.setFont(self._caption)
        overhang = self._measures.sign / 2
        for picture, text in zip(parts.pictures, texts, strict=True):
            place = QRectF(picture.left(), picture.bottom(), picture.width(), self._measures.caption)
            painter.drawText(place.adjusted(-overhang, 0, overhang, 0), _UNDER, text)

    def paint_sums(self, painter: QPainter, area: QRectF, shown: Shown) -> None:
        """Write for, against and score. The bar of what is against goes back from the end of what is for."""
        theme, unit, row = self._theme, self._measures.unit, area.height() / 3
        plus, minus, score = shown.product.plus, shown.product.minus, shown.product.score
        numbers = area.left() + self._words + 6 * unit
        bars = QRectF(area)
        bars.setLeft(numbers + self._digits + 12 * unit)
        low, high = shown.bars
        across = bars.width() / (high - low)
        spans = ((0.0, plus, plus), (plus, plus + minus, minus), (0.0, score, score))
        for index, (start, end, value) in enumerate(spans):
            top = area.top() + index * row
            last = index == 2
            painter.setFont(self._word)
            painter.setPen(theme.color("text" if last else "muted"))
            painter.drawText(QRectF(area.left(), top, self._words + 2, row), _LEFT, _NAMES[index])
            painter.setFont(self._score if last else self._number)
            painter.setPen(theme.signed(value, text=True))
            painter.drawText(QRectF(numbers, top, self._digits, row), _RIGHT, shown.sums[index])
            left, right = sorted(bars.left() + (each - low) * across for each in (start, end))
            bar = QRectF(left, top + row * 0.18, right - left, row * 0.64)
            painter.fillRect(bar, theme.signed(value))
            if index < 2:  # where the next one goes on, or ends
                x = bars.left() + (end - low) * across
                painter.setPen(QPen(theme.color("outline"), 1))
                painter.drawLine(QPointF(x, bar.top()), QPointF(x, top + row * 1.82))
        zero = bars.left() - low * across
        painter.setPen(QPen(theme.color("curve"), 1.2))
        painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))

    def paint_hint(self, painter: QPainter, area: QRectF, text: str) -> None:
        """Say what there is to find out."""
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._caption)
        painter.drawText(area, _LEFT, text)

    def paint_line(self, painter: QPainter, area: QRectF, name: str, text: str) -> None:
        """Write what one pixel adds to the score, in the largest type and longest wording that fits."""
        for lead in (f"{name} ", f"{name.removeprefix('pixel ')} ", ""):
            for font in self._lines:
                if QFontMetricsF(font).horizontalAdvance(lead + text) <= area.width():
                    self._write_line(painter, area, font, lead + text)
                    return
        self._write_line(painter, area, self._lines[-1], text)

    def _write_line(self, painter: QPainter, area: QRectF, font: QFont, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        painter.drawText(area, _LEFT, text)

    def _tag_width(self, text: str) -> float:
        wide = QFontMetricsF(self._tag).horizontalAdvance(text)
        return wide + 16 * self._measures.unit if text else 0.0
