"""The transport's signs, painted rather than loaded, so that they are crisp at any size and in any theme."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme


class Glyph(Enum):
    """What a sign means."""

    FIRST = "first"
    STEP_BACK = "step back"
    PLAY = "play"
    PAUSE = "pause"
    STEP = "step"
    LAST = "last"
    PHASE = "phase"
    BACKWARDS = "backwards"
    GOING_BACK = "going back"


def draw_glyph(painter: QPainter, glyph: Glyph, area: QRectF, color: QColor) -> None:
    """Draw a sign in the largest square in the middle of `area`."""
    side = min(area.width(), area.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center() - QPointF(side / 2, side / 2))
    painter.scale(side, side)
    # A thin pen of the same colour rounds the corners.
    painter.setPen(QPen(color, 0.07, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(color)
    if glyph in {Glyph.FIRST, Glyph.STEP_BACK, Glyph.BACKWARDS, Glyph.GOING_BACK}:  # mirrored
        painter.translate(1, 0)
        painter.scale(-1, 1)
    match glyph:
        case Glyph.PLAY:
            painter.drawPolygon(_triangle(0.22, 0.92, 0.40))
        case Glyph.PAUSE:
            painter.drawRect(QRectF(0.2, 0.14, 0.18, 0.72))
            painter.drawRect(QRectF(0.62, 0.14, 0.18, 0.72))
        case Glyph.STEP | Glyph.STEP_BACK:
            painter.drawPolygon(_triangle(0.22, 0.8, 0.36))
        case Glyph.LAST | Glyph.FIRST:
            painter.drawPolygon(_triangle(0.1, 0.62, 0.36))
            painter.drawRect(QRectF(0.8, 0.14, 0.08, 0.72))
        case Glyph.PHASE:
            _draw_phase(painter, color)
        case Glyph.BACKWARDS | Glyph.GOING_BACK:
            _draw_ringed(painter, glyph is Glyph.GOING_BACK)
    painter.restore()


def _triangle(left: float, right: float, half: float) -> QPolygonF:
    return QPolygonF([QPointF(left, 0.5 - half), QPointF(right, 0.5), QPointF(left, 0.5 + half)])


def _draw_ringed(painter: QPainter, filled: bool) -> None:
    """A triangle in a ring, like Play in its disc; filled, the triangle is cut out of the disc."""
    disc, sign = QRectF(0.05, 0.05, 0.9, 0.9), _triangle(0.35, 0.79, 0.24)
    if filled:
        cut = QPainterPath()  # where disc and triangle lie over each other, nothing is filled
        cut.addEllipse(disc)
        cut.addPolygon(sign)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(cut)
    else:
        painter.drawPolygon(sign)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)


def _draw_phase(painter: QPainter, color: QColor) -> None:
    """A small step above four pieces: one phase of the four that make a step."""
    painter.drawPolygon(QPolygonF([QPointF(0.33, 0.06), QPointF(0.72, 0.31), QPointF(0.33, 0.56)]))
    painter.setPen(Qt.PenStyle.NoPen)
    faint = QColor(color)
    faint.setAlphaF(0.55 * color.alphaF())
    for i in range(4):
        painter.setBrush(color if i == 0 else faint)
        painter.drawRoundedRect(QRectF(0.02 + 0.25 * i, 0.78, 0.19, 0.14), 0.05, 0.05)


class GlyphButton(QAbstractButton):
    """A button with a sign: flat, or round and in the accent colour for the one that matters most."""

    def __init__(
        self, glyph: Glyph, theme: Theme, parent: QWidget | None = None, *, primary: bool = False
    ) -> None:
        super().__init__(parent)
        self._glyph, self._theme, self._primary = glyph, theme, primary
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def glyph(self) -> Glyph:
        """The sign it shows."""
        return self._glyph

    def set_glyph(self, glyph: Glyph) -> None:
        """Show another sign."""
        if glyph is not self._glyph:
            self._glyph = glyph
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the sign and the focus ring."""
        side = round((50 if self._primary else 34) * self._theme.scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, sign and focus ring as the state asks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area, unit = QRectF(self.rect()), self._theme.scale
        side = 44 * unit if self._primary else area.width() - 4 * unit
        ground = QRectF(0, 0, side, side)
        ground.moveCenter(area.center())
        radius = side / 2 if self._primary else 7 * unit
        painter.setBrush(self._ground_color())
        painter.drawRoundedRect(ground, radius, radius)
        ringed = self._glyph in {Glyph.BACKWARDS, Glyph.GOING_BACK}
        inset = side * (0.29 if self._primary else 0.11 if ringed else 0.22)
        draw_glyph(painter, self._glyph, ground.adjusted(inset, inset, -inset, -inset), self._sign_color())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = area.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, radius + 2 * unit, radius + 2 * unit)
        painter.end()

    def _ground_color(self) -> QColor:
        busy = self.underMouse() and self.isEnabled()
        if self._primary:
            accent = self._theme.color("accent")
            return accent.darker(118) if self.isDown() else accent.lighter(108) if busy else accent
        if self.isDown():
            return self._theme.color("border")
        return self._theme.color("raised") if busy else QColor(Qt.GlobalColor.transparent)

    def _sign_color(self) -> QColor:
        if self._primary:
            return self._theme.color("on_accent")
        color = self._theme.color("text")
        if not self.isEnabled():
            color.setAlphaF(0.32)  # a control that can't be used may be faint
        return color
