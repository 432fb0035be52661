"""What --alpha, --freeze and --set become."""

from __future__ import annotations

from argparse import Namespace

import pytest
from scenes import correct_and_printed, nine_weights, one_and_three, three_inputs

from gdstudio.cli.settings import SettingError, commands
from gdstudio.core.descent import Rule
from gdstudio.core.examples import DataError, Order, Taking
from gdstudio.messages import (
    Freeze,
    Logged,
    Scene,
    SetAlpha,
    SetInput,
    SetOrder,
    SetRule,
    SetTarget,
    SetWeight,
    WeightRef,
)
from gdstudio.model.session import Session


def asked(
    scene: Scene,
    *,
    alpha: float | None = None,
    freeze: tuple[str, ...] = (),
    settings: tuple[object, ...] = (),
    rule: str | None = None,
    order: str | None = None,
    seed: int | None = None,
) -> list[Logged]:
    """The commands for these arguments."""
    typed = {"alpha": alpha, "rule": rule, "order": order, "seed": seed}
    return commands(scene, Namespace(**typed, freeze=list(freeze), settings=list(settings)))


def test_nothing_asked_is_nothing_done() -> None:
    """A scene stays as it is."""
    assert asked(three_inputs()) == []


def test_alpha_is_set_in_every_lane() -> None:
    """Runs side by side share it."""
    assert asked(one_and_three(), alpha=0.0) == [SetAlpha(0.0)]


def test_a_weight_is_frozen_in_every_lane_that_has_it() -> None:
    """Both networks have an a, only the larger has a c."""
    assert asked(one_and_three(), freeze=("a", "c")) == [
        Freeze(WeightRef(0, 0, 0), frozen=True),
        Freeze(WeightRef(1, 0, 0), frozen=True),
        Freeze(WeightRef(1, 0, 2), frozen=True),
    ]


def test_names_are_weights_inputs_and_targets() -> None:
    """Each becomes its own command, in the order given."""
    assert asked(nine_weights(), settings=(("f", 2.0), ("nfans", 3.0), ("sad", 4.0))) == [
        SetWeight(WeightRef(0, 1, 2), 2.0),
        SetInput(0, 2, 3.0, lane=0),
        SetTarget(0, 2, 4.0, lane=0),
    ]


def test_a_lane_finds_an_input_in_its_own_columns() -> None:
    """The same name may stand in different columns of two lanes, or in one lane only."""
    assert asked(one_and_three(), settings=(("toes", 2.0), ("nfans", 3.0))) == [
        SetInput(0, 0, 2.0, lane=0),
        SetInput(0, 0, 2.0, lane=1),
        SetInput(0, 2, 3.0, lane=1),
    ]


def test_an_input_is_set_in_the_example_that_is_trained_on_first() -> None:
    """The third game, if that is the one."""
    scene = three_inputs(order=Order(Taking.ONE, example=2))
    assert asked(scene, settings=(("toes", 2.0),)) == [SetInput(2, 0, 2.0, lane=0)]


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_holds_in_every_lane(rule: Rule) -> None:
    """By its name, with hyphens as other options have them."""
    assert asked(correct_and_printed(), rule=rule.value.replace(" ", "-")) == [SetRule(rule)]


def test_a_rule_that_does_not_run_there_is_refused() -> None:
    """With the option, and why."""
    with pytest.raises(SettingError, match=r"--rule swapped-outer-product: outer_prod.* is 3 × 1"):
        asked(three_inputs(), rule="swapped-outer-product")


@pytest.mark.parametrize(
    ("name", "taking"),
    [
        ("one", Taking.ONE),
        ("given", Taking.IN_TURN),
        ("shuffled", Taking.SHUFFLED),
        ("shuffled-once", Taking.SHUFFLED_ONCE),
        ("full-batch", Taking.FULL_BATCH),
    ],
)
def test_an_order_keeps_each_lane_s_own_example(name: str, taking: Taking) -> None:
    """It is the one that is taken again and again, or looked at in a full batch."""
    scene = three_inputs(order=Order(Taking.IN_TURN, example=2))
    assert asked(scene, order=name) == [SetOrder(Order(taking, example=2), lane=0)]


def test_a_seed_is_for_what_is_shuffled() -> None:
    """By the scene or by the option; for anything else it is refused."""
    scene = three_inputs(order=Order(Taking.SHUFFLED))
    assert asked(scene, seed=7) == [SetOrder(Order(Taking.SHUFFLED, seed=7), lane=0)]
    assert asked(three_inputs(), order="shuffled-once", seed=7) == [
        SetOrder(Order(Taking.SHUFFLED_ONCE, seed=7), lane=0)
    ]
    for order in (None, "given", "full-batch"):
        with pytest.raises(SettingError, match="--seed: nothing is shuffled; add --order shuffled"):
            asked(three_inputs(), order=order, seed=7)


def test_an_input_is_set_in_the_first_example_of_the_order_asked_for() -> None:
    """Not of the scene's own."""
    shuffled = Order(Taking.SHUFFLED, seed=5)
    first = shuffled.row(1, 4)
    assert first != 0
    given = asked(three_inputs(), order="shuffled", seed=5, settings=(("toes", 2.0),))
    assert given == [SetOrder(shuffled, lane=0), SetInput(first, 0, 2.0, lane=0)]


def test_a_session_carries_the_commands_out() -> None:
    """What they mean is what a session does with them."""
    scene = three_inputs()
    session = Session(scene)
    for command in asked(scene, alpha=0.3, freeze=("a",), settings=(("b", 0.5), ("win", 0.0))):
        session.apply(command)
        assert session.notice == ""
    lane = session.snapshot().lanes[0]
    assert lane.alpha == 0.3
    assert lane.frozen.tolist() == [[True, False, False]]
    assert lane.now.weights.tolist() == [[0.1, 0.5, -0.1]]
    assert lane.now.true.tolist() == [0.0]


@pytest.mark.parametrize("name", ["d", "toes", "A", ""])
def test_freezing_what_is_no_weight_lists_the_weights(name: str) -> None:
    """An input can't be frozen: the sentence says what can."""
    with pytest.raises(SettingError, match=r"no such weight; test has a, b, c$"):
        asked(three_inputs(), freeze=(name,))


@pytest.mark.parametrize("name", ["d", "feet", "Toes"])
def test_setting_what_is_not_there_lists_all_names(name: str) -> None:
    """Weights, inputs and targets, each once."""
    with pytest.raises(SettingError, match=f"--set {name}: .*; test has a, b, c, toes, wlrec, nfans, win$"):
        asked(one_and_three(), settings=((name, 1.0),))


@pytest.mark.parametrize("name", ["a", "toes", "win"])
@pytest.mark.parametrize("value", [1.1e6, -1.1e6, float("nan"), float("inf")])
def test_a_value_out_of_range_is_refused_by_name(name: str, value: float) -> None:
    """Before anything runs."""
    with pytest.raises(DataError, match=f"--set {name}: .* out of range"):
        asked(three_inputs(), settings=((name, value),))
