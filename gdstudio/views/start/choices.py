"""The start page's three large buttons: what to begin with. Tab and the arrow keys go through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gdstudio.views.kit.theme import Theme

_HEIGHT, _WIDTH, _GAP = 64, 196, 16
"""Pixels at scale 1."""
_CHOICES = (
    (
        "lesson",
        "Begin lesson 1",
        "One input, one weight",
        "Open the first lesson: what one weight learns, step by step",
    ),
    ("play", "Play", "Try this network freely", "Open this network, learning, and change whatever you like"),
    ("mnist", "MNIST", "Handwritten digits", "Open a network of 784 inputs that learns to tell digits apart"),
)


class Choices(QWidget):
    """Three buttons in a row."""

    chosen = Signal(str)
    """"lesson", "play" or "mnist"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {key: QPushButton(f"{name}\n{about}", self) for key, name, about, _ in _CHOICES}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for key, name, about, does in _CHOICES:
            button = self.buttons[key]
            button.setAccessibleName(f"{name}: {about}")
            button.setAccessibleDescription(does)
            button.setToolTip(f"{does} (Enter)")
            button.setAutoDefault(True)  # Enter presses it, as Space does
            button.setProperty("primary", "true" if key == "lesson" else "false")
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._row.addWidget(button)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        self._row.setSpacing(round(_GAP * theme.scale))
        for button in self.buttons.values():
            # Sizes too by style sheet, for that of the application would overrule others.
            button.setStyleSheet(
                f"font-size: {round(15 * theme.scale)}px; min-height: {round(_HEIGHT * theme.scale)}px;"
                f" min-width: {round(_WIDTH * theme.scale)}px"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from button to button, without an end."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.turn(way)

    def turn(self, way: int) -> None:
        """Move the focus to the next button, or with -1 to the one before."""
        row = list(self.buttons.values())
        at = next((index for index, button in enumerate(row) if button.hasFocus()), -1 if way > 0 else 0)
        row[(at + way) % len(row)].setFocus(Qt.FocusReason.TabFocusReason)
