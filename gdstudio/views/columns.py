"""The window's three columns: the outer two fold away where room is short, unless they were asked for.

A lesson that is open stays: where there is no room for the right column beside it, that takes turns with the
middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

_LEFT_WIDTH, _MIDDLE_WIDTH, _RIGHT_WIDTH = 250, 784, 300
"""What the columns have at first, and the outer ones want at least to be unfolded by themselves."""
_EASY_LEFT = 310
"""A lesson has so much where the right column leaves it."""


class Columns(QSplitter):
    """Left, middle and right.

    Args:
        left: the left column.
        middle: what is always shown.
        right: the right column.
        show_left: the menu's switch for the left column.
        show_right: the menu's switch for the right one.
    """

    wished = Signal()  # a column was asked for, or to go: everything is to be arranged anew
    turn_wished = Signal(bool)  # while they take turns: the right column is to be shown, or the middle

    def __init__(
        self, left: QWidget, middle: QWidget, right: QWidget, show_left: QAction, show_right: QAction
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.left, self.right = left, right
        self._show_left, self._show_right = show_left, show_right
        self._wishes: dict[QAction, bool] = {}
        self._unfolded = self._take_turns = self._dragged = False
        self.splitterMoved.connect(self._keep_widths)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        for index, (column, stretch) in enumerate(((left, 0), (middle, 2), (right, 1))):
            self.addWidget(column)
            self.setStretchFactor(index, stretch)
        self.setSizes([_LEFT_WIDTH, _MIDDLE_WIDTH, _RIGHT_WIDTH])
        for switch in (show_left, show_right):
            switch.triggered.connect(lambda wanted, switch=switch: self._wish(switch, wanted))

    def fold(self, room: int, *, has_right: bool, right_first: bool, keep_left: bool, turns: bool) -> None:
        """Show the outer columns that were asked for, or of which nothing was said and that have room.

        Args:
            room: the width that the middle leaves, in pixels.
            has_right: whether there is anything in the right column.
            right_first: whether, where only one fits, it is the right one.
            keep_left: whether the left one is shown wherever nothing was said of it.
            turns: what is in the right column takes turns with the middle: there is nothing in it.
        """
        left, right = self._least_left, self._least_right
        self._take_turns = turns
        if has_right and not turns:
            fits = room >= right + (0 if right_first else left)
            self._show(self.right, self._show_right, fits or self._unfolded)
        else:
            self.right.hide()
        self._show(self.left, self._show_left, keep_left or room >= left + (right if right_first else 0))
        if not self._dragged:
            self._widen_left(left, keep_left and self.right.isHidden() and room >= _EASY_LEFT)
        self.refresh()  # at once, so that no picture is taken with a gap where a column was

    def fits_all(self, middle: int, right: int) -> bool:
        """Whether all three have room, with the middle and the right column as narrow as they can be."""
        gaps = 2 * self.handleWidth()
        return self.width() >= self._least_left + middle + max(right, _RIGHT_WIDTH) + gaps

    def forget(self) -> None:
        """Another scene: what its views had unfolded folds again."""
        self._unfolded = False

    @property
    def keeps_left(self) -> bool:
        """Whether the left column was not asked to go."""
        return self._wishes.get(self._show_left, True)

    @property
    def _least_left(self) -> int:
        return max(self.left.minimumSizeHint().width(), _LEFT_WIDTH)

    @property
    def _least_right(self) -> int:
        return max(self.right.minimumSizeHint().width(), _RIGHT_WIDTH)

    def unfold_left(self) -> None:
        """Show the left column, if it is folded away."""
        if self.left.isHidden():
            self._show_left.trigger()

    def unfold_right(self) -> None:
        """Show the right column if it is folded away, or would be yet, until another scene is opened."""
        self._unfolded = True
        if self._take_turns:
            self.turn_wished.emit(True)
        elif self.right.isHidden():
            self._wishes.pop(self._show_right, None)
            self.wished.emit()

    def heed_widths(self) -> None:
        """Widths were brought back: those that the user has chosen are left alone."""
        self._dragged = self.sizes()[0] not in {0, _LEFT_WIDTH, _EASY_LEFT}

    def _widen_left(self, least: int, easy: bool) -> None:
        """Give the left column the width in which text is easy to read, or the usual one."""
        sizes, width = self.sizes(), _EASY_LEFT if easy else least
        if self.left.isVisible() and sizes[0] != width:
            self.setSizes([width, sizes[1] + sizes[0] - width, sizes[2]])

    def _keep_widths(self) -> None:
        """The user has chosen them."""
        self._dragged = True

    def _show(self, column: QWidget, switch: QAction, fits: bool) -> None:
        shown = self._wishes.get(switch, fits)
        column.setVisible(shown)
        switch.setChecked(shown)

    def _wish(self, switch: QAction, wanted: bool) -> None:
        if self._take_turns and switch is self._show_right:
            self.turn_wished.emit(wanted)
        else:
            self._wishes[switch] = wanted
            self.wished.emit()
