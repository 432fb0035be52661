"""The recipe chooser, and what the code panel asks for: snapshot to choice, and choice to wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gallery_parts import gallery_snapshot
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from scenes import correct_and_printed, nine_weights, table, three_inputs
from scenes import lane as lane_of
from scenes import scene as scene_of

from gdstudio.core.descent import Rule
from gdstudio.listings import errata
from gdstudio.listings.errata import CORRECT, ERRATA, Erratum
from gdstudio.messages import LoadScene, SetInput, SetRule, TakeSteps, Undo
from gdstudio.model.session import Session
from gdstudio.views.code.panel import CodePanel
from gdstudio.views.kit.theme import DARK, LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Scene

CHOICES = (CORRECT, *ERRATA)
RUNNING = [erratum for erratum in ERRATA if not erratum.stops]
STOPPING = [erratum for erratum in ERRATA if erratum.stops]


class Room:
    """A panel, and the session that carries out what it asks for."""

    def __init__(self, qtbot: QtBot, scene: Scene) -> None:
        self.panel = CodePanel(LIGHT)
        qtbot.addWidget(self.panel)
        self.session = Session(scene)
        self.asked: list[object] = []
        self.panel.rule_requested.connect(self._set_rule)
        self.panel.input_requested.connect(self._set_input)
        self.panel.resize(420, 300)
        self.panel.show()
        self.show()

    def _set_rule(self, rule: Rule, lane: int, gesture: int) -> None:
        self._give(SetRule(rule, lane, gesture))

    def _set_input(self, lane: int, row: int, column: int, value: float, gesture: int) -> None:
        self._give(SetInput(row, column, value, lane, gesture))

    def _give(self, command: SetRule | SetInput) -> None:
        self.asked.append(command)
        self.session.apply(command)
        assert self.session.notice == ""

    def show(self) -> None:
        """Show the session as it is."""
        self.panel.show_snapshot(self.session.snapshot())

    def choose(self, erratum: Erratum) -> None:
        """Choose as a click does, and show what came of it."""
        combo = self.panel.chooser.combo
        combo.setCurrentIndex(CHOICES.index(erratum))
        combo.activated.emit(CHOICES.index(erratum))
        self.show()

    @property
    def chosen(self) -> Erratum:
        """What the chooser shows."""
        return CHOICES[self.panel.chooser.combo.currentIndex()]

    @property
    def misprints(self) -> list[str]:
        """The lines that are marked."""
        return [line.text.strip() for line in self.panel.sheet._lines if line.misprint]


@pytest.fixture
def square(qtbot: QtBot) -> Room:
    return Room(qtbot, nine_weights())


def test_each_erratum_is_offered_with_a_tip_of_its_own(square: Room) -> None:
    """The correct recipe first; nothing is out of reach in a square network with the chapter's games."""
    combo = square.panel.chooser.combo
    assert [combo.itemText(row) for row in range(combo.count())] == [choice.name for choice in CHOICES]
    for row, choice in enumerate(CHOICES):
        assert combo.itemData(row, Qt.ItemDataRole.ToolTipRole) == choice.tip
        assert combo.model().item(row).isEnabled()
    assert square.chosen is CORRECT
    assert combo.accessibleName() == "Recipe"


@pytest.mark.parametrize(
    ("scene", "erratum", "reason"),
    [
        (three_inputs(), errata.SWAPPED_OUTER_PRODUCT, "as many outputs as inputs, and here are 1 and 3."),
        (
            scene_of(lane_of(table(["toes"], ["win"]), [[0.1]])),
            errata.WRONG_INPUT,
            "the first example has no wlrec of 0.65.",
        ),
    ],
)
def test_what_cannot_be_tried_is_out_of_reach_and_says_why(
    qtbot: QtBot, scene: Scene, erratum: Erratum, reason: str
) -> None:
    """In its tooltip; all others can be."""
    room = Room(qtbot, scene)
    combo = room.panel.chooser.combo
    out = [row for row in range(combo.count()) if not combo.model().item(row).isEnabled()]
    assert [CHOICES[row] for row in out] == [erratum]
    tip = combo.itemData(out[0], Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith(erratum.tip)
    assert tip.endswith(f"Not here: needs {reason}" if "outputs" in reason else f"Not here: {reason}")


@pytest.mark.parametrize("erratum", RUNNING, ids=lambda erratum: erratum.name)
def test_a_choice_is_one_command_and_one_undo(square: Room, erratum: Erratum) -> None:
    """The run follows it from this step on, its line is marked, and Undo takes it back on screen too."""
    square.session.apply(TakeSteps(3))
    square.show()
    square.choose(erratum)
    assert len(square.asked) == 1
    lane = square.session.snapshot().lanes[0]
    assert lane.rule is erratum.rule
    assert lane.examples.inputs[0, 1] == (0.9 if erratum.in_data else 0.65)
    assert square.chosen is erratum
    assert len(square.misprints) == (0 if erratum.in_data else 1)
    assert square.panel.chooser.combo.toolTip().startswith(erratum.tip)
    assert square.panel.chooser.combo.accessibleDescription() == erratum.tip
    square.session.apply(Undo())
    square.show()
    assert square.chosen is CORRECT
    assert square.misprints == []
    assert square.session.snapshot().undo is None


@pytest.mark.parametrize("first", RUNNING, ids=lambda erratum: erratum.name)
@pytest.mark.parametrize("then", [CORRECT, *RUNNING], ids=lambda erratum: erratum.name)
def test_one_erratum_at_a_time(square: Room, first: Erratum, then: Erratum) -> None:
    """Choosing another puts the first right, in one undo."""
    square.choose(first)
    square.choose(then)
    lane = square.session.snapshot().lanes[0]
    assert lane.rule is then.rule
    assert lane.examples.inputs[0, 1] == (0.9 if then.in_data else 0.65)
    assert square.chosen is then
    if then is not first:
        square.session.apply(Undo())
        square.show()
        assert square.chosen is first
        assert square.session.snapshot().lanes[0].rule is first.rule


@pytest.mark.parametrize("erratum", STOPPING, ids=lambda erratum: erratum.name)
def test_what_stops_is_only_shown(square: Room, erratum: Erratum) -> None:
    """Nothing is asked for; the listing has the line as printed; the next choice leaves it."""
    square.choose(errata.WEIGHTS_FOR_INPUT)
    asked = len(square.asked)
    square.choose(erratum)
    assert len(square.asked) == asked
    assert square.chosen is erratum
    assert square.panel.sheet._lines == errata.stopping_listing(erratum, (3, 3))
    assert square.panel.said.text() == "only shown: the run goes on as it did"
    top, bottom = square.panel.sheet.misprinted_rows()
    view = square.panel._scroll
    assert view.verticalScrollBar().value() <= top
    assert bottom <= view.verticalScrollBar().value() + view.viewport().height()
    square.session.apply(TakeSteps(2))
    square.show()
    assert square.chosen is erratum
    square.choose(errata.WEIGHTS_FOR_INPUT)
    assert len(square.asked) == asked
    assert square.misprints == ["weight_deltas = ele_mul(delta, weights)"]


def test_what_stops_is_left_when_the_run_changes_its_recipe_or_another_is_looked_at(square: Room) -> None:
    """By Undo, and by another scene."""
    square.choose(errata.DELTA_TURNED_ROUND)
    square.choose(errata.ROWS_FOR_COLUMNS)
    square.session.apply(Undo())
    square.show()
    assert square.chosen is CORRECT
    square.choose(errata.ROWS_FOR_COLUMNS)
    square.session.apply(LoadScene(three_inputs()))
    square.show()
    assert square.chosen is CORRECT


def test_each_run_has_its_own_recipe(qtbot: QtBot) -> None:
    """Looking at another run shows what that follows, and asks for it there."""
    room = Room(qtbot, correct_and_printed())
    assert room.chosen is errata.SWAPPED_OUTER_PRODUCT
    room.choose(errata.ROWS_FOR_COLUMNS)
    room.panel.show_lane(0)
    assert room.chosen is CORRECT
    room.choose(errata.WEIGHTS_FOR_DELTA)
    assert room.asked[0].lane == 0
    assert [lane.rule for lane in room.session.snapshot().lanes] == [
        Rule.WEIGHTS_FOR_DELTA,
        Rule.SWAPPED_OUTER_PRODUCT,
    ]


def test_an_older_snapshot_does_not_take_the_choice_back(square: Room) -> None:
    """Until the wish is handled the choice stays; once it is, the session's recipe counts."""
    before = square.session.snapshot()
    square.panel.rule_requested.disconnect()
    combo = square.panel.chooser.combo
    combo.activated.emit(CHOICES.index(errata.WEIGHTS_FOR_INPUT))
    square.panel.show_snapshot(before)
    square.panel.show_lane(0)
    assert square.chosen is errata.WEIGHTS_FOR_INPUT
    square.session.apply(TakeSteps(1))
    square.show()
    assert square.chosen is CORRECT


def test_choosing_what_is_chosen_asks_for_nothing(square: Room) -> None:
    """It would be an undo step that does nothing."""
    square.choose(CORRECT)
    assert square.asked == []


def test_the_keyboard_is_enough(square: Room, qtbot: QtBot) -> None:
    """Arrow keys go through what can be tried."""
    qtbot.keyClick(square.panel.chooser.combo, Qt.Key.Key_Down)
    square.show()
    assert square.chosen is errata.WRONG_INPUT
    assert square.session.snapshot().lanes[0].examples.inputs[0, 1] == 0.9
    qtbot.keyClick(square.panel.chooser.combo, Qt.Key.Key_End)
    assert square.chosen is errata.ROWS_FOR_COLUMNS


def test_tab_goes_through_the_panel_as_it_is_read(qtbot: QtBot) -> None:
    """From what stands before it: the recipe, the script, the code."""
    window = QWidget()
    qtbot.addWidget(window)
    before, panel = QPushButton("before"), CodePanel(LIGHT)
    layout = QVBoxLayout(window)
    layout.addWidget(before)
    layout.addWidget(panel)
    panel.show_snapshot(Session(three_inputs()).snapshot())
    window.show()
    window.activateWindow()
    before.setFocus()
    met = []
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        met.append(window.focusWidget())
    assert met == [panel.chooser.combo, panel.copy, panel._scroll]


def test_images_have_no_errata(qtbot: QtBot) -> None:
    """There is one recipe for them."""
    panel = CodePanel(DARK)
    qtbot.addWidget(panel)
    panel.show_snapshot(gallery_snapshot())
    panel.show()
    assert not panel.chooser.isVisible()
