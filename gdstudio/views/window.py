"""The main window: puts the views together, folds the side panels where room is short, remembers sizes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gdstudio.lessons.hiding import masked, veiled
from gdstudio.messages import View
from gdstudio.views.actions import Actions
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.covers import Covers
from gdstudio.views.hint.bar import HintBar
from gdstudio.views.hint.place import HintPlace
from gdstudio.views.kit.card import card
from gdstudio.views.kit.cover import Place
from gdstudio.views.kit.focus import put_in_order
from gdstudio.views.kit.frames import is_fast
from gdstudio.views.kit.lanes import opened, runs_of
from gdstudio.views.left_column import LeftColumn
from gdstudio.views.network_page import NetworkPage
from gdstudio.views.transport.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent

    from gdstudio.messages import Scene, Snapshot, WeightRef
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures_page import PicturesPage
    from gdstudio.views.vectors_page import VectorsPage

    Panel = Any
    """A widget with `show_snapshot` and `set_theme`."""
    Page = NetworkPage | PicturesPage | VectorsPage

SMALLEST = QSize(1024, 600)
TABLES, SCENES = (".csv", ".tsv", ".txt"), (".md",)
"""What files of tables and of scenes are called that are dropped on the window."""
_WINDOW_FRAME = QSize(2, 40)
"""What a window manager may add to the window: a title bar and thin edges."""
_GAP = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SCENES_WIDTH, _SIDE_WIDTH = 250, 300


class Window(QMainWindow):
    """All panels. It shows snapshots and the selection; what the user wants comes as the views' signals.

    What a scene with images, or with vectors, shows in the middle is made when the first such scene is
    opened, and then told to whoever has to connect it.
    """

    closing = Signal()
    images_dropped = Signal(object)  # paths
    table_dropped = Signal(object)  # a path
    scene_dropped = Signal(object)  # a path
    looks_changed = Signal()  # another view is in front, or another weight selected
    pictures_made = Signal(object)
    vectors_made = Signal(object)

    def __init__(self, theme: Theme, scenes: Sequence[Scene], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pictures: PicturesPage | None = None
        self.vectors: VectorsPage | None = None
        self.actions_by_name = Actions(self)
        self.left_column = LeftColumn(scenes, theme)
        self.scene_panel, self.lesson_panel = self.left_column.scenes, self.left_column.lesson
        self.network = NetworkPage(theme, self)
        self.transport = Transport(theme)
        self.ruler = AlphaRuler(theme)
        self.hint = HintBar(theme)
        # At speed each view is drawn in every n-th frame, at its turn, so that the work is spread evenly.
        self._frames = 0
        self._snapshot: Snapshot | None = None
        self._rest: list[Panel] = []
        self._always: dict[Panel, tuple[int, int]] = {
            self.hint: (8, 1),  # before the transport, which leaves out what is said here
            self.ruler: (1, 0),
            self.transport: (4, 1),
            self.scene_panel: (4, 3),
            self.lesson_panel: (4, 3),
        }
        self._wishes: dict[str, bool] = {}
        self._scene: Scene | None = None  # as it was opened
        self._runs: tuple[tuple[str, str], ...] = ()
        self.covers = Covers(self._places, theme)
        self._focused: QWidget | None = None
        self._lay_out()
        self._connect_panels()
        self.transport.set_shortcut_texts(self.actions_by_name.shortcut_texts())
        self.lesson_panel.set_shortcut_texts(self.actions_by_name.shortcut_texts())
        self.hint.line.set_shortcut_texts(self.actions_by_name.shortcut_texts())
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.transport.buttons["play"].setFocus()

    # --- showing ------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a snapshot in every panel; at speed only in those that are to be painted first."""
        self._frames += 1
        same = opened(snapshot) is self._scene and runs_of(snapshot) == self._runs
        fast = is_fast(snapshot) and same
        if opened(snapshot) is not self._scene:
            self._make_page(snapshot.scene.view)
        if self.pictures is not None:
            self.pictures.follow(snapshot)
        views = self._views_of(snapshot)
        due = [view for view, (every, turn) in views.items() if self._frames % every == turn]
        shown = (self._page_of(snapshot).first, self.ruler) if fast else tuple(views)
        self._rest = [view for view in due if fast and view not in shown]
        self._snapshot = masked(snapshot)
        self.covers.veil(veiled(snapshot.hidden, snapshot.scene.view))
        for view in shown:
            # Below a veil too a view must not be left with runs that are no longer there.
            if same or view not in self.covers.hidden_views:
                self._show_in(view)
            else:
                view.show_snapshot(snapshot)
        if opened(snapshot) is not self._scene:
            self._scene = opened(snapshot)
            self.setWindowTitle(f"{snapshot.scene.title} — GD Studio")
            self.network.begin(snapshot)
            self._turn_to(snapshot.scene.view)
            self.actions_by_name.show_images(snapshot.gallery is not None)
            self.actions_by_name.show_table(snapshot.gallery is None)
            self.actions_by_name.show_network(snapshot.scene.view is View.NETWORK)
            self._fold()
            self.covers.lay_anew()
        if runs_of(snapshot) != self._runs:
            self._runs = runs_of(snapshot)
            self._put_in_order()
        self.actions_by_name.show_undo(snapshot.undo, snapshot.redo)

    def show_rest(self) -> bool:
        """Show what `show_snapshot` has left for later, now that the bowls are painted.

        At speed the bowls come first and alone, so that their frames are evenly spaced whatever else is due.

        Returns:
            Whether anything was shown, and so has to be painted too.
        """
        rest, self._rest = self._rest, []
        for view in rest:
            self._show_in(view)
        return bool(rest)

    def _show_in(self, view: Panel) -> None:
        """Show the latest snapshot in a panel; one that is veiled waits."""
        if self._snapshot is not None and view not in self.covers.hidden_views:
            view.show_snapshot(self._snapshot)

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected, everywhere."""
        if self._scene is not None and self._scene.view is View.NETWORK:
            self.network.select(ref)
        elif self.pictures is not None:
            self.pictures.select(ref)
        self.ruler.select(ref)
        self.looks_changed.emit()

    def show_lane(self, lane: int) -> None:
        """Look at this run (from 0) in the views that show one."""
        if self._scene is not None and self._scene.view is View.NETWORK:
            self.network.show_lane(lane)
        for view in self._always:
            view.show_lane(lane)

    def turn_to(self, name: str) -> None:
        """Bring one view of a small network's run to the front, unfolding the side panels for it."""
        tabs = self.network.tabs
        tabs.turn_to(name)
        if not self._right_column.isAncestorOf(tabs):
            self.network.middle.tabs.setCurrentIndex(0)  # they stand below the network
        elif self._right_column.isHidden():
            self.actions_by_name["show_side"].trigger()

    def open_panel(self, panel: str) -> None:
        """Bring a view to the front, called as in lessons; nothing, where the scene has none of that name."""
        if self._scene is None:
            return
        if self._scene.view is View.PICTURES and self.pictures is not None:
            beside = self.pictures.turn_to(panel)
            if beside and self._right_column.isHidden():
                self.actions_by_name["show_side"].trigger()
        elif self._scene.view is View.NETWORK and panel.capitalize() in self.network.tabs.names:
            self.turn_to(panel.capitalize())

    @property
    def panels_in_front(self) -> tuple[str, ...]:
        """The views that are in front of others, called as in lessons."""
        if self._scene is not None and self._scene.view is View.PICTURES and self.pictures is not None:
            return self.pictures.in_front
        return (self.network.tabs.current.lower(),)

    def unfold_left(self) -> None:
        """Show the left column, if it is folded away."""
        if self._scene_card.isHidden():
            self.actions_by_name["show_scenes"].trigger()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._theme = theme
        self.covers.set_theme(theme)
        self.left_column.set_theme(theme)
        for view in self._always:
            view.set_theme(theme)
        for page in self._pages:
            page.set_theme(theme)

    def lend_to(self, page: QWidget) -> None:
        """Let another page fill the window for a while; the panels are hidden, and draw nothing."""
        self._focused = self.focusWidget()
        if self._body.indexOf(page) < 0:
            self._body.addWidget(page)
        self._body.setCurrentWidget(page)

    def take_back(self) -> None:
        """Show the panels again, with the focus where it was."""
        self._body.setCurrentIndex(0)
        if self._focused is not None:
            self._focused.setFocus()

    def copy_numbers(self) -> None:
        """Put the numbers of this step on the clipboard."""
        if self._snapshot is not None:
            self._numbered.numbers.show_snapshot(self._snapshot)
            self._numbered.numbers.copy_numbers()

    def copy_script(self) -> None:
        """Put a script that repeats the session on the clipboard."""
        if self._snapshot is not None:
            self._numbered.code.show_snapshot(self._snapshot)
            self._numbered.code.copy_script()

    # --- what only some scenes show ------------------------------------------------------------------------

    @property
    def _pages(self) -> list[Page]:
        """Those that have been made."""
        return [page for page in (self.network, self.pictures, self.vectors) if page is not None]

    def _page_of(self, snapshot: Snapshot) -> Page:
        """What the scene's kind shows in the middle and on the right side."""
        kinds = {View.PICTURES: self.pictures, View.VECTORS: self.vectors}
        return kinds.get(snapshot.scene.view) or self.network

    @property
    def _numbered(self) -> NetworkPage | PicturesPage:
        """The page with numbers and code: for vectors too, that of networks."""
        there = self._snapshot is not None and self._snapshot.scene.view is View.PICTURES
        return self.pictures if there and self.pictures is not None else self.network

    def _views_of(self, snapshot: Snapshot) -> dict[Panel, tuple[int, int]]:
        """The panels that the scene's kind shows, each with its turn."""
        return self._page_of(snapshot).views | self._always

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
        return [] if self._snapshot is None else self._page_of(self._snapshot).places(part)

    def _make_page(self, view: View) -> None:
        """Make what this kind of scene shows in the middle, the first time it is needed."""
        if view is View.PICTURES and self.pictures is None:
            from gdstudio.views.pictures_page import PicturesPage  # noqa: PLC0415  # only when it is needed

            self.pictures = PicturesPage(self._theme, self)
            self._middle.addWidget(self.pictures.middle)
            self._right.addWidget(self.pictures.side)
            self.pictures.turned.connect(self.looks_changed)
            self.pictures_made.emit(self.pictures)
        elif view is View.VECTORS and self.vectors is None:
            from gdstudio.views.vectors_page import VectorsPage  # noqa: PLC0415  # the same

            self.vectors = VectorsPage(self._theme, self)
            self._middle.addWidget(self.vectors.middle)
            self.vectors_made.emit(self.vectors)
        if self.pictures is not None:
            self.pictures.forget()

    def _turn_to(self, view: View) -> None:
        """Show the middle and the right side that belong to this kind of scene, and hide the others."""
        kinds: dict[View, tuple[QWidget, ...]] = {View.NETWORK: (self.network.middle, self.network.side)}
        if self.pictures is not None:
            kinds[View.PICTURES] = (self.pictures.middle, self.pictures.side)
        if self.vectors is not None:
            kinds[View.VECTORS] = (self.vectors.middle,)
        for kind, parts in kinds.items():
            for part in parts:
                part.setVisible(kind is view)

    # --- what is remembered -------------------------------------------------------------------------------

    def layout_state(self) -> dict[str, QByteArray]:
        """Sizes and places, to be given to `restore_layout` at the next start."""
        return {"window": self.saveGeometry(), "columns": self._columns.saveState()}

    def restore_layout(self, state: Mapping[str, QByteArray]) -> None:
        """Bring back sizes and places; what is missing stays as it is."""
        if "window" in state:
            self.restoreGeometry(state["window"])
        else:
            self._keep_on_screen()
        if "columns" in state:
            self._columns.restoreState(state["columns"])
        self._fold()

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
        self._scene_card = card(self.left_column, "scene card")
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(8)
        middle, right = QWidget(), QWidget()
        self._middle, self._right = QVBoxLayout(middle), QVBoxLayout(right)
        for layout, part in ((self._middle, self.network.middle), (self._right, self.network.side)):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(part)
        self._right_column = right
        for index, (widget, stretch) in enumerate(((self._scene_card, 0), (middle, 2), (right, 1))):
            self._columns.addWidget(widget)
            self._columns.setStretchFactor(index, stretch)
        self._columns.setSizes([_SCENES_WIDTH, 784, _SIDE_WIDTH])
        # Not at once: moving a panel deletes a splitter's handle, and a resize can come while Qt goes through
        # all widgets to give them another style. A handle deleted then is a crash.
        self._folding = QTimer(self, singleShot=True, interval=0)
        self._folding.timeout.connect(self._fold)
        self.network.middle.resized.connect(self._folding.start)
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(card(self.transport, "transport card"), 5)
        row.addWidget(card(self.ruler, "alpha card"), 4)
        lowest = QVBoxLayout()
        lowest.setSpacing(4)
        lowest.addWidget(strip)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setSpacing(8)
        column.addWidget(self._columns, 1)
        column.addLayout(lowest)
        self._hint_place = HintPlace(self.hint, self, lowest, column)
        self._body = QStackedWidget()
        self._body.addWidget(body)
        self.setCentralWidget(self._body)

    def _keep_on_screen(self) -> None:
        """Fill the screen where the window at its usual size would reach beyond it."""
        room = self.screen().availableGeometry().size() - _WINDOW_FRAME
        if self.size().boundedTo(room) != self.size() and SMALLEST.boundedTo(room) == SMALLEST:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _connect_panels(self) -> None:
        for name in ("show_scenes", "show_side"):
            self.actions_by_name[name].triggered.connect(lambda wanted, name=name: self._wish(name, wanted))
        self.actions_by_name["full_screen"].triggered.connect(self._set_full_screen)
        self.network.chart.made.connect(self._put_in_order)
        self.network.tabs.turned.connect(self.looks_changed)
        self.hint.notice_covered.connect(self.transport.leave_notice_out)
        self.hint.changed.connect(self._offer_hint)
        self._offer_hint()
        self.actions_by_name["hints"].setChecked(True)
        for name, act in (("apply_hint", self.hint.apply), ("dismiss_hint", self.hint.dismiss)):
            self.actions_by_name[name].triggered.connect(lambda _on=False, act=act: act())

    @property
    def theme(self) -> Theme:
        """The look of everything."""
        return self._theme

    def show_hints(self, wanted: bool) -> None:
        """Show hints, or give up the room for them."""
        self.actions_by_name["hints"].setChecked(wanted)
        self.hint.show_hints(wanted)
        self._fold()

    def _offer_hint(self) -> None:
        remark = self.hint.remark
        self.actions_by_name.show_hint(remark is not None, remark is not None and remark.remedy is not None)

    def _set_full_screen(self, wanted: bool) -> None:
        # Not showNormal: a window that was maximized is to be so again.
        full, state = Qt.WindowState.WindowFullScreen, self.windowState()
        self.setWindowState(state | full if wanted else state & ~full)

    def _put_in_order(self) -> None:
        """Let Tab go through the panels as they are read."""
        parts = [part for page in self._pages for part in page.order]
        put_in_order(self, (self.left_column, *parts, self.transport, self.ruler, self.hint))

    def _wish(self, name: str, wanted: bool) -> None:
        self._wishes[name] = wanted
        self._fold()

    def _fold(self) -> None:
        """Arrange the middle, then show the side panels that were asked for or that have room."""
        self._hint_place.fit(self.height(), self._theme.scale)
        view = View.NETWORK if self._scene is None else self._scene.view
        if view is View.NETWORK:
            self.network.place_tabs(self.width() - 4 * _GAP)
        needed = self._least_width(view) + 4 * _GAP
        scenes = max(self._scene_card.minimumSizeHint().width(), _SCENES_WIDTH)
        side = max(self._right_column.minimumSizeHint().width(), _SIDE_WIDTH)
        room = self.width() - needed
        for name, panel, fits in (
            ("show_side", self._right_column, room >= (side if view is View.PICTURES else scenes + side)),
            ("show_scenes", self._scene_card, room >= scenes + (side if view is View.PICTURES else 0)),
        ):
            if view is View.VECTORS and name == "show_side":
                panel.hide()
                continue
            wanted = self._wishes.get(name, fits)
            panel.setVisible(wanted)
            self.actions_by_name[name].setChecked(wanted)
        self._columns.refresh()  # at once, so that no picture is taken with a gap where a panel was
        if view is View.NETWORK:
            self.network.middle.fit()

    def _least_width(self, view: View) -> int:
        """The width that the middle needs, at least."""
        if view is View.PICTURES and self.pictures is not None:
            return self.pictures.middle.minimumSizeHint().width()
        if view is View.VECTORS and self.vectors is not None:
            return self.vectors.middle.minimumSizeHint().width()
        return self.network.middle.least_width()
