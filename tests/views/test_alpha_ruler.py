"""The alpha ruler shows alpha among its limits, in pixels and words, and asks for another by every means."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from forks import forked
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from scenes import correct_and_printed, frozen_a, nine_weights, one_and_three, three_inputs, three_outputs

from gdstudio.core.examples import Order, Taking
from gdstudio.core.landscape import alpha_limits
from gdstudio.messages import LARGEST_ALPHA, SetAlpha, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.alpha.field import UnusableAlphaError, usable_alpha
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.alpha.scale import LogScale, rounded
from gdstudio.views.alpha.whose import deciding_lane, formulas, whose_limits
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.kit.word_row import spread
from gdstudio.views.kit.zones import verdict, zone_at, zones

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene

IN_TURN = Order(Taking.IN_TURN)


def ruler_of(qtbot: QtBot, scene: Scene, width: int = 530) -> AlphaRuler:
    ruler = AlphaRuler(LIGHT)
    qtbot.addWidget(ruler)
    ruler.resize(width, 86)
    ruler.show_snapshot(Session(scene).snapshot())
    ruler.show()
    return ruler


def asked(ruler: AlphaRuler) -> list[tuple[float, int]]:
    requests: list[tuple[float, int]] = []
    ruler.alpha_requested.connect(lambda alpha, gesture: requests.append((alpha, gesture)))
    return requests


def on_bar(ruler: AlphaRuler, alpha: float) -> QPoint:
    return QPoint(round(ruler.track.picture.x(alpha)), round(ruler.track.picture.bar.center().y()))


# --- the scale --------------------------------------------------------------------------------------------


@given(st.floats(1e-15, 1000), st.floats(0, 1000))
def test_scale_holds_its_values_and_comes_back_from_pixels(limit: float, alpha: float) -> None:
    """The ruler is long enough for what it must hold, and value → fraction → value is the same value."""
    scale = LogScale.holding([alpha, limit])
    assert scale.low <= -4
    assert scale.high >= 1
    assert 10.0**scale.low <= limit * (1 + 1e-9)
    assert limit <= 10.0**scale.high * (1 + 1e-9)
    assert scale.value(scale.fraction(limit)) == pytest.approx(limit, rel=1e-9)


def test_scale_is_extended_by_whole_decades() -> None:
    """0.0001 to 10 unless alpha or a limit lies outside; 0 is at the left end."""
    assert LogScale.holding([0.0, 0.3]) == LogScale(-4, 1)
    assert LogScale.holding([500.0]) == LogScale(-4, 3)
    assert LogScale.holding([2e-6]) == LogScale(-6, 1)
    assert LogScale.holding([1e9]).high == 3
    assert LogScale().fraction(0.0) == 0.0
    assert rounded(0.0123456) == 0.0123


@given(
    st.lists(st.floats(0, 400), min_size=1, max_size=5).map(sorted),
    st.lists(st.floats(1, 120), min_size=5, max_size=5),
)
def test_spread_words_never_touch_or_leave_the_row(centres: list[float], widths: list[float]) -> None:
    """Words either all fit with their gaps, or the answer is None, and only when they cannot fit."""
    widths = widths[: len(centres)]
    edges = spread(centres, widths, 0, 400, 10)
    if edges is None:
        assert sum(widths) + 10 * (len(widths) - 1) > 400 - 1e-6
        return
    assert edges[0] >= -1e-6
    assert edges[-1] + widths[-1] <= 400 + 1e-6
    for i in range(len(edges) - 1):
        assert edges[i] + widths[i] + 10 <= edges[i + 1] + 1e-6


# --- zones and words --------------------------------------------------------------------------------------


@given(st.floats(1e-4, 10))
def test_zone_agrees_with_the_factor_of_a_step(alpha: float) -> None:
    """One example: each zone is where 1 − α·S is between 0 and 1, −1 and 0, or below −1."""
    lane = Session(frozen_a()).snapshot().lanes[0]
    factor = 1 - alpha * (0.65**2 + 1.2**2)
    zone = zone_at(alpha, zones(lane.limits))
    assert zone is not None
    assert zone.name == ("shrinks" if factor > 0 else "overshoots" if factor > -1 else "diverges")


def test_several_examples_have_four_zones_and_say_which_limit_is_measured() -> None:
    """Four games in turn: the guarantee and the measured limit are told apart, in zones and formula."""
    lane = Session(nine_weights(order=IN_TURN)).snapshot().lanes[0]
    limits, whose = lane.limits, whose_limits(lane, [lane])
    assert [zone.name for zone in zones(limits)] == ["no overshoot", "guaranteed", "no guarantee", "diverges"]
    longest = "guaranteed below 2 ÷ max S = 0.0202 · measured limit in this order 0.0232"
    assert formulas(limits, whose)[0] == longest
    assert verdict(0.021, limits, None).word == "no guarantee"
    assert verdict(0.03, limits, None).detail.startswith("max S: δ × −")
    assert "measured for an order that stays the same" in zones(limits)[-1].sentence


def test_verdict_has_words_for_the_special_values() -> None:
    """0, 1/S and 2/S have words of their own."""
    limits = Session(frozen_a()).snapshot().lanes[0].limits
    assert limits.no_overshoot is not None
    assert limits.guaranteed is not None
    assert verdict(0.0, limits, None).word == "learns nothing"
    landing = verdict(limits.no_overshoot, limits, None)
    assert (landing.word, landing.detail) == ("lands in one step", "δ × 0 each step")
    assert verdict(limits.guaranteed, limits, None).word == "on the limit"
    assert verdict(1e-7, limits, None).detail == "δ × 1.000 each step"


# --- snapshot → widget ------------------------------------------------------------------------------------


def test_shows_alpha_limit_and_what_a_step_does(qtbot: QtBot) -> None:
    """The freezing scene: alpha 0.3 is under 1.074, and a step multiplies delta by 0.441."""
    ruler = ruler_of(qtbot, frozen_a())
    assert ruler.field.text() == "0.3"
    assert ruler.track.picture.header == "limit for example 1: 2 ÷ Σ input² of unfrozen = 1.074"
    assert (ruler.words.word, ruler.words.detail) == ("shrinks", "δ × 0.441 each step")
    assert ruler.track.picture.value(ruler.track.picture.marker_x) == pytest.approx(0.3)
    assert "0.3: shrinks; δ × 0.441 each step" in ruler.track.accessibleDescription()


def test_without_limits_it_says_that_alpha_changes_nothing(qtbot: QtBot) -> None:
    """All frozen: no zones, no formula, no effect."""
    ruler = ruler_of(qtbot, three_inputs(frozen=[[True] * 3]))
    assert ruler.track.picture.zones == ()
    assert ruler.track.picture.header == ""
    assert ruler.words.word == "no effect"
    assert "alpha changes nothing" in ruler.track.explain(100)


@pytest.mark.parametrize("width", [440, 530, 751])
@pytest.mark.parametrize("alpha", [0.0, 1e-9, 0.01, 1000.0])
@pytest.mark.parametrize("order", [Order(), IN_TURN])
def test_words_under_the_ruler_never_overlap_or_leave_it(
    qtbot: QtBot, width: int, alpha: float, order: Order
) -> None:
    """Tick numbers and zone names keep apart and inside at every size and any length of the ruler."""
    ruler = ruler_of(qtbot, nine_weights(alpha=alpha, order=order), width)
    picture = ruler.track.picture
    assert [zone.name for zone, _ in picture.names] == [zone.name for zone in picture.zones]
    assert picture.header
    for rects in ([r for _, r in picture.ticks], [r for _, r in picture.names]):
        assert len(rects) >= 2
        assert rects[0].left() >= 0
        assert rects[-1].right() <= ruler.track.width()
        for left, right in pairwise(rects):
            assert left.right() + 4 <= right.left()


def test_narrow_ruler_drops_names_rather_than_jam_them(qtbot: QtBot) -> None:
    """Where four names do not fit, those of the narrowest zones are left out."""
    ruler = ruler_of(qtbot, nine_weights(order=IN_TURN), 440)
    ruler.track.resize(200, 76)
    assert [zone.name for zone, _ in ruler.track.picture.names] == ["no overshoot", "guaranteed", "diverges"]


def test_alpha_zero_sits_at_the_left_end(qtbot: QtBot) -> None:
    """A log ruler has no place for 0, so the marker stands at its beginning."""
    ruler = ruler_of(qtbot, frozen_a(alpha=0.0))
    assert ruler.field.text() == "0"
    assert ruler.track.picture.marker_x == ruler.track.picture.start


def test_lane_with_the_smallest_limit_decides() -> None:
    """Three inputs have a smaller limit than one; of equal ones, the lane with the correct rule."""
    index, _ = deciding_lane(Session(one_and_three()).snapshot().lanes)
    assert index == 1
    index, _ = deciding_lane(Session(correct_and_printed()).snapshot().lanes)
    assert index == 0


def test_lane_is_named_where_lanes_differ(qtbot: QtBot) -> None:
    """A factor that holds for one of two lanes says for which."""
    assert ruler_of(qtbot, one_and_three()).words.detail == "three inputs: δ × 0.259"
    assert ruler_of(qtbot, correct_and_printed()).words.detail == "correct: δ × 0.259"


def test_selected_output_is_spoken_of_where_outputs_differ(qtbot: QtBot) -> None:
    """A frozen output's delta stays; without a selection the output that moves most is told."""
    ruler = ruler_of(qtbot, three_outputs(frozen=[[True], [False], [False]]))
    assert ruler.words.detail.startswith("max S: δ × 0.958")
    ruler.select(WeightRef(0, 0, 0))
    assert ruler.words.detail == "selected: δ × 1"
    ruler.select(None)
    assert ruler.words.detail.startswith("max S")


def test_showing_a_snapshot_asks_for_nothing(qtbot: QtBot) -> None:
    """A programmatic change is not a wish."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    session = Session(frozen_a())
    session.apply(SetAlpha(0.7))
    ruler.show_snapshot(session.snapshot())
    ruler.set_theme(DARK)
    assert ruler.field.text() == "0.7"
    assert requests == []


# --- widget → signal --------------------------------------------------------------------------------------


def test_drag_asks_with_one_gesture_and_three_digits(qtbot: QtBot) -> None:
    """All values of a drag carry one gesture number; a second drag has another."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    for goals in ((0.5, 1.5), (0.01, 0.002)):
        qtbot.mousePress(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, ruler.track.alpha))
        for goal in goals:
            qtbot.mouseMove(ruler.track, on_bar(ruler, goal))
        qtbot.mouseRelease(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, goals[-1]))
    gestures = [gesture for _, gesture in requests]
    assert gestures[0] == gestures[1] != gestures[2] == gestures[3]
    assert [alpha for alpha, _ in requests] == pytest.approx([0.5, 1.5, 0.01, 0.002], rel=0.05)
    assert all(alpha == rounded(alpha) for alpha, _ in requests)


def test_taking_hold_of_the_marker_changes_nothing(qtbot: QtBot) -> None:
    """A press on the marker alone keeps an alpha that has more digits than a pixel can say."""
    ruler = ruler_of(qtbot, frozen_a(alpha=0.312345))
    requests = asked(ruler)
    qtbot.mouseClick(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, 0.312345))
    assert requests == []


def test_click_brings_the_marker_to_the_pointer(qtbot: QtBot) -> None:
    """A click beside the marker asks for the value there."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    qtbot.mouseClick(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, 0.001))
    assert [alpha for alpha, _ in requests] == pytest.approx([0.001], rel=0.05)


def test_held_marker_is_not_moved_by_a_snapshot(qtbot: QtBot) -> None:
    """While the user drags, an older snapshot leaves marker and field alone; afterwards it counts again."""
    ruler = ruler_of(qtbot, frozen_a())
    older = Session(frozen_a()).snapshot()
    qtbot.mousePress(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, 1.0))
    held = ruler.track.alpha
    ruler.show_snapshot(older)
    assert ruler.track.alpha == held != 0.3
    assert float(ruler.field.text()) == held
    qtbot.mouseRelease(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, 1.0))
    ruler.show_snapshot(older)
    assert ruler.track.alpha == 0.3


def test_drag_from_a_long_ruler_keeps_its_length_until_let_go(qtbot: QtBot) -> None:
    """Alpha 1000 lengthens the ruler; it does not shrink under the pointer."""
    ruler = ruler_of(qtbot, frozen_a(alpha=1000.0))
    qtbot.mousePress(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, 1000.0))
    qtbot.mouseMove(ruler.track, on_bar(ruler, 1.0))
    long = ruler.track.picture.x(1.0)
    qtbot.mouseRelease(ruler.track, Qt.MouseButton.LeftButton, pos=on_bar(ruler, 1.0))
    assert ruler.track.picture.x(1.0) > long + 20


@pytest.mark.parametrize(
    ("key", "alpha"),
    [
        (Qt.Key.Key_Right, 0.337),
        (Qt.Key.Key_Left, 0.267),
        (Qt.Key.Key_PageUp, 0.533),
        (Qt.Key.Key_PageDown, 0.169),
        (Qt.Key.Key_Home, 0.0001),
        (Qt.Key.Key_End, 10.0),
    ],
)
def test_keys_move_alpha(qtbot: QtBot, key: Qt.Key, alpha: float) -> None:
    """Arrows a twentieth of a decade, Page keys a quarter, Home and End to the ends."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    qtbot.keyClick(ruler.track, key)
    assert [value for value, _ in requests] == [alpha]


def test_keys_forth_and_back_meet_again(qtbot: QtBot) -> None:
    """Rounding to three digits does not make the marker drift."""
    ruler = ruler_of(qtbot, frozen_a(alpha=0.1))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        for _ in range(33):
            qtbot.keyClick(ruler.track, key)
    assert ruler.track.alpha == 0.1


def test_keys_leave_zero_and_stop_at_the_ends(qtbot: QtBot) -> None:
    """From 0, right goes to the ruler's beginning; left of it there is nothing to ask for."""
    ruler = ruler_of(qtbot, frozen_a(alpha=0.0))
    requests = asked(ruler)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(ruler.track, key)
    assert [alpha for alpha, _ in requests] == [0.0001]


def test_keys_with_modifiers_are_the_windows(qtbot: QtBot) -> None:
    """Ctrl+Right is a shortcut of the window, not the ruler's."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    qtbot.keyClick(ruler.track, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert requests == []


def type_in(qtbot: QtBot, ruler: AlphaRuler, text: str) -> None:
    ruler.field.setFocus()
    ruler.field.selectAll()
    qtbot.keyClicks(ruler.field, text)
    qtbot.keyClick(ruler.field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "alpha"), [("0,25", 0.25), ("1e-3", 0.001), ("0", 0.0), ("-0", 0.0), ("1000", 1000.0)]
)
def test_typed_alpha_is_asked_for_exactly(qtbot: QtBot, text: str, alpha: float) -> None:
    """A typed value is not rounded; each has a gesture of its own."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    type_in(qtbot, ruler, text)
    assert [value for value, _ in requests] == [alpha]
    assert ruler.track.alpha == alpha


@pytest.mark.parametrize(
    ("text", "word"),
    [("abc", "not a number"), ("-1", "below 0"), ("1001", "above 1000"), ("nan", "not a number")],
)
def test_unusable_alpha_is_refused_in_words(qtbot: QtBot, text: str, word: str) -> None:
    """What can't be used is marked and explained; alpha stays, and Esc brings it back."""
    ruler = ruler_of(qtbot, frozen_a())
    requests = asked(ruler)
    type_in(qtbot, ruler, text)
    assert requests == []
    assert ruler.track.alpha == 0.3
    assert ruler.field.property("invalid") is True
    assert ruler.field.toolTip().startswith("Alpha")
    assert (ruler.words.word, ruler.words.detail) == (word, "alpha stays 0.3")
    qtbot.keyClick(ruler.field, Qt.Key.Key_Escape)
    assert ruler.field.text() == "0.3"
    assert ruler.field.property("invalid") is False
    assert ruler.words.word == "shrinks"


def test_snapshot_does_not_overwrite_what_is_being_typed(qtbot: QtBot) -> None:
    """Half-typed text stays although alpha changes; the marker moves."""
    scene = frozen_a()
    ruler = ruler_of(qtbot, scene)
    qtbot.waitUntil(ruler.isVisible)
    ruler.field.setFocus()
    qtbot.waitUntil(ruler.field.hasFocus)
    qtbot.keyClicks(ruler.field, "5")
    text = ruler.field.text()
    session = Session(scene)
    session.apply(SetAlpha(0.7))
    ruler.show_snapshot(session.snapshot())
    assert ruler.field.text() == text
    assert ruler.track.alpha == 0.7


def test_usable_alpha_names_the_bounds() -> None:
    """The sentences say what may be typed."""
    assert usable_alpha(" 0.5 ") == 0.5
    with pytest.raises(UnusableAlphaError, match="0 or more"):
        usable_alpha("−0.1")
    with pytest.raises(UnusableAlphaError, match=f"{LARGEST_ALPHA:g}"):
        usable_alpha("1e4")


# --- help -------------------------------------------------------------------------------------------------


def test_tooltip_says_what_happens_at_the_pointer(qtbot: QtBot) -> None:
    """Each zone, and the mark at 1/S, explains itself."""
    ruler = ruler_of(qtbot, frozen_a())
    picture = ruler.track.picture
    assert "shrinks steadily" in ruler.track.explain(round(picture.x(0.01)))
    assert "jumps over the bottom" in ruler.track.explain(round(picture.x(0.85)))
    assert "farther away" in ruler.track.explain(round(picture.x(5)))
    assert picture.one_step_x is not None
    assert "in one step" in ruler.track.explain(round(picture.one_step_x))


def test_mark_at_one_step_is_where_delta_becomes_zero(qtbot: QtBot) -> None:
    """The mark is at 1/S of the unfrozen inputs, and absent where examples share the weights."""
    lane = Session(frozen_a()).snapshot().lanes[0]
    ruler = ruler_of(qtbot, frozen_a())
    s = float(np.square(lane.now.input[1:]).sum())
    assert ruler.track.picture.one_step_x == pytest.approx(ruler.track.picture.x(1 / s))
    assert ruler_of(qtbot, nine_weights(order=IN_TURN)).track.picture.one_step_x is None


def test_smallest_size_shows_everything(qtbot: QtBot) -> None:
    """At its minimum size the ruler leaves the field its full width."""
    ruler = ruler_of(qtbot, frozen_a(), 100)
    ruler.resize(ruler.minimumSizeHint())
    assert ruler.minimumSizeHint().width() <= 450
    assert ruler.field.geometry().right() < ruler.width()
    assert ruler.track.geometry().right() < ruler.field.x()
    assert ruler.track.width() >= 280


def test_limits_of_orthogonal_examples_are_one_stretch() -> None:
    """A limit measured a hair above the guarantee does not make a zone of its own."""
    lane = Session(three_inputs()).snapshot().lanes[0]
    limits = alpha_limits(lane.examples, IN_TURN, np.array([[False, True, True]]))
    assert limits.guaranteed is not None
    assert len(zones(limits)) == 4
    hair = type(limits)(
        limits.no_overshoot, limits.guaranteed, limits.guaranteed * (1 + 1e-9), limits.by_output
    )
    assert [zone.name for zone in zones(hair)] == ["shrinks", "overshoots", "diverges"]


# --- keys of the window, and another scene ----------------------------------------------------------------


def test_nudges_in_quick_succession_are_one_undo(qtbot: QtBot) -> None:
    """A key held down is one gesture; each nudge counts from the last, not from an older snapshot."""
    ruler = ruler_of(qtbot, three_inputs(alpha=0.01))
    requests = asked(ruler)
    for _ in range(3):
        ruler.nudge(0.1)
    assert [alpha for alpha, _ in requests] == [0.0126, 0.0158, 0.02]
    assert len({gesture for _, gesture in requests}) == 1


@pytest.mark.parametrize("alpha", [0.0, 1e-6])
def test_nudging_down_never_raises_alpha(qtbot: QtBot, alpha: float) -> None:
    """An alpha that is already at the ruler's low end stays there."""
    ruler = ruler_of(qtbot, three_inputs(alpha=alpha))
    requests = asked(ruler)
    ruler.nudge(-0.1)
    assert all(value <= alpha for value, _ in requests)


def test_another_scene_forgets_what_was_being_typed(qtbot: QtBot) -> None:
    """A number typed for one scene is not applied to the next when the field loses the focus."""
    ruler = ruler_of(qtbot, three_inputs(alpha=0.01))
    requests = asked(ruler)
    ruler.activateWindow()
    ruler.field.setFocus()
    ruler.field.selectAll()
    qtbot.keyClicks(ruler.field, "0.2")
    ruler.show_snapshot(Session(frozen_a()).snapshot())
    assert ruler.field.text() == "0.3"
    ruler.field.clearFocus()
    assert requests == []


def test_of_forked_runs_the_one_looked_at_is_shown(qtbot: QtBot) -> None:
    """Each has an alpha of its own, and is named where its name is short."""
    runs = forked(
        three_inputs(), 3, ("fast", 2, [SetAlpha(0.02)]), ("a very long name", 2, [SetAlpha(0.001)])
    )
    ruler = ruler_of(qtbot, three_inputs())
    ruler.show_snapshot(runs)
    assert ruler.track.alpha == 0.001
    assert ruler.words.detail == "δ × 0.926 each step"
    ruler.show_lane(1)
    assert ruler.track.alpha == 0.02
    assert ruler.words.detail == "fast: δ × −0.482"
    requests = asked(ruler)
    ruler.field.setFocus()
    ruler.field.selectAll()
    qtbot.keyClicks(ruler.field, "0.5")
    ruler.show_lane(0)
    assert (ruler.field.text(), requests) == ("0.01", [])


@pytest.mark.parametrize("alpha", [0.0135, 0.01, 0.5, 0.026985, 1e-9, 12.5])
def test_what_alpha_does_is_never_cut(qtbot: QtBot, alpha: float) -> None:
    """However many digits it takes to say by what a step multiplies."""
    for scene in (three_inputs(alpha=alpha), nine_weights(alpha=alpha), three_outputs(alpha=alpha)):
        ruler = ruler_of(qtbot, scene)
        metrics = QFontMetricsF(ruler.detail_font)
        assert metrics.horizontalAdvance(ruler.words.detail) <= ruler._words_rect().width()
