"""The network diagram: snapshots to chips, lines and sentences, and the user's hand to wishes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import scenes
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.hiding import masked
from gdstudio.messages import (
    Fork,
    Freeze,
    GoToPhase,
    LoadScene,
    Play,
    SetSpeed,
    SetWeight,
    Speed,
    TakeSteps,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.views.diagram.diagram import Diagram
from gdstudio.views.diagram.layout import fit, spread
from gdstudio.views.diagram.sizes import LEAST_TARGET, NetShape
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene
    from gdstudio.views.diagram.layout import NetLayout
    from gdstudio.views.kit.number_chip import NumberChip

A, B, C = (WeightRef(0, 0, column) for column in range(3))
SCENES = {
    "three inputs": scenes.three_inputs,
    "three outputs": scenes.three_outputs,
    "nine weights": scenes.nine_weights,
    "one and three": scenes.one_and_three,
    "printed": scenes.correct_and_printed,
}
SIGNALS = (
    "weight_requested",
    "freeze_requested",
    "input_requested",
    "target_requested",
    "weight_selected",
    "weight_hovered",
    "phase_requested",
)


@pytest.fixture
def diagram(qtbot: QtBot) -> Diagram:
    widget = Diagram(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(700, 330)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


@pytest.fixture
def wishes(diagram: Diagram) -> list[tuple[Any, ...]]:
    """Everything the diagram emits, as (signal, values …)."""
    heard: list[tuple[Any, ...]] = []
    for name in SIGNALS:
        getattr(diagram, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def show(diagram: Diagram, scene: Scene, *commands: object) -> Session:
    session = Session(scene)
    for command in commands:
        session.apply(command)
    diagram.show_snapshot(session.snapshot())
    return session


def weight(diagram: Diagram, ref: WeightRef) -> NumberChip:
    return diagram._lanes[ref.lane].weights[ref]


def sentence(diagram: Diagram, lane: int = 0) -> str:
    return diagram._sentences[lane].text.replace("\u00a0", " ")


def texts(chips: Iterable[NumberChip]) -> list[str]:
    return [chip.text for chip in chips]


def type_into(qtbot: QtBot, chip: NumberChip, text: str) -> None:
    qtbot.keyClicks(chip, text[0])
    assert chip._edit is not None
    qtbot.keyClicks(chip._edit, text[1:])
    qtbot.keyClick(chip._edit, Qt.Key.Key_Return)


def point_at(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(middle, middle, widget.mapToGlobal(middle)))


def point_away(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


# --- snapshot to widget -----------------------------------------------------------------------------------


def test_two_runs_of_nine_weights_are_legible_side_by_side() -> None:
    """The names of the runs take no height from the weights, so type need not get tiny at the least size."""
    layouts = fit(QRectF(8, 38, 764, 225), [NetShape(3, 3, labelled=True)] * 2, 1.0)
    assert layouts[0].sizes.unit > 0.85
    for layout in layouts:
        label = QRectF(layout.label.topLeft(), layout.label.bottomLeft()).adjusted(0, 0, 60, 0)
        assert not any(label.intersects(pill) for row in layout.weights for pill in row)


def test_shows_every_number_of_the_step(diagram: Diagram) -> None:
    """Inputs, weights, prediction, target, delta and error are those of the snapshot."""
    show(diagram, scenes.three_inputs())
    lane = diagram._lanes[0]
    assert texts(lane.inputs) == ["8.5", "0.65", "1.2"]
    assert texts(lane.weights.values()) == ["0.1000", "0.2000", "−0.1000"]
    assert texts([*lane.preds, *lane.targets, *lane.deltas, *lane.errors]) == [
        "0.860",
        "1",
        "−0.1400",
        "0.01960",
    ]


def test_follows_the_steps_without_a_signal(diagram: Diagram, wishes: list[tuple[Any, ...]]) -> None:
    """A later snapshot changes the numbers, keeps the chips, and asks for nothing."""
    session = show(diagram, scenes.three_inputs())
    chips = list(diagram._lanes[0].weights.values())
    session.apply(TakeSteps(1))
    diagram.show_snapshot(session.snapshot())
    assert list(diagram._lanes[0].weights.values()) == chips
    assert texts(chips) == ["0.1119", "0.2009", "−0.09832"]
    assert wishes == []


def test_another_network_is_built_anew(qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]) -> None:
    """A scene of another shape replaces the chips, even those with the focus, and asks for nothing."""
    session = show(diagram, scenes.three_inputs())
    weight(diagram, B).setFocus()
    qtbot.keyClick(weight(diagram, C), Qt.Key.Key_F2)
    wishes.clear()
    session.apply(LoadScene(scenes.correct_and_printed()))
    diagram.show_snapshot(session.snapshot())
    assert [len(lane.weights) for lane in diagram._lanes] == [9, 9]
    assert wishes == []


def test_a_weight_held_by_the_user_is_left_alone(qtbot: QtBot, diagram: Diagram) -> None:
    """While a weight is being typed, snapshots change the other numbers only."""
    session = show(diagram, scenes.three_inputs())
    qtbot.keyClick(weight(diagram, A), Qt.Key.Key_F2)
    session.apply(TakeSteps(1))
    diagram.show_snapshot(session.snapshot())
    assert texts(diagram._lanes[0].weights.values()) == ["0.1000", "0.2009", "−0.09832"]


def test_frozen_weights_look_frozen(diagram: Diagram) -> None:
    """A frozen weight has its button down, its chip in ice and its line dashed."""
    session = show(diagram, scenes.three_inputs())
    before = diagram.grab().toImage()
    session.apply(Freeze(B, True))
    diagram.show_snapshot(session.snapshot())
    frozen = [button.isChecked() for button in diagram._lanes[0].freezers.values()]
    assert frozen == [False, True, False]
    assert [look.frozen for look in diagram._drawn[0][0]] == frozen
    assert diagram.grab().toImage() != before


def test_lines_tell_sign_and_size(diagram: Diagram) -> None:
    """Lines have the sign of their weight and are the thicker the larger it is."""
    show(diagram, scenes.nine_weights())
    looks = diagram._drawn[0][0]
    assert [look.sign for look in looks] == [1, 1, -1, 1, 1, 0, 0, 1, 1]
    by_size = sorted(looks, key=lambda look: look.width)
    assert by_size[-1] is looks[7]
    assert looks[2].width > looks[4].width > looks[0].width > looks[5].width


PARTS_AT_STRENGTH = {
    Phase.PREDICT: {"inputs", "weights", "preds"},
    Phase.COMPARE: {"preds", "targets", "deltas", "errors"},
    Phase.WEIGHT_DELTAS: {"inputs", "deltas"},
    Phase.LEARN: {"weights"},
}


@pytest.mark.parametrize("phase", list(Phase))
def test_a_phase_brings_out_what_it_works_with(diagram: Diagram, phase: Phase) -> None:
    """What a phase needs is at full strength and the rest dim; weight_deltas stand beside the weights."""
    show(diagram, scenes.nine_weights(), GoToPhase(phase))
    lane = diagram._lanes[0]
    parts = {name: getattr(lane, name) for name in ("inputs", "preds", "targets", "deltas", "errors")}
    parts["weights"] = list(lane.weights.values())
    bright = {name for name, chips in parts.items() if not any(chip._look.dim for chip in chips)}
    assert bright == PARTS_AT_STRENGTH[phase]
    assert len(diagram._drawn[0][2]) == (9 if phase in (Phase.WEIGHT_DELTAS, Phase.LEARN) else 0)


def test_tags_are_the_weight_deltas_then_the_changes(diagram: Diagram) -> None:
    """Beside each weight stands its weight_delta (0 if frozen), at Learn what is added to it."""
    session = show(diagram, scenes.three_inputs(), Freeze(C, True), GoToPhase(Phase.WEIGHT_DELTAS))
    assert [tag.text for tag in diagram._drawn[0][2]] == ["−1.190", "−0.09100", "0"]
    session.apply(GoToPhase(Phase.LEARN))
    diagram.show_snapshot(session.snapshot())
    assert [tag.text for tag in diagram._drawn[0][2]] == ["+0.01190", "+9.10e−4", "0"]


@pytest.mark.parametrize(
    ("rule", "bright"),
    [
        (Rule.CORRECT, {"inputs", "deltas"}),
        (Rule.WEIGHTS_FOR_INPUT, {"weights", "deltas"}),
        (Rule.WEIGHTS_FOR_DELTA, {"weights", "inputs"}),
    ],
)
def test_weight_deltas_bring_out_the_factors_of_the_recipe(
    diagram: Diagram, rule: Rule, bright: set[str]
) -> None:
    """By a misprint they are others."""
    session = Session(scenes.three_inputs(rule=rule))
    session.apply(GoToPhase(Phase.WEIGHT_DELTAS))
    diagram.show_snapshot(session.snapshot())
    (lane,) = diagram._lanes
    parts = {"inputs": lane.inputs, "deltas": lane.deltas, "weights": lane.weights.values()}
    assert {name for name, chips in parts.items() if not any(chip._look.dim for chip in chips)} == bright


def test_nothing_is_dim_while_whole_steps_go_by(diagram: Diagram) -> None:
    """While playing by steps all parts are at full strength, and the sentence stands still."""
    session = show(diagram, scenes.three_inputs(), SetSpeed(Speed(None)), Play())
    first = sentence(diagram)
    session.play(3)
    diagram.show_snapshot(session.snapshot())
    lane = diagram._lanes[0]
    assert not any(chip._look.dim for chip in (*lane.inputs, *lane.errors, *lane.weights.values()))
    assert sentence(diagram) == first
    assert first.startswith("each step: pred = Σ weight × input")


def test_the_sentence_follows_the_phase_and_the_selected_output(diagram: Diagram) -> None:
    """The sentence is the phase's, for the selected weight's output; later its weight_delta."""
    session = show(diagram, scenes.nine_weights())
    assert sentence(diagram).startswith("pred hurt = ")
    diagram.select(WeightRef(0, 2, 1))
    assert sentence(diagram).startswith("pred sad = ")
    session.apply(GoToPhase(Phase.WEIGHT_DELTAS))
    diagram.show_snapshot(session.snapshot())
    assert sentence(diagram).startswith("weight_delta h = δ sad × wlrec = ")


def test_selecting_shows_and_does_not_ask(diagram: Diagram, wishes: list[tuple[Any, ...]]) -> None:
    """A selection from elsewhere marks the weight and its line, without a signal."""
    show(diagram, scenes.three_inputs())
    diagram.select(B)
    assert [chip._look.selected for chip in diagram._lanes[0].weights.values()] == [False, True, False]
    assert [look.picked for look in diagram._drawn[0][0]] == [False, True, False]
    assert wishes == []


def test_both_runs_show_the_formula_of_the_weight_looked_at(diagram: Diagram) -> None:
    """Side by side, one look compares the same weight's formula in both runs."""
    show(diagram, scenes.correct_and_printed())
    point_at(weight(diagram, WeightRef(1, 0, 1)))
    assert sentence(diagram, 0).startswith("weight_delta b = δ hurt × wlrec")
    assert sentence(diagram, 1).startswith("weight_delta b = toes × δ win")


# --- widget to signal -------------------------------------------------------------------------------------


def test_typing_asks_for_weights_inputs_and_targets(
    qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]
) -> None:
    """A typed number becomes a wish that names its lane, its example and its place."""
    show(diagram, scenes.one_and_three())
    lane = diagram._lanes[1]
    type_into(qtbot, weight(diagram, WeightRef(1, 0, 2)), "-0.5")
    type_into(qtbot, lane.inputs[1], "0.9")
    type_into(qtbot, lane.targets[0], "0")
    numbers = [wish for wish in wishes if wish[0].endswith("requested")]
    assert [wish[:-1] for wish in numbers] == [
        ("weight_requested", WeightRef(1, 0, 2), -0.5),
        ("input_requested", 1, 0, 1, 0.9),
        ("target_requested", 1, 0, 0, 0.0),
    ]
    assert len({wish[-1] for wish in numbers}) == 3


def test_wishes_name_the_example_on_view(
    qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]
) -> None:
    """With the examples taken in turn, an input typed at step 3 is the third example's."""
    show(diagram, scenes.three_inputs(order=Order(Taking.IN_TURN)), TakeSteps(2))
    type_into(qtbot, diagram._lanes[0].inputs[0], "7")
    assert ("input_requested", 0, 2, 0, 7.0) in [wish[:-1] for wish in wishes]


def test_a_wish_granted_is_shown_everywhere(qtbot: QtBot, diagram: Diagram) -> None:
    """A weight typed and set by the session changes the prediction shown."""
    session = show(diagram, scenes.three_inputs())
    diagram.weight_requested.connect(
        lambda ref, value, gesture: session.apply(SetWeight(ref, value, gesture))
    )
    type_into(qtbot, weight(diagram, A), "0")
    diagram.show_snapshot(session.snapshot())
    assert diagram._lanes[0].preds[0].text == "0.0100"


def test_the_snowflake_asks_to_freeze_and_to_unfreeze(
    qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]
) -> None:
    """The button beside a weight asks for the opposite of what is shown."""
    session = show(diagram, scenes.frozen_a())
    for ref in (A, B):
        qtbot.mouseClick(diagram._lanes[0].freezers[ref], Qt.MouseButton.LeftButton)
    assert [wish for wish in wishes if wish[0] == "freeze_requested"] == [
        ("freeze_requested", A, False),
        ("freeze_requested", B, True),
    ]
    diagram.show_snapshot(session.snapshot())
    assert diagram._lanes[0].freezers[A].isChecked()


def test_a_click_selects(qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]) -> None:
    """A click on a weight asks for its selection and for nothing else."""
    show(diagram, scenes.three_inputs())
    qtbot.mouseClick(weight(diagram, B), Qt.MouseButton.LeftButton)
    assert [wish for wish in wishes if wish[0] != "weight_hovered"] == [("weight_selected", B)]


def test_what_learn_makes_of_a_weight_is_no_part_of_its_formula_while_it_is_asked_for(
    diagram: Diagram,
) -> None:
    """The weight delta is told without what comes of it; that follows when the question is answered."""
    snapshot = replace(Session(scenes.three_inputs()).snapshot(), phase=Phase.WEIGHT_DELTAS)
    diagram.show_snapshot(masked(replace(snapshot, hidden=frozenset({"ahead"}))))
    diagram.select(A)
    assert sentence(diagram) == "weight_delta a = δ × toes = −0.14 × 8.5 = −1.19"
    diagram.show_snapshot(snapshot)
    assert sentence(diagram).endswith("next a = 0.1 − 0.01 × −1.19 = 0.1119")


def test_the_pointer_shows_a_weights_formula(diagram: Diagram, wishes: list[tuple[Any, ...]]) -> None:
    """The formula is there while the pointer is on a weight or on its snowflake, and is told to all."""
    show(diagram, scenes.three_inputs())
    point_at(weight(diagram, A))
    assert sentence(diagram).startswith("weight_delta a = δ × toes = −0.14 × 8.5 = −1.19, next a")
    assert "δ × toes" in weight(diagram, A).accessibleDescription()
    point_away(weight(diagram, A))
    assert sentence(diagram).startswith("pred = ")
    point_at(diagram._lanes[0].freezers[C])
    assert sentence(diagram).startswith("weight_delta c")
    point_away(diagram._lanes[0].freezers[C])
    assert wishes == [("weight_hovered", ref) for ref in (A, None, C, None)]


def test_tab_goes_through_it_in_reading_order(
    qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]
) -> None:
    """Tab goes from the phases to inputs, weights with their snowflakes, targets; weights are selected."""
    show(diagram, scenes.three_inputs())
    diagram.strip.setFocus()
    names = []
    for _ in range(10):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == [
        "Input toes",
        "Input wlrec",
        "Input nfans",
        "Weight a, toes to win",
        "Freeze a",
        "Weight b, wlrec to win",
        "Freeze b",
        "Weight c, nfans to win",
        "Freeze c",
        "Target win",
    ]
    assert [wish for wish in wishes if wish[0] == "weight_selected"] == [
        ("weight_selected", ref) for ref in (A, B, C)
    ]


def test_the_strip_asks_for_phases(qtbot: QtBot, diagram: Diagram, wishes: list[tuple[Any, ...]]) -> None:
    """The phases above the network ask through the diagram."""
    show(diagram, scenes.three_inputs())
    qtbot.keyClick(diagram.strip, Qt.Key.Key_Right)
    assert wishes == [("phase_requested", Phase.COMPARE)]


# --- geometry ---------------------------------------------------------------------------------------------

SIZES = [(700, 330), (800, 330), (1150, 480)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.3, 1.6])
@pytest.mark.parametrize("scene", SCENES)
def test_everything_has_its_place(diagram: Diagram, scene: str, size: tuple[int, int], scale: float) -> None:
    """At every size and scale nothing overlaps or leaves the diagram, and no sentence is cut."""
    diagram.resize(*size)
    diagram.set_theme(replace(DARK, scale=scale))
    for phase in Phase:
        show(diagram, SCENES[scene](), TakeSteps(2), GoToPhase(phase))
        assert all(line.fits for line in diagram._sentences)
    for layout in diagram._layouts:
        assert_apart(layout, QRectF(diagram.rect()))
    below = min(line.geometry().top() for line in diagram._sentences)
    assert max(layout.area.bottom() for layout in diagram._layouts) <= below


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (2, 5), (3, 3), (4, 5)])
def test_any_shape_finds_room(shape: tuple[int, int]) -> None:
    """Networks of up to twenty weights, of any shape, are laid out without overlap."""
    n_outputs, n_inputs = shape
    room = QRectF(0, 0, 700, 30 * n_outputs * n_inputs + 300)
    (layout,) = fit(room, [NetShape(n_outputs, n_inputs)], 1.0)
    assert_apart(layout, room)


def test_two_nine_weight_networks_fit_side_by_side() -> None:
    """Two 3 × 3 networks of 390 × 250 each keep type of 12 pixels and buttons of 24."""
    layouts = fit(QRectF(0, 0, 797, 250), [NetShape(3, 3, labelled=True)] * 2, 1.0)
    for layout in layouts:
        assert round(13 * layout.sizes.unit) >= 12
        assert_apart(layout, QRectF(0, 0, 797, 250))
    assert layouts[0].area.right() < layouts[1].area.left()


def test_weights_of_one_output_stand_on_their_lines() -> None:
    """With one output each weight is on the straight line from input to prediction."""
    (layout,) = fit(QRectF(0, 0, 700, 330), [NetShape(1, 3)], 1.0)
    assert all(layout.is_straight(0, column) for column in range(3))


def test_spreading_keeps_order_distance_and_bounds() -> None:
    """Crowded points move apart around their middle; lonely ones stay."""
    assert spread([10, 11, 12, 90], 10, 0, 100) == [1, 11, 21, 90]
    assert spread([50, 50, 50], 20, 0, 60) == [20, 40, 60]
    assert spread([0, 0], 10, 5, 100) == [5, 15]


def assert_apart(layout: NetLayout, room: QRectF) -> None:
    """No two things of a layout overlap, all are in the room, all targets are large enough."""
    pills = [rect for row in layout.weights for rect in row]
    tags = [rect for row in layout.tags for rect in row]
    buttons = [rect for row in layout.buttons for rect in row]
    numbers = [*layout.targets, *layout.deltas, *layout.errors]
    things = [*layout.inputs, *layout.preds, *pills, *tags, *numbers, *layout.headings]
    for index, one in enumerate(things):
        assert room.contains(one), f"{one} outside {room}"
        for other in things[index + 1 :]:
            common = one.intersected(other)
            assert min(common.width(), common.height()) < 0.01, f"{one} overlaps {other}"
    for rect in (*pills, *buttons, *layout.inputs, *layout.targets):
        assert rect.width() >= LEAST_TARGET
        assert rect.height() >= LEAST_TARGET


def test_a_number_that_is_held_stays_with_its_example(qtbot: QtBot, diagram: Diagram) -> None:
    """While examples go by, what is typed over one example's input or target is asked for that example."""
    session = Session(scenes.three_inputs(order=Order(Taking.IN_TURN)))
    diagram.show_snapshot(session.snapshot())
    for chips, signal in (("inputs", diagram.input_requested), ("targets", diagram.target_requested)):
        row = session.snapshot().lanes[0].row
        chip: NumberChip = getattr(diagram._lanes[0], chips)[0]
        chip.open_edit("7")
        session.advance(1)
        diagram.show_snapshot(session.snapshot())
        assert session.snapshot().lanes[0].row != row
        with qtbot.waitSignal(signal) as asked:
            qtbot.keyClick(chip._edit, Qt.Key.Key_Return)
        assert asked.args[:4] == [0, row, 0, 7.0]
        diagram.show_snapshot(session.snapshot())


def test_where_binary_arithmetic_does_not_close_the_sentence_says_about(diagram: Diagram) -> None:
    """Next to the target, pred − true is a few bits of noise: no digits make the equation hold."""
    session = Session(scenes.frozen_a())
    signs: set[str] = set()
    for _ in range(42):
        session.advance(1)
        session.apply(GoToPhase(Phase.COMPARE))
        diagram.show_snapshot(session.snapshot())
        left, sign, shown = _difference(diagram._sentences[0].text.replace("\u00a0", " "))
        signs.add(sign)
        if sign == "=":
            last_place = Decimal(1).scaleb(int(shown.as_tuple().exponent))
            assert abs(left - shown) <= last_place / 2
    assert signs == {"=", "≈"}


def _difference(text: str) -> tuple[Decimal, str, Decimal]:
    """The difference in a Compare sentence as worked out from its terms, the sign, and as written."""
    equation = text.partition("pred − true = ")[2].partition(",")[0].replace("(", "").replace(")", "")
    for sign in ("≈", "="):
        terms, found, shown = equation.rpartition(f" {sign} ")
        if found:
            first, _, second = terms.partition(" − ")
            numbers = [Decimal(part.replace("−", "-")) for part in (first, second, shown)]
            return numbers[0] - numbers[1], sign, numbers[2]
    raise AssertionError(equation)


@pytest.mark.parametrize("extra", [0, 20, 40])
def test_the_chip_of_a_run_takes_nothing_from_the_network(diagram: Diagram, extra: int) -> None:
    """Nine weights are as large with several runs as with one, in a diagram higher by the chip."""
    session = Session(scenes.nine_weights())
    diagram.show_snapshot(session.snapshot())
    diagram.resize(430, diagram.minimumSizeHint().height() + extra)
    before = diagram.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    widths = sorted(chip.width() for chip in before if chip.isVisible())
    session.apply(Fork(0))
    diagram.show_snapshot(session.snapshot())
    diagram.resize(430, diagram.minimumSizeHint().height() + extra)
    after = diagram.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert sorted(chip.width() for chip in after if chip.isVisible()) == widths


@pytest.mark.parametrize("size", [(390, 330), (700, 330), (900, 420)])
@pytest.mark.parametrize("name", ["three outputs", "nine weights"])
def test_what_a_lesson_lights_is_cut_off_from_nothing_else(
    diagram: Diagram, name: str, size: tuple[int, int]
) -> None:
    """No line runs through a number or a name, also where target, delta and error stand below each other."""
    show(diagram, SCENES[name]())
    diagram.resize(*size)
    (layout,), (picture,) = diagram._layouts, diagram._pictures
    parts = {
        "inputs": [*layout.inputs, *picture.names_of(layout.inputs)],
        "prediction": [*layout.preds, *picture.names_of(layout.preds)],
        "target": layout.targets,
        "delta": layout.deltas,
        "error": layout.errors,
    }
    assert len(parts["inputs"]) == 2 * len(layout.inputs)
    for part, mine in parts.items():
        rings = [QRectF(rect) for rect in diagram.rects(part)]
        assert all(any(ring.contains(rect) for ring in rings) for rect in mine)
        for others in (rects for other, rects in parts.items() if other != part):
            # The rectangle of a number is higher than its digits.
            inner = [rect.adjusted(0, 3, 0, -3) for rect in others]
            assert not any(ring.intersects(rect) for ring in rings for rect in inner)
