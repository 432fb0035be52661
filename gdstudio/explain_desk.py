"""Explain anything: F1 says what is under the pointer or has the focus, the question mark what is clicked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QCursor

from gdstudio.lessons import lesson_catalogue
from gdstudio.lessons.explanations import explain
from gdstudio.views.explain.asked import (
    focused_in,
    focused_topic,
    in_own_words,
    middle_of,
    topic_under,
    widget_under,
)
from gdstudio.views.explain.card import ExplainCard
from gdstudio.views.explain.elsewhere import Elsewhere
from gdstudio.views.explain.pointing import Pointing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.explanations import Explanation, Link, Topic
    from gdstudio.lessons.lesson import Lesson
    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.window import Window

_POINT = QSize(8, 8)
"""How much of the window a place that is pointed at takes, in pixels: the card keeps off it."""


class ExplainDesk(QObject):
    """Answers what things are, on a card.

    Args:
        window: of whose parts is spoken.
        shown: gives the snapshot that is on the screen.
        pointer: gives the pointer's place on the screen.
    """

    lesson_requested = Signal(str, int)
    """A lesson's id, and which of its steps, from 0."""

    def __init__(
        self,
        window: Window,
        shown: Callable[[], Snapshot],
        pointer: Callable[[], QPoint] = QCursor.pos,
    ) -> None:
        super().__init__(window)
        self._window, self._shown, self._pointer = window, shown, pointer
        self.card = ExplainCard(window.theme, window)
        self.pointing = Pointing(window)
        self.pointing.pointed.connect(self.explain_at)
        self._elsewhere = Elsewhere(window, pointer)
        self._elsewhere.told.connect(self._show)
        self.card.link_requested.connect(self._open)
        actions = window.actions_by_name
        actions["explain"].triggered.connect(self.explain_here)
        actions["explain_next"].triggered.connect(self._point)
        self.pointing.changed.connect(actions["explain_next"].setChecked)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look, also while something is explained."""
        self.card.set_theme(theme)

    def explain_here(self) -> None:
        """Explain what is under the pointer; if that is not in the window, what has the focus."""
        self.pointing.leave()
        place = self._pointer()
        widget = widget_under(self._window, place)
        if widget is not None and widget is not self.card and not self.card.isAncestorOf(widget):
            self._tell(widget, place, QRect(self._window.mapFromGlobal(place), _POINT))
            return
        focused = focused_in(self._window) or self._window
        if focused is self.card or self.card.isAncestorOf(focused):
            return  # it is being read
        near = QRect(focused.mapTo(self._window, QPoint()), focused.size())
        middle = middle_of(focused)
        self._show(self._told(focused_topic(focused, middle), focused, middle), near)

    def explain_at(self, place: QPoint) -> None:
        """Explain what is at a place of the screen."""
        widget = widget_under(self._window, place)
        if widget is not None:
            self._tell(widget, place, QRect(self._window.mapFromGlobal(place), _POINT))

    def asked(self, widget: QWidget, place: QPoint) -> Explanation:
        """What is said of a place of the screen, of which `widget` is the innermost widget there."""
        return self._told(topic_under(widget, place), widget, place)

    def _told(self, topic: Topic | None, widget: QWidget, place: QPoint) -> Explanation:
        return in_own_words(widget, place) if topic is None else explain(topic, self._shown())

    def _tell(self, widget: QWidget, place: QPoint, near: QRect) -> None:
        self._show(self.asked(widget, place), near)

    def _show(self, told: Explanation, near: QRect) -> None:
        self.card.tell(told, "" if told.link is None else _where(told.link), near)

    def _point(self) -> None:
        self.card.leave()
        if self.pointing.waiting:
            self.pointing.leave()
        else:
            self.pointing.begin()

    def _open(self, link: Link) -> None:
        self.lesson_requested.emit(link.lesson, step_of(link))


def _where(link: Link) -> str:
    """``Lesson: Too much alpha · step 3``."""
    return f"Lesson: {_lesson(link.lesson).title} · step {step_of(link) + 1}"


def step_of(link: Link) -> int:
    """Which of its lesson's steps a link means, from 0; the first, where a lesson has been rewritten."""
    titles = [step.title for step in _lesson(link.lesson).steps]
    return titles.index(link.step) if link.step in titles else 0


@lru_cache(maxsize=16)
def _lesson(lesson_id: str) -> Lesson:
    return lesson_catalogue.load(lesson_id)
