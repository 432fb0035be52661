"""The start page's desk: shows it at the first launch and on demand, lets its network learn, and remembers.

Its session is one of its own, beside the studio's: nothing that is open is touched until a button is pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gdstudio.messages import Phase, Seek, TakePhase
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from gdstudio.files.preferences import Preferences
    from gdstudio.messages import Scene
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.start_page import StartPage
    from gdstudio.views.window import Window

PHASE_MS = 900
"""How long each phase of the little network is shown: slow enough to be read."""
LAST_STEP = 9
"""There its error is no longer to be seen, and it begins again."""
_SEEN, _YES = "start page seen", "yes"
_KEPT = {
    "explain", "explain_next", "keys", "about", "hints", "full_screen", "start_page",
    "theme_system", "theme_light", "theme_dark", "theme_projector", "save_picture", "copy_picture",
}  # fmt: skip
"""What can be done with the page still up; whatever else is asked for, it makes way."""


class StartDesk(QObject):
    """Keeps the start page.

    Args:
        window: that it lies over.
        preferences: where it is remembered that it was seen.
        scene: the little network that learns on it.
    """

    chosen = Signal(str)
    """"lesson", "play" or "mnist"."""

    def __init__(self, window: Window, preferences: Preferences, scene: Scene) -> None:
        super().__init__(window)
        self._window, self._preferences, self._scene = window, preferences, scene
        self._session: Session | None = None
        self.page: StartPage | None = None
        self._pulse = QTimer(self, interval=PHASE_MS)
        self._pulse.timeout.connect(self.go_on)
        window.closing.connect(self._pulse.stop)
        window.actions_by_name["start_page"].triggered.connect(self.open)
        for name in window.actions_by_name:
            if name not in _KEPT:
                window.actions_by_name[name].triggered.connect(self.leave)

    def greet(self) -> None:
        """Show the page if this is the first start there is any record of."""
        started = self._preferences.text("scene", "") or self._preferences.text(_SEEN, "")
        if not started:
            self.open()

    def open(self) -> None:
        """Show the page; it is made the first time it is needed."""
        if self.page is None:
            self.page = self._made()
        self.page.set_theme(self._window.theme)
        self._begin()
        self.page.begin()
        self._pulse.start()
        self._preferences.set_text(_SEEN, _YES)

    def leave(self) -> None:
        """Take the page away, if it is there."""
        if self.page is not None:
            self.page.leave()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        if self.page is not None and not self.page.isHidden():
            self.page.set_theme(theme)

    def go_on(self) -> None:
        """Let the little network go on by a phase; at its end it begins again."""
        if self._session is None or self.page is None or self._window.isMinimized():
            return
        shown = self._session.snapshot()
        ends = shown.step >= LAST_STEP and shown.phase is Phase.LEARN
        self._session.apply(Seek(1) if ends else TakePhase())
        self.page.show_snapshot(self._session.snapshot())

    def _made(self) -> StartPage:
        from gdstudio.views.start_page import StartPage  # noqa: PLC0415  # only when it is needed

        page = StartPage(self._window.theme, self._window.centralWidget() or self._window)
        page.chosen.connect(self.chosen)
        page.left.connect(self._rest)
        return page

    def _begin(self) -> None:
        self._session = Session(self._scene)
        if self.page is not None:
            self.page.show_snapshot(self._session.snapshot())

    def _rest(self) -> None:
        self._pulse.stop()
        self._session = None
        self._window.transport.buttons["play"].setFocus()
