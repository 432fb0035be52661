"""A whole studio for end-to-end tests, with settings of its own, closed after each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from gdstudio.app import Studio
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def make_studio(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Studio]]:
    """Build a studio on a scene, its window shown at 1366 × 768."""
    studios: list[Studio] = []

    def make(scene_id: str) -> Studio:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        studio = Studio(catalogue.load(scene_id), Preferences(settings))
        studios.append(studio)
        qtbot.addWidget(studio.window)
        studio.window.resize(1366, 768)
        studio.window.show()
        studio.window.activateWindow()
        qtbot.waitUntil(studio.window.isActiveWindow)
        studio.furnish()
        return studio

    yield make
    for studio in studios:
        studio.window.close()
        studio.deleteLater()
