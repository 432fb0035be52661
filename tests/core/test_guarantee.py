"""The guaranteed limit of alpha: the same as where it is worked out with everything else, and it holds."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import table

from gdstudio.core.examples import Examples, Order, Taking
from gdstudio.core.guarantee import guaranteed_alpha
from gdstudio.core.landscape import alpha_limits
from gdstudio.core.mean_landscape import mean_limits

GAMES = table(["toes", "wlrec", "nfans"], ["win", "sad"])
FROZEN = [
    np.zeros((2, 3), bool),
    np.array([[True, False, False], [True, True, False]]),
    np.array([[True] * 3, [False, True, True]]),
]


@pytest.mark.parametrize("frozen", FROZEN)
@pytest.mark.parametrize("taking", [taking for taking in Taking if taking is not Taking.FULL_BATCH])
def test_it_is_the_limit_that_is_shown_while_training(frozen: np.ndarray, taking: Taking) -> None:
    """Of one example, and of several in any order."""
    order = Order(taking, 2)
    assert guaranteed_alpha(GAMES, order, frozen) == pytest.approx(
        alpha_limits(GAMES, order, frozen).guaranteed, rel=1e-12
    )


@pytest.mark.parametrize("frozen", FROZEN)
def test_of_a_full_batch_it_is_the_mean_s(frozen: np.ndarray) -> None:
    """And exact."""
    found = guaranteed_alpha(GAMES, Order(Taking.FULL_BATCH), frozen)
    assert found == pytest.approx(mean_limits(GAMES, frozen).guaranteed, rel=1e-12)


def test_the_chapter_s_numbers() -> None:
    """0.026986 with the first game, 1.0738 with a frozen, 0.0202 in turn, 0.02299 all at once."""
    games = table(["toes", "wlrec", "nfans"], ["win"])
    free, a = np.zeros((1, 3), bool), np.array([[True, False, False]])
    assert guaranteed_alpha(games, Order(), free) == pytest.approx(0.026986, rel=1e-4)
    assert guaranteed_alpha(games, Order(), a) == pytest.approx(1.0738, rel=1e-4)
    assert guaranteed_alpha(games, Order(Taking.IN_TURN), free) == pytest.approx(0.0202, rel=2e-3)
    assert guaranteed_alpha(games, Order(Taking.FULL_BATCH), free) == pytest.approx(0.02299, rel=1e-3)


@pytest.mark.parametrize("taking", Taking)
def test_where_nothing_learns_there_is_none(taking: Taking) -> None:
    """All frozen, all inputs 0, or inputs so small that the limit is beyond all numbers."""
    zero = Examples.table(["toes"], ["win"], [[0.0]], [[1.0]])
    tiny = Examples.table(["toes"], ["win"], [[1e-160]], [[1.0]])
    free = np.zeros((1, 1), bool)
    assert guaranteed_alpha(zero, Order(taking), free) is None
    assert guaranteed_alpha(tiny, Order(taking), free) is None
    assert guaranteed_alpha(GAMES, Order(taking), np.ones((2, 3), bool)) is None
