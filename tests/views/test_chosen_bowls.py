"""Bowls of chosen weights: which are shown where there are thousands, of which image, on which axes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gallery_parts import blots, gallery_snapshot, step_on
from PySide6.QtCore import QPoint, QPointF, Qt
from scenes import lane, large, scene, three_inputs

from gdstudio.core.descent import take_step
from gdstudio.core.examples import Examples
from gdstudio.core.landscape import Bowl
from gdstudio.lessons.remarks import INPUT_ZERO
from gdstudio.messages import Ahead, LookAt, Source, Speed, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.bowls.chosen import MOST, Chosen, Place, first_choice
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.bowls.steady import WIDTH, SteadyScales
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot

MIDDLE = 14 * 28 + 14
SIZE = (330, 560)


@pytest.fixture
def panel(qtbot: QtBot) -> BowlsPanel:
    made = BowlsPanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(panel: BowlsPanel) -> list[str]:
    return [bowl.label.forms[0] for bowl in panel.field.bowls]


def shown_bowls(panel: BowlsPanel) -> list[Bowl]:
    pictures = [bowl.plot.picture for bowl in panel.field.bowls]
    return [picture.bowl for picture in pictures if picture is not None]


def ref(pixel: int, output: int = 3) -> WeightRef:
    return WeightRef(0, output, pixel)


# --- which bowls there are --------------------------------------------------------------------------------


def test_three_telling_pixels_come_first(panel: BowlsPanel) -> None:
    """Of the output that the image is of: a pixel in the middle, one full of ink, and the black corner."""
    snapshot = gallery_snapshot(step=3)
    panel.show_snapshot(snapshot)
    middle, ink, corner = panel.field.bowls
    assert names(panel)[0] == "pixel (14, 14) → 2"
    assert names(panel)[2] == "pixel (0, 0) → 2"
    assert snapshot.gallery is not None
    assert snapshot.gallery.image.ravel()[ink.ref.input] == snapshot.gallery.image.max()
    assert {bowl.ref.output for bowl in (middle, ink, corner)} == {2}
    assert ink.accessibleName() == f"Bowl of weight {names(panel)[1]}"
    assert len({bowl.geometry().top() for bowl in panel.field.bowls}) == 3


def test_the_corner_has_nothing_to_learn(panel: BowlsPanel) -> None:
    """A pixel that is black has a flat line, and the card and its description say why."""
    panel.show_snapshot(gallery_snapshot())
    corner = panel.field.bowls[2]
    assert shown_bowls(panel)[2].bottom is None
    assert corner._text._words == INPUT_ZERO
    assert "this weight has nothing to learn" in corner.accessibleDescription()
    assert panel.field.bowls[1]._text._words != INPUT_ZERO


def test_a_selected_weight_gets_a_bowl_at_the_top(panel: BowlsPanel) -> None:
    """The oldest gives way; those that stay are the very same widgets."""
    panel.show_snapshot(gallery_snapshot(step=3))
    before = panel.field.bowls
    panel.select(ref(300))
    assert names(panel) == ["pixel (10, 20) → 3", "pixel (14, 14) → 2", before[1].label.forms[0]]
    assert panel.field.bowls[1:] == before[:2]
    assert [bowl._selected for bowl in panel.field.bowls] == [True, False, False]
    assert all(bowl.plot.picture is not None for bowl in panel.field.bowls)
    panel.select(ref(MIDDLE, 2))
    assert names(panel)[0] == "pixel (10, 20) → 3"
    assert panel.field.bowls[1]._selected


def test_a_pinned_bowl_stays(panel: BowlsPanel, qtbot: QtBot) -> None:
    """Pinned bowls stay when others come; with all pinned nothing comes; unpinned they give way again."""
    panel.show_snapshot(gallery_snapshot(step=3))
    corner = panel.field.bowls[2]
    assert corner.keep is not None
    qtbot.mouseClick(corner.keep.pin, Qt.MouseButton.LeftButton)
    assert corner.keep.pin.isChecked()
    for pixel in (300, 301, 302):
        panel.select(ref(pixel))
    assert names(panel) == ["pixel (10, 22) → 3", "pixel (10, 21) → 3", "pixel (0, 0) → 2"]
    for bowl in panel.field.bowls[:2]:
        assert bowl.keep is not None
        bowl.keep.pin.click()
    panel.select(ref(400))
    assert names(panel)[0] == "pixel (10, 22) → 3"
    corner.keep.pin.click()
    panel.select(ref(400))
    assert names(panel)[0] == "pixel (14, 8) → 3"
    assert "pixel (0, 0) → 2" not in names(panel)


def test_a_closed_bowl_makes_room_for_an_older_one(panel: BowlsPanel) -> None:
    """Closing brings back what had given way; the last bowl cannot be closed."""
    panel.show_snapshot(gallery_snapshot(step=3))
    first = names(panel)
    panel.select(ref(300))
    top = panel.field.bowls[0]
    assert top.keep is not None
    top.keep.close_button.click()
    assert names(panel) == first
    for _ in range(2):
        keep = panel.field.bowls[0].keep
        assert keep is not None
        assert keep.close_button.isEnabled()
        keep.close_button.click()
    last = panel.field.bowls[0].keep
    assert last is not None
    assert not last.close_button.isEnabled()


def test_asked_for_weights_are_shown(panel: BowlsPanel) -> None:
    """The window can choose too; where every weight has a bowl there is nothing to choose."""
    panel.show_snapshot(gallery_snapshot())
    panel.show_chosen([ref(5), ref(6)])
    assert names(panel) == ["pixel (0, 5) → 3", "pixel (0, 6) → 3"]
    panel.show_snapshot(Session(three_inputs()).snapshot())
    panel.show_chosen([ref(5)])
    panel.select(WeightRef(0, 0, 1))
    assert [bowl.label.weight for bowl in panel.field.bowls] == ["a", "b", "c"]
    assert all(bowl.keep is None for bowl in panel.field.bowls)


@pytest.mark.parametrize(
    ("size", "count"), [((300, 250), 2), ((300, 400), 2), (SIZE, 3), ((330, 700), 4), ((400, 980), 5)]
)
def test_as_many_as_there_is_room_for(panel: BowlsPanel, size: tuple[int, int], count: int) -> None:
    """From two on a small screen to five on a large one, and none is forgotten meanwhile."""
    panel.show_snapshot(gallery_snapshot())
    panel.show_chosen([ref(pixel) for pixel in range(300, 305)])
    panel.resize(300, 250)
    panel.resize(*size)
    assert names(panel) == [f"pixel (10, {20 + place}) → 3" for place in range(count)]
    for bowl in panel.field.bowls:
        assert panel.field.rect().contains(bowl.geometry())


def test_tab_goes_down_the_bowls(panel: BowlsPanel) -> None:
    """A bowl that came later, at the top, is reached before those below it."""
    panel.show_snapshot(gallery_snapshot())
    panel.select(ref(300))
    order, widget = [], panel.strip.fit_button
    while len(order) < len(panel.field.bowls):
        widget = widget.nextInFocusChain()
        if widget in panel.field.bowls:
            order.append(widget)
    assert order == panel.field.bowls


def test_a_large_table_without_images_has_chosen_bowls_too(panel: BowlsPanel) -> None:
    """Forty weights are too many for a bowl each; theirs keep their letters and their own axes."""
    inputs = [f"x{index}" for index in range(40)]
    rows = [[0.5 + index / 10 for index in range(40)]]
    table = Examples.table(inputs, ["y"], rows, [[1.0]])
    panel.show_snapshot(Session(scene(lane(table, [[0.01] * 40], alpha=0.001))).snapshot())
    assert names(panel) == ["a · x0", "b · x1", "c · x2"]
    panel.select(WeightRef(0, 0, 30))
    assert names(panel) == ["ae · x30", "a · x0", "b · x1"]
    assert all(bowl.plot.dot is not None for bowl in panel.field.bowls)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_nothing_collides_in_the_narrowest_tab(panel: BowlsPanel, theme: object) -> None:
    """At the least width the name, the value and three buttons have their places."""
    panel.set_theme(theme)  # type: ignore[arg-type]
    panel.show_snapshot(gallery_snapshot())
    least = panel.minimumSizeHint()
    assert least.width() <= 300
    panel.resize(least)
    for bowl in panel.field.bowls:
        assert bowl.keep is not None
        assert bowl._text.header.right() < bowl.button.x()
        assert bowl.button.geometry().right() < bowl.keep.x()
        assert bowl.keep.geometry().right() <= bowl.width()
        assert min(bowl.keep.pin.width(), bowl.keep.pin.height()) >= 24
        assert bowl._text.name.startswith("pixel (")
        for button in (bowl.keep.pin, bowl.keep.close_button):
            assert button.accessibleName()
            assert button.accessibleDescription()
            assert button.toolTip()


def test_long_class_names_are_shortened() -> None:
    """Where the whole name has no room, the word pixel goes first, then the class."""
    fashion = replace(blots(10, 0), class_names=tuple(f"Ankle boot {k}" for k in range(10)))
    base = gallery_snapshot()
    snapshot = replace(base, lanes=(replace(base.lanes[0], examples=fashion),))
    place = first_choice(snapshot, 0)[0]
    assert place == Place(0, MIDDLE)
    from gdstudio.views.bowls.pictures import roles_of  # noqa: PLC0415  # only here

    (role,) = roles_of(snapshot.lanes, 0, [place])
    assert role.label.forms == (
        "pixel (14, 14) → Ankle boot 0", "(14, 14) → Ankle boot 0", "pixel (14, 14)", "(14, 14)"
    )  # fmt: skip
    assert role.label.name == "pixel (14, 14) → Ankle boot 0"


def test_remembered_places_are_few() -> None:
    """However many were looked at, only the newest are remembered, and pinned ones never go."""
    chosen = Chosen([Place(0, 0)])
    chosen.pin(Place(0, 0), pinned=True)
    for pixel in range(1, 20):
        chosen.add(Place(0, pixel), 3)
    assert len(chosen.places) == MOST
    assert Place(0, 0) in chosen.places
    assert chosen.shown(3) == [Place(0, 19), Place(0, 18), Place(0, 0)]


# --- of which image ---------------------------------------------------------------------------------------


def test_the_numbers_are_those_of_the_image_looked_at(panel: BowlsPanel) -> None:
    """An unseen image has its own curve and no future; the line above says which image it is."""
    snapshot = gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 3))
    assert snapshot.gallery is not None
    panel.show_snapshot(snapshot)
    for bowl in panel.field.bowls:
        picture = bowl.plot.picture
        assert picture is not None
        assert picture.bowl == Bowl.of(snapshot.gallery.seen, bowl.ref.output, bowl.ref.input)
        assert (picture.before, picture.ahead, picture.star) == (None, (), None)
    assert panel.strip._title.text() == "Bowls: unseen image 4"


def test_the_steps_image_shows_what_was_and_what_comes(panel: BowlsPanel) -> None:
    """For the step's own image the curve before, the steps ahead and the star are drawn as ever."""
    base = gallery_snapshot(step=3)
    (at,) = base.lanes
    assert base.gallery is not None
    before = step_on(base.gallery.learnt, 1, at.now.weights + 0.01, at.frozen, at.alpha)
    ahead = Ahead(
        at.now.new_weights, take_step(at.now.new_weights, at.frozen, 0.1, (at.now.input, at.now.true)).error
    )
    full = replace(at, before=before, ahead=(ahead,), destination=at.now.weights - 0.1)
    panel.show_snapshot(replace(base, lanes=(full,)))
    picture = panel.field.bowls[1].plot.picture
    assert picture is not None
    assert picture.before == Bowl.of(before, 2, panel.field.bowls[1].ref.input)
    assert len(picture.ahead) == 1
    assert picture.star is not None
    assert panel.strip._title.text() == "Bowls: the step’s image"


def test_a_drawing_has_no_bowl(panel: BowlsPanel) -> None:
    """Without a label there is no error: the bowls stay those of the step's image, and say so."""
    drawn = LookAt(Source.DRAWN, pixels=blots(1, 3).pixels[0])
    snapshot = gallery_snapshot(looked_at=drawn)
    panel.show_snapshot(snapshot)
    bowl = panel.field.bowls[0]
    assert shown_bowls(panel)[0] == Bowl.of(snapshot.lanes[0].now, bowl.ref.output, bowl.ref.input)
    assert panel.strip._title.text() == "Bowls: the step’s image"


def test_a_hidden_panel_catches_up(panel: BowlsPanel) -> None:
    """In a tab that is not in front nothing is drawn; when it comes to the front it is up to date."""
    first = gallery_snapshot()
    panel.show_snapshot(first)
    panel.hide()
    before = shown_bowls(panel)
    later = replace(gallery_snapshot(step=205), scene=first.scene, opened=first.opened)
    panel.show_snapshot(later)
    assert shown_bowls(panel) == before
    panel.show()
    where = panel.field.bowls[1].ref
    assert shown_bowls(panel)[1] == Bowl.of(later.lanes[0].now, where.output, where.input)


# --- on which axes ----------------------------------------------------------------------------------------


def at_speed(step: int) -> Snapshot:
    return replace(gallery_snapshot(step=step, playing=True), speed=Speed(None))


def test_axes_stand_still_at_full_speed(panel: BowlsPanel) -> None:
    """Another image in each frame moves the curves, not the axes."""
    first = at_speed(1)
    panel.show_snapshot(first)
    spans = set()
    for step in range(1, 31):
        panel.show_snapshot(replace(at_speed(step), scene=first.scene, opened=first.opened))
        spans |= {bowl.plot.span for bowl in panel.field.bowls}
    assert len({span.width for span in spans}) == 1
    assert {span.centre for span in spans} == {0.0}
    heights = sorted({span.height for span in spans})
    assert all(low <= high for low, high in pairwise(heights))
    assert len(heights) <= 3
    assert all(bowl.plot.dot is not None for bowl in panel.field.bowls)


def test_a_range_holds_the_dots_and_ignores_far_bottoms() -> None:
    """An input of 0.004 has its bottom hundreds away: the range stays; a dot near its end doubles it."""
    faint = Bowl(0.01, 0.004, -1.0)
    scales = SteadyScales([faint])
    assert (scales.span(0).width, scales.span(0).height) == (WIDTH, 1.2)
    assert scales.span(0) == scales.span(7)
    scales.grow([Bowl(1.3, 1.0, -1.0)], ())
    assert scales.span(0).width == 2 * WIDTH
    scales.grow([faint], ())
    assert scales.span(0).width == 2 * WIDTH
    scales.grow([Bowl(0.0, 1.0, 1.1)], ())
    assert scales.span(0).height == 2.4
    scales.go_home()
    assert (scales.span(0).width, scales.span(0).height) == (WIDTH, 1.2)


def test_a_held_dot_keeps_its_axis() -> None:
    """While a dot is dragged its axis must not move under it."""
    scales = SteadyScales([Bowl(0.0, 1.0, 0.1)])
    scales.grow([Bowl(1.39, 1.0, 0.1)], {0})
    assert scales.span(0).width == WIDTH
    scales.grow([Bowl(1.39, 1.0, 0.1)], ())
    assert scales.span(0).width > WIDTH


def test_a_runaway_can_be_drawn() -> None:
    """Weights and errors of a diverging run are far away, and still on the axes."""
    scales = SteadyScales([Bowl(1e38, 1.0, 1e100)])
    span = scales.span(0)
    assert span.low < 1e38 < span.high
    assert np.isfinite([span.width, span.height]).all()


def test_zooming_is_the_users(panel: BowlsPanel, qtbot: QtBot) -> None:
    """A zoomed range stays as it is until Fit."""
    scales = SteadyScales([Bowl(0.0, 1.0, 0.1)])
    scales.zoom(0, -3)
    zoomed = scales.span(0)
    assert zoomed.width < WIDTH
    assert zoomed.height < 1.2
    scales.grow([Bowl(9.0, 1.0, 5.0)], ())
    scales.go_home()
    assert scales.span(0) == zoomed
    scales.zoom(0, 20)
    assert scales.span(0).width > WIDTH
    panel.show_snapshot(gallery_snapshot())
    usual = panel.field.bowls[0].plot.span
    panel.field.zoom_requested.emit(0, 2)
    assert panel.field.bowls[2].plot.span.width > usual.width
    qtbot.mouseClick(panel.strip.fit_button, Qt.MouseButton.LeftButton)
    assert panel.field.bowls[0].plot.span == usual


def test_own_scales_are_not_offered(panel: BowlsPanel) -> None:
    """Fitted to one image they would be wrong for the next; a small network has the switch again."""
    panel.show_snapshot(gallery_snapshot())
    assert not panel.strip.own_switch.isVisible()
    panel.show_snapshot(Session(three_inputs()).snapshot())
    assert panel.strip.own_switch.isVisible()
    assert panel.strip._title.text() == "Bowls"


# --- widget -> signal -------------------------------------------------------------------------------------


def test_the_snowflake_asks_for_a_freeze(panel: BowlsPanel, qtbot: QtBot) -> None:
    """The freeze is asked for this pixel's weight; the snapshot then shows it and what it would be."""
    panel.show_snapshot(gallery_snapshot())
    bowl = panel.field.bowls[1]
    with qtbot.waitSignal(panel.freeze_requested) as wish:
        qtbot.mouseClick(bowl.button, Qt.MouseButton.LeftButton)
    assert wish.args == [bowl.ref, True]
    panel.show_snapshot(gallery_snapshot(frozen_pixels=(bowl.ref.input,)))
    frozen = next(each for each in panel.field.bowls if each.ref == bowl.ref)
    assert frozen.button.isChecked()
    assert "would be" in frozen.accessibleDescription()


def test_dragging_the_dot_asks_for_a_weight(panel: BowlsPanel, qtbot: QtBot) -> None:
    """One drag is one gesture, and the weight is where the mouse is, also while another image comes."""
    snapshot = gallery_snapshot()
    panel.show_snapshot(snapshot)
    bowl = panel.field.bowls[1]
    dot = bowl.plot.dot
    assert dot is not None
    start = (dot + QPointF(bowl.plot.pos())).toPoint()
    asked: list[tuple[WeightRef, float, int]] = []
    panel.weight_requested.connect(lambda *what: asked.append(what))
    qtbot.mousePress(bowl, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bowl, start + QPoint(20, 0))
    panel.show_snapshot(replace(gallery_snapshot(step=207), scene=snapshot.scene, opened=snapshot.opened))
    assert shown_bowls(panel)[1].weight == asked[-1][1]
    qtbot.mouseMove(bowl, start + QPoint(30, 0))
    qtbot.mouseRelease(bowl, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 0))
    assert {what[0] for what in asked} == {bowl.ref}
    assert len({what[2] for what in asked}) == 1
    assert asked[-1][1] > asked[0][1] > 0


def test_showing_asks_for_nothing(panel: BowlsPanel, qtbot: QtBot) -> None:
    """Snapshots, selections and sizes never make a wish."""
    with (
        qtbot.assertNotEmitted(panel.weight_selected),
        qtbot.assertNotEmitted(panel.weight_requested),
        qtbot.assertNotEmitted(panel.freeze_requested),
    ):
        panel.show_snapshot(gallery_snapshot())
        panel.select(ref(300))
        panel.resize(300, 400)
        panel.show_snapshot(gallery_snapshot(frozen_pixels=(300,)))


def test_of_a_table_too_a_bowl_that_is_large_makes_way(panel: BowlsPanel) -> None:
    """Another choice, of more bowls or fewer, is shown on axes of its own, and none is large."""
    panel.resize(900, 900)
    panel.show_snapshot(Session(large(40, 5)).snapshot())
    assert len(panel.field.bowls) == 3
    for pick in (WeightRef(0, 4, 39), WeightRef(0, 3, 20)):
        panel.field.open(panel.field.bowls[0])
        panel.select(pick)
        assert panel.field.large is None
        assert panel.field.bowls[0].ref == pick
    assert len(panel.field.bowls) == 5
    panel.field.open(panel.field.bowls[0])
    panel._close(panel.field.bowls[0].ref)
    assert len(panel.field.bowls) == 4
    assert all(bowl.plot.dot is not None for bowl in panel.field.bowls)


def test_a_bowl_that_is_large_makes_way_for_another_choice(panel: BowlsPanel) -> None:
    """Choosing fewer bowls while one is large shows them all again, each with its own curve."""
    panel.show_snapshot(gallery_snapshot())
    panel.field.open(panel.field.bowls[0])
    panel.show_chosen([ref(MIDDLE), ref(MIDDLE + 1)])
    assert panel.field.large is None
    assert names(panel) == ["pixel (14, 14) → 3", "pixel (14, 15) → 3"]
    assert len(shown_bowls(panel)) == 2
    assert not panel.strip.all_button.isVisible()
