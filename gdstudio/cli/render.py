"""`gdstudio render`: draw the real window, or one of its panels, into a picture. No display is needed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from gdstudio.cli import display, settings
from gdstudio.lessons import catalogue
from gdstudio.model.session import Session

if TYPE_CHECKING:
    import argparse

    from PySide6.QtWidgets import QWidget

    from gdstudio.messages import Snapshot
    from gdstudio.views.kit.theme import Theme

WRONG_ARGUMENTS = 2
CANNOT_WRITE = 1


def render(arguments: argparse.Namespace) -> int:
    """Run the scene as far as asked, and write the picture.

    Returns:
        0; 1 if the file cannot be written; 2 if a system library is missing or the size is too small.

    Raises:
        SceneError: there is no such scene.
        SettingError: no lane has a name that is to be set or frozen.
        DataError: a value is out of range.
    """
    session = Session(catalogue.load(arguments.scene))
    for command in settings.commands(session.scene, arguments):
        session.apply(command)
    session.advance(arguments.steps)
    problem = display.library_problem()
    if problem is not None:
        return _say(problem, WRONG_ARGUMENTS)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSize  # noqa: PLC0415  # loads Qt, after its platform is chosen

    from gdstudio import app  # noqa: PLC0415  # the same
    from gdstudio.views.kit.picture import PictureError, write_picture  # noqa: PLC0415  # the same
    from gdstudio.views.kit.theme import THEMES  # noqa: PLC0415  # the same

    application = app.make_application(["gdstudio"])
    theme = THEMES[arguments.theme]
    app.dress(theme)
    view = _view(arguments.panel, theme, session.snapshot())
    view.resize(*arguments.size)
    least = view.minimumSize().expandedTo(QSize() if arguments.panel == "window" else view.minimumSizeHint())
    if least.expandedTo(view.size()) != QSize(*arguments.size):
        needed = f"{least.width()}x{least.height()}"
        return _say(f"--size: too small for the {arguments.panel}; give at least {needed}", WRONG_ARGUMENTS)
    view.show()
    application.processEvents()
    try:
        write_picture(view, arguments.output)
    except PictureError as error:
        return _say(str(error), CANNOT_WRITE)
    finally:
        view.close()
    return 0


def _view(panel: str, theme: Theme, snapshot: Snapshot) -> QWidget:
    """The window or one panel, showing a snapshot."""
    from gdstudio.presenter import Presenter  # noqa: PLC0415  # loads Qt
    from gdstudio.views.bowls.panel import BowlsPanel  # noqa: PLC0415  # the same
    from gdstudio.views.diagram.diagram import Diagram  # noqa: PLC0415  # the same
    from gdstudio.views.window import Window  # noqa: PLC0415  # the same

    if panel == "window":
        window = Window(theme, catalogue.load_all())
        Presenter(window, catalogue.load_all(), lambda _command: None, snapshot)
        window.chart.make()
        return window
    view = Diagram(theme) if panel == "diagram" else BowlsPanel(theme)
    view.show_snapshot(snapshot)
    return view


def _say(sentence: str, code: int) -> int:
    print(f"gdstudio: {sentence}", file=sys.stderr)
    return code
