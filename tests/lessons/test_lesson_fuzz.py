"""Spoilt lessons: each is read or refused in a sentence, and nothing else happens.

For a longer run: pytest tests/lessons/test_lesson_fuzz.py --fuzz 5000000 --timeout 0
"""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from lesson_parts import LESSON

from gdstudio.lessons.lesson_catalogue import parse_bytes
from gdstudio.lessons.lesson_file import LessonError, parse_lesson

if TYPE_CHECKING:
    import pytest

WHOLE = LESSON.encode()
TELLING = (
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b"'",
    b"=",
    b"\n",
    b"+++\n",
    b"```",
    b"##",
    b"{{",
    b"}}",
    b"\xff",
    b"\x00",
    b"9",
)
SLOWNESS = 200
"""Reading a lesson takes so much longer than reading an image file: so many times fewer are spoilt."""


def spoilt(chance: random.Random) -> bytes:
    """The lesson with one to four changes."""
    spoiled = bytearray(WHOLE)
    for _ in range(1 + int(chance.random() ** 2 * 4)):
        at = int(chance.random() * len(spoiled))
        match int(chance.random() * 5):
            case 0:
                spoiled[at : at + 1] = (int(chance.random() * 256),)
            case 1:
                spoiled[at:at] = chance.choice(TELLING)
            case 2:
                del spoiled[at : at + 1 + int(chance.random() * 30)]
            case 3:
                spoiled[at:at] = spoiled[at : at + 1 + int(chance.random() * 60)]
            case _:
                del spoiled[at:]
    return bytes(spoiled)


def test_spoilt_lessons_are_read_or_refused(pytestconfig: pytest.Config) -> None:
    """Whatever is changed; some changes leave a lesson that can be read."""
    chance = random.Random("lessons")
    read, cases = 0, pytestconfig.getoption("--fuzz") // SLOWNESS
    for _ in range(cases):
        try:
            read += bool(parse_bytes(spoilt(chance), "mine", "mine.md").steps)
        except LessonError as error:
            assert str(error).startswith("mine.md: ")  # noqa: PT017  # pytest.raises would demand an error
            assert error.problems  # noqa: PT017  # the same
    assert 0 < read < cases


@given(st.text(), st.integers(0, len(LESSON)), st.integers(0, 60))
def test_no_content_raises_anything_else(noise: str, start: int, length: int) -> None:
    """Any text in any place gives a lesson or a LessonError."""
    with suppress(LessonError):
        assert parse_lesson(LESSON[:start] + noise + LESSON[start + length :], "mine", "mine.md").steps


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No lesson is that short by chance."""
    with suppress(LessonError):
        parse_bytes(content, "mine", "mine.md")
