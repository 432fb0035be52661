"""The digit pad asks to look at what is drawn, and shows what the weights make of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gdstudio.files.mnist_sample import load_sample
from gdstudio.messages import LookAt, Source
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.pad.board import Board
from gdstudio.views.pad.panel import DigitPad
from gdstudio.views.pad.preview import Preview
from gdstudio.views.pad.scores import ScoreBars
from gdstudio.views.pad.tools import PENS, PadButton

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.core.images import PixelArray
    from gdstudio.core.network import FloatArray
    from gdstudio.messages import Snapshot

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Shown:
    """A pad on the screen, and what it has asked for."""

    def __init__(self, qtbot: QtBot, snapshot: Snapshot | None = None) -> None:
        self.qtbot = qtbot
        self.pad = DigitPad(LIGHT)
        qtbot.addWidget(self.pad)
        self.pad.resize(330, 560)
        self.drawn: list[PixelArray] = []
        self.cleared = 0
        self.pad.drawn.connect(self.drawn.append)
        self.pad.cleared.connect(self._count)
        self.pad.show_snapshot(snapshot or gallery_snapshot())
        self.pad.show()
        self.board = self.pad.findChild(Board)
        assert isinstance(self.board, Board)

    def _count(self) -> None:
        self.cleared += 1

    def at(self, x: float, y: float) -> QPoint:
        """A point of the pad, from 0 to 1 each way."""
        return QPoint(round(x * self.board.width()), round(y * self.board.height()))

    def stroke(
        self,
        *places: tuple[float, float],
        button: Qt.MouseButton = LEFT,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Draw through these places with the mouse."""
        points = [self.at(x, y) for x, y in places]
        QTest.mousePress(self.board, button, modifier, points[0])
        for point in points[1:]:
            QTest.mouseMove(self.board, point)
        QTest.mouseRelease(self.board, button, modifier, points[-1])

    def button(self, name: str) -> PadButton:
        """The button with this label."""
        return next(each for each in self.pad.findChildren(PadButton) if each.text() == name)

    def look_at_drawing(self) -> None:
        """Bring the snapshot that the latest wish leads to."""
        self.pad.show_snapshot(replace(drawn_snapshot(self.drawn[-1]), handled=100))


def drawn_snapshot(pixels: PixelArray, *, playing: bool = False) -> Snapshot:
    return gallery_snapshot(looked_at=LookAt(Source.DRAWN, pixels=pixels), playing=playing)


def words(shown: Shown) -> tuple[str, str]:
    return shown.pad._verdict


UPRIGHT = ((0.5, 0.2), (0.5, 0.8))
ACROSS = ((0.2, 0.5), (0.8, 0.5))


def test_a_stroke_asks_to_look_at_it_as_the_network_sees_it(qtbot: QtBot) -> None:
    """An upright stroke becomes an upright line, 20 pixels high in the middle of 28 × 28."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    image = shown.drawn[-1]
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    assert len(rows) == 20
    assert 2 <= len(columns) <= 4
    assert abs(columns.mean() - 14) <= 0.5
    assert shown.cleared == 0


def test_it_asks_while_drawing_but_not_for_every_move(qtbot: QtBot) -> None:
    """Many moves within a frame are one wish; a later one comes before the pen is lifted."""
    shown = Shown(qtbot)
    QTest.mousePress(shown.board, LEFT, pos=shown.at(0.3, 0.2))
    for step in range(20):
        QTest.mouseMove(shown.board, shown.at(0.3 + step / 50, 0.2 + step / 50))
    assert len(shown.drawn) <= 1
    qtbot.waitUntil(lambda: len(shown.drawn) >= 1, timeout=2000)
    before = len(shown.drawn)
    QTest.mouseMove(shown.board, shown.at(0.2, 0.8))
    QTest.mouseRelease(shown.board, LEFT, pos=shown.at(0.2, 0.8))
    assert len(shown.drawn) == before + 1


@pytest.mark.parametrize(("button", "shift"), [(RIGHT, False), (LEFT, True)])
def test_right_button_and_shift_erase(qtbot: QtBot, button: Qt.MouseButton, shift: bool) -> None:
    """What is erased is no longer in the image; when all is gone there is nothing to look at."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    shown.stroke(*ACROSS)
    cross = shown.drawn[-1]
    modifier = SHIFT if shift else Qt.KeyboardModifier.NoModifier
    shown.stroke((0.1, 0.5), (0.38, 0.5), button=button, modifier=modifier)
    assert (shown.drawn[-1] > 0).sum() < (cross > 0).sum()
    for y in np.arange(0.1, 1.0, 0.1):
        shown.stroke((0.05, float(y)), (0.95, float(y)), button=button, modifier=modifier)
    assert shown.cleared == 1


def test_what_changes_nothing_asks_for_nothing(qtbot: QtBot) -> None:
    """The eraser where there is no ink: the image is the same, and so is the wish."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    shown.stroke((0.1, 0.1), (0.1, 0.9), button=RIGHT)
    assert len(shown.drawn) == 1


def test_the_eraser_button_erases(qtbot: QtBot) -> None:
    """For those who draw with a finger there is a button."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    QTest.mouseClick(shown.button("Eraser"), LEFT)
    shown.stroke(*UPRIGHT)
    assert shown.cleared == 1


def test_undo_takes_back_strokes_and_a_clearing(qtbot: QtBot) -> None:
    """Backspace and the button: the last stroke goes; what Clear took comes back."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    shown.stroke(*ACROSS)
    line, cross = shown.drawn[0], shown.drawn[-1]
    QTest.keyClick(shown.board, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: np.array_equal(shown.drawn[-1], line))
    shown.stroke(*ACROSS)
    QTest.mouseClick(shown.button("Clear"), LEFT)
    qtbot.waitUntil(lambda: shown.cleared == 1)
    assert not shown.button("Clear").isEnabled()
    before = len(shown.drawn)
    QTest.mouseClick(shown.button("Undo"), LEFT)
    qtbot.waitUntil(lambda: len(shown.drawn) == before + 1)
    assert np.array_equal(shown.drawn[-1], cross)
    for _ in range(2):
        QTest.keyClick(shown.board, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: shown.cleared == 2)
    assert not shown.button("Undo").isEnabled()
    QTest.keyClick(shown.board, Qt.Key.Key_Backspace)  # nothing left: nothing happens


def test_pens_differ_in_width(qtbot: QtBot) -> None:
    """The same stroke with a thicker pen is a wider line."""
    shown = Shown(qtbot)
    widths = []
    for name in PENS:
        QTest.mouseClick(shown.button(name), LEFT)
        shown.stroke(*UPRIGHT)
        widths.append(int(shown.drawn[-1].astype(int).sum()))
        shown.board.undo()
        qtbot.waitUntil(lambda: not shown.pad._timer.isActive())
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_keys_draw(qtbot: QtBot) -> None:
    """Arrows move the pen; between two presses of Space they draw. Shift+Space is the eraser."""
    shown = Shown(qtbot)
    board = shown.board
    board.setFocus()
    for _ in range(8):
        QTest.keyClick(board, Qt.Key.Key_Up)
    assert shown.drawn == []
    QTest.keyClick(board, Qt.Key.Key_Space)
    for _ in range(16):
        QTest.keyClick(board, Qt.Key.Key_Down)
    assert "the pen is down" in board.accessibleDescription()
    QTest.keyClick(board, Qt.Key.Key_Space)
    assert "1 stroke; the pen is up" in board.accessibleDescription()
    image = shown.drawn[-1]
    assert np.ptp(np.flatnonzero(image.any(axis=1))) == 19
    assert np.ptp(np.flatnonzero(image.any(axis=0))) < 6
    QTest.keyClick(board, Qt.Key.Key_Space, SHIFT)
    for _ in range(16):
        QTest.keyClick(board, Qt.Key.Key_Up)
    QTest.keyClick(board, Qt.Key.Key_Space)
    assert shown.cleared == 1


def test_two_arrows_held_draw_aslant(qtbot: QtBot) -> None:
    """Right and Down together move the pen both ways at once."""
    shown = Shown(qtbot)
    QTest.keyClick(shown.board, Qt.Key.Key_Space)
    QTest.keyPress(shown.board, Qt.Key.Key_Right)
    for _ in range(8):
        QTest.keyPress(shown.board, Qt.Key.Key_Down)
    assert "75 % across and 72 % down" in shown.board.accessibleDescription()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyRelease(shown.board, key)
    QTest.keyClick(shown.board, Qt.Key.Key_Left)
    assert "72 % across and 72 % down" in shown.board.accessibleDescription()
    QTest.keyClick(shown.board, Qt.Key.Key_Escape)


def test_leaving_lifts_the_pen_and_the_pen_stays_on_the_pad(qtbot: QtBot) -> None:
    """What is typed elsewhere does not draw; arrows stop at the edge; keys of the window are left alone."""
    shown = Shown(qtbot)
    shown.pad.activateWindow()
    shown.board.setFocus()
    qtbot.waitUntil(shown.board.hasFocus)
    for _ in range(30):
        QTest.keyClick(shown.board, Qt.Key.Key_Left)
    assert "0 % across and 50 % down" in shown.board.accessibleDescription()
    QTest.keyClick(shown.board, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown.board, Qt.Key.Key_Space)
    shown.button("Eraser").setFocus()
    assert "the pen is up" in shown.board.accessibleDescription()
    assert len(shown.drawn) == 1


def test_scores_of_the_drawing_are_named(qtbot: QtBot) -> None:
    """The winner and the next in words, from the snapshot's prediction; the bars say all ten."""
    shown = Shown(qtbot)
    assert words(shown)[0] == "nothing drawn yet"
    shown.stroke(*UPRIGHT)
    shown.look_at_drawing()
    pred = drawn_snapshot(shown.drawn[-1]).gallery.seen.pred  # type: ignore[union-attr]
    order = np.argsort(-pred)
    assert words(shown)[0].startswith(f"looks most like {order[0]} (")
    assert words(shown)[1].startswith(f"next {order[1]} (")
    bars = shown.pad.findChild(ScoreBars)
    assert bars.accessibleDescription().count(":") == 10
    assert shown.pad.findChild(Preview).accessibleDescription() == "28 × 28 pixels"
    assert bars.reach >= pred.max()


def test_equal_scores_name_no_winner(qtbot: QtBot) -> None:
    """Before anything is learnt all scores are 0: nothing looks most like anything."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    snapshot = drawn_snapshot(shown.drawn[-1])
    assert snapshot.gallery is not None
    seen = replace(snapshot.gallery.seen, pred=np.zeros(10))
    shown.pad.show_snapshot(replace(snapshot, gallery=replace(snapshot.gallery, seen=seen), handled=100))
    assert words(shown) == ("all scores are 0.00", "nothing tells the classes apart yet")


def test_the_drawing_stays_while_something_else_is_looked_at(qtbot: QtBot) -> None:
    """A button, shown only then, asks to look at the same drawing again."""
    shown = Shown(qtbot)
    look = shown.button("Look at my drawing")
    shown.stroke(*UPRIGHT)
    image = shown.drawn[-1]
    shown.pad.show_snapshot(gallery_snapshot())  # made before the wish was handled
    assert look.isHidden()
    shown.look_at_drawing()
    assert look.isHidden()
    shown.pad.show_snapshot(replace(gallery_snapshot(), handled=101))
    assert look.isVisible()
    assert words(shown)[0] == "another image"
    QTest.mouseClick(look, LEFT)
    assert len(shown.drawn) == 2
    assert np.array_equal(shown.drawn[-1], image)


def test_showing_asks_for_nothing(qtbot: QtBot) -> None:
    """Snapshots, another theme, another size: no signal."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    count = len(shown.drawn)
    for playing in (True, False):
        shown.pad.show_snapshot(drawn_snapshot(shown.drawn[-1], playing=playing))
    shown.pad.set_theme(DARK)
    shown.pad.resize(300, 380)
    shown.pad.grab()
    assert len(shown.drawn) == count
    assert shown.cleared == 0


def test_hidden_it_shows_the_latest_snapshot_when_shown(qtbot: QtBot) -> None:
    """While hidden nothing is worked out; shown, it has caught up."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    shown.pad.hide()
    shown.look_at_drawing()
    assert not words(shown)[0].startswith("looks most like")
    shown.pad.show()
    assert words(shown)[0].startswith("looks most like")


def test_other_images_have_other_sizes_and_names(qtbot: QtBot) -> None:
    """With smaller images the drawing becomes as small; it is not asked for by itself."""
    shown = Shown(qtbot)
    shown.stroke(*UPRIGHT)
    snapshot = replace(gallery_snapshot(), handled=100)
    assert snapshot.gallery is not None
    small = replace(snapshot.gallery.learnt, pixels=snapshot.gallery.learnt.pixels[:, ::2, ::2])
    shown.pad.show_snapshot(replace(snapshot, gallery=replace(snapshot.gallery, learnt=small)))
    assert len(shown.drawn) == 1
    QTest.mouseClick(shown.button("Look at my drawing"), LEFT)
    assert shown.drawn[-1].shape == (14, 14)
    assert shown.drawn[-1].any()


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_is_written_in_place_of_what_is_drawn(qtbot: QtBot, digit: int) -> None:
    """In strokes, which can be taken back; and it is most like that digit as people write it."""
    shown = Shown(qtbot)
    shown.stroke((0.1, 0.9), (0.9, 0.9))
    asked = len(shown.drawn)
    shown.pad.write(digit)
    assert len(shown.drawn) == asked + 1
    pixels, labels = written_by_people()
    ink = shown.drawn[-1].reshape(-1) / 255.0
    nearest = labels[np.argsort(pixels @ ink)[-5:]]
    assert (nearest == digit).sum() >= 3
    shown.board.undo()
    assert shown.board.drawing.can_undo


@cache
def written_by_people() -> tuple[FloatArray, PixelArray]:
    """The sample's digits to learn from, each of length 1, and their labels."""
    learnt = load_sample().learnt
    pixels = learnt.pixels.reshape(len(learnt), -1) / 255.0
    return pixels / np.linalg.norm(pixels, axis=1, keepdims=True), learnt.labels
