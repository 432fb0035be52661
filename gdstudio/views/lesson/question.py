"""The question that is asked before anything is seen: its answers, *Check*, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton

from gdstudio.lessons.lesson_tables import QuestionKind
from gdstudio.views.kit.focus import has_focus_inside
from gdstudio.views.lesson.amounts import DotAnswer, NumberAnswer
from gdstudio.views.lesson.choices import Choices
from gdstudio.views.lesson.outcome import Outcome
from gdstudio.views.lesson.prose import Prose
from gdstudio.views.lesson.stack import Row, Stack
from gdstudio.views.lesson.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.showing import Asked
    from gdstudio.messages import WeightRef
    from gdstudio.views.kit.theme import Theme

    Answers: TypeAlias = Choices | NumberAnswer

_HEADING = "**Predict first**"
_AIR = 8, (12, 10, 12, 12)
_TIGHT_AIR = 5, (12, 7, 12, 8)


class QuestionBox(Stack):
    """Asks one question. It shows what came of the answer, and takes it only once."""

    answer_requested = Signal(object)
    tell_requested = Signal()
    ask_again_requested = Signal()
    set_up_requested = Signal()
    resized = Signal()
    """It needs more or less room than before."""
    guessed = Signal()
    """Another answer is about to be given, or none any more."""

    def __init__(self, asked: Asked, theme: Theme) -> None:
        super().__init__(theme, *_AIR)
        self._theme = theme
        self.asked = asked
        self.ask = Prose(theme, "Question")
        self.ask.show_text(asked.ask)
        self.answers = _answers(asked, theme)
        self.answers.changed.connect(self._offer)
        self.check = QPushButton("Check")
        self.check.setProperty("primary", True)
        self.check.setToolTip("See whether it comes true (Enter)")
        self.check.setAccessibleDescription("Sees whether it comes true.")
        self.check.clicked.connect(self._check)
        self.tell = QPushButton("I don’t know")
        self.tell.setToolTip("Be told the answer, and see it")
        self.tell.setAccessibleDescription("Tells the answer, and shows it.")
        self.tell.clicked.connect(self.tell_requested)
        self._buttons = Row([self.check, self.tell], theme)
        self.outcome = Outcome(theme)
        self.outcome.ask_again_requested.connect(self.ask_again_requested)
        self.outcome.set_up_requested.connect(self.set_up_requested)
        heading = Words(_HEADING, theme, color="accent")
        self.setAccessibleName("Question")
        self.setAccessibleDescription(self.ask.plain)
        self.set_parts([heading, self.ask, self.answers, self._buttons, self.outcome])
        self.set_theme(theme)
        self.show_asked(asked)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        super().set_theme(theme)

    def show_asked(self, asked: Asked, *, working: bool = False) -> None:
        """Show what has become of the question; while an answer is judged, nothing else is taken."""
        inside = has_focus_inside(self)
        was_open, self.asked = not self.asked.answered, asked
        is_open = not asked.answered
        if inside and working:
            # Otherwise Qt loses it along with the field that is switched off.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answers.show_asked(asked)
        self.answers.setEnabled(is_open and not working)
        self._buttons.setVisible(is_open)
        self.check.setText("Checking…" if working else "Check")
        self._offer()
        self.tell.setEnabled(not working)
        self.outcome.show_asked(asked)
        if inside and not working and (is_open != was_open or self.hasFocus()):
            self._take_focus()
        self.resized.emit()

    def save_room(self, tight: bool) -> None:
        """Have less air, or as much as is good to look at."""
        self.set_air(*(_TIGHT_AIR if tight else _AIR))

    def say_way(self, key: str) -> None:
        """Say in the tooltip which key comes here from anywhere."""
        self.setToolTip(f"The question ({key} comes here from anywhere)" if key else "The question")

    def _take_focus(self) -> None:
        """Bring the keyboard to what came of the answer, or, asked anew, to the answers."""
        if not self.asked.answered:
            goal = self.first()
        else:
            goal = self.outcome.say if self.outcome.say.isVisible() else self.outcome.again
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_dot(self, ref: WeightRef, weight: float) -> bool:
        """Take where a dot was dragged to as the answer; return whether that is what is asked for."""
        dot = self.asked.dot
        asked = dot is not None and dot.ref == ref and not self.asked.answered
        if asked and isinstance(self.answers, DotAnswer) and self.answers.isEnabled():
            self.answers.take(weight)
        return asked

    @property
    def guess(self) -> tuple[WeightRef, float] | None:
        """Whose dot is thought to be where, while that is asked for."""
        dot, answer = self.asked.dot, self.answers.answer
        if dot is None or self.asked.answered or not isinstance(answer, float):
            return None
        return dot.ref, answer

    def choose(self, key: str) -> bool:
        """Choose the answer that a key stands for; return whether there is one."""
        return self.answers.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter checks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.check.isEnabled():
            self._check()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1))
        painter.setBrush(self._theme.color("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.answers.first()

    def _offer(self) -> None:
        self.check.setEnabled(self.answers.isEnabled() and self.answers.answer is not None)
        self.guessed.emit()

    def _check(self) -> None:
        answer = self.answers.answer
        if answer is not None and self.check.isEnabled() and not self.asked.answered:
            self.answer_requested.emit(answer)


def _answers(asked: Asked, theme: Theme) -> Answers:
    match asked.kind:
        case QuestionKind.CHOOSE:
            return Choices(asked, theme, [str(number + 1) for number in range(len(asked.options))])
        case QuestionKind.WEIGHT:
            return Choices(asked, theme, asked.options, in_a_row=True)
        case QuestionKind.DOT if asked.dot is not None:
            return DotAnswer(asked.dot, theme)
        case _:
            return NumberAnswer(theme)
