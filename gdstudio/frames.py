"""Carries snapshots from the model thread to the presenter, a frame at a time, and commands the other way.

The timer runs only while something is under way: while playing, while something is worked out beside it, or
until the commands sent have been handled and shown. An idle studio uses no processor.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from gdstudio.messages import Command, Drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Snapshot
    from gdstudio.model.thread import ModelThread

FRAME_SECONDS = 0.015
"""While playing, frames are at least this far apart."""

RETRY_MILLISECONDS = 2
"""How soon to look again for a snapshot that is late: a fixed beat would wait for a whole frame more."""

PATIENCE_SECONDS = 0.05
"""After this long without a new snapshot it is enough to look once a frame."""


class Frames(QObject):
    """Looks for the latest snapshot and shows it; tells the thread once it is painted.

    Args:
        model: the thread with the snapshots.
        window: whether it can be seen decides whether there will be paint events to wait for.
        show: shows a snapshot, or the part of it that is to be painted first.
        show_rest: shows the rest; says whether there was any.
    """

    def __init__(
        self,
        model: ModelThread,
        window: QWidget,
        show: Callable[[Snapshot], None],
        show_rest: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._show_rest = show_rest
        self._model = model
        self._window = window
        self._show = show
        self._shown = model.latest
        self._shown_at = 0.0
        self._sent = 0
        self._stopped = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        # A zero timer fires after the paint events that showing has queued.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._go_on)

    @property
    def resting(self) -> bool:
        """Whether nothing is under way."""
        return not self._timer.isActive()

    @property
    def sent(self) -> int:
        """How many commands the model has been given; a snapshot that has handled as many shows them all."""
        return self._sent

    def send(self, command: Command) -> None:
        """Give the model a command and look out for what comes of it, sooner than the next frame."""
        self._sent += 1
        self._model.send(command)
        # Only ever sooner: started anew by each command of a quick mouse, the timer would never run out.
        if self._stopped or (self._timer.isActive() and self._timer.remainingTime() <= RETRY_MILLISECONDS):
            return
        self._timer.start(RETRY_MILLISECONDS)

    def look_out(self) -> None:
        """Look whether there is something to show that no command has asked for."""
        if not self._stopped:
            self._timer.start(RETRY_MILLISECONDS)

    def stop(self) -> None:
        """Look no more, whatever is sent from now on: the thread is about to end."""
        self._stopped = True
        self._timer.stop()
        self._painted.stop()

    def _look(self) -> None:
        snapshot, now = self._model.latest, time.perf_counter()
        is_new = snapshot is not self._shown
        answers = self._shown.handled < self._sent <= snapshot.handled
        if is_new and (answers or now - self._shown_at >= FRAME_SECONDS):
            self._shown, self._shown_at = snapshot, now
            self._show(snapshot)
            if self._window.isVisible() and not self._window.isMinimized():
                self._painted.start()
            else:
                self._acknowledge()
        elif not is_new and snapshot.handled >= self._sent and not (snapshot.playing or snapshot.studying):
            return
        self._timer.start(self._next_look(time.perf_counter()))

    def _next_look(self, now: float) -> int:
        """Milliseconds until there can be something to show."""
        since = now - self._shown_at
        if self._shown.handled < self._sent:
            return RETRY_MILLISECONDS
        if since < FRAME_SECONDS:
            return int((FRAME_SECONDS - since) * 1000) + 1
        return RETRY_MILLISECONDS if since < PATIENCE_SECONDS else round(FRAME_SECONDS * 1000)

    def _go_on(self) -> None:
        """A part is painted: show the rest if there is any, and wait for that to be painted too."""
        if self._show_rest():
            self._painted.start()
        else:
            self._acknowledge()

    def _acknowledge(self) -> None:
        self._model.send(Drawn(time.perf_counter() - self._shown_at))
