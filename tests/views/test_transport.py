"""The transport shows where time stands, and asks for play, steps, phases, seeks and speeds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from forks import forked
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from scenes import correct_and_printed, frozen_a, one_and_three, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    LookAt,
    Phase,
    Play,
    Seek,
    SetBookmark,
    SetSpeed,
    Source,
    Speed,
    TakePhase,
    TakeSteps,
)
from gdstudio.model.session import Session
from gdstudio.views.kit.glyphs import Glyph, draw_glyph
from gdstudio.views.kit.run_look import RUN_COLORS
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.transport.bookmark_field import BookmarkField
from gdstudio.views.transport.transport import HEIGHT, SPEEDS, Transport
from gdstudio.views.transport.words import Words, WordsPainter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene, Snapshot

LONG = (
    "“three inputs” diverged: step 1190 is the last whose error is finite. Alpha 0.02701 is above 0.02699,"
    " below which nothing can diverge: step back, lower alpha, go on."
)


def snapshot_of(scene: Scene, *commands: Command) -> Snapshot:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot()


@pytest.fixture
def transport(qtbot: QtBot) -> Transport:
    widget = Transport(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show_snapshot(snapshot_of(frozen_a()))
    widget.show()
    return widget


def usable(transport: Transport) -> dict[str, bool]:
    return {key: button.isEnabled() for key, button in transport.buttons.items()}


# --- snapshot → widget ------------------------------------------------------------------------------------


def test_at_the_beginning_there_is_no_way_back(transport: Transport) -> None:
    """Step 1, Predict: first, back and last would go nowhere."""
    assert usable(transport) == {
        "first": False, "step_back": False, "play_back": False, "play": True, "step": True, "last": False,
        "phase": True,
    }  # fmt: skip


def test_a_phase_into_step_one_there_is(transport: Transport) -> None:
    """Back goes to the step's beginning, so it is usable in mid-phase of step 1."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakePhase(1)))
    assert usable(transport)["first"]
    assert usable(transport)["step_back"]


def test_within_recorded_time_all_buttons_are_usable(transport: Transport) -> None:
    """Between the first and the last step every way is open."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5), Seek(3)))
    assert all(usable(transport).values())


def test_focus_does_not_jump_to_play_when_back_becomes_unusable(qtbot: QtBot, transport: Transport) -> None:
    """Stepping back with Space held must not end in playing."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(1)))
    qtbot.waitUntil(transport.isVisible)
    transport.buttons["step_back"].setFocus()
    qtbot.waitUntil(transport.buttons["step_back"].hasFocus)
    transport.show_snapshot(snapshot_of(frozen_a()))
    assert transport.timeline.hasFocus()


def test_play_becomes_pause_while_playing(transport: Transport) -> None:
    """Sign, name and tooltip follow."""
    play = transport.buttons["play"]
    assert (play.glyph, play.accessibleName()) == (Glyph.PLAY, "Play")
    transport.show_snapshot(snapshot_of(frozen_a(), Play()))
    assert (play.glyph, play.accessibleName()) == (Glyph.PAUSE, "Pause")
    assert play.toolTip().startswith("Pause")


def test_going_back_is_shown_by_a_filled_disc(transport: Transport) -> None:
    """Either way Play becomes Pause: stopping is always at the same place."""
    back, play = transport.buttons["play_back"], transport.buttons["play"]
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5)))
    assert (back.glyph, back.accessibleName()) == (Glyph.BACKWARDS, "Play backwards")
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5), Play(backwards=True)))
    assert (back.glyph, back.accessibleName()) == (Glyph.GOING_BACK, "Pause")
    assert play.glyph is Glyph.PAUSE
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5), Play()))
    assert (back.glyph, play.glyph) == (Glyph.BACKWARDS, Glyph.PAUSE)


def test_says_step_error_and_notice(transport: Transport) -> None:
    """One lane: its error; the notice is what the session says."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(1)))
    assert transport.words.step == "2"
    assert transport.words.errors[0][0] == "error"
    assert transport.words.errors[0][1] == pytest.approx(0.003816, abs=1e-6)
    session = Session(three_inputs(alpha=0.1))
    session.apply(Play())
    session.play(5000)
    transport.show_snapshot(session.snapshot())
    assert transport.words.diverged
    assert "0.02699" in transport.words.notice
    assert transport.accessibleDescription() == transport.words.notice
    assert usable(transport)["play"]


def test_the_error_of_a_full_batch_is_called_a_mean() -> None:
    """It is the one that the step learns from, and the history has."""
    snapshot = snapshot_of(three_inputs(order=Order(Taking.FULL_BATCH)), TakeSteps(2))
    ((word, error),) = Words.of(snapshot).errors
    assert word == "mean error"
    assert error == snapshot.history[0].mean[2] == snapshot.lanes[0].now.batch.error.sum()
    assert Words.of(snapshot_of(three_inputs())).errors[0][0] == "error"


def test_lanes_have_one_error_each(transport: Transport) -> None:
    """Side by side, each lane's label stands before its error."""
    transport.show_snapshot(snapshot_of(correct_and_printed(), TakeSteps(1)))
    assert [label for label, _ in transport.words.errors] == ["correct", "as printed"]
    assert [error for _, error in transport.words.errors] == pytest.approx([0.0640, 0.6543], abs=1e-4)


def test_speed_follows_the_snapshot_without_asking(transport: Transport) -> None:
    """A programmatic change emits nothing; a speed that is not among the choices is written out."""
    wanted: list[object] = []
    transport.speed_requested.connect(wanted.append)
    assert transport.speed.currentText() == "2 steps/s"
    transport.show_snapshot(snapshot_of(frozen_a(), SetSpeed(Speed(None))))
    assert transport.speed.currentText() == "full speed"
    transport.show_snapshot(snapshot_of(frozen_a(), SetSpeed(Speed(7.0))))
    assert transport.speed.currentIndex() == -1
    assert transport.speed.placeholderText() == "7 steps/s"
    assert wanted == []


def test_a_notice_that_is_said_elsewhere_is_left_out(transport: Transport) -> None:
    """In sight, in the tooltip and to those who listen; and back when it is not said there any more."""
    transport.show_snapshot(replace(snapshot_of(frozen_a()), notice=LONG))
    transport.leave_notice_out(True)
    assert (transport.words.notice, transport.toolTip(), transport.accessibleDescription()) == ("", "", "")
    transport.show_snapshot(replace(snapshot_of(frozen_a(), TakeSteps(1)), notice=LONG))
    assert transport.words.notice == ""
    transport.leave_notice_out(False)
    assert transport.words.notice == transport.toolTip() == LONG


# --- widget → signal --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        ("first", "first_requested"),
        ("step_back", "step_back_requested"),
        ("play_back", "play_back_requested"),
        ("play", "play_requested"),
        ("step", "step_requested"),
        ("last", "last_requested"),
        ("phase", "phase_step_requested"),
    ],
)
def test_each_button_asks_for_its_own(qtbot: QtBot, transport: Transport, key: str, signal: str) -> None:
    """By mouse, and by Space when it has the focus."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5), Seek(3)))
    asked: list[str] = []
    getattr(transport, signal).connect(lambda *_args: asked.append(signal))
    qtbot.mouseClick(transport.buttons[key], Qt.MouseButton.LeftButton)
    qtbot.keyClick(transport.buttons[key], Qt.Key.Key_Space)
    assert asked == [signal, signal]


def test_pause_is_asked_for_while_playing(qtbot: QtBot, transport: Transport) -> None:
    """The same button asks for the other thing."""
    transport.show_snapshot(snapshot_of(frozen_a(), Play()))
    with qtbot.waitSignal(transport.pause_requested), qtbot.assertNotEmitted(transport.play_requested):
        qtbot.mouseClick(transport.buttons["play"], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", ["play_back", "play"])
def test_pause_is_asked_for_while_going_back(qtbot: QtBot, transport: Transport, key: str) -> None:
    """By both buttons."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5), Play(backwards=True)))
    with qtbot.waitSignal(transport.pause_requested):
        qtbot.mouseClick(transport.buttons[key], Qt.MouseButton.LeftButton)


def test_turning_round_is_asked_for_while_playing(qtbot: QtBot, transport: Transport) -> None:
    """Rewind need not wait for a pause."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5), Play()))
    with qtbot.waitSignal(transport.play_back_requested), qtbot.assertNotEmitted(transport.pause_requested):
        qtbot.mouseClick(transport.buttons["play_back"], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("index", range(len(SPEEDS)))
def test_choosing_a_speed_asks_for_it(qtbot: QtBot, transport: Transport, index: int) -> None:
    """Every choice asks for the speed it names."""
    with qtbot.waitSignal(transport.speed_requested) as asked:
        transport.speed.activated.emit(index)
    assert asked.args == [SPEEDS[index][1]]
    assert transport.speed.itemText(index) == SPEEDS[index][0]


def test_timeline_seeks_through_the_transport(qtbot: QtBot, transport: Transport) -> None:
    """What the timeline wants, the transport wants."""
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(5)))
    with qtbot.waitSignal(transport.seek_requested) as asked:
        qtbot.keyClick(transport.timeline, Qt.Key.Key_Home)
    assert asked.args == [1]


# --- names, sizes, pictures -------------------------------------------------------------------------------


def test_everything_is_named_and_tells_its_key(transport: Transport) -> None:
    """Icon-only buttons have no name unless given one; the window's shortcuts appear in the tooltips."""
    transport.set_shortcut_texts({"step": "Ctrl+Right", "play": "Ctrl+Space"})
    for button in transport.buttons.values():
        assert button.accessibleName()
        assert button.accessibleDescription()
        assert button.width() >= 24
        assert button.height() >= 24
    assert transport.buttons["step"].toolTip() == "Take one step (Ctrl+Right)"
    transport.show_snapshot(snapshot_of(frozen_a(), Play()))
    assert transport.buttons["play"].toolTip().endswith("(Ctrl+Space)")


@pytest.mark.parametrize(
    ("width", "gone"), [(0, {"last"}), (745, set()), (1200, set()), (420, {"first", "last", "phase"})]
)
def test_controls_do_not_overlap(transport: Transport, width: int, gone: set[str]) -> None:
    """Each has its own place within the strip; where it is narrow, what has other places goes."""
    transport.resize(width or transport.minimumSizeHint().width(), transport.sizeHint().height())
    assert {key for key, button in transport.buttons.items() if button.isHidden()} == gone
    boxes = [button.geometry() for button in transport.buttons.values() if not button.isHidden()]
    boxes += [transport.timeline.geometry(), transport.speed.geometry()]
    for left, right in pairwise(boxes):
        assert left.right() < right.left()
    assert all(transport.rect().contains(box) for box in boxes)
    assert transport.timeline.width() >= (110 if width != 420 else 40)
    assert transport.minimumSizeHint().width() <= 545


@pytest.mark.parametrize("row_width", [290, 520, 900])
@pytest.mark.parametrize(
    "words",
    [
        Words("2", (("error", 0.003816),), False, ""),
        Words("10 000 000", (("error", 2.041e-307),), True, LONG),
        Words("1190", (("correct", 0.0640), ("as printed", 1.5e300)), True, LONG),
        Words("1190", (("one input", 0.0640), ("three inputs", 1.5e300)), False, "Stopped: alpha is 0."),
        Words("3", (("one", 1.0), ("two", 2.0), ("three", 3.0), ("four", 4.0)), True, ""),
    ],
)
def test_words_find_a_place_without_overlap(qapp: object, words: Words, row_width: int) -> None:
    """Step, errors, badge and notice neither touch nor leave their space, at any width."""
    assert qapp
    row, below = QRectF(250, 30, row_width, 17), QRectF(0, 47, 250 + row_width, HEIGHT - 47)
    laid = WordsPainter(LIGHT, row, below).lay_out(words)
    boxes = [piece.rect for piece in laid.pieces]
    boxes += [laid.badge] if laid.badge is not None else []
    if laid.notice is not None and laid.notice.rect.top() == row.top():
        boxes.append(laid.notice.rect)
    for left, right in pairwise(boxes):
        assert left.right() <= right.left()
    assert boxes[-1].right() <= row.right() + 1e-6
    if words.notice:
        assert laid.notice is not None
        assert laid.notice.text == words.notice
    if words.diverged and not words.notice:
        assert laid.badge is not None or (laid.notice is not None and laid.notice.text == "diverged")


def test_long_notice_takes_the_place_of_the_buttons_names(qapp: object) -> None:
    """A sentence that does not fit beside the names gets the whole width; a short one leaves them."""
    assert qapp
    painter = WordsPainter(LIGHT, QRectF(250, 30, 290, 17), QRectF(0, 47, 540, HEIGHT - 47))
    assert not painter.lay_out(Words("1", (("error", 1.0),), True, LONG)).names_stay
    assert painter.lay_out(Words("1", (("error", 1.0),), False, "Stopped.")).names_stay


def test_a_notice_stands_beside_the_names_where_it_can(transport: Transport) -> None:
    """At 1366 × 768 the buttons keep their names when the run has diverged; in small windows not."""
    session = Session(three_inputs(alpha=0.1))
    session.apply(Play())
    session.play(5000)
    transport.show_snapshot(session.snapshot())
    transport.resize(742, transport.height())
    assert transport.layout_of_words().names_stay
    transport.resize(552, transport.height())
    laid = transport.layout_of_words()
    assert not laid.names_stay
    assert laid.notice is not None
    assert laid.notice.rect.top() >= transport.buttons["play"].geometry().bottom()


def test_numbers_keep_their_slots(qapp: object) -> None:
    """Another error or step of the same length moves nothing."""
    assert qapp
    painter = WordsPainter(LIGHT, QRectF(250, 30, 520, 17), QRectF(0, 47, 770, HEIGHT - 47))
    some = painter.lay_out(Words("12", (("correct", 1.0), ("as printed", 2.0)), False, ""))
    other = painter.lay_out(Words("13", (("correct", 1.234e-17), ("as printed", 0.0001234)), False, ""))
    assert [piece.rect for piece in some.pieces] == [piece.rect for piece in other.pieces]


def test_all_lanes_are_told_where_two_fit(transport: Transport) -> None:
    """In the smallest window both of two lanes keep their errors, after a thousand steps too."""
    transport.resize(560, transport.height())
    transport.show_snapshot(snapshot_of(one_and_three(), TakeSteps(1000)))
    laid = transport.layout_of_words()
    assert [piece.text for piece in laid.pieces][2::2] == ["one input", "three inputs"]


@pytest.mark.parametrize("glyph", list(Glyph))
def test_every_glyph_draws_itself_inside_its_area(qapp: object, glyph: Glyph) -> None:
    """It leaves ink, within its square, and differs from the empty picture at any size."""
    assert qapp
    image = QImage(QSize(60, 60), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_glyph(painter, glyph, QRectF(10, 10, 40, 40), QColor("black"))
    painter.end()
    inked = [(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y).alpha() > 0]
    assert len(inked) > 100
    assert all(9 <= x <= 50 and 9 <= y <= 50 for x, y in inked)


def test_theme_can_change_while_shown(transport: Transport) -> None:
    """Another theme changes what is painted and nothing else."""
    before = transport.grab(transport.buttons["play"].geometry()).toImage()
    transport.set_theme(replace(DARK, scale=1.25))
    transport.resize(transport.minimumSizeHint())
    after = transport.grab(transport.buttons["play"].geometry()).toImage()
    assert before != after
    assert transport.buttons["play"].geometry().topLeft() != QPoint(0, 0)
    assert transport.words.step == "1"


def test_phase_of_a_later_step_can_go_back(transport: Transport) -> None:
    """Only at the very beginning is there no way back."""
    snapshot = snapshot_of(frozen_a(), TakePhase(5))
    assert (snapshot.step, snapshot.phase) == (2, Phase.COMPARE)
    transport.show_snapshot(snapshot)
    assert usable(transport)["step_back"]


# --- images -----------------------------------------------------------------------------------------------


def image_words(order: Order, step: int) -> tuple[tuple[str, str], ...]:
    snapshot = gallery_snapshot(step=step)
    return Words.of(replace(snapshot, lanes=(replace(snapshot.lanes[0], order=order),))).place


def test_images_are_counted_by_pass() -> None:
    """Of 40 images, step 57 is the second pass's 17th; shuffled, that is not the image called 17."""
    (long, _), (middle, _), (short, _) = image_words(Order(Taking.IN_TURN), 57)
    assert long == "pass 2, image 17 of 40"
    assert middle == "pass 2, image 17"
    assert short == "pass 2"
    assert image_words(Order(Taking.IN_TURN), 40)[0][0] == "pass 1, image 40 of 40"
    assert image_words(Order(Taking.IN_TURN), 41)[0][0] == "pass 2, image 1 of 40"
    for taking in (Taking.SHUFFLED, Taking.SHUFFLED_ONCE):
        assert image_words(Order(taking), 57)[0][0] == "pass 2, step 17 of 40"
    assert image_words(Order(Taking.ONE, 4), 57)[0][0] == "image 5 again and again"
    assert Words.of(snapshot_of(three_inputs())).place == ()


@pytest.mark.parametrize("width", [543, 600, 760, 1100])
def test_the_pass_takes_what_room_there_is(transport: Transport, width: int) -> None:
    """Nothing overlaps at any width, and nothing moves while images go by."""
    transport.resize(width, transport.minimumSizeHint().height())
    places = []
    for step in (41, 50, 80):
        transport.show_snapshot(gallery_snapshot(step=step, looked_at=LookAt(Source.UNSEEN, 1)))
        laid = transport.layout_of_words()
        assert any(piece.text.startswith("pass 2") for piece in laid.pieces)
        assert all(left.rect.right() <= right.rect.left() for left, right in pairwise(laid.pieces))
        assert laid.pieces[-1].rect.right() <= transport._row().right()
        places.append([piece.rect for piece in laid.pieces])
    assert places[0] == places[1] == places[2]


def test_where_there_is_no_room_the_run_looked_at_is_told(transport: Transport) -> None:
    """Of four runs with long names not all errors fit; that one's does."""
    forks = [(f"a run with a long name {number}", 2, []) for number in range(3)]
    transport.resize(560, transport.height())
    transport.show_snapshot(forked(frozen_a(), 3, *forks))
    for lane, name in enumerate(("run", *(name for name, _, _ in forks))):
        transport.show_lane(lane)
        laid = transport.layout_of_words()
        named = [piece for piece in laid.pieces if piece.text == name]
        assert [piece.color for piece in named] == [RUN_COLORS[lane]]


def test_another_name_gets_the_room_it_needs(transport: Transport) -> None:
    """A run that is named anew moves what stands beside it."""
    transport.show_snapshot(forked(frozen_a(), 3, ("fast", 2, [])))
    before = transport.layout_of_words().pieces[-1].rect
    transport.show_snapshot(forked(frozen_a(), 3, ("faster", 2, [])))
    assert transport.layout_of_words().pieces[-1].rect.left() > before.left()


# --- bookmarks --------------------------------------------------------------------------------------------

AT_FOUR = (TakeSteps(9), Seek(4))


def field_of(transport: Transport) -> BookmarkField:
    transport.name_bookmark()
    field = transport.findChild(BookmarkField)
    assert field is not None
    return field


@pytest.fixture
def named(transport: Transport) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    transport.bookmark_requested.connect(lambda step, name: found.append((step, name)))
    return found


def test_the_name_of_a_bookmarked_step_is_said(transport: Transport) -> None:
    """Beside the step's number, where there is room; only at that step."""
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR, SetBookmark(4, "the turn")))
    assert "“the turn”" in [piece.text for piece in transport.layout_of_words().pieces]
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR, SetBookmark(4, "the turn"), Seek(5)))
    assert transport.words.bookmark == ""


def test_a_long_name_gives_way_to_the_errors(transport: Transport) -> None:
    """In the smallest window the runs' errors count more."""
    transport.resize(552, transport.height())
    transport.show_snapshot(snapshot_of(one_and_three(), *AT_FOUR, SetBookmark(4, "a name that takes room")))
    texts = [piece.text for piece in transport.layout_of_words().pieces]
    assert texts[2::2] == ["one input", "three inputs"]


def test_a_step_is_named_in_a_field_that_offers_a_name(
    qtbot: QtBot, transport: Transport, named: list[tuple[int, str]]
) -> None:
    """Enter keeps it; the focus goes back to where it came from."""
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR))
    transport.buttons["step"].setFocus()
    qtbot.waitUntil(transport.buttons["step"].hasFocus)
    field = field_of(transport)
    qtbot.waitUntil(field.line.hasFocus)
    assert (field.line.text(), field.line.selectedText(), field.remove) == ("step 4", "step 4", None)
    qtbot.keyClicks(field.line, "here")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert named == [(4, "here")]
    assert transport.buttons["step"].hasFocus()
    qtbot.waitUntil(lambda: transport.findChild(BookmarkField) is None)


def test_it_is_the_step_that_was_asked_for_that_is_named(
    qtbot: QtBot, transport: Transport, named: list[tuple[int, str]]
) -> None:
    """However far playing has gone meanwhile."""
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR))
    field = field_of(transport)
    transport.show_snapshot(snapshot_of(frozen_a(), TakeSteps(9)))
    qtbot.keyClick(field.line, Qt.Key.Key_Enter)
    assert named == [(4, "step 4")]


@pytest.mark.parametrize("way", ["escape", "elsewhere", "an empty name"])
def test_a_field_that_is_left_asks_for_nothing(
    qtbot: QtBot, transport: Transport, named: list[tuple[int, str]], way: str
) -> None:
    """By Esc, by going elsewhere, or where there was no name and none is given."""
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR))
    field = field_of(transport)
    qtbot.waitUntil(field.line.hasFocus)
    qtbot.keyClicks(field.line, "other")
    if way == "escape":
        qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    elif way == "elsewhere":
        transport.timeline.setFocus()
        assert transport.timeline.hasFocus()
    else:
        field.line.clear()
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.isHidden()
    assert named == []


@pytest.mark.parametrize("way", ["an empty name", "its button", "asked for again"])
def test_a_bookmark_can_be_taken_away(
    qtbot: QtBot, transport: Transport, named: list[tuple[int, str]], way: str
) -> None:
    """By clearing its name, by a button, or by the same key again."""
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR, SetBookmark(4, "the turn")))
    field = field_of(transport)
    qtbot.waitUntil(field.line.hasFocus)
    assert field.line.text() == "the turn"
    if way == "an empty name":
        field.line.clear()
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    elif way == "its button":
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)
        assert field.isVisible()
        qtbot.keyClick(field.remove, Qt.Key.Key_Space)
    else:
        transport.name_bookmark()
    assert named == [(4, "")]


def test_asked_for_twice_a_step_is_bookmarked_at_once(
    transport: Transport, named: list[tuple[int, str]]
) -> None:
    """Under the name that is offered."""
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR))
    field_of(transport)
    transport.name_bookmark()
    assert named == [(4, "step 4")]


@pytest.mark.parametrize("width", [545, 745, 1200])
def test_the_field_covers_words_and_nothing_else(transport: Transport, width: int) -> None:
    """It lies under the timeline, inside the strip, and as many letters as a name may have are seen."""
    transport.resize(width, transport.height())
    transport.show_snapshot(snapshot_of(frozen_a(), *AT_FOUR, SetBookmark(4, "n" * 24)))
    field = field_of(transport)
    transport.resize(width - 10, transport.height())
    assert transport.rect().contains(field.geometry())
    controls = [button for button in transport.buttons.values() if not button.isHidden()]
    for control in (*controls, transport.timeline, transport.speed):
        assert not field.geometry().intersects(control.geometry())
    assert field.line.accessibleName() == "Name of the bookmark at step 4"
    assert field.line.maxLength() == 24
