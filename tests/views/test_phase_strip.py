"""The phase strip: snapshot to the lit segment, clicks and arrows to wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import scenes
from PySide6.QtCore import Qt

from gdstudio.core.descent import Phase
from gdstudio.messages import GoToPhase, Play, SetSpeed, Speed
from gdstudio.model.session import Session
from gdstudio.views.kit.phase_strip import PhaseStrip
from gdstudio.views.kit.theme import LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def strip(qtbot: QtBot) -> PhaseStrip:
    widget = PhaseStrip(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(600, 28)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def asked(strip: PhaseStrip) -> list[Phase]:
    wishes: list[Phase] = []
    strip.phase_requested.connect(wishes.append)
    return wishes


def session_at(phase: Phase) -> Session:
    session = Session(scenes.three_inputs())
    session.apply(GoToPhase(phase))
    return session


@pytest.mark.parametrize("phase", list(Phase))
def test_lights_the_snapshots_phase(strip: PhaseStrip, asked: list[Phase], phase: Phase) -> None:
    """The phase of a snapshot is lit and said; nothing is asked for."""
    strip.show_snapshot(session_at(phase).snapshot())
    assert strip.shown is phase
    assert f"{phase.value + 1} " in strip.accessibleDescription()
    assert asked == []


@pytest.mark.parametrize("phase", [Phase.COMPARE, Phase.WEIGHT_DELTAS, Phase.LEARN])
def test_a_click_asks_for_its_phase(
    qtbot: QtBot, strip: PhaseStrip, asked: list[Phase], phase: Phase
) -> None:
    """A click on a segment asks for that phase; the strip waits for the snapshot before it changes."""
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.segment(phase).center().toPoint())
    assert asked == [phase]
    assert strip.shown is Phase.PREDICT


def test_a_click_on_the_lit_phase_asks_for_nothing(
    qtbot: QtBot, strip: PhaseStrip, asked: list[Phase]
) -> None:
    """Where one is already, there is nothing to ask for."""
    point = strip.segment(Phase.PREDICT).center().toPoint()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=point)
    assert asked == []


def test_arrows_ask_for_the_neighbours(qtbot: QtBot, strip: PhaseStrip, asked: list[Phase]) -> None:
    """Left and Right go one phase on or back, and stop at the ends."""
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    strip.show_snapshot(session_at(Phase.COMPARE).snapshot())
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    strip.show_snapshot(session_at(Phase.LEARN).snapshot())
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert asked == [Phase.PREDICT, Phase.WEIGHT_DELTAS]


@pytest.mark.parametrize(("speed", "lit"), [(2.0, True), (4.0, True), (30.0, False), (None, False)])
def test_nothing_is_lit_at_speed(strip: PhaseStrip, speed: float | None, lit: bool) -> None:
    """When steps go by too fast to see a phase, none is lit; paused, one is again."""
    session = session_at(Phase.PREDICT)
    session.apply(SetSpeed(Speed(speed)))
    strip.show_snapshot(session.snapshot())
    assert strip.shown is Phase.PREDICT
    session.apply(Play())
    strip.show_snapshot(session.snapshot())
    assert (strip.shown is Phase.PREDICT) is lit


def test_every_segment_explains_itself(qtbot: QtBot, strip: PhaseStrip) -> None:
    """The tooltip says what the phase under the pointer works out."""
    for phase, word in ((Phase.PREDICT, "Predict:"), (Phase.LEARN, "Learn:")):
        qtbot.mouseMove(strip, strip.segment(phase).center().toPoint())
        assert strip.toolTip().startswith(word)
