"""The window's middle and right side: a page for each kind of scene, made when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from gdstudio.messages import View
from gdstudio.views.network_page import NetworkPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdstudio.messages import Snapshot, WeightRef
    from gdstudio.views.kit.cover import Place
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures_page import PicturesPage
    from gdstudio.views.vectors_page import VectorsPage


class Page(Protocol):
    """What the window asks of a page, whichever kind of scene it is for."""

    @property
    def middle(self) -> QWidget:
        """What stands in the middle."""

    @property
    def side(self) -> QWidget | None:
        """What stands on the right side, if anything."""

    @property
    def side_first(self) -> bool:
        """Whether, where only one column fits beside the middle, it is the right one."""

    @property
    def views(self) -> Mapping[Any, tuple[int, int]]:
        """The panels, each with its turn: at speed it is drawn in every n-th frame."""

    @property
    def first(self) -> Any:
        """The panel that at speed is drawn in every frame, before the others."""

    @property
    def order(self) -> tuple[QWidget, ...]:
        """The parts in the order in which Tab goes through them."""

    @property
    def in_front(self) -> tuple[str, ...]:
        """The views that are in front of others, called as in lessons."""

    def turn_to(self, panel: str) -> bool:
        """Bring a view to the front, called as in lessons; return whether it stands on the right side."""

    def select(self, ref: WeightRef | None) -> None:
        """Show which weight is selected."""

    def places(self, part: str) -> list[Place]:
        """Where a part of the window is, as lessons name it; nothing if it is not on this page."""

    def bring(self, view: QWidget) -> None:
        """Show the part of the middle that has this view in it, where one is shown at a time."""

    def least_width(self) -> int:
        """The width that the middle needs, at least."""

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""


_TURNS = {
    View.NETWORK: ("Network and bowls", "Numbers and views of the run"),
    View.PICTURES: ("Pictures and products", "Bowls, accuracy and others"),
    View.VECTORS: ("", ""),
}
"""What the two are called that take turns."""


class Pages(QObject):
    """The pages that have been made, and the two columns that they stand in.

    Attributes:
        network: the page for small networks; it is there from the beginning.
        pictures: the page for images, once it is made.
        vectors: the page for short vectors, once it is made.
        shown: the page of the scene that is open.
        middle: the column with what stands in the middle.
        side: the column with what stands on the right.
    """

    pictures_made = Signal(object)  # whoever has to connect it is told
    vectors_made = Signal(object)
    turned = Signal()  # another view is in front

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.network = NetworkPage(theme, self)
        self.network.tabs.turned.connect(self.turned)
        self.pictures: PicturesPage | None = None
        self.vectors: VectorsPage | None = None
        self.shown: Page = self.network
        self.middle, self.side = QWidget(), QWidget()
        for column in (self.middle, self.side):
            QVBoxLayout(column).setContentsMargins(0, 0, 0, 0)
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName("What is shown beside the lesson")
        self.bar.setAccessibleDescription("← → choose which is shown; a wider window shows both.")
        self.bar.setToolTip("Which of the two is shown (← →); a wider window shows both")
        for _ in range(2):
            self.bar.addTab("")
        self.bar.currentChanged.connect(self._show_shown)
        self.bar.hide()
        self._add(self.middle, self.bar)
        self._stand(self.network)

    @property
    def made(self) -> list[Page]:
        """Those that have been made."""
        return [page for page in (self.network, self.pictures, self.vectors) if page is not None]

    def open(self, view: View) -> None:
        """Another scene: the page of this kind is meant from now on. What was chosen on it is forgotten."""
        page: Page = self.network
        if view is View.PICTURES:
            page = self.pictures or self._make_pictures()
        elif view is View.VECTORS:
            page = self.vectors or self._make_vectors()
        if self.pictures is not None:
            self.pictures.forget()
        self.shown = page
        for index, name in enumerate(_TURNS[view]):
            self.bar.setTabText(index, name)

    def begin(self, snapshot: Snapshot) -> None:
        """Show the page that is meant, now that its views show the other scene, and hide the others."""
        self.network.begin(snapshot)
        self._show_shown()

    @property
    def take_turns(self) -> bool:
        """Whether middle and side take turns in the middle column."""
        return not self.bar.isHidden()

    def let_take_turns(self, turns: bool) -> None:
        """Have middle and side take turns in the middle column, or stand in two."""
        turns = turns and self.shown.side is not None
        if turns != self.take_turns:
            self.bar.setVisible(turns)
            for page in self.made:
                if page.side is not None:
                    self._add(self.middle if turns else self.side, page.side)
            self._show_shown()

    def turn(self, to_side: bool) -> None:
        """While they take turns: show the side, or the middle."""
        self.bar.setCurrentIndex(int(to_side))

    def bring(self, view: QWidget) -> None:
        """Show what has this view in it, where it takes turns with something else."""
        page = self.shown
        if page.middle.isAncestorOf(view):
            self.turn(False)
            page.bring(view)
        elif page.side is not None and page.side.isAncestorOf(view):
            self.turn(True)

    def _show_shown(self) -> None:
        """Show the page that is meant, or as much of it as it is the turn of."""
        turn = self.bar.currentIndex() if self.take_turns else None
        for page in self.made:
            page.middle.setVisible(page is self.shown and turn != 1)
            if page.side is not None:
                page.side.setVisible(page is self.shown and turn != 0)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme, and what is made later too."""
        self._theme = theme
        for page in self.made:
            page.set_theme(theme)

    def _make_pictures(self) -> PicturesPage:
        from gdstudio.views.pictures_page import PicturesPage  # noqa: PLC0415  # only when it is needed

        self.pictures = PicturesPage(self._theme, self)
        self.pictures.turned.connect(self.turned)
        self._stand(self.pictures)
        self.pictures_made.emit(self.pictures)
        return self.pictures

    def _make_vectors(self) -> VectorsPage:
        from gdstudio.views.vectors_page import VectorsPage  # noqa: PLC0415  # the same

        self.vectors = VectorsPage(self._theme, self)
        self._stand(self.vectors)
        self.vectors_made.emit(self.vectors)
        return self.vectors

    def _stand(self, page: Page) -> None:
        """Put a page that has just been made into the columns."""
        self._add(self.middle, page.middle)
        if page.side is not None:
            self._add(self.middle if self.take_turns else self.side, page.side)

    @staticmethod
    def _add(column: QWidget, part: QWidget) -> None:
        layout = column.layout()
        if layout is not None:
            layout.addWidget(part)
