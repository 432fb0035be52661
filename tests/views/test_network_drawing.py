"""Small networks are drawn as nodes and lines, large ones as pictures, in one place of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from scenes import large, nine_weights, three_inputs

from gdstudio.lessons import catalogue
from gdstudio.messages import Fork, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.drawing import Drawing
from gdstudio.views.kit.theme import DARK, LIGHT, THEMES
from gdstudio.views.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    made = Drawing(LIGHT)
    qtbot.addWidget(made)
    made.resize(760, 360)
    made.show()
    return made


def test_the_view_follows_the_size_of_the_network(drawing: Drawing) -> None:
    """There and back; those that are hidden hear nothing."""
    scenes = {
        three_inputs(): drawing.diagram,
        large(12, 12): drawing.compact,
        large(5, 1): drawing.diagram,
        large(40, 5): drawing.matrix,
        large(4, 3): drawing.compact,
        large(64, 20): drawing.matrix,
        large(1, 12): drawing.compact,
        nine_weights(): drawing.diagram,
        large(6, 1): drawing.compact,
    }
    for of, view in scenes.items():
        drawing.show_snapshot(Session(of).snapshot())
        assert drawing.current is view
        for other in (drawing.diagram, drawing.compact, drawing.matrix):
            assert other.isVisible() is (other is view)
        assert drawing.minimumSizeHint() == drawing.current.minimumSizeHint()
    assert drawing.diagram._snapshot is not None
    assert drawing.diagram._snapshot.lanes[0].now.weights.shape == (3, 3), "it has not been told"


def test_in_too_little_room_the_matrix_takes_over(drawing: Drawing) -> None:
    """Rather than a diagram that is cut; with room enough it is back. Few weights need no such care."""
    session = Session(large(12, 12))
    drawing.show_snapshot(session.snapshot())
    least = drawing.compact.minimumSizeHint()
    drawing.offer(least)
    drawing.select(WeightRef(0, 3, 2))
    assert drawing.current is drawing.compact
    for less in (QSize(1, 0), QSize(0, 1)):
        drawing.offer(least - less)
        assert drawing.current is drawing.matrix
        assert drawing.matrix.isVisible()
        assert drawing.matrix.canvas.spot is not None, "what is selected stays so"
    session.apply(TakeSteps(1))
    drawing.show_snapshot(session.snapshot())
    assert drawing.current is drawing.matrix
    drawing.set_theme(DARK)
    drawing.offer(least)
    assert drawing.current is drawing.compact
    drawing.set_theme(THEMES["projector"])
    assert drawing.current is drawing.matrix, "its type is larger"
    drawing.show_snapshot(Session(nine_weights()).snapshot())
    assert drawing.current is drawing.diagram


def test_a_fork_that_needs_more_room_than_there_is_is_shown_in_the_matrix(drawing: Drawing) -> None:
    """For its name takes height; where forks come, the networks' names stay the same."""
    session = Session(large(12, 12))
    drawing.show_snapshot(session.snapshot())
    drawing.offer(drawing.compact.minimumSizeHint())
    session.apply(Fork(0))
    drawing.show_snapshot(session.snapshot())
    assert drawing.current is drawing.matrix


def test_what_is_selected_and_looked_at_is_shown_in_the_one_that_is_seen(drawing: Drawing) -> None:
    """Selection, formula, lane and theme are passed on."""
    drawing.show_snapshot(Session(large(40, 5)).snapshot())
    drawing.select(WeightRef(0, 3, 20))
    drawing.show_formula(WeightRef(0, 4, 0))
    drawing.show_lane(0)
    drawing.set_theme(DARK)
    assert drawing.matrix.canvas.spot is not None
    assert drawing.matrix.canvas.spot[1:] == (3, 20)
    assert "weight_delta" in drawing.matrix.sentence.text.replace("\u00a0", " ")


SIZES = [(1024, 600), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", [(40, 5), (64, 20), (7, 5), (4, 4), (13, 1), (5, 2), (1, 12), (5, 1)])
def test_every_panel_has_its_room(qtbot: QtBot, size: tuple[int, int], shape: tuple[int, int]) -> None:
    """In small and large windows no panel of a large network is smaller than it can be read."""
    session = Session(large(*shape))
    window = Window(LIGHT, catalogue.load_all())
    qtbot.addWidget(window)
    window.resize(*size)
    window.show_snapshot(session.snapshot())
    window.show()

    def everything_has_room() -> None:
        assert (window.width(), window.height()) == size
        for view in window.views:
            if view.isVisible():
                needs = view.minimumSizeHint()
                assert view.width() >= needs.width(), f"{type(view).__name__} is too narrow"
                assert view.height() >= needs.height(), f"{type(view).__name__} is too low"

    qtbot.waitUntil(everything_has_room)
    assert window.network.drawing.isVisible()


def test_a_step_of_a_large_network_reaches_all_views(qtbot: QtBot) -> None:
    """From the window down: steps, selection and themes, without an error."""
    session = Session(large(64, 20, 30))
    window = Window(LIGHT, catalogue.load_all())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_snapshot(session.snapshot())
    window.show()
    window.network.chart.make()
    for name in ("Steps", "Surface", "Code", "Error"):
        window.network.tabs.turn_to(name)
        session.apply(TakeSteps(1))
        window.show_snapshot(session.snapshot())
        window.select(WeightRef(0, 19, 63))
        QApplication.processEvents()
        assert not window.grab().isNull()
    window.set_theme(DARK)
    assert window.network.matrix.canvas.spot is not None
