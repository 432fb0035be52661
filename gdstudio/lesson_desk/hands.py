"""Carries out what a lesson wishes: commands, and once those are handled, what the window is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdstudio.lessons.lesson import InWindow
from gdstudio.messages import AsOne, Compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gdstudio.lessons.lesson import Wish
    from gdstudio.messages import Command, Snapshot


class Hands:
    """Does one list of wishes after the other.

    Args:
        send: takes a command to the model.
        sent: tells how many it has been given, by whomever.
        show: does what only the window can do; what is compared with is also shown there.
    """

    def __init__(
        self,
        send: Callable[[Command], None],
        sent: Callable[[], int],
        show: Callable[[InWindow | Compare], None],
    ) -> None:
        self._send, self._sent, self._show = send, sent, show
        self._due = 0
        self._in_the_window: list[InWindow | Compare] = []
        self._then: Callable[[], None] | None = None

    def do(self, wishes: Iterable[Wish], text: str, then: Callable[[], None] | None = None) -> None:
        """Give the commands as one; the rest, and `then`, come when they are handled.

        What still waited is dropped.

        Args:
            wishes: what is to be done.
            text: the same in a few words, as Undo says it.
            then: is called when it is done.
        """
        self.drop()
        commands: list[Command] = []
        for wish in wishes:
            if isinstance(wish, InWindow | Compare):
                self._in_the_window.append(wish)
            if not isinstance(wish, InWindow):
                commands.append(wish)
        if commands:
            self._send(AsOne(tuple(commands), text))
        self._then = then
        self._due = self._sent()

    def drop(self) -> None:
        """What waits for commands to be handled is not done any more."""
        self._in_the_window, self._then = [], None

    def wait(self, snapshot: Snapshot) -> bool:
        """Whether the commands given are not handled yet."""
        return snapshot.handled < self._due

    def finish(self) -> None:
        """The commands are handled: do the rest."""
        rest, then = self._in_the_window, self._then
        self.drop()
        for wish in rest:
            self._show(wish)
        if then is not None:
            then()
