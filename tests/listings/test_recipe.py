"""The recipe as a listing: run as it is read, each step is the core's own, misprints and all."""

from __future__ import annotations

import numpy as np
import pytest
from recipe import GAMES, HURT_WIN_SAD, NINE

from gdstudio.core.descent import Phase, Rule, take_batch_step, take_step
from gdstudio.core.examples import Examples
from gdstudio.listings.recipe import MISPRINTS, Line, Shows, listing

TABLE = Examples.table(["toes", "wlrec", "nfans"], ["hurt", "win", "sad"], GAMES, HURT_WIN_SAD)
FROZEN = [[False, True, False], [False, False, False], [True, False, False]]


def performed(lines: tuple[Line, ...]) -> list[list[float]]:
    """The weights after one step of a listing on the third example; its functions are read first."""
    texts = [line.text for line in lines]
    start = next(index for index, text in enumerate(texts) if text.startswith("def "))
    names: dict[str, object] = {
        "inputs": [list(game) for game in GAMES],
        "targets": [list(true) for true in HURT_WIN_SAD],
        "weights": [list(row) for row in NINE],
        "frozen": FROZEN,
        "alpha": 0.01,
        "step": 1,
        "example_of": lambda _step: 2,
    }
    exec("\n".join([*texts[start:], *texts[:start]]), names)  # noqa: S102  # a listing of our own
    return names["weights"]  # type: ignore[return-value]  # rows of numbers


@pytest.mark.parametrize("rule", Rule)
def test_a_listing_does_what_the_step_does(rule: Rule) -> None:
    """To the bit, with two weights frozen; one example at a time, and all at once."""
    weights, frozen = np.array(NINE), np.array(FROZEN)
    example = (TABLE.inputs[2], TABLE.targets[2])
    step = take_step(weights, frozen, 0.01, example, rule)
    assert performed(listing(rule)) == step.new_weights.tolist()
    together = take_batch_step(weights, frozen, 0.01, TABLE, 2, rule)
    assert performed(listing(rule, batch=True)) == together.new_weights.tolist()
    assert together.new_weights.tolist() != step.new_weights.tolist()


@pytest.mark.parametrize("batch", [False, True])
@pytest.mark.parametrize("rule", Rule)
def test_the_misprinted_line_is_marked_with_what_it_must_be(rule: Rule, batch: bool) -> None:
    """One line, and putting it right gives the correct recipe; nothing is marked in the correct one."""
    lines = listing(rule, batch=batch)
    marked = [line for line in lines if line.misprint]
    if rule is Rule.CORRECT:
        assert marked == []
        return
    (line,) = marked
    assert line.misprint == MISPRINTS[rule]
    must_be = line.misprint.partition("must be ")[2]
    printed = "t - p" if rule is Rule.DELTA_TURNED_ROUND else line.text.partition(" = ")[2]
    repaired = tuple(
        Line(each.text.replace(printed, must_be), each.phase) if each is line else each for each in lines
    )
    assert performed(repaired) == performed(listing(Rule.CORRECT, batch=batch))


@pytest.mark.parametrize("batch", [False, True])
def test_every_phase_and_every_value_has_its_line(batch: bool) -> None:
    """In the order of the phases."""
    lines = listing(Rule.CORRECT, batch=batch)
    phases = [line.phase for line in lines if line.phase is not None]
    assert phases == sorted(phases, key=lambda phase: phase.value)
    assert set(phases) == set(Phase)
    assert [line.shows for line in lines if line.shows is not None] == list(Shows)


def test_a_printed_call_is_the_books() -> None:
    """By its names: whoever compares it with the page finds the same words."""
    printed = {rule: [line.text for line in listing(rule) if line.misprint] for rule in MISPRINTS}
    assert printed == {
        Rule.SWAPPED_OUTER_PRODUCT: ["weight_deltas = outer_prod(input, delta)"],
        Rule.WEIGHTS_FOR_INPUT: ["weight_deltas = ele_mul(delta, weights)"],
        Rule.WEIGHTS_FOR_DELTA: ["weight_deltas = scalar_ele_mul(input, weights)"],
        Rule.DELTA_TURNED_ROUND: ["delta = [t - p for p, t in zip(pred, true)]"],
    }
