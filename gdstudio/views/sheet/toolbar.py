"""The row of controls above the table: rows and columns come and go, and have a name and a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QToolButton, QWidget

from gdstudio.lessons.draft.parts import Role

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.sheet.actions import SheetActions

_BETWEEN = 16
_GROUPS = (
    ("Rows", (("add_row", "+"), ("remove_rows", "−"))),
    ("Columns", (("add_column", "+"), ("remove_columns", "−"), ("rename", "Rename"))),
    ("Role", ()),
)


class Toolbar(QWidget):
    """A button for each thing that is done often, and the role of the columns that are selected."""

    role_requested = Signal(object)  # a Role

    def __init__(self, actions: SheetActions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        self.role = QComboBox()
        self.role.addItems([role.value for role in Role])
        self.role.setAccessibleName("Role of the selected columns")
        self.role.setToolTip("What the selected columns are for (↑ ↓; Ctrl+1, Ctrl+2, Ctrl+3)")
        self.role.activated.connect(lambda index: self.role_requested.emit(list(Role)[index]))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 0)
        layout.setSpacing(4)
        for index, (words, entries) in enumerate(_GROUPS):
            if index:
                layout.addItem(QSpacerItem(_BETWEEN, 0, QSizePolicy.Policy.Maximum))  # narrower if it must be
            layout.addWidget(QLabel(words))
            if words == "Role":
                layout.addWidget(self.role)
            for name, sign in entries:
                button = self.buttons[name] = QToolButton()
                button.setDefaultAction(actions[name])
                button.setText(sign)
                button.setAccessibleName(actions[name].text())
                layout.addWidget(button)
        layout.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self.setStyleSheet(
            f"QToolButton {{ border: 1px solid {theme.outline}; border-radius: 6px; padding: 2px 6px }}"
            f"QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 1px 5px }}"
            f"QToolButton:disabled {{ border-color: {theme.border} }}"
        )
        for button in self.buttons.values():
            # Wide enough for its words whatever else there is: a tool button would cut them.
            words = button.fontMetrics().horizontalAdvance(button.text())
            button.setMinimumSize(max(words + 18, round(28 * theme.scale)), round(28 * theme.scale))
        longest = max(self.role.fontMetrics().horizontalAdvance(role.value) for role in Role)
        self.role.setMinimumWidth(longest + round(42 * theme.scale))

    def show_role(self, role: Role | None) -> None:
        """Show the role of what is selected; None: columns of several roles."""
        index = -1 if role is None else list(Role).index(role)
        if index != self.role.currentIndex():
            self.role.setCurrentIndex(index)
