"""A real window on a real X server: Xvfb with a window manager, keys and clicks sent by xdotool."""

from __future__ import annotations

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
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
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


@pytest.mark.xvfb
def test_the_command_opens_and_closes_cleanly(display: str, tmp_path: Path) -> None:
    """`python -m gdstudio freezing` opens a window of that title, and closing it ends with exit code 0."""
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    environment |= {"DISPLAY": display, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    studio = subprocess.Popen(
        [sys.executable, "-m", "gdstudio", "freezing"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    found = subprocess.run(
        ["xdotool", "search", "--sync", "--onlyvisible", "--name", "GD Studio"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    window = found.stdout.split()[0]
    subprocess.run(["xdotool", "windowactivate", "--sync", window], env=environment, check=True, timeout=30)
    subprocess.run(["xdotool", "key", "ctrl+q"], env=environment, check=True)
    out, err = studio.communicate(timeout=30)
    assert (studio.returncode, out, err) == (0, "", "")
