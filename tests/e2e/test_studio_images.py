"""The whole studio with images, used as a student would: watch pictures form, ask why, draw, freeze, undo."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog

from gdstudio.core.examples import Order, Taking
from gdstudio.files import wanted_images
from gdstudio.files.idx import Cancelled
from gdstudio.messages import (
    Compare,
    FreezePixels,
    Reference,
    SetAlpha,
    SetOrder,
    SetSpeed,
    Source,
    Speed,
    TakeSteps,
    View,
    WeightRef,
)
from gdstudio.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gdstudio.app import Studio
    from gdstudio.messages import Gallery
    from gdstudio.views.pictures_page import PicturesPage

MakeStudio: TypeAlias = "Callable[[str], Studio]"


def act(studio: Studio, name: str) -> None:
    studio.window.actions_by_name[name].trigger()


def gallery_of(studio: Studio) -> Gallery:
    gallery = studio.presenter.shown.gallery
    assert gallery is not None
    return gallery


def page_of(studio: Studio) -> PicturesPage:
    page = studio.window.pictures
    assert page is not None
    return page


def train(qtbot: QtBot, studio: Studio, steps: int) -> None:
    last = studio.presenter.shown.step + steps
    studio.send(TakeSteps(steps))
    qtbot.waitUntil(lambda: studio.presenter.shown.step == last, timeout=20_000)


def test_opening_the_digits_and_going_back(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """The middle and the right side change with the kind of scene; undo brings the network back."""
    studio = make_studio("freezing")
    assert studio.window.pictures is None
    assert not studio.window.actions_by_name["draw"].isEnabled()
    studio.presenter.open_scene("mnist")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == "mnist", timeout=20_000)
    page = page_of(studio)
    assert page.pictures.isVisible()
    assert studio.window.actions_by_name["draw"].isEnabled()
    assert not studio.window.network.diagram.isVisible()
    assert len(gallery_of(studio).learnt) == 4000
    act(studio, "undo")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.view is View.NETWORK)
    assert studio.window.network.diagram.isVisible()
    assert not page.pictures.isVisible()
    studio.presenter.open_scene("dot-products")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.view is View.VECTORS)
    assert studio.window.vectors is not None
    assert studio.window.vectors.vectors.isVisible()
    studio.presenter.open_scene("weight-pictures")
    qtbot.waitUntil(lambda: studio.presenter.shown.scene.id == "weight-pictures", timeout=20_000)
    assert studio.window.pictures is page
    assert gallery_of(studio).looked_at.source is Source.UNSEEN


def test_training_at_full_speed_and_a_score(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """Thousands of steps a second, pause, and the share of unseen digits that it gets right."""
    studio = make_studio("mnist")
    studio.send(SetSpeed(Speed(None)))
    act(studio, "play")
    qtbot.waitUntil(lambda: studio.presenter.shown.step > 12_000, timeout=60_000)
    act(studio, "play")
    qtbot.waitUntil(lambda: not studio.presenter.shown.playing)

    def scored() -> bool:
        score = gallery_of(studio).score
        return score is not None and score.step == studio.presenter.shown.step

    qtbot.waitUntil(scored, timeout=20_000)
    score = gallery_of(studio).score
    assert score is not None
    assert score.unseen > 0.75
    assert score.learnt > 0.75


def test_the_screen_equals_a_session_given_the_same_commands(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """What is shown is, bit for bit, what a session without window or thread computes."""
    studio = make_studio("mnist")
    commands = [
        TakeSteps(100),
        SetAlpha(0.002),
        TakeSteps(37),
        FreezePixels((300, 301), True),
        TakeSteps(900),
        SetOrder(Order(Taking.SHUFFLED, seed=3)),
        TakeSteps(63),
    ]
    session = Session(studio.presenter.shown.scene)
    for command in commands:
        studio.send(command)
        session.apply(command)
    qtbot.waitUntil(lambda: studio.presenter.shown.step == 1101, timeout=20_000)
    shown, expected = studio.presenter.shown.lanes[0], session.snapshot().lanes[0]
    assert shown.now.weights.tobytes() == expected.now.weights.tobytes()
    assert shown.now.error.tobytes() == expected.now.error.tobytes()


def test_a_mistake_is_looked_at_and_its_weights_too(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """The key goes to an unseen digit that is taken for another; its dot products tell why."""
    studio = make_studio("mnist")
    train(qtbot, studio, 3000)
    qtbot.waitUntil(lambda: gallery_of(studio).score is not None, timeout=20_000)
    act(studio, "next_mistake")
    qtbot.waitUntil(lambda: gallery_of(studio).looked_at.source is Source.UNSEEN)
    gallery = gallery_of(studio)
    assert gallery.label is not None
    assert int(gallery.seen.pred.argmax()) != gallery.label
    studio.presenter.select(WeightRef(0, gallery.label, 14 * 28 + 14))
    assert studio.presenter._selected == WeightRef(0, gallery.label, 14 * 28 + 14)


def test_a_drawing_is_looked_at(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """The pad's picture gets its ten predictions, and nothing is learned from it."""
    studio = make_studio("mnist")
    train(qtbot, studio, 2000)
    act(studio, "draw")
    page = page_of(studio)
    assert page.pad.isVisible()
    drawing = np.zeros((28, 28), np.uint8)
    drawing[4:24, 13:15] = 255
    page.pad.drawn.emit(drawing)
    qtbot.waitUntil(lambda: gallery_of(studio).looked_at.source is Source.DRAWN)
    gallery = gallery_of(studio)
    assert gallery.label is None
    assert int(gallery.seen.pred.argmax()) == 1
    assert studio.presenter.shown.undo is None
    act(studio, "this_image")
    qtbot.waitUntil(lambda: gallery_of(studio).looked_at.source is Source.STEP)


def test_painted_pixels_stay_as_they_are(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """A stroke freezes weights into all outputs; one undo takes it back."""
    studio = make_studio("mnist")
    page = page_of(studio)
    pixels = tuple(range(12 * 28 + 8, 12 * 28 + 20))
    page.pictures.freeze_requested.emit(pixels[:6], True, None, 9)
    page.pictures.freeze_requested.emit(pixels, True, None, 9)
    train(qtbot, studio, 500)
    weights = studio.presenter.shown.lanes[0].now.weights
    assert not weights[:, list(pixels)].any()
    assert weights[:, 13 * 28 + 14].any()
    act(studio, "undo")
    qtbot.waitUntil(lambda: not studio.presenter.shown.lanes[0].frozen.any())
    assert studio.presenter.shown.step == 1


def test_files_dropped_on_the_window_are_opened(
    qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path
) -> None:
    """What is wrong with them is said, and the studio stays as it was."""
    studio = make_studio("freezing")
    (tmp_path / "train-images-idx3-ubyte").write_bytes(b"not images")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    studio.window.dropEvent(drop)

    def said() -> list[QMessageBox]:
        return [box for box in studio.window.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: said() != [], timeout=20_000)
    assert "train-images-idx3-ubyte" in said()[0].informativeText()
    said()[0].close()
    assert studio.presenter.shown.scene.id == "freezing"
    assert not any(dialog.isVisible() for dialog in studio.window.findChildren(QProgressDialog))


def test_a_whole_image_set_is_opened_and_trained(
    qtbot: QtBot, make_studio: MakeStudio, tmp_path: Path
) -> None:
    """Other sizes and other numbers of classes, from a folder of IDX files."""
    studio = make_studio("mnist")
    random = np.random.default_rng(0)
    for part, count in (("train", 80), ("t10k", 20)):
        labels = (np.arange(count) % 4).astype(np.uint8)
        pixels = random.integers(0, 80, (count, 9, 7)).astype(np.uint8)
        pixels[np.arange(count), labels * 2] = 200
        head = bytes([0, 0, 8, 3]) + b"".join(n.to_bytes(4, "big") for n in pixels.shape)
        (tmp_path / f"{part}-images-idx3-ubyte").write_bytes(head + pixels.tobytes())
        head = bytes([0, 0, 8, 1]) + count.to_bytes(4, "big")
        (tmp_path / f"{part}-labels-idx1-ubyte").write_bytes(head + labels.tobytes())
    studio.images.open_images([tmp_path])
    qtbot.waitUntil(lambda: len(gallery_of(studio).learnt) == 80, timeout=20_000)
    assert studio.presenter.shown.lanes[0].now.weights.shape == (4, 63)
    train(qtbot, studio, 1000)
    qtbot.waitUntil(lambda: gallery_of(studio).score is not None, timeout=20_000)
    assert studio.presenter.shown.lanes[0].now.weights.any()


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
def test_nothing_is_larger_than_its_window(make_studio: MakeStudio, size: tuple[int, int]) -> None:
    """Every panel of the page lies within the window at each size."""
    studio = make_studio("mnist")
    window = studio.window
    window.resize(*size)
    assert (window.width(), window.height()) == size
    page = page_of(studio)
    for part in (page.middle, page.side):
        if part.isVisible():
            corner = part.mapTo(window, part.rect().bottomRight())
            assert corner.x() < size[0]
            assert corner.y() < size[1]


def own_threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("gdstudio")}


def test_closing_while_something_is_worked_out(qtbot: QtBot, make_studio: MakeStudio) -> None:
    """The limit of alpha is being measured and pictures were asked for: all threads end with the window."""
    studio = make_studio("mnist")
    studio.send(Compare(Reference.LEAST_SQUARES))
    qtbot.waitUntil(lambda: studio.presenter.shown.studying, timeout=20_000)
    assert len(own_threads()) > 1
    studio.window.close()
    assert own_threads() == set()


def test_closing_while_images_are_read(
    make_studio: MakeStudio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is being read is given up, and nothing is opened in a window that is gone."""
    begun = threading.Event()

    def read(_place: object, progress: Callable[[float], bool]) -> None:
        begun.set()
        while progress(0.1):
            pass
        raise Cancelled

    monkeypatch.setattr(wanted_images, "open_images", read)
    studio = make_studio("freezing")
    studio.window.images_dropped.emit([tmp_path])
    assert begun.wait(20)
    opened: list[object] = []
    studio.opening.opened.connect(opened.append)
    studio.window.close()
    QApplication.processEvents()
    assert own_threads() == set()
    assert opened == []
