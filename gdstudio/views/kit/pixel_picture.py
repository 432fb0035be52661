"""Small images enlarged so that their pixels stay squares of even size, and one pixel marked in them."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

    from gdstudio.views.kit.theme import Theme

_LEAST_MARK = 9.0
"""A mark is at least so many pixels wide: a pixel enlarged twice would hide below its own frame."""


def even_pixmap(image: QImage, width: float, height: float, ratio: float) -> QPixmap:
    """Enlarge an image for a place of `width` × `height`; `ratio` is device pixels to one of these.

    Where the size is no whole multiple, plain enlarging gives cells of two sizes. So it is enlarged to the
    next multiple first and then smoothly reduced: edges between cells blur a little, cells stay even.
    """
    across, down = max(round(width * ratio), 1), max(round(height * ratio), 1)
    fast, smooth = Qt.TransformationMode.FastTransformation, Qt.TransformationMode.SmoothTransformation
    times_across, times_down = ceil(across / image.width()), ceil(down / image.height())
    large = image.scaled(
        image.width() * times_across,
        image.height() * times_down,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        fast,
    )
    if (large.width(), large.height()) != (across, down):
        large = large.scaled(across, down, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    pixmap = QPixmap.fromImage(large)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixel_at(area: QRectF, size: tuple[int, int], place: QPointF) -> int | None:
    """Which pixel of an image of `size` (height, width), drawn into `area`, is at a place; None outside."""
    if not area.contains(place):
        return None
    height, width = size
    row = min(int((place.y() - area.top()) / area.height() * height), height - 1)
    column = min(int((place.x() - area.left()) / area.width() * width), width - 1)
    return row * width + column


def pixel_rect(area: QRectF, size: tuple[int, int], pixel: int) -> QRectF:
    """Where a pixel of an image of `size` (height, width) is drawn in `area`."""
    height, width = size
    row, column = divmod(pixel, width)
    across, down = area.width() / width, area.height() / height
    return QRectF(area.left() + column * across, area.top() + row * down, across, down)


def paint_pixel_mark(painter: QPainter, cell: QRectF, theme: Theme, *, selected: bool = False) -> None:
    """Frame a pixel: in the accent when selected, else in the colour of text; seen on black and on white."""
    side = max(_LEAST_MARK * theme.scale, max(cell.width(), cell.height()) + 3)
    frame = QRectF(0, 0, side, side)
    frame.moveCenter(cell.center())
    inner, outer = ("accent", "on_accent") if selected else ("text", "card")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((outer, 3.6), (inner, 1.6)):
        pen = QPen(theme.color(color), width * theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(frame)
