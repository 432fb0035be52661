"""The arithmetic of a phase, large: one card an equation, the one to look at in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdstudio.lessons.spoken import Arithmetic
from gdstudio.views.lecture.measures import Measures, font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.lessons.spoken import Equation
    from gdstudio.views.kit.theme import Theme

_LIT, _LIT_EDGE = "#fff1d6", "#d99a1c"
_WIDTH, _NARROW = 18.55, 15.5
"""As many times the size of the words is a card wide: room for “c −0.1 − 0.01×−0.168 = −0.09832”, or, where
there is little, for “c  −0.06177 × 0.65 = −0.04015”."""
_NOTHING = Arithmetic("", ())


class Cards(QWidget):
    """Shows as many equations as there is room for; the main one always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = Measures(1080)
        self._theme = self._measures.theme()
        self._arithmetic = _NOTHING
        self.setAccessibleName("Arithmetic of this phase")

    def set_measures(self, measures: Measures, theme: Theme) -> None:
        """Take on another size."""
        self._measures, self._theme = measures, theme
        self.update()

    def show_arithmetic(self, arithmetic: Arithmetic | None) -> None:
        """Show other equations, or none."""
        arithmetic = arithmetic or _NOTHING
        if arithmetic != self._arithmetic:
            self._arithmetic = arithmetic
            told = "; ".join(f"{each.name}: {each.text}" for each in arithmetic.equations)
            self.setAccessibleDescription(f"{arithmetic.title}. {told}." if told else "")
            self.update()

    @property
    def shown(self) -> tuple[Equation, ...]:
        """The equations that there is room for."""
        equations = list(self._arithmetic.equations)
        room = self._room_for(self.height())
        while len(equations) > max(room, 1):
            equations.remove(next(each for each in reversed(equations) if not each.main))
        return tuple(equations)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self._arithmetic.equations

    def height_of(self, count: int) -> int:
        """The height that so many cards need, with their title."""
        return round(1.5 * self._measures.label + count * self._pitch)

    def widths(self) -> tuple[int, int]:
        """How wide cards are: for the longest usual equations, and at least."""
        return round(self._measures.words * _WIDTH), round(self._measures.words * _NARROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title and the cards."""
        if self.is_empty:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        measures, theme = self._measures, self._theme
        heading = QRectF(0, 0, self.width(), 1.35 * measures.label)
        painter.setPen(theme.color("muted"))
        _write(painter, heading, self._arithmetic.title, measures.label, measures.least, medium=True)
        top = 1.5 * measures.label
        for equation in self.shown:
            self._paint_card(
                painter, QRectF(1.5, top, self.width() - 3, self._pitch - measures.gap), equation
            )
            top += self._pitch
        painter.end()

    @property
    def _pitch(self) -> float:
        return 1.55 * self._measures.words + self._measures.gap

    def _room_for(self, height: int) -> int:
        return int((height - 1.5 * self._measures.label + self._measures.gap) / self._pitch)

    def _paint_card(self, painter: QPainter, box: QRectF, equation: Equation) -> None:
        measures, theme = self._measures, self._theme
        painter.setPen(
            QPen(QColor(_LIT_EDGE) if equation.main else theme.color("border"), 3 if equation.main else 2)
        )
        painter.setBrush(QColor(_LIT) if equation.main else theme.color("card"))
        radius = box.height() * 0.14
        painter.drawRoundedRect(box, radius, radius)
        inner = box.adjusted(measures.words * 0.2, 0, -measures.words * 0.15, 0)
        painter.setPen(theme.color("text"))
        name = font(measures.words, bold=True)
        painter.setFont(name)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, equation.name)
        left = QFontMetricsF(name).horizontalAdvance(equation.name) + measures.words * 0.1
        _write(
            painter, inner.adjusted(left, 0, 0, 0), equation.text, measures.words, measures.least, right=True
        )


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    size: int,
    least: int,
    *,
    right: bool = False,
    medium: bool = False,
) -> None:
    """Write one line, smaller where it would not fit, but never smaller than can be read."""
    while (
        size > least
        and QFontMetricsF(font(size, medium=medium, mono=right)).horizontalAdvance(text) > box.width()
    ):
        size -= 1
    painter.setFont(font(size, medium=medium, mono=right))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
