"""The sweep's axes and the places of what is drawn: 0 and infinity, the limit, names and numbers."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from scenes import correct_and_printed, frozen_a, three_inputs

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Freeze, SetOrder, Sweep, Swept, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.blend import blend
from gdstudio.views.kit.theme import LIGHT, THEMES, Theme
from gdstudio.views.sweep.axes import across, alpha_ticks, errors_axis
from gdstudio.views.sweep.layout import Layout, Shown
from gdstudio.views.sweep.picture import _PALER, _TINT

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QApplication

    from gdstudio.messages import Command, Scene

ERRORS = st.one_of(st.just(0.0), st.just(inf), st.floats(1e-300, 1e300))


def swept(
    scene: Scene, *commands: Command, first: float = 0.00027, last: float = 0.054, steps: int = 20
) -> Swept:
    """A sweep of the scene's last run, with the usual range of three inputs."""
    session = Session(scene)
    for command in commands:
        session.apply(command)
    session.apply(Sweep(len(scene.lanes) - 1, first, last, 41, steps))
    session.study_all()
    found = session.snapshot().swept
    assert found is not None
    return found


def laid_out(found: Swept, width: float = 350, height: float = 240, theme: Theme = LIGHT) -> Layout:
    """The layout in a room of this size."""
    return Layout(theme, QRectF(0, 0, width, height), Shown(found, 0.01))


@given(st.lists(ERRORS, min_size=2, max_size=30), ERRORS)
def test_every_error_has_its_place(errors: list[float], start: float) -> None:
    """Finite ones between the ends, or clamped above; 0 and infinity in places of their own."""
    axis = errors_axis(errors, start)
    assert axis.low < axis.high
    assert (axis.zero, axis.infinite) == (0 in errors, inf in errors)
    for error in errors:
        if error in {0, inf}:
            assert axis.up(error) == (-inf if error == 0 else inf)
            assert not axis.beyond(error)
        else:
            assert 0 <= axis.up(error) <= 1
            assert axis.beyond(error) == (np.log10(error) > axis.high)
    if 0 < start < inf:
        assert 0 <= axis.up(start) < 1 or axis.up(start) == pytest.approx(1)
        assert not axis.beyond(start)
    assert all(0 <= up <= 1 for up, _ in axis.ticks(6))


def test_a_runaway_does_not_squeeze_the_rest() -> None:
    """Above the start the axis reaches as far as the best alpha is below it, two decades at least."""
    assert errors_axis([1e-10, 1e200], 1.0).high == 10
    assert errors_axis([0.5, 1e200], 1.0).high == 2
    assert errors_axis([1e-10, 1e3], 1.0).high == 3
    assert errors_axis([0.0, inf], inf).ticks(9) == [(0, "0.01"), (0.5, "0.1"), (1, "1")]


@given(st.floats(1e-9, 500), st.floats(1.01, 1e8))
def test_alphas_are_labelled_inside_the_range(first: float, factor: float) -> None:
    """At least two in every choice, ascending, the fullest choice first, and the ends at last."""
    last = first * factor
    choices = alpha_ticks(first, last)
    for choice in choices:
        alphas = [alpha for alpha, _ in choice]
        assert len(alphas) >= 2
        assert alphas == sorted(alphas)
        assert all(first <= alpha <= last for alpha in alphas)
    assert [alpha for alpha, _ in choices[-1]] == [first, last]
    assert across(first, first, last) == 0
    assert across(last, first, last) == pytest.approx(1)


@pytest.mark.parametrize("width", [351, 420, 700])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_numbers_and_names_do_not_touch(qapp: QApplication, theme: Theme, width: float) -> None:  # noqa: ARG001
    """The limit has its number at its line; the others give way."""
    layout = laid_out(swept(three_inputs()), width * theme.scale, 240 * theme.scale, theme)
    room = QRectF(0, 0, width * theme.scale, 240 * theme.scale)
    assert layout.limit is not None
    text, place = layout.limit
    assert text == "limit 0.02699"
    limit = layout.x(layout.shown.swept.made_from.limits.diverges or 0)
    assert place.left() <= limit <= place.right()
    places = sorted((rect for _, rect, _ in layout.ticks), key=QRectF.left)
    assert len(places) >= 1
    for row in ([*places], [rect for _, rect in layout.names]):
        assert all(room.contains(rect) for rect in (*row, place))
        assert all(one.right() < other.left() for one, other in pairwise(row))
    assert not any(rect.intersects(place) for rect in places)
    assert [zone.name for zone, _ in layout.names] == ["shrinks", "overshoots", "diverges"]


def test_a_measured_limit_is_called_so_where_there_is_room(qapp: QApplication) -> None:  # noqa: ARG001
    """With several examples the limit is measured; in a narrow room its number must do."""
    found = swept(three_inputs(order=Order(Taking.IN_TURN)))
    narrow, wide = laid_out(found), laid_out(found, 700)
    assert narrow.limit is not None
    assert wide.limit is not None
    assert (narrow.limit[0], wide.limit[0]) == ("limit 0.02324", "measured limit 0.02324")
    names = [zone.name for zone, _ in wide.names]
    assert names == ["no overshoot", "guaranteed", "no guarantee", "diverges"]


def test_where_no_limit_is_known_none_is_marked(qapp: QApplication) -> None:  # noqa: ARG001
    """With a misprint, with everything frozen, and where it lies outside the range."""
    misprint = laid_out(swept(correct_and_printed()))
    assert (misprint.zones, misprint.limit) == ((), None)
    still = [Freeze(WeightRef(0, 0, column), True) for column in (1, 2)]
    frozen = laid_out(swept(frozen_a(), *still))
    assert (frozen.zones, frozen.limit) == ((), None)
    outside = laid_out(swept(three_inputs(), last=0.02))
    assert len(outside.zones) == 3
    assert outside.limit is None


def test_each_point_stands_where_its_error_is(qapp: QApplication) -> None:  # noqa: ARG001
    """From left to right; lower is better; 0 lowest and what diverged highest, in the plot."""
    found = swept(three_inputs(), steps=2000, last=0.2)
    layout = laid_out(found)
    assert 0.0 in found.errors
    assert inf in found.errors
    xs = [point.x() for point in layout.points]
    assert xs == sorted(xs)
    for (one, error), (other, later) in pairwise(zip(layout.points, found.errors.tolist(), strict=True)):
        if error != later and not layout.axis.beyond(error) and not layout.axis.beyond(later):
            assert (one.y() < other.y()) == (error > later)
    zeros = {point.y() for point, error in zip(layout.points, found.errors, strict=True) if error == 0}
    assert zeros == {max(point.y() for point in layout.points)}
    assert layout.decades.bottom() < zeros.pop() < layout.plot.bottom()
    for index, x in enumerate(xs):
        assert layout.nearest(x + 0.4) == index
    assert layout.nearest(-99) == 0
    assert layout.nearest(9999) == 40


def luminance(color: QColor) -> float:
    """As WCAG has it."""
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("zone", ["shrinks", "guaranteed", "overshoots", "diverges"])
def test_what_is_drawn_can_be_seen_on_every_tint(theme: Theme, zone: str) -> None:
    """4.5 : 1 for the words at the line of the start, 3 : 1 for the marks, those of before too."""
    card = theme.color("card")
    tint = blend(theme.color(zone), card, _TINT)
    assert contrast(theme.color("curve"), tint) >= (7 if theme.name == "projector" else 4.5)
    for mark in ("accent", "text", "diverges"):
        assert contrast(theme.color(mark), tint) >= 3
    assert contrast(blend(theme.color("accent"), card, _PALER), card) >= 3


def test_orders_change_what_is_told(qapp: QApplication) -> None:  # noqa: ARG001
    """The same weights trained on all at once have another limit: 2 over the largest eigenvalue."""
    found = swept(three_inputs(), SetOrder(Order(Taking.FULL_BATCH)))
    layout = laid_out(found)
    assert layout.limit is not None
    assert layout.limit[0] == "limit 0.02299"
