"""The main window: puts the panels together, shows them snapshots, and remembers sizes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from gdstudio.messages import View
from gdstudio.views.actions import Actions
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.columns import Columns
from gdstudio.views.covers import Covers
from gdstudio.views.hint.bar import HintBar
from gdstudio.views.hint.place import HintPlace
from gdstudio.views.kit.card import card
from gdstudio.views.kit.cover import Place
from gdstudio.views.kit.focus import put_in_order
from gdstudio.views.kit.lanes import opened, runs_of
from gdstudio.views.left_column import LeftColumn
from gdstudio.views.pages import Pages
from gdstudio.views.transport.transport import Transport
from gdstudio.views.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent

    from gdstudio.messages import Scene, Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.network_page import NetworkPage
    from gdstudio.views.pictures_page import PicturesPage
    from gdstudio.views.vectors_page import VectorsPage

    Panel = Any
    """A widget with `show_snapshot` and `set_theme`."""

SMALLEST = QSize(1024, 600)
TABLES, SCENES = (".csv", ".tsv", ".txt"), (".md",)
"""What files of tables and of scenes are called that are dropped on the window."""
_WINDOW_FRAME = QSize(2, 40)
"""What a window manager may add to the window: a title bar and thin edges."""
_GAP = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Window(QMainWindow):
    """All panels. It shows snapshots and the selection; what the user wants comes as the views' signals."""

    closing = Signal()
    images_dropped = Signal(object)  # paths
    table_dropped = Signal(object)  # a path
    scene_dropped = Signal(object)  # a path
    looks_changed = Signal()  # another view is in front, or another weight selected

    def __init__(self, theme: Theme, scenes: Sequence[Scene], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.actions_by_name = Actions(self)
        self.left_column = LeftColumn(scenes, theme)
        self.scene_panel, self.lesson_panel = self.left_column.scenes, self.left_column.lesson
        self.pages = Pages(theme, self)
        self.network = self.pages.network
        self.transport = Transport(theme)
        self.ruler = AlphaRuler(theme)
        self.hint = HintBar(theme)
        self._always: dict[Panel, tuple[int, int]] = {
            self.hint: (8, 1),  # before the transport, which leaves out what is said here
            self.ruler: (1, 0),
            self.transport: (4, 1),
            self.scene_panel: (4, 3),
            self.lesson_panel: (4, 3),
        }
        self._scene: Scene | None = None  # as it was opened
        self._runs: tuple[tuple[str, str], ...] = ()
        self.covers = Covers(self._places, theme)
        self._turns = Turns(self.covers)
        self._focused: QWidget | None = None
        self._lay_out()
        self._connect_panels()
        for view in (self.transport, self.lesson_panel, self.hint.line):
            view.set_shortcut_texts(self.actions_by_name.shortcut_texts())
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.transport.buttons["play"].setFocus()

    @property
    def theme(self) -> Theme:
        """The look of everything."""
        return self._theme

    @property
    def pictures(self) -> PicturesPage | None:
        """The page for images, once it is made."""
        return self.pages.pictures

    @property
    def vectors(self) -> VectorsPage | None:
        """The page for short vectors, once it is made."""
        return self.pages.vectors

    @property
    def views(self) -> dict[Panel, tuple[int, int]]:
        """The panels that the scene shows, each with its turn."""
        return {**self.pages.shown.views, **self._always}

    # --- showing ------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a snapshot in every panel; at speed only in those that are to be painted first."""
        new_scene, new_runs = opened(snapshot) is not self._scene, runs_of(snapshot) != self._runs
        if new_scene:
            self.pages.open(snapshot.scene.view)
        if self.pictures is not None:
            self.pictures.follow(snapshot)
        first = (self.pages.shown.first, self.ruler)
        self._turns.show(snapshot, self.views, first, same=not (new_scene or new_runs))
        if new_scene:
            self._scene = opened(snapshot)
            self.columns.forget()
            self._begin(snapshot)
        if new_runs:
            self._runs = runs_of(snapshot)
            self._put_in_order()
        self.actions_by_name.show_undo(snapshot.undo, snapshot.redo)

    def _begin(self, snapshot: Snapshot) -> None:
        """Another scene: arrange the window for it."""
        self.setWindowTitle(f"{snapshot.scene.title} — GD Studio")
        self.pages.begin(snapshot)
        self.actions_by_name.show_images(snapshot.gallery is not None)
        self.actions_by_name.show_table(snapshot.gallery is None)
        self.actions_by_name.show_network(snapshot.scene.view is View.NETWORK)
        self._fold()
        self.covers.lay_anew()

    def show_rest(self) -> bool:
        """Show what `show_snapshot` has left for later; return whether there was anything."""
        return self._turns.show_rest()

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected, everywhere."""
        self.pages.shown.select(ref)
        self.ruler.select(ref)
        self.looks_changed.emit()

    def show_lane(self, lane: int) -> None:
        """Look at this run (from 0) in the views that show one."""
        if self.pages.shown is self.network:
            self.network.show_lane(lane)
        for view in self._always:
            view.show_lane(lane)

    def open_panel(self, panel: str) -> None:
        """Bring a view to the front, called as in lessons; nothing, where the scene has none of that name."""
        if self.pages.shown.turn_to(panel):
            self.columns.unfold_right()

    def light(self, parts: tuple[str, ...]) -> None:
        """Light parts, called as in lessons, and no others; if none of them is in sight, bring the first."""
        self.covers.light(parts)
        views = [place.view for part in parts for place in self._places(part)]
        if views and not any(view.isVisible() for view in views):
            self.pages.bring(views[0])

    @property
    def panels_in_front(self) -> tuple[str, ...]:
        """The views that are in front of others, called as in lessons."""
        return self.pages.shown.in_front

    def show_hints(self, wanted: bool) -> None:
        """Show hints, or give up the room for them."""
        self.actions_by_name["hints"].setChecked(wanted)
        self.hint.show_hints(wanted)
        self._fold()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._theme = theme
        self.covers.set_theme(theme)
        self.left_column.set_theme(theme)
        for view in self._always:
            view.set_theme(theme)
        self.pages.set_theme(theme)
        self._fold()  # the menus too are as large as their type

    def lend_to(self, page: QWidget) -> None:
        """Let another page fill the window for a while; the panels are hidden, and draw nothing."""
        self._focused = self.focusWidget()
        if self._body.indexOf(page) < 0:
            self._body.addWidget(page)
        self._body.setCurrentWidget(page)

    def take_back(self) -> None:
        """Show the panels again, with the focus where it was, if that is still there."""
        self._body.setCurrentIndex(0)
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()

    # --- what is copied and remembered --------------------------------------------------------------------

    def copy_numbers(self) -> None:
        """Put the numbers of this step on the clipboard."""
        if self._turns.snapshot is not None:
            numbers = self._numbered.numbers
            numbers.show_snapshot(self._turns.snapshot)
            numbers.copy_numbers()

    def copy_script(self) -> None:
        """Put a script that repeats the session on the clipboard."""
        if self._turns.snapshot is not None:
            code = self._numbered.code
            code.show_snapshot(self._turns.snapshot)
            code.copy_script()

    @property
    def _numbered(self) -> NetworkPage | PicturesPage:
        """The page with numbers and code: for vectors too, that of networks."""
        pictures = self.pictures
        return pictures if pictures is not None and self.pages.shown is pictures else self.network

    def layout_state(self) -> dict[str, QByteArray]:
        """Sizes and places, to be given to `restore_layout` at the next start."""
        return {"window": self.saveGeometry(), "columns": self.columns.saveState()}

    def restore_layout(self, state: Mapping[str, QByteArray]) -> None:
        """Bring back sizes and places; what is missing stays as it is."""
        if "window" in state:
            self.restoreGeometry(state["window"])
        else:
            self._keep_on_screen()
        if "columns" in state:
            self.columns.restoreState(state["columns"])
            self.columns.heed_widths()
        self._fold()

    def _keep_on_screen(self) -> None:
        """Fill the screen where the window at its usual size would reach beyond it."""
        room = self.screen().availableGeometry().size() - _WINDOW_FRAME
        if self.size().boundedTo(room) != self.size() and SMALLEST.boundedTo(room) == SMALLEST:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    # --- events -------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the application before going."""
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys that the focused view has no use for: Space plays or pauses, Esc leaves full screen.

        Enter presses the button that has the focus, which Qt does in dialogs alone.
        """
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.actions_by_name["play"].trigger()
        elif event.key() in _ENTER and not event.isAutoRepeat() and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.actions_by_name["full_screen"].trigger()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the side panels, whichever middle is shown."""
        super().resizeEvent(event)
        self._folding.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped: images, a table, a scene or a lesson to open."""
        if event.mimeData().hasUrls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped: a table, a scene or a lesson, or else images."""
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        kind = paths[0].suffix.lower() if len(paths) == 1 else ""
        if kind in TABLES:
            self.table_dropped.emit(paths[0])
        elif kind in SCENES:
            self.scene_dropped.emit(paths[0])
        else:
            self.images_dropped.emit(paths)

    # --- arrangement --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        actions = self.actions_by_name
        left = card(self.left_column, "scene card")
        self.columns = Columns(
            left, self.pages.middle, self.pages.side, actions["show_scenes"], actions["show_side"]
        )
        # Not at once: moving a panel deletes a splitter's handle, and a resize can come while Qt goes through
        # all widgets to give them another style. A handle deleted then is a crash.
        self._folding = QTimer(self, singleShot=True, interval=0)
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(card(self.transport, "transport card"), 5)
        row.addWidget(card(self.ruler, "alpha card"), 4)
        lowest = QVBoxLayout()
        lowest.setSpacing(4)
        lowest.addWidget(strip)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(_GAP)
        column.addWidget(self.columns, 1)
        column.addLayout(lowest)
        self._hint_place = HintPlace(self.hint, self, lowest, column)
        self._body = QStackedWidget()
        self._body.addWidget(body)
        self.setCentralWidget(self._body)

    def _connect_panels(self) -> None:
        self.columns.wished.connect(self._fold)
        self.columns.turn_wished.connect(self.pages.turn)
        self.left_column.lesson_came.connect(self._fold)
        self._folding.timeout.connect(self._fold)
        self.network.middle.resized.connect(self._folding.start)
        self.network.chart.made.connect(self._put_in_order)
        self.pages.turned.connect(self.looks_changed)
        self.hint.notice_covered.connect(self.transport.leave_notice_out)
        self.hint.changed.connect(self._offer_hint)
        self._offer_hint()
        self.actions_by_name["hints"].setChecked(True)
        self.actions_by_name["full_screen"].triggered.connect(self._set_full_screen)
        self.actions_by_name.connect({"apply_hint": self.hint.apply, "dismiss_hint": self.hint.dismiss})

    def _places(self, part: str) -> list[Place]:
        """Where a part of the window is, as lessons name it; nothing if the scene's kind has it not."""
        always: dict[str, tuple[QWidget, ...]] = {
            "alpha": (self.ruler,),
            "limits": (self.ruler.track,),
            "transport": (self.transport,),
            "timeline": (self.transport.timeline,),
            "order": (self.scene_panel.order, self.lesson_panel.order),
        }
        if part in always:
            return [Place(view) for view in always[part]]
        return self.pages.shown.places(part)

    def _offer_hint(self) -> None:
        remark = self.hint.remark
        self.actions_by_name.show_hint(remark is not None, remark is not None and remark.remedy is not None)

    def _set_full_screen(self, wanted: bool) -> None:
        # Not showNormal: a window that was maximized is to be so again.
        full, state = Qt.WindowState.WindowFullScreen, self.windowState()
        self.setWindowState(state | full if wanted else state & ~full)

    def _put_in_order(self) -> None:
        """Let Tab go through the panels as they are read."""
        parts = [part for page in self.pages.made for part in page.order]
        put_in_order(self, (self.left_column, self.pages.bar, *parts, self.transport, self.ruler, self.hint))

    def _is_crowded(self, side: QWidget) -> bool:
        """Whether beside the lesson there is no room for both what is in the middle and this on the right."""
        if not (self.left_column.has_lesson and self.columns.keeps_left):
            return False
        middle = self.pages.shown.middle.minimumSizeHint().width()
        return not self.columns.fits_all(middle, side.minimumSizeHint().width())

    def _fold(self) -> None:
        """Arrange the middle, then show the side panels that were asked for or that have room."""
        page, room = self.pages.shown, self.width() - 4 * _GAP
        self._hint_place.fit(self.height(), self._theme.scale)
        if page is self.network:
            turns = self._is_crowded(self.network.numbers)
            self.network.place_tabs(QSize(room, self.pages.middle.height()), turns=turns)
        self.pages.let_take_turns(page.side is not None and self._is_crowded(page.side))
        self.columns.fold(
            room - page.least_width(),
            has_right=page.side is not None,
            right_first=page.side_first,
            keep_left=self.left_column.has_lesson,
            turns=self.pages.take_turns,
        )
        if page is self.network:
            self.network.middle.fit()
