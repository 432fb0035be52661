"""What the studio remembers from one start to the next: window, panels, theme, last scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAYOUT = "layout"


class Preferences:
    """A typed face on QSettings. What is missing, or not of the expected kind, reads as the default."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def text(self, key: str, default: str) -> str:
        """A remembered word."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(key, value)

    def layout(self) -> dict[str, QByteArray]:
        """The remembered states of the window and its splitters, by name."""
        self._settings.beginGroup(_LAYOUT)
        found = {key: self._settings.value(key) for key in self._settings.childKeys()}
        self._settings.endGroup()
        return {key: value for key, value in found.items() if isinstance(value, QByteArray)}

    def set_layout(self, layout: Mapping[str, QByteArray]) -> None:
        """Remember the states of the window and its splitters."""
        self._settings.beginGroup(_LAYOUT)
        for key, value in layout.items():
            self._settings.setValue(key, value)
        self._settings.endGroup()
