"""What the menus offer for images: open others, download all of MNIST, draw, save the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gdstudio.files.weights import WeightsFileError, write_weights
from gdstudio.lessons import catalogue
from gdstudio.messages import LookAt, Source
from gdstudio.views import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gdstudio.files.download import MnistDownload
    from gdstudio.messages import Command, Scene
    from gdstudio.opening import Opening
    from gdstudio.presenter import Presenter
    from gdstudio.views.window import Window


class ImageDesk(QObject):
    """Carries out the window's wishes that concern files of images, with progress and a way to call it off.

    Args:
        window: whose menus and dialogs.
        opening: reads images.
        presenter: knows what is shown.
        send: takes a command to the model.
        show: takes a scene whose images are loaded.
    """

    def __init__(
        self,
        window: Window,
        opening: Opening,
        presenter: Presenter,
        send: Callable[[Command], None],
        show: Callable[[Scene], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._opening = opening
        self._presenter = presenter
        self._send = send
        self._download: MnistDownload | None = None
        self._progress: dialogs.Progress | None = None
        opening.opened.connect(show)
        opening.failed.connect(self._say_unread)
        window.images_dropped.connect(self.open_images)
        window.actions_by_name.connect(
            {
                "open_images": lambda: dialogs.ask_for_images(window, self.open_images),
                "open_folder": lambda: dialogs.ask_for_folder(window, self.open_images),
                "use_sample": lambda: opening.use_sample(self._scene()),
                "download": self.download,
                "this_image": self._look_at_this,
                "draw": self._draw,
                "save_weights": self._save_weights,
            }
        )

    def open_images(self, paths: Sequence[Path]) -> None:
        """Open the images of a folder or of files; if they can't be, a sentence says why."""
        progress = dialogs.Progress(self._window, "Reading the images…")
        progress.cancelled.connect(self._opening.cancel)
        self._opening.progressed.connect(progress.show_share)
        self._opening.finished.connect(progress.end)
        self._opening.open_images(self._scene(), paths)

    def download(self) -> None:
        """Fetch all of MNIST into the user's data folder, then open it."""
        from gdstudio.files.download import MnistDownload, mnist_folder  # noqa: PLC0415  # loads QtNetwork

        if self._download is not None:
            return
        download = self._download = MnistDownload(mnist_folder(), parent=self)
        self._progress = dialogs.Progress(self._window, "Downloading MNIST…")
        self._progress.cancelled.connect(self._end_download)
        download.progressed.connect(self._show_download)
        download.finished.connect(self._open_download)
        download.failed.connect(self._say_not_downloaded)
        download.start()

    def close(self) -> None:
        """The window closes: what is being fetched is given up."""
        self._end_download()

    # ------------------------------------------------------------------------------------------------------

    def _scene(self) -> Scene:
        """The scene to show images in: the present one, or the first that has any."""
        shown = self._presenter.shown.scene
        return shown if shown.images is not None else catalogue.load("mnist")

    def _say_unread(self, text: str) -> None:
        dialogs.say(self._window, "The images were not opened", text)

    def _show_download(self, received: int, total: int) -> None:
        if self._progress is not None:
            self._progress.show_share(received / total)

    def _open_download(self, folder: Path) -> None:
        self._end_download()
        self.open_images([folder])

    def _say_not_downloaded(self, text: str) -> None:
        self._end_download()
        dialogs.say(self._window, "MNIST was not downloaded", text)

    def _end_download(self) -> None:
        if self._progress is not None:
            self._progress.end()
        if self._download is not None:
            self._download.cancel()
            self._download.deleteLater()
        self._download = self._progress = None

    def _look_at_this(self) -> None:
        if self._presenter.shown.gallery is not None:
            self._send(LookAt(Source.STEP))

    def _draw(self) -> None:
        if self._window.pictures is not None and self._presenter.shown.gallery is not None:
            self._window.pictures.draw()

    def _save_weights(self) -> None:
        if self._presenter.shown.gallery is None:
            return
        # Those on the screen, whatever is trained meanwhile.
        weights = self._presenter.shown.lanes[0].now.weights
        path = dialogs.ask_where(self._window, "Save the weights", "weights.npy", "NumPy array (*.npy)")
        if path is None:
            return
        try:
            write_weights(path, weights)
        except WeightsFileError as error:
            dialogs.say(self._window, "The weights were not saved", str(error))
