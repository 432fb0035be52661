"""The error of every step on a log axis, for each lane: what has been, what is recorded, what is to come."""

from __future__ import annotations

from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gdstudio import numerals
from gdstudio.views.chart.curves import ErrorCurves, LaneCurve, Picture, Scale
from gdstudio.views.chart.scale import MOST_DOTS, Span, Trace, decade_ticks, fit, level, trace
from gdstudio.views.kit.lanes import opened
from gdstudio.views.kit.run_look import run_color
from gdstudio.views.kit.step_axis import step_ticks

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent

    from gdstudio.messages import ErrorHistory, Lane, Scene, Snapshot
    from gdstudio.views.kit.theme import Theme

_TIP = (
    "The error of each step, on a log axis: each line is ten times the one below it. "
    "Click or drag to go to a step (← →, Home, End). "
    "Where a point stands for many steps, the line is their mean and the band their range. "
    "An error of exactly 0 has no logarithm: it stands on the dotted bottom line, marked 0. "
    "Hollow dots: the next steps at this alpha. Ticks at the bottom: where something was changed."
)
_RING = 3  # pixels between the plot and the frame around it, where the focus ring goes


class ErrorChart(QWidget):
    """Shows each lane's error by step, and asks to go to the step that is clicked."""

    seek_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._stale = False
        self._scene: Scene | None = None
        self._span: Span | None = None
        self._last_step = 0
        self._histories: tuple[ErrorHistory, ...] = ()
        self._traced = (0, 0)
        self._traces: tuple[Trace, ...] = ()
        self._scale: Scale | None = None
        self._axes_key: object = None
        self._title = QLabel("error by step")
        self._title.setProperty("role", "heading")
        self._plot = _bare_plot()
        self._curves = ErrorCurves(theme)
        self._curves.setParentItem(self._plot.getViewBox())
        self._plot.getViewBox().sigResized.connect(self._place_anew)
        framed = QVBoxLayout()
        framed.setContentsMargins(_RING, _RING, _RING, _RING)
        framed.addWidget(self._plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 11)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(framed, 1)
        self.setMinimumSize(200, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Error by step")
        self.setToolTip(_TIP)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """As in the right column of a small window."""
        return QSize(330, 190)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._curves.set_theme(theme)
        self._plot.setBackground(theme.color("card"))
        for side, grid in (("left", 255), ("bottom", False)):
            axis = self._plot.getAxis(side)
            axis.setPen(theme.color("outline"))
            axis.setTickPen(theme.color("border"))
            axis.setTextPen(theme.color("muted"))
            axis.setTickFont(theme.font(10.5))
            axis.setGrid(grid)
            axis.setZValue(-1000)  # the grid's lines belong behind the curves
        self._plot.getAxis("left").setWidth(round(42 * theme.scale))
        self._plot.getAxis("bottom").setHeight(round(19 * theme.scale))
        self._place_anew()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the lanes' errors. A hidden chart waits until it is shown."""
        if snapshot is self._snapshot:
            return
        self._snapshot = snapshot
        self._stale = True
        if self.isVisible():
            self._refresh()

    # --- from the snapshot to the picture ---

    def _place_anew(self) -> None:
        self._axes_key = None
        self._stale = True
        self._refresh()
        self.update()

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or not self._stale:
            return
        self._stale = False
        self._update_traces(snapshot)
        lanes = tuple(self._lane_curve(snapshot, index) for index in range(len(snapshot.lanes)))
        self._update_span(snapshot, lanes)
        assert self._span is not None  # noqa: S101  # set by the line above
        gutter = max((self._curves.label_width(lane.label) for lane in lanes if lane.label), default=0.0)
        self._update_axes(self._span, gutter)
        if self._scale is not None:
            marks = tuple(mark.step for mark in snapshot.marks)
            picture = Picture(self._span, snapshot.step, lanes, marks)
            self._curves.show_picture(picture, self._plot.getViewBox().rect(), self._scale)
        self.setAccessibleDescription(_in_words(snapshot))

    def _update_traces(self, snapshot: Snapshot) -> None:
        # A point for every other pixel: more could not be told apart, and thick lines are dear to draw.
        most = max(int(self._plot.getViewBox().rect().width() / 2), MOST_DOTS)
        key = (snapshot.last_step, most)
        if key == self._traced and _same(snapshot.history, self._histories):
            return
        self._traces = tuple(trace(history, snapshot.last_step, most) for history in snapshot.history)
        self._histories, self._traced = snapshot.history, key

    def _lane_curve(self, snapshot: Snapshot, index: int) -> LaneCurve:
        lane, count = snapshot.lanes[index], len(snapshot.lanes)
        # In a replay the recorded future is the truth; what this alpha would do is for the frontier.
        ahead = lane.ahead if snapshot.step == snapshot.last_step else ()
        coming = (level(sum(each.error.tolist())) for each in ahead)
        return LaneCurve(
            self._traces[index],
            level(lane.now.total_error),
            tuple(takewhile(lambda value: value < inf, coming)),
            run_color(self._theme, index),
            lane.start.label if count > 1 else "",
        )

    def _update_span(self, snapshot: Snapshot, lanes: tuple[LaneCurve, ...]) -> None:
        """Grow by whole decades; shrink only when standing at the end, or when it is another run."""
        ahead = [value for lane in lanes for value in lane.ahead]
        most_ahead = max(len(lane.ahead) for lane in lanes)
        span = fit(self._traces, ahead, snapshot.last_step + most_ahead)
        same_run = opened(snapshot) is self._scene and snapshot.last_step >= self._last_step
        moving = snapshot.playing or snapshot.step < snapshot.last_step
        if moving and same_run and self._span is not None:
            span = span.grown_to(self._span)
        self._scene, self._last_step, self._span = opened(snapshot), snapshot.last_step, span

    def _update_axes(self, span: Span, gutter: float) -> None:
        box = self._plot.getViewBox().rect()
        key = (span, box, gutter)
        if key == self._axes_key or box.width() < 20 or box.height() < 20:
            return
        self._axes_key = key
        self._scale = Scale(span, box.width(), box.height(), gutter)
        x_first, x_last, y_first, y_last = self._scale.view(box.width(), box.height())
        self._plot.setRange(xRange=(x_first, x_last), yRange=(y_first, y_last), padding=0)
        scale = self._theme.scale
        self._plot.getAxis("left").setTicks([decade_ticks(span, box.height() / (24 * scale)), []])
        room = (box.width() - gutter) / (40 * scale)
        self._plot.getAxis("bottom").setTicks([step_ticks(span.last, room), []])

    # --- what the user does ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step that is clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek_at(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right: one step. Home, End: the first and the last."""
        snapshot = self._snapshot
        if snapshot is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Left:
                self._seek(snapshot.step - 1)
            case Qt.Key.Key_Right:
                self._seek(snapshot.step + 1)
            case Qt.Key.Key_Home:
                self._seek(1)
            case Qt.Key.Key_End:
                self._seek(snapshot.last_step)
            case _:
                super().keyPressEvent(event)

    def _seek_at(self, point: QPoint) -> None:
        in_plot = self._plot.mapFrom(self, point)
        view_box = self._plot.getViewBox()
        x = view_box.mapFromScene(self._plot.mapToScene(in_plot)).x()
        if self._scale is not None:
            self._seek(self._scale.step(x))

    def _seek(self, step: int) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        step = min(max(step, 1), snapshot.last_step)
        if step != snapshot.step:
            self.seek_requested.emit(step)

    # --- Qt's own occasions ---

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame around the plot; a ring when focused."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.color("accent" if focused else "border"), 2 if focused else 1))
        painter.setBrush(self._theme.color("card"))
        frame = QRectF(self._plot.geometry()).adjusted(-_RING, -_RING, _RING, _RING)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)
        painter.end()


def _bare_plot() -> pg.PlotWidget:
    """A plot with two axes, that takes no mouse, no focus, no menu, and never ranges by itself."""
    plot = pg.PlotWidget(enableMenu=False)
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.hideButtons()
    plot.disableAutoRange()
    plot.setMouseEnabled(x=False, y=False)
    plot.setAccessibleName("")
    for side in ("left", "bottom"):
        plot.getAxis(side).enableAutoSIPrefix(False)
    return plot


def _same(histories: tuple[ErrorHistory, ...], others: tuple[ErrorHistory, ...]) -> bool:
    return len(histories) == len(others) and all(
        one is other
        or (
            one.stride == other.stride
            and np.array_equal(one.mean, other.mean)
            and np.array_equal(one.lowest, other.lowest)
            and np.array_equal(one.highest, other.highest)
        )
        for one, other in zip(histories, others, strict=True)
    )


def _in_words(snapshot: Snapshot) -> str:
    """The present numbers, for a screen reader."""

    def error(lane: Lane) -> str:
        name = f"{lane.start.label}: " if len(snapshot.lanes) > 1 else ""
        return f"{name}error {numerals.compact(lane.now.total_error)}"

    errors = "; ".join(error(lane) for lane in snapshot.lanes)
    return f"Step {snapshot.step} of {snapshot.last_step}. {errors[:1].upper()}{errors[1:]}."
