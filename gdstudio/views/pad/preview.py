"""Shows what the network sees of a drawing: its few pixels, centred and scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.heat import ink_image

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.core.images import PixelArray
    from gdstudio.views.kit.theme import Theme

_CAPTION, _NARROW_CAPTION = 18, 50  # pixels under the image, for one line and for three


class Preview(QWidget):
    """An image with a caption; its pixels are whole and not smoothed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._narrow = False
        self.setAccessibleName("What the network sees")
        self.setToolTip(
            "What the network sees: your drawing cut out, scaled and moved until its centre of mass is in the"
            " middle, as was done with the images it learns from"
        )

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Set the caption in several lines."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.update()

    def show_image(self, pixels: PixelArray) -> None:
        """Show these pixels, (height, width)."""
        self._image = ink_image(pixels)
        height, width = pixels.shape
        self.setAccessibleDescription(f"{width} × {height} pixels")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the image as large as whole pixels allow, and its caption."""
        if self._image.isNull():
            return
        theme, scale = self._theme, self._theme.scale
        painter = QPainter(self)
        caption_height = round((_NARROW_CAPTION if self._narrow else _CAPTION) * scale)
        room = min(self.width(), self.height() - caption_height)
        factor = room / max(self._image.width(), self._image.height())
        if factor >= 2:
            factor = int(factor)
        frame = QRectF(0, 0, self._image.width() * factor, self._image.height() * factor)
        painter.drawImage(frame, self._image)
        painter.setPen(QPen(theme.color("outline"), 1))
        painter.drawRect(frame.adjusted(0, 0, -1, -1))
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("muted"))
        below = frame.bottom() + 4 * scale
        caption = QRectF(0, below, self.width(), self.height() - below)
        text = "the\nnetwork’s\nview" if self._narrow else "the network’s view"
        painter.drawText(caption, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, text)
        painter.end()
