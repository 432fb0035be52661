"""Questions: the truth comes from running the session, and answers are judged by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lesson_parts import lesson, one_step, world
from recipe import GAMES, learn
from scenes import frozen_a, three_inputs

from gdstudio.lessons import catalogue
from gdstudio.lessons.checks import CheckError, World
from gdstudio.lessons.questions import judge, tell, truth
from gdstudio.messages import Freeze, SetAlpha, SetInput, SetWeight, TakeSteps, WeightRef

if TYPE_CHECKING:
    from gdstudio.lessons.lesson import Question

A = WeightRef(0, 0, 0)
CHOOSE = """[question]
ask = "What will the error do?"
options = [
  { text = "Fall", when = "error falls" },
  { text = "Grow", when = "error grows", reply = "Only above {{ limit, 3 digits }}." },
  { text = "Stay", when = "error stays" },
]
right = "It is {{ error after 1 step, 3 digits }} now."
wrong = "It fell to {{ error after 1 step, 3 digits }}."
"""


def question(block: str, scene: str = "multiple-inputs") -> Question:
    found = lesson(one_step(block, front=f'scene = "{scene}"')).steps[0].question
    assert found is not None
    return found


def several(*commands: object) -> World:
    return world(catalogue.load("several-steps"), *commands)  # type: ignore[arg-type]  # commands


def test_the_true_option_is_the_one_whose_check_holds() -> None:
    """With the alpha that the session has now, not the one that the lesson began with."""
    asked = question(CHOOSE)
    assert truth(asked, several()) == 0
    assert truth(asked, several(SetAlpha(0.1))) == 1
    assert truth(asked, several(SetAlpha(0.0))) == 2


def test_a_right_answer_and_a_wrong_one_get_their_words() -> None:
    """With numbers; an option may have a reply of its own."""
    asked, seen = question(CHOOSE), several()
    right = judge(asked, 0, seen)
    assert (right.right, right.truth, right.say) == (True, 0, "It is 0.00131 now.")
    wrong = judge(asked, 2, seen)
    assert (wrong.right, wrong.truth, wrong.say) == (False, 0, "It fell to 0.00131.")
    assert judge(asked, 1, seen).say == "Only above 0.0270."
    told = tell(asked, seen)
    assert (told.right, told.truth, told.say) == (None, 0, "It is 0.00131 now.")


def test_what_is_supposed_is_changed_before_the_truth_is_found() -> None:
    """And the words are about that, too; the session stays as it is."""
    asked = question(CHOOSE + "given = [{ alpha = 0.1 }]\n")
    seen = several()
    assert truth(asked, seen) == 1
    assert tell(asked, seen).say.startswith("It is 0.80")
    assert seen.now.lanes[0].alpha == 0.01


def test_a_question_can_compare_with_what_was_before_the_supposed_change() -> None:
    """“At start” is before *given*."""
    options = """[question]
ask = "Freeze a: how far may alpha go?"
given = [{ freeze = "a" }]
options = [
  { text = "Further", when = "limit > limit at start" },
  { text = "Not", when = "limit <= limit at start" },
]
"""
    assert truth(question(options), several()) == 0


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("error grows", "error stays", "none of the options is true; add the one that is"),
        ("error falls", "a moves", "options 1 and 2 are true at once"),
    ],
)
def test_a_question_needs_exactly_one_true_option(first: str, second: str, said: str) -> None:
    """Otherwise nobody can be judged."""
    both = f"{{ text = 'A', when = '{first}' }}, {{ text = 'B', when = '{second}' }}"
    options = f"[question]\nask = '?'\noptions = [{both}]"
    with pytest.raises(CheckError, match=said):
        truth(question(options), several())


def test_a_stored_answer_is_for_what_the_session_cannot_know() -> None:
    """It counts from 1 in the file."""
    asked = question("[question]\nask = 'Who?'\noptions = ['a', 'b', 'c']\ncorrect = 3")
    assert truth(asked, several()) == 2
    assert judge(asked, 2, several()).right
    assert judge(asked, 0, several()).say == "Not this time."
    assert not judge(asked, 17, several()).right


@pytest.mark.parametrize(
    ("tolerance", "answer", "right"),
    [
        ("", -0.14, True),
        ("", -0.142, True),
        ("", -0.15, False),
        ("", 0.14, False),
        ("tolerance = 0.01", -0.15, True),
        ("tolerance = 0.01", -0.151, False),
        ("tolerance = 0", -0.14, True),
    ],
)
def test_a_number_may_be_off_by_its_tolerance(tolerance: str, answer: float, right: bool) -> None:
    """2 % where nothing is said; with none, the last bits still don't count."""
    asked = question(f"[question]\nkind = 'number'\nask = '?'\nvalue = 'delta'\n{tolerance}")
    verdict = judge(asked, answer, several())
    assert verdict.right is right
    assert verdict.truth == pytest.approx(-0.14)


def test_a_number_that_is_none_cannot_be_asked_for() -> None:
    """Such as the bottom of a flat line."""
    asked = question("[question]\nkind = 'number'\nask = '?'\nvalue = 'bottom of a'")
    with pytest.raises(CheckError, match="no finite number here"):
        truth(asked, several(SetInput(0, 0, 0.0)))


@pytest.mark.parametrize("steps", [1, 2, 5])
@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_the_dot_is_where_the_recipe_puts_it(name: str, steps: int) -> None:
    """After so many steps, by plain Python; a tenth of the bowl's width is close enough."""
    weights = [[0.1, 0.2, -0.1]]
    for _ in range(steps):
        weights, _, _ = learn(weights, GAMES[0], [1.0], 0.01)
    column = "abc".index(name)
    there = weights[0][column]
    asked = question(
        f"[question]\nkind = 'dot'\nask = '?'\nweight = '{name}'\nsteps = {steps}", "several-steps"
    )
    assert truth(asked, several()) == pytest.approx(there, rel=1e-12)
    tenth = 0.1 * 2 * 0.14 / GAMES[0][column]
    assert judge(asked, there + 0.99 * tenth, several()).right
    assert judge(asked, there - 0.99 * tenth, several()).right
    assert not judge(asked, there + 1.01 * tenth, several()).right


def test_a_dot_on_a_flat_line_or_of_a_frozen_weight_stays() -> None:
    """Its truth is where it is; of the frozen one's bowl, the width still counts."""
    asked = question("[question]\nkind = 'dot'\nask = '?'\nweight = 'a'", "several-steps")
    frozen = world(frozen_a())
    assert truth(asked, frozen) == 0.1
    assert judge(asked, 0.102, frozen).right
    assert not judge(asked, 0.11, frozen).right
    flat = several(SetInput(0, 0, 0.0))
    assert truth(asked, flat) == 0.1
    assert judge(asked, 0.19, flat).right
    assert not judge(asked, 0.3, flat).right


def test_no_dot_is_asked_for_where_the_run_diverges() -> None:
    """There is no such place."""
    asked = question("[question]\nkind = 'dot'\nask = '?'\nweight = 'a'\nsteps = 400", "several-steps")
    with pytest.raises(CheckError, match="the run diverges within 400 steps; ask for fewer"):
        truth(asked, several(SetAlpha(0.5)))


def test_the_weight_that_moves_most_is_told_by_its_name() -> None:
    """By running; a frozen one never is, and where two move as far there is none."""
    asked = question("[question]\nkind = 'weight'\nask = '?'\nsteps = 3", "several-steps")
    assert judge(asked, "a", several()).right
    assert not judge(asked, "b", several()).right
    assert truth(asked, several(Freeze(A, True))) == "c"
    with pytest.raises(CheckError, match="no weight moves further than all others"):
        truth(asked, several(SetInput(0, 1, 8.5)))


def test_questions_in_the_middle_of_a_run_are_about_its_present_state() -> None:
    """Steps, changed weights and all."""
    asked = question("[question]\nkind = 'number'\nask = '?'\nvalue = 'error after 2 steps'", "several-steps")
    seen = several(TakeSteps(3), SetWeight(A, 0.3), TakeSteps(1))
    later = several(TakeSteps(3), SetWeight(A, 0.3), TakeSteps(3))
    assert truth(asked, seen) == later.now.lanes[0].now.total_error


def test_a_lane_can_be_named() -> None:
    """Of two runs, the one that is asked about."""
    front = "[question]\nkind = 'dot'\nask = '?'\nweight = 'b'\nlane = 'correct'"
    asked = question(front, "printed-listing")
    both = world(catalogue.load("printed-listing"))
    correct = both.now.lanes[0].now.new_weights[0, 1]
    assert truth(asked, both) == correct != both.now.lanes[1].now.new_weights[0, 1]


def test_three_inputs_are_the_scene() -> None:
    """The scene of the tests and the lesson's have the same numbers."""
    one, other = world(three_inputs()).now.lanes[0].now, several().now.lanes[0].now
    assert one.weight_deltas.tolist() == other.weight_deltas.tolist()
