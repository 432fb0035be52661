"""The way through a lesson: back, which step this is and a list of all, next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdstudio.lessons.showing import Showing
    from gdstudio.views.kit.theme import Theme

_DONE = "\N{CHECK MARK}"


class Footer(QWidget):
    """Asks for other steps."""

    next_requested = Signal()
    back_requested = Signal()
    step_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Mapping[str, str] = {}
        self._leads_on = False
        self.back, self.on, self.place = QPushButton("Back"), QPushButton("Next"), QToolButton()
        self.on.setProperty("primary", True)
        self.back.clicked.connect(self.back_requested)
        self.on.clicked.connect(self.next_requested)
        self.place.setToolTip("All steps of this lesson (Space)")
        self.menu = QMenu(self.place)
        self.place.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)  # “Next lesson” needs the room in the narrow column
        row.addWidget(self.back)
        row.addWidget(self.place, 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.on)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        height = round(18 * theme.scale)
        beside = round(8 * theme.scale)
        for button in (self.back, self.on):  # “Next lesson” is to stand whole in the narrow column
            button.setStyleSheet(f"QPushButton {{ padding-left: {beside}px; padding-right: {beside}px }}")
        self.place.setStyleSheet(
            f"QToolButton {{ color: {theme.muted}; padding: 3px; min-height: {height}px }}"
            f"QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 2px }}"
        )

    def set_shortcut_texts(self, keys: Mapping[str, str]) -> None:
        """Say the window's shortcuts in the tooltips; keys: ``next_step`` and ``previous_step``."""
        self._keys = keys
        self._name()

    def lead_on(self, leads_on: bool) -> None:
        """Whether another lesson follows this one."""
        self._leads_on = leads_on

    def show_place(self, showing: Showing) -> None:
        """Show which step it is, and which are done."""
        count = len(showing.titles)
        self.back.setEnabled(showing.index > 0)
        self.on.setText("Next lesson" if showing.is_last and self._leads_on else "Next")
        self.on.setEnabled(not showing.is_last or self._leads_on)
        self.place.setText(f"{showing.index + 1} / {count}")
        self.place.setAccessibleName(f"Step {showing.index + 1} of {count}")
        self.place.setAccessibleDescription("Opens the list of all steps.")
        self.menu.clear()
        for index, (title, done) in enumerate(zip(showing.titles, showing.done, strict=True)):
            action = self.menu.addAction(
                f"{index + 1}  {title.replace('&', '&&')}{f'  {_DONE}' if done else ''}"
            )
            action.setCheckable(True)
            action.setChecked(index == showing.index)
            action.triggered.connect(lambda _on=False, index=index: self.step_requested.emit(index))
        self._name()

    def _open_menu(self) -> None:
        """Above the button. A menu of the button's own would hold up everything else until it is closed."""
        above = QPoint(0, -self.menu.sizeHint().height())
        self.menu.popup(self.place.mapToGlobal(above))

    def _name(self) -> None:
        on = "Go to the next lesson" if self.on.text() != "Next" else "Go to the next step; nothing is locked"
        for button, does, key in (
            (self.back, "Go to the step before", "previous_step"),
            (self.on, on, "next_step"),
        ):
            written = self._keys.get(key, "")
            button.setToolTip(f"{does} ({written})" if written else does)
            button.setAccessibleDescription(f"{does}.")
