"""What can be done in the sheet, as actions: their words, keys and help, for buttons and menus alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Entry:
    """One action: its name in the code, its words, its keys, and what it does."""

    name: str
    text: str
    keys: tuple[str, ...]
    help: str


ENTRIES = (
    Entry("undo", "Undo", ("Ctrl+Z",), "Take back the last edit of the sheet"),
    Entry("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Make the last undone edit again"),
    Entry("add_row", "Insert row below", ("Ins",), "Insert as many rows below as are selected"),
    Entry("add_row_above", "Insert row above", (), "Insert as many rows above as are selected"),
    Entry("remove_rows", "Remove rows", ("Ctrl+Del",), "Take the selected rows away"),
    Entry("add_column", "Insert column right", ("Alt+Ins",), "Insert a column of the same role on the right"),
    Entry("add_column_left", "Insert column left", (), "Insert a column of the same role on the left"),
    Entry("remove_columns", "Remove columns", ("Alt+Del",), "Take the selected columns away"),
    Entry("rename", "Rename column", ("Ctrl+R",), "Type another name for the column"),
    Entry("role_input", "Use as input", ("Ctrl+1",), "The selected columns are inputs"),
    Entry("role_output", "Use as output", ("Ctrl+2",), "The selected columns are outputs: the targets"),
    Entry(
        "role_unused", "Don’t use", ("Ctrl+3",), "The selected columns stay, but nothing is learned from them"
    ),
    Entry("take_names", "Names from this row", (), "The first selected row becomes the columns’ names"),
    Entry("copy", "Copy", (), "Copy the selected cells, for a spreadsheet (Ctrl+C)"),
    Entry("paste", "Paste", (), "Paste cells from a spreadsheet; the table grows as needed (Ctrl+V)"),
    Entry("clear", "Clear", (), "Empty the selected cells (Del)"),
    Entry("open", "Open CSV…", ("Ctrl+O",), "Open a table from a CSV or TSV file"),
    Entry("save", "Save CSV…", ("Ctrl+S",), "Save the table as a CSV file, all digits"),
    Entry("generate", "Generate…", ("Ctrl+G",), "Make examples from a rule that you set, with noise"),
    Entry(
        "present",
        "From scene",
        ("Ctrl+E",),
        "Fill the sheet with the scene’s present state; Undo takes it back",
    ),
    Entry("start", "Start", ("Ctrl+Return", "Ctrl+Enter"), "Open this as a scene; Undo brings back what was"),
    Entry("next_problem", "Go there", ("F8",), "Go to what has to be put right first"),
)
MENU = (
    ("add_row_above", "add_row", "remove_rows"),
    ("add_column_left", "add_column", "remove_columns", "rename", "take_names"),
    ("role_input", "role_output", "role_unused"),
    ("copy", "paste", "clear"),
)
"""The table's menu, group by group."""


class SheetActions:
    """The actions by name; they are the dialog's, so their keys work wherever the focus is in it."""

    def __init__(self, dialog: QWidget) -> None:
        self._by_name: dict[str, QAction] = {}
        for entry in ENTRIES:
            action = QAction(entry.text, dialog)
            action.setShortcuts([QKeySequence(key) for key in entry.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{entry.help} ({key})" if key else entry.help)
            dialog.addAction(action)
            self._by_name[entry.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def connect(self, name: str, act: Callable[[], object]) -> None:
        """Let an action do something."""
        self._by_name[name].triggered.connect(lambda _checked=False: act())

    def menu(self, parent: QWidget) -> QMenu:
        """The table's menu."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index, group in enumerate(MENU):
            if index:
                menu.addSeparator()
            for name in group:
                menu.addAction(self._by_name[name])
        return menu
