"""Gives a lecture: what a press of the one key shows next, on which screen, and the way back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from gdstudio.files.shipped import asset
from gdstudio.lessons import lesson_catalogue
from gdstudio.messages import GoToPhase, Pause, Phase, TakePhase, View
from gdstudio.views.lecture.keys import Wish
from gdstudio.views.lecture.notes import NotesPage, notes_text
from gdstudio.views.lecture.said import Said, coming, following, said
from gdstudio.views.lecture_page import LecturePage, Sheet
from gdstudio.views.lecture_panels import shown_panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen

    from gdstudio.lesson_desk.desk import LessonDesk
    from gdstudio.lessons.lesson import Lesson
    from gdstudio.lessons.showing import Showing
    from gdstudio.messages import Command, Reference, Scene
    from gdstudio.presenter import Presenter
    from gdstudio.views.window import Window

_SHARED = (
    *("play", "play_back", "step", "step_back", "phase", "phase_back", "first", "last", "undo", "redo"),
    *("alpha_up", "alpha_down", "freeze", "faster", "slower", "next_image", "previous_image", "start_again"),
)
"""The menus' keys that work during a lecture too."""
_THE_END = "That was the last lesson. Esc ends the lecture."


class LectureDesk(QObject):
    """One lecture at a time: it shows what the lesson desk has, in another way, step by step.

    While it goes on, what is told and done is not counted as the learner's own.

    Args:
        window: gives way to the lecturer's notes meanwhile.
        presenter: brings the session to the page.
        lessons: gives the lesson.
        open_lesson: opens a lesson at a step (from 0), once its images are there.
        send: takes a command to the model.
    """

    page_made = Signal(object)  # a LecturePage, to be connected

    def __init__(
        self,
        window: Window,
        presenter: Presenter,
        lessons: LessonDesk,
        open_lesson: Callable[[Lesson, int], None],
        send: Callable[[Command], None],
    ) -> None:
        super().__init__(window)
        self._window, self._presenter, self._lessons = window, presenter, lessons
        self._open_lesson, self._send = open_lesson, send
        self.page: LecturePage | None = None
        self.notes: NotesPage | None = None
        self._active = False
        self._step: tuple[str, int] | None = None
        self._asked = False
        self._tasks: list[int] = []
        self._following = False
        self._ended = False
        self._front = self._scene_title = ""
        self._paragraph = 0
        lessons.changed.connect(self._refresh)
        lessons.panel_wanted.connect(self._bring_to_front)
        lessons.pair_wanted.connect(self._show_pair)
        lessons.reference_wanted.connect(self._show_reference)
        lessons.ended.connect(lambda: self._neighbour(1))
        window.actions_by_name["lecture"].triggered.connect(lambda _on=False: self.toggle())

    @property
    def active(self) -> bool:
        """Whether a lecture is being given."""
        return self._active

    # --- beginning and ending -----------------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin a lecture, or end it."""
        if self._active:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Show the page on the other screen, if there is one, and the notes in the window."""
        if self._active:
            return
        page, notes = self._make()
        self._active = True
        self._forget()
        screen = audience_screen(self._window.screen(), QGuiApplication.screens())
        page.setScreen(screen)
        page.setGeometry(screen.geometry())
        self._presenter.attend(page)
        self._lessons.begin_lecture()
        self._refresh()
        self._window.lend_to(notes)
        page.showFullScreen()
        page.activateWindow()
        page.setFocus()

    def end(self) -> None:
        """Give the window back as it was."""
        if not self._active or self.page is None:
            return
        self._active = False
        self._presenter.attend(None)
        self._lessons.end_lecture()
        self._window.take_back()
        self.page.hide()
        self._window.activateWindow()

    def close(self) -> None:
        """The window closes."""
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
            self.page = None
        self._active = False

    # --- what keys ask for --------------------------------------------------------------------------------

    def wish(self, wish: Wish) -> None:
        """Do what a key asks for."""
        actions = self._window.actions_by_name
        match wish:
            case Wish.NEXT:
                self.next()
            case Wish.BACK:
                self.back()
            case Wish.LEAVE:
                self.end()
            case Wish.ALPHA_UP:
                actions["alpha_up"].trigger()
            case Wish.ALPHA_DOWN:
                actions["alpha_down"].trigger()
            case Wish.FOLLOW:
                self.follow(not self._following)
            case _ if self.page is not None:
                self.page.do(wish)
            case _:
                pass

    def next(self) -> None:
        """Show the next thing: the next phase; the question, its answer, a task done, the next step."""
        showing = self._lessons.showing
        if self._came_back():
            return
        if self._following:
            self._send(TakePhase(1))
        elif showing is None:
            self._next_of_scene(self._presenter.shown.scene)
        elif showing.begun and not showing.working:
            self._next_of(showing)

    def back(self) -> None:
        """Go back: a phase; from a question to its text; to the step before."""
        showing = self._lessons.showing
        if self._came_back():
            return
        if self._following:
            self._send(TakePhase(-1))
        elif showing is None:
            self._paragraph = max(self._paragraph - 1, 0)
            self._refresh()
        elif self._ended:
            self._ended = False
            self._refresh()
        elif self._asked and showing.question is not None and not showing.question.answered:
            self._asked = False
            self._refresh()
        elif showing.index > 0:
            self._lessons.forget()
            self._lessons.go_back()
        else:
            self._neighbour(-1)

    def follow(self, on: bool) -> None:
        """Go through a step phase by phase, from its first, each in a sentence; or no longer."""
        self._following = on
        if on:
            self._send(Pause())
            self._send(GoToPhase(Phase.PREDICT))
        self._refresh()

    # ------------------------------------------------------------------------------------------------------

    def _came_back(self) -> bool:
        """From black, any of the two keys only brings the page back: nothing goes on unseen."""
        black = self.page is not None and self.page.is_black
        if black and self.page is not None:
            self.page.do(Wish.BLANK)
        return black

    def _make(self) -> tuple[LecturePage, NotesPage]:
        """The two pages, made when the first lecture begins."""
        if self.page is None or self.notes is None:
            self.page = LecturePage(asset("icons"))
            self.page.wished.connect(self.wish)
            self.page.closing.connect(self.end)
            self.page.addActions([self._window.actions_by_name[name] for name in _SHARED])
            self.page_made.emit(self.page)
            self.notes = NotesPage(self._window.theme, self.page.wished)
        self.notes.set_theme(self._window.theme)
        return self.page, self.notes

    def _next_of_scene(self, scene: Scene) -> None:
        """The next paragraph of its text; after the last, the lesson that there may be of it."""
        if self._paragraph + 1 < len(paragraphs(scene)):
            self._paragraph += 1
            self._refresh()
        else:
            self._open(scene.id, 0)

    def _next_of(self, showing: Showing) -> None:
        question = showing.question
        if question is not None and not question.answered:
            if not self._asked and showing.text:
                self._asked = True
                self._refresh()
                return
        else:
            self._tasks += self._next_task(showing)
        self._lessons.press()
        self._refresh()

    def _next_task(self, showing: Showing) -> list[int]:
        """The task that a press shows now, if any."""
        tasks = enumerate(showing.tasks)
        return [at for at, task in tasks if task.can_show and not task.ticked and at not in self._tasks][:1]

    def _forget(self) -> None:
        self._step, self._asked, self._tasks = None, False, []
        self._following = self._ended = False
        self._front = ""

    def _refresh(self) -> None:
        """Show what there is to say now."""
        if not self._active or self.page is None or self.notes is None:
            return
        showing, scene = self._lessons.showing, self._presenter.shown.scene
        step = None if showing is None else (showing.lesson_id, showing.index)
        if step != self._step:
            self._forget()
            self._step = step
        if showing is not None and not showing.begun and self.page.sheet.title:
            return  # in a moment there is something to say of it: until then the page stays as it is
        if scene.title != self._scene_title:
            self._scene_title, self._paragraph = scene.title, 0
        sheet = scene_sheet(scene, self._paragraph) if showing is None else self._sheet(showing, scene.view)
        self.page.show_sheet(replace(sheet, following=self._following, front=self._front))
        self.notes.show_text(notes_text(sheet.title, sheet.notes, self._following_text(showing)))

    def _bring_to_front(self, panel: str) -> None:
        self._front = panel
        self._refresh()

    def _show_pair(self, first: int, second: int) -> None:
        if self.page is not None:
            self.page.show_pair(first, second)

    def _show_reference(self, reference: Reference | None) -> None:
        if self.page is not None:
            self.page.show_reference(reference)

    def _sheet(self, showing: Showing, view: View) -> Sheet:
        words = said(showing, asked=self._asked, shown_task=self._tasks[-1] if self._tasks else None)
        if self._ended:
            words = Said(_THE_END)
        return step_sheet(showing, view, words)

    def _following_text(self, showing: Showing | None) -> str:
        if self._following:
            return "the next phase (N: no longer follow the numbers)"
        if showing is None:
            return "the lesson of this scene"
        if self._next_task(showing) and (showing.question is None or showing.question.answered):
            return f"shows “{showing.tasks[self._next_task(showing)[0]].text}”"
        return following(showing, asked=self._asked)

    # --- from lesson to lesson ----------------------------------------------------------------------------

    def _neighbour(self, way: int) -> None:
        """Go on to the next lesson, or back to the end of the one before."""
        lesson, ids = self._lessons.lesson, lesson_catalogue.ids()
        if not self._active or lesson is None:
            return
        at = ids.index(lesson.id) + way if lesson.id in ids else len(ids)
        if 0 <= at < len(ids):
            self._open(ids[at], 0 if way > 0 else -1)
        elif way > 0:
            self._ended = True
            self._refresh()

    def _open(self, lesson_id: str, index: int) -> None:
        if lesson_id in lesson_catalogue.ids():
            lesson = lesson_catalogue.load(lesson_id)
            self._lessons.forget()
            self._open_lesson(lesson, index % len(lesson.steps))


def audience_screen(lecturer: QScreen, screens: list[QScreen]) -> QScreen:
    """The screen that an audience sees: another than the lecturer's, if there is one."""
    return next((screen for screen in screens if screen is not lecturer), lecturer)


def scene_sheet(scene: Scene, at: int = 0) -> Sheet:
    """A scene without a lesson: its text, a paragraph at a time (from 0)."""
    parts = paragraphs(scene)
    panels, every = shown_panels((), scene.view), tuple(Said(part) for part in parts)
    return Sheet(scene.title, panels, every[at], (at + 1, len(parts)), coming=every)


def paragraphs(scene: Scene) -> list[str]:
    """The text of a scene, taken apart; at least one, which may be ""."""
    return [part.strip() for part in re.split(r"\n\s*\n", scene.text.strip())]


def step_sheet(showing: Showing, view: View, words: Said) -> Sheet:
    """A step of a lesson, with what is said of it now."""
    place, panels = (showing.index + 1, len(showing.titles)), shown_panels(showing.panels, view)
    return Sheet(showing.title, panels, words, place, showing.notes, coming=coming(showing))
