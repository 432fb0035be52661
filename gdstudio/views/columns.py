"""The window's three columns: the outer two fold away where room is short, unless they were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

_LEFT_WIDTH, _MIDDLE_WIDTH, _RIGHT_WIDTH = 250, 784, 300
"""What the columns have at first, and the outer ones want at least to be unfolded by themselves."""


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

    def __init__(
        self, left: QWidget, middle: QWidget, right: QWidget, show_left: QAction, show_right: QAction
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.left, self.right = left, right
        self._show_left, self._show_right = show_left, show_right
        self._wishes: dict[QAction, bool] = {}
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        for index, (column, stretch) in enumerate(((left, 0), (middle, 2), (right, 1))):
            self.addWidget(column)
            self.setStretchFactor(index, stretch)
        self.setSizes([_LEFT_WIDTH, _MIDDLE_WIDTH, _RIGHT_WIDTH])
        for switch in (show_left, show_right):
            switch.triggered.connect(lambda wanted, switch=switch: self._wish(switch, wanted))

    def fold(self, room: int, *, has_right: bool, right_first: bool) -> None:
        """Show the outer columns that were asked for, or of which nothing was said and that have room.

        Args:
            room: the width that the middle leaves, in pixels.
            has_right: whether there is anything in the right column.
            right_first: whether, where only one fits, it is the right one.
        """
        left = max(self.left.minimumSizeHint().width(), _LEFT_WIDTH)
        right = max(self.right.minimumSizeHint().width(), _RIGHT_WIDTH)
        if has_right:
            self._show(self.right, self._show_right, room >= right + (0 if right_first else left))
        else:
            self.right.hide()
        self._show(self.left, self._show_left, room >= left + (right if right_first else 0))
        self.refresh()  # at once, so that no picture is taken with a gap where a column was

    def unfold_left(self) -> None:
        """Show the left column, if it is folded away."""
        if self.left.isHidden():
            self._show_left.trigger()

    def unfold_right(self) -> None:
        """Show the right column, if it is folded away."""
        if self.right.isHidden():
            self._show_right.trigger()

    def _show(self, column: QWidget, switch: QAction, fits: bool) -> None:
        shown = self._wishes.get(switch, fits)
        column.setVisible(shown)
        switch.setChecked(shown)

    def _wish(self, switch: QAction, wanted: bool) -> None:
        self._wishes[switch] = wanted
        self.wished.emit()
