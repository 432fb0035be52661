"""`gdstudio lessons --check`: what it prints, its exit codes, and that it never loads Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lesson_parts import LESSON, one_step

from gdstudio.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Said = Callable[..., tuple[int, str]]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Checks files of these contents, and tells the exit code and what was printed."""
    monkeypatch.chdir(tmp_path)

    def check(**contents: str) -> tuple[int, str]:
        for name, content in contents.items():
            Path(f"{name}.md").write_text(content, encoding="utf-8")
        code = main(["lessons", "--check", *(f"{name}.md" for name in contents)])
        return code, capsys.readouterr().out

    return check


def test_a_lesson_in_order_is_counted(said: Said) -> None:
    """One line, exit code 0."""
    assert said(mine=LESSON) == (0, "mine.md: 3 steps, 1 question, 3 tasks: in order\n")


def test_what_cannot_be_read_is_said_line_by_line(said: Said) -> None:
    """Exit code 1; each problem begins with the file and the line."""
    code, out = said(mine=one_step("light = ['x']\npanel = 'y'"))
    assert code == 1
    assert [line.partition(", ")[0] for line in out.splitlines()] == ["mine.md: line 9", "mine.md: line 10"]


def test_what_running_finds_is_said(said: Said) -> None:
    """A task that is done at once, for example."""
    code, out = said(mine=one_step("[[tasks]]\ntext = 'x'\nwhen = 'a is frozen'"))
    assert code == 1
    assert (
        out == "mine.md: line 9, tasks, number 1: it is ticked although nothing was done yet; change when\n"
    )


def test_several_files_are_all_checked(said: Said) -> None:
    """The worst decides the exit code."""
    code, out = said(good=LESSON, bad="+++")
    assert code == 1
    assert out.splitlines()[0].endswith("in order")
    assert out.splitlines()[1].startswith("bad.md: line 1, front matter")


def test_a_file_that_is_not_there_is_a_wrong_argument(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and a sentence with what to give."""
    assert main(["lessons", "--check", "nowhere.md"]) == 2
    out = capsys.readouterr().out
    assert out.startswith("nowhere.md: cannot be read (")
    assert out.endswith("give the path of a lesson\n")


def test_a_lesson_with_images_is_checked_with_the_sample(said: Said) -> None:
    """Accuracy is of the unseen images of the sample."""
    block = "[[tasks]]\ntext = 'Learn'\nwhen = 'accuracy > 70 %'\ndo = [{ steps = 3000 }]"
    assert said(mine=one_step(block, front='scene = "mnist"'))[0] == 0
    code, out = said(mine=one_step(block.replace("70", "99"), front='scene = "mnist"'))
    assert code == 1
    assert "doing it (do) does not tick it" in out


def test_without_a_file_it_is_a_wrong_argument() -> None:
    """As everywhere: one sentence, exit code 2."""
    with pytest.raises(SystemExit) as refused:
        main(["lessons", "--check"])
    assert refused.value.code == 2


def test_checking_never_loads_qt(tmp_path: Path) -> None:
    """It works where Qt can't even be imported."""
    path = tmp_path / "mine.md"
    path.write_text(LESSON, encoding="utf-8")
    code = (
        "import sys; from gdstudio.__main__ import main\n"
        f"main(['lessons', '--check', {str(path)!r}])\n"
        "loaded = {'PySide6', 'shiboken6', 'pyqtgraph'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
