"""A sentence of at most two lines with numbers in it; its type gets smaller before a word would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.views.kit.theme import Theme

_SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
_AT_THE_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_AT_THE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AFTER_A_COMMA = 0.8
"""How much longer than the best a line may be to end after a comma."""


class Sentence(QWidget):
    """Shows a text, centred and wrapped, and tells it to screen readers."""

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, centred: bool = True
    ) -> None:
        """Make an empty sentence; `name` says to a screen reader what it is about.

        Where it is not `centred` it begins at the left edge, halfway up.
        """
        super().__init__(parent)
        self._alignment = _AT_THE_TOP if centred else _AT_THE_LEFT
        self._text = ""
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme, 1.0)

    def set_theme(self, theme: Theme, ratio: float, least: float | None = None) -> None:
        """Take on another look, with all type `ratio` times its size.

        Where a word would be lost, it may get as small as at `least` times.
        """
        self._theme = theme
        smaller = (
            [] if least is None else [size * least for size in _SIZES if size * least < _SIZES[-1] * ratio]
        )
        self._fonts = [theme.font(size) for size in (*(size * ratio for size in _SIZES), *smaller)]
        self._metrics = [QFontMetrics(font) for font in self._fonts]
        self.update()

    def show_text(self, text: str) -> None:
        """Show a text."""
        if text != self._text:
            self._text = text
            self.setAccessibleDescription(text.replace("\u00a0", " "))
            self.update()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    @property
    def fits(self) -> bool:
        """Whether all of the text is seen."""
        return self._broken(self._metrics[-1])[1]

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(390, self._metrics[0].height() * 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text in one line, or in two of much the same length."""
        sizes = zip(self._fonts, self._metrics, strict=True)
        font, metrics = next(
            (size for size in sizes if self._broken(size[1])[1]), (self._fonts[-1], self._metrics[-1])
        )
        lines, _ = self._broken(metrics)
        painter = QPainter(self)
        painter.setPen(self._theme.color("text"))
        painter.setFont(font)
        painter.drawText(self.rect(), self._alignment, "\n".join(lines))
        painter.end()

    def _broken(self, metrics: QFontMetrics) -> tuple[list[str], bool]:
        """The text in lines, and whether they fit into the widget."""
        width, height = self.width(), self.height()
        if metrics.horizontalAdvance(self._text) <= width:
            return [self._text], metrics.height() <= height
        words = self._text.split(" ")
        splits = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))] or [
            (self._text, "")
        ]

        def badness(lines: tuple[str, str]) -> float:
            longest = max(metrics.horizontalAdvance(line) for line in lines)
            return longest * (_AFTER_A_COMMA if lines[0][-1:] in ",:" and longest <= width else 1.0)

        best = min(splits, key=badness)
        fits = max(metrics.horizontalAdvance(line) for line in best) <= width
        return list(best), fits and 2 * metrics.height() <= height
