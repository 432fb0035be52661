"""The alpha ruler says whose limits it shows: an example's, all examples', an output's, a run's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF
from scenes import (
    correct_and_printed,
    lane,
    nine_weights,
    one_and_three,
    scene,
    table,
    three_inputs,
    three_outputs,
)

from gdstudio.core.examples import Order, Taking
from gdstudio.messages import Scene, SetOrder
from gdstudio.model.session import Session
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.alpha.whose import Whose, deciding_lane, formulas, told, whose_limits
from gdstudio.views.kit.theme import DARK, LIGHT
from gdstudio.views.kit.zones import verdict, zone_at, zones

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gdstudio.core.landscape import AlphaLimits
    from gdstudio.views.kit.theme import Theme

IN_TURN, SHUFFLED, ALL = (Order(taking) for taking in (Taking.IN_TURN, Taking.SHUFFLED, Taking.FULL_BATCH))
WIN_FROZEN = [[False], [True], [False]]
HURT_PARTLY_FROZEN = [[True, False, False], [False] * 3, [False] * 3]


def said(of: Scene) -> tuple[AlphaLimits, Whose]:
    lanes = Session(of).snapshot().lanes
    _, deciding = deciding_lane(lanes)
    return deciding.limits, whose_limits(deciding, lanes)


def ruler_of(qtbot: QtBot, of: Scene, width: int) -> AlphaRuler:
    ruler = AlphaRuler(LIGHT)
    qtbot.addWidget(ruler)
    ruler.resize(width, 86)
    ruler.show_snapshot(Session(of).snapshot())
    ruler.show()
    return ruler


def test_one_example_is_named_among_several() -> None:
    """One of four by its number; the only one there is, as this one."""
    limits, whose = said(three_inputs(order=Order(example=2)))
    assert formulas(limits, whose)[0] == "limit for example 3: 2 ÷ Σ input² of unfrozen = 0.02022"
    assert "that of example 3" in told(limits, whose)
    assert formulas(limits, replace(whose, count=1))[0].startswith("limit for this example: ")
    assert formulas(limits, replace(whose, count=1, noun="image"))[0].startswith("limit for this image: ")


@pytest.mark.parametrize(
    ("order", "short", "long"),
    [
        (IN_TURN, "measured limit in this order 0.0232", "for passes in this order."),
        (Order(Taking.SHUFFLED_ONCE), "measured limit in this order 0.02", "in this shuffled order."),
        (SHUFFLED, "measured limit in the order given 0.0232", "shuffled anew in each pass"),
    ],
)
def test_a_measured_limit_says_for_which_order(order: Order, short: str, long: str) -> None:
    """In turn and shuffled once it is for this very order; shuffled anew, for the order given."""
    limits, whose = said(nine_weights(order=order))
    longest = formulas(limits, whose)[0]
    assert longest.startswith("guaranteed below 2 ÷ max S = 0.0202 · ")
    assert short in longest
    assert "max S the largest of 4 examples" in told(limits, whose)
    assert long in told(limits, whose)


def test_a_full_batch_has_an_exact_limit() -> None:
    """It is 2 ÷ the largest eigenvalue of the mean of x xᵀ, worked out here from the table itself."""
    limits, whose = said(three_inputs(order=ALL))
    rows = table(["toes", "wlrec", "nfans"], ["win"]).inputs
    largest = np.linalg.eigvalsh(sum(np.outer(x, x) for x in rows) / 4)[-1]
    text = f"{2 / largest:.5f}"
    assert formulas(limits, whose) == (
        f"limit for all 4 examples: 2 ÷ largest eigenvalue of the mean of x xᵀ = {text}",
        f"limit for all 4 examples: 2 ÷ largest eigenvalue = {text}",
        f"limit 2 ÷ largest eigenvalue of the mean of x xᵀ = {text}",
        f"limit 2 ÷ largest eigenvalue = {text}",
        f"limit {text}",
    )
    assert "exact, for all 4 examples at once" in told(limits, whose)


@pytest.mark.parametrize("factor", [0.3, 0.7, 1.3])
def test_zones_of_a_full_batch_are_what_descent_does_along_its_steepest_axis(factor: float) -> None:
    """Below 1 ÷ λ the way along the steepest axis shrinks, up to 2 ÷ λ it changes sides, beyond it grows."""
    alpha = factor * 0.02299
    session = Session(three_inputs(order=ALL, alpha=alpha))
    seen = session.snapshot().lanes[0]
    rows = seen.examples.inputs
    assert isinstance(rows, np.ndarray)
    axis = np.linalg.eigh(rows.T @ rows / 4)[1][:, -1]
    best = np.linalg.lstsq(rows, seen.examples.targets[:, 0])[0]  # type: ignore[union-attr]
    session.advance(1)
    before, after = (float(axis @ (w[0] - best)) for w in (seen.now.weights, seen.now.new_weights))
    zone = zone_at(alpha, zones(seen.limits))
    assert zone is not None
    assert zone.name == {0.3: "shrinks", 0.7: "overshoots", 1.3: "diverges"}[factor]
    assert "steepest axis" in zone.sentence
    times = verdict(alpha, seen.limits, None).detail.removeprefix("steepest axis × ")
    assert float(times.replace("−", "-")) == pytest.approx(after / before, abs=2e-3)


def test_nothing_lands_in_one_step_in_a_full_batch(qtbot: QtBot) -> None:
    """At 1 ÷ λ only the steepest axis is done: there is no mark, and no such word."""
    limits, _ = said(three_inputs(order=ALL))
    assert limits.no_overshoot is not None
    assert verdict(limits.no_overshoot, limits, None).word != "lands in one step"
    assert ruler_of(qtbot, three_inputs(order=ALL), 600).track.picture.one_step_x is None


def test_the_output_that_decides_is_named() -> None:
    """Where outputs differ: one or two by name, more by how many they are; where alike, not at all."""
    limits, whose = said(nine_weights(frozen=HURT_PARTLY_FROZEN))
    assert whose.outputs == ("win", "sad")
    longest = formulas(limits, whose)[0]
    assert longest == "limit for example 1, win and sad: 2 ÷ Σ input² of unfrozen = 0.02699"
    assert "win, sad decide" in told(limits, whose)
    assert said(nine_weights())[1].outputs == ()
    limits, whose = said(nine_weights(frozen=[[True, False, False], [True, False, False], [False] * 3]))
    assert "example 1, sad:" in formulas(limits, whose)[0]
    assert "sad decides" in told(limits, whose)
    assert replace(whose, outputs=("a", "b", "c")).output == "3 outputs"


def test_the_run_that_decides_is_named() -> None:
    """Of runs with other limits, or another rule, the deciding one; of alike ones none."""
    limits, whose = said(one_and_three())
    longest = formulas(limits, whose)[0]
    assert longest == "limit for three inputs, example 1: 2 ÷ Σ input² of unfrozen = 0.02699"
    assert "“three inputs” decides" in told(limits, whose)
    assert "This is the run “three inputs”" in told(limits, replace(whose, forked=True))
    assert said(correct_and_printed())[1].run == "correct"
    same = lane(table(["toes"], ["win"]), [[0.1]])
    assert said(scene(same, replace(same, name="other")))[1].run == ""
    lanes = [replace(each, order=SHUFFLED) for each in one_and_three().lanes]
    limits, whose = said(scene(*lanes))
    assert formulas(limits, whose)[0].startswith("three inputs: guaranteed below")


def test_without_limits_there_is_nothing_to_tell() -> None:
    """All frozen: no formula and no sentence."""
    limits, whose = said(three_inputs(frozen=[[True] * 3]))
    assert formulas(limits, whose) == ()
    assert told(limits, whose) == ""


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("width", [440, 600, 900])
@pytest.mark.parametrize(
    "of",
    [
        three_inputs(),
        nine_weights(order=IN_TURN, frozen=HURT_PARTLY_FROZEN),
        nine_weights(order=SHUFFLED),
        nine_weights(order=ALL, frozen=HURT_PARTLY_FROZEN),
        three_outputs(frozen=WIN_FROZEN),
        one_and_three(),
    ],
)
def test_the_words_fit_and_the_tooltip_tells_all(qtbot: QtBot, of: Scene, width: int, theme: Theme) -> None:
    """At every width some wording fits beside the title; tooltip and description have the whole story."""
    ruler = ruler_of(qtbot, of, width)
    ruler.set_theme(theme)
    picture, (limits, whose) = ruler.track.picture, said(of)
    wide = QFontMetricsF(LIGHT.font(11)).horizontalAdvance
    title = QFontMetricsF(LIGHT.font(12, bold=True)).horizontalAdvance("alpha  α")
    assert picture.header in formulas(limits, whose)
    assert wide(picture.header) + title + 10 <= picture.end - picture.start
    assert told(limits, whose).split(":")[0] in ruler.track.explain(100)
    assert told(limits, whose) in ruler.track.accessibleDescription()
    assert wide(ruler.words.detail) <= 132


def test_names_in_the_tooltip_are_no_markup(qtbot: QtBot) -> None:
    """A run called “<b>” is shown as that."""
    lanes = [replace(each, label=f"<b>{each.label}") for each in one_and_three().lanes]
    assert "“&lt;b&gt;three inputs”" in ruler_of(qtbot, scene(*lanes), 600).track.explain(100)


def test_another_order_is_told_at_once(qtbot: QtBot) -> None:
    """Setting the order changes whose limits they are, also where their numbers stay."""
    ruler = ruler_of(qtbot, nine_weights(order=IN_TURN), 900)
    session = Session(nine_weights(order=IN_TURN))
    session.apply(SetOrder(SHUFFLED))
    ruler.show_snapshot(session.snapshot())
    assert "in the order given" in ruler.track.picture.header
    assert "in the order given" in ruler.track.accessibleDescription()
