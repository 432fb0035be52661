"""One page of a lesson: what a step is about, what it asks, what there is to do, and the way to its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gdstudio.views.kit.focus import has_focus_inside
from gdstudio.views.kit.markdown import as_it_is
from gdstudio.views.lesson.prose import Prose
from gdstudio.views.lesson.question import QuestionBox
from gdstudio.views.lesson.stack import Row, Stack
from gdstudio.views.lesson.tasks import Tasks, quiet
from gdstudio.views.lesson.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdstudio.lessons.showing import Showing
    from gdstudio.messages import WeightRef
    from gdstudio.views.kit.theme import Theme

    Guess = tuple[WeightRef, float] | None

MARGIN = 13
_REACH = 3
_AIR = 12, (MARGIN, _REACH, _REACH, 8)
_TIGHT_AIR = 8, (MARGIN, _REACH, _REACH, 4)


class Page(Stack):
    """The page that is open; it is turned to another step's, or brought up to date.

    Attributes:
        section: of which chapter and lesson it is.
        text: what the step is about.
        question, tasks: or None.
        last: a row for what the panel has no room for elsewhere.
    """

    answer_requested = Signal(object)
    tell_requested = Signal()
    ask_again_requested = Signal()
    set_up_requested = Signal()
    show_requested = Signal(int)
    guess_changed = Signal(object)
    """Whose dot is thought to be where (a pair), or None."""
    answer_chosen = Signal()
    """An answer was chosen or typed, but not given yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, *_AIR)
        self._theme = theme
        self._tight = False
        self._guess: Guess = None
        self._way_here = ""
        self.section = Words("", theme, size=12, color="muted")
        self.text = Prose(theme, "Lesson text", reach=_REACH)
        self.text.setToolTip("What this step is about (↑ ↓ scroll, Enter goes on)")
        self.question: QuestionBox | None = None
        self.tasks: Tasks | None = None
        self._set_up = QPushButton("Set up again")
        self._set_up.setAccessibleDescription("Brings back the state in which this step began.")
        self._set_up.clicked.connect(self.set_up_requested)
        self.again = Row([self._set_up], theme)
        self.last = Row([], theme)
        self.restack()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._set_up.setStyleSheet(quiet(theme))
        super().set_theme(theme)

    def set_shortcut_texts(self, keys: Mapping[str, str]) -> None:
        """Say the window's shortcuts in the tooltips; keys: ``answer`` and ``set_up``."""
        self._way_here = keys.get("answer", "")
        written = keys.get("set_up", "")
        does = "Bring back the state in which this step began"
        self._set_up.setToolTip(f"{does} ({written})" if written else does)

    def turn(self, showing: Showing) -> None:
        """Show another step."""
        head = f"{showing.section} · {showing.lesson_title}" if showing.section else showing.lesson_title
        self.section.show_words("\n\n".join(filter(None, (as_it_is(head), showing.about))))
        self.text.show_text(showing.text, showing.title)
        for old in (self.question, self.tasks):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.question = self.tasks = None
        if showing.question is not None:
            self.question = QuestionBox(showing.question, self._theme)
            self._connect(self.question)
            self.question.say_way(self._way_here)
            self.question.save_room(self._tight)
        self._tell_guess()
        if showing.tasks:
            self.tasks = Tasks(showing.tasks, self._theme)
            self.tasks.show_requested.connect(self.show_requested)
        self.restack()

    def bring_up_to_date(self, showing: Showing) -> tuple[list[str], QWidget | None]:
        """Show what has become of the same step.

        Returns:
            What is new, in words, and the part that is to be seen now, if any.
        """
        said: list[str] = []
        news: QWidget | None = None
        if self.question is not None and showing.question is not None:
            before, after = self.question.asked, showing.question
            self.question.show_asked(after, working=showing.working)
            if (before.answered, before.refusal) != (after.answered, after.refusal):
                news = self.question.outcome
                said.append(self.question.outcome.sentence)
        if self.tasks is not None:
            said += [f"Done: {words}" for words in self.tasks.show_tasks(showing.tasks)]
        return said, news

    def forget_guess(self) -> None:
        """No lesson is open any more: nothing is guessed."""
        self._show_guess(None)

    def save_room(self, tight: bool) -> None:
        """Have less air, with what is needed least at the end; or as is good to look at."""
        self._tight = tight
        self.set_air(*(_TIGHT_AIR if tight else _AIR))
        if self.question is not None:
            self.question.save_room(tight)
        self.restack()

    def restack(self) -> None:
        """Put everything that there is into its order."""
        if self._tight:
            parts = [self.text, *self.middle, self.again, self.last, self.section]
        else:
            parts = [self.section, self.text, *self.middle, self.again]
        self.last.setVisible(self._tight)
        self.set_parts(parts)
        for part in self.middle:
            part.show()

    @property
    def middle(self) -> list[QuestionBox | Tasks]:
        """The question and the tasks, where there are any."""
        return [part for part in (self.question, self.tasks) if part is not None]

    @property
    def is_open(self) -> bool:
        """Whether its question is still to be answered."""
        return self.question is not None and not self.question.asked.answered

    @property
    def next_to_do(self) -> QWidget | None:
        """Where the keyboard is to be for what is to be done next; None: all is done."""
        if self.question is not None and self.is_open:
            return self.question.first()
        return self.tasks.first() if self.tasks is not None else None

    def has_focus_on_tasks(self) -> bool:
        """Whether the keyboard is at a task."""
        return self.tasks is not None and has_focus_inside(self.tasks)

    def _connect(self, question: QuestionBox) -> None:
        question.answer_requested.connect(self.answer_requested)
        question.tell_requested.connect(self.tell_requested)
        question.ask_again_requested.connect(self.ask_again_requested)
        question.set_up_requested.connect(self.set_up_requested)
        question.guessed.connect(self._tell_guess)
        question.answers.changed.connect(self.answer_chosen)

    def _tell_guess(self) -> None:
        self._show_guess(None if self.question is None else self.question.guess)

    def _show_guess(self, guess: Guess) -> None:
        if guess != self._guess:
            self._guess = guess
            self.guess_changed.emit(guess)
