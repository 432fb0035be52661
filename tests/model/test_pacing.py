"""How many steps are due, with plain numbers as times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdstudio.messages import Speed
from gdstudio.model.pacing import Pace, backward_speed

MOST = 1_000_000


def test_the_first_step_is_due_after_one_interval() -> None:
    """Playing begins with the step that is looked at, not with a jump."""
    pace = Pace()
    assert pace.due(Speed(2.0), 100.0, MOST) == 0
    assert pace.due(Speed(2.0), 100.49, MOST) == 0
    assert pace.due(Speed(2.0), 100.5, MOST) == 1
    assert pace.due(Speed(2.0), 100.5, MOST) == 0


def test_the_beat_is_kept_when_asked_late() -> None:
    """Late by a little, the next step is due on the beat, not an interval after the last."""
    pace = Pace()
    pace.due(Speed(10.0), 0.0, MOST)
    assert pace.due(Speed(10.0), 0.15, MOST) == 1
    assert pace.wait(Speed(10.0), 0.15) == pytest.approx(0.05)
    assert pace.due(Speed(10.0), 0.45, MOST) == 3


def test_a_backlog_is_let_go() -> None:
    """After a long stall at most `most` steps come, and then the beat begins anew."""
    pace = Pace()
    pace.due(Speed(10.0), 0.0, 1)
    assert pace.due(Speed(10.0), 60.0, 1) == 1
    assert pace.due(Speed(10.0), 60.05, 1) == 0
    assert pace.due(Speed(10.0), 60.11, 1) == 1


def test_as_fast_as_possible_is_as_many_as_may_be() -> None:
    """Without a set speed everything is due at once, and nothing is waited for."""
    pace = Pace()
    assert pace.due(Speed(None), 5.0, 123) == 123
    assert pace.wait(Speed(None), 5.0) == 0.0


def test_waiting_is_until_the_next_step() -> None:
    """Before the first question a whole interval; then until the beat; never negative."""
    pace = Pace()
    assert pace.wait(Speed(4.0), 7.0) == 0.25
    pace.due(Speed(4.0), 7.0, MOST)
    assert pace.wait(Speed(4.0), 7.1) == pytest.approx(0.15)
    assert pace.wait(Speed(4.0), 8.0) == 0.0


def test_a_reset_begins_a_new_beat() -> None:
    """After a pause, what would have been due meanwhile is not made up for."""
    pace = Pace()
    pace.due(Speed(10.0), 0.0, MOST)
    pace.reset()
    assert pace.due(Speed(10.0), 50.0, MOST) == 0
    assert pace.due(Speed(10.0), 50.11, MOST) == 1


@given(
    per_second=st.floats(0.5, 10_000),
    gaps=st.lists(st.floats(0.0, 0.3), min_size=1, max_size=50),
)
def test_however_often_it_is_asked_the_speed_is_kept(per_second: float, gaps: list[float]) -> None:
    """The steps handed out are those of the time passed, to within one."""
    pace = Pace()
    now = total = 0.0
    pace.due(Speed(per_second), now, MOST)
    for gap in gaps:
        now += gap
        total += pace.due(Speed(per_second), now, MOST)
        assert abs(total - now * per_second) <= 1 + 1e-6 * now * per_second
        assert 0 <= pace.wait(Speed(per_second), now) <= 1 / per_second + 1e-9


@pytest.mark.parametrize(
    ("speed", "last_step", "meant"),
    [
        (Speed(2.0), 10_000_000, Speed(2.0)),
        (Speed(None), 10_000_000, Speed(2_500_000.0)),
        (Speed(None), 241, Speed(60.25)),
        (Speed(None), 20, Speed(60.0)),
        (Speed(None, by_phase=True), 400, Speed(None, by_phase=True)),
    ],
)
def test_backwards_all_of_recorded_time_goes_by_in_four_seconds(
    speed: Speed, last_step: int, meant: Speed
) -> None:
    """As fast as possible means so fast, and never slowly; a set speed is the speed set."""
    assert backward_speed(speed, last_step) == meant
