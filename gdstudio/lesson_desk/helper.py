"""Works out what lessons need beside the window, so that nobody waits for it: one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Signal

from gdstudio.model.aside import Stopped
from gdstudio.model.background import Background, Studied
from gdstudio.model.studies import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    Stop: TypeAlias = Callable[[], bool]
    Work: TypeAlias = Callable[[Stop], Any]
    """Works something out; raises `Stopped` when it is told that nobody waits for it."""
    Take: TypeAlias = Callable[[Any], None]


class Helper(QObject):
    """Has a thread of its own, once something was asked."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background("gdstudio lessons", self._delivered.emit)
        self._take: Take | None = None
        self._next: tuple[Work, Take] | None = None
        # Emitted in the helper's thread, received in this one.
        self._delivered.connect(self._receive)

    def ask(self, work: Work, take: Take) -> None:
        """Have something worked out, and its result taken; what was asked before is no longer wanted."""
        if self._background.free:
            self._begin(work, take)
        else:
            self._next, self._take = (work, take), None
            self._background.give_up()

    def give_up(self) -> None:
        """Nothing that was asked is wanted any more."""
        self._next = self._take = None
        self._background.give_up()

    def end(self) -> None:
        """End the thread."""
        self.give_up()
        self._background.end()

    # ------------------------------------------------------------------------------------------------------

    def _begin(self, work: Work, take: Take) -> None:
        self._take = take
        self._background.ask(Study(object(), lambda stop: _unless_stopped(work, stop), lambda _result: None))

    def _receive(self, studied: Studied) -> None:
        take, following = self._take, self._next
        self._take = self._next = None
        try:
            self._background.take(studied)
        finally:  # also after a failure that nobody expected: it is told, and what waits goes on
            if following is not None:
                self._begin(*following)
        if take is not None and studied.result is not None:
            take(studied.result)


def _unless_stopped(work: Work, stop: Stop) -> Any:
    try:
        return work(stop)
    except Stopped:
        return None
