"""What stands below each bowl: the numbers a weight_delta is made of, by every recipe; they do make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scenes import nine_weights, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons.remarks import INPUT_ZERO
from gdstudio.messages import Freeze, SetInput, SetWeight, TakeSteps, WeightRef
from gdstudio.model.session import Session
from gdstudio.views.bowls.panel import BowlsPanel
from gdstudio.views.bowls.pictures import shown_of
from gdstudio.views.bowls.text import INPUTS_0, WEIGHT_0
from gdstudio.views.kit.theme import LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.messages import Command, Scene, Snapshot

A = WeightRef(0, 0, 0)


def snapshot_of(of: Scene, *commands: Command) -> Snapshot:
    session = Session(of)
    for command in commands:
        session.apply(command)
    return session.snapshot()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule.CORRECT, "δ × input"),
        (Rule.SWAPPED_OUTER_PRODUCT, "input × δ"),
        (Rule.WEIGHTS_FOR_INPUT, "δ × weight"),
        (Rule.WEIGHTS_FOR_DELTA, "input × weight"),
        (Rule.DELTA_TURNED_ROUND, "δ × input"),
    ],
)
@pytest.mark.parametrize("taking", [Taking.ONE, Taking.IN_TURN, Taking.FULL_BATCH])
def test_every_bowl_shows_what_its_weight_delta_is_made_of(rule: Rule, words: str, taking: Taking) -> None:
    """Two numbers that the recipe multiplies; in a full batch, the mean of such products."""
    (lane,) = snapshot_of(nine_weights(rule=rule, order=Order(taking, 0)), TakeSteps(3)).lanes
    for place, shown in zip(np.ndindex(3, 3), shown_of([lane], 0), strict=True):
        formula, free = shown.formula, float(lane.now.free_weight_deltas[place])
        assert formula.result == pytest.approx(free, rel=1e-12)
        assert formula.words == words
        if taking is Taking.FULL_BATCH:
            assert formula.formulas[:2] == (f"weight_delta = mean of 4: {words}", f"mean of 4: {words}")
        else:
            assert formula.formulas == (f"weight_delta = {words}", words)
            assert formula.left * formula.right == pytest.approx(free, rel=1e-12)


def test_the_product_of_a_full_batch_is_told_as_a_mean(qtbot: QtBot) -> None:
    """To be read, and to be spoken; no two factors are said to make it."""
    start = three_inputs(order=Order(Taking.FULL_BATCH))
    panel = BowlsPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(700, 320)
    panel.show()
    panel.show_snapshot(snapshot_of(start))
    bowl = panel.field.bowls[0]
    assert "weight_delta is the mean over 4 examples of δ × input, 2.333." in bowl.accessibleDescription()
    assert bowl._text._formula == ["= 2.333"]
    panel.show_snapshot(snapshot_of(start, Freeze(A, frozen=True)))
    said = panel.field.bowls[0].accessibleDescription()
    assert "would be the mean over 4 examples of δ × input, 2.333 and is set to 0." in said


@pytest.mark.parametrize(
    ("scene", "commands", "words"),
    [
        (three_inputs(), [SetInput(0, 0, 0.0)], INPUT_ZERO),
        (three_inputs(rule=Rule.WEIGHTS_FOR_INPUT), [SetInput(0, 0, 0.0)], ()),
        (three_inputs(rule=Rule.WEIGHTS_FOR_INPUT), [SetWeight(A, 0.0)], WEIGHT_0),
        (three_inputs(rule=Rule.WEIGHTS_FOR_DELTA), [SetWeight(A, 0.0)], WEIGHT_0),
        (three_inputs(), [SetWeight(A, 0.0)], ()),
        (three_inputs(order=Order(Taking.FULL_BATCH)), [SetInput(0, 0, 0.0)], ()),
        (
            three_inputs(order=Order(Taking.FULL_BATCH)),
            [SetInput(row, 0, 0.0) for row in range(4)],
            INPUTS_0,
        ),
    ],
)
def test_a_factor_of_0_says_why_nothing_is_learned(
    scene: Scene, commands: list[Command], words: tuple[str, ...]
) -> None:
    """The input, the weight where it stands in for another factor, or in a full batch every input."""
    (lane,) = snapshot_of(scene, *commands).lanes
    formula = shown_of([lane], 0)[0].formula
    assert formula.flat == words
    if words:
        assert formula.result == 0
