"""The timeline: recorded steps as a bar with what was changed and bookmarks on it; drag it to any of them.

The bar's end is a round number of steps above the recorded ones. So what is recorded grows along it while
playing, and the marks stand still between one round number and the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gdstudio.numerals import grouped
from gdstudio.views.transport.ribbons import paint_names, paint_ribbon, pointed_at

if TYPE_CHECKING:
    from gdstudio.messages import Bookmark, Mark, Snapshot
    from gdstudio.views.kit.theme import Theme

_HOW = (
    "Drag or click to revisit a step. Keys: ← → one step, Page Up and Page Down a twentieth,"
    " Home and End the first and the last."
)
_TOLD_AT_ONCE = 6


def horizon(last_step: int) -> int:
    """The step at the bar's end: the next of 10, 20, 50, 100, 200 … that holds all recorded steps."""
    power = 10
    while True:
        for end in (power, 2 * power, 5 * power):
            if last_step <= end:
                return end
        power *= 10


class TimelineBar(QWidget):
    """A slider over the steps 1 to `last_step`, in whole numbers throughout."""

    seek_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = self._last_step = 1
        self._end = horizon(1)
        self._marks: tuple[Mark, ...] = ()
        self._marks_at: dict[int, list[Mark]] | None = None  # by pixel; None until laid out
        self._bookmarks: tuple[Bookmark, ...] = ()
        self._lit: Bookmark | None = None
        self._held = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Timeline")
        self.setToolTip(_HOW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # --- what it shows ------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The step the handle is at."""
        return self._step

    @property
    def held(self) -> bool:
        """Whether the user is dragging the handle."""
        return self._held

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._marks_at = None
        self.updateGeometry()
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the step, what is recorded, and the marks; a held handle stays where it is."""
        step = self._step if self._held else snapshot.step
        end = self._end if self._held else horizon(snapshot.last_step)
        if snapshot.marks != self._marks or end != self._end:
            self._marks, self._end, self._marks_at = snapshot.marks, end, None
            self.update()
        if snapshot.bookmarks != self._bookmarks:
            self._bookmarks, self._lit = snapshot.bookmarks, None
            self.update()
        if (step, snapshot.last_step) != (self._step, self._last_step):
            self._step, self._last_step = step, snapshot.last_step
            self.update()
        if not snapshot.playing:
            self._describe()

    def _describe(self) -> None:
        text = f"step {self._step} of {self._last_step} recorded, {len(self._marks)} changes marked"
        text += "".join(f", “{mark.name}” at step {mark.step}" for mark in self._bookmarks)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # --- steps and pixels ---------------------------------------------------------------------------------

    @property
    def _edge(self) -> int:
        return round(11 * self._theme.scale)

    @property
    def _length(self) -> int:
        return max(self.width() - 2 * self._edge, 1)

    def x_of(self, step: int) -> int:
        """The pixel of a step."""
        return self._edge + (step - 1) * self._length // (self._end - 1)

    def step_at(self, x: int) -> int:
        """The recorded step nearest to a pixel."""
        step = 1 + ((x - self._edge) * (self._end - 1) + self._length // 2) // self._length
        return min(max(step, 1), self._last_step)

    def marks_at(self) -> dict[int, list[Mark]]:
        """The marks by the pixel they are drawn at."""
        if self._marks_at is None:
            self._marks_at = {}
            for mark in self._marks:
                self._marks_at.setdefault(self.x_of(mark.step), []).append(mark)
        return self._marks_at

    # --- what the user wants ------------------------------------------------------------------------------

    def _ask(self, step: int) -> None:
        step = min(max(step, 1), self._last_step)
        if step != self._step:
            self._step = step
            self.update()
            self.seek_requested.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by steps, by twentieths, or to the ends."""
        far = max(self._last_step // 20, 1)
        steps = {
            Qt.Key.Key_Left: self._step - 1,
            Qt.Key.Key_Right: self._step + 1,
            Qt.Key.Key_PageDown: self._step - far,
            Qt.Key.Key_PageUp: self._step + far,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self._last_step,
        }
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in steps:
            self._ask(steps[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle, or bring it to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        bookmark = self._bookmark_at(event.position())
        if bookmark is not None:
            self._ask(bookmark.step)
            return
        self._held = True
        self.update()
        if abs(event.position().x() - self.x_of(self._step)) > 8 * self._theme.scale:
            self._ask(self.step_at(round(event.position().x())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer: one request for each new step; not held, light the ribbon that is under it."""
        if self._held:
            self._ask(self.step_at(round(event.position().x())))
        else:
            self._light(self._bookmark_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No ribbon is pointed at any more."""
        super().leaveEvent(event)
        self._light(None)

    def _light(self, bookmark: Bookmark | None) -> None:
        if bookmark != self._lit:
            self._lit = bookmark
            self.update()

    def _bookmark_at(self, at: QPointF) -> Bookmark | None:
        return pointed_at(self._bookmarks, self.x_of, at, self._theme.scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._held:
            self._held = False
            self.update()

    # --- Qt's ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tooltip with the bookmark or the marks at the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.explain(event.pos()), self)
            return True
        return super().event(event)

    def explain(self, at: QPoint) -> str:
        """The bookmark or the marks near a pixel, or how the bar is used."""
        bookmark = self._bookmark_at(QPointF(at))
        if bookmark is not None:
            return f"“{bookmark.name}”: click to go to step {grouped(bookmark.step)}"
        reach = round(4 * self._theme.scale)
        near = [mark for x, marks in self.marks_at().items() if abs(x - at.x()) <= reach for mark in marks]
        if not near:
            return _HOW
        lines = [f"step {grouped(mark.step)}: {mark.text}" for mark in near[:_TOLD_AT_ONCE]]
        if len(near) > _TOLD_AT_ONCE:
            lines.append(f"and {len(near) - _TOLD_AT_ONCE} more")
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        """As in the usual window."""
        return QSize(round(430 * self._theme.scale), round(26 * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        """Enough to aim."""
        return QSize(round(110 * self._theme.scale), round(26 * self._theme.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the marks out anew."""
        self._marks_at = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, what is recorded, what is behind us, the marks and the handle."""
        painter, theme, unit = QPainter(self), self._theme, self._theme.scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, here, thick = self.height() / 2, self.x_of(self._step), 6 * unit
        for name, end in (
            ("border", self._edge + self._length),
            ("before", self.x_of(self._last_step)),
            ("accent", here),
        ):
            painter.setBrush(theme.color(name))
            bar = QRectF(self._edge - thick / 2, middle - thick / 2, end - self._edge + thick, thick)
            painter.drawRoundedRect(bar, thick / 2, thick / 2)
        painter.setPen(QPen(theme.color("text"), max(1.5 * unit, 1)))
        for x in self.marks_at():
            painter.drawLine(QPointF(x, middle - 9 * unit), QPointF(x, middle + 9 * unit))
        names = {self.x_of(mark.step): mark.name for mark in self._bookmarks}
        paint_names(painter, theme, names, self.marks_at(), self.width())
        self._paint_handle(painter, QPointF(here, middle))
        for bookmark in self._bookmarks:
            paint_ribbon(painter, theme, self.x_of(bookmark.step), lit=bookmark == self._lit)
        painter.end()

    def _paint_handle(self, painter: QPainter, at: QPointF) -> None:
        theme, unit = self._theme, self._theme.scale
        painter.setPen(QPen(theme.color("accent"), 3 * unit))
        painter.setBrush(theme.color("accent" if self._held else "card"))
        painter.drawEllipse(at, 7 * unit, 7 * unit)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 11 * unit, 11 * unit)
