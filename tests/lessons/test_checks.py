"""The language of checks: what each number and each sentence means, against plain arithmetic and the core."""

from __future__ import annotations

from math import inf, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lesson_parts import snapshot, world
from recipe import GAMES, NINE, learn
from scenes import correct_and_printed, frozen_a, nine_weights, one_and_three, three_inputs, three_outputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.lessons.checks import CheckError, Looks, World, heaviest, read_amount, read_truth
from gdstudio.lessons.checks.cursor import RESERVED
from gdstudio.messages import (
    Freeze,
    GoToPhase,
    Phase,
    Play,
    Scene,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    TakeSteps,
    WeightRef,
)

A, B, C = (WeightRef(0, 0, column) for column in range(3))


def value(text: str, seen: World) -> float:
    return read_amount(text, [lane.start for lane in seen.now.lanes]).value(seen)


def holds(text: str, seen: World) -> bool:
    return read_truth(text, [lane.start for lane in seen.now.lanes]).holds(seen)


def oracle(
    steps: int, alpha: float, frozen: frozenset[tuple[int, int]] = frozenset()
) -> tuple[list[float], float]:
    """Weights before step ``steps + 1`` of the first game, and its error."""
    weights = [[0.1, 0.2, -0.1]]
    for _ in range(steps):
        weights, _, _ = learn(weights, GAMES[0], [1.0], alpha, frozen)
    _, (error,), _ = learn(weights, GAMES[0], [1.0], alpha, frozen)
    return weights[0], error


# --- numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("error", 0.0196),
        ("error of win", 0.0196),
        ("mean error", 0.0196),
        ("delta", -0.14),
        ("pred", 0.86),
        ("prediction of win", 0.86),
        ("target", 1.0),
        ("win", 1.0),
        ("alpha", 0.01),
        ("a", 0.1),
        ("weight a", 0.1),
        ("weight of c", -0.1),
        ("toes", 8.5),
        ("input of b", 0.65),
        ("weight_delta of a", -1.19),
        ("weight delta of b", -0.091),
        ("weight_delta c", -0.168),
        ("move of a", 0.0119),
        ("slope of a", 2 * -1.19),
        ("bottom of a", 0.1 + 0.14 / 8.5),
        ("distance of b", 0.14 / 0.65),
        ("steepness", 74.1125),
        ("limit", 2 / 74.1125),
        ("limit of win", 2 / 74.1125),
        ("guaranteed", 2 / 74.1125),
        ("landing", 1 / 74.1125),
        ("step", 1),
        ("steps taken", 0),
        ("lanes", 1),
        ("example", 1),
        ("frozen weights", 0),
        ("size of delta", 0.14),
        ("-delta", 0.14),
        ("−delta × 2", 0.28),
        ("1 + 2 * 3 - 4 / 8", 6.5),
        ("(1 + 2) ÷ 3", 1),
        ("80 %", 0.8),
        ("1e-3 + .5", 0.501),
        ("weight_delta of a / (weight_delta of a + weight_delta of b + weight_delta of c)", 1.19 / 1.449),
    ],
)
def test_a_number_of_the_session_has_a_name(text: str, expected: float) -> None:
    """On the first game with three inputs, all as the chapter has them."""
    assert value(text, world(three_inputs())) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("steps", [1, 3, 45])
@pytest.mark.parametrize("frozen", [frozenset(), frozenset({(0, 0)})])
def test_looking_ahead_is_taking_the_steps(steps: int, frozen: frozenset[tuple[int, int]]) -> None:
    """Errors and weights of a later step equal a plain-Python run, with a frozen or not."""
    scene = three_inputs(frozen=[[(0, 0) in frozen, False, False]])
    weights, error = oracle(steps, 0.01, frozen)
    seen = world(scene)
    assert value(f"error after {steps} steps", seen) == pytest.approx(error, rel=1e-12, abs=1e-30)
    assert value(f"c after {steps} steps", seen) == pytest.approx(weights[2], rel=1e-12)
    assert value(f"(a + b) after {steps} steps", seen) == pytest.approx(weights[0] + weights[1], rel=1e-12)
    assert value("error", seen) == pytest.approx(0.0196)


def test_steps_ahead_add_up_and_the_session_stays_where_it_is() -> None:
    """After 2 steps, as it will be after 3 more, is 5; also from the middle of a run that was changed."""
    seen = world(three_inputs(), TakeSteps(2), SetAlpha(0.005), TakeSteps(1))
    later = world(three_inputs(), TakeSteps(2), SetAlpha(0.005), TakeSteps(6))
    assert value("a after 2 steps after 3 steps", seen) == value("a", later)
    assert read_amount("a after 2 steps after 3 steps", ()).steps_ahead == 5
    assert seen.now.step == 4


def test_where_the_run_has_diverged_the_error_is_infinite_and_the_rest_no_number() -> None:
    """So an error after too many steps compares as it should, and nothing else pretends to be known."""
    seen = world(three_inputs(alpha=0.5))
    assert value("error after 400 steps", seen) == inf
    assert isnan(value("a after 400 steps", seen))
    assert holds("error after 400 steps > 1000", seen)
    assert holds("diverged after 400 steps", seen)
    assert not holds("diverged", seen)
    assert not holds("a after 400 steps = a after 400 steps", seen)
    assert not holds("a after 400 steps != a", seen)
    assert not holds("settled after 400 steps", seen)


def test_a_session_at_its_last_finite_step_has_diverged() -> None:
    """There is no step after it."""
    assert holds("diverged", world(three_inputs(alpha=0.5), TakeSteps(400)))


def test_outputs_are_named_where_there_are_several() -> None:
    """Without a name, the error is the network's, the limit the smallest; a delta needs a name."""
    seen = world(three_outputs())
    assert value("delta of hurt", seen) == pytest.approx(0.095)
    assert value("delta of win", seen) == pytest.approx(-0.87)
    assert value("error of sad", seen) == pytest.approx(0.485**2)
    assert value("error", seen) == pytest.approx(0.095**2 + 0.87**2 + 0.485**2)
    with pytest.raises(CheckError, match=r"of which output\? Add “of hurt”; there are hurt, win, sad"):
        value("delta", seen)


def test_nine_weights_are_named_row_by_row() -> None:
    """Those from d to f lead to the second output, and their deltas are of the outer product."""
    seen = world(nine_weights())
    _, _, deltas = learn(NINE, GAMES[0], [0.1, 1.0, 0.1], 0.01)
    for index, name in enumerate("abcdefghi"):
        assert value(name, seen) == NINE[index // 3][index % 3]
        assert value(f"weight_delta of {name}", seen) == pytest.approx(deltas[index // 3][index % 3])


def test_runs_are_named() -> None:
    """Without a name the run is meant that is looked at first: the last."""
    seen = world(correct_and_printed(), TakeSteps(1))
    printed = value("error in printed", seen)
    assert printed == value("error", seen) == pytest.approx(0.6543, abs=5e-5)
    assert value("error in correct", seen) == pytest.approx(0.0640, abs=5e-5)
    assert value("error in correct after 1 step", seen) == pytest.approx(0.00429, abs=5e-6)
    assert value("error after 1 step in correct", seen) == value("(error) in correct after 1 step", seen)
    assert holds(
        "error in correct < error in printed and rule is correct in correct and not rule is correct", seen
    )


def test_a_frozen_weight_takes_its_input_out_of_the_limit() -> None:
    """1.0738 with a frozen."""
    seen = world(frozen_a())
    assert value("limit", seen) == pytest.approx(2 / 1.8625)
    assert value("weight_delta of a", seen) == 0
    assert holds("a is frozen and not b is frozen and b is free and b is unfrozen", seen)
    assert value("frozen weights", seen) == 1
    everything = world(three_inputs(frozen=[[True, True, True]]))
    assert value("limit", everything) == inf
    assert holds("everything is frozen", everything)
    assert holds("all are frozen", everything)
    assert not holds("all frozen", seen)


def test_a_flat_line_has_no_bottom() -> None:
    """With an input of 0 there is no number, so no comparison holds."""
    seen = world(three_inputs(), SetInput(0, 0, 0.0))
    assert isnan(value("bottom of a", seen))
    assert isnan(value("distance of a", seen))
    assert not holds("distance of a < 1000", seen)


def test_several_examples_have_a_mean_error() -> None:
    """The mean of the network's errors over the four games, where they are trained on."""
    seen = world(three_inputs(), SetOrder(Order(Taking.IN_TURN)))
    deltas = [sum(x * w for x, w in zip(game, [0.1, 0.2, -0.1], strict=True)) for game in GAMES]
    errors = [(delta - win) ** 2 for delta, win in zip(deltas, [1, 1, 0, 1], strict=True)]
    assert value("mean error", seen) == pytest.approx(sum(errors) / 4)
    assert value("example after 2 steps", seen) == 3


def test_vectors_have_letters_and_products() -> None:
    """The chapter's: a·b = 0, b·c = 1, b·d = 1, c·c = 2, d·d = 0.5, c·e = 0."""
    seen = world(catalogue.load("dot-products"))
    products = {"a and b": 0, "b and c": 1, "b and d": 1, "c and c": 2, "d and d": 0.5, "c and e": 0}
    assert {pair: value(f"product of {pair}", seen) for pair in products} == products
    with pytest.raises(CheckError, match="there is no vector “f”; there are a, b, c, d, e"):
        value("product of a and f", seen)


# --- sentences ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "error falls",
        "error falls in 40 steps",
        "a moves",
        "a grows and c grows",
        "win stays",
        "a moves most",
        "a moves most in 10 steps",
        "0.005 <= alpha < limit",
        "error ≠ 0 and error ≥ 0.0196 and error ≤ 0.0196 and error = 0.0196 and error == 0.0196",
        "not (error grows or a stays)",
        "not not alpha > 0",
        "alpha > limit or error < 1",
        "order is one",
        "rule is correct",
        "phase is predict",
        "settled after 300 steps",
        "not settled",
        "not playing and not forked and not diverged",
        "delta < 0 now",
    ],
)
def test_a_sentence_that_holds(text: str) -> None:
    """Of the first game with three inputs."""
    assert holds(text, world(three_inputs()))


def test_and_binds_stronger_than_or() -> None:
    """As everywhere."""
    seen = world(three_inputs())
    assert holds("alpha > 0 or alpha > 0 and alpha < 0", seen)
    assert not holds("(alpha > 0 or alpha > 0) and alpha < 0", seen)


def test_since_the_start_looks_back() -> None:
    """A task compares with the beginning of its step; nothing has to be run for it."""
    start = snapshot(three_inputs())
    now = snapshot(three_inputs(), TakeSteps(2), SetWeight(B, 0.5))
    seen = World(now, start)
    assert holds("a moved and b grew and c grew and toes stayed", seen)
    assert holds("error != error at start", seen)
    assert value("a at start", seen) == 0.1
    assert value("steps taken", seen) == 2
    assert not holds("a fell", seen)
    with pytest.raises(CheckError, match="only a question can look ahead"):
        value("a after 1 step", seen)


def test_settings_are_told_by_their_words() -> None:
    """Phases, orders and rules are what the window calls them."""
    seen = world(
        nine_weights(),
        SetOrder(Order(Taking.SHUFFLED_ONCE)),
        SetRule(Rule.SWAPPED_OUTER_PRODUCT),
        GoToPhase(Phase.WEIGHT_DELTAS),
    )
    assert holds("order is shuffled once and not order is shuffled", seen)
    assert holds("rule is swapped outer product", seen)
    assert holds("phase is weight deltas", seen)
    assert holds("playing", world(three_inputs(), Play()))


def test_what_only_the_window_knows_comes_with_the_looks() -> None:
    """Which weight is selected, in any run, and which view is in front."""
    seen = world(three_inputs(), looks=Looks("surface", B))
    assert holds("b is selected and not a is selected", seen)
    assert holds("surface is open and not code is open", seen)
    assert not holds("a is selected", world(three_inputs()))
    both = world(correct_and_printed(), looks=Looks("", WeightRef(0, 0, 1)))
    assert holds("b is selected and b is selected in correct and not b is selected in printed", both)


def test_only_zero_equals_zero_and_other_numbers_to_nine_digits() -> None:
    """So “delta = 0” means exactly, and 0.3 is 0.1 + 0.2."""
    seen = world(three_inputs(), SetWeight(A, 0.0), SetAlpha(0.1 + 0.2))
    assert holds("alpha = 0.3 and not alpha < 0.3 and not alpha > 0.3 and alpha <= 0.3", seen)
    assert holds("a = 0 and not 1e-300 = 0", seen)
    assert holds("delta after 45 steps = 0", world(frozen_a()))


def test_the_weight_that_moves_most_must_be_alone() -> None:
    """With equal inputs there is none, nor where nothing moves."""
    assert heaviest(world(three_inputs()), 1) == "a"
    assert heaviest(world(frozen_a()), 1) == "c"
    assert heaviest(world(three_inputs(), SetInput(0, 1, 8.5)), 1) == ""
    assert heaviest(world(three_inputs(alpha=0.0)), 1) == ""
    assert not holds("a moves most", world(frozen_a()))


def test_single_and_three_inputs_side_by_side() -> None:
    """A name that only one of the runs has needs that run's name, unless it is looked at first."""
    seen = world(one_and_three())
    assert holds("b > 0 and a in single = 0.1 and error in single > error in three", seen)
    with pytest.raises(CheckError, match="there is no “b” in this scene; there are a, toes, win"):
        holds("b in single > 0", seen)


# --- what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the end where a name or a number belongs"),
        ("error", "a number stands alone; compare it with something"),
        ("errr < 1", "“errr”; did you mean error?"),
        ("z < 1", "there is no “z” in this scene; there are a, b, c, toes, wlrec, nfans, win"),
        ("error fals", "“fals” does not belong here; did you mean falls"),
        ("error < 1 alpha", "“alpha” does not belong here"),
        ("error < ", "the end where a name or a number belongs"),
        ("error < (1", "the end where “)” belongs; close the bracket"),
        ("error falls < 1", "“<” does not belong here"),
        ("(error falls) < 1", "a number is needed before “<”; what stands there is true or false"),
        ("1 < (error falls)", "a number is needed after “<”"),
        ("not error", "a number stands after “not”"),
        ("error and a moves", "a number stands beside “and”"),
        ("a is happy", "“happy” after “is”; write frozen, free or selected"),
        ("error is frozen", "only a weight is frozen; write its name before"),
        ("delta moves most", "only a weight moves most"),
        ("error falls in 3", "the end after “3”; write “3 steps”"),
        ("error falls in x steps", "“x” where a number of steps belongs"),
        ("error after two steps < 1", "“two” where a number of steps belongs"),
        ("error after 0 steps < 1", "0 steps; use 1 to 20,000"),
        ("error after 20001 steps < 1", "20001 steps; use 1 to 20,000"),
        ("error after 99999999999999999999 steps < 1", "use 1 to 20,000"),
        ("error after 1.5 steps < 1", "“1.5” where a number of steps belongs"),
        ("error at step 3 < 1", "“step” after “at”; write “at start” or “after 3 steps”"),
        ("weight_delta < 1", "“<” where a weight belongs; write, for example, “of a”"),
        ("weight_delta of z < 1", "there is no weight “z”; there are a, b, c"),
        ("error of loss < 1", "there is no output “loss”; there are win"),
        ("delta of < 1", "“<” after “of”; write a name"),
        ("error in other < 1", "there is no run “other”; there are run"),
        ("order is random", "“random” after “order is”; use one of one, in turn"),
        ("product of a or b = 1", "“or” where the second vector belongs"),
        ("and < 1", "“and” does not belong here; if it is a name, put it in quotes: 'and'"),
        ("error @ 1", "“@ 1” cannot be read"),
        ("error < 1; alpha", "“; alpha” cannot be read"),
        ("(" * 21 + "1" + ")" * 21 + " = 1", "more than 20 brackets or signs inside each other"),
        ("not " * 30 + "error < 1", "more than 20 brackets or signs inside each other"),
        ("- " * 30 + "1 < 1", "more than 20 brackets or signs inside each other"),
        ("error < 1 and " * 40 + "error < 1", "characters; use at most 400"),
        ("error falls and falls", "“falls” does not belong here"),
    ],
)
def test_what_cannot_be_understood_gets_a_sentence(text: str, said: str) -> None:
    """It names the word and what to write instead."""
    with pytest.raises(CheckError) as refused:
        read_truth(text, three_inputs().lanes)
    assert said in str(refused.value)


def test_a_sentence_is_no_number() -> None:
    """Where a number is asked for."""
    with pytest.raises(CheckError, match="a number is needed here; what stands there is true or false"):
        read_amount("error < 1", three_inputs().lanes)


@pytest.mark.parametrize(
    "text", ["error falls", "a moves most", "error after 3 steps < 1", "not (a after 1 step = 0)"]
)
def test_a_task_may_not_look_ahead(text: str) -> None:
    """The session does, for questions; a task says what is, or what was done."""
    with pytest.raises(CheckError, match="write “fell”, “grew”, “moved” or “stayed”"):
        read_truth(text, three_inputs().lanes, ahead=False)
    assert read_truth("error fell and a moved", three_inputs().lanes, ahead=False).steps_ahead == 0


def test_what_needs_images_says_so() -> None:
    """Accuracy and scores are of images only."""
    seen = world(three_inputs())
    for text in ("accuracy", "learnt accuracy", "score of win", "guess", "label"):
        with pytest.raises(CheckError, match="this scene has no images"):
            value(text, seen)


@pytest.mark.parametrize("name", sorted(RESERVED | {"two words", "3"}))
def test_any_name_can_be_written_in_quotes(name: str) -> None:
    """Even that of a word of the language, in each kind of quotes."""
    table = three_inputs().lanes[0].examples
    renamed = type(table)(("x", "y", name), table.target_names, table.inputs, table.targets)
    scene = three_inputs()
    scene = Scene("t", "t", "5", "t", (type(scene.lanes[0])("run", "run", renamed, *_rest(scene)),), ("run",))
    for quoted in (f"'{name}'", f'"{name}"', f"“{name}”"):
        assert value(quoted, world(scene)) == 1.2


def _rest(scene: Scene) -> tuple[object, ...]:
    lane = scene.lanes[0]
    return lane.weights, lane.frozen, lane.alpha


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*sorted(RESERVED), "a", "toes", "3", "<", "(", ")", "-", "'x'"]))
)
def test_no_text_raises_anything_else(text: str | list[str]) -> None:
    """Any text, and any words of the language in any order, can be read or are refused in a sentence."""
    written = text if isinstance(text, str) else " ".join(text)
    seen = World(snapshot(three_inputs()), snapshot(three_inputs()))
    try:
        read_truth(written, three_inputs().lanes).holds(seen)
    except CheckError as error:
        assert str(error)  # noqa: PT017  # pytest.raises would demand an error


# --- what gives it away -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("delta < 0", ("delta", "error", "weight deltas")),
        ("error falls", ("ahead", "destination", "weight deltas", "limits")),
        ("error after 3 steps < error", ("ahead", "destination", "weight deltas", "limits")),
        ("limit > 1", ("limits",)),
        ("a = 0 or toes = 0 or alpha = 1", ()),
        ("error fell and a at start = 0", ()),
        ("pred > 0", ("prediction", "delta", "error", "weight deltas")),
        ("bottom of a > 0", ("destination",)),
    ],
)
def test_a_check_tells_what_would_give_it_away(text: str, facts: tuple[str, ...]) -> None:
    """What a question hides if its lesson says nothing."""
    assert read_truth(text, three_inputs().lanes).given_away_by == facts


def test_forks_count_for_the_run_they_were_forked_from() -> None:
    """A world in which there is only one run has no other."""
    seen = world(three_inputs())
    assert seen.forks() == [seen]


def test_names_are_believed_while_there_are_no_runs() -> None:
    """A scene's images are loaded later; a name that is wrong is found when the check is used."""
    check = read_truth("score of 3 > 0 and frobnicate > 1", ())
    with pytest.raises(CheckError):
        check.holds(world(three_inputs()))


def test_targets_and_weights_follow_what_is_changed() -> None:
    """A check reads the session, not the scene."""
    seen = world(three_inputs(), SetTarget(0, 0, 0.5), Freeze(A, True), SetWeight(A, 0.7))
    assert value("win", seen) == 0.5
    assert value("a", seen) == 0.7
    assert holds("a is frozen", seen)
    assert isnan(value("a / 0", seen))
