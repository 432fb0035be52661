"""Connects lessons with the window: panel and menu on one side, desk and shelf on the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gdstudio.lessons.checks import Looks
from gdstudio.lessons.progress import Progress
from gdstudio.views import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.lesson_desk.desk import LessonDesk
    from gdstudio.lesson_desk.shelf import LessonShelf
    from gdstudio.lessons.lesson import Lesson
    from gdstudio.messages import Reference
    from gdstudio.presenter import Presenter
    from gdstudio.views.window import Window


class LessonRoom(QObject):
    """Shows the lesson at the desk in the window, and tells the desk what is wanted.

    Args:
        window: with the left column and the menus.
        presenter: hides and selects.
        desk: where the lesson is given.
        shelf: knows which lessons there are.
    """

    def __init__(self, window: Window, presenter: Presenter, desk: LessonDesk, shelf: LessonShelf) -> None:
        super().__init__(window)
        self._window, self._presenter, self._desk, self._shelf = window, presenter, desk, shelf
        self._column = window.left_column
        self._open: Lesson | None = None
        self._connect_desk()
        self._connect_panel()
        self._connect_actions()
        self._show()

    def see_progress(self) -> None:
        """Show in the list what is done."""
        self._column.scenes.show_progress(self._shelf.done())

    # ------------------------------------------------------------------------------------------------------

    def _connect_desk(self) -> None:
        desk, window, presenter = self._desk, self._window, self._presenter
        desk.changed.connect(self._show)
        desk.hidden_changed.connect(presenter.hide)
        desk.lit.connect(window.light)
        desk.wishes.panel_wanted.connect(window.open_panel)
        desk.wishes.weight_wanted.connect(presenter.select)
        desk.wishes.pair_wanted.connect(self._show_pair)
        desk.wishes.reference_wanted.connect(self._show_reference)
        desk.wishes.digit_wanted.connect(self._write)
        desk.progress_changed.connect(self.see_progress)
        desk.left.connect(self._say_left)
        window.looks_changed.connect(self._look)
        self._shelf.failed.connect(partial(dialogs.say, window))

    def _connect_panel(self) -> None:
        desk, panel = self._desk, self._column.lesson
        panel.next_requested.connect(desk.go_on)
        panel.back_requested.connect(desk.go_back)
        panel.step_requested.connect(desk.go)
        panel.answer_requested.connect(desk.answer)
        panel.tell_requested.connect(desk.tell)
        panel.ask_again_requested.connect(desk.ask_again)
        panel.set_up_requested.connect(desk.set_up)
        panel.show_requested.connect(desk.show)
        panel.guess_changed.connect(self._window.network.bowls.show_guess)

    def _connect_actions(self) -> None:
        self._window.actions_by_name.connect(
            {
                "next_step": self._go_on,
                "previous_step": self._go_back,
                "answer": self._answer,
                "set_up": self._desk.set_up,
                "free_play": self._play_freely,
                "list_lessons": self._list,
                "open_lesson": self._ask_lesson,
                "reset_lesson": self._reset_lesson,
                "reset_progress": self._reset_progress,
            }
        )

    def _show(self) -> None:
        showing = self._desk.showing
        if self._desk.lesson is not self._open:  # what was said of the one before is over
            self._open = self._desk.lesson
            self._column.note.hush()
            self._column.lesson.expect_keyboard()
        self._column.show_lesson(there=showing is not None)
        self._window.actions_by_name.show_lesson(showing is not None)
        self._column.lesson.footer.lead_on(self._shelf.following is not None)
        if showing is None:
            self._column.lesson.close_lesson()
        else:
            self._column.lesson.show_lesson(showing)

    def _look(self) -> None:
        """Tell the desk what only the window knows."""
        front = self._window.panels_in_front
        self._desk.look(Looks(front[0] if front else "", self._presenter.selected, frozenset(front[1:])))

    def _show_pair(self, first: int, second: int) -> None:
        if (page := self._window.pages.vectors) is not None:
            page.vectors.choose(first, second)

    def _show_reference(self, reference: Reference | None) -> None:
        if (page := self._window.pages.pictures) is not None:
            page.pictures.show_reference(reference)

    def _write(self, digit: int) -> None:
        if (page := self._window.pages.pictures) is not None:
            page.pad.write(digit)

    # --- what the user wants ------------------------------------------------------------------------------

    def _go_on(self) -> None:
        self._turn_to_lesson()
        self._desk.go_on()

    def _go_back(self) -> None:
        self._turn_to_lesson()
        self._desk.go_back()

    def _turn_to_lesson(self) -> None:
        self._column.turn_to_lesson()
        self._column.lesson.expect_keyboard()

    def _answer(self) -> None:
        self._window.columns.unfold_left()
        self._column.turn_to_lesson()
        self._column.lesson.take_keyboard()

    def _list(self) -> None:
        self._window.columns.unfold_left()
        self._column.list_all()

    def _ask_lesson(self) -> None:
        path = dialogs.ask_which(self._window, "Open a lesson", "Lessons and scenes (*.md)")
        if path is not None:
            self._shelf.open_file(path)

    def _play_freely(self) -> None:
        lesson, showing = self._desk.lesson, self._desk.showing
        if lesson is None or showing is None:
            return
        self._desk.leave()
        self._column.note.say(
            f"“{lesson.title}” is left; everything stays as it is. Play freely.",
            "Back to the lesson",
            partial(self._shelf.open, lesson, showing.index),
        )

    def _say_left(self, lesson: Lesson) -> None:
        way = "Undo" if self._presenter.shown.redo is None else "Redo"
        self._column.note.say(
            f"You have left the lesson “{lesson.title}” for another scene. {way} brings both back."
        )

    def _reset_lesson(self) -> None:
        lesson = self._desk.lesson
        if lesson is not None:
            self._reset(self._desk.progress.without(lesson), f"“{lesson.title}”")

    def _reset_progress(self) -> None:
        self._reset(Progress(), "every lesson")

    def _reset(self, left: Progress, where: str) -> None:
        """Have it that only this is done, and offer the way back."""
        before = self._desk.progress
        count = before.count - left.count
        if not count:
            self._say(f"Nothing is answered or done in {where}: there is no progress to reset.")
            return
        self._desk.set_progress(left)
        what = "One answer or task is" if count == 1 else f"{count} answers and tasks are"
        self._say(
            f"The progress in {where} is reset: {what} open again.",
            "Bring it back",
            partial(self._bring_back, before),
        )

    def _bring_back(self, progress: Progress) -> None:
        self._desk.set_progress(progress)

    def _say(self, text: str, button: str = "", act: Callable[[], object] = lambda: None) -> None:
        self._window.columns.unfold_left()
        self._column.note.say(text, button, act)
