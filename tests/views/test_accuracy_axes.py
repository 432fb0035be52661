"""The charts' axes: shares always from 0 to 1, errors on a scale that fits, every step where it belongs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.views.accuracy.axes import SHARES, Steps, error_axis
from gdstudio.views.accuracy.chart import Lines


def test_shares_have_their_ends_labelled() -> None:
    """0, 50 and 100 per cent."""
    assert [text for _, text in SHARES.ticks] == ["0 %", "50 %", "100 %"]
    assert SHARES.along(np.array([0.0, 0.5, 1.0])).tolist() == [0, 0.5, 1]


@pytest.mark.parametrize(
    ("errors", "log", "texts"),
    [
        ([1.0, 0.4], False, ["0", "0.5", "1"]),
        ([1.2, 0.4], False, ["0", "0.75", "1.5"]),
        ([0.031], False, ["0", "0.025", "0.05"]),
        ([], False, ["0", "0.5", "1"]),
        ([0.0, np.nan, np.inf], False, ["0", "0.5", "1"]),
        ([1.0, 100.0], True, ["1", "10", "100"]),
        ([0.4, 1e10], True, ["1", "10⁵", "10¹⁰"]),
    ],
)
def test_errors_are_linear_unless_they_differ_much(errors: list[float], log: bool, texts: list[str]) -> None:
    """From 0 to a round number with its half; from a factor of 30 on by decades."""
    axis = error_axis(np.array(errors))
    assert axis.log is log
    assert [text for _, text in axis.ticks] == texts


@given(st.lists(st.floats(0, 1.7e308), min_size=1, max_size=20))
def test_every_error_is_inside_its_axis(errors: list[float]) -> None:
    """Whatever the errors, all that have a place stand between the ends, ticks too."""
    values = np.array(errors)
    axis = error_axis(values)
    along = axis.along(values)
    known = along[np.isfinite(along)]
    assert (known <= 1 + 1e-9).all()
    assert (known >= -1e-9).all()
    assert np.isfinite(along[values > 0]).all()
    assert all(-1e-9 <= tick <= 1 + 1e-9 for tick, _ in axis.ticks)


def test_steps_and_pixels_belong_together() -> None:
    """A step's pixel leads back to it; the ends are the ends."""
    steps = Steps(52.0, 1000.0, 700)
    assert steps.x(1) == 52
    assert steps.x(700) == 1052
    assert [steps.step(steps.x(step)) for step in range(1, 701)] == list(range(1, 701))


def test_thinning_keeps_the_ends() -> None:
    """Of many points a few are drawn, among them the first and the last; of few all."""
    many = np.arange(1.0, 10_001.0)
    lines = Lines(many, (many, -many)).thinned(100)
    assert len(lines.steps) == 100
    assert (lines.steps[0], lines.steps[-1]) == (1, 10_000)
    assert np.array_equal(lines.values[1], -lines.steps)
    few = Lines(many[:3], (many[:3], many[:3]))
    assert few.thinned(100) is few
