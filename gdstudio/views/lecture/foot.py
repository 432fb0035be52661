"""The lowest line of a lecture's page: how far the lesson is, the step, alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gdstudio.views.lecture.measures import Measures, font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme


class Foot(QWidget):
    """A line that fills up, “step 1 · alpha 0.01” at its left, “3 / 7” at its right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = Measures(1080)
        self._theme = self._measures.theme()
        self._left, self._place = "", (1, 1)
        self.setAccessibleName("Progress")

    def set_measures(self, measures: Measures, theme: Theme) -> None:
        """Take on another size."""
        self._measures, self._theme = measures, theme
        self.update()

    def show_place(self, left: str, place: tuple[int, int]) -> None:
        """Show what stands at the left, and which of how many steps this is, counted from 1."""
        if (left, place) != (self._left, self._place):
            self._left, self._place = left, place
            self.setAccessibleDescription(f"{left}, {place[0]} of {place[1]}")
            self.update()

    @property
    def words(self) -> tuple[str, str]:
        """What stands at the left and at the right."""
        return self._left, f"{self._place[0]} / {self._place[1]}"

    @property
    def needed(self) -> int:
        """Its height."""
        return round(2.0 * self._measures.least)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thick = max(self._measures.least / 5, 2.0)
        line = QRectF(0, 0, self.width(), thick)
        for rect, name in ((line, "border"), (self._filled(line), "accent")):
            painter.setBrush(self._theme.color(name))
            painter.drawRoundedRect(rect, thick / 2, thick / 2)
        words = QRectF(0, thick, self.width(), self.height() - thick)
        left, right = self.words
        for text, side, bold in (
            (left, Qt.AlignmentFlag.AlignLeft, False),
            (right, Qt.AlignmentFlag.AlignRight, True),
        ):
            painter.setPen(self._theme.color("muted"))
            painter.setFont(font(self._measures.least, bold=bold))
            painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _filled(self, line: QRectF) -> QRectF:
        step, steps = self._place
        return QRectF(line.left(), line.top(), line.width() * step / max(steps, 1), line.height())
