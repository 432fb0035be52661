"""Downloads the full MNIST: four published files, kept only when all four are what was published."""

from __future__ import annotations

import errno
import os
from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager

from gdstudio.files.fetch import Fetch, Published

if TYPE_CHECKING:
    from collections.abc import Sequence

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
)

# data/README.md says where these sums are published.
FILES = (
    Published(
        "train-images-idx3-ubyte.gz",
        9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    ),
    Published(
        "train-labels-idx1-ubyte.gz",
        28_881,
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    ),
    Published(
        "t10k-images-idx3-ubyte.gz",
        1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    ),
    Published(
        "t10k-labels-idx1-ubyte.gz",
        4_542,
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    ),
)

TIMEOUT_MS = 20_000
"""A mirror that sends nothing for so long is given up."""


def mnist_folder() -> Path:
    """Where a downloaded MNIST is kept: in the user's data folder of the application."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "mnist"


class MnistDownload(QObject):
    """Gets the files that are not there yet, each from the first mirror that sends the right bytes.

    They are collected in a folder beside, and moved into place when all are there and verified; until then,
    and if anything fails, what was there stays.
    """

    progressed = Signal(int, int)
    """Bytes received, bytes in all."""
    finished = Signal(object)
    """All files are there and verified; their folder, a Path."""
    failed = Signal(str)
    """What happened at each mirror and what to do, in a sentence."""

    def __init__(
        self,
        folder: Path | None = None,
        mirrors: Sequence[str] = MIRRORS,
        files: Sequence[Published] = FILES,
        timeout_ms: int = TIMEOUT_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = mnist_folder() if folder is None else folder
        self._mirrors = deque(mirrors)  # the one that served last stands first
        self._files = tuple(files)
        self._timeout_ms = timeout_ms
        self._network = QNetworkAccessManager(self)
        self._wanted: list[Published] = []
        self._collected = 0
        self._untried: deque[str] = deque()
        self._mirror = ""
        self._troubles: list[str] = []
        self._beside: TemporaryDirectory[str] | None = None
        self._fetch: Fetch | None = None

    @property
    def is_running(self) -> bool:
        """Whether files are being fetched."""
        return self._beside is not None

    def start(self) -> None:
        """Begin; if all files are there already, `finished` comes at once. Does nothing while running."""
        if self.is_running:
            return
        try:
            self._wanted = [file for file in self._files if not file.is_at(self._folder / file.name)]
            if self._wanted:
                if self._folder.exists() and not self._folder.is_dir():
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
                self._folder.parent.mkdir(parents=True, exist_ok=True)
                self._beside = TemporaryDirectory(
                    prefix=f".{self._folder.name}-", dir=self._folder.parent, ignore_cleanup_errors=True
                )
        except OSError as error:
            self._fail_unwritable(error.strerror or str(error))
            return
        self._collected = 0
        self._next_file()

    def cancel(self) -> None:
        """Give up and clear away what was fetched; no signal follows."""
        fetch, self._fetch = self._fetch, None
        if fetch is not None:
            fetch.cancel()
            fetch.deleteLater()
        beside, self._beside = self._beside, None
        if beside is not None:
            beside.cleanup()

    @property
    def _total(self) -> int:
        return sum(file.size for file in self._wanted)

    def _next_file(self) -> None:
        self._untried = self._mirrors.copy()
        self._troubles = []
        if self._collected < len(self._wanted):
            self._next_mirror()
        else:
            self._install()

    def _next_mirror(self) -> None:
        if self._beside is None:
            return
        if not self._untried:
            self._fail_everywhere()
            return
        file, self._mirror = self._wanted[self._collected], self._untried.popleft()
        target = Path(self._beside.name) / file.name
        self._fetch = Fetch(file, self._mirror + file.name, target, self._timeout_ms, self)
        self._fetch.received.connect(self._tell_progress)
        self._fetch.done.connect(self._file_done)
        self._fetch.failed.connect(self._mirror_failed)
        self._fetch.unwritable.connect(self._fail_unwritable)
        self._fetch.start(self._network)

    def _tell_progress(self, count: int) -> None:
        before = sum(file.size for file in self._wanted[: self._collected])
        self.progressed.emit(before + count, self._total)

    def _file_done(self) -> None:
        self._drop_fetch()
        self._mirrors.rotate(len(self._untried) + 1)
        self._collected += 1
        self._next_file()

    def _mirror_failed(self, trouble: str) -> None:
        self._drop_fetch()
        self._troubles.append(f"{QUrl(self._mirror).host()}: {trouble}")
        self._next_mirror()

    def _drop_fetch(self) -> None:
        if self._fetch is not None:
            self._fetch.deleteLater()
            self._fetch = None

    def _install(self) -> None:
        """Move the files into place, each at one stroke."""
        try:
            if self._beside is not None:
                self._folder.mkdir(exist_ok=True)
                for file in self._wanted:
                    (Path(self._beside.name) / file.name).replace(self._folder / file.name)
        except OSError as error:
            self._fail_unwritable(error.strerror or str(error))
            return
        self.cancel()
        self.finished.emit(self._folder)

    def _fail_everywhere(self) -> None:
        self.cancel()
        self.failed.emit(
            f"MNIST could not be downloaded ({'; '.join(self._troubles)});"
            " check the connection and try again, or get the four files in another way and open them"
        )

    def _fail_unwritable(self, why: str) -> None:
        self.cancel()
        self.failed.emit(
            f"MNIST could not be kept in {self._folder} ({why}); make room or check who may write there"
        )
