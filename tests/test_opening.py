"""Opening scenes with images: read beside the window, kept for the next scene, called off, refused."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from image_scenes import small_images

from gdstudio.files import wanted_images
from gdstudio.files.image_sets import Cancelled, ImageSet
from gdstudio.lessons import catalogue
from gdstudio.opening import Opening, load_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene


@pytest.fixture
def opening(qtbot: QtBot) -> Iterator[Opening]:  # noqa: ARG001  # signals need an application
    made = Opening()
    yield made
    made.close()


@pytest.fixture
def mnist() -> Scene:
    return catalogue.load("mnist")


def small_set(name: str = "") -> ImageSet:
    return ImageSet(small_images(30 + len(name)), small_images(12, seed=1))


def test_a_scene_gets_the_sample(qtbot: QtBot, opening: Opening, mnist: Scene) -> None:
    """4,000 digits to learn from, 1,000 never trained on; the window does not wait for them."""
    opened: list[Scene] = []
    opening.opened.connect(opened.append)
    with qtbot.waitSignal(opening.finished, timeout=20_000):
        opening.open_scene(mnist)
        assert opening.busy
        assert not opened
    (scene,) = opened
    assert not scene.needs_images
    assert (len(scene.lanes[0].examples), len(scene.lanes[0].unseen)) == (4000, 1000)
    assert not opening.busy


def test_images_once_read_serve_the_next_scene_at_once(qtbot: QtBot, opening: Opening, mnist: Scene) -> None:
    """The very same images: nothing is read again."""
    with qtbot.waitSignal(opening.opened, timeout=20_000) as first:
        opening.open_scene(mnist)
    with qtbot.waitSignal(opening.opened, timeout=0) as second:
        opening.open_scene(catalogue.load("weight-pictures"))
    assert second.args[0].lanes[0].examples is first.args[0].lanes[0].examples
    assert second.args[0].id == "weight-pictures"


def test_a_studio_that_starts_with_images_reads_them_once(
    qtbot: QtBot, opening: Opening, mnist: Scene
) -> None:
    """What was there before the window serves the scenes that come later."""
    first = opening.open_now(mnist)
    with qtbot.waitSignal(opening.opened, timeout=0) as second:
        opening.open_scene(catalogue.load("weight-pictures"))
    assert second.args[0].lanes[0].examples is first.lanes[0].examples


def test_files_and_folders_are_opened_and_stay_in_use(
    qtbot: QtBot, opening: Opening, mnist: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file stands for its folder; several are opened together; then the sample again if wanted."""
    asked: list[object] = []

    def read(paths: object, progress: Callable[[float], bool]) -> ImageSet:
        asked.append(paths)
        assert progress(0.5)
        return small_set()

    monkeypatch.setattr(wanted_images, "open_images", read)
    one, two = tmp_path / "one", tmp_path / "two"
    one.touch()
    for paths in ([one], [one, two], [tmp_path]):
        with qtbot.waitSignals([opening.progressed, opening.opened], timeout=20_000):
            opening.open_images(mnist, paths)
    assert asked == [tmp_path, (one, two), tmp_path]
    with qtbot.waitSignal(opening.opened) as seen:
        opening.open_scene(mnist)
    assert len(seen.args[0].lanes[0].examples) == 30
    with qtbot.waitSignal(opening.opened, timeout=20_000) as seen:
        opening.use_sample(mnist)
    assert len(seen.args[0].lanes[0].examples) == 4000


def test_what_cannot_be_read_is_said_and_the_images_in_use_stay(
    qtbot: QtBot, opening: Opening, mnist: Scene, tmp_path: Path
) -> None:
    """The sentence of the reader, with the file's name."""
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.open_scene(mnist)
    (tmp_path / "train-images-idx3-ubyte").write_bytes(b"nonsense")
    said: list[str] = []
    opening.failed.connect(said.append)
    with qtbot.waitSignal(opening.finished, timeout=20_000):
        opening.open_images(mnist, [tmp_path])
    assert len(said) == 1
    assert "train-images-idx3-ubyte" in said[0]
    with qtbot.waitSignal(opening.opened, timeout=0):
        opening.open_scene(mnist)


def test_reading_can_be_called_off(
    qtbot: QtBot, opening: Opening, mnist: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is opened and nothing is said to be wrong."""
    begun = threading.Event()

    def read(_paths: object, progress: Callable[[float], bool]) -> ImageSet:
        begun.set()
        while progress(0.1):
            begun.wait(0.001)
        raise Cancelled

    monkeypatch.setattr(wanted_images, "open_images", read)
    opening.opened.connect(lambda _scene: pytest.fail("it was opened"))
    opening.failed.connect(pytest.fail)
    with qtbot.waitSignal(opening.finished, timeout=20_000):
        opening.open_images(mnist, [tmp_path])
        assert begun.wait(20)
        opening.cancel()


def test_the_newest_wish_counts(
    qtbot: QtBot, opening: Opening, mnist: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was being read for an older one is given up, or not shown."""
    begun = threading.Event()

    def read(path: Path, progress: Callable[[float], bool]) -> ImageSet:
        if path.name == "first":
            begun.set()
            while progress(0.1):
                begun.wait(0.001)
        return small_set(path.name)

    monkeypatch.setattr(wanted_images, "open_images", read)
    opened: list[int] = []
    opening.opened.connect(lambda scene: opened.append(len(scene.lanes[0].examples)))
    with qtbot.waitSignal(opening.finished, timeout=20_000):
        opening.open_images(mnist, [tmp_path / "first"])
        assert begun.wait(20)
        opening.open_images(mnist, [tmp_path / "second one"])
        opening.open_images(mnist, [tmp_path / "third"])
    assert opened == [35]


def test_calling_off_means_what_was_to_follow_too(
    qtbot: QtBot, opening: Opening, mnist: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only the older wish, which is being given up already."""
    begun = threading.Event()

    def read(path: Path, progress: Callable[[float], bool]) -> ImageSet:
        assert path.name == "first"
        begun.set()
        while progress(0.1):
            begun.wait(0.001)
        raise Cancelled

    monkeypatch.setattr(wanted_images, "open_images", read)
    opening.opened.connect(lambda _scene: pytest.fail("it was opened"))
    with qtbot.waitSignal(opening.finished, timeout=20_000):
        opening.open_images(mnist, [tmp_path / "first"])
        assert begun.wait(20)
        opening.open_images(mnist, [tmp_path / "second"])
        opening.cancel()
    assert not opening.busy


def test_a_failure_that_nobody_expected_ends_the_reading(
    qtbot: QtBot, opening: Opening, mnist: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes to whoever catches everything, and no progress stays on the screen."""

    def read(_paths: object, _progress: Callable[[float], bool]) -> ImageSet:
        raise MemoryError("no room")

    monkeypatch.setattr(wanted_images, "open_images", read)
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(opening.finished, timeout=20_000):
        opening.open_images(mnist, [tmp_path])
    assert [kind for kind, *_ in caught] == [MemoryError]
    assert not opening.busy


def test_without_a_window_images_are_loaded_at_once(mnist: Scene) -> None:
    """For the command line."""
    assert len(load_now(mnist).lanes[0].examples) == 4000
