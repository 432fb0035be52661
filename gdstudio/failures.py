"""What nobody expected to fail: written to a log and said in the window once, and the studio goes on."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QMessageBox

from gdstudio.views import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

log = logging.getLogger("gdstudio")


def log_file() -> Path:
    """Where errors are written down."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder) / "gdstudio.log"


def write_log() -> None:
    """Write errors down from now on; where that is not possible, one line on stderr says so."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"gdstudio: errors will not be written down: {error}", file=sys.stderr)
        return
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)


class Failures(QObject):
    """Says failures in the window, in whichever thread they happened.

    Args:
        window: where they are said.
    """

    _failed = Signal(str)  # emitted in any thread, received in the window's

    def __init__(self, window: QWidget) -> None:
        super().__init__()  # of no parent: threads may fail after the window is gone
        self._window = window
        self._failed.connect(self._say)

    def report(self, report: str) -> None:
        """Say that the model thread failed; called there."""
        log.error("the model thread failed\n%s", report)
        self._failed.emit(report)

    def catch_everything(self, calm: Callable[[], None]) -> None:
        """From now on write down and say every error that nobody caught, in Qt's events and in threads.

        Args:
            calm: called after an error in an event: stops what would bring it again with every frame.
        """

        def from_qt(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            log.error("unexpected error", exc_info=(kind, error, trace))
            calm()
            self._failed.emit(f"{kind.__name__}: {error}")

        def from_thread(hook: threading.ExceptHookArgs) -> None:
            error = hook.exc_value or hook.exc_type()
            log.error("unexpected error in a thread", exc_info=(hook.exc_type, error, hook.exc_traceback))
            self._failed.emit(f"{hook.exc_type.__name__}: {hook.exc_value}")

        sys.excepthook = from_qt
        threading.excepthook = from_thread

    def _say(self, report: str) -> None:
        boxes = self._window.findChildren(QMessageBox)
        if any(box.isVisible() and box.detailedText() for box in boxes):
            return  # one failure often brings others with it: all are in the log, one is said
        dialogs.show_failure(self._window, report, log_file())
