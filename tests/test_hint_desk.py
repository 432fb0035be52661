"""Whether hints are wanted, and which never: shown, and remembered from one start to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from scenes import three_inputs

from gdstudio.files.preferences import Preferences
from gdstudio.hint_desk import HintDesk
from gdstudio.lessons import catalogue
from gdstudio.lessons.remarks import Kind
from gdstudio.messages import SetAlpha
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import LIGHT
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Start = Callable[[], Window]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Start:
    """Start with what the last start has remembered, on a run with too much alpha."""
    path = str(tmp_path / "settings.ini")

    def make() -> Window:
        window = Window(LIGHT, catalogue.load_all())
        qtbot.addWidget(window)
        HintDesk(window, Preferences(QSettings(path, QSettings.Format.IniFormat)))
        session = Session(three_inputs())
        session.apply(SetAlpha(0.1))
        window.show_snapshot(session.snapshot())
        return window

    return make


def test_hints_are_wanted_at_first(start: Start) -> None:
    """The menu says so."""
    window = start()
    assert window.hint.remark is not None
    assert window.actions_by_name["hints"].isChecked()


def test_that_none_are_wanted_is_remembered(start: Start) -> None:
    """And that they are wanted again."""
    start().actions_by_name["hints"].trigger()
    window = start()
    assert window.hint.remark is None
    assert not window.actions_by_name["hints"].isChecked()
    window.actions_by_name["hints"].trigger()
    assert window.hint.remark is not None
    assert start().hint.remark is not None


def test_what_is_never_to_be_shown_is_remembered_until_hints_are_wanted_anew(start: Start) -> None:
    """Off and on again brings them all back."""
    start().hint.dismiss(for_good=True)
    window = start()
    assert window.hint.remark is None
    assert window.hint.choice.never == {Kind.ABOVE_LIMIT}
    for _ in range(2):
        window.actions_by_name["hints"].trigger()
    assert window.hint.remark is not None
    assert start().hint.remark is not None


@pytest.mark.parametrize("spoilt", ["nonsense", "no-such-kind,,alpha-zero", ""])
def test_spoilt_settings_are_read_as_far_as_they_make_sense(
    start: Start, tmp_path: Path, spoilt: str
) -> None:
    """A kind that is not known is left out."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("hints", spoilt)
    settings.setValue("hints never shown", spoilt)
    settings.sync()
    window = start()
    assert window.hint.remark is not None
    assert window.hint.choice.never <= {Kind.ALPHA_ZERO}


def test_the_window_offers_what_can_be_done_with_a_hint(start: Start, qtbot: QtBot) -> None:
    """Its keys apply and dismiss; without a hint they do nothing."""
    window = start()
    actions = window.actions_by_name
    with qtbot.waitSignal(window.hint.apply_requested) as asked:
        actions["apply_hint"].trigger()
    assert asked.args[0].commands == (SetAlpha(0.013),)
    assert actions["apply_hint"].shortcut().toString() == "Ctrl+Return"
    actions["dismiss_hint"].trigger()
    assert window.hint.remark is None
    assert not actions["apply_hint"].isEnabled()
    assert not actions["dismiss_hint"].isEnabled()
