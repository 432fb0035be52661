"""The pictures panel's geometry: everything inside, nothing over anything else, pictures crisp."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize

from gdstudio.views.pictures.layout import Plan, plan
from gdstudio.views.pictures.tile_plan import Shape

DIGITS = Shape(28, 28, 10, 0.65)
SIZES = [(548, 320), (578, 328), (600, 330), (692, 410), (784, 400), (1100, 560), (1900, 1000)]
SHAPES = [
    DIGITS,
    Shape(28, 28, 10, 6.0),  # long names
    Shape(8, 8, 3, 0.65),
    Shape(40, 20, 2, 4.0),
    Shape(20, 40, 7, 1.0),
    Shape(64, 64, 10, 0.65),
    Shape(1, 1, 1, 0.65),
]
MANY = [Shape(28, 28, 20, 1.3), Shape(64, 64, 20, 1.3)]


def tiles_of(made: Plan, count: int) -> list[QRect]:
    size, gap = made.tile.size, made.gap
    return [
        QRect(
            made.tiles.left() + k % made.columns * (size.width() + gap),
            made.tiles.top() + k // made.columns * (size.height() + gap),
            size.width(),
            size.height(),
        )
        for k in range(count)
    ]


def check(made: Plan, size: QSize, shape: Shape) -> None:
    """Assert that a plan holds together."""
    whole = QRect(0, 0, size.width(), size.height())
    lines = [made.strip, made.caption, made.image, made.lines, made.buttons, made.tools]
    parts = [*lines, *tiles_of(made, shape.n_outputs), made.status, made.sentence]
    assert all(whole.contains(part) for part in parts)
    assert not any(one.intersects(other) for one, other in combinations(parts, 2))
    tile = made.tile
    inner = [tile.picture, tile.head, tile.bar, tile.foot]
    room = QRect(0, 0, tile.size.width(), tile.size.height())
    assert all(room.contains(part) for part in inner)
    assert not any(one.intersects(other) for one, other in combinations(inner, 2))
    assert tile.type >= 9
    assert made.tools.height() >= 24
    assert made.buttons.height() >= 2 * 24


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", SHAPES)
def test_everything_has_its_own_place(size: tuple[int, int], shape: Shape) -> None:
    """No part leaves the panel or lies over another, whatever the images."""
    check(plan(QSize(*size), shape, 1.0, 1.0), QSize(*size), shape)


@pytest.mark.parametrize("size", [(600, 330), (692, 410), (1100, 560)])
@pytest.mark.parametrize("shape", MANY)
def test_twenty_classes_fit(size: tuple[int, int], shape: Shape) -> None:
    """Twenty tiles stand in the room of ten."""
    check(plan(QSize(*size), shape, 1.0, 1.0), QSize(*size), shape)


@pytest.mark.parametrize(
    ("size", "tile", "image"), [((578, 328), 2.5, 5), ((692, 410), 3, 6), ((1100, 560), 5, 10)]
)
def test_digits_are_enlarged_by_round_factors(size: tuple[int, int], tile: float, image: int) -> None:
    """At the usual sizes ten digits stand in two rows of five, as large as there is room for."""
    made = plan(QSize(*size), DIGITS, 1.0, 1.0)
    assert made.columns == 5
    assert made.tile.picture.size() == QSize(round(28 * tile), round(28 * tile))
    assert made.image.size() == QSize(28 * image, 28 * image)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_the_images_pixels_are_whole_on_the_screen(ratio: float) -> None:
    """A pixel of the image is as many device pixels at any scaling of the screen, to rounding."""
    made = plan(QSize(692, 410), DIGITS, 1.0, ratio)
    cell = made.image.width() * ratio / 28
    assert abs(cell - round(cell)) < ratio / 28


def test_a_larger_theme_keeps_everything_in_place() -> None:
    """With type and controls half as large again, and a panel to match, nothing overlaps."""
    check(plan(QSize(1038, 615), DIGITS, 1.5, 1.0), QSize(1038, 615), DIGITS)


def test_long_names_stand_above_their_numbers() -> None:
    """Where name and prediction do not fit side by side, the prediction moves beside the bar."""
    assert not plan(QSize(692, 410), DIGITS, 1.0, 1.0).tile.stacked
    assert plan(QSize(692, 410), Shape(28, 28, 10, 6.0), 1.0, 1.0).tile.stacked
