"""The panel's small push buttons: one look, one place where they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.views.kit.theme import Theme


def small_button(
    parent: QWidget, text: str, tip: str, *, name: str = "", checkable: bool = False
) -> QPushButton:
    """Make a button.

    Args:
        parent: whose child it is.
        text: on it.
        tip: what it does, without its key.
        name: for screen readers, where the text says too little.
        checkable: whether it stays down.
    """
    button = QPushButton(text, parent)
    button.setCheckable(checkable)
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    explain(button, tip)
    if name:
        button.setAccessibleName(name)
    return button


def explain(button: QPushButton, tip: str) -> None:
    """Say what a button does, to the eye and to a screen reader."""
    button.setToolTip(f"{tip} (Space)")
    button.setAccessibleDescription(f"{tip}.")


def button_style(theme: Theme, *, tight: bool) -> str:
    """The style sheet of a group of such buttons; `tight` where room is short."""
    size, padding = (11, 4) if tight else (12, 8)
    pixels = theme.pixels(size)
    return f"""
QPushButton {{ font-size: {pixels}px; padding: 0px {padding}px; min-height: 0px; border-radius: 6px; }}
QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent}; }}
QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 0px {padding - 1}px; }}
QPushButton:checked:focus {{ border: 2px solid {theme.text}; }}
QLabel {{ font-size: {pixels}px; color: {theme.muted}; }}
"""


def show_checked(button: QPushButton, checked: bool) -> None:
    """Show a state without any signal."""
    blocked = button.blockSignals(True)
    button.setChecked(checked)
    button.blockSignals(blocked)


def when_clicked(button: QPushButton, act: Callable[[], None]) -> QPushButton:
    """Let a click do something, and give the button back."""
    button.clicked.connect(lambda _checked=False: act())
    return button
