"""The pictures panel: a snapshot's numbers, and what the user wants of images, weights and the brush."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scenes
from gallery_parts import gallery_snapshot
from image_scenes import image_scene, small_images
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gdstudio.core.descent import Phase
from gdstudio.messages import (
    Compared,
    FreezePixels,
    LookAt,
    Reference,
    Snapshot,
    Source,
    Speed,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.views.kit.heat import color_table
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.pictures.captions import Captions
from gdstudio.views.pictures.panel import PicturesPanel
from gdstudio.views.pictures.tile_face import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

SIZES = [(578, 328), (592, 416), (678, 358), (692, 410), (1100, 560)]
DRAWING = LookAt(Source.DRAWN, 0, np.full((28, 28), 100, np.uint8))
LEFT, RIGHT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
SHIFT, CONTROL, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., PicturesPanel]:
    """Opens a panel with a snapshot."""

    def opened(snapshot: Snapshot | None = None, size: tuple[int, int] = (692, 410)) -> PicturesPanel:
        panel = PicturesPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(*size)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.show_snapshot(snapshot or gallery_snapshot())
        return panel

    return opened


def later(first: Snapshot, **changes: object) -> Snapshot:
    """Another snapshot of the same scene and images."""
    other = gallery_snapshot(**changes)  # type: ignore[arg-type]
    assert first.gallery is not None
    assert other.gallery is not None
    gallery = replace(other.gallery, learnt=first.gallery.learnt, unseen=first.gallery.unseen)
    return replace(other, scene=first.scene, gallery=gallery)


def heard(signal: object) -> list[tuple[object, ...]]:
    """Everything a signal says from now on."""
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *what: said.append(what))  # type: ignore[attr-defined]
    return said


def mouse(
    widget: QWidget,
    kind: QEvent.Type,
    place: QPointF,
    button: Qt.MouseButton = NO_BUTTON,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Send a mouse event; a move with a button is a drag."""
    pressed = button if kind is not QEvent.Type.MouseMove else NO_BUTTON
    event = QMouseEvent(kind, place, widget.mapToGlobal(place), pressed, button, modifiers)
    QApplication.sendEvent(widget, event)


def stroke(
    widget: QWidget,
    places: list[QPointF],
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Press, drag along, let go."""
    mouse(widget, QEvent.Type.MouseButtonPress, places[0], button, modifiers)
    for place in places[1:]:
        mouse(widget, QEvent.Type.MouseMove, place, button, modifiers)
    mouse(widget, QEvent.Type.MouseButtonRelease, places[-1], button, modifiers)


def on_image(panel: PicturesPanel, pixel: int) -> QPointF:
    return panel.parts.image.grid.cell(pixel).center()


def on_tile(panel: PicturesPanel, output: int, pixel: int | None = None) -> QPointF:
    """A pixel of a tile's picture, or its words."""
    sheet = panel.parts.tiles.sheet
    assert sheet is not None
    if pixel is None:
        return sheet.tile(output).bottomLeft() + QPointF(6, -6)
    return sheet.grid(output).cell(pixel).center()


def click(panel: PicturesPanel, output: int, pixel: int | None, modifiers: object = NONE) -> None:
    stroke(panel.parts.tiles, [on_tile(panel, output, pixel)], LEFT, modifiers)  # type: ignore[arg-type]


def with_score_of(snapshot: Snapshot, wrong: set[int]) -> Snapshot:
    """A snapshot in which just these unseen images are taken wrongly."""
    gallery = snapshot.gallery
    assert gallery is not None
    assert gallery.score is not None
    predicted = gallery.unseen.labels.copy()
    for row in wrong:
        predicted[row] = (predicted[row] + 1) % 10
    return replace(snapshot, gallery=replace(gallery, score=replace(gallery.score, predicted=predicted)))


# --- snapshot -> widget -----------------------------------------------------------------------------------


def test_numbers_of_the_image_looked_at_are_on_the_tiles(show: Callable[..., PicturesPanel]) -> None:
    """Each tile says its output's prediction, delta and target, and the largest is right."""
    snapshot = gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 3))
    panel, seen = show(snapshot), snapshot.gallery.seen  # type: ignore[union-attr]
    sheet = panel.parts.tiles.sheet
    assert sheet is not None
    for output in range(10):
        numbers = sheet.look(output).numbers
        assert float(numbers.pred.replace("−", "-")) == pytest.approx(seen.pred[output], abs=6e-4)
        assert float(numbers.delta[2:].replace("−", "-")) == pytest.approx(seen.delta[output], abs=6e-4)
        assert numbers.true == ("true 1" if output == 3 else "")
        assert sheet.look(output).verdict is (Verdict.RIGHT if output == 3 else Verdict.NONE)
    assert panel.parts.lines.text.splitlines()[0] == "label 3"


def test_the_largest_prediction_is_marked_wrong_or_plain(show: Callable[..., PicturesPanel]) -> None:
    """A cross where the label is another, a mark of its own where there is no label."""
    snapshot = gallery_snapshot()
    assert snapshot.gallery is not None
    panel = show(replace(snapshot, gallery=replace(snapshot.gallery, label=5)))
    assert panel.parts.tiles.sheet.look(0).verdict is Verdict.WRONG  # type: ignore[union-attr]
    drawn = gallery_snapshot(looked_at=DRAWING)
    panel.show_snapshot(drawn)
    largest = int(drawn.gallery.seen.pred.argmax())  # type: ignore[union-attr]
    assert panel.parts.tiles.sheet.look(largest).verdict is Verdict.LARGEST  # type: ignore[union-attr]
    assert panel.parts.tiles.sheet.look(largest).numbers.delta == ""  # type: ignore[union-attr]


def test_weights_are_painted_in_their_colours(show: Callable[..., PicturesPanel]) -> None:
    """A tile's strongest weight has its value's colour on the one scale; beyond its ends, that of the end."""
    snapshot = replace(gallery_snapshot(), phase=Phase.PREDICT)
    panel, weights = show(snapshot), snapshot.lanes[0].now.weights
    scale = panel.parts.color_bar.scale
    picture = panel.parts.tiles.grab().toImage()
    for output in (0, 7):
        for pixel in (int(weights[output].argmax()), int(weights[output].argmin())):
            share = min(max(float(weights[output, pixel]) / scale, -1.0), 1.0)
            level = 128 + round(share * 127)
            point = on_tile(panel, output, pixel).toPoint()
            assert picture.pixelColor(point) == QColor(color_table(False)[level])


def test_one_scale_for_all_holds_still_and_grows(show: Callable[..., PicturesPanel]) -> None:
    """Smaller weights leave the scale as it is, larger ones make it grow, and step 1 begins anew."""
    snapshot = gallery_snapshot()
    panel = show(snapshot)
    first = panel.parts.color_bar.scale
    sizes = abs(snapshot.lanes[0].now.weights)
    assert (sizes <= first).mean() > 0.994  # a few lie beyond, or all others would be pale

    def times(factor: float, step: int) -> Snapshot:
        assert snapshot.gallery is not None
        seen = replace(snapshot.gallery.seen, weights=snapshot.gallery.seen.weights * factor)
        return replace(snapshot, step=step, gallery=replace(snapshot.gallery, seen=seen))

    panel.show_snapshot(times(0.1, 202))
    assert panel.parts.color_bar.scale == first
    panel.show_snapshot(times(4, 203))
    assert panel.parts.color_bar.scale >= 3 * first
    panel.show_snapshot(times(1, 1))
    assert panel.parts.color_bar.scale == first


def test_the_ends_of_the_bar_say_whether_something_lies_beyond(show: Callable[..., PicturesPanel]) -> None:
    """On one picture's worth of weights none does; with a few large ones the ends are "and more"."""
    snapshot = gallery_snapshot()
    assert snapshot.gallery is not None
    bar = show(snapshot).parts.color_bar
    assert bar.beyond == bool((abs(snapshot.gallery.seen.weights) > bar.scale).any())
    told = " and above"
    for beyond in (True, False):
        bar.show_scale("weight", bar.scale, beyond=beyond)
        assert (told in bar.toolTip()) is beyond
        assert (told in bar.accessibleDescription()) is beyond


def test_the_status_is_the_newest_score(show: Callable[..., PicturesPanel]) -> None:
    """How many unseen images are right, and when that was."""
    panel = show(gallery_snapshot(step=301))
    assert panel.parts.status.text.endswith("right on 30 unseen digits (at step 301)")


def test_phases_change_what_is_shown_only_while_they_can_be_followed(
    show: Callable[..., PicturesPanel],
) -> None:
    """In Weight deltas the colour bar is theirs; at full speed the weights are shown and no phase is lit."""
    snapshot = replace(gallery_snapshot(), phase=Phase.WEIGHT_DELTAS)
    panel = show(snapshot)
    assert panel.parts.color_bar.quantity == "weight_delta"
    assert panel.parts.strip.shown is Phase.WEIGHT_DELTAS
    panel.show_snapshot(replace(snapshot, playing=True, speed=Speed(None)))
    assert panel.parts.color_bar.quantity == "weight"
    assert panel.parts.strip.shown is None


def test_a_hidden_panel_waits(show: Callable[..., PicturesPanel]) -> None:
    """What comes while it is hidden is seen when it is shown again."""
    panel = show(gallery_snapshot(step=201))
    panel.hide()
    panel.show_snapshot(gallery_snapshot(step=203))
    assert panel.parts.lines.text.splitlines()[0] == "label 0"
    panel.show()
    assert panel.parts.lines.text.splitlines()[0] == "label 2"


def test_a_scene_without_images_is_passed_over(show: Callable[..., PicturesPanel]) -> None:
    """It leaves the panel as it is."""
    panel = show()
    text = panel.parts.status.text
    panel.show_snapshot(Session(scenes.three_inputs()).snapshot())
    assert panel.parts.status.text == text


def test_other_images_and_classes_get_tiles_of_their_own(show: Callable[..., PicturesPanel]) -> None:
    """Another scene, with three classes of 6 × 6 pixels, takes the place of the first."""
    panel = show()
    panel.show_outputs(7, 8)
    panel.select(WeightRef(0, 7, 700))
    panel.show_snapshot(Session(image_scene()).snapshot())
    assert panel.parts.tiles.sheet.names == ("0", "1", "2")  # type: ignore[union-attr]
    assert panel.parts.caption.text == "input · 6 × 6 = 36 pixels"
    panel.grab()


def test_frozen_weights_are_counted_and_iced(show: Callable[..., PicturesPanel]) -> None:
    """Ice lies over frozen pixels of image and tiles, and the count stands below."""
    plain, frozen = show(gallery_snapshot()), show(gallery_snapshot(frozen_pixels=(0, 1, 28, 29)))
    assert not plain.parts.frost.isVisible()
    assert frozen.parts.frost.isVisible()
    assert frozen.parts.frost.text == "4 pixels frozen"
    for part in ("image", "tiles"):
        one, other = (getattr(panel.parts, part).grab().toImage() for panel in (plain, frozen))
        assert one != other


def test_every_tile_can_be_heard(qtbot: QtBot, show: Callable[..., PicturesPanel]) -> None:
    """With the arrow keys each tile is told in words; edges are kept to."""
    panel = show()
    tiles = panel.parts.tiles
    tiles.setFocus()
    said = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(tiles, key)
        said.append(tiles.accessibleDescription().split(":")[0])
    assert said == ["Output 0", "Output 1", "Output 6", "Output 6", "Output 7"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("looked_at", [LookAt(Source.STEP), LookAt(Source.UNSEEN, 29), DRAWING])
def test_no_words_are_cut(
    show: Callable[..., PicturesPanel], size: tuple[int, int], looked_at: LookAt
) -> None:
    """At every size captions, formulas and buttons are whole, with the brush in hand too."""
    snapshot = gallery_snapshot(step=1_000_001, looked_at=looked_at, frozen_pixels=tuple(range(101)))
    for phase in Phase:
        panel = show(replace(snapshot, phase=phase), size)
        for brush in (False, True):
            panel.parts.tools.freeze.setChecked(brush)
            QApplication.processEvents()
            captions = [one for one in panel.findChildren(Captions) if one.isVisible()]
            assert [one.text for one in captions if not one.fits] == []
            assert panel.parts.sentence.fits, panel.parts.sentence.text
            for one in (*panel.findChildren(QPushButton), *panel.findChildren(QLabel)):
                if one.isVisible():
                    least = one.minimumSizeHint().width()
                    assert one.text() == "" or one.width() >= min(least, one.maximumWidth()), one.text()
                    assert one.geometry().right() <= one.parentWidget().width(), one.text()
                    assert not isinstance(one, QPushButton) or one.height() >= 24


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_another_theme_repaints_everything(show: Callable[..., PicturesPanel], theme: object) -> None:
    """The ground of a tile is the new theme's card."""
    panel = show()
    panel.set_theme(theme)  # type: ignore[arg-type]
    corner = panel.parts.tiles.sheet.tile(3).bottomRight() - QPointF(5, 5)  # type: ignore[union-attr]
    color = panel.parts.tiles.grab().toImage().pixelColor(corner.toPoint())
    assert color == theme.color("card")  # type: ignore[attr-defined]


def test_controls_explain_themselves(show: Callable[..., PicturesPanel]) -> None:
    """Everything that takes the focus has a name, a description and a tooltip."""
    panel = show()
    panel.parts.tools.freeze.setChecked(True)
    for widget in panel.findChildren(QPushButton):
        assert widget.toolTip().endswith("(Space)")
        assert widget.accessibleDescription()
        assert widget.text() not in "‹›135" or widget.accessibleName()
    for widget in (panel.parts.image, panel.parts.tiles):
        assert widget.toolTip()
        assert widget.accessibleName()
        assert widget.accessibleDescription()


def test_showing_asks_for_nothing(show: Callable[..., PicturesPanel]) -> None:
    """Snapshots, selections, outputs and themes are shown without a signal."""
    panel = show()
    said = [
        heard(signal)
        for signal in (
            panel.weight_selected, panel.output_chosen, panel.second_output_chosen, panel.freeze_requested,
            panel.look_requested, panel.reference_requested, panel.phase_requested, panel.weight_hovered,
        )
    ]  # fmt: skip
    panel.select(WeightRef(0, 3, 100))
    panel.show_outputs(3, 4)
    panel.show_formula(WeightRef(0, 2, 5))
    panel.set_theme(DARK)
    panel.show_snapshot(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 2), frozen_pixels=(1, 2)))
    panel.show_snapshot(Session(image_scene()).snapshot())
    assert said == [[]] * 8


# --- the user -> wishes -----------------------------------------------------------------------------------


def test_a_click_on_a_tile_chooses_its_output(show: Callable[..., PicturesPanel]) -> None:
    """On its words only the output; on a pixel that pixel's weight is selected as well."""
    panel = show()
    outputs, weights = heard(panel.output_chosen), heard(panel.weight_selected)
    click(panel, 4, None)
    assert (outputs, weights) == ([(4,)], [])
    click(panel, 6, 300)
    assert (outputs, weights) == ([(4,), (6,)], [(WeightRef(0, 6, 300),)])


@pytest.mark.parametrize("modifier", [SHIFT, CONTROL])
def test_a_click_with_shift_or_control_chooses_a_second_output(
    show: Callable[..., PicturesPanel], modifier: Qt.KeyboardModifier
) -> None:
    """It is put beside the first, which stays."""
    panel = show()
    first, second = heard(panel.output_chosen), heard(panel.second_output_chosen)
    click(panel, 8, 100, modifier)
    assert (first, second) == ([], [(8,)])


def test_chosen_outputs_are_framed(show: Callable[..., PicturesPanel]) -> None:
    """The first and the second have ranks of their own, all others none."""
    panel = show()
    panel.show_outputs(2, 7)
    sheet = panel.parts.tiles.sheet
    assert [sheet.look(k).rank for k in range(10)] == [0, 0, 1, 0, 0, 0, 0, 2, 0, 0]  # type: ignore[union-attr]


def test_a_click_on_the_image_selects_a_weight_into_the_chosen_output(
    show: Callable[..., PicturesPanel],
) -> None:
    """The pixel's weight into the first of the chosen outputs."""
    panel = show()
    panel.show_outputs(5, None)
    weights = heard(panel.weight_selected)
    stroke(panel.parts.image, [on_image(panel, 33)])
    assert weights == [(WeightRef(0, 5, 33),)]


def test_pointing_tells_the_formula(show: Callable[..., PicturesPanel]) -> None:
    """A pixel of a tile is hovered and its formula shown; leaving ends both."""
    panel = show()
    hovered = heard(panel.weight_hovered)
    before = panel.parts.sentence.text
    mouse(panel.parts.tiles, QEvent.Type.MouseMove, on_tile(panel, 3, 300))
    assert hovered == [(WeightRef(0, 3, 300),)]
    assert panel.parts.sentence.text.startswith("pixel (10, 20) → 3: weight ")
    mouse(panel.parts.tiles, QEvent.Type.MouseMove, on_tile(panel, 3))
    assert panel.parts.sentence.text.startswith("prediction 3 = ")
    QApplication.sendEvent(panel.parts.tiles, QEvent(QEvent.Type.Leave))
    assert hovered[-1] == (None,)
    assert panel.parts.sentence.text == before
    mouse(panel.parts.image, QEvent.Type.MouseMove, on_image(panel, 29))
    assert hovered[-1] == (WeightRef(0, 0, 29),)
    assert panel.parts.sentence.text.startswith("pixel (1, 1): row 1, column 1, input ")


def test_another_views_weight_is_told_too(show: Callable[..., PicturesPanel]) -> None:
    """What is pointed at in another view has its formula here."""
    panel = show()
    panel.show_formula(WeightRef(0, 9, 30))
    assert panel.parts.sentence.text.startswith("pixel (1, 2) → 9: weight ")


def test_keys_go_from_tile_to_tile_and_into_a_picture(
    qtbot: QtBot, show: Callable[..., PicturesPanel]
) -> None:
    """Enter chooses, Shift+Enter a second one; Space goes in, selects there, Esc leaves."""
    panel = show()
    tiles = panel.parts.tiles
    tiles.setFocus()
    first, second = heard(panel.output_chosen), heard(panel.second_output_chosen)
    weights = heard(panel.weight_selected)
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Return, SHIFT)
    assert (first, second, weights) == ([(1,)], [(2,)], [])
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Space):
        qtbot.keyClick(tiles, key)
    assert weights == [(WeightRef(0, 2, 13 * 28 + 15),)]
    qtbot.keyClick(tiles, Qt.Key.Key_Escape)
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    assert tiles.accessibleDescription().startswith("Output 3:")


def test_keys_move_over_the_image(qtbot: QtBot, show: Callable[..., PicturesPanel]) -> None:
    """Arrows go from pixel to pixel, as pointing does; Enter selects."""
    panel = show()
    image = panel.parts.image
    image.setFocus()
    hovered, weights = heard(panel.weight_hovered), heard(panel.weight_selected)
    qtbot.keyClick(image, Qt.Key.Key_Down)  # puts the cursor in the middle
    qtbot.keyClick(image, Qt.Key.Key_Left)
    qtbot.keyClick(image, Qt.Key.Key_Return)
    assert [ref.input for (ref,) in hovered] == [14 * 28 + 14, 14 * 28 + 13]  # type: ignore[attr-defined]
    assert weights == [(WeightRef(0, 0, 14 * 28 + 13),)]


@pytest.mark.parametrize("part", ["image", "tiles"])
def test_keys_it_has_no_use_for_go_on_to_the_window(
    qtbot: QtBot, show: Callable[..., PicturesPanel], part: str
) -> None:
    """Letters and keys with modifiers are not swallowed."""
    panel = show()
    widget = getattr(panel.parts, part)
    widget.setFocus()
    hovered = heard(panel.weight_hovered)
    qtbot.keyClick(widget, Qt.Key.Key_Right, CONTROL)
    qtbot.keyClick(widget, Qt.Key.Key_X)
    assert hovered == []


def test_the_strip_asks_for_a_phase(qtbot: QtBot, show: Callable[..., PicturesPanel]) -> None:
    """A click on a phase is the panel's wish."""
    panel = show()
    asked, strip = heard(panel.phase_requested), panel.parts.strip
    qtbot.mouseClick(strip, LEFT, pos=strip.segment(Phase.LEARN).center().toPoint())
    assert asked == [(Phase.LEARN,)]


# --- which image ------------------------------------------------------------------------------------------


def looks(said: list[tuple[object, ...]]) -> list[tuple[Source, int]]:
    return [(look.source, look.index) for (look,) in said]  # type: ignore[attr-defined]


def test_next_and_previous_go_through_the_unseen_images(show: Callable[..., PicturesPanel]) -> None:
    """From the step's own image to the first or last unseen one, round at the ends, and back to it later."""
    first = gallery_snapshot()
    panel = show(first)
    said, buttons = heard(panel.look_requested), panel.parts.buttons
    buttons.next.click()
    buttons.previous.click()
    panel.show_snapshot(later(first, looked_at=LookAt(Source.UNSEEN, 29)))
    buttons.next.click()
    buttons.previous.click()
    panel.show_snapshot(later(first))
    buttons.next.click()
    assert looks(said) == [(Source.UNSEEN, index) for index in (0, 29, 0, 28, 29)]


def test_next_stays_among_the_learnt_images(show: Callable[..., PicturesPanel]) -> None:
    """Where a learnt image is looked at, its neighbours are learnt ones."""
    panel = show(gallery_snapshot(looked_at=LookAt(Source.LEARNT, 39)))
    said = heard(panel.look_requested)
    panel.parts.buttons.next.click()
    assert looks(said) == [(Source.LEARNT, 0)]
    assert "learnt" in panel.parts.buttons.next.toolTip()


def test_next_mistake_finds_what_is_taken_wrongly(show: Callable[..., PicturesPanel]) -> None:
    """The next unseen image whose prediction is not its label; after the last, the first."""
    panel = show(with_score_of(gallery_snapshot(), {4, 17}))
    said, button = heard(panel.look_requested), panel.parts.buttons.mistake
    button.click()
    panel.show_snapshot(with_score_of(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 4)), {4, 17}))
    button.click()
    panel.show_snapshot(with_score_of(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 17)), {4, 17}))
    button.click()
    assert looks(said) == [(Source.UNSEEN, index) for index in (4, 17, 4)]


def test_without_a_mistake_there_is_none_to_go_to(show: Callable[..., PicturesPanel]) -> None:
    """The button is off while nothing is judged, and asks for nothing when all is right."""
    snapshot = gallery_snapshot()
    assert snapshot.gallery is not None
    panel = show(replace(snapshot, gallery=replace(snapshot.gallery, score=None)))
    assert not panel.parts.buttons.mistake.isEnabled()
    panel.show_snapshot(with_score_of(gallery_snapshot(), set()))
    said = heard(panel.look_requested)
    panel.parts.buttons.mistake.click()
    assert said == []


def test_the_steps_own_image_is_a_click_away(show: Callable[..., PicturesPanel]) -> None:
    """From any other image; and drawing is asked for."""
    panel = show()
    assert not panel.parts.buttons.own.isEnabled()
    panel.show_snapshot(gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 3)))
    said, draws = heard(panel.look_requested), heard(panel.draw_requested)
    panel.parts.buttons.own.click()
    panel.parts.buttons.draw.click()
    assert looks(said) == [(Source.STEP, 0)]
    assert draws == [()]


def test_reference_pictures_are_asked_for_and_shown_when_there(show: Callable[..., PicturesPanel]) -> None:
    """Until they are worked out the line below says so; then they are on the tiles, with their score."""
    snapshot = gallery_snapshot()
    panel = show(snapshot)
    said = heard(panel.reference_requested)
    panel.parts.tools.choices[1].click()
    assert said == [(Reference.MEANS,)]
    assert panel.parts.status.text == "Mean digits: working it out…"
    assert snapshot.gallery is not None
    compared = {Reference.MEANS: Compared(np.full((10, 784), 0.5), 0.81)}
    done = replace(snapshot, gallery=replace(snapshot.gallery, compared=compared))
    panel.show_snapshot(done)
    assert panel.parts.status.text == "Mean digits: 81\u202f% right on 30 unseen digits"
    assert panel.parts.color_bar.quantity == "mean digits"
    panel.parts.tools.choices[0].click()
    assert said == [(Reference.MEANS,), (None,)]
    assert panel.parts.color_bar.quantity == "weight"


# --- the brush --------------------------------------------------------------------------------------------


def test_a_stroke_on_the_image_freezes_what_it_touches(show: Callable[..., PicturesPanel]) -> None:
    """Every signal of a stroke carries all of it so far, without gaps, under one gesture."""
    panel = show()
    panel.parts.tools.freeze.click()
    said = heard(panel.freeze_requested)
    stroke(panel.parts.image, [on_image(panel, pixel) for pixel in (30, 30, 34, 34 + 56)])
    pixels = [what[0] for what in said]
    assert pixels == [
        (30,), (30, 31, 32, 33, 34), (30, 31, 32, 33, 34, 34 + 28, 34 + 56)
    ]  # fmt: skip
    assert {what[1:3] for what in said} == {(True, None)}
    assert len({what[3] for what in said}) == 1
    stroke(panel.parts.image, [on_image(panel, 30)])
    assert said[-1][3] != said[0][3]


@pytest.mark.parametrize(("size", "count"), [(1, 9), (3, 25), (5, 40)])
def test_a_wider_brush_touches_more(show: Callable[..., PicturesPanel], size: int, count: int) -> None:
    """One, three or five pixels wide; what would be outside the image is left out."""
    panel = show()
    panel.parts.tools.freeze.click()
    panel.parts.tools.sizes[size // 2].click()
    said = heard(panel.freeze_requested)
    stroke(panel.parts.image, [on_image(panel, 0)])
    across = 1 + size // 2
    assert sorted(said[0][0]) == [r * 28 + c for r in range(across) for c in range(across)]  # type: ignore[call-overload]
    stroke(panel.parts.image, [on_image(panel, 14 * 28 + 14)])
    assert len(said[1][0]) == size * size  # type: ignore[arg-type]
    assert count >= size * size


def test_a_stroke_on_a_tile_is_for_all_or_for_that_one(show: Callable[..., PicturesPanel]) -> None:
    """For all outputs by default; with “only”, for the tile painted on, which is chosen first."""
    panel = show()
    panel.parts.tools.freeze.click()
    said, chosen = heard(panel.freeze_requested), heard(panel.output_chosen)
    stroke(panel.parts.tiles, [on_tile(panel, 6, 100), on_tile(panel, 6, 101)])
    assert [what[:3] for what in said] == [((100,), True, None), ((100, 101), True, None)]
    assert chosen == []
    panel.parts.tools.only.click()
    stroke(panel.parts.tiles, [on_tile(panel, 6, 100)])
    assert said[-1][:3] == ((100,), True, 6)
    assert chosen == [(6,)]
    panel.show_outputs(3, None)
    stroke(panel.parts.image, [on_image(panel, 50)])
    assert said[-1][:3] == ((50,), True, 3)


@pytest.mark.parametrize("how", ["right button", "shift", "eraser"])
def test_unfreezing_by_brush(show: Callable[..., PicturesPanel], how: str) -> None:
    """The right button, Shift and the eraser all unfreeze."""
    panel = show()
    panel.parts.tools.freeze.click()
    if how == "eraser":
        panel.parts.tools.eraser.click()
    said = heard(panel.freeze_requested)
    button, modifiers = (RIGHT if how == "right button" else LEFT), (SHIFT if how == "shift" else NONE)
    stroke(panel.parts.image, [on_image(panel, 99)], button, modifiers)
    stroke(panel.parts.tiles, [on_tile(panel, 1, 98)], button, modifiers)
    assert [what[:3] for what in said] == [((99,), False, None), ((98,), False, None)]


def test_a_stroke_that_leaves_the_picture_is_broken(show: Callable[..., PicturesPanel]) -> None:
    """Nothing is painted along the way outside, nor on a neighbouring tile."""
    panel = show()
    panel.parts.tools.freeze.click()
    said = heard(panel.freeze_requested)
    stroke(
        panel.parts.tiles,
        [on_tile(panel, 0, 14 * 28 + 27), on_tile(panel, 1, 14 * 28), on_tile(panel, 0, 20 * 28 + 27)],
    )
    assert said[-1][0] == (14 * 28 + 27, 20 * 28 + 27)


def test_painting_by_keyboard(qtbot: QtBot, show: Callable[..., PicturesPanel]) -> None:
    """Space paints at the cursor, Shift+Space unfreezes, on the image and in a tile's picture."""
    panel = show()
    panel.parts.tools.freeze.click()
    said = heard(panel.freeze_requested)
    middle = 14 * 28 + 14
    panel.parts.image.setFocus()
    qtbot.keyClick(panel.parts.image, Qt.Key.Key_Right)
    qtbot.keyClick(panel.parts.image, Qt.Key.Key_Space)
    qtbot.keyClick(panel.parts.image, Qt.Key.Key_Space, SHIFT)
    panel.parts.tiles.setFocus()
    qtbot.keyClick(panel.parts.tiles, Qt.Key.Key_Space)
    qtbot.keyClick(panel.parts.tiles, Qt.Key.Key_Space)
    assert [what[:3] for what in said] == [
        ((middle,), True, None), ((middle,), False, None), ((middle,), True, None)
    ]  # fmt: skip


def test_a_stroke_is_seen_before_the_model_answers(show: Callable[..., PicturesPanel]) -> None:
    """It is drawn at once, stays through snapshots that do not know of it, and gives way to the answer."""
    session = Session(image_scene(small_images()))
    panel = show(session.snapshot())
    panel.parts.tools.freeze.click()
    said = heard(panel.freeze_requested)
    stroke(panel.parts.image, [on_image(panel, 8), on_image(panel, 9)])
    assert panel.parts.frost.text == "2 pixels frozen"
    panel.show_snapshot(session.snapshot())
    assert panel.parts.frost.text == "2 pixels frozen"
    for pixels, frozen, output, gesture in said:
        session.apply(FreezePixels(pixels, frozen, output, gesture=gesture))  # type: ignore[arg-type]
    answer = session.snapshot()
    assert answer.lanes[0].frozen[:, [8, 9]].all()
    panel.show_snapshot(answer)
    assert panel.parts.frost.text == "2 pixels frozen"
    session = Session(image_scene(small_images()))
    panel.show_snapshot(replace(session.snapshot(), scene=answer.scene, handled=answer.handled + 1))
    assert panel.parts.frost.text == ""


def test_all_can_be_unfrozen_at_once(show: Callable[..., PicturesPanel]) -> None:
    """Offered while anything is frozen: all pixels, for all outputs, in one gesture."""
    panel = show()
    panel.parts.tools.freeze.click()
    assert not panel.parts.tools.unfreeze.isEnabled()
    panel.show_snapshot(gallery_snapshot(frozen_pixels=(3, 4)))
    said = heard(panel.freeze_requested)
    panel.parts.tools.unfreeze.click()
    assert [what[:3] for what in said] == [(tuple(range(784)), False, None)]
    assert panel.parts.frost.text == ""


def test_with_the_brush_away_a_click_freezes_nothing(show: Callable[..., PicturesPanel]) -> None:
    """Done puts the brush away; clicks select again."""
    panel = show()
    panel.parts.tools.freeze.click()
    panel.parts.tools.freeze.click()
    froze, weights = heard(panel.freeze_requested), heard(panel.weight_selected)
    stroke(panel.parts.image, [on_image(panel, 5), on_image(panel, 6)])
    assert froze == []
    assert weights == [(WeightRef(0, 0, 5),)]
