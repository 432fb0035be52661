"""Opens scenes with images: reads the images beside the window, says how far it is, and can be called off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdstudio.core.examples import DataError
from gdstudio.files.image_sets import Cancelled, ImageFileError, ImageSet
from gdstudio.files.shipped import MissingFileError
from gdstudio.files.wanted_images import read_wanted
from gdstudio.lessons.with_images import with_images
from gdstudio.model.background import Background, Studied
from gdstudio.model.studies import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gdstudio.messages import Scene


class Opening(QObject):
    """Reads images in a thread of its own, one set at a time.

    The images read last are kept, and serve every scene that is shown with images: the sample that comes with
    the studio until others were opened.
    """

    opened = Signal(object)  # a Scene that has its images
    failed = Signal(str)  # a sentence
    progressed = Signal(float)  # 0 to 1
    finished = Signal()  # whatever came of it
    _delivered = Signal(object)
    _told = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: ImageSet | None = None
        self._next: Study | None = None
        self._reader = Background("gdstudio images", self._delivered.emit)
        # Emitted in the reader's thread, received in this one.
        self._delivered.connect(self._take)
        self._told.connect(self.progressed)

    @property
    def busy(self) -> bool:
        """Whether images are being read."""
        return not self._reader.free

    def open_now(self, scene: Scene) -> Scene:
        """Give a scene the sample's images at once, where no window waits yet; later scenes get the same.

        Raises:
            MissingFileError: the sample is missing.
        """
        self._images = read_wanted(())
        return with_images(scene, self._images.learnt, self._images.unseen)

    def open_scene(self, scene: Scene) -> None:
        """Open a scene with the images read last, or with the sample."""
        if self._images is not None:
            self.opened.emit(with_images(scene, self._images.learnt, self._images.unseen))
        else:
            self._read(scene, ())

    def use_sample(self, scene: Scene) -> None:
        """Open a scene with the sample that comes with the studio."""
        self._images = None
        self.open_scene(scene)

    def open_images(self, scene: Scene, paths: Sequence[Path]) -> None:
        """Open a scene with the images of a folder, or of IDX files; one file stands for its folder."""
        self._read(scene, tuple(paths))

    def cancel(self) -> None:
        """Call the reading off, and what was to follow it; what was open stays."""
        self._next = None
        self._reader.give_up()

    def close(self) -> None:
        """End the thread."""
        self._reader.end()

    # ------------------------------------------------------------------------------------------------------

    def _read(self, scene: Scene, paths: Sequence[Path]) -> None:
        def work(stop: Callable[[], bool]) -> ImageSet | str | None:
            def progress(share: float) -> bool:
                self._told.emit(share)
                return not stop()

            try:
                images = read_wanted(paths, progress)
            except Cancelled:
                return None
            except (ImageFileError, MissingFileError, DataError) as error:
                return str(error)
            return images

        def take(result: ImageSet | str) -> None:
            if isinstance(result, str):
                self.failed.emit(result)
            else:
                self._images = result
                self.opened.emit(with_images(scene, result.learnt, result.unseen))

        study = Study(("images", object()), work, take)
        if self._reader.free:
            self._reader.ask(study)
        else:  # the newest wish counts
            self._next = study
            self._reader.give_up()

    def _take(self, studied: Studied) -> None:
        following, self._next = self._next, None
        if following is not None:  # what was read for an older wish is not shown
            studied = replace(studied, result=None)
        try:
            self._reader.take(studied)
        finally:  # also after a failure that nobody expected: no progress is left on the screen
            if following is not None:
                self._reader.ask(following)
            else:
                self.finished.emit()


def load_now(scene: Scene) -> Scene:
    """Give a scene the sample's images at once, where no window waits yet.

    Raises:
        MissingFileError: the sample is missing.
    """
    images = read_wanted(())
    return with_images(scene, images.learnt, images.unseen)
