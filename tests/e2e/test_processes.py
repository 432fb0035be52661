"""Starting and ending: whole processes that train and are closed, and many windows in one process."""

from __future__ import annotations

import gc
import itertools
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lesson_desk.desk import LessonDesk
from gdstudio.lessons import catalogue
from gdstudio.messages import Play, SetSpeed, Speed
from gdstudio.model.session import Session
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HERE = Path(__file__).parent
# Said by the offscreen platform alone, which has no window system to propagate hints to.
HARMLESS = "This plugin does not support propagateSizeHints()"


@pytest.mark.timeout(600)
def test_start_train_close(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every time: exit code 0, and nothing on stderr, though it is closed in the midst of training."""
    scenes = itertools.cycle(("several-steps", "several-steps", "several-steps", "mnist"))
    for _ in range(request.config.getoption("--starts")):
        ended = subprocess.run(
            [sys.executable, str(HERE / "start_and_close.py"), str(tmp_path / "settings.ini"), next(scenes)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        said = [line for line in ended.stderr.splitlines() if line != HARMLESS]
        assert (ended.returncode, said) == (0, [])
        assert int(ended.stdout) > 300


@pytest.mark.timeout(600)
def test_no_window_outlives_its_closing(qtbot: QtBot, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Windows opened, played in and closed one after another are all gone afterwards, sessions and all."""
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    ids = catalogue.ids()
    behind = {Studio, Session, LessonDesk}
    before = [each for each in gc.get_objects() if type(each) in behind]  # a test that failed keeps its own
    for count in range(request.config.getoption("--windows")):
        studio = Studio(catalogue.load(ids[count % len(ids)]), preferences)
        studio.window.show()
        studio.send(SetSpeed(Speed(None)))
        studio.send(Play())
        # Vectors have no steps to take: there playing stops at once, and says why.
        qtbot.waitUntil(
            lambda studio=studio: studio.presenter.shown.step > 1 or studio.presenter.shown.notice != ""
        )
        studio.window.close()
        studio.window.deleteLater()
        studio.deleteLater()
        del studio
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    # The windows themselves: a few of their emptied Python shells linger in PySide's bookkeeping of parents.
    assert not [each for each in gc.get_objects() if type(each) is Window and isValid(each)]
    assert not [each for each in QApplication.allWidgets() if isinstance(each, Window)]
    # Nor what was behind them, with all that it had learned.
    left = [each for each in gc.get_objects() if type(each) in behind]
    assert not [each for each in left if not any(each is old for old in before)]
