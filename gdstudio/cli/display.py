"""Whether Qt could open a window here, asked before Qt is started.

Where it can't, Qt ends the whole process (exit code 134) before Python could say why. So this looks first:
at the environment, at the libraries Qt would load, and at whether the display answers.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Loader: TypeAlias = Callable[[str], Any]

INSTEAD = "gdstudio render SCENE -o FILE.png"

# What Qt's own libraries are linked to beyond the C library, and the Debian packages they come in.
_ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_XCB = {
    "libxcb.so.1": "libxcb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def problem(
    environment: Mapping[str, str] = os.environ, load: Loader = ctypes.CDLL, system: str = sys.platform
) -> str | None:
    """Say in one sentence why no window can be opened, or return None if it can.

    Args:
        environment: the environment variables.
        load: opens a shared library by its name, or raises OSError.
        system: as ``sys.platform``; only Linux is looked at, elsewhere there always is a display.
    """
    found = library_problem(load, system)
    if found is not None or not system.startswith("linux"):
        return found
    checks = {"wayland": _wayland_problem, "xcb": _xcb_problem}
    reasons = []
    for platform in _platforms(environment):
        if platform not in checks:
            return None  # offscreen, vnc …: the user's own choice, which needs no display
        reason = checks[platform](environment, load)
        if reason is None:
            return None
        reasons.append(reason)
    return f"{reasons[0]}; to draw a picture without a display: {INSTEAD}"


def library_problem(load: Loader = ctypes.CDLL, system: str = sys.platform) -> str | None:
    """Say in one sentence which libraries are missing that Qt needs even without a display, or None."""
    missing = _missing(_ALWAYS, load) if system.startswith("linux") else None
    return missing and f"{missing}, and so does {INSTEAD}"


def _platforms(environment: Mapping[str, str]) -> list[str]:
    """What Qt would try, in its order: it falls back from Wayland to X11 by itself."""
    asked = environment.get("QT_QPA_PLATFORM", "")
    if asked:
        names = [name.partition(":")[0] for name in asked.split(";")]
        return ["wayland" if name.startswith("wayland") else name for name in names]
    platforms = []
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        platforms.append("wayland")
    if environment.get("DISPLAY") or not platforms:
        platforms.append("xcb")
    return platforms


def _wayland_problem(environment: Mapping[str, str], load: Loader) -> str | None:
    display = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    path = Path(environment.get("XDG_RUNTIME_DIR", "")) / display  # an absolute display stays as it is
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(path))
    except OSError:
        return f"the display WAYLAND_DISPLAY={display} does not answer"
    return _missing(_WAYLAND, load)


def _xcb_problem(environment: Mapping[str, str], load: Loader) -> str | None:
    display = environment.get("DISPLAY")
    if not display:
        return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    missing = _missing(_XCB, load)
    if missing is None and not _x_server_answers(display, load):
        return f"the display DISPLAY={display} does not answer"
    return missing


def _x_server_answers(display: str, load: Loader) -> bool:
    xcb = load("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.restype = None
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)  # also frees a connection that failed


def _missing(libraries: Mapping[str, str], load: Loader) -> str | None:
    missing = [name for name in libraries if not _loads(name, load)]
    if not missing:
        return None
    packages = " ".join(libraries[name] for name in missing)
    return f"Qt needs {' and '.join(missing)} (on Debian and Ubuntu: apt install {packages})"


def _loads(name: str, load: Loader) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True
