"""The order chooser: snapshot to choice, and choice to wish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import scenes
from forks import forked
from gallery_parts import gallery_snapshot
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import LoadScene, LookAt, SetOrder, Source, TakeSteps
from gdstudio.model.session import Session
from gdstudio.views.kit.order_chooser import OrderChooser
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def chooser(qtbot: QtBot) -> OrderChooser:
    widget = OrderChooser(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(212, 60)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def combo(chooser: OrderChooser) -> QComboBox:
    return chooser.findChild(QComboBox)


def choose(chooser: OrderChooser, text: str) -> None:
    """Choose as a click in the list does."""
    box = combo(chooser)
    index = box.findText(text)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_offers_each_example_and_both_passes(chooser: OrderChooser) -> None:
    """Every example can be chosen, and all of them in turn or shuffled."""
    chooser.show_snapshot(Session(scenes.three_inputs()).snapshot())
    box = combo(chooser)
    assert [box.itemText(index) for index in range(box.count())] == [
        "example 1", "example 2", "example 3", "example 4",
        "all in turn", "shuffled once", "shuffled anew each pass", "all at once (batch)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (Order(example=2), "example 3"),
        (Order(Taking.IN_TURN, example=2), "all in turn"),
        (Order(Taking.SHUFFLED_ONCE, seed=7), "shuffled once"),
        (Order(Taking.SHUFFLED, seed=7), "shuffled anew each pass"),
        (Order(Taking.FULL_BATCH, example=2), "all at once (batch)"),
    ],
)
def test_shows_the_order_without_a_wish(chooser: OrderChooser, qtbot: QtBot, order: Order, text: str) -> None:
    """A snapshot changes the choice, and asks for nothing."""
    session = Session(scenes.three_inputs())
    chooser.show_snapshot(session.snapshot())
    session.apply(SetOrder(order))
    with qtbot.assertNotEmitted(chooser.order_requested):
        chooser.show_snapshot(session.snapshot())
    assert combo(chooser).currentText() == text


def test_a_choice_asks_for_its_order(chooser: OrderChooser, qtbot: QtBot) -> None:
    """Choosing with the keyboard asks for the order; the seed of a shuffle stays."""
    session = Session(scenes.three_inputs(order=Order(Taking.SHUFFLED, seed=7)))
    chooser.show_snapshot(session.snapshot())
    with qtbot.waitSignal(chooser.order_requested) as wish:
        qtbot.keyClick(combo(chooser), Qt.Key.Key_Home)
    assert wish.args == [Order()]
    session.apply(SetOrder(Order(seed=7)))
    chooser.show_snapshot(session.snapshot())
    with qtbot.waitSignal(chooser.order_requested) as wish:
        choose(chooser, "shuffled anew each pass")
    assert wish.args == [Order(Taking.SHUFFLED, seed=7)]


def test_a_full_batch_keeps_the_example_on_the_screen(chooser: OrderChooser, qtbot: QtBot) -> None:
    """All are learnt from at once; the one whose numbers are shown stays the same, whichever order was."""
    session = Session(scenes.three_inputs(order=Order(Taking.SHUFFLED, seed=7)))
    session.apply(TakeSteps(2))
    row = session.snapshot().lanes[0].row
    assert row != 0
    chooser.show_snapshot(session.snapshot())
    with qtbot.waitSignal(chooser.order_requested) as wish:
        qtbot.keyClick(combo(chooser), Qt.Key.Key_End)
    assert wish.args == [Order(Taking.FULL_BATCH, row)]
    session.apply(SetOrder(wish.args[0]))
    chooser.show_snapshot(session.snapshot())
    assert combo(chooser).currentText() == "all at once (batch)"
    with qtbot.assertNotEmitted(chooser.order_requested):
        choose(chooser, "all at once (batch)")


def test_choosing_what_is_chosen_asks_for_nothing(chooser: OrderChooser, qtbot: QtBot) -> None:
    """The present order is not asked for again: that would be an undo step that does nothing."""
    chooser.show_snapshot(Session(scenes.three_inputs()).snapshot())
    with qtbot.assertNotEmitted(chooser.order_requested):
        combo(chooser).activated.emit(0)


def test_an_older_snapshot_does_not_take_the_choice_back(chooser: OrderChooser, qtbot: QtBot) -> None:
    """Until the wish is handled the choice stays; once it is, the session's order counts."""
    session = Session(scenes.three_inputs())
    chooser.show_snapshot(session.snapshot())
    qtbot.keyClick(combo(chooser), Qt.Key.Key_End)
    chooser.show_snapshot(session.snapshot())
    assert combo(chooser).currentText() == "all at once (batch)"
    session.apply(TakeSteps(1))
    chooser.show_snapshot(session.snapshot())
    assert combo(chooser).currentText() == "example 1"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_an_open_list_is_left_alone(chooser: OrderChooser) -> None:
    """While the list is open nothing moves under the pointer; closing it shows the latest order."""
    session = Session(scenes.three_inputs())
    chooser.show_snapshot(session.snapshot())
    combo(chooser).showPopup()
    session.apply(SetOrder(Order(Taking.IN_TURN)))
    chooser.show_snapshot(session.snapshot())
    assert combo(chooser).currentText() == "example 1"
    combo(chooser).hidePopup()
    assert combo(chooser).currentText() == "all in turn"


def test_another_table_has_other_examples(chooser: OrderChooser) -> None:
    """A scene with one example offers just that."""
    session = Session(scenes.three_inputs())
    chooser.show_snapshot(session.snapshot())
    one = scenes.Examples.table(["x"], ["y"], [[1.0]], [[2.0]])
    session.apply(LoadScene(scenes.scene(scenes.lane(one, [[0.5]]))))
    chooser.show_snapshot(session.snapshot())
    assert combo(chooser).count() == 1
    assert combo(chooser).currentText() == "example 1"


def test_thousands_of_images_are_few_choices(chooser: OrderChooser) -> None:
    """Images are taken in the order given, shuffled in one of two ways, or one again and again."""
    chooser.show_snapshot(gallery_snapshot())
    box = combo(chooser)
    assert [box.itemText(index) for index in range(box.count())] == [
        "in the order given", "shuffled once", "shuffled anew each pass", "this image again",
    ]  # fmt: skip
    assert box.currentText() == "in the order given"
    assert "image" in box.toolTip()
    chooser.show_snapshot(Session(scenes.three_inputs()).snapshot())
    assert box.count() == 8
    assert "example" in box.toolTip()


@pytest.mark.parametrize(
    ("looked_at", "row"),
    [(LookAt(Source.STEP), 6), (LookAt(Source.UNSEEN, 3), 6), (LookAt(Source.LEARNT, 3), 3)],
)
def test_one_image_is_the_one_at_hand(
    chooser: OrderChooser, qtbot: QtBot, looked_at: LookAt, row: int
) -> None:
    """That of the present step, or the learnt one that is looked at: an unseen one is never learned from."""
    chooser.show_snapshot(gallery_snapshot(step=7, looked_at=looked_at))
    with qtbot.waitSignal(chooser.order_requested) as wish:
        qtbot.keyClick(combo(chooser), Qt.Key.Key_End)
    assert wish.args == [Order(Taking.ONE, row)]


def test_an_image_again_and_again_is_shown_whichever_it_is(chooser: OrderChooser, qtbot: QtBot) -> None:
    """The choice stands for any one image; choosing it once more asks for nothing."""
    snapshot = gallery_snapshot()
    for row in (0, 17):
        lane = replace(snapshot.lanes[0], order=Order(Taking.ONE, row), row=row)
        chooser.show_snapshot(replace(snapshot, lanes=(lane,)))
        assert combo(chooser).currentText() == "this image again"
    with qtbot.assertNotEmitted(chooser.order_requested):
        combo(chooser).activated.emit(3)


def test_a_shuffles_seed_stays(chooser: OrderChooser, qtbot: QtBot) -> None:
    """From one way of shuffling to the other the seed is the same."""
    snapshot = gallery_snapshot()
    lane = replace(snapshot.lanes[0], order=Order(Taking.SHUFFLED, seed=5))
    chooser.show_snapshot(replace(snapshot, lanes=(lane,)))
    assert combo(chooser).currentText() == "shuffled anew each pass"
    with qtbot.waitSignal(chooser.order_requested) as wish:
        qtbot.keyClick(combo(chooser), Qt.Key.Key_Up)
    assert wish.args == [Order(Taking.SHUFFLED_ONCE, seed=5)]


def test_is_large_enough_and_named(chooser: OrderChooser) -> None:
    """The box can be hit and read out, in every theme."""
    for theme in (LIGHT, DARK):
        chooser.set_theme(theme)
        assert combo(chooser).height() >= 24
    assert combo(chooser).accessibleName() == "Training order"
    assert combo(chooser).toolTip()


def test_of_forked_runs_the_one_looked_at_is_shown(chooser: OrderChooser) -> None:
    """Each has an order of its own."""
    change = SetOrder(Order(Taking.IN_TURN))
    chooser.show_snapshot(forked(scenes.three_inputs(), 3, ("in turn", 2, [change])))
    assert combo(chooser).currentText() == "all in turn"
    chooser.show_lane(0)
    assert combo(chooser).currentText() == "example 1"
