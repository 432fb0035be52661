"""The alpha ruler where the recipe has a misprint: no zones that are not its own, and words that are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scenes import correct_and_printed, nine_weights

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.messages import SetRule, TakeSteps
from gdstudio.model.session import Session
from gdstudio.views.alpha.misprint import no_zones, verdict_by
from gdstudio.views.alpha.ruler import AlphaRuler
from gdstudio.views.kit.theme import LIGHT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MISPRINTS = [rule for rule in Rule if rule is not Rule.CORRECT]


def ruler_of(qtbot: QtBot, session: Session) -> AlphaRuler:
    ruler = AlphaRuler(LIGHT)
    qtbot.addWidget(ruler)
    ruler.resize(530, 86)
    ruler.show_snapshot(session.snapshot())
    ruler.show()
    return ruler


@pytest.mark.parametrize("rule", MISPRINTS)
@pytest.mark.parametrize("taking", [Taking.ONE, Taking.FULL_BATCH])
def test_no_zone_of_the_correct_recipe_is_shown(qtbot: QtBot, rule: Rule, taking: Taking) -> None:
    """Neither drawn nor told; the misprint is named, and Undo brings the zones back."""
    session = Session(nine_weights(order=Order(taking)))
    ruler = ruler_of(qtbot, session)
    assert ruler.track.picture.zones
    session.apply(SetRule(rule))
    ruler.show_snapshot(session.snapshot())
    picture = ruler.track.picture
    assert (picture.zones, picture.one_step_x) == ((), None)
    assert picture.header == f"misprint: {rule.value}"
    said = ruler.track.accessibleDescription()
    assert f"misprint: {rule.value}" in said
    assert "Σ input²" not in said
    assert "eigenvalue" not in said
    assert "Nothing unfrozen" not in ruler.track.explain(200)
    assert ruler.words == verdict_by(rule, 0.01)
    session.apply(SetRule(Rule.CORRECT))
    ruler.show_snapshot(session.snapshot())
    assert ruler.track.picture.zones
    assert ruler.words.word == "shrinks"


@pytest.mark.parametrize("alpha", [1e-6, 0.001, 0.3])
def test_turned_round_it_does_diverge_at_any_alpha(alpha: float) -> None:
    """As the word says; at alpha 0 nothing moves."""
    assert verdict_by(Rule.DELTA_TURNED_ROUND, alpha).word == "diverges"
    for taking in (Taking.ONE, Taking.FULL_BATCH):
        session = Session(nine_weights(alpha=alpha, rule=Rule.DELTA_TURNED_ROUND, order=Order(taking)))
        session.apply(TakeSteps(30))
        assert (np.diff(session.timeline.history()[0].mean) > 0).all()
    assert verdict_by(Rule.DELTA_TURNED_ROUND, 0.0).word == "learns nothing"


def test_a_correct_run_beside_it_decides(qtbot: QtBot) -> None:
    """Its zones are known."""
    ruler = ruler_of(qtbot, Session(correct_and_printed()))
    assert ruler.track.picture.zones
    assert ruler.words.word == "shrinks"


@pytest.mark.parametrize("rule", MISPRINTS)
def test_the_words_have_a_short_form(rule: Rule) -> None:
    """For the narrowest ruler."""
    lengths = [len(text) for text in no_zones(rule)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] < 30
