"""The surface over two weights against the error worked out weight by weight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recipe import GAMES

from gdstudio.core.descent import take_step
from gdstudio.core.landscape import destination
from gdstudio.core.surface import Surface

INPUTS = np.array(GAMES)
TARGETS = np.array([[0.1, 1, 0.1], [0, 1, 0], [0, 0, 0.1], [0.1, 1, 0.2]])
WEIGHTS = np.array([[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]])
PLACES = [((0, 0), (0, 1)), ((1, 2), (1, 0)), ((0, 0), (2, 1)), ((2, 1), (1, 1))]


def brute(rows: slice, places: tuple[tuple[int, int], tuple[int, int]], u: float, v: float) -> float:
    """The mean error in plain Python, of the outputs that the two weights lead into."""
    weights = WEIGHTS.tolist()
    for (output, column), value in zip(places, (u, v), strict=True):
        weights[output][column] = value
    outputs, errors = {place[0] for place in places}, []
    for values, wanted in zip(INPUTS[rows].tolist(), TARGETS[rows].tolist(), strict=True):
        preds = [sum(w * x for w, x in zip(row, values, strict=True)) for row in weights]
        errors.append(sum((preds[k] - wanted[k]) ** 2 for k in outputs))
    return sum(errors) / len(errors)


def made(rows: slice, places: tuple[tuple[int, int], tuple[int, int]]) -> Surface:
    return Surface.over(WEIGHTS, INPUTS[rows], TARGETS[rows], *places)


@pytest.mark.parametrize("places", PLACES)
@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 4)], ids=["one game", "four games"])
@given(u=st.floats(-3, 3), v=st.floats(-3, 3))
def test_the_error_is_that_of_the_network(
    rows: slice, places: tuple[tuple[int, int], tuple[int, int]], u: float, v: float
) -> None:
    """At any two weights."""
    error = float(made(rows, places).error_at(np.array(u), np.array(v)))
    assert error == pytest.approx(brute(rows, places, u, v), rel=1e-9, abs=1e-10)


@pytest.mark.parametrize("places", PLACES[:2])
def test_one_example_makes_a_trough(places: tuple[tuple[int, int], tuple[int, int]]) -> None:
    """A line of weights has error 0; along it nothing changes; the nearest point is where descent ends."""
    surface = made(slice(0, 1), places)
    assert surface.is_trough
    assert surface.least_error == pytest.approx(0, abs=1e-12)
    (steep, flat), across, along = surface.axes
    assert flat == 0
    assert steep == pytest.approx(sum(INPUTS[0, place[1]] ** 2 for place in places))
    assert np.dot(across, along) == pytest.approx(0, abs=1e-12)
    low = np.array(surface.lowest)
    for far in (-5.0, 0.5, 40.0):
        u, v = low + far * np.array(along)
        assert float(surface.error_at(np.array(u), np.array(v))) == pytest.approx(0, abs=1e-9)
    frozen = np.ones((3, 3), bool)
    for place in places:
        frozen[place] = False
    goal = destination(take_step(WEIGHTS, frozen, 0.01, (INPUTS[0], TARGETS[0])), frozen)
    assert low == pytest.approx([goal[place] for place in places], abs=1e-12)


def test_four_games_make_an_ellipse_with_one_lowest_point() -> None:
    """Whose error is not 0; it is that of the least squares over the two weights."""
    surface = made(slice(0, 4), PLACES[0])
    assert not surface.is_trough
    rest = TARGETS[:, 0] - INPUTS[:, 2] * WEIGHTS[0, 2]
    expected, *_ = np.linalg.lstsq(INPUTS[:, :2], rest)
    assert surface.lowest == pytest.approx(expected)
    residual = np.square(INPUTS[:, :2] @ expected - rest).mean()
    assert surface.least_error == pytest.approx(residual, abs=1e-12)
    assert residual > 1e-4


@pytest.mark.parametrize("places", PLACES)
@pytest.mark.parametrize("rows", [slice(0, 1), slice(0, 4)], ids=["one game", "four games"])
@pytest.mark.parametrize("times", [1.5, 30.0])
def test_contours_lie_at_their_level(
    rows: slice, places: tuple[tuple[int, int], tuple[int, int]], times: float
) -> None:
    """Every point of every line; closed ones end where they begin, cut ones at the reach."""
    surface = made(rows, places)
    level = surface.least_error + times
    for reach in (0.7, 100.0):
        lines = surface.contour(level, reach)
        assert len(lines) == (1 if len(lines[0]) > 48 else 2)
        for line in lines:
            errors = surface.error_at(line[:, 0], line[:, 1])
            assert errors == pytest.approx(np.full(len(line), level), rel=1e-6)
        if len(lines) == 1:
            assert lines[0][0] == pytest.approx(lines[0][-1], abs=1e-6)
        else:
            _, _, along = surface.axes
            far = abs((lines[0] - np.array(surface.lowest)) @ np.array(along)).max()
            assert far == pytest.approx(reach, rel=1e-6)


def test_below_the_lowest_point_there_is_no_contour() -> None:
    """And a plane has none at all."""
    surface = made(slice(0, 4), PLACES[0])
    assert surface.contour(surface.least_error * 0.9, 1.0) == []
    nothing = Surface.over(WEIGHTS, INPUTS * 0, TARGETS, *PLACES[0])
    assert nothing.contour(1.0, 1.0) == []
    assert not nothing.is_trough
    assert nothing.lowest == nothing.here


def test_it_needs_two_weights() -> None:
    """The same twice is a line, not a surface."""
    with pytest.raises(ValueError, match="two different weights"):
        Surface.over(WEIGHTS, INPUTS, TARGETS, (0, 0), (0, 0))
