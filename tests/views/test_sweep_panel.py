"""The sweep panel: what it shows of a snapshot, and what it asks for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from scenes import correct_and_printed, frozen_a, nine_weights, one_and_three, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Freeze, LoadScene, SetAlpha, SetOrder, Sweep, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.checked_field import usable_alpha
from gdstudio.views.kit.theme import DARK, LIGHT, PROJECTOR
from gdstudio.views.sweep.fields import usable_steps
from gdstudio.views.sweep.panel import POINTS, SweepPanel
from gdstudio.views.sweep.words import best, summary, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Snapshot, Swept

    Show = Callable[..., SweepPanel]

Key = Qt.Key
USUAL = (0.00027, 0.054, 20)


class Room:
    """A panel, the session it looks at, and what it has asked for."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot, self.session = qtbot, session
        self.panel = SweepPanel(LIGHT)
        qtbot.addWidget(self.panel)
        self.sweeps: list[tuple[object, ...]] = []
        self.alphas: list[tuple[float, int, int]] = []
        self.panel.sweep_requested.connect(lambda *asked: self.sweeps.append(asked))
        self.panel.alpha_requested.connect(lambda *asked: self.alphas.append(asked))
        self.panel.resize(360, 300)
        self.panel.show_snapshot(session.snapshot())
        self.panel.show()

    def give(self, *commands: Command) -> Snapshot:
        """Give commands, work out what there is to, and show it."""
        for command in commands:
            self.session.apply(command)
        self.session.study_all()
        snapshot = self.session.snapshot()
        self.panel.show_snapshot(snapshot)
        return snapshot

    def sweep(self, lane: int = 0, steps: int = 20) -> Swept:
        """Sweep the usual range of three inputs."""
        found = self.give(Sweep(lane, 0.00027, 0.054, POINTS, steps)).swept
        assert found is not None
        return found

    def point(self, index: int) -> QPoint:
        """Where a point of the sweep is, in the canvas."""
        parts = self.panel.canvas.laid_out()
        assert parts is not None
        return parts[1].points[index].toPoint()

    def key(self, *keys: Key) -> None:
        """Press keys on the canvas."""
        for key in keys:
            QTest.keyClick(self.panel.canvas, key)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot, Session(three_inputs()))


# --- asking for a sweep ---------------------------------------------------------------------------------


def test_the_button_asks_for_the_usual_range(room: Room) -> None:
    """From a hundredth of the limit to twice the limit, 20 steps, for the run looked at."""
    room.panel.button.click()
    assert room.sweeps == [(0, 0.00027, 0.054, POINTS, 20)]


@pytest.mark.parametrize("name", ["first", "last", "steps"])
def test_enter_in_a_field_starts_too(room: Room, name: str) -> None:
    """With what was typed there."""
    field, typed = getattr(room.panel, name), {"first": "0,001", "last": "0.5", "steps": "300"}[name]
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Key.Key_Return)
    expected = dict(zip(("first", "last", "steps"), USUAL, strict=True)) | {
        name: float(typed.replace(",", "."))
    }
    assert room.sweeps == [(0, expected["first"], expected["last"], POINTS, expected["steps"])]


def test_what_is_suggested_follows_the_limit_until_something_is_typed(room: Room) -> None:
    """Esc brings the suggestion back; another scene does, too."""
    panel = room.panel
    room.give(Freeze(WeightRef(0, 0, 0), True))
    assert (panel.first.text(), panel.last.text()) == ("0.0107", "2.15")
    panel.first.selectAll()
    QTest.keyClicks(panel.first, "0.5")
    room.give(Freeze(WeightRef(0, 0, 0), False))
    assert (panel.first.text(), panel.last.text()) == ("0.5", "0.054")
    QTest.keyClick(panel.first, Key.Key_Escape)
    assert panel.first.text() == "0.00027"
    panel.steps.setText("7")
    room.give(LoadScene(replace(frozen_a(), id="another")))
    assert (panel.first.text(), panel.steps.text()) == ("0.0107", "20")


def test_it_is_for_the_run_that_is_looked_at(qtbot: QtBot) -> None:
    """Without a word it is the last."""
    room = Room(qtbot, Session(one_and_three()))
    room.panel.button.click()
    room.panel.show_lane(0)
    room.panel.button.click()
    assert [asked[0] for asked in room.sweeps] == [1, 0]
    assert [asked[1] for asked in room.sweeps] == [0.00027, 0.000277]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("first", "x", "not a number"),
        ("first", "0", "above 0"),
        ("first", "-1", "above 0"),
        ("last", "1001", "at most 1000"),
        ("last", "0.00027", "larger than the first"),
        ("last", "", "not a number"),
        ("steps", "0", "1 to 10,000"),
        ("steps", "10001", "1 to 10,000"),
        ("steps", "2.5", "whole number"),
        ("steps", "nan", "not a number"),
    ],
)
def test_what_cannot_be_used_is_said_and_starts_nothing(
    room: Room, name: str, typed: str, words: str
) -> None:
    """The field is marked, has the focus, and says what to type; typing anew takes the word back."""
    field = getattr(room.panel, name)
    field.setText(typed)
    room.panel.button.click()
    assert room.sweeps == []
    assert field.property("invalid")
    assert words in field.toolTip()
    assert words in field.accessibleDescription()
    assert words in room.panel.canvas.heading
    assert room.panel.focusWidget() is field
    QTest.keyClicks(field, "1")
    assert not field.property("invalid")
    assert room.panel.canvas.heading == ""


def test_numbers_are_read_as_people_type_them() -> None:
    """With a comma, a true minus, an exponent."""
    assert usable_alpha(" 0,25 ") == 0.25
    assert usable_alpha("1e-3") == 0.001
    assert usable_alpha("1000") == 1000
    assert usable_steps("1e3") == 1000
    with pytest.raises(ValueError, match="above 0"):
        usable_alpha("−1")


def test_undo_is_left_to_the_window_while_nothing_is_typed(room: Room) -> None:
    """The field has nothing to undo then."""
    field = room.panel.first
    undo = QKeySequence(QKeySequence.StandardKey.Undo)[0]

    def takes_undo() -> bool:
        from PySide6.QtCore import QEvent  # noqa: PLC0415  # only here
        from PySide6.QtGui import QKeyEvent  # noqa: PLC0415  # only here

        event = QKeyEvent(QEvent.Type.ShortcutOverride, undo.key(), undo.keyboardModifiers())
        event.ignore()
        field.event(event)
        return event.isAccepted()

    assert not takes_undo()
    QTest.keyClicks(field, "1")
    assert takes_undo()


# --- showing it -----------------------------------------------------------------------------------------


def test_it_says_what_a_sweep_is_before_there_is_one(room: Room) -> None:
    """In place of a picture."""
    canvas = room.panel.canvas
    assert canvas.laid_out() is None
    assert canvas.accessibleDescription() == canvas.toolTip() != ""


def test_it_names_the_best_alpha_and_what_it_was_made_from(room: Room) -> None:
    """In the picture and in words."""
    room.give(TakeSteps(4))
    found = room.sweep()
    canvas = room.panel.canvas
    parts = canvas.laid_out()
    assert parts is not None
    assert canvas.heading == summary(found)
    assert parts[0].origin == "after 20 steps from step 5, example 1"
    for told_too in (summary(found)[1:], "from step 5, example 1", "Limit of alpha 0.02699", "Alpha is 0.01"):
        assert told_too in canvas.accessibleDescription()
    assert len(parts[1].points) == POINTS


def test_it_says_that_it_is_of_before_once_the_run_has_changed(room: Room) -> None:
    """Moving on and freezing do; alpha alone does not. Back where it was made it is of now."""
    room.sweep()

    def origin() -> str:
        parts = room.panel.canvas.laid_out()
        assert parts is not None
        return parts[0].origin

    room.give(SetAlpha(0.02))
    assert origin() == "after 20 steps from step 1, example 1"
    room.give(TakeSteps(3))
    assert origin() == "of before: after 20 steps from step 1, example 1"
    room.give(TakeSteps(-3))
    assert not origin().startswith("of before")
    room.give(Freeze(WeightRef(0, 0, 1), True))
    assert origin().startswith("of before")


def test_another_sweep_takes_its_place_and_another_scene_takes_it_away(room: Room) -> None:
    """While a new one is worked out the old one is still seen."""
    old = room.sweep()
    room.session.apply(Sweep(0, 0.001, 0.02, 5, 30))
    waiting = replace(room.session.snapshot(), studying=True)
    room.panel.show_snapshot(waiting)
    canvas = room.panel.canvas
    parts = canvas.laid_out()
    assert parts is not None
    assert parts[1].shown.swept is old
    assert canvas.heading == "sweeping…"
    new = room.give().swept
    parts = canvas.laid_out()
    assert parts is not None
    assert parts[1].shown.swept is new
    room.give(LoadScene(replace(nine_weights(), id="another")))
    assert canvas.laid_out() is None


def test_a_sweep_that_came_to_no_end_is_not_waited_for(room: Room) -> None:
    """An error has ended it; the window has said which."""
    room.session.apply(Sweep(0, 0.001, 0.02, 5, 30))
    room.panel.show_snapshot(replace(room.session.snapshot(), studying=False))
    assert "did not come to its end" in room.panel.canvas.accessibleDescription()


def test_hidden_it_does_nothing_and_catches_up(room: Room) -> None:
    """When it is shown again."""
    room.panel.hide()
    found = room.sweep()
    assert room.panel.canvas.laid_out() is None
    room.panel.show()
    assert room.panel.canvas.heading == summary(found)


def test_the_present_alpha_moves_the_line(room: Room) -> None:
    """Also one outside the range, and none."""
    room.sweep()

    def x() -> float:
        parts = room.panel.canvas.laid_out()
        assert parts is not None
        assert parts[1].shown.alpha is not None
        return parts[1].x(parts[1].shown.alpha)

    places = []
    for alpha in (0.0, 0.0005, 0.01, 900.0):
        room.give(SetAlpha(alpha))
        places.append(x())
        room.panel.grab()
    assert places == sorted(set(places))


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "commands",
    [
        (),
        (SetOrder(Order(Taking.IN_TURN)),),
        (SetOrder(Order(Taking.FULL_BATCH)), TakeSteps(9)),
        tuple(Freeze(WeightRef(0, 0, column), True) for column in range(3)),
    ],
    ids=["one example", "in turn", "full batch", "all frozen"],
)
def test_every_kind_of_sweep_can_be_drawn(room: Room, theme: object, commands: tuple[Command, ...]) -> None:
    """Short and long, small and large, with and without a cursor: it is another picture each time."""
    room.panel.set_theme(theme)  # type: ignore[arg-type]  # a theme
    room.give(*commands)
    pictures = []
    for steps in (1, 3000):
        room.sweep(steps=steps)
        for size in (room.panel.minimumSizeHint(), room.panel.minimumSizeHint() * 2):
            room.panel.resize(size)
            pictures.append(room.panel.canvas.grab().toImage())
            room.panel.canvas._look_at(3)
            pictures.append(room.panel.canvas.grab().toImage())
            room.panel.canvas._look_at(None)
    assert all(one != other for one, other in pairwise(pictures))


def test_the_smallest_panel_shows_a_curve(room: Room) -> None:
    """Words and numbers leave it room, at every scale."""
    room.sweep()
    for theme in (LIGHT, PROJECTOR):
        room.panel.set_theme(theme)
        room.panel.resize(room.panel.minimumSizeHint())
        parts = room.panel.canvas.laid_out()
        assert parts is not None
        assert parts[1].plot.height() > 30
        assert parts[1].decades.height() > 8


# --- looking at it --------------------------------------------------------------------------------------


def test_the_pointer_reads_points_and_a_click_takes_an_alpha(room: Room) -> None:
    """Of the nearest point; leaving takes the words back."""
    found, canvas = room.sweep(), room.panel.canvas
    QTest.mouseMove(canvas, room.point(12))
    room.qtbot.waitUntil(lambda: canvas.cursor_at == 12)
    assert canvas.heading == told(found, 12) == canvas.accessibleDescription()
    assert room.alphas == []
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=room.point(30))
    assert canvas.cursor_at == 30
    ((alpha, run, gesture),) = room.alphas
    assert (alpha, run) == (found.alphas[30], 0)
    assert gesture > 0
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=room.point(3))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 6))
    assert len(room.alphas) == 1


def test_keys_go_from_point_to_point_and_enter_takes_an_alpha(room: Room) -> None:
    """The first key brings the cursor to the best point; it never leaves the range."""
    found, canvas = room.sweep(), room.panel.canvas
    index = best(found)
    assert index is not None
    room.key(Key.Key_Right)
    assert canvas.cursor_at == index
    room.key(Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert canvas.cursor_at == index + 1
    room.key(Key.Key_PageDown)
    assert canvas.cursor_at == index - 4
    room.key(Key.Key_End, Key.Key_Right, Key.Key_PageUp)
    assert canvas.cursor_at == POINTS - 1
    room.key(Key.Key_Home, Key.Key_Left)
    assert canvas.cursor_at == 0
    room.key(Key.Key_Return)
    assert [asked[:2] for asked in room.alphas] == [(0.00027, 0)]
    assert canvas.heading == told(found, 0)


def test_enter_without_a_cursor_takes_the_best_alpha(room: Room) -> None:
    """And each time is another undo."""
    found = room.sweep()
    room.key(Key.Key_Enter, Key.Key_Enter)
    assert [asked[0] for asked in room.alphas] == [found.alphas[best(found) or 0]] * 2
    assert room.alphas[0][2] != room.alphas[1][2]


def test_the_alpha_that_is_taken_leads_to_the_error_it_showed(room: Room) -> None:
    """After the steps of the sweep; in one undo it is gone again."""
    found = room.sweep()
    room.key(Key.Key_Return)
    ((alpha, run, gesture),) = room.alphas
    room.session.apply(SetAlpha(alpha, run, gesture))
    room.session.advance(20)
    assert room.session.snapshot().lanes[0].now.total_error == found.errors.min()


def test_the_cursor_stays_while_it_is_the_same_sweep(room: Room) -> None:
    """The run goes on, the cursor stays; with a new sweep it goes."""
    room.sweep()
    room.panel.canvas.setFocus()
    room.key(Key.Key_Home)
    room.give(TakeSteps(2))
    assert room.panel.canvas.cursor_at == 0
    room.sweep()
    assert room.panel.canvas.cursor_at is None


def test_other_keys_are_left_to_the_window(room: Room) -> None:
    """Space plays; an arrow with a modifier steps; without a sweep, all of them."""
    from PySide6.QtCore import QEvent  # noqa: PLC0415  # only here
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415  # only here

    def is_taken(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
        room.panel.canvas.keyPressEvent(event)
        return event.isAccepted()

    assert not is_taken(Key.Key_Left)
    room.sweep()
    assert is_taken(Key.Key_Left)
    assert not is_taken(Key.Key_Space)
    assert not is_taken(Key.Key_Left, Qt.KeyboardModifier.ControlModifier)


def test_the_run_that_was_swept_is_meant(qtbot: QtBot) -> None:
    """Whichever is looked at by then."""
    room = Room(qtbot, Session(correct_and_printed()))
    room.sweep(lane=0)
    room.panel.show_lane(1)
    room.key(Key.Key_Return)
    assert room.alphas[0][1] == 0


def test_everything_has_a_name_and_says_how_it_is_used(room: Room) -> None:
    """Fields, button and picture, for screen readers and under the pointer."""
    panel = room.panel
    room.sweep()
    for part in (panel.first, panel.last, panel.steps, panel.canvas):
        assert part.accessibleName()
        assert part.accessibleDescription()
        assert part.toolTip()
    assert "Ctrl+Shift+A" in panel.button.toolTip()
    assert panel.accessibleName()


def test_starting_over_leaves_a_sweep_from_the_start_as_it_is(room: Room) -> None:
    """The run stands again where it was made."""
    room.sweep()
    room.give(SetAlpha(0.02), TakeSteps(5), LoadScene(room.session.scene))
    parts = room.panel.canvas.laid_out()
    assert parts is not None
    assert parts[0].origin == "after 20 steps from step 1, example 1"
