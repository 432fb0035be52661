"""The first launch and later ones: the start page comes once, its network learns, its buttons open things."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from gdstudio import app
from gdstudio.core.descent import Phase
from gdstudio.files.preferences import Preferences
from gdstudio.lessons import catalogue
from gdstudio.start_desk import LAST_STEP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio

MakeStudio: TypeAlias = "Callable[[str], Studio]"


def is_up(studio: Studio) -> bool:
    return studio.start.page is not None and studio.start.page.isVisible()


def press(studio: Studio, key: str) -> None:
    QTest.mouseClick(studio.start.page.choices.buttons[key], Qt.MouseButton.LeftButton)


def test_the_first_start_is_greeted_and_the_second_is_not(make_studio: MakeStudio) -> None:
    """It is remembered that the page was seen, even if it was only closed."""
    first = make_studio("single-input")
    first.start.greet()
    assert is_up(first)
    QTest.keyClick(first.start.page.choices.buttons["lesson"], Qt.Key.Key_Escape)
    assert not is_up(first)
    first.window.close()
    second = make_studio("single-input")
    second.start.greet()
    assert second.start.page is None  # nor was it made


def test_an_earlier_start_of_an_older_studio_counts(make_studio: MakeStudio) -> None:
    """A scene is remembered from it: nobody is greeted who knows the studio."""
    studio = make_studio("freezing")
    studio._preferences.set_text("scene", "freezing")
    studio.start.greet()
    assert studio.start.page is None


def test_its_network_learns_by_phases_and_begins_again(make_studio: MakeStudio, qtbot: QtBot) -> None:
    """It goes on by itself, slowly; the studio's own session is not touched."""
    studio = make_studio("freezing")
    studio.start.open()
    page = studio.start.page
    assert studio.start._pulse.isActive()
    qtbot.waitUntil(lambda: page.diagram._snapshot.phase is Phase.COMPARE, timeout=5000)
    errors = []
    for _ in range(4 * LAST_STEP):
        studio.start.go_on()
        shown = page.diagram._snapshot
        if shown.phase is Phase.PREDICT:
            errors.append(shown.lanes[0].now.total_error)
    assert len(errors) == LAST_STEP
    assert errors[:-1] == sorted(errors[:-1], reverse=True)
    assert errors[-1] == pytest.approx((0.1 * 8.5 - 1) ** 2)  # step 1 again
    assert studio.presenter.shown.step == 1
    assert studio.presenter.shown.scene.id == "freezing"
    studio.start.leave()
    assert not studio.start._pulse.isActive()


@pytest.mark.parametrize(
    ("key", "scene_id"), [("lesson", "single-input"), ("play", "single-input"), ("mnist", "mnist")]
)
def test_each_button_opens_what_it_says(
    make_studio: MakeStudio, qtbot: QtBot, key: str, scene_id: str
) -> None:
    """Lesson 1, the first network learning, or the digits; and the page is gone."""
    studio = make_studio("freezing")
    studio.start.open()
    press(studio, key)
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == scene_id)
    assert not is_up(studio)
    if key == "play":
        qtbot.waitUntil(lambda: studio.presenter.shown.playing)


def test_a_lesson_that_is_begun_has_the_keyboard(make_studio: MakeStudio, qtbot: QtBot) -> None:
    """Whether it was open below the page already, as at a first launch, or is opened only now."""
    studio = make_studio("freezing")
    panel = studio.room._column.lesson
    for _ in range(2):
        studio.start.open()
        press(studio, "lesson")
        qtbot.waitUntil(lambda: studio.lessons.lesson is not None and panel.question is not None)
        qtbot.waitUntil(lambda: panel.question.first().hasFocus())
    assert studio.presenter.shown.scene.id == "single-input"


def test_the_help_menu_shows_it_again_and_other_actions_take_it_away(make_studio: MakeStudio) -> None:
    """Whoever opens a scene from the menus wants to see it."""
    studio = make_studio("freezing")
    actions = studio.window.actions_by_name
    actions["start_page"].trigger()
    assert is_up(studio)
    actions["theme_dark"].trigger()
    assert is_up(studio)
    actions["next_scene"].trigger()
    assert not is_up(studio)
    actions["start_page"].trigger()
    assert is_up(studio)
    assert studio.start.page.choices.buttons["lesson"].hasFocus()


def test_a_named_scene_is_never_hidden_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a start without a scene and without images is greeted."""
    greeted: list[object] = []

    class Nothing:
        """Stands for whatever is not looked at here."""

        def __getattr__(self, _name: str) -> Nothing:
            return self

        def __call__(self, *_: object) -> Nothing:
            return self

    class Greeter(Nothing):
        """Counts."""

        def greet(self) -> None:
            greeted.append(1)

    class Made(Nothing):
        """A studio."""

        start = Greeter()

    monkeypatch.setattr(app, "Studio", lambda *_: Made())
    for name in (
        "make_application",
        "write_log",
        "Preferences",
        "QSettings",
        "heed_ctrl_c",
    ):
        monkeypatch.setattr(app, name, Nothing())
    monkeypatch.setattr(app, "spare_collector", Nothing())
    monkeypatch.setattr(app, "remembered", lambda _: catalogue.load("single-input"))
    app.open_studio("freezing")
    assert greeted == []
    app.open_studio(None)
    assert greeted == [1]


def test_what_the_first_paint_does_not_need_comes_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    """The desks are not there when the window is built; once it is painted all are, without being asked."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    studio = app.Studio(catalogue.load("single-input"), Preferences(settings))
    qtbot.addWidget(studio.window)
    desks = {"explaining", "images", "data", "lecture"}
    assert desks.isdisjoint(vars(studio))
    studio.window.show()
    qtbot.waitUntil(lambda: desks <= vars(studio).keys())
    studio.window.close()


def test_a_window_that_was_never_painted_closes_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    """Its desks are built to be closed, and it remembers what it should."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    studio = app.Studio(catalogue.load("single-input"), Preferences(settings))
    qtbot.addWidget(studio.window)
    studio.close()
    assert settings.value("scene") == "single-input"
