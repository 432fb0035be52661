"""What the menus offer for data of one's own: the sheet, tables and scenes as files, own scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal

from gdstudio.files.saving import SaveError, save
from gdstudio.files.table_files import TableFileError, read_table_file, write_table_file
from gdstudio.lessons import catalogue, openable
from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.parts import DraftError
from gdstudio.lessons.own_scene import from_here, from_start, own_title
from gdstudio.lessons.scene_file import SceneError
from gdstudio.lessons.scene_writer import write_scene
from gdstudio.messages import LoadScene
from gdstudio.views import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gdstudio.messages import Command, Scene, Snapshot
    from gdstudio.presenter import Presenter
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.dialog import SheetDialog
    from gdstudio.views.window import Window

_TABLES = "Tables (*.csv *.tsv *.txt)"
_SCENES = "Scenes and lessons (*.md)"
_SHEET = "sheet"


class DataDesk(QObject):
    """Carries out the window's wishes that concern tables and scenes of one's own.

    Emits `lesson_found` for a file that is a lesson.

    Args:
        window: whose menus and dialogs.
        presenter: knows what is shown, and opens scenes.
        send: takes a command to the model.
        theme: the look.
    """

    lesson_found = Signal(object)  # a path

    def __init__(
        self, window: Window, presenter: Presenter, send: Callable[[Command], None], theme: Theme
    ) -> None:
        super().__init__(window)
        self._window = window
        self._presenter = presenter
        self._send = send
        self._sheet: SheetDialog | None = None
        self._theme = theme
        self._place = QByteArray()
        window.table_dropped.connect(self.open_data)
        window.scene_dropped.connect(self.open_scene)
        window.actions_by_name.connect(
            {
                "open_scene": self._ask_scene,
                "save_scene": lambda: self._save_scene(from_here),
                "save_start": lambda: self._save_scene(from_start),
                "open_data": self._ask_data,
                "sheet": self.show_sheet,
                "own_scene": self._own_scene,
            }
        )

    # --- the sheet ----------------------------------------------------------------------------------------

    @property
    def sheet(self) -> SheetDialog:
        """The sheet; made when it is first asked for, and kept: closing it loses nothing."""
        if self._sheet is None:
            from gdstudio.views.sheet.dialog import SheetDialog  # noqa: PLC0415  # only when it is needed

            self._sheet = SheetDialog(self._theme, self._window)
            self._sheet.start_requested.connect(self._start)
            self._sheet.present_requested.connect(self._fill)
            self._sheet.open_requested.connect(self._ask_data)
            self._sheet.save_requested.connect(self._save_data)
            if not self._place.isEmpty():
                self._sheet.restoreGeometry(self._place)
        return self._sheet

    def show_sheet(self) -> None:
        """Show the sheet, filled with the present state unless there is something edited in it."""
        if not self.sheet.isVisible() and not self.sheet.desk.is_edited:
            self._fill()
        self._bring_up()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        if self._sheet is not None:
            self._sheet.set_theme(theme)

    def layout_state(self) -> dict[str, QByteArray]:
        """The sheet's size and place, to be given to `restore_layout` at the next start."""
        place = self._place if self._sheet is None else self._sheet.saveGeometry()
        return {} if place.isEmpty() else {_SHEET: place}

    def restore_layout(self, state: Mapping[str, QByteArray]) -> None:
        """Bring back the sheet's size and place."""
        self._place = state.get(_SHEET, self._place)

    # --- files --------------------------------------------------------------------------------------------

    def open_data(self, path: Path) -> None:
        """Open a table in the sheet; if it can't be, a sentence says why."""
        try:
            table = read_table_file(path)
        except TableFileError as error:
            dialogs.say(self._asker, "The table was not opened", str(error))
            return
        if not self.sheet.isVisible() and not self.sheet.desk.is_edited:
            self._fill()
        self.sheet.put_table(table, path.name)
        self._bring_up()

    def open_scene(self, path: Path) -> None:
        """Open a scene file; if it can't be, a sentence says why. A lesson is for others to open."""
        if openable.means_lesson(path):
            self.lesson_found.emit(path)
            return
        try:
            scene = catalogue.load_file(path)
        except SceneError as error:
            dialogs.say(self._window, "The scene was not opened", str(error))
            return
        self._presenter.open(scene)

    # ------------------------------------------------------------------------------------------------------

    @property
    def _asker(self) -> SheetDialog | Window:
        """Whichever the user is looking at."""
        return self._sheet if self._sheet is not None and self._sheet.isVisible() else self._window

    def _bring_up(self) -> None:
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.activateWindow()

    def _fill(self) -> None:
        """Put the state of the run that is looked at into the sheet; of images there is none to put in."""
        snapshot = self._presenter.shown
        try:
            draft = Draft.of(snapshot.lanes[self._presenter.lane], own_title(snapshot))
        except DraftError as refusal:
            self.sheet.say(str(refusal))
            return
        self.sheet.fill(draft, f"filled with “{snapshot.scene.title}” as it is at step {snapshot.step:,}")

    def _start(self, scene: Scene) -> None:
        self._send(LoadScene(scene))
        self._window.activateWindow()

    def _own_scene(self) -> None:
        scene = self._made(from_here, "There is no scene to start here")
        if scene is not None:
            self._send(LoadScene(scene))

    def _made(self, make: Callable[[Snapshot], Scene], title: str) -> Scene | None:
        """A scene made of what is shown; None, and a sentence, if it can't be."""
        try:
            return make(self._presenter.shown)
        except DraftError as refusal:
            dialogs.say(self._window, title, str(refusal))
            return None

    def _ask_scene(self) -> None:
        path = dialogs.ask_which(self._window, "Open a scene", _SCENES)
        if path is not None:
            self.open_scene(path)

    def _ask_data(self) -> None:
        path = dialogs.ask_which(self._asker, "Open a table", _TABLES)
        if path is not None:
            self.open_data(path)

    def _save_scene(self, make: Callable[[Snapshot], Scene]) -> None:
        title = "The scene was not saved"
        scene = self._made(make, title)
        if scene is None:
            return
        try:
            content = write_scene(scene)
            path = dialogs.ask_where(self._window, "Save the scene", "scene.md", _SCENES, "md")
            if path is not None:
                save(path, content.encode())
        except (SceneError, SaveError) as error:
            dialogs.say(self._window, title, str(error))

    def _save_data(self, draft: Draft) -> None:
        path = dialogs.ask_where(self._asker, "Save the table", "table.csv", "CSV (*.csv)", "csv")
        if path is None:
            return
        try:
            write_table_file(path, [column.name for column in draft.columns], draft.rows)
        except SaveError as error:
            dialogs.say(self._asker, "The table was not saved", str(error))
        else:
            self.sheet.say(f"saved as {path.name}")
