"""The rounded surface that every panel stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def card(content: QWidget, name: str) -> QFrame:
    """Put a view on a card."""
    frame = QFrame()
    frame.setProperty("card", "true")
    frame.setObjectName(name)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(content)
    return frame
