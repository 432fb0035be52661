"""The row of inputs: snapshots in, wishes out, and rows that move only when they should."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QAbstractAnimation, QPoint, QSize, Qt

from gdstudio.messages import LookAt, Source, WeightRef
from gdstudio.views.kit.pixel_picture import pixel_rect
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.row.layout import LENS, lens_start, places, row_on_the_way, row_place
from gdstudio.views.row.panel import DURATION, STEPS, RowPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZES = [QSize(520, 160), QSize(560, 164), QSize(692, 194), QSize(1100, 294), QSize(1366, 732)]
RUNNING, STOPPED = QAbstractAnimation.State.Running, QAbstractAnimation.State.Stopped


@pytest.fixture
def panel(qtbot: QtBot) -> RowPanel:
    panel = RowPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(692, 230)
    panel.show()
    return panel


def strip_place(panel: RowPanel, index: int) -> QPoint:
    """The middle of an input in the strip."""
    parts = panel.canvas._places
    assert parts is not None
    return pixel_rect(parts.strips[0], (1, 784), index).center().toPoint()


# --- where things are -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_at_any_size(size: QSize) -> None:
    """Image, text, strips and magnifier stand inside, none on another."""
    parts = places(size, 1.0, (28, 28), 62.0)
    every = [parts.image, parts.text, *parts.strips, *parts.lens]

    assert all(0 <= each.left() <= each.right() <= size.width() for each in every)
    assert all(0 <= each.top() <= each.bottom() <= size.height() for each in every)
    overlaps = [(a, b) for i, a in enumerate(every) for b in every[i + 1 :] if a.intersects(b)]
    assert overlaps == []
    assert parts.gutter >= 62.0 * parts.unit


def test_rows_go_from_the_image_to_their_places_end_to_end() -> None:
    """At 0 they fill the image from top to bottom, at 1 the strip from left to right, in reading order."""
    parts = places(QSize(692, 194), 1.0, (28, 28), 62.0)
    image, strip = parts.image, parts.strips[0]
    folded = [row_place(parts, 28, row, 0.0) for row in range(28)]
    laid = [row_place(parts, 28, row, 1.0) for row in range(28)]

    assert all(place.left() == image.left() and place.width() == image.width() for place in folded)
    assert [place.top() for place in folded] == sorted(place.top() for place in folded)
    assert folded[-1].bottom() == pytest.approx(image.bottom())
    for row, place in enumerate(laid):
        assert place.left() == pytest.approx(strip.left() + row * strip.width() / 28)
        assert (place.top(), place.height()) == pytest.approx((strip.top(), strip.height()))


def test_the_first_row_leaves_first() -> None:
    """Half way the first rows have arrived and the last still wait."""
    parts = places(QSize(692, 194), 1.0, (28, 28), 62.0)

    assert row_place(parts, 28, 0, 0.5) == row_place(parts, 28, 0, 1.0)
    assert row_place(parts, 28, 27, 0.5) == row_place(parts, 28, 27, 0.0)
    assert [row_on_the_way(28, progress) for progress in (0.0, 0.35, 1.0)] == [0, 13, 27]


@pytest.mark.parametrize(("pixel", "start"), [(0, 0), (13, 0), (400, 386), (783, 756)])
def test_the_magnifier_stays_inside_the_row(pixel: int, start: int) -> None:
    """The input looked at is in its middle, except near the ends."""
    assert lens_start(784, pixel) == start
    assert start <= pixel < start + LENS


# --- snapshot to widget -----------------------------------------------------------------------------------


def test_the_inputs_are_those_of_the_image_looked_at(panel: RowPanel) -> None:
    """Each meets its weight into the label's output, until another output is asked for."""
    snapshot = gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 5))
    gallery = snapshot.gallery
    assert gallery is not None
    panel.show_snapshot(snapshot)
    meeting = panel.canvas._meeting
    assert meeting is not None
    assert meeting.name == f"{gallery.label}"
    assert meeting.weights.tolist() == gallery.seen.weights[gallery.label].tolist()

    panel.show_outputs(7, 2)

    meeting = panel.canvas._meeting
    assert meeting is not None
    assert (meeting.name, meeting.score) == ("7", gallery.seen.pred[7])
    assert meeting.products.sum() == pytest.approx(meeting.score)
    assert "the score of 7" in panel.canvas.accessibleDescription()

    panel.show_snapshot(replace(snapshot, hidden=frozenset({"scores"})))

    assert "add up to ?, the score of 7" in panel.canvas.accessibleDescription()


def test_hidden_it_waits_until_it_is_shown(qtbot: QtBot) -> None:
    """A panel behind another tab does no work, and catches up when it comes to the front."""
    panel = RowPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_snapshot(gallery_snapshot())
    assert panel.canvas._meeting is None

    panel.show()

    assert panel.canvas._meeting is not None


def test_a_selected_weight_is_marked_and_told_without_a_signal(panel: RowPanel) -> None:
    """The selected weight's input is named with its row and column."""
    panel.show_snapshot(gallery_snapshot())
    sent: list[object] = []
    panel.weight_selected.connect(sent.append)

    panel.select(WeightRef(0, 2, 180))

    assert "input 180 = row 6, column 12:" in panel.canvas.accessibleDescription()
    assert sent == []


def test_another_theme_is_painted(panel: RowPanel) -> None:
    """The weights' ground goes with the theme."""
    panel.show_snapshot(gallery_snapshot())
    light = panel.grab().toImage()
    panel.set_theme(DARK)

    assert panel.grab().toImage() != light


def test_without_images_nothing_is_shown(panel: RowPanel) -> None:
    """A scene without a gallery leaves the canvas empty."""
    panel.show_snapshot(replace(gallery_snapshot(), gallery=None))

    assert panel.canvas._meeting is None


# --- the motion -------------------------------------------------------------------------------------------


def test_the_button_lays_the_rows_out_and_folds_them_back(panel: RowPanel, qtbot: QtBot) -> None:
    """Without motion the rows jump, and the button then says the opposite."""
    panel.show_snapshot(gallery_snapshot())
    panel.animated = False
    before = panel.button.text()
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert (panel.slider.value(), panel.canvas._progress) == (STEPS, 1.0)
    assert panel.button.text() != before

    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)

    assert (panel.slider.value(), panel.button.text()) == (0, before)
    assert panel.motion.state() is STOPPED


def test_with_motion_the_rows_take_their_time(panel: RowPanel, qtbot: QtBot) -> None:
    """The rows are on their way while the animation's clock runs, and a second press turns them back."""
    panel.show_snapshot(gallery_snapshot())
    panel.animated = True
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert panel.motion.state() is RUNNING
    assert 1000 <= panel.motion.duration() == DURATION <= 2000
    panel.motion.pause()
    panel.motion.setCurrentTime(DURATION // 2)
    assert panel.canvas._progress == 0.5
    folding = panel.button.text()

    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert panel.button.text() != folding
    panel.motion.setCurrentTime(panel.motion.duration())

    assert panel.canvas._progress == 0.0
    assert panel.motion.state() is STOPPED


def test_hidden_nothing_moves(panel: RowPanel, qtbot: QtBot) -> None:
    """Behind another tab the rows are at once where they were going."""
    panel.show_snapshot(gallery_snapshot())
    panel.animated = True
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)

    panel.hide()

    assert panel.motion.state() is STOPPED
    assert panel.slider.value() == STEPS


def test_the_slider_moves_the_rows_by_hand(panel: RowPanel, qtbot: QtBot) -> None:
    """Its keys stop a motion under way and put the rows where the slider is."""
    panel.show_snapshot(gallery_snapshot())
    panel.animated = True
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.slider, Qt.Key.Key_Home)
    assert panel.motion.state() is STOPPED
    assert panel.canvas._progress == 0.0
    qtbot.keyClick(panel.slider, Qt.Key.Key_Right)

    assert 0 < panel.canvas._progress < 0.1
    assert panel.slider.value() == round(panel.canvas._progress * STEPS)


# --- widget to signal -------------------------------------------------------------------------------------


def test_an_input_pointed_at_in_the_strip_is_told(panel: RowPanel, qtbot: QtBot) -> None:
    """The pointer in the strip names an input; a click selects its weight into the chosen output."""
    panel.resize(1900, 330)  # cells of more than a pixel
    panel.show_snapshot(gallery_snapshot())
    panel.show_outputs(4, None)
    with qtbot.waitSignal(panel.weight_hovered) as hovered:
        qtbot.mouseMove(panel.canvas, strip_place(panel, 180))
    with qtbot.waitSignal(panel.weight_selected) as selected:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=strip_place(panel, 180))

    assert hovered.args == selected.args == [WeightRef(0, 4, 180)]
    assert "input 180 = row 6, column 12:" in panel.canvas.accessibleDescription()


def test_the_magnifier_holds_still_under_the_pointer(panel: RowPanel, qtbot: QtBot) -> None:
    """Pointing into the magnifier names the cell there, and does not move it away."""
    panel.show_snapshot(gallery_snapshot())
    panel.show_outputs(4, None)
    canvas, parts = panel.canvas, panel.canvas._places
    assert parts is not None
    start = canvas._start
    hovered: list[object] = []
    panel.weight_hovered.connect(hovered.append)
    for cell in (3, 20):
        qtbot.mouseMove(canvas, pixel_rect(parts.lens[0], (1, LENS), cell).center().toPoint())

    assert hovered == [WeightRef(0, 4, start + 3), WeightRef(0, 4, start + 20)]
    assert canvas._start == start


def test_the_keyboard_goes_along_the_row(panel: RowPanel, qtbot: QtBot) -> None:
    """Left and Right go to the next input, Up and Down to the next row, Space selects; ends hold it."""
    panel.show_snapshot(gallery_snapshot())
    panel.show_outputs(4, None)
    panel.select(WeightRef(0, 4, 30))
    hovered: list[object] = []
    panel.weight_hovered.connect(hovered.append)
    keys = Qt.Key
    for key in (keys.Key_Left, keys.Key_Left, keys.Key_Up, keys.Key_Up, keys.Key_Down, keys.Key_End):
        qtbot.keyClick(panel.canvas, key)
    with qtbot.waitSignal(panel.weight_selected) as selected:
        qtbot.keyClick(panel.canvas, keys.Key_Space)

    assert hovered == [WeightRef(0, 4, index) for index in (30, 29, 1, 29, 783)]
    assert selected.args == [WeightRef(0, 4, 783)]


def test_every_control_says_what_it_does(panel: RowPanel) -> None:
    """Button, slider and canvas have a name, a description and a tip."""
    panel.show_snapshot(gallery_snapshot())
    for control in (panel.button, panel.slider, panel.canvas):
        assert control.accessibleDescription()
        assert control.toolTip()
    assert panel.slider.accessibleName()
    assert panel.canvas.accessibleName()
