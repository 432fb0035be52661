"""Small images enlarged, their pixels found and marked, and the steady scale of their colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPointF, QRectF

from gdstudio.views.kit.heat import ink_image, steady_scale
from gdstudio.views.kit.pixel_picture import even_pixmap, pixel_at, pixel_rect
from gdstudio.views.kit.weight_scale import WeightScale

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

AREA = QRectF(10, 20, 70, 40)
SIZE = (4, 7)


@pytest.mark.parametrize("pixel", range(28))
def test_a_pixel_is_found_where_it_is_drawn(pixel: int) -> None:
    """The middle of a pixel's place is that pixel again."""
    assert pixel_at(AREA, SIZE, pixel_rect(AREA, SIZE, pixel).center()) == pixel


def test_the_edges_belong_to_the_last_pixels() -> None:
    """The far corner is the last pixel, and beside the image there is none."""
    assert pixel_at(AREA, SIZE, AREA.bottomRight()) == 27
    assert pixel_at(AREA, SIZE, AREA.topLeft()) == 0
    assert pixel_at(AREA, SIZE, QPointF(9, 30)) is None


@pytest.mark.parametrize("side", [28, 56, 67, 83, 20])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_image_fills_its_place_in_device_pixels(qapp: QApplication, side: int, ratio: float) -> None:
    """Whatever the size, the picture is exactly as large, and its cells keep their colours."""
    pixels = np.zeros((28, 28), np.uint8)
    pixels[:14] = 255

    pixmap = even_pixmap(ink_image(pixels), side, side, ratio)
    image = pixmap.toImage()

    assert qapp is not None
    assert (image.width(), image.height()) == (round(side * ratio), round(side * ratio))
    assert pixmap.devicePixelRatio() == ratio
    assert image.pixelColor(image.width() // 2, 2).lightness() > 250
    assert image.pixelColor(image.width() // 2, image.height() - 3).lightness() < 5


def test_the_scale_of_weights_never_shrinks_by_itself() -> None:
    """It grows with the weights, and begins anew in another scene or back at step 1."""
    scale, snapshot = WeightScale(), gallery_snapshot(step=10)
    small, large = np.full((10, 784), 0.02), np.full((10, 784), 0.05)
    for_small, for_large = steady_scale(0.02, 0), steady_scale(0.05, 0)
    assert scale.follow(snapshot, small) == for_small
    assert scale.follow(snapshot, large) == for_large
    assert scale.follow(replace(snapshot, step=11), small) == for_large
    assert scale.follow(replace(snapshot, step=5), small) == for_large
    assert scale.follow(replace(snapshot, step=1), small) == for_small

    assert scale.follow(replace(snapshot, step=1), large) == for_large
    assert scale.follow(gallery_snapshot(step=20), small) == for_small


def test_far_too_large_a_scale_is_chosen_anew_back_in_time() -> None:
    """After a run that grew without bounds, earlier weights are not all pale."""
    scale, snapshot = WeightScale(), gallery_snapshot(step=10)
    weights = np.full((10, 784), 0.03)
    assert scale.follow(snapshot, weights * 100) >= 3

    assert scale.follow(replace(snapshot, step=5), weights) == steady_scale(0.03, 0)
