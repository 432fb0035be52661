"""The drawing itself: strokes that can be taken back, and their picture, whatever size they are shown at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIDE = 420
"""Of the picture, in pixels: a whole multiple of 28, and finer than a pad on an ordinary screen."""

_ERASER = 1.6  # times as wide as the pen: to be aimed less finely


@dataclass
class _Stroke:
    """A line through `points` (0 to 1 both ways), `width` wide on the same scale."""

    points: list[QPointF]
    width: float
    erases: bool


class Drawing:
    """Strokes, one after another, with ink from 0 to 255 in `image`."""

    def __init__(self) -> None:
        self._done: list[_Stroke | None] = []  # None: here everything was cleared
        self.image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
        self.image.fill(0)

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke, or a clearing, to take back."""
        return bool(self._done)

    @property
    def strokes(self) -> int:
        """How many strokes there are since the last clearing."""
        return len(self._since_cleared())

    def begin(self, at: QPointF, width: float, *, erases: bool) -> None:
        """Set the pen, or the eraser, down: it leaves a dot.

        Args:
            at: 0 to 1 from left to right and from top to bottom.
            width: of the pen, as a share of the side.
            erases: take ink away instead.
        """
        stroke = _Stroke([at], width * (_ERASER if erases else 1), erases)
        self._done.append(stroke)
        self._paint([stroke], since=0)

    def extend(self, to: QPointF) -> None:
        """Draw the latest stroke on."""
        stroke = self._done[-1] if self._done else None
        if stroke is not None:
            stroke.points.append(to)
            self._paint([stroke], since=len(stroke.points) - 1)

    def clear(self) -> None:
        """Take all ink away; that can be taken back too."""
        if self.strokes:
            self._done.append(None)
            self.image.fill(0)

    def undo(self) -> None:
        """Take back the latest stroke or clearing."""
        if self._done:
            self._done.pop()
            self.image.fill(0)
            self._paint(self._since_cleared(), since=0)

    def ink(self) -> NDArray[np.float32]:
        """The ink, 0 to 1; shape (SIDE, SIDE)."""
        pixels = np.frombuffer(self.image.constBits(), np.uint8).reshape(SIDE, self.image.bytesPerLine())
        return pixels[:, :SIDE].astype(np.float32) / np.float32(255)

    def _since_cleared(self) -> list[_Stroke]:
        strokes: list[_Stroke] = []
        for each in reversed(self._done):
            if each is None:
                break
            strokes.append(each)
        return strokes[::-1]

    def _paint(self, strokes: list[_Stroke], *, since: int) -> None:
        """Draw strokes from one of their points on.

        Piece by piece, as they were drawn: taking back a later stroke must leave the very same ink.
        """
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(SIDE, SIDE)
        for stroke in strokes:
            color = QColor(Qt.GlobalColor.black if stroke.erases else Qt.GlobalColor.white)
            painter.setPen(QPen(color, stroke.width, c=Qt.PenCapStyle.RoundCap))
            if since == 0:
                painter.drawPoint(stroke.points[0])
            for start, end in pairwise(stroke.points[max(since - 1, 0) :]):
                painter.drawLine(start, end)
        painter.end()
