"""The code panel: the recipe with the step's own values, and the session as a script on the clipboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from forks import forked
from gallery_parts import gallery_snapshot
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from scenes import nine_weights, three_inputs

from gdstudio.core.descent import Phase, Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.listings.recipe import Shows, listing
from gdstudio.messages import SetAlpha, SetOrder, Speed, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.code.panel import CodePanel
from gdstudio.views.code.values import NAMES, all_values, value
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Session], CodePanel]:
    def make(session: Session) -> CodePanel:
        panel = CodePanel(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(420, 260)
        panel.show_snapshot(session.snapshot())
        panel.show()
        return panel

    return make


def after(scene: Scene, *commands: object, steps: int = 1) -> Session:
    session = Session(scene)
    for command in commands:
        session.apply(command)  # type: ignore[arg-type]  # commands
    session.advance(steps)
    return session


def test_values_are_those_of_the_step() -> None:
    """The chapter's own: pred 0.86, delta −0.14, error 0.0196 and the weight deltas."""
    (lane,) = Session(three_inputs()).snapshot().lanes
    assert value(Shows.PRED, lane, None) == "0.86"
    assert value(Shows.DELTA, lane, None) == "−0.14"
    assert value(Shows.ERROR, lane, None) == "0.0196"
    assert value(Shows.WEIGHT_DELTAS, lane, None) == "a −1.19, b −0.091, c −0.168"
    assert value(Shows.EXAMPLE, lane, None) == "input 8.5, 0.65, 1.2; true 1"


def test_of_many_weights_the_selected_one_is_told() -> None:
    """Without one, the first."""
    (lane,) = Session(nine_weights()).snapshot().lanes
    assert value(Shows.WEIGHTS, lane, None).startswith("a ")
    told = value(Shows.WEIGHT_DELTAS, lane, WeightRef(0, 1, 2))
    assert told.startswith("f ")
    assert float(told[2:].replace("−", "-")) == pytest.approx(lane.now.weight_deltas[1, 2], rel=1e-3)


def test_every_name_explains_itself() -> None:
    """All digits and the shape; of hundreds, the shape alone."""
    (lane,) = Session(nine_weights()).snapshot().lanes
    for name in (*NAMES, "frozen"):
        assert name in all_values(name, lane)
    said = all_values("weights", lane).splitlines()
    assert said[0] == "weights (3 × 3)"
    rows = [[float(each) for each in line.replace("−", "-").split(", ")] for line in said[1:]]
    assert rows == lane.now.weights.tolist()
    assert all_values("range", lane) == ""
    assert all_values("weights", gallery_snapshot().lanes[0]) == "weights: 10 × 784 numbers"


def test_the_lines_of_the_phase_are_lit(show: Callable[[Session], CodePanel]) -> None:
    """And scrolled to; at full speed none is."""
    session = after(three_inputs())
    panel = show(session)
    lit = {}
    for phase in Phase:
        panel.show_snapshot(replace(session.snapshot(), phase=phase))
        lit[phase] = panel.sheet.lit_rows()
        assert lit[phase][1] > lit[phase][0]
    assert sorted(lit.values()) == [lit[phase] for phase in Phase]
    assert "weights[k][j] -= alpha" in panel.sheet.in_words()
    panel.show_snapshot(replace(session.snapshot(), playing=True, speed=Speed(None)))
    assert panel.sheet.lit_rows() == (0, 0)


def test_pointing_at_a_name_finds_it(show: Callable[[Session], CodePanel]) -> None:
    """Every name of the listing is found where it is drawn."""
    panel = show(after(three_inputs()))
    sheet = panel.sheet
    found = {
        sheet.name_at(QPointF(x, y))
        for y in range(2, sheet.sizeHint().height(), 5)
        for x in range(2, sheet.sizeHint().width(), 3)
    }
    assert set(NAMES) <= found
    assert "alpha" in found


def test_a_printed_mistake_is_marked(show: Callable[[Session], CodePanel]) -> None:
    """In the lane that follows it; the other lane is correct."""
    panel = show(after(catalogue.load("printed-listing")))
    texts = [line.misprint for line in panel.sheet._lines]
    assert any("outer_prod(delta, input)" in text for text in texts)
    panel.show_lane(0)
    assert not any(line.misprint for line in panel.sheet._lines)
    assert panel.said.text() == "correct"
    assert listing(Rule.CORRECT, images=False) == panel.sheet._lines


def test_the_script_is_on_the_clipboard(show: Callable[[Session], CodePanel], qtbot: QtBot) -> None:
    """By the button or the key; it ends with the session's weights."""
    session = after(nine_weights(), SetAlpha(0.003), steps=7)
    panel = show(session)
    control = Qt.KeyboardModifier.ControlModifier
    for copy in (panel.copy.click, lambda: qtbot.keyClick(panel, Qt.Key.Key_C, control)):
        QGuiApplication.clipboard().clear()
        copy()
        left: dict[str, object] = {}
        exec(QGuiApplication.clipboard().text(), left)  # noqa: S102  # just written
        assert np.array(left["weights"]).tolist() == session.states[0].weights.tolist()
    assert "copied" in panel.said.text()


def test_where_there_can_be_no_script_it_is_said(
    show: Callable[[Session], CodePanel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what can be done; the clipboard stays as it was."""
    monkeypatch.setattr("gdstudio.listings.orders.MOST_ROWS", 5)
    panel = show(after(three_inputs(), SetOrder(Order(Taking.SHUFFLED)), steps=9))
    QGuiApplication.clipboard().setText("mine")
    panel.copy_script()
    assert "use fewer, or another order" in panel.said.text()
    assert QGuiApplication.clipboard().text() == "mine"


def test_images_have_a_recipe_in_numpy(qtbot: QtBot) -> None:
    """With the numbers of the image looked at."""
    panel = CodePanel(DARK)
    qtbot.addWidget(panel)
    panel.show_snapshot(gallery_snapshot())
    panel.show()
    assert panel.said.text() == "numpy"
    assert any("np.outer" in line.text for line in panel.sheet._lines)
    panel.select(WeightRef(0, 3, 400))
    assert "→ 3" in value(Shows.WEIGHTS, gallery_snapshot().lanes[0], WeightRef(0, 3, 400))


def test_a_hidden_panel_waits(qtbot: QtBot) -> None:
    """Until it is shown."""
    panel = CodePanel(LIGHT)
    qtbot.addWidget(panel)
    panel.show_snapshot(after(three_inputs()).snapshot())
    assert panel.sheet._lines == ()
    panel.show()
    assert panel.sheet._lines != ()


def test_forks_come_and_go_without_a_jump(show: Callable[[Session], CodePanel]) -> None:
    """The run that is shown stays, and is named."""
    scene = three_inputs()
    panel = show(Session(scene))
    panel.show_snapshot(forked(scene, 3, ("fast", 2, [])))
    assert panel.said.text() == "fast"
    panel.show_lane(0)
    panel.show_snapshot(forked(scene, 3, ("fast", 2, []), ("slow", 2, [])))
    assert panel.said.text() == "run"
