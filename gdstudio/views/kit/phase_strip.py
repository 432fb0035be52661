"""The four phases of a step in a row, the present one lit; a click asks for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import Phase

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPoint
    from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPaintEvent

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

NAMES = {
    Phase.PREDICT: "1  Predict",
    Phase.COMPARE: "2  Compare",
    Phase.WEIGHT_DELTAS: "3  Weight deltas",
    Phase.LEARN: "4  Learn",
}
_TOOL_TIPS = {
    Phase.PREDICT: "Predict: multiply each input by its weight and add up",
    Phase.COMPARE: "Compare: delta is pred − true, error is delta²",
    Phase.WEIGHT_DELTAS: "Weight deltas: multiply delta by each weight's input",
    Phase.LEARN: "Learn: subtract alpha × weight_delta from each weight",
}
_KEYS = "click, or Left and Right here"
FASTEST_TO_SEE = 4.0
"""Steps (or phases) a second above which nobody can follow a phase."""
_GAP = 4


def phases_visible(snapshot: Snapshot) -> bool:
    """Whether there is time to see a single phase."""
    speed = snapshot.speed.per_second
    return not snapshot.playing or (speed is not None and speed <= FASTEST_TO_SEE)


def visible_phase(snapshot: Snapshot) -> Phase | None:
    """The phase to bring out, or None when whole steps go by."""
    if snapshot.playing and not snapshot.speed.by_phase:
        return None
    return snapshot.phase if phases_visible(snapshot) else None


class PhaseStrip(QWidget):
    """Predict, Compare, Weight deltas, Learn.

    Left and Right move between them. When steps go by faster than phases can be seen, none is lit.
    """

    phase_requested = Signal(object)
    """The `Phase` that the user wants to look at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the strip, at Predict."""
        super().__init__(parent)
        self._phase = Phase.PREDICT
        self._lit = True
        self._hovered: Phase | None = None
        self._fonts: tuple[QFont, QFont] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Phases")
        self.set_theme(theme)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._fonts = None
        self.updateGeometry()
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Light the snapshot's phase."""
        lit = phases_visible(snapshot)
        if (lit, snapshot.phase) != (self._lit, self._phase):
            self._lit, self._phase = lit, snapshot.phase
            self._describe()
            self.update()

    @property
    def shown(self) -> Phase | None:
        """The phase that is lit, or None."""
        return self._phase if self._lit else None

    def sizeHint(self) -> QSize:
        """As wide as its words, one line high."""
        return QSize(round(520 * self._theme.scale), round(28 * self._theme.scale))

    def segment(self, phase: Phase) -> QRectF:
        """Where a phase's segment is."""
        width = (self.width() - _GAP * (len(NAMES) - 1)) / len(NAMES)
        return QRectF(phase.value * (width + _GAP), 0, width, self.height())

    def topic_at(self, place: QPoint) -> Topic:
        """What the phase at a place is, for those who ask."""
        return Topic(Kind[self._at(place.x()).name])

    def focus_topic(self) -> Topic:
        """What the present phase is, for those who ask without pointing at one."""
        return Topic(Kind[self._phase.name])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the phase under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the segment under the pointer."""
        self._hover(self._at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no segment any more."""
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the phase before or after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif 0 <= self._phase.value + step < len(NAMES):
            self._ask(Phase(self._phase.value + step))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the four segments and the focus ring."""
        theme = self._theme
        normal, bold = self._fonts = self._fonts or self._fitting_fonts()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for phase, name in NAMES.items():
            rect, current = self.segment(phase), phase is self.shown
            hovered = phase is self._hovered and not current
            painter.setPen(QPen(theme.color("outline"), 1) if hovered else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if current else "raised"))
            inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
            painter.setPen(theme.color("on_accent" if current else "text" if self._lit else "muted"))
            painter.setFont(bold if current else normal)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, name)
            if self.hasFocus() and phase is self._phase:
                self._paint_ring(painter, rect)
        painter.end()

    def resizeEvent(self, _event: object) -> None:
        """Measure the words anew."""
        self._fonts = None

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        """A ring on the segment itself; on the lit one, between two lines of accent."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = rect.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        if self._lit:
            ring = rect.adjusted(3, 3, -3, -3)
            painter.setPen(QPen(self._theme.color("on_accent"), 2))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _fitting_fonts(self) -> tuple[QFont, QFont]:
        room = self.segment(Phase.PREDICT).width() - 12
        for size in (13.0, 12.5, 12.0, 11.5, 11.0, 10.0, 9.0):
            bold = self._theme.font(size, bold=True)
            metrics = QFontMetricsF(bold)
            if (
                max(metrics.horizontalAdvance(name) for name in NAMES.values()) <= room
                and metrics.height() <= self.height()
            ):
                break
        return self._theme.font(size, medium=True), bold

    def _at(self, x: float) -> Phase:
        return Phase(min(max(int(x * len(NAMES) / max(self.width(), 1)), 0), len(NAMES) - 1))

    def _hover(self, phase: Phase | None) -> None:
        if phase is not self._hovered:
            self._hovered = phase
            self.setToolTip("" if phase is None else f"{_TOOL_TIPS[phase]} ({_KEYS})")
            self.update()

    def _ask(self, phase: Phase) -> None:
        if phase is not self.shown:
            self.phase_requested.emit(phase)

    def _describe(self) -> None:
        place = f"{NAMES[self._phase]} of 4" if self._lit else "playing too fast to show phases"
        self.setAccessibleDescription(f"{place.replace('  ', ' ')}. {_KEYS.capitalize()}.")
