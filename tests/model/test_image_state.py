"""A lane of images: what a step shows is what training does, and what each command changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from image_scenes import image_scene, small_images

from gdstudio.core.examples import DataError, Order, Taking
from gdstudio.messages import (
    Freeze,
    FreezePixels,
    Logged,
    SetAlpha,
    SetInput,
    SetOrder,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model.image_state import ImageState
from gdstudio.model.lane_parts import RefusedError

if TYPE_CHECKING:
    from gdstudio.core.images import Images


def state_after(*commands: Logged, steps: int = 0, alpha: float = 0.02) -> ImageState:
    state = ImageState.begin(image_scene(alpha=alpha).lanes[0])
    run = state.run(1, steps)
    state = run.state
    for command in commands:
        state = state.given(command)
    return state


def trained_in_double(images: Images, frozen: np.ndarray, alpha: float, rows: list[int]) -> np.ndarray:
    """The plain loop, one image at a time, in double precision."""
    weights = np.zeros(images.shape)
    for row in rows:
        values, true = images.input(row), images.targets[row].astype(float)
        weights -= alpha * np.where(frozen, 0, np.outer(weights @ values - true, values))
    return weights


def test_a_run_is_the_plain_loop() -> None:
    """A pass and a bit more, in the order given, equals a loop in double precision to six digits."""
    state = state_after(steps=200)
    images = small_images()
    expected = trained_in_double(images, np.zeros(images.shape, bool), 0.02, [i % 150 for i in range(200)])
    assert np.abs(state.weights - expected).max() <= 2e-6 * np.abs(expected).max()
    assert state.position.step == 201


def test_a_step_shows_what_training_does() -> None:
    """Its recipe holds among its numbers, and new_weights are the next state's, bit for bit."""
    state = state_after(FreezePixels((8, 9), frozen=True), steps=77)
    step = state.look(78)
    assert step.pred == pytest.approx(step.weights @ step.input, abs=1e-6)
    assert np.array_equal(step.delta, step.pred - step.true) or step.delta == pytest.approx(
        step.pred - step.true, abs=1e-15
    )
    assert np.array_equal(step.free_weight_deltas, np.outer(step.delta, step.input))
    assert not step.weight_deltas[:, [8, 9]].any()
    assert step.free_weight_deltas[:, [8, 9]].any()
    after = state.run(78, 1)
    assert after.errors == [pytest.approx(step.total_error, rel=1e-12)]
    assert np.array_equal(after.state.weights, step.new_weights)
    assert step.new_weights == pytest.approx(step.weights - 0.02 * step.weight_deltas, abs=1e-6)


def test_a_step_elsewhere_is_worked_out_from_its_weights() -> None:
    """`look_with` is for weights and images that training does not take now."""
    state = state_after(steps=5)
    seen = state.look_with(state.weights, 7)
    assert np.array_equal(seen.input, small_images().input(7))
    assert seen.pred == pytest.approx(state.weights @ seen.input, abs=1e-12)


@pytest.mark.parametrize(
    "command",
    [
        SetAlpha(0.02),
        Freeze(WeightRef(0, 1, 3), False),
        FreezePixels((), True),
        FreezePixels((1, 2), False, output=1),
        SetWeight(WeightRef(0, 1, 3), 0.0),
        SetTarget(0, int(small_images().labels[0]), 1.0),
        SetOrder(Order(Taking.IN_TURN)),
    ],
)
def test_a_command_that_changes_nothing_leaves_the_very_state(command: Logged) -> None:
    """Then there is nothing to undo either."""
    state = state_after()
    assert state.given(command) is state


def test_pixels_are_frozen_for_one_output_or_for_all() -> None:
    """A brush without an output freezes the pixels' weights into every output."""
    assert state_after(FreezePixels((3, 5), True)).setting.frozen.sum() == 6
    one = state_after(FreezePixels((3, 5), True, output=2)).setting.frozen
    assert one.sum() == 2
    assert one[2, [3, 5]].all()
    some = state_after(FreezePixels((3, 5), True), FreezePixels((5,), False)).setting.frozen
    assert np.flatnonzero(some.any(axis=0)).tolist() == [3]


def test_a_frozen_weight_stays_and_a_set_one_is_what_was_set() -> None:
    """In mid-block too: the command counts from its own step on."""
    ref = WeightRef(0, 1, 8)
    state = state_after(SetWeight(ref, 0.25), Freeze(ref, True), steps=10)
    later = state.run(11, 300).state
    assert later.weights[1, 8] == 0.25
    assert later.weights[1, 9] != state.weights[1, 9]


def test_a_target_is_another_from_then_on() -> None:
    """Changing one image's target changes its delta, and not the images that are shared."""
    plain = state_after(steps=3)
    state = plain.given(SetTarget(3, 0, 0.5))
    assert state.look(4).true[0] == 0.5
    assert plain.look(4).true[0] != 0.5
    assert state.setting.examples.pixels is plain.setting.examples.pixels


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (SetAlpha(-1), "out of range"),
        (Freeze(WeightRef(0, 3, 0), True), "3 × 36 weights"),
        (FreezePixels((36,), True), "0 to 35"),
        (FreezePixels((1,), True, output=3), "3 outputs"),
        (SetInput(0, 0, 1.0), "draw one"),
        (SetTarget(150, 0, 1.0), "150 images"),
        (SetOrder(Order(Taking.ONE, 150)), "150 examples"),
    ],
)
def test_what_is_not_there_is_refused(command: Logged, words: str) -> None:
    """With a sentence that says what there is."""
    with pytest.raises(RefusedError, match=words):
        state_after(command)
    with pytest.raises(DataError):
        state_after(SetWeight(WeightRef(0, 0, 0), float("nan")))


def test_it_is_settled_where_nothing_can_move() -> None:
    """Alpha 0 or everything frozen; else it is looked whether a pass changes a weight."""
    assert not state_after().is_settled(1)
    assert state_after(alpha=0.0).is_settled(1)
    assert state_after(FreezePixels(tuple(range(36)), True)).is_settled(1)
    # All targets 0 and all weights 0: every prediction is right already.
    still = [SetTarget(row, int(label), 0.0) for row, label in enumerate(small_images().labels)]
    assert state_after(*still).is_settled(1)
    assert not state_after(*still[:-1]).is_settled(1)


def test_a_shuffled_order_is_settled_only_when_no_image_was_missed() -> None:
    """From the middle of one pass, as many steps as there are images can miss one that still teaches."""
    order, images = Order(Taking.SHUFFLED), small_images(10)
    passes = [order.pass_rows(number, 10).tolist() for number in range(2)]
    # Taken early in the first pass and late in the second: the steps between see only the other nine.
    row = max(range(10), key=lambda row: passes[1].index(row) - passes[0].index(row))
    begin = passes[0].index(row) + 2
    assert row not in (passes[0] + passes[1])[begin - 1 :][:10]
    state = ImageState.begin(image_scene(images, order=order).lanes[0])
    right = [SetTarget(other, int(images.labels[other]), 0.0) for other in range(10) if other != row]
    # With weights of 0, all images but that one are right.
    empty = [SetWeight(WeightRef(0, output, pixel), 0.0) for output in range(3) for pixel in range(36)]
    state = state.run(1, begin - 1).state
    for command in (*right, *empty):
        state = state.given(command)
    assert state.run(begin, 9).errors == [0.0] * 9
    assert not state.is_settled(begin)


def test_limits_are_worked_out_anew_only_where_they_change() -> None:
    """They take a look at every image: too long for each move of the alpha marker."""
    state = state_after()
    bounds = state.setting._bounds
    assert state.given(SetAlpha(0.5)).given(SetTarget(0, 0, 0.5)).setting._bounds is bounds
    frozen = state.given(FreezePixels(tuple(range(6, 18)), True)).setting.limits
    assert frozen.guaranteed is not None
    assert bounds.guaranteed is not None
    assert frozen.guaranteed > bounds.guaranteed
    assert state.given(SetOrder(Order(Taking.ONE, 3))).setting.limits.measuring is False


def test_the_measured_limit_serves_wherever_it_holds() -> None:
    """It depends on images, order and freezes, and is known again when those come back."""
    state = state_after()
    assert state.setting.limits.measuring
    state.setting.measured[state.setting.limit_key] = 0.3
    assert not state.setting.limits.measuring
    assert state.setting.limits.diverges == 0.3
    frozen = state.given(FreezePixels((1,), True))
    assert frozen.setting.limits.measuring
    assert frozen.given(SetAlpha(0.5)).given(FreezePixels((1,), False)).setting.limits.diverges == 0.3
