"""The diagram of networks with too many weights for a chip each: its layout, its numbers, its wishes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import scenes
from forks import forked
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from scenes import large

from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.lessons.explanations import Kind, Topic
from gdstudio.messages import Freeze, GoToPhase, LoadScene, Phase, SetWeight, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.diagram.compact import CompactDiagram
from gdstudio.views.diagram.compact_layout import fit_compact, least_size
from gdstudio.views.kit.run_chip import HEIGHT
from gdstudio.views.kit.theme import DARK, LIGHT, THEMES
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command
    from gdstudio.views.diagram.compact_layout import CompactLayout
    from gdstudio.views.kit.number_chip import NumberChip
    from gdstudio.views.kit.theme import Theme

pytestmark = pytest.mark.usefixtures("qapp")
SIGNALS = (
    "weight_requested",
    "freeze_requested",
    "input_requested",
    "target_requested",
    "weight_selected",
    "weight_hovered",
    "phase_requested",
)
SHAPES = [(12, 12), (12, 1), (1, 12), (7, 3)]
"""Inputs and outputs."""
TYPE = 11


@pytest.fixture
def diagram(qtbot: QtBot) -> CompactDiagram:
    widget = CompactDiagram(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(700, 420)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


@pytest.fixture
def wishes(diagram: CompactDiagram) -> list[tuple[Any, ...]]:
    """Everything the diagram emits, as (signal, values …)."""
    heard: list[tuple[Any, ...]] = []
    for name in SIGNALS:
        getattr(diagram, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def show(diagram: CompactDiagram, shape: tuple[int, int], *commands: Command, **changes: object) -> Session:
    session = Session(large(*shape, **changes))  # type: ignore[arg-type]
    for command in commands:
        session.apply(command)
    diagram.show_snapshot(session.snapshot())
    return session


def layout_of(diagram: CompactDiagram) -> CompactLayout:
    assert diagram._layout is not None
    return diagram._layout


def all_chips(diagram: CompactDiagram) -> list[NumberChip]:
    assert diagram._nodes is not None
    return diagram._nodes._chips


def texts(chips: Iterable[NumberChip]) -> list[str]:
    return [chip.text for chip in chips]


def on_line(diagram: CompactDiagram, output: int, column: int, part: float = 0.1) -> QPoint:
    """A point on a weight's line, near its input, where no other line is as near."""
    return layout_of(diagram).line(output, column).pointAt(part).toPoint()


def sentence(diagram: CompactDiagram) -> str:
    return diagram.sentence.text.replace("\u00a0", " ")


def assert_apart(layout: CompactLayout, room: QRectF) -> None:
    """No two things overlap, all are in the room and high enough; each weight's chip has its place."""
    numbers = [*layout.inputs, *layout.preds, *layout.targets, *layout.deltas, *layout.errors]
    things = [*numbers, *(rect for rect, _ in layout.headings), layout.lines]
    for thing in things:
        assert room.adjusted(-0.01, -0.01, 0.01, 0.01).contains(thing), f"{thing} outside {room}"
    for one, other in combinations(things, 2):
        common = one.intersected(other)
        assert min(common.width(), common.height()) < 0.01, f"{one} overlaps {other}"
    assert min(rect.height() for rect in numbers) >= 24
    inside = QRectF(0, 0, layout.lines.width() + 0.01, layout.lines.height() + 0.01)
    for output in range(len(layout.preds)):
        for column in range(len(layout.inputs)):
            assert inside.contains(layout.station(output, column))


# --- where everything goes --------------------------------------------------------------------------------


@given(
    st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda shape: max(shape) >= 4),
    st.sampled_from(list(THEMES.values())),
    st.integers(0, 700),
    st.integers(0, 400),
)
def test_from_the_least_size_on_nothing_overlaps(
    shape: tuple[int, int], theme: Theme, wider: int, higher: int
) -> None:
    """Any network of up to twelve inputs and outputs, in any theme, in any room that is large enough."""
    inputs, outputs = [f"in{j}" for j in range(shape[0])], [f"out {k}" for k in range(shape[1])]
    examples = Examples.table(inputs, outputs, [[0.5] * shape[0]], [[1.0] * shape[1]])
    width, height = least_size(theme, examples)
    room = QRectF(4, 40, width + wider, height + higher)
    layout = fit_compact(room, theme, examples)
    assert layout.unit >= theme.scale
    assert_apart(layout, room)


@given(
    st.tuples(st.integers(0, 11), st.integers(0, 11)),
    st.tuples(st.integers(0, 11), st.integers(0, 11)),
    st.floats(0, 1),
)
def test_a_look_finds_its_place_on_no_other_chip(
    looked_at: tuple[int, int], selected: tuple[int, int], part: float
) -> None:
    """With another weight's chip there, and the pointer somewhere on the line, the chip covers neither."""
    assume(looked_at != selected)
    (lane,) = Session(large(12, 12)).snapshot().lanes
    layout = fit_compact(QRectF(0, 0, 700, 400), LIGHT, lane.examples)
    taken, pointer = layout.station(*selected), layout.line(*looked_at).pointAt(part)
    room = layout.free_station(*looked_at, pointer, taken)
    assert QRectF(0, 0, layout.lines.width() + 0.01, layout.lines.height() + 0.01).contains(room)
    assert not room.intersects(taken)
    assert not room.contains(pointer)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("shape", SHAPES)
def test_in_the_window_nothing_overlaps_and_all_is_legible(
    qtbot: QtBot, shape: tuple[int, int], size: tuple[int, int], theme: Theme
) -> None:
    """The diagram has its room, and writes each number with its name in type of 11 pixels or more."""
    session = Session(large(*shape))
    window = Window(theme, catalogue.load_all())
    qtbot.addWidget(window)
    window.resize(*size)
    window.show_snapshot(session.snapshot())
    window.show()
    diagram = window.network.compact

    def has_room() -> None:
        assert (window.width(), window.height()) == size
        assert diagram.isVisible()
        least = diagram.minimumSizeHint()
        assert least.boundedTo(diagram.size()) == least

    qtbot.waitUntil(has_room)
    assert_apart(layout_of(diagram), QRectF(diagram.rect()))
    for phase in Phase:
        session.apply(GoToPhase(phase))
        window.show_snapshot(session.snapshot())
        assert diagram.sentence.fits
        assert diagram.sentence.geometry().top() >= layout_of(diagram).lines.bottom()
    for chip in all_chips(diagram):
        face = chip._face
        font = face._font_for(chip.text, 0)
        assert min(font.pixelSize(), face._name_font.pixelSize()) >= TYPE
        name = QFontMetricsF(face._name_font).horizontalAdvance(chip.name)
        number = QFontMetricsF(font).horizontalAdvance(chip.text)
        assert name + number + 2 * face._padding <= chip.width(), f"{chip.name} {chip.text} is cut"


# --- snapshot to widget -----------------------------------------------------------------------------------


def test_shows_every_number_of_the_step(diagram: CompactDiagram) -> None:
    """Inputs, predictions, targets, deltas and errors; inputs and outputs have their names inside."""
    session = show(diagram, (7, 3))
    now, nodes = session.snapshot().lanes[0].now, diagram._nodes
    assert nodes is not None
    assert [chip.name for chip in nodes.inputs] == [f"x{j + 1}" for j in range(7)]
    assert [chip.name for chip in nodes.preds] == ["y1", "y2", "y3"]
    for chips, values in (
        (nodes.inputs, now.input),
        (nodes.preds, now.pred),
        (nodes.targets, now.true),
        (nodes.deltas, now.delta),
        (nodes.errors, now.error),
    ):
        shown = [float(text.replace("−", "-")) for text in texts(chips)]
        assert shown == pytest.approx(values.tolist(), rel=0.01)


def test_follows_the_steps_without_a_signal(diagram: CompactDiagram, wishes: list[tuple[Any, ...]]) -> None:
    """A later snapshot changes the numbers, keeps the chips, and asks for nothing."""
    session = show(diagram, (7, 3))
    diagram.select(WeightRef(0, 1, 2))
    chips, before = all_chips(diagram), texts([diagram._handles.chosen.chip])
    session.apply(TakeSteps(3))
    diagram.show_snapshot(session.snapshot())
    assert all_chips(diagram) == chips
    assert texts([diagram._handles.chosen.chip]) != before
    assert wishes == []


def test_another_network_is_built_anew(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """While a weight is typed too: what was typed goes nowhere."""
    session = show(diagram, (7, 3))
    diagram.select(WeightRef(0, 2, 6))
    qtbot.keyClicks(diagram.lines, "5")
    session.apply(LoadScene(large(12, 12)))
    diagram.show_snapshot(session.snapshot())
    assert len(diagram.lines.lines) == 144
    assert diagram._handles.chosen.place is None
    assert wishes == []


def test_lines_tell_sign_size_and_freeze(diagram: CompactDiagram) -> None:
    """By colour and width; a frozen one is dashed, in ice. Lines that look alike are drawn at once."""
    big, small = SetWeight(WeightRef(0, 0, 0), -2.0, 1), SetWeight(WeightRef(0, 0, 1), 0.1, 2)
    none = SetWeight(WeightRef(0, 0, 2), 0.0, 3)
    show(diagram, (12, 12), big, small, none, Freeze(WeightRef(0, 0, 3), frozen=True))
    drawn = {line.toTuple(): pen for _, pen, lines in diagram.lines._groups for line in lines}
    first, second, third, fourth = (drawn[line.toTuple()] for line in diagram.lines.lines[:4])
    assert first.color() == LIGHT.color("negative")
    assert second.color() == LIGHT.color("positive")
    assert third.color() == LIGHT.color("outline")
    assert fourth.color() == LIGHT.color("ice")
    assert first.widthF() > second.widthF() >= third.widthF()
    assert [pen.style() for pen in (second, fourth)] == [Qt.PenStyle.SolidLine, Qt.PenStyle.CustomDashLine]
    assert sum(len(lines) for _, _, lines in diagram.lines._groups) == 144
    assert len(diagram.lines._groups) < 40


PARTS_AT_STRENGTH = {
    Phase.PREDICT: {"inputs", "preds", "lines", "weight"},
    Phase.COMPARE: {"preds", "targets", "deltas", "errors"},
    Phase.WEIGHT_DELTAS: {"inputs", "deltas", "lines"},
    Phase.LEARN: {"weight"},
}


@pytest.mark.parametrize("phase", list(Phase))
def test_a_phase_brings_out_what_it_works_with(diagram: CompactDiagram, phase: Phase) -> None:
    """What a phase needs is at full strength and the rest dim; only the selected weight has a tag."""
    session = show(diagram, (7, 3), GoToPhase(phase))
    diagram.select(WeightRef(0, 1, 4))
    nodes = diagram._nodes
    parts = {name: getattr(nodes, name) for name in ("inputs", "preds", "targets", "deltas", "errors")}
    bright = {name for name, chips in parts.items() if not any(chip._look.dim for chip in chips)}
    bright |= set() if diagram.lines._dim else {"lines"}
    bright |= set() if diagram._handles.chosen.chip._look.dim else {"weight"}
    assert bright == PARTS_AT_STRENGTH[phase]
    tag, lane = diagram.lines._tag, session.snapshot().lanes[0]
    weight_delta = float(lane.now.weight_deltas[1, 4])
    if phase in (Phase.PREDICT, Phase.COMPARE):
        assert tag is None
    else:
        assert tag is not None
        written = weight_delta if phase is Phase.WEIGHT_DELTAS else -lane.alpha * weight_delta
        assert float(tag[0].text.replace("−", "-")) == pytest.approx(written, rel=0.01)


def test_selecting_shows_and_does_not_ask(diagram: CompactDiagram, wishes: list[tuple[Any, ...]]) -> None:
    """The weight has its chip on its line, with its number and whether it is frozen."""
    ref = WeightRef(0, 1, 4)
    show(diagram, (7, 3), SetWeight(ref, -0.25, 1), Freeze(ref, frozen=True))
    diagram.select(ref)
    handle = diagram._handles.chosen
    assert handle.chip.isVisible()
    assert (handle.chip.name, handle.chip.text) == ("l", "−0.2500")
    assert handle.button.isChecked()
    assert handle.chip.accessibleName() == "Weight l, x5 to y2"
    assert "Weight l: −0.2500, frozen" in diagram.lines.accessibleDescription()
    line = layout_of(diagram).line(1, 4)
    assert abs(QPointF(handle.chip.geometry().center()).y() - line.pointAt(0.5).y()) < 3
    diagram.select(None)
    assert not handle.chip.isVisible()
    assert wishes == []


def test_a_look_from_elsewhere_shows_formula_and_number(
    diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """As long as it lasts; it asks for nothing."""
    show(diagram, (12, 12))
    diagram.show_formula(WeightRef(0, 3, 3))
    assert diagram._handles.spare.chip.isVisible()
    assert sentence(diagram).startswith("weight_delta an = δ y4 × x4")
    diagram.show_formula(None)
    assert not diagram._handles.spare.chip.isVisible()
    assert wishes == []


def test_runs_are_shown_one_at_a_time_under_their_name(diagram: CompactDiagram) -> None:
    """The last at first; the chip that names it takes its own room."""
    show(diagram, (7, 3))
    alone = diagram.minimumSizeHint().height()
    runs = forked(large(7, 3), 4, ("without a", 2, [Freeze(WeightRef(0, 0, 0), frozen=True)]))
    diagram.show_snapshot(runs)
    assert (diagram.index, diagram.run) == (1, "without a")
    assert diagram.minimumSizeHint().height() == alone + HEIGHT
    chips = all_chips(diagram)
    diagram.show_lane(0)
    assert diagram.index == 0
    assert all_chips(diagram) == chips
    first = texts(chips)
    diagram.show_lane(1)
    assert texts(chips) != first
    diagram.select(WeightRef(1, 0, 0))
    assert diagram._handles.chosen.button.isChecked()


def test_a_lesson_finds_the_parts(diagram: CompactDiagram) -> None:
    """As rectangles in the diagram; nothing of what it does not know."""
    show(diagram, (7, 3))
    layout = layout_of(diagram)
    for part, inside in (("inputs", layout.inputs), ("delta", layout.deltas), ("weights", [layout.lines])):
        (rect,) = diagram.rects(part)
        assert all(QRectF(rect).contains(each) for each in inside)
    (rect,) = diagram.rects("weight l")
    assert QRectF(rect).contains(layout.station(1, 4).translated(layout.lines.topLeft()))
    assert diagram.rects("alpha") == []


# --- widget to signal -------------------------------------------------------------------------------------


def test_the_nearest_line_is_pointed_at(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """Within a few pixels; away from all lines none is. Its number and formula are seen meanwhile."""
    show(diagram, (12, 1))
    qtbot.mouseMove(diagram.lines, on_line(diagram, 0, 5))
    ref = WeightRef(0, 0, 5)
    assert wishes == [("weight_hovered", ref)]
    assert diagram._handles.spare.chip.isVisible()
    assert sentence(diagram).startswith("weight_delta f")
    qtbot.mouseMove(diagram.lines, QPoint(diagram.lines.width() - 2, 2))
    assert wishes == [("weight_hovered", ref), ("weight_hovered", None)]
    assert not diagram._handles.spare.chip.isVisible()


def test_a_click_on_a_line_selects(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """And on no line nothing happens."""
    show(diagram, (12, 1))
    qtbot.mouseClick(diagram.lines, Qt.MouseButton.LeftButton, pos=QPoint(diagram.lines.width() - 2, 2))
    qtbot.mouseClick(diagram.lines, Qt.MouseButton.LeftButton, pos=on_line(diagram, 0, 7))
    assert [wish for wish in wishes if wish[0] != "weight_hovered"] == [
        ("weight_selected", WeightRef(0, 0, 7))
    ]
    assert diagram._handles.chosen.place == (0, 7)


def test_the_chip_of_a_look_can_be_taken_hold_of(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """Pressing it selects its weight and keeps it where it is; its snowflake freezes."""
    show(diagram, (12, 12))
    diagram.select(WeightRef(0, 0, 0))
    diagram.show_formula(WeightRef(0, 6, 2))
    chip, button = diagram._handles.spare.chip, diagram._handles.spare.button
    where = chip.pos()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.mouseMove(chip, QPoint(60, 8))
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert diagram._handles.chosen.chip is chip
    assert chip.pos() == where
    assert diagram.lines.hasFocus()
    ref = WeightRef(0, 6, 2)
    asked = [wish for wish in wishes if wish[0] != "weight_hovered"]
    assert asked[:2] == [("freeze_requested", ref, True), ("weight_selected", ref)]
    assert asked[2][:2] == ("weight_requested", ref)


def test_keys_go_from_weight_to_weight(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """From the first one on: sideways to another input, up and down to another output; never beyond."""
    show(diagram, (7, 3))
    diagram.lines.setFocus()
    keys = Qt.Key
    led = {
        keys.Key_Right: (0, 0),
        keys.Key_Down: (1, 0),
        keys.Key_End: (1, 6),
        keys.Key_Up: (0, 6),
        keys.Key_Left: (0, 5),
        keys.Key_PageDown: (2, 5),
        keys.Key_Home: (2, 0),
        keys.Key_PageUp: (0, 0),
    }
    for key, place in led.items():
        qtbot.keyClick(diagram.lines, key)
        assert wishes[-1] == ("weight_selected", WeightRef(0, *place))
        assert diagram._handles.chosen.place == place
    qtbot.keyClick(diagram.lines, keys.Key_Left)
    assert wishes[-1] == ("weight_selected", WeightRef(0, 0, 0))


def test_keys_freeze_and_type(qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]) -> None:
    """F asks for the opposite of what is; a digit or Enter types; after it the keys go on as before."""
    ref = WeightRef(0, 2, 3)
    session = show(diagram, (7, 3))
    diagram.lines.setFocus()
    qtbot.keyClick(diagram.lines, Qt.Key.Key_F)
    assert wishes == [], "no weight is selected"
    diagram.select(ref)
    qtbot.keyClick(diagram.lines, Qt.Key.Key_F)
    session.apply(Freeze(ref, frozen=True))
    diagram.show_snapshot(session.snapshot())
    qtbot.keyClick(diagram.lines, Qt.Key.Key_F)
    assert wishes == [("freeze_requested", ref, True), ("freeze_requested", ref, False)]
    for first, rest, value in ((Qt.Key.Key_4, ".5", 4.5), (Qt.Key.Key_Return, "1.5", 1.5)):
        qtbot.keyClick(diagram.lines, first)
        edit = QApplication.focusWidget()
        qtbot.keyClicks(edit, rest)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        assert wishes[-1][:-1] == ("weight_requested", ref, value)
        assert diagram.lines.hasFocus()


def test_inputs_and_targets_are_asked_for_their_example(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """With the examples in turn, what is typed at step 3 is the third one's."""
    show(diagram, (7, 3), TakeSteps(2), order=Order(Taking.IN_TURN))
    nodes = diagram._nodes
    assert nodes is not None
    for chip in (nodes.inputs[6], nodes.targets[2]):
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_2)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [wish[:-1] for wish in wishes] == [
        ("input_requested", 0, 2, 6, 2.0),
        ("target_requested", 0, 2, 2, 2.0),
    ]


def test_tab_goes_from_the_phases_to_inputs_weights_and_targets(
    qtbot: QtBot, diagram: CompactDiagram
) -> None:
    """The weights are one stop: within them the arrow keys lead on."""
    show(diagram, (4, 3))
    diagram.select(WeightRef(0, 0, 0))
    diagram.strip.setFocus()
    names = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    inputs, targets = [f"Input x{j}" for j in (1, 2, 3, 4)], [f"Target y{k}" for k in (1, 2, 3)]
    assert names == [*inputs, "Weights as lines", *targets]


def test_the_strip_asks_for_phases(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """The phases above the network ask through the diagram."""
    show(diagram, (7, 3))
    qtbot.keyClick(diagram.strip, Qt.Key.Key_Right)
    assert wishes == [("phase_requested", Phase.COMPARE)]


def test_a_weight_being_typed_stays_while_others_are_looked_at(
    qtbot: QtBot, diagram: CompactDiagram, wishes: list[tuple[Any, ...]]
) -> None:
    """What is typed is for the weight it was begun for, whatever is selected meanwhile."""
    session = show(diagram, (7, 3))
    ref = WeightRef(0, 1, 1)
    diagram.select(ref)
    diagram.lines.setFocus()
    qtbot.keyClick(diagram.lines, Qt.Key.Key_3)
    diagram.show_formula(WeightRef(0, 2, 5))
    diagram.select(WeightRef(0, 0, 6))
    session.apply(TakeSteps(1))
    diagram.show_snapshot(session.snapshot())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert ("weight_requested", ref, 3.0) in [wish[:-1] for wish in wishes]
    diagram.show_snapshot(session.snapshot())
    assert diagram._handles.chosen.place == (0, 6)


def test_an_open_question_hides_what_the_sentence_would_tell(diagram: CompactDiagram) -> None:
    """As in the diagram of few weights."""
    snapshot = Session(large(7, 3)).snapshot()
    diagram.show_snapshot(replace(snapshot, hidden=frozenset({"prediction"})))
    assert sentence(diagram).startswith("Answer the question first")


def test_it_is_as_small_as_type_allows(diagram: CompactDiagram) -> None:
    """Twelve rows need 400 pixels; a network of few rows less; the chip of a run its own height."""
    show(diagram, (12, 12))
    twelve = diagram.minimumSizeHint()
    assert twelve.height() <= 400
    show(diagram, (4, 4))
    assert diagram.minimumSizeHint().height() < twelve.height() - 150
    diagram.set_theme(THEMES["projector"])
    show(diagram, (12, 12))
    assert diagram.minimumSizeHint().height() > twelve.height() * 1.25


def test_small_networks_are_not_its_own(diagram: CompactDiagram) -> None:
    """It serves them all the same, for a scene may hold one beside a larger one."""
    diagram.show_snapshot(Session(scenes.three_inputs()).snapshot())
    assert_apart(layout_of(diagram), QRectF(diagram.rect()))
    assert QSize(390, 0).boundedTo(diagram.minimumSizeHint()) == QSize(390, 0)


def test_whoever_asks_is_told_what_is_there(diagram: CompactDiagram) -> None:
    """A number, a line, a weight's chip and its snowflake, the sentence; nothing beside them."""
    show(diagram, (12, 1), GoToPhase(Phase.COMPARE))
    diagram.select(WeightRef(0, 0, 11))
    layout, handle = layout_of(diagram), diagram._handles.chosen
    line = diagram.lines.mapTo(diagram, on_line(diagram, 0, 4))
    button = handle.button.mapTo(diagram, handle.button.rect().center())
    for place, topic in (
        (layout.inputs[2].center().toPoint(), Topic(Kind.INPUT, 0, input=2)),
        (layout.targets[0].center().toPoint(), Topic(Kind.TARGET, 0, 0)),
        (line, Topic(Kind.WEIGHT, 0, 0, 4)),
        (handle.chip.mapTo(diagram, QPoint(6, 12)), Topic(Kind.WEIGHT, 0, 0, 11)),
        (button, Topic(Kind.FREEZE, 0, 0, 11)),
        (diagram.sentence.geometry().center(), Topic(Kind.COMPARE, 0, 0)),
        (QPoint(diagram.width() - 1, diagram.height() // 2 + 150), None),
    ):
        assert diagram.topic_at(place) == topic


def test_following_the_numbers_says_each_phase_plainly(diagram: CompactDiagram) -> None:
    """And in the chapter's words again afterwards."""
    show(diagram, (7, 3), GoToPhase(Phase.COMPARE))
    before = sentence(diagram)
    diagram.follow(True)
    assert sentence(diagram) != before
    diagram.follow(False)
    assert sentence(diagram) == before
