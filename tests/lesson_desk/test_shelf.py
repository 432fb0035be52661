"""The shelf: which lesson is opened by what, and what is kept of what was done."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from image_scenes import image_scene
from lesson_desk_parts import Classroom
from lesson_parts import LESSON, lesson
from PySide6.QtCore import QSettings

from gdstudio.files.preferences import Preferences
from gdstudio.lesson_desk.shelf import LessonShelf, own, remembered
from gdstudio.lessons import catalogue, lesson_catalogue
from gdstudio.lessons.lesson import Lesson
from gdstudio.messages import LoadScene

if TYPE_CHECKING:
    from pathlib import Path

    from gdstudio.messages import Scene

SCENE = """\
+++
title = "My scene"

[examples]
inputs = ["x"]
targets = ["y"]
rows = [[1, 2]]

[[lanes]]
name = "run"
label = "run"
weights = [[0.5]]
alpha = 0.1
+++

Only words.
"""


class Shop:
    """A shelf over a classroom, with settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.room = Classroom()
        self.preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.loading: list[Scene] = []
        self.failed: list[tuple[str, str]] = []
        self.shelf = LessonShelf(self.room.desk, self.room.send, self.loading.append, self.preferences)
        self.shelf.failed.connect(lambda what, why: self.failed.append((what, why)))

    @property
    def lesson_id(self) -> str:
        """Of the lesson that is open; "" if none is."""
        lesson = self.room.desk.lesson
        return "" if lesson is None else lesson.id


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_scene_is_opened_with_its_lesson(shop: Shop) -> None:
    """One that has none is left to others."""
    assert shop.shelf.open_scene("freezing")
    assert shop.lesson_id == "freezing"
    assert shop.room.showing.index == 0
    assert not shop.shelf.open_scene("no-such-scene")
    assert shop.lesson_id == "freezing"


def test_a_lesson_that_is_open_stays_as_it_is(shop: Shop) -> None:
    """Whoever chooses it in the list is not set back."""
    shop.shelf.open_scene("freezing")
    shop.room.desk.go(2)
    assert shop.shelf.open_scene("freezing")
    assert shop.room.showing.index == 2
    assert shop.shelf.open_scene("freezing", 4)
    assert shop.room.showing.index == 4
    shop.shelf.open_scene("several-steps", 1)
    assert (shop.lesson_id, shop.room.showing.index) == ("several-steps", 1)
    shop.shelf.open_scene("mnist")
    assert shop.shelf.open_scene("several-steps"), "the images are not wanted any more"
    shop.shelf.show_scene(replace(image_scene(), id="mnist"))
    assert shop.lesson_id == ""


def test_after_the_last_step_the_next_lesson_is_opened(shop: Shop) -> None:
    """After the last lesson, none; and none after one of someone's own."""
    ids = lesson_catalogue.ids()
    shop.shelf.open_scene(ids[0])
    shop.room.desk.go(99)
    shop.room.desk.go_on()
    assert shop.lesson_id == ids[1]
    shop.shelf.open_scene(ids[-1])
    assert shop.shelf.following is None
    shop.room.desk.go(99)
    shop.room.desk.go_on()
    assert shop.lesson_id == ids[-1]
    shop.room.open(LESSON, "mine")
    assert shop.shelf.following is None


def test_images_are_loaded_before_their_lesson_is_opened(shop: Shop) -> None:
    """Until they are there the lesson before stays; the newest wish counts; the same wish is no new one."""
    shop.shelf.open_scene("freezing")
    for _ in range(2):
        shop.shelf.open(lesson_catalogue.load("mnist"), 0)
    assert [scene.id for scene in shop.loading] == ["mnist"]
    assert shop.lesson_id == "freezing"
    loaded = replace(image_scene(), id="mnist")
    shop.shelf.show_scene(loaded)
    assert shop.lesson_id == "mnist"
    assert shop.room.shown.opened is loaded
    shop.shelf.open_scene("weight-pictures")
    shop.shelf.open_scene("freezing")
    shop.shelf.show_scene(replace(image_scene(), id="weight-pictures"))
    assert shop.lesson_id == "", "the images that were wanted once are shown without"
    assert shop.room.shown.scene.id == "weight-pictures"


def test_other_images_are_taken_into_the_lesson_that_is_open(shop: Shop) -> None:
    """At the step where it was; images for another scene leave it."""
    shop.shelf.open_scene("mnist")
    shop.shelf.show_scene(replace(image_scene(), id="mnist"))
    shop.room.desk.go(1)
    others = replace(image_scene(), id="mnist")
    shop.shelf.show_scene(others)
    assert (shop.lesson_id, shop.room.showing.index) == ("mnist", 1)
    assert shop.room.shown.opened is others
    shop.shelf.show_scene(image_scene())
    assert shop.lesson_id == ""
    assert shop.room.said == ["left mnist"]


def test_images_that_do_not_come_are_forgotten(shop: Shop) -> None:
    """What is loaded later is not taken for them."""
    shop.shelf.open_scene("mnist")
    shop.shelf.forget()
    shop.shelf.show_scene(replace(image_scene(), id="mnist"))
    assert shop.lesson_id == ""


def test_someone_s_own_lesson_is_opened_from_its_file(shop: Shop, tmp_path: Path) -> None:
    """Its progress is its own, though it is called like one of the studio's."""
    path = tmp_path / "freezing.md"
    path.write_text(LESSON, encoding="utf-8")
    shop.shelf.open_file(path)
    assert shop.room.showing.title == "First"
    assert shop.lesson_id == str(path)
    shop.room.desk.tell()
    shop.room.desk.show(0)
    shop.shelf.open_scene("freezing")
    assert shop.room.showing.index == 0
    shop.shelf.open_file(path)
    assert shop.room.showing.title == "Second"


def test_someone_s_own_scene_is_opened_without_a_lesson(shop: Shop, tmp_path: Path) -> None:
    """By the same way in."""
    path = tmp_path / "mine.md"
    path.write_text(SCENE, encoding="utf-8")
    shop.shelf.open_scene("freezing")
    shop.shelf.open_file(path)
    assert shop.room.shown.scene.title == "My scene"
    assert shop.lesson_id == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            LESSON.replace("error falls", "error flls"),
            "broken.md: line 18, question, options, number 1, when:",
        ),
        (LESSON.replace('scene = "freezing"', 'scene = "frezing"'), "broken.md: line 4, scene:"),
        (SCENE.replace("[[0.5]]", "[[0.5, 1]]"), "broken.md: lanes, number 1, weights:"),
        ("no front matter", "broken.md: front matter:"),
        (None, "cannot be read"),
    ],
)
def test_a_broken_file_gets_a_sentence_and_changes_nothing(
    shop: Shop, tmp_path: Path, text: str | None, why: str
) -> None:
    """With the line and the field."""
    path = tmp_path / "broken.md"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    shop.shelf.open_scene("several-steps")
    shop.shelf.open_file(path)
    assert shop.failed[0][0] == "broken.md was not opened"
    assert why in shop.failed[0][1]
    assert shop.lesson_id == "several-steps"


def test_what_is_done_is_kept_and_told_for_the_list(shop: Shop, tmp_path: Path) -> None:
    """From one start to the next, by lessons that were begun."""
    assert shop.shelf.done() == {}
    shop.shelf.open_scene("freezing")
    while shop.room.showing.index == 0:
        shop.room.desk.press()
    again = Shop(tmp_path)
    done = again.shelf.done()
    assert list(done) == ["freezing"]
    steps, of = done["freezing"]
    assert (steps, of) == (1, 7)
    again.shelf.open_scene("freezing")
    assert again.room.showing.index == 1


@pytest.mark.parametrize(
    "spoilt", ["{", "[1]", '{"freezing": 3}', "[" * 100_000, '{"gone": {"x": {"answered": "told"}}}']
)
def test_spoilt_progress_is_passed_over(tmp_path: Path, spoilt: str) -> None:
    """The studio starts, and keeps what is done from now on."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("progress", spoilt)
    settings.sync()
    shop = Shop(tmp_path)
    assert shop.shelf.done() == {}
    shop.shelf.open_scene("freezing")
    shop.room.desk.tell()
    kept = json.loads(shop.preferences.text("progress", ""))
    assert "freezing" in kept


def test_what_was_open_last_is_opened_again(tmp_path: Path) -> None:
    """The first lesson at first, and where it is not known; without its lesson, if that was left."""
    preferences = Shop(tmp_path).preferences
    first = remembered(preferences)
    assert isinstance(first, Lesson)
    assert first.id == catalogue.ids()[0]
    preferences.set_text("scene", "freezing")
    preferences.set_text("lesson", "freezing")
    last = remembered(preferences)
    assert isinstance(last, Lesson)
    assert last.id == "freezing"
    preferences.set_text("lesson", "")
    assert not isinstance(remembered(preferences), Lesson)
    preferences.set_text("scene", "gone")
    assert remembered(preferences).id == catalogue.ids()[0]


def test_a_lesson_s_file_is_told_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it was named."""
    path = tmp_path / "mine.md"
    monkeypatch.chdir(tmp_path)
    from pathlib import Path as Relative  # noqa: PLC0415

    assert own(lesson(), Relative("mine.md")).id == own(lesson(), path).id == str(path)


def test_images_without_a_lesson_are_shown_as_a_scene(shop: Shop) -> None:
    """As when a folder of images is opened with no lesson about them open."""
    sent: list[object] = []
    shelf = LessonShelf(shop.room.desk, sent.append, shop.loading.append, shop.preferences)
    scene = image_scene()
    shelf.show_scene(scene)
    assert sent == [LoadScene(scene)]
