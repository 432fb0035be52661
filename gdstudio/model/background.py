"""A thread for studies: one piece of work at a time beside training, the result handed back to the model.

Scores and limits take long enough to be felt if training had to wait for them. The work is mostly inside
numpy, which lets the other threads run meanwhile.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from gdstudio.model.studies import Study

_POLITENESS = 10
"""How much less pressing than the window and training this work is, in the system's own measure."""


@dataclass(frozen=True, eq=False)
class Studied:
    """A study is done.

    Attributes:
        study: which.
        result: what came of it; None if it was stopped.
        failure: the unexpected error that ended it, or None.
    """

    study: Study
    result: Any
    failure: Exception | None = None


class Background:
    """Works out one study at a time in a thread of its own, which runs only once something was asked.

    `failed` says of which studies (by what they are about) not to ask again: an error ended them.

    Args:
        name: of the thread.
        deliver: takes what came of it; called in that thread.
    """

    def __init__(self, name: str, deliver: Callable[[Studied], None]) -> None:
        self._name = name
        self._deliver = deliver
        self._inbox: SimpleQueue[Study | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self.failed: set[Hashable] = set()
        self.asked: Study | None = None

    @property
    def free(self) -> bool:
        """Whether it can be asked for something."""
        return self.asked is None

    @property
    def asked_about(self) -> Hashable:
        """What the present study is about; None if there is none."""
        return None if self.asked is None else self.asked.about

    def ask(self, study: Study) -> None:
        """Begin a study. Call it only when it is free."""
        self.asked = study
        self._stop.clear()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._inbox.put(study)

    def give_up(self) -> None:
        """Let the present study stop as soon as it can; it is delivered without a result."""
        self._stop.set()

    def take(self, studied: Studied) -> None:
        """Take in what was delivered, and be free again. Called where the session lives."""
        self.asked = None
        if studied.failure is not None:
            self.failed.add(studied.study.about)
            raise studied.failure
        if studied.result is not None:
            studied.study.take(studied.result)

    def end(self) -> None:
        """Stop, and wait until the thread is gone."""
        self._stop.set()
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join()

    def _run(self) -> None:
        if sys.platform == "linux":  # elsewhere a thread has no such priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _POLITENESS)
        while (study := self._inbox.get()) is not None:
            try:
                result = Studied(study, study.work(self._stop.is_set))
            except Exception as error:  # noqa: BLE001  # whatever it is, it is said by the model's thread
                result = Studied(study, None, error)
            self._deliver(result)
