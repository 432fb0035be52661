"""Gives a lecture: what a press of the one key shows next, on which screen, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from gdstudio.files.shipped import asset
from gdstudio.lecture_sheets import Telling, paragraphs, scene_sheet, step_sheet
from gdstudio.lessons import lesson_catalogue
from gdstudio.lessons.lesson_tables import QuestionKind
from gdstudio.messages import GoToPhase, Pause, Phase, TakePhase
from gdstudio.views.lecture.keys import Wish
from gdstudio.views.lecture.notes import NotesPage, notes_text
from gdstudio.views.lecture.said import Said, said, waiting
from gdstudio.views.lecture_page import LecturePage

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
_PATIENCE = 120
"""What takes longer than this to be ready, in milliseconds, is announced."""
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
        self._telling = Telling()
        self._scene_title = ""
        self._paragraph = 0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._announce)
        lessons.changed.connect(self._refresh)
        lessons.wishes.panel_wanted.connect(self._bring_to_front)
        lessons.wishes.pair_wanted.connect(self._show_pair)
        lessons.wishes.reference_wanted.connect(self._show_reference)
        lessons.ended.connect(lambda: self._neighbour(1))
        window.actions_by_name["lecture"].triggered.connect(lambda _on=False: self.toggle())
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._choose_screen)
            app.screenRemoved.connect(self._choose_screen)

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
        self._telling = Telling()
        self._presenter.attend(page)
        self._lessons.begin_lecture()
        self._refresh()
        self._window.lend_to(notes)
        self._choose_screen()
        page.activateWindow()
        page.setFocus()

    def end(self) -> None:
        """Give the window back as it was."""
        if not self._active or self.page is None:
            return
        self._active = False
        self._patience.stop()
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
                self.follow(not self._telling.following)
            case _ if self.page is not None:
                self.page.do(wish)
            case _:
                pass

    def next(self) -> None:
        """Show the next thing: the next phase; the question, its answer, a task done, the next step."""
        showing = self._lessons.showing
        if self._came_back():
            return
        if self._telling.following:
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
        if self._telling.following:
            self._send(TakePhase(-1))
        elif showing is None:
            self._paragraph = max(self._paragraph - 1, 0)
            self._refresh()
        elif self._telling.ended:
            self._telling.ended = False
            self._refresh()
        elif self._telling.asked and showing.question is not None and not showing.question.answered:
            self._telling.asked = False
            self._refresh()
        elif showing.index > 0:
            self._lessons.forget()
            self._lessons.go_back()
        else:
            self._neighbour(-1)

    def follow(self, on: bool) -> None:
        """Go through a step phase by phase, from its first, each in a sentence; or no longer."""
        self._telling.following = on
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
            self.page.answer_given.connect(self._answer)
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
            if not self._telling.asked and showing.text:
                self._telling.asked = True
                self._refresh()
                return
        else:
            self._telling.tasks += self._telling.next_task(showing)
        self._lessons.press()
        self._refresh()

    def _refresh(self) -> None:
        """Show what there is to say now. What is not ready yet leaves the page as it is, but not for long."""
        if not self._active or self.page is None or self.notes is None:
            return
        showing, scene = self._lessons.showing, self._presenter.shown.scene
        step = None if showing is None else (showing.lesson_id, showing.index)
        if step != self._telling.step:
            self._telling = Telling(step)
        if showing is not None and (showing.working or not showing.begun) and self.page.sheet.title:
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        if scene.title != self._scene_title:
            self._scene_title, self._paragraph = scene.title, 0
        telling = self._telling
        if showing is None:
            sheet = scene_sheet(scene, self._paragraph)
        else:
            sheet = step_sheet(showing, scene.view, self._words(showing))
        self.page.show_sheet(replace(sheet, following=telling.following, front=telling.front))
        self.notes.show_text(notes_text(sheet.title, sheet.notes, telling.next_words(showing)))

    def _words(self, showing: Showing) -> Said:
        if self._telling.ended:
            return Said(_THE_END)
        tasks = self._telling.tasks
        return said(showing, asked=self._telling.asked, shown_task=tasks[-1] if tasks else None)

    def _announce(self) -> None:
        """It takes a while until there is something to say: say what is being done."""
        showing = self._lessons.showing
        if self._active and self.page is not None and showing is not None:
            sheet = step_sheet(showing, self._presenter.shown.scene.view, waiting(showing))
            self.page.show_sheet(replace(sheet, front=self._telling.front, passing=True))

    def _answer(self, index: int) -> None:
        """An answer was clicked."""
        showing = self._lessons.showing
        if showing is not None and showing.question is not None:
            question = showing.question
            self._lessons.answer(index if question.kind is QuestionKind.CHOOSE else question.options[index])

    def _bring_to_front(self, panel: str) -> None:
        self._telling.front = panel
        self._refresh()

    def _show_pair(self, first: int, second: int) -> None:
        if self.page is not None:
            self.page.show_pair(first, second)

    def _show_reference(self, reference: Reference | None) -> None:
        if self.page is not None:
            self.page.show_reference(reference)

    def _choose_screen(self, _changed: QScreen | None = None) -> None:
        """Show the page on the other screen, if there is one; also when one comes or goes."""
        if not self._active or self.page is None:
            return
        screen = audience_screen(self._window.screen(), QGuiApplication.screens())
        if self.page.isVisible() and self.page.screen() is screen:
            return
        self.page.showNormal()
        self.page.setScreen(screen)
        self.page.setGeometry(screen.geometry())
        self.page.showFullScreen()

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
            self._telling.ended = True
            self._refresh()

    def _open(self, lesson_id: str, index: int) -> None:
        if lesson_id in lesson_catalogue.ids():
            lesson = lesson_catalogue.load(lesson_id)
            self._lessons.forget()
            self._open_lesson(lesson, index % len(lesson.steps))


def audience_screen(lecturer: QScreen, screens: list[QScreen]) -> QScreen:
    """The screen that an audience sees: another than the lecturer's, if there is one."""
    return next((screen for screen in screens if screen is not lecturer), lecturer)
