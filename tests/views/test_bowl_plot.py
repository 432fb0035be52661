"""A bowl's plot: the exact parabola, true slopes, shared ranges, readable numbers, however large they are."""

from __future__ import annotations

import itertools
from math import hypot
from sys import float_info
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage

from gdstudio.core.landscape import Bowl
from gdstudio.views.bowls.frame import Frame, rounded
from gdstudio.views.bowls.items import TANGENT, TANGENT_SHARE, Picture, Rival
from gdstudio.views.bowls.plot import BowlPlot
from gdstudio.views.bowls.scale import MIDDLE, Scale, Scales, Span, rung_above, rung_below
from gdstudio.views.bowls.ticks import WIDEST_ERROR, error_ticks, weight_ticks
from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AREA = QRectF(40, 10, 160, 120)
THREE = [Bowl(0.1, 8.5, -0.14), Bowl(0.2, 0.65, -0.14), Bowl(-0.1, 1.2, -0.14)]

sizes = st.builds(
    lambda sign, digits, power: sign * digits * 10.0**power,
    st.sampled_from([-1, 1]),
    st.floats(1, 9.9),
    st.integers(-6, 150),
)
inputs = st.one_of(st.just(0.0), st.floats(1e-6, 1e6), st.floats(-1e6, -1e-6))
floors = st.one_of(st.just(0.0), sizes.map(abs))
any_bowl = st.builds(Bowl, sizes, inputs, sizes, floors)


def fitted(bowl: Bowl) -> Frame:
    return Frame(Scale([bowl]).span(0), AREA)


def shown_by(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """The weight and the error that a place in pixels stands for."""
    return (
        frame.span.weight_at((x - AREA.left()) / AREA.width()),
        (AREA.bottom() - y) / AREA.height() * frame.span.height,
    )


@pytest.mark.parametrize(
    "bowl",
    [
        *THREE,
        Bowl(0.5, -3.0, 0.8),
        Bowl(0.5, 0.0, 0.3),
        Bowl(0.5, -3.0, 0.8, 0.4),
        Bowl(0.5, 0.65, 0.0, 0.1),
        Bowl(0.5, 0.0, 0.0, 0.3),
    ],
)
def test_curve_is_the_exact_parabola(bowl: Bowl) -> None:
    """Every point of the drawn curve has the error that core gives for its weight."""
    frame = fitted(bowl)
    path = frame.curve(bowl)
    assert path is not None
    for part in np.linspace(0, 1, 21):
        point = path.pointAtPercent(float(part))
        weight, error = shown_by(frame, point.x(), point.y())
        assert error == pytest.approx(bowl.error_at(weight), abs=1e-9 * frame.span.height)


@given(any_bowl, any_bowl)
def test_curve_keeps_to_the_view(bowl: Bowl, other: Bowl) -> None:
    """Whatever the numbers, what Qt is given lies in the view or a little beside it."""
    frame = fitted(bowl)
    for drawn in (bowl, other):
        path = frame.curve(drawn)
        if path is None:
            continue
        around = AREA.adjusted(-20, -20, 20, 1)
        ends = [path.pointAtPercent(part) for part in (0.0, 0.5, 1.0)]
        assert all(around.contains(end) for end in ends), (drawn, frame.span, ends)
        control = path.elementAt(1)
        assert abs(control.x) < 1e4
        assert abs(control.y) < 1e4


def test_curve_outside_the_view_is_not_drawn() -> None:
    """A flat line above the top, and a needle beside the view, leave nothing to draw."""
    frame = Frame(Span(0.0, 1.0, 0.01), AREA)
    assert frame.curve(Bowl(0.0, 0.0, 0.5)) is None
    assert frame.curve(Bowl(5.0, 8.5, 0.0)) is None
    assert frame.curve(Bowl(0.0, 8.5, 0.0, 0.02)) is None, "nothing below its floor"


def test_floor_reaches_from_the_axis_to_the_bottom() -> None:
    """The least error is marked at its height, up to where the curve has it; at 0 nothing is marked."""
    bowl = Bowl(0.1, 2.0, 0.4, 0.1)
    frame = fitted(bowl)
    line = frame.floor(bowl)
    assert line is not None
    assert shown_by(frame, line.x2(), line.y2()) == pytest.approx((bowl.bottom, 0.1))
    assert line.p1().x() == AREA.left()
    assert line.y1() == line.y2()
    for unmarked in (
        Bowl(0.1, 2.0, 0.4),
        Bowl(0.1, 2.0, 0.4, 1e-9),
        Bowl(9.0, 2.0, 0.4, 99.0),
        Bowl(0, 0, 0, 0.1),
    ):
        assert frame.floor(unmarked) is None, unmarked


@given(any_bowl)
def test_tangent_has_the_true_slope(bowl: Bowl) -> None:
    """The tangent's slope on the axes is 2 · delta · input, and its length in pixels never changes."""
    frame = fitted(bowl)
    line = frame.tangent(bowl, 46.0)
    assert line is not None
    assert hypot(line.dx(), line.dy()) == pytest.approx(46.0)
    steep = bowl.slope * frame.span.width / frame.span.height * AREA.height() / AREA.width()
    assert abs(line.dx() * steep + line.dy()) / hypot(1, steep) < 1e-6, "beside the slope, in pixels"


def test_dot_is_at_weight_and_error() -> None:
    """The dot's place, read back from the axes, is the weight and its error; outside it has none."""
    frame = fitted(THREE[0])
    dot = frame.point(0.1, 0.0196)
    assert dot is not None
    assert shown_by(frame, dot.x(), dot.y()) == pytest.approx((0.1, 0.0196))
    assert frame.point(9.0, 0.0196) is None
    assert frame.point(0.1, 1.0) is None


def test_dragged_weights_are_round_and_stay_inside() -> None:
    """A place means a weight with few digits, less than half a pixel away, and never one beyond the axis."""
    frame = Frame(Span(0.0, 0.8, 0.03), AREA)
    pixel = 0.8 / AREA.width()
    for x in np.linspace(AREA.left(), AREA.right(), 57):
        weight = frame.weight_at(float(x))
        exact = frame.span.weight_at((x - AREA.left()) / AREA.width())
        assert abs(weight - exact) <= pixel / 2
        assert len(f"{abs(weight):.12g}") <= 6
    assert frame.weight_at(-5000.0) == pytest.approx(-0.4)
    assert frame.weight_at(5000.0) == pytest.approx(0.4)
    assert rounded(0.0, 0.1) == 0.0


# --- ranges -----------------------------------------------------------------------------------------------


def well_inside(bowl: Bowl, span: Span) -> bool:
    """Whether dot and bottom are in the middle of the weights, and the dot not too near the top."""
    places = [bowl.weight, bowl.weight if bowl.bottom is None else bowl.bottom]
    sideways = all(abs(place - span.centre) <= span.width * (MIDDLE / 2 + 1e-6) for place in places)
    return sideways and bowl.height <= span.height * (1 + MIDDLE) / 2


def test_a_floor_leaves_room_for_the_bowl_above_it() -> None:
    """A dot that has all but reached a high floor stands in the middle; the bowl is seen above it."""
    bowl = Bowl(0.5, 2.0, 0.01, 0.3)
    span = Scale([bowl]).span(0)
    assert 0.3 < bowl.height / span.height <= 0.55
    height = bowl.error_at(span.high) / span.height
    assert 0.6 < height < 1.6, "the curve rises to the top about where the view ends"


def test_errors_beside_the_dots_make_room_too() -> None:
    """An error that is to be seen besides the dots is on the axis when it is chosen, and when it grows."""
    assert Scale(THREE, [0.05]).span(0).height > 0.05 > Scale(THREE).span(0).height
    scales = Scales(["win", "win", "hurt"], THREE)
    before = scales.span(2).height
    scales.grow(THREE, set(), [0.0, 0.07, 0.0])
    assert scales.span(0).height > 0.07
    assert scales.span(2).height == before


def test_bowls_of_one_scale_share_their_units() -> None:
    """All bowls into one output have the same height and width; every dot and bottom is well inside."""
    scale = Scale(THREE)
    spans = [scale.span(index) for index in range(3)]
    assert len({(span.width, span.height) for span in spans}) == 1
    assert all(well_inside(bowl, span) for bowl, span in zip(THREE, spans, strict=True))
    assert 0.4 < THREE[0].height / spans[0].height <= 0.9, "the dot is well visible in the upper part"
    width_at_top = [2 * spans[0].height ** 0.5 / bowl.input / spans[0].width for bowl in THREE]
    assert 0.7 < width_at_top[1] < 1, "the flattest bowl fills its plot"
    assert width_at_top[0] < 0.1, "the steepest is a needle"


@given(any_bowl)
def test_any_bowl_can_be_fitted(bowl: Bowl) -> None:
    """From 1e-6 to 1e150 the range holds the dot and the bottom."""
    assert well_inside(bowl, Scale([bowl]).span(0))


def test_range_doubles_when_something_leaves_its_middle_and_does_not_shrink() -> None:
    """A dot that rises or wanders off makes the range at least double; coming back does not shrink it."""
    scale = Scale(THREE)
    before = scale.span(0)
    scale.grow(THREE)
    assert scale.span(0) == before, "nothing has left"
    risen = [Bowl(bowl.weight, bowl.input, -0.2) for bowl in THREE]
    scale.grow(risen)
    assert scale.span(0).height >= 2 * before.height
    far = [Bowl(7.0, 8.5, -0.14), *THREE[1:]]
    scale.grow(far)
    grown = scale.span(0)
    assert grown.width >= 2 * before.width
    assert well_inside(far[0], grown)
    assert scale.span(1).width == grown.width, "units stay shared"
    scale.grow(THREE)
    assert scale.span(0).height == grown.height
    assert scale.span(0).width >= grown.width


def test_held_bowls_do_not_move_sideways() -> None:
    """While a dot is dragged only the error axis grows, or the weight under the mouse would jump."""
    scale = Scale(THREE)
    before = scale.span(0)
    scale.grow([Bowl(3.0, 8.5, 24.5), *THREE[1:]], sideways=False)
    assert (scale.span(0).centre, scale.span(0).width) == (before.centre, before.width)
    assert scale.span(0).height > before.height


def test_go_home_takes_back_what_has_grown() -> None:
    """Back in time the range is again what the last fit chose."""
    scale = Scale(THREE)
    before = [scale.span(index) for index in range(3)]
    scale.grow([Bowl(1e9, 8.5, 1e10), *THREE[1:]])
    assert scale.span(0) != before[0]
    scale.go_home()
    assert [scale.span(index) for index in range(3)] == before


def test_zoomed_range_is_the_users_until_fitted() -> None:
    """Zooming in and out changes both axes, and stops all growing until a fit."""
    scale = Scale(THREE)
    before = scale.span(0)
    scale.zoom(-3)
    closer = scale.span(0)
    assert closer.height < before.height
    assert closer.width < before.width
    scale.grow(THREE)
    scale.go_home()
    assert scale.span(0) == closer
    scale.zoom(4)
    assert scale.span(0).height > before.height
    scale.fit(THREE)
    assert scale.span(0) == before


@pytest.mark.parametrize("notches", [-5000, 5000])
def test_zoom_ends_before_numbers_do(notches: int) -> None:
    """However far one zooms, the range stays finite and wider than the floats' own steps."""
    scale = Scale([Bowl(1e150, 1.0, 1e150)])
    scale.zoom(notches)
    span = scale.span(0)
    assert 0 < span.height <= float_info.max
    assert span.low < span.centre < span.high
    assert weight_ticks(span, 160, (8, 8), len)


def test_nearly_flat_bowls_do_not_squeeze_the_others() -> None:
    """A far-away bottom of a nearly flat bowl stays outside; its dot is in the middle."""
    flat = Bowl(0.2, 0.001, -0.14)
    scale = Scale([THREE[0], flat])
    assert scale.span(0).width < 1
    assert scale.span(1).centre == 0.2


def test_scales_share_by_key() -> None:
    """Bowls with one key grow together, those with another stay as they are."""
    bowls = [THREE[0], THREE[1], THREE[2]]
    scales = Scales(["win", "win", "hurt"], bowls)
    assert scales.span(0).width == scales.span(1).width != scales.span(2).width
    alone = scales.span(2)
    scales.grow([Bowl(0.1, 8.5, 5.0), *bowls[1:]], held=set())
    assert scales.span(1).height == scales.span(0).height > 25
    assert scales.span(2) == alone


@given(st.floats(1e-11, 1e307))
def test_rungs_are_neighbours(value: float) -> None:
    """The tidy numbers around a value are less than a factor of 2 away, on the right side of it."""
    assert value * (1 - 1e-6) <= rung_above(value) <= value * 2.001
    assert value / 2.001 <= rung_below(value) < value


# --- numbers at the axes ----------------------------------------------------------------------------------


@given(any_bowl, st.floats(90, 1500))
def test_weight_numbers_are_few_and_apart(bowl: Bowl, length: float) -> None:
    """At any size there are one to three numbers at the weight axis, apart from each other, and true."""
    span = Scale([bowl]).span(0)

    def measure(text: str) -> float:
        return 6.5 * len(text)

    ticks = weight_ticks(span, length, (8, 8), measure)
    assert 1 <= len(ticks) <= 3
    ends = [
        (tick.along * length - measure(tick.text) / 2, tick.along * length + measure(tick.text) / 2)
        for tick in ticks
    ]
    assert ends[0][0] >= -8.001
    assert ends[-1][1] <= length + 8.001
    assert all(left[1] < right[0] for left, right in itertools.pairwise(ends))
    for tick in ticks:
        written = float(tick.text.replace("−", "-"))
        assert written == pytest.approx(span.weight_at(tick.along), abs=span.width * 1e-3)


@given(st.floats(1e-11, 1.7e308))
def test_error_numbers_are_short_and_true(error: float) -> None:
    """The numbers at the error axis fit their place and say what lies there."""
    span = Span(0.0, 1.0, rung_above(error))
    for tick in error_ticks(span):
        assert len(tick.text) <= len(WIDEST_ERROR)
        assert float(tick.text.replace("−", "-")) == pytest.approx(tick.along * span.height, rel=1e-9)


# --- the widget -------------------------------------------------------------------------------------------


@pytest.fixture
def plot(qtbot: QtBot) -> BowlPlot:
    made = BowlPlot(LIGHT)
    qtbot.addWidget(made)
    made.resize(220, 180)
    made.grab()  # a widget that is not shown only then takes its size
    return made


def image_of(plot: BowlPlot) -> QImage:
    return plot.grab().toImage()


def has_color(image: QImage, name: str) -> bool:
    wanted = QColor(name)
    return any(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_everything_is_drawn_in_its_colour(plot: BowlPlot) -> None:
    """Curve, dot, tangent, star, other lanes and the step before: each appears when it is given."""
    bowl = THREE[1]
    span = Scale([bowl]).span(0)
    plot.show_picture(Picture(bowl), span)
    plain = image_of(plot)
    tangent = blend(LIGHT.color("accent"), LIGHT.color("card"), TANGENT_SHARE).name()
    for color in (LIGHT.curve, LIGHT.text, tangent):
        assert has_color(plain, color), color
    for part in ("star", "second_lane"):
        assert not has_color(plain, getattr(LIGHT, part)), part
    rival = Rival(1, Bowl(0.6, 0.65, 0.1))
    more = Picture(bowl, Bowl(0.2, 0.65, -0.1), ((0.3, 0.005),), (0.45, 0.0), (rival,))
    plot.show_picture(more, span)
    full = image_of(plot)
    for part in ("star", "second_lane"):
        assert has_color(full, getattr(LIGHT, part)), part
    plot.show_picture(Picture(bowl, Bowl(0.2, 0.65, -0.1)), span)
    assert image_of(plot) != plain, "the curve of the step before"
    plot.show_picture(Picture(bowl, None, ((0.3, 0.005),)), span)
    assert image_of(plot) != plain, "the dot of the next step"


def test_an_example_beside_the_mean_is_thin_with_a_square(plot: BowlPlot) -> None:
    """Beside the mean's curve the example's own appears, a square on it, and the dotted floor."""
    mean, example = Bowl(0.2, 0.7, 0.3, 0.05), Bowl(0.2, 0.65, 0.5)
    span = Scale([mean], [example.height]).span(0)
    plot.show_picture(Picture(mean), span)
    alone = image_of(plot)
    plot.show_picture(Picture(mean, example=example), span)
    both = image_of(plot)
    frame = plot.frame
    places = {
        "the curve": frame.point(-0.4, example.error_at(-0.4)),
        "the square": frame.point(0.2, example.height),
        "the floor": frame.point(mean.bottom, 0.05),
    }
    for name, place in places.items():
        assert place is not None, name
        around = (round(place.x()) - 5, round(place.y()) - 5, 10, 10)
        assert both.copy(*around) != alone.copy(*around), name


def test_an_example_far_above_the_mean_may_be_out_of_sight() -> None:
    """The mean stays large enough to be read: an example's error counts up to four times the mean's."""
    mean = Bowl(0.2, 0.7, 0.3, 0.01)
    assert Picture(mean).tallest == mean.height
    assert Picture(mean, example=Bowl(0.2, 0.7, 0.4)).tallest == pytest.approx(0.16)
    assert Picture(mean, example=Bowl(0.2, 0.7, 4.0)).tallest == pytest.approx(0.4)


def test_the_tangent_does_not_hide_the_curve(plot: BowlPlot) -> None:
    """Halfway along the tangent of a needle, where both are one line, the curve's colour is still there."""
    needle = Bowl(0.1, 8.5, -0.14)
    plot.show_picture(Picture(needle), Scale([Bowl(0.1, 0.65, -0.14), needle]).span(0))
    tangent = plot.frame.tangent(needle, TANGENT)
    assert tangent is not None
    above = min(tangent.p1(), tangent.p2(), key=lambda end: end.y())
    dot = plot.dot
    assert dot is not None
    beside = (dot + above) / 2
    around = image_of(plot).copy(round(beside.x()) - 4, round(beside.y()) - 2, 9, 4)
    assert has_color(around, LIGHT.curve)


def test_arrived_dot_carries_the_star(plot: BowlPlot) -> None:
    """Where the dot has reached its destination the star is seen on it."""
    span = Scale([THREE[1]]).span(0)
    there = Bowl(0.4, 0.65, 0.0)
    plot.show_picture(Picture(there), span)
    bare = image_of(plot)
    plot.show_picture(Picture(there, star=(0.4, 0.0)), span)
    assert image_of(plot) != bare


def test_axes_say_the_range(plot: BowlPlot) -> None:
    """The numbers at the axes follow the span."""
    plot.show_picture(Picture(THREE[1]), Span(0.4, 0.8, 0.03))
    assert [tick.text for tick in plot.ticks[0]] == ["0", "0.015", "0.03"]
    assert [tick.text for tick in plot.ticks[1]] == ["0", "0.5"]
    plot.show_picture(Picture(Bowl(1e154, 1.0, 1e153)), Span(1e154, 1e154, 1e307))
    assert [tick.text for tick in plot.ticks[0]] == ["0", "5e306", "1e307"]
    assert all("e15" in tick.text for tick in plot.ticks[1])


@pytest.mark.parametrize("size", [(148, 66), (30, 8), (220, 180), (1900, 900)])
def test_any_size_and_number_is_drawn(plot: BowlPlot, size: tuple[int, int]) -> None:
    """From next to nothing to the full screen, with ordinary and with enormous numbers, it draws."""
    plot.resize(*size)
    plot.grab()
    for bowl in (THREE[0], Bowl(-1e153, 8.5, 1.19e154), Bowl(1e-9, 1e-6, 1e-9), Bowl(0.1, 0.0, 0.0)):
        plot.show_picture(
            Picture(bowl, bowl, ((0.0, 1e300),), (1e150, 0.0), (Rival(3, bowl),), bowl), Scale([bowl]).span(0)
        )
        assert plot.dot is not None
        assert not plot.grab().isNull()


def test_numbers_are_never_smaller_than_eleven_pixels(plot: BowlPlot) -> None:
    """The ticks' font is the theme's, at 11 pixels and scaled with it."""
    assert QFontMetricsF(LIGHT.font(11)).height() <= plot.height() - plot.frame.area.bottom()
    plot.set_roomy(True)
    assert plot.frame.area.top() >= QFontMetricsF(LIGHT.font(11)).height()


def test_theme_and_ground_change_colours(plot: BowlPlot) -> None:
    """A frozen bowl's plot is icy, and another theme changes everything."""
    plot.show_picture(Picture(THREE[1]), Scale([THREE[1]]).span(0))
    plot.set_ground(LIGHT.color("ice_soft"))
    assert image_of(plot).pixelColor(1, 1) == LIGHT.color("ice_soft")
    plot.set_theme(DARK)
    plot.set_ground(DARK.color("card"))
    dark = image_of(plot)
    assert dark.pixelColor(1, 1) == DARK.color("card")
    assert has_color(dark, DARK.curve)


def test_plot_leaves_mouse_and_focus_to_the_bowl(plot: BowlPlot) -> None:
    """It is no stop on the way of the Tab key."""
    assert plot.focusPolicy().value == 0
    assert plot.viewport().focusPolicy().value == 0
