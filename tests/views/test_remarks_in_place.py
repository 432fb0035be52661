"""Remarks where they happen: bowls, network and ruler say them in the remarks' own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from scenes import frozen_a, nine_weights, three_inputs, three_outputs

from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.remarks import of_alpha, of_input, of_output, of_weight, remarks
from gdstudio.messages import (
    Freeze,
    Rule,
    SetAlpha,
    SetInput,
    SetTarget,
    SetWeight,
    Snapshot,
    Speed,
    TakeSteps,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.bowls.text import BowlText, Label, Product
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.diagram.remarked import Remarks
from gdstudio.views.kit.theme import LIGHT, THEMES, Theme
from gdstudio.views.numbers.table import number_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.lessons.remarks import Said
    from gdstudio.messages import Command, Scene

A, B, C = (WeightRef(0, 0, column) for column in range(3))
IN_TURN = Order(Taking.IN_TURN)
PRED = 0.1 * 8.5 + 0.2 * 0.65 + -0.1 * 1.2  # to the last bit


def snapshot_of(scene: Scene, *commands: Command) -> Snapshot:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    return session.snapshot()


def said(found: Said | None) -> Said:
    assert found is not None
    return found


# --- bowls ------------------------------------------------------------------------------------------------


@pytest.fixture
def bowls(qtbot: QtBot) -> Callable[[Snapshot], BowlsPanel]:
    def show(snapshot: Snapshot) -> BowlsPanel:
        panel = BowlsPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(900, 320)
        panel.show()
        panel.show_snapshot(snapshot)
        return panel

    return show


@pytest.mark.parametrize(
    ("scene", "command", "brief"),
    [
        (three_inputs(), SetInput(0, 0, 0.0), "input 0: nothing to learn"),
        (three_inputs(), SetInput(0, 0, -1.2), "input −1.2: turns the direction round"),
        (three_inputs(), SetTarget(0, 0, PRED), "δ is 0: already at the bottom"),
        (three_inputs(order=IN_TURN), SetTarget(0, 0, PRED), "δ is 0: nothing to learn from this one"),
    ],
)
def test_a_bowl_says_in_place_what_is_worth_a_word(
    bowls: Callable[[Snapshot], BowlsPanel], scene: Scene, command: Command, brief: str
) -> None:
    """Briefly below its curve; in a sentence in the tooltip and to a screen reader."""
    snapshot = snapshot_of(scene, command)
    words = said(of_weight(snapshot.lanes[0], 0, 0))
    assert words.brief[0] == brief
    panel = bowls(snapshot)
    bowl = panel.field.bowls[0]
    assert bowl._text._words == words.brief
    assert words.sentence in bowl.accessibleDescription()
    assert words.sentence in bowl.toolTip()
    assert "Drag the dot" in bowl.toolTip()


def test_a_frozen_bowl_says_what_would_be(bowls: Callable[[Snapshot], BowlsPanel]) -> None:
    """Below the curve as it always did; the sentence in the tooltip is the remark's."""
    snapshot = snapshot_of(frozen_a())
    panel = bowls(snapshot)
    bowl = panel.field.bowls[0]
    assert bowl._text._formula == ["would be −1.19 → 0"]
    assert bowl._text._words[0] == "weight_delta = δ × input"
    sentence = said(of_weight(snapshot.lanes[0], 0, 0)).sentence
    assert sentence in [remark.sentence for remark in remarks(snapshot)]
    assert sentence in bowl.toolTip()


def test_a_frozen_bowl_at_the_bottom_says_that_it_is_there(bowls: Callable[[Snapshot], BowlsPanel]) -> None:
    """Freezing is not why it does not move."""
    panel = bowls(snapshot_of(frozen_a(), SetTarget(0, 0, PRED)))
    assert panel.field.bowls[0]._text._words[0] == "δ is 0: already at the bottom"
    assert panel.field.bowls[0]._text._formula == ["would be 0 → 0"]


@pytest.mark.parametrize(
    ("scene", "commands"),
    [
        (three_inputs(), ()),
        (three_inputs(rule=Rule.WEIGHTS_FOR_INPUT), (SetInput(0, 0, -1.2),)),
        (three_inputs(order=Order(Taking.FULL_BATCH)), (SetInput(0, 0, -1.2),)),
    ],
)
def test_a_usual_bowl_and_a_misprinted_one_have_the_formula(
    bowls: Callable[[Snapshot], BowlsPanel], scene: Scene, commands: tuple[Command, ...]
) -> None:
    """With a misprint a negative input turns nothing round, and in a full batch it is one of many."""
    panel = bowls(snapshot_of(scene, *commands))
    bowl = panel.field.bowls[0]
    assert bowl._text._words[0].startswith("weight_delta = ")
    assert bowl.toolTip().startswith("Error against weight a.")


def test_a_word_goes_away_with_its_reason(bowls: Callable[[Snapshot], BowlsPanel]) -> None:
    """The tooltip too."""
    session = Session(three_inputs())
    session.apply(SetInput(0, 0, 0.0))
    panel = bowls(session.snapshot())
    session.apply(SetInput(0, 0, 8.5))
    panel.show_snapshot(session.snapshot())
    bowl = panel.field.bowls[0]
    assert bowl._text._words[0] == "weight_delta = δ × input"
    assert bowl.toolTip().startswith("Error against weight a.")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", list(THEMES.values()), ids=list(THEMES))
@pytest.mark.parametrize(
    ("note", "room"), [(("long words", "stops"), True), (("quite a few long words in a row",), False)]
)
def test_a_small_bowl_says_it_between_name_and_value(theme: Theme, note: tuple[str, ...], room: bool) -> None:
    """Where there is no room below the curve; if there is none between the two, it is left out."""
    header = QRect(0, 0, round(190 * theme.scale), round(20 * theme.scale))
    pictures = []
    for words in ((), note):
        text = BowlText(theme, Label("a", "toes"))
        text.lay_out(header, QRect(), 1)
        product = Product(-0.14, 0.0, frozen=False, note=words)
        assert text.show(0.1119, product)
        assert text.show(0.1119, product) == []
        image = QImage(header.size(), QImage.Format.Format_RGB32)
        image.fill(theme.color("card"))
        painter = QPainter(image)
        text.paint(painter)
        painter.end()
        pictures.append(image)
    assert (pictures[0] != pictures[1]) is room


# --- the network ------------------------------------------------------------------------------------------


@pytest.fixture
def diagram(qtbot: QtBot) -> Diagram:
    widget = Diagram(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(700, 330)
    widget.show()
    return widget


def test_an_input_says_what_it_does_to_its_weights(diagram: Diagram) -> None:
    """Beside its name, in its tooltip, and to a screen reader; the others keep theirs."""
    snapshot = snapshot_of(three_inputs(), SetInput(0, 0, 0.0), SetInput(0, 1, -0.5))
    diagram.show_snapshot(snapshot)
    chips = diagram._lanes[0].inputs
    for column in (0, 1):
        sentence = said(of_input(snapshot.lanes[0], column)).sentence
        assert chips[column].toolTip().endswith(f"\n{sentence}")
        assert chips[column].toolTip().startswith("Input ")
        assert sentence in chips[column].accessibleDescription()
    assert "\n" not in chips[2].toolTip()
    assert diagram._pictures[0]._notes[0] == (
        ("nothing to learn", "stops"),
        ("turns the direction round", "turned"),
        (),
    )


def test_an_output_that_cannot_change_says_so(diagram: Diagram) -> None:
    """At its prediction."""
    snapshot = snapshot_of(three_outputs(), SetInput(0, 0, 0.0))
    diagram.show_snapshot(snapshot)
    for output, chip in enumerate(diagram._lanes[0].preds):
        assert chip.toolTip().endswith(said(of_output(snapshot.lanes[0], output)).sentence)
    assert diagram._pictures[0]._notes[1] == (("can’t change", "stuck"),) * 3


def test_the_words_in_the_network_go_away_with_their_reason(diagram: Diagram) -> None:
    """And are painted anew when they come."""
    plain = snapshot_of(three_inputs())
    diagram.show_snapshot(plain)
    before = diagram.grab().toImage()
    diagram.show_snapshot(replace(snapshot_of(three_inputs(), SetInput(0, 0, 0.0)), scene=plain.scene))
    QApplication.processEvents()
    assert diagram.grab().toImage() != before
    diagram.show_snapshot(plain)
    QApplication.processEvents()
    assert diagram.grab().toImage() == before
    assert diagram._lanes[0].inputs[0].toolTip().count("\n") == 0


def test_words_that_do_not_fit_leave_the_name_as_it_is(qtbot: QtBot) -> None:
    """Names come first: nothing is cut, nothing lies over the weights."""
    small = Diagram(LIGHT)
    qtbot.addWidget(small)
    small.resize(small.minimumSizeHint())
    small.show_snapshot(snapshot_of(nine_weights(), SetInput(0, 2, 0.0), SetInput(0, 1, -0.1)))
    small.show()
    small.grab()  # painting chooses the words; an overlap would be seen in the picture
    assert small._pictures[0]._notes[0][2] == ("nothing to learn", "stops")


def test_what_comes_and_goes_with_the_examples_is_not_said_at_speed() -> None:
    """Nor with a misprint, nor in a full batch, where it is one example of many."""
    zero = SetInput(0, 0, 0.0)
    lane = snapshot_of(three_inputs(order=IN_TURN), zero).lanes[0]
    assert Remarks.on(lane, fast=False).inputs[0] is not None
    assert Remarks.on(lane, fast=True).inputs[0] is None
    assert Remarks.on(snapshot_of(three_inputs(), zero).lanes[0], fast=True).inputs[0] is not None
    for scene in (three_inputs(rule=Rule.WEIGHTS_FOR_DELTA), three_inputs(order=Order(Taking.FULL_BATCH))):
        lane = snapshot_of(scene, zero).lanes[0]
        assert Remarks.on(lane, fast=False).inputs == (None,) * 3


def test_while_a_question_is_open_nothing_is_remarked_on(
    diagram: Diagram, bowls: Callable[[Snapshot], BowlsPanel], qtbot: QtBot
) -> None:
    """It might be the answer. Afterwards it is said."""
    told = snapshot_of(three_inputs(), SetInput(0, 0, 0.0), SetInput(0, 1, -1.0), SetAlpha(0.0))
    asked = replace(told, hidden=frozenset({"weight deltas"}))
    panel, ruler = bowls(told), AlphaRuler(LIGHT)
    qtbot.addWidget(ruler)
    for snapshot, silent in ((asked, True), (told, False)):
        for view in (diagram, panel, ruler):
            view.show_snapshot(snapshot)
        assert (ruler.toolTip() == "") is silent
        for column in (0, 1):
            words = panel.field.bowls[column]._text._words
            assert words[0].startswith("weight_delta = ") is silent
            assert panel.field.bowls[column].toolTip().startswith("Error against") is silent
            assert ("\n" not in diagram._lanes[0].inputs[column].toolTip()) is silent
        assert (diagram._pictures[0]._notes[0] == ((),) * 3) is silent


# --- the numbers ------------------------------------------------------------------------------------------


def test_the_numbers_say_a_word_beside_a_weight_delta_and_the_sentence_when_pointed_at() -> None:
    """As far as the word fits there; frozen stays the word of a frozen one."""
    commands = (SetInput(0, 0, 0.0), SetInput(0, 1, -0.5), Freeze(C, frozen=True))
    snapshot = snapshot_of(three_inputs(), *commands)
    rows = number_table(snapshot, 0, 0, 9).weights
    assert [row.note for row in rows] == ["stops", "turned", "frozen"]
    for column, row in enumerate(rows):
        where, sentence = row.tip.split("\n")
        assert where.startswith(f"{row.name}: ")
        assert sentence == said(of_weight(snapshot.lanes[0], 0, column)).sentence


def test_the_numbers_of_usual_weights_have_no_such_words() -> None:
    """Nor where other things hold, nor while a question is open."""
    zero = SetInput(0, 0, 0.0)
    for snapshot in (
        snapshot_of(three_inputs()),
        snapshot_of(three_inputs(rule=Rule.WEIGHTS_FOR_DELTA), zero),
        snapshot_of(three_inputs(order=Order(Taking.FULL_BATCH)), zero),
        replace(snapshot_of(three_inputs(), zero), hidden=frozenset({"weight deltas"})),
    ):
        first = number_table(snapshot, 0, 0, 9).weights[0]
        assert (first.note, "nothing to learn" in first.tip) == ("", False)


# --- the ruler --------------------------------------------------------------------------------------------


@pytest.fixture
def ruler(qtbot: QtBot) -> AlphaRuler:
    widget = AlphaRuler(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(600, 90)
    widget.show()
    return widget


@pytest.mark.parametrize(
    "commands",
    [
        (SetAlpha(0.0),),
        (SetAlpha(0.1),),
        (SetAlpha(0.02),),
        (Freeze(A, frozen=True), SetAlpha(0.3), TakeSteps(2), Freeze(A, frozen=False)),
    ],
)
def test_the_ruler_says_what_is_worth_a_word_of_alpha(
    ruler: AlphaRuler, commands: tuple[Command, ...]
) -> None:
    """At the marker, beside it, and to a screen reader; elsewhere what happens there."""
    snapshot = snapshot_of(three_inputs(), *commands)
    ruler.show_snapshot(snapshot)
    sentence = said(of_alpha(snapshot, 0)).sentence
    assert ruler.toolTip() == sentence
    assert sentence in ruler.track.accessibleDescription()
    marker = ruler.track.picture.marker_x
    assert sentence in ruler.track.explain(marker)
    assert sentence not in ruler.track.explain(marker + 40)


def test_of_a_usual_alpha_the_ruler_says_what_happens_there(ruler: AlphaRuler) -> None:
    """No remark; nor on an alpha that is still being dragged."""
    ruler.show_snapshot(snapshot_of(three_inputs(), SetAlpha(0.1)))
    ruler.track.alpha_requested.emit(0.2, 1)
    assert ruler.toolTip() == ""
    ruler.show_snapshot(snapshot_of(three_inputs()))
    assert ruler.toolTip() == ""
    assert "Shrinks." in ruler.track.explain(ruler.track.picture.marker_x)


def test_showing_remarks_asks_for_nothing(
    diagram: Diagram, ruler: AlphaRuler, bowls: Callable[[Snapshot], BowlsPanel]
) -> None:
    """At speed either."""
    asked: list[object] = []
    panel = bowls(snapshot_of(three_inputs()))
    for signal in (diagram.input_requested, diagram.weight_requested, ruler.alpha_requested):
        signal.connect(lambda *values: asked.append(values))
    panel.weight_requested.connect(lambda *values: asked.append(values))
    snapshot = snapshot_of(
        three_inputs(), SetInput(0, 0, 0.0), SetWeight(B, 1.0), SetAlpha(0.0), Freeze(C, frozen=True)
    )
    for shown in (snapshot, replace(snapshot, playing=True, speed=Speed(None))):
        for view in (diagram, ruler, panel):
            view.show_snapshot(shown)
    assert asked == []
