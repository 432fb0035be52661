"""What is remembered from one start to the next, and what happens to what can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from gdstudio.files.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path


def preferences(path: Path) -> Preferences:
    return Preferences(QSettings(str(path), QSettings.Format.IniFormat))


def test_words_and_layout_come_back(tmp_path: Path) -> None:
    """What one start wrote, the next one reads."""
    path = tmp_path / "settings.ini"
    first = preferences(path)
    first.set_text("theme", "dark")
    first.set_layout({"window": QByteArray(b"abc")})
    first._settings.sync()
    second = preferences(path)
    assert second.text("theme", "system") == "dark"
    assert second.layout() == {"window": QByteArray(b"abc")}


def test_a_spoilt_file_reads_as_the_default(tmp_path: Path) -> None:
    """A value of another kind, or a file that is no settings file, is as if nothing were there."""
    path = tmp_path / "settings.ini"
    path.write_bytes(b"\x00\xff not settings [[[\n[layout]\nwindow=5\ntheme")
    spoilt = preferences(path)
    assert spoilt.text("theme", "system") == "system"
    assert spoilt.layout() == {}
