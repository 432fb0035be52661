"""Answers to choose from: one below the other, with words that wrap, or small ones in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from gdstudio.views.kit.markdown import LINES
from gdstudio.views.lesson.marks import SIDE, Mark, paint_mark
from gdstudio.views.lesson.passage import Passage
from gdstudio.views.lesson.stack import Row, Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from gdstudio.lessons.showing import Asked
    from gdstudio.views.kit.theme import Theme

_LEAST = 26
"""The least height of an answer, in pixels at scale 1: it must be easy to hit."""
_EDGE, _GAP = 4, 8
_ARROWS: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}
"""How many answers on each arrow goes."""
_SAID = {Mark.RIGHT: ", the right answer", Mark.WRONG: ", your answer, not right"}


class Choice(QRadioButton):
    """One answer, painted with all its words.

    Attributes:
        words: Markdown.

    Args:
        markdown: its words.
        key: what chooses it ("1").
        theme: how it looks.
        inked: it stands among others in a row, and has an edge of its own.
    """

    def __init__(self, markdown: str, key: str, theme: Theme, *, inked: bool = False) -> None:
        super().__init__()
        self.words = markdown
        self._passage = Passage(markdown, theme)
        self._mark = Mark.OPEN
        self._inked = inked
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self._passage.plain)
        self.setToolTip(f"Choose this answer ({key})")
        self.setAccessibleDescription(f"Key {key} chooses it.")
        self.toggled.connect(self.update)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._passage.set_theme(theme)
        self.update()

    def show_mark(self, mark: Mark) -> None:
        """Show what came of it."""
        self._mark = mark
        self.setAccessibleName(self._passage.plain + _SAID.get(mark, ""))
        self.update()

    def height_at(self, width: int) -> int:
        """As high as its words at this width."""
        scale = self._theme.scale
        left, _ = self._inside()
        words = self._passage.height_at(width - left - _EDGE * scale)
        return max(words + round(8 * scale), round(_LEAST * scale))

    def sizeHint(self) -> QSize:
        """On one line."""
        left, _ = self._inside()
        metrics = self.fontMetrics()
        width = left + metrics.horizontalAdvance(self._passage.plain) + round(12 * self._theme.scale)
        return QSize(width, round((_LEAST + 4) * self._theme.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow chooses this one while none is chosen; from then on the next or the one before.

        Qt itself would look where they stand: beside each other, Up and Down would do nothing.
        """
        way, parent = _ARROWS.get(event.key()), self.parentWidget()
        if way is None or parent is None:
            super().keyPressEvent(event)
            return
        answers = parent.findChildren(Choice)
        chosen = any(each.isChecked() for each in answers)
        there = answers[(answers.index(self) + way) % len(answers)] if chosen else self
        there.setChecked(True)
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def hitButton(self, place: QPoint) -> bool:
        """The words count too."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign, the words, and the focus."""
        theme, scale = self._theme, self._theme.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lively = self.isEnabled() and (self.underMouse() or self.isChecked())
        painter.setPen(QPen(theme.color("outline"), 1) if self._inked else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("card" if self._inked or lively else "accent_soft"))
        painter.drawRoundedRect(room, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(room, 6, 6)
        left, side = self._inside()
        first_line = self.fontMetrics().height() * LINES / 100
        words = self._passage.height_at(self.width() - left - _EDGE * scale)
        top = (self.height() - words) / 2
        mark = Mark.CHOSEN if self._mark is Mark.OPEN and self.isChecked() else self._mark
        paint_mark(painter, mark, QRectF(_EDGE * scale, top + (first_line - side) / 2, side, side), theme)
        plain = self.isEnabled() or mark is not Mark.OPEN
        room_for_words = self.width() - left - _EDGE * scale
        self._passage.paint(painter, left, top, room_for_words, "text" if plain else "muted", theme)
        painter.end()

    def _inside(self) -> tuple[int, float]:
        """Where the words begin, and how wide the sign is."""
        scale = self._theme.scale
        return round((_EDGE + SIDE + _GAP) * scale), SIDE * scale


class Choices(Stack):
    """Some answers of which one is chosen.

    Args:
        asked: the question.
        theme: how they look.
        keys: what chooses each.
        in_a_row: they are short, and stand beside each other.
    """

    changed = Signal()

    def __init__(self, asked: Asked, theme: Theme, keys: Sequence[str], *, in_a_row: bool = False) -> None:
        super().__init__(theme, 2)
        self.reach = 0 if in_a_row else _EDGE
        self._in_a_row = in_a_row
        self.keys = tuple(keys)
        self.buttons = [
            Choice(option, key, theme, inked=in_a_row)
            for option, key in zip(asked.options, keys, strict=True)
        ]
        self.setAccessibleName("Answers")
        self.set_parts([Row(self.buttons, theme)] if in_a_row else self.buttons)
        for button in self.buttons:
            button.toggled.connect(self._toggled)

    @property
    def answer(self) -> int | str | None:
        """The index of the answer that is chosen; in a row, its word."""
        for index, button in enumerate(self.buttons):
            if button.isChecked():
                return button.words if self._in_a_row else index
        return None

    def choose(self, key: str) -> bool:
        """Choose what a key stands for; return whether it stands for something."""
        if key not in self.keys or not self.isEnabled():
            return False
        button = self.buttons[self.keys.index(key)]
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_asked(self, asked: Asked) -> None:
        """Show what was answered, and what would have been right."""
        truth = asked.verdict.truth if asked.verdict is not None else None
        for index, button in enumerate(self.buttons):
            value = asked.options[index] if self._in_a_row else index
            given = asked.given == value
            if asked.answered and given:
                button.setChecked(True)
            mark = Mark.RIGHT if value == truth else Mark.WRONG if truth is not None and given else Mark.OPEN
            button.show_mark(mark)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next((button for button in self.buttons if button.isChecked()), self.buttons[0])

    def _toggled(self, on: bool) -> None:
        if on:
            self.changed.emit()
