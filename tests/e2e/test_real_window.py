"""A real window on a real X server: Xvfb with a window manager, keys and clicks sent by xdotool."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS = ("Xvfb", "openbox", "xdotool")
HERE = Path(__file__).parent


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of our own with openbox, without which keys get lost. Yields its DISPLAY."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("GDSTUDIO_REQUIRE_XVFB"):
        pytest.fail(f"{' and '.join(missing)} must be installed here")
    if missing:
        pytest.skip(f"a real window needs {' and '.join(missing)} (Debian: apt install xvfb openbox xdotool)")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL)
    yield name
    for process in (manager, server):
        process.terminate()
        process.wait(timeout=10)


@pytest.mark.xvfb
def test_a_real_window_answers_keys_and_clicks(display: str, tmp_path: Path) -> None:
    """Step, phase, play, pause, next scene, undo and quit work through the X server; nothing on stderr."""
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    ended = subprocess.run(
        [sys.executable, str(HERE / "drive_window.py"), str(tmp_path / "settings.ini")],
        env={**environment, "DISPLAY": display},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.stderr == ""
    saw = json.loads(ended.stdout)
    assert saw["done"] == 7, f"the script stopped after {saw}"
    assert ended.returncode == 0
    assert saw["platform"] == "xcb"
    assert saw["error at step 2"] == pytest.approx(0.0013135188, abs=1e-9)


class Opened:
    """`python -m gdstudio freezing`, opened on a display and used through xdotool."""

    def __init__(self, display: str, home: Path) -> None:
        self.environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
        self.environment |= {"DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gdstudio", "freezing"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            self.window = self._window()
            self.xdotool("windowactivate", "--sync", self.window)
        except subprocess.SubprocessError:
            self.process.kill()
            self.process.communicate()
            raise

    def _window(self) -> str:
        """Wait for the window. xdotool ends with an error where some other window vanishes as it looks."""
        for _ in range(5):
            with contextlib.suppress(subprocess.CalledProcessError):
                return self.xdotool("search", "--sync", "--onlyvisible", "--name", "GD Studio").split()[0]
        return self.xdotool("search", "--sync", "--onlyvisible", "--name", "GD Studio").split()[0]

    def xdotool(self, *what: str) -> str:
        """Do or ask something through the X server."""
        ended = subprocess.run(
            ["xdotool", *what], env=self.environment, capture_output=True, text=True, timeout=60, check=True
        )
        return ended.stdout

    def size(self) -> list[str]:
        """The window's width and height."""
        told = self.xdotool("getwindowgeometry", "--shell", self.window).splitlines()
        return [line for line in told if line.startswith(("WIDTH", "HEIGHT"))]

    def quit(self) -> tuple[int, str, str]:
        """Press Ctrl+Q: the exit code, and what was written to stdout and stderr."""
        self.xdotool("key", "ctrl+q")
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.mark.xvfb
def test_the_command_opens_closes_cleanly_and_remembers_its_size(display: str, tmp_path: Path) -> None:
    """It ends with exit code 0 and nothing on stderr; the next start has the size the last one had."""
    first = Opened(display, tmp_path)
    first.xdotool("windowsize", "--sync", first.window, "1210", "705")
    assert first.size() == ["WIDTH=1210", "HEIGHT=705"]
    assert first.quit() == (0, "", "")
    second = Opened(display, tmp_path)
    size = second.size()
    assert second.quit() == (0, "", "")
    assert size == ["WIDTH=1210", "HEIGHT=705"]
