"""What every test stands on: no screen, the studio's own fonts, and nothing left over afterwards."""

from __future__ import annotations

import gc
import os
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from gdstudio.cli import display

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The same examples in every run: a change fails for what it does, not by chance. For others:
# pytest --hypothesis-profile=search
settings.register_profile("default", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None, max_examples=2000)
settings.load_profile("default")
_problem = display.library_problem()
if _problem is not None:
    pytest.exit(f"the tests cannot run: {_problem}", returncode=2)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, looking as it does for a user."""
    import gdstudio.app  # noqa: F401, PLC0415  # every view, before the freeze below
    from gdstudio.files.fonts import load_fonts  # noqa: PLC0415  # Qt only where a test asks for it
    from gdstudio.files.shipped import asset  # noqa: PLC0415
    from gdstudio.views.kit.theme import LIGHT, palette, style_sheet  # noqa: PLC0415

    load_fonts()
    qapp.setPalette(palette(LIGHT))
    qapp.setStyleSheet(style_sheet(LIGHT, asset("icons")))
    # After each test what it left is looked for among all objects: not among the modules', which are most.
    gc.collect()
    gc.freeze()
    return qapp


@pytest.fixture(autouse=True)
def _nothing_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a visible widget or a running timer behind."""
    threads = set(threading.enumerate())
    uses_qt = {"qtbot", "qapp"} & set(request.fixturenames)
    yield
    left_threads = [t.name for t in threading.enumerate() if t not in threads and t.is_alive()]
    assert not left_threads, f"threads left running: {left_threads}"
    if uses_qt:
        assert not _widgets_left(), f"widgets left over: {_widgets_left()}"
        assert not _timers_left(), f"timers left running: {_timers_left()}"


def _widgets_left() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [repr(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def _timers_left() -> list[str]:
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    return [
        repr(found)
        for found in gc.get_objects()
        if type(found) is QTimer and _is_alive(found) and found.isActive()
    ]


def _is_alive(wrapped: object) -> bool:
    from shiboken6 import isValid  # noqa: PLC0415

    return bool(isValid(wrapped))


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the random runs are: short in every test run, long on demand."""
    parser.addoption("--events", type=int, default=20_000, help="random events on the window, each seed")
    parser.addoption("--starts", type=int, default=40, help="processes started, trained in and closed")
    parser.addoption("--windows", type=int, default=100, help="windows opened and closed in one process")
    parser.addoption("--fuzz", type=int, default=200_000, help="spoilt files, each reader")
