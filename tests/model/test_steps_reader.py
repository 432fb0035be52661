"""Pages of the table of all steps: the very numbers of each step, wherever the page is and however far."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from image_scenes import image_scene
from scenes import nine_weights, one_and_three, three_inputs

from gdstudio.core.descent import Rule
from gdstudio.core.examples import Order, Taking
from gdstudio.messages import (
    Freeze,
    LoadScene,
    LookAtSteps,
    Play,
    SetAlpha,
    SetOrder,
    SetRule,
    SetSpeed,
    Snapshot,
    Speed,
    StepsPage,
    TakeSteps,
    Undo,
    WeightRef,
)
from gdstudio.model.session import Session


def page_of(session: Session, lane: int, first: int, count: int) -> StepsPage:
    session.apply(LookAtSteps(lane, first, count))
    page = session.snapshot().page
    assert page is not None
    return page


def check(page: StepsPage, seen: dict[int, Snapshot]) -> None:
    """Every row is what the screen showed at that step."""
    for row, step in enumerate(range(page.first, page.last + 1)):
        lane = seen[step].lanes[page.lane]
        assert page.example[row] == lane.row
        assert page.alpha[row] == lane.alpha
        for name in ("pred", "delta"):
            assert getattr(page, name)[row].tolist() == getattr(lane.now, name).tolist()
        assert page.error[row].tolist() == lane.now.learnt_error.tolist()
        for name in ("weights", "weight_deltas"):
            told = getattr(lane.now, name)
            assert getattr(page, name)[row].tolist() == [told[place] for place in page.places]


@settings(max_examples=25)
@given(st.integers(1, 60), st.integers(1, 40), st.integers(0, 1))
def test_a_page_is_what_the_screen_showed(first: int, count: int, lane: int) -> None:
    """With changes in mid-run, in every lane."""
    session, seen = Session(one_and_three()), {}
    for step in range(1, 51):
        if step == 10:
            session.apply(SetAlpha(0.005))
        if step == 20:
            session.apply(Freeze(WeightRef(1, 0, 0), True))
        if step == 30:
            session.apply(SetOrder(Order(Taking.SHUFFLED, 0, 3)))
        if step == 38:
            session.apply(SetOrder(Order(Taking.FULL_BATCH, 2)))
        if step == 44:
            session.apply(SetRule(Rule.WEIGHTS_FOR_INPUT))
        seen[step] = session.snapshot()
        session.advance(1)
    seen[51] = session.snapshot()
    page = page_of(session, lane, first, count)
    assert page.first == first
    assert page.last == max(min(first + count - 1, 51), first - 1)
    check(page, seen)
    errors = session.snapshot().history[lane].mean[page.first - 1 : page.last]
    assert page.error.sum(axis=1).tolist() == pytest.approx(errors.tolist(), rel=1e-12)
    arrays = [array for array in vars(page).values() if isinstance(array, np.ndarray)]
    assert len(arrays) == 7
    assert not any(array.flags.writeable for array in arrays)


def test_far_pages_of_a_long_run() -> None:
    """A hundred thousand steps, looked at here and there: the same as a run up to there."""
    session = Session(nine_weights())
    session.apply(SetOrder(Order(Taking.SHUFFLED)))
    session.advance(100_000)
    for first in (1, 777, 54_321, 99_990):
        page = page_of(session, 0, first, 5)
        probe = Session(nine_weights())
        probe.apply(SetOrder(Order(Taking.SHUFFLED)))
        probe.advance(first - 1)
        seen = {}
        for step in range(first, first + 5):
            seen[step] = probe.snapshot()
            probe.advance(1)
        check(page, seen)


def test_images_tell_of_the_selected_weight() -> None:
    """And none if none is selected."""
    session, seen = Session(image_scene()), {}
    for step in range(1, 80):
        seen[step] = session.snapshot()
        session.advance(1)
    assert page_of(session, 0, 60, 10).places == ()
    session.apply(LookAtSteps(0, 60, 10, (1, 9)))
    page = session.snapshot().page
    assert page is not None
    assert page.places == ((1, 9),)
    check(page, seen)


def test_a_page_is_read_once_and_anew_when_time_changes() -> None:
    """Not for each snapshot; but after a change, an undo, or more steps on it."""
    session = Session(three_inputs())
    session.apply(TakeSteps(20))
    page = page_of(session, 0, 5, 8)
    assert session.snapshot().page is page
    session.apply(TakeSteps(20))
    assert session.snapshot().page is page
    session.apply(TakeSteps(-35))
    session.apply(SetAlpha(0.001))
    changed = session.snapshot().page
    assert changed is not None
    assert (changed.first, changed.last) == (5, 6)
    session.apply(Undo())
    again = session.snapshot().page
    assert again is not None
    assert again.weights.tolist() == page.weights.tolist()


def test_at_speed_it_is_read_now_and_then() -> None:
    """Training has better things to do."""
    session = Session(three_inputs())
    session.apply(LookAtSteps(0, 1, 1000))
    session.apply(SetSpeed(Speed(None)))
    session.apply(Play())
    pages = set()
    for _ in range(32):
        session.play(1)
        pages.add(id(session.snapshot().page))
    assert 2 <= len(pages) <= 5


@pytest.mark.parametrize("wish", [LookAtSteps(0, 0, 5), LookAtSteps(0, 1, -1), LookAtSteps(0, 1, 2001)])
def test_what_cannot_be_is_said(wish: LookAtSteps) -> None:
    """And what can."""
    session = Session(three_inputs())
    session.apply(wish)
    assert "steps count from 1, and at most 2,000" in session.snapshot().notice


def test_it_ends_when_nobody_looks_and_with_fewer_lanes() -> None:
    """No page for nobody, nor of a lane that another scene has not got."""
    session = Session(one_and_three())
    assert page_of(session, 1, 1, 5) is not None
    session.apply(LoadScene(three_inputs()))
    assert session.snapshot().page is None
    session.apply(LookAtSteps(0, 1, 0))
    assert session.snapshot().page is None
