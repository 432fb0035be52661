"""What the studio ships with: found where it is, and said in a sentence where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontDatabase

from gdstudio import __main__ as command_line
from gdstudio.files import fonts, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.mark.usefixtures("qapp")
def test_both_families_are_known_to_qt() -> None:
    """The theme's families come from the shipped files."""
    assert {"Inter", "JetBrains Mono"} <= set(QFontDatabase.families())


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file and the remedy."""
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path,))
    with pytest.raises(shipped.MissingFileError, match=r"icons is missing .* install gdstudio again"):
        shipped.asset("icons")


def test_a_broken_font_is_named(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no font is refused by name."""
    del qapp
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Inter-Bold.otf").write_bytes(b"not a font")
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path,))
    with pytest.raises(shipped.MissingFileError, match=r"Inter-Bold\.otf: not a font"):
        fonts.load_fonts()


def test_a_broken_installation_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that misses a file says so on stderr, without a traceback, and exits with 1."""

    def broken(_arguments: object, _read_mask: object) -> int:
        raise shipped.MissingFileError("fonts is missing from the installation; install gdstudio again")

    monkeypatch.setattr("gdstudio.cli.render.render", broken)
    assert command_line.main(["render", "freezing", "-o", "x.png"]) == 1
    assert capsys.readouterr().err == (
        "gdstudio: fonts is missing from the installation; install gdstudio again\n"
    )
