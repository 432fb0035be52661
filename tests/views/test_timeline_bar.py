"""The timeline shows recorded steps and marks in whole numbers, and asks to revisit a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from scenes import frozen_a

from gdstudio.messages import Bookmark, Entry, Mark, Seek, SetAlpha
from gdstudio.model.session import Session
from gdstudio.numerals import grouped
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.transport.timeline_bar import TimelineBar, horizon

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot

MANY = 10_000_000


def at(step: int, last_step: int, marks: tuple[Mark, ...] = ()) -> Snapshot:
    log = tuple(Entry(mark.step, SetAlpha(0.1), mark.text) for mark in marks)
    return replace(Session(frozen_a()).snapshot(), step=step, last_step=last_step, log=log)


def bar_of(qtbot: QtBot, snapshot: Snapshot) -> tuple[TimelineBar, list[int]]:
    bar = TimelineBar(LIGHT)
    qtbot.addWidget(bar)
    bar.resize(430, 26)
    bar.show_snapshot(snapshot)
    bar.show()
    wanted: list[int] = []
    bar.seek_requested.connect(wanted.append)
    return bar, wanted


def pixel(bar: TimelineBar, step: int) -> QPoint:
    return QPoint(bar.x_of(step), 13)


def test_end_is_a_round_number_that_holds_all_steps() -> None:
    """The bar grows by jumps, so that marks stand still between them."""
    assert [horizon(step) for step in (1, 10, 11, 21, 99, 101, MANY, MANY + 1)] == [
        10, 10, 20, 50, 100, 200, MANY, 2 * MANY,
    ]  # fmt: skip


@pytest.mark.parametrize("last_step", [1, 2, 9, 77, 400])
def test_every_step_has_a_pixel_that_leads_back_to_it(qtbot: QtBot, last_step: int) -> None:
    """Up to a step a pixel, step → pixel → step is the same step."""
    bar, _ = bar_of(qtbot, at(1, last_step))
    bar.resize(1100, 26)
    assert [bar.step_at(bar.x_of(step)) for step in range(1, last_step + 1)] == list(range(1, last_step + 1))


def test_ten_million_steps_stay_exact_at_the_ends(qtbot: QtBot) -> None:
    """The first and the last step are reached exactly, whatever a pixel stands for."""
    bar, wanted = bar_of(qtbot, at(5_000_000, MANY))
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        qtbot.keyClick(bar, key)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 1, 13))
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(0, 13))
    assert wanted == [MANY, MANY - 1, 1, MANY, 1]


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Right, 51),
        (Qt.Key.Key_Left, 49),
        (Qt.Key.Key_PageUp, 55),
        (Qt.Key.Key_PageDown, 45),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_End, 100),
    ],
)
def test_keys_seek(qtbot: QtBot, key: Qt.Key, step: int) -> None:
    """Arrows one step, Page keys a twentieth, Home and End the ends."""
    bar, wanted = bar_of(qtbot, at(50, 100))
    qtbot.keyClick(bar, key)
    assert wanted == [step]


def test_nothing_is_asked_beyond_recorded_time(qtbot: QtBot) -> None:
    """Past the last recorded step there is nothing to revisit."""
    bar, wanted = bar_of(qtbot, at(7, 7))
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 2, 13))
    assert wanted == []
    qtbot.keyClick(bar, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert wanted == []


def test_drag_asks_once_for_each_step(qtbot: QtBot) -> None:
    """Moving within a step asks for nothing more."""
    bar, wanted = bar_of(qtbot, at(2, 10))
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=pixel(bar, 2))
    for offset in (0, 1, 2):
        qtbot.mouseMove(bar, pixel(bar, 5) + QPoint(offset, 0))
    qtbot.mouseMove(bar, pixel(bar, 8))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=pixel(bar, 8))
    assert wanted == [5, 8]


def test_held_handle_is_not_moved_by_a_snapshot(qtbot: QtBot) -> None:
    """While held, older snapshots leave the handle alone; once let go, they count."""
    bar, wanted = bar_of(qtbot, at(2, 10))
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=pixel(bar, 9))
    bar.show_snapshot(at(2, 10))
    assert bar.step == 9
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=pixel(bar, 9))
    bar.show_snapshot(at(2, 10))
    assert bar.step == 2
    assert wanted == [9]


def test_shows_where_a_session_stands_without_asking(qtbot: QtBot) -> None:
    """Showing a snapshot, or another theme, emits nothing; the description says the numbers."""
    session = Session(frozen_a())
    session.advance(6)
    session.apply(SetAlpha(0.4))
    session.apply(Seek(3))
    bar, wanted = bar_of(qtbot, at(1, 1))
    bar.show_snapshot(session.snapshot())
    bar.set_theme(DARK)
    assert bar.step == 3
    assert bar.accessibleDescription() == "step 3 of 7 recorded, 1 changes marked"
    assert bar.explain(pixel(bar, 7)) == "step 7: alpha 0.3 → 0.4"
    assert "Drag" in bar.explain(pixel(bar, 2))
    assert wanted == []


def test_marks_that_share_a_pixel_are_drawn_once_and_told_together(qtbot: QtBot) -> None:
    """A thousand marks cost no more ticks than there are pixels, and a tooltip tells a handful."""
    marks = tuple(Mark(step, f"alpha {step}") for step in range(1, 1001))
    bar, _ = bar_of(qtbot, at(MANY, MANY, marks))
    assert len(bar.marks_at()) == 1
    told = bar.explain(pixel(bar, 1)).splitlines()
    assert told[0] == "step 1: alpha 1"
    assert told[-1] == "and 994 more"


def test_counts_are_grouped() -> None:
    """A thin space between thousands."""
    assert grouped(10_000_000) == "10\N{THIN SPACE}000\N{THIN SPACE}000"
    assert grouped(999) == "999"


# --- bookmarks --------------------------------------------------------------------------------------------


def with_bookmarks(step: int, last_step: int, *bookmarks: Bookmark) -> Snapshot:
    return replace(at(step, last_step), bookmarks=bookmarks)


def test_a_ribbon_leads_to_the_very_step(qtbot: QtBot) -> None:
    """Among ten million steps, where a pixel stands for thousands; and not by the bar below it."""
    bar, wanted = bar_of(qtbot, with_bookmarks(1, MANY, Bookmark(4_321_987, "the turn")))
    x = bar.x_of(4_321_987)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(x + 3, 4))
    assert wanted == [4_321_987]
    bar.show_snapshot(with_bookmarks(1, MANY, Bookmark(4_321_987, "the turn")))
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(x + 3, 20))
    assert wanted == [4_321_987, bar.step_at(x + 3)]
    assert wanted[0] != wanted[1]


def test_a_click_on_a_ribbon_is_no_drag(qtbot: QtBot) -> None:
    """A hand that trembles does not move away from the step."""
    bar, wanted = bar_of(qtbot, with_bookmarks(1, 10, Bookmark(6, "six")))
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.x_of(6), 4))
    qtbot.mouseMove(bar, QPoint(bar.x_of(8), 4))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.x_of(8), 4))
    assert (wanted, bar.held) == ([6], False)


def test_of_ribbons_side_by_side_the_nearest_is_meant(qtbot: QtBot) -> None:
    """And away from all of them, none."""
    marks = (Bookmark(3, "three"), Bookmark(4, "four"))
    bar, _ = bar_of(qtbot, with_bookmarks(1, 100, *marks))
    assert bar.explain(QPoint(bar.x_of(3) - 9, 3)) == "“three”: click to go to step 3"
    assert bar.explain(QPoint(bar.x_of(4) + 9, 3)) == "“four”: click to go to step 4"
    assert "Drag" in bar.explain(QPoint(bar.x_of(4) + 20, 3))
    assert "Drag" in bar.explain(QPoint(bar.x_of(3), 20))


def test_bookmarks_are_in_the_description(qtbot: QtBot) -> None:
    """For those who don't see the ribbons."""
    bar, wanted = bar_of(qtbot, with_bookmarks(2, 9, Bookmark(4, "the turn"), Bookmark(7, "x")))
    said = "step 2 of 9 recorded, 0 changes marked, “the turn” at step 4, “x” at step 7"
    assert bar.accessibleDescription() == said
    bar.show_snapshot(at(2, 9))
    assert bar.accessibleDescription() == "step 2 of 9 recorded, 0 changes marked"
    assert wanted == []


def test_a_ribbon_is_drawn_and_lit_under_the_pointer(qtbot: QtBot) -> None:
    """In the text's colour, and in the accent while it is pointed at."""
    bar, _ = bar_of(qtbot, with_bookmarks(1, 10, Bookmark(6, "six")))
    there = QPoint(bar.x_of(6), 4)

    def color() -> str:
        return bar.grab().toImage().pixelColor(there * bar.devicePixelRatio()).name()

    assert color() == LIGHT.text
    qtbot.mouseMove(bar, there)
    assert color() == LIGHT.accent
    qtbot.mouseMove(bar, QPoint(bar.x_of(6), 22))
    assert color() == LIGHT.text


@pytest.mark.parametrize("obstacle", ["none", "bookmark", "mark"])
def test_a_name_is_written_where_nothing_is_in_its_way(qtbot: QtBot, obstacle: str) -> None:
    """Not over the next ribbon, nor over a change's mark."""
    here, near = Bookmark(10, "some name"), Bookmark(14, "")
    snapshot = with_bookmarks(1, 100, here, *([near] if obstacle == "bookmark" else []))
    if obstacle == "mark":
        snapshot = replace(snapshot, log=(Entry(14, SetAlpha(0.1), "alpha"),))
    bar, _ = bar_of(qtbot, snapshot)
    image, left = bar.grab().toImage(), bar.x_of(10) + 6
    above = [image.pixelColor(x, y).name() for x in range(left, left + 5) for y in range(9)]
    assert (len(set(above)) > 1) == (obstacle == "none")
