"""How the image's rows, the strips, the magnifier and the words beside them are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from gdstudio.views.kit.heat import heat_image, ink_image
from gdstudio.views.kit.pixel_picture import even_pixmap, paint_pixel_mark, pixel_rect
from gdstudio.views.row.layout import LENS, row_on_the_way, row_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.row.layout import Places
    from gdstudio.views.row.meeting import Meeting

WORDS = ("inputs", "× weights", "= products")
_GHOST = 0.4
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WRAPPED = int(_TOP_LEFT) | int(Qt.TextFlag.TextWordWrap)
_LEAST_FRAME = 6.0


class Drawn:
    """The numbers as images: the image itself and three lines of one pixel's height."""

    def __init__(self, meeting: Meeting, theme: Theme, ratio: float) -> None:
        self._ratio = ratio
        self.image = ink_image(meeting.image)
        self.lines = [
            ink_image(meeting.image.reshape(1, -1)),
            *(
                heat_image(values.reshape(1, -1), scale, theme)
                for values, scale in zip((meeting.weights, meeting.products), meeting.scales, strict=True)
            ),
        ]
        self._enlarged: dict[int, QPixmap] = {}

    def enlarged(self, image: QImage, place: QRectF) -> QPixmap:
        """An image in the size of its place, made once."""
        key = image.cacheKey()
        if key not in self._enlarged:
            self._enlarged[key] = even_pixmap(image, place.width(), place.height(), self._ratio)
        return self._enlarged[key]


class Face:
    """The fonts of one size, kept between frames."""

    def __init__(self, theme: Theme, unit: float) -> None:
        ratio = unit / theme.scale
        self._theme, self._unit = theme, unit
        self._body, self._word = theme.font(12.5 * ratio), theme.font(11.5 * ratio)
        self._numbers = [theme.font(size * ratio, mono=True) for size in (12.5, 11.6, 10.8)]

    def paint_rows(
        self, painter: QPainter, parts: Places, drawn: Drawn, n_rows: int, progress: float
    ) -> None:
        """Draw the image, and its rows where they are on their way; those that left stay as a shadow."""
        theme, strip = self._theme, parts.strips[0]
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRect(strip)
        whole = drawn.enlarged(drawn.image, parts.image)
        left_already = row_on_the_way(n_rows, progress) + 1 if progress > 0 else 0
        painter.fillRect(parts.image, theme.color("raised"))
        painter.setOpacity(_GHOST)
        painter.drawPixmap(parts.image.topLeft(), whole)
        painter.setOpacity(1.0)
        waiting = QRectF(parts.image)
        waiting.setTop(parts.image.top() + parts.image.height() * left_already / n_rows)
        painter.save()
        painter.setClipRect(waiting)
        painter.drawPixmap(parts.image.topLeft(), whole)
        painter.restore()
        if progress >= 1:
            painter.drawPixmap(strip.topLeft(), drawn.enlarged(drawn.lines[0], strip))
            return
        width = drawn.lines[0].width() / n_rows
        for row in range(left_already):
            place = row_place(parts, n_rows, row, progress)
            # Cells stay squares; only where they are less than a pixel wide they are averaged.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=place.width() < width)
            painter.drawImage(place, drawn.lines[0], QRectF(row * width, 0, width, 1))

    def paint_strips(self, painter: QPainter, parts: Places, drawn: Drawn, n_rows: int) -> None:
        """Draw the weights below the inputs, and where one row of the image ends."""
        above, below = parts.strips
        painter.drawPixmap(below.topLeft(), drawn.enlarged(drawn.lines[1], below))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("border"), 1))
        for strip in parts.strips:
            painter.drawRect(strip.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(QPen(self._theme.color("outline"), 1))
        xs = [round(above.left() + above.width() * row / n_rows) + 0.5 for row in range(n_rows + 1)]
        painter.drawLines([QLineF(x, above.top() - 5 * self._unit, x, above.top() - 1) for x in xs])

    def paint_lens(self, painter: QPainter, parts: Places, drawn: Drawn, start: int, width: int) -> None:
        """Draw the inputs from `start` on large, and from where in the strip they come."""
        theme, lens = self._theme, parts.lens
        count = min(LENS, drawn.lines[0].width())
        above = _span(parts.strips[1], start, count, drawn.lines[0].width())
        top, bottom = above.bottom() + 1, lens[0].top() - 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("raised"))
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(above.left(), top),
                    QPointF(above.right(), top),
                    QPointF(lens[0].right(), bottom),
                    QPointF(lens[0].left(), bottom),
                ]
            )
        )
        for line, place in zip(drawn.lines, lens, strict=False):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
            painter.drawImage(place, line, QRectF(start, 0, count, 1))
            painter.setPen(QPen(theme.color("border"), 1))
            xs = [place.left() + place.width() * index / count for index in range(count + 1)]
            painter.drawLines([QLineF(x, place.top(), x, place.bottom()) for x in xs])
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        painter.setPen(QPen(theme.color("text"), 2))
        for index in range(count):
            if (start + index) % width == 0:  # a row of the image begins
                x = lens[0].left() + lens[0].width() * index / count
                painter.drawLine(QPointF(x, bottom - 3 * self._unit), QPointF(x, lens[-1].bottom()))

    def paint_mark(
        self, painter: QPainter, parts: Places, meeting: Meeting, pixel: int, *, selected: bool
    ) -> None:
        """Mark an input wherever it is seen."""
        theme, count = self._theme, meeting.input.size
        paint_pixel_mark(painter, pixel_rect(parts.image, meeting.size, pixel), theme, selected=selected)
        strips = parts.strips[0].united(parts.strips[1])
        self._frame(painter, _span(strips, pixel, 1, count), selected=selected)

    def paint_lens_mark(
        self, painter: QPainter, parts: Places, index: int, count: int, *, selected: bool
    ) -> None:
        """Mark the cell at `index` of the magnifier's `count`."""
        lens = parts.lens[0].united(parts.lens[-1])
        self._frame(painter, _span(lens, index, 1, count), selected=selected)

    def _frame(self, painter: QPainter, area: QRectF, *, selected: bool) -> None:
        wide = QRectF(area)
        wide.setWidth(max(area.width(), _LEAST_FRAME * self._unit))
        wide.moveCenter(area.center())
        inner, outer = ("accent", "on_accent") if selected else ("text", "card")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((outer, 3.4), (inner, 1.6)):
            painter.setPen(QPen(self._theme.color(color), width * self._theme.scale))
            painter.drawRect(wide)

    def paint_words(self, painter: QPainter, parts: Places) -> None:
        """Name the strips and the magnifier's rows."""
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._word)
        for word, place in (*zip(WORDS, parts.strips, strict=False), *zip(WORDS, parts.lens, strict=False)):
            painter.drawText(QRectF(0, place.top() - 4, parts.gutter, place.height() + 8), _RIGHT, word)

    def paint_text(self, painter: QPainter, area: QRectF, sentences: Sequence[tuple[str, str]]) -> None:
        """Write sentences, one below the other; each is "body", "muted" or "number"."""
        rest = QRectF(area)
        for kind, text in sentences:
            font = self._body
            if kind == "number":
                fitting = (
                    each
                    for each in self._numbers
                    if QFontMetricsF(each).horizontalAdvance(text) <= area.width()
                )
                font = next(fitting, self._numbers[-1])
            painter.setFont(font)
            painter.setPen(self._theme.color("muted" if kind == "muted" else "text"))
            used = painter.drawText(rest, _WRAPPED, text)
            rest.setTop(used.bottom() + 4 * self._unit)


def _span(strip: QRectF, start: int, count: int, of: int) -> QRectF:
    """The place of `count` cells from `start` on in a strip of `of` cells."""
    cell = strip.width() / of
    return QRectF(strip.left() + start * cell, strip.top(), count * cell, strip.height())
