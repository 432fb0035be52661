"""Fetches one published file from one address, and believes nothing the server says about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QHostAddress, QNetworkAccessManager, QNetworkReply, QNetworkRequest

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_MOST_REDIRECTS = 5
_BUFFER = 2**20


@dataclass(frozen=True)
class Published:
    """A file that is published somewhere, and what it must be.

    Attributes:
        size: in bytes.
        sha256: in hexadecimal.
    """

    name: str
    size: int
    sha256: str

    def is_at(self, path: Path) -> bool:
        """Whether the file at `path` is this one, to the last bit.

        Raises:
            OSError: there is a file, but it cannot be read.
        """
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256


class Fetch(QObject):
    """One try to get a file from one address; ends with `done`, `failed` or `unwritable`, or is cancelled."""

    received = Signal(int)
    """So many bytes have come."""
    done = Signal()
    """The file is there, with the length and the checksum published."""
    failed = Signal(str)
    """What went wrong at the other end; another address may do better."""
    unwritable = Signal(str)
    """What went wrong at this end."""

    def __init__(
        self, file: Published, url: str, target: Path, timeout_ms: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._wanted = file
        self._url = QUrl(url)
        self._target = target
        self._timeout_ms = timeout_ms
        self._hash = hashlib.sha256()
        self._count = 0
        self._file: BinaryIO | None = None
        self._reply: QNetworkReply | None = None

    def start(self, network: QNetworkAccessManager) -> None:
        """Ask for the file."""
        try:
            self._file = self._target.open("wb")
        except OSError as error:
            self._end_unwritable(error)
            return
        request = QNetworkRequest(self._url)
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.UserVerifiedRedirectPolicy,
        )
        request.setMaximumRedirectsAllowed(_MOST_REDIRECTS)
        request.setTransferTimeout(self._timeout_ms)
        # The file is itself gzipped: asked for otherwise, Qt would unpack what a server calls gzip.
        request.setRawHeader(b"Accept-Encoding", b"identity")
        self._reply = network.get(request)
        self._reply.setReadBufferSize(_BUFFER)
        self._reply.redirected.connect(self._redirect)
        self._reply.readyRead.connect(self._take)
        self._reply.finished.connect(self._finish)

    def cancel(self) -> None:
        """Give up without a word."""
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()
            reply.deleteLater()
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _redirect(self, url: QUrl) -> None:
        if self._reply is None:
            return
        if url.scheme() == "https" or (_is_loopback(self._url) and _is_loopback(url)):
            self._reply.redirectAllowed.emit()
        else:
            self._end_failed("it passes on to an address that is not https")

    def _take(self) -> None:
        """Write what has come; more than was published is not even read."""
        if self._reply is None or self._file is None:
            return
        if self._status() != 200:  # the text of an error page
            return
        part = self._reply.read(self._wanted.size - self._count + 1).data()
        self._count += len(part)
        if self._count > self._wanted.size:
            self._end_failed(f"it sends more than the {self._wanted.size:,} bytes of {self._wanted.name}")
            return
        self._hash.update(part)
        try:
            self._file.write(part)
        except OSError as error:
            self._end_unwritable(error)
            return
        self.received.emit(self._count)

    def _finish(self) -> None:
        if self._reply is not None and self._reply.error() == QNetworkReply.NetworkError.NoError:
            self._take()
        if self._reply is None or self._file is None:
            return
        trouble = self._trouble(self._reply)
        if trouble:
            self._end_failed(trouble)
            return
        try:
            self._file.close()  # what was held back until now may not fit on the disk
        except OSError as error:
            self._end_unwritable(error)
            return
        self.cancel()
        self.done.emit()

    def _trouble(self, reply: QNetworkReply) -> str:
        """What is wrong with what has come; nothing if all is well."""
        name, size = self._wanted.name, self._wanted.size
        error = reply.error()
        if self._status() not in (0, 200):
            return f"it answers {self._status()} for {name}"
        if error in (
            QNetworkReply.NetworkError.OperationCanceledError,
            QNetworkReply.NetworkError.TimeoutError,
        ):
            return f"nothing came for {self._timeout_ms / 1000:g} s"
        if error != QNetworkReply.NetworkError.NoError and self._count == 0:
            return reply.errorString()
        if self._count < size:
            return f"it sends only {self._count:,} of the {size:,} bytes of {name}"
        if self._hash.hexdigest() != self._wanted.sha256:
            return f"its {name} has another checksum than the one published"
        return ""

    def _status(self) -> int:
        """The answer's status, 200 where all is well; 0 if there is none."""
        if self._reply is None:
            return 0
        return self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0

    def _end_failed(self, trouble: str) -> None:
        self.cancel()
        self.failed.emit(trouble)

    def _end_unwritable(self, error: OSError) -> None:
        try:
            self.cancel()
        except OSError:  # closing writes what was held back, which fails as the first write did
            self._file = None
        self.unwritable.emit(error.strerror or str(error))


def _is_loopback(url: QUrl) -> bool:
    return url.scheme() == "http" and QHostAddress(url.host()).isLoopback()
