"""Asking for a file: what is chosen comes back, with its suffix; nothing if the user would rather not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from gdstudio.views import dialogs

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "suffix", "name"),
    [
        ("mine", "md", "mine.md"),
        ("mine.md", "md", "mine.md"),
        ("mine.txt", "md", "mine.txt"),
        ("mine", "", "mine"),
    ],
)
def test_a_name_gets_its_suffix(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, suffix: str, name: str
) -> None:
    """Before the dialog asks whether a file of that name is to be replaced, so it asks for the right one."""

    def choose(dialog: QFileDialog) -> int:
        assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(typed)
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    assert dialogs.ask_where(window, "Save", "scene.md", "Scenes (*.md)", suffix) == tmp_path / name


def test_who_would_rather_not_saves_nowhere(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """And opens nothing."""
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    assert dialogs.ask_where(window, "Save", "scene.md", "Scenes (*.md)", "md") is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: ("", ""))
    assert dialogs.ask_which(window, "Open", "Scenes (*.md)") is None


def test_which_file_is_asked_with_all_kinds(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of other names can be chosen too."""
    asked: list[str] = []

    def choose(*rest: object) -> tuple[str, str]:
        asked.append(str(rest[-1]))
        return "/x/a.csv", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    path = dialogs.ask_which(window, "Open", "Tables (*.csv)")
    assert path is not None
    assert path.name == "a.csv"
    assert asked == ["Tables (*.csv);;All files (*)"]
