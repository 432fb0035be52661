"""Measures the real window: frames a second, key to pixels, idle, and the time to the first painted window.

    python tests/benchmarks/window.py frames  [--seconds 60] [--size 1366x768] [--scene mnist]
    python tests/benchmarks/window.py latency [--keys 200] [--scene mnist]
    python tests/benchmarks/window.py loading [--runs 7]
    python tests/benchmarks/window.py idle    [--seconds 60]
    python tests/benchmarks/window.py startup [--runs 7] [--scene mnist] [--first]

Needs a display; `xvfb-run -s "-screen 0 1920x1080x24"` (or Xvfb with a window manager) will do. Each prints
one JSON line. Nothing is asserted: these are figures to look at, not tests.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest

from gdstudio.app import Studio
from gdstudio.core.examples import Order, Taking
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue
from gdstudio.messages import Pause, Play, SetOrder, SetSpeed, Speed, WeightRef
from gdstudio.process import make_application, spare_collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget


NINE = "inputs-and-outputs"


def open_window(size: str, scene: str = NINE) -> tuple[QApplication, Studio]:
    """Open a scene at full speed (not yet playing); nine weights learn from four games shuffled anew."""
    application = make_application(["gdstudio"])
    settings = QSettings(tempfile.mktemp(suffix=".ini"), QSettings.Format.IniFormat)  # noqa: S306  # never shared
    studio = Studio(catalogue.load(scene), Preferences(settings))
    if scene == NINE:
        studio.send(SetOrder(Order(Taking.SHUFFLED, seed=1)))
    studio.send(SetSpeed(Speed(None)))
    studio.window.resize(*map(int, size.split("x")))
    spare_collector()
    studio.window.show()
    return application, studio


def watch_paints(widgets: list[QWidget], painted: Callable[[int], None]) -> QObject:
    """Call `painted` with a widget's index at each of its paint events. Keep the result alive."""

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted(widgets.index(watched))
            return False

    watch = Watch()
    for widget in widgets:
        widget.installEventFilter(watch)
    return watch


def after(seconds: float, act: Callable[[], object]) -> None:
    """Call `act` once, after some time in the event loop."""
    QTimer.singleShot(round(seconds * 1000), act)


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def frames(seconds: float, size: str, scene: str) -> dict[str, object]:
    """Frames in which all nine bowls, or all ten pictures, were repainted, while playing at full speed."""
    application, studio = open_window(size, scene)
    pictures = studio.window.pictures
    plots: list[QWidget] = (
        [bowl.plot.viewport() for bowl in studio.window.network.bowls.field.bowls]
        if pictures is None
        else [pictures.pictures.parts.tiles]
    )
    seen: set[int] = set()
    times: list[float] = []

    def painted(index: int) -> None:
        seen.add(index)
        if len(seen) == len(plots):
            times.append(time.perf_counter())
            seen.clear()

    watch = watch_paints(plots, painted)
    steps: list[int] = []
    after(1.0, lambda: studio.send(Play()))
    after(2.0, lambda: (times.clear(), steps.append(studio.thread_of_model.latest.step)))
    after(2.0 + seconds, lambda: (steps.append(studio.thread_of_model.latest.step), studio.window.close()))
    application.exec()
    del watch
    gaps = [(b - a) * 1000 for a, b in itertools.pairwise(times)]
    return {
        "scene": scene,
        "seconds": seconds,
        "frames_per_s": round(len(gaps) / (times[-1] - times[0]), 1),
        "interval_ms": {
            "p50": round(percentile(gaps, 0.5), 1),
            "p95": round(percentile(gaps, 0.95), 1),
            "p99": round(percentile(gaps, 0.99), 1),
            "max": round(max(gaps), 1),
        },
        "above_100_ms": sum(gap > 100 for gap in gaps),
        "steps_per_s": round((steps[1] - steps[0]) / seconds),
    }


def latency(keys: int, size: str, scene: str) -> dict[str, object]:
    """From a key (freeze, unfreeze) to the repainted pixels of that weight's bowl or picture, at full speed.

    The key goes all the way: to the model thread, and back as a snapshot.
    """
    application, studio = open_window(size, scene)
    waits: list[float] = []
    sent = {"at": 0.0}
    was_frozen: list[bool] = []
    chance = random.Random(1)

    def frozen() -> bool:
        return bool(studio.presenter.shown.lanes[0].frozen[0, 0])

    def press() -> None:
        if len(waits) >= keys:
            pause()
            return
        was_frozen[:] = [frozen()]
        sent["at"] = time.perf_counter()
        QTest.keyClick(studio.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    def painted(_index: int) -> None:
        if sent["at"] and [frozen()] != was_frozen:
            waits.append((time.perf_counter() - sent["at"]) * 1000)
            sent["at"] = 0.0
            after(chance.uniform(0.03, 0.1), press)

    stopped: list[float] = []

    def pause() -> None:
        started = time.perf_counter()
        QTest.keyClick(studio.window, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)

        def look() -> None:
            if studio.presenter.shown.playing:
                after(0.001, look)
                return
            stopped.append((time.perf_counter() - started) * 1000)
            studio.window.close()

        look()

    pictures = studio.window.pictures
    bowls = studio.window.network.bowls.field.bowls
    shown = bowls[0].plot.viewport() if pictures is None else pictures.pictures.parts.tiles
    watch = watch_paints([shown], painted)
    studio.presenter.select(WeightRef(0, 0, 0))
    after(1.0, lambda: studio.send(Play()))
    after(2.0, press)
    application.exec()
    del watch
    return {
        "keys": len(waits),
        "key_to_pixels_ms": {
            "p50": round(percentile(waits, 0.5), 1),
            "p95": round(percentile(waits, 0.95), 1),
            "max": round(max(waits), 1),
        },
        "pause_ms": round(stopped[0], 1),
    }


def idle(seconds: float, size: str) -> dict[str, object]:
    """Processor time while paused, after having played."""
    application, studio = open_window(size)
    used: list[float] = []
    after(1.0, lambda: studio.send(Play()))
    after(2.0, lambda: studio.send(Pause()))
    after(4.0, lambda: used.append(time.process_time()))
    after(4.0 + seconds, lambda: (used.append(time.process_time()), studio.window.close()))
    application.exec()
    return {"seconds": seconds, "processor_seconds": round(used[1] - used[0], 3)}


_FIRST_PAINT = """
import gc, os, sys, time
gc.disable()  # as gdstudio.cli.open does
from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue
from gdstudio.process import make_application, spare_collector
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
application = make_application(["gdstudio"])
studio = Studio(catalogue.load(sys.argv[1]), Preferences(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, done)
        return False
def done():
    if not said:
        said.append(True)
        print(time.clock_gettime(time.CLOCK_MONOTONIC) - float(os.environ["STARTED"]), time.process_time())
        studio.window.close()
said = []
watch = Watch()
studio.window.installEventFilter(watch)
spare_collector()
studio.window.show()
studio.start.greet()
application.exec()
"""


def startup(runs: int, scene: str, *, first: bool) -> dict[str, object]:
    """From starting the process to the first painted window, warm, and the processor time of it.

    With `first` each start is the first there is any record of, which the start page greets.

    Warm means with bytecode, as an installed studio has it, even where the environment forbids writing any:
    the first run, which does not count, writes it into a folder of its own.
    """
    taken, used = [], []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for run in range(runs + 1):
            clock = str(time.clock_gettime(time.CLOCK_MONOTONIC))
            out = subprocess.run(
                [sys.executable, "-c", _FIRST_PAINT, scene, f"{folder}/settings{run if first else 0}.ini"],
                env={**environment, "STARTED": clock},
                capture_output=True,
                text=True,
                check=True,
            )
            wall, processor = map(float, out.stdout.split())
            taken.append(wall)
            used.append(processor)
    figures = {"first_paint_s": _low_and_middle(taken[1:]), "processor_s": _low_and_middle(used[1:])}
    return {"scene": scene, "first": first, "runs": runs, **figures}


def _low_and_middle(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {"min": round(ordered[0], 2), "median": round(ordered[len(ordered) // 2], 2)}


def loading(runs: int, size: str) -> dict[str, object]:
    """From asking for the 5,000 digits to the first frame that shows them, in a studio just started."""
    taken = []
    for _ in range(runs):
        application, studio = open_window(size)
        asked: list[float] = []

        def ask(studio: Studio = studio, asked: list[float] = asked) -> None:
            asked.append(time.perf_counter())
            studio.presenter.open_scene("mnist")

        def look(studio: Studio = studio, asked: list[float] = asked) -> None:
            if studio.presenter.shown.gallery is None:
                after(0.001, look)
                return
            studio.window.repaint()
            taken.append(time.perf_counter() - asked[0])
            studio.window.close()

        after(0.5, ask)
        after(0.501, look)
        application.exec()
        application.shutdown()
        del studio, application
    taken.sort()
    return {"runs": runs, "ready_s": {"min": round(taken[0], 3), "median": round(taken[len(taken) // 2], 3)}}


def main() -> None:
    """Read which figure is wanted, measure it, print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("frames", "latency", "idle", "startup", "loading"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scene", default=NINE)
    parser.add_argument("--first", action="store_true")
    asked = parser.parse_args()
    figures = {
        "frames": lambda: frames(asked.seconds, asked.size, asked.scene),
        "latency": lambda: latency(asked.keys, asked.size, asked.scene),
        "idle": lambda: idle(asked.seconds, asked.size),
        "startup": lambda: startup(asked.runs, asked.scene, first=asked.first),
        "loading": lambda: loading(asked.runs, asked.size),
    }[asked.what]()
    print(json.dumps({"measured": asked.what, **figures}))


if __name__ == "__main__":
    main()
