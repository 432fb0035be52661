"""Run inside Xvfb by test_real_window.py: the real studio under real X events, sent by xdotool.

Prints one JSON line about what it saw. Exits with 1 if something did not come within its time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue
from gdstudio.process import make_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 30


def script(studio: Studio, saw: dict[str, object]) -> Iterator[tuple[list[str], Callable[[], bool]]]:
    """What to send with xdotool, each with what must then become true."""
    shown = lambda: studio.presenter.shown  # noqa: E731  # read anew each time
    yield ["key", "ctrl+Right"], lambda: shown().step == 2
    saw["error at step 2"] = shown().lanes[0].now.total_error
    yield ["key", "ctrl+shift+Right"], lambda: shown().phase.value == 1
    play = studio.window.transport.buttons["play"]
    middle = play.mapToGlobal(play.rect().center())
    yield ["mousemove", str(middle.x()), str(middle.y()), "click", "1"], lambda: shown().playing
    yield ["key", "ctrl+space"], lambda: not shown().playing
    yield ["key", "ctrl+Next"], lambda: shown().scene.id == "too-much-alpha"
    yield ["key", "ctrl+z"], lambda: shown().scene.id == "several-steps"
    yield ["key", "ctrl+q"], lambda: not studio.window.isVisible()


def main() -> int:
    """Open the studio, go through the script, report."""
    application = make_application(["gdstudio"])
    preferences = Preferences(QSettings(sys.argv[1], QSettings.Format.IniFormat))
    studio = Studio(catalogue.load("several-steps"), preferences)
    saw: dict[str, object] = {"platform": application.platformName(), "done": 0}
    lines = script(studio, saw)
    waiting: list[Callable[[], bool]] = []

    def go_on() -> None:
        if waiting and not waiting[0]():
            return
        saw["done"] = int(str(saw["done"])) + len(waiting)
        waiting.clear()
        line = next(lines, None)
        if line is None:
            application.quit()
            return
        sent, expected = line
        subprocess.run(["xdotool", *sent], check=True)
        waiting.append(expected)

    timer = QTimer(interval=20)
    timer.timeout.connect(go_on)
    QTimer.singleShot(1000 * SECONDS, lambda: application.exit(1))
    application.setQuitOnLastWindowClosed(False)
    studio.window.show()
    studio.window.activateWindow()
    QTimer.singleShot(500, timer.start)
    code = application.exec()
    timer.stop()
    studio.close()
    print(json.dumps(saw))
    return code


if __name__ == "__main__":
    sys.exit(main())
