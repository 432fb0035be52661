"""Where the parts of the sheet stand: title and files above, table and start in the middle, words below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from gdstudio.views.kit.card import card

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from gdstudio.views.sheet.dialog import SheetDialog

_SIDE = 292
_IN_THE_HEAD = ("undo", "redo", "open", "save", "generate", "present")


def arrange(sheet: SheetDialog) -> None:
    """Put a sheet's parts in their places."""
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(10, 10, 10, 10)
    layout.setSpacing(8)
    layout.addLayout(_head(sheet))
    layout.addWidget(_middle(sheet), 1)
    layout.addWidget(sheet.said)
    layout.addLayout(_foot(sheet))


def _head(sheet: SheetDialog) -> QHBoxLayout:
    label = QLabel("Title")
    label.setProperty("role", "heading")
    label.setBuddy(sheet.title)
    head = QHBoxLayout()
    head.addWidget(label)
    head.addWidget(sheet.title, 1)
    for name in _IN_THE_HEAD:
        head.addWidget(_button(sheet.actions_by_name[name]))
    return head


def _middle(sheet: SheetDialog) -> QSplitter:
    left, right = QWidget(), QWidget()
    column = QVBoxLayout(left)
    column.setContentsMargins(6, 6, 6, 6)
    column.addWidget(sheet.toolbar)
    column.addWidget(sheet.table, 1)
    side = QVBoxLayout(right)
    side.setContentsMargins(12, 10, 12, 10)
    side.setSpacing(10)
    sheet.network.setProperty("role", "heading")
    side.addWidget(sheet.network)
    side.addWidget(sheet.weights, 1)
    side.addWidget(sheet.training)
    middle = QSplitter(Qt.Orientation.Horizontal)
    middle.setChildrenCollapsible(False)
    middle.setHandleWidth(8)
    middle.addWidget(card(left, "sheet card"))
    middle.addWidget(card(right, "start card"))
    middle.setStretchFactor(0, 1)
    middle.setSizes([sheet.width() - _SIDE, _SIDE])
    return middle


def _foot(sheet: SheetDialog) -> QHBoxLayout:
    close = QPushButton("Close")
    close.setToolTip("Close the sheet; it keeps what is in it (Esc)")
    close.setAutoDefault(False)
    close.clicked.connect(sheet.close)
    sheet.start.setProperty("primary", True)
    sheet.start.setAutoDefault(False)
    foot = QHBoxLayout()
    foot.addWidget(sheet.line, 1)
    foot.addWidget(close)
    foot.addWidget(sheet.start)
    return foot


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.setToolTip(action.toolTip())
    button.setAutoDefault(False)
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
