"""The line at the bottom of the sheet: what has to be put right before a scene can be started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from gdstudio.lessons.draft.parts import Problem
    from gdstudio.views.kit.theme import Theme

READY = "ready to start"


class ProblemLine(QWidget):
    """Says the first problem and how many more there are, with a button that goes there."""

    def __init__(self, go_there: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = QPushButton(f"{go_there.text()} (F8)")
        self.button.setToolTip(go_there.toolTip())
        self.button.setAutoDefault(False)
        self.button.clicked.connect(go_there.trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._theme = theme
        self.text.setMinimumHeight(self.button.sizeHint().height())
        self._show()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems, the first one in words."""
        self._problems = problems
        self._show()

    def _show(self) -> None:
        problems = self._problems
        more = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
        self.text.setText(problems[0].text + more if problems else READY)
        self.text.setAccessibleName("To be put right" if problems else "State")
        color = self._theme.diverges_text if problems else self._theme.shrinks_text
        self.text.setStyleSheet(f"color: {color}")
        self.button.setVisible(bool(problems))
