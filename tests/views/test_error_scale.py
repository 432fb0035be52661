"""The error chart's log axis: levels, ranges, ticks."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.messages import ErrorHistory
from gdstudio.views.chart.scale import Span, decade_ticks, fit, level, trace
from gdstudio.views.kit.step_axis import step_ticks


def history(*errors: float, stride: int = 1) -> ErrorHistory:
    values = np.array(errors, dtype=np.float64)
    return ErrorHistory(stride, values / 2 if stride > 1 else values, values, values)


@pytest.mark.parametrize(("error", "expected"), [(100.0, 2.0), (1e300, 300.0), (0.0, -inf)])
def test_level_is_the_decimal_logarithm(error: float, expected: float) -> None:
    """An error's level is its decimal logarithm; 0 has none and is kept as −∞."""
    assert level(error) == pytest.approx(expected)


def test_smallest_errors_have_a_level() -> None:
    """Errors below the normal range of a float still have their place, without a warning."""
    assert trace(history(1e-320), 1, 400).level[0] == pytest.approx(-320, abs=0.01)


def test_few_steps_are_kept_one_by_one() -> None:
    """A short history keeps each step's error at its step, and each gets a dot."""
    shown = trace(history(1.0, 0.1, 0.01), 3, 400)
    assert shown.steps.tolist() == [1, 2, 3]
    assert shown.level.tolist() == pytest.approx([0, -1, -2])
    assert shown.dots
    assert not shown.banded


def test_long_histories_are_thinned_without_losing_extremes() -> None:
    """A long history is thinned to so many points, whose band still holds the largest and smallest error."""
    errors = np.full(4000, 0.1)
    errors[1234], errors[2345] = 50.0, 1e-9
    shown = trace(history(*errors), 4000, 100)
    assert len(shown.steps) <= 100
    assert shown.banded
    assert not shown.dots
    assert shown.highest.max() == pytest.approx(np.log10(50))
    assert shown.lowest.min() == pytest.approx(-9)
    assert (shown.lowest <= shown.level).all()
    assert (shown.level <= shown.highest).all()


@given(st.lists(st.floats(0, 1e308), min_size=1, max_size=700), st.integers(1, 3))
def test_any_errors_can_be_thinned(errors: list[float], stride: int) -> None:
    """Whatever the errors, the points ascend within recorded time and lie inside their bands."""
    last = len(errors) * stride
    shown = trace(history(*errors, stride=stride), last, 60)
    assert (np.diff(shown.steps) > 0).all()
    assert shown.steps[0] >= 1
    assert shown.steps[-1] <= last
    assert (shown.lowest <= shown.level).all()
    assert (shown.level <= shown.highest).all()


def test_ranges_are_whole_decades_around_the_errors() -> None:
    """The range holds every recorded error and ends at whole decades and round steps."""
    span = fit([trace(history(0.0196, 0.0013, 0.000088), 3, 400)], [], 3)
    assert span == Span(low=-5, high=-1, zero=False, last=10)


def test_an_error_of_zero_asks_for_a_line_of_its_own() -> None:
    """An error of exactly 0 adds a line below the lowest decade, recorded or ahead."""
    recorded = fit([trace(history(1.0, 0.0), 2, 400)], [], 2)
    ahead = fit([trace(history(1.0), 1, 400)], [-inf], 2)
    assert recorded.zero
    assert ahead.zero
    assert recorded.zero_level <= recorded.low - 1
    assert decade_ticks(recorded, 5)[0] == (recorded.zero_level, "0")


def test_a_runaway_ahead_does_not_squash_the_record() -> None:
    """Steps ahead widen the range by a few decades at most."""
    span = fit([trace(history(0.01, 0.02), 2, 400)], [200.0, 300.0], 5)
    assert span.high <= 5


def test_only_zeros_still_make_a_range() -> None:
    """A run without any error still has axes."""
    span = fit([trace(history(0.0, 0.0), 2, 400)], [], 2)
    assert span.low < span.high


def test_growing_never_loses_anything() -> None:
    """The grown span shows what either showed."""
    grown = Span(-5, -1, False, 10).grown_to(Span(-3, 2, True, 70))
    assert grown == Span(-5, 2, True, 70)


@given(st.integers(-324, 307), st.integers(1, 633), st.integers(1, 10_000_000), st.integers(1, 30))
def test_ticks_are_inside_the_span_and_few(low: int, decades: int, last: int, room: int) -> None:
    """Every tick lies inside the axes; there are no more than there is room for (and one for step 1)."""
    span = Span(low, min(low + decades, 309), False, last)
    levels = [value for value, _ in decade_ticks(span, room)]
    steps = [value for value, _ in step_ticks(span.last, room)]
    assert all(span.low <= value <= span.high for value in levels)
    assert all(1 <= value <= last for value in steps)
    assert len(levels) <= room + 1
    assert len(steps) <= room + 1


def test_step_labels_are_short() -> None:
    """Thousands and millions are written shortly."""
    assert step_ticks(3000, 3)[-1] == (3000.0, "3k")
    assert step_ticks(10_000_000, 2)[-1] == (10_000_000.0, "10M")
    assert step_ticks(3, 5) == [(1.0, "1"), (2.0, "2"), (3.0, "3")]
