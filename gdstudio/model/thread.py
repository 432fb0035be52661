"""The model thread: an inbox of commands, a share of time for steps, and the latest snapshot.

Work and drawing take turns: after at most 4 ms of steps the thread publishes and waits on its inbox until
the window says that it has drawn. A thread that never waits would hold the interpreter's lock and starve the
window; one that sleeps a fixed time would waste it. Scores and the like are left to threads of their own (see
`gdstudio.model.background`); no other file knows of threads.
"""

from __future__ import annotations

import threading
import time
import traceback
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from gdstudio.messages import Command, Drawn, Phase, Snapshot, Stop
from gdstudio.model.background import Background, Studied
from gdstudio.model.pacing import Pace, backward_speed

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdstudio.messages import Speed
    from gdstudio.model.session import Session

WORK_SECONDS, LEAST_WORK_SECONDS = 0.004, 0.001
"""A turn of steps, at most and at least: what drawing the last frame left of `FRAME_SECONDS`."""

FRAME_SECONDS = 0.014
"""Drawing and steps together: a frame of 1/60 s, less what waking each other up takes."""

PATIENCE_SECONDS = 0.1
"""How long to wait for the window's word before going on without it."""

_LARGEST_PIECE = 4096
_LARGEST_BACKLOG = 1_000_000


class ModelThread:
    """Runs a session in a thread of its own.

    `latest` is the newest snapshot: reading it needs no lock, for publishing is one assignment. A failure
    becomes a snapshot that says so; `on_failure` is called with the traceback, in the model thread.
    """

    def __init__(
        self,
        session: Session,
        *,
        clock: Callable[[], float] = time.perf_counter,
        on_failure: Callable[[str], None] = lambda _report: None,
    ) -> None:
        self._session = session
        self._clock = clock
        self._on_failure = on_failure
        self._inbox: SimpleQueue[Command | Studied] = SimpleQueue()
        self._quick = Background("gdstudio scores", self._deliver)
        self._slow = Background("gdstudio studies", self._deliver)
        self._pace = Pace()
        self._piece = 1
        self._share = WORK_SECONDS
        self._thread = threading.Thread(target=self._run, name="gdstudio model", daemon=True)
        self.latest: Snapshot = session.snapshot()

    def start(self) -> None:
        """Start the thread, and what is to be worked out beside it."""
        if self._guarded(self._ask_studies) and not (self._quick.free and self._slow.free):
            self._guarded(self._publish)  # so that the window looks out for what comes of it
        self._thread.start()

    def send(self, command: Command) -> None:
        """Put a command into the inbox; never waits."""
        self._inbox.put(command)

    def stop(self) -> None:
        """Send Stop and wait until the thread is gone, and those it has started."""
        self.send(Stop())
        if self._thread.ident is not None:
            self._thread.join()
        self._quick.end()
        self._slow.end()

    def _deliver(self, studied: Studied) -> None:
        """In a background thread: put what came of a study into the inbox."""
        self._inbox.put(studied)

    # --- in the thread ------------------------------------------------------------------------------------

    def _run(self) -> None:
        command: Command | Studied | None = self._inbox.get()
        interrupted = False
        while True:
            commanded = studied = False
            was_playing = self._session.playing
            while command is not None:
                if isinstance(command, Stop):
                    return
                if isinstance(command, Studied):
                    studied = True
                    self._guarded(self._take_in, command)
                elif not isinstance(command, Drawn):
                    commanded = True
                    self._guarded(self._apply, command)
                command = None if self._inbox.empty() else self._inbox.get()
            # A command given while playing is answered first: the steps can wait for a turn, the user can't.
            # But only once: in a drag commands never cease, and training goes on under the user's hand.
            interrupted = commanded and was_playing and not interrupted
            changed = commanded or studied
            if self._session.playing and not interrupted:
                changed = self._guarded(self._work) or changed
            if changed:
                self._guarded(self._ask_studies)
                self._guarded(self._publish)
            command = self._wait(published=changed)

    def _apply(self, command: Command) -> bool:
        before = self._beat()
        self._session.apply(command)
        if self._beat() != before or not before[0]:
            self._pace.reset()
            self._pace.due(self._speed, self._clock(), 0)  # the beat begins now
        return True

    def _beat(self) -> tuple[bool, bool, Speed]:
        return self._session.playing, self._session.backwards, self._session.speed

    @property
    def _speed(self) -> Speed:
        """How fast it goes; back, another speed than set may be meant."""
        session = self._session
        if not session.backwards:
            return session.speed
        return backward_speed(session.speed, session.timeline.last_step)

    def _take_in(self, studied: Studied) -> bool:
        """Take in what a background thread has worked out."""
        background = self._quick if studied.study is self._quick.asked else self._slow
        background.take(studied)
        return True

    def _ask_studies(self) -> bool:
        """Give the background threads what there is to work out; let go of what nobody needs any more."""
        session = self._session
        quick = session.quick_study(self._quick.failed) if self._quick.free else None
        if quick is not None:
            self._quick.ask(quick)
        slow = session.slow_study(self._slow.failed)
        if not self._slow.free and (slow is None or slow.about != self._slow.asked_about):
            self._slow.give_up()
        # While training at full speed the window needs the other core.
        at_full_speed = session.playing and session.speed.per_second is None
        if self._slow.free and slow is not None and not (at_full_speed and slow.can_wait):
            self._slow.ask(slow)
        return True

    def _work(self) -> bool:
        """Take the steps that are due, for at most this turn's share. Returns whether any was taken."""
        session, started = self._session, self._clock()
        most = 1 if session.speed.by_phase else _LARGEST_BACKLOG
        left = self._pace.due(self._speed, started, most)
        worked = left > 0
        if worked and session.backwards:
            session.play_back(left)
            return True
        while left > 0 and session.playing:
            if session.speed.by_phase:
                self._play_phase()
                break
            piece = min(left, self._piece)
            before = self._clock()
            session.play(piece)
            left -= piece
            now = self._clock()
            self._fit_piece(piece, now - before)
            if now - started >= self._share:
                break
        return worked

    def _play_phase(self) -> None:
        """One phase on; the last phase's end is a step, and stops where any step would."""
        session = self._session
        if session.phase is not Phase.LEARN:
            session.move_phase(1)
        else:
            session.play(1)

    def _fit_piece(self, piece: int, seconds: float) -> None:
        """Keep pieces small against a turn, so that the clock is looked at often enough."""
        if seconds < WORK_SECONDS / 16:
            self._piece = min(piece * 2, _LARGEST_PIECE)
        elif seconds > WORK_SECONDS / 6:
            self._piece = max(piece // 2, 1)

    def _publish(self) -> bool:
        self.latest = replace(self._session.snapshot(), studying=self._studying)
        return True

    @property
    def _studying(self) -> bool:
        """Whether something is being worked out beside training."""
        return not (self._quick.free and self._slow.free)

    def _wait(self, *, published: bool) -> Command | Studied | None:
        """Wait for a command or the window's word; None when the time is up."""
        if not self._session.playing:
            return self._inbox.get()
        try:
            if published:
                word = self._inbox.get(timeout=PATIENCE_SECONDS)
                if not isinstance(word, Drawn):
                    return word
                left = FRAME_SECONDS - word.seconds
                self._share = min(max(left, LEAST_WORK_SECONDS), WORK_SECONDS)
            due = self._pace.wait(self._speed, self._clock())
            return self._inbox.get(timeout=due) if due > 0 else None
        except Empty:
            return None

    def _guarded(self, act: Callable[..., bool], *arguments: object) -> bool:
        """Do one thing; an unexpected error stops playing and is shown, and the studio goes on."""
        try:
            return act(*arguments)
        except Exception as error:  # noqa: BLE001  # whatever it is, it must be said and not end the thread
            failure = f"{type(error).__name__}: {error}"
            self._session.stop_with(failure)
            # Made from the last good snapshot: the next one may be what failed.
            self.latest = replace(
                self.latest,
                handled=self._session.handled,
                playing=False,
                failure=failure,
                studying=self._studying,
            )
            self._on_failure(traceback.format_exc())
            return False
