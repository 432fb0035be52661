"""The line under the chart's title: what was changed at the mark that is pointed at, or at this step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme


class MarkLine(QWidget):
    """Writes the longest of some wordings that there is room for; none is ever cut."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wordings: tuple[str, ...] = ()
        self._hint = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def say(self, wordings: tuple[str, ...], *, hint: bool = False) -> None:
        """Write one of these, the longest first; paler, if it only says what could be done."""
        if (wordings, hint) != (self._wordings, self._hint):
            self._wordings, self._hint = wordings, hint
            self.update()

    @property
    def text(self) -> str:
        """What is written: "" if there is room for none."""
        metrics = QFontMetrics(self._theme.font(11.5))
        fitting = (text for text in self._wordings if metrics.horizontalAdvance(text) <= self.width())
        return next(fitting, "")

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, QFontMetrics(self._theme.font(11.5)).height() + 1)

    def minimumSizeHint(self) -> QSize:
        """One line, however narrow."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write it."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(11.5))
        painter.setPen(self._theme.color("muted" if self._hint else "text"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 0, self.width(), self.height()), flags, self.text)
        painter.end()
