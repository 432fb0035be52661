"""The process around the studio: Qt's application, the garbage collector, and Ctrl+C in the terminal."""

from __future__ import annotations

import gc
import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gdstudio import __version__
from gdstudio.files.fonts import load_fonts
from gdstudio.files.shipped import asset

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def make_application(arguments: list[str]) -> QApplication:
    """Build the QApplication with the studio's name, fonts and icon.

    Raises:
        MissingFileError: a shipped file is missing.
    """
    application = QApplication(arguments)
    application.setApplicationName("gdstudio")
    application.setApplicationDisplayName("GD Studio")
    application.setApplicationVersion(__version__)
    application.setOrganizationName("gdstudio")
    application.setDesktopFileName("gdstudio")
    application.setStyle("Fusion")
    load_fonts()
    application.setWindowIcon(QIcon(str(asset("icons/gdstudio.svg"))))
    return application


def spare_collector() -> None:
    """Leave what is built so far out of garbage collection: it lives on; looking through it costs frames.

    From here on there is something to collect (`gdstudio.cli.open` has let the collector rest until now).
    """
    gc.freeze()
    gc.enable()


def heed_ctrl_c(window: QWidget) -> None:
    """Close the window on Ctrl+C in the terminal, also while nothing happens in it.

    Python handles a signal only when it next runs some Python, which an idle Qt never does: a byte through a
    socket wakes it.
    """
    waking, woken = socket.socketpair()
    waking.setblocking(False)
    woken.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: woken.recv(64))
    signal.set_wakeup_fd(waking.detach())
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, window, window.close))
