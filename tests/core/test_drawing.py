"""A drawing becomes an image as MNIST's were made: 20 pixels large, centred by mass, grey at the edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.core.drawing import mnist_like

SIZE = (28, 28)


def pad(side: int = 100) -> np.ndarray:
    return np.zeros((side, side))


def extent(image: np.ndarray) -> tuple[int, int]:
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def middle(image: np.ndarray) -> tuple[float, float]:
    mass = image.astype(float)
    return (
        float(mass.sum(axis=1) @ np.arange(len(mass)) / mass.sum()),
        float(mass.sum(axis=0) @ np.arange(mass.shape[1]) / mass.sum()),
    )


def test_no_ink_is_an_empty_image() -> None:
    """Nothing drawn: all 0, of the size asked for."""
    image = mnist_like(pad(), (8, 10))
    assert image.shape == (8, 10)
    assert image.dtype == np.uint8
    assert not image.any()


def test_an_image_that_was_made_so_is_made_again() -> None:
    """An image within 20 pixels and centred, enlarged 15 times and moved: the very same comes out."""
    random = np.random.default_rng(0)
    for _ in range(20):
        image = np.zeros(SIZE, np.uint8)
        image[4:24, 8:21] = random.integers(0, 256, (20, 13))
        image[4, 8:21] = image[23, 8:21] = image[12, 10] = 255
        shift = tuple(round(14 - at) for at in middle(image))
        image = np.roll(image, shift, axis=(0, 1))
        large = np.kron(image / 255, np.ones((15, 15)))
        moved = np.roll(large, (37, -22), axis=(0, 1))
        assert np.array_equal(mnist_like(moved, SIZE), image)


@pytest.mark.parametrize(("height", "width"), [(90, 30), (30, 90), (10, 9), (100, 100)])
def test_the_longer_side_takes_20_of_28_pixels(height: int, width: int) -> None:
    """However large or small it was drawn, with the proportions kept."""
    ink = pad()
    ink[:height, :width] = 1
    longer = max(height, width)
    assert extent(mnist_like(ink, SIZE)) == (round(20 * height / longer), round(20 * width / longer))


def test_a_thin_line_stays_a_line() -> None:
    """A line a pixel wide gets at least a pixel, in full ink."""
    ink = pad(400)
    ink[20:380, 200] = 1
    image = mnist_like(ink, SIZE)
    assert extent(image) == (20, 1)
    assert (image[image > 0] == 255).all()
    assert image[:, 14].any()


def test_a_full_pad_is_a_full_box() -> None:
    """Everything inked: 20 × 20 of full ink around the middle."""
    image = mnist_like(np.ones((50, 50)), SIZE)
    assert extent(image) == (20, 20)
    assert set(np.unique(image)) == {0, 255}


def test_edges_become_grey_in_proportion() -> None:
    """A pixel that is half covered is half full: each is the mean of what it covers."""
    ink = pad(40)  # two of the pad's pixels to one of the image's
    ink[:, :19] = 1
    ink[:20, 19] = 1
    image = mnist_like(ink, SIZE)
    assert extent(image) == (20, 10)
    rows, columns = np.nonzero(image)
    last = image[rows.min() : rows.max() + 1, columns.max()]
    assert last.tolist() == [255] * 10 + [128] * 10


def test_faint_ink_is_made_full() -> None:
    """The fullest pixel becomes 255, as in the images learnt from."""
    ink = pad()
    ink[10:90, 40:60] = 0.25
    assert mnist_like(ink, SIZE).max() == 255


@pytest.mark.parametrize("size", [(14, 14), (64, 64), (28, 14), (1, 1), (2, 3)])
def test_other_sizes_get_boxes_in_proportion(size: tuple[int, int]) -> None:
    """Both sides of the box are 20/28 of the image's; a drawing fills at least one, whatever the size."""
    ink = pad()
    ink[10:90, 10:90] = 1
    side = max(round(20 / 28 * min(size)), 1)
    assert extent(mnist_like(ink, size)) == (side, side)


def test_lopsided_ink_is_not_cut_off() -> None:
    """A long thin tail: the centre of mass would push it out of the image; it stays inside whole."""
    ink = pad(280)
    ink[:, 0:2] = 1
    ink[250:280, :] = 1
    image = mnist_like(ink, SIZE)
    assert extent(image) == (20, 20)


blots = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(1, 40), st.integers(1, 40)),
    min_size=1,
    max_size=5,
)


@given(blots)
def test_the_centre_of_mass_is_in_the_middle(boxes: list[tuple[int, int, int, int]]) -> None:
    """Within half a pixel of row and column 14 where there is room; the ink is 20 pixels large and whole."""
    ink = pad()
    for row, column, height, width in boxes:
        ink[row : row + height, column : column + width] += 0.2
    image = mnist_like(ink, SIZE)
    assert max(extent(image)) == 20
    for axis, at in enumerate(middle(image)):
        touching = image.take([0, -1], axis=axis).any()
        # Grey levels are rounded to 1/255 after the place was chosen: a little more than half a pixel.
        assert touching or abs(at - 14) <= 0.51
