"""The bowls themselves, in rows and columns, or one of them large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from gdstudio.views.bowls.bowl import ROOMY, BowlView
from gdstudio.views.bowls.chosen import FEWEST, MOST
from gdstudio.views.bowls.grid import Group, arrange
from gdstudio.views.kit.frames import TEXT_FRAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gdstudio.messages import WeightRef
    from gdstudio.views.bowls.bowl import Shown
    from gdstudio.views.bowls.pictures import Role
    from gdstudio.views.bowls.scale import Scales
    from gdstudio.views.bowls.steady import SteadyScales
    from gdstudio.views.kit.theme import Theme

_GAP = 8
_HEADING = 22
_CHOSEN_WIDTH, _CHOSEN_HEIGHT = 280, 100  # the least that a chosen bowl needs, with its buttons


class BowlsField(QWidget):
    """Lays out bowls and hands on what their users want."""

    weight_selected = Signal(object)
    weight_hovered = Signal(object)
    weight_requested = Signal(object, float, int)
    freeze_requested = Signal(object, bool)
    zoom_requested = Signal(int, int)  # which bowl, how many notches
    large_changed = Signal(bool)
    pin_requested = Signal(object, bool)  # of one of a choice of bowls
    close_requested = Signal(object)
    room_changed = Signal()  # there is room for more chosen bowls, or for fewer
    let_go = Signal()  # a dot was released

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self._theme = theme
        self.bowls: list[BowlView] = []
        self.large: BowlView | None = None
        self._groups: list[Group] = []
        self._headings: list[QLabel] = []
        self._choice = False
        self._room = self.room, self.columns

    @property
    def columns(self) -> int:
        """In how many columns chosen bowls are easy to read."""
        return max(self.width() // round(_CHOSEN_WIDTH * self._theme.scale), 1)

    @property
    def room(self) -> int:
        """How many chosen bowls are easy to read."""
        gap = _GAP * self._theme.scale
        rows = int((self.height() + gap) // (ROOMY * self._theme.scale + gap))
        return min(max(rows * self.columns, FEWEST), MOST)

    def build(self, groups: Sequence[Group], roles: Sequence[Role], *, choice: bool = False) -> None:
        """Put up bowls: a grid for each group, and for each bowl its role.

        With `choice` they are some of many: bowls already there stay, and each can be pinned and closed.
        """
        was_large, self.large = self.large is not None, None
        self._choice = choice
        there = {(bowl.ref, bowl.label): bowl for bowl in self.bowls if choice and bowl.keep is not None}
        staying = [there.get((role.ref, role.label)) for role in roles]
        for old in self.bowls:
            if old not in staying:
                old.hide()
                old.deleteLater()
        self._groups = list(groups)
        self.bowls = [bowl or self._made(role, choice) for bowl, role in zip(staying, roles, strict=True)]
        self.updateGeometry()
        self._arrange()
        for new in self.bowls:
            new.show()
        if was_large:  # told only now: whoever hears it shows new curves in the new bowls
            self.large_changed.emit(False)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        for bowl in self.bowls:
            bowl.set_theme(theme)
        self._arrange()

    def show_bowls(
        self, shown: Sequence[Shown], scales: Scales | SteadyScales, *, spoken: bool, beat: int | None = None
    ) -> None:
        """Show new curves in all bowls that can be seen, and their numbers.

        With a `beat`, the frame's number, only some bowls' numbers are written, others in other frames.
        """
        for index, (bowl, what) in enumerate(zip(self.bowls, shown, strict=True)):
            if self.large in (None, bowl):
                written = beat is None or (beat + index) % TEXT_FRAMES == 0
                bowl.show_bowl(what, scales.span(index), spoken=spoken, written=written)

    def set_roles(self, roles: Sequence[Role], headings: Sequence[str]) -> None:
        """Let each bowl stand for the same weight of another lane, and name the lanes above their bowls."""
        for bowl, role in zip(self.bowls, roles, strict=True):
            bowl.ref = role.ref
        if [label.text() for label in self._headings] == list(headings):
            return
        for old in self._headings:
            old.hide()
            old.deleteLater()
        self._headings = [QLabel(heading, self) for heading in headings]
        for heading in self._headings:
            heading.setProperty("role", "heading")
            heading.setVisible(self.large is None)
        self._arrange()

    def show_kept(self, pinned: Collection[WeightRef]) -> None:
        """Show which of the chosen bowls are pinned, and offer to close them, but not the only one."""
        for bowl in self.bowls:
            if bowl.keep is not None:
                bowl.keep.show_pinned(bowl.ref in pinned)
                bowl.keep.show_closable(len(self.bowls) > 1)

    @property
    def held(self) -> set[int]:
        """Which bowls' dots are held by the mouse."""
        return {index for index, bowl in enumerate(self.bowls) if bowl.hand.dragging}

    def open(self, bowl: BowlView | None) -> None:
        """Show one bowl large, or all of them (None)."""
        if bowl is self.large:
            return
        was, self.large = self.large, bowl
        for each in self.bowls:
            each.setVisible(bowl in (None, each))
        for heading in self._headings:
            heading.setVisible(bowl is None)
        self._arrange()
        self.large_changed.emit(bowl is not None)
        focused = bowl or was
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """As small as all bowls can be read; of chosen ones there may be few."""
        if self._choice:
            return QSize(_CHOSEN_WIDTH, FEWEST * _CHOSEN_HEIGHT + _GAP) * self._theme.scale
        columns = sum(group.columns for group in self._groups) or 1
        rows = max((group.rows for group in self._groups), default=1)
        return QSize(columns * 150, rows * 85) * self._theme.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the bowls their places."""
        super().resizeEvent(event)
        self._arrange()
        room = self.room, self.columns
        if room != self._room:
            self._room = room
            self.room_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from one large bowl to all."""
        if event.key() == Qt.Key.Key_Escape and self.large is not None:
            self.open(None)
        else:
            super().keyPressEvent(event)

    def _made(self, role: Role, choice: bool) -> BowlView:
        bowl = BowlView(self._theme, role.ref, role.label, self, one_of_many=choice)
        bowl.weight_selected.connect(self.weight_selected)
        bowl.weight_hovered.connect(self.weight_hovered)
        bowl.weight_requested.connect(self.weight_requested)
        bowl.freeze_requested.connect(self.freeze_requested)
        bowl.zoom_requested.connect(
            lambda _ref, notches: self.zoom_requested.emit(self.bowls.index(bowl), notches)
        )
        bowl.large_requested.connect(lambda _ref: self.open(None if self.large else bowl))
        bowl.let_go.connect(self.let_go)
        if bowl.keep is not None:
            bowl.keep.pin_requested.connect(lambda pinned: self.pin_requested.emit(bowl.ref, pinned))
            bowl.keep.close_requested.connect(lambda: self.close_requested.emit(bowl.ref))
        return bowl

    def _arrange(self) -> None:
        if self.large is not None:
            self.large.setGeometry(self.rect())
            return
        if not self._groups:
            return
        scale = self._theme.scale
        heading = round(_HEADING * scale) if self._headings else 0
        places = arrange(self._groups, self.rect(), round(_GAP * scale), heading)
        for bowl, place in zip(self.bowls, places, strict=True):
            bowl.setGeometry(place)
        first = 0
        for group, label in zip(self._groups, self._headings, strict=False):
            label.setGeometry(QRect(places[first].topLeft() + QPoint(4, -heading), label.sizeHint()))
            first += group.count
