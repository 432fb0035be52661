"""The chip above a network that says which of several forked runs it is: its line and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gdstudio.views.kit.run_look import paint_sample

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme

HEIGHT = 22
"""Pixels at scale 1 that are kept for it."""

_SAMPLE, _EDGE, _BETWEEN = 22, 9, 6


def paint_run_chip(painter: QPainter, theme: Theme, corner: QRectF, run: int, name: str) -> None:
    """Draw a run's chip at the left of a room that is `HEIGHT` high.

    Args:
        painter: with antialiasing.
        theme: the look.
        corner: the room.
        run: the run's number, from 0.
        name: what it is called.
    """
    scale, font = theme.scale, theme.font(12, medium=True)
    width = QFontMetricsF(font).horizontalAdvance(name)
    whole = (2 * _EDGE + _SAMPLE + _BETWEEN) * scale + width
    chip = QRectF(corner.left() + 0.5, corner.top() + 0.5, whole, (HEIGHT - 3) * scale)
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    sample = QRectF(chip.left() + _EDGE * scale, chip.top(), _SAMPLE * scale, chip.height())
    paint_sample(painter, theme, sample, run, looked_at=True)
    painter.setPen(theme.color("text"))
    painter.setFont(font)
    text = QRectF(sample.right() + _BETWEEN * scale, chip.top(), width + 2, chip.height())
    painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
