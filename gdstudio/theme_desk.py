"""What the menus offer for the look of everything: light, dark, for a projector, or as the system has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gdstudio.files.shipped import asset
from gdstudio.views.kit.theme import DARK, LIGHT, THEMES, Theme, palette, style_sheet

if TYPE_CHECKING:
    from gdstudio.files.preferences import Preferences
    from gdstudio.views.actions import Actions

SYSTEM = "system"
_REMEMBERED = "theme"


class ThemeDesk(QObject):
    """Knows which theme is used, and remembers which was chosen.

    The application is not dressed in it yet: that is soonest done once all widgets are made.

    Args:
        preferences: what is remembered.

    Attributes:
        name: of the theme that was chosen ("light", "dark" …), or "system".
    """

    changed = Signal(object)  # a Theme

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        remembered = preferences.text(_REMEMBERED, SYSTEM)
        self.name = remembered if remembered in THEMES else SYSTEM
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The theme to be used now."""
        if self.name in THEMES:
            return THEMES[self.name]
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def connect_menu(self, actions: Actions) -> None:
        """Let the themes be chosen in the menu, which shows from now on which one is."""
        for name in (SYSTEM, *THEMES):
            actions[f"theme_{name}"].triggered.connect(lambda _on=False, name=name: self.use(name))
        self.changed.connect(lambda _theme: actions[f"theme_{self.name}"].setChecked(True))
        actions[f"theme_{self.name}"].setChecked(True)

    def use(self, name: str) -> None:
        """Use the theme of that name, or "system" to follow the system."""
        self.name = name if name in THEMES else SYSTEM
        self._preferences.set_text(_REMEMBERED, self.name)
        dress(self.theme)
        self.changed.emit(self.theme)

    def _system_changed(self) -> None:
        if self.name == SYSTEM:
            self.use(SYSTEM)


def dress(theme: Theme) -> None:
    """Give the whole application a theme's palette and style sheet."""
    QGuiApplication.setPalette(palette(theme))
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setStyleSheet(style_sheet(theme, asset("icons")))
