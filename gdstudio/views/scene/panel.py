"""The left column: what this scene shows, in a few words, and the way to the other scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdstudio.messages import View
from gdstudio.views.kit.lanes import opened
from gdstudio.views.kit.markdown import write
from gdstudio.views.kit.order_chooser import OrderChooser
from gdstudio.views.scene.list import SceneList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from gdstudio.messages import Scene, Snapshot
    from gdstudio.views.kit.theme import Theme

_MARGIN = 7  # of text and list, whose focus ring and rows reach further out
_INDENT = 6  # of all else, and of the text inside them
_GAP = 8
_LETTERS = 13  # pixels at scale 1
_FEWEST_ROWS = 5  # of the list, or it is not worth scrolling
_LARGEST = 16_777_215  # Qt's QWIDGETSIZE_MAX, which PySide6 does not name


class ScenePanel(QWidget):
    """Shows the scene's text, the list of scenes and the training order, and asks for others.

    Where the panel is too low for both, the list is scrolled, and where even a few of its rows do not fit, it
    folds away behind a button: the text can always be read without scrolling. That depends on the longest
    text, not on the present one: the list does not come and go from scene to scene.
    """

    scene_requested = Signal(str)
    order_requested = Signal(object)

    def __init__(self, scenes: Sequence[Scene], theme: Theme, parent: QWidget | None = None) -> None:
        """Make the panel for a catalogue of scenes, in the order they are listed."""
        super().__init__(parent)
        self._theme = theme
        self._scenes = tuple(scenes)
        self._scene: Scene | None = None
        self._index: int | None = None
        self._left = -1  # the listed scene that was open last
        self._text_heights: dict[int, int] = {}
        self._has_text = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._section = QLabel()
        self._section.setProperty("role", "label")
        self._unfold = _unfold_button()
        self._unfold.toggled.connect(self._arrange)
        self._text = _text_browser()
        self._list = SceneList(theme, scenes)
        self._list.scene_chosen.connect(self._choose)
        self._back = _button("Back", "Go to the scene before this one (Space)")
        self._next = _button("Next", "Go to the scene after this one (Space)")
        self._next.setProperty("primary", True)
        self._back.clicked.connect(lambda: self._go(-1))
        self._next.clicked.connect(lambda: self._go(1))
        self._place = QLabel()
        self._place.setProperty("role", "label")
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.order = OrderChooser(theme)
        self.order.order_requested.connect(self.order_requested)
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._section, 1)
        head.addWidget(self._unfold)
        ways = QHBoxLayout()
        ways.addWidget(self._back)
        ways.addWidget(self._place, 1)
        ways.addWidget(self._next)
        order = QVBoxLayout()
        order.addWidget(self.order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _GAP, _MARGIN, _MARGIN + _INDENT)
        for indented in (head, order, ways):
            indented.setContentsMargins(_INDENT, 0, _INDENT, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._list)
        layout.addLayout(order)
        layout.addLayout(ways)

    def sizeHint(self) -> QSize:
        """As in a small window's left column."""
        return QSize(round(250 * self._theme.scale), 560)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self._text_heights.clear()
        self._list.set_theme(theme)
        self.order.set_theme(theme)
        self.setMinimumWidth(round(232 * theme.scale))
        self._unfold.setFixedSize(round(84 * theme.scale), round(26 * theme.scale))
        self._unfold.setStyleSheet(
            f"QToolButton {{ color: {theme.accent}; font-size: {round(12 * theme.scale)}px;"
            f" border: 1px solid {theme.outline}; border-radius: 6px; padding: 1px }}"
            f"QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 0px }}"
        )
        self._next.setStyleSheet(
            f"QPushButton:disabled {{ background: {theme.raised}; color: {theme.outline};"
            f" border-color: {theme.border} }}"
        )
        # A border that is always there, so that the text does not move when it gets the focus.
        self._text.setStyleSheet(
            "QTextBrowser { border: 2px solid transparent; border-radius: 6px; padding: 3px 4px;"
            " background: transparent }"
            f"QTextBrowser:focus {{ border-color: {theme.accent} }}"
        )
        if self._scene is not None:
            write(self._text.document(), self._scene.text, theme, _LETTERS, self._scene.title)
        self._arrange()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the scene that is loaded, and the order its examples are taken in."""
        self.order.show_snapshot(snapshot)
        if opened(snapshot) is self._scene:
            return
        scene = self._scene = opened(snapshot)
        ids = [each.id for each in self._scenes]
        self._index = ids.index(scene.id) if scene.id in ids else None
        self._left = self._left if self._index is None else self._index
        self.order.setVisible(scene.view is not View.VECTORS)  # nothing is trained there
        chapter = scene.section.partition(".")[0]
        self._section.setText(f"Chapter {chapter} · {scene.section}" if chapter else "Not from the chapter")
        write(self._text.document(), scene.text, self._theme, _LETTERS, scene.title)
        self._text.verticalScrollBar().setValue(0)
        self._text.setAccessibleName(scene.title)
        self._list.show_row(-1 if self._index is None else self._index)
        self._back.setEnabled(self._neighbour(-1) is not None)
        self._next.setEnabled(self._neighbour(1) is not None)
        self._place.setText("own scene" if self._index is None else f"{self._index + 1} / {len(ids)}")
        self._unfold.setChecked(False)
        self._arrange()

    def show_lane(self, lane: int) -> None:
        """Show the order of this run (from 0)."""
        self.order.show_lane(lane)

    def show_text(self, wanted: bool) -> None:
        """Show the scene's text, or only the list: beside a lesson, which has a text of its own."""
        self._has_text = wanted
        for part in (self._back, self._place, self._next):
            part.setVisible(wanted)
        self._arrange()

    def show_progress(self, done: Mapping[str, tuple[int, int]]) -> None:
        """Show in the list how many steps of how many are done, of scenes by their ids."""
        self._list.show_progress([done.get(scene.id, (0, 0)) for scene in self._scenes])
        self._arrange()

    def list_all(self) -> None:
        """Show the list, with the keyboard in it."""
        self._unfold.setChecked(not self._unfold.isHidden())
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- fitting text and list ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the list."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show the text, the list, or both."""
        if not self._has_text:
            self._show_only_list()
            return
        width = self.width() - 2 * _MARGIN
        rows, spare = self._list.rows_height(width), self._room() - self._longest_text(width) - _GAP
        height = self._list.whole_rows_height(width, spare)
        both = height >= min(rows, _FEWEST_ROWS * self._list.row_height)
        listed = both or self._unfold.isChecked()
        self._section.setVisible(not both)  # the list says it too
        self._unfold.setVisible(not both)
        self._unfold.setText("Read on" if self._unfold.isChecked() else "All scenes")
        self._list.setMaximumHeight(height if both else _LARGEST)
        self._list.setMinimumHeight(height if both else 0)
        self._list.setVisible(listed)
        self._text.setVisible(both or not listed)
        # A scroll bar that came while the panel was lower would narrow the text and so be needed for ever.
        # But a text that is not in the list may be of any length.
        fits = both and self._index is not None
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._text.setVerticalScrollBarPolicy(bar)
        self._list.bring_into_view()

    def _show_only_list(self) -> None:
        for part in (self._section, self._unfold, self._text):
            part.hide()
        self._list.setMinimumHeight(0)
        self._list.setMaximumHeight(_LARGEST)
        self._list.show()
        self._list.bring_into_view()

    def _room(self) -> int:
        """The height that text and list have together, the gap between them included, without a heading."""
        others = (self.order, self._next)
        room = self.height() - _GAP - _MARGIN - _INDENT
        return room - sum(other.sizeHint().height() + _GAP for other in others)

    def _longest_text(self, width: int) -> int:
        """The height that the longest of all texts needs at a width."""
        if width not in self._text_heights:
            document = QTextDocument()
            heights = [0.0]
            for scene in self._scenes:
                write(document, scene.text, self._theme, _LETTERS, scene.title)
                document.setTextWidth(width - 2 * _INDENT)
                heights.append(document.size().height())
            self._text_heights = {width: round(max(heights)) + 10}
        return self._text_heights[width]

    # --- what the user does ---

    def _neighbour(self, way: int) -> Scene | None:
        """The next scene or the one before; a scene that is not listed stands after the one left for it."""
        index = self._left + (way if self._index is not None or way > 0 else 0)
        return self._scenes[index] if 0 <= index < len(self._scenes) else None

    def _go(self, way: int) -> None:
        scene = self._neighbour(way)
        if scene is not None:
            self.scene_requested.emit(scene.id)

    def _choose(self, row: int) -> None:
        self._unfold.setChecked(False)
        self.scene_requested.emit(self._scenes[row].id)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    return button


def _unfold_button() -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setText("All scenes")
    button.setToolTip("Show the list of scenes in place of the text (Space)")
    button.setAccessibleName("All scenes")
    button.setAccessibleDescription("Shows the list of scenes in place of the text.")
    return button


def _text_browser() -> QTextBrowser:
    """A browser, not a label: word-wrapped labels in resizable scroll areas have crashed Qt."""
    browser = QTextBrowser()
    browser.setFrameShape(QFrame.Shape.NoFrame)
    browser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    browser.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    browser.setMinimumHeight(80)
    browser.setOpenLinks(False)
    browser.setAccessibleDescription("What this scene shows, and what to try.")
    browser.setToolTip("What this scene shows, and what to try (↑ ↓ scroll)")
    return browser
