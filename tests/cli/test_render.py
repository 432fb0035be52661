"""`gdstudio render`: the real window in a file, without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # the studio's own output

import pytest
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path

STUDIO = [sys.executable, "-W", "error", "-m", "gdstudio", "render"]


def render(*arguments: str) -> tuple[int, str]:
    """Start the program without a display; its exit code and what it says on stderr."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [*STUDIO, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.removesuffix("\n")


@pytest.mark.parametrize(
    ("panel", "theme", "size"),
    [
        ("window", "light", (1366, 768)),
        ("diagram", "dark", (700, 330)),
        ("bowls", "light", (600, 240)),
        ("surface", "dark", (500, 400)),
        ("code", "light", (420, 300)),
    ],
)
def test_a_png_has_the_size_and_theme_asked_for(
    tmp_path: Path, panel: str, theme: str, size: tuple[int, int]
) -> None:
    """Exit code 0, nothing said, and a picture of just that size, dark only if that was asked for."""
    file = tmp_path / "a.png"
    width, height = size
    options = ("--panel", panel, "--theme", theme, "--size", f"{width}x{height}", "-o", str(file))
    assert render("freezing", "--steps", "3", *options) == (0, "")
    image = QImage(str(file))
    assert (image.width(), image.height()) == size
    assert (image.pixelColor(2, height - 2).lightness() < 128) is (theme == "dark")


def test_an_svg_holds_the_numbers_of_the_step(tmp_path: Path) -> None:
    """The picture shows where the run stands after the steps, the alpha and the freezes asked for."""
    file = tmp_path / "a.svg"
    asked = ("several-steps", "--steps", "2", "--alpha", "0.02", "--freeze", "a", "-o", str(file))
    assert render(*asked) == (0, "")
    texts = [text for text in (element.text for element in ET.parse(file).iter()) if text]  # noqa: S314  # our own
    assert any("step 3" in text for text in texts)
    assert any(text.strip() == "0.02" for text in texts)
    assert any("would be" in text for text in texts), "a frozen weight's weight_delta"


@pytest.mark.parametrize(
    ("scene", "panel", "theme", "size"),
    [
        ("mnist", "window", "light", (1366, 768)),
        ("weight-pictures", "heatmaps", "dark", (800, 500)),
        ("mnist", "dot-product", "light", (800, 300)),
        ("mnist", "bowls", "dark", (800, 500)),
        ("dot-products", "window", "dark", (1024, 600)),
        ("dot-products", "dot-product", "light", (800, 500)),
    ],
)
def test_scenes_with_images_and_vectors_have_panels_of_their_own(
    tmp_path: Path, scene: str, panel: str, theme: str, size: tuple[int, int]
) -> None:
    """Each is drawn, and not as an empty sheet."""
    file = tmp_path / "a.png"
    width, height = size
    options = ("--panel", panel, "--theme", theme, "--size", f"{width}x{height}", "-o", str(file))
    assert render(scene, "--steps", "300", *options) == (0, "")
    image = QImage(str(file))
    assert (image.width(), image.height()) == size
    assert (image.pixelColor(2, height - 2).lightness() < 128) is (theme == "dark")
    colors = {image.pixel(x, y) for x in range(0, width, 3) for y in range(0, height, 3)}
    assert len(colors) > 50


def test_a_step_of_a_lecture_is_drawn_press_by_press(tmp_path: Path) -> None:
    """First the step's text, then its question, then the answer, marked; a scene by itself too."""
    texts = []
    for presses in ("0", "1", "2"):
        file = tmp_path / f"{presses}.svg"
        asked = ("--panel", "lecture", "--lesson-step", "1", "--presses", presses, "-o", str(file))
        assert render("freezing", *asked) == (0, "")
        drawn = (element.text for element in ET.parse(file).iter())  # noqa: S314  # our own
        texts.append(" ".join(text.strip() for text in drawn if text))
    assert "a is frozen" in texts[0]
    assert "What will the dot of a do in the next step?" not in texts[0]
    assert "What will the dot of a do in the next step?" in texts[1]
    assert "✓" not in texts[1]
    assert "✓" in texts[2]
    assert "Its bowl moved under it" in texts[2]
    assert render("dot-products", "--panel", "lecture", "-o", str(tmp_path / "a.png")) == (0, "")


def test_an_image_is_looked_at_by_its_number(tmp_path: Path) -> None:
    """The window shows how it and no other does; frozen pixels, order and alpha are those asked for."""
    pictures = []
    for number in ("1", "2"):
        file = tmp_path / f"{number}.png"
        asked = ("mnist", "--steps", "300", "--panel", "dot-product", "--image", number, "-o", str(file))
        assert render(*asked) == (0, "")
        pictures.append(QImage(str(file)))
    assert pictures[0] != pictures[1]


def test_a_run_on_images_is_the_one_asked_for(tmp_path: Path) -> None:
    """Its alpha, its steps and its frozen pixels stand in the window."""
    file, mask = tmp_path / "a.svg", tmp_path / "mask.png"
    frozen = QImage(28, 28, QImage.Format.Format_Grayscale8)
    frozen.fill(255)
    assert frozen.save(str(mask))
    changes = ("--alpha", "0.002", "--order", "shuffled", "--seed", "3", "--freeze-pixels", str(mask))
    assert render("mnist", "--steps", "20", *changes, "-o", str(file)) == (0, "")
    texts = [text for text in (element.text for element in ET.parse(file).iter()) if text]  # noqa: S314  # our own
    assert any("step 21" in text for text in texts)
    assert any(text.strip() == "0.002" for text in texts)


@pytest.mark.parametrize(
    ("lesson", "step", "shown"),
    [("dot-products", "5", "c and e agree in x2"), ("weight-pictures", "3", "Mean digits: 81")],
)
def test_what_a_step_shows_of_the_window_is_drawn_too(
    lesson: str, step: str, shown: str, tmp_path: Path
) -> None:
    """The pair of vectors that it lays over each other, and what it compares the weights with."""
    file = tmp_path / "a.svg"
    asked = ("--panel", "lecture", "--lesson-step", step, "--presses", "2", "-o", str(file))
    assert render(lesson, *asked) == (0, "")
    drawn = (element.text for element in ET.parse(file).iter())  # noqa: S314  # our own
    assert shown in " ".join(text.strip() for text in drawn if text)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["freezing", "-o", "{folder}/none/a.png"], 1, "a.png"),
        (["freezing", "-o", "{folder}"], 1, ".png"),
        (["freezing", "--size", "400x300", "-o", "{folder}/a.png"], 2, "at least 1024x600"),
        (["frezing", "-o", "{folder}/a.png"], 2, "did you mean freezing"),
        (["freezing", "--freeze", "q", "-o", "{folder}/a.png"], 2, "no such weight"),
        (["freezing", "--lesson-step", "1", "-o", "{folder}/a.png"], 2, "only --panel lecture"),
        (["freezing", "--panel", "lecture", "--presses", "1", "-o", "{folder}/a.png"], 2, "--lesson-step"),
        (
            ["freezing", "--panel", "lecture", "--lesson-step", "99", "-o", "{folder}/a.png"],
            2,
            "freezing has 7 steps",
        ),
        (["no.md", "--panel", "lecture", "--lesson-step", "1", "-o", "{folder}/a.png"], 2, "cannot be read"),
        (["freezing", "--panel", "heatmaps", "-o", "{folder}/a.png"], 2, "it has window, diagram, bowls"),
        (["dot-products", "--panel", "bowls", "-o", "{folder}/a.png"], 2, "it has window, dot-product"),
        (
            ["mnist", "--panel", "diagram", "-o", "{folder}/a.png"],
            2,
            "window, heatmaps, dot-product, bowls, code",
        ),
        (["mnist", "--image", "1001", "-o", "{folder}/a.png"], 2, "--image 1001: there are 1,000 unseen"),
        (["freezing", "--image", "1", "-o", "{folder}/a.png"], 2, "freezing has no images"),
        (["mnist", "--freeze", "a", "-o", "{folder}/a.png"], 2, "use --freeze-pixels"),
        (["mnist", "--data", "{folder}", "-o", "{folder}/a.png"], 2, "there are no IDX files"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    """One line on stderr: 1 where the file can't be written, 2 for wrong arguments; no file is left."""
    folder = tmp_path / "folder.png"
    folder.mkdir()
    returned, said = render(*(argument.format(folder=folder) for argument in arguments))
    assert (returned, said.count("\n")) == (code, 0)
    assert said.startswith("gdstudio: ")
    assert told in said
    assert list(folder.iterdir()) == []
