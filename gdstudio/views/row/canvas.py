"""The image, its strip of inputs, the weights they meet and the magnifier: pointed at by mouse or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.pixel_picture import pixel_at
from gdstudio.views.row.face import WORDS, Drawn, Face
from gdstudio.views.row.layout import LENS, lens_start, places, row_on_the_way

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.row.layout import Places
    from gdstudio.views.row.meeting import Meeting

_TIP = (
    "Point at an input to see which weight it meets; a click selects that weight. "
    "Arrow keys go from input to input and from row to row, Space selects."
)
_HINT = "Point at an input: which pixel is it, and which weight does it meet?"
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class RowCanvas(QWidget):
    """Shows a `Meeting`, with the image's rows in the image, in the strip, or on their way."""

    input_pointed = Signal(object)
    """The input under the pointer or the keyboard's cursor, or None."""
    input_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty canvas."""
        super().__init__(parent)
        self._theme = theme
        self._meeting: Meeting | None = None
        self._drawn: Drawn | None = None
        self._places: Places | None = None
        self._progress = 0.0
        self._pointed: int | None = None
        self._selected: int | None = None
        self._start = 0  # the first input in the magnifier
        self._in_lens = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(_TIP)
        self.setAccessibleName("Inputs and weights")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._words = max(QFontMetricsF(theme.font(11.5)).horizontalAdvance(word) for word in WORDS)
        self._place()

    def show_meeting(self, meeting: Meeting, *, spoken: bool) -> None:
        """Show these numbers; `spoken` also to a screen reader."""
        other_size = self._meeting is None or self._meeting.size != meeting.size
        self._meeting = meeting
        if other_size:
            self._place()
            self._move_lens()
        self._drawn = None
        if spoken:
            self._describe()
        self.update()

    def show_progress(self, progress: float) -> None:
        """Show the rows in the image (0), in the strip (1), or between."""
        if progress != self._progress:
            self._progress = progress
            self.update()

    def mark(self, pointed: int | None, selected: int | None) -> None:
        """Mark the input that is pointed at, and the one whose weight is selected."""
        if (pointed, selected) != (self._pointed, self._selected):
            self._pointed, self._selected = pointed, selected
            self._move_lens()
            self._describe()
            self.update()

    # --- painting -----------------------------------------------------------------------------------------

    def _move_lens(self) -> None:
        """Bring what is looked at into the magnifier's middle, unless the pointer is in the magnifier."""
        if self._meeting is None or (self._in_lens and self._pointed is not None):
            return
        looked_at = self._pointed if self._pointed is not None else self._selected
        count = self._meeting.input.size
        self._start = lens_start(count, count // 2 if looked_at is None else looked_at)

    def _place(self) -> None:
        """Place everything anew."""
        if self._meeting is not None:
            self._places = places(
                self.size(), self._theme.scale, self._meeting.size, self._words / self._theme.scale
            )
            self._face = Face(self._theme, self._places.unit)
        self._drawn = None
        self.update()

    def _describe(self) -> None:
        if self._meeting is not None:
            self.setAccessibleDescription(" ".join(text for _, text in self._sentences(self._meeting)))

    def _sentences(self, meeting: Meeting) -> list[tuple[str, str]]:
        if 0 < self._progress < 1:
            return [("muted", meeting.row_in_words(row_on_the_way(meeting.size[0], self._progress)))]
        looked_at = self._pointed if self._pointed is not None else self._selected
        if looked_at is None:
            one = ("muted", _HINT)
        else:
            one = ("number", f"{meeting.input_in_words(looked_at)}: {meeting.product_in_words(looked_at)}")
        return [("body", meeting.whole_in_words()), one, ("body", meeting.score_in_words())]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything."""
        meeting, parts = self._meeting, self._places
        if meeting is None or parts is None:
            return
        if self._drawn is None:
            self._drawn = Drawn(meeting, self._theme, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        face, (n_rows, width) = self._face, meeting.size
        face.paint_words(painter, parts)
        face.paint_text(painter, parts.text, self._sentences(meeting))
        face.paint_strips(painter, parts, self._drawn, n_rows)
        face.paint_lens(painter, parts, self._drawn, self._start, width)
        face.paint_rows(painter, parts, self._drawn, n_rows, self._progress)
        if not 0 < self._progress < 1:
            self._paint_marks(painter, parts, meeting)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _paint_marks(self, painter: QPainter, parts: Places, meeting: Meeting) -> None:
        count = min(LENS, meeting.input.size)
        for pixel, selected in ((self._selected, True), (self._pointed, False)):
            if pixel is None:
                continue
            self._face.paint_mark(painter, parts, meeting, pixel, selected=selected)
            if 0 <= pixel - self._start < count:
                self._face.paint_lens_mark(painter, parts, pixel - self._start, count, selected=selected)

    # --- what the user does -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which input the pointer is on."""
        found = self._input_at(event.position())
        self._in_lens = found is not None and event.position().y() >= self._lens_top
        self.input_pointed.emit(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the input."""
        found = self._input_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.input_chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from input to input and from row to row, Enter and Space choose one."""
        if self._meeting is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        last, width = self._meeting.input.size - 1, self._meeting.size[1]
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -width, Qt.Key.Key_Down: width}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key, at = Qt.Key(event.key()), self._pointed
        if key in ends:
            self._go(ends[key])
        elif key in steps and at is None:  # the cursor comes in at the selected input, or in the middle
            self._go((last + 1) // 2 if self._selected is None else self._selected)
        elif key in steps and at is not None:
            wanted = at + steps[key]
            self._go(wanted if 0 <= wanted <= last else at)
        elif key in _CHOOSING and at is not None:
            self.input_chosen.emit(at)
        else:
            super().keyPressEvent(event)

    def _go(self, wanted: int) -> None:
        self._in_lens = False
        self.input_pointed.emit(wanted)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the input pointed at."""
        super().leaveEvent(event)
        self.input_pointed.emit(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the keyboard's cursor."""
        super().focusOutEvent(event)
        if not self.underMouse():
            self.input_pointed.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._place()

    @property
    def _lens_top(self) -> float:
        return self._places.lens[0].top() if self._places is not None else 0.0

    def _input_at(self, point: QPointF) -> int | None:
        meeting, parts = self._meeting, self._places
        if meeting is None or parts is None:
            return None
        count = meeting.input.size
        strips = parts.strips[0].united(parts.strips[1])
        lens = parts.lens[0].united(parts.lens[-1])
        in_lens = pixel_at(lens, (1, min(LENS, count)), point)
        if in_lens is not None:
            return self._start + in_lens
        in_strip = pixel_at(strips, (1, count), point)
        return pixel_at(parts.image, meeting.size, point) if in_strip is None else in_strip
