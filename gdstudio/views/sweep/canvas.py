"""Where a sweep is drawn and looked at: a cursor over its points, and an alpha to be taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.sweep.headline import Headline
from gdstudio.views.sweep.layout import Layout
from gdstudio.views.sweep.picture import SweepPicture
from gdstudio.views.sweep.words import best, summary, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sweep.layout import Shown

_TIP = (
    "The error after the steps of each alpha, both on a log scale. Move the pointer, or use ← → Home End,"
    " to read a point; click, or press Enter, to take its alpha."
)
_WAYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: -5,
    Qt.Key.Key_PageUp: 5,
    Qt.Key.Key_Home: 0,
    Qt.Key.Key_End: 0,
}


class SweepCanvas(QWidget):
    """The picture of a sweep below a line or two of words."""

    alpha_requested = Signal(float, int)  # the value, the gesture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Shown | None = None
        self._words = ""
        self._origins: Sequence[str] = ()
        self._description = ""
        self._complaint = ""
        self._laid_out: tuple[Headline, Layout] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("Error against alpha")

    def sizeHint(self) -> QSize:
        """Large enough to read."""
        return QSize(320, 220)

    def minimumSizeHint(self) -> QSize:
        """Words, and a curve that can still be made out."""
        return QSize(200, 115) * self._theme.scale

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.updateGeometry()
        self._draw_again()

    @property
    def cursor_at(self) -> int | None:
        """Which point is looked at."""
        return None if self._shown is None else self._shown.cursor

    @property
    def heading(self) -> str:
        """The first line: what is wrong, what the point led to that is looked at, or the best alpha."""
        if self._complaint:
            return self._complaint
        if self._shown is None:
            return ""
        index = self._shown.cursor
        if index is not None:
            return told(self._shown.swept, index)
        return self._words or summary(self._shown.swept)

    def show_sweep(
        self, shown: Shown | None, words: str, origins: Sequence[str] = (), description: str = ""
    ) -> None:
        """Show a sweep; or, where there is none, words in its place.

        Args:
            shown: the sweep. The cursor stays where it is while it is the same one.
            words: in place of a picture; beside one, in place of its best alpha, or "".
            origins: what it was made from, the longest wording first.
            description: the whole picture in words.
        """
        if shown is not None and self._shown is not None and shown.swept is self._shown.swept:
            shown = replace(shown, cursor=self._shown.cursor)
        self._shown, self._words, self._origins = shown, words, origins
        self._description = description or words
        self.setCursor(Qt.CursorShape.ArrowCursor if shown is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_TIP if shown is not None else words)
        self._draw_again()

    def complain(self, sentence: str) -> None:
        """Say what is wrong in a field, or with "" that nothing is."""
        if sentence != self._complaint:
            self._complaint = sentence
            self.update()

    def laid_out(self) -> tuple[Headline, Layout] | None:
        """Words and picture at the present size, or None where there is no sweep."""
        shown = self._shown
        if self._laid_out is None and shown is not None:
            headline = Headline(self._theme, self.width(), self._words or summary(shown.swept), self._origins)
            room = QRectF(self.rect()).adjusted(4, headline.height, -4, -4)
            self._laid_out = headline, Layout(self._theme, room, shown)
        return self._laid_out

    # --- what the user does -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the nearest point."""
        self._look_at(self._point_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the alpha that is clicked."""
        index = self._point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._look_at(index)
            self._take()

    def leaveEvent(self, event: QEvent) -> None:
        """Look at no point any more, unless the keys are used."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look at no point any more."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._look_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Page Up, Page Down, Home, End: another point. Enter: take its alpha."""
        shown, key = self._shown, Qt.Key(event.key())
        if shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _WAYS:
            last = len(shown.swept.alphas) - 1
            # The first key only brings the cursor: to the best point.
            here = self._best if shown.cursor is None else shown.cursor + _WAYS[key]
            self._look_at({Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key, min(max(here, 0), last)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self._look_at(self._best if shown.cursor is None else shown.cursor)
            self._take()
        else:
            super().keyPressEvent(event)

    @property
    def _best(self) -> int:
        """The point with the least error; where there is no such thing, the first."""
        return (best(self._shown.swept) or 0) if self._shown is not None else 0

    def _take(self) -> None:
        if self._shown is not None and self._shown.cursor is not None:
            self.alpha_requested.emit(float(self._shown.swept.alphas[self._shown.cursor]), next_gesture())

    def _point_at(self, place: QPointF) -> int | None:
        """The point nearest to a place on the picture."""
        parts = self.laid_out()
        if parts is None or place.y() < parts[1].ground.top():
            return None
        return parts[1].nearest(place.x())

    def _look_at(self, index: int | None) -> None:
        if self._shown is not None and index != self._shown.cursor:
            self._shown = replace(self._shown, cursor=index)
            self._draw_again()

    # --- drawing ------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay out anew."""
        self._laid_out = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words and picture, and a ring when focused."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = self.laid_out()
        if parts is None:
            painter.setPen(theme.color("diverges_text" if self._complaint else "muted"))
            painter.setFont(theme.font(13))
            room = self.rect().adjusted(12, 4, -12, -4)
            text = self._complaint or self._words
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
        else:
            parts[0].paint(painter, self.heading, wrong=bool(self._complaint))
            SweepPicture(theme, parts[1]).paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _draw_again(self) -> None:
        """Lay out and paint anew, and say the same in words."""
        self._laid_out = None
        cursor = self.cursor_at
        looked_at = cursor is not None and self._shown is not None
        self.setAccessibleDescription(self.heading if looked_at else self._description)
        self.update()
