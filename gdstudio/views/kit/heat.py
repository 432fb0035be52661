"""Numbers as colours: our own diverging maps for weights and products, grey for ink.

Blue is positive, orange negative, zero the ground of the theme (near-white or near-black), symmetric about
0 and even in lightness, so that equal weights for and against stand out equally.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gdstudio.views.kit.theme import Theme

# Lightness, and the two chromatic axes a and b, of the ends and the middle, in OKLab. Orange and blue of one
# map have the same CIELAB lightness (50 on light, 70 on dark) and the same chroma, all of it within sRGB.
_LIGHT = ((0.580, 0.077, 0.110), (0.985, 0.0, 0.0), (0.569, -0.041, -0.127))
_DARK = ((0.751, 0.072, 0.114), (0.225, -0.002, -0.010), (0.740, -0.046, -0.126))
_HALF = 127
_STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
_LEAST_SCALE = 1e-30


def heat_image(values: NDArray[np.floating], scale: float, theme: Theme) -> QImage:
    """Draw numbers from −scale to +scale, one a pixel; to be enlarged without smoothing.

    Args:
        values: shape (height, width).
        scale: what the strongest colours stand for; greater than 0.
        theme: light or dark ground.
    """
    return color_image(heat_colors(values, scale, theme))


def heat_colors(values: NDArray[np.floating], scale: float, theme: Theme) -> NDArray[np.uint32]:
    """The colours of numbers from −scale to +scale, as 0xffrrggbb in an array of the same shape."""
    levels = np.clip(np.rint(values * (_HALF / scale)), -_HALF, _HALF).astype(np.intp) + _HALF + 1
    colors: NDArray[np.uint32] = _colors(theme.dark)[levels]
    return colors


def ink_image(pixels: NDArray[np.uint8]) -> QImage:
    """Draw an image's pixels, (height, width), as in the data: white ink on black."""
    return color_image(pixels * np.uint32(0x010101) | np.uint32(0xFF000000))


def color_image(colors: NDArray[np.uint32]) -> QImage:
    """An image of 0xffrrggbb, shape (height, width).

    Not indexed: Qt enlarges one of 32 bits six times as fast.
    """
    colors = np.ascontiguousarray(colors)
    height, width = colors.shape
    image = QImage(colors.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()  # a QImage does not keep the array alive


@lru_cache(maxsize=2)
def _colors(dark: bool) -> NDArray[np.uint32]:
    return np.array(color_table(dark), np.uint32)


@lru_cache(maxsize=2)
def color_table(dark: bool) -> tuple[int, ...]:
    """The 256 colours as 0xffrrggbb: entry 1 is −scale, 128 is 0, 255 is +scale."""
    low, middle, high = np.array(_DARK if dark else _LIGHT)
    places = (np.arange(256) - _HALF - 1) / _HALF
    share = np.minimum(np.abs(places), 1)[:, np.newaxis]
    lab = middle + share * (np.where(places[:, np.newaxis] < 0, low, high) - middle)
    rgb = np.rint(_oklab_to_srgb(lab) * 255).astype(int)
    return tuple(0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in rgb)


def steady_scale(largest: float, shown: float) -> float:
    """A round scale that holds `largest`, by at most half too large; `shown` stays while it serves.

    Args:
        largest: the largest number either way that is to be drawn.
        shown: the scale so far, or 0 to begin anew.
    """
    if shown > 0 and largest <= shown:
        return shown
    if largest <= 0:
        return 1e-3
    largest = max(largest, _LEAST_SCALE)  # 127 / scale must stay finite
    power = floor(log10(largest))
    # Read from text: 1.5 × 0.1 is 0.15000000000000002.
    scales = (float(f"{step}e{power}") for step in _STEPS)
    return next(scale for scale in scales if scale >= largest)


def _oklab_to_srgb(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """OKLab (Björn Ottosson, 2020) to sRGB from 0 to 1, clipped; shape (n, 3)."""
    to_cones = np.array(
        [
            [1, 0.3963377774, 0.2158037573],
            [1, -0.1055613458, -0.0638541728],
            [1, -0.0894841775, -1.2914855480],
        ]
    )
    to_linear = np.array(
        [
            [4.0767416621, -3.3077115913, 0.2309699292],
            [-1.2684380046, 2.6097574011, -0.3413193965],
            [-0.0041960863, -0.7034186147, 1.7076147010],
        ]
    )
    linear = np.clip((lab @ to_cones.T) ** 3 @ to_linear.T, 0, 1)
    gamma: NDArray[np.float64] = np.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055
    )
    return gamma
