"""The diverging colours: even, symmetric, strong enough at the ends, and told apart by every kind of eye."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdstudio.views.kit.heat import color_table, heat_image, ink_image, steady_scale
from gdstudio.views.kit.theme import DARK, LIGHT, Theme

ZERO, MOST = 128, 127  # the entry of 0, and how many there are either way
SEEN = 26
"""From this entry on, a fifth of the scale, a colour is one that a reader is to take for a sign."""

# For linear RGB, at full strength: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
# Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009).
VISIONS = {
    "all cones": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
Colors = NDArray[np.float64]


def linear(theme: Theme) -> Colors:
    """The table as linear RGB from 0 to 1, shape (256, 3)."""
    table = np.array(color_table(theme.dark))
    srgb = np.stack([table >> 16 & 255, table >> 8 & 255, table & 255], axis=1) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def cielab(colors: Colors) -> Colors:
    """Linear sRGB to CIE L*a*b* under D65, shape (n, 3)."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = colors @ to_xyz.T / to_xyz.sum(axis=1)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def seen_by(vision: str, theme: Theme) -> Colors:
    """The table as such an eye sees it, in CIE L*a*b*."""
    return cielab(np.clip(linear(theme) @ VISIONS[vision].T, 0, 1))


def test_every_vision_sees_white_as_white() -> None:
    """The matrices are copied right: each leaves greys as they are."""
    for matrix in VISIONS.values():
        assert matrix.sum(axis=1) == pytest.approx(1, abs=2e-6)


@both
def test_equal_numbers_of_either_sign_are_equally_light(theme: Theme) -> None:
    """Lightness is symmetric about 0, to less than half a unit of L*, so no sign stands out."""
    lightness = cielab(linear(theme))[:, 0]
    negative, positive = lightness[ZERO - MOST : ZERO][::-1], lightness[ZERO + 1 :]
    assert np.abs(negative - positive).max() < 0.5


@both
def test_colours_are_even(theme: Theme) -> None:
    """Eight entries on are as far in lightness everywhere, to a third, on both arms."""
    lightness = cielab(linear(theme))[:, 0]
    for arm in (lightness[ZERO:], lightness[ZERO:0:-1]):
        steps = np.abs(arm[8::8] - arm[:-8:8])
        assert steps.max() < 4 / 3 * steps.mean()
        assert steps.min() > 2 / 3 * steps.mean()


@both
def test_each_colour_is_further_from_zero_than_the_one_before(theme: Theme) -> None:
    """Stronger always looks stronger, to every eye: lightness goes one way from 0 to either end."""
    for vision in VISIONS:
        lightness = seen_by(vision, theme)[:, 0]
        for arm in (lightness[ZERO::4], lightness[ZERO:0:-4]):
            steps = np.diff(arm) if theme.dark else -np.diff(arm)
            assert steps.min() > 0, vision


@both
@pytest.mark.parametrize("vision", VISIONS)
def test_positive_and_negative_stay_apart(theme: Theme, vision: str) -> None:
    """No positive number of at least a fifth of the scale looks like any such negative one."""
    seen = seen_by(vision, theme)
    negative, positive = seen[1 : ZERO - SEEN + 1], seen[ZERO + SEEN :]
    distances = np.linalg.norm(positive[:, np.newaxis] - negative[np.newaxis], axis=2)
    assert distances.min() > 12  # a distance of 2.3 is just noticed
    assert distances[-1, 0] > 70  # the ends


@both
def test_the_ends_stand_out_from_the_ground(theme: Theme) -> None:
    """Contrast of at least 3 : 1 with zero and with the card."""
    luminance = linear(theme) @ [0.2126, 0.7152, 0.0722]
    card = theme.color("card")
    parts = np.array([card.redF(), card.greenF(), card.blueF()])
    grounds = (
        luminance[ZERO],
        np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        @ [
            0.2126,
            0.7152,
            0.0722,
        ],
    )
    for end in (luminance[1], luminance[255]):
        for ground in grounds:
            light, dim = max(end, ground), min(end, ground)
            assert (light + 0.05) / (dim + 0.05) >= 3


@both
def test_blue_is_positive_and_orange_negative(theme: Theme) -> None:
    """As everywhere in the studio."""
    image = heat_image(np.array([[-1.0, 0.0, 1.0]]), 1, theme)
    negative, zero, positive = (image.pixelColor(x, 0) for x in range(3))
    assert negative.red() > negative.green() > negative.blue()
    assert positive.blue() > positive.green() > positive.red()
    assert max(zero.getRgb()[:3]) - min(zero.getRgb()[:3]) < 12


def test_numbers_beyond_the_scale_have_the_strongest_colours() -> None:
    """They do not wrap around; and the picture has the shape of the numbers."""
    image = heat_image(np.array([[-9.0, 9.0], [-1.0, 1.0], [0.0, 0.0]]), 1, LIGHT)
    assert (image.width(), image.height()) == (2, 3)
    assert image.pixelColor(0, 0) == image.pixelColor(0, 1)
    assert image.pixelColor(1, 0) == image.pixelColor(1, 1)


def test_ink_is_white_on_black() -> None:
    """A pixel's value is its grey."""
    image = ink_image(np.array([[0, 100, 255]], np.uint8))
    assert [image.pixelColor(x, 0).getRgb() for x in range(3)] == [
        (0, 0, 0, 255), (100, 100, 100, 255), (255, 255, 255, 255)
    ]  # fmt: skip


@given(st.floats(1e-12, 1e12))
def test_a_scale_holds_its_number_without_much_to_spare(largest: float) -> None:
    """A new scale is at most half too large, and what it holds leaves it as it is."""
    scale = steady_scale(largest, 0)
    assert largest <= scale <= 1.5 * largest * (1 + 1e-12)
    assert steady_scale(largest / 2, scale) == scale


@pytest.mark.parametrize("largest", [0.0, 5e-324, 1e308])
def test_a_scale_can_always_be_divided_by(largest: float) -> None:
    """Nothing at all, and the smallest and largest numbers there are, give a picture without warnings."""
    scale = steady_scale(largest, 0)
    assert scale >= largest
    heat_image(np.array([[largest, -largest]]), scale, LIGHT)
