"""A web server on loopback whose mirrors misbehave, each in a way of its own."""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CHUNK = 2**16
_WAIT_S = 60
"""Only so that a failing test ends; a test that passes lets go at once."""


class MirrorServer(ThreadingHTTPServer):
    """Serves ``/<behaviour>/<name>`` for the files given; `close` ends it and all that still hang on it."""

    daemon_threads = False

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = files
        self.asked: list[str] = []
        self.released = threading.Event()
        self.serving = 0
        self._sockets: list[socket.socket] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), name="mirrors")
        self._thread.start()

    def mirror(self, behaviour: str) -> str:
        """The address of the mirror that behaves so: a name in `_Handler`, such as ``good``."""
        return f"http://127.0.0.1:{self.server_address[1]}/{behaviour}/"

    def close(self) -> None:
        """Let go of who waits, hang up on who has asked nothing yet, and end."""
        self.released.set()
        self.shutdown()
        for each in self._sockets:
            with contextlib.suppress(OSError):  # most are closed
                each.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join()

    def get_request(self) -> tuple[socket.socket, object]:
        """Take a connection, and remember it."""
        connection, address = super().get_request()
        self._sockets.append(connection)
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what is tested, and no error."""


class _Handler(BaseHTTPRequestHandler):
    server: MirrorServer

    def setup(self) -> None:
        self.server.serving += 1
        super().setup()

    def finish(self) -> None:
        self.server.serving -= 1
        super().finish()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        _, behaviour, name = self.path.split("/")
        getattr(self, f"_{behaviour}")(self.server.files[name], name)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing on stderr."""

    def _begin(self, length: int | None) -> None:
        self.send_response(200)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _good(self, content: bytes, _name: str) -> None:
        self._begin(len(content))
        self.wfile.write(content)

    def _silent_on_length(self, content: bytes, _name: str) -> None:
        self._begin(None)
        self.wfile.write(content)

    def _missing(self, _content: bytes, name: str) -> None:
        self.send_error(404, f"{name} is not here")

    def _broken(self, _content: bytes, _name: str) -> None:
        self.send_error(503)

    def _page(self, _content: bytes, _name: str) -> None:
        page = b"<html>Sign in to use this network</html>"
        self._begin(len(page))
        self.wfile.write(page)

    def _cuts_off(self, content: bytes, _name: str) -> None:
        self._begin(len(content))
        self.wfile.write(content[: len(content) // 2])

    def _hangs_up(self, _content: bytes, _name: str) -> None:
        """Not even an answer."""

    def _says_more(self, content: bytes, _name: str) -> None:
        self._begin(len(content) + 1000)
        self.wfile.write(content[:-1])

    def _says_less(self, content: bytes, _name: str) -> None:
        self._begin(len(content) - 1000)
        self.wfile.write(content)

    def _endless(self, content: bytes, _name: str) -> None:
        self._begin(None)
        self.wfile.write(content)
        while not self.server.released.is_set():
            self.wfile.write(bytes(CHUNK))

    def _wrong(self, content: bytes, _name: str) -> None:
        self._begin(len(content))
        self.wfile.write(content[:-1] + bytes([content[-1] ^ 1]))

    def _stalls(self, content: bytes, _name: str) -> None:
        self._begin(len(content))
        self.wfile.write(content[: len(content) // 2])
        self.server.released.wait(_WAIT_S)

    def _never_begins(self, _content: bytes, _name: str) -> None:
        self.server.released.wait(_WAIT_S)

    def _moved(self, _content: bytes, name: str) -> None:
        self._redirect(self.server.mirror("good") + name)

    def _moved_outside(self, _content: bytes, name: str) -> None:
        self._redirect(f"http://mirror.invalid/{name}")

    def _moved_to_a_file(self, _content: bytes, _name: str) -> None:
        self._redirect("file:///etc/passwd")

    def _moved_in_circles(self, _content: bytes, _name: str) -> None:
        self._redirect(self.path)

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()
