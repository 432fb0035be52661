"""The bowls show every weight of a snapshot, and ask for weights, freezes, selections and lanes."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from scenes import (
    correct_and_printed,
    frozen_a,
    lane,
    nine_weights,
    one_and_three,
    scene,
    table,
    three_inputs,
    three_outputs,
)

from gdstudio.messages import Freeze, LoadScene, Seek, SetWeight, TakeSteps, Undo, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.bowls.grid import Group, arrange, group_of
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.bowls.text import Label, Product
from gdstudio.views.kit.snowflake import FreezeButton, paint_snowflake
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene, Snapshot
    from gdstudio.views.bowls.bowl import BowlView

A, B = WeightRef(0, 0, 0), WeightRef(0, 0, 1)
KEYS, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier


THREE = three_inputs()


def snapshot_of(of: Scene, *commands: Command) -> Snapshot:
    session = Session(of)
    for command in commands:
        session.apply(command)
    return session.snapshot()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., BowlsPanel]:
    """Opens a panel with a scene, after some commands."""

    def opened(of: Scene, *commands: Command, size: tuple[int, int] = (700, 320)) -> BowlsPanel:
        panel = BowlsPanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(*size)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.show_snapshot(snapshot_of(of, *commands))
        return panel

    return opened


def dot_of(bowl: BowlView) -> QPoint:
    dot = bowl.plot.dot
    assert dot is not None
    return (dot + QPointF(bowl.plot.pos())).toPoint()


def heard(signal: object) -> list[tuple[object, ...]]:
    """Everything a signal says from now on."""
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *what: said.append(what))  # type: ignore[attr-defined]
    return said


def wheel(bowl: BowlView, notches: int, modifiers: Qt.KeyboardModifier) -> bool:
    place = QPointF(bowl.rect().center())
    event = QWheelEvent(
        place,
        bowl.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(bowl, event)
    return event.isAccepted()


# --- snapshot -> widget -----------------------------------------------------------------------------------


def test_each_weight_has_a_bowl_with_its_numbers(show: Callable[..., BowlsPanel]) -> None:
    """A bowl holds the weight, the example's input and the output's delta, and says them in words."""
    panel = show(three_inputs())
    bowls = panel.field.bowls
    assert [bowl.ref for bowl in bowls] == [WeightRef(0, 0, j) for j in range(3)]
    assert [bowl.accessibleName() for bowl in bowls] == [
        "Bowl of weight a · toes",
        "Bowl of weight b · wlrec",
        "Bowl of weight c · nfans",
    ]
    drawn = bowls[0].plot.picture
    assert drawn is not None
    assert (drawn.bowl.weight, drawn.bowl.input) == (0.1, 8.5)
    assert drawn.bowl.height == pytest.approx(0.0196)
    assert drawn.before is None
    said = bowls[0].accessibleDescription()
    assert "Weight 0.1000, error 0.01960, slope −2.380" in said
    assert "weight_delta is −0.14 × 8.5 = −1.19" in said


def test_bowl_shows_before_ahead_and_destination(show: Callable[..., BowlsPanel]) -> None:
    """After a step there is the curve before it, the next steps' dots, and where descent ends."""
    panel = show(three_inputs(), TakeSteps(1))
    seen = snapshot_of(three_inputs(), TakeSteps(1)).lanes[0]
    for j, bowl in enumerate(panel.field.bowls):
        drawn = bowl.plot.picture
        assert drawn is not None
        assert drawn.before is not None
        assert drawn.before.weight == pytest.approx([0.1, 0.2, -0.1][j])
        assert drawn.ahead == tuple((float(s.weights[0, j]), float(s.error[0])) for s in seen.ahead)
        assert len(drawn.ahead) > 0
        assert seen.destination is not None
        assert drawn.star == (float(seen.destination[0, j]), 0.0)


def test_star_of_an_output_that_cannot_learn_stays_at_its_dot(show: Callable[..., BowlsPanel]) -> None:
    """With every weight frozen descent ends where it is, at the error it has."""
    panel = show(three_inputs(frozen=[[True, True, True]]))
    drawn = panel.field.bowls[0].plot.picture
    assert drawn is not None
    assert drawn.star == pytest.approx((0.1, 0.0196))


def test_frozen_bowl_is_icy_and_says_what_would_be(show: Callable[..., BowlsPanel]) -> None:
    """Freezing shows at the button, the ground and the formula; unfreezing takes it back."""
    panel = show(frozen_a(), TakeSteps(1))
    bowl = panel.field.bowls[0]
    assert bowl.button.isChecked()
    assert bowl.grab().toImage().pixelColor(30, bowl.height() - 5) == LIGHT.color("ice_soft")
    assert "would be −0.5251 and is set to 0" in bowl.accessibleDescription()
    panel.show_snapshot(snapshot_of(frozen_a(), TakeSteps(1), Freeze(A, frozen=False)))
    assert not bowl.button.isChecked()
    assert bowl.grab().toImage().pixelColor(30, bowl.height() - 5) == LIGHT.color("card")


def test_product_is_written_as_there_is_room(qapp: QApplication) -> None:
    """The product closes, gives way to fewer digits, two lines, and at last the result alone."""
    from PySide6.QtGui import QFontMetricsF  # noqa: PLC0415  # needs the fonts that qapp has loaded

    assert qapp is not None
    wide = QFontMetricsF(LIGHT.font(11.5, mono=True))
    formula = Product(-0.14, 8.5, frozen=False)
    assert formula.lines(wide, 300, two=False) == ["−0.14 × 8.5 = −1.19"]
    assert formula.lines(wide, 100, two=True) == ["−0.14 × 8.5", "= −1.19"]
    assert formula.lines(wide, 60, two=False) == ["= −1.19"]
    assert Product(-0.14, 8.5, frozen=True).lines(wide, 300, two=False) == ["would be −1.19 → 0"]
    assert Product(-0.14, 8.5, frozen=True).lines(wide, 100, two=False) == ["−1.19 → 0"]


def test_names_get_shorter_where_there_is_less_room(show: Callable[..., BowlsPanel]) -> None:
    """With several outputs the name says where the weight leads, if it can."""
    assert Label("a", "toes").forms == ("a · toes", "a")
    panel = show(nine_weights(), size=(900, 350))
    fifth = panel.field.bowls[4]
    assert fifth._text.name == "e · wlrec → win"
    panel.resize(520, 350)
    assert fifth._text.name == "e · wlrec"
    panel.resize(340, 350)
    assert fifth._text.name == "e"


def test_small_bowls_leave_out_formula_and_axis_names(show: Callable[..., BowlsPanel]) -> None:
    """Nine bowls at a small laptop keep their numbers at the axes, three bowls have everything."""
    small = show(nine_weights(), size=(700, 350)).field.bowls[0]
    assert small._text.footer.isEmpty()
    assert all(len(ticks) >= 2 for ticks in small.plot.ticks)
    assert not show(three_inputs()).field.bowls[0]._text.footer.isEmpty()


def test_nothing_is_emitted_by_showing(show: Callable[..., BowlsPanel]) -> None:
    """Snapshots, selections and lanes put in from outside ask for nothing."""
    panel = show(correct_and_printed())
    said = [
        heard(signal)
        for signal in (
            panel.weight_selected,
            panel.weight_requested,
            panel.freeze_requested,
            panel.lane_selected,
        )
    ]
    panel.show_snapshot(snapshot_of(correct_and_printed(), Freeze(WeightRef(1, 0, 0), frozen=True)))
    panel.select(WeightRef(1, 0, 1))
    panel.show_lane(0)
    assert said == [[], [], [], []]


def test_selected_bowl_has_an_accent_border(show: Callable[..., BowlsPanel]) -> None:
    """Only the selected weight's bowl is framed, until another is selected."""
    panel = show(three_inputs())
    accent = LIGHT.color("accent")

    def framed() -> list[bool]:
        middles = [(bowl.grab().toImage(), bowl.height() // 2) for bowl in panel.field.bowls]
        return [image.pixelColor(1, y) == accent for image, y in middles]

    assert framed() == [False, False, False]
    panel.select(B)
    assert framed() == [False, True, False]
    panel.select(None)
    assert framed() == [False, False, False]


# --- arrangement ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "rows", "columns"),
    [((1, 1), 1, 1), ((1, 3), 1, 3), ((3, 1), 1, 3), ((3, 3), 3, 3), ((2, 4), 2, 4), ((1, 10), 2, 5)],
)
def test_grid_follows_the_network(shape: tuple[int, int], rows: int, columns: int) -> None:
    """Few weights stand in a row, several outputs have a row each."""
    assert group_of(shape) == Group(shape[0] * shape[1], rows, columns)


def test_all_bowls_are_equally_wide_and_apart() -> None:
    """Bowls that share units must have the same pixels, and none covers another."""
    places = arrange([Group(1, 1, 1), Group(9, 3, 3)], QRect(0, 0, 801, 400), 8, 20)
    assert len(places) == 10
    assert len({place.width() for place in places}) == 1
    assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[:i])
    assert all(QRect(0, 20, 801, 380).contains(place) for place in places)


def test_lanes_of_few_weights_stand_side_by_side(show: Callable[..., BowlsPanel]) -> None:
    """One weight beside three: four bowls in a row under the lanes' labels, nothing to switch."""
    panel = show(one_and_three())
    bowls = panel.field.bowls
    assert [bowl.ref for bowl in bowls] == [A, *(WeightRef(1, 0, j) for j in range(3))]
    assert len({bowl.y() for bowl in bowls}) == 1
    headings = [label.text() for label in panel.field.findChildren(QLabel)]
    assert headings == ["one input", "three inputs"]
    assert bowls[0].plot.span.width == bowls[1].plot.span.width, "both lead into win"
    panel.show_lane(0)
    assert [bowl.ref.lane for bowl in bowls] == [0, 1, 1, 1]


def test_lanes_of_many_weights_share_their_bowls(show: Callable[..., BowlsPanel]) -> None:
    """Correct and as printed: the last lane in front, the other drawn in, and a switch between them."""
    panel = show(correct_and_printed(), TakeSteps(2))
    lanes = snapshot_of(correct_and_printed(), TakeSteps(2)).lanes
    bowl = panel.field.bowls[4]
    assert len(panel.field.bowls) == 9

    def front_and_rival() -> tuple[float, list[float]]:
        drawn = bowl.plot.picture
        assert drawn is not None
        return drawn.bowl.weight, [rival.weight for _, rival in drawn.rivals]

    correct, printed = (float(lane.now.weights[1, 1]) for lane in lanes)
    assert correct != printed
    assert front_and_rival() == (printed, [correct])
    assert bowl.ref == WeightRef(1, 1, 1)
    panel.show_lane(0)
    assert front_and_rival() == (correct, [printed])
    assert bowl.ref == WeightRef(0, 1, 1)


def test_choosing_a_lane_brings_it_forward_and_says_so(show: Callable[..., BowlsPanel]) -> None:
    """The switch names the lanes."""
    panel = show(correct_and_printed())
    said = heard(panel.lane_selected)
    buttons = {button.text(): button for button in panel.strip._lanes.buttons()}
    assert list(buttons) == ["correct", "as printed"]
    assert buttons["as printed"].isChecked()
    buttons["correct"].click()
    assert said == [(0,)]
    assert panel.field.bowls[0].ref.lane == 0


def test_selection_marks_the_same_weight_in_shared_bowls(show: Callable[..., BowlsPanel]) -> None:
    """In overlaid lanes the bowl of the weight is marked, whichever lane it was selected in."""
    panel = show(correct_and_printed())
    panel.select(WeightRef(0, 2, 1))
    assert [bowl._selected for bowl in panel.field.bowls].index(True) == 7


def test_bowls_are_kept_while_they_serve(show: Callable[..., BowlsPanel]) -> None:
    """Steps and scenes of the same network keep the widgets; another network brings new ones."""
    panel = show(three_inputs())
    first = list(panel.field.bowls)
    panel.show_snapshot(snapshot_of(three_inputs(), TakeSteps(3)))
    panel.show_snapshot(snapshot_of(frozen_a()))
    assert panel.field.bowls == first
    panel.show_snapshot(snapshot_of(three_outputs()))
    assert next(bowl.accessibleName() for bowl in panel.field.bowls) == "Bowl of weight a · wlrec → hurt"


def test_strip_is_low_and_gives_up_its_title_for_its_buttons(show: Callable[..., BowlsPanel]) -> None:
    """The line above the bowls takes little height, and nothing in it is cut or overlaps."""
    panel = show(correct_and_printed(), size=(700, 350))
    assert panel.strip.height() <= 28
    for width in (1200, 700, 560, 480):
        panel.resize(width, 350)
        QApplication.processEvents()
        shown = [
            part
            for part in panel.strip.children()
            if part.isWidgetType() and part.isVisible() and (not isinstance(part, QLabel) or part.text())
        ]
        assert len(shown) >= 5
        assert all(part.width() >= part.sizeHint().width() for part in shown), width
        assert not any(
            a.geometry().intersects(b.geometry()) for i, a in enumerate(shown) for b in shown[:i]
        ), width


# --- ranges -----------------------------------------------------------------------------------------------


def spans(panel: BowlsPanel) -> list[tuple[float, float]]:
    return [(bowl.plot.span.width, bowl.plot.span.height) for bowl in panel.field.bowls]


def test_bowls_into_one_output_share_units_unless_own_scale(
    show: Callable[..., BowlsPanel], qtbot: QtBot
) -> None:
    """Steepness can be compared across a row; Own scale gives it up, and comes back."""
    panel = show(nine_weights())
    shared = spans(panel)
    for row in (shared[:3], shared[3:6], shared[6:]):
        assert len(set(row)) == 1
    assert len(set(shared)) == 3
    qtbot.mouseClick(panel.strip.own_switch, Qt.MouseButton.LeftButton)
    own = spans(panel)
    assert len({width for width, _ in own[:3]}) == 3
    panel.strip.own_switch.click()
    assert spans(panel) == shared


def test_ranges_grow_but_never_shrink_while_playing(show: Callable[..., BowlsPanel]) -> None:
    """Divergence doubles the error axis step by step; convergence leaves it."""
    panel = show(three_inputs(alpha=0.1))
    first = spans(panel)[0]
    session = Session(three_inputs(alpha=0.1))
    scene_shown = panel._snapshot.scene if panel._snapshot else None
    heights = [first[1]]
    for _ in range(5):
        session.apply(TakeSteps(1))
        seen = replace(session.snapshot(), scene=scene_shown, opened=scene_shown, playing=True)
        panel.show_snapshot(seen)
        heights.append(spans(panel)[0][1])
        assert panel.field.bowls[0].plot.dot is not None
    assert heights == sorted(heights)
    assert heights[-1] > 1000 * heights[0]
    small = replace(snapshot_of(three_inputs()), scene=scene_shown, opened=scene_shown, playing=True)
    panel.show_snapshot(small)
    assert spans(panel)[0][1] == heights[-1]


def test_going_back_takes_back_what_has_grown(show: Callable[..., BowlsPanel]) -> None:
    """Paused and back in time the axes are as they were, or the small errors there could not be seen."""
    session = Session(three_inputs(alpha=0.1))
    panel = show(three_inputs())
    panel.show_snapshot(session.snapshot())
    first = spans(panel)
    session.apply(TakeSteps(6))
    panel.show_snapshot(session.snapshot())
    assert spans(panel) != first
    session.apply(Seek(2))
    panel.show_snapshot(session.snapshot())
    assert first[0][1] <= spans(panel)[0][1] < 1000 * first[0][1]
    session.apply(Seek(1))
    panel.show_snapshot(session.snapshot())
    assert spans(panel) == first


@pytest.mark.parametrize("back", [(Undo(), Undo()), (LoadScene(THREE),)], ids=["undone", "set up again"])
def test_axes_grown_by_a_change_go_with_it(
    show: Callable[..., BowlsPanel], back: tuple[Command, ...]
) -> None:
    """A drag lets them grow and no further; once it is taken back, or opened anew, they begin anew."""
    session = Session(THREE)
    panel = show(THREE)
    first = spans(panel)
    for command in (SetWeight(WeightRef(0, 0, 0), 3.0, 7), SetWeight(WeightRef(0, 0, 0), 9.0, 8)):
        session.apply(command)
        panel.show_snapshot(session.snapshot())
    grown = spans(panel)
    assert grown[0][1] > 1000 * first[0][1]
    session.apply(SetWeight(WeightRef(0, 0, 0), 0.5, 8))  # the drag goes on
    panel.show_snapshot(session.snapshot())
    assert spans(panel) == grown
    for command in back:
        session.apply(command)
    panel.show_snapshot(session.snapshot())
    assert spans(panel) == first


def test_a_guess_moves_the_dot_alone(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """The dot is where it is thought to be, in sight and from there nudged on; then back, as the axes are."""
    panel = show(THREE)
    first, bowl, other = spans(panel), panel.field.bowls[0], panel.field.bowls[1]
    before = dot_of(bowl), dot_of(other)
    panel.show_guess((bowl.ref, 900.0))  # as it is on the way to what is typed
    panel.show_guess((bowl.ref, 0.11))
    assert spans(panel) == first
    panel.show_guess((bowl.ref, 0.9))
    assert bowl.plot.picture is not None
    assert bowl.plot.picture.bowl.weight == 0.9
    assert bowl.plot.dot is not None  # its error is 2,000 times as high
    assert other.plot.picture is not None
    assert other.plot.picture.bowl.weight == 0.2
    with qtbot.waitSignal(panel.weight_requested) as wish:
        qtbot.keyClick(bowl, Qt.Key.Key_Right)
    assert wish.args is not None
    assert wish.args[1] > 0.9
    panel.show_guess(None)
    assert spans(panel) == first
    assert (dot_of(bowl), dot_of(other)) == before


def test_fit_chooses_the_axes_anew(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """After many steps the dots lie at the bottom; Fit brings them up again."""
    panel = show(three_inputs())
    panel.show_snapshot(
        replace(
            snapshot_of(three_inputs(), TakeSteps(3)),
            scene=panel._snapshot.scene,
            opened=panel._snapshot.opened,
        )
    )
    before = spans(panel)[0]
    qtbot.mouseClick(panel.strip.fit_button, Qt.MouseButton.LeftButton)
    after = spans(panel)[0]
    assert after[1] < before[1] / 100
    drawn = panel.field.bowls[0].plot.picture
    assert drawn is not None
    assert 0.4 < drawn.bowl.height / after[1] <= 0.9


def test_divergence_is_drawn_to_its_last_step(show: Callable[..., BowlsPanel]) -> None:
    """Up to errors of 1e308 every dot is on its plot, with numbers at the axes and no warning."""
    session = Session(three_inputs(alpha=0.1))
    panel = show(three_inputs())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(250):
            panel.show_snapshot(session.snapshot())
            assert all(bowl.plot.dot is not None for bowl in panel.field.bowls)
            session.apply(TakeSteps(1))
        panel.grab()
    assert session.snapshot().lanes[0].now.total_error > 1e300
    assert all(len(ticks) >= 2 for bowl in panel.field.bowls for ticks in bowl.plot.ticks)


def test_ctrl_wheel_zooms_and_plain_wheel_does_not(show: Callable[..., BowlsPanel]) -> None:
    """Ctrl+wheel multiplies the range of the bowl and its neighbours; without Ctrl it is left to others."""
    panel = show(three_inputs())
    before = spans(panel)
    assert not wheel(panel.field.bowls[0], 2, NONE)
    assert spans(panel) == before
    assert wheel(panel.field.bowls[0], 2, Qt.KeyboardModifier.ControlModifier)
    closer = spans(panel)
    assert len(set(closer)) == 1
    assert closer[0][0] == pytest.approx(before[0][0] / 1.25**2)
    wheel(panel.field.bowls[1], -4, Qt.KeyboardModifier.ControlModifier)
    assert spans(panel)[2][0] > before[0][0]


def test_an_input_of_zero_is_a_flat_line(show: Callable[..., BowlsPanel]) -> None:
    """Such a bowl has no bottom, says so, and is drawn."""
    data = table(["toes", "wlrec"], ["win"]).with_input(0, 0, 0.0)
    panel = show(scene(lane(data, [[0.1, 0.2]])))
    assert "flat line" in panel.field.bowls[0].accessibleDescription()
    assert panel.field.bowls[0].plot.dot is not None


# --- widget -> signal -------------------------------------------------------------------------------------


def test_dragging_the_dot_asks_for_weights_of_one_gesture(
    show: Callable[..., BowlsPanel], qtbot: QtBot
) -> None:
    """Each move asks for the weight under the mouse; the next drag is another gesture."""
    panel = show(three_inputs())
    bowl = panel.field.bowls[1]
    said = heard(panel.weight_requested)
    start = dot_of(bowl)
    qtbot.mousePress(bowl, Qt.MouseButton.LeftButton, pos=start)
    assert said == []
    for shift in (10, 20):
        qtbot.mouseMove(bowl, start + QPoint(shift, -15))
    pixel = bowl.plot.span.width / bowl.plot.frame.area.width()
    assert [ref for ref, _, _ in said] == [B, B]
    assert said[0][1] == pytest.approx(0.2 + 10 * pixel, abs=pixel)
    assert said[1][1] == pytest.approx(0.2 + 20 * pixel, abs=pixel)
    qtbot.mouseRelease(bowl, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 0))
    qtbot.mousePress(bowl, Qt.MouseButton.LeftButton, pos=dot_of(bowl))
    qtbot.mouseMove(bowl, dot_of(bowl) + QPoint(-25, 0))
    qtbot.mouseRelease(bowl, Qt.MouseButton.LeftButton)
    gestures = [gesture for _, _, gesture in said]
    assert gestures[0] == gestures[1] != gestures[2]


def test_held_dot_stays_under_the_mouse(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """While it is held, older snapshots do not pull the dot away, nor do the axes move under it."""
    panel = show(three_inputs())
    bowl = panel.field.bowls[1]
    start = dot_of(bowl)
    qtbot.mousePress(bowl, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bowl, start + QPoint(60, 0))
    width = bowl.plot.span.width
    held = dot_of(bowl).x()
    assert abs(held - start.x() - 60) <= 1
    old = replace(snapshot_of(three_inputs()), scene=panel._snapshot.scene, opened=panel._snapshot.opened)
    panel.show_snapshot(old)
    assert dot_of(bowl).x() == held
    far = snapshot_of(three_inputs(), SetWeight(A, 5.0))
    panel.show_snapshot(replace(far, scene=panel._snapshot.scene, opened=panel._snapshot.opened))
    assert bowl.plot.span.width == width
    qtbot.mouseRelease(bowl, Qt.MouseButton.LeftButton)
    assert bowl.plot.span.width > width, "now the axes may follow"
    panel.show_snapshot(old)
    drawn = bowl.plot.picture
    assert drawn is not None
    assert drawn.bowl.weight == 0.2


def test_click_selects_without_setting(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """A click anywhere on a bowl asks for its selection only, even on the dot."""
    panel = show(three_inputs())
    chosen, set_ = heard(panel.weight_selected), heard(panel.weight_requested)
    bowl = panel.field.bowls[1]
    qtbot.mouseClick(bowl, Qt.MouseButton.LeftButton, pos=QPoint(30, 14))
    qtbot.mouseClick(bowl, Qt.MouseButton.LeftButton, pos=dot_of(bowl))
    assert chosen == [(B,), (B,)]
    assert set_ == []


def test_pointer_and_focus_tell_which_weight_is_looked_at(show: Callable[..., BowlsPanel]) -> None:
    """Entering or focusing a bowl says its weight, leaving says None."""
    panel = show(three_inputs())
    said = heard(panel.weight_hovered)
    bowl = panel.field.bowls[1]
    QApplication.sendEvent(bowl, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    QApplication.sendEvent(bowl, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    QApplication.sendEvent(bowl, QEvent(QEvent.Type.Leave))
    assert said == [(B,), (None,), (None,)]


def test_arrows_nudge_the_weight(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """Right and Left move by a hundredth of the axis, with Shift a tenth; presses add up at once."""
    panel = show(three_inputs())
    bowl = panel.field.bowls[0]
    said = heard(panel.weight_requested)
    step = bowl.plot.span.width / 100
    qtbot.keyClick(bowl, KEYS.Key_Right)
    qtbot.keyClick(bowl, KEYS.Key_Right)
    qtbot.keyClick(bowl, KEYS.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    values = [value for _, value, _ in said]
    assert values[0] == pytest.approx(0.1 + step, abs=step / 5)
    assert values[1] == pytest.approx(0.1 + 2 * step, abs=step / 4)
    assert values[2] == pytest.approx(0.1 - 8 * step, abs=step)
    assert len({gesture for _, _, gesture in said}) == 3
    panel.show_snapshot(
        replace(
            snapshot_of(three_inputs(), TakeSteps(1)),
            scene=panel._snapshot.scene,
            opened=panel._snapshot.opened,
        )
    )
    qtbot.keyClick(bowl, KEYS.Key_Right)
    assert said[-1][1] == pytest.approx(0.1119 + step, abs=step / 5), "from the newest number"


def test_keys_freeze_and_select(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """F asks for the opposite of what is; Space selects; keys with Ctrl are left to the window."""
    panel = show(frozen_a())
    froze, chosen = heard(panel.freeze_requested), heard(panel.weight_selected)
    first, second, _ = panel.field.bowls
    qtbot.keyClick(first, KEYS.Key_F)
    qtbot.keyClick(second, KEYS.Key_F)
    qtbot.keyClick(second, KEYS.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(second, KEYS.Key_Space)
    assert froze == [(A, False), (B, True)]
    assert chosen == [(B,)]


def test_snowflake_asks_and_waits_for_the_answer(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """The button asks for a freeze; only a snapshot changes how it looks."""
    panel = show(three_inputs())
    froze, chosen = heard(panel.freeze_requested), heard(panel.weight_selected)
    button = panel.field.bowls[1].button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert froze == [(B, True)]
    assert chosen == []
    assert not button.isChecked()


@pytest.mark.parametrize("back", ["escape", "button", "double click", "enter"])
def test_one_bowl_can_be_shown_large(show: Callable[..., BowlsPanel], qtbot: QtBot, back: str) -> None:
    """Enter or a double click shows one bowl alone; four ways lead back, and the focus stays with it."""
    panel = show(nine_weights())
    bowl = panel.field.bowls[4]
    small = bowl.geometry()
    qtbot.mouseDClick(bowl, Qt.MouseButton.LeftButton, pos=QPoint(30, 14))
    assert [each.isVisible() for each in panel.field.bowls].count(True) == 1
    assert bowl.size() == panel.field.size()
    panel.show_snapshot(
        replace(
            snapshot_of(nine_weights(), TakeSteps(1)),
            scene=panel._snapshot.scene,
            opened=panel._snapshot.opened,
        )
    )
    match back:
        case "escape":
            qtbot.keyClick(bowl, KEYS.Key_Escape)
        case "button":
            qtbot.mouseClick(panel.strip.all_button, Qt.MouseButton.LeftButton)
        case "double click":
            qtbot.mouseDClick(bowl, Qt.MouseButton.LeftButton, pos=QPoint(30, 14))
        case _:
            qtbot.keyClick(bowl, KEYS.Key_Return)
    assert all(each.isVisible() for each in panel.field.bowls)
    assert bowl.geometry() == small
    assert not panel.strip.all_button.isVisible()
    assert panel.focusWidget() is bowl
    hidden_meanwhile = panel.field.bowls[0].plot.picture
    assert hidden_meanwhile is not None
    assert hidden_meanwhile.before is not None, "the others have caught up"


def test_escape_is_left_alone_when_nothing_is_large(show: Callable[..., BowlsPanel], qtbot: QtBot) -> None:
    """Esc then belongs to whoever is around the panel."""
    panel = show(three_inputs())
    qtbot.keyClick(panel.field.bowls[0], KEYS.Key_Escape)
    assert all(bowl.isVisible() for bowl in panel.field.bowls)


def test_everything_has_a_name_a_description_and_a_tooltip(show: Callable[..., BowlsPanel]) -> None:
    """Each control says what it is and does, and can be hit."""
    panel = show(correct_and_printed(), size=(900, 400))
    strip = panel.strip
    buttons = [strip.fit_button, strip.own_switch, strip.all_button, *strip._lanes.buttons()]
    for control in (*buttons, *panel.field.bowls, *(bowl.button for bowl in panel.field.bowls)):
        assert control.accessibleName()
        assert control.accessibleDescription()
        assert control.toolTip()
        assert control.focusPolicy() is Qt.FocusPolicy.StrongFocus
        assert min(control.sizeHint().width(), control.sizeHint().height()) >= 24


# --- looks ------------------------------------------------------------------------------------------------


def test_theme_changes_all_parts(show: Callable[..., BowlsPanel]) -> None:
    """Dark bowls on the same snapshot, larger type with a larger scale."""
    panel = show(three_inputs())
    bowl = panel.field.bowls[0]
    panel.set_theme(DARK)
    image = bowl.grab().toImage()
    assert image.pixelColor(30, bowl.height() - 5) == DARK.color("card")
    assert image.pixelColor(bowl.plot.x() + 2, bowl.plot.y() + 2) == DARK.color("card")
    small = bowl.button.width()
    panel.set_theme(replace(DARK, scale=1.5))
    assert bowl.button.width() == round(small * 1.5)


def test_snowflake_fills_its_place(qapp: QApplication) -> None:
    """Six arms in the given colour, inside the rectangle, the painter left as it was."""
    assert qapp is not None
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    pen = painter.pen()
    paint_snowflake(painter, QRect(5, 5, 30, 30).toRectF(), QColor("#1a87ba"), 2)
    assert painter.pen() == pen
    painter.end()
    inked = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y) != QColor("white")]
    assert min(min(place) for place in inked) >= 5
    assert max(max(place) for place in inked) <= 35
    assert image.pixelColor(20, 20) == QColor("#1a87ba")
    assert {place[1] for place in inked} >= set(range(7, 33)), "it is as high as its place"


def test_freeze_button_describes_what_it_does_next(qtbot: QtBot) -> None:
    """Name and tooltip follow the state; Space presses it."""
    button = FreezeButton(LIGHT, "a")
    qtbot.addWidget(button)
    said = heard(button.freeze_requested)
    assert button.accessibleName() == "Freeze a"
    assert button.toolTip().startswith("Freeze weight a")
    qtbot.keyClick(button, KEYS.Key_Space)
    button.show_frozen(True)
    assert button.toolTip().startswith("Unfreeze weight a")
    qtbot.keyClick(button, KEYS.Key_Space)
    assert said == [(True,), (False,)]
