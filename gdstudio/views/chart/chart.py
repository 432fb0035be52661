"""The error of every step on a log axis, for each lane: what has been, what is recorded, what is to come."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from gdstudio import numerals
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.chart.curves import LaneCurve, Picture
from gdstudio.views.chart.mark_line import MarkLine
from gdstudio.views.chart.marks import explained, following, nearest, wordings
from gdstudio.views.chart.plot import ErrorPlot
from gdstudio.views.chart.recorded import Recorded
from gdstudio.views.chart.scale import MOST_DOTS, Span, fit, level
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened, shown_lane
from gdstudio.views.kit.run_look import run_color

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent

    from gdstudio.messages import Lane, Scene, Snapshot
    from gdstudio.views.kit.theme import Theme

_TIP = (
    "The error of each step, on a log axis: each line is ten times the one below it. "
    "In a full batch it is the mean over all examples. "
    "Click or drag to go to a step (← →, Home, End). "
    "Ticks at the bottom: where something was changed. Click one to go there (Alt+←, Alt+→). "
    "Where a point stands for many steps, the line is their mean and the band their range. "
    "An error of exactly 0 has no logarithm: it stands on the dotted bottom line, marked 0. "
    "Hollow dots: the next steps at this alpha."
)
_HINTS = ("ticks: where something was changed; click one, or Alt+← →", "click a change, or Alt+← →", "")
_A_DRAG = 4  # pixels: less is a click
_REACH = 5  # pixels at scale 1: a click that near to a mark is meant for it
_MOST_FOR_LABELS = 0.45  # of the plot's width; longer names are left to the other views
_RING = 3  # pixels between the plot and the frame around it, where the focus ring goes


class ErrorChart(QWidget):
    """Shows each run's error by step, and asks to go to the step, or the change, that is clicked."""

    seek_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._stale = False
        self._scene: Scene | None = None
        self._span: Span | None = None
        self._last_step = 0
        self._recorded = Recorded()
        self._lane: int | None = None
        self._pointed_at: int | None = None
        self._pressed: QPoint | None = None
        self._hints: tuple[str, ...] = _HINTS
        self._title = QLabel("error by step")
        self._title.setProperty("role", "heading")
        self.mark_line = MarkLine(theme)
        self.plot = ErrorPlot(theme)
        self.plot.box.sigResized.connect(self._place_anew)
        framed = QVBoxLayout()
        framed.setContentsMargins(_RING, _RING, _RING, _RING)
        framed.addWidget(self.plot.widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 11)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.mark_line)
        self.mark_line.hide()
        layout.addLayout(framed, 1)
        self.setMinimumSize(200, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Error by step")
        self.setToolTip(_TIP)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        """As in the right column of a small window."""
        return QSize(330, 190)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.mark_line.set_theme(theme)
        self.plot.set_theme(theme)
        self._place_anew()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the lanes' errors. A hidden chart waits until it is shown."""
        if snapshot is self._snapshot:
            return
        if self._snapshot is not None and opened(snapshot) is not opened(self._snapshot):
            self._lane = None
        self._snapshot = snapshot
        self._stale = True
        if self.isVisible():
            self._refresh()

    def show_lane(self, lane: int) -> None:
        """Draw this run (from 0) strongest; without a call it is the last one."""
        if lane != self._lane:
            self._lane = lane
            self._stale = True
            if self.isVisible():
                self._refresh()

    # --- from the snapshot to the picture ---

    def _place_anew(self) -> None:
        self.plot.forget_place()
        self._stale = True
        self._refresh()
        self.update()

    def _refresh(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or not self._stale:
            return
        self._stale = False
        # A point for every other pixel: more could not be told apart, and thick lines are dear to draw.
        self._recorded.update(snapshot, max(int(self.plot.rect.width() / 2), MOST_DOTS))
        lanes = tuple(self._lane_curve(snapshot, index) for index in range(len(snapshot.lanes)))
        self._update_span(snapshot, lanes)
        assert self._span is not None  # noqa: S101  # set by the line above
        gutter = max((self.plot.curves.label_width(lane.label) for lane in lanes if lane.label), default=0.0)
        if gutter > _MOST_FOR_LABELS * self.plot.rect.width():
            lanes, gutter = tuple(replace(lane, label="") for lane in lanes), 0.0
        self.plot.place(self._span, gutter)
        marks = tuple(mark.step for mark in snapshot.marks)
        self.plot.show(Picture(self._span, snapshot.step, lanes, marks, self._pointed_at))
        self._say_marks(snapshot)
        self.setAccessibleDescription(_in_words(snapshot))

    def bare(self) -> None:
        """Leave out from now on what is said to whoever sits at the studio."""
        self._hints = ("",)

    def _say_marks(self, snapshot: Snapshot) -> None:
        """Under the title: the mark that is pointed at, or what was changed at this step, or how to go on."""
        self.mark_line.setVisible(bool(snapshot.marks))
        at = snapshot.step if self._pointed_at is None else self._pointed_at
        told = () if is_fast(snapshot) and self._pointed_at is None else wordings(snapshot.marks, at)
        self.mark_line.say(told or self._hints, hint=not told)

    def _lane_curve(self, snapshot: Snapshot, index: int) -> LaneCurve:
        lane, count = snapshot.lanes[index], len(snapshot.lanes)
        # In a replay the recorded future is the truth; what this alpha would do is for the frontier.
        ahead = lane.ahead if snapshot.step == snapshot.last_step else ()
        coming = (level(sum(each.error.tolist())) for each in ahead)
        return LaneCurve(
            self._recorded.traces[index],
            level(lane.now.total_error),
            tuple(takewhile(lambda value: value < inf, coming)),
            run_color(self._theme, index),
            lane.start.label if count > 1 else "",
            index,
            index == shown_lane(snapshot, self._lane),
            self._recorded.firsts[index],
        )

    def _update_span(self, snapshot: Snapshot, lanes: tuple[LaneCurve, ...]) -> None:
        """Grow by whole decades; shrink only when standing at the end, or when it is another run."""
        ahead = [value for lane in lanes for value in lane.ahead]
        most_ahead = max(len(lane.ahead) for lane in lanes)
        span = fit(self._recorded.traces, ahead, snapshot.last_step + most_ahead)
        same_run = opened(snapshot) is self._scene and snapshot.last_step >= self._last_step
        moving = snapshot.playing or snapshot.step < snapshot.last_step
        if moving and same_run and self._span is not None:
            span = span.grown_to(self._span)
        self._scene, self._last_step, self._span = opened(snapshot), snapshot.last_step, span

    # --- what the user does ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the change or to the step that is clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            mark = self._mark_at(self._pressed)
            if mark is None:
                self._seek_at(self._pressed)
            else:
                self._seek(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with a drag; else say which change the pointer is on."""
        place = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(self._mark_at(place))
        elif self._pressed is None or (place - self._pressed).manhattanLength() >= _A_DRAG:
            self._pressed = None
            self._seek_at(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right: one step; with Alt: to the next change. Home, End: the first step and the last."""
        snapshot, modifiers = self._snapshot, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if snapshot is not None and way is not None and modifiers == Qt.KeyboardModifier.AltModifier:
            self._seek(following(snapshot.marks, snapshot.step, way) or snapshot.step)
            return
        if snapshot is None or modifiers:
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

    def topic_at(self, place: QPoint) -> Topic | None:
        """What is at a place, for those who ask: a change, the errors to come, or those that were."""
        snapshot, scale, mark = self._snapshot, self.plot.scale, self._mark_at(place)
        if snapshot is None or scale is None:
            return None
        lane = shown_lane(snapshot, self._lane)
        if mark is not None:
            return Topic(Kind.MARK, lane, words=explained(snapshot.marks, mark))
        ahead = scale.step(self.plot.x_at(place)) > snapshot.last_step
        return Topic(Kind.ERROR_AHEAD if ahead else Kind.ERROR_CURVE, lane)

    def focus_topic(self) -> Topic:
        """What it is as a whole."""
        return Topic(Kind.ERROR_CURVE)

    def _mark_at(self, point: QPoint) -> int | None:
        """The step of the mark at a point, if there is one."""
        scale = self.plot.scale
        if self._snapshot is None or scale is None or not self.plot.widget.geometry().contains(point):
            return None
        reach = _REACH * self._theme.scale
        return nearest(self._snapshot.marks, scale.x, self.plot.x_at(point), reach)

    def _point_at(self, mark: int | None) -> None:
        """Bring out a mark, and say what it is."""
        if mark != self._pointed_at:
            self._pointed_at = mark
            self.setCursor(Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor)
            self._stale = True
            self._refresh()

    def _seek_at(self, point: QPoint) -> None:
        if self.plot.scale is not None:
            self._seek(self.plot.scale.step(self.plot.x_at(point)))

    def _seek(self, step: int) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        step = min(max(step, 1), snapshot.last_step)
        if step != snapshot.step:
            self.seek_requested.emit(step)

    # --- Qt's own occasions ---

    def event(self, event: QEvent) -> bool:
        """Say in the tooltip what was changed at the pointer; forget it when the pointer leaves."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark_at(event.pos())
            marks = () if self._snapshot is None else self._snapshot.marks
            QToolTip.showText(event.globalPos(), _TIP if mark is None else explained(marks, mark), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        return super().event(event)

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
        frame = QRectF(self.plot.widget.geometry()).adjusted(-_RING, -_RING, _RING, _RING)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)
        painter.end()


def _in_words(snapshot: Snapshot) -> str:
    """The present numbers, for a screen reader."""

    def error(lane: Lane) -> str:
        name = f"{lane.start.label}: " if len(snapshot.lanes) > 1 else ""
        mean = "" if lane.now.batch is None else "mean "
        return f"{name}{mean}error {numerals.compact(lane.now.total_error)}"

    errors = "; ".join(error(lane) for lane in snapshot.lanes)
    changed = "; ".join(mark.text for mark in snapshot.marks if mark.step == snapshot.step)
    here = f" Changed here: {changed}." if changed else ""
    return f"Step {snapshot.step} of {snapshot.last_step}. {errors[:1].upper()}{errors[1:]}.{here}"
