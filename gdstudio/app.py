"""The only place that builds objects: session, thread, window, presenter, and what is between them."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from gdstudio import __version__
from gdstudio.failures import Failures, log_file, write_log
from gdstudio.files.preferences import Preferences
from gdstudio.frames import Frames
from gdstudio.hint_desk import HintDesk
from gdstudio.lesson_desk.desk import LessonDesk
from gdstudio.lesson_desk.helper import Helper
from gdstudio.lesson_desk.room import LessonRoom
from gdstudio.lesson_desk.shelf import LessonShelf, own, remembered
from gdstudio.lessons import catalogue, openable
from gdstudio.lessons.lesson import Lesson
from gdstudio.messages import Pause, Play
from gdstudio.model.session import Session
from gdstudio.model.thread import ModelThread
from gdstudio.opening import Opening
from gdstudio.presenter import Presenter
from gdstudio.process import heed_ctrl_c, make_application, spare_collector
from gdstudio.start_desk import StartDesk
from gdstudio.theme_desk import ThemeDesk, dress
from gdstudio.views import dialogs
from gdstudio.views.kit.first_paint import FirstPaint
from gdstudio.views.window import Window
from gdstudio.wishes.changes import Changes
from gdstudio.wishes.menu import MenuWishes
from gdstudio.wishes.panels import PanelWishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdstudio.data_desk import DataDesk
    from gdstudio.explain_desk import ExplainDesk
    from gdstudio.image_desk import ImageDesk
    from gdstudio.lecture_desk import LectureDesk
    from gdstudio.messages import Command, Scene, Snapshot
    from gdstudio.views.kit.theme import Theme


class Studio(QObject):
    """One running studio: owns the thread, the window and what is between them."""

    closed = Signal()

    def __init__(self, opened: Lesson | Scene, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._closed = False
        lesson = opened if isinstance(opened, Lesson) else None
        scene = opened.scene if isinstance(opened, Lesson) else opened
        self.opening = Opening(self)
        if scene.needs_images:
            scene = self.opening.open_now(scene)
        self.themes = ThemeDesk(preferences, self)
        scenes = catalogue.load_all()
        self.window = Window(self.themes.theme, scenes)
        self.failures = Failures(self.window)
        model = self.thread_of_model = ModelThread(Session(scene), on_failure=self.failures.report)
        self._helper = Helper(self)
        self.lessons = LessonDesk(self.send, lambda: self.frames.sent, self._helper, model.latest)
        self.shelf = LessonShelf(self.lessons, self.send, self.opening.open_scene, preferences)
        # A connection that holds its sender, by way of a lambda, ends only with that sender.
        self.lessons.setParent(self)
        self.shelf.setParent(self)
        self.presenter = Presenter(
            self.window,
            scenes,
            self.send,
            model.latest,
            self.opening.open_scene,
            self.shelf.open_scene,
        )
        changes = Changes(self.presenter, self.send, self.window.lesson_panel.take_dot)
        self.panels = PanelWishes(self.window, self.presenter, changes, self.send)
        self.menus = MenuWishes(self.window, self.presenter, changes, self.send)
        self.presenter.show(model.latest)
        self.frames = Frames(model, self.window, self._show, self.window.show_rest)
        self.room = LessonRoom(self.window, self.presenter, self.lessons, self.shelf)
        self._connect()
        self._set_desks(scenes[0])
        self._open_up(None if lesson is None else replace(lesson, scene=scene))

    def _set_desks(self, greeting: Scene) -> None:
        """Build what carries out the menus' wishes; `greeting` is the scene on the start page."""
        self.hints = HintDesk(self.window, self._preferences)
        self.start = StartDesk(self.window, self._preferences, greeting)
        self.start.chosen.connect(self._begin_with)
        self.opening.finished.connect(self.shelf.forget)
        FirstPaint(self.window).happened.connect(self.furnish)

    def furnish(self) -> None:
        """Build the desks that the first paint does not need; called after it. A second call does nothing."""
        if not self._closed:
            _ = self.explaining, self.images, self.data, self.lecture

    @cached_property
    def explaining(self) -> ExplainDesk:
        """Answers what things are."""
        from gdstudio.explain_desk import ExplainDesk  # noqa: PLC0415  # after the first paint

        desk = ExplainDesk(self.window, lambda: self.presenter.shown)
        desk.lesson_requested.connect(self.shelf.open_scene)
        return desk

    @cached_property
    def images(self) -> ImageDesk:
        """Opens images, and saves what was learnt from them."""
        from gdstudio.image_desk import ImageDesk  # noqa: PLC0415  # after the first paint

        return ImageDesk(self.window, self.opening, self.presenter, self.send, self.shelf.show_scene)

    @cached_property
    def data(self) -> DataDesk:
        """Opens tables and scenes of one's own."""
        from gdstudio.data_desk import DataDesk  # noqa: PLC0415  # after the first paint

        desk = DataDesk(self.window, self.presenter, self.send, self.themes.theme)
        desk.lesson_found.connect(self.shelf.open_file)
        desk.restore_layout(self._preferences.layout())
        return desk

    @cached_property
    def lecture(self) -> LectureDesk:
        """Gives lectures."""
        from gdstudio.lecture_desk import LectureDesk  # noqa: PLC0415  # after the first paint

        desk = LectureDesk(self.window, self.presenter, self.lessons, self.shelf.open, self.send)
        desk.page_made.connect(self.panels.connect_audience)
        return desk

    def _open_up(self, lesson: Lesson | None) -> None:
        """Arrange the window as it was left, and let everything run."""
        dress(self.themes.theme)  # not sooner: each widget that is made would be polished by itself
        self.window.restore_layout(self._preferences.layout())
        self.thread_of_model.start()
        self.frames.look_out()
        if lesson is not None:
            self.lessons.open(lesson)
        self.room.see_progress()

    def _show(self, snapshot: Snapshot) -> None:
        """Show a snapshot in the window, and to whoever gives a lesson."""
        self.presenter.show(snapshot)
        self.lessons.see(snapshot)

    def send(self, command: Command) -> None:
        """Give the model a command."""
        self.frames.send(command)

    def calm(self) -> None:
        """Stop playing, if it does: what fails in one frame would fail in every frame."""
        # Only then: each command brings a frame of its own, too.
        if self.thread_of_model.latest.playing:
            self.send(Pause())

    def close(self) -> None:
        """Stop the thread, remember the layout. Called when the window closes; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self.frames.stop()
        self.images.close()
        self.lecture.close()
        self._helper.end()
        self.opening.close()
        self.thread_of_model.stop()
        self._preferences.set_layout(self.window.layout_state() | self.data.layout_state())
        if self.presenter.listed is not None:  # a scene of one's own is not to be found by its id
            self._preferences.set_text("scene", self.presenter.listed)
        lesson = self.lessons.lesson
        self._preferences.set_text("lesson", "" if lesson is None else lesson.id)
        self.closed.emit()

    # ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        actions, window = self.window.actions_by_name, self.window
        window.closing.connect(self.close)
        self.themes.connect_menu(actions)
        self.themes.changed.connect(self._show_theme)
        actions.connect(
            {
                "quit": window.close,
                "save_picture": lambda: dialogs.save_picture(window),
                "copy_picture": lambda: dialogs.copy_picture(window),
                "copy_numbers": window.copy_numbers,
                "copy_script": window.copy_script,
                "keys": lambda: dialogs.show_keys(window, actions),
                "about": lambda: dialogs.show_about(window, __version__, log_file()),
            }
        )

    def _begin_with(self, choice: str) -> None:
        """What a button of the start page asks for."""
        first = catalogue.ids()[0]
        if choice == "lesson":
            self.shelf.open_scene(first)
            self.window.actions_by_name["answer"].trigger()  # if it was open already, below the page
            return
        self.lessons.leave()
        self.presenter.open(catalogue.load("mnist" if choice == "mnist" else first))
        if choice == "play":
            self.send(Play())

    def _show_theme(self, theme: Theme) -> None:
        self.window.set_theme(theme)
        self.start.set_theme(theme)
        self.explaining.set_theme(theme)
        self.data.set_theme(theme)


def open_studio(name: str | None, images: Sequence[Path] = ()) -> int:
    """Open the window on a lesson or a scene (or on the last one) and run until it is closed.

    Args:
        name: the id of a lesson or a scene, or the path of a file; None for what was open last.
        images: a folder or files to be opened at once, or none.

    Raises:
        SceneError: there is nothing of that name, or it cannot be read.
        MissingFileError: a shipped file is missing.
    """
    wanted = None if name is None else _named(name)
    application = make_application(sys.argv[:1])
    write_log()
    preferences = Preferences(QSettings())
    studio = Studio(wanted or remembered(preferences), preferences)
    studio.failures.catch_everything(studio.calm)
    heed_ctrl_c(studio.window)
    spare_collector()
    studio.window.show()
    if images:
        studio.images.open_images(images)
    elif wanted is None:
        studio.start.greet()
    return application.exec()


def _named(name: str) -> Lesson | Scene:
    """The lesson or scene of that id, or in that file."""
    found = openable.find(name)
    return own(found, Path(name)) if isinstance(found, Lesson) and name.endswith(".md") else found
