"""What --alpha, --freeze and --set become."""

from __future__ import annotations

from argparse import Namespace

import pytest
from scenes import nine_weights, one_and_three, three_inputs

from gdstudio.cli.settings import SettingError, commands
from gdstudio.core.examples import DataError, Order, Taking
from gdstudio.messages import Freeze, Logged, Scene, SetAlpha, SetInput, SetTarget, SetWeight, WeightRef
from gdstudio.model.session import Session


def asked(
    scene: Scene,
    *,
    alpha: float | None = None,
    freeze: tuple[str, ...] = (),
    settings: tuple[object, ...] = (),
) -> list[Logged]:
    """The commands for these arguments."""
    return commands(scene, Namespace(alpha=alpha, freeze=list(freeze), settings=list(settings)))


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
