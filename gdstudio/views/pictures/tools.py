"""The row above the tiles: which pictures are shown, or, while freezing, the brush's settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from gdstudio.messages import Reference
from gdstudio.views.pictures.brush import SIZES
from gdstudio.views.pictures.buttons import button_style, show_checked, small_button, when_clicked

if TYPE_CHECKING:
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.brush import Brush

_CHOICES: tuple[tuple[str, Reference | None, str], ...] = (
    ("Weights", None, "Show the weights as they are learnt"),
    (
        "Mean digits",
        Reference.MEANS,
        "Show each class’s mean image, brought to length 1, as weights",
    ),
    ("Least squares", Reference.LEAST_SQUARES, "Show the weights with the smallest possible error"),
)
_LONGEST_NAME = 90
"""A class name may take so many pixels at scale 1 on its button; a longer one is not said there."""


class Tools(QWidget):
    """Chooser, brush, and the button that goes from one to the other."""

    reference_chosen = Signal(object)
    """`Reference` or None."""
    unfreeze_all_requested = Signal()

    def __init__(self, theme: Theme, brush: Brush, parent: QWidget | None = None) -> None:
        """Make the row, with the weights chosen and the brush put away."""
        super().__init__(parent)
        self._brush = brush
        self.choices = self._made_choices()
        self.sizes = self._made_sizes(brush)
        self.all = self._scope("All outputs", "Paint for all outputs", only=False)
        self.only = self._scope("Only this", "Paint for the chosen output only", only=True)
        self.eraser = small_button(
            self, "Eraser", "Unfreeze what is painted, as the right button and Shift do", checkable=True
        )
        self.unfreeze = small_button(self, "Unfreeze all", "Let every weight learn again")
        self.freeze = small_button(
            self, "Freeze pixels", "Freeze weights by painting on the image or on a picture", checkable=True
        )
        group = QButtonGroup(self)
        for button in (self.all, self.only):
            group.addButton(button)
        self.all.setChecked(True)
        self.eraser.toggled.connect(lambda on: brush.set(eraser=on))
        when_clicked(self.unfreeze, self.unfreeze_all_requested.emit)
        self.freeze.toggled.connect(self._take_brush)
        self._unit = QLabel("px", self)
        self._lay_out()
        self.set_theme(theme, tight=False)
        self._show_brush(False)

    def set_theme(self, theme: Theme, *, tight: bool) -> None:
        """Take on another look; `tight` where room is short."""
        self.setStyleSheet(button_style(theme, tight=tight))
        for button in self.sizes:
            button.setFixedWidth(round(24 * theme.scale))
        self._row.setSpacing(round((3 if tight else 4) * theme.scale))
        self._most = round(_LONGEST_NAME * theme.scale)

    def show_output(self, name: str) -> None:
        """Say which output is meant by the one that is chosen."""
        text = f"Only {name}"
        fits = QFontMetrics(self.only.font()).horizontalAdvance(text) <= self._most
        self.only.setText(text if fits else "Only this")

    def show_frozen(self, any_frozen: bool) -> None:
        """Offer to unfreeze all if there is anything to unfreeze."""
        if self.unfreeze.isEnabled() is not any_frozen:
            self.unfreeze.setEnabled(any_frozen)

    def show_reference(self, reference: Reference | None) -> None:
        """Show which pictures are shown; no signal."""
        for (_, each, _), button in zip(_CHOICES, self.choices, strict=True):
            show_checked(button, each is reference)

    def _made_choices(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        buttons = []
        for text, reference, tip in _CHOICES:
            button = small_button(self, text, tip, checkable=True)
            when_clicked(button, partial(self.reference_chosen.emit, reference))
            group.addButton(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        return buttons

    def _made_sizes(self, brush: Brush) -> list[QPushButton]:
        group = QButtonGroup(self)
        buttons = []
        for size in SIZES:
            tip = f"A brush {size} pixel{'s' if size > 1 else ''} wide"
            button = small_button(self, str(size), tip, name=tip, checkable=True)
            when_clicked(button, partial(brush.set, size=size))
            group.addButton(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        return buttons

    def _scope(self, text: str, tip: str, *, only: bool) -> QPushButton:
        button = small_button(self, text, tip, checkable=True)
        return when_clicked(button, lambda: self._brush.set(only=only))

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for choice in self.choices:
            self._row.addWidget(choice)
        for size in self.sizes:
            self._row.addWidget(size)
        for widget in (self._unit, self.all, self.only, self.eraser, self.unfreeze):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.freeze)

    def _take_brush(self, on: bool) -> None:
        self._show_brush(on)
        self._brush.set(on=on)

    def _show_brush(self, on: bool) -> None:
        for choice in self.choices:
            choice.setVisible(not on)
        for widget in (*self.sizes, self._unit, self.all, self.only, self.eraser, self.unfreeze):
            widget.setVisible(on)
        self.freeze.setText("Done" if on else "Freeze pixels")
