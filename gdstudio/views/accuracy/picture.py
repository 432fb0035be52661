"""Both charts in a panel of a given size, with their numbers: what stands still is painted only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap

from gdstudio.numerals import grouped
from gdstudio.views.accuracy.axes import SHARES, Steps, error_axis
from gdstudio.views.accuracy.chart import COLORS, NAMES, Chart, Lines, line_pen
from gdstudio.views.accuracy.readout import trained_on
from gdstudio.views.kit.step_axis import nice_end, step_ticks

if TYPE_CHECKING:
    from gdstudio.messages import ScoreHistory
    from gdstudio.views.accuracy.axes import Axis
    from gdstudio.views.accuracy.readout import Readout
    from gdstudio.views.kit.theme import Theme

_SIDE, _TOP = 12, 8
_HEAD = 40  # above each plot: its title, and what it shows in numbers
_BELOW = 38  # under the lower plot: steps, and a line of words
_BETWEEN = 12
_NUMBERS = 40  # at the left of the plots
_TITLES = ("Share right", "Mean error")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Picture:
    """Where everything stands for one history, and how it is painted.

    Args:
        theme: its colours and type.
        size: of the panel, in pixels.
        scores: at least one.
        last_step: of recorded time.
    """

    def __init__(self, theme: Theme, size: QSize, scores: ScoreHistory, last_step: int) -> None:
        self._theme, self._size = theme, size
        self._ground: QPixmap | None = None
        self._words = f"learnt: {trained_on(scores.sample)} · unseen: never trained on"
        scale = theme.scale
        names = QFontMetricsF(theme.font(11.5, medium=True)).horizontalAdvance(NAMES[1])
        left = (_SIDE + _NUMBERS) * scale
        width = size.width() - left - names - (_SIDE + 4) * scale
        self.steps = Steps(round(left), round(width), nice_end(last_step))
        """The axis along the bottom."""
        errors = Lines(scores.steps, (scores.learnt_error, scores.unseen_error))
        shares = Lines(scores.steps, (scores.learnt, scores.unseen))
        self._charts = (
            self._chart(0, SHARES, shares),
            self._chart(1, error_axis(np.stack(errors.values)), errors),
        )

    def _chart(self, index: int, axis: Axis, lines: Lines) -> Chart:
        return Chart(self._theme, self._room(index), axis, self.steps, lines)

    def _room(self, index: int) -> QRectF:
        """Of the upper (0) or the lower (1) plot."""
        scale = self._theme.scale
        fixed = (2 * _TOP + 2 * _HEAD + _BETWEEN + _BELOW) * scale
        high = round((self._size.height() - fixed) / 2)
        top = round((_TOP + _HEAD) * scale) + index * (high + round((_BETWEEN + _HEAD) * scale))
        return QRectF(self.steps.left, top, self.steps.width, high)

    def paint(
        self, painter: QPainter, present: int, readout: Readout | None, ratio: float, *, pointed: bool
    ) -> None:
        """Paint everything.

        Args:
            painter: of the panel.
            present: the present step.
            readout: the score whose numbers are written, or None.
            ratio: how many pixels of the screen a pixel is.
            pointed: the user points at that score: it has a line of its own.
        """
        if self._ground is None:
            self._ground = self._painted_ground(ratio)
        painter.drawPixmap(0, 0, self._ground)
        for index, chart in enumerate(self._charts):
            values = None if readout is None else (readout.errors if index else readout.shares)
            here = not pointed and readout is not None and readout.step == present
            pen = QPen(self._theme.color("text"), self._theme.scale)
            chart.paint_at(painter, present, values if here else None, pen)
            if pointed and readout is not None:
                pen = QPen(self._theme.color("accent"), self._theme.scale, Qt.PenStyle.DashLine)
                chart.paint_at(painter, readout.step, values, pen)
            chart.paint_names(painter)
            self._paint_head(painter, index, readout, pointed=pointed)

    def _painted_ground(self, ratio: float) -> QPixmap:
        ground = QPixmap(self._size * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ground)
        ticks = step_ticks(self.steps.end, self.steps.width / (48 * self._theme.scale))
        for chart in self._charts:
            chart.paint_ground(painter, ticks)
            chart.paint_lines(painter)
        self._paint_below(painter, ticks)
        painter.end()
        return ground

    def _paint_below(self, painter: QPainter, ticks: list[tuple[float, str]]) -> None:
        theme, scale = self._theme, self._theme.scale
        top = self._room(1).bottom() + 4 * scale
        painter.setFont(theme.font(10.5))
        painter.setPen(theme.color("muted"))
        for step, text in ticks:
            spot = QRectF(self.steps.x(step) - 24 * scale, top, 48 * scale, 14 * scale)
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
        painter.drawText(QRectF(0, top, self.steps.left - 12 * scale, 14 * scale), _RIGHT, "step")
        painter.setFont(theme.font(11))
        below = QRectF(_SIDE * scale, top + 17 * scale, self._size.width() - 2 * _SIDE * scale, 16 * scale)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self._words)

    def _paint_head(self, painter: QPainter, index: int, readout: Readout | None, *, pointed: bool) -> None:
        """Above a plot: what it shows, at which step, and both numbers with their line."""
        theme, scale = self._theme, self._theme.scale
        left, wide = _SIDE * scale, self._size.width() - 2 * _SIDE * scale
        line = QRectF(left, self._room(index).top() - _HEAD * scale, wide, 18 * scale)
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(theme.color("text"))
        painter.drawText(line, _LEFT, _TITLES[index])
        numbers = ("", "")
        if readout is not None:
            numbers = readout.error_texts() if index else readout.share_texts()
            painter.setFont(theme.font(11.5))
            painter.setPen(theme.color("accent" if pointed else "muted"))
            painter.drawText(line, _RIGHT, f"at step {grouped(readout.step)}")
        for which, number in enumerate(numbers):
            spot = QRectF(left + which * wide / 2, line.bottom(), wide / 2, 18 * scale)
            self._paint_legend(painter, spot, which, number)

    def _paint_legend(self, painter: QPainter, spot: QRectF, which: int, number: str) -> None:
        theme, scale = self._theme, self._theme.scale
        middle = spot.center().y()
        painter.setPen(line_pen(theme, which))
        painter.drawLine(QPointF(spot.x(), middle), QPointF(spot.x() + 20 * scale, middle))
        painter.setFont(theme.font(12))
        painter.setPen(theme.color(COLORS[which]))
        name = spot.adjusted(26 * scale, 0, 0, 0)
        painter.drawText(name, _LEFT, NAMES[which])
        painter.setFont(theme.font(12.5, mono=True))
        painter.setPen(theme.color("text"))
        painter.drawText(name.adjusted(50 * scale, 0, 0, 0), _LEFT, number)
