"""How a number chip is painted, in each of its shapes and states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme

Shape: TypeAlias = Literal["circle", "pill", "box", "plain", "slim", "bare"]

DIM_OPACITY = 0.48
_TYPE = 13.0
"""The number's type in pixels at scale 1."""
_SLIM_TYPE = 11.0
"""The same in chips that are low and narrow, and of their names."""
_SLIM: tuple[Shape, ...] = ("slim", "bare")
_FLAT: tuple[Shape, ...] = ("plain", "bare")
"""Without an outline."""
_SQUEEZES = (1.0, 0.92, 0.84, 0.76)
"""Type sizes tried, the largest that fits is taken: a rare long number must not be cut."""
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Look:
    """How a chip stands out: dim, frozen, selected; and the theme's colour for its number ("" for plain)."""

    dim: bool = False
    frozen: bool = False
    selected: bool = False
    color: str = ""


@dataclass(frozen=True)
class State:
    """What the user's hand adds to the look."""

    editable: bool
    focused: bool
    hovered: bool


class Face:
    """The fonts and measures of one chip, kept between frames.

    Args:
        theme: the colours.
        shape: of the chip.
        name: written before the number.
        reserve: pixels kept free at the right end.
    """

    def __init__(self, theme: Theme, shape: Shape, name: str, reserve: int) -> None:
        self._theme, self._shape, self._name, self._reserve = theme, shape, name, reserve
        slim = shape in _SLIM
        size = _SLIM_TYPE if slim else _TYPE
        self._name_font = (
            theme.font(size, mono=True, bold=True)
            if shape == "pill"
            else theme.font(size if slim else size - 1.3)
        )
        self._name_width = QFontMetricsF(self._name_font).horizontalAdvance(name)
        self.fonts = [theme.font(size * squeeze, mono=True) for squeeze in _SQUEEZES[: 1 if slim else None]]
        self._digits = [QFontMetricsF(font).horizontalAdvance("0") for font in self.fonts]
        self._padding = round({"circle": 5, "slim": 5, "bare": 5}.get(shape, 9) * theme.scale)

    @property
    def digit(self) -> float:
        """The width of a digit."""
        return self._digits[0]

    @property
    def natural_width(self) -> float:
        """Room for the name and eight characters."""
        return self._name_width + 8.6 * self.digit + 2 * self._padding + self._reserve

    def paint(self, painter: QPainter, rect: QRectF, text: str, look: Look, state: State) -> None:
        """Draw the chip into `rect`; its ground is never transparent, so nothing shines through when dim."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, look, state)
        if look.dim and not (state.focused or state.hovered):
            painter.setOpacity(DIM_OPACITY)
        self._paint_edge(painter, rect, look, state)
        self._paint_text(painter, rect, text, look)
        if state.focused:
            painter.setPen(QPen(self._theme.color("accent"), max(2.0, 2 * self._theme.scale)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._outline(painter, rect, 1 * self._theme.scale)

    def _paint_ground(self, painter: QPainter, rect: QRectF, look: Look, state: State) -> None:
        ground = "accent_soft" if look.selected else "ice_soft" if look.frozen else "card"
        if state.editable and state.hovered and ground == "card":
            ground = "raised"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        if self._shape not in _FLAT:
            self._outline(painter, rect, 1.0)

    def _paint_edge(self, painter: QPainter, rect: QRectF, look: Look, state: State) -> None:
        theme = self._theme
        if self._shape in _FLAT:
            return
        width = 1.0 * theme.scale
        if look.selected:
            pen = QPen(theme.color("accent"), 1.5 * theme.scale)
        elif look.frozen:
            pen = QPen(theme.color("ice"), 1.3 * theme.scale, Qt.PenStyle.DashLine)
        elif self._shape == "circle":
            pen = QPen(theme.color("text"), 1.5 * theme.scale)
        else:
            pen = QPen(theme.color("outline" if state.editable else "border"), width)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._outline(painter, rect, 1.0 * theme.scale)

    def _outline(self, painter: QPainter, rect: QRectF, inset: float) -> None:
        across = inset if self._shape != "pill" else inset + 1  # pills stand close to each other
        inner = rect.adjusted(inset, across, -inset, -across)
        if self._shape == "circle":
            painter.drawEllipse(inner)
        else:
            radius = inner.height() / 2 if self._shape == "pill" else 7 * self._theme.scale
            painter.drawRoundedRect(inner, radius, radius)

    def _paint_text(self, painter: QPainter, rect: QRectF, text: str, look: Look) -> None:
        room = rect.adjusted(self._padding, 0, -max(self._reserve, self._padding), 0)
        taken = self._name_width + self.digit * 0.5 if self._name else 0.0
        painter.setPen(self._theme.color(look.color or "text"))
        painter.setFont(self._font_for(text, room.width() - taken))
        painter.drawText(room, _CENTRE if self._shape == "circle" else _RIGHT, text)
        if self._name:
            painter.setPen(self._theme.color(self._name_color(look)))
            painter.setFont(self._name_font)
            painter.drawText(room, _LEFT, self._name)

    def _name_color(self, look: Look) -> str:
        if self._shape == "pill":
            return "ice" if look.frozen else "text"
        # What is muted already must not be dimmed as well, or it can't be read.
        return "text" if look.dim else "muted"

    def _font_for(self, text: str, width: float) -> QFont:
        fitting = (
            font
            for font, digit in zip(self.fonts, self._digits, strict=True)
            if digit * len(text) <= width + 0.5
        )
        return next(fitting, self.fonts[-1])
