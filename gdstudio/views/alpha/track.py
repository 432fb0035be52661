"""The part of the alpha ruler that is held: drag the marker, click, or use the arrow keys."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from math import log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gdstudio.core.descent import Rule
from gdstudio.core.landscape import AlphaLimits
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.alpha.picture import HEIGHT, RulerPicture, RulerState
from gdstudio.views.alpha.scale import LogScale, rounded
from gdstudio.views.alpha.whose import Whose
from gdstudio.views.alpha.whose import told as told_of
from gdstudio.views.kit.gestures import next_gesture
from gdstudio.views.kit.zones import zone_at

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gdstudio.views.kit.theme import Theme

MINIMUM_WIDTH = 280
"""Pixels at scale 1."""

_HOW = "Drag the marker or click. Keys: ← → a little, Page Up and Page Down more, Home and End to the ends."

_NEAR_MARKER = 7
"""Pixels at scale 1 to either side of the marker's tip that are still the marker."""

_DECADES = {
    Qt.Key.Key_Left: -1 / 20,
    Qt.Key.Key_Right: 1 / 20,
    Qt.Key.Key_PageDown: -1 / 4,
    Qt.Key.Key_PageUp: 1 / 4,
}


class AlphaTrack(QWidget):
    """The ruler without its field.

    Attributes:
        remark: what is worth a sentence about the present alpha, or ""; it is told at the marker.
        lane: which run's alpha it is, from 0.
    """

    alpha_requested = Signal(float, int)  # the value, the gesture

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.remark = ""
        self.lane = 0
        self._state = RulerState(0.01, AlphaLimits(None, None, None, ()), LogScale(), Whose())
        self._picture: RulerPicture | None = None
        self._grip: float | None = None  # while held: from the pointer to the marker's tip
        self._gesture = 0
        self._exact_power = log10(0.01)  # so that keys forth and back meet again in spite of rounding
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Alpha ruler")
        self.setToolTip(_HOW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    # --- what it shows ------------------------------------------------------------------------------------

    @property
    def alpha(self) -> float:
        """Where the marker is."""
        return self._state.alpha

    @property
    def whose(self) -> Whose:
        """Whose limits are shown."""
        return self._state.whose

    @property
    def held(self) -> bool:
        """Whether the user is dragging the marker."""
        return self._grip is not None

    @property
    def picture(self) -> RulerPicture:
        """The layout at the present size."""
        if self._picture is None:
            self._picture = RulerPicture(self._theme, self._state, self.width())
        return self._picture

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self._draw_again()

    def show_alpha(self, alpha: float, limits: AlphaLimits, whose: Whose) -> None:
        """Show this alpha among these limits; while the marker is held, only the limits change."""
        scale = self._state.scale
        if self.held:
            alpha = self._state.alpha
        else:
            edges = [(limits.no_overshoot or 0) / 2, (limits.diverges or 0) * 2]
            scale = LogScale.holding([alpha, *edges])
        state = RulerState(alpha, limits, scale, whose)
        if state != self._state:
            self._state = state
            self._draw_again()

    def _draw_again(self) -> None:
        self._picture = None
        self.update()

    # --- what the user wants ------------------------------------------------------------------------------

    def new_gesture(self) -> None:
        """What is asked from now on is another undo."""
        self._gesture = next_gesture()

    def nudge(self, decades: float) -> None:
        """Ask for an alpha this many decades higher (or lower, if negative)."""
        scale, alpha = self._state.scale, self._state.alpha
        if alpha <= 0:
            power = float(scale.low) if decades > 0 else None
        elif rounded(10.0**self._exact_power) == alpha:
            power = self._exact_power + decades
        else:
            power = log10(alpha) + decades
        if power is not None:
            self._ask_power(min(max(power, scale.low), scale.high))

    def _ask_power(self, power: float) -> None:
        self._exact_power = power
        self._ask(rounded(10.0**power))

    def _ask(self, alpha: float) -> None:
        if alpha != self._state.alpha:
            self._state = replace(self._state, alpha=alpha)
            self._draw_again()
            self.alpha_requested.emit(alpha, self._gesture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys and their relatives move the marker; a key held down is one gesture."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or key not in {*_DECADES, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
            return
        if not event.isAutoRepeat():
            self.new_gesture()
        if key in _DECADES:
            self.nudge(_DECADES[key])
        else:
            scale = self._state.scale
            self._ask_power(scale.low if key == Qt.Key.Key_Home else scale.high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the marker, or bring it to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.new_gesture()
        distance = self.picture.marker_x - event.position().x()
        on_marker = abs(distance) <= _NEAR_MARKER * self._theme.scale
        self._grip = distance if on_marker else 0.0
        if not on_marker:
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the marker; nothing snaps."""
        if self.held:
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; the ruler may change its length again."""
        if event.button() == Qt.MouseButton.LeftButton and self.held:
            self._grip = None
            self.show_alpha(self._state.alpha, self._state.limits, self._state.whose)

    def _follow(self, event: QMouseEvent) -> None:
        self._ask(rounded(self.picture.value(event.position().x() + (self._grip or 0.0))))

    # --- Qt's ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tooltip with what happens at the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.explain(event.pos().x()), self)
            return True
        return super().event(event)

    def explain(self, x: float) -> str:
        """What happens at a pixel, and how the ruler is used."""
        picture = self.picture
        one_step, zone = picture.one_step_x, zone_at(picture.value(x), picture.zones)
        if one_step is not None and abs(x - one_step) <= 4 * self._theme.scale:
            told = "Alpha 1 ÷ S: 1 − α·S is 0, so the dot lands on the bottom in one step."
        elif zone is not None:
            told = f"{zone.name.capitalize()}. {zone.sentence}"
        elif self.whose.rule is not Rule.CORRECT:
            told = ""
        else:
            told = "Nothing unfrozen has an input other than 0, so alpha changes nothing."
        limits = escape(told_of(self._state.limits, self._state.whose))
        here = escape(self.remark) if abs(x - picture.marker_x) <= _NEAR_MARKER * self._theme.scale else ""
        return "".join(f"<p>{each}</p>" for each in (here or told, limits, _HOW) if each)

    def topic_at(self, place: QPoint) -> Topic:
        """What is at a place, for those who ask: the marker, the limit, the ring, or a zone."""
        picture, near = self.picture, _NEAR_MARKER * self._theme.scale
        if place.y() < picture.bar.top() - near:
            return (
                Topic(Kind.ALPHA, self.lane) if place.x() < self.width() / 3 else Topic(Kind.LIMIT, self.lane)
            )
        one_step, value = picture.one_step_x, picture.value(place.x())
        if abs(place.x() - picture.marker_x) <= near:
            return Topic(Kind.ALPHA, self.lane)
        if one_step is not None and abs(place.x() - one_step) <= 4 * self._theme.scale:
            return Topic(Kind.ONE_STEP, self.lane)
        ends = self._state.limits.guaranteed, self._state.limits.diverges
        if any(end is not None and abs(place.x() - picture.x(end)) <= near / 2 for end in ends):
            return Topic(Kind.LIMIT, self.lane)
        zone = zone_at(value, picture.zones)
        if zone is None:
            return Topic(Kind.LIMIT, self.lane)
        return Topic(Kind.ZONE, self.lane, value=value, words=f"{zone.name}: {zone.sentence}")

    def focus_topic(self) -> Topic:
        """What it is as a whole."""
        return Topic(Kind.ALPHA, self.lane)

    def sizeHint(self) -> QSize:
        """As in the usual window."""
        return QSize(round(400 * self._theme.scale), round(HEIGHT * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        """As little as all tick numbers need."""
        return QSize(round(MINIMUM_WIDTH * self._theme.scale), round(HEIGHT * self._theme.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ruler, and a ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():  # under the marker, which is the thing to see
            bar, gap = self.picture.bar, 4.0 * self._theme.scale
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(bar.adjusted(-gap, -gap, gap, gap)), 2 * gap, 2 * gap)
        self.picture.paint(painter)
        painter.end()
