"""Whose turn it is: at speed panels share the frames, otherwise each is shown every snapshot."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from scenes import three_inputs

from gdstudio.messages import Speed
from gdstudio.model.session import Session
from gdstudio.views.turns import Turns

if TYPE_CHECKING:
    from gdstudio.messages import Snapshot


class Panel:
    """Remembers which steps it was shown."""

    def __init__(self) -> None:
        self.steps: list[int] = []

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Remember its step."""
        self.steps.append(snapshot.step)


class Hall:
    """Three panels: the first in every frame, the others in every second and fourth; one may be veiled."""

    def __init__(self) -> None:
        self.first, self.second, self.third = Panel(), Panel(), Panel()
        self.views = {self.first: (1, 0), self.second: (2, 1), self.third: (4, 0)}
        self.covers = SimpleNamespace(hidden_views=[], veil=lambda _parts: None)
        self.turns = Turns(self.covers)  # type: ignore[arg-type]  # of covers, only what is asked
        self._now = Session(three_inputs()).snapshot()

    def show(self, step: int, *, fast: bool, same: bool = True) -> None:
        """A snapshot of this step comes, while playing at full speed or at rest."""
        shown = replace(self._now, step=step, playing=fast, speed=Speed(None) if fast else Speed())
        self.turns.show(shown, self.views, (self.first,), same=same)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_slowly_every_panel_is_shown_every_snapshot(hall: Hall) -> None:
    """At once: nothing is left for later."""
    for step in (1, 2, 3):
        hall.show(step, fast=False)
        assert not hall.turns.show_rest()
    assert hall.first.steps == hall.second.steps == hall.third.steps == [1, 2, 3]


def test_at_speed_the_first_comes_alone_and_the_others_at_their_turn(hall: Hall) -> None:
    """Those that are due follow once the first is painted."""
    rest = []
    for step in range(1, 9):
        hall.show(step, fast=True)
        before = len(hall.second.steps) + len(hall.third.steps)
        rest.append(hall.turns.show_rest())
        assert rest[-1] == (len(hall.second.steps) + len(hall.third.steps) > before)
    assert hall.first.steps == list(range(1, 9))
    assert (hall.second.steps, hall.third.steps) == ([1, 3, 5, 7], [4, 8])
    assert rest == [True, False, True, True, True, False, True, True]


def test_other_runs_are_shown_at_once_to_all(hall: Hall) -> None:
    """No panel is left with runs that are no longer there, not even below a veil."""
    hall.covers.hidden_views.append(hall.second)
    hall.show(1, fast=True, same=False)
    assert hall.first.steps == hall.second.steps == hall.third.steps == [1]
    hall.show(2, fast=False)
    assert (hall.first.steps, hall.second.steps) == ([1, 2], [1])
