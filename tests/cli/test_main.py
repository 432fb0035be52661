"""The program as it is started: exit codes, streams, and what it loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gdstudio.__main__ import main
from gdstudio.lessons import catalogue

STUDIO = [sys.executable, "-W", "error", "-m", "gdstudio"]


def test_lessons_lists_ids_and_titles(capsys: pytest.CaptureFixture[str]) -> None:
    """A line a scene, in teaching order."""
    assert main(["lessons"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue.ids())
    assert "Freezing one weight" in lines[4]


def test_lessons_as_json_has_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Id, title and section, for programs."""
    assert main(["lessons", "--format", "json"]) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [found["id"] for found in objects] == list(catalogue.ids())
    assert objects[4] == {"id": "freezing", "title": "Freezing one weight", "section": "5.4"}


def test_opening_an_unknown_scene_says_so_before_any_window(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and a sentence with what was probably meant."""
    assert main(["lesson"]) == 2
    assert "there is no scene “lesson”" in capsys.readouterr().err


def test_images_for_a_scene_that_has_none_are_refused_before_any_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and a sentence with the scenes that have some."""
    assert main(["freezing", "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said == "gdstudio: --data: freezing has no images; mnist and weight-pictures do\n"


@pytest.mark.parametrize(
    ("scene", "opened"), [([], "mnist"), (["mnist"], "mnist"), (["weight-pictures"], "weight-pictures")]
)
def test_the_window_is_given_the_images(
    scene: list[str], opened: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`gdstudio --data PATH` needs no scene; what is in there is for the window to say."""
    asked: list[object] = []
    monkeypatch.setattr("gdstudio.cli.open.open_studio", lambda *given: asked.extend(given) or 0)
    assert main([*scene, "--data", str(tmp_path)]) == 0
    assert asked == [opened, [tmp_path]]


def test_without_images_the_window_is_given_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain command still opens the last scene."""
    asked: list[object] = []
    monkeypatch.setattr("gdstudio.cli.open.open_studio", lambda *given: asked.extend(given) or 0)
    assert main([]) == 0
    assert asked == [None, []]


@pytest.mark.parametrize(
    "arguments",
    [["lessons"], ["trace", "freezing"], ["trace", "mnist", "--steps", "1"], ["--version"], ["lesson"]],
)
def test_what_needs_no_window_never_loads_qt(arguments: list[str]) -> None:
    """Neither PySide6 nor pyqtgraph: these commands work where Qt can't even be imported."""
    code = (
        "import sys; from gdstudio.__main__ import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "loaded = {'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_a_long_divergence_leaves_stderr_empty() -> None:
    """`too-much-alpha --steps 4000` ends diverged, with exit code 0 and no warning."""
    command = [*STUDIO, "trace", "too-much-alpha", "--steps", "4000", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[-1])["diverged"] is True


@pytest.mark.parametrize("alpha", ["0.03", "0.1", "0.5", "7", "1000"])
def test_no_alpha_makes_nine_weights_warn(alpha: str) -> None:
    """Also where the sum over the outputs overflows first."""
    command = [
        *STUDIO,
        "trace",
        "inputs-and-outputs",
        "--steps",
        "4000",
        "--alpha",
        alpha,
        "--format",
        "json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[-1])["diverged"] is True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows reports a closed pipe as another error")
def test_a_reader_that_stops_early_is_no_error() -> None:
    """`gdstudio trace … | head` ends quietly."""
    command = [*STUDIO, "trace", "freezing", "--steps", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"freezing")
        running.stdout.close()
        complaint = running.stderr.read()
        assert (running.wait(timeout=60), complaint) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
@pytest.mark.parametrize(
    "arguments", [["lessons"], ["trace", "freezing", "--steps", "20000"], ["trace", "mnist"]]
)
def test_output_that_cannot_be_written_gets_a_sentence(arguments: list[str]) -> None:
    """A full disk: exit code 1 and one line on stderr."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*STUDIO, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"gdstudio: cannot write the output: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that can close a stream")
@pytest.mark.parametrize("arguments", [["lessons"], ["trace", "freezing"]])
def test_a_closed_output_gets_a_sentence(arguments: list[str]) -> None:
    """Started with `>&-` there is no stdout at all: exit code 1 and one line on stderr."""
    command = ["sh", "-c", '"$@" >&-', "sh", *STUDIO, *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr == "gdstudio: cannot write the output: there is none\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has displays that may be missing")
@pytest.mark.parametrize("display", [None, ":97"])
def test_opening_without_a_display_says_so(display: str | None) -> None:
    """One sentence that names render, exit code 2, also where DISPLAY is set but dead."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    if display:
        environment["DISPLAY"] = display
    done = subprocess.run(
        [*STUDIO, "freezing"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gdstudio: ")
    assert "gdstudio render" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere HOME does not decide where data goes")
def test_a_home_that_cannot_be_written_does_not_stop_the_studio(tmp_path: Path) -> None:
    """Without a place for the log the window opens all the same, and one line says what is missing."""
    home = tmp_path / "home"
    home.write_text("a file where a folder should be")
    code = (
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from gdstudio import app\n"
        "QTimer.singleShot(0, lambda: QApplication.instance().closeAllWindows())\n"
        "raise SystemExit(app.open_studio('freezing'))"
    )
    left_out = {"XDG_DATA_HOME", "XDG_CONFIG_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("gdstudio: ")]
    assert (done.returncode, len(said)) == (0, 1), done.stderr
    assert "errors will not be written down" in said[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl+C to one process")
def test_ctrl_c_closes_an_idle_window(tmp_path: Path) -> None:
    """The terminal's Ctrl+C ends the studio as closing its window does: exit code 0, nothing said."""
    code = (
        "import signal\n"
        "from PySide6.QtCore import QTimer\n"
        "from gdstudio import app\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "show = app.Window.show\n"
        "def shown(window): show(window); QTimer.singleShot(300, window, lambda: print('idle', flush=True))\n"
        "app.Window.show = shown\n"
        "raise SystemExit(app.open_studio('freezing'))"
    )
    environment = os.environ | {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "idle\n"
        running.send_signal(signal.SIGINT)
        try:
            _, said = running.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            running.kill()
            raise
    said = "".join(line for line in said.splitlines() if "propagateSizeHints" not in line)
    assert (running.returncode, said) == (0, "")
