"""The listing itself: lines of Python in colours, the present phase's lit, values below the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.views.code.values import NAMES, all_values, value

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

    from gdstudio.core.descent import Phase
    from gdstudio.listings.recipe import Line
    from gdstudio.messages import Lane, WeightRef
    from gdstudio.views.kit.theme import Theme

_KEYWORDS = frozenset(("def", "for", "in", "if", "not", "return"))
_WORD = re.compile(r"[A-Za-z_]+")
_TYPE = 11.5
_MARGIN = 10


class CodeSheet(QWidget):
    """As wide and high as its lines; it is scrolled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._values: tuple[str, ...] = ()
        self._lane: Lane | None = None
        self._phase: Phase | None = None
        self.setMouseTracking(True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font = theme.font(_TYPE, mono=True)
        self._bold = theme.font(_TYPE, mono=True, bold=True)
        self._char = QFontMetricsF(self._font).horizontalAdvance("0")
        self._row = round(17 * theme.scale)
        self._fit()

    def show_listing(self, lines: tuple[Line, ...]) -> bool:
        """Show other lines; return whether they are others."""
        if lines == self._lines:
            return False
        self._lines, self._values = lines, ()
        self._fit()
        return True

    def show_step(self, lane: Lane, phase: Phase | None, ref: WeightRef | None) -> None:
        """Show the values of a step, and light the lines of a phase, or of none."""
        self._lane = lane
        values = tuple("" if line.shows is None else value(line.shows, lane, ref) for line in self._lines)
        if (values, phase) != (self._values, self._phase):
            self._values, self._phase = values, phase
            self.update()

    def in_words(self) -> str:
        """The lit lines with their values, and every line with a misprint, to be spoken."""
        return "; ".join(
            ": ".join(part for part in (line.text.strip(), shown, *_misprint(line)) if part)
            for line, shown in zip(self._lines, self._values, strict=False)
            if line.misprint or (line.phase is self._phase and line.phase is not None)
        )

    def lit_rows(self) -> tuple[int, int]:
        """Where the lit lines begin and end, in pixels; (0, 0) if none is."""
        places = [
            place
            for place, line in zip(self._places(), self._lines, strict=True)
            if self._phase is not None and line.phase is self._phase
        ]
        return (places[0][0], places[-1][0] + places[-1][1]) if places else (0, 0)

    def misprinted_rows(self) -> tuple[int, int]:
        """Where the first line with a misprint begins and ends, in pixels; (0, 0) if none has."""
        marked = zip(self._places(), self._lines, strict=True)
        return next(((top, top + height) for (top, height), line in marked if line.misprint), (0, 0))

    def name_at(self, position: QPointF) -> str:
        """The name below a point, or "" if there is none."""
        for (top, _), line in zip(self._places(), self._lines, strict=True):
            if top <= position.y() < top + self._row:
                column = (position.x() - _MARGIN) / self._char
                for word in _WORD.finditer(line.text):
                    if word.start() <= column < word.end():
                        return word[0]
        return ""

    def topic_at(self, place: QPoint) -> Topic | None:
        """Which line is at a place, for those who ask."""
        for (top, height), line, shown in zip(self._places(), self._lines, self._values, strict=False):
            if top <= place.y() < top + height and line.text.strip():
                return Topic(Kind.CODE_LINE, words=f"{line.text.strip()}\n{shown}")
        return None

    def sizeHint(self) -> QSize:
        """Room for all lines."""
        texts = [
            (line.text, *(" " * _indent(line) + text for text in _misprint(line))) for line in self._lines
        ]
        widest = max((len(text) for each in texts for text in each), default=20)
        heights = [height for _, height in self._places()]
        return QSize(round(widest * self._char) + 2 * _MARGIN, sum(heights) + _MARGIN)

    def event(self, event: QEvent) -> bool:
        """Explain the name below the pointer."""
        if isinstance(event, QHelpEvent) and self._lane is not None:
            text = all_values(self.name_at(QPointF(event.pos())), self._lane)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that can be seen."""
        painter = QPainter(self)
        seen = event.rect()
        shown = self._values or ("",) * len(self._lines)
        for (top, height), line, text in zip(self._places(), self._lines, shown, strict=True):
            if top + height >= seen.top() and top <= seen.bottom():
                self._paint_line(painter, top, height, line, text)
        painter.end()

    def _paint_line(self, painter: QPainter, top: int, height: int, line: Line, shown: str) -> None:
        theme, lit = self._theme, line.phase is not None and line.phase is self._phase
        if lit:
            painter.fillRect(QRectF(0, top, self.width(), height), theme.color("accent_soft"))
            painter.fillRect(QRectF(0, top, 3, height), theme.color("accent"))
        middle = QRectF(_MARGIN, top, self.width(), self._row)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        at = 0
        for word in _WORD.finditer(line.text):
            self._paint_text(painter, middle, at, line.text[at : word.start()], "muted", flags)
            name = "diverges_text" if line.misprint else "accent" if word[0] in NAMES else "text"
            self._paint_text(painter, middle, word.start(), word[0], name, flags)
            at = word.end()
        self._paint_text(painter, middle, at, line.text[at:], "muted", flags)
        indent, below = _indent(line), middle.translated(0, self._row - 1)
        if line.shows is not None:
            color = "text" if lit else "muted"
            self._paint_text(painter, below, indent + 2, f"= {shown}", color, flags)
            below.translate(0, self._row - 1)
        for text in _misprint(line):
            self._paint_text(painter, below, indent, text, "diverges_text", flags)
            below.translate(0, self._row - 1)

    def _paint_text(
        self, painter: QPainter, place: QRectF, column: int, text: str, color: str, flags: Qt.AlignmentFlag
    ) -> None:
        if text.strip():
            painter.setFont(self._bold if text in _KEYWORDS else self._font)
            painter.setPen(self._theme.color(color))
            painter.drawText(place.translated(column * self._char, 0), flags, text)

    def _places(self) -> list[tuple[int, int]]:
        """Top and height of each line with its value."""
        places, top = [], _MARGIN // 2
        for line in self._lines:
            height = self._row * (1 + (line.shows is not None) + len(_misprint(line)))
            places.append((top, height))
            top += height
        return places

    def _fit(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.resize(self.size().expandedTo(self.sizeHint()))  # at once: it may be scrolled to a line
        self.update()


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _misprint(line: Line) -> list[str]:
    """What is wrong with a line, in the lines that stand below it."""
    return line.misprint.splitlines()
