"""“Data and network”: the sheet as a window of its own, in which a scene of one's own is made and started."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from gdstudio.lessons.draft.draft import Draft
from gdstudio.lessons.draft.edits import with_table
from gdstudio.lessons.draft.parts import LONGEST_TITLE, Field, Role
from gdstudio.views.sheet.actions import SheetActions
from gdstudio.views.sheet.arrangement import arrange
from gdstudio.views.sheet.drafting import Drafting
from gdstudio.views.sheet.generate import GenerateDialog
from gdstudio.views.sheet.problem_line import ProblemLine
from gdstudio.views.sheet.table import Table
from gdstudio.views.sheet.toolbar import Toolbar
from gdstudio.views.sheet.training_panel import TrainingPanel
from gdstudio.views.sheet.weights_panel import WeightsPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

    from gdstudio.lessons.draft.parts import Problem
    from gdstudio.lessons.draft.table_text import TextTable
    from gdstudio.views.kit.theme import Theme

SMALLEST = QSize(940, 500)
_USUAL = QSize(980, 560)


class SheetDialog(QDialog):
    """Edits a draft, and asks for it to be started, filled, opened or saved. Closing it loses nothing."""

    start_requested = Signal(object)  # a Scene
    present_requested = Signal()
    open_requested = Signal()
    save_requested = Signal(object)  # a Draft

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problem: Problem | None = None
        self.setWindowTitle("Data and network")
        self.setSizeGripEnabled(True)
        self.desk = Drafting(self)
        self.actions_by_name = SheetActions(self)
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName("Title")
        self.title.setToolTip("What the scene is called")
        self.table = Table(self.desk, theme)
        self.toolbar = Toolbar(self.actions_by_name, theme)
        self.weights = WeightsPanel(self.desk, theme)
        self.training = TrainingPanel(self.desk, theme)
        self.network, self.said = QLabel(), QLabel()
        self.line = ProblemLine(self.actions_by_name["next_problem"], theme)
        self.start = QPushButton("Start")
        self.resize(_USUAL)
        arrange(self)
        self._connect()
        self.set_theme(theme)
        self.table.setFocus()

    # --- showing ------------------------------------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """What is being made."""
        return self.desk.draft

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        for part in (self.table, self.toolbar, self.weights, self.training, self.line):
            part.set_theme(theme)
        self.said.setStyleSheet(f"color: {theme.muted}")
        self._show()
        self.ensurePolished()
        self.setMinimumSize(SMALLEST.expandedTo(self.minimumSizeHint()))

    def fill(self, draft: Draft, said: str) -> None:
        """Put a draft in; Undo brings back the one before."""
        self._take_typed()
        self.desk.fill(draft, "fill the sheet", said)

    def put_table(self, table: TextTable, name: str) -> None:
        """Put a table in place of the present one; Undo brings that back.

        What was edited here (weights, order, alpha) stays. What only came from a scene does too, if the
        table has a column of it; else it would be another's.
        """
        self._take_typed()
        known = {column.name for column in self.draft.columns} & set(table.names or ())
        base = None if self.desk.is_edited or known else Draft.empty()
        said = f"{name}: {table.said}"
        self.desk.change(f"open {name}", lambda draft: with_table(base or draft, table), said)

    def say(self, text: str) -> None:
        """Say what happened, in a line at the bottom."""
        self.said.setText(text)
        self.said.setToolTip(text)

    # ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        actions, table, stack = self.actions_by_name, self.table, self.desk.stack
        acts: dict[str, Callable[[], object]] = {
            "undo": stack.undo,
            "redo": stack.redo,
            "add_row": lambda: table.edits.insert_rows(below=True),
            "add_row_above": lambda: table.edits.insert_rows(below=False),
            "remove_rows": table.edits.remove_rows,
            "add_column": lambda: table.edits.insert_column(right=True),
            "add_column_left": lambda: table.edits.insert_column(right=False),
            "remove_columns": table.edits.remove_columns,
            "rename": table.rename,
            "role_input": lambda: table.edits.set_role(Role.INPUT),
            "role_output": lambda: table.edits.set_role(Role.OUTPUT),
            "role_unused": lambda: table.edits.set_role(Role.UNUSED),
            "take_names": table.edits.take_names,
            "copy": table.edits.copy,
            "paste": table.edits.paste_clipboard,
            "clear": table.edits.clear,
            "open": self.open_requested.emit,
            "save": lambda: self.save_requested.emit(self.draft),
            "generate": self._generate,
            "present": self.present_requested.emit,
            "start": self._start,
            "next_problem": self.go_to_problem,
        }
        for name, act in acts.items():
            actions.connect(name, partial(self._do, act))
        self.start.clicked.connect(actions["start"].trigger)
        stack.canUndoChanged.connect(actions["undo"].setEnabled)
        stack.canRedoChanged.connect(actions["redo"].setEnabled)
        for name in ("undo", "redo"):
            actions[name].setEnabled(False)
        table.menu_requested.connect(self._pop_up)
        table.role_shown.connect(self.toolbar.show_role)
        self.toolbar.role_requested.connect(table.edits.set_role)
        self.title.editingFinished.connect(self._set_title)
        self.desk.changed.connect(self._show)
        self.desk.said.connect(self.say)

    # ------------------------------------------------------------------------------------------------------

    def go_to_problem(self) -> None:
        """Give the focus to what has to be put right first."""
        problem = self._problem
        if problem is None:
            return
        match problem.field:
            case Field.CELL | Field.NAME:
                self.table.go_to(problem)
            case Field.WEIGHT | Field.SPREAD | Field.SEED:
                self.weights.go_to(problem)
            case Field.ORDER | Field.ALPHA | Field.RECIPE:
                self.training.go_to(problem)
            case Field.TITLE:
                self.title.setFocus()
            case Field.ROWS | Field.COLUMNS:
                self.table.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a button that is still off, or beside everything, takes what is being typed."""
        self._take_typed()
        super().mousePressEvent(event)

    def _do(self, act: Callable[[], object]) -> None:
        """Carry out an action, after what is being typed was taken: it might change what the typing is in."""
        self._take_typed()
        act()

    def _take_typed(self) -> None:
        """Take what is being typed in a cell or a field: that lets go of it when it loses the focus."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit):
            grid = next(
                (each for each in (self.table, self.weights.grid) if each.isAncestorOf(focused)), None
            )
            focused.clearFocus()
            (grid or focused).setFocus()

    def _show(self) -> None:
        draft = self.draft
        problems = list(draft.problems())
        self._problem = problems[0] if problems else None
        self.line.show_problems(problems)
        self.table.header.mark(frozenset(each.column for each in problems if each.field is Field.NAME))
        self.start.setEnabled(not problems)
        action = self.actions_by_name["start"]
        self.start.setToolTip(f"Not yet: {problems[0].text}" if problems else action.toolTip())
        n_outputs, n_inputs = draft.shape
        counts = ((n_inputs, "input"), (n_outputs, "output"), (len(draft.rows), "example"))
        words = [f"{number:,} {what}{'' if number == 1 else 's'}" for number, what in counts]
        self.network.setText(f"{words[0]} → {words[1]}, {words[2]}")
        if self.title.text() != draft.title and not self.title.isModified():
            self.title.setText(draft.title)

    def _set_title(self) -> None:
        title = self.title.text()
        self.title.setModified(False)
        if title != self.draft.title:
            self.desk.change("title", lambda draft: replace(draft, title=title))

    def _generate(self) -> None:
        if 0 in self.draft.shape:
            self.say("give at least one column the role “input” and one “output” first")
            return
        GenerateDialog(self.desk, self._theme, self).open()

    def _start(self) -> None:
        if self._problem is not None:
            self.go_to_problem()
            return
        scene = self.draft.scene()
        self.desk.settle()
        self.hide()
        self.start_requested.emit(scene)

    def _pop_up(self, at: QPoint) -> None:
        self.actions_by_name.menu(self).popup(at)
