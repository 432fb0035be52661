"""Speaks to those who listen to the screen, politely: at most one sentence a second, the newest."""

from __future__ import annotations

import time
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

PAUSE_SECONDS = 1.0


class Announcer(QObject):
    """Announces sentences on behalf of a widget.

    Args:
        speaker: the widget.
        clock: tells seconds.
        say: speaks at once; None for Qt's announcement.
    """

    def __init__(
        self,
        speaker: QWidget,
        clock: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(speaker)
        self._speaker = speaker
        self._clock = clock
        self._say = say or self._announce_politely
        self._said_at = float("-inf")
        self._waiting = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._say_waiting)

    def announce(self, sentence: str) -> None:
        """Say it now, or as soon as a second has passed since the last; then only the newest is said."""
        wait = PAUSE_SECONDS - (self._clock() - self._said_at)
        if wait <= 0:
            self._speak(sentence)
            return
        self._waiting = sentence
        if not self._timer.isActive():
            self._timer.start(ceil(wait * 1000))

    def hush(self) -> None:
        """What has not been said yet is no longer worth it."""
        self._waiting = ""
        self._timer.stop()

    def _say_waiting(self) -> None:
        if self._waiting:
            self._speak(self._waiting)

    def _speak(self, sentence: str) -> None:
        self.hush()
        self._said_at = self._clock()
        self._say(sentence)

    def _announce_politely(self, sentence: str) -> None:
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._speaker, sentence)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
