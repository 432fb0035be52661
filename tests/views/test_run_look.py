"""Runs are told apart: by colour for every kind of eye, and without any colour by line and mark."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from test_heat import VISIONS, cielab

from gdstudio.messages import MOST_LANES
from gdstudio.views.kit.run_look import (
    RUN_COLORS,
    paint_mark,
    paint_sample,
    run_color,
    run_pen,
)
from gdstudio.views.kit.theme import LIGHT, THEMES, Theme

pytestmark = pytest.mark.usefixtures("qapp")
RUNS = range(MOST_LANES)


def linear(color: QColor) -> np.ndarray:
    srgb = np.array([color.redF(), color.greenF(), color.blueF()])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_every_eye_tells_the_colours_apart(theme: Theme, vision: str) -> None:
    """Any two are at least 14 apart in CIE L*a*b*: six times what is just seen side by side."""
    colors = np.stack([linear(run_color(theme, run)) for run in RUNS])
    seen = cielab(np.clip(colors @ VISIONS[vision].T, 0, 1))
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) >= 14


def test_without_colour_lines_and_marks_tell_them_apart() -> None:
    """No two runs have the same dashes, or the same shape."""
    dashes = [tuple(run_pen(LIGHT, run, looked_at=False).dashPattern()) for run in RUNS]
    assert len(set(dashes)) == MOST_LANES == len(RUN_COLORS)
    assert run_pen(LIGHT, 0, looked_at=True).style() is Qt.PenStyle.SolidLine
    pictures = []
    for run in RUNS:
        image = QImage(20, 20, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        paint_mark(painter, QPointF(10, 10), run, 6)
        painter.end()
        pictures.append(np.array(image.constBits()).reshape(20, 20).astype(int))
    ink = min(int((picture == 0).sum()) for picture in pictures)
    differ = [int((one != other).sum()) for one, other in combinations(pictures, 2)]
    assert min(differ) > ink / 6, differ


def test_the_run_that_is_looked_at_has_the_strongest_line() -> None:
    """Dashes are as long in pixels at either width."""
    for run in RUNS:
        strong, weak = (run_pen(LIGHT, run, looked_at=looked_at) for looked_at in (True, False))
        assert strong.widthF() > 1.4 * weak.widthF()
        lengths = [[dash * pen.widthF() for dash in pen.dashPattern()] for pen in (strong, weak)]
        assert lengths[0] == pytest.approx(lengths[1])


def test_a_sample_is_drawn_in_the_runs_colour() -> None:
    """A line, and the mark in its middle: filled only for the run that is looked at."""
    middles = []
    for looked_at in (True, False):
        image = QImage(40, 16, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.card))
        painter = QPainter(image)
        paint_sample(painter, LIGHT, QRectF(2, 0, 36, 16), 1, looked_at=looked_at)
        painter.end()
        middles.append(image.pixelColor(20, 8).name())
    assert middles == [LIGHT.second_lane, LIGHT.card]
