"""Other runs on the surface: their paths and present weights, each in its colour, where they can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from forks import forked
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from scenes import nine_weights, one_and_three, three_inputs

from gdstudio.messages import Fork, Freeze, SetAlpha, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.surface.contours import Contours
from gdstudio.views.surface.frame import Frame, fitted
from gdstudio.views.surface.panel import SurfacePanel
from gdstudio.views.surface.relief import Relief, Turn
from gdstudio.views.surface.shown import other

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Snapshot
    from gdstudio.views.surface.shown import Shown

A, B = (0, 0), (0, 1)
WITHOUT_A = ("without a", 2, [Freeze(WeightRef(0, 0, 0), frozen=True), SetAlpha(0.3)])


@pytest.fixture
def panel(qtbot: QtBot) -> SurfacePanel:
    made = SurfacePanel(LIGHT)
    qtbot.addWidget(made)
    made.resize(420, 340)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(panel: SurfacePanel) -> Shown:
    found = panel.canvas._shown
    assert found is not None
    return found


def pixels(shown: Shown, frame: Frame, *, relief: bool) -> set[str]:
    """All colours of a picture."""
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.card))
    painter = QPainter(image)
    room = QRectF(0, 0, 400, 300)
    if relief:
        Relief(LIGHT, room, frame, shown, Turn(0, 88)).paint(painter)
    else:
        Contours(LIGHT, room, frame, shown).paint(painter)
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(400) for y in range(300)}


def test_the_other_runs_paths_end_at_their_weights(panel: SurfacePanel) -> None:
    """Of forks, and of whichever run is looked at."""
    runs = forked(three_inputs(), 9, WITHOUT_A, ("fast", 3, [SetAlpha(0.02)]))
    panel.show_snapshot(runs)
    assert (shown(panel).run, [each.run for each in shown(panel).others]) == (2, [0, 1])
    panel.show_lane(1)
    assert (shown(panel).run, [each.run for each in shown(panel).others]) == (1, [0, 2])
    for each in shown(panel).others:
        now = runs.lanes[each.run].now.weights
        assert each.here == (now[A], now[B])
        assert each.path[-1].tolist() == [now[A], now[B]]
        assert each.path[0].tolist() == [0.1, 0.2]


def test_a_run_of_other_weights_is_not_there(panel: SurfacePanel) -> None:
    """One input beside three: they have no two weights in common."""
    panel.show_snapshot(Session(one_and_three()).snapshot())
    assert shown(panel).others == ()


def test_a_fork_leaves_the_picture_where_it_is(panel: SurfacePanel) -> None:
    """The same two weights in the same frame."""
    session = Session(nine_weights())
    session.apply(TakeSteps(5))
    panel.show_snapshot(session.snapshot())
    panel.across.setCurrentIndex(4)
    frame = panel._frame
    session.apply(Fork(0))
    panel.show_snapshot(session.snapshot())
    assert shown(panel).names[0].startswith("e")
    assert panel._frame == frame


@pytest.mark.parametrize("relief", [False, True])
def test_each_is_drawn_in_its_colour(panel: SurfacePanel, relief: bool) -> None:
    """The run looked at, and the others that are in the frame; those outside it are not drawn elsewhere."""
    panel.show_snapshot(forked(three_inputs(), 9, WITHOUT_A))
    found = shown(panel)
    both = fitted(found).grown(found.others[0].here or (0.0, 0.0))
    seen = pixels(found, both, relief=relief)
    assert {LIGHT.accent, LIGHT.second_lane} <= seen
    u, v = found.surface.here
    elsewhere = Frame((u + 0.2, v + 30), 0.1)
    assert LIGHT.accent not in pixels(found, elsewhere, relief=relief)


def far_off() -> Snapshot:
    """A run, and a fork of it that has diverged as far as numbers go."""
    session = Session(three_inputs())
    for command in (TakeSteps(3), Fork(0), SetAlpha(0.1, 1), TakeSteps(5000)):
        session.apply(command)
    return session.snapshot()


@pytest.mark.parametrize("relief", [False, True])
def test_a_run_far_off_spoils_nothing(panel: SurfacePanel, relief: bool) -> None:
    """Weights too large to be drawn are left out of its path; the picture is drawn without a warning."""
    runs = far_off()
    assert np.abs(runs.lanes[1].now.weights).max() > 1e100
    gone = other(1, runs.lanes[1], A, B)
    assert gone.here is None
    assert np.abs(gone.path).max() < 1e60
    panel.show_snapshot(runs)
    panel.show_lane(0)
    panel.turning.setChecked(relief)
    panel.set_theme(DARK)
    assert not panel.grab().isNull()
