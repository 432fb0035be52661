"""The table of examples as it is seen: columns fitted to their numbers, a menu, the place that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics

from gdstudio.lessons.draft import edits
from gdstudio.views.sheet.grid import Area, Grid
from gdstudio.views.sheet.header import Header
from gdstudio.views.sheet.table_edits import TableEdits
from gdstudio.views.sheet.table_model import TableModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gdstudio.lessons.draft.parts import Problem
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.drafting import Drafting

_NARROWEST, _WIDEST = 76, 330
_PAD = 18
_ROWS_MEASURED = 200
_TIP = (
    "Type a number, or press F2 or Enter. Ctrl+C copies, Ctrl+V pastes from a spreadsheet, Del clears;"
    " right-click, or the Menu key, for rows and columns"
)


class Table(Grid):
    """Shows the draft's table; `edits` does to it what is asked for. What is selected is what is meant."""

    menu_requested = Signal(QPoint)  # on the screen
    role_shown = Signal(object)  # the Role of what is selected, or None

    def __init__(self, desk: Drafting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Data", parent)
        self._desk = desk
        self.rows_model = TableModel(desk, self)
        self.setModel(self.rows_model)
        self.edits = TableEdits(self, desk)
        self.header = Header(theme, self.rows_model, self)
        self.setHorizontalHeader(self.header)
        self.setToolTip(_TIP)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header.name_entered.connect(self._rename_to)
        self._connect()
        self.set_theme(theme)
        self.select(Area(0, 0, 0, 0))

    def _connect(self) -> None:
        self.copy_requested.connect(self.edits.copy)
        self.paste_requested.connect(self.edits.paste)
        self.clear_requested.connect(self.edits.clear)
        self.rows_model.modelReset.connect(self.fit_columns)
        self.rows_model.headerDataChanged.connect(self.fit_columns)
        self.rows_model.modelAboutToBeReset.connect(self._remember_place)
        self.rows_model.modelReset.connect(self._return_to_place)
        self.selectionModel().selectionChanged.connect(self._tell_role)
        self._desk.changed.connect(self._tell_role)
        for each in (self, self.header, self.verticalHeader()):
            each.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            each.customContextMenuRequested.connect(
                lambda at, each=each: self._ask_menu(each.viewport().mapToGlobal(at), each, at)
            )

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        super().set_theme(theme)
        self.header.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(round(25 * theme.scale))
        self.verticalHeader().setMinimumWidth(round(34 * theme.scale))
        self._scale = theme.scale
        self.fit_columns()

    # --- showing ------------------------------------------------------------------------------------------

    def fit_columns(self) -> None:
        """Make each column as wide as its name and the first few hundred of its numbers need."""
        draft, metrics = self._desk.draft, QFontMetrics(self.face.font)
        for place in range(len(draft.columns)):
            rows = range(min(len(draft.rows), _ROWS_MEASURED))
            texts = (str(self.rows_model.index(row, place).data() or "") for row in rows)
            longest = metrics.horizontalAdvance("0" * max(map(len, texts), default=0)) + _PAD
            width = max(longest, self.header.width_of(place), round(_NARROWEST * self._scale))
            self.setColumnWidth(place, min(width, round(_WIDEST * self._scale)))

    def go_to(self, problem: Problem) -> None:
        """Give the focus to the cell or the column that a problem is about."""
        if problem.row >= 0:
            self.select(Area(problem.row, problem.column, problem.row, problem.column))
            self.setFocus()
        elif problem.column >= 0:
            self.select(Area(0, problem.column, 0, problem.column))
            self.scrollTo(self.rows_model.index(0, problem.column))
            self.header.rename(problem.column)

    # ------------------------------------------------------------------------------------------------------

    def rename(self) -> None:
        """Open a line to type the name of the present column in."""
        self.header.rename(self._meant.left)

    @property
    def _meant(self) -> Area:
        """What is selected; without any row, the first place there would be."""
        return self.area or Area(0, 0, 0, 0)

    def _rename_to(self, place: int, name: str) -> None:
        self._desk.change("rename a column", lambda draft: edits.renamed(draft, place, name))

    def _ask_menu(self, at: QPoint, where: QWidget, spot: QPoint) -> None:
        """A menu for what is selected: after a click on a name whole columns, on a number whole rows."""
        area, draft = self._meant, self._desk.draft
        bottom, right = len(draft.rows) - 1, len(draft.columns) - 1
        if where is self.header:
            place = self.header.logicalIndexAt(spot)
            if place >= 0 and not (place in area.columns and len(area.rows) == len(draft.rows)):
                self.select(Area(0, place, bottom, place))
        elif where is self.verticalHeader():
            row = self.verticalHeader().logicalIndexAt(spot)
            if row >= 0 and not (row in area.rows and len(area.columns) == len(draft.columns)):
                self.select(Area(row, 0, row, right))
        self.menu_requested.emit(at)

    def _tell_role(self) -> None:
        self.header.viewport().update()
        columns = self._desk.draft.columns
        roles = {columns[place].role for place in self._meant.columns if place < len(columns)}
        self.role_shown.emit(roles.pop() if len(roles) == 1 else None)

    def _remember_place(self) -> None:
        index = self.currentIndex()
        self._place = (max(index.row(), 0), max(index.column(), 0))

    def _return_to_place(self) -> None:
        row, column = self._place
        self.select(Area(row, column, row, column))
