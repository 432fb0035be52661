"""Names and bookmarks: what they may be, and that they move nothing."""

from __future__ import annotations

import pytest
from scenes import one_and_three, three_inputs

from gdstudio.messages import (
    Bookmark,
    Command,
    LoadScene,
    Play,
    Redo,
    Seek,
    SetAlpha,
    SetBookmark,
    SetInput,
    TakePhase,
    TakeSteps,
    Undo,
)
from gdstudio.model.notes import Notes, free_label, short_name
from gdstudio.model.session import Session


def session_of(*commands: Command) -> Session:
    session = Session(three_inputs())
    for command in commands:
        session.apply(command)
    return session


def bookmarks(session: Session) -> list[tuple[int, str]]:
    return [(mark.step, mark.name) for mark in session.snapshot().bookmarks]


def test_bookmarks_are_told_by_step() -> None:
    """Whatever order they were set in; one a step, without spaces too many."""
    session = session_of(TakeSteps(9), SetBookmark(8, "late"), SetBookmark(2, "  the   turn "))
    assert session.snapshot().bookmarks == (Bookmark(2, "the turn"), Bookmark(8, "late"))
    session.apply(SetBookmark(8, "later"))
    assert bookmarks(session) == [(2, "the turn"), (8, "later")]
    session.apply(SetBookmark(2, " "))
    assert bookmarks(session) == [(8, "later")]


def test_a_bookmark_and_its_undo_move_nothing_and_cut_nothing() -> None:
    """Not even the phase, and playing goes on."""
    session = session_of(TakeSteps(20), Seek(5), TakePhase(2))
    for command, undo in [
        (SetBookmark(12, "here"), "bookmark “here”"),
        (SetBookmark(12, ""), "remove bookmark “here”"),
        (Undo(), "bookmark “here”"),
        (Undo(), None),
        (Redo(), "bookmark “here”"),
    ]:
        session.apply(command)
        at = session.snapshot()
        assert (at.step, at.last_step, at.phase, at.undo) == (5, 21, session.phase, undo)
        assert session.phase.value == 2
    session.apply(Play())
    session.apply(Undo())
    assert session.playing
    assert bookmarks(session) == []


def test_a_bookmark_beyond_recorded_time_comes_back_with_its_step() -> None:
    """A change cuts it off; playing on brings it back, and so does Undo."""
    session = session_of(TakeSteps(20), SetBookmark(15, "far"), Seek(5), SetAlpha(0.02))
    assert bookmarks(session) == []
    session.apply(TakeSteps(9))
    assert bookmarks(session) == []
    session.apply(TakeSteps(1))
    assert bookmarks(session) == [(15, "far")]
    session.apply(Undo())
    assert bookmarks(session) == [(15, "far")]


def test_bookmarks_belong_to_what_is_open() -> None:
    """Another scene starts without any; Undo finds them again."""
    session = session_of(TakeSteps(3), SetBookmark(2, "one"), LoadScene(one_and_three()))
    assert bookmarks(session) == []
    session.apply(SetBookmark(1, "other"))
    session.apply(Undo())
    session.apply(Undo())
    assert bookmarks(session) == [(2, "one")]
    session.apply(Redo())
    session.apply(Redo())
    assert bookmarks(session) == [(1, "other")]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetBookmark(0, "x"), "step 0 is not recorded; mark one from 1 to 4"),
        (SetBookmark(5, "x"), "step 5 is not recorded"),
        (SetBookmark(1, "x" * 25), "at most 24 letters"),
        (SetBookmark(1, "a\u200bb"), "one line"),
    ],
)
def test_a_bookmark_that_cannot_be_is_refused_in_words(command: Command, words: str) -> None:
    """And nothing is set, nor to be undone."""
    session = session_of(TakeSteps(3), command)
    assert words in session.notice
    assert (bookmarks(session), session.snapshot().undo) == ([], None)


def test_what_changes_nothing_is_not_to_be_undone() -> None:
    """The same name again, or taking away what is not there."""
    session = session_of(TakeSteps(3), SetBookmark(2, ""))
    assert session.snapshot().undo is None
    for command in (SetBookmark(2, "one"), SetInput(0, 0, 9.0), SetBookmark(2, " one")):
        session.apply(command)
    assert session.snapshot().undo == "toes 8.5 → 9"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("fork 1", "fork-1"),
        ("α 0.02", "alpha-0.02"),
        ("α 1e−05", "alpha-1e-05"),
        ("As printed", "as-printed"),
        ("a frozen (mine)", "a-frozen-mine"),
        ("Größe", "gr-e"),
        ("日本", "run-2"),
        ("run", "run-2"),
        ("--", "run-2"),
    ],
)
def test_a_name_for_the_command_line_is_short_and_plain(label: str, name: str) -> None:
    """Small letters, digits, dots and hyphens; never one that is taken."""
    assert short_name(label, ["run", "single"]) == name


def test_a_label_that_is_taken_gets_a_number() -> None:
    """The first one free."""
    assert free_label("α 0.1", ["run"]) == "α 0.1"
    assert free_label("α 0.1", ["α 0.1", "α 0.1 #2"]) == "α 0.1 #3"


def test_notes_leave_a_scene_alone_that_is_called_what_it_started_with() -> None:
    """The very same object, so that nobody takes it for another."""
    scene = one_and_three()
    assert Notes().on(scene) is scene
    called = Notes().called("three", "wide")
    assert [lane.label for lane in called.on(scene).lanes] == ["one input", "wide"]
    assert called.without_run("three").on(scene) is scene
