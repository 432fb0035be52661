"""Numbers in a text: filled in by the core, written as everywhere, refused where there are none."""

from __future__ import annotations

import pytest
from lesson_parts import world
from scenes import three_inputs

from gdstudio.lessons.checks import CheckError
from gdstudio.lessons.filled_text import MOST_NUMBERS, read_text
from gdstudio.messages import SetAlpha, SetInput, SetWeight, TakeSteps, WeightRef

LANES = three_inputs().lanes


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Delta is {{ delta }}.", "Delta is −0.14."),
        ("{{error}}", "0.0196"),
        ("{{ error after 1 step }}", "0.001314"),
        ("{{ error after 1 step, 3 digits }}", "0.00131"),
        ("{{ error after 1 step, 1 digit }}", "0.001"),
        ("{{ error after 1 step, 4 decimals }}", "0.0013"),
        ("{{ delta, 1 decimal }}, {{ 0 - 0.001, 2 decimals }}", "−0.1, 0.00"),
        ("{{ alpha, 0 decimals }}", "0"),
        (
            "{{ weight_delta of a / (weight_delta of a + weight_delta of b + weight_delta of c), percent }}",
            "82.1 %",
        ),
        ("{{ 1/2, percent }}", "50 %"),
        ("{{ a }} and {{ b }}", "0.1 and 0.2"),
        ("No number, { one brace }, and `code`.", "No number, { one brace }, and `code`."),
        ("", ""),
    ],
)
def test_places_are_filled_with_the_sessions_numbers(text: str, written: str) -> None:
    """Four digits where nothing else is said, with a true minus."""
    assert read_text(text, LANES).filled(world(three_inputs())) == written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ eror }}", "“{{ eror }}”: “eror”; did you mean error?"),
        ("{{ }}", "the end where a name or a number belongs"),
        ("{{ error falls }}", "a number is needed here"),
        ("{{ error", "“{{” or “}}” without its partner"),
        ("error }}", "“{{” or “}}” without its partner"),
        ("{{ error, 0 digits }}", "0 digits; use 1 to 17"),
        ("{{ error, 18 digits }}", "18 digits; use 1 to 17"),
        ("{{ error, three digits }}", "“three digits”; write “2 digits”, “2 decimals” or “percent” after"),
        ("{{ a }}" * (MOST_NUMBERS + 1), "51 numbers to fill in; use at most 50"),
    ],
)
def test_a_place_that_cannot_be_read_is_quoted(text: str, said: str) -> None:
    """With what to write instead."""
    with pytest.raises(CheckError) as refused:
        read_text(text, LANES)
    assert said in str(refused.value)


def test_a_number_that_is_none_is_refused_or_left_open() -> None:
    """The bottom of a flat line, the error of a run that has diverged: an error when checked, else “?”."""
    text = read_text("At {{ bottom of a }} and {{ delta }}.", LANES)
    flat = world(three_inputs(), SetInput(0, 0, 0.0), SetWeight(WeightRef(0, 0, 1), 0.0))
    with pytest.raises(CheckError, match="“bottom of a” is no finite number here"):
        text.filled(flat)
    assert text.filled_as_far_as_known(flat) == "At ? and −1.12."
    diverging = world(three_inputs(), SetAlpha(5.0), TakeSteps(2))
    with pytest.raises(CheckError, match="ask for another, or fewer steps"):
        read_text("{{ error after 9000 steps }}", LANES).filled(diverging)


def test_a_text_tells_its_places() -> None:
    """And whether there is anything to read."""
    text = read_text("A {{ a }} b {{ b, 2 digits }}", LANES)
    assert [place.check.text for place in text.places] == ["a", "b"]
    assert not text.is_empty
    assert read_text("  \n", LANES).is_empty
    assert not read_text("{{ a }}", LANES).is_empty
