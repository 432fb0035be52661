"""Where the weights begin: given one by one, zero, or drawn at random with a seed; and which are frozen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from gdstudio.lessons.draft.cells import is_usable
from gdstudio.lessons.draft.parts import LARGEST_SEED, Begin
from gdstudio.lessons.draft.table_text import TableError, read_table, write_table
from gdstudio.lessons.draft.weight_edits import with_begin, with_frozen, with_weights
from gdstudio.views.sheet.field import CellField, CountField
from gdstudio.views.sheet.grid import Grid
from gdstudio.views.sheet.weights_model import WeightsModel

if TYPE_CHECKING:
    from gdstudio.lessons.draft.parts import Problem
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.drafting import Drafting

_TIP = "The weights training begins with. Type one and all are given; F freezes or unfreezes those selected"
_WORDS = {Begin.GIVEN: "as given below", Begin.ZERO: "all zero", Begin.RANDOM: "random"}
_NARROWEST, _PAD, _ROW = 62, 18, 23
_ROWS_SEEN = 4


class WeightsPanel(QWidget):
    """Shows and edits the starting weights."""

    def __init__(self, desk: Drafting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.begin = QComboBox()
        self.begin.addItems([_WORDS[begin] for begin in Begin])
        self.begin.setAccessibleName("Starting weights")
        self.begin.setToolTip("Where the weights begin (↑ ↓)")
        self.seed = CountField("Seed of the random weights", "The same seed draws the same weights (↑ ↓)")
        self.spread = CellField("Spread of the random weights", "Random weights lie between ± this")
        self.grid = Grid(theme, "Starting weights")
        self.grid.setToolTip(_TIP)
        self.model = WeightsModel(desk, self)
        self.grid.setModel(self.model)
        self._freeze = QAction("Freeze or unfreeze", self.grid, shortcut=QKeySequence("F"))
        self._freeze.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.grid.addAction(self._freeze)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._show()

    def _lay_out(self) -> None:
        label = QLabel("Starting weights")
        label.setProperty("role", "heading")
        label.setBuddy(self.begin)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.begin, 1)
        self._drawn = QWidget()
        drawn = QGridLayout(self._drawn)
        drawn.setContentsMargins(0, 0, 0, 0)
        drawn.setHorizontalSpacing(6)
        for place, (text, control) in enumerate((("between ±", self.spread), ("seed", self.seed))):
            drawn.addWidget(QLabel(text), 0, 2 * place)
            drawn.addWidget(control, 0, 2 * place + 1)
            drawn.setColumnStretch(2 * place + 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._drawn)
        layout.addWidget(self.grid, 1)

    def _connect(self) -> None:
        self._desk.changed.connect(self._show)
        self.begin.activated.connect(self._begin)
        self.seed.count_entered.connect(self._set_seed)
        self.spread.cell_entered.connect(
            lambda cell: self._desk.change(
                "spread", lambda draft: replace(draft, weights=replace(draft.weights, spread=cell))
            )
        )
        self.grid.copy_requested.connect(self._copy)
        self.grid.paste_requested.connect(self._paste)
        self.grid.clear_requested.connect(self._clear)
        self._freeze.triggered.connect(self._toggle_frozen)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)
        self.model.modelReset.connect(self._fit)
        self.model.dataChanged.connect(self._fit)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._scale = theme.scale
        self.grid.set_theme(theme)
        self._side = theme.font(12)
        for header in (self.grid.horizontalHeader(), self.grid.verticalHeader()):
            header.setFont(self._side)
        row = round(_ROW * theme.scale)
        self.grid.verticalHeader().setDefaultSectionSize(row)
        self.grid.setMinimumHeight(row * 3)
        self._fit()

    def go_to(self, problem: Problem) -> None:
        """Give the focus to what a problem is about."""
        if problem.row >= 0:
            self.grid.setCurrentIndex(self.model.index(problem.row, problem.column))
            self.grid.setFocus()
        else:
            self.spread.setFocus()

    # ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        weights = self._desk.draft.weights
        self.begin.setCurrentIndex(list(Begin).index(weights.begin))
        self._drawn.setVisible(weights.begin is Begin.RANDOM)
        self.seed.show_count(weights.seed, 0, LARGEST_SEED)
        spread = weights.spread
        wrong = not is_usable(spread) or (not isinstance(spread, str) and spread < 0)
        self.spread.show_cell(spread, wrong=wrong)

    def _fit(self) -> None:
        """Columns as wide as what is in them."""
        metrics, side = QFontMetrics(self.grid.face.font), QFontMetrics(self._side)
        for column in range(self.model.columnCount()):
            texts = (str(self.model.index(row, column).data()) for row in range(self.model.rowCount()))
            title = self.model.headerData(column, Qt.Orientation.Horizontal)
            widest = max([metrics.horizontalAdvance(text) for text in texts], default=0)
            widest = max(widest, side.horizontalAdvance(title)) + _PAD
            self.grid.setColumnWidth(column, max(widest, round(_NARROWEST * self._scale)))

    def _begin(self, index: int) -> None:
        begin = list(Begin)[index]
        if begin is not self._desk.draft.weights.begin:
            self._desk.change(f"weights: {begin.value}", lambda draft: with_begin(draft, begin))

    def _set_seed(self, seed: int) -> None:
        self._desk.change("seed", lambda draft: replace(draft, weights=replace(draft.weights, seed=seed)))

    def _copy(self) -> None:
        area = self.grid.area
        if area is not None:
            rows = (self.model.cells[row][area.left : area.right + 1] for row in area.rows)
            QGuiApplication.clipboard().setText(write_table(None, rows, "\t"))

    def _paste(self, text: str) -> None:
        area = self.grid.area
        if area is None:
            return
        try:
            table = read_table(text, clipboard=True)
        except TableError as error:
            self._desk.said.emit(f"nothing pasted: {error}")
            return
        self._desk.change("paste weights", lambda draft: with_weights(draft, area.top, area.left, table.rows))

    def _clear(self) -> None:
        """A weight that is cleared is 0."""
        area = self.grid.area
        if area is not None:
            zeros = [[0.0] * len(area.columns)] * len(area.rows)
            self._desk.change("clear weights", lambda draft: with_weights(draft, area.top, area.left, zeros))

    def _toggle_frozen(self) -> None:
        """Freeze all that are selected, or unfreeze them if they are frozen."""
        area = self.grid.area
        if area is not None:
            frozen = not all(self.model.is_frozen(*place) for place in area.places)
            text = "freeze weights" if frozen else "unfreeze weights"
            self._desk.change(text, lambda draft: with_frozen(draft, area.places, frozen))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self.grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._freeze)
        menu.popup(self.grid.viewport().mapToGlobal(at))
