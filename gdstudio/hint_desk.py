"""What the menus offer for hints, and what is remembered of it: whether any are wanted, and which never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gdstudio.lessons.remarks import Kind

if TYPE_CHECKING:
    from gdstudio.files.preferences import Preferences
    from gdstudio.views.window import Window

_WANTED, _NEVER = "hints", "hints never shown"
_ON, _OFF = "on", "off"


class HintDesk(QObject):
    """Shows hints as it was last wanted, and remembers when that changes.

    Args:
        window: with the hint bar and the menus.
        preferences: what is remembered.
    """

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        known = {kind.value: kind for kind in Kind}
        ids = preferences.text(_NEVER, "").split(",")
        window.hint.set_never(known[each] for each in ids if each in known)
        window.show_hints(preferences.text(_WANTED, _ON) != _OFF)
        window.hint.never_changed.connect(self._remember_never)
        window.actions_by_name["hints"].triggered.connect(self._want)

    def _want(self, wanted: bool) -> None:
        """Show hints or not. Wanted anew, those come again too that were never to be shown."""
        self._window.show_hints(wanted)
        self._preferences.set_text(_WANTED, _ON if wanted else _OFF)
        if wanted:
            self._window.hint.set_never(())
            self._remember_never()

    def _remember_never(self) -> None:
        self._preferences.set_text(_NEVER, ",".join(sorted(self._window.hint.choice.never)))
