"""How well the weights do over the steps: the share of images they get right, and the mean error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.accuracy.picture import Picture
from gdstudio.views.accuracy.readout import Readout, at_or_before, nearest, recorded
from gdstudio.views.kit.asking import as_a_whole
from gdstudio.views.kit.step_axis import nice_end

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from gdstudio.messages import ScoreHistory, Snapshot
    from gdstudio.views.kit.theme import Theme

_NO_SCORE = "No scores yet.\nOnce the images have been tried,\nthey are shown here."
_NO_IMAGES = "This scene has no images."
_TIP = (
    "How many images get their largest score at their own label, and the mean error: on images trained on"
    " (solid) and never trained on (dashed).\n"
    "Click or drag to go to a step. Keys: ← → Home End point at a score, Enter goes there, Esc lets go."
)
_NEAR = 4  # pixels beside the plots that still belong to them


class AccuracyPanel(QWidget):
    """Shows the scores over recorded time, and asks to go to the step that is clicked."""

    seek_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._scores: ScoreHistory | None = None
        self._picture: Picture | None = None
        self._end = 0
        self._shown: object = None
        self._pointed: int | None = None  # index of the score that keys or the mouse point at
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Accuracy by step")
        self.setToolTip(_TIP)

    def sizeHint(self) -> QSize:
        """As in the right column of a usual window."""
        return QSize(round(330 * self._theme.scale), round(560 * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        """As small as the lines can be told apart."""
        return QSize(round(300 * self._theme.scale), round(380 * self._theme.scale))

    def topic_at(self, place: QPoint) -> Topic | None:
        """What accuracy is, for those who ask."""
        return as_a_whole(self, place, Kind.ACCURACY)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.updateGeometry()
        self._draw_anew()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the scores so far and the present step. A hidden panel waits until it is shown."""
        if snapshot is self._snapshot:
            return
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    # --- from the snapshot to the picture ---

    def _refresh(self) -> None:
        snapshot = self._snapshot
        gallery = None if snapshot is None else snapshot.gallery
        scores = None if gallery is None else gallery.scores
        end = 0 if snapshot is None else nice_end(snapshot.last_step)
        if end != self._end or not _same(scores, self._scores):
            if scores is None or self._scores is None or len(scores.steps) < len(self._scores.steps):
                self._pointed = None
            self._scores, self._end = scores, end
            self._draw_anew()
        shown = (self._present_x(), self._readout(), gallery is None)
        if shown != self._shown:
            self._shown = shown
            self.update()
        if snapshot is not None and not snapshot.playing:
            self._describe()

    def _present_x(self) -> int | None:
        """Where the present step stands, in half pixels: nearer cannot be told apart."""
        if self._snapshot is None or self._picture is None:
            return None
        return round(2 * self._picture.steps.x(self._snapshot.step))

    def _readout(self) -> Readout | None:
        snapshot, scores = self._snapshot, self._scores
        if snapshot is None or snapshot.gallery is None or scores is None:
            return None
        if self._pointed is not None:
            return recorded(scores, self._pointed)
        return at_or_before(scores, snapshot.gallery.score, snapshot.step)

    def _describe(self) -> None:
        count = 0 if self._scores is None else len(self._scores.steps)
        readout = self._readout()
        words = f"{count} scores. At {readout.in_words()}." if readout is not None else "No scores yet."
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _draw_anew(self) -> None:
        """Forget the picture made for another size, theme or history."""
        self._picture = None
        self.update()
        if self._snapshot is not None and self._scores is not None and len(self._scores.steps):
            last = self._snapshot.last_step
            self._picture = Picture(self._theme, self.size(), self._scores, last)

    # --- what the user does ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step that is clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self._picture is not None:
            self._seek(self._picture.steps.step(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with a drag; else read out the score that is pointed at."""
        if self._picture is None or self._scores is None:
            return
        steps, x = self._picture.steps, event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(steps.step(x))
        else:
            inside = steps.left - _NEAR <= x <= steps.left + steps.width + _NEAR
            self._point(nearest(self._scores, steps.step(x)) if inside else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Page Up and Down, Home, End point at a score; Enter goes there, Esc lets go."""
        count = 0 if self._scores is None else len(self._scores.steps)
        if count == 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        here, far = self._here(), max(count // 10, 1)
        targets = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_PageDown: here - far,
            Qt.Key.Key_PageUp: here + far,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        key = Qt.Key(event.key())
        if key in targets:
            self._point(min(max(targets[key], 0), count - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pointed is not None:
            readout = self._readout()
            if readout is not None:
                self._seek(readout.step)
        elif key == Qt.Key.Key_Escape and self._pointed is not None:
            self._point(None)
        else:
            super().keyPressEvent(event)

    def _here(self) -> int:
        """The index of the score that is pointed at, or of the present one."""
        if self._pointed is not None or self._snapshot is None or self._scores is None:
            return self._pointed or 0
        return max(int(np.searchsorted(self._scores.steps, self._snapshot.step, side="right")) - 1, 0)

    def _point(self, index: int | None) -> None:
        if index != self._pointed:
            self._pointed = index
            self._describe()
            self.update()

    def _seek(self, step: int) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        self._point(None)
        step = min(max(step, 1), snapshot.last_step)
        if step != snapshot.step:
            self.seek_requested.emit(step)

    # --- Qt's own occasions ---

    def event(self, event: QEvent) -> bool:
        """Let go of a score when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of a score."""
        super().focusOutEvent(event)
        self._point(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._draw_anew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the charts, or why there are none, and a ring when focused."""
        painter, theme, snapshot = QPainter(self), self._theme, self._snapshot
        if self._picture is None or snapshot is None:
            painter.setFont(theme.font(13))
            painter.setPen(theme.color("muted"))
            words = _NO_IMAGES if self._scores is None else _NO_SCORE
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        else:
            pointed, ratio = self._pointed is not None, self.devicePixelRatioF()
            self._picture.paint(painter, snapshot.step, self._readout(), ratio, pointed=pointed)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        painter.end()


def _same(scores: ScoreHistory | None, others: ScoreHistory | None) -> bool:
    """Whether two histories hold the same: the snapshots of one run may bring it again and again."""
    if scores is None or others is None or scores is others:
        return scores is others
    return np.array_equal(scores.steps, others.steps) and all(
        np.array_equal(getattr(scores, name), getattr(others, name))
        for name in ("learnt", "unseen", "learnt_error", "unseen_error")
    )
