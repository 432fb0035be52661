"""The digit pad: a place to draw, the drawing as the network sees it, and its scores as one draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdstudio.core.drawing import mnist_like
from gdstudio.messages import Source
from gdstudio.views.pad.board import Board
from gdstudio.views.pad.layout import Places, arrange
from gdstudio.views.pad.preview import Preview
from gdstudio.views.pad.scores import ScoreBars, verdict
from gdstudio.views.pad.tools import PadButton, Tools
from gdstudio.views.pad.written import STROKES

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Gallery, Snapshot
    from gdstudio.views.kit.theme import Theme

_FRAME = 16  # milliseconds: while drawing, the image goes out at most once in so many
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_NOTHING = ("nothing drawn yet", "the scores change as you draw")
_ELSEWHERE = ("another image", "is looked at now")
_COMING = ("", "")


class DigitPad(QWidget):
    """Asks to look at what is drawn, and shows what the weights make of it."""

    drawn = Signal(object)
    """The drawing as an image, (height, width) uint8, is to be looked at."""
    cleared = Signal()
    """There is no drawing any more to look at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._shown: tuple[bool, ...] = ()
        self._shown_scores: FloatArray | None = None
        self._asked_after = -1
        self._names: tuple[str, ...] = ()
        self._verdict = _NOTHING
        self._places: Places | None = None
        self._size = (28, 28)
        self._image = np.zeros(self._size, np.uint8)
        self.board = Board(theme, self)
        self._tools = Tools(theme, self)
        self._look = PadButton(
            theme, "Look at my drawing", "Show the drawing again in all views (Space, when focused)"
        )
        self._look.setParent(self)
        self._look.hide()
        self._preview = Preview(theme, self)
        self._preview.show_image(self._image)
        self._scores = ScoreBars(theme, self)
        self._timer = QTimer(self, singleShot=True, interval=_FRAME)
        self._timer.timeout.connect(self._send)
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Draw a digit")
        self.setWhatsThis("A digit of your own, as the network sees it, and its ten scores while you draw.")

    def _connect(self) -> None:
        self.board.drew.connect(self._redraw)
        self.board.stroke_ended.connect(self._send_now)
        self._tools.pen_chosen.connect(self._choose_pen)
        self._tools.eraser_chosen.connect(self._choose_eraser)
        self._tools.undo_requested.connect(self.board.undo)
        self._tools.clear_requested.connect(self.board.clear)
        self._look.clicked.connect(self._ask)

    def sizeHint(self) -> QSize:
        """As in the right column of a usual window."""
        return QSize(round(330 * self._theme.scale), round(560 * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        """As small as one can draw in."""
        return QSize(round(300 * self._theme.scale), round(380 * self._theme.scale))

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        for part in (self.board, self._tools, self._look, self._preview, self._scores):
            part.set_theme(theme)
        self.updateGeometry()
        self._place()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the scores of the drawing, if that is what is looked at. A hidden pad waits."""
        self._snapshot = snapshot
        if self.isVisible():
            self._refresh()

    def write(self, digit: int) -> None:
        """Write a digit (0 to 9) in place of what is drawn; that can be taken back stroke by stroke."""
        self.board.write(STROKES[digit])
        self._send_now()

    # --- from the snapshot to the picture ---

    def _refresh(self) -> None:
        snapshot = self._snapshot
        gallery = None if snapshot is None else snapshot.gallery
        if snapshot is None or gallery is None:
            return
        names, size = gallery.learnt.class_names, gallery.learnt.size
        if (names, size) != (self._names, self._size):
            self._names, self._size = names, size
            self._remake()
            self._place()
        self._show_scores(snapshot, gallery)

    def _show_scores(self, snapshot: Snapshot, gallery: Gallery) -> None:
        ours = gallery.looked_at.source is Source.DRAWN
        blank = not self._image.any()
        # What was asked for comes with a later snapshot.
        coming = self._timer.isActive() or snapshot.handled <= self._asked_after
        scores: FloatArray | None = gallery.seen.pred if ours and not blank else None
        shown = (ours, blank, coming, snapshot.playing)
        if scores is self._shown_scores and shown == self._shown:
            return
        self._shown, self._shown_scores = shown, scores
        steady = snapshot.playing or self.board.drawing_now
        self._scores.show_scores(self._names, scores, steady=steady)
        if not snapshot.playing:
            self._scores.describe()
        self._show_verdict(scores, _NOTHING if blank else _COMING if coming else _ELSEWHERE)

    def _show_verdict(self, scores: FloatArray | None, otherwise: tuple[str, str]) -> None:
        lines = otherwise if scores is None else verdict(scores, self._names)
        if self._look.hasFocus() and lines is not _ELSEWHERE:
            self.board.setFocus()
        self._look.setVisible(lines is _ELSEWHERE)
        if lines != self._verdict and self._places is not None:
            self._verdict = lines
            self.update(self._places.verdict)

    # --- what the user does ---

    def _choose_pen(self, width: float) -> None:
        self.board.pen_width = width
        self.board.update()

    def _choose_eraser(self, erasing: bool) -> None:
        self.board.erasing = erasing

    def _redraw(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _send_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._send()

    def _send(self) -> None:
        """Ask to look at the drawing as it is now, if it looks different to the network."""
        before = self._image
        self._remake()
        drawing = self.board.drawing
        self._tools.show_state(strokes=drawing.strokes > 0, can_undo=drawing.can_undo)
        if self._image.any():
            if not np.array_equal(before, self._image):
                self._ask()
        elif before.any():
            self.cleared.emit()
        self._refresh()

    def _ask(self) -> None:
        if self._snapshot is not None:
            self._asked_after = self._snapshot.handled
        self.drawn.emit(self._image.copy())

    def _remake(self) -> None:
        self._image = mnist_like(self.board.drawing.ink(), self._size)
        self._preview.show_image(self._image)

    # --- Qt's own occasions ---

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._place()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing unsaid."""
        super().hideEvent(event)
        self._send_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        classes = max(len(self._names), 1)
        places = arrange(self.width(), self.height(), classes, max(self._size), self._theme.scale)
        self._places = places
        self.board.setGeometry(places.board)
        self._tools.setGeometry(places.tools)
        self._preview.setGeometry(places.preview)
        self._preview.set_narrow(places.narrow)
        self._scores.setGeometry(places.scores)
        self._scores.set_columns(places.columns)
        look = self._look.sizeHint()
        right = places.verdict.x() + places.verdict.width()
        self._look.setGeometry(right - look.width(), places.verdict.y() + 4, look.width(), look.height())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the verdict."""
        if self._places is None:
            return
        theme, place = self._theme, QRectF(self._places.verdict)
        painter = QPainter(self)
        line = place.height() / 2
        painter.setFont(theme.font(14, bold=True))
        painter.setPen(theme.color("text"))
        painter.drawText(place, _LEFT, self._verdict[0])
        painter.setFont(theme.font(12.5))
        painter.setPen(theme.color("muted"))
        painter.drawText(place.adjusted(0, line, 0, 0), _LEFT, self._verdict[1])
        painter.end()
