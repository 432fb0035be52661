"""Asks for a rule, and makes examples that follow it, with noise: then one knows what should be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdstudio.core.examples import DataError
from gdstudio.core.generate import generate
from gdstudio.lessons.draft.cells import is_usable, why_unusable
from gdstudio.lessons.draft.edits import with_examples
from gdstudio.lessons.draft.parts import LARGEST_SEED, MOST_ROWS, Role
from gdstudio.numerals import MINUS, shortest
from gdstudio.views.sheet.field import CellField, CountField
from gdstudio.views.sheet.grid import Grid
from gdstudio.views.sheet.rule_model import RuleModel

if TYPE_CHECKING:
    from gdstudio.lessons.draft.cells import Cell
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.drafting import Drafting

_TERMS = 4
_FIELDS = {
    "low": ("Inputs from", "The smallest that an input can be", 0.0),
    "high": ("to", "The largest that an input can be", 1.0),
    "noise": ("Noise", "Standard deviation of what is added to each target; 0: none", 0.0),
}


class GenerateDialog(QDialog):
    """Asks for rule, range, noise, number of rows and seed, and says in a sentence what will come of them."""

    def __init__(self, desk: Drafting, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        draft = desk.draft
        self.setWindowTitle("Generate examples")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RuleModel(draft.names(Role.INPUT), draft.names(Role.OUTPUT))
        self.grid = Grid(theme, "Rule")
        self.grid.set_theme(theme)
        self.grid.setModel(self.model)
        self.grid.setToolTip("The weights that the examples follow. Type a number, or press F2 or Enter")
        self.fields = {name: CellField(text, tip) for name, (text, tip, _) in _FIELDS.items()}
        self.values: dict[str, Cell] = {name: value for name, (_, _, value) in _FIELDS.items()}
        self.rows = CountField("Rows", "How many examples to make (↑ ↓, with Shift ten at a time)")
        self.seed = CountField("Seed", "The same seed makes the same examples (↑ ↓)")
        self.counts = {"rows": 20, "seed": 1}
        self.preview = QLabel()
        self.preview.setWordWrap(True)
        self._theme = theme
        self._lay_out()
        self._connect()
        self._show()
        self.grid.setFocus()

    def _lay_out(self) -> None:
        heading = QLabel("Targets are these weights times the inputs, plus noise:")
        scale = self._theme.scale
        self.grid.setMinimumSize(round(420 * scale), round(112 * scale))
        self.grid.horizontalHeader().setMinimumSectionSize(round(70 * scale))
        self.grid.resizeColumnsToContents()
        self.preview.setMinimumHeight(3 * self.preview.fontMetrics().lineSpacing())
        span = QHBoxLayout()
        span.addWidget(self.fields["low"], 1)
        span.addWidget(QLabel("to"))
        span.addWidget(self.fields["high"], 1)
        form = QFormLayout()
        form.addRow("Inputs from", span)
        form.addRow("Noise", self.fields["noise"])
        form.addRow("Rows", self.rows)
        form.addRow("Seed", self.seed)
        self.make, self.cancel = QPushButton("Generate"), QPushButton("Cancel")
        self.make.setProperty("primary", True)
        self.make.setDefault(True)
        self.make.setToolTip("Put these examples in place of the table’s rows; Undo takes it back (Enter)")
        self.cancel.setToolTip("Leave the table as it is (Esc)")
        self.cancel.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.make)
        layout = QVBoxLayout(self)
        layout.addWidget(heading)
        layout.addWidget(self.grid, 1)
        layout.addLayout(form)
        layout.addWidget(self.preview)
        layout.addLayout(foot)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.cell_entered.connect(lambda cell, name=name: self._set(name, cell))
        self.model.dataChanged.connect(self._show)
        self.rows.count_entered.connect(lambda count: self._count("rows", count))
        self.seed.count_entered.connect(lambda count: self._count("seed", count))
        self.make.clicked.connect(self._generate)
        self.cancel.clicked.connect(self.reject)

    # ------------------------------------------------------------------------------------------------------

    def _set(self, name: str, cell: Cell) -> None:
        self.values[name] = cell
        self._show()

    def _count(self, name: str, count: int) -> None:
        self.counts[name] = count
        self._show()

    def _show(self) -> None:
        self.rows.show_count(self.counts["rows"], 1, MOST_ROWS)
        self.seed.show_count(self.counts["seed"], 0, LARGEST_SEED)
        for name, field in self.fields.items():
            field.show_cell(self.values[name], wrong=not is_usable(self.values[name]))
        problem = self._problem()
        self.make.setEnabled(not problem)
        self.preview.setText(problem or self._sentence())
        self.preview.setStyleSheet(f"color: {self._theme.diverges_text if problem else self._theme.text}")

    def _problem(self) -> str:
        for name, (text, _, _) in _FIELDS.items():
            why = why_unusable(self.values[name])
            if why:
                return f"{'inputs to' if name == 'high' else text.lower()}: {why}"
        for output, row in zip(self.model.outputs, self.model.cells, strict=True):
            for name, cell in zip(self.model.inputs, row, strict=True):
                if not is_usable(cell):
                    return f"{output}, {name}: {why_unusable(cell)}"
        if not 1 <= self.counts["rows"] <= MOST_ROWS:
            return f"rows: {self.counts['rows']:,}; use 1 to {MOST_ROWS:,}"
        try:
            self._examples(1)
        except DataError as error:
            return str(error)
        return ""

    def _sentence(self) -> str:
        """What will be made: ``20 rows: win = 0.5 · toes − 2 · fans, plus noise of about 0.1``."""
        terms = ""
        for name, cell in list(zip(self.model.inputs, self.model.cells[0], strict=True))[:_TERMS]:
            weight = float(cell)
            sign = (f" {MINUS} " if weight < 0 else " + ") if terms else (MINUS if weight < 0 else "")
            terms += f"{sign}{shortest(abs(weight))} · {name}"
        terms += " + …" if len(self.model.inputs) > _TERMS else ""
        noise = float(self.values["noise"])
        others = len(self.model.outputs) - 1
        more = f"; {others} more output{'s' if others > 1 else ''} alike" if others else ""
        tail = f", plus noise of about {shortest(noise)}" if noise else ", exactly"
        rows = f"{self.counts['rows']:,} row{'s' if self.counts['rows'] > 1 else ''}"
        return (
            f"{rows}: {self.model.outputs[0]} = {terms}{tail}{more}. They take the place of the table’s rows."
        )

    def _examples(self, rows: int) -> tuple[np.ndarray, np.ndarray]:
        low, high, noise = (float(self.values[name]) for name in ("low", "high", "noise"))
        rule = np.array(self.model.cells, dtype=np.float64)
        return generate(rule, rows, low, high, noise, self.counts["seed"])

    def _generate(self) -> None:
        try:
            inputs, targets = self._examples(self.counts["rows"])
        except DataError as error:
            self.preview.setText(str(error))
            return
        count = self.counts["rows"]
        self._desk.change(
            "generate rows", lambda draft: with_examples(draft, inputs, targets), f"made {count:,} rows"
        )
        self.accept()
