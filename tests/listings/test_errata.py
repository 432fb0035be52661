"""The errata: each does what is said of it, and those that stop do stop, with those very words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from recipe import GAMES, HURT_WIN_SAD, NINE, WIN
from scenes import table

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Examples
from gdstudio.listings import errata
from gdstudio.listings.errata import CORRECT, ERRATA, Erratum, in_force, input_for, stopping_listing, why_not

if TYPE_CHECKING:
    from gdstudio.listings.recipe import Line

THREE = Examples.table(["toes", "wlrec", "nfans"], ["win"], GAMES, WIN)
SQUARE = Examples.table(["toes", "wlrec", "nfans"], ["hurt", "win", "sad"], GAMES, HURT_WIN_SAD)
STOPPING = [erratum for erratum in ERRATA if erratum.stops]
SIZES = {
    "one": (table(["toes"], ["win"]), [[0.1]]),
    "three": (THREE, [[0.1, 0.2, -0.1]]),
    "three outputs": (table(["wlrec"], ["hurt", "win", "sad"]), [[0.3], [0.2], [0.9]]),
    "nine": (SQUARE, NINE),
}


def perform(lines: tuple[Line, ...], examples: Examples, weights: list[list[float]]) -> None:
    """Run a listing's step on the first example, with its functions read first."""
    texts = [line.text for line in lines]
    start = next(index for index, text in enumerate(texts) if text.startswith("def "))
    names = {
        "inputs": examples.inputs.tolist(),
        "targets": examples.targets.tolist(),
        "weights": [list(row) for row in weights],
        "frozen": [[False] * len(row) for row in weights],
        "alpha": 0.01,
        "step": 1,
        "example_of": lambda _step: 0,
    }
    exec("\n".join([*texts[start:], *texts[:start]]), names)  # noqa: S102  # a listing of our own


def test_every_rule_is_one_erratum() -> None:
    """And the correct recipe is none."""
    rules = [erratum.rule for erratum in ERRATA if erratum.rule is not Rule.CORRECT]
    assert sorted(rules, key=list(Rule).index) == [rule for rule in Rule if rule is not Rule.CORRECT]
    assert len({erratum.name for erratum in ERRATA}) == len(ERRATA)
    assert all(erratum.tip.endswith(".") for erratum in ERRATA)


@pytest.mark.parametrize("size", SIZES)
def test_one_number_for_the_list_stops_with_the_words_given(size: str) -> None:
    """In every network, also with one output."""
    examples, weights = SIZES[size]
    lines = stopping_listing(errata.ONE_NUMBER_FOR_THE_LIST, examples.shape)
    with pytest.raises(TypeError) as raised:
        perform(lines, examples, weights)
    assert [line.misprint for line in lines if line.misprint] == [
        "misprint: must be delta[i]",
        f"Python stops: TypeError:\n{raised.value}",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_rows_for_columns_stops_where_they_differ(size: str) -> None:
    """In a square network it holds by chance, and that is said."""
    examples, weights = SIZES[size]
    (said,) = [
        line.misprint for line in stopping_listing(errata.ROWS_FOR_COLUMNS, examples.shape) if line.misprint
    ]
    lines = stopping_listing(errata.ROWS_FOR_COLUMNS, examples.shape)
    if len(set(examples.shape)) == 1:
        perform(lines, examples, weights)
        assert said.endswith(
            "it holds: 3 inputs, 3 outputs" if len(weights) > 1 else "it holds: 1 inputs, 1 outputs"
        )
        return
    with pytest.raises(AssertionError):
        perform(lines, examples, weights)
    assert said.endswith("Python stops: AssertionError")


@pytest.mark.parametrize("erratum", STOPPING, ids=lambda erratum: erratum.name)
def test_what_stops_shows_no_values(erratum: Erratum) -> None:
    """It is not what the run does: no line belongs to a phase."""
    lines = stopping_listing(erratum, (1, 3))
    assert not any(line.phase or line.shows for line in lines)


@pytest.mark.parametrize(
    ("erratum", "examples", "reason"),
    [
        (errata.WRONG_INPUT, THREE, ""),
        (errata.WRONG_INPUT, table(["toes"], ["win"]), "the first example has no wlrec of 0.65"),
        (errata.WRONG_INPUT, THREE.with_input(0, 1, 0.9), "the first example has no wlrec of 0.65"),
        (errata.SWAPPED_OUTER_PRODUCT, SQUARE, ""),
        (errata.SWAPPED_OUTER_PRODUCT, table(["toes"], ["win"]), ""),
        (errata.SWAPPED_OUTER_PRODUCT, THREE, "needs as many outputs as inputs, and here are 1 and 3"),
        (errata.WEIGHTS_FOR_INPUT, THREE, ""),
        (errata.ROWS_FOR_COLUMNS, THREE, ""),
    ],
)
def test_where_an_erratum_cannot_be_tried_it_is_said_why(
    erratum: Erratum, examples: Examples, reason: str
) -> None:
    """The data have not got it, or the network is not square."""
    assert why_not(erratum, examples) == reason


def test_the_erratum_in_force_is_told_by_rule_and_data() -> None:
    """An input that was set by hand to another value is no misprint."""
    wrong = THREE.with_input(0, 1, 0.9)
    assert in_force(Rule.CORRECT, THREE, THREE) is CORRECT
    assert in_force(Rule.CORRECT, wrong, THREE) is errata.WRONG_INPUT
    assert in_force(Rule.CORRECT, THREE.with_input(0, 1, 0.8), THREE) is CORRECT
    assert in_force(Rule.CORRECT, wrong, wrong) is CORRECT
    for erratum in ERRATA:
        if erratum.rule is not Rule.CORRECT:
            assert in_force(erratum.rule, wrong, THREE) is erratum


def test_each_erratum_stands_alone() -> None:
    """The misprinted input is put right for any other, and only where the misprint itself stands there."""
    wrong, other = THREE.with_input(0, 1, 0.9), THREE.with_input(0, 1, 0.8)
    assert input_for(errata.WRONG_INPUT, THREE, THREE) == (1, 0.9)
    assert input_for(errata.WRONG_INPUT, other, THREE) == (1, 0.9)
    assert input_for(errata.WRONG_INPUT, wrong, THREE) is None
    for erratum in (CORRECT, errata.WEIGHTS_FOR_INPUT):
        assert input_for(erratum, wrong, THREE) == (1, 0.65)
        assert input_for(erratum, other, THREE) is None
        assert input_for(erratum, THREE, THREE) is None
        assert input_for(erratum, wrong, wrong) is None


def test_the_misprinted_input_changes_the_numbers() -> None:
    """Pred 0.91 where the chapter has 0.86."""
    wrong = THREE.with_input(0, 1, errata.MISPRINTED_INPUT[2])
    assert np.array([0.1, 0.2, -0.1]) @ wrong.inputs[0] == pytest.approx(0.91)
