"""`gdstudio render`: draw the real window, or one of its panels, into a picture. No display is needed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeAlias

from gdstudio.cli import display, images
from gdstudio.cli.lectured import draw, lectured
from gdstudio.cli.settings import SettingError, commands
from gdstudio.files.wanted_images import read_wanted
from gdstudio.lessons import catalogue
from gdstudio.lessons.with_images import with_images
from gdstudio.messages import View
from gdstudio.model.session import Session

if TYPE_CHECKING:
    import argparse

    from PySide6.QtWidgets import QWidget

    from gdstudio.cli.images import ReadMask
    from gdstudio.messages import Command, Scene, Snapshot
    from gdstudio.views.bowls.panel import BowlsPanel
    from gdstudio.views.code.panel import CodePanel
    from gdstudio.views.drawing import Drawing
    from gdstudio.views.kit.theme import Theme
    from gdstudio.views.pictures.panel import PicturesPanel
    from gdstudio.views.product.panel import ProductPanel
    from gdstudio.views.surface.panel import SurfacePanel
    from gdstudio.views.vectors.panel import VectorsPanel

    Panel: TypeAlias = (
        BowlsPanel | CodePanel | Drawing | PicturesPanel | ProductPanel | SurfacePanel | VectorsPanel
    )

WRONG_ARGUMENTS = 2
CANNOT_WRITE = 1
PANELS = {
    View.NETWORK: ("window", "diagram", "bowls", "surface", "code", "lecture"),
    View.PICTURES: ("window", "heatmaps", "dot-product", "bowls", "code", "lecture"),
    View.VECTORS: ("window", "dot-product", "lecture"),
}
"""What each kind of scene can be drawn as."""


def render(arguments: argparse.Namespace, read_mask: ReadMask) -> int:
    """Run the scene as far as asked, and write the picture.

    Args:
        arguments: as parsed.
        read_mask: reads the picture of --freeze-pixels.

    Returns:
        0; 1 if the file cannot be written; 2 if a system library is missing or the size is too small.

    Raises:
        SceneError: there is no such scene.
        SettingError: an argument names what the scene does not have, or means nothing to it.
        DataError: a value is out of range.
        ImageFileError: images, or the picture of frozen pixels, cannot be read.
        MissingFileError: a shipped file is missing.
    """
    told = lectured(arguments, lambda scene: _with_images(scene, arguments))
    session = _run(arguments, read_mask) if told is None else told.session
    problem = display.library_problem()
    if problem is not None:
        return _say(problem, WRONG_ARGUMENTS)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEvent, QSize, qInstallMessageHandler  # noqa: PLC0415  # after Qt's platform is chosen

    from gdstudio.process import make_application  # noqa: PLC0415  # the same
    from gdstudio.theme_desk import dress  # noqa: PLC0415  # the same
    from gdstudio.views.kit.picture import PictureError, write_picture  # noqa: PLC0415  # the same
    from gdstudio.views.kit.theme import THEMES  # noqa: PLC0415  # the same

    qInstallMessageHandler(lambda _kind, _where, said: _pass_on(said))
    application = make_application(["gdstudio"])
    theme = THEMES[arguments.theme]
    dress(theme)
    view = draw(session, told) if arguments.panel == "lecture" else _view(arguments.panel, theme, session)
    try:
        view.resize(*arguments.size)
        least = view.minimumSize().expandedTo(
            QSize() if arguments.panel == "window" else view.minimumSizeHint()
        )
        if least.expandedTo(view.size()) != QSize(*arguments.size):
            needed = f"{least.width()}x{least.height()}"
            return _say(
                f"--size: too small for the {arguments.panel}; give at least {needed}", WRONG_ARGUMENTS
            )
        view.show()
        application.processEvents()
        focused = application.focusWidget()
        if focused is not None and arguments.panel != "window":  # nobody types into a picture of a panel
            focused.clearFocus()
        write_picture(view, arguments.output)
    except PictureError as error:
        return _say(str(error), CANNOT_WRITE)
    finally:
        view.close()
        # Now, not when Python ends: by then there is no application, and a chooser's list would crash.
        view.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return 0


def _pass_on(said: str) -> None:
    """Print what Qt says, but for what its platform without a screen says of every window."""
    if said != "This plugin does not support propagateSizeHints()":
        print(said, file=sys.stderr)


def _run(arguments: argparse.Namespace, read_mask: ReadMask) -> Session:
    """The scene after the steps asked for, with all that its panels show worked out."""
    scene = catalogue.find(arguments.scene)
    images.check_options(scene, arguments)
    if arguments.panel not in PANELS[scene.view]:
        there = ", ".join(PANELS[scene.view])
        raise SettingError(f"--panel {arguments.panel}: {scene.id} has no such panel; it has {there}")
    if scene.images is not None:
        scene = _with_images(scene, arguments)
    session = Session(scene)
    for command in _commands(scene, arguments, read_mask):
        session.apply(command)
    session.advance(arguments.steps)
    session.study_all(asked_only=arguments.panel != "window")  # only the window shows the limit of alpha
    return session


def _with_images(scene: Scene, arguments: argparse.Namespace) -> Scene:
    data = read_wanted(arguments.data)
    return with_images(scene, data.learnt, data.unseen)


def _commands(scene: Scene, arguments: argparse.Namespace, read_mask: ReadMask) -> list[Command]:
    if scene.images is None:
        return [*commands(scene, arguments)]
    given: list[Command] = [*images.commands(scene.lanes[0], arguments, read_mask)]
    if arguments.image is not None:
        given.append(images.look_at_unseen(scene.lanes[0], arguments.image))
    return given


def _view(name: str, theme: Theme, session: Session) -> QWidget:
    """The window or one panel, showing a session."""
    snapshot = session.snapshot()
    if name == "window":
        return _window(theme, snapshot)
    panel = _panel(name, theme, snapshot.scene.view)
    panel.show_snapshot(snapshot)
    return panel


def _window(theme: Theme, snapshot: Snapshot) -> QWidget:
    from gdstudio.views.window import Window  # noqa: PLC0415  # loads Qt

    window = Window(theme, catalogue.load_all())
    window.show_snapshot(snapshot)
    window.network.chart.make()
    return window


def _panel(name: str, theme: Theme, kind: View) -> Panel:
    """The panel of that name, as this kind of scene has it; only its own code is loaded."""
    match name:
        case "diagram":
            from gdstudio.views.drawing import Drawing  # noqa: PLC0415  # loads Qt

            return Drawing(theme)
        case "bowls":
            from gdstudio.views.bowls.panel import BowlsPanel  # noqa: PLC0415  # the same

            return BowlsPanel(theme)
        case "surface":
            from gdstudio.views.surface.panel import SurfacePanel  # noqa: PLC0415  # the same

            return SurfacePanel(theme)
        case "code":
            from gdstudio.views.code.panel import CodePanel  # noqa: PLC0415  # the same

            return CodePanel(theme)
        case "heatmaps":
            from gdstudio.views.pictures.panel import PicturesPanel  # noqa: PLC0415  # the same

            return PicturesPanel(theme)
        case _ if kind is View.VECTORS:
            from gdstudio.views.vectors.panel import VectorsPanel  # noqa: PLC0415  # the same

            return VectorsPanel(theme)
        case _:
            from gdstudio.views.product.panel import ProductPanel  # noqa: PLC0415  # the same

            return ProductPanel(theme)


def _say(sentence: str, code: int) -> int:
    print(f"gdstudio: {sentence}", file=sys.stderr)
    return code
