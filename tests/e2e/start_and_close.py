"""Run by test_processes.py: start the studio on a scene, train at full speed, close it; print its steps."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSettings, QTimer

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue
from gdstudio.messages import Play, SetSpeed, Speed
from gdstudio.process import make_application

STEPS = 300

application = make_application(["gdstudio"])
preferences = Preferences(QSettings(sys.argv[1], QSettings.Format.IniFormat))
studio = Studio(catalogue.load(sys.argv[2]), preferences)


def close_when_trained() -> None:
    """Close the window once enough steps were taken, in the midst of training."""
    if studio.presenter.shown.step > STEPS:
        watch.stop()
        studio.window.close()


watch = QTimer(interval=5)
watch.timeout.connect(close_when_trained)
watch.start()
studio.window.ruler.alpha_requested.emit(1e-5, 2)  # small steps: it does not settle before it is closed
studio.send(SetSpeed(Speed(None)))
studio.send(Play())
studio.window.show()
code = application.exec()
print(studio.presenter.shown.step)
sys.exit(code)
