"""Whether a window could be opened: asked of fakes, and of dead displays for real."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from gdstudio.cli.display import library_problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTEAD = "gdstudio render SCENE -o FILE.png"


class Libraries:
    """A fake loader: knows which libraries are missing and which X displays answer."""

    def __init__(self, *missing: str, answering: tuple[str, ...] = (":0",)) -> None:
        self.missing = missing
        self.answering = answering
        self.connections: list[str] = []

    def __call__(self, name: str) -> Any:
        """Load a library."""
        if name in self.missing:
            raise OSError(f"{name}: cannot open shared object file")
        return SimpleNamespace(
            xcb_connect=lambda display, _: self._connect(display.decode()),
            xcb_connection_has_error=lambda display: int(display not in self.answering),
            # A plain function, as ctypes has it: a bound method takes no `restype`.
            xcb_disconnect=lambda display: self.connections.remove(display),  # noqa: PLW0108  # see above
        )

    def _connect(self, display: str) -> str:
        self.connections.append(display)
        return display


@pytest.fixture
def compositor() -> Iterator[Path]:
    """A socket that answers as a Wayland compositor's would."""
    with tempfile.TemporaryDirectory(prefix="gds") as folder, socket.socket(socket.AF_UNIX) as listener:
        path = Path(folder) / "wayland-7"
        listener.bind(str(path))
        listener.listen()
        yield path


def test_a_living_x_display_is_fine_and_let_go_again() -> None:
    """Nothing to say; the trial connection is closed."""
    libraries = Libraries()
    assert problem({"DISPLAY": ":0"}, libraries, "linux") is None
    assert libraries.connections == []


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}])
def test_no_display_at_all_names_render(environment: dict[str, str]) -> None:
    """A server without a screen: one sentence that ends with the way out."""
    said = problem(environment, Libraries(), "linux")
    assert said is not None
    assert said.startswith("there is no display")
    assert said.endswith(INSTEAD)
    assert "\n" not in said


def test_a_dead_display_is_named() -> None:
    """A DISPLAY left over from a closed connection; the failed connection is freed too."""
    libraries = Libraries()
    said = problem({"DISPLAY": ":97"}, libraries, "linux")
    assert said is not None
    assert "DISPLAY=:97 does not answer" in said
    assert said.endswith(INSTEAD)
    assert libraries.connections == []


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb.so.1", "libxcb1"),
    ],
)
def test_a_missing_library_is_named_with_its_package(library: str, package: str) -> None:
    """Qt would abort, and blame xcb-cursor whatever is missing."""
    said = problem({"DISPLAY": ":0"}, Libraries(library), "linux")
    assert said is not None
    assert f"Qt needs {library} " in said
    assert f"apt install {package})" in said
    assert said.endswith(INSTEAD)
    assert "\n" not in said


def test_all_missing_libraries_are_named_at_once() -> None:
    """One installation instead of three tries."""
    said = problem(
        {"DISPLAY": ":0"},
        Libraries("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"),
        "linux",
    )
    assert said is not None
    assert "apt install libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1" in said


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "xcb;offscreen"])
def test_a_platform_without_a_display_needs_none(platform: str) -> None:
    """Whoever chose it knows why."""
    assert problem({"QT_QPA_PLATFORM": platform}, Libraries("libxcb-cursor.so.0"), "linux") is None


def test_even_such_a_platform_needs_qts_own_libraries() -> None:
    """Without them Qt can't be imported; render can't run either, and the sentence says so."""
    libraries = Libraries("libEGL.so.1")
    said = problem({"QT_QPA_PLATFORM": "offscreen"}, libraries, "linux")
    assert said is not None
    assert said == library_problem(libraries, "linux")
    assert "libegl1" in said
    assert said.endswith(f"and so does {INSTEAD}")


def test_a_wayland_display_that_answers_is_fine(compositor: Path) -> None:
    """Found in XDG_RUNTIME_DIR or by an absolute path; X is not needed then."""
    libraries = Libraries("libxcb-cursor.so.0")
    by_name = {"WAYLAND_DISPLAY": compositor.name, "XDG_RUNTIME_DIR": str(compositor.parent)}
    assert problem(by_name, libraries, "linux") is None
    assert problem({"WAYLAND_DISPLAY": str(compositor)}, libraries, "linux") is None


def test_wayland_needs_its_libraries(compositor: Path) -> None:
    """And names them as X does."""
    said = problem({"WAYLAND_DISPLAY": str(compositor)}, Libraries("libwayland-cursor.so.0"), "linux")
    assert said is not None
    assert "libwayland-cursor0" in said


def test_a_dead_wayland_display_is_named() -> None:
    """As a dead X display is."""
    said = problem({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}, Libraries(), "linux")
    assert said is not None
    assert "WAYLAND_DISPLAY=wayland-9 does not answer" in said
    assert said.endswith(INSTEAD)


def test_qt_falls_back_from_wayland_to_x() -> None:
    """One that answers is enough."""
    environment = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere", "DISPLAY": ":0"}
    assert problem(environment, Libraries(), "linux") is None


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(system: str) -> None:
    """Nothing is looked at there."""
    assert problem({}, Libraries("libEGL.so.1"), system) is None
    assert library_problem(Libraries("libEGL.so.1"), system) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has displays that may be missing")
@pytest.mark.parametrize("display", [None, ":97"])
def test_the_real_probe_survives_what_aborts_qt(display: str | None) -> None:
    """A display that is unset or dead, for real: a sentence and a living process, without loading Qt."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    if display:
        environment["DISPLAY"] = display
    code = (
        "import sys; from gdstudio.cli.display import problem; print(problem());"
        "assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(INSTEAD + "\n")
