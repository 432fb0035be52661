"""The dot product's panel: snapshots in, wishes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPoint, QSize, Qt

from gdstudio.messages import LookAt, Source, WeightRef
from gdstudio.views.kit.pixel_picture import pixel_rect
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.product.layout import Measures, arrange, place
from gdstudio.views.product.panel import ProductPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot

SIZES = [QSize(560, 200), QSize(692, 230), QSize(1100, 330), QSize(1366, 768)]


@pytest.fixture
def panel(qtbot: QtBot) -> ProductPanel:
    panel = ProductPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(692, 230)
    panel.show()
    return panel


def with_scores(snapshot: Snapshot, label: int | None, scores: dict[int, float]) -> Snapshot:
    """The same with these predictions, 0 for all others."""
    assert snapshot.gallery is not None
    pred = np.zeros(10)
    pred[list(scores)] = list(scores.values())
    seen = replace(snapshot.gallery.seen, pred=pred)
    return replace(snapshot, gallery=replace(snapshot.gallery, seen=seen, label=label))


def headings(panel: ProductPanel) -> list[tuple[str, str]]:
    """Of each column in sight: whose weights, and the tag."""
    shown = [column._shown for column in panel.columns if column.isVisible()]
    return [(each.name, each.tag[0]) for each in shown if each is not None]


def centre_of(panel: ProductPanel, column: int, picture: int, pixel: int) -> QPoint:
    parts = panel.columns[column]._parts
    assert parts is not None
    return pixel_rect(parts.pictures[picture], (28, 28), pixel).center().toPoint()


# --- snapshot to widget -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "scores", "shown"),
    [
        (2, {2: 0.2, 7: 0.6, 3: 0.4}, [("2", "label"), ("7", "the network’s answer")]),
        (2, {2: 0.9, 7: 0.6, 3: 0.4}, [("2", "label and answer"), ("7", "strongest rival")]),
        (None, {2: 0.2, 7: 0.6, 3: 0.4}, [("7", "the network’s answer"), ("3", "strongest rival")]),
    ],
)
def test_untold_it_compares_the_label_with_its_strongest_rival(
    panel: ProductPanel,
    label: int | None,
    scores: dict[int, float],
    shown: list[tuple[str, str]],
) -> None:
    """The rival is the answer where that is wrong, else the runner-up; a drawing has no label."""
    panel.show_snapshot(with_scores(gallery_snapshot(), label, scores))

    assert headings(panel) == shown


def test_the_rival_is_followed_from_image_to_image(panel: ProductPanel) -> None:
    """While nothing else was chosen, the second column is that of the next image's rival."""
    snapshot = gallery_snapshot()
    panel.show_snapshot(with_scores(snapshot, 2, {2: 0.9, 7: 0.6}))
    panel.show_outputs(2, None)
    panel.show_snapshot(with_scores(snapshot, 3, {2: 0.1, 3: 0.8, 5: 0.7}))

    assert headings(panel) == [("2", ""), ("3", "label and answer")]


def test_the_numbers_are_those_of_the_image_looked_at(panel: ProductPanel) -> None:
    """Weights, products and score come from the gallery's step, and the score is the prediction."""
    snapshot = gallery_snapshot(looked_at=LookAt(Source.UNSEEN, 5))
    panel.show_snapshot(snapshot)
    gallery = snapshot.gallery
    shown = panel.columns[0]._shown
    assert gallery is not None
    assert shown is not None

    output = shown.product.output
    assert output == gallery.label
    assert shown.product.score == gallery.seen.pred[output]
    assert np.array_equal(shown.product.products, gallery.seen.weights[output] * gallery.seen.input)
    assert shown.in_words() in panel.columns[0].accessibleDescription()


def test_hidden_it_waits_until_it_is_shown(qtbot: QtBot) -> None:
    """A panel behind another tab does no work, and catches up when it comes to the front."""
    panel = ProductPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_snapshot(gallery_snapshot())
    assert panel.columns[0]._shown is None

    panel.show()

    assert panel.columns[0]._shown is not None


def test_without_images_nothing_is_shown(panel: ProductPanel) -> None:
    """A scene without a gallery leaves the panel empty."""
    panel.show_snapshot(replace(gallery_snapshot(), gallery=None))

    assert headings(panel) == []


def test_scales_hold_while_playing(panel: ProductPanel) -> None:
    """Colours and bars stand for the same from step to step, and are the image's own when stopped."""
    loud = gallery_snapshot(playing=True)
    gallery = loud.gallery
    assert gallery is not None
    quiet = replace(
        loud, gallery=replace(gallery, seen=replace(gallery.seen, input=gallery.seen.input / 100))
    )
    panel.show_snapshot(loud)
    before = panel._scales, panel._bars
    panel.show_snapshot(quiet)
    assert (panel._scales, panel._bars) == before

    panel.show_snapshot(replace(quiet, playing=False))

    assert panel._scales[0] == before[0][0]
    assert panel._scales[1] < before[0][1]


def test_a_selected_weight_is_marked_in_both_columns(panel: ProductPanel) -> None:
    """What its pixel adds is said of both outputs, and selecting sends no signal."""
    panel.show_snapshot(gallery_snapshot())
    sent: list[object] = []
    panel.weight_selected.connect(sent.append)

    panel.select(WeightRef(0, 2, 6 * 28 + 12))

    assert all("pixel (6, 12):" in column.accessibleDescription() for column in panel.columns)
    assert sent == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2])
def test_nothing_overlaps_at_any_size(size: QSize, count: int) -> None:
    """Heading, pictures, sum and line stand inside the column, one below or beside the other."""
    measures = Measures.at(size, 1.0)
    arrangement = arrange(size, count, measures)
    for area in arrangement.columns:
        parts = place(area.size(), measures, (28, 28), 1.0, beside=arrangement.beside)
        every = [parts.heading, *parts.pictures, parts.sums, parts.line]
        assert all(area.translated(-area.topLeft()).contains(rect.toAlignedRect()) for rect in every)
        overlaps = [
            (first, second)
            for index, first in enumerate(every)
            for second in every[index + 1 :]
            if first.adjusted(1, 1, -1, -1).intersects(second)
        ]
        assert overlaps == []
        assert parts.pictures[0].height() >= 56


@pytest.mark.parametrize("size", SIZES)
def test_a_long_name_leaves_the_tag_its_room(qtbot: QtBot, size: QSize) -> None:
    """Chooser and tag fit in the heading also where classes have names like “Ankle boot”."""
    snapshot = gallery_snapshot()
    gallery = snapshot.gallery
    assert gallery is not None
    names = (*(f"{digit}" for digit in range(9)), "Ankle boot")
    learnt = replace(gallery.learnt, class_names=names)
    panel = ProductPanel(DARK)
    qtbot.addWidget(panel)
    panel.resize(size)
    panel.show_snapshot(replace(snapshot, gallery=replace(gallery, learnt=learnt)))
    panel.show()

    for column, chooser in zip(panel.columns, panel.choosers, strict=True):
        parts = column._parts
        assert parts is not None
        end = column._face.heading_end(("label and answer", "label, answer"))
        assert end <= parts.heading.right()
        assert column.geometry().contains(chooser.geometry())
        assert chooser.height() >= 24


# --- widget to signal -------------------------------------------------------------------------------------


def test_the_second_output_can_be_chosen(panel: ProductPanel, qtbot: QtBot) -> None:
    """Choosing an output to compare with shows it, asks for it, and is kept for the next image."""
    snapshot = gallery_snapshot()
    panel.show_snapshot(with_scores(snapshot, 2, {2: 0.2, 7: 0.6}))
    action = next(action for action in panel.choosers[1].menu.actions() if action.text() == "4")
    with qtbot.waitSignal(panel.second_output_requested) as asked:
        action.trigger()
    assert asked.args == [4]

    panel.show_snapshot(with_scores(snapshot, 3, {2: 0.2, 7: 0.6}))

    assert headings(panel) == [("3", "label"), ("4", "")]


def test_comparing_can_be_left_off(panel: ProductPanel, qtbot: QtBot) -> None:
    """With nothing to compare with one column takes the room; the rival brings the other back."""
    panel.show_snapshot(with_scores(gallery_snapshot(), 2, {2: 0.2, 7: 0.6}))
    rival, nothing = panel.choosers[1].menu.actions()[:2]
    with qtbot.waitSignal(panel.second_output_requested) as asked:
        nothing.trigger()
    assert asked.args == [None]
    panel.show_outputs(2, None)
    assert headings(panel) == [("2", "label")]
    assert panel.columns[0].width() == panel.width()

    rival.trigger()

    assert headings(panel) == [("2", "label"), ("7", "the network’s answer")]


def test_the_first_output_can_be_chosen(panel: ProductPanel, qtbot: QtBot) -> None:
    """Choosing whose dot product is looked at asks for it."""
    panel.show_snapshot(with_scores(gallery_snapshot(), 2, {2: 0.2, 7: 0.6}))
    with qtbot.waitSignal(panel.first_output_requested) as asked:
        panel.choosers[0].menu.actions()[5].trigger()

    assert asked.args == [5]
    assert headings(panel) == [("5", ""), ("7", "the network’s answer")]


def test_being_told_sends_no_signal(panel: ProductPanel) -> None:
    """Outputs chosen elsewhere are shown without asking for them again."""
    sent: list[object] = []
    panel.first_output_requested.connect(sent.append)
    panel.second_output_requested.connect(sent.append)
    panel.show_snapshot(gallery_snapshot())
    panel.show_outputs(1, 8)

    assert [name for name, _ in headings(panel)] == ["1", "8"]
    assert sent == []


@pytest.mark.parametrize("picture", [0, 1, 2])
def test_a_pixel_pointed_at_is_marked_everywhere(panel: ProductPanel, qtbot: QtBot, picture: int) -> None:
    """In whichever picture the pointer is, both columns say what the pixel adds; a click selects."""
    snapshot = gallery_snapshot()
    panel.show_snapshot(snapshot)
    panel.show_outputs(2, 7)
    pixel = 12 * 28 + 9
    column = panel.columns[1]
    with qtbot.waitSignal(panel.weight_hovered) as hovered:
        qtbot.mouseMove(column, centre_of(panel, 1, picture, pixel))
    assert hovered.args == [WeightRef(0, 7, pixel)]
    assert all("pixel (12, 9):" in each.accessibleDescription() for each in panel.columns)

    with qtbot.waitSignal(panel.weight_selected) as selected:
        qtbot.mouseClick(column, Qt.MouseButton.LeftButton, pos=centre_of(panel, 1, picture, pixel))
    assert selected.args == [WeightRef(0, 7, pixel)]


def test_the_keyboard_goes_from_pixel_to_pixel(panel: ProductPanel, qtbot: QtBot) -> None:
    """Arrows move a cursor that comes in at the selected weight's pixel; Space selects; edges hold it."""
    panel.show_snapshot(gallery_snapshot())
    panel.show_outputs(2, 7)
    panel.select(WeightRef(0, 2, 1))
    hovered: list[object] = []
    panel.weight_hovered.connect(hovered.append)
    column = panel.columns[0]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(column, key)
    with qtbot.waitSignal(panel.weight_selected) as selected:
        qtbot.keyClick(column, Qt.Key.Key_Space)

    assert hovered == [WeightRef(0, 2, 1), WeightRef(0, 2, 2), WeightRef(0, 2, 30)]
    assert selected.args == [WeightRef(0, 2, 30)]


def test_everything_has_a_name_and_a_tip(panel: ProductPanel) -> None:
    """Choosers and columns can be told apart by ear, and say what they do."""
    panel.show_snapshot(gallery_snapshot())
    controls = [*panel.columns, *panel.choosers]

    assert len({control.accessibleName() for control in controls}) == 4
    assert all(control.toolTip() and control.accessibleDescription() for control in controls)


def test_another_theme_is_painted(panel: ProductPanel) -> None:
    """The pictures' ground goes with the theme."""
    panel.show_snapshot(gallery_snapshot())
    light = panel.grab().toImage()
    panel.set_theme(DARK)

    assert panel.grab().toImage() != light
    assert panel.columns[0]._theme is DARK


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down])
def test_the_keyboard_opens_the_list(panel: ProductPanel, qtbot: QtBot, key: Qt.Key) -> None:
    """Enter, Space and Down open a chooser's menu, in which the present choice is ticked."""
    panel.show_snapshot(gallery_snapshot())
    panel.show_outputs(2, 7)
    menu = panel.choosers[1].menu
    qtbot.keyClick(panel.choosers[1], key)

    assert menu.isVisible()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["7"]
    menu.close()
