"""Pictures that say which pixels are meant: how colours are read, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gdstudio.files.idx import ImageFileError
from gdstudio.files.mask import read_mask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEIGHT, WIDTH = 3, 5


def written(
    path: Path, colors: dict[tuple[int, int], QColor], form: QImage.Format = QImage.Format.Format_ARGB32
) -> Path:
    """A black picture with some pixels, by (row, column), in other colours."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0))
    for (row, column), color in colors.items():
        image.setPixelColor(column, row, color)
    assert image.convertToFormat(form).save(str(path))
    return path


@pytest.mark.parametrize(
    ("color", "meant"),
    [
        (QColor(255, 255, 255), True),
        (QColor(128, 128, 128), True),
        (QColor(127, 127, 127), False),
        (QColor(0, 0, 128), True),
        (QColor(127, 127, 0), False),
        (QColor(255, 255, 255, 129), True),
        (QColor(255, 255, 255, 126), False),
        (QColor(255, 255, 255, 0), False),
    ],
)
def test_a_pixel_is_meant_if_any_of_its_colours_is_above_half(
    color: QColor, meant: bool, tmp_path: Path
) -> None:
    """What shows through lies on black."""
    mask = read_mask(written(tmp_path / "a.png", {(1, 3): color}), (HEIGHT, WIDTH))
    assert (mask.shape, mask.dtype) == ((HEIGHT, WIDTH), np.bool_)
    assert mask[1, 3] == meant
    assert mask.sum() == meant


@pytest.mark.parametrize(
    "form",
    [
        QImage.Format.Format_Mono,
        QImage.Format.Format_Indexed8,
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_Grayscale16,
        QImage.Format.Format_RGB888,
        QImage.Format.Format_RGBA64,
    ],
)
def test_every_kind_of_png_is_read_alike(form: QImage.Format, tmp_path: Path) -> None:
    """One bit, a palette, grey, colours, of 8 or 16 bits."""
    white = QColor(255, 255, 255)
    mask = read_mask(written(tmp_path / "a.png", {(0, 0): white, (2, 4): white}, form), (HEIGHT, WIDTH))
    assert np.argwhere(mask).tolist() == [[0, 0], [2, 4]]


def test_another_size_is_refused_with_both(tmp_path: Path) -> None:
    """Width and height are told apart."""
    with pytest.raises(
        ImageFileError, match=r"^a\.png: .* 5 pixels wide and 3 high, .* are 3 wide and 5 high;"
    ):
        read_mask(written(tmp_path / "a.png", {}), (WIDTH, HEIGHT))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda content: content[:-20], "cut off or damaged", id="cut off"),
        pytest.param(lambda content: content[:20], "no PNG", id="cut off in its opening"),
        pytest.param(lambda content: content[:18] + b"\xff" + content[19:], "no PNG", id="false size"),
        pytest.param(lambda _content: b"", "no PNG", id="empty"),
        pytest.param(lambda _content: b"GIF89a" + bytes(100), "no PNG", id="another format"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    spoil: Callable[[bytes], bytes], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library that reads pictures writes nothing beside it, and stderr is open again afterwards."""
    path = written(tmp_path / "a.png", {})
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ImageFileError, match=rf"^a\.png: .*{said}"):
        read_mask(path, (HEIGHT, WIDTH))
    assert capfd.readouterr() == ("", "")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """As is a folder."""
    for path in (tmp_path / "none.png", tmp_path):
        with pytest.raises(ImageFileError, match="no PNG picture that can be read"):
            read_mask(path, (HEIGHT, WIDTH))
