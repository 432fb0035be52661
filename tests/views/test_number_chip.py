"""The number chip: a value to a text, and typing, nudging and dragging to wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from gdstudio.views.kit.number_chip import Look, NumberChip, nudge
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from gdstudio.views.kit.number_edit import NumberEdit


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(420, 120)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


@pytest.fixture
def chip(ground: QWidget) -> NumberChip:
    made = NumberChip(LIGHT, "a", ground)
    made.setGeometry(100, 40, 110, 28)
    made.show()
    made.show_value(0.1)
    return made


class Wishes(list[tuple[float, int]]):
    """Collects what a chip asks for."""

    def __init__(self, chip: NumberChip) -> None:
        super().__init__()
        chip.value_requested.connect(lambda value, gesture: self.append((value, gesture)))


def edit_of(chip: NumberChip) -> NumberEdit:
    edit = chip._edit
    assert edit is not None
    return edit


def drag(qtbot: QtBot, chip: NumberChip, *ways: int) -> None:
    """Press in the middle and go to each of these distances from there, without letting go."""
    middle = chip.rect().center()
    qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=middle)
    for way in ways:
        qtbot.mouseMove(chip, middle + QPoint(way, 0))


def picture(chip: NumberChip) -> QImage:
    return chip.grab().toImage()


def test_shows_a_value_without_asking_for_it(chip: NumberChip) -> None:
    """A value from the program is shown and announced, and emits nothing."""
    wishes = Wishes(chip)
    chip.show_value(-0.25)
    assert chip.text == "−0.25"
    assert chip.accessibleDescription() == "−0.25"
    assert wishes == []


@pytest.mark.parametrize(
    ("value", "count", "result"),
    [
        (0.11, 1, 0.12),
        (8.5, -1, 8.4),
        (0.0, 1, 0.01),
        (-123.0, 1, -113.0),
        (0.001, -2, -0.001),
        (1e6, 1, 1e6),
    ],
)
def test_a_nudge_is_a_unit_of_the_second_digit(value: float, count: int, result: float) -> None:
    """Nudges suit the size of the number, pass through 0, and stay within what may be used."""
    assert nudge(value, count) == result


def test_up_and_down_nudge(qtbot: QtBot, chip: NumberChip) -> None:
    """Up and Down ask for a little more or less at once, Shift for ten times as much; each by itself."""
    wishes = Wishes(chip)
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Up)
    qtbot.keyClick(chip, Qt.Key.Key_Up)
    qtbot.keyClick(chip, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [value for value, _ in wishes] == [0.11, 0.12, 0.02]
    assert len({gesture for _, gesture in wishes}) == 3
    assert chip.text == "0.02"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2])
def test_keys_open_a_line_with_the_number(qtbot: QtBot, chip: NumberChip, key: Qt.Key) -> None:
    """Enter and F2 open a line over the chip, with the number selected."""
    qtbot.keyClick(chip, key)
    assert edit_of(chip).selectedText() == "0.1"
    assert edit_of(chip).geometry().intersects(chip.geometry())
    assert chip.parentWidget().rect().contains(edit_of(chip).geometry())


def test_typing_begins_with_the_first_character(qtbot: QtBot, chip: NumberChip) -> None:
    """A digit or a minus opens the line, and typing goes on there; Enter asks for the number."""
    wishes = Wishes(chip)
    qtbot.keyClicks(chip, "-")
    qtbot.keyClicks(edit_of(chip), "1.5")
    qtbot.keyClick(edit_of(chip), Qt.Key.Key_Return)
    assert [value for value, _ in wishes] == [-1.5]
    assert wishes[0][1] > 0
    assert not chip.held
    assert chip.text == "−1.5"


def test_double_click_opens_and_escape_leaves_it(qtbot: QtBot, chip: NumberChip) -> None:
    """Esc closes the line without asking for anything and shows what came meanwhile."""
    wishes = Wishes(chip)
    qtbot.mouseDClick(chip, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(edit_of(chip), "7")
    chip.show_value(0.3)
    assert chip.text == "0.1"
    qtbot.keyClick(edit_of(chip), Qt.Key.Key_Escape)
    assert wishes == []
    assert not chip.held
    assert chip.text == "0.3"


def test_leaving_the_line_takes_the_number(qtbot: QtBot, ground: QWidget, chip: NumberChip) -> None:
    """Going elsewhere is as good as Enter."""
    other = NumberChip(LIGHT, "b", ground)
    other.show()
    wishes = Wishes(chip)
    qtbot.keyClicks(chip, "2")
    qtbot.waitUntil(edit_of(chip).hasFocus)
    other.setFocus()
    assert [value for value, _ in wishes] == [2.0]
    assert not chip.held


def test_the_same_number_is_no_wish(qtbot: QtBot, chip: NumberChip) -> None:
    """Enter on an untouched line asks for nothing, even where the number shown is rounded."""
    chip.show_value(1 / 3)
    wishes = Wishes(chip)
    qtbot.keyClick(chip, Qt.Key.Key_F2)
    qtbot.keyClick(edit_of(chip), Qt.Key.Key_Return)
    assert wishes == []
    assert not chip.held


@pytest.mark.parametrize(("typed", "said"), [("4x", "not a number"), ("2000000", "out of range")])
def test_what_is_no_number_is_marked_and_explained(
    qtbot: QtBot, chip: NumberChip, typed: str, said: str
) -> None:
    """Enter on unusable text keeps the line open, marks it and says what is wrong; the value stays."""
    wishes = Wishes(chip)
    qtbot.keyClicks(chip, typed[0])
    edit = edit_of(chip)
    qtbot.keyClicks(edit, typed[1:])
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.property("invalid") is True
    complaint = edit._complaint
    assert complaint is not None
    assert said in complaint.text()
    assert complaint.isVisible()
    assert complaint.parentWidget().rect().contains(complaint.geometry())
    assert said in edit.accessibleDescription()
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.property("invalid") is False
    assert not complaint.isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert wishes == []
    assert chip.text == "0.1"


def test_a_drag_scrubs_with_one_gesture(qtbot: QtBot, chip: NumberChip) -> None:
    """Dragging sideways asks for values on the way, all with one number; snapshots do not interfere."""
    wishes = Wishes(chip)
    drag(qtbot, chip, 3, 6, 9)
    chip.show_value(55.0)
    qtbot.mouseMove(chip, chip.rect().center() + QPoint(-9, 0))
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton)
    assert [value for value, _ in wishes] == [0.12, 0.13, 0.07]
    assert len({gesture for _, gesture in wishes}) == 1
    chip.show_value(0.5)
    assert chip.text == "0.5"


def test_a_click_is_no_drag(qtbot: QtBot, chip: NumberChip) -> None:
    """A click with an unsteady hand turns to the number but does not change it."""
    wishes = Wishes(chip)
    with qtbot.waitSignal(chip.pick_requested):
        drag(qtbot, chip, 2, -3)
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton)
    assert wishes == []
    assert not chip.held


def test_says_when_it_is_looked_at(qtbot: QtBot, chip: NumberChip) -> None:
    """The focus coming by Tab means a look and a choice; going away ends the look."""
    looks: list[bool] = []
    chip.looked_at.connect(looks.append)
    with qtbot.waitSignal(chip.pick_requested):
        chip.setFocus(Qt.FocusReason.TabFocusReason)
    chip.clearFocus()
    assert looks == [True, False]


def test_a_read_only_chip_takes_nothing(qtbot: QtBot, ground: QWidget) -> None:
    """A chip that only shows takes no focus and opens no line."""
    chip = NumberChip(LIGHT, "", ground, shape="circle", editable=False)
    chip.show()
    wishes = Wishes(chip)
    assert chip.focusPolicy() is Qt.FocusPolicy.NoFocus
    qtbot.mouseDClick(chip, Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip, Qt.Key.Key_Up)
    drag(qtbot, chip, 40)
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton)
    assert not chip.held
    assert wishes == []


@pytest.mark.parametrize(
    "look", [Look(dim=True), Look(frozen=True), Look(selected=True), Look(color="negative_text")]
)
@pytest.mark.parametrize("shape", ["pill", "box", "circle"])
def test_looks_and_themes_are_seen(ground: QWidget, look: Look, shape: str) -> None:
    """Each state looks different from the plain one, and each theme from the other."""
    chip = NumberChip(LIGHT, "", ground, shape=shape)
    chip.resize(60, 60)
    chip.show_value(-1.0)
    before = picture(chip)
    chip.show_look(look)
    changed = picture(chip)
    assert changed != before
    chip.set_theme(DARK)
    assert picture(chip) != changed


def test_the_focus_is_seen(chip: NumberChip) -> None:
    """A focused chip has a ring."""
    before = picture(chip)
    chip.setFocus()
    assert picture(chip) != before


def test_a_long_number_is_not_cut(ground: QWidget) -> None:
    """A number too long for a circle is written smaller, and nothing of it is drawn outside."""
    chip = NumberChip(LIGHT, "", ground, shape="circle")
    chip.resize(50, 50)
    chip.show_value(-0.1234)
    face = chip._face
    assert face._font_for(chip.text, 40.0).pixelSize() < face._font_for("8.5", 40.0).pixelSize()
