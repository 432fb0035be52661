"""Frozen pixels as they are drawn over a picture: a pale veil, hatched and outlined, told from any weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor

    from gdstudio.core.network import BoolArray
    from gdstudio.views.kit.theme import Theme

_VEIL = 0.62
_APART = 4
"""Hatching lines are so many pixels apart at scale 1."""


def frost_image(mask: BoolArray, size: QSize, ratio: float, theme: Theme, *, veil: bool = True) -> QImage:
    """Draw the ice that lies over a picture.

    Args:
        mask: shape (rows, columns): which pixels are frozen.
        size: of the picture in device pixels.
        ratio: device pixels for each pixel of the screen.
        theme: whose colours.
        veil: whether the picture below is paled: it is not where it must stay readable.
    """
    rows, columns = mask.shape
    down = np.arange(size.height()) * rows // size.height()
    across = np.arange(size.width()) * columns // size.width()
    ice = np.pad(mask[down][:, across], 1)
    inner = ice[:-2, 1:-1] & ice[2:, 1:-1] & ice[1:-1, :-2] & ice[1:-1, 2:]
    ice = ice[1:-1, 1:-1]
    apart = max(round(_APART * ratio * theme.scale), 3)
    hatch = (np.arange(size.height())[:, np.newaxis] + np.arange(size.width())) % apart < max(ratio, 1)
    colors = np.zeros(ice.shape, np.uint32)
    if veil:
        colors[ice] = _premultiplied(theme.color("ice_soft"), _VEIL)
    colors[ice & (hatch | ~inner)] = _premultiplied(theme.color("ice"), 1.0)
    return _owned(colors, ratio)


def _premultiplied(color: QColor, share: float) -> int:
    alpha, red, green, blue = (
        round(255 * share * part) for part in (1.0, color.redF(), color.greenF(), color.blueF())
    )
    return alpha << 24 | red << 16 | green << 8 | blue


def _owned(colors: NDArray[np.uint32], ratio: float) -> QImage:
    height, width = colors.shape
    image = QImage(
        np.ascontiguousarray(colors).data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied
    ).copy()
    image.setDevicePixelRatio(ratio)
    return image
