"""Each rule with a state that it speaks of and a near miss; numbers against plain arithmetic."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pytest
from image_scenes import image_scene, small_images
from scenes import (
    INPUTS,
    correct_and_printed,
    frozen_a,
    lane,
    nine_weights,
    one_and_three,
    scene,
    table,
    three_inputs,
    three_outputs,
)

from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.lessons import catalogue
from gdstudio.lessons.remarks import Kind, Part, Spot, is_untouched, remarks
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    Play,
    Rule,
    Seek,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetSpeed,
    SetTarget,
    SetWeight,
    Snapshot,
    Speed,
    TakeSteps,
    WeightRef,
)
from gdstudio.model.session import Session
from gdstudio.numerals import parse

if TYPE_CHECKING:
    from gdstudio.lessons.remarks import Remark
    from gdstudio.messages import Command, Scene

A, B, C = (WeightRef(0, 0, column) for column in range(3))
IN_TURN, FULL_BATCH = Order(Taking.IN_TURN), Order(Taking.FULL_BATCH)
GAME = (8.5, 0.65, 1.2)
LIMIT = 2 / sum(value * value for value in GAME)  # 0.026986


def session_of(start: Scene, *commands: Command) -> Session:
    session = Session(start)
    for command in commands:
        session.apply(command)
    return session


def played(start: Scene, *commands: Command, most: int = 20_000) -> Session:
    """A session played until it stops by itself."""
    session = session_of(start, *commands, SetSpeed(Speed(None)), Play())
    while session.playing and session.step < most:
        session.play(64)
    assert not session.playing
    return session


def seen(start: Scene, *commands: Command) -> list[Remark]:
    return list(remarks(session_of(start, *commands).snapshot()))


def hints(found: list[Remark]) -> list[Kind]:
    """The kinds that are worth a hint, the most important first."""
    return [remark.kind for remark in found if remark.importance]


def the(kind: Kind, found: list[Remark]) -> Remark:
    """The only remark of a kind that is worth a hint."""
    (only,) = [remark for remark in found if remark.kind is kind and remark.importance]
    return only


def commands_of(remark: Remark) -> tuple[Command, ...]:
    assert remark.remedy is not None
    return remark.remedy.commands


# --- a usual run ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [0, 1, 5])
@pytest.mark.parametrize("start", [three_inputs(), three_outputs(), nine_weights(), one_and_three()])
def test_of_a_usual_run_there_is_nothing_to_say(start: Scene, steps: int) -> None:
    """Alpha shrinks every delta, all inputs are positive, nothing is frozen."""
    assert seen(start, TakeSteps(steps)) == []


@pytest.mark.parametrize(
    "scene_id", [name for name in catalogue.ids() if name not in {"mnist", "weight-pictures"}]
)
def test_a_scene_as_it_is_opened_is_untouched(scene_id: str) -> None:
    """Until something is changed or a step is taken."""
    session = session_of(catalogue.load(scene_id))
    assert is_untouched(session.snapshot())
    session.apply(SetAlpha(0.005))
    assert not is_untouched(session.snapshot())


def test_a_scene_is_touched_by_a_step_also_when_one_has_gone_back() -> None:
    """What was recorded stays recorded."""
    session = session_of(three_inputs(), TakeSteps(1))
    assert not is_untouched(session.snapshot())
    session.apply(Seek(1))
    assert not is_untouched(session.snapshot())


# --- inputs -----------------------------------------------------------------------------------------------


def test_an_input_of_0_has_nothing_to_teach() -> None:
    """It is said of that input, with its weight, and of no other."""
    found = seen(three_inputs(), SetInput(0, 0, 0.0))
    remark = the(Kind.INPUT_ZERO, found)
    assert (remark.spot, remark.lane, remark.remedy) == (Spot(Part.INPUT, input=0), 0, None)
    assert (
        remark.sentence == "toes is 0: the weight_delta is δ × 0 = 0, so a has nothing to learn (stopping)."
    )
    assert remark.said.brief[0] == "input 0: nothing to learn"
    assert hints(found) == [Kind.INPUT_ZERO]


def test_an_input_of_nearly_0_teaches_a_little() -> None:
    """The near miss."""
    assert Kind.INPUT_ZERO not in hints(seen(three_inputs(), SetInput(0, 0, 1e-9)))


def test_an_input_of_0_names_all_its_weights() -> None:
    """One for each output."""
    remark = the(Kind.INPUT_ZERO, seen(nine_weights(), SetInput(0, 1, 0.0)))
    assert "wlrec is 0: the weight_deltas are δ × 0 = 0, so b, e and h have nothing" in remark.sentence


def test_a_negative_input_turns_the_direction_round() -> None:
    """The weight then moves with delta’s sign: checked on the step itself."""
    session = session_of(three_inputs(), SetInput(0, 0, -1.2))
    snapshot = session.snapshot()
    remark = the(Kind.INPUT_NEGATIVE, list(remarks(snapshot)))
    assert remark.spot == Spot(Part.INPUT, input=0)
    assert "toes is −1.2, which turns the direction round: a moves with delta’s sign" in remark.sentence
    assert remark.said.brief[0] == "input −1.2: turns the direction round"
    now = snapshot.lanes[0].now
    moved, delta = now.new_weights - now.weights, now.delta[0]
    assert np.sign(moved[0, 0]) == np.sign(delta)
    assert np.sign(moved[0, 1]) == -np.sign(delta)


def test_of_several_examples_an_input_is_worth_a_hint_only_if_it_is_so_in_all() -> None:
    """Else it would come and go with the examples; it is still said in its place."""
    at_zero = [SetInput(row, 0, 0.0) for row in range(4)]
    some = seen(three_inputs(order=IN_TURN), *at_zero[:3])
    assert Kind.INPUT_ZERO in [remark.kind for remark in some]
    assert Kind.INPUT_ZERO not in hints(some)
    every = the(Kind.INPUT_ZERO, seen(three_inputs(order=IN_TURN), *at_zero))
    assert "toes is 0 in every example" in every.sentence
    below = [SetInput(row, 2, -1.0 - row) for row in range(4)]
    assert Kind.INPUT_NEGATIVE not in hints(seen(three_inputs(order=IN_TURN), *below[:3]))
    assert (
        "nfans is negative in every example"
        in the(Kind.INPUT_NEGATIVE, seen(three_inputs(order=IN_TURN), *below)).sentence
    )


@pytest.mark.parametrize("value", [900_000.0, -1e6])
def test_a_value_near_the_largest_is_remarked_on(value: float) -> None:
    """Inputs, targets and weights; with the largest that there may be."""
    for command, name in ((SetInput(0, 1, value), "wlrec"), (SetTarget(0, 0, value), "win")):
        remark = the(Kind.NEAR_LARGEST, seen(three_inputs(alpha=1e-13), command))
        assert remark.sentence.startswith(f"{name} is {'900' if value > 0 else '−1'}")
        assert "1\u2009000\u2009000 is allowed" in remark.sentence
    weight = the(Kind.NEAR_LARGEST, seen(three_inputs(), SetWeight(B, value)))
    assert weight.spot == Spot(Part.WEIGHT, 0, 1)


def test_a_value_far_from_the_largest_is_not() -> None:
    """The near miss."""
    found = seen(three_inputs(alpha=1e-13), SetInput(0, 1, 899_999.0), SetWeight(B, -899_999.0))
    assert Kind.NEAR_LARGEST not in hints(found)


# --- frozen weights and what can't change -----------------------------------------------------------------


def test_a_weight_frozen_by_hand_is_worth_a_hint() -> None:
    """With the way to set it free; in its place with what its weight_delta would be."""
    found = seen(three_inputs(), Freeze(A, frozen=True))
    hint = the(Kind.FROZEN, found)
    assert hint.sentence.startswith("a is frozen: its weight_delta is set to 0 before every step")
    assert commands_of(hint) == (Freeze(A, frozen=False),)
    (place,) = [remark for remark in found if not remark.importance]
    assert place.spot == Spot(Part.WEIGHT, 0, 0)
    assert (
        place.sentence == "a is frozen: its weight_delta would be −1.19 and is set to 0, so a stays at 0.1."
    )


def test_what_the_scene_itself_has_frozen_is_said_in_its_place_only() -> None:
    """The scene's own text is about it."""
    found = seen(frozen_a(), TakeSteps(1))
    assert hints(found) == []
    assert [remark.kind for remark in found] == [Kind.FROZEN]


def test_a_frozen_weight_that_would_not_move_is_not_remarked_on_in_its_place() -> None:
    """Its input is 0: no delta would move it."""
    found = seen(frozen_a(), SetInput(0, 0, 0.0))
    assert [remark.spot for remark in found if remark.kind is Kind.FROZEN] == []


def test_with_everything_frozen_nothing_moves() -> None:
    """The remedy sets all free; with one free weight it is not said."""
    freeze = [Freeze(ref, frozen=True) for ref in (A, B, C)]
    found = seen(three_inputs(), *freeze)
    assert hints(found) == [Kind.ALL_FROZEN]
    assert commands_of(found[0]) == tuple(Freeze(ref, frozen=False) for ref in (A, B, C))
    assert Kind.ALL_FROZEN not in hints(seen(three_inputs(), *freeze[:2]))


def test_an_output_whose_free_weights_have_input_0_is_stuck() -> None:
    """Unfreezing the one that has an input would help; its delta is told, and stays."""
    commands = (SetInput(0, 0, 0.0), SetInput(0, 1, 0.0), Freeze(C, frozen=True))
    session = session_of(three_inputs(), *commands)
    remark = the(Kind.STUCK, list(remarks(session.snapshot())))
    assert remark.spot == Spot(Part.OUTPUT, 0)
    delta = -0.1 * 1.2 - 1
    assert f"so delta stays at {delta:.2f}".replace("-", "−") in remark.sentence
    assert commands_of(remark) == (Freeze(C, frozen=False),)
    session.apply(TakeSteps(5))
    assert session.snapshot().lanes[0].now.delta[0] == pytest.approx(delta)


def test_a_stuck_output_without_frozen_inputs_has_no_remedy() -> None:
    """All inputs are 0: only another input could help."""
    found = seen(three_outputs(), SetInput(0, 0, 0.0))
    stuck = [remark for remark in found if remark.kind is Kind.STUCK]
    assert [remark.spot.output for remark in stuck] == [0, 1, 2]
    assert all(remark.remedy is None for remark in stuck)
    assert stuck[1].sentence == "win can’t reach its target: all its inputs are 0, so delta stays at −1."


def test_an_output_whose_weights_are_all_frozen_is_stuck() -> None:
    """While another learns."""
    freeze = [Freeze(WeightRef(0, 1, column), frozen=True) for column in range(3)]
    remark = the(Kind.STUCK, seen(nine_weights(), *freeze))
    assert (
        remark.sentence == "win can’t reach its target: all its weights are frozen, so delta stays at −0.02."
    )
    assert set(commands_of(remark)) == {Freeze(WeightRef(0, 1, column), frozen=False) for column in range(3)}


@pytest.mark.parametrize(
    "commands",
    [
        (SetInput(0, 0, 0.0), SetInput(0, 1, 0.0)),  # c still has an input
        (SetInput(0, 0, 0.0), SetInput(0, 1, 0.0), Freeze(C, frozen=True), SetTarget(0, 0, -0.12)),  # delta 0
    ],
)
def test_an_output_that_can_change_or_need_not_is_not_stuck(commands: tuple[Command, ...]) -> None:
    """Two near misses."""
    assert Kind.STUCK not in hints(seen(three_inputs(), *commands))


def test_an_output_that_is_stuck_on_one_example_of_several_is_so_only_in_its_place() -> None:
    """Another example moves it."""
    zero = [SetInput(row, 0, 0.0) for row in range(4)]
    one = scene(lane(table(["toes"], ["win"]), [[0.1]], order=IN_TURN))
    some = seen(one, *zero[:3])
    assert Kind.STUCK not in hints(some)
    assert Spot(Part.OUTPUT, 0) in [remark.spot for remark in some]
    assert "in every example" in the(Kind.STUCK, seen(one, *zero)).sentence


# --- alpha ------------------------------------------------------------------------------------------------


def test_alpha_0_changes_nothing() -> None:
    """The scene's own alpha is offered, or one that does not overshoot where that is too large."""
    found = seen(three_inputs(), SetAlpha(0.0))
    assert hints(found) == [Kind.ALPHA_ZERO]
    assert commands_of(found[0]) == (SetAlpha(0.01),)
    assert commands_of(seen(three_inputs(alpha=0.1), SetAlpha(0.0))[0]) == (SetAlpha(0.013),)
    assert Kind.ALPHA_ZERO not in hints(seen(three_inputs(), SetAlpha(1e-9)))


@pytest.mark.parametrize("alpha", [LIMIT * 1.0001, 0.1, 1000.0])
def test_alpha_above_the_limit_is_named_with_the_limit(alpha: float) -> None:
    """Both so that one sees which is larger; with the alpha offered no step overshoots."""
    session = session_of(three_inputs(), SetAlpha(alpha))
    remark = the(Kind.ABOVE_LIMIT, list(remarks(session.snapshot())))
    words = remark.sentence.replace(":", "").split()
    shown, limit = parse(words[1]), parse(words[words.index("limit") + 1])
    assert shown > limit
    assert limit == pytest.approx(LIMIT, rel=1e-3)
    (command,) = commands_of(remark)
    assert isinstance(command, SetAlpha)
    assert 0.4 * LIMIT < command.alpha <= LIMIT / 2
    session.apply(command)
    assert hints(list(remarks(session.snapshot()))) == []


def test_alpha_just_below_the_limit_overshoots_and_converges() -> None:
    """Above half the limit every step jumps over the bottom; below it none does."""
    found = seen(three_inputs(), SetAlpha(LIMIT * 0.9999))
    assert hints(found) == [Kind.OVERSHOOTS]
    assert "is above 0.01349" in found[0].sentence
    assert hints(seen(three_inputs(), SetAlpha(LIMIT / 2 * 1.0001))) == [Kind.OVERSHOOTS]
    assert hints(seen(three_inputs(), SetAlpha(LIMIT / 2 * 0.9999))) == []


def test_alpha_on_the_limit_only_turns_the_sign_round() -> None:
    """Neither above nor below: the error stays."""
    session = session_of(scene(lane(table(["toes"], ["win"]), [[0.1]], alpha=2 / 8.5**2)))
    assert hints(list(remarks(session.snapshot()))) == [Kind.ON_LIMIT]
    before = session.snapshot().lanes[0].now.total_error
    session.apply(TakeSteps(7))
    assert session.snapshot().lanes[0].now.total_error == pytest.approx(before)


def test_alpha_above_the_limit_of_some_outputs_names_the_worst() -> None:
    """Freezing toes for hurt and sad leaves win the only output that is too steep."""
    freeze = [Freeze(WeightRef(0, output, 0), frozen=True) for output in (0, 2)]
    found = seen(nine_weights(), *freeze, SetAlpha(0.1))
    assert "is above the limit 0.02699 for win:" in the(Kind.ABOVE_LIMIT, found).sentence


def test_an_output_without_a_delta_does_not_mind_alpha() -> None:
    """A delta of exactly 0 stays 0: nothing grows, whatever alpha is."""
    found = seen(three_inputs(alpha=0.1), *(SetWeight(ref, 0.0) for ref in (A, B, C)), SetTarget(0, 0, 0.0))
    assert hints(found) == [Kind.AT_BOTTOM]


def test_a_misprinted_run_has_no_limit_of_alpha() -> None:
    """The limits hold for the correct recipe: of the other run nothing is said."""
    found = seen(correct_and_printed(), SetAlpha(0.1))
    assert [remark.lane for remark in found if remark.kind is Kind.ABOVE_LIMIT] == [0]


def _growth(alpha: float) -> float:
    """What a pass over the four games in turn, all targets 0, multiplies the weights by in the long run."""
    games = list(zip(*INPUTS.values(), strict=True))
    weights, length = [1.0, -0.3, 0.7], 1.0
    for _ in range(400):
        for game in games:
            delta = sum(w * x for w, x in zip(weights, game, strict=True))
            weights = [w - alpha * delta * x for w, x in zip(weights, game, strict=True)]
        length = sum(w * w for w in weights) ** 0.5
        weights = [w / length for w in weights]
    return length


def test_several_examples_have_a_stretch_without_a_guarantee() -> None:
    """From 2 ÷ max S up to the alpha where a pass begins to grow; beyond it diverges."""
    largest = max(sum(x * x for x in game) for game in zip(*INPUTS.values(), strict=True))
    guaranteed = 2 / largest
    start = three_inputs(order=IN_TURN)
    inside = [Kind.UNREACHABLE]
    assert hints(seen(start, SetAlpha(guaranteed * 0.999))) == inside
    found = seen(start, SetAlpha(0.022))
    assert hints(found) == [Kind.NO_GUARANTEE, *inside]
    assert f"Below {guaranteed:.5f} nothing can diverge" in found[0].sentence
    measured = parse(found[0].sentence.rstrip(".").rsplit(" ", 1)[1])
    assert _growth(measured * 0.999) < 1 < _growth(measured * 1.001)
    beyond = the(Kind.ABOVE_LIMIT, seen(start, SetAlpha(measured * 1.001)))
    assert "above the measured limit 0.02324" in beyond.sentence
    surely = parse(beyond.sentence.partition("Below ")[2].split()[0])
    assert guaranteed * 0.99 < surely <= guaranteed
    assert commands_of(beyond) == (SetAlpha(0.01),)


def test_a_full_batch_has_an_exact_limit() -> None:
    """Two divided by the largest eigenvalue: no stretch without a guarantee."""
    games = np.array(list(INPUTS.values())).T
    limit = 2 / np.linalg.eigvalsh(games.T @ games / 4)[-1]
    start = three_inputs(order=FULL_BATCH)
    above = hints(seen(start, SetAlpha(limit * 1.001)))
    assert above == [Kind.ABOVE_LIMIT, Kind.UNREACHABLE]
    assert hints(seen(start, SetAlpha(limit * 0.999))) == [Kind.UNREACHABLE, Kind.OVERSHOOTS]


def test_the_alpha_offered_suits_all_runs_that_share_it() -> None:
    """Runs side by side have one alpha; the steeper of the two decides."""
    remark = the(Kind.ABOVE_LIMIT, seen(one_and_three(), SetAlpha(0.0275)))  # too much for three inputs only
    assert remark.sentence.startswith("“three inputs”: Alpha 0.0275 is above")
    assert commands_of(remark) == (SetAlpha(0.013),)


# --- unfreezing -------------------------------------------------------------------------------------------


def test_unfreezing_that_lowers_the_limit_below_alpha_says_from_what_to_what() -> None:
    """The freeze's second act: 1.0738 with a frozen, 0.02699 without."""
    before = 2 / (0.65**2 + 1.2**2)
    session = session_of(frozen_a(), TakeSteps(2), Freeze(A, frozen=False))
    found = list(remarks(session.snapshot()))
    remark = the(Kind.UNFROZEN, found)
    assert f"from {before:.3f} to {LIMIT:.5f}, below alpha 0.3" in remark.sentence
    assert remark.sentence.endswith("So the error grows.")
    assert commands_of(remark) == (SetAlpha(0.013),)
    assert Kind.ABOVE_LIMIT not in hints(found)
    session.apply(TakeSteps(3))
    assert the(Kind.UNFROZEN, list(remarks(session.snapshot()))).sentence == remark.sentence


def test_with_a_delta_of_0_unfreezing_moves_nothing_and_says_why() -> None:
    """The second act as the chapter plays it."""
    session = played(frozen_a())
    session.apply(Freeze(A, frozen=False))
    found = list(remarks(session.snapshot()))
    assert hints(found) == [Kind.UNFROZEN, Kind.AT_BOTTOM]
    assert found[0].sentence.endswith("Only a delta of 0 keeps it still.")


def test_several_weights_unfrozen_in_a_row_are_named_together() -> None:
    """As many as it takes to have the old limit above alpha."""
    freeze = [Freeze(ref, frozen=True) for ref in (A, B)]
    free = [Freeze(ref, frozen=False) for ref in (A, B)]
    remark = the(Kind.UNFROZEN, seen(three_inputs(alpha=1.2), *freeze, TakeSteps(1), *free))
    assert remark.sentence.startswith("Unfreezing a and b lowered the limit of alpha from 1.389 to")


@pytest.mark.parametrize(
    "commands",
    [
        (Freeze(A, frozen=False), SetAlpha(0.2)),  # alpha was set last
        (Freeze(A, frozen=False), SetAlpha(0.01)),  # and is small enough
        (Freeze(A, frozen=False), Freeze(A, frozen=True)),  # frozen again
        (Freeze(B, frozen=True), Freeze(B, frozen=False)),  # makes no difference to alpha 0.3
    ],
)
def test_other_reasons_are_not_taken_for_unfreezing(commands: tuple[Command, ...]) -> None:
    """Near misses."""
    assert Kind.UNFROZEN not in hints(seen(frozen_a(), *commands))


# --- where it ends ----------------------------------------------------------------------------------------


def test_a_diverged_run_offers_the_way_back_and_a_smaller_alpha() -> None:
    """To the first step, where the error was smallest; from there it converges."""
    session = played(three_inputs(alpha=0.1))
    remark = the(Kind.DIVERGED, list(remarks(session.snapshot())))
    assert remark.sentence.startswith(f"Diverged: step {session.step} is the last whose error is finite.")
    assert commands_of(remark) == (Seek(1), SetAlpha(0.013))
    assert remark.remedy is not None
    assert remark.remedy.words == "back to step 1, alpha 0.013"
    for command in commands_of(remark):
        session.apply(command)
    assert hints(list(remarks(session.snapshot()))) == []
    session.apply(TakeSteps(200))
    assert session.snapshot().lanes[0].now.total_error < 1e-9


def test_after_unfreezing_the_way_back_leads_to_where_it_was_done() -> None:
    """What helps now need not have helped before."""
    session = played(frozen_a(), TakeSteps(2), Freeze(A, frozen=False))
    assert commands_of(the(Kind.DIVERGED, list(remarks(session.snapshot())))) == (Seek(3), SetAlpha(0.013))


def test_of_several_changes_the_way_back_leads_to_the_smallest_error() -> None:
    """Alpha set anew in the midst of divergence is not where to go on."""
    session = played(three_inputs(), TakeSteps(3), SetAlpha(0.1), TakeSteps(20), SetAlpha(0.2))
    assert commands_of(the(Kind.DIVERGED, list(remarks(session.snapshot())))) == (Seek(4), SetAlpha(0.013))


def test_a_run_that_still_has_finite_errors_has_not_diverged() -> None:
    """One step before the last."""
    session = played(three_inputs(alpha=0.1))
    session.apply(TakeSteps(-1))
    assert hints(list(remarks(session.snapshot()))) == [Kind.ABOVE_LIMIT]


def test_a_misprint_chosen_by_hand_that_diverges_can_be_left() -> None:
    """The way back is to where it was chosen, with the correct recipe; no alpha is blamed."""
    session = played(three_inputs(), TakeSteps(2), SetRule(Rule.DELTA_TURNED_ROUND))
    remark = the(Kind.DIVERGED, list(remarks(session.snapshot())))
    assert "With a printed mistake in force no alpha may be small enough." in remark.sentence
    assert commands_of(remark) == (Seek(3), SetRule(Rule.CORRECT, 0))


def test_at_the_bottom_nothing_moves() -> None:
    """Delta is exactly 0; a step earlier it is tiny."""
    session = played(frozen_a())
    found = list(remarks(session.snapshot()))
    assert hints(found) == [Kind.AT_BOTTOM]
    assert "delta is exactly 0" in found[0].sentence
    session.apply(TakeSteps(-1))
    assert hints(list(remarks(session.snapshot()))) == [Kind.TINY]


@pytest.mark.parametrize(("delta", "said"), [(0.9e-6, True), (1.1e-6, False)])
def test_a_tiny_delta_is_remarked_on(delta: float, said: bool) -> None:
    """Below a millionth the weights move in digits that are not shown."""
    start = scene(lane(table(["toes"], ["win"]), [[(1 + delta) / 8.5]]))
    assert (Kind.TINY in hints(seen(start, TakeSteps(0), SetAlpha(0.001)))) is said


def test_where_no_digit_moves_any_more_it_is_said() -> None:
    """Delta is not 0, but alpha × weight_delta is less than half of the weight's last digit."""
    start = scene(lane(table(["wlrec"], ["win"]), [[1.0]], alpha=1e-17))
    assert hints(seen(start, SetTarget(0, 0, 2.0))) == [Kind.NO_DIGIT]
    assert Kind.NO_DIGIT not in hints(seen(start, SetTarget(0, 0, 2.0), SetAlpha(1e-3)))


def test_weights_that_lose_what_they_learn_are_told_from_a_bottom() -> None:
    """Diverged to 1e+75 and then given a tiny alpha: nothing moves; the way back is offered."""
    session = session_of(three_inputs(alpha=0.1), TakeSteps(95), SetAlpha(1e-20))
    remark = the(Kind.LOST, list(remarks(session.snapshot())))
    assert commands_of(remark) == (Seek(1), SetAlpha(0.013))
    assert float(session.snapshot().lanes[0].now.total_error) > 1e100


def test_all_examples_at_the_bottom_is_found_by_going_through_them() -> None:
    """With every game lost by nobody: zero targets, zero weights. One target more, and there is a delta."""
    nothing = [SetTarget(row, 0, 0.0) for row in range(4)]
    start = scene(lane(table([*INPUTS], ["win"]), [[0.0, 0.0, 0.0]], order=IN_TURN))
    found = seen(start, *nothing)
    assert hints(found) == [Kind.AT_BOTTOM]
    assert "every example’s delta is exactly 0" in found[0].sentence
    assert Kind.AT_BOTTOM not in hints(seen(start, *nothing[1:]))
    quick = remarks(session_of(start, *nothing).snapshot(), thorough=False)
    assert [remark for remark in quick if remark.importance] == []


def _least_squares(targets: list[float], inputs: list[tuple[float, ...]]) -> float:
    """The least mean square, by the normal equations solved with exact fractions."""
    from fractions import Fraction  # noqa: PLC0415  # only this oracle is exact

    rows = [[Fraction(str(x)) for x in row] for row in inputs]
    wanted = [Fraction(str(t)) for t in targets]
    size = len(rows[0])
    system = [
        [sum(row[i] * row[j] for row in rows) for j in range(size)]
        + [sum(row[i] * t for row, t in zip(rows, wanted, strict=True))]
        for i in range(size)
    ]
    for i in range(size):
        for k in range(size):
            if k != i:
                factor = system[k][i] / system[i][i]
                system[k] = [a - factor * b for a, b in zip(system[k], system[i], strict=True)]
    weights = [system[i][size] / system[i][i] for i in range(size)]
    deltas = [
        sum(w * x for w, x in zip(weights, row, strict=True)) - t for row, t in zip(rows, wanted, strict=True)
    ]
    return float(sum(d * d for d in deltas) / len(deltas))


def test_that_no_weights_fit_all_examples_is_said_with_the_least_mean_error() -> None:
    """Against exact fractions; with a frozen, which stays at 0.1, it is another."""
    games = list(zip(*INPUTS.values(), strict=True))
    least = _least_squares([1, 1, 0, 1], games)
    found = the(Kind.UNREACHABLE, seen(three_inputs(order=IN_TURN)))
    assert f"No weights fit all 4 examples at once: the least mean error is {least:.4g}" in found.sentence
    held = _least_squares(
        [target - 0.1 * game[0] for target, game in zip([1, 1, 0, 1], games, strict=True)],
        [game[1:] for game in games],
    )
    found = the(Kind.UNREACHABLE, seen(frozen_a(order=IN_TURN, alpha=0.01)))
    assert f"while a is frozen: the least mean error is {held:.4g}" in found.sentence


def test_examples_that_fit_together_are_reachable() -> None:
    """Two games and three weights; and one example alone always is."""
    two = Examples.table(["toes", "wlrec"], ["win"], [[8.5, 0.65], [9.5, 0.8]], [[1], [0]])
    assert Kind.UNREACHABLE not in hints(seen(scene(lane(two, [[0.1, 0.2]], order=IN_TURN))))
    assert Kind.UNREACHABLE not in hints(seen(three_inputs(), SetAlpha(0.011)))


def test_a_full_batch_that_has_arrived_says_that_nothing_is_better() -> None:
    """Its mean error is the least there is, though not 0."""
    one = scene(lane(table(["toes"], ["win"]), [[0.1]], order=FULL_BATCH, alpha=0.01))
    session = played(one, SetAlpha(0.012))
    found = list(remarks(session.snapshot()))
    assert hints(found)[0] is Kind.AT_BOTTOM
    least = _least_squares([1, 1, 0, 1], [(x,) for x in INPUTS["toes"]])
    assert f"{least:.4g} is the least there is" in found[0].sentence


# --- misprints --------------------------------------------------------------------------------------------


def test_a_misprint_that_the_scene_begins_with_is_no_hint() -> None:
    """To find it is the lesson; and the remark does not say which it is."""
    found = seen(correct_and_printed(), TakeSteps(1))
    assert hints(found) == []
    (remark,) = found
    assert (remark.kind, remark.lane, remark.remedy) == (Kind.RULE, 1, None)
    assert "outer" not in remark.sentence
    assert "swapped" not in remark.sentence


def test_a_misprint_chosen_by_hand_can_be_left() -> None:
    """With the correct recipe nothing is said."""
    session = session_of(nine_weights(), SetRule(Rule.WEIGHTS_FOR_INPUT))
    remark = the(Kind.RULE, list(remarks(session.snapshot())))
    assert commands_of(remark) == (SetRule(Rule.CORRECT, 0),)
    session.apply(*commands_of(remark))
    assert list(remarks(session.snapshot())) == []


# --- runs -------------------------------------------------------------------------------------------------


def test_what_is_true_of_all_runs_names_none() -> None:
    """Alpha 0 is 0 for both; the misprint is one run's."""
    found = seen(correct_and_printed(), SetAlpha(0.0))
    assert {remark.sentence[:10] for remark in found if remark.kind is Kind.ALPHA_ZERO} == {"Alpha is 0"}
    assert [r.sentence[:12] for r in found if r.kind is Kind.RULE] == ["“as printed”"]


def test_of_equally_important_remarks_the_run_looked_at_comes_first() -> None:
    """It is the last one, unless another is."""
    snapshot = session_of(one_and_three(), SetAlpha(0.1)).snapshot()
    assert [remark.lane for remark in remarks(snapshot)] == [1, 0]
    assert [remark.lane for remark in remarks(snapshot, first=0)] == [0, 1]


def test_a_run_with_a_long_name_is_called_by_its_number() -> None:
    """The sentence needs the room."""
    start = scene(
        lane(table(["toes"], ["win"]), [[0.1]], name="one", label="a run with quite a long name"),
        lane(table([*INPUTS], ["win"]), [[0.1, 0.2, -0.1]], name="three", label="three"),
    )
    found = seen(start, SetAlpha(0.1))
    assert [remark.sentence.partition(": ")[0] for remark in found] == ["“three”", "Run 1"]


# --- images and vectors -----------------------------------------------------------------------------------


def test_of_images_only_what_makes_sense_is_said() -> None:
    """Black pixels are inputs of 0 by the hundred: no word of them; alpha, freezes and divergence count."""
    start = image_scene(alpha=0.01)
    assert seen(start, TakeSteps(30)) == []
    assert hints(seen(start, SetAlpha(0.0))) == [Kind.ALPHA_ZERO]
    frozen = seen(start, FreezePixels(tuple(range(36)), frozen=True))
    assert hints(frozen) == [Kind.ALL_FROZEN]
    assert commands_of(frozen[0]) == (FreezePixels(tuple(range(36)), frozen=False, lane=0),)


def test_images_above_what_is_guaranteed_and_above_what_was_measured() -> None:
    """While the limit is being measured, that is said; then it is named."""
    images = small_images()
    guaranteed = 2 / float(images.largest_squares(np.zeros((3, 36), bool)).max())
    session = session_of(image_scene(images), SetAlpha(guaranteed * 1.05))
    (remark,) = remarks(session.snapshot())
    assert remark.kind is Kind.NO_GUARANTEE
    assert remark.sentence.endswith("where it begins to is still being measured.")
    session.study_all()
    limit = session.snapshot().lanes[0].limits.diverges
    assert limit is not None
    session.apply(SetAlpha(limit * 1.2))
    (remark,) = remarks(session.snapshot())
    assert remark.kind is Kind.ABOVE_LIMIT
    (command,) = commands_of(remark)
    assert isinstance(command, SetAlpha)
    assert command.alpha <= guaranteed / 2


def test_diverged_images_offer_the_way_back() -> None:
    """As with three weights."""
    session = played(image_scene(alpha=0.01), SetAlpha(1000.0))
    remark = the(Kind.DIVERGED, list(remarks(session.snapshot())))
    assert commands_of(remark)[-1:] != ()
    for command in commands_of(remark):
        session.apply(command)
    assert hints(list(remarks(session.snapshot()))) == []


def test_vectors_do_not_learn() -> None:
    """Zeros and negative numbers are what they are made of."""
    assert seen(catalogue.load("dot-products"), TakeSteps(1)) == []


# --- the words --------------------------------------------------------------------------------------------


def test_no_number_has_a_hyphen_for_a_minus_or_a_negative_zero() -> None:
    """In every sentence, everywhere."""
    sentences = [
        remark.sentence
        for found in (
            seen(three_inputs(), SetInput(0, 0, -1.2), Freeze(A, frozen=True)),
            seen(three_inputs(), SetWeight(A, -1e6), SetInput(0, 1, -0.0)),
            seen(three_outputs(), SetInput(0, 0, 0.0)),
        )
        for remark in found
    ]
    assert sentences
    for sentence in sentences:
        assert "-" not in sentence
        assert "−0 " not in sentence
        assert str(inf) not in sentence


def test_thorough_or_not_makes_no_difference_to_one_example() -> None:
    """At speed only what looks at all examples is left out."""

    def both(snapshot: Snapshot) -> tuple[object, object]:
        return remarks(snapshot), remarks(snapshot, thorough=False)

    for start in (frozen_a(), three_inputs(alpha=0.1), nine_weights()):
        full, quick = both(session_of(start, TakeSteps(3), Freeze(A, frozen=False)).snapshot())
        assert full == quick
    full, quick = both(session_of(three_inputs(), SetOrder(IN_TURN)).snapshot())
    assert [remark.kind for remark in full] == [Kind.UNREACHABLE]  # type: ignore[attr-defined]  # remarks
    assert quick == ()
