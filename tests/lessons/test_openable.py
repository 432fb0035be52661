"""What a name opens: the lesson where there is one, else the scene; of files, what they mean to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lesson_parts import LESSON

from gdstudio.lessons import catalogue, lesson_catalogue, openable
from gdstudio.lessons.lesson import Lesson
from gdstudio.lessons.lesson_file import LessonError
from gdstudio.lessons.scene_file import SceneError
from gdstudio.messages import Scene

if TYPE_CHECKING:
    from pathlib import Path

SCENE = """\
+++
title = "S"
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

Words.
"""


@pytest.mark.parametrize("name", catalogue.ids())
def test_an_id_opens_the_lesson_if_there_is_one(name: str) -> None:
    """Else the scene."""
    found = openable.find(name)
    assert found.id == name
    assert isinstance(found, Lesson) == (name in lesson_catalogue.ids())


def test_an_unknown_name_is_answered_as_for_scenes() -> None:
    """With those that are similar."""
    with pytest.raises(SceneError, match="did you mean freezing"):
        openable.find("frezing")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LESSON, Lesson),
        (SCENE, Scene),
        (SCENE + "\n## A step\n\nMore words.\n", Lesson),
        (SCENE + "\n### A small heading\n\nMore words.\n", Scene),
        (SCENE + "\n```\n## no step\n```\n", Scene),
    ],
)
def test_a_file_is_what_it_means_to_be(tmp_path: Path, text: str, kind: type[object]) -> None:
    """Steps make it a lesson."""
    path = tmp_path / "mine.md"
    path.write_text(text, encoding="utf-8")
    assert isinstance(openable.find(str(path)), kind)


@pytest.mark.parametrize(
    ("text", "why", "kind"),
    [
        ('+++\ntitle = "T"\nscene = "freezing"\n+++\n\nOnly words.\n', "steps: there are none", LessonError),
        ('+++\ntitle = "T\n+++\n\n## One\n\nWords.\n', "not valid TOML", LessonError),
        ('+++\ntitle = "T"\n\n## One\n\nWords.\n', "it has no end", LessonError),
        ('+++\ntitle = "T"\n+++\n\nWords.\n', "examples: there are none", SceneError),
        ("Words.", "front matter: not found", SceneError),
    ],
)
def test_a_broken_file_is_answered_as_what_it_means_to_be(
    tmp_path: Path, text: str, why: str, kind: type[Exception]
) -> None:
    """With the line, where it is a lesson."""
    path = tmp_path / "mine.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SceneError, match=why) as caught:
        openable.find(str(path))
    assert isinstance(caught.value, kind)
    assert isinstance(caught.value, LessonError) == (kind is LessonError)


def test_a_file_that_is_not_there_is_said_so() -> None:
    """With the remedy."""
    with pytest.raises(SceneError, match="cannot be read"):
        openable.find("no/such/file.md")
