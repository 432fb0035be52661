"""What came of an answer: right, not this time, or told; and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from gdstudio.views.lesson.marks import SIDE, Mark, paint_mark
from gdstudio.views.lesson.prose import Prose
from gdstudio.views.lesson.stack import Row, Stack

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gdstudio.lessons.showing import Asked
    from gdstudio.views.kit.theme import Theme

_GAP = 8
_RING = 4
"""What the explanation's focus ring takes around it, on each side."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_HEADS = {
    "right": (Mark.RIGHT, "Right", "shrinks_text"),
    "wrong": (Mark.WRONG, "Not this time", "diverges_text"),
    "told": (Mark.TOLD, "The answer", "accent"),
}
_EARLIER = {
    "right": "You have answered this before: right.",
    "wrong": "You have answered this before; it was another answer.",
    "told": "You have looked at this answer before.",
}
"""Where the explanation is not known yet, or not any more: the answer was given in an earlier sitting."""


class Outcome(Stack):
    """A sign with a word, the explanation, and a way to be asked again."""

    ask_again_requested = Signal()
    set_up_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 6, (_RING, _RING, _RING, _RING))
        self.reach = round(_RING * theme.scale)
        self._head = _Head(theme)
        self.say = Prose(theme, "What came of your answer", reach=_RING)
        self.say.setToolTip("What came of your answer (Enter goes on)")
        self.again = QPushButton("Ask again")
        self.again.setToolTip("Set the step up again, and ask this question again")
        self.again.setAccessibleDescription("Sets the step up again, and asks this question again.")
        self.again.clicked.connect(self.ask_again_requested)
        self.set_up = QPushButton("Set up again")
        self.set_up.setToolTip("Bring back the state in which this step began")
        self.set_up.setAccessibleDescription("Brings back the state in which this step began.")
        self.set_up.clicked.connect(self.set_up_requested)
        self.set_parts([self._head, self.say, Row([self.again, self.set_up], theme)])
        self.sentence = ""

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.reach = round(_RING * theme.scale)
        super().set_theme(theme)

    def show_asked(self, asked: Asked) -> None:
        """Show what came of the answer; nothing where there was none."""
        self.setVisible(bool(asked.answered or asked.refusal))
        refused = bool(asked.refusal) and not asked.answered
        mark, word, color = _HEADS.get(
            asked.answered, (Mark.STOP, "It cannot be judged here", "overshoots_text")
        )
        text = asked.refusal if refused else _EARLIER.get(asked.answered, "")
        if asked.verdict is not None:
            text = asked.verdict.say
        if text.strip().rstrip(".") == word:
            text = ""
        self._head.show_word(mark, word, color)
        self.say.show_text(text)
        self.say.setVisible(bool(text))
        self.again.setVisible(not refused)
        self.set_up.setVisible(refused)
        self.sentence = f"{word}. {self.say.plain}".strip()


class _Head(QWidget):
    """A sign and a word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._mark, self._word, self._color = Mark.OPEN, "", "text"
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._font = theme.font(13, bold=True)
        self.update()

    def show_word(self, mark: Mark, word: str, color: str) -> None:
        """Show a sign and a word."""
        self._mark, self._word, self._color = mark, word, color
        self.setAccessibleName(word)
        self.update()

    def height_at(self, _width: int) -> int:
        """One line."""
        return round(22 * self._theme.scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        side = SIDE * self._theme.scale
        painter = QPainter(self)
        paint_mark(painter, self._mark, QRectF(0, (self.height() - side) / 2, side, side), self._theme)
        painter.setFont(self._font)
        painter.setPen(self._theme.color(self._color))
        left = side + _GAP * self._theme.scale
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _MIDDLE, self._word)
        painter.end()
