"""The only place that builds objects: session, thread, window, presenter, and what is between them."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import sys
import threading
from dataclasses import replace
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QSocketNotifier, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from gdstudio import __version__
from gdstudio.data_desk import DataDesk
from gdstudio.explain_desk import ExplainDesk
from gdstudio.files.fonts import load_fonts
from gdstudio.files.preferences import Preferences
from gdstudio.files.shipped import asset
from gdstudio.frames import Frames
from gdstudio.hint_desk import HintDesk
from gdstudio.image_desk import ImageDesk
from gdstudio.lecture_desk import LectureDesk
from gdstudio.lesson_desk.desk import LessonDesk
from gdstudio.lesson_desk.helper import Helper
from gdstudio.lesson_desk.room import LessonRoom
from gdstudio.lesson_desk.shelf import LessonShelf, own, remembered
from gdstudio.lessons import catalogue, openable
from gdstudio.lessons.lesson import Lesson
from gdstudio.messages import Pause, Play
from gdstudio.model.session import Session
from gdstudio.model.thread import ModelThread
from gdstudio.opening import Opening, load_now
from gdstudio.presenter import Presenter
from gdstudio.start_desk import StartDesk
from gdstudio.views import dialogs
from gdstudio.views.kit.theme import DARK, LIGHT, THEMES, Theme, palette, style_sheet
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from gdstudio.messages import Command, Scene, Snapshot

log = logging.getLogger("gdstudio")

SYSTEM = "system"


class Studio(QObject):
    """One running studio: owns the thread, the window and what is between them."""

    failed = Signal(str)
    closed = Signal()

    def __init__(self, opened: Lesson | Scene, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._closed = False
        lesson = opened if isinstance(opened, Lesson) else None
        scene = opened.scene if isinstance(opened, Lesson) else opened
        if scene.needs_images:
            scene = load_now(scene)
        self.opening = Opening(self)
        self.thread_of_model = ModelThread(Session(scene), on_failure=self._report_failure)
        self.theme_name = preferences.text("theme", SYSTEM)
        scenes = catalogue.load_all()
        self.window = Window(self._theme(), scenes)
        model = self.thread_of_model
        self._helper = Helper(self)
        self.lessons = LessonDesk(self.send, lambda: self.frames.sent, self._helper, model.latest)
        self.shelf = LessonShelf(self.lessons, self.send, self.opening.open_scene, preferences)
        self.presenter = Presenter(
            self.window,
            scenes,
            self.send,
            model.latest,
            self.opening.open_scene,
            self.shelf.open_scene,
        )
        self.frames = Frames(model, self.window, self._show, self.window.show_rest)
        self.room = LessonRoom(self.window, self.presenter, self.lessons, self.shelf)
        self.failed.connect(self._say_failure)
        self._connect()
        self.hints = HintDesk(self.window, preferences)
        self.explaining = ExplainDesk(self.window, lambda: self.presenter.shown)
        self.explaining.lesson_requested.connect(self.shelf.open_scene)
        self.start = StartDesk(self.window, preferences, scenes[0])
        self.start.chosen.connect(self._begin_with)
        self.images = ImageDesk(self.window, self.opening, self.presenter, self.send, self.shelf.show_scene)
        self.opening.finished.connect(self.shelf.forget)
        self.data = DataDesk(self.window, self.presenter, self.send, self._theme())
        self.data.lesson_found.connect(self.shelf.open_file)
        self.data.restore_layout(preferences.layout())
        self.lecture = LectureDesk(self.window, self.presenter, self.lessons, self.shelf.open, self.send)
        self.window.restore_layout(preferences.layout())
        self.set_theme(self.theme_name)
        self.thread_of_model.start()
        self.frames.look_out()
        if lesson is not None:
            self.lessons.open(replace(lesson, scene=scene))
        self.room.see_progress()

    def _show(self, snapshot: Snapshot) -> None:
        """Show a snapshot in the window, and to whoever gives a lesson."""
        self.presenter.show(snapshot)
        self.lessons.see(snapshot)

    def send(self, command: Command) -> None:
        """Give the model a command."""
        self.frames.send(command)

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

    # --- theme --------------------------------------------------------------------------------------------

    def set_theme(self, name: str) -> None:
        """Use the theme of that name ("light", "dark"), or "system" to follow the system."""
        self.theme_name = name if name in THEMES else SYSTEM
        self._preferences.set_text("theme", self.theme_name)
        self.window.actions_by_name[f"theme_{self.theme_name}"].setChecked(True)
        theme = self._theme()
        dress(theme)
        self.window.set_theme(theme)
        self.start.set_theme(theme)
        self.data.set_theme(theme)

    def _theme(self) -> Theme:
        if self.theme_name in THEMES:
            return THEMES[self.theme_name]
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _system_theme_changed(self) -> None:
        if self.theme_name == SYSTEM:
            self.set_theme(SYSTEM)

    # --- the rest -----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        actions, window = self.window.actions_by_name, self.window
        window.closing.connect(self.close)
        for name in (SYSTEM, *THEMES):
            actions[f"theme_{name}"].triggered.connect(lambda _on=False, name=name: self.set_theme(name))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        acts: dict[str, Callable[[], object]] = {
            "quit": window.close,
            "save_picture": lambda: dialogs.save_picture(window),
            "copy_picture": lambda: dialogs.copy_picture(window),
            "copy_numbers": window.copy_numbers,
            "copy_script": window.copy_script,
            "keys": lambda: dialogs.show_keys(window, window.actions_by_name),
            "about": lambda: dialogs.show_about(window, __version__, log_file()),
        }
        for name, act in acts.items():
            actions[name].triggered.connect(lambda _on=False, act=act: act())

    def _begin_with(self, choice: str) -> None:
        """What a button of the start page asks for."""
        first = catalogue.ids()[0]
        if choice == "lesson":
            self.shelf.open_scene(first)
            return
        self.lessons.leave()
        self.presenter.open(catalogue.load("mnist" if choice == "mnist" else first))
        if choice == "play":
            self.send(Play())

    # --- failures -----------------------------------------------------------------------------------------

    def _report_failure(self, report: str) -> None:
        """In the model thread: write it down, and hand it over to the window's thread."""
        log.error("the model thread failed\n%s", report)
        self.failed.emit(report)

    def _say_failure(self, report: str) -> None:
        boxes = self.window.findChildren(QMessageBox)
        if any(box.isVisible() and box.detailedText() for box in boxes):
            return  # one failure often brings others with it: all are in the log, one is said
        dialogs.show_failure(self.window, report, log_file())


def dress(theme: Theme) -> None:
    """Give the whole application a theme's palette and style sheet."""
    QGuiApplication.setPalette(palette(theme))
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setStyleSheet(style_sheet(theme, asset("icons")))


def make_application(arguments: list[str]) -> QApplication:
    """Build the QApplication with the studio's name, fonts and icon.

    Raises:
        MissingFileError: a shipped file is missing.
    """
    application = QApplication(arguments)
    application.setApplicationName("gdstudio")
    application.setApplicationDisplayName("GD Studio")
    application.setApplicationVersion(__version__)
    application.setOrganizationName("gdstudio")
    application.setDesktopFileName("gdstudio")
    application.setStyle("Fusion")
    load_fonts()
    application.setWindowIcon(QIcon(str(asset("icons/gdstudio.svg"))))
    return application


def spare_collector() -> None:
    """Leave what is built so far out of garbage collection: it lives on; looking through it costs frames."""
    gc.collect()
    gc.freeze()


def log_file() -> Path:
    """Where errors are written down."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder) / "gdstudio.log"


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
    _write_log()
    preferences = Preferences(QSettings())
    studio = Studio(wanted or remembered(preferences), preferences)
    _catch_everything(studio)
    _heed_ctrl_c(studio)
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


def _write_log() -> None:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"gdstudio: errors will not be written down: {error}", file=sys.stderr)
        return
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)


def _heed_ctrl_c(studio: Studio) -> None:
    """Close the window on Ctrl+C in the terminal, also while nothing happens in it.

    Python handles a signal only when it next runs some Python, which an idle Qt never does: a byte through a
    socket wakes it.
    """
    waking, woken = socket.socketpair()
    waking.setblocking(False)
    woken.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, studio)
    notifier.activated.connect(lambda: woken.recv(64))
    signal.set_wakeup_fd(waking.detach())
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, studio.window, studio.window.close))


def _catch_everything(studio: Studio) -> None:
    """An error that nobody expected is written down and said; the studio goes on."""

    def from_qt(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected error", exc_info=(kind, error, trace))
        # While playing it would come again with every frame. (Each command brings a frame of its own, too.)
        if studio.thread_of_model.latest.playing:
            studio.send(Pause())
        studio.failed.emit(f"{kind.__name__}: {error}")

    def from_thread(hook: threading.ExceptHookArgs) -> None:
        error = hook.exc_value or hook.exc_type()
        log.error("unexpected error in a thread", exc_info=(hook.exc_type, error, hook.exc_traceback))
        studio.failed.emit(f"{hook.exc_type.__name__}: {hook.exc_value}")

    sys.excepthook = from_qt
    threading.excepthook = from_thread
